//! Reads request headers. In: the tables below "Request headers". Out: [`HeaderFact`]s.

use crate::facts::enumeration::{Subject, subject};
use crate::facts::layout::section_kind::Area;
use crate::facts::operation::facts::HeaderFact;
use crate::facts::operation::parameter::{NAME, requirement};
use crate::facts::problem::api_page::Problem;
use crate::facts::prose::sentences;
use crate::facts::{GapKind, Reading};
use crate::name::ParameterName;
use crate::page::BlockKind;
use crate::page::inline::{Inline, Part};
use crate::page::table::{Row, Table};

/// Words that introduce a list of values.
const LISTS: [&str; 5] = ["either ", "values are", "values can be", "value can be", "one of"];

/// Words in the value column that name a type instead of a value.
const KINDS: [&str; 5] = ["string", "etag", "int", "integer", "boolean"];

/// Reads the tables of the sections about request headers.
pub fn read(reading: &mut Reading<'_>, areas: &[Area]) -> Vec<HeaderFact> {
    let mut headers = Vec::new();
    let sections = reading.sections;
    let of_headers = sections.iter().zip(areas).filter(|(_, area)| **area == Area::Headers);
    for (section, _) in of_headers.filter(|(section, _)| subject(section) != Some(Subject::Header)) {
        for block in section.blocks {
            let BlockKind::Table(table) = &block.kind else { continue };
            for row in &table.rows {
                read_row(reading, table, row, &mut headers);
            }
        }
    }
    headers
}

fn read_row(reading: &mut Reading<'_>, table: &Table, row: &Row, headers: &mut Vec<HeaderFact>) {
    let Some(column) = table.column(&NAME) else {
        return reading.record_gap(GapKind::Row, &row.span, "row of a table without a name column");
    };
    let text = row.text(column);
    if text.is_empty() {
        return reading.record_gap(GapKind::Row, &row.span, "label above other rows");
    }
    let (name, preference) = text.split_once(':').unwrap_or((&text, ""));
    let bare = |text: &str| text.trim().trim_matches(['`', '"', '\'', '*', '_']).to_owned();
    let Ok(name) = ParameterName::parse(&bare(name)) else {
        return reading.report_gap(GapKind::Row, &row.span, &Problem::BadParameterName(text));
    };
    reading.use_row(&row.span);
    let cell = |names: &[&str]| {
        table.column(names).filter(|&found| found != column).and_then(|at| row.cells.get(at))
    };
    let value = cell(&["value"]);
    let described = cell(&["description"]).or(value).or_else(|| cell(&["type", "example"]));
    let written = described.map(Inline::text_with_code).unwrap_or_default();
    let sentences = sentences::split(&written);
    let stated = cell(&["required", "required?"]).map(Inline::text).unwrap_or_default();
    let mut values: Vec<String> = Vec::new();
    let own = value.filter(|value| described.is_some_and(|described| !std::ptr::eq(*value, described)));
    values.extend(own.and_then(|value| lone_value(&value.text())));
    values.extend(sentences.first().and_then(|first| lone_value(first)));
    values.extend(described.into_iter().flat_map(|cell| listed(cell, &sentences)));
    let is_plain = |sentence: &&&str| {
        lone_value(sentence).is_none()
            && !is_requirement(sentence)
            && !is_placeholder(sentence)
            && !KINDS.iter().any(|kind| sentence.eq_ignore_ascii_case(kind))
    };
    let summary = sentences.iter().find(is_plain).map(|sentence| format!("{sentence}."));
    let mut header = HeaderFact {
        name,
        preference: Some(bare(preference)).filter(|preference| !preference.is_empty()),
        values: Vec::new(),
        // Some pages omit the full stop after a placeholder.
        required: requirement(&written.replace(['>', '}'], "."), &stated).0,
        offers_mime: false,
        summary: summary.unwrap_or_default(),
    };
    header.take(values);
    header.offers_mime = header.has_value("application/json")
        && header.has_value("text/plain")
        && written.split(|c: char| !c.is_alphanumeric()).any(|word| word == "MIME");
    headers.push(header);
}

impl HeaderFact {
    fn has_value(&self, value: &str) -> bool {
        self.values.iter().any(|known| known == value)
    }

