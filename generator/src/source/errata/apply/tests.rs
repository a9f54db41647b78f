//! Entries that apply, and each kind of entry that does not.

use std::path::Path;

use super::*;

const PAGE: &str = "v1.0/api/a.md";

/// Errata with one entry for each pair of `find` and `replace`.
fn errata(pairs: &[(&str, &str)]) -> Errata {
    let entry = |(find, replace): &(&str, &str)| {
        format!("[[errata]]\npage = \"{PAGE}\"\nfind = {find:?}\nreplace = {replace:?}\nreason = \"why\"\n")
    };
    Errata::parse(Path::new("errata.toml"), &pairs.iter().map(entry).collect::<String>()).unwrap()
}

fn applied(text: &str, pairs: &[(&str, &str)]) -> Result<(String, Edited), Vec<String>> {
    let errata = errata(pairs);
    let mut application = Application::new(&errata);
    let mut source = Source { path: PAGE.into(), text: text.into() };
    application.apply(&mut source);
    match application.finish() {
        Ok(mut edited) => Ok((source.text, edited.remove(PAGE).unwrap())),
        Err(problems) => Err(problems.iter().map(InputError::to_string).collect()),
    }
}

#[track_caller]
fn refused(text: &str, pairs: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(applied(text, pairs).unwrap_err(), expected);
}

#[test]
fn every_entry_matches_the_text_on_disk() {
    let (text, edited) = applied("one two three", &[("three", "one"), ("one", "three")]).unwrap();
    assert_eq!((&*text, &*edited.on_disk), ("three two one", "one two three"));
    assert_eq!(edited.edits.iter().map(|edit| edit.line).collect::<Vec<_>>(), [6, 1]);
}

#[test]
fn text_that_stays_the_same_is_no_part_of_an_edit() {
    let (text, edited) = applied("| größe | Int |", &[("größe | Int |", "größe | Int32 |")]).unwrap();
    assert_eq!(text, "| größe | Int32 |");
    assert_eq!(&edited.on_disk[edited.edits[0].on_disk.clone()], "");
    assert_eq!(&text[edited.edits[0].edited.clone()], "32");
    let (_, deleted) = applied("aaab", &[("aaab", "aab")]).unwrap();
    assert_eq!(&deleted.on_disk[deleted.edits[0].on_disk.clone()], "a");
}

#[test]
fn line_ends_of_windows_are_kept() {
    let (text, _) = applied("a\r\nb\r\nc\r\n", &[("a\nb", "a\nx\nb")]).unwrap();
    assert_eq!(text, "a\r\nx\r\nb\r\nc\r\n");
}

#[test]
fn an_entry_that_does_not_match_is_refused() {
    let help = "compare it with the page, and delete the entry if the page is fixed";
    refused(
        "text",
        &[("other", "new")],
        &[&format!("errata.toml:3:8: `find` does not occur in `{PAGE}`; {help}")],
    );
    let help = "the page contains `replace`; if the mistake is fixed, delete the entry";
    refused(
        "the new text",
        &[("old", "new")],
        &[&format!("errata.toml:3:8: `find` does not occur in `{PAGE}`; {help}")],
    );
    let help = "the page has the same words with other white space";
    refused(
        "| a  | b |",
        &[("| a | b |", "| b |")],
        &[&format!("errata.toml:3:8: `find` does not occur in `{PAGE}`; {help}")],
    );
}

#[test]
fn an_entry_that_matches_several_times_is_refused() {
    refused(
        "id\nid\n",
        &[("id", "key")],
        &[&format!(
            "errata.toml:3:8: `find` occurs 2 times in `{PAGE}`; add text around the right one of lines 1, 2"
        )],
    );
    refused(
        "aaa",
        &[("aa", "b")],
        &[&format!(
            "errata.toml:3:8: `find` occurs 2 times in `{PAGE}`; add text around the right one of lines 1, 1"
        )],
    );
    let error = applied(&"id\n".repeat(9), &[("id", "key")]).unwrap_err();
    assert!(error[0].contains("occurs 9 times") && error[0].ends_with("lines 1, 2, 3, 4, 5, …"), "{error:?}");
}

#[test]
fn entries_that_change_the_same_text_are_refused() {
    refused(
        "one two",
        &[("one two", "x"), ("two", "y")],
        &["errata.toml:8:8: the entry in line 1 changes the same text; join the two entries"],
    );
    // Overlap of unchanged text around the edits is no conflict.
    assert_eq!(applied("one two", &[("one two", "1 two"), ("one two", "one 2")]).unwrap().0, "1 2");
}
