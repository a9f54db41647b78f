//! Data types for structs, fields and constructors.

use crate::plan::ir::argument::ArgumentPlan;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::deprecation::Deprecation;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;

/// A struct that the runtime reads and writes by a table of fields.
#[derive(Clone, Debug)]
pub struct StructPlan {
    /// Its documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecation: Deprecation,
    /// Its name.
    pub ident: Ident,
    /// Its key in `names.lock`: the qualified name, or the key of the action.
    pub lock_key: String,
    /// The text of `@odata.type`. `None` for the body of an action.
    pub odata_type: Option<String>,
    /// Its fields in the order of the page.
    pub fields: Vec<FieldPlan>,
    /// The indices of the fields, sorted by the length of the wire name, then by its bytes.
    pub table: Vec<usize>,
    /// The base types, nearest first.
    pub bases: Vec<BasePlan>,
    /// Its purpose.
    pub kind: StructKind,
    /// The body of the base type, if this is the same action: the struct is then an alias.
    pub alias_of: Option<Ident>,
    /// The polymorphic enum, if the type has derived types.
    pub polymorphic: Option<Ident>,
    /// Whether all values are of derived types, so that only deserialization creates a value of this type.
    pub is_abstract: bool,
    /// The constructor with its required properties.
    pub constructor: Option<ConstructorPlan>,
}

/// A base type of a struct.
#[derive(Clone, Debug)]
pub struct BasePlan {
    /// Its struct.
    pub ty: RustType,
    /// The condition of its struct.
    pub cfg: Cfg,
}

/// The purpose of a struct.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StructKind {
    /// A type of the model: each property has a constant.
    Model,
    /// The body of an action.
    Body,
}

/// A field.
#[derive(Clone, Debug)]
pub struct FieldPlan {
    /// Its documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecation: Deprecation,
    /// Its name.
    pub ident: Ident,
    /// Its wire name.
    pub wire: String,
    /// Its type.
    pub ty: RustType,
    /// The type of its value.
    pub value: RustType,
    /// Its constant, with documentation.
    pub constant: (Ident, Doc),
    /// The facts about it as data.
    pub facts: PropertyFacts,
    /// Whether it is a navigation property, which responses contain only on `$expand`.
    pub is_reference: bool,
    /// Whether it is prominent: a current, writable property of the type itself that supports `$filter` or `$orderby`.
    pub is_prominent: bool,
    /// Its condition. Without it, values are read as additional properties.
    pub cfg: Cfg,
}

/// The function `new`: creates a value with its required properties.
#[derive(Clone, Debug)]
pub struct ConstructorPlan {
    /// Its documentation.
    pub doc: Doc,
    /// The fields with their arguments.
    pub fields: Vec<Given>,
}

/// A field and its argument.
#[derive(Clone, Debug)]
pub struct Given {
    /// The field.
    pub field: Ident,
    /// The argument.
    pub argument: ArgumentPlan,
    /// The conversion of the argument.
    pub conversion: Conversion,
}

/// The conversion of an argument into the value of a field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Conversion {
    /// No conversion.
    Same,
    /// `into`, then a box.
    Boxed,
    /// `into`.
    Into,
    /// A conversion of each item.
    Items,
}

/// The facts about a property, in the form that the runtime parses.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PropertyFacts {
    /// The first sentence of the description.
    pub description: Option<String>,
    /// Further facts as key and value. A boolean fact has no value.
    pub lines: Vec<(&'static str, Option<String>)>,
}
