//! In: the object around an OData answer. Out: its value, count, links and the rest. Knows no item type.

use super::{Field, Object, ObjectInfo};
use crate::additional::Additional;

static ENVELOPE: ObjectInfo = ObjectInfo {
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

    fn field(&self, index: usize) -> &dyn Field {
        match index {
            0 => self.value,
            1 => &self.count,
            2 => &self.next_link,
            _ => &self.delta_link,
        }
    }

    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        match index {
            0 => self.value,
            1 => &mut self.count,
            2 => &mut self.next_link,
            _ => &mut self.delta_link,
        }
    }

    fn additional(&self) -> &Additional {
        &self.additional
    }

    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}
