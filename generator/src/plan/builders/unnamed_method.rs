//! Names the methods of a path item. In: [`UnnamedMethod`]s. Out: [`MethodPlan`]s with distinct names.

use crate::plan::builders::body_and_response_types::NUMBER;
use crate::plan::builders::context::Context;
use crate::plan::builders::draft_arguments::{DraftArguments, NamedArguments};
use crate::plan::builders::required_headers::headers;
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::body::{BodyPlan, Call};
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::header::{HeaderPlan, HeaderValue};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::{End, MethodPlan, PathSegment, Whole};
use crate::plan::ir::method_key::MethodKey;
use crate::plan::ir::operation_info::InfoPlan;
use crate::plan::ir::rust_type::RustType;
use crate::plan::naming::lock::{Kind, PinnedNames, within};
use crate::plan::naming::method_names::{MIME, WHOLE};
use crate::plan::naming::scope::Scope;
use crate::plan::naming::segment_role::COUNT;
use crate::plan::types::page_notices::list;
use std::collections::BTreeSet;

/// A method without a name.
#[derive(Clone, Debug)]
pub struct UnnamedMethod {
    /// The lock key within the path item. `None` if the name is fixed and no other segment can take it.
    pub lock_key: Option<MethodKey>,
    /// The candidates for its name, best first.
    pub names: Vec<Ident>,
    /// The documentation.
    pub doc: Doc,
    /// The arguments.
    pub arguments: DraftArguments,
    /// The parts that it adds to the path.
    pub path: Vec<PathSegment>,
    /// The result.
    pub end: UnnamedEnd,
}

/// The result of a method without a name.
#[derive(Clone, Debug)]
pub enum UnnamedEnd {
    /// The request builder of the next path item.
    Builder(Ident),
    /// A request.
    Call {
        /// The call.
        call: Call,
        /// The response type.
        answer: RustType,
        /// The documented facts.
        infos: Vec<InfoPlan>,
    },
    /// The count of the items listed by the preceding draft.
    Count,
    /// The request of another draft with a message in MIME format as the body.
    Mime {
        /// The index of the draft that sends JSON, which precedes this one.
        json: usize,
        /// The call.
        call: Call,
        /// The response type.
        answer: RustType,
        /// The documented facts.
        infos: Vec<InfoPlan>,
    },
    /// A variant of the request of the preceding draft.
    Variant {
        /// The call.
        call: Call,
        /// The response type.
        answer: RustType,
        /// The wire names of the parameters that the preceding draft does not take.
        further: Vec<String>,
    },
}

/// Reserved names. `clone` is derived, every builder has `segment` and `key` for undocumented paths, and functions at the root
/// use the crate `msgraph_core`.
const TAKEN: &[&str] = &["clone", "key", "msgraph_core", "segment"];

