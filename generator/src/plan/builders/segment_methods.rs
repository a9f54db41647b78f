//! Drafts the methods for child segments. In: the children of a path item. Out: [`UnnamedMethod`]s: navigation to the child, or a
//! request that ends there.

use crate::facts::operation::ParameterLocation;
use crate::facts::template::Segment;
use crate::model::path_item::{Child, PathItem, Verb};
use crate::model::schema::{ItemType, ValueType};
use crate::plan::builders::body_and_response_types::{JSON, Paging, Sent, response, sent};
use crate::plan::builders::context::{Bodies, BodyOwner, Context};
use crate::plan::builders::documented::{Documented, decide, documented};
use crate::plan::builders::draft_arguments::{DraftArgument, DraftArguments};
use crate::plan::builders::http_methods::{Sending, call, upload};
use crate::plan::builders::path_segments::path_of;
use crate::plan::builders::required_query::Options;
use crate::plan::builders::unnamed_method::{UnnamedEnd, UnnamedMethod};
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::body::Call;
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::PathSegment;
use crate::plan::ir::method_key::MethodKey;
use crate::plan::naming::lock_key;
use crate::plan::naming::method_names::{CallKind, MethodRole, MethodRow, names};
use crate::plan::naming::segment_role::{SegmentRole, is_delta, segment_role, short_name};
use crate::plan::types::structs::parameter_doc;

/// Drafts the methods for one child segment. Empty if no request is possible, which the model check reports.
pub fn segment_methods(
    context: &Context<'_>,
    before: &PathItem,
    child: &Child,
    owner: &BodyOwner,
    bodies: &mut Bodies,
) -> Vec<UnnamedMethod> {
    let Some(target) = context.model.path_items.get(child.target.0) else { return Vec::new() };
    let verbs = || target.verbs.iter();
    let drafts: Vec<UnnamedMethod> = match segment_role(context.model, child) {
        SegmentRole::Builder => way(context, before, child, target).into_iter().collect(),
        SegmentRole::Action => {
            verbs().flat_map(|verb| action(context, before, child, verb, owner, bodies)).collect()
        }
        SegmentRole::Function => verbs().filter_map(|verb| function(context, before, child, verb)).collect(),
        SegmentRole::Reference => {
            verbs().filter_map(|verb| fixed(context, child, verb, MethodRole::Reference)).collect()
        }
        SegmentRole::Content => {
            verbs().filter_map(|verb| fixed(context, child, verb, MethodRole::Content)).collect()
        }
        SegmentRole::Count => {
            verbs().filter_map(|verb| fixed(context, child, verb, MethodRole::Count)).collect()
        }
    };
    let options = context.queries.of(before, &child.segment);
    drafts.into_iter().map(|draft| with_options(draft, &options)).collect()
}

/// Adds the required query parameters of the segment.
fn with_options(mut draft: UnnamedMethod, options: &Options) -> UnnamedMethod {
    draft.path.extend(options.path.iter().cloned());
    draft.arguments.options.clone_from(&options.arguments);
    draft
}

/// A method that returns the request builder of the child.
fn way(context: &Context<'_>, before: &PathItem, child: &Child, target: &PathItem) -> Option<UnnamedMethod> {
    let path_item = context.builder_names.get(child.target)?;
    let (path, arguments) = path_of(context, &child.segment, &through(context, target, &child.segment));
    let ty = target.ty.as_ref().and_then(|ty| describe(context, ty));
    let segment = match &child.segment {
        // The item is the segment before the address.
        Segment::PathAddress { .. } => code(":/{path}"),
        segment => code(&segment.to_string()),
    };
    let doc = match (&child.segment, ty) {
        (Segment::Key(_), Some(ty)) => format!("Addresses one {ty} by its key {segment}."),
        (Segment::Key(_), None) => format!("Addresses one item by its key {segment}."),
        (_, Some(ty)) => format!("Navigates to {segment}: {ty}."),
        (_, None) => format!("Navigates to {segment}."),
    };
    let end = UnnamedEnd::Builder(path_item.clone());
    let names = names(before, &child.segment, "builder");
    let lock_key = match child.segment {
        // The names of key methods never collide with others.
        Segment::Key(_) | Segment::PathAddress { .. } => None,
        Segment::Literal(_) | Segment::Function { .. } => {
            Some(MethodKey::Segment(lock_key::child(&child.segment)))
        }
    };
    let arguments = DraftArguments { path: drafted(arguments), ..DraftArguments::default() };
    Some(UnnamedMethod { lock_key, names, doc: Doc::markdown(&doc), arguments, path, end })
}

