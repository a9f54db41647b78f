//! The state that the readers of body, parameters, headers and response of an api page share.

use super::names::{Names, Scope};
use super::schema::{Type, ValueType};
use crate::facts::operation::{ExampleFact, OperationFacts, ResponseFact};
use crate::facts::template::Method;
use crate::facts::type_text::TypeText;
use crate::source::Spanned;

/// An api page that is being linked, with the types and names of its version.
pub(super) struct Linker<'m> {
    pub(super) facts: &'m OperationFacts,
    pub(super) types: &'m [Type],
    pub(super) names: &'m Names,
    pub(super) scope: Scope<'m>,
    /// The methods of the page: those of its request lines, then those that it shows alone.
    pub(super) methods: &'m [Method],
}

impl Linker<'_> {
    /// The method of the operation that an example belongs to: its own, else that of the first request line, where the page
    /// shows what no operation of it has, or asks another service.
    pub(super) fn method_of(&self, example: &ExampleFact) -> Option<Method> {
        let mut stated = self.facts.requests.iter().map(|request| request.value.0);
        let first = stated.clone().next();
        let is_own = stated.any(|method| method == example.method)
            || !example.is_foreign && self.methods.contains(&example.method);
        if is_own { Some(example.method) } else { first }
    }

    pub(super) fn resolve(&self, text: &TypeText) -> Option<ValueType> {
        self.names.resolve(text, self.scope)
    }

    pub(super) fn spanned(&self, text: Option<&Spanned<TypeText>>) -> Option<ValueType> {
        text.and_then(|text| self.resolve(&text.value))
    }

    /// The successful answers that the page shows for a method.
    pub(super) fn answers(&self, method: Method) -> impl Iterator<Item = &ResponseFact> {
        let shown = self.facts.examples.iter().filter(move |found| found.method == method);
        shown
            .filter_map(|found| found.response.as_ref())
            .filter(|found| found.status.is_none_or(|status| status < 400))
    }
}
