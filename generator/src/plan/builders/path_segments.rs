//! Plans the part of a path that a segment adds. In: a segment. Out: [`PathSegment`]s and their arguments.

use crate::facts::template::Segment;
use crate::plan::builders::context::Context;
use crate::plan::builders::documented::Documented;
use crate::plan::builders::function_arguments;
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::PathSegment;

/// The parts of a path for a segment, and their arguments. A path address continues the segment before it.
pub fn path_of(
    context: &Context<'_>,
    segment: &Segment,
    operations: &[Documented<'_>],
) -> (Vec<PathSegment>, Vec<ArgumentPlan>) {
    match segment {
        Segment::Literal(text) => (vec![PathSegment::Segment(text.clone())], Vec::new()),
        Segment::Key(name) => {
            let argument = ArgumentPlan { ident: Ident::snake("id"), ty: ArgumentType::Key };
            (
                vec![PathSegment::Key { value: argument.ident.clone(), placeholder: name.clone() }],
                vec![argument],
            )
        }
        Segment::Function { name, arguments } => {
            function_arguments::function(context, name, arguments, operations)
        }
        Segment::PathAddress { .. } => {
            let argument = ArgumentPlan { ident: Ident::snake("path"), ty: ArgumentType::Text };
            (vec![PathSegment::PathAddress { value: argument.ident.clone() }], vec![argument])
        }
    }
}
