//! Reads parameters. In: the parameter tables of an api page (AD-34). Out: [`ParameterFact`]s.

use crate::facts::layout::section_kind::Area;
use crate::facts::operation::facts::{ParameterFact, ParameterLocation};
use crate::facts::problem::api_page::Problem;
use crate::facts::prose::description;
use crate::facts::prose::sentences;
use crate::facts::template::RequestLine;
use crate::facts::template::{Method, Segment};
use crate::facts::type_text::{self, Primitive, TypeText, TypeWord};
use crate::facts::{GapKind, Reading};
use crate::name::ParameterName;
use crate::page::BlockKind;
use crate::page::inline::Inline;
use crate::page::table::{Row, Table};
use crate::source::Spanned;

/// Headings of the name column.
pub(super) const NAME: [&str; 12] = [
    "parameter name",
    "parameter",
    "property name",
    "property",
    "name",
    "relationship name",
    "relationship",
    "header",
    "query parameter",
    "header name",
    "properties",
    "parameters",
];
const TYPE: [&str; 2] = ["type", "value"];
const DESCRIPTION: [&str; 3] = ["description", "value", "example"];
const REQUIRED: [&str; 4] = ["required?", "required", "required (y/n)", "required(y/n)"];

/// Text before "required" or "optional" in a sentence about the parameter itself.
const SUBJECTS: [&str; 4] = ["", "is", "this parameter is", "this property is"];

/// The indices of the columns of a table.
struct Columns {
    name: usize,
    ty: Option<usize>,
    description: Option<usize>,
    required: Option<usize>,
}

/// Reads the tables of all sections about parameters.
pub fn read(reading: &mut Reading<'_>, areas: &[Area], requests: &[RequestLine]) -> Vec<ParameterFact> {
    let mut parameters = Vec::new();
    let sections = reading.sections;
    for (section, area) in sections.iter().zip(areas) {
        let Some(location) = location_of(*area, requests) else { continue };
        for block in section.blocks {
            let BlockKind::Table(table) = &block.kind else { continue };
            match columns(table, location) {
                Some(columns) => read_rows(reading, table, &columns, location, &mut parameters),
                None => table.rows.iter().for_each(|row| {
                    reading.record_gap(GapKind::Row, &row.span, "row of a table without a name column")
                }),
            }
        }
    }
    parameters
}

fn location_of(area: Area, requests: &[RequestLine]) -> Option<ParameterLocation> {
    match area {
        // Some pages list the arguments of a function as its body.
        Area::Body => {
            Some(if only_reads(requests) { ParameterLocation::Function } else { ParameterLocation::Body })
        }
        Area::Function => Some(ParameterLocation::Function),
        Area::Path => Some(ParameterLocation::Path),
        Area::Query => Some(ParameterLocation::Query),
        Area::Parameters => Some(location_by_request(requests)),
        Area::Http
        | Area::HttpOfExample
        | Area::Headers
        | Area::Permissions
        | Area::Response
        | Area::Example
        | Area::Other => None,
    }
}

/// The location of parameters below a heading that does not state it.
fn location_by_request(requests: &[RequestLine]) -> ParameterLocation {
    let has_arguments = requests.iter().any(|line| {
        let segments = &line.value.1.segments;
        segments
            .iter()
            .any(|segment| matches!(segment, Segment::Function { arguments, .. } if !arguments.is_empty()))
    });
    match (has_arguments, only_reads(requests)) {
        (true, _) => ParameterLocation::Function,
        (false, true) => ParameterLocation::Query,
        (false, false) => ParameterLocation::Body,
    }
}

fn only_reads(requests: &[RequestLine]) -> bool {
    requests.iter().all(|line| line.value.0 == Method::Get)
}

fn columns(table: &Table, location: ParameterLocation) -> Option<Columns> {
    let name = table.column(&NAME)?;
    let free = |column: &usize| *column != name;
    let description = table.column(&DESCRIPTION[..1]).filter(free);
    // Next to a description, "Value" is the type (AD-34).
    let ty = table.column(if description.is_some() { &TYPE } else { &TYPE[..1] }).filter(free);
    let description = description.or_else(|| table.column(&DESCRIPTION).filter(free));
    if location == ParameterLocation::Body && ty.is_none() && description.is_none() {
        return None;
    }
    Some(Columns { name, ty, description, required: table.column(&REQUIRED) })
}

