//! Emits the smallest parts of a plan: names, types, documentation, conditions. In: parts of a plan. Out: tokens.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::deprecation::Deprecation;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;

impl ToTokens for Doc {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let lines: Vec<String> = self.lines().map(spaced).collect();
        if !lines.is_empty() {
            let text = lines.join("\n");
            tokens.extend(quote! { #[doc = #text] });
        }
    }
}

impl ToTokens for Deprecation {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Current => return,
            Self::Unexplained => quote! { #[deprecated] },
            Self::Noted(note) => quote! { #[deprecated(note = #note)] },
        });
    }
}

impl ToTokens for Cfg {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if !self.lists().is_empty() {
            let predicate = predicate(self);
            tokens.extend(quote! { #[cfg(#predicate)] });
        }
    }
}

/// The predicate inside `cfg(…)`.
pub(super) fn predicate(cfg: &Cfg) -> TokenStream {
    let lists: Vec<TokenStream> = cfg.lists().iter().map(|features| any(features)).collect();
    match lists.as_slice() {
        [list] => quote! { #list },
        lists => quote! { all(#(#lists),*) },
    }
}

fn any(features: &[String]) -> TokenStream {
    match features {
        [feature] => quote! { feature = #feature },
        features => quote! { any(#(feature = #features),*) },
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(match self.as_str().strip_prefix("r#") {
            Some(word) => proc_macro2::Ident::new_raw(word, Span::call_site()),
            None => proc_macro2::Ident::new(self.as_str(), Span::call_site()),
        });
    }
}

impl ToTokens for RustType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Unit => quote! { () },
            Self::Prelude(one) => name_of(one.name()),
            Self::Runtime(one) => {
                let name = name_of(one.name());
                quote! { rt::#name }
            }
            Self::Named(path) => quote! { #(#path)::* },
            Self::Option(inner) => quote! { Option<#inner> },
            Self::Boxed(inner) => quote! { Box<#inner> },
            Self::List(inner) => quote! { Vec<#inner> },
            Self::Generic(one, inner) => {
                let name = name_of(one.name());
                quote! { rt::#name<#inner> }
            }
        });
    }
}

/// The inner documentation of a file.
pub(super) fn inner(doc: &Doc) -> TokenStream {
    let lines = doc.lines().map(spaced);
    quote! { #(#![doc = #lines])* }
}

pub(super) fn spaced(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}

/// A name of the runtime or of the standard library.
pub(super) fn name_of(name: &str) -> TokenStream {
    proc_macro2::Ident::new(name, Span::call_site()).into_token_stream()
}

/// The wire name as a search alias for rustdoc. Its search finds parts of names and ignores letter case and underscores.
pub(super) fn alias(ident: &Ident, wire: &str) -> Option<TokenStream> {
    let plain = |text: &str| text.to_lowercase().replace('_', "");
    let is_allowed = wire.chars().all(|c| c.is_ascii_alphanumeric() || "$.@_-".contains(c));
    (is_allowed && !plain(ident.bare()).contains(&plain(wire))).then(|| quote! { #[doc(alias = #wire)] })
}
