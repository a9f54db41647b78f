//! Counts the callouts of the real pages line by line, independently of the generator.

use generator::facts;
use generator::source::load::load;
use generator::source::{Sources, Version};

const WORDS: [&str; 8] =
    ["note", "notes", "important", "caution", "warning", "tip", "please note", "important notes"];

/// The number of lines that start a callout: a quote marker, possibly after a list marker, then the word.
fn begun(text: &str) -> usize {
    let mut is_code = false;
    let mut is_comment = false;
    let mut count = 0;
    for line in text.lines() {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") {
            is_code = !is_code;
        }
        is_comment |= trimmed.starts_with("<!--");
        count += usize::from(!is_code && !is_comment && begins(trimmed));
        is_comment &= !line.contains("-->");
    }
    count
}

fn begins(line: &str) -> bool {
    let line = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).unwrap_or(line).trim_start();
    let Some(quoted) = line.strip_prefix('>') else { return false };
    let quoted = quoted.trim_start();
    let word = match quoted.strip_prefix("[!") {
        Some(rest) => rest.split(']').next(),
        None if quoted.starts_with("**") => quoted[2..].split("**").next(),
        None => quoted.split_once(':').map(|(word, _)| word),
    };
    let word = word.unwrap_or_default().trim_matches([':', '.', ' ', '*']).to_lowercase();
    WORDS.contains(&word.as_str())
}

#[test]
fn every_line_that_starts_a_callout_is_found() {
    let (mut lines, mut found) = (0, 0);
    for folder in ["docs-2021", "pages-recent"] {
        let Some(docs) = tests::shared(folder) else { continue };
        let sources: Sources = load(&docs, None).unwrap();
        for source in &sources.pages {
            let version = source.version().unwrap_or(Version::V1);
            let counts = facts::read(source, version, &sources).counts;
            let begun = begun(&source.text);
            assert!(counts.callouts >= begun, "{}: {} of {begun} callouts", source.path, counts.callouts);
            lines += begun;
            found += counts.callouts;
        }
    }
    println!("{lines} lines begin a callout; {found} callouts were found");
    assert!(lines == 0 || lines > 2_000, "the pages are there, their {lines} callouts are not");
}
