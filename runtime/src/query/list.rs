//! In: properties, texts, and collections of both. Out: the items of a query option that is a list.

use crate::model::property::Property;
use crate::model::scope::CanQuery;
use std::borrow::Cow;

/// The use of properties in `$select`.
#[derive(Debug)]
pub enum Select {}

/// The use of related objects in `$expand`.
#[derive(Debug)]
pub enum ExpandList {}

/// Properties to sort by.
#[derive(Debug)]
pub enum OrderBy {}

/// The items of a query option that is a list.
#[derive(Debug, Default)]
pub struct QueryList {
    text: String,
    problem: Option<&'static str>,
}

impl QueryList {
    /// Adds an item; nothing when it is empty.
    pub fn push(&mut self, term: &str) {
        if !self.text.is_empty() && !term.is_empty() {
            self.text.push(',');
        }
        self.text.push_str(term);
    }

    /// Keeps the reason why an item is invalid; building the request then fails.
    pub fn refuse(&mut self, problem: &'static str) {
        self.problem = self.problem.or(Some(problem));
    }

    pub(crate) fn of(text: String) -> Self {
        Self { text, problem: None }
    }

    pub(crate) fn into_parts(self) -> (String, Option<&'static str>) {
        (self.text, self.problem)
    }
}

/// Arguments of `select`, `expand` and `order_by` on a request that queries `Q`: a property, a text, and tuples (of
/// properties of different types), arrays, slices and vectors of these.
///
/// A tuple has up to 32 items, one of which can be a tuple. A longer list is an array of [names](crate::Property::name), or a second call.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no item of this query of `{Q}`",
    label = "expected properties, a text, or a tuple, an array or a vector of these",
    note = "a tuple has at most 32 items, and an item can be a tuple; an array takes `.name()` of each property"
)]
pub trait IntoQueryList<Use, Q> {
    /// Adds all items to the list.
    fn list(&self, list: &mut QueryList);
}

impl<U, Q> IntoQueryList<U, Q> for str {
    fn list(&self, list: &mut QueryList) {
        list.push(self);
    }
}

impl<U, Q> IntoQueryList<U, Q> for String {
    fn list(&self, list: &mut QueryList) {
        list.push(self);
    }
}

impl<U, Q> IntoQueryList<U, Q> for Cow<'_, str> {
    fn list(&self, list: &mut QueryList) {
        list.push(self);
    }
}

impl<U, Q, X: IntoQueryList<U, Q> + ?Sized> IntoQueryList<U, Q> for &X {
    fn list(&self, list: &mut QueryList) {
        (**self).list(list);
    }
}

impl<U, Q, X: IntoQueryList<U, Q>> IntoQueryList<U, Q> for [X] {
    fn list(&self, list: &mut QueryList) {
        self.iter().for_each(|term| term.list(list));
    }
}

impl<U, Q, X: IntoQueryList<U, Q>, const N: usize> IntoQueryList<U, Q> for [X; N] {
    fn list(&self, list: &mut QueryList) {
        self.as_slice().list(list);
    }
}

impl<U, Q, X: IntoQueryList<U, Q>> IntoQueryList<U, Q> for Vec<X> {
    fn list(&self, list: &mut QueryList) {
        self.as_slice().list(list);
    }
}

/// The tuple of these items, and all shorter ones.
impl<U, Q: CanQuery<T>, T, V, N: AsRef<str>> IntoQueryList<U, Q> for Property<T, V, N> {
    fn list(&self, list: &mut QueryList) {
        list.push(self.path());
    }
}

macro_rules! tuples {
    ($first:ident $($rest:ident)*) => {
        tuples! { $($rest)* }
        tuple! { $first $($rest)* }
    };
    () => {};
}

macro_rules! tuple {
    ($($term:ident)+) => {
        impl<Use, Of, $($term: IntoQueryList<Use, Of>),+> IntoQueryList<Use, Of> for ($($term,)+) {
            fn list(&self, list: &mut QueryList) {
                #[allow(non_snake_case, reason = "one name for a type and its value")]
                let ($($term,)+) = self;
                $($term.list(list);)+
            }
        }
    };
}
tuples! { A B C D E F G H I J K L M N O P Q R S T U V W X Y Z AA AB AC AD AE AF }
