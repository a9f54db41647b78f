//! Data types for enums and polymorphic enums.

use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::deprecation::Deprecation;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;

/// An enum that preserves unknown members.
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

/// A variant with its text on the wire.
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

/// An enum with a variant for each type in the hierarchy of a base type.
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
    /// The base type, then its derived types.
    pub variants: Vec<PolymorphicVariant>,
}

/// A variant of a polymorphic enum.
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
    /// Whether all values are of derived types.
    pub is_abstract: bool,
    /// The condition of the variant. Without it, such values have the unknown variant.
    pub cfg: Cfg,
}
