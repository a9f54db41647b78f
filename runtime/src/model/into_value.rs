//! In: a value of a program. Out: the value of a property, without `Some`, `Box::new` and `vec!`.

use crate::Json;
use crate::model::open_enum::EnumKind;
use crate::model::polymorphic::PolymorphicKind;
use crate::model::property::Property;
use crate::table::{self, JsonKind, ListKind, Object, ObjectKind, ScalarKind, Value};

/// Values for a property of type `V`: every type that converts into `V`, a box of it, and arrays, slices and vectors whose items convert.
/// An `Option` of these leaves the property unchanged for `None`. Only for a property of type [`Json`] is `None` a value: null.
///
/// The compiler cannot find the type of the items of `[]`, neither here nor for methods that take a list. An empty list names it:
/// `[""; 0]` for texts and what is made of them, `Vec::<AssignedLicense>::new()`.
///
/// The last two parameters are found by the compiler: the kind of the value, and which of these forms is given.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value of a property of type `{V}`",
    label = "expected what becomes a `{V}`, or an `Option` of it"
)]
pub trait IntoValue<V, Kind, Form> {
    /// The value; `None` for no value.
    fn into_value(self) -> Option<V>;
}

/// A form of [`IntoValue`]: it becomes the value.
#[derive(Debug)]
pub enum Plain {}

/// A form of [`IntoValue`]: the value is in a box.
#[derive(Debug)]
pub enum Boxed {}

/// A form of [`IntoValue`]: there may be no value.
#[derive(Debug)]
pub struct Optional<Form>(std::marker::PhantomData<Form>);

macro_rules! into {
    ($($kind:ty),*) => {$(
        impl<V: Value<Kind = $kind>, X: Into<V>> IntoValue<V, $kind, Plain> for X {
            fn into_value(self) -> Option<V> {
                Some(self.into())
            }
        }

        impl<V: Value<Kind = $kind>, F, X: IntoValue<V, $kind, F>> IntoValue<V, $kind, Optional<F>> for Option<X> {
            fn into_value(self) -> Option<V> {
                self.and_then(X::into_value)
            }
        }
    )*};
}
into!(ScalarKind, EnumKind, ObjectKind, PolymorphicKind);

// an `Option` becomes JSON already, and `None` null
impl<X: Into<Json>> IntoValue<Json, JsonKind, Plain> for X {
    fn into_value(self) -> Option<Json> {
        Some(self.into())
    }
}

impl<V: Value<Kind = ObjectKind>> IntoValue<V, ObjectKind, Boxed> for Box<V> {
    fn into_value(self) -> Option<V> {
        Some(*self)
    }
}

impl<V: Value, X: Into<V>, const N: usize> IntoValue<Vec<V>, ListKind, Plain> for [X; N] {
    fn into_value(self) -> Option<Vec<V>> {
        Some(self.into_iter().map(X::into).collect())
    }
}

impl<V: Value, X: Into<V>> IntoValue<Vec<V>, ListKind, Plain> for Vec<X> {
    fn into_value(self) -> Option<Vec<V>> {
        Some(self.into_iter().map(X::into).collect())
    }
}

impl<V: Value, X: Into<V> + Clone> IntoValue<Vec<V>, ListKind, Plain> for &[X] {
    fn into_value(self) -> Option<Vec<V>> {
        self.to_vec().into_value()
    }
}

impl<V: Value, X: Into<V> + Clone, const N: usize> IntoValue<Vec<V>, ListKind, Plain> for &[X; N] {
    fn into_value(self) -> Option<Vec<V>> {
        self.as_slice().into_value()
    }
}

impl<V: Value, X: Into<V> + Clone> IntoValue<Vec<V>, ListKind, Plain> for &Vec<X> {
    fn into_value(self) -> Option<Vec<V>> {
        self.as_slice().into_value()
    }
}

impl<V: Value, F, X: IntoValue<Vec<V>, ListKind, F>> IntoValue<Vec<V>, ListKind, Optional<F>> for Option<X> {
    fn into_value(self) -> Option<Vec<V>> {
        self.and_then(X::into_value)
    }
}

