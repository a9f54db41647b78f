//! In: drafts of a place's methods. Out: [`MethodPlan`]s with names that are unique in the place.

use crate::plan::builders::body_and_response_types::NUMBER;
use crate::plan::builders::context::Context;
use crate::plan::builders::draft_arguments::{DraftArguments, NamedArguments};
use crate::plan::builders::required_headers::headers;
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::body::Call;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::header::{HeaderPlan, HeaderValue};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::{End, MethodPlan, PathSegment, Whole};
use crate::plan::ir::method_key::MethodKey;
use crate::plan::ir::operation_info::InfoPlan;
use crate::plan::ir::rust_type::RustType;
use crate::plan::naming::lock::{Kind, PinnedNames, within};
use crate::plan::naming::method_names::WHOLE;
use crate::plan::naming::scope::Scope;
use crate::plan::naming::segment_role::COUNT;
use crate::plan::types::page_notices::list;
use std::collections::BTreeSet;

/// A method that has no name yet.
#[derive(Clone, Debug)]
pub struct UnnamedMethod {
    /// What it is known as at its place; `None` where its name is always the same and no other step can have it.
    pub lock_key: Option<MethodKey>,
    /// The names that it may have, best first.
    pub names: Vec<Ident>,
    /// What it does.
    pub doc: Doc,
    /// What it takes.
    pub arguments: DraftArguments,
    /// How the path goes on.
    pub path: Vec<PathSegment>,
    /// What comes of it.
    pub end: UnnamedEnd,
}

/// What a method without a name answers with.
#[derive(Clone, Debug)]
pub enum UnnamedEnd {
    /// The struct of the next place.
    Builder(Ident),
    /// A request.
    Call {
        /// How it is sent.
        call: Call,
        /// What it answers.
        answer: RustType,
        /// What the pages say of it.
        infos: Vec<InfoPlan>,
    },
    /// The number of items that the draft before lists.
    Count,
    /// The request of the draft before, made in another way.
    Variant {
        /// How it is sent.
        call: Call,
        /// What it answers.
        answer: RustType,
    },
}

/// Names that a documented segment leaves free: `clone` is derived; every builder has `segment` and `key` for paths that no page
/// documents; `msgraph_core` is the crate that the functions at the root are made with.
const TAKEN: &[&str] = &["clone", "key", "msgraph_core", "segment"];

/// Names the methods of a place in their order; `lock_keys` are the keys of the place in `names.lock`.
pub fn finish(context: &Context<'_>, lock_keys: &[String], drafts: Vec<UnnamedMethod>) -> Vec<MethodPlan> {
    let idents = named(context.pinned, lock_keys, &drafts);
    let mut methods: Vec<MethodPlan> = Vec::with_capacity(drafts.len());
    let mut required: Vec<HeaderPlan> = Vec::new();
    let beside = beside(&drafts);
    for ((UnnamedMethod { lock_key, doc, arguments, path, end, .. }, ident), beside) in
        drafts.into_iter().zip(idents).zip(beside)
    {
        let named = arguments.name(&beside, path);
        let doc = named.document(doc);
        let NamedArguments { plans: arguments, path, .. } = named;
        match &end {
            UnnamedEnd::Builder(_) => required.clear(),
            UnnamedEnd::Call { infos, .. } => required = headers(context.model, infos),
            UnnamedEnd::Count | UnnamedEnd::Variant { .. } => {}
        }
        let (lock_key, doc, end) = match end {
            UnnamedEnd::Builder(path_item) => (lock_key, doc, End::Builder(path_item)),
            UnnamedEnd::Call { call, answer, infos } => {
                (lock_key, doc, End::Call { call, infos, answer, whole: None })
            }
            UnnamedEnd::Count => match methods.last().and_then(count) {
                Some(end) => (lock_key, doc, end),
                None => continue,
            },
            UnnamedEnd::Variant { call, answer } => {
                let Some(MethodPlan { ident: before, lock_key, end: End::Call { infos, whole, .. }, .. }) =
                    methods.last_mut()
                else {
                    continue;
                };
                let passed = |argument: &ArgumentPlan| {
                    (call.body() != Some(&argument.ident)).then(|| argument.ident.clone())
                };
                let passed = arguments.iter().map(passed).collect();
                *whole = Some(Whole { ident: ident.clone(), arguments: passed });
                let same = format!("Like {}, with the whole request body.", code(before.as_str()));
                let end = End::Call { call, infos: infos.clone(), answer, whole: None };
                (lock_key.clone().map(with_body), Doc::markdown(&same), end)
            }
        };
        let headers = required.clone();
        methods.push(with_request_lines(with_headers(MethodPlan {
            doc,
            ident,
            lock_key,
            arguments,
            path,
            end,
            headers,
            example: None,
            cfg: Cfg::default(),
        })));
    }
    methods
}

