//! Types in the very form of generated code, for the tests.

mod event;
mod message;
mod parts;

pub(crate) use event::{AnyEvent, AnyJobEvent, CancelledEvent, Event, JobEvent};
pub(crate) use message::Message;
pub(crate) use parts::{CREATE_MESSAGE, GET_MESSAGE, Importance, LIST_MESSAGES, Nothing, Recipient};

use msgraph_core::{Json, Path, Request};

/// Reads JSON as a type and writes it back.
pub(crate) fn round_trip<T: for<'de> msgraph_core::Deserialize<'de> + msgraph_core::Serialize>(
    json: &Json,
) -> Json {
    let text = json.to_string();
    let value: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"));
    let written = serde_json::to_string(&value).unwrap();
    serde_json::from_str(&written).unwrap()
}

/// A place as generated code has it.
pub(crate) struct MessagesPlace(pub(crate) Path);

crate::request_builder! { MessagesPlace }

impl MessagesPlace {
    pub(crate) fn list(&self) -> Request<msgraph_core::Page<Message>> {
        self.0.get(LIST_MESSAGES)
    }
    pub(crate) fn create(&self, message: &Message) -> Request<Message> {
        self.0.post(message, CREATE_MESSAGE)
    }
    pub(crate) fn id(&self, id: impl AsRef<str>) -> MessagePlace {
        MessagePlace(self.0.key(id.as_ref(), "message-id"))
    }
}

#[derive(Clone, Debug)]
pub(crate) struct MessagePlace(pub(crate) Path);

impl MessagePlace {
    pub(crate) fn get(&self) -> Request<Message> {
        self.0.get(GET_MESSAGE)
    }
    pub(crate) fn update(&self, message: &impl msgraph_core::Changes<Message>) -> Request<Message> {
        self.0.patch(message, GET_MESSAGE)
    }
    pub(crate) fn delete(&self) -> Request<()> {
        self.0.delete(GET_MESSAGE)
    }
    pub(crate) fn upload(&self, content: impl Into<msgraph_core::Bytes>) -> Request<()> {
        self.0.segment("$value").put(&content.into(), GET_MESSAGE)
    }
}

/// `/me/messages`
pub(crate) fn messages() -> MessagesPlace {
    MessagesPlace(Path::root(msgraph_core::Version::V1, "me").segment("messages"))
}
