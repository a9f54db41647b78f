//! In: the steps of a place. Out: [`Draft`]s: a way to the next place, or an operation that ends there.

use super::doc::{Doc, code};
use super::draft::{Draft, DraftEnd};
use super::exchange::{JSON, Paging, Sent, answer, sent};
use super::ident::Ident;
use super::known;
use super::lock::Held;
use super::method::{ArgumentPlan, ArgumentType, Call, PathStep};
use super::method_name::names;
use super::operation::{Documented, decide, documented};
use super::query::Options;
use super::site::{Bodies, Sender, Site};
use super::step::{Use, is_delta, path_of, short_name, used_as};
use super::structure::parameter_doc;
use super::types::RustType;
use super::verb::{Sending, call};
use crate::facts::operation::ParameterPlace;
use crate::facts::template::{Method, Segment};
use crate::model::operation::Content;
use crate::model::place::{Place, Step, Verb};
use crate::model::schema::{ItemType, ValueType};

/// Drafts the methods for one step; none for what is no request, which the check of the model tells.
pub fn step(
    site: &Site<'_>,
    before: &Place,
    step: &Step,
    sender: &Sender,
    bodies: &mut Bodies,
) -> Vec<Draft> {
    let Some(target) = site.model.places.get(step.to.0) else { return Vec::new() };
    let verbs = || target.verbs.iter();
    let drafts: Vec<Draft> = match used_as(site.model, step) {
        Use::Place => way(site, before, step, target).into_iter().collect(),
        Use::Action => verbs().flat_map(|verb| action(site, before, step, verb, sender, bodies)).collect(),
        Use::Function => verbs().map(|verb| function(site, before, step, verb)).collect(),
        Use::Reference => verbs().filter_map(|verb| reference(site, step, verb)).collect(),
        Use::Content => verbs().filter_map(|verb| content(site, step, verb)).collect(),
        Use::Count => verbs().filter_map(|verb| count(site, step, verb)).collect(),
    };
    let options = site.queries.of(before, &step.segment);
    drafts.into_iter().map(|draft| with_options(draft, &options)).collect()
}

/// Adds the query options without which nothing behind the step can be asked.
fn with_options(mut draft: Draft, options: &Options) -> Draft {
    draft.path.extend(options.path.iter().cloned());
    draft.arguments.extend(options.arguments.iter().cloned());
    draft.doc = options.docs.iter().fold(draft.doc, |doc, (ident, what)| doc.item(&code(ident.bare()), what));
    draft
}

/// A method that leads to the next place.
fn way(site: &Site<'_>, before: &Place, step: &Step, target: &Place) -> Option<Draft> {
    let place = site.places.get(step.to)?;
    let (path, arguments) = path_of(site, &step.segment, &through(site, target, &step.segment));
    let what = target.ty.as_ref().and_then(|ty| describe(site, ty));
    let segment = code(&show(&step.segment));
    let doc = match what {
        Some(what) => format!("Goes on to {segment}: {what}."),
        None => format!("Goes on to {segment}."),
    };
    let end = DraftEnd::Place(place.clone());
    let names = names(before, &step.segment, "place");
    let what = match step.segment {
        // Nothing else has such names.
        Segment::Key(_) | Segment::PathAddress { .. } => None,
        Segment::Literal(_) | Segment::Function { .. } => Some(known::step(&step.segment)),
    };
    Some(Draft { what, names, doc: Doc::markdown(&doc), arguments, path, end })
}