/// The operations below a child segment whose lines contain its function, with the rows for its arguments.
fn through<'a>(context: &Context<'a>, target: &'a PathItem, segment: &Segment) -> Vec<Documented<'a>> {
    let Segment::Function { name, arguments } = segment else { return Vec::new() };
    let is_it = |other: &Segment| match other {
        Segment::Function { name: other, arguments: those } => {
            other == name && those.len() == arguments.len()
        }
        Segment::Literal(_) | Segment::Key(_) | Segment::PathAddress { .. } => false,
    };
    let operations = target.through.iter().filter_map(|&id| {
        context.model.operations.get(id.0).map(|operation| Documented {
            id,
            operation,
            templates: &[],
            decides: true,
        })
    });
    let writes = |one: &Documented<'_>| {
        one.operation.templates.iter().any(|template| template.segments.iter().any(is_it))
    };
    operations.filter(writes).collect()
}

fn drafted(arguments: Vec<ArgumentPlan>) -> Vec<DraftArgument> {
    arguments.into_iter().map(DraftArgument::from).collect()
}

fn describe(context: &Context<'_>, ty: &ValueType) -> Option<String> {
    let name = match &ty.item {
        ItemType::Type(id) => context.model.types.get(id.0)?.name.short(),
        ItemType::Enum(id) => context.model.enums.get(id.0)?.name.short(),
        ItemType::Undocumented(name) => name.short(),
        ItemType::Primitive(_) => return None,
    };
    Some(if ty.collection { format!("a collection of {}", code(name)) } else { code(name) })
}

/// The operations of an HTTP method. If several segments share it, only those documented for this segment.
fn here<'a>(context: &Context<'a>, verb: &'a Verb, segment: &Segment) -> Vec<Documented<'a>> {
    let all = documented(context.model, &verb.operations);
    let ends_here = |one: &Documented<'_>| {
        let mut templates = one.templates.iter().filter_map(|&index| one.operation.templates.get(index));
        templates
            .any(|template| template.segments.last().is_some_and(|last| name_of(last) == name_of(segment)))
    };
    let behind: Vec<Documented<'_>> = all.iter().copied().filter(ends_here).collect();
    let mut operations = if behind.is_empty() { all } else { behind };
    let name = name_of(segment).to_lowercase();
    decide(&mut operations, |operation| {
        operation.title.split_whitespace().collect::<String>().to_lowercase().contains(&name)
    });
    operations
}

fn name_of(segment: &Segment) -> &str {
    match segment {
        Segment::Literal(name) | Segment::Function { name, .. } => short_name(name),
        Segment::Key(_) => "{}",
        Segment::PathAddress { .. } => ":",
    }
}

fn action(
    context: &Context<'_>,
    before: &PathItem,
    child: &Child,
    verb: &Verb,
    owner: &BodyOwner,
    bodies: &mut Bodies,
) -> Vec<UnnamedMethod> {
    let Some(row) = MethodRow::find(MethodRole::Action, verb.method) else { return Vec::new() };
    let CallKind::Send(send) = row.call else { return Vec::new() };
    let operations = here(context, verb, &child.segment);
    let sent = sent(context.names, &operations, None);
    let answer = response(context.names, row.response, &operations, None, Paging::Pages);
    let (path, arguments) = path_of(context, &child.segment, &operations);
    let owner = owner.child(&child.segment);
    let sending = Sending { context, send, operations: &operations, owner: &owner };
    let name = name_of(&child.segment);
    let mut drafts = match sent {
        Sent::Parameters(parameters) => sending.action(&parameters, answer, name, bodies),
        // The page does not state a body, so the caller can add one to the request.
        Sent::Value(ty) if ty == JSON => {
            vec![sending.draft(Sent::Nothing, answer, name, Vec::new(), bodies)]
        }
        sent => vec![sending.draft(sent, answer, name, Vec::new(), bodies)],
    };
    for draft in &mut drafts {
        draft.lock_key = Some(MethodKey::Segment(lock_key::child(&child.segment)));
        draft.names = names(before, &child.segment, "action");
        draft.path.clone_from(&path);
        draft.arguments.path = drafted(arguments.clone());
    }
    drafts
}

