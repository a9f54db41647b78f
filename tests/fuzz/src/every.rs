//! A type with a property of every kind in the runtime. `docs-input` does not use all of them.

use msgraph::v1::models::{AnyDirectoryObject, BodyType, EmailAddress, Importance};
use msgraph_core as rt;

/// Defines the type and its table as in generated code.
macro_rules! every {
    ($($name:literal $field:ident: $ty:ty,)*) => {
        pub struct Every {
            $(pub $field: Option<$ty>,)*
            pub additional: rt::Additional,
        }

        rt::codegen::object! { Every "#fuzz.every": $($field $name),* }
    };
}

// Sorted by length, then by bytes, like all tables.
every! {
    "b" b: bool,
    "d" d: f64,
    "e" e: BodyType,
    "i" i: i32,
    "j" j: rt::Json,
    "o" o: EmailAddress,
    "s" s: String,
    "u" u: u8,
    "ld" ld: Vec<f64>,
    "le" le: Vec<Importance>,
    "li" li: Vec<i64>,
    "lj" lj: Vec<rt::Json>,
    "lo" lo: Vec<EmailAddress>,
    "lp" lp: Vec<AnyDirectoryObject>,
    "ls" ls: Vec<String>,
    "lx" lx: Vec<Box<Every>>,
    "any" any: AnyDirectoryObject,
    "bin" bin: rt::Binary,
    "box" r#box: Box<Every>,
    "day" day: rt::Date,
    "dec" dec: rt::Decimal,
    "dur" dur: rt::Duration,
    "f32" single: f32,
    "i16" i16: i16,
    "i64" i64: i64,
    "lls" lls: Vec<Vec<String>>,
    "tod" tod: rt::TimeOfDay,
    "flags" flags: rt::Flags<Importance>,
    "guid4" guid: rt::Guid,
    "times" times: Vec<rt::DateTimeOffset>,
    "moment" moment: rt::DateTimeOffset,
    "value8" value: i8,
}
