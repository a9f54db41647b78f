//! In: a segment. Out: what its method is called.
//!
//! A name is made of nothing but its own segment and the kind of place that it stands at. Where a segment of another kind or
//! namespace makes the same (`range(address=…)`, `rangeByAddress`), the later of the two says its namespace or its kind.

use crate::facts::template::Segment;
use crate::model::path_item::PathItem;
use crate::name::DEFAULT_NAMESPACE;
use crate::name::words::{words_with_case, words_with_punctuation};
use crate::plan::ir::ident::Ident;
use crate::plan::naming::segment_role::short_name;

/// What is asked at any place, whether pages show it there or not.
const VERBS: &[&str] = &["create", "delete", "get", "post", "replace", "update"];

/// The same behind `$count`, `$ref`, `$value` and `content`, keys and paths.
const ENDS: &[&str] = &[
    "add_ref",
    "content",
    "count",
    "delete_content",
    "get_ref",
    "id",
    "path",
    "post_content",
    "remove_ref",
    "set_ref",
    "update_content",
    "upload",
];

/// The names that the method of a segment may have at a place, best first; `kind` says what is behind it.
pub fn names(before: &PathItem, segment: &Segment, kind: &str) -> Vec<Ident> {
    match segment {
        Segment::Literal(text) if text.contains('.') && kind == "builder" => {
            let own = text.strip_prefix(DEFAULT_NAMESPACE).unwrap_or(text);
            vec![Ident::snake(&format!("as_{own}"))]
        }
        Segment::Literal(text) => plain(before, text, kind),
        Segment::Key(name) => vec![Ident::snake("id"), Ident::snake(&format!("by_{name}"))],
        Segment::Function { name, arguments } if arguments.is_empty() => plain(before, name, kind),
        Segment::Function { name, arguments } => {
            let wires: Vec<&str> = arguments.iter().map(|(wire, _)| wire.as_str()).collect();
            let own = by(short_name(name), &wires);
            let with_kind = own.with_suffix(&format!("_{kind}"));
            vec![own, by(name, &wires), with_kind]
        }
        Segment::PathAddress { .. } => vec![Ident::snake("path"), Ident::snake("by_path")],
    }
}

/// A name always says unusual signs between its words, for there may be another of the words alone. One that a verb may have says
/// what it is the name of; one that another step of the same words has says all of its spelling, or its namespace.
fn plain(before: &PathItem, text: &str, kind: &str) -> Vec<Ident> {
    let name = short_name(text).trim_start_matches('$');
    let own = Ident::snake(&words_with_punctuation(name).join("_"));
    let with_kind = own.with_suffix(&format!("_{kind}"));
    let lists = before.ty.as_ref().is_none_or(|ty| ty.collection);
    let is_verb = VERBS.contains(&own.bare()) || ENDS.contains(&own.bare()) || lists && own.bare() == "list";
    let told_apart = [Ident::snake(&words_with_case(name).join("_")), Ident::snake(text), with_kind.clone()];
    let first = if is_verb { with_kind } else { own.clone() };
    let told_apart = told_apart.into_iter().filter(|name| !is_verb || *name != own);
    std::iter::once(first).chain(told_apart).collect()
}

/// The name of a function with arguments always says by what, for there may be another with fewer; what it says by itself is
/// not said again.
fn by(name: &str, wires: &[&str]) -> Ident {
    let own = Ident::snake(name);
    let behind_by = own.bare().rsplit_once("_by_").map_or("", |(_, lock_key)| lock_key);
    let is_said = |wire: &str| {
        let mut said = behind_by.split('_');
        Ident::snake(wire).bare().split('_').all(|word| said.any(|other| other == word))
    };
    let (said, rest): (Vec<&str>, Vec<&str>) = wires.iter().partition(|wire| is_said(wire));
    let joint = if said.is_empty() { "_by_" } else { "_and_" };
    match rest.is_empty() {
        true => own,
        false => Ident::snake(&format!("{name}{joint}{}", rest.join("_and_"))),
    }
}

/// What a method is called that takes the whole body, behind the name of the one that takes the body's parts.
pub const WHOLE: &str = "_with";

/// Whether a title is about creating an item.
pub fn is_create(title: &str) -> bool {
    let verb = title.split_whitespace().next().unwrap_or_default();
    verb.eq_ignore_ascii_case("create") || verb.eq_ignore_ascii_case("add")
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::facts::template::Segment;
    use crate::plan::sample::{literal, object, path_item};

    #[track_caller]
    fn check(segment: &Segment, kind: &str, expected: &str) {
        let before = path_item("/item", Some((object(0), false)), &[], Vec::new());
        assert_eq!(names(&before, segment, kind)[0].bare(), expected);
    }

    fn function(name: &str, arguments: &[&str]) -> Segment {
        let arguments = arguments.iter().map(|&name| (name.to_owned(), "{x}".to_owned())).collect();
        Segment::Function { name: name.to_owned(), arguments }
    }

    #[test]
    fn a_function_says_by_what_once() {
        check(&function("range", &[]), "function", "range");
        check(&function("range", &["address"]), "function", "range_by_address");
        check(&function("cell", &["row", "column"]), "function", "cell_by_row_and_column");
        check(&function("getBySourceUrl", &["sourceUrl"]), "function", "get_by_source_url");
        check(
            &function("getUseByInterval", &["from", "interval"]),
            "function",
            "get_use_by_interval_and_from",
        );
        check(&function("microsoft.graph.delta", &["token"]), "function", "delta_by_token");
    }

    #[test]
    fn unusual_signs_are_said_and_capitals_are_not() {
        check(&literal("send-mail"), "action", "send_dash_mail");
        check(&literal("alerts_v2"), "builder", "alerts_v2");
        check(&literal("SendMail"), "action", "send_mail");
        check(&literal("$entity"), "builder", "entity");
    }

    #[test]
    fn what_a_verb_is_called_says_what_it_is() {
        check(&literal("delete"), "action", "delete_action");
        check(&literal("count"), "builder", "count_builder");
        check(&literal("list"), "builder", "list");
        // the root of a version has a function of this name
        check(&literal("path"), "builder", "path_builder");
        let collection = path_item("/items", Some((object(0), true)), &[], Vec::new());
        assert_eq!(names(&collection, &literal("list"), "builder")[0].bare(), "list_builder");
    }

    #[test]
    fn a_cast_says_its_namespace_unless_it_is_the_usual_one() {
        check(&literal("microsoft.graph.group"), "builder", "as_group");
        check(&literal("microsoft.graph.security.alert"), "builder", "as_security_alert");
    }
}
