//! Parses any bytes as lenient JSON: the parser terminates, and parses strict JSON like `serde_json`, without faults.

#![no_main]

use generator::page::json::fault::{Fault, FaultKind};
use generator::page::json::{self, Json, Node};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let strict = serde_json::from_str::<Value>(&text);
    match json::read(&text) {
        Ok((node, faults)) => {
            within(&node, &text);
            assert!(faults.iter().all(|fault| fault.at <= text.len()), "{faults:?}");
            if let Ok(strict) = strict {
                assert_eq!(faults, []);
                assert_eq!(value(&node.value), strict);
            }
        }
        // Only the lenient parser has limits.
        Err(Fault { kind: FaultKind::Depth | FaultKind::Size, .. }) => {}
        Err(fault) => {
            assert!(fault.at <= text.len(), "{fault:?}");
            assert!(strict.is_err(), "strict JSON is refused: {fault:?}");
        }
    }
});

/// Checks that each value starts at a character, and nested values start after it.
fn within(node: &Node, text: &str) {
    assert!(node.at < text.len() && text.is_char_boundary(node.at), "{node:?}");
    let inner: Vec<&Node> = match &node.value {
        Json::Array(items) => items.iter().collect(),
        Json::Object(members) => members.iter().map(|(_, node)| node).collect(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => Vec::new(),
    };
    for inner in inner {
        assert!(inner.at > node.at, "{inner:?}");
        within(inner, text);
    }
}

/// Converts to the value of `serde_json`: of two members with one name, the last counts.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(text) => serde_json::from_str(text).expect("strict JSON has strict numbers"),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => items.iter().map(|node| value(&node.value)).collect(),
        Json::Object(members) => {
            let members = members.iter().map(|(name, node)| (name.clone(), value(&node.value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
    }
}
