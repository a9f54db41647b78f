//! In: the documented requests of a model, and the builders and types made of it. Out: [`ExamplePlan`]s: each request as an
//! expression over the builders, with all that its page shows of it; and those that are none, with the [`Reason`].

mod body;
pub mod expression;
mod filter;
mod path_finder;
mod query;
pub mod text;
mod url;
mod value;

use std::collections::BTreeMap;

use crate::facts::template::Method;
use crate::model::operation::{Example, Operation};
use crate::model::{Model, OperationId};
use crate::name::PagePath;
use crate::plan::builders::Builders;
use crate::plan::examples::body::{Payload, Sent, send};
use crate::plan::examples::expression::Expression;
use crate::plan::examples::path_finder::PathFinder;
use crate::plan::examples::url::target;
use crate::plan::examples::value::Values;
use crate::plan::files::model_files::TypeItem;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::{Call, End};
use crate::plan::naming::type_names::RustType;
use crate::plan::version_module;
use crate::source::Version;

/// A documented request as code.
#[derive(Clone, Debug)]
pub struct ExamplePlan {
    /// The operation that it is an example of.
    pub operation: OperationId,
    /// The method of a place, or the function at the root, that makes the request.
    pub made_by: (Option<Ident>, Ident),
    /// The name of the package.
    pub package: Ident,
    /// The module of the version.
    pub version: Ident,
    /// The body by its name, which stands before the request.
    pub body: Option<(Ident, Expression)>,
    /// The request.
    pub request: Expression,
    /// What comes of the answer.
    pub reads: Reads,
    /// What the page shows.
    pub shown: Shown,
}

/// What a page shows of a request.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The page.
    pub page: PagePath,
    /// The line.
    pub line: usize,
    /// The method.
    pub method: Method,
    /// The URL as written.
    pub url: String,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body: strict JSON on one line, or as written; empty when there is none.
    pub body: String,
    /// The answer, where the page shows one.
    pub answer: Option<ShownResponse>,
}

/// What a page shows of an answer.
#[derive(Clone, Debug)]
pub struct ShownResponse {
    /// The status.
    pub status: u16,
    /// Header names and values as written.
    pub headers: Vec<(String, String)>,
    /// The body, as that of the request.
    pub body: String,
}

/// What a request makes of its answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reads {
    /// A value that can be written back.
    Value,
    /// Bytes.
    Bytes,
    /// Nothing.
    Nothing,
    /// That something has begun.
    Begun,
}

/// A documented request that does not become code, or a documented answer that cannot be compared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SkippedExample {
    /// The version.
    pub version: Version,
    /// The page.
    pub page: PagePath,
    /// The line.
    pub line: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a documented request does not become code.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, thiserror::Error)]
pub enum Reason {
    /// Its URL leads to another service.
    #[error("the URL is of another service")]
    Foreign,
    /// Its URL has another version than the page.
    #[error("the URL is of the version `{0}`")]
    OtherVersion(&'static str),
    /// No builder leads there.
    #[error("no builder has this path")]
    NoPlace,
    /// No builder asks so there.
    #[error("no builder sends {0} to this path")]
    NoMethod(Method),
    /// A body must be sent, and the page shows none.
    #[error("the page shows no body, and one must be sent")]
    NoBody,
    /// A header must be sent, and the page shows none.
    #[error("the page shows no header `{0}`, and one must be sent")]
    NoHeader(String),
    /// The body should be JSON and cannot be read.
    #[error("the body is no JSON")]
    BrokenBody,
    /// The answer should be JSON and cannot be read.
    #[error("the documented answer is no JSON")]
    BrokenResponse,
}

/// What becomes of the examples of a version.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Those that are code.
    pub made: Vec<ExamplePlan>,
    /// Those that are not, and answers that cannot be compared.
    pub unmade: Vec<SkippedExample>,
}