fn read_rows(
    reading: &mut Reading<'_>,
    table: &Table,
    columns: &Columns,
    location: ParameterLocation,
    parameters: &mut Vec<ParameterFact>,
) {
    for row in &table.rows {
        let text = row.text(columns.name);
        if text.is_empty() || (row.is_label() && columns.ty.is_some()) {
            reading.record_gap(GapKind::Row, &row.span, "label above other rows");
            continue;
        }
        let Ok(name) = ParameterName::parse(bare_name(&text)) else {
            reading.report_gap(GapKind::Row, &row.span, &Problem::BadParameterName(text));
            continue;
        };
        let cell = columns.description.and_then(|column| row.cells.get(column));
        let description = cell.map(Inline::text_with_code).unwrap_or_default();
        let stated = columns.required.map(|column| row.text(column)).unwrap_or_default();
        let (required, optional) = requirement(&description, &stated);
        // "String (optional)"
        let ty = columns.ty.map(|column| row.text(column).to_lowercase()).unwrap_or_default();
        let optional = optional || !required && ty.contains("(optional)");
        let ty = type_of(row, columns.ty, location).sized_by(name.as_str(), &description);
        let ty = Spanned::new(ty, row.span.clone());
        let summary = sentences::first(&description);
        reading.use_row(&row.span);
        parameters.push(ParameterFact {
            name,
            location,
            required,
            optional,
            is_list: lists_members(&description),
            values: cell.map(description::values).unwrap_or_default(),
            default: description::default_value(&description).filter(|value| fits(value, &ty.value.item)),
            ty,
            summary,
        });
    }
}

/// Whether a default can be a value of a type. A number beside another type has a unit: "The default is 30 minutes".
fn fits(value: &str, ty: &TypeWord) -> bool {
    let is_text =
        matches!(ty, TypeWord::Primitive(Primitive::Duration | Primitive::String | Primitive::Date));
    !is_text || value.parse::<f64>().is_err()
}

/// The name in a cell without a suffix: `x (deprecated)`, `x*`.
fn bare_name(cell: &str) -> &str {
    let cell = cell.trim().trim_matches(['`', '"', '\'']);
    let end = cell.find(['(', '*']).unwrap_or(cell.len());
    cell[..end].trim_end().trim_matches(['`', '"', '\''])
}

fn type_of(row: &Row, column: Option<usize>, location: ParameterLocation) -> TypeText {
    let cell = column.and_then(|column| row.cells.get(column)).filter(|cell| !cell.is_empty());
    let of = |item| TypeText { item, is_collection: false };
    match (cell, location) {
        (Some(cell), _) => type_text::read(cell),
        (None, ParameterLocation::Body | ParameterLocation::Function) => of(TypeWord::Unclear(String::new())),
        (None, ParameterLocation::Path | ParameterLocation::Query) => {
            of(TypeWord::Primitive(Primitive::String))
        }
    }
}

/// Whether a row states "Required." and "Optional.", in its description or in a separate column.
pub(super) fn requirement(description: &str, stated: &str) -> (bool, bool) {
    match stated.trim().to_lowercase().trim_end_matches('.') {
        "yes" | "y" | "required" | "true" => return (true, false),
        "no" | "n" | "optional" | "false" => return (false, true),
        _ => {}
    }
    let sentences = || description.split(['.', ';', '(', ')', ',', ':', '\u{2013}']);
    let is = |word: &str| {
        sentences().any(|sentence| {
            let rest = without_end(sentence.trim().trim_matches('*'), word);
            rest.is_some_and(|rest| SUBJECTS.iter().any(|subject| rest.eq_ignore_ascii_case(subject)))
        })
    };
    let required = is("required");
    (required, is("optional") || !required && begins_optional(description))
}

/// Whether a description begins with "Optional and …" or "An optional …".
fn begins_optional(description: &str) -> bool {
    let text = description.trim_start_matches(['*', ' ']).to_lowercase();
    text.starts_with("optional and ") || text.starts_with("an optional ")
}

/// Whether a description states that a value is a comma-separated list. The type of its items is then an enum of flags.
fn lists_members(description: &str) -> bool {
    let text = description.to_lowercase();
    text.contains("comma-separated list of") || text.contains("comma separated list of")
}

/// A text without the word at its end.
fn without_end<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(word.len())?;
    text.get(at..).filter(|end| end.eq_ignore_ascii_case(word)).map(|_| text[..at].trim_end())
}

