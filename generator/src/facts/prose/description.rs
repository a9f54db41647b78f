//! Reads descriptions of properties. In: inline text. Out: [`MemberTraits`] stated in fixed phrases, and listed values.

mod filter;
mod read_only;
mod requirement;
mod support;

use crate::facts::prose::deprecation;
use crate::facts::prose::sentences;
use crate::page::inline::{Inline, Part};

/// The facts that a description states in fixed phrases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MemberTraits {
    /// "Read-only."
    pub read_only: bool,
    /// "Nullable."; `Some(false)` for "Not nullable."
    pub nullable: Option<bool>,
    /// "Required."
    pub required: bool,
    /// "Required on create.", "This property is required when a user is created."
    pub required_on_create: bool,
    /// "Returned only on `$select`."
    pub only_on_select: bool,
    /// "Returned by default."; `Some(false)` for "Not returned by default."
    pub by_default: Option<bool>,
    /// "Supports `$filter`": the operators, possibly none.
    pub filter: Option<Vec<String>>,
    /// The conditions of the support for `$filter`: "on `null` values".
    pub filter_restriction: Option<String>,
    /// "Does not support `$filter`."
    pub filter_denied: bool,
    /// "Supports … `$orderby`"
    pub order_by: bool,
    /// "Supports … `$search`"
    pub search: bool,
    /// "Supports `$expand`"
    pub expand: bool,
    /// "The default value is `x`."
    pub default: Option<String>,
    /// The maximum length or size, as written on the page.
    pub max_length: Option<u64>,
    /// "This property is a multi-valued enumeration": flags separated by commas.
    pub multi_valued: bool,
    /// The deprecation notice.
    pub deprecated: Option<String>,
}

impl MemberTraits {
    /// Adds the facts that a type cell in lower case states beside the type.
    pub fn add_type(&mut self, lower: &str) {
        self.max_length = self.max_length.or_else(|| max_length(lower));
        self.read_only |= read_only::in_type(lower);
    }

    /// Adds the facts of another description that this one lacks.
    pub fn unite(&mut self, other: Self) {
        // Operators, restriction and denial form one statement. So do the two fields about presence in a response.
        if self.filter.is_none() && !self.filter_denied {
            self.filter = other.filter;
            self.filter_restriction = other.filter_restriction;
            self.filter_denied = other.filter_denied;
        }
        if self.by_default.is_none() && !self.only_on_select {
            self.by_default = other.by_default;
            self.only_on_select = other.only_on_select;
        }
        self.read_only |= other.read_only;
        self.nullable = self.nullable.or(other.nullable);
        self.required |= other.required;
        self.required_on_create |= other.required_on_create;
        self.order_by |= other.order_by;
        self.search |= other.search;
        self.expand |= other.expand;
        self.default = self.default.take().or(other.default);
        self.max_length = self.max_length.or(other.max_length);
        self.multi_valued |= other.multi_valued;
        self.deprecated = self.deprecated.take().or(other.deprecated);
    }
}

/// Phrases that exclude null.
const NOT_NULL: [&str; 6] = [
    "not nullable",
    "non-nullable",
    "cannot be null",
    "can't be null",
    "must not be null",
    "may not be null",
];

/// A value in the list of a description.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListedValue {
    /// The value as written.
    pub text: String,
    /// Whether the service sends the value only to requests that accept new members of evolvable enums.
    pub is_later: bool,
}

/// Reads a description.
pub fn read(description: &Inline) -> MemberTraits {
    let text = description.text_with_code();
    let lower = text.to_ascii_lowercase();
    let has = |phrase: &str| lower.contains(phrase);
    let by_default = if has("not returned by default") || has("n't returned by default") {
        Some(false)
    } else {
        has("returned by default").then_some(true)
    };
    let nullable =
        if NOT_NULL.iter().any(|words| has(words)) { Some(false) } else { has("nullable").then_some(true) };
    let sentences = sentences::split(&text);
    let is_supported = has("support");
    let filter = if is_supported { filter::read(&sentences) } else { filter::Filter::default() };
    let supports =
        |option: &str| is_supported && sentences.iter().any(|sentence| support::supports(sentence, option));
    MemberTraits {
        read_only: sentences.iter().any(|sentence| read_only::states(sentence)),
        nullable,
        required: sentences.iter().any(|sentence| is_requirement(sentence)),
        required_on_create: sentences.iter().any(|sentence| requirement::on_create(sentence)),
        only_on_select: has("returned only on `$select`")
            || has("returned only on $select")
            || has("only returned on $select"),
        by_default,
        filter: filter.operators,
        filter_restriction: filter.restriction,
        filter_denied: filter.denied,
        // Some pages omit the `$` of the second option.
        order_by: supports("orderby"),
        search: supports("$search"),
        expand: supports("$expand"),
        default: default_value(&text),
        max_length: max_length(&lower),
        multi_valued: says_flags(&lower),
        deprecated: deprecation::find(&text),
    }
}

/// Whether a value can combine several members of its enum.
fn says_flags(lower: &str) -> bool {
    let multi = [
        "multi-valued enumeration",
        "multivalued enumeration",
        "multi-valued enum",
        "flagged enum",
        "flags enum",
    ];
    multi.iter().any(|words| lower.contains(words))
        || (lower.contains("multiple values in a comma-separated list") && lower.contains("enum"))
}

