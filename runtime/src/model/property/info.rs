//! The documentation of a property as data. In: the text that generated code has for a type. Out: [`PropertyInfo`].

use std::fmt;

/// The facts that the documentation states about a property.
///
/// Pages affirm most of these facts and rarely deny one. A `bool` is `true` if the page states the fact; `false` means that it
/// does not. Where the page can state yes or no, the field is an `Option`, and `None` means that the page is silent.
///
/// ```
/// use msgraph_core::{FilterOperator, Property, PropertyInfo};
///
/// let text = "id\nsubject Subject line.\n filter eq startsWith\n orderby\n max-length 255";
/// let info = PropertyInfo::parse(text, "subject");
/// assert_eq!(info.description, Some("Subject line."));
/// assert_eq!(info.filterable, Some(true));
/// assert_eq!(info.filter_operators, [FilterOperator::Eq, FilterOperator::StartsWith]);
/// assert!(info.sortable && !info.searchable);
/// assert_eq!((info.max_length, info.default_value, info.nullable), (Some(255), None, None));
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct PropertyInfo {
    /// The wire name.
    pub name: &'static str,
    /// The first sentence of the description.
    pub description: Option<&'static str>,
    /// Whether it supports `$filter`.
    pub filterable: Option<bool>,
    /// The operators of `$filter` that the page names. It can support `$filter` and name none.
    pub filter_operators: Vec<FilterOperator>,
    /// The restriction of the support for `$filter`, in the words of the page: "on `null` values".
    pub filter_restriction: Option<&'static str>,
    /// Supports `$orderby`.
    pub sortable: bool,
    /// Supports `$search`.
    pub searchable: bool,
    /// Supports `$expand`.
    pub expandable: bool,
    /// The service returns it only when a request names it in `$select`.
    pub only_on_select: bool,
    /// Whether a response has it without `$select`.
    pub returned_by_default: Option<bool>,
    /// The service sets it; requests cannot.
    pub read_only: bool,
    /// Whether it can be null.
    pub nullable: Option<bool>,
    /// It must have a value.
    pub required: bool,
    /// It must have a value when an object is created.
    pub required_on_create: bool,
    /// The value that the service takes when a request sets none, as the page writes it.
    pub default_value: Option<&'static str>,
    /// The greatest length.
    pub max_length: Option<u64>,
    /// The deprecation notice, with the date and the replacement where the page states them.
    pub deprecated: Option<&'static str>,
}

/// An operator or function of `$filter`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum FilterOperator {
    /// `eq`
    Eq,
    /// `ne`
    Ne,
    /// `gt`
    Gt,
    /// `ge`
    Ge,
    /// `lt`
    Lt,
    /// `le`
    Le,
    /// `in`
    In,
    /// `has`
    Has,
    /// `not`
    Not,
    /// `startsWith`
    StartsWith,
    /// `endsWith`
    EndsWith,
    /// `contains`
    Contains,
    /// `any`
    Any,
    /// `all`
    All,
}

impl FilterOperator {
    const EVERY: [Self; 14] = [
        Self::Eq,
        Self::Ne,
        Self::Gt,
        Self::Ge,
        Self::Lt,
        Self::Le,
        Self::In,
        Self::Has,
        Self::Not,
        Self::StartsWith,
        Self::EndsWith,
        Self::Contains,
        Self::Any,
        Self::All,
    ];

    /// The name, as the documentation writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::Lt => "lt",
            Self::Le => "le",
            Self::In => "in",
            Self::Has => "has",
            Self::Not => "not",
            Self::StartsWith => "startsWith",
            Self::EndsWith => "endsWith",
            Self::Contains => "contains",
            Self::Any => "any",
            Self::All => "all",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|operator| operator.as_str() == name)
    }
}

