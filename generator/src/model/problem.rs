//! Problems between pages: undefined names, contradictions.

use crate::diagnostic::{self, Severity};
use crate::facts::template::Method;
use crate::name::{GraphName, PagePath, ParameterName, PropertyName};
use crate::source::Version;

/// The explanations that `generator explain` prints.
pub const EXPLAINED: &str = include_str!("problem.md");

/// A mistake that becomes visible by comparing pages, or parts of one page.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, thiserror::Error)]
pub enum Problem {
    /// The bases of a type form a cycle.
    #[error("type `{0}` is one of its own base types")]
    BaseCycle(GraphName),
    /// Two pages, or two parts of one page, name different bases.
    #[error("base type is `{found}` here and `{other}` on {page}")]
    ContradictingBase {
        /// The base at this location.
        found: GraphName,
        /// The base at the other location.
        other: GraphName,
        /// The page of the other location.
        page: PagePath,
    },
    /// A link to a missing page.
    #[error("link `{0}` points to a page that does not exist")]
    DanglingLink(String),
    /// The URL of an example contains an option that its page denies.
    #[error("this example uses `{0}`, which the page says is not supported")]
    ExampleDeniedOption(&'static str),
    /// The URL of an example contains another API version.
    #[error("this example calls version `{0}`")]
    ExampleOtherVersion(Version),
    /// The URL of an example matches no request line.
    #[error("no request line has the path of this example, `{0}`")]
    ExampleUnknownPath(String),
    /// A value in an example that is not a member of its enum.
    #[error("`{value}` is not a member of `{ty}`")]
    ExampleUnknownMember {
        /// The value.
        value: String,
        /// The enum.
        ty: GraphName,
    },
    /// A property in an example that its type lacks.
    #[error("this example shows `{name}`, which is not a property of `{ty}`")]
    ExampleUnknownProperty {
        /// The key.
        name: String,
        /// The type.
        ty: GraphName,
    },
    /// A value in an example with a JSON type other than that of its property.
    #[error("`{name}` is {found} in this example, but its type is {wanted}")]
    ExampleWrongKind {
        /// The key.
        name: String,
        /// The JSON type of the value, in words.
        found: &'static str,
        /// The type of the property, in words.
        wanted: String,
    },
    /// A key of the JSON representation without a row.
    #[error("`{0}` is in the JSON representation, but not in a table")]
    KeyWithoutRow(PropertyName),
    /// A name that differs from its definition in letter case.
    #[error("`{written}` is spelled `{defined}` elsewhere")]
    LetterCase {
        /// The name at this location.
        written: String,
        /// The name in its definition.
        defined: String,
        /// Whether the name is sent over the wire, where letter case is significant.
        is_wire: bool,
    },
    /// A request line with an unsupported method, or with a segment after a reference or count.
    #[error("`{method} {path}` cannot be turned into a request")]
    NoRequest {
        /// The method.
        method: Method,
        /// The path as written.
        path: String,
    },
    /// A second row for a name on one page.
    #[error("`{0}` is listed twice")]
    ListedTwice(String),
    /// A row of a request body that is not a member of its type.
    #[error("body parameter `{name}` is not a property of `{ty}`")]
    NotAMember {
        /// The name of the row.
        name: ParameterName,
        /// The type.
        ty: GraphName,
        /// Whether the type may have undocumented properties.
        is_open: bool,
    },
    /// A row without a key in the JSON representation.
    #[error("`{name}` is in the table, but not in the JSON representation")]
    RowWithoutKey {
        /// The name of the row.
        name: PropertyName,
        /// Whether the type may have properties that the JSON representation omits.
        is_open: bool,
    },
    /// Two names of one scope that differ only in letter case or separators.
    #[error("`{name}` consists of the same words as `{other}`")]
    SameWords {
        /// The name at this location.
        name: String,
        /// The earlier name.
        other: String,
    },
    /// A property with different types in the table and the JSON representation.
    #[error("`{name}` is {table} in the table and {json} in the JSON representation")]
    TableJsonDisagree {
        /// The property.
        name: PropertyName,
        /// The type in the table, with "collection of".
        table: String,
        /// The type in the JSON representation.
        json: String,
    },
    /// An enum with the name of a type.
    #[error("`{0}` is an enum here and a type elsewhere")]
    TypeAndEnum(GraphName),
    /// A base type without a page.
    #[error("no page defines the base type `{name}`")]
    UnknownBase {
        /// The name as written.
        name: String,
        /// The nearest known type.
        near: Option<GraphName>,
    },
    /// A type without a page.
    #[error("no page defines the type `{name}`")]
    UnknownType {
        /// The name as written.
        name: String,
        /// The nearest known type.
        near: Option<GraphName>,
    },
    /// A request line without a builder.
    #[error("no request builder exists for `{0}`")]
    UnreachedTemplate(String),
}

impl diagnostic::Problem for Problem {
    fn code(&self) -> &'static str {
        match self {
            Self::BaseCycle(_) => "base-cycle",
            Self::ContradictingBase { .. } => "contradicting-base",
            Self::DanglingLink(_) => "dangling-link",
            Self::ExampleDeniedOption(_) => "example-denied-option",
            Self::ExampleOtherVersion(_) => "example-other-version",
            Self::ExampleUnknownPath(_) => "example-unknown-path",
            Self::ExampleUnknownMember { .. } => "example-unknown-member",
            Self::ExampleUnknownProperty { .. } => "example-unknown-property",
            Self::ExampleWrongKind { .. } => "example-wrong-kind",
            Self::KeyWithoutRow(_) => "key-without-row",
            Self::LetterCase { .. } => "letter-case",
            Self::ListedTwice(_) => "listed-twice",
            Self::NoRequest { .. } => "no-request",
            Self::NotAMember { .. } => "not-a-member",
            Self::RowWithoutKey { .. } => "row-without-key",
            Self::SameWords { .. } => "same-words",
            Self::TableJsonDisagree { .. } => "table-json-disagree",
            Self::TypeAndEnum(_) => "type-and-enum",
            Self::UnknownBase { .. } => "unknown-base",
            Self::UnknownType { .. } => "unknown-type",
            Self::UnreachedTemplate(_) => "unreached-template",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::NotAMember { is_open: true, .. }
            | Self::RowWithoutKey { is_open: true, .. }
            | Self::LetterCase { is_wire: false, .. } => Severity::Note,
            _ => Severity::Warning,
        }
    }

