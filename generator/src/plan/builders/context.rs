//! Shares a model, its names and the request bodies among the planners of request builders. In: a model and its names. Out:
//! [`Context`] and [`Bodies`].

use std::collections::BTreeSet;

use crate::facts::template::{Method, Segment};
use crate::model::operation::Parameter;
use crate::model::{Model, TypeId};
use crate::name::words::{words_with_case, words_with_punctuation};
use crate::plan::builders::body_aliases::{PlannedBody, with_aliases};
use crate::plan::builders::body_struct;
use crate::plan::builders::documented::Documented;
use crate::plan::builders::required_parameters::demanded;
use crate::plan::builders::required_query::Queries;
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;
use crate::plan::ir::structs::{Conversion, Given, StructPlan};
use crate::plan::naming::builder_names::BuilderNames;
use crate::plan::naming::lock::{Kind, PinnedNames, within};
use crate::plan::naming::lock_key;
use crate::plan::naming::page_links::source_page;
use crate::plan::naming::scope::Scope;
use crate::plan::naming::type_names::{PRELUDE, TypeNames};
use crate::plan::types::constructors::constructor;

/// A model with its names.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The model.
    pub model: &'a Model,
    /// The names of the types.
    pub names: &'a TypeNames,
    /// The names of the request builders.
    pub builder_names: &'a BuilderNames,
    /// The pinned names.
    pub pinned: PinnedNames<'a>,
    /// The required query parameters of each segment.
    pub queries: &'a Queries<'a>,
}

/// The owner of a body: a path item, a method of it, or an action.
#[derive(Clone, Debug)]
pub struct BodyOwner {
    /// The name of the path item without a suffix.
    pub stem: Ident,
    /// The type of the object at the path item.
    pub ty: Option<TypeId>,
    /// The lock keys.
    pub lock_keys: Vec<String>,
}

impl BodyOwner {
    /// A method of the path item.
    pub fn asks(&self, method: Method) -> Self {
        self.within(method.as_str())
    }

    /// A child segment of the path item.
    pub fn child(&self, segment: &Segment) -> Self {
        self.within(&lock_key::child(segment))
    }

    fn within(&self, part: &str) -> Self {
        let lock_keys = self.lock_keys.iter().map(|lock_key| within(lock_key, part)).collect();
        Self { stem: self.stem.clone(), ty: self.ty, lock_keys }
    }
}

/// The request bodies of actions.
#[derive(Debug)]
pub struct Bodies {
    names: Scope,
    /// The pinned names that no body has claimed yet.
    pinned: BTreeSet<Ident>,
    planned: Vec<PlannedBody>,
}

impl Bodies {
    /// Starts without bodies and reserves their pinned names.
    pub fn new(pinned: PinnedNames<'_>) -> Self {
        let mut names = Scope::with(PRELUDE);
        let pinned = pinned.names(Kind::Body).filter(|ident| names.claim(ident)).collect();
        Self { names, pinned, planned: Vec::new() }
    }

    /// Plans the body of an action. Returns its type and the arguments for its required parameters.
    pub fn add(
        &mut self,
        context: &Context<'_>,
        owner: &BodyOwner,
        action: &str,
        operations: &[Documented<'_>],
        parameters: &[&Parameter],
    ) -> (RustType, Vec<ArgumentPlan>) {
        let BodyOwner { stem, ty, lock_keys } = owner;
        let name =
            |words: Vec<String>| stem.with_suffix(&format!("{}Body", Ident::pascal(&words.join("-")).bare()));
        let pinned =
            context.pinned.name_of_any(Kind::Body, lock_keys).filter(|ident| self.pinned.remove(ident));
        let ident = pinned.unwrap_or_else(|| {
            self.names.take(&[name(words_with_punctuation(action)), name(words_with_case(action))], "")
        });
        let title = operations.first().map_or("", |one| one.operation.title.as_str());
        let page = operations.first().map(|one| source_page(&one.operation.page, context.model.version));
        let doc =
            Doc::markdown(&format!("Request body of {}.", code(title))).paragraph(&page.unwrap_or_default());
        let mut plan =
            body_struct::body(ident.clone(), doc, parameters, context.names, context.pinned, lock_keys);
        let made = Doc::markdown("Creates a value with its required properties.");
        plan.constructor = constructor(&plan, &demanded(parameters), made);
        let given = plan.constructor.as_ref().map(|made| made.fields.iter().map(by_reference));
        let arguments = given.map(Iterator::collect).unwrap_or_default();
        let operations = operations.iter().map(|one| one.id).collect();
        self.planned.push(PlannedBody { plan, ty: *ty, action: action.to_owned(), operations });
        (RustType::Named(vec![Ident::snake("bodies"), ident]), arguments)
    }

    /// The bodies planned so far.
    pub fn plans(self, model: &Model) -> Vec<StructPlan> {
        with_aliases(self.planned, model)
    }
}

/// The argument of a method for a part of its body. Objects are borrowed, like a whole body.
fn by_reference(Given { argument, conversion, .. }: &Given) -> ArgumentPlan {
    let ArgumentPlan { ident, ty } = argument.clone();
    let ty = match (conversion, ty) {
        (Conversion::Boxed, ArgumentType::Into(ty)) => ArgumentType::DerivedFrom(ty),
        (_, ty) => ty,
    };
    ArgumentPlan { ident, ty }
}
