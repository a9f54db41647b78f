//! Finds required query parameters. In: the request lines of a model. Out: [`Queries`]: the parameters in every line below a
//! segment.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::operation::ParameterLocation;
use crate::facts::template::{Method, QueryPair, Segment, Template};
use crate::facts::type_text::Primitive;
use crate::model::Model;
use crate::model::operation::{Operation, Parameter};
use crate::model::path_item::{self, PathItem};
use crate::model::schema::ItemType;
use crate::plan::builders::draft_arguments::DraftArgument;
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::PathSegment;
use crate::plan::naming::scope::Scope;
use crate::plan::types::structs::parameter_doc;

/// The OData query options, which the service accepts without `$` too. Without `$`, `search` and `format` have other meanings.
const SYSTEM: [&str; 7] = ["count", "expand", "filter", "orderby", "select", "skip", "top"];

/// The query parameters of a segment, as parts of a path.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The parts of the path.
    pub path: Vec<PathSegment>,
    /// Their values.
    pub arguments: Vec<DraftArgument>,
}

/// A segment: the path of its parent, and its name.
type Key<'a> = (&'a str, String);

/// The required query parameters of each segment.
#[derive(Debug, Default)]
pub struct Queries<'a> {
    /// The parameters by segment.
    steps: BTreeMap<Key<'a>, Vec<Named<'a>>>,
    /// The last segments of `GET` lines with query parameters.
    ends: BTreeSet<String>,
}

/// A parameter with its row, if any.
type Named<'a> = (&'a str, Option<&'a Parameter>);

impl<'a> Queries<'a> {
    /// Finds the query parameters present on every documented line below a segment. Considers segments that end a `GET` line with
    /// parameters. Omits parameters that an ancestor segment already takes.
    pub fn new(model: &'a Model) -> Self {
        let ends: BTreeSet<String> =
            templates(model).filter_map(|(one, template)| end(one, template)).collect();
        let mut found: BTreeMap<Key<'a>, Vec<Named<'a>>> = BTreeMap::new();
        for (operation, template) in templates(model) {
            for key in keys(model, template, &ends) {
                let own = || own_options(template).filter(|name| !is_optional(operation, name));
                let shared = found
                    .entry(key)
                    .or_insert_with(|| own().map(|name| (name, row(operation, name))).collect());
                shared.retain(|(known, _)| own().any(|name| name == *known));
            }
        }
        let mut first: BTreeSet<(Key<'a>, &str)> = BTreeSet::new();
        for (_, template) in templates(model) {
            let mut given: BTreeSet<&str> = BTreeSet::new();
            for key in keys(model, template, &ends) {
                let options = found.get(&key).into_iter().flatten().map(|&(name, _)| name);
                first.extend(options.filter(|name| given.insert(name)).map(|name| (key.clone(), name)));
            }
        }
        for (key, options) in &mut found {
            options.retain(|&(name, _)| first.contains(&(key.clone(), name)));
        }
        found.retain(|_, options| !options.is_empty());
        Self { steps: found, ends }
    }

    /// Whether a segment of a line takes a query parameter as an argument.
    pub fn takes(&self, model: &'a Model, template: &Template, name: &str) -> bool {
        let steps = keys(model, template, &self.ends);
        steps.iter().filter_map(|key| self.steps.get(key)).flatten().any(|(taken, _)| *taken == name)
    }

    /// The query parameters of a segment.
    pub fn of(&self, before: &'a PathItem, segment: &Segment) -> Options {
        let name = match segment {
            Segment::Literal(name) => name.to_lowercase(),
            Segment::Key(_) | Segment::Function { .. } | Segment::PathAddress { .. } => {
                return Options::default();
            }
        };
        let mut options = Options::default();
        let rows = self.steps.get(&(before.path.as_str(), name)).map_or(&[][..], Vec::as_slice);
        let wires: Vec<&str> = rows.iter().map(|&(name, _)| name).collect();
        let idents = Scope::default().take_all(&wires, Ident::snake, "_", |_| None);
        for (&(name, row), ident) in rows.iter().zip(idents) {
            options.path.push(PathSegment::Option { name: name.to_owned(), value: ident.clone() });
            let plan = ArgumentPlan { ident, ty: ArgumentType::Text };
            options.arguments.push(DraftArgument { plan, doc: row.map(argument_doc) });
        }
        options
    }
}

/// The documentation of an argument. Any text is accepted, so the documentation names the type whose text is a moment.
fn argument_doc(row: &Parameter) -> Doc {
    let doc = parameter_doc(row);
    let is_moment = row.ty.item == ItemType::Primitive(Primitive::DateTimeOffset)
        || row.summary.split(|c: char| c.is_whitespace() || "`\"'(),".contains(c)).any(is_moment);
    if is_moment { doc.and("A [`DateTimeOffset`](msgraph_core::DateTimeOffset) is accepted.") } else { doc }
}

/// Whether a text starts with a date and a time in ISO 8601: `2026-05-01T09:30:00Z`.
fn is_moment(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape.starts_with("0000-00-00T00:00")
}

fn templates(model: &Model) -> impl Iterator<Item = (&Operation, &Template)> {
    model.operations.iter().flat_map(|one| one.templates.iter().map(move |template| (one, template)))
}

/// Whether a query parameter is neither an OData query option nor an alias of an argument.
pub fn is_own(name: &str) -> bool {
    !name.starts_with(['$', '@']) && !SYSTEM.contains(&name.to_lowercase().as_str())
}

/// The query parameters of a request line with their values. Omits OData query options and aliases of arguments.
pub fn own_pairs(query: &[QueryPair]) -> impl Iterator<Item = &QueryPair> {
    query.iter().filter(|pair| is_own(&pair.name))
}

/// The names of these parameters.
fn own_options(template: &Template) -> impl Iterator<Item = &str> {
    own_pairs(&template.query).map(|pair| pair.name.as_str())
}

fn row<'a>(operation: &'a Operation, name: &str) -> Option<&'a Parameter> {
    let mut rows = operation.parameters.iter();
    rows.find(|row| row.location == ParameterLocation::Query && row.name.as_str() == name)
}

