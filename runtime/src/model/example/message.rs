//! An entity with a property of each kind.

use super::{AnyEvent, Importance, Nothing, Recipient};
use msgraph_core::codegen::property;
use msgraph_core::{
    Additional, Binary, Date, DateTimeOffset, Decimal, Duration, Flags, Guid, Json, Property, TimeOfDay,
};

/// message
pub(crate) struct Message {
    /// id
    pub(crate) id: Option<String>,
    /// subject
    pub(crate) subject: Option<String>,
    /// from
    pub(crate) from: Option<Box<Recipient>>,
    /// toRecipients
    pub(crate) to_recipients: Option<Vec<Recipient>>,
    /// importance
    pub(crate) importance: Option<Importance>,
    /// levels
    pub(crate) levels: Option<Vec<Importance>>,
    /// flags
    pub(crate) flags: Option<Flags<Importance>>,
    /// receivedDateTime
    pub(crate) received_date_time: Option<DateTimeOffset>,
    /// due
    pub(crate) due: Option<Date>,
    /// at
    pub(crate) at: Option<TimeOfDay>,
    /// lasts
    pub(crate) lasts: Option<Duration>,
    /// guid
    pub(crate) guid: Option<Guid>,
    /// bytes
    pub(crate) bytes: Option<Binary>,
    /// categories
    pub(crate) categories: Option<Vec<String>>,
    /// size
    pub(crate) size: Option<i64>,
    /// order
    pub(crate) order: Option<i32>,
    /// small
    pub(crate) small: Option<u8>,
    /// score
    pub(crate) score: Option<f64>,
    /// ratio
    pub(crate) ratio: Option<f32>,
    /// price
    pub(crate) price: Option<Decimal>,
    /// isRead
    pub(crate) is_read: Option<bool>,
    /// scores
    pub(crate) scores: Option<Vec<f64>>,
    /// counts
    pub(crate) counts: Option<Vec<i32>>,
    /// marks
    pub(crate) marks: Option<Vec<bool>>,
    /// rows
    pub(crate) rows: Option<Vec<Vec<f64>>>,
    /// event
    pub(crate) event: Option<AnyEvent>,
    /// events
    pub(crate) events: Option<Vec<AnyEvent>>,
    /// extra
    pub(crate) extra: Option<Json>,
    /// extras
    pub(crate) extras: Option<Vec<Json>>,
    /// reply
    pub(crate) reply: Option<Box<Message>>,
    /// replies
    pub(crate) replies: Option<Vec<Message>>,
    /// nothing
    pub(crate) nothing: Option<Box<Nothing>>,
    /// type
    pub(crate) r#type: Option<String>,
    /// Properties that the pages do not name, and the nulls that were read.
    pub(crate) additional: Additional,
}

#[allow(dead_code, reason = "generated for all properties")]
impl Message {
    /// id
    pub(crate) const ID: Property<Message, String> = property("id");
    /// subject
    pub(crate) const SUBJECT: Property<Message, String> = property("subject");
    /// from
    pub(crate) const FROM: Property<Message, Recipient> = property("from");
    /// toRecipients
    pub(crate) const TO_RECIPIENTS: Property<Message, Vec<Recipient>> = property("toRecipients");
    /// importance
    pub(crate) const IMPORTANCE: Property<Message, Importance> = property("importance");
    /// levels
    pub(crate) const LEVELS: Property<Message, Vec<Importance>> = property("levels");
    /// flags
    pub(crate) const FLAGS: Property<Message, Flags<Importance>> = property("flags");
    /// receivedDateTime
    pub(crate) const RECEIVED_DATE_TIME: Property<Message, DateTimeOffset> = property("receivedDateTime");
    /// due
    pub(crate) const DUE: Property<Message, Date> = property("due");
    /// at
    pub(crate) const AT: Property<Message, TimeOfDay> = property("at");
    /// lasts
    pub(crate) const LASTS: Property<Message, Duration> = property("lasts");
    /// guid
    pub(crate) const GUID: Property<Message, Guid> = property("guid");
    /// bytes
    pub(crate) const BYTES: Property<Message, Binary> = property("bytes");
    /// categories
    pub(crate) const CATEGORIES: Property<Message, Vec<String>> = property("categories");
    /// size
    pub(crate) const SIZE: Property<Message, i64> = property("size");
    /// order
    pub(crate) const ORDER: Property<Message, i32> = property("order");
    /// small
    pub(crate) const SMALL: Property<Message, u8> = property("small");
    /// score
    pub(crate) const SCORE: Property<Message, f64> = property("score");
    /// ratio
    pub(crate) const RATIO: Property<Message, f32> = property("ratio");
    /// price
    pub(crate) const PRICE: Property<Message, Decimal> = property("price");
    /// isRead
    pub(crate) const IS_READ: Property<Message, bool> = property("isRead");
    /// scores
    pub(crate) const SCORES: Property<Message, Vec<f64>> = property("scores");
    /// counts
    pub(crate) const COUNTS: Property<Message, Vec<i32>> = property("counts");
    /// marks
    pub(crate) const MARKS: Property<Message, Vec<bool>> = property("marks");
    /// rows
    pub(crate) const ROWS: Property<Message, Vec<Vec<f64>>> = property("rows");
    /// event
    pub(crate) const EVENT: Property<Message, AnyEvent> = property("event");
    /// events
    pub(crate) const EVENTS: Property<Message, Vec<AnyEvent>> = property("events");
    /// extra
    pub(crate) const EXTRA: Property<Message, Json> = property("extra");
    /// extras
    pub(crate) const EXTRAS: Property<Message, Vec<Json>> = property("extras");
    /// reply
    pub(crate) const REPLY: Property<Message, Message> = property("reply");
    /// replies
    pub(crate) const REPLIES: Property<Message, Vec<Message>> = property("replies");
    /// nothing
    pub(crate) const NOTHING: Property<Message, Nothing> = property("nothing");
    /// type
    pub(crate) const TYPE: Property<Message, String> = property("type");
}

crate::object! {
    Message "#microsoft.graph.message":
    at "at",
    id "id",
    due "due",
    from "from",
    guid "guid",
    rows "rows",
    size "size",
    r#type "type",
    bytes "bytes",
    event "event",
    extra "extra",
    flags "flags",
    lasts "lasts",
    marks "marks",
    order "order",
    price "price",
    ratio "ratio",
    reply "reply",
    score "score",
    small "small",
    counts "counts",
    events "events",
    extras "extras",
    is_read "isRead",
    levels "levels",
    scores "scores",
    nothing "nothing",
    replies "replies",
    subject "subject",
    categories "categories",
    importance "importance",
    to_recipients "toRecipients",
    received_date_time "receivedDateTime";
    "subject Subject line.\n orderby"
}
