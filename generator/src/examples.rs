//! Converts documented requests into builder code. In: a model, its builders and types. Out: [`ExamplePlan`]s, and the requests
//! without code, each with its [`Reason`].

mod argument;
mod body;
mod call_names;
mod features;
mod filter;
pub mod lookup;
pub mod nearest;
mod path_finder;
mod placeholder;
mod query;
pub mod text;
mod url;
mod value;

use std::collections::BTreeMap;

use crate::examples::body::{Payload, Sent, send};
use crate::examples::path_finder::PathFinder;
use crate::examples::url::target;
use crate::examples::value::Values;
use crate::model::operation::{Example, ExampleResponse, Operation};
use crate::model::{Model, OperationId};
use crate::plan::ir::body::Call;
use crate::plan::ir::example::{ExamplePlan, Examples, Reads, Reason, Shown, SkippedExample};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::TypeItem;
use crate::plan::ir::method::End;
use crate::plan::ir::request_builder::Builders;
use crate::plan::ir::rust_type::{RuntimeType, RustType};
use crate::plan::naming::version_names::version_module;

/// Plans the examples of a version.
pub fn examples(model: &Model, package: &str, types: &[TypeItem], builders: &Builders) -> Examples {
    let values = Values::new(version_module(model.version), types, builders);
    let finder = PathFinder::new(model, builders, &values);
    let maker = Maker { model, package: Ident::snake(package), values: &values, finder: &finder };
    let mut examples = Examples::default();
    for (id, operation) in (0..).map(OperationId).zip(&model.operations) {
        for example in &operation.examples {
            let mut skip = |reason| {
                let (version, page) = (model.version, operation.page.clone());
                examples.unmade.push(SkippedExample { version, page, line: example.line, reason });
            };
            match maker.make(id, operation, example) {
                Ok(plan) => {
                    match (&plan.shown.answer, &example.response) {
                        (None, Some(shown)) if shown.body.trim().is_empty() => skip(Reason::EmptyResponse),
                        (None, Some(_)) => skip(Reason::BrokenResponse),
                        (Some(_), _) | (None, None) => {}
                    }
                    examples.made.push(plan);
                }
                Err(reason) => skip(reason),
            }
        }
    }
    examples
}

/// Adds an example to each method: the first one that it produces, in the order in which the method lists its pages.
pub fn documented(mut builders: Builders, examples: &[ExamplePlan]) -> Builders {
    let mut made: BTreeMap<&(Option<Ident>, Ident), Vec<&ExamplePlan>> = BTreeMap::new();
    for example in examples {
        made.entry(&example.made_by).or_default().push(example);
    }
    let Builders { request_builders, functions, .. } = &mut builders;
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
    builders
}

struct Maker<'a> {
    model: &'a Model,
    package: Ident,
    values: &'a Values<'a>,
    finder: &'a PathFinder<'a>,
}

impl Maker<'_> {
    fn make(&self, id: OperationId, operation: &Operation, example: &Example) -> Result<ExamplePlan, Reason> {
        let target = target(&example.url, self.model.version)?;
        let mut matches = self.finder.matches(&target, example.method)?;
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
        let request = query::options(self.values, request, found);
        let is_text = matches!(payload, Payload::Text(..));
        let is_json = !is_text && call.upload().is_none();
        // Text that is no upload comes with its media type. An upload may send the same one by default.
        let sets_type = |name: &str, value: &str| {
            name.eq_ignore_ascii_case("content-type")
                && call.upload().map_or(is_text, |upload| upload.media_type.as_deref() == Some(value))
        };
        let others =
            example.headers.iter().filter(|(name, value)| !found.sets(name) && !sets_type(name, value));
        let request = query::headers(request, others, &target.query, is_json);
        let reads = reads(answer);
        let must_hold = reads == Reads::Value && !matches!(answer, RustType::Option(_));
        let shown = example.response.as_ref().filter(|shown| !(must_hold && leaves_out_body(shown)));
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
                body: if matches!(call, Call::Mime(..)) { text::without_breaks(&body) } else { body },
                answer: shown.and_then(|shown| text::answer(operation, shown, reads)),
            },
        })
    }
}

/// Whether a page abbreviates a successful response by omitting its body.
fn leaves_out_body(shown: &ExampleResponse) -> bool {
    shown.body.trim().is_empty() && shown.status.is_none_or(|status| status < 300)
}

fn reads(answer: &RustType) -> Reads {
    match answer {
        RustType::Unit => Reads::Nothing,
        RustType::Runtime(RuntimeType::Bytes) => Reads::Bytes,
        RustType::Runtime(RuntimeType::Accepted) => Reads::Begun,
        _ => Reads::Value,
    }
}

#[cfg(test)]
mod tests;
