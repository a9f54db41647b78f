//! Emits request builders. In: [`RequestBuilderPlan`], [`MethodPlan`]. Out: structs whose methods each call the runtime once.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::examples;
use crate::emit::leaves::{alias, name_of};
use crate::emit::operation::operation;
use crate::plan;
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType, FunctionArgument};
use crate::plan::ir::body::{BodyPlan, Call, SendMethod, UploadPlan};
use crate::plan::ir::header::{HeaderPlan, HeaderValue};
use crate::plan::ir::method::{End, MethodPlan, PathSegment, Whole};
use crate::plan::ir::request_builder::RequestBuilderPlan;

/// Emits the request builders of a file.
pub(super) fn builders(plans: &[RequestBuilderPlan]) -> impl Iterator<Item = TokenStream> {
    plans.iter().map(move |plan| builder(plan, Home::File(plans)))
}

/// Emits a request builder.
fn builder(
    RequestBuilderPlan { doc, ident, methods, cfg, .. }: &RequestBuilderPlan,
    home: Home<'_>,
) -> TokenStream {
    let methods =
        methods.iter().map(|plan| method(plan, home, &quote! { &self, }, quote! { self.0 }, &plan.path));
    quote! {
        #doc
        #cfg
        pub struct #ident(pub(crate) rt::Path);
        #cfg
        rt::codegen::request_builder! { #ident }
        #cfg
        impl #ident { #(#methods)* }
    }
}

/// The file of code that names request builders.
#[derive(Clone, Copy)]
enum Home<'a> {
    /// The file of these request builders.
    File(&'a [RequestBuilderPlan]),
    /// The file of the root functions.
    Roots,
}

impl Home<'_> {
    /// The path of a request builder, relative to this file.
    fn path(self, builder: &plan::ir::ident::Ident) -> TokenStream {
        match self {
            Self::File(plans) if plans.iter().any(|plan| plan.ident == *builder) => quote! { #builder },
            Self::File(_) => quote! { super::#builder },
            Self::Roots => quote! { builders::#builder },
        }
    }
}

/// Emits a root function of a version.
pub(super) fn function(version: &TokenStream, plan: &MethodPlan) -> TokenStream {
    let (start, rest) = match plan.path.split_first() {
        Some((PathSegment::Segment(first), rest)) => (quote! { #first }, rest),
        Some((PathSegment::Function { name, arguments }, rest)) => {
            return keyed(version, plan, name, arguments, rest);
        }
        _ => (quote! { "" }, plan.path.as_slice()),
    };
    let start = quote! { rt::Path::root(rt::Version::#version, #start) };
    method(plan, Home::Roots, &TokenStream::new(), start, rest)
}

/// A path that begins with a function or an alternate key.
fn keyed(
    version: &TokenStream,
    plan: &MethodPlan,
    name: &str,
    arguments: &[(String, FunctionArgument)],
    rest: &[PathSegment],
) -> TokenStream {
    let arguments = arguments.iter().map(function_argument);
    let start = quote! { rt::Path::root(rt::Version::#version, #name).keys(&[#(#arguments),*]) };
    method(plan, Home::Roots, &TokenStream::new(), start, rest)
}

fn method(
    plan: &MethodPlan,
    home: Home<'_>,
    receiver: &TokenStream,
    start: TokenStream,
    path: &[PathSegment],
) -> TokenStream {
    let MethodPlan { doc, ident, arguments, end, headers, example, cfg, .. } = plan;
    let doc = match example {
        Some(example) => examples::documented(doc, example),
        None => quote! { #doc },
    };
    let alias = wire(plan).and_then(|wire| alias(ident, wire));
    let deprecation = end.deprecation();
    let arguments = arguments.iter().map(argument);
    let path = path.iter().fold(start, |path, step| go_on(&path, step));
    let (answer, body) = match end {
        End::Builder(builder) => {
            let builder = home.path(builder);
            (quote! { #builder }, quote! { #builder(#path) })
        }
        End::Call { call: how, answer, whole: Some(whole), .. } => {
            let this = (!receiver.is_empty()).then(|| quote! { self. });
            let request = by_whole(whole, how, headers, &plan.arguments);
            let request = quote! { #this #request };
            let request = match how {
                Call::Count => quote! { rt::codegen::count(#request) },
                _ => request,
            };
            (quote! { rt::Request<#answer> }, request)
        }
        End::Call { call: how, infos, answer, whole: None } => {
            let request = call(&path, how, &operation(infos), &plan.arguments);
            (quote! { rt::Request<#answer> }, headers.iter().fold(request, with_header))
        }
    };
    quote! {
        #doc
        #cfg
        #alias
        #deprecation
        #[inline]
        pub fn #ident(#receiver #(#arguments),*) -> #answer { #body }
    }
}

/// The wire name of the last segment that a method adds.
fn wire(plan: &MethodPlan) -> Option<&str> {
    plan.path.iter().rev().find_map(|segment| match segment {
        PathSegment::Segment(name) | PathSegment::Function { name, .. } => Some(name.as_str()),
        PathSegment::Key { .. } | PathSegment::Option { .. } | PathSegment::PathAddress { .. } => None,
    })
}

/// The call of the method that takes the whole body, which `how` creates.
fn by_whole(
    Whole { ident, arguments }: &Whole,
    how: &Call,
    headers: &[HeaderPlan],
    own: &[ArgumentPlan],
) -> TokenStream {
    let arguments = arguments.iter().map(|argument| match (argument, how) {
        (Some(argument), _) => quote! { #argument },
        (None, Call::Send(_, made)) => body(made, own),
        (None, _) => TokenStream::new(),
    });
    let of_headers = headers.iter().filter_map(|HeaderPlan { value, .. }| match value {
        HeaderValue::Argument(ident, _) => Some(quote! { #ident }),
        HeaderValue::Fixed(_) => None,
    });
    let arguments = arguments.chain(of_headers);
    quote! { #ident(#(#arguments),*) }
}

fn with_header(request: TokenStream, HeaderPlan { name, value }: &HeaderPlan) -> TokenStream {
    match value {
        HeaderValue::Argument(ident, _) => quote! { #request.header(#name, #ident.as_ref()) },
        HeaderValue::Fixed(text) => quote! { #request.header(#name, #text) },
    }
}

/// Emits an argument of a method.
pub(super) fn argument(ArgumentPlan { ident, ty }: &ArgumentPlan) -> TokenStream {
    match ty {
        ArgumentType::Text => quote! { #ident: impl AsRef<str> },
        ArgumentType::Key => quote! { #ident: impl std::fmt::Display },
        ArgumentType::Value(ty) => quote! { #ident: #ty },
        ArgumentType::Into(ty) => quote! { #ident: impl Into<#ty> },
        ArgumentType::Items(ty) => quote! { #ident: impl IntoIterator<Item = impl Into<#ty>> },
        ArgumentType::Reference(ty) => quote! { #ident: &#ty },
        ArgumentType::Texts => quote! { #ident: impl IntoIterator<Item = impl AsRef<str>> },
        ArgumentType::Values(ty) => quote! { #ident: impl IntoIterator<Item = #ty> },
        ArgumentType::Slice(ty) => quote! { #ident: &[#ty] },
        ArgumentType::Bytes => quote! { #ident: impl Into<rt::Content> },
        ArgumentType::ByteSlice => quote! { #ident: impl AsRef<[u8]> },
        ArgumentType::Referred => quote! { #ident: impl rt::IntoReference },
        ArgumentType::DerivedFrom(ty) => quote! { #ident: &impl rt::DerivedFrom<#ty> },
        ArgumentType::Changes(ty) => quote! { #ident: &impl rt::Changes<#ty> },
    }
}

fn go_on(path: &TokenStream, step: &PathSegment) -> TokenStream {
    match step {
        PathSegment::Segment(text) => quote! { #path.segment(#text) },
        PathSegment::Key { value, placeholder } => quote! { #path.key(#value, #placeholder) },
        PathSegment::Function { name, arguments } => {
            let arguments = arguments.iter().map(function_argument);
            quote! { #path.function(#name, &[#(#arguments),*]) }
        }
        PathSegment::Option { name, value } => quote! { #path.option(#name, #value.as_ref()) },
        PathSegment::PathAddress { value } => quote! { #path.path_address(#value.as_ref()) },
    }
}

fn function_argument((name, argument): &(String, FunctionArgument)) -> TokenStream {
    let FunctionArgument { writer, is_list, value } = argument;
    let (of, writer) = (writer.name(), name_of(writer.function()));
    let written = match (is_list, of) {
        (false, _) => {
            let of = of.iter();
            quote! { rt::codegen::Argument::#writer(#(#of,)* #value) }
        }
        (true, None) => quote! { rt::codegen::Argument::list(#value, rt::codegen::Argument::#writer) },
        (true, Some(of)) => {
            quote! { rt::codegen::Argument::list(#value, |item| rt::codegen::Argument::#writer(#of, item)) }
        }
    };
    quote! { (#name, #written) }
}

fn call(path: &TokenStream, call: &Call, operation: &TokenStream, arguments: &[ArgumentPlan]) -> TokenStream {
    match call {
        Call::Get | Call::Count => quote! { #path.get(#operation) },
        Call::Delete => quote! { #path.delete(#operation) },
        Call::PostEmpty => quote! { #path.post_empty(#operation) },
        Call::Send(method, body) => {
            let (send, body) = (send(*method), self::body(body, arguments));
            quote! { #path.#send(#body, #operation) }
        }
        Call::Reference(method, item) => {
            let send = send(*method);
            quote! { #path.#send(&rt::codegen::reference(#item), #operation) }
        }
        Call::Mime(method, message) => {
            let send = name_of(&format!("{}_empty", send(*method)));
            quote! { #path.#send(#operation).mime(#message) }
        }
        Call::Upload(method, upload) => {
            let (send, content) = (send(*method), self::upload(upload));
            quote! { #path.#send(&#content, #operation) }
        }
    }
}

/// The method of the runtime's path for a body with this HTTP method.
fn send(method: SendMethod) -> TokenStream {
    name_of(match method {
        SendMethod::Post => "post",
        SendMethod::Put => "put",
        SendMethod::Patch => "patch",
    })
}

/// The body from its arguments. For an object of a derived type, the runtime function has the base type as type argument.
fn body(body: &BodyPlan, arguments: &[ArgumentPlan]) -> TokenStream {
    let ty = |ident: &plan::ir::ident::Ident| {
        arguments.iter().find(|argument| argument.ident == *ident).map(|argument| &argument.ty)
    };
    let part = |ident: &plan::ir::ident::Ident| match ty(ident) {
        Some(ArgumentType::DerivedFrom(ty)) => quote! { rt::codegen::cast::copy_as::<#ty, _>(#ident) },
        _ => quote! { #ident },
    };
    match body {
        BodyPlan::Argument(body) => match ty(body) {
            Some(ArgumentType::DerivedFrom(ty)) => quote! { &rt::codegen::body::<#ty>(#body) },
            Some(ArgumentType::Changes(_)) => quote! { &#body.changes() },
            _ => quote! { #body },
        },
        BodyPlan::New(ty, idents) => {
            let parts = idents.iter().map(part);
            quote! { &#ty::new(#(#parts),*) }
        }
        BodyPlan::Empty(ty) => quote! { &#ty::default() },
    }
}

fn upload(UploadPlan { content, media_type }: &UploadPlan) -> TokenStream {
    match media_type {
        Some(media_type) => quote! { rt::codegen::content_of_type(#content.into(), #media_type) },
        None => quote! { #content.into() },
    }
}

#[cfg(test)]
mod tests;
