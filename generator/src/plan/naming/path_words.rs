//! Derives values for path items from their ancestors. In: the path items of a model. Out: a value for each, such as the words of
//! its name.

use crate::facts::template::Segment;
use crate::model::{Model, PathItemId};

/// The maximum number of rounds, and of consecutive untyped path items in a name.
const ROUNDS: usize = 12;

/// An incoming segment of a path item: the parent, and the segment.
pub type Before<'a> = (PathItemId, &'a Segment);

/// The incoming segments of each untyped path item. A typed one needs none.
#[derive(Debug)]
pub struct PathWords<'a>(Vec<Vec<Before<'a>>>);

impl<'a> PathWords<'a> {
    /// Collects the incoming segments.
    pub fn of(model: &'a Model) -> Self {
        let mut incoming = vec![Vec::new(); model.path_items.len()];
        for (index, path_item) in model.path_items.iter().enumerate() {
            for child in &path_item.children {
                if let Some(before) =
                    incoming.get_mut(child.target.0).filter(|_| model.path_items[child.target.0].ty.is_none())
                {
                    before.push((PathItemId(index), &child.segment));
                }
            }
        }
        Self(incoming)
    }

    /// Computes a value for each path item from its incoming segments and the values of the preceding round.
    // Rounds keep the work linear: the number of distinct paths to a path item can be exponential.
    pub fn propagate<T: PartialEq>(&self, one: impl Fn(PathItemId, &[Before<'a>], &[T]) -> T) -> Vec<T> {
        let mut values: Vec<T> = (0..self.0.len()).map(|index| one(PathItemId(index), &[], &[])).collect();
        for _ in 0..ROUNDS {
            let before = self.0.iter().enumerate();
            let next: Vec<T> =
                before.map(|(index, before)| one(PathItemId(index), before, &values)).collect();
            if next == values {
                break;
            }
            values = next;
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::PathWords;
    use crate::facts::template::Segment;
    use crate::model::Model;
    use crate::plan::sample::{literal, model, path_item};

    #[test]
    fn path_items_that_meet_in_layers_are_visited_once_a_round() {
        let (layers, wide) = (10, 8);
        let layer = |layer: usize| {
            let children = (0..wide).map(|n| (literal(&format!("to{n}")), 1 + layer * wide + n));
            if layer < layers { children.collect() } else { Vec::<(Segment, usize)>::new() }
        };
        let path_items =
            (0..layers * wide).map(|n| path_item(&format!("/{n}"), None, &[], layer(n / wide + 1)));
        let path_items = [path_item("", None, &[], layer(0))].into_iter().chain(path_items).collect();
        let model = Model { path_items, ..model(Vec::new(), Vec::new()) };
        let paths = PathWords::of(&model).propagate(|_, before, paths| {
            before.iter().map(|(before, _)| paths[before.0]).sum::<u64>().max(1)
        });
        assert_eq!(paths.last(), Some(&8_u64.pow(9)));
    }
}