/// Plans the examples of a version.
pub fn examples(model: &Model, package: &str, types: &[TypeItem], builders: &Builders) -> Examples {
    let values = Values::new(version_module(model.version), types, builders);
    let guide = PathFinder::new(builders, &values);
    let maker = Maker { model, package: Ident::snake(package), values: &values, guide: &guide };
    let mut examples = Examples::default();
    for (id, operation) in (0..).map(OperationId).zip(&model.operations) {
        for example in &operation.examples {
            let mut tell = |reason| {
                let (version, page) = (model.version, operation.page.clone());
                examples.unmade.push(SkippedExample { version, page, line: example.line, reason });
            };
            match maker.make(id, operation, example) {
                Ok(plan) => {
                    if let (None, Some(_)) = (&plan.shown.answer, &example.response) {
                        tell(Reason::BrokenResponse);
                    }
                    examples.made.push(plan);
                }
                Err(reason) => tell(reason),
            }
        }
    }
    examples
}

/// Gives each method the first example that is made by it, of the pages in the order in which it names them.
pub fn attach(builders: &mut Builders, examples: &[ExamplePlan]) {
    let mut made: BTreeMap<&(Option<Ident>, Ident), Vec<&ExamplePlan>> = BTreeMap::new();
    for example in examples {
        made.entry(&example.made_by).or_default().push(example);
    }
    let Builders { request_builders, functions, .. } = builders;
    let request_builders =
        request_builders.iter_mut().map(|(_, builder)| (Some(builder.ident.clone()), &mut builder.methods));
    for (builder, methods) in request_builders.chain([(None, functions)]) {
        for method in methods {
            let Some(infos) = method.end.infos() else { continue };
            let rank = |example: &&&ExamplePlan| {
                let at = infos.iter().position(|info| info.operation == example.operation);
                at.unwrap_or(infos.len())
            };
            let own = made.get(&(builder.clone(), method.ident.clone())).into_iter().flatten();
            method.example = own.min_by_key(rank).map(|example| Box::new((*example).clone()));
        }
    }
}

struct Maker<'a> {
    model: &'a Model,
    package: Ident,
    values: &'a Values<'a>,
    guide: &'a PathFinder<'a>,
}

impl Maker<'_> {
    fn make(&self, id: OperationId, operation: &Operation, example: &Example) -> Result<ExamplePlan, Reason> {
        let target = target(&example.url, self.model.version)?;
        let mut matches = self.guide.matches(&target, example.method)?;
        for found in &mut matches {
            found.take_headers(&example.headers)?;
        }
        let (body, json) = text::body(&example.body, &example.headers).ok_or(Reason::BrokenBody)?;
        let payload = match &json {
            None if body.is_empty() => Payload::Nothing,
            Some(json) => Payload::Json(json, &body),
            None => Payload::Text(&body, text::media(&example.headers).unwrap_or("text/plain")),
        };
        let (found, Sent { body: made, request }) = send(self.values, &matches, &payload, &self.package)?;
        let End::Call { answer, call, .. } = &found.method.end else { return Err(Reason::NoPlace) };
        let request = query::options(self.values, request, &found.query, answer);
        let is_json = !matches!(payload, Payload::Text(..)) && !matches!(call, Call::Upload(..));
        let others = example.headers.iter().filter(|(name, _)| !found.sets(name));
        let request = query::headers(request, others, &target.query, is_json);
        let reads = reads(answer);
        let shown = example.response.as_ref();
        Ok(ExamplePlan {
            operation: id,
            made_by: (found.builder.cloned(), found.method.ident.clone()),
            package: self.package.clone(),
            version: self.values.version.clone(),
            body: made,
            request,
            reads,
            shown: Shown {
                page: operation.page.clone(),
                line: example.line,
                method: example.method,
                url: example.url.clone(),
                headers: example.headers.clone(),
                body,
                answer: shown.and_then(|shown| text::answer(operation, shown, reads)),
            },
        })
    }
}

fn reads(answer: &RustType) -> Reads {
    match answer {
        RustType::Unit => Reads::Nothing,
        RustType::Runtime("Bytes") => Reads::Bytes,
        RustType::Runtime("Accepted") => Reads::Begun,
        _ => Reads::Value,
    }
}

#[cfg(test)]
mod tests;
