//! In: a place or a link. Out: the URL at an endpoint, and whether a token may go there.

use crate::Error;
use crate::endpoint::Endpoint;
use crate::operation::Version;
use crate::path::{Path, link as encode_link};
use http::Uri;

/// Where a request goes.
#[derive(Clone)]
pub(super) enum Target {
    /// A place, built step by step.
    Place(Path),
    /// A link from an answer; it must lead to the endpoint.
    Link(String),
    /// A link that holds its own permission, such as an upload URL; it may lead anywhere, and no token goes along.
    Presigned(String),
    /// The address of a monitor or a redirection; it may lead anywhere, and a token goes along to the endpoint alone.
    Monitor { location: String, version: Version },
}

impl Target {
    /// The encoded path without version and query, or the whole link.
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Place(path) => path.as_str(),
            Self::Link(link) | Self::Presigned(link) => link,
            Self::Monitor { location, .. } => location,
        }
    }

    /// What `Debug` shows: the query of a link is its own permission, or the state of a collection.
    pub(super) fn shown(&self) -> &str {
        let path = self.path();
        path.split_once(['?', '#']).map_or(path, |(path, _)| path)
    }

    pub(super) fn template(&self) -> &str {
        match self {
            Self::Place(path) => path.template(),
            Self::Link(_) | Self::Presigned(_) | Self::Monitor { .. } => "",
        }
    }

    /// The version that is asked for; none for a link that names none.
    pub(super) fn version(&self) -> Option<Version> {
        match self {
            Self::Place(path) => Some(path.version()),
            Self::Link(link) => version_of(link),
            Self::Presigned(_) => None,
            Self::Monitor { version, .. } => Some(*version),
        }
    }

    /// Whether a token may go along to where this leads from the endpoint.
    pub(super) fn carries_token(&self, endpoint: &Endpoint) -> bool {
        match self {
            Self::Place(_) => true,
            Self::Presigned(_) => false,
            Self::Link(_) | Self::Monitor { .. } => {
                self.url(endpoint).is_ok_and(|url| endpoint.admit(&url).is_ok())
            }
        }
    }

    /// The URL without the request's own options.
    pub(super) fn url(&self, endpoint: &Endpoint) -> Result<String, Error> {
        endpoint.admit_version(self.version())?;
        match self {
            Self::Place(path) => match path.problem() {
                Some(problem) => Err(Error::building(problem)),
                None => Ok(endpoint.base(path.version()) + path.as_str()),
            },
            Self::Link(link) => {
                let link = clean(link);
                endpoint.admit(&link)?;
                Ok(link)
            }
            Self::Presigned(link) => absolute(clean(link), endpoint),
            // the service writes some monitors without host and version
            Self::Monitor { location, version }
                if location.starts_with('/') && !location.starts_with("//") =>
            {
                let location = clean(location);
                let versioned = version_in(&location).is_some();
                let base = if versioned { endpoint.as_str().to_owned() } else { endpoint.base(*version) };
                Ok(base + &location)
            }
            Self::Monitor { location, .. } => absolute(clean(location), endpoint),
        }
    }
}

/// A link without its fragment, and without the characters that no URL may have.
fn clean(link: &str) -> String {
    encode_link(link.split_once('#').map_or(link, |(link, _)| link))
}

/// A link to anywhere: encrypted, unless the endpoint is not, as that of a test is.
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

/// The version that an absolute link asks for.
fn version_of(link: &str) -> Option<Version> {
    let (_, rest) = link.split_once("://")?;
    version_in(rest.find('/').map_or("", |slash| &rest[slash..]))
}

/// The version that a path begins with. An endpoint of one's own may have a path before it.
fn version_in(path: &str) -> Option<Version> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').find_map(|segment| {
        [Version::V1, Version::Beta].into_iter().find(|version| version.as_str() == segment)
    })
}

#[cfg(test)]
mod tests;
