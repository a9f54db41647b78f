//! In: drafts of a place's methods. Out: [`MethodPlan`]s with names that are unique in the place.

use super::doc::{Doc, code};
use super::ident::{Ident, Scope};
use super::lock::{Held, Kind, within};
use super::method::{ArgumentPlan, ArgumentType, Call, End, MethodPlan, PathStep, Whole};
use super::operation::InfoPlan;
use super::required::{HeaderPlan, HeaderValue, headers};
use super::site::Site;
use super::types::RustType;

/// A method that has no name yet.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is known as at its place; `None` where its name is always the same and no other step can have it.
    pub what: Option<String>,
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
pub const WHOLE: &str = "_with";

/// Names that every struct has already: `clone` is derived; and the crate that the functions at the root are made with.
const TAKEN: &[&str] = &["clone", "msgraph_core"];

/// Names the methods of a place in their order; `known` is what the place is known as in the list of names that are held.
pub fn finish(site: &Site<'_>, known: &[String], drafts: Vec<Draft>) -> Vec<MethodPlan> {
    let idents = named(site.held, known, &drafts);
    let mut methods: Vec<MethodPlan> = Vec::with_capacity(drafts.len());
    let mut required: Vec<HeaderPlan> = Vec::new();
    for (Draft { what, doc, arguments, path, end, .. }, ident) in drafts.into_iter().zip(idents) {
        match &end {
            DraftEnd::Place(_) => required.clear(),
            DraftEnd::Call { infos, .. } => required = headers(site.model, infos),
            DraftEnd::Variant { .. } => {}
        }
        let (what, doc, end) = match end {
            DraftEnd::Place(place) => (what, doc, End::Place(place)),
            DraftEnd::Call { call, answer, infos } => {
                (what, doc, End::Call { call, infos, answer, whole: None })
            }
            DraftEnd::Variant { call, answer } => {
                let Some(MethodPlan { ident: before, what, end: End::Call { infos, whole, .. }, .. }) =
                    methods.last_mut()
                else {
                    continue;
                };
                let passed = |argument: &ArgumentPlan| {
                    (call.body() != Some(&argument.ident)).then(|| argument.ident.clone())
                };
                let passed = arguments.iter().map(passed).collect();
                *whole = Some(Whole { ident: ident.clone(), arguments: passed });
                let same =
                    format!("The same as {}, with everything that can be sent.", code(before.as_str()));
                let end = End::Call { call, infos: infos.clone(), answer, whole: None };
                (what.as_deref().map(variant), Doc::markdown(&same), end)
            }
        };
        let headers = required.clone();
        methods.push(with_headers(MethodPlan {
            doc,
            ident,
            what,
            arguments,
            path,
            end,
            headers,
            example: None,
        }));
    }
    methods
}

/// What the method is known as that takes the whole body.
fn variant(what: &str) -> String {
    format!("{what}:with")
}

/// The names of the drafts of a place: what is always the same, then what has a name already with what takes the whole body, then
/// the others in their order.
fn named(held: Held<'_>, known: &[String], drafts: &[Draft]) -> Vec<Ident> {
    let mut scope = Scope::with(TAKEN);
    let mut idents: Vec<Option<Ident>> = vec![None; drafts.len()];
    let is_variant = |draft: &Draft| matches!(draft.end, DraftEnd::Variant { .. });
    let held = |what: &str| known.iter().find_map(|place| held.name(Kind::Step, &within(place, what)));
    for (ident, draft) in idents.iter_mut().zip(drafts) {
        if draft.what.is_none() && !is_variant(draft) {
            *ident = Some(scope.take(&draft.names, "_"));
        }
    }
    for (ident, draft) in idents.iter_mut().zip(drafts).filter(|(ident, _)| ident.is_none()) {
        *ident = draft.what.as_deref().and_then(held).filter(|ident| scope.claim(ident));
    }
    for at in 1..drafts.len() {
        if let (true, Some(before), Some(what)) =
            (is_variant(&drafts[at]), &idents[at - 1], &drafts[at - 1].what)
        {
            let own = held(&variant(what)).unwrap_or_else(|| before.with_suffix(WHOLE));
            idents[at] = Some(own).filter(|ident| scope.claim(ident));
        }
    }
    for (at, draft) in drafts.iter().enumerate() {
        if idents[at].is_none() {
            let before = at.checked_sub(1).and_then(|before| idents[before].as_ref());
            let whole = before.filter(|_| is_variant(draft)).map(|before| vec![before.with_suffix(WHOLE)]);
            idents[at] = Some(scope.take(whole.as_deref().unwrap_or(&draft.names), "_"));
        }
    }
    idents.into_iter().flatten().collect()
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
