//! What every crate of generated Microsoft Graph bindings shares: requests, answers, tables, scalars, errors.
//!
//! Nothing here sends anything. A [`Request`] is a value; [`Request::into_http`] makes it an `http::Request`, which any
//! HTTP stack can send, and [`Request::parse`] reads the response.
//!
//! ```
//! use msgraph_core::{http, Endpoint, Error, Json, Operation, Page, Path, Request, Version};
//!
//! # fn main() -> Result<(), Error> {
//! // generated code has this as `v1::me().messages().list()`, with a model instead of `Json`
//! let messages = Path::root(Version::V1, "me").segment("messages");
//! let request: Request<Page<Json>> = messages.get(Operation::UNDOCUMENTED);
//! let request = request.select(["id", "subject"]).filter("isRead eq false").top(10);
//!
//! let to_send: http::Request<Vec<u8>> = request.clone().into_http(&Endpoint::GLOBAL)?;
//! assert_eq!(
//!     to_send.uri(),
//!     "https://graph.microsoft.com/v1.0/me/messages?$select=id,subject&$filter=isRead%20eq%20false&$top=10"
//! );
//!
//! // what an HTTP stack answers
//! let response = http::Response::new(r#"{"value": [{"id": "1"}], "@odata.nextLink": "https://graph.microsoft.com/v1.0/x"}"#);
//! let page = request.parse(response)?;
//! assert_eq!(page.value.len(), 1);
//! assert!(page.next().is_some());
//! # Ok(())
//! # }
//! ```
//!
//! Models are read and written by tables ([`table`]), not by derived code, and lose nothing: what they do not name or
//! cannot hold is in [`Additional`]. Everything that can go wrong is an [`Error`].

#![forbid(unsafe_code)]

// so that the examples of generated code read as they do outside
#[cfg(test)]
extern crate self as msgraph_core;

mod additional;
mod answer;
mod batch;
#[cfg(feature = "client")]
pub mod client;
mod delta;
mod download;
mod endpoint;
mod error;
#[cfg(test)]
mod example;
mod filter;
mod flags;
mod kind;
mod monitor;
mod number;
pub mod open_enum;
mod operation;
mod page;
mod patch;
mod path;
mod permissions;
pub mod polymorph;
mod property;
mod request;
mod scalar;
pub mod table;
mod upload;

pub use additional::{Additional, Iter as AdditionalIter};
pub use answer::{Answer, Bytes, Reply, Response, Text};
pub use batch::{Batch, BatchAnswer, BatchId, BatchResults, BatchRetry};
#[cfg(feature = "client")]
pub use client::Client;
pub use delta::{DeltaItem, DeltaPage, Removed};
pub use download::{Download, DownloadAnswer, Part};
pub use endpoint::Endpoint;
pub use error::{Error, ErrorDetail, ErrorKind, InnerError, RetryAfter, ServiceError};
pub use filter::{Filter, Literal, Ordered};
pub use flags::Flags;
pub use kind::{
    BoxKind, EnumKind, JsonKind, Kind, ListKind, ObjectKind, PolymorphKind, Scalar, ScalarKind, Value,
};
pub use monitor::{Accepted, Monitor, Progress, State};
pub use open_enum::OpenEnum;
pub use operation::{Cloud, Method, Operation, OperationInfo, Permissions, Version};
pub use page::Page;
pub use patch::Patch;
pub use path::{Argument, Path};
pub use permissions::{Needed, RequiredPermissions, required_permissions};
pub use polymorph::Polymorph;
pub use property::{Expand, Holder, Nested, Order, Property};
pub use request::{Body, Changes, Content, Expansion, NoToken, Request, Selection, Sorting, TermList, Terms};
pub use scalar::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
pub use table::{Field, Object, ObjectInfo};
pub use upload::{Upload, UploadAnswer, UploadStep, Uploaded};

/// Any JSON value.
pub use serde_json::Value as Json;

// what generated code and its users need of these crates, in the versions that fit
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
pub use {http, jiff, serde_core, serde_json, uuid};
