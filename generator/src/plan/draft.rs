//! In: drafts of a place's methods. Out: [`MethodPlan`]s with names that are unique in the place.

use super::doc::{Doc, code};
use super::ident::{Ident, Scope};
use super::method::{ArgumentPlan, ArgumentType, Call, End, MethodPlan, PathStep, Whole};
use super::operation::InfoPlan;
use super::required::{HeaderPlan, HeaderValue, headers};
use super::types::RustType;
use crate::model::Model;

/// A method that has no name yet.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The names that it may have, best first.
    pub names: Vec<Ident>,
    /// What it does.
    pub doc: Doc,
    /// What it takes.
    pub arguments: Vec<ArgumentPlan>,
    /// How the path goes on.
    pub path: Vec<PathStep>,
    /// What comes of it.
    pub end: DraftEnd,
}

/// What a method without a name answers with.
#[derive(Clone, Debug)]
pub enum DraftEnd {
    /// The struct of the next place.
    Place(Ident),
    /// A request.
    Call {
        /// How it is sent.
        call: Call,
        /// What it answers.
        answer: RustType,
        /// What the pages say of it.
        infos: Vec<InfoPlan>,
    },
    /// The request of the draft before, made in another way.
    Variant {
        /// How it is sent.
        call: Call,
        /// What it answers.
        answer: RustType,
    },
}

/// What a method is called that takes the whole body, behind the name of the one that takes the body's parts.
const WHOLE: &str = "_with";

/// Names that every struct has already: `clone` is derived; and the crate that the functions at the root are made with.
const TAKEN: &[&str] = &["clone", "msgraph_core"];

/// Names the methods of a place in their order.
pub fn finish(model: &Model, drafts: Vec<Draft>) -> Vec<MethodPlan> {
    let mut scope = Scope::with(TAKEN);
    let mut methods: Vec<MethodPlan> = Vec::with_capacity(drafts.len());
    let mut required: Vec<HeaderPlan> = Vec::new();
    for Draft { names, doc, arguments, path, end } in drafts {
        match &end {
            DraftEnd::Place(_) => required.clear(),
            DraftEnd::Call { infos, .. } => required = headers(model, infos),
            DraftEnd::Variant { .. } => {}
        }
        let (ident, doc, end) = match end {
            DraftEnd::Place(place) => (scope.take(&names, "_"), doc, End::Place(place)),
            DraftEnd::Call { call, answer, infos } => {
                (scope.take(&names, "_"), doc, End::Call { call, infos, answer, whole: None })
            }
            DraftEnd::Variant { call, answer } => {
                let Some(MethodPlan { ident: before, end: End::Call { infos, whole, .. }, .. }) =
                    methods.last_mut()
                else {
                    continue;
                };
                let ident = scope.take(&[before.with_suffix(WHOLE)], "_");
                let passed = |argument: &ArgumentPlan| {
                    (call.body() != Some(&argument.ident)).then(|| argument.ident.clone())
                };
                let passed = arguments.iter().map(passed).collect();
                *whole = Some(Whole { ident: ident.clone(), arguments: passed });
                let same =
                    format!("The same as {}, with everything that can be sent.", code(before.as_str()));
                let end = End::Call { call, infos: infos.clone(), answer, whole: None };
                (ident, Doc::markdown(&same), end)
            }
        };
        let headers = required.clone();
        methods.push(with_headers(MethodPlan { doc, ident, arguments, path, end, headers, example: None }));
    }
    methods
}

/// Adds the arguments that the headers of a method need.
fn with_headers(mut plan: MethodPlan) -> MethodPlan {
    let taken: Vec<&str> = plan.arguments.iter().map(|argument| argument.ident.bare()).collect();
    let mut scope = Scope::with(&taken);
    for header in &mut plan.headers {
        if let HeaderValue::Argument(ident, what) = &mut header.value {
            *ident = scope.take(std::slice::from_ref(ident), "_");
            plan.arguments.push(ArgumentPlan { ident: ident.clone(), ty: ArgumentType::Text });
            plan.doc = plan.doc.item(&code(ident.bare()), what);
        }
    }
    plan
}
