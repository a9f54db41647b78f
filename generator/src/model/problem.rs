//! Problems between pages: names without a definition, contradicting statements.

use crate::diagnostic::{self, Severity};
use crate::facts::template::Method;
use crate::name::{GraphName, PagePath, ParameterName, PropertyName};
use crate::source::Version;

/// What `explain` tells of each code.
pub const EXPLAINED: &str = include_str!("problem.md");

/// A mistake that shows only when pages are read together, or two parts of one page.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, thiserror::Error)]
pub enum Problem {
    /// A type's bases lead back to it.
    #[error("type `{0}` is one of its own base types")]
    BaseCycle(GraphName),
    /// Two pages, or two parts of a page, name different bases.
    #[error("base type is `{found}` here and `{other}` on {page}")]
    ContradictingBase {
        /// The base that is named here.
        found: GraphName,
        /// The base that is named there.
        other: GraphName,
        /// Where that is.
        page: PagePath,
    },
    /// A link to a page that is not there.
    #[error("link `{0}` leads to no page")]
    DanglingLink(String),
    /// The URL of an example uses an option that its page denies.
    #[error("this example uses `{0}`, which the page says is not supported")]
    ExampleDeniedOption(&'static str),
    /// The URL of an example has the version of other pages.
    #[error("this example asks version `{0}`")]
    ExampleOtherVersion(Version),
    /// The URL of an example leads nowhere.
    #[error("no request line has the path of this example, `{0}`")]
    ExampleUnknownPath(String),
    /// A value of an example that is no member of its enum.
    #[error("`{value}` is not a member of `{ty}`")]
    ExampleUnknownMember {
        /// The value.
        value: String,
        /// The enum.
        ty: GraphName,
    },
    /// A property in an example that its type has not.
    #[error("this example shows `{name}`, which is not a property of `{ty}`")]
    ExampleUnknownProperty {
        /// The key.
        name: String,
        /// The type.
        ty: GraphName,
    },
    /// A value of an example that looks otherwise than its type does in JSON.
    #[error("`{name}` is {found} in this example, but its type is {wanted}")]
    ExampleWrongKind {
        /// The key.
        name: String,
        /// What it is, in words.
        found: &'static str,
        /// Its type, in words.
        wanted: String,
    },
    /// A key of the JSON representation that no table of properties lists.
    #[error("`{0}` is in the JSON representation, but not in a table")]
    KeyWithoutRow(PropertyName),
    /// A name in another letter case than that of its definition.
    #[error("`{written}` is spelt `{defined}` elsewhere")]
    LetterCase {
        /// As it stands here.
        written: String,
        /// As its definition has it.
        defined: String,
        /// It is sent over the wire, where letter case counts.
        is_wire: bool,
    },
    /// A request line that no request is made of: nothing is asked with its method, or behind a reference or a count.
    #[error("`{method} {path}` cannot be turned into a request")]
    NoRequest {
        /// The method.
        method: Method,
        /// The path as written.
        path: String,
    },
    /// A row for something that has one on the same page.
    #[error("`{0}` is listed twice")]
    ListedTwice(String),
    /// A row of a request body that is no member of the type that is sent.
    #[error("body parameter `{name}` is not a property of `{ty}`")]
    NotAMember {
        /// The name of the row.
        name: ParameterName,
        /// The type.
        ty: GraphName,
        /// The type may have properties that no page names.
        is_open: bool,
    },
    /// A row that the JSON representation does not have.
    #[error("`{name}` is in the table, but not in the JSON representation")]
    RowWithoutKey {
        /// The name of the row.
        name: PropertyName,
        /// The type may have properties that the representation does not show.
        is_open: bool,
    },
    /// Two names of one scope differ in letter case or in the characters between words alone.
    #[error("`{name}` consists of the same words as `{other}`")]
    SameWords {
        /// The name that stands here.
        name: String,
        /// The name that was there before.
        other: String,
    },
    /// The table and the JSON representation give one property different types.
    #[error("`{name}` is {table} in the table and {json} in the JSON representation")]
    TableJsonDisagree {
        /// The property.
        name: PropertyName,
        /// Its type in the table, with "collection of".
        table: String,
        /// Its type in the JSON representation.
        json: String,
    },
    /// An enum has the name of a type.
    #[error("`{0}` is an enum here and a type elsewhere")]
    TypeAndEnum(GraphName),
    /// A base type that no page defines.
    #[error("no page defines the base type `{name}`")]
    UnknownBase {
        /// The name as written.
        name: String,
        /// A type that was perhaps meant.
        near: Option<GraphName>,
    },
    /// A type that no page defines.
    #[error("no page defines the type `{name}`")]
    UnknownType {
        /// The name as written.
        name: String,
        /// A type that was perhaps meant.
        near: Option<GraphName>,
    },
    /// A request line that no builder leads to.
    #[error("no builder leads to `{0}`")]
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
            Self::ExampleDeniedOption(_) => "leave the option out, or correct the section on query parameters".to_owned(),
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
