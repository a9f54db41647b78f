//! Parses any bytes as JSON: a type serializes the same value that `serde_json` parses.

#![no_main]

#[path = "../src/every.rs"]
mod every;

use libfuzzer_sys::fuzz_target;
use msgraph::v1::models::{
    AnyAttachment, AnyDirectoryObject, AnyOutlookItem, Event, MailboxSettings, Message, User,
};
use msgraph_core::{Deserialize, Page, Serialize};
use serde_json::Value;

use self::every::Every;

fuzz_target!(|bytes: &[u8]| {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        // Invalid JSON is an error for all types.
        assert!(serde_json::from_slice::<Message>(bytes).is_err());
        return;
    };
    check::<Every>(bytes, &value);
    check::<Message>(bytes, &value);
    check::<Event>(bytes, &value);
    check::<User>(bytes, &value);
    check::<MailboxSettings>(bytes, &value);
    check::<AnyAttachment>(bytes, &value);
    check::<AnyDirectoryObject>(bytes, &value);
    check::<AnyOutlookItem>(bytes, &value);
    // A page requires its list, but must not panic without it.
    let _ = serde_json::from_slice::<Page<Message>>(bytes);
    let _ = serde_json::from_slice::<Page<AnyDirectoryObject>>(bytes);
});

fn check<T: for<'de> Deserialize<'de> + Serialize + Clone>(bytes: &[u8], value: &Value) {
    let read = serde_json::from_slice::<T>(bytes);
    assert_eq!(read.is_ok(), value.is_object(), "every object is read, and nothing else: {:?}", read.err());
    let Ok(read) = read else { return };
    assert_eq!(&written(&read), value, "as it came");
    let again = T::deserialize(value.clone());
    assert_eq!(again.as_ref().map(written).ok().as_ref(), Some(value), "from memory");
    assert_eq!(&written(&read.clone()), value, "a copy");
}

/// Serializes an object and parses the text.
fn written<T: Serialize>(object: &T) -> Value {
    let text = serde_json::to_vec(object).expect("nothing fails to be written");
    let from_text: Value = serde_json::from_slice(&text).expect("what is written is JSON");
    assert_eq!(serde_json::to_value(object).ok().as_ref(), Some(&from_text), "in memory and as text");
    from_text
}
