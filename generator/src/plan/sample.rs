//! Builds small models for tests. In: names and types. Out: models, and the code generated for them.

use crate::crate_plan::CratePlan;
use crate::facts::operation::ParameterLocation;
use crate::facts::operation::permission::{AccountPermissions, PagePermissions, Permissions};
use crate::facts::prose::description::MemberTraits;
use crate::facts::prose::page_summary::PageSummary;
use crate::facts::resource::facts::MemberKind;
use crate::facts::template::{Method, Segment, Template};
use crate::facts::type_text::Primitive;
use crate::model::operation::{Body, Content, Operation, Parameter, Response};
use crate::model::path_item::{Child, PathItem, Verb};
use crate::model::schema::{Base, Enum, EnumMember, ItemType, Member, Type, TypeKind, ValueType};
use crate::model::{Model, OperationId, PathItemId, TypeId};
use crate::name::{GraphName, MemberName, PagePath, ParameterName, PropertyName};
use crate::plan::ir::package::{Options, Runtime, Workspace};
use crate::plan::naming::lock::NameLock;
use crate::source::Version;

/// A model without operations.
pub(crate) fn model(types: Vec<Type>, enums: Vec<Enum>) -> Model {
    Model { version: Version::V1, types, enums, operations: Vec::new(), path_items: Vec::new() }
}

/// A type of the area `mail` with members.
pub(crate) fn ty(name: &str, base: Option<usize>, members: &[(&str, ItemType, bool)]) -> Type {
    let name = GraphName::parse(name).unwrap();
    Type {
        aliases: Vec::new(),
        kind: TypeKind::Entity,
        page: PagePath::new(&format!("resources/{}.md", name.short().to_lowercase())),
        base: base.map(|index| Base::Type(TypeId(index))),
        is_abstract: false,
        is_open: false,
        is_json: false,
        has_stream: false,
        annotations: Vec::new(),
        key: Vec::new(),
        members: members.iter().map(|(name, item, many)| member(name, item.clone(), *many)).collect(),
        about: about(&format!("A {}", name.short())),
        name,
    }
}

/// A property.
pub(crate) fn member(name: &str, item: ItemType, collection: bool) -> Member {
    Member {
        name: PropertyName::parse(name).unwrap(),
        aliases: Vec::new(),
        ty: ValueType { item, collection },
        kind: MemberKind::Property,
        inherited_from: None,
        traits: MemberTraits::default(),
        values: Vec::new(),
        summary: format!("The {name}"),
    }
}

/// An enum of the area `mail`.
pub(crate) fn enumeration(name: &str, is_flags: bool, members: &[&str]) -> Enum {
    let members = members.iter().map(|name| EnumMember {
        name: MemberName::parse(name).unwrap(),
        number: None,
        is_later: false,
        deprecated: None,
        summary: String::new(),
    });
    Enum {
        name: GraphName::parse(name).unwrap(),
        page: PagePath::new("resources/enums.md"),
        members: members.collect(),
        is_flags,
        about: about("Some values"),
    }
}

/// `Edm.String`
pub(crate) fn string() -> ItemType {
    ItemType::Primitive(Primitive::String)
}

/// A type by its index.
pub(crate) fn object(index: usize) -> ItemType {
    ItemType::Type(TypeId(index))
}

/// The summary of a page.
pub(crate) fn about(summary: &str) -> PageSummary {
    PageSummary { summary: summary.to_owned(), area: Some("mail".to_owned()), ..PageSummary::default() }
}

/// A permission for work accounts.
pub(crate) fn permissions(scope: &str) -> PagePermissions {
    let alternatives = vec![vec![scope.to_owned()]];
    let delegated_work = AccountPermissions { alternatives, unranked: false };
    PagePermissions::of(Permissions { delegated_work, ..Permissions::default() })
}

/// An operation with one template.
pub(crate) fn operation(title: &str, method: Method, path: &str, body: Body, content: Content) -> Operation {
    let stem = title.to_lowercase().replace(' ', "-");
    Operation {
        page: PagePath::new(&format!("api/{stem}.md")),
        title: title.to_owned(),
        method,
        templates: vec![Template {
            text: path.to_owned(),
            segments: Vec::new(),
            query: Vec::new(),
            optional: Vec::new(),
        }],
        lines: 1,
        implied: 1,
        body,
        parameters: Vec::new(),
        overloads: Vec::new(),
        takes_mime: false,
        query_options: None,
        headers: Vec::new(),
        response: Response { status: Some(200), is_long_running: false, is_optional: false, content },
        permissions: Some(permissions("Mail.Read")),
        examples: Vec::new(),
        clouds: None,
        about: about(""),
    }
}

/// A path item with operations, one per HTTP method, and its children.
pub(crate) fn path_item(
    path: &str,
    ty: Option<(ItemType, bool)>,
    verbs: &[(Method, usize)],
    children: Vec<(Segment, usize)>,
) -> PathItem {
    let verbs = verbs
        .iter()
        .map(|&(method, operation)| Verb { method, operations: vec![(OperationId(operation), vec![0])] });
    PathItem {
        path: path.to_owned(),
        key_path: None,
        ty: ty.map(|(item, collection)| ValueType { item, collection }),
        property: None,
        verbs: verbs.collect(),
        children: children
            .into_iter()
            .map(|(segment, to)| Child { segment, target: PathItemId(to) })
            .collect(),
        through: Vec::new(),
    }
}

/// A literal segment.
pub(crate) fn literal(text: &str) -> Segment {
    Segment::Literal(text.to_owned())
}

/// The plan of one model.
pub(crate) fn plan(model: Model) -> CratePlan {
    plan_with(model, &NameLock::default())
}

/// The plan of one model with pinned names.
pub(crate) fn plan_with(model: Model, pinned: &NameLock) -> CratePlan {
    let options = Options::new("sample", Runtime::Path("../runtime".to_owned()), Workspace::Standalone);
    crate::crate_plan::crate_plan(&[model], options, pinned)
}

/// An item of the generated files below a path. It starts at the first line with this prefix and ends at its closing brace. An
/// item with a closing brace on its first line ends at the next blank line.
pub(crate) fn shown(model: Model, path: &str, start: &str) -> String {
    let (files, problems) = crate::emit::emit(&plan(model));
    assert!(problems.is_empty(), "{problems:?}");
    let start = format!("\n{start}");
    let texts = files.iter().filter(|file| file.path.starts_with(path)).map(|file| &file.text);
    let (_, rest) = texts.filter_map(|text| text.split_once(&start)).next().unwrap();
    let text = format!("{}{rest}", start.trim_start());
    if text.lines().next().is_some_and(|line| line.ends_with('}')) {
        text.split("\n\n").next().unwrap().trim_end().to_owned()
    } else {
        format!("{}\n}}", text.split("\n}\n").next().unwrap())
    }
}

/// A parameter of an action.
pub(crate) fn parameter(name: &str, item: ItemType) -> Parameter {
    Parameter {
        name: ParameterName::parse(name).unwrap(),
        location: ParameterLocation::Body,
        ty: ValueType { item, collection: false },
        required: true,
        optional: false,
        described: true,
        values: Vec::new(),
        default: None,
        summary: format!("The {name}"),
    }
}
