//! Finds paths in Rust source. In: `use` items and tokens. Out: imports, and paths with `::` in code.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::UseTree;

/// Macros whose tokens are generated code rather than code of the program.
const QUOTING: [&str; 4] = ["quote", "quote_spanned", "parse_quote", "stringify"];

/// An import: the name in scope and its path. The name of a glob is `*`.
pub(crate) type Import = (String, Vec<String>);

/// The imports of a `use` item, without groups.
pub(crate) fn imports(tree: &UseTree) -> Vec<Import> {
    let mut found = Vec::new();
    add_imports(tree, &mut Vec::new(), &mut found);
    found
}

fn add_imports(tree: &UseTree, before: &mut Vec<String>, found: &mut Vec<Import>) {
    let with = |before: &[String], name: String| match name.as_str() {
        "self" => before.to_vec(),
        _ => before.iter().cloned().chain([name]).collect::<Vec<_>>(),
    };
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            add_imports(&path.tree, before, found);
            before.pop();
        }
        UseTree::Name(name) => {
            let path = with(before, name.ident.to_string());
            found.extend(path.last().cloned().map(|last| (last, path)));
        }
        UseTree::Rename(rename) => {
            found.push((rename.rename.to_string(), with(before, rename.ident.to_string())));
        }
        UseTree::Glob(_) => found.push(("*".to_owned(), before.clone())),
        UseTree::Group(group) => {
            for tree in &group.items {
                add_imports(tree, before, found);
            }
        }
    }
}

/// The paths with at least two segments in code, including imports inside functions.
pub(crate) fn paths(code: TokenStream) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    add_paths(code, &[], &mut found);
    found
}

fn add_paths(code: TokenStream, before: &[String], found: &mut Vec<Vec<String>>) {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Ident(first)
                if starts_macro(&tokens[at..]) && QUOTING.contains(&&*first.to_string()) =>
            {
                at += 2;
            }
            TokenTree::Ident(first) => {
                let mut path = before.to_vec();
                path.push(first.to_string());
                while is_colons(&tokens[at..]) {
                    match tokens.get(at + 2) {
                        Some(TokenTree::Ident(next)) => path.push(next.to_string()),
                        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                            add_paths(group.stream(), &path, found);
                            at += 3;
                            path.clear();
                            break;
                        }
                        _ => break,
                    }
                    at += 3;
                }
                if path.len() > 1 {
                    found.push(path);
                }
            }
            TokenTree::Group(group) => add_paths(group.stream(), &[], found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn is_colons(tokens: &[TokenTree]) -> bool {
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':');
    matches!(tokens, [first, second, ..] if is_colon(first) && is_colon(second))
}

fn starts_macro(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(mark), TokenTree::Group(_), ..] if mark.as_char() == '!')
}
