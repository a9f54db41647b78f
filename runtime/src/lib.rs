#![doc = include_str!("guide.md")]
#![forbid(unsafe_code)]

// so that the examples of generated code read as they do outside
#[cfg(test)]
extern crate self as msgraph_core;

mod additional;
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
pub mod polymorphic;
mod property;
mod reference;
mod request;
mod response;
mod scalar;
mod scan;
pub mod table;
mod upload;

pub use additional::{Additional, Iter as AdditionalIter};
pub use batch::{Batch, BatchId, BatchResponse, BatchResults, BatchRetry};
#[cfg(feature = "client")]
pub use client::Client;
pub use delta::{DeltaItem, DeltaPage, Removed};
pub use download::{Download, DownloadResponse, Part};
pub use endpoint::Endpoint;
pub use error::{Error, ErrorDetail, ErrorKind, InnerError, RetryAfter, ServiceError};
pub use filter::{Filter, Literal, Ordered};
pub use flags::{Flags, FlagsIter};
pub use kind::{EnumKind, JsonKind, Kind, ListKind, ObjectKind, PolymorphicKind, Scalar, ScalarKind, Value};
pub use monitor::{Accepted, Monitor, Progress, State};
pub use open_enum::OpenEnum;
pub use operation::{
    Callout, CalloutKind, CalloutSection, CalloutTopic, Cloud, Method, Operation, OperationInfo, Permissions,
    QueryOptions, QuerySupport, Version,
};
pub use page::Page;
pub use patch::Patch;
pub use path::{Argument, Path};
pub use permissions::{PermissionSet, RequiredPermissions, required_permissions};
pub use polymorphic::Polymorphic;
pub use property::{
    Expand, FilterOperator, HasObject, Order, Property, PropertyInfo, PropertyPath, property,
};
pub use reference::Reference;
pub use request::{
    Body, Changes, Content, ExpandList, IntoQueryList, NoToken, OrderBy, QueryList, Request, Select,
};
pub use response::{Bytes, FromResponse, RawResponse, Response, Text};
pub use scalar::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
pub use table::{Field, FieldVisitor, FieldVisitorMut, Fields, Object, ObjectInfo, misfits, strict};
pub use upload::{Upload, UploadResponse, UploadStep, Uploaded};

/// Any JSON value.
pub use serde_json::Value as Json;

// what generated code and its users need of these crates, in the versions that fit
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
pub use {http, jiff, serde_core, serde_json, uuid};
