//! Recognises the headings of the sections that list members. In: the text of a heading. Out: [`Heading`].

use super::facts::MemberKind;

/// The relation of a heading to the members of a type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Heading {
    /// The section of members of this kind, or a derived form of it: "Properties", "Common properties".
    Members(MemberKind),
    /// A heading that mentions members and is about something else: "Supported property data types".
    Other,
}

/// The nouns that a section of members is named by.
const NOUNS: [(&str, MemberKind); 5] = [
    ("property", MemberKind::Property),
    ("properties", MemberKind::Property),
    ("relationship", MemberKind::Relationship),
    ("relationships", MemberKind::Relationship),
    ("navigation", MemberKind::Relationship),
];

/// The nouns behind the name of a type.
const TYPE_NOUNS: [&str; 5] = ["type", "resource", "object", "entity", "complex"];

/// Reads a heading; `None` where it mentions no members, so that the heading above it decides.
pub(super) fn read(title: &str) -> Option<Heading> {
    let lower = title.to_ascii_lowercase();
    let bare = lower.split('(').next().unwrap_or_default();
    let words: Vec<&str> =
        bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mentions = ["propert", "relationship", "instance attribute"].iter().any(|noun| lower.contains(noun));
    if !mentions {
        return None;
    }
    Some(kind(&words).map_or(Heading::Other, Heading::Members))
}

fn kind(words: &[&str]) -> Option<MemberKind> {
    let noun = |word: &str| NOUNS.iter().find(|(noun, _)| *noun == word).map(|(_, kind)| *kind);
    match words {
        [.., "instance", "attribute" | "attributes"] => Some(MemberKind::Property),
        ["navigation", "property" | "properties"] | [_, "navigation", "property" | "properties"] => {
            Some(MemberKind::Relationship)
        }
        [word] | [_, word] => noun(word),
        [first, "of" | "for", rest @ ..] if names_type(rest) => noun(first),
        _ => None,
    }
}

/// Whether words are the name of one type: "the parcel resource type"; a description of a thing has more words.
fn names_type(words: &[&str]) -> bool {
    let words = match words {
        ["a" | "an" | "the", rest @ ..] => rest,
        all => all,
    };
    words.split_first().is_some_and(|(_, rest)| rest.iter().all(|word| TYPE_NOUNS.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_forms_name_a_section_of_members() {
        let kind = |title| match read(title) {
            Some(Heading::Members(kind)) => Some(kind),
            Some(Heading::Other) | None => None,
        };
        for title in
            ["Properties", "Common properties", "parcelSize Properties", "Properties of the parcel type"]
        {
            assert_eq!(kind(title), Some(MemberKind::Property), "{title}");
        }
        for title in ["Relationships", "Navigation properties", "Relationships (inherited)"] {
            assert_eq!(kind(title), Some(MemberKind::Relationship), "{title}");
        }
    }

    #[test]
    fn a_mention_names_another_section() {
        for title in [
            "Supported property data types",
            "Properties of a parcel rule definition",
            "type property values",
        ] {
            assert_eq!(read(title), Some(Heading::Other), "{title}");
        }
        assert_eq!(read("Methods"), None);
    }
}
