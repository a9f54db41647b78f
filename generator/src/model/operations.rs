//! Builds the operations of a version. In: the facts of all api pages. Out: [`Operation`]s, one per page and method, linked.

pub mod body;
pub mod headers;
mod implied_paths;
mod linker;
pub mod parameters;
mod permissions;
mod response_from_example;
pub mod shown_paths;

use std::collections::BTreeMap;

use rayon::prelude::*;

use self::implied_paths::{implied_paths, is_like};
use self::linker::Linker;
use crate::facts::operation::monitor;
use crate::facts::operation::{
    BodyText, ExampleFact, OperationFacts, ParameterFact, ParameterLocation, ResponseFact, ResponseText,
};
use crate::facts::template::{Method, Segment, Template};
use crate::facts::type_text::Primitive;
use crate::model::hierarchy::TypeHierarchy;
use crate::model::names::{Names, Scope, Target};
use crate::model::operation::{Body, Content, Example, ExampleResponse, Operation, Response};
use crate::model::schema::{ItemType, Type, ValueType};
use crate::name::DEFAULT_NAMESPACE;

/// Builds the operations of all pages. `shown` lists the paths outside request lines, by the index of the page.
pub fn gather(
    pages: &[&OperationFacts],
    types: &[Type],
    names: &Names,
    shown: &BTreeMap<usize, Vec<(Method, Template)>>,
) -> Vec<Operation> {
    let pages = pages.par_iter().enumerate();
    let shown = |page: usize| shown.get(&page).map_or(&[][..], Vec::as_slice);
    pages.flat_map_iter(|(number, facts)| of_page(facts, types, names, shown(number))).collect()
}

fn of_page(
    facts: &OperationFacts,
    types: &[Type],
    names: &Names,
    shown: &[(Method, Template)],
) -> Vec<Operation> {
    let namespace = facts.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE);
    let stated = || facts.requests.iter().map(|request| request.value.0);
    let is_unstated = |method: Method| stated().all(|one| one != method);
    let mut methods: Vec<Method> = Vec::new();
    for method in stated().chain(shown.iter().map(|(method, _)| *method)) {
        if !methods.contains(&method) {
            methods.push(method);
        }
    }
    let scope = Scope { page: &facts.page, namespace };
    let reduced = methods.iter().any(|method| is_unstated(*method)).then(|| without_sections(facts));
    let of = |method: Method| {
        let facts = match &reduced {
            Some(reduced) if is_unstated(method) => reduced,
            _ => facts,
        };
        let linker = Linker { facts, types, names, scope, methods: &methods };
        linker.operation(method, shown.iter().filter(|(own, _)| *own == method).map(|(_, template)| template))
    };
    methods.iter().map(|method| of(*method)).collect()
}

/// The facts of a page for a method without request line. The sections about body and response describe the other methods.
fn without_sections(facts: &OperationFacts) -> OperationFacts {
    let is_of_path = |row: &&ParameterFact| row.location == ParameterLocation::Path;
    OperationFacts {
        body: BodyText::default(),
        parameters: facts.parameters.iter().filter(is_of_path).cloned().collect(),
        response: ResponseText::default(),
        examples: facts.examples.iter().filter(|found| !found.is_foreign).cloned().collect(),
        ..facts.clone()
    }
}

