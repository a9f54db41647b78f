//! Finds names that collide. In: the names of each scope: members, parameters, types, segments. Out: [`Found`]s: names that occur
//! twice or consist of the same words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::facts::PageFacts;
use crate::facts::enumeration::EnumFacts;
use crate::facts::operation::OperationFacts;
use crate::facts::template::Segment;
use crate::model::check::reference::Index;
use crate::model::check::{Found, Problem};
use crate::model::hierarchy::TypeHierarchy;
use crate::model::names::Target;
use crate::model::path_item::PathIndex;
use crate::model::types::gathered_pages::Gathered;
use crate::model::types::members;
use crate::model::{Model, PathItemId, TypeId};
use crate::name::words::words;
use crate::name::{DEFAULT_NAMESPACE, GraphName, PagePath};

/// The names of a scope, by their words.
#[derive(Default)]
struct Known(BTreeMap<String, String>);

impl Known {
    /// The problem if another name has the same words. Otherwise adds the name.
    fn other(&mut self, name: &str) -> Option<Problem> {
        let other = self.first(name, name);
        (other != name).then(|| Problem::SameWords { name: name.to_owned(), other: other.to_owned() })
    }

    /// Like [`Known::other`] for a segment. Ignores letter case and namespace.
    fn other_segment(&mut self, name: &str) -> Option<Problem> {
        let other = self.first(name.rsplit('.').next().unwrap_or(name), name);
        let is_other = !other.eq_ignore_ascii_case(name);
        is_other.then(|| Problem::SameWords { name: name.to_owned(), other: other.to_owned() })
    }

    /// The first name with the same words.
    fn first(&mut self, called: &str, name: &str) -> &str {
        let key = words(called).map(str::to_ascii_lowercase).collect::<Vec<_>>().join(" ");
        self.0.entry(key).or_insert_with(|| name.to_owned())
    }
}

