//! Help, versions and wrong arguments.

use super::Workspace;

#[test]
fn the_help_says_what_edits_and_locks_do() {
    let help = Workspace::new().run(&["--help"]).stdout;
    let about = |flag: &str| {
        let start = help.find(&format!("      {flag}")).unwrap_or_else(|| panic!("no {flag} in:\n{help}"));
        help[start..].split("\n\n").next().unwrap().to_owned()
    };
    insta::assert_snapshot!(["--errata", "--config", "--locked"].map(about).join("\n\n"), @r#"
    --errata <FILE>
        Edits to apply to the pages before they are read: entries `[[errata]]` with `page`,
        `find`, `replace`, `reason` and `link`

    --config <FILE>
        The configuration; `msgraph.toml` in the crate, beside it, in the current folder or the
        workspace when absent

    --locked
        Refuse, and write nothing, when pages, errata, options or generator differ from
        `msgraph.lock` of the crate
    "#);
}

#[test]
fn wrong_arguments_are_told_the_right_ones() {
    let workspace = Workspace::new();
    workspace.run(&["--sideways"]).ended(2, &["--sideways", "Usage"]);
    workspace.run(&["--api-version", "v2"]).ended(2, &["v2", "v1.0, beta"]);
    workspace.run(&["--format", "xml"]).ended(2, &["human, json, sarif"]);
    workspace.run(&["--deny", "notes"]).ended(2, &["warnings, errors"]);
    workspace.run(&["--threads", "0"]).ended(2, &["1..=512"]);
    workspace.run(&["--name", "2 graphs"]).ended(2, &["a letter, then letters"]);
    workspace.run(&["--out", "x", "model"]).ended(2, &["model", "--out"]);
    workspace.run(&["--quiet", "--verbose"]).ended(2, &["cannot be used with"]);
}
