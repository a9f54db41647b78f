//! Checks pages against each other. In: the facts of all pages and their [`Model`]. Out: [`Found`]s, problems with locations.

mod bases;
mod bodies;
mod examples;
mod json_shape;
mod members;
mod name_collisions;
mod options;
mod paths;
mod reference;
mod suggest;

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use self::reference::{Index, Source};
use crate::facts::PageFacts;
use crate::facts::operation::OperationFacts;
use crate::model::names::{Names, Scope};
use crate::model::problem::Problem;
use crate::model::types::gathered_pages;
use crate::model::{Model, link};
use crate::name::{DEFAULT_NAMESPACE, PagePath};

/// A problem with its location.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
    /// The page.
    pub page: PagePath,
    /// The range in the expanded text.
    pub span: Range<usize>,
    /// The problem.
    pub problem: Problem,
}

/// A check of the facts of one version. It adds the problems.
type Check<'a> = dyn Fn(&mut Vec<Found>) + Sync + 'a;

/// Checks the facts of one version against each other. Reports each problem of a page once.
pub fn check(model: &Model, pages: &[PageFacts]) -> Vec<Found> {
    let resources: Vec<_> = pages.iter().filter_map(|page| page.resource.as_deref()).collect();
    let gathered = gathered_pages::gather(&resources);
    let names = Names::new(&model.types, &model.enums, &link::defined(&gathered));
    let index = Index::new(model, &names, pages);
    let operations = |found: &mut Vec<Found>| {
        for facts in pages.iter().filter_map(|page| page.operation.as_deref()) {
            operation(facts, &index, found);
        }
    };
    let checks: [&Check<'_>; 8] = [
        &|found| bases::check(&gathered, &index, found),
        &|found| members::check(&gathered, &index, found),
        &operations,
        &|found| bodies::check(model, pages, found),
        &|found| examples::check(pages, &index, found),
        &|found| paths::check(model, pages, found),
        &|found| options::check(pages, found),
        &|found| name_collisions::check(&gathered, &index, pages, found),
    ];
    let check = |check: &&Check<'_>| {
        let mut found = Vec::new();
        check(&mut found);
        found
    };
    let mut found: Vec<Found> = checks.par_iter().flat_map_iter(check).collect();
    found.sort_by(|one, other| (&one.page, one.span.start).cmp(&(&other.page, other.span.start)));
    let mut reported = BTreeSet::new();
    found.retain(|found| reported.insert((found.page.clone(), found.problem.clone())));
    found
}

/// Checks the type names on an api page.
fn operation(facts: &OperationFacts, index: &Index<'_>, found: &mut Vec<Found>) {
    let namespace = facts.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE);
    let source = Source { index, scope: Scope { page: &facts.page, namespace } };
    let rows = facts.parameters.iter().map(|row| &row.ty);
    let responses = facts.examples.iter().filter_map(|example| example.response.as_ref());
    let annotated = facts.examples.iter().filter_map(|example| example.ty.as_ref());
    let annotated = annotated.chain(responses.filter_map(|response| response.ty.as_ref()));
    for text in rows.chain(&facts.body.ty).chain(&facts.response.ty).chain(annotated) {
        source.reference(&text.value, &text.span, found);
    }
}

#[cfg(test)]
mod tests;
