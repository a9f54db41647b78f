//! Documents overloads. In: the [`MethodPlan`]s of a path item. Out: their documentation names the overloads of each.
//!
//! Rust has no overloads, so methods for one function of the service have different names. An error for a wrong number of arguments
//! does not name the other method.

use crate::plan::ir::body::Call;
use crate::plan::ir::doc::code;
use crate::plan::ir::method::{End, MethodPlan, PathSegment};
use crate::plan::naming::segment_role::short_name;
use crate::plan::types::page_notices::list;

/// Names the overloads in the documentation of each method.
pub fn document(methods: &mut [MethodPlan]) {
    let notes: Vec<String> = methods.iter().map(|method| note(methods, method)).collect();
    for (method, note) in methods.iter_mut().zip(notes) {
        method.doc = std::mem::take(&mut method.doc).paragraph(&note);
    }
}

/// The overloads of a method. Empty if it has none.
fn note(methods: &[MethodPlan], own: &MethodPlan) -> String {
    let Some(called) = called(own) else { return String::new() };
    let is_overload = |other: &&MethodPlan| {
        self::called(other).is_some_and(|(name, wires)| name == called.0 && wires != called.1)
    };
    let others = methods.iter().filter(|other| is_first(methods, other)).filter(is_overload);
    list("Overloads", others.map(shown))
}

/// The last named segment of a method, with the names of its arguments on the wire.
fn called(method: &MethodPlan) -> Option<(&str, Vec<&str>)> {
    method.path.iter().rev().find_map(|segment| match segment {
        PathSegment::Segment(name) => Some((short_name(name), Vec::new())),
        PathSegment::Function { name, arguments } => {
            Some((short_name(name), arguments.iter().map(|(wire, _)| wire.as_str()).collect()))
        }
        PathSegment::Key { .. } | PathSegment::Option { .. } | PathSegment::PathAddress { .. } => None,
    })
}

/// Whether a method is no variant of another one with the same path.
fn is_first(methods: &[MethodPlan], method: &MethodPlan) -> bool {
    let is_whole = |other: &MethodPlan| matches!(&other.end, End::Call { whole: Some(whole), .. } if whole.ident == method.ident);
    match &method.end {
        End::Builder(_) => true,
        End::Call { call: Call::Mime(..) | Call::Count, .. } => false,
        End::Call { .. } => !methods.iter().any(is_whole),
    }
}

fn shown(method: &MethodPlan) -> String {
    let arguments: Vec<&str> = method.arguments.iter().map(|argument| argument.ident.bare()).collect();
    code(&format!("{}({})", method.ident.bare(), arguments.join(", ")))
}

#[cfg(test)]
mod tests {
    use crate::facts::template::{Method, Segment};
    use crate::model::Model;
    use crate::model::operation::{Body, Content};
    use crate::plan::sample::{literal, model, object, operation, path_item, shown, ty};

    /// The documentation of the methods of a sheet with these children, of which the last one is a builder.
    fn docs(children: &[Segment]) -> Vec<String> {
        let ask = |segment: &Segment| {
            operation(&format!("Ask {segment}"), Method::Get, "/sheet", Body::None, Content::Unstated)
        };
        let below = operation("Clear", Method::Post, "/sheet/x/clear", Body::None, Content::None);
        let operations = children.iter().map(ask).chain([below]).collect();
        let of_sheet: Vec<_> = children.iter().cloned().zip(2..).collect();
        let mut path_items = vec![
            path_item("", None, &[], vec![(literal("sheet"), 1)]),
            path_item("/sheet", Some((object(0), false)), &[], of_sheet),
        ];
        for (index, segment) in children.iter().enumerate() {
            let is_last = index + 1 == children.len();
            let clear = is_last.then(|| (literal("clear"), children.len() + 2));
            let verbs: &[_] = &[(Method::Get, index)];
            path_items.push(path_item(
                &format!("/sheet/{segment}"),
                None,
                verbs,
                clear.into_iter().collect(),
            ));
        }
        path_items.push(path_item("/sheet/x/clear", None, &[(Method::Post, children.len())], Vec::new()));
        let model = Model { operations, path_items, ..model(vec![ty("sheet", None, &[])], Vec::new()) };
        let text = shown(model, "src/v1/builders", "impl SheetRequestBuilder");
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| line.starts_with("/// Overloads") || line.starts_with("pub fn"));
        lines
            .map(|line| {
                line.split_once('(').filter(|_| line.starts_with("pub")).map_or(line, |it| it.0).to_owned()
            })
            .collect()
    }

    fn function(name: &str, arguments: &[&str]) -> Segment {
        let arguments = arguments.iter().map(|&name| (name.to_owned(), format!("'{{{name}}}'")));
        Segment::Function { name: name.to_owned(), arguments: arguments.collect() }
    }

    #[test]
    fn each_overload_names_the_others() {
        let range = [function("range", &[]), function("graph.range", &["row", "address"]), literal("range")];
        assert_eq!(
            docs(&range[..2]),
            [
                "/// Overloads: `range_by_row_and_address(row, address)`.",
                "pub fn range",
                "/// Overloads: `range()`.",
                "pub fn range_by_row_and_address",
            ]
        );
        assert_eq!(
            docs(&range[1..]),
            [
                "/// Overloads: `range_by_row_and_address(row, address)`.",
                "pub fn range",
                "/// Overloads: `range()`.",
                "pub fn range_by_row_and_address",
            ]
        );
    }

    #[test]
    fn functions_of_other_names_are_no_overloads() {
        assert_eq!(
            docs(&[function("cell", &["row"]), literal("range")]),
            ["pub fn range", "pub fn cell_by_row"]
        );
    }
}
