//! The data types of reading and writing. They hold each other: an object lends its fields, a field may hold objects, and
//! [`Additional`] keeps an object of a derived type. In: none. Out: data types and traits; the code that uses them is in the modules
//! beside this one.

pub(super) mod nulls;
pub(super) mod values;

use self::nulls::Nulls;
use self::values::Values;
use super::names;
use super::scalar::{Decimal, Raw};
use crate::Json;
use std::any::Any;
use std::mem::ManuallyDrop;

/// The facts about a type; one static for each generated struct.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ObjectInfo {
    /// The name of the struct.
    pub name: &'static str,
    /// The type as `@odata.type` writes it: `#microsoft.graph.message`.
    pub odata_type: &'static str,
    /// The wire names of all properties, sorted by length, then by bytes.
    pub names: &'static [&'static str],
    /// The known types that are derived from this one.
    pub derived: Option<DerivedTypes>,
}

impl ObjectInfo {
    /// The number of the property with this wire name.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<usize> {
        names::index(self.names, name)
    }
}

/// A struct that lists its fields, in the order of `info().names`, and its additional values.
///
/// Implemented by [`object!`](crate::codegen::object) in generated code. The functions only list: they are compiled for every
/// struct, the code that works with the fields only once.
pub trait Fields {
    /// The type's name and its properties' names.
    const INFO: &'static ObjectInfo;
    /// The facts that the documentation states about the properties, see [`PropertyInfo::parse`](crate::PropertyInfo::parse).
    // Not in `INFO`: a program without calls for facts does not contain this text.
    const PROPERTIES: &'static str = "";
    /// Lends the fields, with [`visit`](crate::codegen::table::visit).
    fn visit_fields<'a>(&'a self, to: &mut FieldVisitor<'a, '_>) -> &'a Additional;
    /// Lends the fields to be changed, with [`visit_mut`](crate::codegen::table::visit_mut).
    fn visit_fields_mut(&mut self, by: &mut FieldVisitorMut<'_>) -> &mut Additional;

    /// The object of these fields: for a box its content, so that no code is compiled for the box.
    #[doc(hidden)]
    #[inline]
    fn object(&self) -> &dyn Object
    where
        Self: Sized,
    {
        self
    }

    /// The same, to be changed.
    #[doc(hidden)]
    #[inline]
    fn object_mut(&mut self) -> &mut dyn Object
    where
        Self: Sized,
    {
        self
    }
}

/// Any struct of [`Fields`], without its type.
pub trait Object {
    /// The type's name and its properties' names.
    fn info(&self) -> &'static ObjectInfo;
    /// Lends the properties, and the additional values with the nulls that were read.
    fn visit_fields<'a>(&'a self, to: &mut VisitFn<'a, '_>) -> &'a Additional;
    /// Lends them to be changed.
    fn visit_fields_mut(&mut self, by: &mut VisitMutFn<'_>) -> &mut Additional;
}

/// A visitor of the properties of an [`Object`].
pub type VisitFn<'a, 's> = dyn FnMut(&'static ObjectInfo, &[&'a dyn Field], &'a Additional) + 's;

/// A visitor that changes the properties of an [`Object`].
pub type VisitMutFn<'s> = dyn FnMut(&'static ObjectInfo, &mut [&mut dyn Field], &mut Additional) + 's;

// The next two are structs with two functions to call them: with a bare `dyn FnMut` the compiler would check for each struct of fields
// that it can be called.

/// A [`VisitFn`] for the fields of a struct.
pub struct FieldVisitor<'a, 's> {
    pub(super) info: &'static ObjectInfo,
    pub(super) to: &'s mut VisitFn<'a, 's>,
}

/// A [`VisitMutFn`] for the fields of a struct.
pub struct FieldVisitorMut<'s> {
    pub(super) info: &'static ObjectInfo,
    pub(super) by: &'s mut VisitMutFn<'s>,
}

