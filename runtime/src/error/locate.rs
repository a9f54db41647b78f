//! In: a JSON text and a position in it. Out: the path of the value at this position: `value[3].from.name`.

use crate::json_text::end_of_string;

/// The most segments of a path; deeper ones are cut, since a hostile text may be deep.
const STEPS: usize = 16;

/// The most characters of a name.
const NAME: usize = 40;

/// The position of the reader within an object or a list.
enum Step<'a> {
    Object { name: &'a [u8], wants_name: bool },
    List { index: usize },
}

/// The path from the outermost value to that of the reader; it keeps only the segments that are shown.
struct Way<'a> {
    steps: Vec<Step<'a>>,
    depth: usize,
}

impl<'a> Way<'a> {
    fn enter(&mut self, step: Step<'a>) {
        if self.depth < STEPS {
            self.steps.push(step);
        }
        self.depth += 1;
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.steps.truncate(self.depth);
    }

    /// The innermost segment; `None` where it is too deep to be shown.
    fn innermost(&mut self) -> Option<&mut Step<'a>> {
        self.steps.last_mut().filter(|_| self.depth <= STEPS)
    }
}

/// The path of the value at this offset, or of the last one before it; empty for the text as a whole.
pub(super) fn path(text: &[u8], offset: usize) -> String {
    shown(&way(text, offset))
}

fn way(text: &[u8], offset: usize) -> Way<'_> {
    let mut way = Way { steps: Vec::with_capacity(STEPS), depth: 0 };
    let mut at = 0;
    while let Some(byte) = text.get(at).filter(|_| at < offset) {
        at += 1;
        match byte {
            b'{' => way.enter(Step::Object { name: &[], wants_name: true }),
            b'[' => way.enter(Step::List { index: 0 }),
            b'}' | b']' => way.leave(),
            b',' => match way.innermost() {
                Some(Step::Object { wants_name, .. }) => *wants_name = true,
                Some(Step::List { index }) => *index += 1,
                None => {}
            },
            b'"' => {
                let end = end_of_string(text, at);
                if let Some(Step::Object { name, wants_name: wants_name @ true }) = way.innermost() {
                    (*name, *wants_name) = (text.get(at..end - 1).unwrap_or_default(), false);
                }
                at = end;
            }
            _ => {}
        }
    }
    way
}

fn shown(way: &Way<'_>) -> String {
    let mut path = String::new();
    for step in &way.steps {
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
    path.push_str(if way.depth > STEPS { "…" } else { "" });
    path
}

#[cfg(test)]
mod tests {
    use super::{STEPS, path, way};

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
    fn depth_of_the_text_takes_no_memory() {
        let deep = "[".repeat(1_000_000) + "{\"a\":";
        let way = way(deep.as_bytes(), deep.len());
        assert_eq!((way.depth, way.steps.len(), way.steps.capacity()), (1_000_001, STEPS, STEPS));
    }

    #[test]
    fn way_out_of_the_depth_is_found() {
        let deep = "[".repeat(40) + "1,2" + &"]".repeat(38) + ",";
        check(&deep, "[0][1]");
        check(&("[".repeat(STEPS) + "1,"), &("[0]".repeat(STEPS - 1) + "[1]"));
    }

    #[test]
    fn what_is_no_json_does_no_harm() {
        for text in ["]]]}", ",,,", "\"", "\\", "{,}", "[}"] {
            path(text.as_bytes(), text.len() + 5);
        }
    }
}