    /// Adds values. In a value of `Prefer`, the text before `=` is the preference.
    fn take(&mut self, values: Vec<String>) {
        let is_prefer = self.name.as_str().eq_ignore_ascii_case("prefer");
        let preference = self.preference.take();
        let name = self.name.clone();
        let is_value = |value: &String| !value.eq_ignore_ascii_case(name.as_str());
        for value in preference.into_iter().chain(values.into_iter().filter(is_value)) {
            let value = match value.split_once('=') {
                Some((name, value)) if is_prefer => {
                    self.preference.get_or_insert_with(|| name.trim().to_owned());
                    value.trim().trim_matches('"').to_owned()
                }
                None if is_prefer && self.preference.is_none() => {
                    self.preference = Some(value);
                    continue;
                }
                _ => value,
            };
            if !value.is_empty() && !is_placeholder(&value) && !self.values.contains(&value) {
                self.values.push(value);
            }
        }
    }
}

/// The value of a sentence that consists of one value: `eventual`, `application/json`, `return=minimal`. Ignores text after a line
/// break or in parentheses.
fn lone_value(sentence: &str) -> Option<String> {
    let sentence = sentence.trim().trim_matches(['`', '"', '*', '_']);
    let word = sentence.split(char::is_whitespace).next()?;
    let bare = word.trim_matches(|c: char| matches!(c, '`' | '"' | ',' | ';' | ':' | '.' | '*'));
    let is_alone = word.len() == sentence.len();
    let has_form = bare.contains('=') || (bare.contains('/') && is_alone);
    let is_word = is_alone
        && bare.starts_with(|c: char| c.is_ascii_lowercase())
        && bare.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        && !is_requirement(bare)
        && !KINDS.contains(&bare);
    ((has_form && !bare.starts_with(['$', '<', '{', 'h'])) || is_word).then(|| bare.to_owned())
}

/// The values in code or quotes of sentences that list values, and all media types.
fn listed(cell: &Inline, sentences: &[&str]) -> Vec<String> {
    let lists = |sentence: &&&str| {
        let lower = sentence.to_lowercase();
        LISTS.iter().any(|words| lower.contains(words))
    };
    let is_token = |text: &&str| {
        !text.is_empty() && !text.starts_with('$') && !text.contains(|c: char| c.is_whitespace() || c == ':')
    };
    let of_lists = sentences.iter().filter(lists).flat_map(|sentence| {
        let mark = if sentence.contains('`') { '`' } else { '"' };
        sentence.split(mark).skip(1).step_by(2)
    });
    let media = cell.parts.iter().filter_map(|part| match part {
        Part::Code(code) => Some(code.trim()).filter(|code| is_media_type(code)),
        Part::Text(_) | Part::Strong(_) | Part::Link { .. } => None,
    });
    of_lists.filter(is_token).chain(media).map(str::to_owned).collect()
}

/// Whether a text is a media type without parameters. Its subtype can be a wildcard.
pub fn is_media_type(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "+-.*".contains(c))
    };
    text.split_once('/').is_some_and(|(kind, rest)| is_word(kind) && is_word(rest))
}

fn is_requirement(sentence: &str) -> bool {
    ["required", "optional"]
        .iter()
        .any(|word| sentence.trim_matches(['*', '_', '`', ' ']).eq_ignore_ascii_case(word))
}

/// Whether a text is a placeholder: `{x}`, `Bearer <token>`.
fn is_placeholder(text: &str) -> bool {
    text.contains(['{', '<']) && text.split_whitespace().count() < 4
}

#[cfg(test)]
mod tests {
    use super::HeaderFact;
    use crate::facts::operation::tests::facts;
    use crate::source::{Source, Sources, Version};

