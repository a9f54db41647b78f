//! In: the object around the value of an OData response. Out: the value, count, links and other properties. Knows no item type.

use crate::table::data::{Additional, Field, FieldVisitor, FieldVisitorMut, Fields, ObjectInfo};
use crate::table::visit::{visit, visit_mut};

/// The properties around the value of a response.
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

impl Fields for Envelope<'_> {
    const INFO: &'static ObjectInfo = &ObjectInfo {
        name: "Envelope",
        odata_type: "#an OData response",
        names: &["value", "@odata.count", "@odata.nextLink", "@odata.deltaLink"],
        derived: None,
    };

    /// It is read as an object, but never written as one.
    fn visit_fields<'a>(&'a self, to: &mut FieldVisitor<'a, '_>) -> &'a Additional {
        visit(to, &[], &self.additional)
    }

    fn visit_fields_mut(&mut self, by: &mut FieldVisitorMut<'_>) -> &mut Additional {
        let fields: &mut [&mut dyn Field] =
            &mut [&mut *self.value, &mut self.count, &mut self.next_link, &mut self.delta_link];
        visit_mut(by, fields, &mut self.additional)
    }
}
