//! A type with derived types, two levels deep.

use msgraph_core::{
    Additional, Deserialize, Deserializer, Field, Object, ObjectInfo, ObjectKind, Polymorph, PolymorphKind,
    Property, Serialize, Serializer, Value, polymorph, table,
};

/// event
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Event {
    /// id
    pub(crate) id: Option<String>,
    /// name
    pub(crate) name: Option<String>,
    /// cause
    pub(crate) cause: Option<Box<Event>>,
    /// Properties that the pages do not name, and the nulls that were read.
    pub(crate) additional: Additional,
}

#[allow(dead_code, reason = "generated for all properties")]
impl Event {
    /// id
    pub(crate) const ID: Property<Event, String> = Property::new("id");
    /// name
    pub(crate) const NAME: Property<Event, String> = Property::new("name");
    /// cause
    pub(crate) const CAUSE: Property<Event, Event> = Property::new("cause");
}

static EVENT: ObjectInfo =
    ObjectInfo { odata_type: "#microsoft.graph.event", names: &["id", "name", "cause"] };

impl Object for Event {
    #[inline]
    fn info(&self) -> &'static ObjectInfo {
        &EVENT
    }
    fn field(&self, index: usize) -> &dyn Field {
        match index {
            0 => &self.id,
            1 => &self.name,
            _ => &self.cause,
        }
    }
    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        match index {
            0 => &mut self.id,
            1 => &mut self.name,
            _ => &mut self.cause,
        }
    }
    #[inline]
    fn additional(&self) -> &Additional {
        &self.additional
    }
    #[inline]
    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}

impl Value for Event {
    type Kind = ObjectKind;
}

impl Serialize for Event {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        table::write(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Event {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        table::read(deserializer)
    }
}

/// jobEvent
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct JobEvent {
    /// id
    pub(crate) id: Option<String>,
    /// name
    pub(crate) name: Option<String>,
    /// cause
    pub(crate) cause: Option<Box<Event>>,
    /// job
    pub(crate) job: Option<i64>,
    /// Properties that the pages do not name, and the nulls that were read.
    pub(crate) additional: Additional,
}

#[allow(dead_code, reason = "generated for all properties")]
impl JobEvent {
    /// id
    pub(crate) const ID: Property<JobEvent, String> = Property::new("id");
    /// name
    pub(crate) const NAME: Property<JobEvent, String> = Property::new("name");
    /// cause
    pub(crate) const CAUSE: Property<JobEvent, Event> = Property::new("cause");
    /// job
    pub(crate) const JOB: Property<JobEvent, i64> = Property::new("job");
}

static JOB_EVENT: ObjectInfo =
    ObjectInfo { odata_type: "#microsoft.graph.jobEvent", names: &["id", "job", "name", "cause"] };

impl Object for JobEvent {
    #[inline]
    fn info(&self) -> &'static ObjectInfo {
        &JOB_EVENT
    }
    fn field(&self, index: usize) -> &dyn Field {
        match index {
            0 => &self.id,
            1 => &self.job,
            2 => &self.name,
            _ => &self.cause,
        }
    }
    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        match index {
            0 => &mut self.id,
            1 => &mut self.job,
            2 => &mut self.name,
            _ => &mut self.cause,
        }
    }
    #[inline]
    fn additional(&self) -> &Additional {
        &self.additional
    }
    #[inline]
    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}

impl Value for JobEvent {
    type Kind = ObjectKind;
}

impl Serialize for JobEvent {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        table::write(self, serializer)
    }
}

impl<'de> Deserialize<'de> for JobEvent {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        table::read(deserializer)
    }
}

/// cancelledEvent
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CancelledEvent {
    /// id
    pub(crate) id: Option<String>,
    /// name
    pub(crate) name: Option<String>,
    /// cause
    pub(crate) cause: Option<Box<Event>>,
    /// job
    pub(crate) job: Option<i64>,
    /// by
    pub(crate) by: Option<String>,
    /// inner
    pub(crate) inner: Option<AnyEvent>,
    /// Properties that the pages do not name, and the nulls that were read.
    pub(crate) additional: Additional,
}

