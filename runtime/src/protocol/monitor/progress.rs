//! In: the response of a monitor, in any of the service's forms. Out: the progress of the operation.

use crate::error::RetryAfter;
use crate::json_text::{property, without_mark};
use crate::request::Request;
use crate::request::address::target::{Asked, Target};
use crate::request::operation::{Method, Version};
use crate::request::response::{FromResponse, RawResponse, read};
use crate::table::Untyped;
use crate::{Error, Json};
use http::header::LOCATION;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// Whether an operation has ended.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum State {
    /// It has not begun, or runs.
    Running,
    /// It has succeeded.
    Succeeded,
    /// It has failed, or was cancelled; see [`Progress::error`].
    Failed,
}

/// The progress of an operation.
///
/// The property `status` has the state, in the words of all parts of the service; unknown words mean that the operation
/// runs. Without it an error means that the operation has failed; else the HTTP status decides: 202 means that it
/// runs, any other success that this is its result. A body that is not JSON is an error, since another server on the way
/// has sent it.
#[derive(Clone)]
pub struct Progress {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    json: Json,
    version: Version,
    asked: Option<Target>,
}

impl Progress {
    /// Whether it has ended.
    #[must_use]
    pub fn state(&self) -> State {
        if self.status.is_redirection() {
            return State::Succeeded;
        }
        let word = property(&self.json, "status").and_then(Json::as_str);
        match word.map(str::to_ascii_lowercase).as_deref() {
            Some("completed" | "succeeded" | "success") => State::Succeeded,
            Some("failed" | "canceled" | "cancelled" | "error" | "invalid" | "deletefailed") => State::Failed,
            Some(_) => State::Running,
            None if property(&self.json, "error").is_some_and(Json::is_object) => State::Failed,
            None if self.status == StatusCode::ACCEPTED => State::Running,
            None => State::Succeeded,
        }
    }

    /// The service's own word for the state, such as `inProgress`.
    #[must_use]
    pub fn status_text(&self) -> Option<&str> {
        self.text("status")
    }

    /// The completed part, from 0 to 100, if the service reports it.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        let names = ["percentageComplete", "percentComplete"];
        names.into_iter().find_map(|name| property(&self.json, name)?.as_f64())
    }

    /// The time to wait before the next request.
    #[must_use]
    pub fn retry_after(&self) -> Option<RetryAfter> {
        RetryAfter::of(&self.headers)
    }

    /// The id of the created object.
    #[must_use]
    pub fn resource_id(&self) -> Option<&str> {
        self.text("resourceId").or_else(|| self.text("targetResourceId"))
    }

    /// The request for the created object, if the service names its address.
    pub fn resource<T: FromResponse>(&self) -> Option<Request<T>> {
        if let Some(location) = self.text("resourceLocation").or_else(|| self.text("targetResourceLocation"))
        {
            return Some(Request::monitor(location, self.version));
        }
        let location = self.headers.get(LOCATION).filter(|_| self.status.is_redirection())?.to_str().ok()?;
        Some(match &self.asked {
            Some(asked) => Request::from_response_to(asked, location),
            None => Request::monitor(location, self.version),
        })
    }

    /// This response itself as the result, for operations that end so.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding) when the body is not of the expected type.
    pub fn value<T: FromResponse>(&self) -> Result<T, Error> {
        let Self { status, headers, body, version, asked, .. } = self;
        let asked = asked.as_ref();
        let asked = asked.map(|target| Asked { target, method: Method::Get, content_range: None });
        read(&RawResponse { status: *status, headers, body, version: *version, asked })
    }

    /// The reason of the failure; `None` when the operation has not failed.
    #[must_use]
    pub fn error(&self) -> Option<Error> {
        let failed = self.state() == State::Failed;
        failed.then(|| Error::refusal(self.status, &self.headers, &self.body))
    }

    /// The whole response; null when it is not JSON.
    #[must_use]
    pub fn json(&self) -> &Json {
        &self.json
    }

    fn text(&self, name: &str) -> Option<&str> {
        property(&self.json, name)?.as_str().filter(|text| !text.is_empty())
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress")
            .field("state", &self.state())
            .field("percent", &self.percent())
            .finish_non_exhaustive()
    }
}

impl FromResponse for Progress {
    type Queried = Untyped;

    /// A redirection leads to the created object.
    fn accepts(status: StatusCode) -> bool {
        status.is_success() || status == StatusCode::SEE_OTHER || status == StatusCode::FOUND
    }

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        let &RawResponse { status, headers, body, version, asked } = response;
        let text = without_mark(body).trim_ascii();
        let json = match serde_json::from_slice(text) {
            Ok(json) => json,
            // the body of a redirection is ignored
            Err(_) if text.is_empty() || status.is_redirection() => Json::Null,
            Err(source) => return Err(Error::json(source, text)),
        };
        let asked = asked.map(|asked| asked.target.clone());
        Ok(Self { status, headers: headers.clone(), body: body.to_vec(), json, version, asked })
    }
}
