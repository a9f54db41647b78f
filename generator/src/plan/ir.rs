//! Data types of the plan: files, items, methods, documentation, types. Contains no logic beyond small accessors.

pub mod area_set;
pub mod argument;
pub mod body;
pub mod cfg;
pub mod deprecation;
pub mod doc;
pub mod enums;
pub mod example;
pub mod expression;
pub mod file;
pub mod header;
pub mod ident;
pub mod item;
pub mod method;
pub mod method_key;
pub mod operation_info;
pub mod package;
pub mod query_parameter;
pub mod request_builder;
pub mod request_code;
pub mod rust_type;
pub mod structs;
