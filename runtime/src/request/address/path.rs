//! In: segments, keys, arguments. Out: an encoded URL path, and the template it was made by. Knows no host.

mod argument;
mod encode;
mod relative;
mod template;

use std::fmt::Display;
use std::iter;

use crate::request::operation::Version;

pub use argument::Argument;
pub(crate) use encode::{link, query_name, query_value};
pub(crate) use relative::relative;
pub(crate) use template::same_template;

/// The path that a request is sent to.
///
/// Generated code builds it segment by segment. Keys and arguments are encoded only here, so that they cannot
/// lead to another path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Path(RequestBuilder);

/// The part that all request builders share: a path with methods for undocumented segments.
///
/// Generated request builders dereference to it, so that [`segment`](Self::segment) and [`key`](Self::key) are methods of each of
/// them, unless a documented method has the same name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RequestBuilder {
    version: Version,
    url: String,
    template: String,
    /// The query options of all requests below this path.
    options: Vec<(String, String)>,
    /// Whether the last segment is an address by path (`root:/a/b`) that must be closed before another may follow.
    open: bool,
    /// The reason why the path is invalid; reported when the request is built.
    problem: Option<&'static str>,
}

impl Path {
    /// The first segment.
    #[must_use]
    pub fn root(version: Version, segment: &str) -> Self {
        let (url, template, options) = (String::new(), String::new(), Vec::new());
        Self(RequestBuilder { version, url, template, options, open: false, problem: None }).segment(segment)
    }

    /// The path of a request builder.
    pub(crate) fn of(builder: RequestBuilder) -> Self {
        Self(builder)
    }

    /// A literal segment: the name of a property, an action, a type to cast to, `$value`, `$count`, `$ref`.
    #[must_use]
    pub fn segment(&self, segment: &str) -> Self {
        let mut path = self.begin_segment();
        encode::segment(&mut path.0.url, segment);
        path.0.template.push_str(segment);
        path
    }

    /// A key as a segment. The template shows `placeholder` instead.
    ///
    /// An empty key, `.` and `..` would lead to another path; they and keys with control characters are refused when the
    /// request is built.
    #[must_use]
    pub fn key(&self, key: impl Display, placeholder: &str) -> Self {
        let key = &*key.to_string();
        let mut path = self.begin_segment();
        path.check(key);
        encode::key(&mut path.0.url, key);
        path.0.template.push('{');
        path.0.template.push_str(placeholder);
        path.0.template.push('}');
        path
    }

    /// A key by name: `applications(appId='…')`.
    #[must_use]
    pub fn keys(&self, keys: &[(&str, Argument)]) -> Self {
        let mut path = self.clone();
        path.arguments(keys);
        path
    }

    /// A function. Without arguments it has no parentheses, as on the pages.
    #[must_use]
    pub fn function(&self, name: &str, arguments: &[(&str, Argument)]) -> Self {
        let mut path = self.segment(name);
        if !arguments.is_empty() {
            path.arguments(arguments);
        }
        path
    }

    /// The item at a path below this one: `root:/Documents/a.txt`, and `root:/Documents/a.txt:/content` when a
    /// segment follows. Slashes separate segments; each of them is encoded like a key.
    #[must_use]
    pub fn path_address(&self, address: &str) -> Self {
        let mut path = self.clone();
        let segments: Vec<&str> = address.split('/').filter(|segment| !segment.is_empty()).collect();
        if segments.is_empty() {
            return path;
        }
        path.0.url.push_str(if path.0.open { "" } else { ":" });
        for segment in segments {
            path.check(segment);
            path.0.url.push('/');
            encode::key(&mut path.0.url, segment);
        }
        path.0.template.push_str(":/{path}");
        path.0.open = true;
        path
    }

    /// A query option that all requests below this path need: the ends of a calendar view.
    ///
    /// [`Request::query`](crate::Request::query) can replace it.
    #[must_use]
    pub fn option(&self, name: &str, value: &str) -> Self {
        let mut path = self.clone();
        path.0.options.push((name.to_owned(), value.to_owned()));
        path
    }

    /// The version of the service.
    #[must_use]
    pub fn version(&self) -> Version {
        self.0.version
    }

    /// The encoded path, without the version.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.url
    }

    /// The template, without the version: `/users/{id}/messages`.
    #[must_use]
    pub fn template(&self) -> &str {
        &self.0.template
    }

    /// The part that a request builder shares with all others.
    pub(crate) fn builder(&self) -> &RequestBuilder {
        &self.0
    }

    pub(crate) fn options(&self) -> &[(String, String)] {
        &self.0.options
    }

    pub(crate) fn problem(&self) -> Option<&'static str> {
        self.0.problem
    }

    fn begin_segment(&self) -> Self {
        let mut path = self.clone();
        let parting = if path.0.open { ":/" } else { "/" };
        path.0.open = false;
        path.0.url.push_str(parting);
        path.0.template.push_str(parting);
        path
    }

    fn arguments(&mut self, arguments: &[(&str, Argument)]) {
        for (number, (name, argument)) in arguments.iter().enumerate() {
            let parting = if number == 0 { '(' } else { ',' };
            self.0.url.push(parting);
            encode::segment(&mut self.0.url, name);
            self.0.url.push('=');
            match argument.alias() {
                Some((alias, value)) => {
                    let alias = self.free(alias);
                    query_name(&mut self.0.url, &alias);
                    self.0.options.push((alias, value.to_owned()));
                }
                None => self.0.url.push_str(argument.as_str()),
            }
            self.0.problem = self.0.problem.or(argument.problem());
            self.0.template.push(parting);
            self.0.template.push_str(name);
            self.0.template.push_str("={");
            self.0.template.push_str(name);
            self.0.template.push('}');
        }
        self.0.url.push(')');
        self.0.template.push(')');
    }

    /// The name of an alias, with a number where the path has it already.
    fn free(&self, alias: &str) -> String {
        let is_free = |name: &String| self.0.options.iter().all(|(known, _)| known != name);
        let numbered = (2..=self.0.options.len() + 1).map(|number| format!("{alias}{number}"));
        iter::once(alias.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// Encoding cannot help here: by RFC 3986 `%2E%2E` is the same as `..`.
    pub(crate) fn check(&mut self, key: &str) {
        if self.0.problem.is_some() {
            return;
        }
        self.0.problem = match key {
            "" => Some("a key is empty"),
            "." | ".." => Some("a key is `.` or `..`, which would lead to another path"),
            // it is harmless when encoded, but no id has one: it comes from a mistake or an attack
            key if key.contains(char::is_control) => Some("a key holds a control character"),
            _ => None,
        };
    }
}

#[cfg(test)]
mod tests;
