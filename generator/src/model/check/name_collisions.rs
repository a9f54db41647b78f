//! In: the names that stand in one scope: members of a type or an enum, parameters, types, steps from a place. Out: [`Found`]s: names
//! that are there twice, or are made of the same words, so that code cannot call both by these alone.

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
    /// Another name of the same words, when there is one; otherwise the name is known from now on.
    fn other(&mut self, name: &str) -> Option<Problem> {
        let other = self.first(name, name);
        (other != name).then(|| Problem::SameWords { name: name.to_owned(), other: other.to_owned() })
    }

    /// The same of a step, where letter case means nothing, and the namespace is no part of what code calls it.
    fn other_step(&mut self, name: &str) -> Option<Problem> {
        let other = self.first(name.rsplit('.').next().unwrap_or(name), name);
        let is_other = !other.eq_ignore_ascii_case(name);
        is_other.then(|| Problem::SameWords { name: name.to_owned(), other: other.to_owned() })
    }

    /// The first name of these words.
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
            note(&facts.page, &name.span, known.other(name.value.as_str()), found);
        }
    }
    for facts in pages.iter().filter_map(|page| page.operation.as_deref()) {
        parameters(facts, found);
    }
    type_names(gathered, index.model, pages, found);
    steps(index, pages, found);
}

fn note(page: &PagePath, span: &Range<usize>, problem: Option<Problem>, found: &mut Vec<Found>) {
    found.extend(problem.map(|problem| Found { page: page.clone(), span: span.clone(), problem }));
}

/// The members of a type on each of its pages, beside those that it inherits.
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
            let problem = match listed.insert(name) {
                true => known.other(name),
                false => Some(Problem::ListedTwice(name.to_owned())),
            };
            note(&facts.page, &row.name.span, problem, found);
        }
        for key in json_representation.iter().filter(|key| !listed.contains(key.name.value.as_str())) {
            note(&facts.page, &key.name.span, known.other(key.name.value.as_str()), found);
        }
    }
}

/// The rows of a page about what it sends, or what its function takes.
fn parameters(facts: &OperationFacts, found: &mut Vec<Found>) {
    let mut known: Vec<(_, BTreeSet<&str>, Known)> = Vec::new();
    for row in &facts.parameters {
        if !known.iter().any(|(path_item, ..)| *path_item == row.location) {
            known.push((row.location, BTreeSet::new(), Known::default()));
        }
        let Some((_, listed, known)) = known.iter_mut().find(|(path_item, ..)| *path_item == row.location)
        else {
            continue;
        };
        let name = row.name.as_str();
        let problem = match listed.insert(name) {
            true => known.other(name),
            false => Some(Problem::ListedTwice(name.to_owned())),
        };
        note(&facts.page, &row.ty.span, problem, found);
    }
}

/// The types and enums of a namespace.
fn type_names(gathered: &[Gathered<'_>], model: &Model, pages: &[PageFacts], found: &mut Vec<Found>) {
    let mut known: BTreeMap<&str, Known> = BTreeMap::new();
    for of in gathered {
        let problem = known.entry(of.name.namespace()).or_default().other(of.name.short());
        let defined = of.sources.iter().find_map(|(facts, definition)| {
            let title = || facts.title.as_ref().map(|title| &title.span);
            Some((&facts.page, definition.map(|definition| &definition.name.span).or_else(title)?))
        });
        if let Some((page, span)) = defined {
            note(page, span, problem, found);
        }
    }
    let types: BTreeSet<&GraphName> = gathered.iter().map(|of| &of.name).collect();
    for one in &model.enums {
        let is_it = |facts: &&EnumFacts| {
            let written = facts.name.value.rsplit('.').next().unwrap_or_default();
            facts.page == one.page && written.eq_ignore_ascii_case(one.name.short())
        };
        let problem = match types.contains(&one.name) {
            true => Some(Problem::TypeAndEnum(one.name.clone())),
            false => known.entry(one.name.namespace()).or_default().other(one.name.short()),
        };
        if let Some(facts) = pages.iter().flat_map(|page| &page.enums).find(is_it) {
            note(&one.page, &facts.name.span, problem, found);
        }
    }
}

/// The steps that request lines take from one place.
fn steps(index: &Index<'_>, pages: &[PageFacts], found: &mut Vec<Found>) {
    let steps = PathIndex::of(&index.model.path_items);
    let mut known: BTreeMap<PathItemId, Known> = BTreeMap::new();
    for facts in pages.iter().filter_map(|page| page.operation.as_deref()) {
        for request in &facts.requests {
            let segments = &request.value.1.segments;
            for (at, segment) in segments.iter().enumerate() {
                let (Some(name), Some(path_item)) = (called(index, segment), steps.find(&segments[..at]))
                else {
                    continue;
                };
                note(&facts.page, &request.span, known.entry(path_item).or_default().other_step(name), found);
            }
        }
    }
}

/// What code calls a step after: the name of a function without arguments, or a fixed text that is no cast.
fn called<'s>(index: &Index<'_>, segment: &'s Segment) -> Option<&'s str> {
    let name = match segment {
        Segment::Literal(name) => name,
        Segment::Function { name, arguments } if arguments.is_empty() => name,
        Segment::Key(_) | Segment::Function { .. } | Segment::PathAddress { .. } => return None,
    };
    // What else has a dot is a type, or a sample of a key.
    let is_called = !name.contains('.') || name.starts_with(DEFAULT_NAMESPACE);
    let is_type = |name: &GraphName| matches!(index.names.get(name), Some(Target::Type(_)));
    let is_cast = name.contains('.') && GraphName::parse(name).is_ok_and(|name| is_type(&name));
    (is_called && !is_cast && !name.starts_with('$')).then_some(name)
}
