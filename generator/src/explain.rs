//! In: the texts that each stage has of its codes. Out: [`Explanation`]s, which the command `explain` prints and code review shows.
//!
//! A stage keeps its texts in a Markdown file beside its problems: a heading with the code, one sentence, then why it matters and
//! an example of the wrong and of the right form.

use crate::diagnostic::Explanation;
use crate::{diagnostic, facts, model, page};

/// The texts of all stages.
const STAGES: [&str; 6] = [
    diagnostic::source::EXPLAINED,
    page::EXPLAINED,
    facts::problem::api_page::EXPLAINED,
    facts::problem::types::EXPLAINED,
    model::problem::EXPLAINED,
    diagnostic::suppress::EXPLAINED,
];

/// Every explanation, by stage.
pub fn all() -> impl Iterator<Item = Explanation> {
    STAGES.into_iter().flat_map(explanations)
}

/// The explanation of a code.
pub fn find(code: &str) -> Option<Explanation> {
    all().find(|explanation| explanation.code == code)
}

/// Cuts a file at its headings; those within examples are indented.
fn explanations(stage: &'static str) -> impl Iterator<Item = Explanation> {
    let stage = stage.strip_prefix("# ").unwrap_or(stage);
    stage.split("\n# ").map(|section| {
        let (code, rest) = section.split_once('\n').unwrap_or((section, ""));
        let (summary, text) = rest.split_once("\n\n").unwrap_or((rest, ""));
        Explanation { code: code.trim(), summary: summary.trim(), text: text.trim_end() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_its_parts_and_its_code_once() {
        let mut codes: Vec<&str> = Vec::new();
        for Explanation { code, summary, text } in all() {
            assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{code}");
            assert!(!codes.contains(&code), "{code} is explained twice");
            assert!(summary.ends_with('.') && summary.len() < 120, "{code}: {summary}");
            assert!(text.contains("Wrong") && text.contains("Right"), "{code}");
            codes.push(code);
        }
    }
}
