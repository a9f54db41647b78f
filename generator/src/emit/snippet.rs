//! Emits the code of one request. In: [`RequestCode`]. Out: [`Snippet`], ready to paste into a program.

use quote::quote;

use super::examples::{JSON, code, import, insert_json, json_literal, raw, read};
use crate::examples::text::pretty;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::request_code::RequestCode;
use crate::plan::naming::version_names::version_module;
use crate::render::statements;

/// The code of a request, formatted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Snippet {
    /// The imports: `use msgraph::v1;`.
    pub imports: String,
    /// The statements that declare the variables of missing texts. Without a value the snippet does not compile, and the compiler
    /// names the variable.
    pub variables: Option<String>,
    /// The statement that creates the body. It contains `?` when it parses JSON.
    pub body: Option<String>,
    /// The expression that creates the request.
    pub expression: String,
    /// The whole snippet: imports, variables, body, and the request in a variable.
    pub code: String,
}

/// Emits the code of a request.
pub fn snippet(RequestCode { package, version, variables, body, request, .. }: &RequestCode) -> Snippet {
    let all = std::iter::once(request).chain(body.as_ref().map(|(_, value)| value));
    let imports = import(package, &Ident::snake(version_module(*version)), all);
    let body = body.as_ref().map(|(name, value)| {
        let tokens = code(value, package, &|_| quote! { #JSON });
        let text = statements(quote! { let #name = #tokens; });
        match read(value) {
            Some(json) => insert_json(&text, &json_literal(&pretty(json))),
            None => text,
        }
    });
    let request = code(request, package, &raw);
    let (imports, expression) = (statements(imports), statements(quote! { #request }));
    let request = statements(quote! { let request = #request; });
    let declared = variables.iter().map(|name| statements(quote! { let #name: &str; }));
    let declared: Vec<String> = declared.collect();
    let variables = (!declared.is_empty()).then(|| declared.join("\n"));
    let lines = [variables.as_deref(), body.as_deref(), Some(&request)];
    let code = format!("{imports}\n\n{}", lines.into_iter().flatten().collect::<Vec<_>>().join("\n"));
    Snippet { imports, variables, body, expression, code }
}
