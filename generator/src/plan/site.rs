//! What the parts of a version's plan share: the model with its names, and the bodies that its actions need.

use super::construct::constructor;
use super::demand::demanded;
use super::doc::{Doc, code};
use super::ident::{Ident, Scope};
use super::method::ArgumentPlan;
use super::operation::Documented;
use super::place::PlaceNames;
use super::query::Queries;
use super::source_page;
use super::structure::{self, StructPlan};
use super::types::{RustType, TypeNames};
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
    /// The query options that go with its steps.
    pub queries: &'a Queries<'a>,
}

/// The structs for the parameters of actions.
#[derive(Debug, Default)]
pub struct Bodies {
    names: Scope,
    plans: Vec<StructPlan>,
}

impl Bodies {
    /// Plans the body of an action; answers with its type and, for each parameter that it is made of, the argument.
    pub fn add(
        &mut self,
        site: &Site<'_>,
        stem: &Ident,
        action: &str,
        operations: &[Documented<'_>],
        parameters: &[&Parameter],
    ) -> (RustType, Vec<ArgumentPlan>) {
        let name =
            |words: Vec<String>| stem.with_suffix(&format!("{}Body", Ident::pascal(&words.join("-")).bare()));
        let ident = self.names.take(&[name(signed(action)), name(spelt(action))], "");
        let title = operations.first().map_or("", |one| one.operation.title.as_str());
        let page = operations.first().map(|one| source_page(&one.operation.page, site.model.version));
        let doc = Doc::markdown(&format!("What {} sends.", code(title))).paragraph(&page.unwrap_or_default());
        let mut plan = structure::body(ident.clone(), doc, parameters.iter().copied(), site.names);
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