/// One property of an [`Object`]: lends a place to read into and a view to write from.
///
/// Implemented for `Option<V>` of every [`Value`], so generated code never does.
pub trait Field: Any {
    /// The place that a reader fills.
    fn slot(&mut self) -> Slot<'_>;
    /// The view for a writer; [`View::Absent`] for a property that is not set.
    fn view(&self) -> View<'_>;
    /// Exchanges the value with that of a field of the same type; `false` when the types differ.
    fn exchange(&mut self, other: &mut dyn Field) -> bool;
}

/// A value of any derived type.
// The enum of a base implements it, and not each derived type: the compiler finds out whether a type is `Send` by a walk through all
// types that it holds, and for a type of a directory these are hundreds.
pub trait Derived: Object + Send + Sync {
    /// An empty value of the same type.
    fn fresh(&self) -> Box<dyn Derived>;
}

/// The known types that are derived from a base.
#[derive(Clone, Copy)]
pub struct DerivedTypes {
    /// Each with its number.
    pub(super) types: &'static [(usize, &'static ObjectInfo)],
    /// Makes an empty value of the type with this number.
    pub(super) make: fn(usize) -> Box<dyn Derived>,
}

/// One of the known types that are derived from a base.
#[derive(Clone, Copy)]
pub struct DerivedType {
    /// The facts about it.
    pub(super) info: &'static ObjectInfo,
    /// Its number.
    pub(super) number: usize,
    /// Makes an empty value of the type with this number.
    pub(super) make: fn(usize) -> Box<dyn Derived>,
}

/// A placeholder for the unknown type of a query or a property: of a text, of JSON, of bytes. It is compatible with all types.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Untyped {}

/// A type that a property may have.
pub trait Value: Sized + 'static {
    /// How it is read and written.
    type Kind: Kind<Self>;
}

/// How the values of a type are read and written.
pub trait Kind<V> {
    /// The type whose properties a query of such values can name.
    type Queried;
    /// Whether the response for such a value is an object around it: `{"value": …}`.
    const WRAPPED: bool;
    /// The place for one value.
    fn slot(value: &mut Option<V>) -> Slot<'_>;
    /// The place for the next element of a list.
    fn element(values: &mut Vec<V>) -> Slot<'_>;
    /// The view of a value for a writer.
    fn view(value: &V) -> View<'_>;
}

/// The type whose properties a query of these values can name.
pub(crate) type Queried<V> = <<V as Value>::Kind as Kind<V>>::Queried;