impl fmt::Display for FilterOperator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl PropertyInfo {
    /// Parses the facts about one property from the text of its type; generated code has that text in
    /// [`Fields::PROPERTIES`](crate::codegen::Fields::PROPERTIES).
    ///
    /// Each property has one line with the wire name and the description. Indented lines below it are one fact each: `filter` with
    /// operators, `filter-restriction` with text, `no-filter`, `orderby`, `search`, `expand`, `only-on-select`, `by-default` and
    /// `nullable` with `yes` or `no`, `read-only`, `required`, `required-on-create`, `default` and `max-length` with the value,
    /// `deprecated` with the notice.
    // One text a type costs the compiler one value. A parse that nobody asks for costs a program nothing.
    #[must_use]
    pub fn parse(text: &'static str, name: &'static str) -> Self {
        let mut lines = text.lines();
        let description = lines.find_map(|line| line.strip_prefix(name).filter(|rest| ends_name(rest)));
        let description = description.map(str::trim_start).filter(|text| !text.is_empty());
        let mut info = Self { name, description, ..Self::default() };
        lines.map_while(|line| line.strip_prefix(' ')).for_each(|line| info.read(line));
        info
    }

    fn read(&mut self, line: &'static str) {
        let (key, value) = line.split_once(' ').unwrap_or((line, ""));
        match key {
            "filter" => {
                self.filterable = Some(true);
                self.filter_operators = value.split(' ').filter_map(FilterOperator::parse).collect();
            }
            "filter-restriction" => self.filter_restriction = Some(value),
            "no-filter" => self.filterable = Some(false),
            "orderby" => self.sortable = true,
            "search" => self.searchable = true,
            "expand" => self.expandable = true,
            "only-on-select" => self.only_on_select = true,
            "by-default" => self.returned_by_default = yes_or_no(value),
            "read-only" => self.read_only = true,
            "nullable" => self.nullable = yes_or_no(value),
            "required" => self.required = true,
            "required-on-create" => self.required_on_create = true,
            "default" => self.default_value = Some(value),
            "max-length" => self.max_length = value.parse().ok(),
            "deprecated" => self.deprecated = Some(value),
            _ => {}
        }
    }
}

/// Whether a name ends where this text begins.
fn ends_name(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

fn yes_or_no(value: &str) -> Option<bool> {
    match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{FilterOperator, PropertyInfo};
    use crate::model::example::{Message, Recipient};

    #[test]
    fn each_line_is_one_fact() {
        let info = PropertyInfo::parse(
            "size Bytes.
sizes Bytes of all.
 filter eq ne any
 filter-restriction on `null` values
 orderby
 search
 expand
 only-on-select
 by-default no
 read-only
 nullable no
 required
 required-on-create
 default 1 MB
 max-length 64
 deprecated Since 2024. Use size.
other
 max-length 65",
            "sizes",
        );
        let expected = PropertyInfo {
            name: "sizes",
            description: Some("Bytes of all."),
            filterable: Some(true),
            filter_operators: vec![FilterOperator::Eq, FilterOperator::Ne, FilterOperator::Any],
            filter_restriction: Some("on `null` values"),
            sortable: true,
            searchable: true,
            expandable: true,
            only_on_select: true,
            returned_by_default: Some(false),
            read_only: true,
            nullable: Some(false),
            required: true,
            required_on_create: true,
            default_value: Some("1 MB"),
            max_length: Some(64),
            deprecated: Some("Since 2024. Use size."),
        };
        assert_eq!(info, expected);
    }

    #[test]
    fn the_page_is_silent_where_no_line_states_a_fact() {
        for text in [
            "",
            "id",
            "ids All.\n orderby",
            "other Line of\nid",
            "other id\n search",
            "other\n id\nid\nids\n expand",
        ] {
            assert_eq!(
                PropertyInfo::parse(text, "id"),
                PropertyInfo { name: "id", ..PropertyInfo::default() },
                "{text:?}"
            );
        }
        let info = PropertyInfo::parse("id\n filter", "id");
        assert_eq!((info.filterable, info.filter_operators.len()), (Some(true), 0), "no operator is named");
        assert_eq!(PropertyInfo::parse("id\n no-filter", "id").filterable, Some(false));
    }

    #[test]
    fn operators_parse_by_their_names() {
        for operator in FilterOperator::EVERY {
            assert_eq!(FilterOperator::parse(&operator.to_string()), Some(operator));
        }
        assert_eq!(FilterOperator::parse("EQ"), None);
    }

    #[test]
    fn constants_have_the_facts_of_their_type() {
        let info = Message::SUBJECT.info();
        assert_eq!((info.name, info.description, info.sortable), ("subject", Some("Subject line."), true));
        assert_eq!(Message::SIZE.info().max_length, None);
        let silent = Recipient::NAME.info();
        assert_eq!(silent, PropertyInfo { name: "name", ..PropertyInfo::default() });
    }
}
