//! The types that reading and writing are made of. They hold each other: an object lends its fields, a field may hold objects, and
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

/// What is known of a type as such; one static for each generated struct.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ObjectInfo {
    /// The name of the struct.
    pub name: &'static str,
    /// The type as `@odata.type` writes it: `#microsoft.graph.message`.
    pub odata_type: &'static str,
    /// The wire names of all properties, sorted by length, then by bytes.
    pub names: &'static [&'static str],
    /// The known types that are derived from this one.
    pub derived: &'static [DerivedType],
}

impl ObjectInfo {
    /// The number of the property with this wire name.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<usize> {
        names::index(self.names, name)
    }
}

/// A struct that lists its fields, in the order of `info().names`, and what is additional.
///
/// Implemented by [`object!`](crate::codegen::object) in generated code. The functions do nothing but list: they are compiled for every
/// struct, and what is done with the fields is compiled once.
pub trait Fields {
    /// The type's name and its properties' names.
    const INFO: &'static ObjectInfo;
    /// The facts that the documentation states about the properties, see [`PropertyInfo::parse`](crate::PropertyInfo::parse).
    // Not in `INFO`: a program that asks for no fact has none of this text.
    const PROPERTIES: &'static str = "";
    /// Lends the fields, with [`visit`](crate::codegen::table::visit).
    fn visit_fields<'a>(&'a self, to: &mut FieldVisitor<'a, '_>) -> &'a Additional;
    /// Lends the fields to be changed, with [`visit_mut`](crate::codegen::table::visit_mut).
    fn visit_fields_mut(&mut self, by: &mut FieldVisitorMut<'_>) -> &mut Additional;

    /// The object whose fields these are: of a box what is in it, so that nothing is compiled for the box.
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

/// Any struct of [`Fields`], when it does not matter which.
pub trait Object {
    /// The type's name and its properties' names.
    fn info(&self) -> &'static ObjectInfo;
    /// Lends the properties, and what the type does not name with the nulls that were read.
    fn visit_fields<'a>(&'a self, to: &mut VisitFn<'a, '_>) -> &'a Additional;
    /// Lends them to be changed.
    fn visit_fields_mut(&mut self, by: &mut VisitMutFn<'_>) -> &mut Additional;
}

/// A visitor of the properties of an [`Object`]; `None` is a property that is not set.
pub type VisitFn<'a, 's> = dyn FnMut(&'static ObjectInfo, &[Option<&'a dyn Field>], &'a Additional) + 's;

/// A visitor that changes the properties of an [`Object`].
pub type VisitMutFn<'s> = dyn FnMut(&'static ObjectInfo, &mut [&mut dyn Field], &mut Additional) + 's;

// The two that follow are structs, and what a struct of fields does with them is two functions: what a `dyn FnMut` is, and that it can
// be called, the compiler would have to find out for each struct of fields again.

/// The way of a struct's fields to a [`VisitFn`].
pub struct FieldVisitor<'a, 's> {
    pub(super) info: &'static ObjectInfo,
    pub(super) to: &'s mut VisitFn<'a, 's>,
}

/// The way of a struct's fields to an [`VisitMutFn`].
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
    /// What a writer writes; [`View::Absent`] when there is nothing.
    fn view(&self) -> View<'_>;
    /// Exchanges the value with that of a field of the same type; `false` when the types differ.
    fn exchange(&mut self, other: &mut dyn Field) -> bool;
}

/// A value of a derived type, when it does not matter which.
pub trait Derived: Object + Any + Send + Sync {
    /// An empty value of the same type.
    fn fresh(&self) -> Box<dyn Derived>;
}

/// A row of a base's list of derived types.
#[derive(Clone, Copy)]
pub struct DerivedType {
    /// The derived type.
    pub(super) info: &'static ObjectInfo,
    /// Makes an empty value of it.
    pub(super) make: fn() -> Box<dyn Derived>,
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
    /// What is written for a value.
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
    /// It was taken, but is written back in another form, so the original must be kept beside it.
    Reworded,
    /// It was not taken.
    Misfit,
}

/// A place for a scalar.
pub trait ScalarSlot {
    /// Takes the scalar if it fits.
    fn set(&mut self, raw: Raw<'_>) -> Fit;
    /// Forgets what was there; does nothing where the place is the next one of a list.
    fn clear(&mut self);
}

/// A place for an object of one type.
pub trait ObjectSlot {
    /// Puts an empty object here, where nothing is, and lends it.
    fn make(&mut self) -> &mut dyn Object;
    /// Forgets what was there; does nothing where the place is the next one of a list.
    fn clear(&mut self);
}

/// A place for an object of one of several types.
pub trait PolymorphicSlot {
    /// What is known of the base type, and the names of the types, without `#`; the base is the first.
    fn types(&self) -> (&'static ObjectInfo, &'static [&'static str]);
    /// Puts an empty object of the type with this number here and lends it.
    fn make(&mut self, index: usize) -> &mut dyn Object;
    /// Puts an empty object of another type in the place of the one just made, and lends it.
    fn change(&mut self, index: usize) -> &mut dyn Object;
    /// Forgets what was there; does nothing where the place is the next one of a list.
    fn clear(&mut self);
}

/// A place for a list.
pub trait ListSlot {
    /// Begins a list here, or forgets one.
    fn reset(&mut self, to: Reset);
    /// The place for the next element of the list begun here.
    fn element(&mut self) -> Slot<'_>;
    /// The list begun here.
    fn list(&self) -> &dyn List;
}

/// What becomes of the place of a list. One function for the three, because it is compiled for every type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reset {
    /// An empty list begins.
    Begin,
    /// The list begun here goes.
    Undo,
    /// What was there goes; nothing changes where the place is the next one of a list.
    Clear,
}

/// A place for any JSON.
pub trait JsonSlot {
    /// Takes the value; a property does not take null, an element does.
    fn set(&mut self, value: &mut Json) -> Fit;
    /// Takes the value, null as well.
    fn put(&mut self, value: Json);
}

/// The properties that a type does not name, and those values of named ones that the type cannot hold.
///
/// Three things are found here after reading, each under its wire name, and each is written back:
/// properties the pages do not name (open types, a newer service); annotations such as `@odata.etag` or
/// `subject@odata.type`; and `null` or any other value that does not fit for a named property, so that null is not
/// absence and nothing is lost. A named property that has been set since wins over what is kept under its name.
///
/// Where the service sent an object of a known derived type, the properties of that type are kept here as well. They have no
/// entries: `downcast` of the struct leads to them. [`insert`](Self::insert) and [`remove`](Self::remove) do not change them.
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
    /// A type none of whose properties has the name of a value. That it is one can be missed.
    pub(super) beside: &'static [&'static str],
    /// The named properties that were null.
    pub(super) nulls: Nulls,
    /// The originals of numbers that came in another form than they are written in (`"12"`, or `3` for a double). They
    /// are not shown, for the property has the value, and count only as long as it has that very value.
    pub(super) originals: Values,
    /// The fields of a derived type, where the struct is that of its base.
    pub(super) derived: Option<Box<dyn Derived>>,
}
