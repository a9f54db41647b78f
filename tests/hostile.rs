//! Tests injection: pages with hostile text for Rust, Markdown, TOML and the shell.
//!
//! The generated crate contains the text only in literals and comments. The crate and its documentation compile without warnings.

#[path = "hostile/hidden.rs"]
mod hidden;
#[path = "hostile/pages.rs"]
mod pages;

use std::path::Path;

use generator::Reading;
use generator::plan::ir::package::Workspace;
use generator::source::{Source, Sources};
use generator::sync::Mode;
use proc_macro2::{TokenStream, TokenTree};
use tests::generate;

fn reading() -> Reading {
    let mut pages: Vec<Source> = pages::pages();
    pages.sort_by(|left, right| left.path.cmp(&right.path));
    generator::understand(Sources { pages, ..Sources::default() })
}

#[test]
fn hostile_text_stays_in_literals_and_comments() {
    let reading = reading();
    assert!(reading.totals().types > 20 && reading.totals().operations > 20, "{:?}", reading.totals());
    for file in tests::emit(&reading) {
        if file.path.extension().is_none_or(|end| end != "rs") {
            // The name of an area becomes a feature, so only its words may occur.
            assert!(!file.text.contains("pwned!"), "{}", file.text);
            continue;
        }
        let tokens: TokenStream = file.text.parse().unwrap();
        assert!(!escapes(tokens), "{} holds it as code", file.path.display());
    }
}

/// Whether the marker of hostile text occurs as code.
fn escapes(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let called = tokens.windows(2).any(|pair| match pair {
        [TokenTree::Ident(name), TokenTree::Punct(mark)] => name == "pwned" && mark.as_char() == '!',
        _ => false,
    });
    called
        || tokens.into_iter().any(|token| matches!(token, TokenTree::Group(group) if escapes(group.stream())))
}

#[test]
fn the_crate_of_hostile_pages_compiles_and_is_documented_without_warnings() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile-crate");
    let out = home.join("crate");
    let reading = reading();
    let generate = generate(Path::new("none"), &out, Workspace::Standalone);
    generate.write(&reading, &reading.models, Mode::Write).unwrap();
    for command in [&["check"][..], &["doc", "--no-deps"]] {
        tests::cargo(command, &out, &home.join("target")).unwrap();
    }
}