    /// Checks name, preference, values and requirement of each header.
    fn check(table: &str, expected: &[&str]) {
        let text = format!("# T\n## HTTP request\n```\nGET /x\n```\n## Request headers\n{table}");
        let found = facts(&text).headers.into_iter().map(|header| {
            let preference = header.preference.map(|name| format!(": {name}")).unwrap_or_default();
            let need = if header.required { "!" } else { "" };
            format!("{}{preference}{need} [{}] {}", header.name, header.values.join(" "), header.summary)
        });
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_value_is_the_first_sentence() {
        check(
            "|Header|Value|\n|-|-|\n|Authorization|Bearer {token}. Required.|\n|Authorization|Bearer &lt;token&gt; Required.|\n|Accept|application/json|\n|ConsistencyLevel|eventual. Needed with `$count`.|\n|Content-Language|Locale. Optional.|\n",
            &[
                "Authorization! [] ",
                "Authorization! [] ",
                "Accept [application/json] ",
                "ConsistencyLevel [eventual] Needed with `$count`.",
                "Content-Language [] Locale.",
            ],
        );
    }

    #[test]
    fn values_are_listed_in_sentences() {
        check(
            "|Name|Type|Description|\n|-|-|-|\n|Content-Type|string|Nature of the data. Required. Use `application/json` or `text/plain`.|\n|**Prefer: outlook.body-content-type**|string|The format. Values can be \"text\" or \"html\". Optional.|\n|Prefer: outlook.body-content-type|string|Either `text` or `html`: the format of **body**.|\n",
            &[
                "Content-Type! [application/json text/plain] Nature of the data.",
                "Prefer: outlook.body-content-type [text html] The format.",
                "Prefer: outlook.body-content-type [text html] Either `text` or `html`: the format of body.",
            ],
        );
    }

    #[test]
    fn a_message_in_mime_format_is_offered_beside_json() {
        let offers = |cell: &str| {
            let table = format!("|Name|Description|\n|-|-|\n|Content-Type|{cell}|\n");
            let text = format!("# T\n## HTTP request\n```\nPOST /x\n```\n## Request headers\n{table}");
            facts(&text).headers[0].offers_mime
        };
        assert!(offers("`application/json` for an object and `text/plain` for MIME content."));
        assert!(!offers("`application/json` or `text/plain`."));
        assert!(!offers("`text/plain` for MIME content."));
    }

    #[test]
    fn a_preference_has_a_name_of_its_own() {
        check(
            "|Name|Description|\n|-|-|\n|Prefer|odata.maxpagesize={x}. Optional.|\n|Prefer|return=minimal <br>With a delta link.|\n|Prefer: include-unknown-enum-members|Optional.|\n|Prefer|{Time-zone}. Optional, UTC assumed if absent.|\n|Prefer|`respond-async`. Optional.|\n|Prefer|One of the `prefer` values below.|\n",
            &[
                "Prefer: odata.maxpagesize [] ",
                "Prefer: return [minimal] ",
                "Prefer: include-unknown-enum-members [] ",
                "Prefer [] Optional, UTC assumed if absent.",
                "Prefer: respond-async [] ",
                "Prefer [] One of the `prefer` values below.",
            ],
        );
    }

    #[test]
    fn etags_and_sessions_have_no_fixed_values() {
        check(
            "|Name|Type|Description|\n|-|-|-|\n|_if-match_|etag|If it differs, `412 Precondition Failed` comes back.|\n|If-Match|string|Last known tag. Required.|\n|Workbook-Session-Id||Session. Optional.|\n",
            &[
                "if-match [] If it differs, `412 Precondition Failed` comes back.",
                "If-Match! [] Last known tag.",
                "Workbook-Session-Id [] Session.",
            ],
        );
    }

    #[test]
    fn a_table_lists_the_values_of_a_header() {
        let of_page = |section: &str| {
            let text = format!("# T\n## HTTP request\n```\nGET /x\n```\n## Request headers\n{section}");
            let source = Source { path: "v1.0/api/x.md".to_owned(), text };
            let page = crate::facts::read(&source, Version::V1, &Sources::default());
            assert!(page.enums.is_empty());
            let show = |header: HeaderFact| {
                let preference = header.preference.unwrap_or_default();
                format!("{} {preference} [{}] {}", header.name, header.values.join(" "), header.summary)
            };
            page.operation.unwrap().headers.into_iter().map(show).collect::<Vec<_>>()
        };
        let table = "|Name|Description|\n|-|-|\n|waitForSeal|Waits.|\n|skipSeal|Skips.|\n";
        let row = |name: &str| format!("|Name|Description|\n|-|-|\n|{name}|One of these.|\n");
        assert_eq!(
            of_page(&format!("{}\n### Prefer header values\n{table}", row("**Prefer**"))),
            ["Prefer waitForSeal [] Waits.", "Prefer skipSeal [] Skips."]
        );
        assert_eq!(
            of_page(&format!("{}\n### x-seal header values\n{table}", row("x-seal"))),
            ["x-seal  [waitForSeal skipSeal] One of these."]
        );
    }

    #[test]
    fn the_type_at_the_start_of_a_description_is_no_summary() {
        check(
            "|Name|Description|\n|-|-|\n|if-match|String. If it differs, the request fails.|\n",
            &["if-match [] If it differs, the request fails."],
        );
    }

    #[test]
    fn a_column_of_values_beside_the_description() {
        check(
            "|Name|Value|Description|\n|-|-|-|\n|ConsistencyLevel|eventual|Which copy is read.|\n|If-Match|string|Tag.|\n",
            &["ConsistencyLevel [eventual] Which copy is read.", "If-Match [] Tag."],
        );
    }
}
