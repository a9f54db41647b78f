#![doc = include_str!("guide.md")]
#![forbid(unsafe_code)]

// so that the examples of generated code read as they do outside
#[cfg(test)]
extern crate self as msgraph_core;

mod additional;
mod batch;
#[cfg(feature = "client")]
pub mod client;
#[doc(hidden)]
pub mod codegen;
mod delta;
mod download;
mod endpoint;
mod error;
#[cfg(test)]
mod example;
mod filter;
mod flags;
mod monitor;
mod number;
mod operation;
mod page;
mod patch;
mod path;
mod permissions;
mod property;
mod reference;
mod request;
mod response;
mod scalar;
mod scan;
mod upload;

pub use additional::{Additional, Iter as AdditionalIter};
pub use batch::{Batch, BatchId, BatchResponse, BatchResults, BatchRetry};
#[cfg(feature = "client")]
pub use client::Client;
#[doc(inline)]
pub use codegen::open_enum::OpenEnum;
#[doc(inline)]
pub use codegen::polymorphic::Polymorphic;
#[doc(inline)]
pub use codegen::table::{misfits, strict};
pub use delta::{DeltaItem, DeltaPage, Removed};
pub use download::{Download, DownloadResponse, Part};
pub use endpoint::Endpoint;
pub use error::{Error, ErrorDetail, ErrorKind, InnerError, RetryAfter, ServiceError};
pub use filter::{Filter, Literal, Ordered};
pub use flags::{Flags, FlagsIter};
pub use monitor::{Accepted, Monitor, Progress, State};
pub use operation::{
    Callout, CalloutKind, CalloutSection, CalloutTopic, Cloud, Method, Operation, OperationInfo, Permissions,
    QueryOptions, QuerySupport, Version,
};
pub use page::Page;
pub use patch::Patch;
pub use path::Path;
pub use permissions::{PermissionSet, RequiredPermissions, required_permissions};
pub use property::{Expand, FilterOperator, HasObject, Order, Property, PropertyInfo, PropertyPath};
pub use reference::Reference;
pub use request::{
    Body, Changes, Content, ExpandList, IntoQueryList, NoToken, OrderBy, QueryList, Request, Select,
};
pub use response::{Bytes, FromResponse, RawResponse, Response, Text};
pub use scalar::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
pub use upload::{Upload, UploadResponse, UploadStep, Uploaded};

/// Any JSON value.
pub use serde_json::Value as Json;

// what generated code and its users need of these crates, in the versions that fit
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
pub use {http, jiff, serde_core, serde_json, uuid};
