//! Finds the code of a request by its URL, documented or concrete. In: the URL, the plan of a version. Out: one [`RequestCode`]
//! for each HTTP method.

use crate::examples::body::{Payload, Sent, send};
use crate::examples::features::features;
use crate::examples::nearest::documented_path;
use crate::examples::path_finder::{Gaps, Match, PathFinder, invoke, methods, verb};
use crate::examples::placeholder::{variables, without_variables};
use crate::examples::query;
use crate::examples::text;
use crate::examples::url::{absolute, target};
use crate::examples::value::Values;
use crate::facts::operation::query_option::QueryOption;
use crate::facts::template::Method;
use crate::model::operation::Example;
use crate::plan::features::product_areas::Areas;
use crate::plan::ir::argument::ArgumentPlan;
use crate::plan::ir::example::Reason;
use crate::plan::ir::expression::Expression;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::End;
use crate::plan::ir::request_code::RequestCode;
use crate::plan::naming::version_names::version_module;
use crate::plan::{Plan, VersionPlan};
use crate::source::Version;

/// The API version in a URL; `None` if there is none.
pub fn version_of(url: &str) -> Option<Version> {
    let names = |version: &Version| {
        let others = Version::ALL.into_iter().filter(|other| other != version);
        others.into_iter().any(|other| target(url, other) == Err(Reason::OtherVersion(version.folder())))
    };
    Version::ALL.into_iter().find(names)
}

/// Creates the requests of a URL, for one HTTP method or for all methods of its path. Ids, arguments and query options come from
/// the URL. A missing required text becomes a variable (`start_date_time`), and a required body comes from an example. A URL with
/// a token and without required arguments is a link, which already holds them.
/// Without a given method, only `GET` takes the query, and methods without code are left out.
///
/// # Errors
/// [`Reason::Foreign`] and [`Reason::OtherVersion`] for a URL of another service or version. [`Reason::NoPlace`] if no documented
/// path matches, [`Reason::NoMethod`] if the path lacks the method, [`Reason::NoBody`] if a request
/// needs one that no page shows.
pub fn lookup(
    plan: &Plan<'_>,
    version: &VersionPlan<'_>,
    url: &str,
    method: Option<Method>,
) -> Result<Vec<RequestCode>, Reason> {
    let VersionPlan { model, types, builders, .. } = version;
    let target = target(url, model.version)?;
    let values = Values::new(version_module(model.version), types, builders);
    let finder = PathFinder::new(model, builders, &values);
    let mut found = finder.all(&target, Gaps::Refuse);
    // A function without its arguments resembles a key.
    let is_asked = |found: &Match<'_>| method.is_none_or(|method| verb(found.method) == Some(method));
    if !found.iter().any(is_asked) {
        let filled = finder.all(&target, Gaps::Fill);
        found = if filled.is_empty() { found } else { filled };
    }
    let package = Ident::snake(&plan.package.options.name);
    let maker =
        Maker { areas: &plan.areas, version, package, values: &values, url: absolute(url, model.version) };
    let known = methods(&found);
    match method {
        _ if known.is_empty() => Err(Reason::NoPlace),
        Some(method) if known.contains(&method) => Ok(vec![maker.make(method, found)?]),
        Some(method) => Err(Reason::NoMethod { method, known }),
        None => {
            let is_one = known.len() == 1;
            let make = |method| {
                let mut found = found.clone();
                if method != Method::Get && !is_one {
                    found.iter_mut().for_each(|found| found.query.clear());
                }
                maker.make(method, found)
            };
            any_made(known.into_iter().map(make))
        }
    }
}

/// The requests that have code. If none has, the first reason.
fn any_made(requests: impl Iterator<Item = Result<RequestCode, Reason>>) -> Result<Vec<RequestCode>, Reason> {
    let (made, unmade): (Vec<_>, Vec<_>) = requests.partition(Result::is_ok);
    match unmade.into_iter().next() {
        Some(Err(reason)) if made.is_empty() => Err(reason),
        _ => Ok(made.into_iter().flatten().collect()),
    }
}

/// Whether the query has a token of the service, as a link to another page or to later changes.
fn has_token(query: &[(String, String)]) -> bool {
    query.iter().any(|(name, _)| QueryOption::parse(name).is_some_and(QueryOption::is_token))
}

struct Maker<'a> {
    areas: &'a Areas,
    version: &'a VersionPlan<'a>,
    package: Ident,
    values: &'a Values<'a>,
    /// The URL with its host.
    url: String,
}

