//! In: all parts of a request except the type of its response. Out: an HTTP request.

mod advanced;

use self::advanced::{Needs, needs};
use super::address::target::{Asked, Target};
use super::body::{Content, Payload};
use crate::Error;
use crate::query::QueryList;
use crate::query::filter::Filter;
use crate::request::address::endpoint::Endpoint;
use crate::request::address::path::{Path, query_name, query_value, same_template};
use crate::request::operation::{Method, Operation, OperationInfo, Version};
use http::header::{
    ACCEPT, CONNECTION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, HOST, HeaderName, HeaderValue, LOCATION,
    TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use http::{HeaderMap, StatusCode, Uri};
use std::fmt;

const CONSISTENCY: &str = "ConsistencyLevel";

/// Headers that define the end and the recipient of a message. A contradiction would let a proxy and the service
/// see different requests.
const OF_THE_CONNECTION: [HeaderName; 7] =
    [CONNECTION, CONTENT_LENGTH, HOST, TE, TRAILER, TRANSFER_ENCODING, UPGRADE];

/// Marks an HTTP request that must not carry a token: its URL holds its own permission, and may be of any host.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NoToken;

#[derive(Clone)]
pub(super) struct Core {
    target: Target,
    method: Method,
    operation: Operation,
    accept: &'static str,
    options: Vec<(String, String)>,
    /// The condition that the option `$filter` was made of.
    condition: Option<Filter>,
    headers: Vec<(String, String)>,
    content: Option<Content>,
    /// The choice of the caller about an advanced query; without it the options decide.
    eventual: Option<bool>,
    /// The reason why the request is invalid; reported when it is built.
    problem: Option<&'static str>,
}

impl Core {
    pub(super) fn new(path: &Path, method: Method, operation: Operation, accept: &'static str) -> Self {
        let options = path.options().to_vec();
        Self { operation, options, ..Self::to(Target::Place(path.clone()), method, accept) }
    }

    pub(super) fn with(
        path: &Path,
        method: Method,
        operation: Operation,
        accept: &'static str,
        content: Content,
    ) -> Self {
        Self { content: Some(content), ..Self::new(path, method, operation, accept) }
    }

    /// A request that no page describes.
    pub(super) fn to(target: Target, method: Method, accept: &'static str) -> Self {
        Self {
            target,
            method,
            operation: Operation::UNDOCUMENTED,
            accept,
            options: Vec::new(),
            condition: None,
            headers: Vec::new(),
            content: None,
            eventual: None,
            problem: None,
        }
    }

    /// The request for a link from the response to this one, which continues the same operation.
    pub(super) fn next_page_from(&self, link: String) -> Self {
        // the header that makes a query advanced is set when the request is built, and the next page needs it too
        let mut built = self.without_content();
        built.complete();
        let target = Target::Link { link, template: self.target.template().to_owned() };
        Self {
            operation: self.operation,
            headers: built.headers,
            ..Self::to(target, Method::Get, self.accept)
        }
    }

    /// The request for the number of items that this one reads. The service counts what is filtered and searched for; the other
    /// options of OData are about the items.
    pub(super) fn counted(self, accept: &'static str) -> Self {
        let mut counted = Self { accept, ..self };
        counted
            .options
            .retain(|(name, _)| !name.starts_with('$') || matches!(name.as_str(), "$filter" | "$search"));
        match &counted.target {
            Target::Place(path) => counted.target = Target::Place(path.segment("$count")),
            _ => counted.refuse(Some("the items behind a link cannot be counted")),
        }
        counted
    }

    /// The same without its body, which may be long.
    pub(super) fn without_content(&self) -> Self {
        Self {
            target: self.target.clone(),
            options: self.options.clone(),
            condition: self.condition.clone(),
            headers: self.headers.clone(),
            content: None,
            ..*self
        }
    }

    /// Whether its body can be read, for the first time or anew.
    pub(super) fn is_readable(&self) -> bool {
        self.content.as_ref().is_none_or(Content::is_readable)
    }

    pub(super) fn accept(&mut self, accept: &'static str) {
        self.accept = accept;
    }

    pub(super) fn add_terms(&mut self, name: &str, add: impl FnOnce(&mut QueryList)) {
        let mut list = QueryList::of(self.option(name).unwrap_or_default().to_owned());
        add(&mut list);
        let (text, problem) = list.into_parts();
        self.refuse(problem);
        self.set_option(name.to_owned(), text);
    }

    /// Adds a condition to that of `$filter`, which may be a text of the caller.
    pub(super) fn add_condition(&mut self, condition: Filter) {
        let known = self.condition.take();
        let text = self.option("$filter").unwrap_or_default();
        let before = known.filter(|known| known.as_str() == text).unwrap_or_else(|| Filter::from(text));
        let both = before.and(condition);
        self.refuse(both.problem());
        if !both.as_str().is_empty() {
            self.set_option("$filter".to_owned(), both.as_str().to_owned());
        }
        self.condition = Some(both);
    }

    /// Keeps the first reason why the request is invalid.
    pub(super) fn refuse(&mut self, problem: Option<&'static str>) {
        self.problem = self.problem.or(problem);
    }

    fn option(&self, name: &str) -> Option<&str> {
        let known = self.options.iter().find(|(known, _)| known == name)?;
        Some(&known.1)
    }

    pub(super) fn set_option(&mut self, name: String, value: String) {
        match self.options.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.options.push((name, value)),
        }
    }

    pub(super) fn set_header(&mut self, name: String, value: String) {
        match self.headers.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&name)) {
            Some((_, known)) => *known = value,
            None => self.headers.push((name, value)),
        }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let known = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(&known.1)
    }

    pub(super) fn set_content(&mut self, content: Content) {
        self.content = Some(content);
    }

    pub(super) fn method(&self) -> Method {
        self.method
    }

    pub(super) fn set_eventual(&mut self, eventual: bool) {
        self.eventual = Some(eventual);
    }

    /// Sets header and option of an advanced query, unless the caller has set them.
    fn complete(&mut self) {
        if self.header(CONSISTENCY).is_some() {
            return;
        }
        let needs = match self.eventual {
            Some(wanted) => Needs { header: wanted, count: wanted },
            None if self.method != Method::Get => Needs::default(),
            // `/$count` needs the header where there are advanced queries; elsewhere the service ignores it
            None if self.target.path().ends_with("/$count") => Needs { header: true, count: false },
            // the service has put all options into the link
            None if matches!(self.target, Target::Link { .. }) => Needs::default(),
            // checked last, because it parses the operation
            None => match needs(self.target.template(), &self.options) {
                needed if needed.header && self.has_consistency() => needed,
                _ => Needs::default(),
            },
        };
        if needs.header {
            self.set_header(CONSISTENCY.to_owned(), "eventual".to_owned());
        }
        if needs.count && self.option("$count").is_none() {
            self.set_option("$count".to_owned(), "true".to_owned());
        }
    }

    /// Whether a page of the operation has the header: those of directory objects do. Pages that show this very path decide.
    fn has_consistency(&self) -> bool {
        let has =
            |info: &OperationInfo| info.headers.iter().any(|name| name.eq_ignore_ascii_case(CONSISTENCY));
        let infos = self.operation.infos();
        let mut showing = infos.iter().filter(|info| self.is_shown_by(info)).peekable();
        match showing.peek() {
            Some(_) => showing.any(has),
            None => infos.iter().any(has),
        }
    }

    fn is_shown_by(&self, info: &OperationInfo) -> bool {
        info.templates.iter().any(|known| same_template(known, self.target.template()))
    }

    pub(super) fn target(&self) -> &Target {
        &self.target
    }

    pub(super) fn asked(&self) -> Asked<'_> {
        let content_range = self.header(CONTENT_RANGE.as_str());
        Asked { target: &self.target, method: self.method, content_range }
    }

    pub(super) fn is_documented(&self) -> bool {
        self.operation.infos().iter().any(|info| self.is_shown_by(info))
    }

    pub(super) fn info(&self) -> OperationInfo {
        let mut infos = self.operation.infos();
        let shown = infos.iter().position(|info| self.is_shown_by(info));
        match shown.or((!infos.is_empty()).then_some(0)) {
            Some(index) => infos.swap_remove(index),
            None => {
                let version = self.target.version().unwrap_or(Version::V1);
                OperationInfo { method: self.method, version, ..OperationInfo::UNDOCUMENTED }
            }
        }
    }

    /// The request that follows a redirection.
    pub(super) fn follow_redirect(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Option<Self>, Error> {
        if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
            return Ok(None);
        }
        if !matches!(self.method, Method::Get | Method::Head) {
            return Err(Error::building("only a request that reads follows a redirection"));
        }
        let Some(location) = headers.get(LOCATION).and_then(|location| location.to_str().ok()) else {
            return Err(Error::refusal(status, headers, body));
        };
        Ok(Some(self.moved(location)))
    }

    /// The same request to the address that the response to this one names.
    pub(super) fn moved(&self, location: &str) -> Self {
        // headers such as a range are kept; other headers may be secrets for the endpoint only
        let along = |name: &str| name.eq_ignore_ascii_case("range") || name.eq_ignore_ascii_case("accept");
        let headers = self.headers.iter().filter(|(name, _)| along(name)).cloned().collect();
        let target = self.target.moved(location);
        Self { headers, ..Self::to(target, self.method, self.accept) }
    }

    /// The HTTP request with its whole body in memory.
    pub(super) fn into_http(self, endpoint: &Endpoint) -> Result<http::Request<Vec<u8>>, Error> {
        let (parts, payload) = self.into_outgoing(endpoint)?.into_parts();
        Ok(http::Request::from_parts(parts, payload.into_bytes()?))
    }

    /// The HTTP request with its body, which may be a stream.
    pub(super) fn into_outgoing(mut self, endpoint: &Endpoint) -> Result<http::Request<Payload>, Error> {
        self.complete();
        let uri = self.uri(endpoint)?;
        let content_type = self.content.as_ref().map(|content| content.content_type.clone());
        let payload = match self.content {
            Some(content) => content.into_payload(endpoint)?,
            None => Payload::Bytes(Vec::new()),
        };
        let mut request = http::Request::new(payload);
        *request.method_mut() = self.method.into();
        *request.uri_mut() = uri;
        // the service returns the number of objects as plain text only
        let accept = if request.uri().path().ends_with("/$count") { "text/plain" } else { self.accept };
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static(accept));
        if let Some(content_type) = content_type {
            request.headers_mut().insert(CONTENT_TYPE, value("content-type", &content_type)?);
        }
        for (name, text) in &self.headers {
            let name: HeaderName = name.parse().map_err(|source: http::header::InvalidHeaderName| {
                Error::building_from("a header's name is not allowed", source)
            })?;
            if OF_THE_CONNECTION.contains(&name) {
                return Err(Error::building(format!("the header {name} is set by the HTTP stack alone")));
            }
            let value = value(name.as_str(), text)?;
            request.headers_mut().insert(name, value);
        }
        if !self.target.needs_token(endpoint) {
            request.extensions_mut().insert(NoToken);
        }
        Ok(request)
    }

    fn uri(&self, endpoint: &Endpoint) -> Result<Uri, Error> {
        if let Some(problem) = self.problem {
            return Err(Error::building(problem));
        }
        let mut url = self.target.url(endpoint)?;
        let mut parting = if url.contains('?') { '&' } else { '?' };
        for (name, value) in &self.options {
            url.push(parting);
            query_name(&mut url, name);
            url.push('=');
            query_value(&mut url, value);
            parting = '&';
        }
        url.parse()
            .map_err(|source: http::uri::InvalidUri| Error::building_from("the URL is not allowed", source))
    }
}

/// Visible ASCII, blanks and tabs, so that no header can break the line. `HeaderValue` alone would let bytes beyond
/// ASCII through, which every server reads in its own way.
fn value(name: &str, text: &str) -> Result<HeaderValue, Error> {
    let refused = || format!("the value of the header {name} is not allowed");
    if !text.is_ascii() {
        return Err(Error::building(refused()));
    }
    HeaderValue::from_str(text).map_err(|source| Error::building_from(refused(), source))
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.target.shown())
            .field("options", &self.options)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("content", &self.content)
            .finish()
    }
}
