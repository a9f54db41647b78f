//! In: the places of a model. Out: what each is to be called, told by what those before it are called.

use crate::facts::template::Segment;
use crate::model::{Model, PlaceId};

/// How many places without a type can follow each other in a name.
const STEPS: usize = 12;

/// A step to a place: where it comes from, and the segment between them.
pub type Before<'a> = (PlaceId, &'a Segment);

/// The steps that lead to each place without a type; one with a type needs none to be known.
#[derive(Debug)]
pub struct Above<'a>(Vec<Vec<Before<'a>>>);

impl<'a> Above<'a> {
    /// Gathers them.
    pub fn of(model: &'a Model) -> Self {
        let mut above = vec![Vec::new(); model.places.len()];
        for (index, place) in model.places.iter().enumerate() {
            for step in &place.children {
                if let Some(before) =
                    above.get_mut(step.to.0).filter(|_| model.places[step.to.0].ty.is_none())
                {
                    before.push((PlaceId(index), &step.segment));
                }
            }
        }
        Self(above)
    }

    /// Tells every place by the steps to it and what is told of all places so far; first of all without steps.
    // In rounds, since places can meet and part again so often that to walk each way to a place would never end.
    pub fn tell<T: PartialEq>(&self, one: impl Fn(PlaceId, &[Before<'a>], &[T]) -> T) -> Vec<T> {
        let mut told: Vec<T> = (0..self.0.len()).map(|index| one(PlaceId(index), &[], &[])).collect();
        for _ in 0..STEPS {
            let before = self.0.iter().enumerate();
            let next: Vec<T> = before.map(|(index, before)| one(PlaceId(index), before, &told)).collect();
            if next == told {
                break;
            }
            told = next;
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::Above;
    use crate::facts::template::Segment;
    use crate::model::Model;
    use crate::plan::sample::{literal, model, place};

    #[test]
    fn places_that_meet_in_layers_are_told_once_a_round() {
        let (layers, wide) = (10, 8);
        let layer = |layer: usize| {
            let steps = (0..wide).map(|n| (literal(&format!("to{n}")), 1 + layer * wide + n));
            if layer < layers { steps.collect() } else { Vec::<(Segment, usize)>::new() }
        };
        let places = (0..layers * wide).map(|n| place(&format!("/{n}"), None, &[], layer(n / wide + 1)));
        let places = [place("", None, &[], layer(0))].into_iter().chain(places).collect();
        let model = Model { places, ..model(Vec::new(), Vec::new()) };
        let ways = Above::of(&model)
            .tell(|_, before, ways| before.iter().map(|(before, _)| ways[before.0]).sum::<u64>().max(1));
        assert_eq!(ways.last(), Some(&8_u64.pow(9)));
    }
}
