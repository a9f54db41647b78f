//! In: the facts of all pages and the [`Model`] made of them. Out: what is wrong between pages, each with its place on a page.

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

use self::reference::{Index, Source};
use crate::facts::PageFacts;
use crate::facts::operation::OperationFacts;
use crate::model::names::{Names, Scope};
use crate::model::problem::Problem;
use crate::model::types::gathered_pages;
use crate::model::{Model, link};
use crate::name::{DEFAULT_NAMESPACE, PagePath};

/// A problem and where it stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
    /// The page.
    pub page: PagePath,
    /// The bytes of the expanded page.
    pub span: Range<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// Checks the facts of one version against each other; a page is told of each problem once.
pub fn check(model: &Model, pages: &[PageFacts]) -> Vec<Found> {
    let resources: Vec<_> = pages.iter().filter_map(|page| page.resource.as_deref()).collect();
    let gathered = gathered_pages::gather(&resources);
    let names = Names::new(&model.types, &model.enums, &link::defined(&gathered));
    let index = Index::new(model, &names, pages);
    let mut found = Vec::new();
    bases::check(&gathered, &index, &mut found);
    members::check(&gathered, &index, &mut found);
    for facts in pages.iter().filter_map(|page| page.operation.as_deref()) {
        operation(facts, &index, &mut found);
    }
    bodies::check(model, pages, &mut found);
    examples::check(pages, &index, &mut found);
    paths::check(model, pages, &mut found);
    options::check(pages, &mut found);
    name_collisions::check(&gathered, &index, pages, &mut found);
    found.sort_by(|one, other| (&one.page, one.span.start).cmp(&(&other.page, other.span.start)));
    let mut told = BTreeSet::new();
    found.retain(|found| told.insert((found.page.clone(), found.problem.clone())));
    found
}

/// The types that an api page names.
fn operation(facts: &OperationFacts, index: &Index<'_>, found: &mut Vec<Found>) {
    let namespace = facts.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE);
    let source = Source { index, scope: Scope { page: &facts.page, namespace } };
    let rows = facts.parameters.iter().map(|row| &row.ty);
    let answers = facts.examples.iter().filter_map(|example| example.response.as_ref());
    let annotated = facts.examples.iter().filter_map(|example| example.ty.as_ref());
    let annotated = annotated.chain(answers.filter_map(|answer| answer.ty.as_ref()));
    for text in rows.chain(&facts.body.ty).chain(&facts.response.ty).chain(annotated) {
        source.reference(&text.value, &text.span, found);
    }
}

#[cfg(test)]
mod tests;
