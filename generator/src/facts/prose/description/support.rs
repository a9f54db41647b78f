//! Recognizes sentences that state or deny support for a query option. In: a sentence. Out: a boolean.

/// Whether a sentence states that an option is supported.
pub(super) fn supports(sentence: &str, option: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let stated = lower.split(" but not ").next().unwrap_or_default();
    stated.contains("support") && stated.contains(option) && !is_negated(&lower)
}

/// Whether a sentence states that an option is not supported.
pub(super) fn denies(sentence: &str, option: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let denied = lower.split_once(" but not ").is_some_and(|(_, denied)| denied.contains(option));
    lower.contains("support") && (denied || is_negated(&lower) && lower.contains(option))
}

fn is_negated(lower: &str) -> bool {
    lower.contains("not support") || lower.contains("n't support")
}
