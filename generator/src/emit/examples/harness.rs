//! Compares the requests of documented examples with those of the builders, and responses with their values written back.

#![allow(dead_code, unreachable_pub, reason = "some tests compare, others send")]

use std::collections::BTreeSet;
use std::error::Error as CliError;

use msgraph::msgraph_core::{FromResponse, Serialize};
use msgraph::{Accepted, Bytes, Endpoint, Error, Json, Request, Response, http, serde_json};
use percent_encoding::percent_decode_str;

/// A request that a page shows.
pub struct Example {
    /// The page and the line.
    pub location: &'static str,
    /// The method.
    pub method: &'static str,
    /// The URL as written.
    pub url: &'static str,
    /// The headers as written.
    pub headers: &'static [(&'static str, &'static str)],
    /// The body.
    pub body: &'static str,
    /// The response, where the page shows one.
    pub answer: Option<Shown>,
    /// The request of the builders.
    pub ask: fn() -> Made,
}

/// A response that a page shows.
pub struct Shown {
    /// The status.
    pub status: u16,
    /// The headers as written.
    pub headers: &'static [(&'static str, &'static str)],
    /// The body.
    pub body: &'static str,
}

/// A request of the builders, or the error of building it.
pub type Made = Result<Box<dyn Asked>, Box<dyn CliError>>;

/// A request with a response of any type.
pub trait Asked {
    /// The request as it is sent.
    fn http(&self, endpoint: &Endpoint) -> Result<http::Request<Vec<u8>>, Error>;

    /// Reads a response by the type of the request.
    fn read(&self, response: http::Response<Vec<u8>>) -> Result<Read, Error>;

    /// The request, with its response as bytes.
    fn raw(&self) -> Request<Response<Bytes>>;
}

/// The value of a response, written back.
#[derive(Debug)]
pub enum Read {
    /// A value.
    Value(Json),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Nothing.
    Nothing,
    /// A long-running operation, with the address of its monitor.
    Begun(Option<String>),
}

struct Typed<T> {
    request: Request<T>,
    write: fn(&T) -> Read,
}

impl<T: FromResponse> Asked for Typed<T> {
    fn http(&self, endpoint: &Endpoint) -> Result<http::Request<Vec<u8>>, Error> {
        self.request.clone().into_http(endpoint)
    }

    fn read(&self, response: http::Response<Vec<u8>>) -> Result<Read, Error> {
        self.request.parse(response).map(|answer| (self.write)(&answer))
    }

    fn raw(&self) -> Request<Response<Bytes>> {
        self.request.clone().with_response_type()
    }
}

/// A request whose response is a value.
pub fn value<T: FromResponse + Serialize + 'static>(request: Request<T>) -> Made {
    let write = |answer: &T| match serde_json::to_value(answer) {
        Ok(json) => Read::Value(json),
        Err(error) => Read::Value(error.to_string().into()),
    };
    Ok(Box::new(Typed { request, write }))
}

/// A request whose response is bytes.
pub fn bytes(request: Request<Bytes>) -> Made {
    Ok(Box::new(Typed { request, write: |Bytes(bytes)| Read::Bytes(bytes.clone()) }))
}

/// A request whose response has no body.
pub fn nothing(request: Request<()>) -> Made {
    Ok(Box::new(Typed { request, write: |()| Read::Nothing }))
}

/// A request that starts a long-running operation.
pub fn begun(request: Request<Accepted>) -> Made {
    let write = |answer: &Accepted| {
        let location = answer.headers().get("location").and_then(|value| value.to_str().ok());
        Read::Begun(location.map(str::to_owned))
    };
    Ok(Box::new(Typed { request, write }))
}

/// Builds all requests and reads all responses.
pub fn check(pages: &[&[Example]]) {
    let examples: Vec<&Example> = pages.iter().copied().flatten().collect();
    let found: Vec<String> = examples.iter().flat_map(|example| example.compare()).collect();
    assert!(found.is_empty(), "{} of {} examples:\n{}", found.len(), examples.len(), found.join("\n"));
}

impl Example {
    fn compare(&self) -> Vec<String> {
        let found = self.compared().unwrap_or_else(|error| vec![error.to_string()]);
        found.into_iter().map(|what| format!("{}: {what}", self.location)).collect()
    }

    fn compared(&self) -> Result<Vec<String>, Box<dyn CliError>> {
        let asked = (self.ask)()?;
        let mut found = self.differences(&asked.http(&Endpoint::GLOBAL)?);
        if let Some(shown) = &self.answer {
            found.extend(shown.differences(asked.read(shown.response()?)));
        }
        Ok(found)
    }

    /// Lists the differences between a request and its page.
    pub fn differences(&self, sent: &http::Request<Vec<u8>>) -> Vec<String> {
        let (path, query) = self.url.split_once('?').unwrap_or((self.url, ""));
        let headers = self.headers.iter().filter_map(|(name, value)| self.header(name, value, sent));
        let differ = |what: &str, shown: String, made: String| {
            (shown != made).then(|| format!("{what}: the page has {shown}, the request {made}"))
        };
        let compared = [
            differ("method", self.method.to_owned(), sent.method().to_string()),
            differ("path", path_of(path), path_of(sent.uri().path())),
            differ("query", query_of(query), query_of(sent.uri().query().unwrap_or_default())),
            differ("body", body_of(self.body.as_bytes()), body_of(sent.body())),
        ];
        compared.into_iter().flatten().chain(headers).collect()
    }

