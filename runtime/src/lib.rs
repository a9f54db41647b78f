#![doc = include_str!("guide.md")]
#![forbid(unsafe_code)]

// so that the examples of generated code read as they do outside
#[cfg(test)]
extern crate self as msgraph_core;

#[cfg(feature = "client")]
pub mod client;
#[doc(hidden)]
pub mod codegen;
mod error;
mod json_text;
mod model;
mod protocol;
mod query;
mod request;
mod table;

#[cfg(feature = "client")]
pub use client::Client;
pub use error::{Error, ErrorDetail, ErrorKind, InnerError, RetryAfter, ServiceError};
pub use model::convert::convert;
pub use model::derived_from::{DerivedFrom, Extends};
pub use model::flags::{Flags, FlagsIter};
pub use model::into_value::{IntoValue, some};
pub use model::open_enum::OpenEnum;
pub use model::polymorphic::Polymorphic;
pub use model::property::{FilterOperator, HasObject, Property, PropertyInfo, PropertyPath};
pub use model::scope::{CanQuery, OnDerivedType};
pub use protocol::batch::{Batch, BatchId, BatchResponse, BatchResults, BatchRetry};
pub use protocol::download::{Download, DownloadResponse, Part};
pub use protocol::monitor::{Accepted, Monitor, Progress, State};
pub use protocol::upload::{Upload, UploadResponse, UploadStep, Uploaded};
pub use query::expand::Expand;
pub use query::filter::{Filter, IntoFilter, Literal, Ordered};
pub use query::order::Order;
pub use query::{ExpandList, IntoQueryList, OrderBy, QueryList, Select};
pub use request::address::endpoint::Endpoint;
pub use request::address::path::{Path, RequestBuilder};
pub use request::body::reference::IntoReference;
pub use request::body::{Body, Changes, Content, Patch, StreamBody};
pub use request::builder::UntypedRequestBuilder;
pub use request::operation::permissions::{PermissionSet, RequiredPermissions, required_permissions};
pub use request::operation::{
    AccountKind, Callout, CalloutKind, CalloutSection, CalloutTopic, Cloud, Method, Operation, OperationInfo,
    Permissions, QueryOptions, QuerySupport, Version,
};
pub use request::page::Page;
pub use request::page::delta::{DeltaItem, DeltaPage, Removed};
pub use request::reference::Reference;
pub use request::response::{Bytes, Deserialized, FromResponse, RawResponse, Response, Text};
pub use request::{NoToken, Request};
pub use table::additional::Iter as AdditionalIter;
pub use table::scalar::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
pub use table::{Additional, Untyped, misfits, strict};

/// Any JSON value.
pub use serde_json::Value as Json;

// what generated code and its users need of these crates, in the versions that fit
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
pub use {http, jiff, serde_core, serde_json, uuid};
