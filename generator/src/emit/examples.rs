//! Emits documented requests. In: [`ExamplePlan`]s. Out: doc examples, and tests that compare the requests with their pages.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::leaves::{name_of, spaced};
use crate::crate_plan::CratePlan;
use crate::examples::text::pretty;
use crate::name::hidden::is_hidden;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::example::{ExamplePlan, Examples, Reads, Shown, ShownResponse};
use crate::plan::ir::expression::Expression;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::package::Package;
use crate::plan::ir::rust_type::RustType;
use crate::plan::naming::scope::Scope;
use crate::plan::naming::version_names::version_module;
use crate::render::{self, RustFile, render};
use crate::source::Version;

/// The module that all tests share, verbatim.
const HARNESS: &str = include_str!("examples/harness.rs");

/// Emits the tests of a crate: the root, the examples of each version, and the shared module.
pub fn tests(plan: &CratePlan) -> (Vec<RustFile>, Vec<render::Problem>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let shown = plan.examples.iter().filter(|(_, examples)| !examples.made.is_empty());
    let shown: Vec<&(Version, Examples)> = shown.collect();
    if shown.is_empty() {
        return (files, problems);
    }
    let mut add = |name: &str, parts: &mut dyn Iterator<Item = TokenStream>| match render(
        format!("{FOLDER}/{name}.rs").as_ref(),
        parts,
    ) {
        Ok(file) => files.push(file),
        Err(problem) => problems.push(problem),
    };
    for (version, examples) in &shown {
        add(version_module(*version), &mut of_version(&plan.package, *version, examples));
    }
    add("main", &mut std::iter::once(main(&shown)));
    let harness = HARNESS.replace("msgraph::", &format!("{}::", package(&plan.package)));
    files.push(render::text(&format!("{FOLDER}/harness.rs"), &harness));
    (files, problems)
}

/// The folder of the tests.
const FOLDER: &str = "tests/examples";

/// Emits the root of the tests.
fn main(shown: &[&(Version, Examples)]) -> TokenStream {
    let versions = shown.iter().map(|(version, _)| {
        let (feature, module) = (version_module(*version), name_of(version_module(*version)));
        let test = name_of(&format!("examples_of_{feature}_are_as_their_pages_show_them"));
        quote! {
            #[cfg(feature = #feature)]
            mod #module;
            #[cfg(feature = #feature)]
            #[test]
            fn #test() { harness::check(#module::PAGES); }
        }
    });
    quote! {
        #![doc = " The requests that the pages show, made by the builders; the answers, read and written back."]
        #![allow(deprecated, reason = "pages show what they deprecate")]
        mod harness;
        #(#versions)*
    }
}

/// The placeholder for JSON while the surrounding code is formatted.
pub(super) const JSON: &str = "@json@";

/// The maximum number of lines of JSON in a doc example.
const LINES: usize = 30;

