//! Prints diagnostics. In: diagnostics and sources. Out: text in the style of a compiler, or one JSON object per line.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::{Diagnostic, Severity};
use crate::name::hidden::{escaped, escaped_json};
use crate::source::input::InputError;
use crate::source::{Location, Sources};

/// The number of diagnostics shown by default.
pub const LIMIT: usize = 20;

/// The width of a shown source line, in characters. Longer lines are cut around the problem.
const WIDTH: usize = 120;

/// Options of the output.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct View {
    /// Shows all diagnostics, including notes.
    pub verbose: bool,
    /// Adds colours. Callers write through `anstream`, which removes them where the stream is not a terminal.
    pub colour: bool,
}

/// Formats diagnostics with their source lines, by file and line. Beyond [`LIMIT`] it keeps the most severe.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, view: View) -> String {
    let renderer = if view.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH).decor_style(DecorStyle::Ascii);
    let (shown, hidden) = select(diagnostics, view.verbose);
    let mut text = String::new();
    for diagnostic in shown {
        text.push_str(&one(diagnostic, sources, &renderer));
        text.push_str("\n\n");
    }
    if hidden > 0 {
        text.push_str(&format!("… and {hidden} more (`--verbose` shows all)\n\n"));
    }
    text
}

/// Formats a message without a location in the same style.
pub fn line(severity: Severity, message: &str, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[Group::with_title(level(severity).primary_title(escaped(message)))])
}

/// Formats an error with notes, one a line, and a help.
pub fn noted(message: &str, notes: &[String], help: &str, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let notes = notes.iter().map(|note| Level::NOTE.message(escaped(note)));
    let title = Level::ERROR.primary_title(escaped(message));
    renderer
        .decor_style(DecorStyle::Ascii)
        .render(&[title.elements(notes.chain([Level::HELP.message(help)]))])
}

/// Formats a problem of a file that a user wrote for the generator, with its line.
pub fn input(error: &InputError, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH).decor_style(DecorStyle::Ascii);
    let path = error.path.display().to_string();
    let (path, (line, column)) = (escaped(&path), error.position());
    let title = Level::ERROR.primary_title(escaped(&error.message));
    let group = match line_of(&error.text, &error.span) {
        Some((text, span)) => title.element(
            Snippet::source(text)
                .line_start(line)
                .path(&*path)
                .annotation(AnnotationKind::Primary.span(span)),
        ),
        None => title.element(Origin::path(&*path).line(line).char_column(column)),
    };
    let help = error.help.as_deref().map(|help| Level::HELP.message(escaped(help)));
    renderer.render(&[group.elements(help)])
}

/// Formats diagnostics as JSON, one object per line, by file and line.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort();
    let mut text = String::new();
    for Diagnostic { location, severity, code, message, help } in sorted {
        let object = json!({
            "kind": "diagnostic",
            "file": location.file,
            "line": location.line,
            "column": location.column,
            "severity": severity.to_string(),
            "code": code,
            "message": message,
            "help": help,
        });
        text.push_str(&escaped_json(&format!("{object}\n")));
    }
    text
}

/// Numbers of diagnostics.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// Number by severity and code.
    pub codes: BTreeMap<(Severity, &'static str), usize>,
}

impl Tally {
    /// Counts diagnostics.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut codes = BTreeMap::new();
        for diagnostic in diagnostics {
            *codes.entry((diagnostic.severity, diagnostic.code)).or_insert(0) += 1;
        }
        Self { codes }
    }

    /// The number of diagnostics of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.codes.iter().filter(|((other, _), _)| *other == severity).map(|(_, count)| count).sum()
    }

    /// One line per code, the most severe and most frequent first. Notes are included if `verbose`.
    pub fn by_code(&self, verbose: bool) -> String {
        let mut rows: Vec<_> =
            self.codes.iter().filter(|((severity, _), _)| verbose || *severity != Severity::Note).collect();
        rows.sort_by_key(|((severity, code), count)| (*severity, usize::MAX - **count, *code));
        rows.into_iter().map(|((severity, code), count)| format!("{count:>7} {severity}[{code}]\n")).collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
            .into_iter()
            .map(|severity| match self.count(severity) {
                1 => format!("1 {severity}"),
                count => format!("{count} {severity}s"),
            })
            .collect();
        f.write_str(&parts.join(", "))
    }
}