impl Maker<'_> {
    fn make(&self, method: Method, mut found: Vec<Match<'_>>) -> Result<RequestCode, Reason> {
        found.retain(|found| verb(found.method) == Some(method));
        found.iter_mut().for_each(Match::demand_headers);
        found.iter_mut().for_each(|found| query::normalize(self.values, found));
        let (made, Sent { body, request }, media) = self.send(&found)?;
        let End::Call { infos, .. } = &made.method.end else { return Err(Reason::NoPlace) };
        let is_link = method == Method::Get
            && !variables(&request, body.as_ref().map(|(name, _)| name)).is_empty()
            && has_token(&made.query);
        let request = match is_link {
            // The link replaces the path and the query of the request.
            true => without_variables(request).method("next_page_from", vec![Expression::text(&self.url)]),
            false => query::options(self.values, request, made),
        };
        let media = media.filter(|_| !made.sets("content-type"));
        let headers = media.map(|media| ("Content-Type".to_owned(), media));
        let request = query::headers(request, headers.iter(), &made.query, false);
        let code: Vec<_> = std::iter::once(&request).chain(body.as_ref().map(|(_, value)| value)).collect();
        let areas = features(self.areas, self.version, made, &code);
        Ok(RequestCode {
            method,
            version: self.version.model.version,
            package: self.package.clone(),
            areas,
            variables: variables(&request, body.as_ref().map(|(name, _)| name)),
            body,
            request,
            infos: infos.clone(),
            deprecation: made.method.end.deprecation(),
        })
    }

    /// Creates the request with a documented body, else without a body, else with an empty one. Bytes are returned with their
    /// media type. Of several bodies, one from a page of the URL is preferred, then JSON, so that a message is typed and not in MIME, then
    /// the simplest typed one.
    fn send<'w, 'a>(&self, found: &'w [Match<'a>]) -> Result<(&'w Match<'a>, Sent, Option<String>), Reason> {
        let send = |payload: &Payload<'_>| send(self.values, found, payload, &self.package);
        let made = self.documented(found).into_iter().filter_map(|(fits, example)| {
            let (body, json) = text::body(&example.body, &example.headers)?;
            let media = text::media(&example.headers);
            let payload = match &json {
                None if body.is_empty() => Payload::Nothing,
                Some(json) => Payload::Json(json, &body),
                None => Payload::Text(&body, media.unwrap_or("text/plain")),
            };
            let (made, sent) = send(&payload).ok()?;
            let End::Call { call, .. } = &made.method.end else { return None };
            // The method sends its own media type.
            let states = |media: &&str| {
                call.upload().is_some_and(|upload| upload.media_type.as_deref() != Some(*media))
            };
            let stated = media.filter(states).map(str::to_owned);
            let is_empty = matches!(body.as_str(), "" | "{}");
            let rank = (!fits, is_empty, json.is_none(), complexity(&sent));
            Some((rank, (made, sent, stated)))
        });
        if let Some((_, simplest)) = made.min_by_key(|(rank, _)| *rank) {
            return Ok(simplest);
        }
        let filled = || found.iter().find_map(|found| Some((found, self.fill(found)?)));
        let (made, sent) = send(&Payload::Nothing).ok().or_else(filled).ok_or(Reason::NoBody)?;
        Ok((made, sent, None))
    }

    /// The examples on the pages of some methods, and whether the page documents the URL.
    fn documented(&self, found: &[Match<'_>]) -> Vec<(bool, &Example)> {
        let model = self.version.model;
        let infos = found.iter().flat_map(|found| found.method.end.infos().unwrap_or_default());
        let pages = infos.filter_map(|info| {
            let fits = documented_path(info, &self.url, model.version).is_some_and(|path| path.fits);
            Some((fits, model.operations.get(info.operation.0)?))
        });
        let examples = pages.flat_map(|(fits, operation)| {
            let shown = operation.examples.iter().filter(|example| example.method == operation.method);
            shown.map(move |example| (fits, example))
        });
        examples.collect()
    }

    /// The request, with a placeholder for each argument that the URL lacks.
    fn fill(&self, found: &Match<'_>) -> Option<Sent> {
        let value = |ArgumentPlan { ident, ty }: &ArgumentPlan| {
            let taken = found.taken.iter().find(|(name, _)| *name == ident);
            taken.map_or_else(|| self.values.placeholder(ident.bare(), ty), |(_, value)| Some(value.clone()))
        };
        let arguments = found.method.arguments.iter().map(value).collect::<Option<_>>()?;
        let request = invoke(found.on.clone(), self.values, &found.method.ident, arguments);
        Some(Sent { body: None, request })
    }
}

/// Whether a request reads JSON, and the number of its expressions.
fn complexity(sent: &Sent) -> (bool, usize) {
    let body = sent.body.iter().flat_map(|(_, value)| value.all());
    let parts: Vec<&Expression> = sent.request.all().into_iter().chain(body).collect();
    let read = parts.iter().find_map(|part| match part {
        Expression::Read { json, .. } => Some(json.len()),
        _ => None,
    });
    (read.is_some(), read.unwrap_or(parts.len()))
}

#[cfg(test)]
mod tests;
