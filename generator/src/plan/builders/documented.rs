//! Ranks the pages of a method. In: the operations of a model. Out: [`Documented`] operations, best page first.

use crate::facts::prose::callout::{Callout, CalloutSection};
use crate::facts::prose::page_summary::PageSummary;
use crate::facts::template::Segment;
use crate::model::operation::{Content, Operation};
use crate::model::schema::{ItemType, ValueType};
use crate::model::{Model, OperationId};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The distinct callouts that concern callers of an operation. Omits the callouts of examples.
pub fn callouts(about: &PageSummary) -> Vec<&Callout> {
    let mut found: Vec<&Callout> = Vec::new();
    for callout in &about.callouts {
        let is_known = found.iter().any(|known| known.text == callout.text);
        if callout.section != CalloutSection::Example && !callout.text.is_empty() && !is_known {
            found.push(callout);
        }
    }
    found
}

/// An operation with the templates that end at a path item.
#[derive(Clone, Copy, Debug)]
pub struct Documented<'a> {
    /// The id of the operation.
    pub id: OperationId,
    /// The operation.
    pub operation: &'a Operation,
    /// The indices of the templates.
    pub templates: &'a [usize],
    /// Whether the page decides the body and the response. False if a better page documents the same paths.
    pub decides: bool,
}

/// The operations with these ids.
pub fn documented<'a>(model: &'a Model, operations: &'a [(OperationId, Vec<usize>)]) -> Vec<Documented<'a>> {
    let found = operations.iter().filter_map(|(id, templates)| {
        model.operations.get(id.0).map(|operation| Documented {
            id: *id,
            operation,
            templates,
            decides: true,
        })
    });
    found.collect()
}

/// The operations with these ids, best page first. The best page responds with the type of the path item, or has it in its title.
/// Among equals, the page with the longest path is the most specific.
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
    decide(&mut found, |operation| ty.is_some_and(|ty| subject_fit(model, operation, ty) > 0));
    found
}

/// Ranks pages whose titles name the operation first and lets them decide body and response of their paths.
///
/// Pages about an addition to another operation, such as an open extension, share its request line but not its title. A page with
/// a path of its own decides as well.
pub fn decide(operations: &mut [Documented<'_>], is_named: impl Fn(&Operation) -> bool) {
    let named = operations.iter().filter(|one| is_named(one.operation));
    let paths: BTreeSet<Vec<String>> = named.flat_map(Documented::shapes).collect();
    for one in operations.iter_mut().filter(|one| !is_named(one.operation)) {
        one.decides = paths.is_empty() || one.shapes().any(|shape| !paths.contains(&shape));
    }
    operations.sort_by_key(|one| (!one.decides, !is_named(one.operation)));
}

impl Documented<'_> {
    /// The paths without letter case and placeholders, which differ from page to page.
    fn shapes(&self) -> impl Iterator<Item = Vec<String>> {
        let templates = self.templates.iter().filter_map(|&index| self.operation.templates.get(index));
        templates.map(|template| template.segments.iter().map(shape).collect())
    }
}

fn shape(segment: &Segment) -> String {
    match segment {
        Segment::Literal(name) => name.to_lowercase(),
        Segment::Key(_) => "{}".to_owned(),
        Segment::Function { name, arguments } => {
            let arguments: Vec<&str> = arguments.iter().map(|(name, _)| name.as_str()).collect();
            format!("{name}({})", arguments.join(",")).to_lowercase()
        }
        Segment::PathAddress { from, .. } => format!("{}:", shape(from)),
    }
}

/// The fit of a page to the type at its path item.
fn fit(model: &Model, operation: &Operation, ty: &ValueType) -> usize {
    let answered = match &operation.response.content {
        Content::Value(answer) if answer.item == ty.item => 2,
        Content::None | Content::Unstated => 1,
        Content::Value(_) | Content::Stream => 0,
    };
    answered + subject_fit(model, operation, ty)
}

/// The fit of a title to the type at its path item: the type follows the first word, alone or as a prefix.
fn subject_fit(model: &Model, operation: &Operation, ty: &ValueType) -> usize {
    let ItemType::Type(id) = ty.item else { return 0 };
    let short = model.types.get(id.0).map_or(String::new(), |ty| ty.name.short().to_lowercase());
    let subject: String = operation.title.split_whitespace().skip(1).collect::<String>().to_lowercase();
    match subject.strip_prefix(&short) {
        Some("" | "s" | "es") => 2,
        Some(_) => 1,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::fitting;
    use crate::facts::template::{Method, Template};
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
    fn only_pages_whose_title_names_the_operation_decide() {
        let titles = [("Add note", object(1)), ("Get user", object(0)), ("Get user in a room", object(0))];
        let (model, ids) = sample(&titles);
        let path_item = ValueType { item: object(0), collection: false };
        let deciding = |ids| -> Vec<String> {
            let found = fitting(&model, ids, Some(&path_item)).into_iter().filter(|one| one.decides);
            found.map(|one| one.operation.title.clone()).collect()
        };
        assert_eq!(deciding(&ids), ["Get user", "Get user in a room"]);
        assert_eq!(deciding(&ids[..1]), ["Add note"]);
    }

    #[test]
    fn a_page_with_a_path_of_its_own_decides_with_the_others() {
        let (mut model, ids) = sample(&[("Add note", object(1)), ("Get user", object(0))]);
        model.operations[0].templates.extend(Template::parse("/you"));
        let path_item = ValueType { item: object(0), collection: false };
        let ids = [(ids[0].0, vec![0, 1]), ids[1].clone()];
        let found = fitting(&model, &ids, Some(&path_item));
        let found: Vec<_> = found.iter().map(|one| (one.operation.title.as_str(), one.decides)).collect();
        assert_eq!(found, [("Get user", true), ("Add note", true)]);
    }

    #[test]
    fn the_page_about_what_stands_there_comes_first() {
        let titles = [("List manager", object(1)), ("Get me", object(0)), ("Get user", object(0))];
        let (model, ids) = sample(&titles);
        let path_item = ValueType { item: object(0), collection: false };
        let found = fitting(&model, &ids, Some(&path_item));
        let titles: Vec<&str> = found.iter().map(|one| one.operation.title.as_str()).collect();
        assert_eq!(titles, ["Get user", "Get me", "List manager"]);
    }
}
