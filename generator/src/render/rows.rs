//! Formats macro calls as tables: a head, and one row per line. In: calls of macros. Out: text.
//!
//! prettyplease fills lines with the tokens of a macro, so that one new row would change many lines.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{ItemMacro, MacroDelimiter};

use super::INDENT;

/// Whether a macro is called with braces: `object! { Message "…": id "id", subject "subject" }`.
pub(super) fn is_table(call: &ItemMacro) -> bool {
    call.ident.is_none() && matches!(call.mac.delimiter, MacroDelimiter::Brace(_))
}

/// Appends a table. A head ends with a colon, a row with a comma or semicolon. A head without rows shares the line of the macro.
pub(super) fn table(call: &ItemMacro, text: &mut String) {
    for attribute in &call.attrs {
        write(attribute.to_token_stream(), text);
        text.push('\n');
    }
    write(call.mac.path.to_token_stream(), text);
    match rows(call.mac.tokens.clone()).as_slice() {
        [head] => text.extend(["! { ", head, " }\n"]),
        rows => {
            text.push_str("! {\n");
            rows.iter().for_each(|row| text.extend([INDENT, row, "\n"]));
            text.push_str("}\n");
        }
    }
}

fn rows(tokens: TokenStream) -> Vec<String> {
    let mut rows = vec![String::new()];
    let mut is_joint = false;
    for token in tokens {
        let ends = match &token {
            TokenTree::Punct(punct) => {
                let is_colon = punct.as_char() == ':' && punct.spacing() == Spacing::Alone && !is_joint;
                is_joint = punct.spacing() == Spacing::Joint;
                is_colon || [',', ';'].contains(&punct.as_char())
            }
            TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        if let Some(row) = rows.last_mut() {
            write(TokenStream::from(token), row);
        }
        rows.extend(ends.then(String::new));
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// Appends tokens with the spacing of prettyplease for attributes, paths and types.
fn write(tokens: TokenStream, text: &mut String) {
    for token in tokens {
        let is_tight = match &token {
            TokenTree::Punct(punct) => ",;:.<>".contains(punct.as_char()),
            TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        let is_open =
            text.is_empty() || text.ends_with(['(', '[', '<', '#', '@', '\n']) || text.ends_with("::");
        if !is_tight && !is_open {
            text.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write(group.stream(), text);
                text.push_str(close);
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Punct(_) => {
                text.push_str(&token.to_string())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::table;
    use quote::quote;

    #[track_caller]
    fn check(call: proc_macro2::TokenStream) -> String {
        let mut text = String::new();
        table(&syn::parse2(call).unwrap(), &mut text);
        text
    }

    #[test]
    fn each_row_has_its_own_line() {
        insta::assert_snapshot!(check(quote! {
            rt::codegen::object! {
                Item "#item" @abstract: id "id", #[cfg(any(feature = "a", feature = "b"))] r#type "type"; "id Its key."
            }
        }), @r##"
        rt::codegen::object! {
            Item "#item" @abstract:
            id "id",
            #[cfg(any(feature = "a", feature = "b"))] r#type "type";
            "id Its key."
        }
        "##);
        insta::assert_snapshot!(check(quote! {
            rt::codegen::polymorphic_enum! { AnyItem Item: 0 Item "#item", #[cfg(feature = "a")] 1 Box "#box" models::r#box::Box<Item> }
        }), @r##"
        rt::codegen::polymorphic_enum! {
            AnyItem Item:
            0 Item "#item",
            #[cfg(feature = "a")] 1 Box "#box" models::r#box::Box<Item>
        }
        "##);
        insta::assert_snapshot!(check(quote! { rt::codegen::object! { Empty "": } }), @r#"rt::codegen::object! { Empty "": }"#);
    }
}