/// The operations behind a step whose lines write its function, with what their rows say of its arguments.
fn through<'a>(site: &Site<'a>, target: &'a Place, segment: &Segment) -> Vec<Documented<'a>> {
    let Segment::Function { name, arguments } = segment else { return Vec::new() };
    let is_it = |other: &Segment| match other {
        Segment::Function { name: other, arguments: those } => {
            other == name && those.len() == arguments.len()
        }
        Segment::Literal(_) | Segment::Key(_) | Segment::PathAddress { .. } => false,
    };
    let operations = target.through.iter().filter_map(|&id| {
        site.model.operations.get(id.0).map(|operation| Documented {
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

fn describe(site: &Site<'_>, ty: &ValueType) -> Option<String> {
    let name = match &ty.item {
        ItemType::Type(id) => site.model.types.get(id.0)?.name.short(),
        ItemType::Enum(id) => site.model.enums.get(id.0)?.name.short(),
        ItemType::Undocumented(name) => name.short(),
        ItemType::Primitive(_) => return None,
    };
    Some(match ty.collection {
        true => format!("a collection of {}", code(name)),
        false => code(name),
    })
}

/// The segment as documentation shows it.
fn show(segment: &Segment) -> String {
    match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Key(name) => format!("{{{name}}}"),
        Segment::Function { name, arguments } => {
            let arguments: Vec<String> =
                arguments.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("{name}({})", arguments.join(","))
        }
        Segment::PathAddress { .. } => ":/{path}".to_owned(),
    }
}

/// The operations of a verb; where other places share it, those that are documented behind this very segment.
fn here<'a>(site: &Site<'a>, verb: &'a Verb, segment: &Segment) -> Vec<Documented<'a>> {
    let all = documented(site.model, &verb.operations);
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
    site: &Site<'_>,
    before: &Place,
    step: &Step,
    verb: &Verb,
    sender: &Sender,
    bodies: &mut Bodies,
) -> Vec<Draft> {
    let operations = here(site, verb, &step.segment);
    let sent = sent(site.model, site.names, &operations, None);
    let answer = answer(site.names, &operations, None, Paging::Pages);
    let (path, arguments) = path_of(site, &step.segment, &operations);
    let sender = sender.step(&step.segment);
    let sending = Sending { site, method: verb.method, operations: &operations, sender: &sender };
    let name = name_of(&step.segment);
    let mut drafts = match sent {
        Sent::Parameters(parameters) => sending.action(&parameters, answer, name, bodies),
        // The page is silent: what it takes can be given to the request.
        Sent::Value(ty) if ty == JSON => {
            vec![sending.draft(Sent::Nothing, answer, &[name], Vec::new(), bodies)]
        }
        sent => vec![sending.draft(sent, answer, &[name], Vec::new(), bodies)],
    };
    for draft in &mut drafts {
        draft.what = Some(known::step(&step.segment));
        draft.names = names(before, &step.segment, "action");
        draft.path.clone_from(&path);
        draft.arguments.splice(0..0, arguments.iter().cloned());
    }
    drafts
}

fn function(site: &Site<'_>, before: &Place, step: &Step, verb: &Verb) -> Draft {
    let operations = here(site, verb, &step.segment);
    let paging = if is_delta(name_of(&step.segment)) { Paging::Changes } else { Paging::Pages };
    let known = site.model.places.get(step.to.0).and_then(|place| place.ty.as_ref());
    let answer = answer(site.names, &operations, known, paging);
    let (path, arguments) = path_of(site, &step.segment, &operations);
    let names = names(before, &step.segment, "function");
    let mut draft = call(site, &operations, "", Call::Get, answer);
    for (wire, value) in path.iter().flat_map(passed) {
        let rows = operations.iter().flat_map(|one| &one.operation.parameters);
        let mut rows = rows.filter(|row| row.place == ParameterPlace::Function && row.described);
        if let Some(row) = rows.find(|row| row.name.as_str().eq_ignore_ascii_case(wire)) {
            draft.doc = draft.doc.item(&code(value.bare()), &parameter_doc(row));
        }
    }
    Draft { what: Some(known::step(&step.segment)), names, arguments, path, ..draft }
}

/// The arguments of a function, by their names on the wire.
fn passed(step: &PathStep) -> impl Iterator<Item = (&str, &Ident)> {
    let arguments = match step {
        PathStep::Function { arguments, .. } => arguments.as_slice(),
        PathStep::Segment(_)
        | PathStep::Key { .. }
        | PathStep::Option { .. }
        | PathStep::PathAddress { .. } => &[],
    };
    arguments.iter().map(|(wire, argument)| (wire.as_str(), &argument.value))
}

fn reference(site: &Site<'_>, step: &Step, verb: &Verb) -> Option<Draft> {
    let operations = documented(site.model, &verb.operations);
    let url = ArgumentPlan { ident: Ident::snake("url"), ty: ArgumentType::Text };
    let (name, how, answer) = match verb.method {
        Method::Post => ("add_ref", Call::AddReference(url.ident.clone()), RustType::Unit),
        Method::Put | Method::Patch => ("set_ref", Call::SetReference(url.ident.clone()), RustType::Unit),
        Method::Delete => ("remove_ref", Call::Delete, RustType::Unit),
        Method::Get => ("get_ref", Call::Get, references(&operations)),
        Method::Head | Method::Options => return None,
    };
    let arguments = match how {
        Call::AddReference(_) | Call::SetReference(_) => vec![url],
        _ => Vec::new(),
    };
    // `PATCH` and `PUT` are called the same.
    let what = (name == "set_ref").then(|| asked(step, verb));
    Some(Draft {
        what,
        arguments,
        path: path_of(site, &step.segment, &[]).0,
        ..call(site, &operations, name, how, answer)
    })
}

/// A method that is asked behind a step, as what it is known as.
fn asked(step: &Step, verb: &Verb) -> String {
    format!("{}:{}", known::step(&step.segment), verb.method)
}

/// One reference, or pages of them where the page answers with many of what they refer to.
fn references(operations: &[Documented<'_>]) -> RustType {
    let mut contents = operations.iter().map(|one| &one.operation.response.content);
    let is_many = |content: &Content| matches!(content, Content::Value(ty) if ty.collection);
    let reference = RustType::Runtime("Reference");
    if contents.any(is_many) { RustType::Generic("Page", Box::new(reference)) } else { reference }
}

fn content(site: &Site<'_>, step: &Step, verb: &Verb) -> Option<Draft> {
    let operations = documented(site.model, &verb.operations);
    let path = path_of(site, &step.segment, &[]).0;
    // `$value` and `content` are called the same.
    let what = Some(asked(step, verb));
    let name = match verb.method {
        Method::Get => {
            return Some(Draft {
                what,
                path,
                ..call(site, &operations, "content", Call::Get, super::exchange::BYTES)
            });
        }
        Method::Delete => {
            return Some(Draft {
                what,
                path,
                ..call(site, &operations, "delete_content", Call::Delete, RustType::Unit)
            });
        }
        Method::Put => "upload",
        Method::Patch => "update_content",
        Method::Post => "post_content",
        Method::Head | Method::Options => return None,
    };
    let answer = answer(site.names, &operations, None, Paging::Pages);
    // Bytes are no body of parameters, which alone would be named after it.
    let sender = Sender { stem: Ident::snake(name), whats: Vec::new() };
    let sending = Sending { site, method: verb.method, operations: &operations, sender: &sender };
    let draft = sending.draft(Sent::Bytes, answer, &[name], path, &mut Bodies::new(Held::default()));
    Some(Draft { what, ..draft })
}

fn count(site: &Site<'_>, step: &Step, verb: &Verb) -> Option<Draft> {
    let operations = documented(site.model, &verb.operations);
    match verb.method {
        Method::Get => {
            let answer = RustType::Prelude("i64");
            let path = path_of(site, &step.segment, &[]).0;
            Some(Draft { path, ..call(site, &operations, "count", Call::Get, answer) })
        }
        Method::Post | Method::Patch | Method::Put | Method::Delete | Method::Head | Method::Options => None,
    }
}
