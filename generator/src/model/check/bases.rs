//! Checks base types. In: the pages of each type. Out: [`Found`]s: undefined bases, contradictions, cycles.

use std::collections::BTreeSet;
use std::ops::Range;

use super::reference::{Index, Source};
use super::{Found, Problem};
use crate::facts::resource::ResourceFacts;
use crate::facts::resource::definition::Definition;
use crate::facts::type_text::TypeWord;
use crate::model::TypeId;
use crate::model::names::Target;
use crate::model::schema::Base;
use crate::model::types::ROOT;
use crate::model::types::gathered_pages::{Gathered, named};
use crate::name::{GraphName, PagePath};

/// A base type as stated on a page.
struct Stated {
    page: PagePath,
    span: Range<usize>,
    base: TypeId,
}

pub(super) fn check(gathered: &[Gathered<'_>], index: &Index<'_>, found: &mut Vec<Found>) {
    let bases = (0..).map(TypeId).zip(gathered);
    let bases: Vec<Vec<Stated>> = bases
        .map(|(id, of)| {
            let stated = stated(of, index, found);
            if stated.is_empty() { noted(id, of, index).into_iter().collect() } else { stated }
        })
        .collect();
    for (id, stated) in bases.iter().enumerate() {
        let Some((first, others)) = stated.split_first() else { continue };
        let name = |base: TypeId| index.model.types[base.0].name.clone();
        for other in others.iter().filter(|other| other.base != first.base) {
            let problem = Problem::ContradictingBase {
                found: name(other.base),
                other: name(first.base),
                page: first.page.clone(),
            };
            found.push(Found { page: other.page.clone(), span: other.span.clone(), problem });
        }
        if is_cycle(&bases, TypeId(id)) {
            let problem = Problem::BaseCycle(name(TypeId(id)));
            found.push(Found { page: first.page.clone(), span: first.span.clone(), problem });
        }
    }
}

fn is_cycle(bases: &[Vec<Stated>], id: TypeId) -> bool {
    let next = |at: &TypeId| bases.get(at.0)?.first().map(|stated| stated.base);
    std::iter::successors(next(&id), next).take(bases.len()).any(|at| at == id)
}

/// The documented bases on the pages of a type, annotations first.
fn stated(of: &Gathered<'_>, index: &Index<'_>, found: &mut Vec<Found>) -> Vec<Stated> {
    let mut bases = Vec::new();
    let annotated = of.sources.iter().filter_map(|(facts, definition)| {
        let definition: &Definition = definition.as_ref()?;
        Some((*facts, definition.base.as_deref()?, None, &definition.name.span))
    });
    // Prose counts only on a page about a single type.
    let prose = of.sources.iter().filter(|(facts, _)| facts.definitions.len() < 2);
    let prose = prose.filter_map(|(facts, _)| {
        let text = facts.base.as_ref()?;
        let TypeWord::Named { name, link } = &text.value.item else { return None };
        let source = Source { index, scope: of.scope(facts) };
        // As in the model, a name without a link must be that of a type.
        let is_type = || matches!(source.find(name, None), Some(Target::Type(_)));
        (link.is_some() || is_type()).then_some((*facts, name.as_str(), link.as_deref(), &text.span))
    });
    let all: Vec<(&ResourceFacts, &str, Option<&str>, &Range<usize>)> = annotated.chain(prose).collect();
    let mut unknown = BTreeSet::new();
    for (facts, written, link, span) in all {
        let source = Source { index, scope: of.scope(facts) };
        match source.find(written, link) {
            Some(Target::Type(base)) => {
                source.letter_case(written, Target::Type(base), span, found);
                bases.push(Stated { page: facts.page.clone(), span: span.clone(), base });
            }
            Some(Target::Enum(_)) => {}
            None if is_root(written) => {}
            // The introduction repeats the base of the annotation.
            None if !unknown.insert(written.rsplit('.').next().unwrap_or(written).to_lowercase()) => {}
            None => {
                let problem = Problem::UnknownBase { name: written.to_owned(), near: index.suggest(written) };
                source.report(span, problem, found);
            }
        }
    }
    bases
}

/// The base that only rows of a type name: the base of the model, or the one that would close a cycle.
fn noted(id: TypeId, of: &Gathered<'_>, index: &Index<'_>) -> Option<Stated> {
    let has = index.model.types.get(id.0).and_then(|ty| ty.base.as_ref());
    of.sources.iter().find_map(|(facts, _)| {
        let source = Source { index, scope: of.scope(facts) };
        facts.members.iter().find_map(|row| {
            let (name, link) = named(row.inherited_from.as_ref()?)?;
            let Some(Target::Type(base)) = source.find(name, link) else { return None };
            let fits = base != id && has.is_none_or(|has| *has == Base::Type(base));
            let span = row.name.span.clone();
            fits.then(|| Stated { page: facts.page.clone(), span, base })
        })
    })
}

/// Whether a name is the root of all entities, which needs no page.
fn is_root(written: &str) -> bool {
    GraphName::parse(written).is_ok_and(|name| name.as_str().eq_ignore_ascii_case(ROOT))
}
