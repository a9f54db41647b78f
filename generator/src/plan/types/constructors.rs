//! In: the fields of a struct that must have a value. Out: [`ConstructorPlan`]: a function that takes these values.

use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::doc::Doc;
use crate::plan::ir::rust_type::{PreludeType, RustType};
use crate::plan::ir::structs::{ConstructorPlan, Conversion, FieldPlan, Given, StructPlan};

/// How many arguments a function takes at most.
const MOST: usize = 7;

/// Plans the constructor of a struct; none when nothing, or more than a function should take, must be given.
pub fn constructor(plan: &StructPlan, fields: &[usize], doc: Doc) -> Option<ConstructorPlan> {
    let fields: Vec<Given> = fields.iter().filter_map(|&index| plan.fields.get(index)).map(given).collect();
    let fits = !fields.is_empty() && fields.len() <= MOST;
    fits.then_some(ConstructorPlan { doc, fields })
}

/// The argument that a field is made of: as loose as the field's type allows without a doubt what is meant.
pub fn given(field: &FieldPlan) -> Given {
    let inner = match &field.ty {
        RustType::Option(inner) => inner.as_ref(),
        other => other,
    };
    let (ty, conversion) = match inner {
        RustType::Boxed(inner) => (ArgumentType::Into(inner.as_ref().clone()), Conversion::Boxed),
        RustType::List(item) => (ArgumentType::Items(item.as_ref().clone()), Conversion::Items),
        RustType::Prelude(one) if *one != PreludeType::String => {
            (ArgumentType::Value(inner.clone()), Conversion::Same)
        }
        other => (ArgumentType::Into(other.clone()), Conversion::Into),
    };
    let argument = ArgumentPlan { ident: field.ident.clone(), ty };
    Given { field: field.ident.clone(), argument, conversion }
}
