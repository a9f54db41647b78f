//! In: [`PlacePlan`], [`MethodPlan`]. Out: builders, each method one expression into the runtime.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::plan;
use crate::plan::method::{
    ArgumentPlan, ArgumentType, Call, End, FunctionArgument, MethodPlan, PathStep, UploadMethod,
};
use crate::plan::place::PlacePlan;

/// Emits the places of a file.
pub(super) fn places(places: &[PlacePlan]) -> TokenStream {
    let places = places.iter().map(place);
    quote! {
        use msgraph_core as rt;
        #(#places)*
    }
}

fn place(PlacePlan { doc, ident, methods }: &PlacePlan) -> TokenStream {
    let methods = methods.iter().map(|plan| method(plan, &quote! { &self, }, quote! { self.0 }, &plan.path));
    quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct #ident(pub(crate) rt::Path);
        impl #ident {
            #(#methods)*
        }
    }
}

/// Emits a function at the root of a version.
pub(super) fn function(version: &TokenStream, plan: &MethodPlan) -> TokenStream {
    let (start, rest) = match plan.path.split_first() {
        Some((PathStep::Segment(first), rest)) => (quote! { #first }, rest),
        Some((PathStep::Function { name, arguments }, rest)) => {
            return keyed(version, plan, name, arguments, rest);
        }
        _ => (quote! { "" }, plan.path.as_slice()),
    };
    method(plan, &TokenStream::new(), quote! { rt::Path::root(rt::Version::#version, #start) }, rest)
}

/// A path that starts with a function or an alternate key.
fn keyed(
    version: &TokenStream,
    plan: &MethodPlan,
    name: &str,
    arguments: &[(String, FunctionArgument)],
    rest: &[PathStep],
) -> TokenStream {
    let arguments = arguments.iter().map(function_argument);
    let start = quote! { rt::Path::root(rt::Version::#version, #name).keys(&[#(#arguments),*]) };
    method(plan, &TokenStream::new(), start, rest)
}

fn method(plan: &MethodPlan, receiver: &TokenStream, start: TokenStream, path: &[PathStep]) -> TokenStream {
    let MethodPlan { doc, ident, arguments, end, .. } = plan;
    let arguments = arguments.iter().map(argument);
    let path = path.iter().fold(start, |path, step| go_on(&path, step));
    let (answer, body) = match end {
        End::Place(place) => (quote! { #place }, quote! { #place(#path) }),
        End::Call { call: how, operation, answer } => {
            (quote! { rt::Request<#answer> }, call(&path, how, &quote! { op::#operation }))
        }
    };
    quote! {
        #doc
        pub fn #ident(#receiver #(#arguments),*) -> #answer { #body }
    }
}

fn argument(ArgumentPlan { ident, ty }: &ArgumentPlan) -> TokenStream {
    match ty {
        ArgumentType::Text => quote! { #ident: impl AsRef<str> },
        ArgumentType::Value(ty) => quote! { #ident: #ty },
        ArgumentType::Reference(ty) => quote! { #ident: &#ty },
        ArgumentType::Bytes => quote! { #ident: impl Into<rt::Bytes> },
        ArgumentType::Changes(ty) => quote! { #ident: &impl rt::Changes<#ty> },
    }
}

fn go_on(path: &TokenStream, step: &PathStep) -> TokenStream {
    match step {
        PathStep::Segment(text) => quote! { #path.segment(#text) },
        PathStep::Key { value, placeholder } => quote! { #path.key(#value.as_ref(), #placeholder) },
        PathStep::Function { name, arguments } => {
            let arguments = arguments.iter().map(function_argument);
            quote! { #path.function(#name, &[#(#arguments),*]) }
        }
        PathStep::PathAddress { value } => quote! { #path.path_address(#value.as_ref()) },
    }
}

fn function_argument((name, FunctionArgument { writer, value }): &(String, FunctionArgument)) -> TokenStream {
    let writer = Ident::new(writer, Span::call_site());
    quote! { (#name, rt::Argument::#writer(#value)) }
}

fn call(path: &TokenStream, call: &Call, operation: &TokenStream) -> TokenStream {
    match call {
        Call::Get => quote! { #path.get(#operation) },
        Call::Delete => quote! { #path.delete(#operation) },
        Call::PostEmpty => quote! { #path.post_empty(#operation) },
        Call::Post(body) => quote! { #path.post(#body, #operation) },
        Call::Patch(body) => quote! { #path.patch(#body, #operation) },
        Call::Put(body) => quote! { #path.put(#body, #operation) },
        Call::AddReference(url) => {
            let link = link(url);
            quote! { #path.post(#link, #operation) }
        }
        Call::SetReference(url) => {
            let link = link(url);
            quote! { #path.put(#link, #operation) }
        }
        Call::Upload(method, content) => match method {
            UploadMethod::Post => quote! { #path.post(&#content.into(), #operation) },
            UploadMethod::Put => quote! { #path.put(&#content.into(), #operation) },
            UploadMethod::Patch => quote! { #path.patch(&#content.into(), #operation) },
        },
    }
}

fn link(url: &plan::ident::Ident) -> TokenStream {
    quote! { &rt::serde_json::json!({ "@odata.id": #url.as_ref() }) }
}