    /// The difference of a header. Headers of the owner and the connection are not compared, nor the type of an empty body.
    fn header(&self, name: &str, value: &str, sent: &http::Request<Vec<u8>>) -> Option<String> {
        let name = name.to_ascii_lowercase();
        let is_left_out = match name.as_str() {
            "authorization" | "connection" | "content-length" | "date" | "host" | "user-agent" => true,
            "content-type" => sent.body().is_empty(),
            _ => value.is_empty(),
        };
        if is_left_out {
            return None;
        }
        let made = sent.headers().get(&name).and_then(|made| made.to_str().ok()).unwrap_or("(nothing)");
        let same = match name.as_str() {
            "prefer" => preferences(value) == preferences(made),
            "content-type" | "accept" => media(value) == media(made),
            _ => value == made,
        };
        (!same).then(|| format!("{name}: the page has {value}, the request {made}"))
    }
}

impl Shown {
    /// The response, without the headers that HTTP does not allow.
    pub fn response(&self) -> Result<http::Response<Vec<u8>>, http::Error> {
        let mut response = http::Response::builder().status(self.status).body(self.body.as_bytes().to_vec())?;
        for (name, value) in self.headers {
            let header = (http::HeaderName::from_bytes(name.as_bytes()), http::HeaderValue::from_str(value));
            if let (Ok(name), Ok(value)) = header {
                response.headers_mut().append(name, value);
            }
        }
        Ok(response)
    }

    /// Lists the differences between a value written back and its page.
    pub fn differences(&self, read: Result<Read, Error>) -> Option<String> {
        let shown = serde_json::from_str::<Json>(self.body).ok();
        match (read, self.status) {
            (Ok(read), 200..=299) => {
                let same = match (&read, &shown) {
                    (Read::Value(json), Some(shown)) => json == shown || Some(json) == shown.get("value"),
                    (Read::Value(Json::Null), None) => self.body.is_empty(),
                    (Read::Value(json), None) => json == self.body,
                    (Read::Bytes(bytes), None) => bytes == self.body.as_bytes(),
                    (Read::Bytes(bytes), Some(shown)) => {
                        serde_json::from_slice::<Json>(bytes).is_ok_and(|json| json == *shown)
                    }
                    (Read::Nothing, _) => body_of(self.body.as_bytes()).is_empty(),
                    (Read::Begun(location), _) => *location == self.header("location"),
                };
                (!same).then(|| format!("answer: the page has {}, read was {read:?}", self.body))
            }
            (Err(error), 200..=299) => Some(format!("answer: {error}")),
            (Ok(read), status) => Some(format!("answer: the status is {status}, read was {read:?}")),
            (Err(error), status) => {
                let same = error.status().is_some_and(|found| found.as_u16() == status);
                (!same).then(|| format!("answer: the status is {status}, but: {error}"))
            }
        }
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<String> {
        let mut values = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        values.next().map(|(_, value)| (*value).to_owned())
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The path behind the version, decoded, with a key as a segment of its own (`/a('b')` is `/a/b`) and without empty parentheses.
fn path_of(url: &str) -> String {
    let local = url.split_once("://").map_or(url, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    // Letter case has no meaning in names.
    let path = decoded(local).to_lowercase().replace("()", "").replace(", ", ",").replace("('", "/").replace("')", "");
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if parts.first().is_some_and(|first| ["v1.0", "beta"].contains(first)) {
        parts.remove(0);
    }
    parts.join("/")
}

/// The options of a query, decoded and sorted.
fn query_of(query: &str) -> String {
    let mut options: Vec<String> = options(query).into_iter().map(option).collect();
    options.sort();
    options.join(" & ")
}

fn option(option: &str) -> String {
    let (name, value) = option.split_once('=').unwrap_or((option, ""));
    // Pages write a blank as `+` too, and the `+` of a time offset as itself.
    let value = decoded(value.trim()).replace('+', " ");
    let value = match name {
        "$select" | "$expand" | "$orderby" => value.split(',').map(str::trim).collect::<Vec<_>>().join(","),
        _ => value,
    };
    format!("{}={value}", decoded(name.trim()).to_lowercase())
}

/// Splits a query outside quotes.
fn options(query: &str) -> Vec<&str> {
    let mut quoted = false;
    let is_sound = query.matches('\'').count().is_multiple_of(2);
    let options = query.split(|c: char| {
        quoted ^= c == '\'' && is_sound;
        c == '&' && !quoted
    });
    options.filter(|option| !option.trim().is_empty()).collect()
}

fn body_of(body: &[u8]) -> String {
    match serde_json::from_slice::<Json>(body) {
        // An absent body equals an empty one.
        Ok(Json::Object(members)) if members.is_empty() => String::new(),
        Ok(json) => json.to_string(),
        Err(_) => String::from_utf8_lossy(body).into_owned(),
    }
}

fn preferences(value: &str) -> BTreeSet<String> {
    let parts = value.split([',', ';']).map(|part| part.replace(['"', ' '], "").to_lowercase());
    parts.filter(|part| !part.is_empty()).collect()
}

fn media(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_lowercase()
}