pub(super) fn check(
    gathered: &[Gathered<'_>],
    index: &Index<'_>,
    pages: &[PageFacts],
    found: &mut Vec<Found>,
) {
    for (id, of) in (0..).map(TypeId).zip(gathered) {
        of_type(index.model, id, of, found);
    }
    for facts in pages.iter().flat_map(|page| &page.enums) {
        let mut known = Known::default();
        for name in facts.members.iter().map(|member| &member.name) {
            report(&facts.page, &name.span, known.other(name.value.as_str()), found);
        }
    }
    for facts in pages.iter().filter_map(|page| page.operation.as_deref()) {
        parameters(facts, found);
    }
    type_names(gathered, index.model, pages, found);
    path_segments(index, pages, found);
}

fn report(page: &PagePath, span: &Range<usize>, problem: Option<Problem>, found: &mut Vec<Found>) {
    found.extend(problem.map(|problem| Found { page: page.clone(), span: span.clone(), problem }));
}

/// Checks the members of a type on each of its pages, including inherited ones.
fn of_type(model: &Model, id: TypeId, of: &Gathered<'_>, found: &mut Vec<Found>) {
    let mut known = Known::default();
    for base in TypeHierarchy(&model.types).bases(id) {
        model.types[base.0].members.iter().for_each(|member| _ = known.other(member.name.as_str()));
    }
    for (facts, definition) in &of.sources {
        let json_representation = definition.map_or(&[][..], |definition| &definition.json_representation);
        let mut listed = BTreeSet::new();
        for row in facts.members.iter().filter(|row| members::belongs(row, facts, *definition)) {
            let shown = members::shown(json_representation, &row.name.value);
            let name = shown.map_or(&row.name.value, |shown| &shown.name.value).as_str();
            let problem = if listed.insert(name) {
                known.other(name)
            } else {
                Some(Problem::ListedTwice(name.to_owned()))
            };
            report(&facts.page, &row.name.span, problem, found);
        }
        for key in json_representation.iter().filter(|key| !listed.contains(key.name.value.as_str())) {
            report(&facts.page, &key.name.span, known.other(key.name.value.as_str()), found);
        }
    }
}

/// Checks the rows of parameters, by location.
fn parameters(facts: &OperationFacts, found: &mut Vec<Found>) {
    let mut known: Vec<(_, BTreeSet<&str>, Known)> = Vec::new();
    for row in &facts.parameters {
        if !known.iter().any(|(location, ..)| *location == row.location) {
            known.push((row.location, BTreeSet::new(), Known::default()));
        }
        let Some((_, listed, known)) = known.iter_mut().find(|(location, ..)| *location == row.location)
        else {
            continue;
        };
        let name = row.name.as_str();
        let problem =
            if listed.insert(name) { known.other(name) } else { Some(Problem::ListedTwice(name.to_owned())) };
        report(&facts.page, &row.ty.span, problem, found);
    }
}

/// Checks the types and enums of each namespace.
fn type_names(gathered: &[Gathered<'_>], model: &Model, pages: &[PageFacts], found: &mut Vec<Found>) {
    let mut known: BTreeMap<&str, Known> = BTreeMap::new();
    for of in gathered {
        let problem = known.entry(of.name.namespace()).or_default().other(of.name.short());
        let defined = of.sources.iter().find_map(|(facts, definition)| {
            let title = || facts.title.as_ref().map(|title| &title.span);
            Some((&facts.page, definition.map(|definition| &definition.name.span).or_else(title)?))
        });
        if let Some((page, span)) = defined {
            report(page, span, problem, found);
        }
    }
    let types: BTreeSet<&GraphName> = gathered.iter().map(|of| &of.name).collect();
    for one in &model.enums {
        let is_it = |facts: &&EnumFacts| {
            let written = facts.name.value.rsplit('.').next().unwrap_or_default();
            facts.page == one.page && written.eq_ignore_ascii_case(one.name.short())
        };
        let problem = if types.contains(&one.name) {
            Some(Problem::TypeAndEnum(one.name.clone()))
        } else {
            known.entry(one.name.namespace()).or_default().other(one.name.short())
        };
        if let Some(facts) = pages.iter().flat_map(|page| &page.enums).find(is_it) {
            report(&one.page, &facts.name.span, problem, found);
        }
    }
}

/// Checks the segments of request lines after each path item.
fn path_segments(index: &Index<'_>, pages: &[PageFacts], found: &mut Vec<Found>) {
    let paths = PathIndex::of(&index.model.path_items);
    let mut known: BTreeMap<PathItemId, Known> = BTreeMap::new();
    for facts in pages.iter().filter_map(|page| page.operation.as_deref()) {
        for request in &facts.requests {
            let segments = &request.value.1.segments;
            for (at, segment) in segments.iter().enumerate() {
                let (Some(name), Some(path_item)) =
                    (name_in_code(index, segment), paths.find(&segments[..at]))
                else {
                    continue;
                };
                report(
                    &facts.page,
                    &request.span,
                    known.entry(path_item).or_default().other_segment(name),
                    found,
                );
            }
        }
    }
}

/// The name that a segment has in code: the name of a function without arguments, or fixed text other than a cast.
fn name_in_code<'s>(index: &Index<'_>, segment: &'s Segment) -> Option<&'s str> {
    let name = match segment {
        Segment::Literal(name) => name,
        Segment::Function { name, arguments } if arguments.is_empty() => name,
        Segment::Key(_) | Segment::Function { .. } | Segment::PathAddress { .. } => return None,
    };
    // Other names with a dot are types, or samples of keys.
    let is_called = !name.contains('.') || name.starts_with(DEFAULT_NAMESPACE);
    let is_type = |name: &GraphName| matches!(index.names.get(name), Some(Target::Type(_)));
    let is_cast = name.contains('.') && GraphName::parse(name).is_ok_and(|name| is_type(&name));
    (is_called && !is_cast && !name.starts_with('$')).then_some(name)
}
