//! Checks the prose of comments. In: the text of a Rust file. Out: lines with forms that the style guide forbids.

/// First words of sentences without a concrete subject.
const SUBJECTS: [&str; 4] = ["What ", "Whoever ", "Whatever ", "Where "];

/// Everyday verbs in place of *report*, *respond*, *be* and *continue*.
const VERBS: [&str; 8] =
    [" is told", " are told", " tells ", " stands ", " stand ", " goes on", " answers ", " leads on"];

/// The comment on a line, without its marker.
fn comment(line: &str) -> Option<&str> {
    let text = line.trim_start();
    ["//!", "///", "//"].iter().find_map(|marker| text.strip_prefix(marker)).map(str::trim)
}

/// The lines whose comments have a forbidden form, with their numbers.
pub(crate) fn violations(text: &str) -> Vec<(usize, String)> {
    let is_wrong = |text: &str| {
        let padded = format!("{text} ");
        SUBJECTS.iter().any(|word| text.starts_with(word)) || VERBS.iter().any(|verb| padded.contains(verb))
    };
    let comments = text.lines().zip(1..).filter_map(|(line, number)| Some((number, comment(line)?)));
    comments.filter(|(_, text)| is_wrong(text)).map(|(number, text)| (number, text.to_owned())).collect()
}

#[test]
fn forbidden_forms_are_found() {
    let text = "//! What a page states.\nfn f() {\n    // The user is told\n    g(\"What stands \");\n}\n/// The text.\n";
    let lines: Vec<usize> = violations(text).into_iter().map(|(number, _)| number).collect();
    assert_eq!(lines, [1, 3]);
}
