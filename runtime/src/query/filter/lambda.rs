//! In: a property that is a collection, a condition on its elements. Out: a condition on the collection.

use super::{Condition, Filter, IntoFilter};
use crate::model::property::{Property, PropertyPath};

/// The names of variables. Each nested collection uses the next one.
const VARIABLES: [&str; 6] = ["x", "y", "z", "w", "v", "u"];

/// Conditions on collections.
impl<T, X, N: AsRef<str>> Property<T, Vec<X>, N> {
    /// At least one element fulfils the condition.
    ///
    /// The condition is made from the element: `|x| x.eq("Red")` where elements are values,
    /// `|x| x.then(Recipient::NAME).eq("A")` where they are objects. It can name properties of the object around the collection too.
    pub fn any<F: IntoFilter<T>>(self, condition: impl FnOnce(PropertyPath<T, X>) -> F) -> Filter<T> {
        self.lambda("any", condition)
    }

    /// All elements fulfil the condition, which includes empty collections.
    pub fn all<F: IntoFilter<T>>(self, condition: impl FnOnce(PropertyPath<T, X>) -> F) -> Filter<T> {
        self.lambda("all", condition)
    }

    /// There is at least one element.
    pub fn is_not_empty(self) -> Filter<T> {
        Filter::tight(format!("{}/any()", self.path()))
    }

    /// The number of elements, to be compared: `.count().gt(1)`.
    pub fn count(self) -> PropertyPath<T, i64> {
        PropertyPath::at(format!("{}/$count", self.path()))
    }

    fn lambda<F: IntoFilter<T>>(
        self,
        function: &str,
        condition: impl FnOnce(PropertyPath<T, X>) -> F,
    ) -> Filter<T> {
        let variable = variable(self.path());
        let inner = condition(PropertyPath::at(variable.to_owned())).into_filter();
        Filter::new(quantify(self.path(), function, variable, inner.condition))
    }
}

/// A variable that is not the one of the collection that this one is part of.
fn variable(path: &str) -> &'static str {
    let root = path.split('/').next().unwrap_or_default();
    let outer = VARIABLES.iter().position(|variable| *variable == root);
    outer.map_or(VARIABLES[0], |index| VARIABLES[(index + 1) % VARIABLES.len()])
}

fn quantify(path: &str, function: &str, variable: &'static str, condition: Condition) -> Condition {
    let Condition { text, mut variables, problem, .. } = condition;
    let problem = match problem {
        None if text.is_empty() => Some("a condition on the elements of a collection is empty"),
        None if variables.contains(&variable) => {
            Some("conditions on two collections within each other need the same variable; write them as text")
        }
        problem => problem,
    };
    variables.push(variable);
    let text = format!("{path}/{function}({variable}:{text})");
    Condition { variables, problem, ..Condition::tight(text) }
}