/// The diagnostics to show, by location, and the number of hidden ones.
fn select(diagnostics: &[Diagnostic], verbose: bool) -> (Vec<&Diagnostic>, usize) {
    let mut shown: Vec<&Diagnostic> =
        diagnostics.iter().filter(|diagnostic| verbose || diagnostic.severity != Severity::Note).collect();
    let limit = if verbose { shown.len() } else { LIMIT };
    let hidden = shown.len().saturating_sub(limit);
    shown.sort_by_key(|diagnostic| (diagnostic.severity, *diagnostic));
    shown.truncate(limit);
    shown.sort();
    (shown, hidden)
}

fn one(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let Diagnostic { location, severity, code, message, help } = diagnostic;
    // A line break in a file name would start a line that CI systems parse as a command.
    let file = escaped(&location.file);
    let title = level(*severity).primary_title(escaped(message)).id(*code);
    let group = match source_line(location, sources) {
        Some((text, span)) => title.element(
            Snippet::source(text)
                .line_start(location.line)
                .path(&*file)
                .annotation(AnnotationKind::Primary.span(span)),
        ),
        None => title.element(Origin::path(&*file).line(location.line).char_column(location.column)),
    };
    let help = help.as_deref().map(|help| Level::HELP.message(escaped(help)));
    renderer.render(&[group.elements(help)])
}

/// The source line where a problem starts, and the range of the problem within it.
fn source_line<'a>(location: &Location, sources: &'a Sources) -> Option<(&'a str, Range<usize>)> {
    line_of(sources.on_disk(&location.file)?, &(location.start..location.end))
}

