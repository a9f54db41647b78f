//! A type with a property of every kind that the runtime knows; the pages of this project do not use all of them.

use msgraph::v1::models::{AnyDirectoryObject, BodyType, EmailAddress, Importance};
use msgraph_core as rt;

/// Makes the type and its table, the way that generated code has them.
macro_rules! every {
    ($($index:literal $name:literal $field:ident: $ty:ty,)*) => {
        pub struct Every {
            $(pub $field: Option<$ty>,)*
            pub additional: rt::Additional,
        }

        rt::object! { Every "#fuzz.every" $($index $field $name),* }
    };
}

// sorted by length, then by bytes, as tables are
every! {
    0 "b" b: bool,
    1 "d" d: f64,
    2 "e" e: BodyType,
    3 "i" i: i32,
    4 "j" j: rt::Json,
    5 "o" o: EmailAddress,
    6 "s" s: String,
    7 "u" u: u8,
    8 "ld" ld: Vec<f64>,
    9 "le" le: Vec<Importance>,
    10 "li" li: Vec<i64>,
    11 "lj" lj: Vec<rt::Json>,
    12 "lo" lo: Vec<EmailAddress>,
    13 "lp" lp: Vec<AnyDirectoryObject>,
    14 "ls" ls: Vec<String>,
    15 "lx" lx: Vec<Box<Every>>,
    16 "any" any: AnyDirectoryObject,
    17 "bin" bin: rt::Binary,
    18 "box" r#box: Box<Every>,
    19 "day" day: rt::Date,
    20 "dec" dec: rt::Decimal,
    21 "dur" dur: rt::Duration,
    22 "f32" single: f32,
    23 "i16" i16: i16,
    24 "i64" i64: i64,
    25 "lls" lls: Vec<Vec<String>>,
    26 "tod" tod: rt::TimeOfDay,
    27 "flags" flags: rt::Flags<Importance>,
    28 "guid4" guid: rt::Guid,
    29 "times" times: Vec<rt::DateTimeOffset>,
    30 "moment" moment: rt::DateTimeOffset,
    31 "value8" value: i8,
}
