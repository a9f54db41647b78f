//! In: one page of a collection. Out: its items as a type of the program, which serde reads; the rest as in any other page.

use crate::Error;
use crate::Json;
use crate::json_text::without_mark;
use crate::request::page::{Page, Rest};
use crate::request::response::{Deserialized, FromResponse, RawResponse};
use crate::table::{self, Envelope, Untyped};
use serde_core::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde_core::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;

impl<T: DeserializeOwned> FromResponse for Page<Deserialized<T>> {
    type Queried = Untyped;

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        let body = without_mark(response.body);
        let Parts { value, rest } =
            serde_json::from_slice(body).map_err(|source| Error::json(source, body))?;
        let (value, rest) = rest.items(value).map_err(|problem| Error::decoding(problem, body))?;
        Ok(rest.page(value.into_iter().map(Deserialized).collect()))
    }
}

/// The items and the properties around them.
struct Parts<T> {
    value: Option<Vec<T>>,
    rest: Rest,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Parts<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PartsVisitor(PhantomData))
    }
}

struct PartsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PartsVisitor<T> {
    type Value = Parts<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page of a collection")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parts<T>, A::Error> {
        let mut value = None;
        let mut others = serde_json::Map::new();
        while let Some(name) = map.next_key::<String>()? {
            if name == "value" {
                value = map.next_value()?;
                if value.is_some() {
                    continue;
                }
                others.insert(name, Json::Null);
            } else {
                others.insert(name, map.next_value()?);
            }
        }
        let rest = rest(others).map_err(A::Error::custom)?;
        Ok(Parts { value, rest })
    }
}

/// The properties around the items. Not generic, so that it is compiled once.
fn rest(others: serde_json::Map<String, Json>) -> Result<Rest, serde_json::Error> {
    let mut none: Option<Json> = None;
    let mut envelope = Envelope::around(table::field(&mut none));
    table::read_into(&mut envelope, Json::Object(others))?;
    Ok(Rest::of(envelope))
}