#[allow(dead_code, reason = "generated for all properties")]
impl CancelledEvent {
    /// id
    pub(crate) const ID: Property<CancelledEvent, String> = Property::new("id");
    /// name
    pub(crate) const NAME: Property<CancelledEvent, String> = Property::new("name");
    /// cause
    pub(crate) const CAUSE: Property<CancelledEvent, Event> = Property::new("cause");
    /// job
    pub(crate) const JOB: Property<CancelledEvent, i64> = Property::new("job");
    /// by
    pub(crate) const BY: Property<CancelledEvent, String> = Property::new("by");
    /// inner
    pub(crate) const INNER: Property<CancelledEvent, AnyEvent> = Property::new("inner");
}

static CANCELLED_EVENT: ObjectInfo = ObjectInfo {
    odata_type: "#microsoft.graph.cancelledEvent",
    names: &["by", "id", "job", "name", "cause", "inner"],
};

impl Object for CancelledEvent {
    #[inline]
    fn info(&self) -> &'static ObjectInfo {
        &CANCELLED_EVENT
    }
    fn field(&self, index: usize) -> &dyn Field {
        match index {
            0 => &self.by,
            1 => &self.id,
            2 => &self.job,
            3 => &self.name,
            4 => &self.cause,
            _ => &self.inner,
        }
    }
    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        match index {
            0 => &mut self.by,
            1 => &mut self.id,
            2 => &mut self.job,
            3 => &mut self.name,
            4 => &mut self.cause,
            _ => &mut self.inner,
        }
    }
    #[inline]
    fn additional(&self) -> &Additional {
        &self.additional
    }
    #[inline]
    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}

impl Value for CancelledEvent {
    type Kind = ObjectKind;
}

impl Serialize for CancelledEvent {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        table::write(self, serializer)
    }
}

impl<'de> Deserialize<'de> for CancelledEvent {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        table::read(deserializer)
    }
}

/// event and its derived types
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub(crate) enum AnyEvent {
    /// Event
    Event(Box<Event>),
    /// JobEvent
    JobEvent(Box<JobEvent>),
    /// CancelledEvent
    CancelledEvent(Box<CancelledEvent>),
    /// a derived type this crate does not know; everything kept
    Unknown(Box<Event>),
}

impl Polymorph for AnyEvent {
    type Base = Event;
    const TYPES: &'static [&'static str] =
        &["microsoft.graph.event", "microsoft.graph.jobEvent", "microsoft.graph.cancelledEvent"];
    fn make(index: usize) -> Self {
        match index {
            0 => Self::Event(Box::default()),
            1 => Self::JobEvent(Box::default()),
            2 => Self::CancelledEvent(Box::default()),
            _ => Self::Unknown(Box::default()),
        }
    }
    fn index(&self) -> usize {
        match self {
            Self::Event(_) => 0,
            Self::JobEvent(_) => 1,
            Self::CancelledEvent(_) => 2,
            Self::Unknown(_) => 3,
        }
    }
    fn object(&self) -> &dyn Object {
        match self {
            Self::Event(object) => &**object,
            Self::JobEvent(object) => &**object,
            Self::CancelledEvent(object) => &**object,
            Self::Unknown(object) => &**object,
        }
    }
    fn object_mut(&mut self) -> &mut dyn Object {
        match self {
            Self::Event(object) => &mut **object,
            Self::JobEvent(object) => &mut **object,
            Self::CancelledEvent(object) => &mut **object,
            Self::Unknown(object) => &mut **object,
        }
    }
}

impl Value for AnyEvent {
    type Kind = PolymorphKind;
}

impl From<CancelledEvent> for AnyEvent {
    fn from(object: CancelledEvent) -> Self {
        Self::CancelledEvent(Box::new(object))
    }
}

impl Serialize for AnyEvent {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        polymorph::write(self, serializer)
    }
}

impl<'de> Deserialize<'de> for AnyEvent {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        polymorph::read(deserializer)
    }
}
