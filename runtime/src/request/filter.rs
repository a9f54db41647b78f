//! In: properties and values. Out: the text of a condition in OData's language, with its quotes and parentheses.

mod condition;
mod lambda;
mod literal;

use std::fmt;
use std::ops::Not;

pub use literal::{Literal, Ordered};

/// How tightly the parts of a condition hold together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Binding {
    /// A comparison or a function.
    Tight,
    And,
    Or,
    /// A text of the caller's own, of which nothing is known.
    Unknown,
}

/// A condition that objects fulfil, for [`Request::filter`](crate::Request::filter).
///
/// Made from [properties](crate::Property): which comparisons there are depends on the type of the property. A text is
/// a condition too, in OData's own language. Quotes in texts are doubled, parentheses are set where precedence needs
/// them.
///
/// ```
/// use msgraph_core::{Filter, Json, PropertyPath, Property};
///
/// # struct Message;
/// # struct Recipient;
/// const IS_READ: Property<Message, bool> = Property::new("isRead");
/// const SUBJECT: Property<Message, String> = Property::new("subject");
/// const CATEGORIES: Property<Message, Vec<String>> = Property::new("categories");
///
/// let filter = IS_READ.eq(false).and(SUBJECT.starts_with("Bob's").or(CATEGORIES.any(|category| category.eq("Red"))));
/// assert_eq!(
///     filter.as_str(),
///     "isRead eq false and (startswith(subject,'Bob''s') or categories/any(x:x eq 'Red'))"
/// );
/// assert_eq!(SUBJECT.contains("a").not().as_str(), "not (contains(subject,'a'))");
/// assert_eq!(Filter::from("a eq 1 or b eq 2").and(IS_READ.eq(true)).as_str(), "(a eq 1 or b eq 2) and isRead eq true");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[must_use = "it does nothing until it is given to a request"]
pub struct Filter {
    text: String,
    binding: Binding,
    /// The variables that conditions on the elements of collections have taken.
    variables: Vec<&'static str>,
    /// Why the condition cannot be: told when the request is built.
    problem: Option<&'static str>,
}

impl Filter {
    fn tight(text: String) -> Self {
        Self { text, binding: Binding::Tight, variables: Vec::new(), problem: None }
    }

    fn impossible(problem: &'static str) -> Self {
        Self { problem: Some(problem), ..Self::tight(String::new()) }
    }

    /// Both conditions. An empty text is no condition.
    pub fn and(self, other: impl Into<Self>) -> Self {
        self.join(" and ", Binding::And, other.into())
    }

    /// Either condition. An empty text is no condition.
    pub fn or(self, other: impl Into<Self>) -> Self {
        self.join(" or ", Binding::Or, other.into())
    }

    /// The opposite; the operator `!` does the same.
    #[expect(
        clippy::should_implement_trait,
        reason = "it reads better behind a condition, and needs no import"
    )]
    pub fn not(mut self) -> Self {
        self.text = format!("not ({})", self.text);
        self.binding = Binding::Tight;
        self
    }

    /// All of these conditions.
    pub fn all_of(filters: impl IntoIterator<Item = Self>) -> Self {
        filters.into_iter().reduce(Self::and).unwrap_or_else(|| Self::from(""))
    }

    /// At least one of these conditions. One of none is refused when the request is built, for nothing fulfils it.
    pub fn any_of(filters: impl IntoIterator<Item = Self>) -> Self {
        let none = || Self::impossible("one of no conditions is asked for");
        filters.into_iter().reduce(Self::or).unwrap_or_else(none)
    }

    /// The condition in OData's language, not encoded.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn into_parts(self) -> (String, Option<&'static str>) {
        (self.text, self.problem)
    }

    fn join(mut self, operator: &str, binding: Binding, mut other: Self) -> Self {
        let problem = self.problem.or(other.problem);
        if self.text.is_empty() || other.text.is_empty() {
            let rest = if self.text.is_empty() { other } else { self };
            return Self { problem, ..rest };
        }
        self.variables.append(&mut other.variables);
        let text = format!("{}{operator}{}", self.within(binding), other.within(binding));
        Self { text, binding, variables: self.variables, problem }
    }

    /// The text as a part of a condition that holds together so tightly.
    fn within(&self, outer: Binding) -> String {
        let fits = match (self.binding, outer) {
            (Binding::Tight, _) | (Binding::And, Binding::And) => true,
            (Binding::And | Binding::Or, Binding::Or) => true,
            (Binding::Or | Binding::Unknown, _) | (Binding::And, _) => false,
        };
        if fits { self.text.clone() } else { format!("({})", self.text) }
    }
}

impl Not for Filter {
    type Output = Self;

    fn not(self) -> Self {
        self.not()
    }
}

/// A condition in OData's own language. It is taken as it is, and put in parentheses when it is joined to another.
impl From<String> for Filter {
    fn from(text: String) -> Self {
        Self { binding: Binding::Unknown, ..Self::tight(text) }
    }
}

/// A condition in OData's own language. It is taken as it is, and put in parentheses when it is joined to another.
impl From<&str> for Filter {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// A condition in OData's own language. It is taken as it is, and put in parentheses when it is joined to another.
impl From<&String> for Filter {
    fn from(text: &String) -> Self {
        Self::from(text.to_owned())
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod proptests;
#[cfg(test)]
mod tests;
