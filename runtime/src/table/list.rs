//! In: a sequence of a serde format. Out: a filled list, or the whole sequence as JSON, to be kept.

use super::reader::{Reader, read_json};
use super::slot::{ListSlot, Reset, Slot};
use crate::Json;
use serde_core::de::{DeserializeSeed, Deserializer, SeqAccess};

/// A list is typed as long as every element fits. From the first one that is not written back equal on, the originals
/// are gathered as well; if an element does not fit at all the list is kept as JSON alone.
pub(super) fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListSlot,
    mut seq: A,
) -> Result<Option<Json>, A::Error> {
    list.reset(Reset::Begin);
    let mut count = 0;
    let mut originals = loop {
        match seq.next_element_seed(Element(list))? {
            None => return Ok(None),
            Some(None) => count += 1,
            Some(Some(original)) => break gather(list, count, original),
        }
    };
    let mut fits = list.list().count() == originals.len();
    while let Some(original) = seq.next_element::<Json>()? {
        if fits {
            read_json(list.element(), &original);
            fits = list.list().count() > originals.len();
        }
        originals.push(original);
    }
    if !fits {
        list.reset(Reset::Undo);
    }
    Ok(Some(Json::Array(originals)))
}

/// The originals of the elements read so far, all of which are written back equal, and the one that is not.
fn gather(list: &dyn ListSlot, count: usize, original: Json) -> Vec<Json> {
    let before = list.list();
    (0..count).map(|index| before.at(index).to_json()).chain([original]).collect()
}

/// Asks for the place only when there is an element.
struct Element<'a>(&'a mut dyn ListSlot);

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = Option<Json>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let slot: Slot<'_> = self.0.element();
        Reader(slot).deserialize(deserializer)
    }
}
