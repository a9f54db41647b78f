//! In: a sequence of a serde format. Out: a filled list, or the whole sequence as JSON, to be kept.

use super::Reader;
use super::State;
use super::read_json;
use crate::Json;
use crate::table::data::{ListSlot, Reset};
use crate::table::slot::Kept;
use serde_core::de::{DeserializeSeed, Deserializer, SeqAccess};

/// A list is typed as long as every element fits. From the first one that is not written back equal on, the originals
/// are gathered as well; if an element does not fit the list is kept as JSON alone.
pub(super) fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListSlot,
    mut seq: A,
    state: &mut State,
) -> Result<(), A::Error> {
    list.reset(Reset::Begin);
    let mut count = 0;
    while seq.next_element_seed(Element { list, state })?.is_some() {
        if !matches!(state.kept, Kept::Nothing) {
            return read_originals(list, count, seq, &mut state.kept);
        }
        count += 1;
    }
    Ok(())
}

/// Continues after the first element that is not written back equal.
fn read_originals<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListSlot,
    count: usize,
    mut seq: A,
    kept: &mut Kept,
) -> Result<(), A::Error> {
    let (mut fits, original) = match std::mem::take(kept) {
        Kept::Nothing => return Ok(()),
        Kept::Null => (false, Json::Null),
        Kept::Original(original) => (true, original),
        Kept::Misfit(original) => (false, original),
    };
    let mut originals = gather(list, count, original);
    while let Some(original) = seq.next_element::<Json>()? {
        fits = fits && matches!(read_json(list.element(), &original), Kept::Nothing | Kept::Original(_));
        originals.push(original);
    }
    let originals = Json::Array(originals);
    if !fits {
        list.reset(Reset::Undo);
    }
    *kept = if fits { Kept::Original(originals) } else { Kept::Misfit(originals) };
    Ok(())
}

/// The originals of the elements read so far, all of which are written back equal, and the one that is not.
fn gather(list: &dyn ListSlot, count: usize, original: Json) -> Vec<Json> {
    let before = list.list();
    (0..count).map(|index| before.at(index).to_json()).chain([original]).collect()
}

/// Requests the place only when there is an element.
struct Element<'a> {
    list: &'a mut dyn ListSlot,
    state: &'a mut State,
}

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Reader { slot: self.list.element(), state: self.state }.deserialize(deserializer)
    }
}