/// A borrowed view of the value of a property.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Nothing is set.
    Absent,
    /// true or false
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number in double precision; `INF`, `-INF` and `NaN` are written as these texts.
    Double(f64),
    /// A number in single precision.
    Single(f32),
    /// A number that keeps its digits.
    Decimal(&'a Decimal),
    /// A text.
    Text(&'a str),
    /// A text of several names with commas.
    Names(&'a str),
    /// An object.
    Object(&'a dyn Object),
    /// An object of one of several types.
    Variant {
        /// The number of the type; small, so that a view is three words, which a writer copies for each property.
        index: u32,
        /// Whether its `@odata.type` must be written with it.
        typed: bool,
        /// The object.
        object: &'a dyn Object,
    },
    /// A list.
    List(&'a dyn List),
    /// Anything.
    Json(&'a Json),
}

/// A list whose elements can be viewed.
pub trait List {
    /// The number of elements.
    fn count(&self) -> usize;
    /// The element with this number; absent when there is none.
    fn at(&self, index: usize) -> View<'_>;
}

/// The place of one value: of a property, or of the next element of a list.
pub enum Slot<'a> {
    /// Takes nothing.
    Nothing,
    /// Takes texts, numbers or booleans.
    Scalar(&'a mut dyn ScalarSlot),
    /// Takes an object of one type.
    Object(&'a mut dyn ObjectSlot),
    /// Takes an object of one of several types.
    Polymorphic(&'a mut dyn PolymorphicSlot),
    /// Takes a list.
    List(&'a mut dyn ListSlot),
    /// Takes anything.
    Json(&'a mut dyn JsonSlot),
}

/// How a value fits its place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fit {
    /// It was taken, and is written back equal.
    Exact,
    /// It was taken, but is written back in another form, so the original must be kept.
    Reworded,
    /// It was not taken.
    Misfit,
}

/// A place for a scalar.
pub trait ScalarSlot {
    /// Takes the scalar if it fits.
    fn set(&mut self, raw: Raw<'_>) -> Fit;
    /// Clears the place; does nothing for the next place of a list.
    fn clear(&mut self);
}

/// A place for an object of one type.
pub trait ObjectSlot {
    /// Puts an empty object into the empty place, and lends it.
    fn make(&mut self) -> &mut dyn Object;
    /// Clears the place; does nothing for the next place of a list.
    fn clear(&mut self);
}

/// A place for an object of one of several types.
pub trait PolymorphicSlot {
    /// The facts about the base type, and the names of the types, without `#`; the base is the first.
    fn types(&self) -> (&'static ObjectInfo, &'static [&'static str]);
    /// Puts an empty object of the type with this number here and lends it.
    fn make(&mut self, index: usize) -> &mut dyn Object;
    /// Puts an empty object of another type in the place of the one just made, and lends it.
    fn change(&mut self, index: usize) -> &mut dyn Object;
    /// Clears the place; does nothing for the next place of a list.
    fn clear(&mut self);
}

/// A place for a list.
pub trait ListSlot {
    /// Begins or clears a list.
    fn reset(&mut self, to: Reset);
    /// The place for the next element of the list begun here.
    fn element(&mut self) -> Slot<'_>;
    /// The list begun here.
    fn list(&self) -> &dyn List;
}

/// The change to the place of a list. One function for the three, because it is compiled for every type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reset {
    /// An empty list begins.
    Begin,
    /// The begun list is removed.
    Undo,
    /// The place is cleared; nothing changes for the next place of a list.
    Clear,
}

/// A place for any JSON.
pub trait JsonSlot {
    /// Takes the value; a property does not take null, an element does.
    fn set(&mut self, value: &mut Json) -> Fit;
    /// Takes the value, including null.
    fn put(&mut self, value: Json);
}

/// The properties that a type does not name, and those values of named ones that the type cannot hold.
///
/// Three kinds of values are here after reading, each under its wire name, and all are written back:
/// properties the pages do not name (open types, a newer service); annotations such as `@odata.etag` or
/// `subject@odata.type`; and `null` or any other value that does not fit for a named property, so that null is not
/// absence and nothing is lost. A named property that was set later wins over the value under its name.
///
/// Properties of a known derived type that the service sent are kept here as well. They have no entries: `downcast` of the
/// struct returns them. [`insert`](Self::insert) and [`remove`](Self::remove) do not change them.
///
/// ```
/// use msgraph_core::{Additional, Json};
///
/// let mut additional = Additional::default();
/// additional.insert("extension_color", "blue");
/// assert_eq!(additional.get("extension_color"), Some(&Json::from("blue")));
/// ```
pub struct Additional(pub(super) ManuallyDrop<Option<Box<Stored>>>);

#[derive(Clone, Default)]
pub(super) struct Stored {
    pub(super) values: Values,
    /// The names of a type none of whose properties has the name of a value. Such a type may be missed.
    pub(super) beside: &'static [&'static str],
    /// The named properties that were null.
    pub(super) nulls: Nulls,
    /// The originals of numbers that were read in another form than they are written in (`"12"`, or `3` for a double). They
    /// are hidden, because the property has the value, and count only as long as it keeps that value.
    pub(super) originals: Values,
    /// The fields of a derived type, where the struct is that of its base.
    pub(super) derived: Option<Box<dyn Derived>>,
}
