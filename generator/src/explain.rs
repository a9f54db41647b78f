//! Explains the codes of diagnostics. In: the Markdown file of each stage. Out: [`Explanation`]s for the command `explain` and SARIF.
//!
//! The file lies beside the problems of the stage. Each code has a heading, a summary in one sentence, the consequences, a wrong and a
//! right example.

use crate::diagnostic::Explanation;
use crate::{diagnostic, facts, model, page};

/// The Markdown files of all stages.
const STAGES: [&str; 6] = [
    diagnostic::source::EXPLAINED,
    page::EXPLAINED,
    facts::problem::api_page::EXPLAINED,
    facts::problem::types::EXPLAINED,
    model::problem::EXPLAINED,
    diagnostic::suppress::EXPLAINED,
];

/// All explanations, by stage.
pub fn all() -> impl Iterator<Item = Explanation> {
    STAGES.into_iter().flat_map(explanations)
}

/// The explanation of a code.
pub fn find(code: &str) -> Option<Explanation> {
    all().find(|explanation| explanation.code == code)
}

/// Splits a file at its headings. Headings in examples are indented.
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
    fn every_code_is_explained_once_with_summary_and_examples() {
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
