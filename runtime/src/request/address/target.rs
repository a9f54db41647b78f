//! In: a path or a link. Out: the URL at an endpoint, and whether it gets a token.

use crate::Error;
use crate::request::address::endpoint::{Endpoint, without_user};
use crate::request::address::path::{Path, link as encode_link};
use crate::request::operation::{Method, Version};
use http::Uri;
use iri_string::types::{UriAbsoluteStr, UriReferenceStr};

/// The parts of a request that its response depends on.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) target: &'a Target,
    pub(crate) method: Method,
    /// The range of bytes that it sent.
    pub(crate) content_range: Option<&'a str>,
}

/// The target of a request.
#[derive(Clone)]
pub(crate) enum Target {
    /// A path, built segment by segment.
    Place(Path),
    /// A link from a response; it must lead to the endpoint. The template is that of the collection that it continues, or empty.
    Link { link: String, template: String },
    /// A link that holds its own permission, such as an upload URL; it may lead anywhere, without a token.
    Presigned(String),
    /// The address of a monitor; it may lead anywhere; only the endpoint gets a token.
    Monitor { location: String, version: Version },
    /// The address that the response to another request names, relative to the URL of that one; it may lead anywhere; only
    /// the endpoint gets a token.
    Moved { from: Box<Self>, location: String },
}

impl Target {
    /// The address that a response from here names.
    pub(crate) fn moved(&self, location: &str) -> Self {
        Self::Moved { from: Box::new(self.clone()), location: location.to_owned() }
    }

    /// The encoded path without version and query, or the whole link.
    pub(crate) fn path(&self) -> &str {
        match self {
            Self::Place(path) => path.as_str(),
            Self::Link { link, .. } | Self::Presigned(link) => link,
            Self::Monitor { location, .. } | Self::Moved { location, .. } => location,
        }
    }

    /// The text for `Debug`, without queries and users: the query of a link is a permission or the state of a collection, and a user
    /// may have a password.
    pub(crate) fn shown(&self) -> String {
        let path = self.path();
        let path = path.split_once(['?', '#']).map_or(path, |(path, _)| path);
        let Some((scheme, rest)) = path.split_once("//") else {
            return path.to_owned();
        };
        let (authority, rest) = rest.split_at(rest.find(['/', '\\']).unwrap_or(rest.len()));
        format!("{scheme}//{}{rest}", without_user(authority))
    }

    pub(crate) fn template(&self) -> &str {
        match self {
            Self::Place(path) => path.template(),
            Self::Link { template, .. } => template,
            Self::Presigned(_) | Self::Monitor { .. } | Self::Moved { .. } => "",
        }
    }

    /// The requested version; `None` for a link without one.
    pub(crate) fn version(&self) -> Option<Version> {
        match self {
            Self::Place(path) => Some(path.version()),
            Self::Link { link, .. } => version_of(link),
            Self::Presigned(_) => None,
            Self::Monitor { version, .. } => Some(*version),
            Self::Moved { from, .. } => from.version(),
        }
    }

    /// Whether the request to this target carries a token.
    pub(crate) fn needs_token(&self, endpoint: &Endpoint) -> bool {
        match self {
            Self::Place(_) => true,
            Self::Presigned(_) => false,
            // a server that was asked without a token gets none by a redirection
            Self::Moved { from, .. } if !from.is_trusted(endpoint) => false,
            Self::Link { .. } | Self::Monitor { .. } | Self::Moved { .. } => {
                self.url(endpoint).is_ok_and(|url| endpoint.admit(&url).is_ok())
            }
        }
    }

    /// Whether a response from here may name an address of the endpoint that gets a token: the endpoint itself may, and the
    /// monitor that it has named. Another host behind a redirection may not.
    fn is_trusted(&self, endpoint: &Endpoint) -> bool {
        match self {
            Self::Monitor { .. } => true,
            Self::Place(_) | Self::Link { .. } | Self::Presigned(_) | Self::Moved { .. } => {
                self.needs_token(endpoint)
            }
        }
    }

    /// The URL without the request's own options.
    pub(crate) fn url(&self, endpoint: &Endpoint) -> Result<String, Error> {
        endpoint.admit_version(self.version())?;
        match self {
            Self::Place(path) => match path.problem() {
                Some(problem) => Err(Error::building(problem)),
                None => Ok(endpoint.base(path.version()) + path.as_str()),
            },
            Self::Link { link, .. } => {
                let link = clean(link);
                endpoint.admit(&link)?;
                Ok(link)
            }
            Self::Presigned(link) => absolute(clean(link), endpoint),
            Self::Monitor { location, version }
                if location.starts_with('/') && !location.starts_with("//") =>
            {
                let location = clean(location);
                match version_in(&location) {
                    Some(_) => resolve(endpoint.as_str(), &location),
                    // some monitors have neither host nor version; they belong to those of the request
                    None => Ok(endpoint.base(*version) + &location),
                }
            }
            Self::Monitor { location, .. } => absolute(clean(location), endpoint),
            Self::Moved { from, location } => {
                let location = clean(location);
                let is_absolute = location.parse().is_ok_and(|uri: Uri| uri.scheme().is_some());
                // an absolute one is kept, even in a form that the standard does not allow
                let url = if is_absolute { location } else { resolve(&from.url(endpoint)?, &location)? };
                absolute(url, endpoint)
            }
        }
    }
}

/// A link without its fragment and without invalid characters.
fn clean(link: &str) -> String {
    encode_link(link.split_once('#').map_or(link, |(link, _)| link))
}

/// A link to any host: encrypted, unless the endpoint is not, as in tests.
fn absolute(link: String, endpoint: &Endpoint) -> Result<String, Error> {
    let uri: Uri = link.parse().map_err(|source: http::uri::InvalidUri| {
        Error::building_from("the link is not an absolute URL", source)
    })?;
    let plain = uri.scheme_str() == Some("http") && endpoint.as_str().starts_with("http://");
    let known = plain || uri.scheme_str() == Some("https");
    let has_user = uri.authority().is_some_and(|authority| authority.as_str().contains('@'));
    if !known || has_user || uri.host().is_none_or(str::is_empty) {
        return Err(Error::building("the link is not an absolute https URL without a user"));
    }
    Ok(link)
}

/// The URL that a reference in the response to a request of this URL means (RFC 9110, 10.2.2; RFC 3986, 5).
fn resolve(base: &str, reference: &str) -> Result<String, Error> {
    let refused =
        |source| Error::building_from("the link cannot be followed from where it was named", source);
    let base = UriAbsoluteStr::new(base).map_err(refused)?;
    let reference = UriReferenceStr::new(reference).map_err(refused)?;
    Ok(reference.resolve_against(base).to_string())
}

/// The version that an absolute link asks for.
fn version_of(link: &str) -> Option<Version> {
    let (_, rest) = link.split_once("://")?;
    version_in(rest.find('/').map_or("", |slash| &rest[slash..]))
}

/// The version that a path begins with. A custom endpoint may have a path before it.
fn version_in(path: &str) -> Option<Version> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').find_map(|segment| {
        [Version::V1, Version::Beta].into_iter().find(|version| version.as_str() == segment)
    })
}

#[cfg(test)]
mod tests;
