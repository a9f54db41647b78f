//! Recognizes sentences that call a property read-only. In: a sentence. Out: a boolean.

/// Nouns after "read-only" in sentences about another thing: "in read-only mode".
const NOUNS: [&str; 6] = ["access", "copy", "mode", "permissions", "state", "view"];

/// Words before "read-only" in sentences about the value: "Whether the rule is read-only".
const QUESTIONS: [&str; 3] = ["whether ", "if ", "when "];

/// Whether a sentence states that its property is read-only.
pub(super) fn states(sentence: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let split = lower.split_once("read-only").or_else(|| {
        let (before, after) = lower.split_once("read only")?;
        (after.is_empty() || after.starts_with('.')).then_some((before, after))
    });
    let Some((before, after)) = split else { return false };
    let is_question = |words: &str| before.starts_with(words) || before.contains(&format!(" {words}"));
    let next = after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    !QUESTIONS.iter().any(|words| is_question(words)) && !NOUNS.contains(&next)
}

/// Whether a type cell in lower case adds "read-only": "string (readonly)".
pub(super) fn in_type(lower: &str) -> bool {
    ["(readonly", "(read-only", "(read only"].iter().any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::{in_type, states};

    #[test]
    fn the_property_itself_is_read_only() {
        for text in ["Read-only", "This is a read-only GUID", "Read only", "Key, not nullable, Read-only"] {
            assert!(states(text), "{text}");
        }
        assert!(in_type("string (readonly)") && !in_type("string"));
    }

    #[test]
    fn a_value_about_another_thing_is_not_read_only() {
        for text in [
            "Whether this crate is in read-only mode",
            "Indicates if the rule is read-only and cannot be removed",
            "A view link provides read-only access",
            "Read only what you need",
        ] {
            assert!(!states(text), "{text}");
        }
    }
}
