//! Data types for the items of the models.

use crate::plan::ir::area_set::AreaSet;
use crate::plan::ir::enums::{EnumPlan, PolymorphicPlan};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::TypePath;
use crate::plan::ir::structs::StructPlan;

/// A generated type.
#[derive(Clone, Debug)]
pub enum ItemPlan {
    /// A struct.
    Struct(StructPlan),
    /// An enum.
    Enum(EnumPlan),
    /// A polymorphic enum of a base type and its derived types.
    Polymorphic(PolymorphicPlan),
}

impl ItemPlan {
    /// The name of the type.
    pub fn ident(&self) -> &Ident {
        match self {
            Self::Struct(plan) => &plan.ident,
            Self::Enum(plan) => &plan.ident,
            Self::Polymorphic(plan) => &plan.ident,
        }
    }

    /// The name of the type that determines the file. A polymorphic enum shares the file of its base type.
    pub fn file_ident(&self) -> &Ident {
        match self {
            Self::Struct(_) | Self::Enum(_) => self.ident(),
            Self::Polymorphic(plan) => {
                plan.base.paths().first().and_then(|path| path.last()).unwrap_or(&plan.ident)
            }
        }
    }
}

/// A type of a version.
#[derive(Clone, Debug)]
pub struct TypeItem {
    /// Its module and name.
    pub path: TypePath,
    /// The area of its page.
    pub area: AreaSet,
    /// The plan of the type.
    pub plan: ItemPlan,
}
