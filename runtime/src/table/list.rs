//! In: a sequence of a serde format. Out: a filled list, or the whole sequence as JSON, to be kept.

use super::reader::{Reader, read_json};
use super::slot::{Kept, ListSlot, Reset, Slot};
use crate::Json;
use serde_core::de::{DeserializeSeed, Deserializer, SeqAccess};

/// A list is typed as long as every element fits. From the first one that is not written back equal on, the originals
/// are gathered as well; if an element does not fit at all the list is kept as JSON alone.
pub(super) fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListSlot,
    mut seq: A,
) -> Result<Kept, A::Error> {
    list.reset(Reset::Begin);
    let mut count = 0;
    let (mut fits, original) = loop {
        match seq.next_element_seed(Element(list))? {
            None => return Ok(Kept::Nothing),
            Some(Kept::Nothing) => count += 1,
            Some(Kept::Original(original)) => break (true, original),
            Some(Kept::Misfit(original)) => break (false, original),
        }
    };
    let mut originals = gather(list, count, original);
    while let Some(original) = seq.next_element::<Json>()? {
        fits = fits && !matches!(read_json(list.element(), &original), Kept::Misfit(_));
        originals.push(original);
    }
    let originals = Json::Array(originals);
    if fits {
        return Ok(Kept::Original(originals));
    }
    list.reset(Reset::Undo);
    Ok(Kept::Misfit(originals))
}

/// The originals of the elements read so far, all of which are written back equal, and the one that is not.
fn gather(list: &dyn ListSlot, count: usize, original: Json) -> Vec<Json> {
    let before = list.list();
    (0..count).map(|index| before.at(index).to_json()).chain([original]).collect()
}

/// Asks for the place only when there is an element.
struct Element<'a>(&'a mut dyn ListSlot);

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = Kept;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let slot: Slot<'_> = self.0.element();
        Reader(slot).deserialize(deserializer)
    }
}
