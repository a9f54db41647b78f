//! Writes the facts of an operation as text for the runtime. In: [`InfoPlan`]s. Out: tokens.

mod remarks;

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use super::text::{line, lines};
use crate::facts::operation::permission::{AccountPermissions, Permissions};
use crate::plan::ir::operation_info::InfoPlan;

/// Emits the facts of an operation.
pub(super) fn operation(infos: &[InfoPlan]) -> TokenStream {
    let infos: Vec<String> = infos.iter().map(info).collect();
    let text = lines(&infos.join("\n\n"));
    quote! { rt::codegen::operation(#text) }
}

/// The facts of one page, one on each line. `codegen::operation` of the runtime parses this format.
fn info(
    InfoPlan {
        title,
        method,
        version,
        templates,
        permissions,
        page,
        headers,
        status,
        deprecated,
        clouds,
        query_options,
        callouts,
        operation: _,
    }: &InfoPlan,
) -> String {
    let mut text = format!("{}\n{method} {version}", line(title));
    text.extend(status.iter().map(|status| format!(" {status}")));
    for template in templates {
        add(&mut text, template, "");
    }
    if let Some(Permissions { delegated_work, delegated_personal, application }) = permissions {
        add(&mut text, "work", &alternatives(delegated_work));
        add(&mut text, "personal", &alternatives(delegated_personal));
        add(&mut text, "application", &alternatives(application));
    }
    if let Some(clouds) = clouds {
        add(&mut text, "clouds", &clouds.join(" "));
    }
    headers.iter().for_each(|header| add(&mut text, "header", header));
    if let Some(options) = query_options {
        remarks::options(options).iter().for_each(|(key, value)| add(&mut text, key, value));
    }
    for callout in callouts {
        add(&mut text, "callout", &remarks::callout(callout));
    }
    if let Some(deprecated) = deprecated {
        add(&mut text, "deprecated", deprecated);
    }
    add(&mut text, "page", page);
    text
}

/// The alternatives, least privileged first, each with its permissions joined by `+`. A `?` states that the order is unknown.
fn alternatives(AccountPermissions { alternatives, unranked }: &AccountPermissions) -> String {
    let mark = (*unranked).then(|| "?".to_owned());
    mark.into_iter().chain(alternatives.iter().map(|names| names.join("+"))).collect::<Vec<_>>().join(" ")
}

fn add(text: &mut String, key: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = write!(text, "\n{key} {}", line(value));
    text.truncate(text.trim_end().len());
}