#[cfg(test)]
mod tests {
    use crate::facts::operation::facts::ParameterFact;
    use crate::facts::operation::tests::facts;

    fn page(request: &str, section: &str) -> String {
        format!("# T\n## HTTP request\n```\n{request}\n```\n{section}")
    }

    /// Checks location, name and requirement of each parameter.
    fn check(request: &str, section: &str, expected: &[&str]) {
        let show = |fact: &ParameterFact| {
            let need = if fact.required { "!" } else { "" };
            let need = if fact.optional { "?" } else { need };
            format!("{:?} {}{need}", fact.location, fact.name)
        };
        let found: Vec<String> = facts(&page(request, section)).parameters.iter().map(show).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_heading_states_the_location() {
        check(
            "POST /x/do",
            "## Path parameters\n|Parameter|Type|Description|\n|-|-|-|\n|item-id|string|Id.|\n## Request headers\n|Name|Description|\n|-|-|\n|Content-Type|Required. JSON.|\n## Query parameters\n|Query parameter|Type|Description|\n|-|-|-|\n|$token|string|Optional.|\n## Request body\n### Options\n|Name|Value|Description|\n|-|-|-|\n|a|string|Required.|\n",
            &["Path item-id", "Query $token?", "Body a!"],
        );
    }

    #[test]
    fn the_request_decides_the_location_below_a_bare_heading() {
        let table = "## Parameters\n|Parameter|Type|Description|\n|-|-|-|\n|a|string|A.|\n";
        check("GET /x/f(a='{a}')", table, &["Function a"]);
        check("GET /x", table, &["Query a"]);
        check("POST /x/f", table, &["Body a"]);
    }

    #[test]
    fn the_body_of_a_function_lists_its_arguments() {
        let table = "## Request body\n|Property|Type|Description|\n|-|-|-|\n|a|string|A.|\n";
        check("GET /x/f(a='{a}')", table, &["Function a"]);
        check("GET /x/f", table, &["Function a"]);
    }

    #[test]
    fn names_have_no_markup() {
        check(
            "POST /x",
            "## Request body\n|Property|Type|Description|\n|-|-|-|\n|**a**|string|A.|\n|`b` (deprecated)|string|B.|\n|[c](c.md)|string|C.|\n|**Group**|||\n|@odata.type|string|T.|\n|two words|string|W.|\n",
            &["Body a", "Body b", "Body c", "Body @odata.type"],
        );
    }

    #[test]
    fn a_separate_column_states_the_requirement() {
        check(
            "POST /x",
            "## Request body\n|Property|Type|Required?|Description|\n|-|-|-|-|\n|a|string|Yes|A.|\n|b|string|No|Not required.|\n",
            &["Body a!", "Body b?"],
        );
    }

    #[test]
    fn a_description_that_begins_with_optional_is_about_the_parameter() {
        check(
            "POST /x",
            "## Request body\n|Property|Type|Description|\n|-|-|-|\n|a|string|Optional and case-sensitive.|\n|b|string|An optional remark.|\n|c|string|Optional claims of a token.|\n|e|String (optional)|Whatever.|\n|d|string|Required. An optional part is cut.|\n",
            &["Body a?", "Body b?", "Body c", "Body e?", "Body d!"],
        );
    }

    #[test]
    fn a_table_without_names_has_no_parameters() {
        check("POST /x", "## Request body\n|Member|Description|\n|-|-|\n|a|A.|\n", &[]);
    }

    #[test]
    fn a_default_is_a_value_of_the_type() {
        let default = |ty: &str, text: &str| {
            let table = format!("## Request body\n|Property|Type|Description|\n|-|-|-|\n|a|{ty}|{text}|\n");
            facts(&page("POST /x", &table)).parameters[0].default.clone()
        };
        assert_eq!(default("Int32", "The default is 30.").as_deref(), Some("30"));
        assert_eq!(default("Boolean", "The default value is `false`.").as_deref(), Some("false"));
        assert_eq!(default("Edm.Duration", "The default is 30 minutes."), None);
    }

    #[test]
    fn the_summary_is_the_first_sentence() {
        let table =
            "## Request body\n|Property|Type|Description|\n|-|-|-|\n|a|string|One, e.g. this. Two.|\n";
        assert_eq!(facts(&page("POST /x", table)).parameters[0].summary, "One, e.g. this.");
    }
}