/// An object with a value of a property: what `with` of generated structs calls.
#[must_use]
pub fn with<O: Object, V: Value, Form>(
    mut object: O,
    property: Property<O, V>,
    value: impl IntoValue<V, V::Kind, Form>,
) -> O {
    if let Some(value) = value.into_value() {
        table::set(&mut object, property.name(), value);
    }
    object
}

/// A value for an optional field of a struct: `body: some(ItemBody { … })` instead of `body: Some(Box::new(ItemBody { … }))`.
///
/// It converts the value once. The items of a list are not converted, so they have the type of the field; `with` of the struct
/// takes other items as well. A value of a derived type becomes its base first: `some(Attachment::from(file))`.
///
/// ```
/// use msgraph_core::some;
///
/// struct Message {
///     subject: Option<String>,
///     body: Option<Box<i32>>,
///     categories: Option<Vec<String>>,
/// }
/// let message = Message { subject: some("Hi"), body: some(5), categories: some(["Red"].map(String::from)) };
/// assert_eq!((message.subject, message.body), (Some("Hi".to_owned()), Some(Box::new(5))));
/// assert_eq!(message.categories, Some(vec!["Red".to_owned()]));
/// ```
#[must_use]
pub fn some<T>(value: impl Into<T>) -> Option<T> {
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use crate::model::example::{Event, Importance, Message, Recipient};
    use crate::{Binary, DateTimeOffset, Property, some};
    use serde_json::json;

    #[test]
    fn values_are_given_as_they_are() {
        let recipient = || Recipient { name: some("A"), ..Recipient::default() };
        let message = Message::default()
            .with(Message::SUBJECT, "Hi")
            .with(Message::IS_READ, true)
            .with(Message::FROM, recipient())
            .with(Message::TO_RECIPIENTS, [recipient()])
            .with(Message::CATEGORIES, ["Red", "Blue"])
            .with(Message::IMPORTANCE, Importance::High)
            .with(Message::RECEIVED_DATE_TIME, "2026-05-01T00:00:00Z")
            .with(Message::BYTES, [1, 2])
            .with(Message::EVENT, Event { name: some("E"), ..Event::default() })
            .with(Message::EXTRA, json!({"a": 1}))
            .with(Message::REPLY, Box::new(Message::default()))
            .with(Message::SIZE, Some(5))
            .with(Message::ORDER, None::<i32>);
        assert_eq!(message.subject.as_deref(), Some("Hi"));
        assert_eq!((message.is_read, message.size, message.order), (Some(true), Some(5), None));
        assert_eq!(message.from, Some(Box::new(recipient())));
        assert_eq!(message.to_recipients, Some(vec![recipient()]));
        assert_eq!(message.categories, Some(vec!["Red".to_owned(), "Blue".to_owned()]));
        assert_eq!(message.importance, Some(Importance::High));
        assert_eq!(message.received_date_time, some(DateTimeOffset::from("2026-05-01T00:00:00Z")));
        assert_eq!(message.bytes, some(Binary::from([1, 2])));
        assert_eq!(message.extra, Some(json!({"a": 1})));
        assert_eq!(message.reply, Some(Box::new(Message::default())));
        assert!(message.event.is_some() && message.additional.is_empty());
        assert_eq!(
            message.with(Message::EXTRA, None::<bool>).extra,
            Some(json!(null)),
            "`None` is null in JSON"
        );
    }

    #[test]
    fn lists_are_given_by_reference_too() {
        let categories = vec!["Red".to_owned()];
        let one = Message::default().with(Message::CATEGORIES, &categories);
        let other = Message::default().with(Message::CATEGORIES, categories.as_slice());
        assert_eq!((one.categories, other.categories), (Some(categories.clone()), Some(categories)));
        assert_eq!(Message::default().with(Message::CATEGORIES, None::<Vec<String>>).categories, None);
    }

    #[test]
    fn property_that_the_type_does_not_have_is_kept_beside_the_others() {
        let color = Property::<Message, String>::new("color");
        let message = Message::default().with(color, "red");
        assert_eq!(serde_json::to_value(&message).unwrap(), json!({"color": "red"}));
    }
}
