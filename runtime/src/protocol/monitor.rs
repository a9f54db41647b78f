//! In: the response that an operation has begun. Out: requests for its progress, until it has ended.

mod progress;

use crate::Error;
use crate::error::RetryAfter;
use crate::request::Request;
use crate::request::operation::Version;
use crate::request::response::{FromResponse, RawResponse, read};
use crate::table::Untyped;
use http::{HeaderMap, StatusCode};
use serde_core::de::Error as _;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

pub use progress::{Progress, State};

/// The response of a long-running operation: it has begun (202), or has already ended.
///
/// ```
/// use msgraph_core::{Accepted, Endpoint, Error, Json, Operation, Path, Request, State, Version, http};
///
/// # fn main() -> Result<(), Error> {
/// let copy = Path::root(Version::V1, "me").segment("drive").segment("items").key("1", "id").segment("copy");
/// let request: Request<Accepted> = copy.post_empty(Operation::UNDOCUMENTED);
/// let response = http::Response::builder().status(202).header("location", "https://contoso.example/monitor/4?key=x");
/// let accepted = request.parse(response.body("").expect("a response"))?;
///
/// let monitor = accepted.monitor().expect("it has begun");
/// // of another host, so the token stays here
/// assert!(!monitor.poll().needs_token(&Endpoint::GLOBAL));
/// let progress = monitor.poll().parse(http::Response::new(r#"{"status": "inProgress", "percentageComplete": 27.8}"#))?;
/// assert_eq!(progress.state(), State::Running);
/// // ... wait as long as `progress.retry_after()` says ...
/// let progress = monitor.poll().parse(http::Response::new(r#"{"status": "completed", "resourceId": "01MOWKYVJML57"}"#))?;
/// assert_eq!(progress.state(), State::Succeeded);
/// assert_eq!(progress.resource_id(), Some("01MOWKYVJML57"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Accepted {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    version: Version,
}

impl Accepted {
    /// The status: 202 when the operation has begun.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The raw body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The monitor of the operation; `None` when the service named no address, as for an
    /// operation that has ended at once.
    #[must_use]
    pub fn monitor(&self) -> Option<Monitor> {
        let header = |name: &str| self.headers.get(name)?.to_str().ok();
        // a plain 201 has the address of what was created in `Location`
        let location = header("azure-asyncoperation")
            .or_else(|| header("operation-location"))
            .or_else(|| header("location").filter(|_| self.status == StatusCode::ACCEPTED))?;
        Some(Monitor { location: location.to_owned(), version: self.version })
    }

    /// The time to wait before the first request to the monitor.
    #[must_use]
    pub fn retry_after(&self) -> Option<RetryAfter> {
        RetryAfter::of(&self.headers)
    }

    /// The body of this response, for an operation that has ended at once.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding) when the body is not of the expected type.
    pub fn value<T: FromResponse>(&self) -> Result<T, Error> {
        let Self { status, headers, body, version } = self;
        read(&RawResponse { status: *status, headers, body, version: *version, asked: None })
    }
}

impl fmt::Debug for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accepted").field("status", &self.status).finish_non_exhaustive()
    }
}

impl FromResponse for Accepted {
    type Queried = Untyped;

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        let &RawResponse { status, headers, body, version, .. } = response;
        Ok(Self { status, headers: headers.clone(), body: body.to_vec(), version })
    }
}

/// The address that reports the progress of an operation.
///
/// Serde writes it as one text, so that another program can continue. The address may hold its own permission;
/// `Debug` does not show its query.
#[derive(Clone, Eq, PartialEq)]
pub struct Monitor {
    location: String,
    version: Version,
}

impl Monitor {
    /// A monitor at an address that was kept from an earlier run.
    #[must_use]
    pub fn at(location: impl Into<String>, version: Version) -> Self {
        Self { location: location.into(), version }
    }

    /// The address, as the service wrote it.
    #[must_use]
    pub fn location(&self) -> &str {
        &self.location
    }

    /// The request for the progress of the operation. Send it until [`Progress::state`] is no longer [`State::Running`].
    pub fn poll(&self) -> Request<Progress> {
        Request::monitor(&self.location, self.version)
    }
}

impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.location.split('?').next().unwrap_or_default();
        f.debug_struct("Monitor").field("location", &shown).field("version", &self.version).finish()
    }
}

impl Serialize for Monitor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{} {}", self.version, self.location))
    }
}

impl<'de> Deserialize<'de> for Monitor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let version =
            |name: &str| [Version::V1, Version::Beta].into_iter().find(|version| version.as_str() == name);
        text.split_once(' ')
            .and_then(|(name, location)| Some(Self::at(location, version(name)?)))
            .ok_or_else(|| D::Error::custom("expected a version and an address"))
    }
}

#[cfg(test)]
mod tests;
