//! Any JSON passes through a response unchanged, at any place.

use crate::model::example::{Message, messages};
use crate::{Json, Page};
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};

fn json() -> impl Strategy<Value = Json> {
    let number = prop_oneof![
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
    ];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        number,
        any::<String>().prop_map(Json::from)
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            proptest::collection::btree_map(any::<String>(), inner, 0..4)
                .prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

/// One of the names that the type knows, or any other.
fn name() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "subject",
        "isRead",
        "size",
        "from",
        "toRecipients",
        "event",
        "extra",
        "extras",
        "rows",
        "@odata.type",
    ];
    prop_oneof![proptest::sample::select(KNOWN).prop_map(str::to_owned), any::<String>()]
}

proptest! {
    #[test]
    fn any_json_in_an_open_type_is_written_as_it_was_read(name in name(), value in json()) {
        let object = Json::Object([("id".to_owned(), Json::from("1")), (name, value)].into_iter().collect());
        let text = serde_json::json!({"value": [object]}).to_string();
        let page: Page<Message> = messages().list().parse(http::Response::new(text)).unwrap();
        prop_assert_eq!(serde_json::to_value(&page.value[0]).unwrap(), object);
    }

    #[test]
    fn any_json_is_answered_as_it_came(value in json()) {
        let answer = messages().list().as_json().parse(http::Response::new(value.to_string())).unwrap();
        prop_assert_eq!(answer, value);
    }
}
