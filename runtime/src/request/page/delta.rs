//! In: one page of changes. Out: present and removed objects, and the requests for more.

use crate::request::Request;
use crate::request::page::{DELTA_LINK, NEXT_LINK, Rest, read_parts, read_response, write_parts};
use crate::request::response::{FromResponse, RawResponse};
use crate::table::{self, Additional, Field, List, Object, Queried, Value, View};
use crate::{Error, Json};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

/// One page of the changes of a collection.
///
/// Serde writes it as the service does, links included; the link alone is enough to continue in a later run. When the service
/// has forgotten the state behind a link, [it says so](crate::ServiceError::wants_resync).
#[derive(Clone, Debug, PartialEq)]
pub struct DeltaPage<T> {
    /// The changes of this page.
    pub items: Vec<DeltaItem<T>>,
    /// The link to the next page.
    pub next_link: Option<String>,
    /// The link to later changes; keep it for the next run.
    pub delta_link: Option<String>,
    /// The other properties of the response.
    pub additional: Additional,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum DeltaItem<T> {
    /// New or changed.
    Present(T),
    /// Removed: marked by `@removed`, or by the facet `deleted` that items of drives and lists have.
    Removed(Removed<T>),
}

/// A removed object.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed<T> {
    /// Its id.
    pub id: Option<String>,
    /// The reason: `deleted` for good, `changed` when it can be restored or has left the collection. Of the facet `deleted` it is the
    /// state.
    pub reason: Option<String>,
    /// All properties that the service sent.
    pub item: T,
}

const REMOVED: &str = "@removed";

impl<T: Value> DeltaPage<T> {
    /// The request for the next page; `None` for the last page of this run.
    ///
    /// It has no headers. [`Request::next_page_from`] keeps those of the first request.
    #[must_use]
    pub fn next(&self) -> Option<Request<Self>> {
        self.next_link.as_deref().map(Request::from_link)
    }

    /// The request for later changes; `None` before the last page.
    ///
    /// It has no headers. [`Request::next_page_from`] keeps those of the first request, also in a later run.
    #[must_use]
    pub fn delta(&self) -> Option<Request<Self>> {
        self.delta_link.as_deref().map(Request::from_link)
    }

    fn from_parts(value: Vec<T>, rest: Rest) -> Self {
        let Rest { count, next_link, delta_link, mut additional } = rest;
        if let Some(count) = count {
            additional.insert("@odata.count", count);
        }
        let items = value.into_iter().map(DeltaItem::of).collect();
        Self { items, next_link, delta_link, additional }
    }
}

impl<T: Value> DeltaItem<T> {
    fn of(item: T) -> Self {
        match removal(table::view(&item)) {
            None => Self::Present(item),
            Some((id, reason)) => Self::Removed(Removed { id, reason, item }),
        }
    }
}

impl<T> DeltaItem<T> {
    /// The object, if it is present.
    #[must_use]
    pub fn present(&self) -> Option<&T> {
        match self {
            Self::Present(item) => Some(item),
            Self::Removed(_) => None,
        }
    }

    /// The object, if it was removed.
    #[must_use]
    pub fn removed(&self) -> Option<&Removed<T>> {
        match self {
            Self::Present(_) => None,
            Self::Removed(removed) => Some(removed),
        }
    }

    fn item(&self) -> &T {
        match self {
            Self::Present(item) => item,
            Self::Removed(removed) => &removed.item,
        }
    }
}

impl<T> Default for DeltaPage<T> {
    fn default() -> Self {
        Self { items: Vec::new(), next_link: None, delta_link: None, additional: Additional::default() }
    }
}

/// The facet of a removed item of a drive or list.
const DELETED: &str = "deleted";

/// Id and reason of a removed object.
fn removal(view: View<'_>) -> Option<(Option<String>, Option<String>)> {
    match view {
        View::Object(object) | View::Variant { object, .. } => {
            let reason = match object.additional().get(REMOVED) {
                Some(removed) => text_in(removed, "reason"),
                None => deletion(object)?,
            };
            Some((text(object, "id"), reason))
        }
        View::Json(json) => {
            let reason = match json.get(REMOVED) {
                Some(removed) => text_in(removed, "reason"),
                None => text_in(json.get(DELETED).filter(|facet| facet.is_object())?, "state"),
            };
            Some((text_in(json, "id"), reason))
        }
        _ => None,
    }
}

/// The state of a facet `deleted`, when the object has one. Its type may be compiled, or not.
fn deletion(object: &dyn Object) -> Option<Option<String>> {
    match table::property(object, DELETED).map(Field::view) {
        Some(View::Object(facet)) => Some(text(facet, "state")),
        Some(View::Json(facet)) if facet.is_object() => Some(text_in(facet, "state")),
        _ => {
            let facet = object.additional().get(DELETED).filter(|facet| facet.is_object())?;
            Some(text_in(facet, "state"))
        }
    }
}

fn text_in(json: &Json, name: &str) -> Option<String> {
    json.get(name)?.as_str().map(str::to_owned)
}

fn text(object: &dyn Object, name: &str) -> Option<String> {
    match table::property(object, name).map(Field::view) {
        Some(View::Text(text)) => Some(text.to_owned()),
        _ => object.additional().get(name)?.as_str().map(str::to_owned),
    }
}

impl<T: Value> FromResponse for DeltaPage<T> {
    type Queried = Queried<T>;

    fn read(response: &RawResponse<'_>) -> Result<Self, Error> {
        read_response(response).map(|(value, rest)| Self::from_parts(value, rest))
    }
}

/// The items as a list of objects, removed ones included.
struct Items<'a, T>(&'a [DeltaItem<T>]);

impl<T: Value> List for Items<'_, T> {
    fn count(&self) -> usize {
        self.0.len()
    }
    fn at(&self, index: usize) -> View<'_> {
        self.0.get(index).map_or(View::Absent, |item| table::view(item.item()))
    }
}

impl<T: Value> Serialize for DeltaPage<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let links = [(NEXT_LINK, self.next_link.as_deref()), (DELTA_LINK, self.delta_link.as_deref())];
        write_parts(View::List(&Items(&self.items)), None, links, &self.additional, serializer)
    }
}

impl<'de, T: Value> Deserialize<'de> for DeltaPage<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_parts(deserializer).map(|(value, rest)| Self::from_parts(value, rest))
    }
}
