//! What the parts of a version's plan share: the model with its names, and the bodies that its actions need.

use std::collections::BTreeSet;

use super::construct::constructor;
use super::demand::demanded;
use super::doc::{Doc, code};
use super::ident::{Ident, Scope};
use super::known;
use super::lock::{Held, Kind, within};
use super::method::ArgumentPlan;
use super::operation::Documented;
use super::place::PlaceNames;
use super::query::Queries;
use super::source_page;
use super::structure::{self, StructPlan};
use super::types::{PRELUDE, RustType, TypeNames};
use crate::facts::template::{Method, Segment};
use crate::model::Model;
use crate::model::operation::Parameter;
use crate::name::words::{signed, spelt};

/// A model with the names of all that is in it.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The model.
    pub model: &'a Model,
    /// The names of its types.
    pub names: &'a TypeNames,
    /// The names of its places.
    pub places: &'a PlaceNames,
    /// The names that are held.
    pub held: Held<'a>,
    /// The query options that go with its steps.
    pub queries: &'a Queries<'a>,
}

/// What sends a body: a place, a method that is asked there, or an action.
#[derive(Clone, Debug)]
pub struct Sender {
    /// What its place is called without a suffix.
    pub stem: Ident,
    /// What it is known as.
    pub whats: Vec<String>,
}

impl Sender {
    /// What is asked at the place itself.
    pub fn asks(&self, method: Method) -> Self {
        self.within(method.as_str())
    }

    /// A step from the place.
    pub fn step(&self, segment: &Segment) -> Self {
        self.within(&known::step(segment))
    }

    fn within(&self, part: &str) -> Self {
        let whats = self.whats.iter().map(|what| within(what, part)).collect();
        Self { stem: self.stem.clone(), whats }
    }
}

/// The structs for the parameters of actions.
#[derive(Debug)]
pub struct Bodies {
    names: Scope,
    /// The names that some have already.
    held: BTreeSet<Ident>,
    plans: Vec<StructPlan>,
}

impl Bodies {
    /// None yet; those that have a name already will have it.
    pub fn new(held: Held<'_>) -> Self {
        let mut names = Scope::with(PRELUDE);
        let held = held.names(Kind::Body).filter(|ident| names.claim(ident)).collect();
        Self { names, held, plans: Vec::new() }
    }

    /// Plans the body of an action; answers with its type and, for each parameter that it is made of, the argument.
    pub fn add(
        &mut self,
        site: &Site<'_>,
        sender: &Sender,
        action: &str,
        operations: &[Documented<'_>],
        parameters: &[&Parameter],
    ) -> (RustType, Vec<ArgumentPlan>) {
        let Sender { stem, whats } = sender;
        let name =
            |words: Vec<String>| stem.with_suffix(&format!("{}Body", Ident::pascal(&words.join("-")).bare()));
        let held = site.held.name_of_any(Kind::Body, whats).filter(|ident| self.held.remove(ident));
        let ident = held.unwrap_or_else(|| self.names.take(&[name(signed(action)), name(spelt(action))], ""));
        let title = operations.first().map_or("", |one| one.operation.title.as_str());
        let page = operations.first().map(|one| source_page(&one.operation.page, site.model.version));
        let doc = Doc::markdown(&format!("What {} sends.", code(title))).paragraph(&page.unwrap_or_default());
        let mut plan = structure::body(ident.clone(), doc, parameters, site, whats);
        let made = Doc::markdown("What must be given.");
        plan.constructor = constructor(&plan, &demanded(parameters), made);
        let given = plan.constructor.as_ref().map(|made| made.fields.iter().map(|one| one.argument.clone()));
        let arguments = given.map(Iterator::collect).unwrap_or_default();
        self.plans.push(plan);
        (RustType::Named(vec![Ident::snake("bodies"), ident]), arguments)
    }

    /// Takes the bodies that were planned since the last time.
    pub fn take(&mut self) -> Vec<StructPlan> {
        std::mem::take(&mut self.plans)
    }
}
