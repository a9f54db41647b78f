//! Collects request headers. In: the header rows and examples of an api page. Out: [`Header`]s.

use std::collections::BTreeSet;

use crate::facts::operation::HeaderFact;
use crate::facts::template::Method;
use crate::model::operation::Header;
use crate::model::operations::linker::Linker;
use crate::name::ParameterName;

/// Headers of any HTTP message, about its body, sender and transfer.
const GENERAL: [&str; 9] = [
    "accept",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "date",
    "host",
    "transfer-encoding",
    "user-agent",
];

impl Header {
    /// Whether any HTTP message may have this header.
    pub fn is_general(&self) -> bool {
        is_general(self.name.as_str())
    }
}

/// Whether any HTTP message may have a header of this name.
pub fn is_general(name: &str) -> bool {
    GENERAL.iter().any(|general| general.eq_ignore_ascii_case(name))
}

impl Linker<'_> {
    /// The headers of a method: those in rows, then those that occur only in examples.
    pub(in crate::model) fn headers(&self, method: Method) -> Vec<Header> {
        let mut headers: Vec<Header> = Vec::new();
        let mut known = BTreeSet::new();
        for row in &self.facts.headers {
            let preference = row.preference.as_ref().map(|name| name.to_lowercase());
            if known.insert((row.name.as_str().to_lowercase(), preference)) {
                headers.push(Header::from(row));
            }
        }
        let shown = self.facts.examples.iter().filter(|found| found.method == method && !found.is_foreign);
        for (name, value) in shown.flat_map(|found| &found.headers) {
            if name.eq_ignore_ascii_case("prefer") {
                for (preference, value) in preferences(value) {
                    add_example(&mut headers, name, Some(preference), value);
                }
            } else {
                add_example(&mut headers, name, None, value);
            }
        }
        headers
    }
}

/// Adds a header of an example: the value of a known header, or a header without row.
fn add_example(headers: &mut Vec<Header>, name: &str, preference: Option<&str>, value: &str) {
    let mut known = headers.iter().position(|known| known.is(name, preference));
    if known.is_none() {
        // A row for `Prefer` may leave the preference to the examples.
        known = headers.iter().position(|known| known.is(name, None));
    }
    if let Some(known) = known.and_then(|index| headers.get_mut(index)) {
        known.preference = preference.map(str::to_owned);
        known.shown.get_or_insert_with(|| value.to_owned());
    } else if let (false, Ok(name)) = (is_general(name), ParameterName::parse(name)) {
        headers.push(Header {
            name,
            preference: preference.map(str::to_owned),
            values: Vec::new(),
            required: false,
            shown: Some(value.to_owned()),
            summary: String::new(),
        });
    }
}

/// The parts of a value of `Prefer` as written. Quoted parts may contain commas.
pub fn parts(value: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let parts = value.split(move |c: char| {
        quoted ^= c == '"';
        matches!(c, ',' | ';') && !quoted
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// The preferences in a value of `Prefer`, with their values.
fn preferences(value: &str) -> impl Iterator<Item = (&str, &str)> {
    parts(value).map(|part| part.split_once('=').unwrap_or((part, ""))).filter_map(|(name, value)| {
        let name = name.trim();
        (!name.is_empty() && !name.contains(char::is_whitespace))
            .then(|| (name, value.trim().trim_matches('"')))
    })
}

impl Header {
    fn is(&self, name: &str, preference: Option<&str>) -> bool {
        let same = match (&self.preference, preference) {
            (Some(own), Some(other)) => own.eq_ignore_ascii_case(other),
            (own, other) => own.is_none() && other.is_none(),
        };
        same && self.name.as_str().eq_ignore_ascii_case(name)
    }
}

impl From<&HeaderFact> for Header {
    fn from(fact: &HeaderFact) -> Self {
        Self {
            name: fact.name.clone(),
            preference: fact.preference.clone(),
            values: fact.values.clone(),
            required: fact.required,
            shown: None,
            summary: fact.summary.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[(&str, Option<&str>)], shown: &[(&str, Option<&str>, &str)], expected: &[&str]) {
        let row = |(name, preference): &(&str, Option<&str>)| Header {
            name: ParameterName::parse(name).unwrap(),
            preference: preference.map(str::to_owned),
            values: Vec::new(),
            required: false,
            shown: None,
            summary: String::new(),
        };
        let mut headers: Vec<Header> = rows.iter().map(row).collect();
        for (name, preference, value) in shown {
            add_example(&mut headers, name, *preference, value);
        }
        let found = headers.iter().map(|header| {
            let preference = header.preference.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
            format!("{}{preference} {}", header.name, header.shown.as_deref().unwrap_or("-"))
        });
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_example_shows_the_value_of_a_row() {
        check(
            &[("ConsistencyLevel", None)],
            &[("consistencylevel", None, "eventual")],
            &["ConsistencyLevel eventual"],
        );
        check(
            &[("Prefer", None)],
            &[("Prefer", Some("a"), "1"), ("Prefer", Some("b"), "2")],
            &["Prefer a 1", "Prefer b 2"],
        );
    }

    #[test]
    fn an_example_shows_headers_that_no_row_describes() {
        check(&[], &[("If-Match", None, "W/\"1\""), ("Content-Length", None, "3")], &["If-Match W/\"1\""]);
    }

    #[test]
    fn preferences_are_joined_by_commas() {
        let found: Vec<_> = preferences("outlook.timezone=\"A, B\", respond-async").collect();
        assert_eq!(found, [("outlook.timezone", "A, B"), ("respond-async", "")]);
    }
}
