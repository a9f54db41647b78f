//! An entity with a property of each kind.

use super::{AnyEvent, Importance, Nothing, Recipient};
use msgraph_core::{
    Additional, Binary, Date, DateTimeOffset, Decimal, Deserialize, Deserializer, Duration, Field, Flags,
    Guid, Json, Object, ObjectInfo, ObjectKind, Property, Serialize, Serializer, TimeOfDay, Value, table,
};

/// message
#[derive(Clone, Debug, Default, PartialEq)]
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
    pub(crate) const ID: Property<Message, String> = Property::new("id");
    /// subject
    pub(crate) const SUBJECT: Property<Message, String> = Property::new("subject");
    /// from
    pub(crate) const FROM: Property<Message, Recipient> = Property::new("from");
    /// toRecipients
    pub(crate) const TO_RECIPIENTS: Property<Message, Vec<Recipient>> = Property::new("toRecipients");
    /// importance
    pub(crate) const IMPORTANCE: Property<Message, Importance> = Property::new("importance");
    /// levels
    pub(crate) const LEVELS: Property<Message, Vec<Importance>> = Property::new("levels");
    /// flags
    pub(crate) const FLAGS: Property<Message, Flags<Importance>> = Property::new("flags");
    /// receivedDateTime
    pub(crate) const RECEIVED_DATE_TIME: Property<Message, DateTimeOffset> =
        Property::new("receivedDateTime");
    /// due
    pub(crate) const DUE: Property<Message, Date> = Property::new("due");
    /// at
    pub(crate) const AT: Property<Message, TimeOfDay> = Property::new("at");
    /// lasts
    pub(crate) const LASTS: Property<Message, Duration> = Property::new("lasts");
    /// guid
    pub(crate) const GUID: Property<Message, Guid> = Property::new("guid");
    /// bytes
    pub(crate) const BYTES: Property<Message, Binary> = Property::new("bytes");
    /// categories
    pub(crate) const CATEGORIES: Property<Message, Vec<String>> = Property::new("categories");
    /// size
    pub(crate) const SIZE: Property<Message, i64> = Property::new("size");
    /// order
    pub(crate) const ORDER: Property<Message, i32> = Property::new("order");
    /// small
    pub(crate) const SMALL: Property<Message, u8> = Property::new("small");
    /// score
    pub(crate) const SCORE: Property<Message, f64> = Property::new("score");
    /// ratio
    pub(crate) const RATIO: Property<Message, f32> = Property::new("ratio");
    /// price
    pub(crate) const PRICE: Property<Message, Decimal> = Property::new("price");
    /// isRead
    pub(crate) const IS_READ: Property<Message, bool> = Property::new("isRead");
    /// scores
    pub(crate) const SCORES: Property<Message, Vec<f64>> = Property::new("scores");
    /// counts
    pub(crate) const COUNTS: Property<Message, Vec<i32>> = Property::new("counts");
    /// marks
    pub(crate) const MARKS: Property<Message, Vec<bool>> = Property::new("marks");
    /// rows
    pub(crate) const ROWS: Property<Message, Vec<Vec<f64>>> = Property::new("rows");
    /// event
    pub(crate) const EVENT: Property<Message, AnyEvent> = Property::new("event");
    /// events
    pub(crate) const EVENTS: Property<Message, Vec<AnyEvent>> = Property::new("events");
    /// extra
    pub(crate) const EXTRA: Property<Message, Json> = Property::new("extra");
    /// extras
    pub(crate) const EXTRAS: Property<Message, Vec<Json>> = Property::new("extras");
    /// reply
    pub(crate) const REPLY: Property<Message, Message> = Property::new("reply");
    /// replies
    pub(crate) const REPLIES: Property<Message, Vec<Message>> = Property::new("replies");
    /// nothing
    pub(crate) const NOTHING: Property<Message, Nothing> = Property::new("nothing");
    /// type
    pub(crate) const TYPE: Property<Message, String> = Property::new("type");
}

static MESSAGE: ObjectInfo = ObjectInfo {
    odata_type: "#microsoft.graph.message",
    names: &[
        "at",
        "id",
        "due",
        "from",
        "guid",
        "rows",
        "size",
        "type",
        "bytes",
        "event",
        "extra",
        "flags",
        "lasts",
        "marks",
        "order",
        "price",
        "ratio",
        "reply",
        "score",
        "small",
        "counts",
        "events",
        "extras",
        "isRead",
        "levels",
        "scores",
        "nothing",
        "replies",
        "subject",
        "categories",
        "importance",
        "toRecipients",
        "receivedDateTime",
    ],
};

impl Object for Message {
    #[inline]
    fn info(&self) -> &'static ObjectInfo {
        &MESSAGE
    }
    fn field(&self, index: usize) -> &dyn Field {
        match index {
            0 => &self.at,
            1 => &self.id,
            2 => &self.due,
            3 => &self.from,
            4 => &self.guid,
            5 => &self.rows,
            6 => &self.size,
            7 => &self.r#type,
            8 => &self.bytes,
            9 => &self.event,
            10 => &self.extra,
            11 => &self.flags,
            12 => &self.lasts,
            13 => &self.marks,
            14 => &self.order,
            15 => &self.price,
            16 => &self.ratio,
            17 => &self.reply,
            18 => &self.score,
            19 => &self.small,
            20 => &self.counts,
            21 => &self.events,
            22 => &self.extras,
            23 => &self.is_read,
            24 => &self.levels,
            25 => &self.scores,
            26 => &self.nothing,
            27 => &self.replies,
            28 => &self.subject,
            29 => &self.categories,
            30 => &self.importance,
            31 => &self.to_recipients,
            _ => &self.received_date_time,
        }
    }
    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        match index {
            0 => &mut self.at,
            1 => &mut self.id,
            2 => &mut self.due,
            3 => &mut self.from,
            4 => &mut self.guid,
            5 => &mut self.rows,
            6 => &mut self.size,
            7 => &mut self.r#type,
            8 => &mut self.bytes,
            9 => &mut self.event,
            10 => &mut self.extra,
            11 => &mut self.flags,
            12 => &mut self.lasts,
            13 => &mut self.marks,
            14 => &mut self.order,
            15 => &mut self.price,
            16 => &mut self.ratio,
            17 => &mut self.reply,
            18 => &mut self.score,
            19 => &mut self.small,
            20 => &mut self.counts,
            21 => &mut self.events,
            22 => &mut self.extras,
            23 => &mut self.is_read,
            24 => &mut self.levels,
            25 => &mut self.scores,
            26 => &mut self.nothing,
            27 => &mut self.replies,
            28 => &mut self.subject,
            29 => &mut self.categories,
            30 => &mut self.importance,
            31 => &mut self.to_recipients,
            _ => &mut self.received_date_time,
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

impl Value for Message {
    type Kind = ObjectKind;
}

impl Serialize for Message {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        table::write(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Message {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        table::read(deserializer)
    }
}
