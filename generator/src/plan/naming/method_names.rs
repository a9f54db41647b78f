//! Names the methods of segments. In: a segment and its path item. Out: candidates for the name of its method, best first.
//!
//! A name depends only on the segment and on the kind of its path item. If a segment of another kind or namespace has the same
//! name (`range(address=…)`, `rangeByAddress`), the later one adds its namespace or its kind.

use crate::facts::template::{Method, Segment};
use crate::model::path_item::PathItem;
use crate::name::DEFAULT_NAMESPACE;
use crate::name::words::{words_with_case, words_with_punctuation};
use crate::plan::ir::body::SendMethod;
use crate::plan::ir::ident::Ident;
use crate::plan::naming::segment_role::short_name;

/// The role of a method that sends a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MethodRole {
    /// A request to a path item.
    Item,
    /// A request to a path item that is a collection.
    Collection,
    /// A request to `$ref`.
    Reference,
    /// A request to bytes: `$value`, `content`.
    Content,
    /// A request to `$count`.
    Count,
    /// A request to a bound action.
    Action,
    /// A request to a bound function.
    Function,
}

/// The name of a method.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MethodName {
    /// The same name at every path item.
    Fixed(&'static str),
    /// The name of the segment.
    OfSegment,
}

/// The form of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CallKind {
    /// `GET`
    Get,
    /// `DELETE`
    Delete,
    /// With the documented body.
    Send(SendMethod),
    /// With bytes as the body.
    Upload(SendMethod),
    /// With a reference as the body.
    Reference(SendMethod),
}

/// The response of a method.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ResponseKind {
    /// The type of the path item. If it is untyped, the documented type.
    PathItem,
    /// The documented type, else that of the path item.
    Stated,
    /// The documented type, else nothing.
    StatedOrNothing,
    /// Nothing.
    Nothing,
    /// The bytes of a file.
    Bytes,
    /// One reference, or pages of references.
    References,
    /// A number.
    Number,
}

/// A method that sends a request: its name, its call and its response.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MethodRow {
    /// Its role.
    pub role: MethodRole,
    /// Its HTTP method.
    pub method: Method,
    /// Its name.
    pub name: MethodName,
    /// The form of its request.
    pub call: CallKind,
    /// The response.
    pub response: ResponseKind,
}

const fn row(
    role: MethodRole,
    method: Method,
    name: &'static str,
    call: CallKind,
    response: ResponseKind,
) -> MethodRow {
    MethodRow { role, method, name: MethodName::Fixed(name), call, response }
}

const fn of_segment(role: MethodRole, method: Method, call: CallKind, response: ResponseKind) -> MethodRow {
    MethodRow { role, method, name: MethodName::OfSegment, call, response }
}

/// All methods that send a request. A role without a row for an HTTP method has no such request.
const METHODS: &[MethodRow] = &[
    row(MethodRole::Item, Method::Get, "get", CallKind::Get, ResponseKind::PathItem),
    row(MethodRole::Item, Method::Post, "post", CallKind::Send(SendMethod::Post), ResponseKind::Stated),
    row(MethodRole::Item, Method::Patch, "update", CallKind::Send(SendMethod::Patch), ResponseKind::Stated),
    row(MethodRole::Item, Method::Put, "replace", CallKind::Send(SendMethod::Put), ResponseKind::Stated),
    row(MethodRole::Item, Method::Delete, "delete", CallKind::Delete, ResponseKind::StatedOrNothing),
    row(MethodRole::Collection, Method::Get, "list", CallKind::Get, ResponseKind::PathItem),
    row(
        MethodRole::Collection,
        Method::Post,
        "create",
        CallKind::Send(SendMethod::Post),
        ResponseKind::Stated,
    ),
    row(MethodRole::Reference, Method::Get, "get_ref", CallKind::Get, ResponseKind::References),
    row(
        MethodRole::Reference,
        Method::Post,
        "add_ref",
        CallKind::Reference(SendMethod::Post),
        ResponseKind::Nothing,
    ),
    row(
        MethodRole::Reference,
        Method::Patch,
        "set_ref",
        CallKind::Reference(SendMethod::Patch),
        ResponseKind::Nothing,
    ),
    row(
        MethodRole::Reference,
        Method::Put,
        "set_ref",
        CallKind::Reference(SendMethod::Put),
        ResponseKind::Nothing,
    ),
    row(MethodRole::Reference, Method::Delete, "remove_ref", CallKind::Delete, ResponseKind::Nothing),
    row(MethodRole::Content, Method::Get, "content", CallKind::Get, ResponseKind::Bytes),
    row(
        MethodRole::Content,
        Method::Post,
        "post_content",
        CallKind::Upload(SendMethod::Post),
        ResponseKind::Stated,
    ),
    row(
        MethodRole::Content,
        Method::Patch,
        "update_content",
        CallKind::Upload(SendMethod::Patch),
        ResponseKind::Stated,
    ),
    row(MethodRole::Content, Method::Put, "upload", CallKind::Upload(SendMethod::Put), ResponseKind::Stated),
    row(MethodRole::Content, Method::Delete, "delete_content", CallKind::Delete, ResponseKind::Nothing),
    row(MethodRole::Count, Method::Get, "count", CallKind::Get, ResponseKind::Number),
    of_segment(MethodRole::Action, Method::Post, CallKind::Send(SendMethod::Post), ResponseKind::Stated),
    of_segment(MethodRole::Function, Method::Get, CallKind::Get, ResponseKind::Stated),
];

