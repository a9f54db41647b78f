//! The examples in the help of each command. In: nothing. Out: text after the list of arguments.

/// Examples of the program.
pub(super) const PROGRAM: &str = "\
Examples:
  generator                                      write `generated/` of this workspace
  generator --check                              end with 1 when it is not current
  generator --docs api-reference --out graph     write a crate from a clone of the documentation
  generator --out graph --include '/me/messages/**' --list
                                                 list the operations and types of a smaller crate
  generator code 'GET /me/messages?$top=5'       print the code of a request";

/// Examples of `generate`.
pub(super) const GENERATE: &str = "\
Examples:
  generator generate --docs api-reference --api-version v1.0 --out graph
  generator generate --out graph --include '/me/messages/**' --exclude 'message: *'
  generator generate --out graph --runtime vendored --name my-graph
  generator generate --check --deny warnings";

/// Examples of `check`.
pub(super) const CHECK: &str = "\
Examples:
  generator check api-reference
  generator check api-reference --api-version beta --deny warnings
  generator check api-reference --format sarif";

/// Examples of `model`.
pub(super) const MODEL: &str = "\
Examples:
  generator model --docs api-reference --api-version v1.0
  generator model --docs api-reference/beta --quiet";

/// Examples of `code`.
pub(super) const CODE: &str = "\
Examples:
  generator code 'PUT /me/drive/items/{id}/content'
  generator code 'https://graph.microsoft.com/v1.0/users/ada@contoso.com/messages?$top=5'
  generator code --api-version beta '/me/messages/{id}'
  generator code --docs api-reference --format json 'GET /me'

Single quotes keep the shell from replacing `$top`.";

/// Examples of `explain`.
pub(super) const EXPLAIN: &str = "\
Examples:
  generator explain
  generator explain ragged-row
  generator explain --format json";

/// Examples of `init`.
pub(super) const INIT: &str = "\
Examples:
  generator init
  generator init --docs api-reference --api-version v1.0 --out graph --yes
  generator init graph/msgraph.toml --include '/me/messages/**' --runtime vendored";

/// Examples of `completions`.
pub(super) const COMPLETIONS: &str = "\
Examples:
  generator completions bash > ~/.local/share/bash-completion/completions/generator
  generator completions zsh > ~/.zfunc/_generator
  generator completions fish > ~/.config/fish/completions/generator.fish";

/// Examples of `man`.
pub(super) const MAN: &str = "\
Examples:
  generator man > ~/.local/share/man/man1/generator.1
  generator man code > ~/.local/share/man/man1/generator-code.1";
