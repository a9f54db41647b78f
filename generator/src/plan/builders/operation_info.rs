//! Plans the documented facts of operations as data. In: the operations of a model. Out: [`InfoPlan`]s, one per page, method,
//! path item and set of permissions.

use crate::facts::operation::cloud::Cloud;
use crate::facts::operation::permission::Permissions;
use crate::facts::template::Template;
use crate::model::operation::Operation;
use crate::plan::builders::documented::{Documented, callouts};
use crate::plan::ir::operation_info::InfoPlan;
use crate::plan::naming::page_links::page_url;
use crate::source::Version;

/// The listed headers, without those common to all messages.
fn headers(operation: &Operation) -> Vec<String> {
    let mut headers: Vec<String> = Vec::new();
    for header in operation.headers.iter().filter(|header| !header.is_general()) {
        let name = header.name.as_str();
        let text =
            header.preference.as_ref().map_or(name.to_owned(), |preference| format!("{name}: {preference}"));
        if !headers.contains(&text) {
            headers.push(text);
        }
    }
    headers
}

/// Plans the facts of one page: one plan for each set of permissions, with its paths.
pub fn infos(version: Version, one: &Documented<'_>) -> Vec<InfoPlan> {
    let mut plans: Vec<InfoPlan> = Vec::new();
    for (template, permissions) in templates(one) {
        match plans.iter_mut().find(|plan| plan.permissions == permissions) {
            Some(plan) => plan.templates.extend(template),
            None => plans.push(InfoPlan {
                templates: template.into_iter().collect(),
                permissions,
                ..info(version, one)
            }),
        }
    }
    plans
}

/// The templates with their permissions. An operation without template has those of all.
fn templates(one: &Documented<'_>) -> Vec<(Option<String>, Option<Permissions>)> {
    let permissions = |template: Option<usize>| {
        let stated = one.operation.permissions.as_ref()?;
        Some(Permissions::united(&stated.cases_of(template)))
    };
    if one.templates.is_empty() {
        return vec![(None, permissions(None))];
    }
    let text = |index: usize| one.operation.templates.get(index).map(Template::called);
    one.templates.iter().map(|&index| (text(index), permissions(Some(index)))).collect()
}

/// The facts without paths and permissions.
fn info(version: Version, &Documented { id, operation, .. }: &Documented<'_>) -> InfoPlan {
    InfoPlan {
        operation: id,
        title: operation.title.clone(),
        method: operation.method.as_str(),
        version: version.folder(),
        templates: Vec::new(),
        permissions: None,
        page: page_url(&operation.page, version),
        headers: headers(operation),
        status: operation.response.status,
        deprecated: operation.about.deprecated.clone(),
        clouds: operation.clouds.as_ref().map(|clouds| clouds.iter().map(|&one| cloud(one)).collect()),
        query_options: operation.query_options.clone(),
        callouts: callouts(&operation.about).into_iter().cloned().collect(),
    }
}

fn cloud(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Global => "Global",
        Cloud::UsGovernmentL4 => "UsGovL4",
        Cloud::UsGovernmentL5 => "UsGovL5",
        Cloud::China => "China",
    }
}
