//! In: a property and a value of its type. Out: a condition. Which conditions a property offers depends on its type.

use super::literal::quoted;
use super::{Filter, Literal, Ordered};
use crate::model::flags::Flags;
use crate::model::open_enum::OpenEnum;
use crate::model::property::Property;

/// Comparisons with a value.
impl<T, V: Literal, N: AsRef<str>> Property<T, V, N> {
    /// Equal to the value.
    pub fn eq(self, value: impl Into<V>) -> Filter<T> {
        compare(self.path(), "eq", value.into().literal())
    }

    /// Not equal to the value.
    pub fn ne(self, value: impl Into<V>) -> Filter<T> {
        compare(self.path(), "ne", value.into().literal())
    }

    /// Equal to one of the values. An empty list is refused when the request is built.
    pub fn one_of<I: Into<V>>(self, values: impl IntoIterator<Item = I>) -> Filter<T> {
        among(self.path(), values.into_iter().map(|value| value.into().literal()).collect())
    }
}

/// Comparisons by size.
impl<T, V: Ordered, N: AsRef<str>> Property<T, V, N> {
    /// Greater than the value, later.
    pub fn gt(self, value: impl Into<V>) -> Filter<T> {
        compare(self.path(), "gt", value.into().literal())
    }

    /// Greater than the value or equal to it.
    pub fn ge(self, value: impl Into<V>) -> Filter<T> {
        compare(self.path(), "ge", value.into().literal())
    }

    /// Less than the value, earlier.
    pub fn lt(self, value: impl Into<V>) -> Filter<T> {
        compare(self.path(), "lt", value.into().literal())
    }

    /// Less than the value or equal to it.
    pub fn le(self, value: impl Into<V>) -> Filter<T> {
        compare(self.path(), "le", value.into().literal())
    }
}

/// Whether there is a value.
impl<T, V, N: AsRef<str>> Property<T, V, N> {
    /// Has no value.
    pub fn is_null(self) -> Filter<T> {
        Filter::tight(format!("{} eq null", self.path()))
    }

    /// Has a value.
    pub fn is_not_null(self) -> Filter<T> {
        Filter::tight(format!("{} ne null", self.path()))
    }
}

/// Conditions on texts. Most parts of the service ignore letter case.
impl<T, N: AsRef<str>> Property<T, String, N> {
    /// Starts with the text.
    pub fn starts_with(self, text: impl AsRef<str>) -> Filter<T> {
        call("startswith", self.path(), text.as_ref())
    }

    /// Ends with the text.
    pub fn ends_with(self, text: impl AsRef<str>) -> Filter<T> {
        call("endswith", self.path(), text.as_ref())
    }

    /// Contains the text.
    pub fn contains(self, text: impl AsRef<str>) -> Filter<T> {
        call("contains", self.path(), text.as_ref())
    }
}

/// Conditions on flags.
impl<T, E: OpenEnum, N: AsRef<str>> Property<T, Flags<E>, N> {
    /// Has this member, with or without others.
    pub fn has(self, member: E) -> Filter<T> {
        compare(self.path(), "has", Ok(quoted(member.as_str())))
    }
}

fn compare<T>(path: &str, operator: &str, value: Result<String, &'static str>) -> Filter<T> {
    match value {
        Ok(value) => Filter::tight(format!("{path} {operator} {value}")),
        Err(problem) => Filter::impossible(problem),
    }
}

fn among<T>(path: &str, values: Vec<Result<String, &'static str>>) -> Filter<T> {
    let values: Result<Vec<String>, &'static str> = values.into_iter().collect();
    match values {
        Ok(values) if values.is_empty() => Filter::impossible("one of no values is asked for"),
        Ok(values) => Filter::tight(format!("{path} in ({})", values.join(","))),
        Err(problem) => Filter::impossible(problem),
    }
}

fn call<T>(function: &str, path: &str, text: &str) -> Filter<T> {
    Filter::tight(format!("{function}({path},{})", quoted(text)))
}
