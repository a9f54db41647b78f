//! The context for linking one api page. In: facts, types, names. Out: [`Linker`], shared by body, parameters, headers and response.

use crate::facts::operation::{ExampleFact, OperationFacts, ResponseFact};
use crate::facts::template::Method;
use crate::facts::type_text::TypeText;
use crate::model::names::{Names, Scope};
use crate::model::schema::{Type, ValueType};
use crate::source::Spanned;

/// The facts of an api page, with the types and names of its version.
pub(in crate::model) struct Linker<'m> {
    pub(in crate::model) facts: &'m OperationFacts,
    pub(in crate::model) types: &'m [Type],
    pub(in crate::model) names: &'m Names,
    pub(in crate::model) scope: Scope<'m>,
    /// The methods of the page: those of request lines, then those that occur only in examples.
    pub(in crate::model) methods: &'m [Method],
}

impl Linker<'_> {
    /// The method of the operation that an example belongs to: its own, else that of the first request line. The latter applies to methods
    /// without operation and to requests to another service.
    pub(in crate::model) fn method_of(&self, example: &ExampleFact) -> Option<Method> {
        let mut stated = self.facts.requests.iter().map(|request| request.value.0);
        let first = stated.clone().next();
        let is_own = stated.any(|method| method == example.method)
            || !example.is_foreign && self.methods.contains(&example.method);
        if is_own { Some(example.method) } else { first }
    }

    pub(in crate::model) fn resolve(&self, text: &TypeText) -> Option<ValueType> {
        self.names.resolve(text, self.scope)
    }

    pub(in crate::model) fn spanned(&self, text: Option<&Spanned<TypeText>>) -> Option<ValueType> {
        text.and_then(|text| self.resolve(&text.value))
    }

    /// The successful responses in examples of a method.
    pub(in crate::model) fn responses(&self, method: Method) -> impl Iterator<Item = &ResponseFact> {
        let shown = self.facts.examples.iter().filter(move |found| found.method == method);
        shown
            .filter_map(|found| found.response.as_ref())
            .filter(|found| found.status.is_none_or(|status| status < 400))
    }
}
