//! Finds the whole numbers that need more than 31 bits, which decide the width of what a page calls "Integer". In: the examples of
//! api pages. Out: [`Wide`], the keys of such numbers.

use std::collections::BTreeSet;

use crate::facts::operation::OperationFacts;
use crate::facts::type_text::{Primitive, TypeText, TypeWord};
use crate::name::PropertyName;
use crate::page::json::Json;

/// The keys whose values in some example exceed 31 bits.
#[derive(Debug, Default)]
pub struct Wide<'f>(BTreeSet<&'f str>);

impl<'f> Wide<'f> {
    /// Reads the bodies of all examples.
    pub fn of(api: &[&'f OperationFacts]) -> Self {
        let mut wide = Self::default();
        for example in api.iter().flat_map(|page| &page.examples) {
            let bodies =
                std::iter::once(&example.body).chain(example.response.iter().map(|shown| &shown.body));
            bodies.filter_map(|body| body.json.as_ref()).for_each(|node| wide.read(&node.value));
        }
        wide
    }

    fn read(&mut self, json: &'f Json) {
        for (key, node) in json.members() {
            if is_wide(&node.value) {
                self.0.insert(key);
            }
            self.read(&node.value);
        }
        if let Json::Array(items) = json {
            items.iter().for_each(|node| self.read(&node.value));
        }
    }

    /// The type of a member; where its width is open, the examples decide.
    pub fn sized(&self, ty: &TypeText, name: &PropertyName) -> TypeText {
        match ty.item == TypeWord::Integer && self.0.contains(name.as_str()) {
            true => TypeText::primitive(Primitive::Int64).with_collection(ty.is_collection),
            false => ty.clone(),
        }
    }
}

/// Whether a value is a whole number of more than 31 bits.
pub fn is_wide(json: &Json) -> bool {
    matches!(json, Json::Number(text) if text.parse::<i64>().is_ok_and(|number| i32::try_from(number).is_err()))
}
