//! Tests that every code has an explanation and belongs to one problem.

use std::collections::BTreeMap;
use std::path::Path;

use generator::explain;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{ImplItem, Item, Lit};

/// The codes in the functions `code` of a file.
fn codes(path: &Path) -> Vec<String> {
    let file = syn::parse_file(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut found = Vec::new();
    for item in file.items {
        let Item::Impl(item) = item else { continue };
        let of_problem = item.trait_.as_ref().and_then(|(path, _)| path.segments.last());
        if of_problem.is_none_or(|segment| segment.ident != "Problem") {
            continue;
        }
        for item in item.items {
            match item {
                ImplItem::Fn(function) if function.sig.ident == "code" => {
                    texts(function.block.to_token_stream(), &mut found);
                }
                _ => {}
            }
        }
    }
    found
}

fn texts(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => texts(group.stream(), found),
            TokenTree::Literal(literal) => {
                if let Lit::Str(text) = Lit::new(literal) {
                    found.push(text.value());
                }
            }
            _ => {}
        }
    }
}

#[test]
fn every_code_is_explained_and_belongs_to_one_problem() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in tests::files_below(&tests::root().join("generator/src")) {
        if path.extension().is_some_and(|end| end == "rs") {
            for code in codes(&path) {
                places.entry(code).or_default().push(path.display().to_string());
            }
        }
    }
    assert!(places.len() > 30, "the codes were not found: {places:?}");
    for (code, places) in &places {
        assert_eq!(places.len(), 1, "`{code}` is given in {places:?}");
        assert!(explain::find(code).is_some(), "`{code}` is not explained");
    }
    for explanation in explain::all() {
        assert!(places.contains_key(explanation.code), "no problem has the code `{}`", explanation.code);
    }
}