impl MethodRow {
    /// The row of a role and an HTTP method. `None` if there is no such request.
    pub fn find(role: MethodRole, method: Method) -> Option<&'static Self> {
        METHODS.iter().find(|row| (row.role, row.method) == (role, method))
    }

    /// The name, if it is the same at every path item.
    pub fn fixed_name(&self) -> Option<&'static str> {
        match self.name {
            MethodName::Fixed(name) => Some(name),
            MethodName::OfSegment => None,
        }
    }

    /// Whether the role has the same name for another HTTP method.
    pub fn shares_name(&self) -> bool {
        let same = METHODS.iter().filter(|row| (row.role, row.name) == (self.role, self.name));
        self.name != MethodName::OfSegment && same.count() > 1
    }
}

/// The names of methods that address an item by its key or path.
const ADDRESSES: &[&str] = &["id", "path"];

/// Whether a fixed method has this name. Only collections have `list`.
fn is_fixed(name: &str, is_collection: bool) -> bool {
    let rows = METHODS
        .iter()
        .filter(|row| is_collection || (row.role, row.method) != (MethodRole::Collection, Method::Get));
    rows.filter_map(MethodRow::fixed_name).chain(ADDRESSES.iter().copied()).any(|fixed| fixed == name)
}

/// The candidates for the name of a segment's method, best first. `kind` is the role of the segment.
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

/// Candidates for a plain name. The first spells out unusual characters between words, which keeps it distinct from the plain
/// words. A name that equals a fixed method name adds its kind. On a collision with the same words, it adds letter case or
/// namespace.
fn plain(before: &PathItem, text: &str, kind: &str) -> Vec<Ident> {
    let name = short_name(text).trim_start_matches('$');
    let own = Ident::snake(&words_with_punctuation(name).join("_"));
    let with_kind = own.with_suffix(&format!("_{kind}"));
    let is_verb = is_fixed(own.bare(), before.ty.as_ref().is_none_or(|ty| ty.collection));
    let told_apart = [Ident::snake(&words_with_case(name).join("_")), Ident::snake(text), with_kind.clone()];
    let first = if is_verb { with_kind } else { own.clone() };
    let told_apart = told_apart.into_iter().filter(|name| !is_verb || *name != own);
    std::iter::once(first).chain(told_apart).collect()
}

/// The name of a function with arguments. It lists the arguments, because an overload can have fewer. It omits arguments that the
/// name already contains.
fn by(name: &str, wires: &[&str]) -> Ident {
    let own = Ident::snake(name);
    let behind_by = own.bare().rsplit_once("_by_").map_or("", |(_, behind)| behind);
    let is_said = |wire: &str| {
        let mut said = behind_by.split('_');
        Ident::snake(wire).bare().split('_').all(|word| said.any(|other| other == word))
    };
    let (said, rest): (Vec<&str>, Vec<&str>) = wires.iter().partition(|wire| is_said(wire));
    let joint = if said.is_empty() { "_by_" } else { "_and_" };
    if rest.is_empty() { own } else { Ident::snake(&format!("{name}{joint}{}", rest.join("_and_"))) }
}

/// The suffix of a method that takes the whole body, after the name of the method that takes its parts.
pub const WHOLE: &str = "_with";

/// The suffix of a method that takes a message in MIME format, after the name of the method that takes JSON.
pub const MIME: &str = "_mime";

/// Whether the title describes the creation of an item.
pub fn is_create(title: &str) -> bool {
    let verb = title.split_whitespace().next().unwrap_or_default();
    verb.eq_ignore_ascii_case("create") || verb.eq_ignore_ascii_case("add")
}

#[cfg(test)]
mod tests {
    use super::{METHODS, MethodRow, names};
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
    fn a_role_has_one_row_for_an_http_method() {
        for row in METHODS {
            assert_eq!(MethodRow::find(row.role, row.method), Some(row));
        }
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
        // The root of a version has a function of this name.
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