    fn help(&self) -> Option<String> {
        Some(match self {
            Self::UnknownBase { near: Some(near), .. } | Self::UnknownType { near: Some(near), .. } => {
                format!("did you mean `{near}`?")
            }
            Self::UnknownBase { near: None, .. } | Self::UnknownType { near: None, .. } => {
                "add a page that defines it, or link the page that does".to_owned()
            }
            Self::LetterCase { defined, .. } => format!("write `{defined}`"),
            Self::KeyWithoutRow(_) => "add a row that describes it".to_owned(),
            Self::RowWithoutKey { .. } => "add it to the JSON representation".to_owned(),
            Self::ExampleDeniedOption(_) => "remove the option, or correct the section on query parameters".to_owned(),
            Self::ExampleOtherVersion(_) => "write the version of the page".to_owned(),
            Self::ExampleUnknownPath(_) => "correct the URL, or add a request line".to_owned(),
            Self::ExampleUnknownMember { .. } => "correct the example, or list the member".to_owned(),
            Self::ExampleUnknownProperty { .. } => {
                "correct the example, or add the property to the page of the type".to_owned()
            }
            Self::NoRequest { .. } => "correct or delete the line".to_owned(),
            Self::NotAMember { .. } => {
                "add it to the page of the type; callers can send it as an additional property until then"
                    .to_owned()
            }
            Self::BaseCycle(_) => "name a base that is not derived from this type".to_owned(),
            Self::ListedTwice(_) => "delete one of the two; the first is used".to_owned(),
            Self::SameWords { .. } => {
                "use one spelling if both are the same; otherwise their generated names include capitals and punctuation"
                    .to_owned()
            }
            Self::TypeAndEnum(_) => "rename one of the two; references to the name resolve to the type".to_owned(),
            Self::DanglingLink(_) => "link the page that defines the type".to_owned(),
            Self::ContradictingBase { .. }
            | Self::ExampleWrongKind { .. }
            | Self::TableJsonDisagree { .. }
            | Self::UnreachedTemplate(_) => return None,
        })
    }
}