/// Names the methods of a path item in order. `lock_keys` are the keys of the path item in `names.lock`.
pub fn finish(context: &Context<'_>, lock_keys: &[String], drafts: Vec<UnnamedMethod>) -> Vec<MethodPlan> {
    let idents = named(context.pinned, lock_keys, &drafts);
    let mut methods: Vec<MethodPlan> = Vec::with_capacity(drafts.len());
    let mut required: Vec<HeaderPlan> = Vec::new();
    let beside = beside(&drafts).into_iter().zip(further(&drafts, &idents));
    for ((UnnamedMethod { lock_key, doc, arguments, path, end, .. }, ident), (beside, further)) in
        drafts.into_iter().zip(&idents).zip(beside)
    {
        let named = arguments.name(&beside, path);
        let doc = match &end {
            UnnamedEnd::Mime { json, infos, .. } => mime_doc(&idents[*json], infos),
            UnnamedEnd::Builder(_)
            | UnnamedEnd::Call { .. }
            | UnnamedEnd::Count
            | UnnamedEnd::Variant { .. } => doc,
        };
        let doc = named.document(doc).paragraph(&further);
        let NamedArguments { plans: arguments, path, .. } = named;
        match &end {
            UnnamedEnd::Builder(_) => required.clear(),
            UnnamedEnd::Call { infos, .. } | UnnamedEnd::Mime { infos, .. } => {
                required = headers(context.model, infos)
            }
            UnnamedEnd::Count | UnnamedEnd::Variant { .. } => {}
        }
        let (lock_key, doc, end) = match end {
            UnnamedEnd::Builder(path_item) => (lock_key, doc, End::Builder(path_item)),
            UnnamedEnd::Call { call, answer, infos } | UnnamedEnd::Mime { call, answer, infos, .. } => {
                (lock_key, doc, End::Call { call, infos, answer, whole: None })
            }
            UnnamedEnd::Count => match methods.last().and_then(count) {
                Some(end) => (lock_key, doc, end),
                None => continue,
            },
            UnnamedEnd::Variant { call, answer, .. } => {
                let Some(before) = methods.last_mut() else { continue };
                match variant(before, ident, &arguments, call, answer) {
                    Some(variant) => variant,
                    None => continue,
                }
            }
        };
        let headers = required.clone();
        methods.push(with_request_lines(with_headers(MethodPlan {
            doc,
            ident: ident.clone(),
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

/// The lock key, documentation and call of a variant, which the preceding method calls.
fn variant(
    before: &mut MethodPlan,
    ident: &Ident,
    arguments: &[ArgumentPlan],
    call: Call,
    answer: RustType,
) -> Option<(Option<MethodKey>, Doc, End)> {
    let End::Call { call: made, infos, whole, .. } = &mut before.end else { return None };
    let passed =
        |argument: &ArgumentPlan| (call.body() != Some(&argument.ident)).then(|| argument.ident.clone());
    *whole = Some(Whole { ident: ident.clone(), arguments: arguments.iter().map(passed).collect() });
    let same = format!("Like {}, with the whole request body.", code(before.ident.as_str()));
    let doc = Doc::markdown(&same).and(&constructor(made));
    let end = End::Call { call, infos: infos.clone(), answer, whole: None };
    Some((before.lock_key.clone().map(with_body), doc, end))
}

/// The constructor that a call uses for its body.
fn constructor(call: &Call) -> String {
    let Call::Send(_, BodyPlan::New(ty, arguments)) = call else { return String::new() };
    let [path] = ty.paths()[..] else { return String::new() };
    let path: Vec<&str> = path.iter().map(Ident::as_str).collect();
    let arguments: Vec<&str> = arguments.iter().map(Ident::as_str).collect();
    let new = code(&format!("..{}::new({})", path.join("::"), arguments.join(", ")));
    format!("In a literal of the body, {new} sets the required parameters.")
}

/// For each draft, the parameters that only its variant for the whole body takes.
fn further(drafts: &[UnnamedMethod], idents: &[Ident]) -> Vec<String> {
    let next = drafts.iter().zip(idents).skip(1).map(|(draft, ident)| match &draft.end {
        UnnamedEnd::Variant { further, .. } if !further.is_empty() => {
            let parameters = further.iter().map(|wire| code(wire)).collect::<Vec<_>>().join(", ");
            format!("With further parameters ({parameters}): {}.", code(ident.bare()))
        }
        _ => String::new(),
    });
    next.chain([String::new()]).take(drafts.len()).collect()
}

/// The documentation of a method that sends MIME. `json` is the name of its JSON counterpart.
fn mime_doc(json: &Ident, infos: &[InfoPlan]) -> Doc {
    let mut pages: Vec<String> = infos.iter().map(|info| format!("<{}>", info.page)).collect();
    // A page has one plan for each set of permissions.
    pages.dedup();
    Doc::markdown(&format!("Like {}, with a message in MIME format as the body.", code(json.bare())))
        .paragraph("The request carries it in base64 as `text/plain`.")
        .foot(&format!("Source: {}", pages.join(", ")))
}

/// The body arguments of the draft with the same path, for each draft. One of the two drafts takes the whole body.
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

/// The request for the number of items in a list.
fn count(list: &MethodPlan) -> Option<End> {
    let End::Call { infos, .. } = &list.end else { return None };
    let arguments = list.arguments.iter().map(|argument| Some(argument.ident.clone()));
    // The header arguments are passed with the headers.
    let own =
        list.arguments.len().saturating_sub(list.headers.iter().filter(|header| is_passed(header)).count());
    let whole = Some(Whole { ident: list.ident.clone(), arguments: arguments.take(own).collect() });
    Some(End::Call { call: Call::Count, infos: infos.clone(), answer: NUMBER, whole })
}

fn is_passed(header: &HeaderPlan) -> bool {
    matches!(header.value, HeaderValue::Argument(..))
}

/// The lock key of the method that takes the whole body.
fn with_body(key: MethodKey) -> MethodKey {
    MethodKey::WithBody(Box::new(key))
}

/// The draft whose name a draft extends, with the suffix: the variant for the whole body, or the one for MIME.
fn counterpart(drafts: &[UnnamedMethod], at: usize) -> Option<(usize, &'static str)> {
    match drafts.get(at)?.end {
        UnnamedEnd::Variant { .. } => Some((at.checked_sub(1)?, WHOLE)),
        UnnamedEnd::Mime { json, .. } => Some((json, MIME)),
        UnnamedEnd::Builder(_) | UnnamedEnd::Call { .. } | UnnamedEnd::Count => None,
    }
}

/// Names the drafts of a path item: first fixed names, then pinned names with those that extend them, then the others in order.
fn named(pinned: PinnedNames<'_>, lock_keys: &[String], drafts: &[UnnamedMethod]) -> Vec<Ident> {
    let mut scope = Scope::with(TAKEN);
    let mut idents: Vec<Option<Ident>> = vec![None; drafts.len()];
    let pinned = |key: &MethodKey| {
        let key = key.to_string();
        lock_keys.iter().find_map(|path_item| pinned.name(Kind::Segment, &within(path_item, &key)))
    };
    for (at, draft) in drafts.iter().enumerate() {
        if draft.lock_key.is_none() && counterpart(drafts, at).is_none() {
            idents[at] = Some(scope.take(&draft.names, "_"));
        }
    }
    for (ident, draft) in idents.iter_mut().zip(drafts).filter(|(ident, _)| ident.is_none()) {
        *ident = draft.lock_key.as_ref().and_then(pinned).filter(|ident| scope.claim(ident));
    }
    for at in (0..drafts.len()).filter(|&at| idents[at].is_none()).collect::<Vec<_>>() {
        if let Some((of, suffix)) = counterpart(drafts, at)
            && let (Some(ident), Some(lock_key)) = (&idents[of], &drafts[of].lock_key)
        {
            let own = if is_variant(&drafts[at].end) { pinned(&with_body(lock_key.clone())) } else { None };
            let own = own.unwrap_or_else(|| ident.with_suffix(suffix));
            idents[at] = Some(own).filter(|ident| scope.claim(ident));
        }
    }
    for (at, draft) in drafts.iter().enumerate() {
        if idents[at].is_none() {
            let extended = counterpart(drafts, at)
                .and_then(|(of, suffix)| Some(vec![idents[of].as_ref()?.with_suffix(suffix)]));
            idents[at] = Some(scope.take(extended.as_deref().unwrap_or(&draft.names), "_"));
        }
    }
    idents.into_iter().flatten().collect()
}

/// Adds the documented methods and paths, so that a search for a URL finds the method.
fn with_request_lines(mut plan: MethodPlan) -> MethodPlan {
    let End::Call { call, infos, .. } = &plan.end else { return plan };
    let behind = if matches!(call, Call::Count) { format!("/{COUNT}") } else { String::new() };
    let lines = infos.iter().flat_map(|info| {
        // Some pages write a slash at the end.
        let line =
            |template: &String| code(&format!("{} {}{behind}", info.method, template.trim_end_matches('/')));
        info.templates.iter().map(line).collect::<Vec<_>>()
    });
    let lines: BTreeSet<String> = lines.collect();
    plan.doc = plan.doc.paragraph(&list("Requests", lines.into_iter()));
    plan
}

/// Adds the arguments for required headers.
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
