//! Structs with their fields and constructors.

use crate::plan::ir::argument::ArgumentPlan;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::deprecation::Deprecation;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;

/// A struct whose fields are read and written by a table.
#[derive(Clone, Debug)]
pub struct StructPlan {
    /// Its documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecation: Deprecation,
    /// Its name.
    pub ident: Ident,
    /// Its key in `names.lock`: the qualified name, or the action that sends it.
    pub lock_key: String,
    /// The text of `@odata.type`; `None` for a body of parameters.
    pub odata_type: Option<String>,
    /// Its fields in the order of the page.
    pub fields: Vec<FieldPlan>,
    /// The indexes of the fields, sorted by the length of the wire name, then by its bytes.
    pub table: Vec<usize>,
    /// The types that it derives from, nearest first.
    pub bases: Vec<BasePlan>,
    /// Its methods besides those of its fields.
    pub kind: StructKind,
    /// The enum of it and the types derived from it, where there are such types.
    pub polymorphic: Option<Ident>,
    /// Whether values are of types derived from it, so that one of this very type is made by reading alone.
    pub is_abstract: bool,
    /// How it is made of what it must have.
    pub constructor: Option<ConstructorPlan>,
}

/// A type that a struct derives from.
#[derive(Clone, Debug)]
pub struct BasePlan {
    /// Its struct.
    pub ty: RustType,
    /// When the struct is there.
    pub cfg: Cfg,
}

/// The purpose of a struct.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StructKind {
    /// A type of the model: each property has a constant.
    Model,
    /// The parameters of an action.
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
    /// Its name on the wire.
    pub wire: String,
    /// Its type.
    pub ty: RustType,
    /// The type of its value.
    pub value: RustType,
    /// Its constant, and the documentation of that.
    pub constant: (Ident, Doc),
    /// The facts about it as data.
    pub facts: PropertyFacts,
    /// Whether it leads to things of their own, which answers hold only when they are asked to.
    pub is_reference: bool,
    /// Whether it says much of a value: one of the type's own that can be set and asked for in a filter.
    pub is_prominent: bool,
    /// When it is there; otherwise what is read goes to what is additional.
    pub cfg: Cfg,
}

/// `new`: a value with all that it must have.
#[derive(Clone, Debug)]
pub struct ConstructorPlan {
    /// Its documentation.
    pub doc: Doc,
    /// The fields, each with the argument that it is made of.
    pub fields: Vec<Given>,
}

/// A field and its argument.
#[derive(Clone, Debug)]
pub struct Given {
    /// The field.
    pub field: Ident,
    /// The argument.
    pub argument: ArgumentPlan,
    /// How the one becomes the other.
    pub conversion: Conversion,
}

/// How an argument becomes the value of a field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Conversion {
    /// It is the value.
    Same,
    /// By `into`, and then it is put in a box.
    Boxed,
    /// By `into`.
    Into,
    /// Item by item.
    Items,
}

/// The facts about one property in the form that the runtime parses.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PropertyFacts {
    /// The first sentence of the description.
    pub description: Option<String>,
    /// Key and value of each further fact; a fact that only holds or does not has no value.
    pub lines: Vec<(&'static str, Option<String>)>,
}
