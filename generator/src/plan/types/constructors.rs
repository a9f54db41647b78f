//! Plans constructors of structs. In: the required fields of a struct. Out: [`ConstructorPlan`]: a function with their values as
//! arguments.

use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::doc::Doc;
use crate::plan::ir::rust_type::{PreludeType, RustType};
use crate::plan::ir::structs::{ConstructorPlan, Conversion, FieldPlan, Given, StructPlan};

/// The maximum number of arguments.
const MOST: usize = 7;

/// Plans the constructor of a struct. `None` without required fields, or with more than a function can take.
pub fn constructor(plan: &StructPlan, fields: &[usize], doc: Doc) -> Option<ConstructorPlan> {
    let fields: Vec<Given> = fields.iter().filter_map(|&index| plan.fields.get(index)).map(given).collect();
    let fits = !fields.is_empty() && fields.len() <= MOST;
    fits.then_some(ConstructorPlan { doc, fields })
}

/// The argument for a field. It accepts conversions into the type of the field.
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