fn is_optional(operation: &Operation, name: &str) -> bool {
    row(operation, name).is_some_and(|row| row.optional)
}

/// The name of a literal segment in lower case.
fn literal(template: &Template, index: usize) -> Option<String> {
    match template.segments.get(index)? {
        Segment::Literal(name) => Some(name.to_lowercase()),
        Segment::Key(_) | Segment::Function { .. } | Segment::PathAddress { .. } => None,
    }
}

/// The last segment of a `GET` line with query parameters.
fn end(operation: &Operation, template: &Template) -> Option<String> {
    let reads = operation.method == Method::Get && own_options(template).next().is_some();
    reads.then(|| literal(template, template.segments.len().checked_sub(1)?)).flatten()
}

/// The segments of a line that have these names.
fn keys<'a>(model: &'a Model, template: &Template, names: &BTreeSet<String>) -> Vec<Key<'a>> {
    let children = (0..template.segments.len()).filter_map(|index| {
        let name = literal(template, index).filter(|name| names.contains(name))?;
        let before = path_item::find(&model.path_items, template.segments.get(..index)?)?;
        Some((model.path_items.get(before.0)?.path.as_str(), name))
    });
    children.collect()
}

#[cfg(test)]
mod tests {
    use super::{Queries, argument_doc};
    use crate::facts::template::{Method, QueryPair, Segment, Template};
    use crate::facts::type_text::Primitive;
    use crate::model::Model;
    use crate::model::operation::{Body, Content, Parameter};
    use crate::model::schema::ItemType;
    use crate::plan::sample::{literal, model, operation, parameter, path_item, string};

    /// Checks the parameters of `view`. Each line is a path below `/view` with its query.
    #[track_caller]
    fn check(lines: &[(&str, &[&str])], expected: &[&str]) {
        let operations = lines.iter().map(|(rest, query)| {
            let mut one = operation("View", Method::Get, "/view", Body::None, Content::Unstated);
            let rest = rest.split('/').filter(|part| !part.is_empty()).map(literal);
            let segments = std::iter::once(literal("view")).chain(rest).collect();
            let query = query.iter().map(|&name| QueryPair { name: name.to_owned(), value: None }).collect();
            one.templates = vec![Template { text: String::new(), segments, query, optional: Vec::new() }];
            one
        });
        let path_items = vec![
            path_item("", None, &[], vec![(literal("view"), 1)]),
            path_item("/view", None, &[(Method::Get, 0)], Vec::new()),
        ];
        let model = Model { operations: operations.collect(), path_items, ..model(Vec::new(), Vec::new()) };
        let queries = Queries::new(&model);
        let options = queries.of(&model.path_items[0], &Segment::Literal("view".to_owned()));
        let found: Vec<&str> = options.arguments.iter().map(|one| one.plan.ident.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_every_line_writes_out_is_an_argument() {
        check(&[("", &["startDateTime", "end", "$top"])], &["start_date_time", "end"]);
        check(&[("", &["start", "end"]), ("/delta", &["start", "end"])], &["start", "end"]);
        check(&[("", &["startDate", "start_date"])], &["start_date", "start_underscore_date"]);
    }

    #[test]
    fn a_text_with_a_moment_names_its_type() {
        let note = "A [`DateTimeOffset`](msgraph_core::DateTimeOffset) is accepted.";
        let check = |summary: &str, item: ItemType, expected: bool| {
            let row = Parameter { summary: summary.to_owned(), ..parameter("start", item) };
            let doc = argument_doc(&row);
            assert_eq!(doc.lines().any(|line| line.ends_with(note)), expected, "{summary}");
        };
        check("The start, as in `2026-05-01T09:30:00+02:00`.", string(), true);
        check("The start. For example, \"2026-05-01T09:30:00-08:00\".", string(), true);
        check("The day, as in `2026-05-01`.", string(), false);
        check("The start.", ItemType::Primitive(Primitive::DateTimeOffset), true);
    }

    #[test]
    fn what_some_line_leaves_out_is_none() {
        check(&[("", &["search"]), ("/other", &[])], &[]);
        check(&[("", &["search", "kind"]), ("", &["kind"])], &["kind"]);
    }

    #[test]
    fn options_of_what_follows_are_not_those_of_the_step() {
        check(&[("/delta", &["start"])], &[]);
        check(&[("/delta", &["start"]), ("", &[])], &[]);
    }
}
