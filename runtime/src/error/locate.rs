//! In: a JSON text and a place in it. Out: the path of the value that stands there: `value[3].from.name`.

/// How many steps of a path are shown; what is deeper is cut, for a hostile text may be deep.
const STEPS: usize = 16;

/// How much of a name is shown.
const NAME: usize = 40;

/// Where the reader is within an object or a list.
enum Step<'a> {
    Object { name: &'a [u8], wants_name: bool },
    List { index: usize },
}

/// The path of the value at this offset, or of the last one before it; empty for the text as a whole.
pub(super) fn path(text: &[u8], offset: usize) -> String {
    let mut steps: Vec<Step<'_>> = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.get(at).filter(|_| at < offset) {
        at += 1;
        match byte {
            b'{' => steps.push(Step::Object { name: &[], wants_name: true }),
            b'[' => steps.push(Step::List { index: 0 }),
            b'}' | b']' => drop(steps.pop()),
            b',' => match steps.last_mut() {
                Some(Step::Object { wants_name, .. }) => *wants_name = true,
                Some(Step::List { index }) => *index += 1,
                None => {}
            },
            b'"' => {
                let end = end_of_string(text, at);
                if let Some(Step::Object { name, wants_name: wants_name @ true }) = steps.last_mut() {
                    (*name, *wants_name) = (text.get(at..end - 1).unwrap_or_default(), false);
                }
                at = end;
            }
            _ => {}
        }
    }
    shown(&steps)
}

/// Behind the quote that ends the string that begins here.
fn end_of_string(text: &[u8], mut at: usize) -> usize {
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len() + 1
}

fn shown(steps: &[Step<'_>]) -> String {
    let mut path = String::new();
    for step in steps.iter().take(STEPS) {
        match step {
            Step::Object { name: [], .. } => {}
            Step::Object { name, .. } => {
                let name = String::from_utf8_lossy(name);
                path.push_str(if path.is_empty() { "" } else { "." });
                path.extend(name.chars().take(NAME));
            }
            Step::List { index } => path.push_str(&format!("[{index}]")),
        }
    }
    path.push_str(if steps.len() > STEPS { "…" } else { "" });
    path
}

#[cfg(test)]
mod tests {
    use super::path;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let offset = text.find('!').unwrap_or(text.len());
        assert_eq!(path(text.as_bytes(), offset), expected);
    }

    #[test]
    fn path_leads_to_the_value() {
        check(r#"{"value": [{"id": "1"}, {"from": {"name": !"#, "value[1].from.name");
        check(r#"{"a": 1, "b": [[1, 2], [3, !"#, "b[1][1]");
        check(r#"{"a": {"x": 1}, "b": !"#, "b");
        check("!", "");
        check("[!", "[0]");
    }

    #[test]
    fn strings_are_no_structure() {
        check(r#"{"a": "{[,\"]}", "b\"c": "\\", "d": !"#, "d");
        check(r#"{"a": "b", "c": ["#, "c[0]");
        check(r#"{"a": "unfinished"#, "a");
        check(r#"{"unfinished"#, "unfinished");
        check("{\"a\\", "a\\");
    }

    #[test]
    fn long_names_and_deep_texts_are_cut() {
        assert_eq!(path("[".repeat(1000).as_bytes(), 1000), "[0]".repeat(16) + "…");
        assert_eq!(path(format!("{{\"{}\":", "é".repeat(99)).as_bytes(), 400), "é".repeat(40));
    }

    #[test]
    fn what_is_no_json_does_no_harm() {
        for text in ["]]]}", ",,,", "\"", "\\", "{,}", "[}"] {
            path(text.as_bytes(), text.len() + 5);
        }
    }
}
