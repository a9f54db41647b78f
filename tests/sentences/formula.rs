//! Matches formulas, which are sentences that the page format prescribes. In: a [`Sentence`]. Out: a boolean.

use super::text::{Word, sentences};

/// A part of a formula.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// A fixed word.
    Word(String),
    /// Any word: `{name}`.
    Name,
    /// One or more words in code: `{code}`.
    Code,
}

/// A sentence with gaps for names and code.
#[derive(Debug)]
pub(crate) struct Formula {
    pub(crate) line: &'static str,
    parts: Vec<Part>,
}

impl Formula {
    fn parse(line: &'static str) -> Formula {
        let part = |word: &'static str| match word.trim_matches([',', '.']) {
            "{name}" => vec![Part::Name],
            "{code}" => vec![Part::Code],
            word => sentences(word).concat().into_iter().map(|word| Part::Word(word.text)).collect(),
        };
        Formula { line, parts: line.split_whitespace().flat_map(part).collect() }
    }

    /// Whether a sentence matches this formula.
    pub(crate) fn fits(&self, sentence: &[Word]) -> bool {
        fits(&self.parts, sentence)
    }
}

fn fits(parts: &[Part], words: &[Word]) -> bool {
    match (parts, words) {
        ([], []) => true,
        ([Part::Word(part), parts @ ..], [word, words @ ..]) => *part == word.text && fits(parts, words),
        ([Part::Name, parts @ ..], [_, words @ ..]) => fits(parts, words),
        ([Part::Code, rest @ ..], [word, words @ ..]) => {
            word.code && (fits(rest, words) || fits(parts, words))
        }
        ([], [_, ..]) | ([_, ..], []) => false,
    }
}

/// The committed formulas.
pub(crate) fn formulas() -> Vec<Formula> {
    let lines = include_str!("formulas.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(Formula::parse).collect()
}
