use super::*;
use crate::page::blocks::inline_of;

pub(super) fn traits(text: &str) -> MemberTraits {
    read(&inline_of(text))
}

fn listed(text: &str) -> Vec<String> {
    let mark = |value: ListedValue| if value.is_later { format!("{} later", value.text) } else { value.text };
    values(&inline_of(text)).into_iter().map(mark).collect()
}

#[test]
fn fixed_phrases_are_read() {
    let read = traits("The colour. Read-only. Not nullable. Returned only on `$select`. Required.");
    assert!(read.read_only && read.only_on_select && read.required);
    assert_eq!(read.nullable, Some(false));
    assert!(!traits("Set when required by policy.").required);
    assert_eq!(traits("Cannot be null.").nullable, Some(false));
}

#[test]
fn filter_names_its_operators() {
    let read = traits("Supports `$filter` (`eq`, `ne`, `startsWith`) and `$orderby`.");
    assert_eq!(read.filter.unwrap(), ["eq", "ne", "startsWith"]);
    assert!(read.order_by && !read.search);
    assert_eq!(traits("Does not support `$filter`.").filter, None);
    assert_eq!(traits("Supports $filter (eq, startsWith).").filter.unwrap(), ["eq", "startsWith"]);
    assert_eq!(traits("Supports `$filter` in lists.").filter.unwrap(), [""; 0]);
}

#[test]
fn defaults_are_values_and_not_prose() {
    assert_eq!(traits("The default value is `normal`.").default.as_deref(), Some("normal"));
    assert_eq!(traits("The default is False.").default.as_deref(), Some("false"));
    assert_eq!(traits("The default is the name of the owner.").default, None);
}

#[test]
fn lengths_are_counted_in_characters() {
    assert_eq!(traits("Maximum length is 1,024 characters.").max_length, Some(1024));
    assert_eq!(traits("Must not exceed 64 characters.").max_length, Some(64));
    assert_eq!(traits("Limited to 5 attempts.").max_length, None);
    assert_eq!(traits("Maximum size: 4 MB.").max_length, None);
}

#[test]
fn the_first_sentence_ends_at_its_full_stop() {
    assert_eq!(
        sentences::first("Ends (e.g. here) at v1.0 or `a. b`. Next."),
        "Ends (e.g. here) at v1.0 or `a. b`."
    );
    assert_eq!(sentences::first("No stop"), "No stop");
    assert_eq!(sentences::first("Optional. The color. A hint."), "Optional. The color.");
    assert_eq!(sentences::first("Read-only. Nullable."), "Read-only. Nullable.");
    assert_eq!(sentences::first("Optional. No stop"), "Optional. No stop");
    assert_eq!(sentences::first("Severity. One of several."), "Severity.");
}

#[test]
fn listed_values_stop_at_the_sentence() {
    assert_eq!(listed("Kind. The possible values are: `a`, `b`, and `c`. Not `d`."), ["a", "b", "c"]);
    assert_eq!(listed("Possible values are: low, normal or high. More."), ["low", "normal", "high"]);
}

#[test]
fn members_after_the_sentinel_are_later() {
    let text = "The possible values are: `a`, `unknownFutureValue`. Use the `Prefer: x` request header to get the following \
                in this [evolvable enum](y): `b`.";
    assert_eq!(listed(text), ["a", "unknownFutureValue", "b later"]);
}
