//! Rescues a response that serde_json refuses for a number that no double holds (`1e999`). In: its body. Out: the same with such
//! numbers as texts, which then are misfits of their properties. `arbitrary_precision` would do so too, but allocates for every number.

use crate::json_text::next_number;
use serde_json::value::RawValue;

/// Whether serde_json refuses a text for a number beyond the range of a double. Its errors state this only in their text.
pub(super) fn is_out_of_range(error: &serde_json::Error) -> bool {
    error.is_syntax() && error.to_string().starts_with("number out of range")
}

/// The body with quotes around the numbers that are out of range.
pub(super) fn quoted(body: &[u8]) -> Vec<u8> {
    let mut quoted = Vec::with_capacity(body.len() + 2);
    let (mut copied, mut at) = (0, 0);
    while let Some((start, end)) = next_number(body, at) {
        at = end;
        let number = body.get(start..end).unwrap_or_default();
        if is_number(number)
            && serde_json::from_slice::<f64>(number).is_err_and(|error| is_out_of_range(&error))
        {
            quoted.extend_from_slice(body.get(copied..start).unwrap_or_default());
            quoted.push(b'"');
            quoted.extend_from_slice(number);
            quoted.push(b'"');
            copied = end;
        }
    }
    quoted.extend_from_slice(body.get(copied..).unwrap_or_default());
    quoted
}

/// Whether this is a number by the grammar of JSON, whatever its size.
fn is_number(text: &[u8]) -> bool {
    serde_json::from_slice::<&RawValue>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        assert_eq!(String::from_utf8(quoted(body.as_bytes())).unwrap(), expected);
    }

    #[test]
    fn numbers_beyond_a_double_become_texts() {
        check(r#"{"a": [1e999, -1e999,1], "b": 1E+400}"#, r#"{"a": ["1e999", "-1e999",1], "b": "1E+400"}"#);
        let long = "9".repeat(400);
        check(&long, &format!("\"{long}\""));
    }

    #[test]
    fn all_else_stays() {
        for body in [
            "",
            r#"{"1e999": "1e999", "x": "\"1e999"}"#,
            "[1e308, 1e-999, 18446744073709551616]",
            "1.e999",
            "1e999e",
        ] {
            check(body, body);
        }
    }
}
