use super::*;

fn faults(text: &str) -> Vec<FaultKind> {
    read(text).unwrap().1.into_iter().map(|fault| fault.kind).collect()
}

#[test]
fn strict_json_has_no_faults() {
    let (node, faults) = read(r#"{"a": [1, -2.5e3, null, true], "b": "x\u00e9\ud83d\ude00\n"}"#).unwrap();
    assert!(faults.is_empty());
    assert_eq!(node.value.get("B").unwrap().value.as_str(), Some("xé😀\n"));
}

#[test]
fn lenient_json_is_parsed_with_its_faults() {
    assert_eq!(faults("{\"a\": 1,}"), [FaultKind::TrailingComma]);
    assert_eq!(faults("{\"a\": 1 \"b\": 2}"), [FaultKind::MissingComma]);
    assert_eq!(faults("{a: 'x'}"), [FaultKind::BareWord, FaultKind::SingleQuotes]);
    assert_eq!(faults("{\"a\": [ ... ]} // note"), [FaultKind::Ellipsis, FaultKind::Comment]);
    let (node, found) = read("{\"a\": 2026-05-01T12:39:16Z, \"b\": 1}").unwrap();
    assert_eq!(node.value.get("a").unwrap().value.as_str(), Some("2026-05-01T12:39:16Z"));
    assert_eq!(found.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::BareWord]);
    assert_eq!(faults("{\u{a0}\"a\":\u{a0}1}"), [FaultKind::HardSpace]);
    assert_eq!(faults("{} rest"), [FaultKind::TrailingText]);
}

#[test]
fn a_value_that_cannot_be_parsed_is_an_error_with_its_offset() {
    assert_eq!(read("{\"a\" 1}").unwrap_err(), Fault { kind: FaultKind::Unexpected, at: 5 });
    assert_eq!(read("{\"a\": \"x").unwrap_err().kind, FaultKind::End);
    assert_eq!(read(&"[".repeat(100_000)).unwrap_err().kind, FaultKind::Depth);
}
