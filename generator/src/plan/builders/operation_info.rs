//! Plans the documented facts of operations as data. In: the operations of a model. Out: [`InfoPlan`]s, one per page, method and
//! path item.

use crate::facts::operation::cloud::Cloud;
use crate::facts::operation::permission::Permissions;
use crate::model::operation::Operation;
use crate::plan::builders::documented::{Documented, callouts};
use crate::plan::ir::operation_info::{InfoPlan, PermissionsPlan};
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

/// Plans the facts of one page.
pub fn info(version: Version, &Documented { id, operation, templates, .. }: &Documented<'_>) -> InfoPlan {
    let templates = templates.iter().filter_map(|&index| operation.templates.get(index));
    InfoPlan {
        operation: id,
        title: operation.title.clone(),
        method: operation.method.as_str(),
        version: version.folder(),
        templates: templates.map(|template| template.text.clone()).collect(),
        permissions: operation.permissions.as_ref().map(permissions),
        page: page_url(&operation.page, version),
        headers: headers(operation),
        status: operation.response.status,
        deprecated: operation.about.deprecated.clone(),
        clouds: operation.clouds.as_ref().map(|clouds| clouds.iter().map(|&one| cloud(one)).collect()),
        query_options: operation.query_options.clone(),
        callouts: callouts(&operation.about).into_iter().cloned().collect(),
    }
}

fn permissions(permissions: &Permissions) -> PermissionsPlan {
    PermissionsPlan {
        delegated_work: permissions.delegated_work.clone(),
        delegated_personal: permissions.delegated_personal.clone(),
        application: permissions.application.clone(),
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