/// Documentation with an example.
pub(super) fn documented(doc: &Doc, example: &ExamplePlan) -> TokenStream {
    let example = documentation(example);
    let lines = doc.lines().chain([""]).chain(example.iter().map(String::as_str));
    let text = lines.map(spaced).collect::<Vec<_>>().join("\n");
    quote! { #[doc = #text] }
}

/// The doc lines of an example, which compiles as a doctest.
fn documentation(example: &ExamplePlan) -> Vec<String> {
    let ExamplePlan { package, version, body, request, .. } = example;
    let import = import(package, version, expressions(example));
    let json = body.as_ref().and_then(|(_, value)| read(value)).map(pretty);
    let body = body.as_ref().map(|(name, value)| {
        let value = code(value, package, &|_| quote! { #JSON });
        quote! { let #name = #value; }
    });
    let request = code(request, package, &raw);
    let text = render::statements(quote! { #body let request = #request; });
    let text = format!("{}\n\n{}", render::statements(import), with_json(&text, json.as_deref()));
    let mut lines: Vec<String> = vec!["# Example".to_owned(), String::new(), "```".to_owned()];
    lines.extend(text.lines().map(str::to_owned));
    lines.extend(json.map(|_| format!("# Ok::<(), {}::serde_json::Error>(())", package.as_str())));
    lines.push("```".to_owned());
    lines
}

/// Inserts JSON into code. Long JSON is compiled but hidden.
fn with_json(code: &str, json: Option<&str>) -> String {
    let Some(json) = json else { return code.to_owned() };
    let literal = json_literal(json);
    if json.lines().count() <= LINES {
        return insert_json(code, &literal);
    }
    let hidden = format!("let json = {literal};");
    let hidden: String = hidden.lines().map(|line| format!("# {line}\n")).collect();
    format!("{hidden}{}", insert_json(code, "json"))
}

/// Replaces the placeholder for JSON by an expression.
pub(super) fn insert_json(code: &str, expression: &str) -> String {
    code.replace(&format!("\"{JSON}\""), expression)
}

/// JSON as a raw string.
pub(super) fn json_literal(json: &str) -> String {
    let marks = marks(json);
    format!("r{marks}\"{json}\"{marks}")
}

/// The JSON that an expression parses.
pub(super) fn read(expression: &Expression) -> Option<&str> {
    match expression {
        Expression::Read { json, .. } => Some(json),
        _ => None,
    }
}

/// The import of a version, of those of its modules that the examples name, and of the traits whose methods they call.
pub(super) fn import<'a>(
    package: &Ident,
    version: &Ident,
    all: impl Iterator<Item = &'a Expression>,
) -> TokenStream {
    let all: Vec<&Expression> = all.collect();
    let heads: BTreeSet<&Ident> = all.iter().flat_map(|one| one.heads()).collect();
    let modules = heads.into_iter().filter(|head| ["bodies", "models"].contains(&head.as_str()));
    let modules = modules.map(|module| quote! { #module });
    let traits: BTreeSet<&Ident> = all.iter().flat_map(|one| one.traits()).collect();
    let traits: Vec<&Ident> = traits.into_iter().collect();
    // Without a name, a trait hides no other item.
    let traits = match traits.as_slice() {
        [] => None,
        [one] => Some(quote! { parameters::#one as _ }),
        all => Some(quote! { parameters::{#(#all as _),*} }),
    };
    let items: Vec<TokenStream> = modules.chain(traits).collect();
    if items.is_empty() {
        quote! { use #package::#version; }
    } else {
        quote! { use #package::#version::{self, #(#items),*}; }
    }
}

/// The body and the request of an example.
fn expressions(ExamplePlan { body, request, .. }: &ExamplePlan) -> impl Iterator<Item = &Expression> {
    std::iter::once(request).chain(body.as_ref().map(|(_, value)| value))
}

/// The parts of a file of examples: its head, then the examples of each page.
fn of_version<'a>(
    package: &'a Package,
    version: Version,
    examples: &'a Examples,
) -> impl Iterator<Item = TokenStream> + 'a {
    let mut pages: BTreeMap<&str, Vec<&ExamplePlan>> = BTreeMap::new();
    for example in &examples.made {
        pages.entry(example.shown.page.as_str()).or_default().push(example);
    }
    let mut scope = Scope::with(&[ALL]);
    let named: Vec<(Ident, Vec<&ExamplePlan>)> = pages
        .into_iter()
        .map(|(page, examples)| {
            let stem = page.rsplit_once('/').map_or(page, |(_, stem)| stem).trim_end_matches(".md");
            (scope.take(&[Ident::screaming(stem)], "_"), examples)
        })
        .collect();
    let names: Vec<Ident> = named.iter().map(|(name, _)| name.clone()).collect();
    let parts = named.into_iter().map(|(name, examples)| of_page(&name, &examples));
    std::iter::once(head(package, version, &names, &examples.made)).chain(parts)
}

/// The constant with all pages of a file.
const ALL: &str = "PAGES";

/// The head of a file of examples.
fn head(package: &Package, version: Version, pages: &[Ident], examples: &[ExamplePlan]) -> TokenStream {
    let (version, names) = (Ident::snake(version_module(version)), names(examples));
    let all = examples.iter().flat_map(expressions);
    let import = import(&Ident::snake(&self::package(package)), &version, all);
    quote! {
        #![doc = " The examples of a version."]
        use super::harness::{Example, #(#names),*};
        #import
        #[doc = " The examples of all pages."]
        pub(crate) const PAGES: &[&[Example]] = &[#(#pages),*];
    }
}

/// The names of the shared module that the examples of a version use.
fn names(examples: &[ExamplePlan]) -> Vec<TokenStream> {
    let has_answer = examples.iter().any(|example| example.shown.answer.is_some());
    let read = Reads::ALL.into_iter().filter(|reads| examples.iter().any(|example| example.reads == *reads));
    has_answer.then(|| name_of("Shown")).into_iter().chain(read.map(reader)).collect()
}

/// The function of the shared module that wraps a request for a comparison.
fn reader(reads: Reads) -> TokenStream {
    name_of(reads.function())
}

fn of_page(name: &Ident, examples: &[&ExamplePlan]) -> TokenStream {
    let examples = examples.iter().map(|example| row(example));
    quote! { const #name: &[Example] = &[#(#examples),*]; }
}

fn row(example: &ExamplePlan) -> TokenStream {
    let ExamplePlan { package, body, request, reads, shown, .. } = example;
    let Shown { page, line, method, url, headers, body: text, answer } = shown;
    let (location, method) = (format!("{}:{line}", page.as_str()), method.as_str());
    let (headers, text, answer) =
        (self::headers(headers), raw(text), option(answer.as_ref().map(self::answer)));
    let (request, reader) = (code(request, package, &raw), reader(*reads));
    let ask = match body {
        Some((name, value)) => {
            let value = code(value, package, &raw);
            quote! { || { let #name = #value; #reader(#request) } }
        }
        None => quote! { || #reader(#request) },
    };
    quote! {
        Example {
            location: #location, method: #method, url: #url, headers: #headers, body: #text, answer: #answer, ask: #ask,
        }
    }
}

fn answer(ShownResponse { status, headers, body }: &ShownResponse) -> TokenStream {
    let (status, headers, body) = (Literal::u16_unsuffixed(*status), self::headers(headers), raw(body));
    quote! { Shown { status: #status, headers: #headers, body: #body } }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote! { None }, |value| quote! { Some(#value) })
}

fn headers(headers: &[(String, String)]) -> TokenStream {
    let headers = headers.iter().map(|(name, value)| quote! { (#name, #value) });
    quote! { &[#(#headers),*] }
}

/// A raw string if the text has quotes and no character that needs an escape, else an ordinary string.
pub(super) fn raw(text: &str) -> TokenStream {
    let marks = marks(text);
    let literal = format!("r{marks}\"{text}\"{marks}").parse::<Literal>();
    match literal {
        Ok(literal) if text.contains('"') && !text.contains(is_hidden) => literal.into_token_stream(),
        _ => text.into_token_stream(),
    }
}

/// The number of `#` around a raw string.
fn marks(text: &str) -> String {
    let fits = |count: &usize| !text.contains(&format!("\"{}", "#".repeat(*count)));
    "#".repeat((1..).find(fits).unwrap_or(1))
}

/// An expression as tokens; `json` emits its JSON.
pub(super) fn code(
    expression: &Expression,
    package: &Ident,
    json: &dyn Fn(&str) -> TokenStream,
) -> TokenStream {
    let code = |expression: &Expression| code(expression, package, json);
    let all = |expressions: &[Expression]| expressions.iter().map(code).collect::<Vec<_>>();
    match expression {
        Expression::Text(text) => raw(text),
        Expression::Bytes(bytes) => Literal::byte_string(bytes).to_token_stream(),
        Expression::Literal(text) => text.parse().unwrap_or_default(),
        Expression::Path(path) => quote! { #(#path)::* },
        Expression::Tuple(items) => {
            let items = all(items);
            quote! { (#(#items),*) }
        }
        Expression::List(items) => {
            let items = all(items);
            quote! { vec![#(#items),*] }
        }
        Expression::Array(items) => {
            let items = all(items);
            quote! { [#(#items),*] }
        }
        Expression::Reference(inner) => {
            let inner = code(inner);
            quote! { &#inner }
        }
        Expression::Some(inner) => {
            let inner = code(inner);
            quote! { Some(#inner) }
        }
        Expression::Struct { path, fields } => {
            let fields = fields.iter().map(|(name, value)| {
                let value = code(value);
                quote! { #name: #value }
            });
            quote! { #(#path)::* { #(#fields,)* ..Default::default() } }
        }
        Expression::Call { path, arguments } => {
            let arguments = all(arguments);
            quote! { #(#path)::*(#(#arguments),*) }
        }
        Expression::Method { on, name, arguments, .. } => {
            let (on, arguments) = (code(on), all(arguments));
            quote! { #on.#name(#(#arguments),*) }
        }
        Expression::Read { ty, json: text } => {
            let text = json(text);
            let ty = match ty {
                RustType::Runtime(one) => {
                    let name = name_of(one.name());
                    quote! { #package::#name }
                }
                other => quote! { #other },
            };
            quote! { #package::serde_json::from_str::<#ty>(#text)? }
        }
    }
}

/// The name of the package in code.
fn package(Package { options, .. }: &Package) -> String {
    options.name.replace('-', "_")
}