/// For each draft, the body of the other that shares its path: of a method and of the one that takes the whole body.
fn beside(drafts: &[UnnamedMethod]) -> Vec<Vec<Ident>> {
    let is_variant = |at: usize| drafts.get(at).is_some_and(|draft| is_variant(&draft.end));
    let other = |at: usize| {
        if is_variant(at) { at.checked_sub(1) } else { Some(at + 1).filter(|&at| is_variant(at)) }
    };
    let body = |at: usize| drafts.get(at).map(|draft| draft.arguments.body_idents());
    (0..drafts.len()).map(|at| other(at).and_then(body).unwrap_or_default()).collect()
}

fn is_variant(end: &UnnamedEnd) -> bool {
    matches!(end, UnnamedEnd::Variant { .. })
}

/// The request for the number of items that a method lists.
fn count(list: &MethodPlan) -> Option<End> {
    let End::Call { infos, .. } = &list.end else { return None };
    let arguments = list.arguments.iter().map(|argument| Some(argument.ident.clone()));
    // those of the headers are passed on with the headers
    let own =
        list.arguments.len().saturating_sub(list.headers.iter().filter(|header| is_passed(header)).count());
    let whole = Some(Whole { ident: list.ident.clone(), arguments: arguments.take(own).collect() });
    Some(End::Call { call: Call::Count, infos: infos.clone(), answer: NUMBER, whole })
}

fn is_passed(header: &HeaderPlan) -> bool {
    matches!(header.value, HeaderValue::Argument(..))
}

/// The key of the method that takes the whole body.
fn with_body(key: MethodKey) -> MethodKey {
    MethodKey::WithBody(Box::new(key))
}

/// The names of the drafts of a place: what is always the same, then what has a name already with what takes the whole body, then
/// the others in their order.
fn named(pinned: PinnedNames<'_>, lock_keys: &[String], drafts: &[UnnamedMethod]) -> Vec<Ident> {
    let mut scope = Scope::with(TAKEN);
    let mut idents: Vec<Option<Ident>> = vec![None; drafts.len()];
    let is_variant = |draft: &UnnamedMethod| is_variant(&draft.end);
    let pinned = |key: &MethodKey| {
        let key = key.to_string();
        lock_keys.iter().find_map(|path_item| pinned.name(Kind::Segment, &within(path_item, &key)))
    };
    for (ident, draft) in idents.iter_mut().zip(drafts) {
        if draft.lock_key.is_none() && !is_variant(draft) {
            *ident = Some(scope.take(&draft.names, "_"));
        }
    }
    for (ident, draft) in idents.iter_mut().zip(drafts).filter(|(ident, _)| ident.is_none()) {
        *ident = draft.lock_key.as_ref().and_then(pinned).filter(|ident| scope.claim(ident));
    }
    for at in 1..drafts.len() {
        if let (true, Some(before), Some(lock_key)) =
            (is_variant(&drafts[at]), &idents[at - 1], &drafts[at - 1].lock_key)
        {
            let own = pinned(&with_body(lock_key.clone())).unwrap_or_else(|| before.with_suffix(WHOLE));
            idents[at] = Some(own).filter(|ident| scope.claim(ident));
        }
    }
    for (at, draft) in drafts.iter().enumerate() {
        if idents[at].is_none() {
            let before = if is_variant(draft) { at.checked_sub(1) } else { None };
            let before = before.and_then(|before| idents[before].as_ref());
            let whole = before.map(|before| vec![before.with_suffix(WHOLE)]);
            idents[at] = Some(scope.take(whole.as_deref().unwrap_or(&draft.names), "_"));
        }
    }
    idents.into_iter().flatten().collect()
}

/// Adds the method and the paths as the pages write them, so that a search for a URL finds the method.
fn with_request_lines(mut plan: MethodPlan) -> MethodPlan {
    let End::Call { call, infos, .. } = &plan.end else { return plan };
    let behind = if matches!(call, Call::Count) { format!("/{COUNT}") } else { String::new() };
    let lines = infos.iter().flat_map(|info| {
        let line = |template| code(&format!("{} {template}{behind}", info.method));
        info.templates.iter().map(line).collect::<Vec<_>>()
    });
    let lines: BTreeSet<String> = lines.collect();
    plan.doc = plan.doc.paragraph(&list("Requests", lines.into_iter()));
    plan
}

/// Adds the arguments that the headers of a method need.
fn with_headers(mut plan: MethodPlan) -> MethodPlan {
    let taken: Vec<&str> = plan.arguments.iter().map(|argument| argument.ident.bare()).collect();
    let mut scope = Scope::with(&taken);
    for header in &mut plan.headers {
        if let HeaderValue::Argument(ident, text) = &mut header.value {
            *ident = scope.take(std::slice::from_ref(ident), "_");
            plan.arguments.push(ArgumentPlan { ident: ident.clone(), ty: ArgumentType::Text });
            plan.doc = plan.doc.item(&code(ident.bare()), text);
        }
    }
    plan
}
