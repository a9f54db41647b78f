//! A type with derived types, two levels deep.

use msgraph_core::codegen::property;
use msgraph_core::{Additional, Property};

/// event
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
    pub(crate) const ID: Property<Event, String> = property("id");
    /// name
    pub(crate) const NAME: Property<Event, String> = property("name");
    /// cause
    pub(crate) const CAUSE: Property<Event, Event> = property("cause");
}

crate::object! { Event "#microsoft.graph.event" @base AnyEvent: id "id", name "name", cause "cause" }

/// jobEvent
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
    pub(crate) const ID: Property<JobEvent, String> = property("id");
    /// name
    pub(crate) const NAME: Property<JobEvent, String> = property("name");
    /// cause
    pub(crate) const CAUSE: Property<JobEvent, Event> = property("cause");
    /// job
    pub(crate) const JOB: Property<JobEvent, i64> = property("job");
}

crate::object! { JobEvent "#microsoft.graph.jobEvent" @base AnyJobEvent: id "id", job "job", name "name", cause "cause" }

impl msgraph_core::DerivedFrom<Event> for JobEvent {}
impl msgraph_core::Extends<Event> for JobEvent {}

/// cancelledEvent
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
    pub(crate) inner: Option<Box<Event>>,
    /// Properties that the pages do not name, and the nulls that were read.
    pub(crate) additional: Additional,
}

#[allow(dead_code, reason = "generated for all properties")]
impl CancelledEvent {
    /// id
    pub(crate) const ID: Property<CancelledEvent, String> = property("id");
    /// name
    pub(crate) const NAME: Property<CancelledEvent, String> = property("name");
    /// cause
    pub(crate) const CAUSE: Property<CancelledEvent, Event> = property("cause");
    /// job
    pub(crate) const JOB: Property<CancelledEvent, i64> = property("job");
    /// by
    pub(crate) const BY: Property<CancelledEvent, String> = property("by");
    /// inner
    pub(crate) const INNER: Property<CancelledEvent, Event> = property("inner");
}

crate::object! { CancelledEvent "#microsoft.graph.cancelledEvent": by "by", id "id", job "job", name "name", cause "cause", inner "inner" }

impl msgraph_core::DerivedFrom<JobEvent> for CancelledEvent {}
impl msgraph_core::Extends<JobEvent> for CancelledEvent {}
impl msgraph_core::DerivedFrom<Event> for CancelledEvent {}
impl msgraph_core::Extends<Event> for CancelledEvent {}

/// event and its derived types
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

crate::polymorphic_enum! {
    AnyEvent Event: 0 Event "microsoft.graph.event",
    1 JobEvent "microsoft.graph.jobEvent" JobEvent,
    2 CancelledEvent "microsoft.graph.cancelledEvent" CancelledEvent
}

/// jobEvent and its derived types
#[non_exhaustive]
#[allow(dead_code, reason = "generated for all derived types")]
pub(crate) enum AnyJobEvent {
    /// JobEvent
    JobEvent(Box<JobEvent>),
    /// CancelledEvent
    CancelledEvent(Box<CancelledEvent>),
    /// a derived type this crate does not know; everything kept
    Unknown(Box<JobEvent>),
}

crate::polymorphic_enum! {
    AnyJobEvent JobEvent: 0 JobEvent "microsoft.graph.jobEvent",
    1 CancelledEvent "microsoft.graph.cancelledEvent" CancelledEvent
}
