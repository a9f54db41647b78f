//! Writes diagnostics as a SARIF 2.1.0 log for code review. In: diagnostics, sources, explanations of codes. Out: JSON.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::{Diagnostic, Explanation, Severity};
use crate::source::{Location, Sources};

/// The JSON schema of a log.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The log of one run. `prefix` is the documentation folder as readers of the log name it; paths of sources follow it.
pub fn log(diagnostics: &[Diagnostic], sources: &Sources, rules: &[Explanation], prefix: &str) -> Value {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort();
    let results: Vec<Value> = sorted.iter().map(|one| result(one, sources, rules, prefix)).collect();
    let rules: Vec<Value> = rules.iter().map(rule).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "generator", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(Explanation { code, summary, text }: &Explanation) -> Value {
    json!({
        "id": code,
        "shortDescription": { "text": summary },
        "help": { "text": format!("{summary}\n\n{text}"), "markdown": format!("{summary}\n\n{text}") },
    })
}

fn result(diagnostic: &Diagnostic, sources: &Sources, rules: &[Explanation], prefix: &str) -> Value {
    let Diagnostic { location, severity, code, message, help } = diagnostic;
    let text = match help {
        Some(help) => format!("{message}. {help}"),
        None => message.clone(),
    };
    let mut result = Map::from_iter([
        ("ruleId".to_owned(), json!(code)),
        ("level".to_owned(), json!(level(*severity))),
        ("message".to_owned(), json!({ "text": text })),
        (
            "locations".to_owned(),
            json!([{
                "physicalLocation": {
                    "artifactLocation": { "uri": uri(prefix, &location.file) },
                    "region": region(location, sources),
                },
            }]),
        ),
    ]);
    if let Some(index) = rules.iter().position(|rule| rule.code == *code) {
        result.insert("ruleIndex".to_owned(), json!(index));
    }
    Value::Object(result)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The region of a location. Its end is exclusive. Without the source text it covers only the start.
fn region(location: &Location, sources: &Sources) -> Value {
    let Location { file, line, column, start, end } = location;
    let covered = sources.on_disk(file).and_then(|text| text.get(*start..*end)).unwrap_or_default();
    let covered = covered.trim_end_matches(['\r', '\n']);
    let breaks = covered.matches('\n').count();
    let last = covered.rsplit('\n').next().unwrap_or_default().chars().count();
    let end_column = if breaks == 0 { column + last } else { last + 1 };
    json!({ "startLine": line, "startColumn": column, "endLine": line + breaks, "endColumn": end_column })
}

/// The characters that a URI encodes outside its delimiters.
const RESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A relative URI: `/` between names, other reserved characters encoded.
fn uri(prefix: &str, file: &str) -> String {
    let path = match prefix {
        "" => file.to_owned(),
        prefix => format!("{prefix}/{file}"),
    };
    utf8_percent_encode(&path, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    const PATH: &str = "v1.0/api/a b.md";
    const RULE: Explanation = Explanation { code: "ragged-row", summary: "A row.", text: "Why." };

    /// The log of one problem that covers a part of a page.
    fn check(text: &str, part: &str) -> Value {
        let page = Source { path: PATH.into(), text: text.into() };
        let sources = Sources { pages: vec![page], ..Sources::default() };
        let start = text.find(part).unwrap();
        let before = &text[..start];
        let location = Location {
            file: PATH.into(),
            line: before.matches('\n').count() + 1,
            column: before.rsplit('\n').next().unwrap().chars().count() + 1,
            start,
            end: start + part.len(),
        };
        let one = Diagnostic {
            location,
            severity: Severity::Note,
            code: "ragged-row",
            message: "row is short".into(),
            help: Some("add a cell".into()),
        };
        log(&[one], &sources, &[RULE], "docs")
    }

    #[test]
    fn a_log_has_what_the_standard_requires() {
        let log = check("é | a |\n", "| a |");
        assert_eq!((&log["version"], log["runs"].as_array().unwrap().len()), (&json!("2.1.0"), 1));
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["name"], "generator");
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "ragged-row");
        assert_eq!(run["tool"]["driver"]["rules"][0]["help"]["text"], "A row.\n\nWhy.");
        let result = &run["results"][0];
        assert_eq!((&result["ruleId"], &result["ruleIndex"]), (&json!("ragged-row"), &json!(0)));
        assert_eq!(
            (&result["level"], &result["message"]["text"]),
            (&json!("note"), &json!("row is short. add a cell"))
        );
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "docs/v1.0/api/a%20b.md");
        assert_eq!(place["region"], json!({"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 8}));
    }

    #[test]
    fn a_region_over_several_lines_ends_in_the_last() {
        let log = check("x\n| a |\n| bé\n\n", "| a |\n| bé\n");
        let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region, &json!({"startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 5}));
    }
}