fn function(context: &Context<'_>, before: &PathItem, child: &Child, verb: &Verb) -> Option<UnnamedMethod> {
    let row = MethodRow::find(MethodRole::Function, verb.method)?;
    let operations = here(context, verb, &child.segment);
    let paging = if is_delta(name_of(&child.segment)) { Paging::Changes } else { Paging::Pages };
    let target = context.model.path_items.get(child.target.0);
    let target_type = target.and_then(|path_item| path_item.ty.as_ref());
    let answer = response(context.names, row.response, &operations, target_type, paging);
    let (path, arguments) = path_of(context, &child.segment, &operations);
    let names = names(before, &child.segment, "function");
    let draft = call(context, &operations, row, Call::Get, answer);
    let mut arguments = DraftArguments { path: drafted(arguments), ..DraftArguments::default() };
    for (wire, argument) in path.iter().flat_map(passed).zip(&mut arguments.path) {
        let rows = operations.iter().flat_map(|one| &one.operation.parameters);
        let mut rows = rows.filter(|row| row.location == ParameterLocation::Function && row.described);
        if let Some(row) = rows.find(|row| row.name.as_str().eq_ignore_ascii_case(wire)) {
            argument.doc = Some(parameter_doc(row));
        }
    }
    Some(UnnamedMethod {
        lock_key: Some(MethodKey::Segment(lock_key::child(&child.segment))),
        names,
        arguments,
        path,
        ..draft
    })
}

/// The wire names of the arguments of a function.
fn passed(child: &PathSegment) -> impl Iterator<Item = &str> {
    let arguments = match child {
        PathSegment::Function { arguments, .. } => arguments.as_slice(),
        PathSegment::Segment(_)
        | PathSegment::Key { .. }
        | PathSegment::Option { .. }
        | PathSegment::PathAddress { .. } => &[],
    };
    arguments.iter().map(|(wire, _)| wire.as_str())
}

/// A method with a fixed name: for references, bytes or a count.
fn fixed(context: &Context<'_>, child: &Child, verb: &Verb, role: MethodRole) -> Option<UnnamedMethod> {
    let row = MethodRow::find(role, verb.method)?;
    let operations = documented(context.model, &verb.operations);
    let answer = response(context.names, row.response, &operations, None, Paging::Pages);
    let item = ArgumentPlan { ident: Ident::snake("item"), ty: ArgumentType::Referred };
    let (arguments, how) = match row.call {
        CallKind::Get => (Vec::new(), Call::Get),
        CallKind::Delete => (Vec::new(), Call::Delete),
        CallKind::Reference(send) => (drafted(vec![item.clone()]), Call::Reference(send, item.ident)),
        CallKind::Upload(send) => upload(send, &operations),
        CallKind::Send(_) => return None,
    };
    let lock_key = match role {
        // `$value` and `content` have the same method names.
        MethodRole::Content => Some(MethodKey::Content(lock_key::child(&child.segment), verb.method)),
        MethodRole::Reference if row.shares_name() => Some(MethodKey::Reference(verb.method)),
        _ => None,
    };
    Some(UnnamedMethod {
        lock_key,
        arguments: DraftArguments { body: arguments, ..DraftArguments::default() },
        path: path_of(context, &child.segment, &[]).0,
        ..call(context, &operations, row, how, answer)
    })
}
