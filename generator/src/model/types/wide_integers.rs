//! Finds properties whose numbers exceed 31 bits, to decide the width of "Integer". In: the examples of api pages. Out: [`Wide`].

use std::collections::BTreeSet;

use crate::facts::operation::OperationFacts;
use crate::facts::type_text::{Primitive, TypeText, TypeWord};
use crate::name::PropertyName;
use crate::page::json::Json;

/// The keys with values above 31 bits in some example.
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

    /// The type of a member. The examples decide the width of "Integer".
    pub fn sized(&self, ty: &TypeText, name: &PropertyName) -> TypeText {
        if ty.item == TypeWord::Integer && self.0.contains(name.as_str()) {
            TypeText::primitive(Primitive::Int64).with_collection(ty.is_collection)
        } else {
            ty.clone()
        }
    }
}

/// Whether a value is an integer that exceeds 31 bits.
pub fn is_wide(json: &Json) -> bool {
    matches!(json, Json::Number(text) if text.parse::<i64>().is_ok_and(|number| i32::try_from(number).is_err()))
}
