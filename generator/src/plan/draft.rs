//! In: drafts of a place's methods. Out: [`MethodPlan`]s with names that are unique in the place, and their operations.

use super::doc::{Doc, code};
use super::ident::{Ident, Scope};
use super::method::{ArgumentPlan, ArgumentType, Call, End, MethodPlan, PathStep};
use super::operation::{InfoPlan, OperationPlan};
use super::required::{HeaderPlan, HeaderValue, headers};
use super::types::RustType;
use crate::model::Model;
use crate::name::words::words;

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

/// Names the methods of a place in their order. `statics` holds the names of all statics of the version.
pub fn finish(
    model: &Model,
    owner: &str,
    drafts: Vec<Draft>,
    statics: &mut Scope,
) -> (Vec<MethodPlan>, Vec<OperationPlan>) {
    let mut scope = Scope::with(TAKEN);
    let mut operations: Vec<OperationPlan> = Vec::new();
    let mut methods = Vec::with_capacity(drafts.len());
    let mut last: Option<(Ident, Ident)> = None;
    let mut required: Vec<HeaderPlan> = Vec::new();
    for Draft { names, doc, arguments, path, end } in drafts {
        match &end {
            DraftEnd::Place(_) => required.clear(),
            DraftEnd::Call { infos, .. } => required = headers(model, infos),
            DraftEnd::Variant { .. } => {}
        }
        let (names, doc) = match (&end, &last) {
            (DraftEnd::Variant { .. }, Some((before, _))) => {
                let same =
                    format!("The same as {}, with everything that can be sent.", code(before.as_str()));
                (vec![before.with_suffix(WHOLE)], Doc::markdown(&same))
            }
            _ => (names, doc),
        };
        let ident = scope.take(&names, "_");
        let end = match end {
            DraftEnd::Place(place) => End::Place(place),
            DraftEnd::Variant { call, answer } => {
                let Some((_, operation)) = last.clone() else { continue };
                End::Call { call, operation, answer }
            }
            DraftEnd::Call { call, answer, infos } => {
                let operation = statics.take(&[static_name(owner, ident.bare())], "_");
                operations.push(OperationPlan { ident: operation.clone(), infos });
                last = Some((ident.clone(), operation.clone()));
                End::Call { call, operation, answer }
            }
        };
        let headers = required.clone();
        methods.push(with_headers(MethodPlan { doc, ident, arguments, path, end, headers, example: None }));
    }
    (methods, operations)
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

fn static_name(owner: &str, method: &str) -> Ident {
    let parts: Vec<&str> = words(owner).chain(words(method)).collect();
    Ident::screaming(&parts.join("_"))
}
