//! In: the object around an OData answer. Out: its value, count, links and the rest. Knows no item type.

use super::{Field, Object, ObjectInfo, Show, Slot};
use crate::additional::Additional;

static ENVELOPE: ObjectInfo = ObjectInfo {
    name: "Envelope",
    odata_type: "#an OData answer",
    names: &["value", "@odata.count", "@odata.nextLink", "@odata.deltaLink"],
};

/// What stands around the value of an answer.
pub(crate) struct Envelope<'a> {
    pub(crate) value: &'a mut dyn Field,
    pub(crate) count: Option<i64>,
    pub(crate) next_link: Option<String>,
    pub(crate) delta_link: Option<String>,
    pub(crate) additional: Additional,
}

impl<'a> Envelope<'a> {
    pub(crate) fn around(value: &'a mut dyn Field) -> Self {
        Self { value, count: None, next_link: None, delta_link: None, additional: Additional::default() }
    }
}

impl Object for Envelope<'_> {
    fn info(&self) -> &'static ObjectInfo {
        &ENVELOPE
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        match index {
            0 => self.value.slot(),
            1 => self.count.slot(),
            2 => self.next_link.slot(),
            3 => self.delta_link.slot(),
            _ => Slot::Nothing,
        }
    }

    /// It is read as an object, but never written as one.
    fn show<'a>(&'a self, _to: &mut dyn Show<'a>) {}

    fn additional(&self) -> &Additional {
        &self.additional
    }

    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}