/// The line of a text where a range starts, and the range within it.
fn line_of<'a>(text: &'a str, range: &Range<usize>) -> Option<(&'a str, Range<usize>)> {
    let start = text.get(..range.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[range.start..].find('\n').map_or(text.len(), |length| range.start + length);
    let line = text[start..end].trim_end_matches('\r');
    let from = (range.start - start).min(line.len());
    let to = (range.end.max(range.start) - start).min(line.len());
    line.get(from..to)?;
    Some((line, from..to))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    const PATH: &str = "v1.0/resources/message.md";

    fn sources(text: &str) -> Sources {
        let page = Source { path: PATH.into(), text: text.into() };
        Sources { pages: vec![page], ..Sources::default() }
    }

    /// A warning at the first occurrence of `part`.
    fn at(text: &str, part: &str) -> Diagnostic {
        let start = text.find(part).unwrap();
        let before = &text[..start];
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let line = before.matches('\n').count() + 1;
        Diagnostic {
            location: Location { file: PATH.into(), line, column, start, end: start + part.len() },
            severity: Severity::Warning,
            code: "ragged-row",
            message: "row has 2 cells, header has 3".into(),
            help: Some("close the row with `|`".into()),
        }
    }

    fn shown(text: &str, diagnostics: &[Diagnostic], verbose: bool) -> String {
        human(diagnostics, &sources(text), View { verbose, colour: false })
    }

    #[test]
    fn a_problem_is_shown_with_its_line() {
        let text = "# message\n\n| id | String\n";
        insta::assert_snapshot!(shown(text, &[at(text, "| id | String")], false), @r#"
        warning[ragged-row]: row has 2 cells, header has 3
         --> v1.0/resources/message.md:3:1
          |
        3 | | id | String
          | ^^^^^^^^^^^^^
          |
          = help: close the row with `|`
        "#);
    }

    #[test]
    fn columns_count_characters() {
        let text = "größe: | id |\r\nnext\r\n";
        insta::assert_snapshot!(shown(text, &[at(text, "| id |\r\nnext")], false), @r#"
        warning[ragged-row]: row has 2 cells, header has 3
         --> v1.0/resources/message.md:1:8
          |
        1 | größe: | id |
          |        ^^^^^^
          |
          = help: close the row with `|`
        "#);
    }

    #[test]
    fn long_lines_are_trimmed_around_the_problem() {
        let text = format!("{}| id |{}\n", "a ".repeat(300), "b ".repeat(300));
        let shown = shown(&text, &[at(&text, "| id |")], false);
        assert!(shown.contains("| id |") && shown.contains(":1:601"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= WIDTH + 20), "{shown}");
    }

    #[test]
    fn a_problem_without_source_has_its_location() {
        let mut lost = at("| id |", "| id |");
        lost.location.file = "beta/api/gone.md".into();
        let mut outside = at("| id |", "| id |");
        outside.location.start = 999;
        outside.location.end = 1000;
        insta::assert_snapshot!(shown("| id |", &[lost, outside], false), @r#"
        warning[ragged-row]: row has 2 cells, header has 3
        --> beta/api/gone.md:1:1
         = help: close the row with `|`

        warning[ragged-row]: row has 2 cells, header has 3
        --> v1.0/resources/message.md:1:1
         = help: close the row with `|`
        "#);
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let text = "| \u{1b}[31m |\n";
        let mut diagnostic = at(text, "| \u{1b}[31m |");
        diagnostic.message = "found `\u{1b}]0;title\u{7}`".into();
        diagnostic.help = Some("drop `\u{1b}`".into());
        assert!(!shown(text, &[diagnostic], false).contains('\u{1b}'));
    }

    #[test]
    fn a_file_name_never_starts_a_line() {
        let mut diagnostic = at("x", "x");
        diagnostic.location.file = "v1.0/api/a\n::error::b\u{202e}.md".into();
        diagnostic.message = "found `c\r::error::\u{2028}`".into();
        let place = diagnostic.to_string();
        for shown in [place, shown("x", std::slice::from_ref(&diagnostic), false), json(&[diagnostic])] {
            assert!(shown.contains("error::b"), "{shown}");
            assert!(!shown.lines().any(|line| line.starts_with("::")), "{shown}");
            assert!(!shown.contains(['\r', '\u{202e}', '\u{2028}']), "{shown}");
        }
        let shown = line(Severity::Error, "cannot read `a\n::error::b`", false);
        assert_eq!(shown, "error: cannot read `a\\u{a}::error::b`");
    }

    #[test]
    fn the_most_severe_are_shown_by_location_and_the_rest_is_counted() {
        let text = "line\n".repeat(100);
        let mut all: Vec<Diagnostic> = (0..40)
            .map(|line| {
                let mut one = at(&text, "line");
                one.location.line = 100 - line;
                one
            })
            .collect();
        all[0].severity = Severity::Error;
        all[1].severity = Severity::Note;
        let few = shown(&text, &all, false);
        assert_eq!(few.matches(" --> ").count(), LIMIT);
        assert!(few.contains("… and 19 more (`--verbose` shows all)"), "{few}");
        assert!(few.find("warning[").unwrap() < few.find("error[").unwrap(), "{few}");
        assert!(!few.contains("note["));
        let every = shown(&text, &all, true);
        assert_eq!(every.matches(" --> ").count(), 40);
        assert!(every.contains("note[") && !every.contains("more"));
    }

    #[test]
    fn the_tally_counts_by_severity_and_code() {
        let mut all = vec![at("x", "x"), at("x", "x"), at("x", "x")];
        all[0].severity = Severity::Error;
        all[0].code = "annotation-unreadable";
        let tally = Tally::of(&all);
        assert_eq!(tally.to_string(), "1 error, 2 warnings, 0 notes");
        assert_eq!(
            tally.by_code(false),
            "      1 error[annotation-unreadable]\n      2 warning[ragged-row]\n"
        );
    }

    #[test]
    fn json_is_one_object_per_line() {
        let text = "| message\n| id |\n";
        insta::assert_snapshot!(json(&[at(text, "| id |"), at(text, "message")]), @r#"
        {"code":"ragged-row","column":3,"file":"v1.0/resources/message.md","help":"close the row with `|`","kind":"diagnostic","line":1,"message":"row has 2 cells, header has 3","severity":"warning"}
        {"code":"ragged-row","column":1,"file":"v1.0/resources/message.md","help":"close the row with `|`","kind":"diagnostic","line":2,"message":"row has 2 cells, header has 3","severity":"warning"}
        "#);
    }

    #[test]
    fn a_message_without_location_has_the_same_style() {
        assert_eq!(line(Severity::Error, "no such folder", false), "error: no such folder");
        assert!(line(Severity::Error, "no such folder", true).contains("\u{1b}["));
    }
}
