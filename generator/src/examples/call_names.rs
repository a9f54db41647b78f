//! Separates the names of functions and actions from keys. In: a model. Out: [`CallNames`]: their names with HTTP methods.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::facts::template::{Method, Segment};
use crate::model::Model;
use crate::model::path_item::{Child, PathItem};

/// The segments that OData reserves.
const RESERVED: &[&str] = &[
    "$all",
    "$batch",
    "$count",
    "$crossjoin",
    "$each",
    "$entity",
    "$filter",
    "$links",
    "$metadata",
    "$query",
    "$ref",
    "$root",
    "$value",
];

/// The names of the functions and actions of a model, in lower case and without namespace, with their HTTP methods.
#[derive(Debug, Default)]
pub(super) struct CallNames<'a> {
    model: Option<&'a Model>,
    /// Collected on first use, since most URLs are found without them.
    names: OnceCell<BTreeMap<String, BTreeSet<Method>>>,
}

impl<'a> CallNames<'a> {
    /// The names of a model.
    pub(super) fn new(model: &'a Model) -> Self {
        Self { model: Some(model), names: OnceCell::new() }
    }

    /// Collects the names. A name is a function or action if it is no property, no type and no collection at the root.
    fn collect(model: &Model) -> BTreeMap<String, BTreeSet<Method>> {
        let members = model.types.iter().flat_map(|ty| &ty.members).map(|member| member.name.as_str());
        let types = model.types.iter().map(|ty| ty.name.short());
        let roots = model.path_items.first().into_iter().flat_map(|root| &root.children);
        let roots = roots.filter_map(|child| name(&child.segment));
        let others: BTreeSet<String> = members.chain(types).map(str::to_ascii_lowercase).collect();
        let roots: BTreeSet<String> = roots.map(str::to_ascii_lowercase).collect();
        let mut names: BTreeMap<String, BTreeSet<Method>> = BTreeMap::new();
        for (index, item) in model.path_items.iter().enumerate() {
            for child in &item.children {
                let (Some(name), Some(target)) = (name(&child.segment), model.path_items.get(child.target.0))
                else {
                    continue;
                };
                let name = short(name).unwrap_or(name).to_ascii_lowercase();
                // At the root, a name with parentheses is a collection with an alternate key.
                let is_function = index > 0 && matches!(child.segment, Segment::Function { .. });
                let is_other = others.contains(&name) || !is_function && roots.contains(&name);
                if !is_other && is_call(model, item, child, target) {
                    names.entry(name).or_default().extend(target.verbs.iter().map(|verb| verb.method));
                }
            }
        }
        names
    }

    /// Whether a segment is the name of a function or action.
    pub(super) fn contains(&self, segment: &str) -> bool {
        self.methods(segment).is_some()
    }

    /// The HTTP methods of a function or action.
    pub(super) fn methods(&self, segment: &str) -> Option<&BTreeSet<Method>> {
        let name = short(segment).unwrap_or(segment);
        let model = self.model.filter(|_| name.chars().all(char::is_alphanumeric))?;
        self.names.get_or_init(|| Self::collect(model)).get(&name.to_ascii_lowercase())
    }

    /// Whether a segment has a documented name. The namespace of functions and actions, and its prefix, may be absent.
    pub(super) fn is_same(&self, segment: &str, name: &str) -> bool {
        segment.eq_ignore_ascii_case(name)
            || is_same(segment, name)
                && (self.contains(segment) || short(segment).is_some() && short(name).is_some())
    }
}

/// Whether two segments have the same name, apart from the namespace.
pub(super) fn is_same(segment: &str, name: &str) -> bool {
    let [segment, name] = [segment, name].map(|text| short(text).unwrap_or(text));
    segment.eq_ignore_ascii_case(name)
}

/// A qualified name without its namespace: `delta` of `microsoft.graph.delta`. `None` for other text.
pub(super) fn short(segment: &str) -> Option<&str> {
    let is_name = segment.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'));
    let prefixes = ["microsoft.graph.", "graph."];
    let found = prefixes
        .iter()
        .find(|prefix| segment.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)));
    found.filter(|_| is_name).and_then(|prefix| segment.get(prefix.len()..)).filter(|rest| !rest.is_empty())
}

/// The key that a segment holds. Qualified names and reserved segments are none. A variable of a template language (`${id}`,
/// `$id`) is a placeholder.
pub(super) fn key(segment: &str) -> Option<String> {
    if short(segment).is_some() || RESERVED.iter().any(|word| word.eq_ignore_ascii_case(segment)) {
        return None;
    }
    let Some(variable) = segment.strip_prefix('$') else { return Some(segment.to_owned()) };
    let inner = variable.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(variable);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    (!inner.is_empty() && inner.chars().all(is_name)).then(|| format!("{{{inner}}}"))
}

fn name(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Literal(name) | Segment::Function { name, .. } => {
            (!name.starts_with('$')).then_some(name.as_str())
        }
        Segment::Key(_) | Segment::PathAddress { .. } => None,
    }
}

/// Whether a segment has the form of a function or action: it has parentheses, or a single method and nothing behind it.
fn is_call(model: &Model, item: &PathItem, child: &Child, target: &PathItem) -> bool {
    if let Segment::Function { .. } = child.segment {
        return true;
    }
    let keyed = item.children.iter().filter(|other| matches!(other.segment, Segment::Key(_)));
    let mut items = keyed.filter_map(|other| model.path_items.get(other.target.0));
    // A sample of a key (`inbox`) has the type of an item.
    let is_sample = target.ty.is_some() && items.any(|other| other.ty == target.ty);
    let [verb] = target.verbs.as_slice() else { return false };
    matches!(verb.method, Method::Get | Method::Post) && target.children.is_empty() && !is_sample
}

#[cfg(test)]
mod tests {
    use super::{CallNames, key, short};
    use crate::examples::tests::parcels;

    #[test]
    fn a_key_is_no_name() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(key(text).as_deref(), expected, "{text}");
        for id in ["inbox", "ada@contoso.com", "01BYE5RZ", "graph.ada@contoso.com", "19:a@thread.v2", "{id}"]
        {
            check(id, Some(id));
        }
        check("${userId}", Some("{userId}"));
        check("$userId", Some("{userId}"));
        for other in ["$count", "$Ref", "$", "$a b", "microsoft.graph.user", "graph.user"] {
            check(other, None);
        }
        assert_eq!(short("Microsoft.Graph.callRecords.x"), Some("callRecords.x"));
    }

    #[test]
    fn functions_and_actions_are_neither_properties_nor_collections() {
        let model = parcels(Vec::new());
        let names = CallNames::new(&model);
        for (segment, expected) in
            [("move", true), ("Near", true), ("graph.move", true), ("parcels", false), ("inner", false)]
        {
            assert_eq!(names.contains(segment), expected, "{segment}");
        }
        assert!(names.is_same("microsoft.graph.move", "move") && names.is_same("move", "graph.move"));
        assert!(names.is_same("graph.parcel", "microsoft.graph.parcel"));
        assert!(!names.is_same("microsoft.graph.parcel", "parcel"));
    }
}
