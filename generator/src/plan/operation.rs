//! In: the operations of a model. Out: [`InfoPlan`]s: what each page says of one method of one place, as data.

use std::cmp::Reverse;

use super::{about, page_url};
use crate::facts::callout::Callout;
use crate::facts::cloud::Cloud;
use crate::facts::permission::Permissions;
use crate::facts::query_option::QueryOptions;
use crate::model::operation::{Content, Operation};
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, OperationId};
use crate::source::Version;

/// What one page documents of an operation.
#[derive(Clone, Debug)]
pub struct InfoPlan {
    /// The operation.
    pub operation: OperationId,
    /// The title of the page.
    pub title: String,
    /// The method, as it is sent.
    pub method: &'static str,
    /// The version of the service, as it stands in URLs.
    pub version: &'static str,
    /// The path templates.
    pub templates: Vec<String>,
    /// Who may call it; `None` when the page does not say.
    pub permissions: Option<PermissionsPlan>,
    /// The address of the page.
    pub page: String,
    /// The request headers that it lists and the caller may set; of `Prefer` with the preference.
    pub headers: Vec<String>,
    /// The status of success; 0 when the page states none.
    pub status: u16,
    /// What the page says of its deprecation.
    pub deprecated: Option<String>,
    /// The runtime's names of the clouds that offer it.
    pub clouds: Option<Vec<&'static str>>,
    /// The OData query options that the page states.
    pub query_options: Option<QueryOptions>,
    /// The callouts that concern its callers.
    pub callouts: Vec<Callout>,
}

/// Who may call an operation: scopes, least privileged first.
#[derive(Clone, Debug)]
pub struct PermissionsPlan {
    /// Delegated, work or school account.
    pub delegated_work: Vec<String>,
    /// Delegated, personal account.
    pub delegated_personal: Vec<String>,
    /// Application.
    pub application: Vec<String>,
}

/// An operation with those of its templates that end at a place.
#[derive(Clone, Copy, Debug)]
pub struct Documented<'a> {
    /// Its number.
    pub id: OperationId,
    /// The operation.
    pub operation: &'a Operation,
    /// The indexes of its templates.
    pub templates: &'a [usize],
}

/// The operations behind ids.
pub fn documented<'a>(model: &'a Model, operations: &'a [(OperationId, Vec<usize>)]) -> Vec<Documented<'a>> {
    let known = operations.iter().filter_map(|(id, templates)| {
        model.operations.get(id.0).map(|operation| Documented { id: *id, operation, templates })
    });
    known.collect()
}

/// The operations behind ids, first those whose pages are about what stands at the place: it is what they answer, or their
/// title names it. Among equals the one with the longest path comes first, which is about nothing but this kind of place.
pub fn fitting<'a>(
    model: &'a Model,
    operations: &'a [(OperationId, Vec<usize>)],
    ty: Option<&ValueType>,
) -> Vec<Documented<'a>> {
    let mut found = documented(model, operations);
    found.sort_by_cached_key(|one| {
        let templates = one.templates.iter().filter_map(|&index| one.operation.templates.get(index));
        let longest = templates.map(|template| template.segments.len()).max().unwrap_or(0);
        (Reverse(ty.map_or(0, |ty| fit(model, one.operation, ty))), Reverse(longest))
    });
    found
}

/// How well a page fits what stands at its place.
fn fit(model: &Model, operation: &Operation, ty: &ValueType) -> usize {
    let answered = match &operation.response.content {
        Content::Value(answer) if answer.item == ty.item => 2,
        Content::None | Content::Unstated => 1,
        Content::Value(_) | Content::Stream => 0,
    };
    let ItemType::Type(id) = ty.item else { return answered };
    let short = model.types.get(id.0).map_or(String::new(), |ty| ty.name.short().to_lowercase());
    let subject: String = operation.title.split_whitespace().skip(1).collect::<String>().to_lowercase();
    let named = match subject.strip_prefix(&short) {
        Some("" | "s" | "es") => 2,
        Some(_) => 1,
        None => 0,
    };
    answered + named
}

/// What the page lists besides the headers of any message.
fn headers(operation: &Operation) -> Vec<String> {
    let mut headers: Vec<String> = Vec::new();
    for header in operation.headers.iter().filter(|header| !header.is_of_any()) {
        let name = header.name.as_str();
        let text =
            header.preference.as_ref().map_or(name.to_owned(), |preference| format!("{name}: {preference}"));
        if !headers.contains(&text) {
            headers.push(text);
        }
    }
    headers
}

/// Plans what one page documents.
pub fn info(version: Version, &Documented { id, operation, templates }: &Documented<'_>) -> InfoPlan {
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
        status: operation.response.status.unwrap_or(0),
        deprecated: operation.about.deprecated.clone(),
        clouds: operation.clouds.as_ref().map(|clouds| clouds.iter().map(|&one| cloud(one)).collect()),
        query_options: operation.query_options.clone(),
        callouts: about::callouts(&operation.about).into_iter().cloned().collect(),
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

#[cfg(test)]
mod tests {
    use super::fitting;
    use crate::facts::template::Method;
    use crate::model::operation::{Body, Content};
    use crate::model::schema::{ItemType, ValueType};
    use crate::model::{Model, OperationId};
    use crate::plan::sample::{model, object, operation, ty};

    fn sample(titles: &[(&str, ItemType)]) -> (Model, Vec<(OperationId, Vec<usize>)>) {
        let operations = titles.iter().map(|(title, item)| {
            let answer = Content::Value(ValueType { item: item.clone(), collection: false });
            operation(title, Method::Get, "/me", Body::None, answer)
        });
        let types = vec![ty("user", None, &[]), ty("directoryObject", None, &[])];
        let model = Model { operations: operations.collect(), ..model(types, Vec::new()) };
        (model, (0..titles.len()).map(|index| (OperationId(index), vec![0])).collect())
    }

    #[test]
    fn the_page_about_what_stands_there_comes_first() {
        let titles = [("List manager", object(1)), ("Get me", object(0)), ("Get user", object(0))];
        let (model, ids) = sample(&titles);
        let place = ValueType { item: object(0), collection: false };
        let found = fitting(&model, &ids, Some(&place));
        let titles: Vec<&str> = found.iter().map(|one| one.operation.title.as_str()).collect();
        assert_eq!(titles, ["Get user", "Get me", "List manager"]);
    }
}
