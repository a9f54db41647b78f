//! What the parts of a version's plan share: the model with its names, and the bodies that its actions need.

use super::doc::{Doc, code};
use super::ident::{Ident, Scope};
use super::operation::Documented;
use super::place::PlaceNames;
use super::source_page;
use super::structure::{self, StructPlan};
use super::types::{RustType, TypeNames};
use crate::model::Model;
use crate::model::operation::Parameter;

/// A model with the names of all that is in it.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The model.
    pub model: &'a Model,
    /// The names of its types.
    pub names: &'a TypeNames,
    /// The names of its places.
    pub places: &'a PlaceNames,
}

/// The structs for the parameters of actions.
#[derive(Debug, Default)]
pub struct Bodies {
    names: Scope,
    plans: Vec<StructPlan>,
}

impl Bodies {
    /// Plans the body of an action; answers with its type.
    pub fn add(
        &mut self,
        site: &Site<'_>,
        stem: &Ident,
        action: &str,
        operations: &[Documented<'_>],
        parameters: Vec<&Parameter>,
    ) -> RustType {
        let action = Ident::pascal(action);
        let name = stem.with_suffix(&format!("{}Body", action.bare()));
        let ident = self.names.take(&[name], "");
        let title = operations.first().map_or("", |one| one.operation.title.as_str());
        let page = operations.first().map(|one| source_page(&one.operation.page, site.model.version));
        let doc = Doc::markdown(&format!("What {} sends.", code(title))).paragraph(&page.unwrap_or_default());
        self.plans.push(structure::body(ident.clone(), doc, parameters, site.names));
        RustType::Named(vec![Ident::snake("bodies"), ident])
    }

    /// Takes the bodies that were planned since the last time.
    pub fn take(&mut self) -> Vec<StructPlan> {
        std::mem::take(&mut self.plans)
    }
}
