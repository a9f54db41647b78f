//! In: one page of a collection. Out: its items, and the request for the next page.

pub(crate) mod delta;
mod deserialized;

use crate::request::Request;
use crate::request::response::{FromResponse, RawResponse, read_envelope};
use crate::table::{self, Additional, Envelope, Queried, Value, View};
use crate::{Error, Json};
use serde_core::de::Error as _;
use serde_core::ser::SerializeMap;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

/// One page of a collection.
///
/// Serde writes it as the service does, links included.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The items of this page.
    pub value: Vec<T>,
    /// The number of all items, when it was asked for.
    pub count: Option<i64>,
    /// The link to the next page.
    pub next_link: Option<String>,
    /// The other properties of the response, such as `@odata.context`.
    pub additional: Additional,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { value: Vec::new(), count: None, next_link: None, additional: Additional::default() }
    }
}

impl<T> Page<T>
where
    Self: FromResponse,
{
    /// The request for the next page; `None` for the last page.
    ///
    /// It has no headers. [`Request::next_page_from`] keeps those of the first request.
    #[must_use]
    pub fn next(&self) -> Option<Request<Self>> {
        self.next_link.as_deref().map(Request::from_link)
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.iter()
    }
}

impl<T: Value> FromResponse for Page<T> {
    type Queried = Queried<T>;

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        read_response(response).map(|(value, rest)| rest.page(value))
    }
}

const NO_LIST: &str = "the response has no list of items of the expected type";
const NO_LINK: &str = "the response has a link to a next page that is no text";

/// The properties around the items.
pub(crate) struct Rest {
    pub(crate) count: Option<i64>,
    pub(crate) next_link: Option<String>,
    pub(crate) delta_link: Option<String>,
    pub(crate) additional: Additional,
}

impl Rest {
    pub(crate) fn of(envelope: Envelope<'_>) -> Self {
        let Envelope { count, next_link, delta_link, additional, .. } = envelope;
        Self { count, next_link, delta_link, additional }
    }

    /// The items with the properties around them. A missing list has no items; items that are no list are an error, and so is a
    /// link that cannot be followed, for the collection would seem to end there.
    pub(crate) fn items<T>(mut self, value: Option<Vec<T>>) -> Result<(Vec<T>, Self), &'static str> {
        if value.is_none() && !self.additional.is_null("value") {
            return Err(NO_LIST);
        }
        self.additional.remove("value");
        for (link, name) in [(&mut self.next_link, NEXT_LINK), (&mut self.delta_link, DELTA_LINK)] {
            if link.is_none() {
                *link = link_in(&mut self.additional, name)?;
            }
        }
        Ok((value.unwrap_or_default(), self))
    }

    fn page<T>(mut self, value: Vec<T>) -> Page<T> {
        if let Some(link) = self.delta_link {
            self.additional.insert(DELTA_LINK, link);
        }
        Page { value, count: self.count, next_link: self.next_link, additional: self.additional }
    }
}

/// A link whose name has another letter case, which parts of the service use.
fn link_in(additional: &mut Additional, name: &str) -> Result<Option<String>, &'static str> {
    let known = additional.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    let name = match known {
        None | Some((_, Json::Null)) => return Ok(None),
        Some((name, Json::String(_))) => name.to_owned(),
        Some(_) => return Err(NO_LINK),
    };
    Ok(additional.remove(&name).and_then(|link| link.as_str().map(str::to_owned)))
}

pub(crate) const DELTA_LINK: &str = "@odata.deltaLink";

/// Writes a response in the form in which it was read.
pub(crate) fn write_parts<S: Serializer>(
    value: View<'_>,
    count: Option<i64>,
    links: [(&str, Option<&str>); 2],
    additional: &Additional,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (name, json) in additional {
        map.serialize_entry(name, json)?;
    }
    if let Some(count) = count {
        map.serialize_entry("@odata.count", &count)?;
    }
    map.serialize_entry("value", &value)?;
    for (name, link) in links {
        if let Some(link) = link {
            map.serialize_entry(name, link)?;
        }
    }
    map.end()
}

pub(crate) const NEXT_LINK: &str = "@odata.nextLink";

impl<T: Value> Serialize for Page<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let links = [(NEXT_LINK, self.next_link.as_deref()), ("", None)];
        write_parts(table::view(&self.value), self.count, links, &self.additional, serializer)
    }
}

/// Reads the parts of a response.
pub(crate) fn read_response<T: Value>(response: &RawResponse<'_>) -> Result<(Vec<T>, Rest), Error> {
    let mut value: Option<Vec<T>> = None;
    let rest = Rest::of(read_envelope(Envelope::around(table::field(&mut value)), response.body)?);
    rest.items(value).map_err(|problem| Error::decoding(problem, response.body))
}

/// Reads the parts of a response from any serde format.
pub(crate) fn read_parts<'de, T: Value, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<(Vec<T>, Rest), D::Error> {
    let mut value: Option<Vec<T>> = None;
    let mut envelope = Envelope::around(table::field(&mut value));
    table::read_into(&mut envelope, deserializer)?;
    let rest = Rest::of(envelope);
    rest.items(value).map_err(D::Error::custom)
}

impl<'de, T: Value> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_parts(deserializer).map(|(value, rest)| rest.page(value))
    }
}
