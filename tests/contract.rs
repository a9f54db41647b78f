//! Tests the generated crate as a dependency: types, requests, and lossless responses.

#![expect(clippy::unwrap_used, clippy::panic, reason = "the helpers of tests may panic as the tests do")]

#[path = "contract/derived.rs"]
mod derived;
#[path = "contract/directory.rs"]
mod directory;
#[path = "contract/documented.rs"]
mod documented;
#[path = "contract/events.rs"]
mod events;
#[path = "contract/files.rs"]
mod files;
#[path = "contract/flows.rs"]
mod flows;
#[path = "contract/mail.rs"]
mod mail;
#[path = "contract/migrations.rs"]
mod migrations;
#[path = "contract/properties.rs"]
mod properties;
#[path = "contract/queries.rs"]
mod queries;
#[path = "contract/responses.rs"]
mod responses;
#[path = "contract/values.rs"]
mod values;

use msgraph::msgraph_core::FromResponse;
use msgraph::{Endpoint, Json, Request};

/// Checks the HTTP request.
#[track_caller]
fn sends<T: FromResponse>(request: &Request<T>, method: &str, url: &str) -> Option<Json> {
    let http = request.clone().into_http(&Endpoint::GLOBAL).unwrap();
    assert_eq!((http.method().as_str(), http.uri().to_string().as_str()), (method, url));
    let body = http.into_body();
    (!body.is_empty()).then(|| serde_json::from_slice(&body).unwrap())
}
