//! In: the address of a deployment. Out: the bases of its URLs; a check that a link belongs to it.

use crate::Error;
use crate::request::operation::{Cloud, Version};
use http::Uri;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// The address of the service: one of the clouds, or any other address, such as that of a test server.
///
/// The version is part of a request, not of the endpoint: a request of version beta goes to the beta base. An endpoint
/// can be restricted to [one version](Self::restricted_to).
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Endpoint {
    address: Cow<'static, str>,
    only: Option<Version>,
}

impl Endpoint {
    /// The global service.
    pub const GLOBAL: Self = Self::known("https://graph.microsoft.com");
    /// US Government L4.
    pub const US_GOV_L4: Self = Self::known("https://graph.microsoft.us");
    /// US Government L5 (DOD).
    pub const US_GOV_L5: Self = Self::known("https://dod-graph.microsoft.us");
    /// China, operated by 21Vianet.
    pub const CHINA: Self = Self::known("https://microsoftgraph.chinacloudapi.cn");

    /// Any address without a version: `http://127.0.0.1:8080`, `https://proxy.example/graph`.
    ///
    /// Only the path of the address and the paths below it receive the token.
    ///
    /// # Errors
    /// When it is no absolute `http` or `https` address, or has a user, a query, a fragment or a version.
    pub fn new(address: &str) -> Result<Self, Error> {
        // neither a password nor a key in the query belongs in an error
        let shown = address.split(['?', '#']).next().unwrap_or_default();
        let refuse = || Error::building(format!("not the address of an endpoint: {}", without_user(shown)));
        let uri: Uri = address.parse().map_err(|_| refuse())?;
        let plain = !address.contains(['@', '?', '#']);
        // a scheme has one form, since others look at its letters
        let scheme = uri.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https"));
        let (scheme, (_, rest)) = scheme.zip(address.split_once("://")).ok_or_else(refuse)?;
        if !plain || uri.host().is_none_or(str::is_empty) {
            return Err(refuse());
        }
        let address = format!("{scheme}://{}", rest.trim_end_matches('/'));
        // with a version here every URL would have two
        if [Version::V1, Version::Beta]
            .iter()
            .any(|version| uri.path().trim_end_matches('/').ends_with(&format!("/{version}")))
        {
            return Err(Error::building(format!("the address of an endpoint has no version: {address}")));
        }
        Ok(Self { address: Cow::Owned(address), only: None })
    }

    const fn known(address: &'static str) -> Self {
        Self { address: Cow::Borrowed(address), only: None }
    }

    /// The same endpoint for requests of one version alone: those of the other are refused, so that a program that must
    /// use the stable version cannot use the preview by accident.
    #[must_use]
    pub fn restricted_to(self, version: Version) -> Self {
        Self { only: Some(version), ..self }
    }

    /// The endpoint of a cloud.
    #[must_use]
    pub const fn of(cloud: Cloud) -> Self {
        match cloud {
            Cloud::Global => Self::GLOBAL,
            Cloud::UsGovL4 => Self::US_GOV_L4,
            Cloud::UsGovL5 => Self::US_GOV_L5,
            Cloud::China => Self::CHINA,
        }
    }

    /// The address, without a version and without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// The start of the URLs of all requests of this version: `https://graph.microsoft.com/v1.0`.
    #[must_use]
    pub fn base(&self, version: Version) -> String {
        format!("{}/{}", self.address, version)
    }

    /// Refuses a version that the endpoint does not accept.
    pub(crate) fn admit_version(&self, version: Option<Version>) -> Result<(), Error> {
        match (self.only, version) {
            (Some(only), Some(version)) if only != version => Err(Error::building(format!(
                "the request asks {version}, and the endpoint takes {only} alone"
            ))),
            _ => Ok(()),
        }
    }

    /// Refuses a link that leads to another host, or out of the path of the endpoint, because the request carries a token.
    pub(crate) fn admit(&self, link: &str) -> Result<Uri, Error> {
        let uri: Uri = link.parse().map_err(|source: http::uri::InvalidUri| {
            Error::building_from("the link is not an absolute URL", source)
        })?;
        let own: Uri = self.address.parse().map_err(|source: http::uri::InvalidUri| {
            Error::building_from("the endpoint is not an absolute URL", source)
        })?;
        if origin(&uri).is_none() || origin(&uri) != origin(&own) {
            let host = uri.authority().map_or("no host", |authority| without_user(authority.as_str()));
            return Err(Error::building(format!("the link leads to {host}, not to the endpoint {self}")));
        }
        if !is_below(uri.path(), own.path().trim_end_matches('/')) {
            return Err(Error::building(format!("the link leads out of the path of the endpoint {self}")));
        }
        Ok(uri)
    }
}

/// Whether a path is that of an endpoint or one below, also after the HTTP stack or a proxy has resolved its dot segments.
fn is_below(path: &str, own: &str) -> bool {
    let Some(rest) = path.strip_prefix(own).filter(|_| !own.is_empty()) else {
        return own.is_empty();
    };
    let plain = percent_decode_str(rest).decode_utf8_lossy();
    (rest.is_empty() || rest.starts_with('/')) && !plain.split(['/', '\\']).any(|segment| segment == "..")
}

/// An authority without a user and a password.
pub(crate) fn without_user(authority: &str) -> &str {
    authority.rsplit_once('@').map_or(authority, |(_, host)| host)
}

/// Scheme, host and port; `None` when the address has a user, which is not allowed.
fn origin(uri: &Uri) -> Option<(String, String, u16)> {
    let authority = uri.authority()?;
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let usual = if scheme == "http" { 80 } else { 443 };
    let port = authority.port_u16().unwrap_or(usual);
    (!authority.as_str().contains('@')).then(|| (scheme, authority.host().to_ascii_lowercase(), port))
}

impl Default for Endpoint {
    fn default() -> Self {
        Self::GLOBAL
    }
}

/// As [`Endpoint::new`] reads it.
impl FromStr for Endpoint {
    type Err = Error;

    fn from_str(address: &str) -> Result<Self, Error> {
        Self::new(address)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.address)
    }
}
