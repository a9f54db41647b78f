//! In: everything of a request but its answer's type. Out: an HTTP request.

use super::body::Content;
use super::query::TermList;
use crate::Error;
use crate::answer::Reply;
use crate::endpoint::Endpoint;
use crate::operation::{Method, Operation, OperationInfo, Version, undocumented};
use crate::path::{Path, link as encode_link, query_name, query_value, same_template};
use http::Uri;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use std::fmt;

#[derive(Clone)]
pub(super) struct Core {
    target: Target,
    method: Method,
    operation: &'static Operation,
    accept: &'static str,
    options: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    content: Option<Content>,
}

#[derive(Clone)]
enum Target {
    Place(Path),
    Link(String),
}

impl Core {
    pub(super) fn new(
        path: &Path,
        method: Method,
        operation: &'static Operation,
        accept: &'static str,
    ) -> Self {
        Self {
            target: Target::Place(path.clone()),
            method,
            operation,
            accept,
            options: Vec::new(),
            headers: Vec::new(),
            content: None,
        }
    }

    pub(super) fn with(
        path: &Path,
        method: Method,
        operation: &'static Operation,
        accept: &'static str,
        content: Content,
    ) -> Self {
        Self { content: Some(content), ..Self::new(path, method, operation, accept) }
    }

    pub(super) fn from_link(link: String, accept: &'static str) -> Self {
        Self {
            target: Target::Link(link),
            method: Method::Get,
            operation: Operation::UNDOCUMENTED,
            accept,
            options: Vec::new(),
            headers: Vec::new(),
            content: None,
        }
    }

    pub(super) fn accept(&mut self, accept: &'static str) {
        self.accept = accept;
    }

    pub(super) fn add_terms(&mut self, name: &str, add: impl FnOnce(&mut TermList)) {
        let before = self.options.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        let mut list = TermList::of(before.unwrap_or_default());
        add(&mut list);
        self.set_option(name.to_owned(), list.into_text());
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

    pub(super) fn set_content(&mut self, content: Content) {
        self.content = Some(content);
    }

    pub(super) fn method(&self) -> Method {
        self.method
    }

    pub(super) fn path(&self) -> &str {
        match &self.target {
            Target::Place(path) => path.as_str(),
            Target::Link(link) => link,
        }
    }

    pub(super) fn template(&self) -> &str {
        match &self.target {
            Target::Place(path) => path.template(),
            Target::Link(_) => "",
        }
    }

    pub(super) fn documented(&self) -> Option<&'static OperationInfo> {
        let shows =
            |info: &&OperationInfo| info.templates.iter().any(|known| same_template(known, self.template()));
        self.operation.infos.iter().find(shows)
    }

    pub(super) fn info(&self) -> &'static OperationInfo {
        let version = match &self.target {
            Target::Place(path) => path.version(),
            Target::Link(_) => Version::V1,
        };
        self.documented().or(self.operation.infos.first()).unwrap_or_else(|| undocumented(version))
    }

    pub(super) fn into_http(self, endpoint: &Endpoint) -> Result<http::Request<Vec<u8>>, Error> {
        let uri = self.uri(endpoint)?;
        let content_type = self.content.as_ref().map(|content| content.content_type.clone());
        let mut request = http::Request::new(self.content.map(|content| content.bytes).unwrap_or_default());
        *request.method_mut() = self.method.into();
        *request.uri_mut() = uri;
        // the number of objects is plain text, and refused in any other form
        let accept = if request.uri().path().ends_with("/$count") { "text/plain" } else { self.accept };
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static(accept));
        if let Some(content_type) = content_type {
            request.headers_mut().insert(CONTENT_TYPE, value("content-type", &content_type)?);
        }
        for (name, text) in &self.headers {
            let name: HeaderName = name.parse().map_err(|source: http::header::InvalidHeaderName| {
                Error::building_from("a header's name is not allowed", source)
            })?;
            let value = value(name.as_str(), text)?;
            request.headers_mut().insert(name, value);
        }
        Ok(request)
    }

    fn uri(&self, endpoint: &Endpoint) -> Result<Uri, Error> {
        let mut url = match &self.target {
            Target::Place(path) => {
                if let Some(problem) = path.problem() {
                    return Err(Error::building(problem));
                }
                endpoint.base(path.version()) + path.as_str()
            }
            Target::Link(link) => {
                let link = link.split_once('#').map_or(link.as_str(), |(link, _)| link);
                let link = encode_link(link);
                endpoint.admit(&link)?;
                link
            }
        };
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

/// Every status but a success is an error. The client has followed redirections where that is safe.
pub(super) fn check(reply: &Reply<'_>) -> Result<(), Error> {
    if reply.status.is_success() {
        Ok(())
    } else {
        Err(Error::from_answer(reply.status, reply.headers, reply.body))
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.path())
            .field("options", &self.options)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("content", &self.content)
            .finish()
    }
}
