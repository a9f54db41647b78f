//! In: properties and values. Out: the text of a condition in OData's syntax, with its quotes and parentheses.

mod condition;
mod lambda;
mod literal;

use crate::model::scope::CanQuery;
use crate::table::Untyped;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Not;

pub use literal::{Literal, Ordered};

/// The precedence of the outermost operator of a condition.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Binding {
    /// A comparison or a function.
    Tight,
    And,
    Or,
    /// A text of the caller, of unknown precedence.
    Unknown,
}

/// A condition that a `T` fulfils, for [`Request::filter`](crate::Request::filter).
///
/// Made from [properties](crate::Property): the type of the property decides which comparisons exist. A text is
/// a condition too, in OData's syntax, for any type. Quotes in texts are doubled, parentheses are set where precedence
/// needs them.
///
/// ```
/// use msgraph_core::{Filter, Property};
///
/// // generated code has the struct and its constants
/// # pub struct Message {
/// #     pub additional: msgraph_core::Additional,
/// # }
/// # msgraph_core::codegen::object! { Message "#microsoft.graph.message": }
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
#[must_use = "it does nothing until it is given to a request"]
pub struct Filter<T = Untyped> {
    condition: Condition,
    of: PhantomData<fn() -> T>,
}

impl<T> Filter<T> {
    fn new(condition: Condition) -> Self {
        Self { condition, of: PhantomData }
    }

    fn tight(text: String) -> Self {
        Self::new(Condition::tight(text))
    }

    fn impossible(problem: &'static str) -> Self {
        Self::new(Condition { problem: Some(problem), ..Condition::tight(String::new()) })
    }

    /// Both conditions. An empty text is no condition.
    pub fn and(self, other: impl IntoFilter<T>) -> Self {
        Self::new(self.condition.join(" and ", Binding::And, other.into_filter().condition))
    }

    /// Either condition. An empty text is no condition.
    pub fn or(self, other: impl IntoFilter<T>) -> Self {
        Self::new(self.condition.join(" or ", Binding::Or, other.into_filter().condition))
    }

    /// The opposite; the operator `!` does the same. The opposite of no condition is refused when the request is built, since
    /// nothing fulfils it.
    #[expect(
        clippy::should_implement_trait,
        reason = "it reads better behind a condition, and needs no import"
    )]
    pub fn not(self) -> Self {
        Self::new(self.condition.negated())
    }

    /// All of these conditions.
    pub fn all_of(filters: impl IntoIterator<Item = Self>) -> Self {
        let conditions = filters.into_iter().map(|filter| filter.condition);
        Self::new(
            conditions
                .reduce(|one, other| one.join(" and ", Binding::And, other))
                .unwrap_or_else(Condition::any),
        )
    }

    /// At least one of these conditions. An empty list is refused when the request is built, since nothing fulfils it.
    pub fn any_of(filters: impl IntoIterator<Item = Self>) -> Self {
        let conditions = filters.into_iter().map(|filter| filter.condition);
        let either = conditions.reduce(|one, other| one.join(" or ", Binding::Or, other));
        either.map_or_else(|| Self::impossible("one of no conditions is asked for"), Self::new)
    }

    /// The same condition for requests of any type.
    pub fn untyped(self) -> Filter {
        Filter::new(self.condition)
    }

    /// The condition in OData's syntax, not encoded.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.condition.text
    }

    /// The reason why the condition is invalid.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        self.condition.problem
    }
}

/// A condition without the type that it is about.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Condition {
    text: String,
    binding: Binding,
    /// The number of variables in conditions on elements of collections.
    variables: Vec<&'static str>,
    /// The reason why the condition is invalid; reported when the request is built.
    problem: Option<&'static str>,
}

impl Condition {
    fn tight(text: String) -> Self {
        Self { text, binding: Binding::Tight, variables: Vec::new(), problem: None }
    }

    /// A condition in OData's syntax.
    fn own(text: String) -> Self {
        Self { binding: Binding::Unknown, ..Self::tight(text) }
    }

    /// No condition.
    fn any() -> Self {
        Self::own(String::new())
    }

    fn negated(mut self) -> Self {
        let nothing = self.text.is_empty().then_some("the opposite of no condition is asked for");
        self.problem = self.problem.or(nothing);
        self.text = format!("not ({})", self.text);
        self.binding = Binding::Tight;
        self
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

    /// The text as an operand of an operator of this precedence.
    fn within(&self, outer: Binding) -> String {
        let fits = match (self.binding, outer) {
            (Binding::Tight, _) | (Binding::And, Binding::And) => true,
            (Binding::And | Binding::Or, Binding::Or) => true,
            (Binding::Or | Binding::Unknown, _) | (Binding::And, _) => false,
        };
        if fits { self.text.clone() } else { format!("({})", self.text) }
    }
}

/// Arguments of `filter` on a request that queries `Q`: a condition on properties of `Q`, of its bases, or of
/// [derived types](crate::OnDerivedType), and any text in OData's syntax.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no condition on `{Q}`",
    label = "expected a condition made of properties, or a text"
)]
pub trait IntoFilter<Q> {
    /// The condition.
    fn into_filter(self) -> Filter<Q>;
}

impl<Q: CanQuery<T>, T> IntoFilter<Q> for Filter<T> {
    fn into_filter(self) -> Filter<Q> {
        Filter::new(self.condition)
    }
}

/// It is not checked, and gets parentheses when it is joined to another.
impl<Q> IntoFilter<Q> for String {
    fn into_filter(self) -> Filter<Q> {
        Filter::new(Condition::own(self))
    }
}

impl<Q> IntoFilter<Q> for &str {
    fn into_filter(self) -> Filter<Q> {
        self.to_owned().into_filter()
    }
}

impl<Q> IntoFilter<Q> for &String {
    fn into_filter(self) -> Filter<Q> {
        self.clone().into_filter()
    }
}

impl<T> Not for Filter<T> {
    type Output = Self;

    fn not(self) -> Self {
        self.not()
    }
}

/// A condition in OData's syntax. It is not checked, and gets parentheses when it is joined to another.
impl From<String> for Filter {
    fn from(text: String) -> Self {
        text.into_filter()
    }
}

/// A condition in OData's syntax. It is not checked, and gets parentheses when it is joined to another.
impl From<&str> for Filter {
    fn from(text: &str) -> Self {
        text.into_filter()
    }
}

/// A condition in OData's syntax. It is not checked, and gets parentheses when it is joined to another.
impl From<&String> for Filter {
    fn from(text: &String) -> Self {
        text.into_filter()
    }
}

impl<T> fmt::Display for Filter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<T> fmt::Debug for Filter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Filter").field(&self.condition).finish()
    }
}

impl<T> Clone for Filter<T> {
    fn clone(&self) -> Self {
        Self::new(self.condition.clone())
    }
}

/// No condition.
impl<T> Default for Filter<T> {
    fn default() -> Self {
        Self::new(Condition::any())
    }
}

impl<T> PartialEq for Filter<T> {
    fn eq(&self, other: &Self) -> bool {
        self.condition == other.condition
    }
}

impl<T> Eq for Filter<T> {}

#[cfg(test)]
mod proptests;
#[cfg(test)]
mod tests;
