#![doc = include_str!("guide.md")]
#![forbid(unsafe_code)]

// so that the examples of generated code read as they do outside
#[cfg(test)]
extern crate self as msgraph_core;

mod batch;
#[cfg(feature = "client")]
pub mod client;
#[doc(hidden)]
pub mod codegen;
mod download;
mod error;
#[cfg(test)]
mod example;
mod monitor;
mod request;
mod response;
mod upload;
mod values;

pub use batch::{Batch, BatchId, BatchResponse, BatchResults, BatchRetry};
#[cfg(feature = "client")]
pub use client::Client;
#[doc(inline)]
pub use codegen::open_enum::OpenEnum;
#[doc(inline)]
pub use codegen::polymorphic::Polymorphic;
#[doc(inline)]
pub use codegen::scope::{CanQuery, OnDerivedType, Untyped};
#[doc(inline)]
pub use codegen::table::{misfits, strict};
pub use download::{Download, DownloadResponse, Part};
pub use error::{Error, ErrorDetail, ErrorKind, InnerError, RetryAfter, ServiceError};
pub use monitor::{Accepted, Monitor, Progress, State};
pub use request::endpoint::Endpoint;
pub use request::expand::Expand;
pub use request::filter::{Filter, IntoFilter, Literal, Ordered};
pub use request::operation::{
    Callout, CalloutKind, CalloutSection, CalloutTopic, Cloud, Method, Operation, OperationInfo, Permissions,
    QueryOptions, QuerySupport, Version,
};
pub use request::patch::Patch;
pub use request::path::{Path, RequestBuilder, UntypedRequestBuilder};
pub use request::permissions::{PermissionSet, RequiredPermissions, required_permissions};
pub use request::property::{FilterOperator, HasObject, Order, Property, PropertyInfo, PropertyPath};
pub use request::reference::Reference;
pub use request::{
    Body, Changes, Content, ExpandList, IntoQueryList, NoToken, OrderBy, QueryList, Request, Select,
};
pub use response::delta::{DeltaItem, DeltaPage, Removed};
pub use response::page::Page;
pub use response::{Bytes, Deserialized, FromResponse, RawResponse, Response, Text};
pub use upload::{Upload, UploadResponse, UploadStep, Uploaded};
pub use values::additional::{Additional, Iter as AdditionalIter};
pub use values::derived::DerivedFrom;
pub use values::flags::{Flags, FlagsIter};
pub use values::into_value::{IntoValue, some};
pub use values::scalar::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};

/// Any JSON value.
pub use serde_json::Value as Json;

// what generated code and its users need of these crates, in the versions that fit
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
pub use {http, jiff, serde_core, serde_json, uuid};
