//! Enums and polymorphic enums with their variants.

use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::deprecation::Deprecation;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;

/// An enum that keeps members that it does not know.
#[derive(Clone, Debug)]
pub struct EnumPlan {
    /// Its documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecation: Deprecation,
    /// Its name.
    pub ident: Ident,
    /// Its qualified name.
    pub lock_key: String,
    /// Its variants in the order of the page.
    pub variants: Vec<VariantPlan>,
}

/// A variant that stands for one text.
#[derive(Clone, Debug)]
pub struct VariantPlan {
    /// Its documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecation: Deprecation,
    /// Its name.
    pub ident: Ident,
    /// The text.
    pub wire: String,
}

/// A value of a base type, which may be of any derived type.
#[derive(Clone, Debug)]
pub struct PolymorphicPlan {
    /// Its documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecation: Deprecation,
    /// Its name.
    pub ident: Ident,
    /// The base type.
    pub base: RustType,
    /// The base type and all types below it; the base is the first.
    pub variants: Vec<PolymorphicVariant>,
}

/// One of the types that a value may have.
#[derive(Clone, Debug)]
pub struct PolymorphicVariant {
    /// Its documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecation: Deprecation,
    /// Its name.
    pub ident: Ident,
    /// The struct.
    pub ty: RustType,
    /// The qualified name on the wire.
    pub wire: String,
    /// Whether values are of derived types alone.
    pub is_abstract: bool,
    /// When it is there; otherwise such values are of the unknown type.
    pub cfg: Cfg,
}