impl Linker<'_> {
    fn operation<'t>(&self, method: Method, shown: impl Iterator<Item = &'t Template>) -> Operation {
        let facts = self.facts;
        let own = facts.requests.iter().filter(|request| request.value.0 == method);
        let mut templates: Vec<Template> = own.map(|request| request.value.1.clone()).collect();
        add_parameters_in_prose(facts, method, &mut templates);
        let shown: Vec<Template> = shown.cloned().collect();
        // A key addresses one item, even if an example shows a list.
        let is_one = |template: &Template| matches!(template.segments.last(), Some(Segment::Key(_)));
        let response = self.response(method, !templates.iter().any(is_one));
        let own = facts.examples.iter().filter(|found| found.method == method && !found.is_foreign);
        let lines = templates.len();
        templates.extend(implied_paths(&templates, own.map(|found| found.url.as_str())));
        let implied = templates.len();
        templates.extend(shown);
        let sends = matches!(method, Method::Post | Method::Patch | Method::Put);
        let mut body = if sends { self.body(method, &templates, &response) } else { Body::None };
        let mut parameters = self.parameters(method, &templates);
        if method == Method::Post && matches!(body, Body::Parameters | Body::Unstated) {
            self.add_parameters_of_examples(method, &mut parameters);
            if parameters.iter().any(|found| found.location == ParameterLocation::Body) {
                body = Body::Parameters;
            }
        }
        Operation {
            page: facts.page.clone(),
            title: facts.title.clone(),
            method,
            body,
            parameters,
            overloads: parameters::overloads(&templates),
            query_options: facts.query_options.clone(),
            headers: self.headers(method),
            takes_mime: method == Method::Post && facts.headers.iter().any(|row| row.offers_mime),
            response,
            permissions: permissions::of_templates(facts, method, &templates),
            examples: facts
                .examples
                .iter()
                .filter(|found| self.method_of(found) == Some(method))
                .map(|found| self.example(found))
                .collect(),
            clouds: facts.clouds.clone(),
            about: facts.about.clone(),
            templates,
            lines,
            implied,
        }
    }

    fn example(&self, found: &ExampleFact) -> Example {
        Example {
            name: found.name.clone(),
            line: found.line,
            method: found.method,
            url: found.url.clone(),
            headers: found.headers.clone(),
            body: found.body.text.clone(),
            response: found.response.as_ref().map(|response| self.example_response(response)),
        }
    }

    fn example_response(&self, found: &ResponseFact) -> ExampleResponse {
        ExampleResponse {
            status: found.status,
            ty: self.spanned(found.ty.as_ref()).map(|ty| ty.item),
            collection: found.is_collection,
            headers: found.headers.clone(),
            body: found.body.text.clone(),
        }
    }

    /// Decides the response from the annotation of an example, else from prose.
    fn response(&self, method: Method, lists: bool) -> Response {
        let prose = &self.facts.response;
        let shown = self.responses(method).find_map(|found| found.status);
        let several = prose.statuses.len() > 1;
        let stated = prose.statuses.first().copied();
        let status = match shown.filter(|shown| several && prose.statuses.contains(shown)) {
            Some(shown) => Some(shown),
            None => stated.or(shown),
        };
        let is_long_running = status == Some(202) && self.is_long_running(method);
        // The type in the prose is then the final result, not the body of this response.
        let content = if is_long_running { Content::None } else { self.content(method, status, lists) };
        let is_optional = matches!(content, Content::Value(_)) && self.may_be_empty(method);
        Response { status, is_long_running, is_optional, content }
    }

    /// Whether the page shows an empty response. `GET` always has a body, and so has a status that the prose states with a value: its
    /// example merely omits the body.
    fn may_be_empty(&self, method: Method) -> bool {
        let prose = &self.facts.response;
        let has_value = |status: u16| {
            prose.ty.is_some() && prose.statuses.contains(&status) && !matches!(status, 202 | 204 | 205)
        };
        let is_empty = |found: &ResponseFact| {
            found.status.is_some_and(|status| status < 300 && !has_value(status))
                && found.body.text.trim().is_empty()
        };
        method != Method::Get && (prose.statuses.contains(&204) || self.responses(method).any(is_empty))
    }

    /// Whether the operation continues after status `202`: a header contains the URL of its progress, and there is no body.
    fn is_long_running(&self, method: Method) -> bool {
        let prose = &self.facts.response;
        let shown: Vec<&ResponseFact> =
            self.responses(method).filter(|found| found.status == Some(202)).collect();
        if shown.is_empty() {
            return prose.has_location && prose.ty.is_none();
        }
        let shows_header =
            |found: &&ResponseFact| found.headers.iter().any(|(name, _)| monitor::is_monitor_header(name));
        let has_body = shown.iter().any(|found| !found.body.text.trim().is_empty());
        !has_body && (prose.has_location || shown.iter().any(shows_header))
    }

    fn content(&self, method: Method, status: Option<u16>, lists: bool) -> Content {
        let prose = &self.facts.response;
        if status == Some(204) && prose.is_none && !self.shows_value(method) {
            return Content::None;
        }
        let typed = self.responses(method).find(|found| found.ty.is_some());
        let annotated = typed.and_then(|found| {
            Some((self.spanned(found.ty.as_ref())?, found.is_collection || lists && self.is_page_of(found)))
        });
        let stated = self.spanned(prose.ty.as_ref());
        let Some((ty, is_collection)) = annotated else {
            let inferred = || {
                if prose.is_none {
                    return None;
                }
                self.response_from_example(method).or_else(|| self.response_from_table())
            };
            return match stated.or_else(inferred) {
                Some(ty) => self.value(ty),
                None if prose.is_none || status.is_some_and(|status| matches!(status, 202 | 204 | 205)) => {
                    Content::None
                }
                None if self.shows_no_body(method) => Content::None,
                None => Content::Unstated,
            };
        };
        // "Collection" in the prose applies to the annotated type only if the prose links the same type.
        let agrees = |stated: &ValueType| stated.collection && stated.item == ty.item;
        let collection = ty.collection || is_collection || stated.as_ref().is_some_and(agrees);
        let stated = stated.filter(|stated| self.overrules_examples(method, &stated.item));
        self.value(ValueType { item: stated.map_or(ty.item, |stated| stated.item), collection })
    }

    /// Whether a type in the prose describes more responses than the annotations of examples do. The examples show derived types, or
    /// different types. A cast in a request line states the derived type.
    fn overrules_examples(&self, method: Method, stated: &ItemType) -> bool {
        let ItemType::Type(stated) = stated else { return false };
        let mut segments = self.facts.requests.iter().flat_map(|line| &line.value.1.segments);
        if segments.any(Segment::is_qualified) {
            return false;
        }
        let shown: Vec<ItemType> =
            self.responses(method).filter_map(|found| Some(self.spanned(found.ty.as_ref())?.item)).collect();
        let types = TypeHierarchy(self.types);
        let derives = |item: &ItemType| matches!(item, ItemType::Type(id) if types.is_derived(*id, *stated));
        let differ = shown.iter().any(|item| Some(item) != shown.first());
        differ || shown.iter().all(derives)
    }

    /// Whether an example has a response with a body of a known type.
    fn shows_value(&self, method: Method) -> bool {
        self.responses(method).any(|found| {
            found.ty.is_some() && found.status != Some(204) && !found.body.text.trim().is_empty()
        })
    }

    /// Whether all example responses of a method are empty. `PUT` and `PATCH` of one page may share an example. `GET` always has a body,
    /// which examples may omit.
    fn shows_no_body(&self, method: Method) -> bool {
        let is_empty = |method: Method| {
            let mut shown = self.responses(method).peekable();
            shown.peek().is_some() && shown.all(|found| found.body.text.trim().is_empty())
        };
        let updates = [Method::Put, Method::Patch];
        let is_unshown = self.responses(method).next().is_none();
        method != Method::Get && is_empty(method)
            || is_unshown && updates.contains(&method) && updates.into_iter().any(is_empty)
    }

    /// Whether an example response is a page of items without such an annotation: it has an array `value` that its type lacks.
    fn is_page_of(&self, found: &ResponseFact) -> bool {
        let item = self.spanned(found.ty.as_ref()).map(|ty| ty.item);
        found.body.is_page()
            && matches!(item, Some(ItemType::Type(id)) if !TypeHierarchy(self.types).has_member(id, "value"))
    }

    fn value(&self, ty: ValueType) -> Content {
        match ty.item {
            ItemType::Primitive(Primitive::Stream) => Content::Stream,
            _ => Content::Value(ty),
        }
    }
}

/// Whether a target is a type.
pub fn is_type(target: Option<Target>) -> bool {
    matches!(target, Some(Target::Type(_)))
}
/// Adds the query parameters that prose shows for the paths of request lines.
fn add_parameters_in_prose(facts: &OperationFacts, method: Method, templates: &mut [Template]) {
    for line in facts.in_prose.iter().filter(|line| line.value.0 == method) {
        let (_, shown) = line.value.clone();
        if let Some(own) = templates.iter_mut().find(|own| is_like(&own.segments, &shown.segments)) {
            own.optional.extend(shown.with_optional_query().optional);
        }
    }
}

#[cfg(test)]
mod tests;
