//! In: the operations of a model. Out: [`OperationPlan`]s: what the pages say of one method of one place, as data.

use super::doc::{Doc, code};
use super::ident::Ident;
use super::page_url;
use crate::facts::cloud::Cloud;
use crate::facts::permission::Permissions;
use crate::facts::template::Method;
use crate::model::operation::Operation;
use crate::model::{Model, OperationId};
use crate::source::Version;

/// Everything that is documented of one method of one place.
#[derive(Clone, Debug)]
pub struct OperationPlan {
    /// The name of the static.
    pub ident: Ident,
    /// One for each page.
    pub infos: Vec<InfoPlan>,
}

/// What one page documents of an operation.
#[derive(Clone, Debug)]
pub struct InfoPlan {
    /// The title of the page.
    pub title: String,
    /// The method.
    pub method: Method,
    /// The version.
    pub version: Version,
    /// The path templates.
    pub templates: Vec<String>,
    /// Who may call it.
    pub permissions: Permissions,
    /// The address of the page.
    pub page: String,
    /// The status of success; 0 when the page states none.
    pub status: u16,
    /// What the page says of its deprecation.
    pub deprecated: Option<String>,
    /// Where it is offered.
    pub clouds: Option<Vec<Cloud>>,
}

/// An operation with those of its templates that end at a place.
#[derive(Clone, Copy, Debug)]
pub struct Documented<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The indexes of its templates.
    pub templates: &'a [usize],
}

/// The operations behind ids.
pub fn documented<'a>(model: &'a Model, operations: &'a [(OperationId, Vec<usize>)]) -> Vec<Documented<'a>> {
    let known = operations.iter().filter_map(|(OperationId(index), templates)| {
        model.operations.get(*index).map(|operation| Documented { operation, templates })
    });
    known.collect()
}

/// Plans what one page documents.
pub fn info(version: Version, &Documented { operation, templates }: &Documented<'_>) -> InfoPlan {
    let templates = templates.iter().filter_map(|&index| operation.templates.get(index));
    InfoPlan {
        title: operation.title.clone(),
        method: operation.method,
        version,
        templates: templates.map(|template| template.text.clone()).collect(),
        permissions: operation.permissions.clone(),
        page: page_url(&operation.page, version),
        status: operation.response.status.unwrap_or(0),
        deprecated: operation.about.deprecated.clone(),
        clouds: operation.clouds.clone(),
    }
}

/// What a method says of the operation behind it.
pub fn doc(version: Version, operations: &[Documented<'_>], otherwise: &str) -> Doc {
    let Some(first) = operations.first() else { return Doc::markdown(otherwise) };
    let summary = match first.operation.about.summary.trim().is_empty() {
        true => &first.operation.title,
        false => &first.operation.about.summary,
    };
    let permissions = operations.iter().map(|one| least_privileged(&one.operation.permissions));
    let mut pages: Vec<String> =
        operations.iter().map(|one| format!("<{}>", page_url(&one.operation.page, version))).collect();
    pages.dedup();
    Doc::new(summary, otherwise)
        .deprecated(first.operation.about.deprecated.as_deref())
        .paragraph(&permissions.into_iter().find(|line| !line.is_empty()).unwrap_or_default())
        .paragraph(&format!("Source: {}", pages.join(", ")))
}

fn least_privileged(permissions: &Permissions) -> String {
    let kinds = [
        ("work or school account", &permissions.delegated_work),
        ("personal account", &permissions.delegated_personal),
        ("application", &permissions.application),
    ];
    if kinds.iter().all(|(_, scopes)| scopes.is_empty()) {
        return String::new();
    }
    let lines = kinds.map(|(kind, scopes)| match scopes.first() {
        Some(scope) => format!("{} ({kind})", code(scope)),
        None => format!("not supported ({kind})"),
    });
    format!("Least privileged permission: {}.", lines.join(", "))
}