/// Whether a sentence states an unconditional requirement.
pub fn is_requirement(sentence: &str) -> bool {
    let sentence = sentence.trim_matches(['*', ' ', '.', '(', ')']);
    sentence.eq_ignore_ascii_case("required") || sentence.eq_ignore_ascii_case("this property is required")
}

/// The value of "The default value is `x`."
pub fn default_value(text: &str) -> Option<String> {
    let phrases = [
        "default value is ",
        "the default is ",
        "default is ",
        "defaults to ",
        "default value: ",
        "default: ",
    ];
    let lower = text.to_ascii_lowercase();
    if !lower.contains("default") {
        return None;
    }
    let at = phrases.iter().find_map(|phrase| lower.find(phrase).map(|at| at + phrase.len()))?;
    let rest = text.get(at..)?.trim_start();
    if let Some(code) = rest.strip_prefix('`') {
        return code.split_once('`').map(|(code, _)| code.to_owned());
    }
    if let Some(quoted) = rest.strip_prefix('"') {
        return quoted.split_once('"').map(|(quoted, _)| quoted.to_owned());
    }
    let word =
        rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).next()?.trim_end_matches('.');
    let is_value = word.eq_ignore_ascii_case("true")
        || word.eq_ignore_ascii_case("false")
        || word.eq_ignore_ascii_case("null")
        || word.parse::<f64>().is_ok();
    is_value.then(|| word.to_lowercase())
}

/// The maximum length or size in a text in lower case.
fn max_length(lower: &str) -> Option<u64> {
    if !lower.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let phrases = [
        "maximum length",
        "max length",
        "maximum size",
        "maximum of",
        "limited to",
        "cannot exceed",
        "can't exceed",
        "not exceed",
        "no more than",
        "at most",
        "up to",
    ];
    let at = phrases.iter().find_map(|phrase| lower.find(phrase).map(|at| at + phrase.len()))?;
    let rest: String = lower[at..].chars().take(40).collect();
    let digits = rest.find(|c: char| c.is_ascii_digit())?;
    let number: String = rest[digits..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ',')
        .filter(|c| *c != ',')
        .collect();
    let unit = rest[digits..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ',').trim_start();
    // A size may have a unit other than characters: "4 MB".
    let has_unit = unit.starts_with(char::is_alphanumeric);
    let length = lower[..at].ends_with("length")
        || lower[..at].ends_with("size") && !has_unit
        || unit.starts_with("char");
    length.then(|| number.parse().ok()).flatten()
}

/// The values in the list of a description: "The possible values are: `a`, `b`". Includes later members of evolvable enums.
pub fn values(description: &Inline) -> Vec<ListedValue> {
    let says_value = |part: &Part| part.text().contains("alue") || part.text().contains("ALUE");
    if !description.parts.iter().any(says_value) {
        return Vec::new();
    }
    let text = description.text_with_code();
    let lower = text.to_ascii_lowercase();
    let phrases = [
        "possible values are",
        "possible values include",
        "possible values:",
        "possible value is",
        "values are:",
    ];
    let Some(at) = phrases.iter().find_map(|phrase| lower.find(phrase).map(|at| at + phrase.len())) else {
        return Vec::new();
    };
    let rest = text[at..].trim_start_matches([':', ' ']);
    let mut values = list(&rest[..sentences::end(rest).unwrap_or(rest.len())]);
    let evolvable = lower.find("evolvable").and_then(|at| text[at..].find(':').map(|colon| at + colon + 1));
    if let Some(at) = evolvable {
        let rest = &text[at..];
        for name in list(&rest[..sentences::end(rest).unwrap_or(rest.len())]) {
            match values.iter_mut().find(|value| **value == name) {
                Some(value) => value.clone_from(&name),
                None => values.push(name),
            }
        }
    }
    with_later(values).map(|(text, is_later)| ListedValue { text, is_later }).collect()
}

/// Whether a member replaces later members if a request does not accept them. Some pages spell it in lower case.
pub fn is_sentinel(name: &str) -> bool {
    name.eq_ignore_ascii_case("unknownFutureValue")
}

/// Marks the values after the sentinel of evolvable enums.
pub fn with_later(values: Vec<String>) -> impl Iterator<Item = (String, bool)> {
    let later = values.iter().position(|value| is_sentinel(value)).map_or(values.len(), |at| at + 1);
    values.into_iter().enumerate().map(move |(index, text)| (text, index >= later))
}

/// The names in a list: its code spans if any, else the words between commas.
fn list(text: &str) -> Vec<String> {
    let names: Vec<&str> = if text.contains('`') {
        text.split('`').skip(1).step_by(2).collect()
    } else {
        let parts = text.split([',', ';', '|']);
        parts.flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" or ")).collect()
    };
    let mut found: Vec<String> = Vec::new();
    for name in names {
        let name = name.trim().trim_start_matches("and ").trim_start_matches("or ");
        let name = name.trim_matches(['"', '\'', '*', '.', ' ', '(', ')']);
        let fits = !name.is_empty() && crate::name::MemberName::parse(name).is_ok();
        if fits && !found.iter().any(|found| found == name) {
            found.push(name.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests;
