//! Recognizes sentences that require a property on creation. In: a sentence. Out: a boolean.

/// Phrases that state a requirement.
const REQUIREMENTS: [&str; 6] = [
    "required",
    "must be specified",
    "must be provided",
    "must be supplied",
    "must be included",
    "must be present",
];

/// Words that make a requirement conditional.
const CONDITIONS: [&str; 4] = [" if ", "unless", "except", "optional"];

/// Whether a sentence requires a property on creation: "Required on create", "must be specified when a parcel is created".
pub(super) fn on_create(sentence: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    if CONDITIONS.iter().any(|words| lower.contains(words)) {
        return false;
    }
    let parts = REQUIREMENTS.iter().find_map(|words| lower.split_once(words));
    parts.is_some_and(|(before, after)| is_subject(before) && names_creation(after))
}

/// Whether the words before a requirement refer to the property itself: none, or "This property is".
fn is_subject(before: &str) -> bool {
    let before = before.trim_matches(|c: char| !c.is_alphanumeric());
    let negated = before.ends_with("not") || before.ends_with("n't") || before.ends_with("only");
    !negated && before.split_whitespace().count() <= 4
}

/// Whether the words after a requirement begin with the moment of creation.
fn names_creation(after: &str) -> bool {
    let mut words = after.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let moments: &[&str] = &["create", "creates", "creating", "creation", "post"];
    match words.next() {
        Some("when" | "while" | "whenever" | "during") => {
            words.take(7).any(|word| moments.contains(&word) || word == "created")
        }
        Some("on" | "upon" | "at" | "for" | "in" | "to") => words.take(2).any(|word| moments.contains(&word)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::prose::description::tests::traits;

    #[test]
    fn creation_is_named_after_the_requirement() {
        for text in [
            "The colour. Required on create. Nullable.",
            "This property is required when a user is created and it cannot be cleared during updates.",
            "This property must be specified when a user is created.",
            "Required when creating a parcel.",
            "Required for POST.",
            "Required at creation.",
        ] {
            let read = traits(text);
            assert!(read.required_on_create && !read.required, "{text}");
        }
    }

    #[test]
    fn a_conditional_requirement_does_not_count() {
        for text in [
            "Not required on create.",
            "Required when **kind** is `small`.",
            "This property must be specified when creating a user if the domain is federated.",
            "Required for users created elsewhere.",
            "The targets. Required information for creating a call.",
            "Required.",
        ] {
            assert!(!traits(text).required_on_create, "{text}");
        }
    }
}
