//! Reads tables of properties and relationships. In: the tables of a resource page. Out: [`MemberFact`]s, one per row.

use super::facts::{AnnotationFact, MemberFact, MemberKind};
use super::heading::{self, Heading};
use crate::facts::problem::types::Problem;
use crate::facts::prose::deprecation;
use crate::facts::prose::description;
use crate::facts::prose::sentences;
use crate::facts::resource::inheritance::inherited;
use crate::facts::type_text::{self, TypeText, TypeWord};
use crate::facts::{GapKind, Reading};
use crate::name::{AnnotationName, PropertyName};
use crate::page::inline::Inline;
use crate::page::section::Section;
use crate::page::table::{Row, Table};
use crate::page::{Block, BlockKind};
use crate::source::Spanned;

/// The rows of the tables of a page.
#[derive(Default)]
struct Rows {
    members: Vec<MemberFact>,
    annotations: Vec<AnnotationFact>,
}

/// The columns of a table of members.
struct Columns {
    name: usize,
    ty: Option<usize>,
    description: Option<usize>,
}

const NAMES: [&str; 9] = [
    "property name",
    "property",
    "relationship name",
    "relationship",
    "navigation property",
    "parameter name",
    "parameter",
    "name",
    "attribute",
];

/// Reads the rows of all tables of members.
pub(super) fn read(reading: &mut Reading<'_>) -> (Vec<MemberFact>, Vec<AnnotationFact>) {
    let sections = reading.sections;
    let mut found = Rows::default();
    for section in sections.iter() {
        for block in section.blocks {
            let BlockKind::Table(table) = &block.kind else { continue };
            // The title is the name of the type, which may contain words of headings.
            let headings = sections.chain(section).filter(|section| section.level != 1);
            let under: Vec<&str> = headings.map(|section| section.title.as_str()).collect();
            match kind(&under, table) {
                Some((kind, columns)) => rows(reading, section, table, kind, &columns, &mut found),
                None => skip(reading, block, table, &under),
            }
        }
    }
    (found.members, found.annotations)
}

/// The kind of members in a table, decided by the headings above it, then by its columns (AD-34).
fn kind(under: &[&str], table: &Table) -> Option<(MemberKind, Columns)> {
    let mentions = |word: &str| under.iter().any(|title| title.to_ascii_lowercase().contains(word));
    let first = table.header.first().map(|cell| cell.text().to_lowercase()).unwrap_or_default();
    let ty = table.column(&["type", "data type", "property type"]);
    let method = mentions("method") || mentions("function") || mentions("action");
    let named = table.column(&NAMES);
    let (kind, name) = match under.iter().find_map(|title| heading::read(title)) {
        // Below a heading of members, a type column is enough; the name column may have any heading.
        Some(Heading::Members(kind)) => (kind, named.or(ty.map(|_| 0))?),
        Some(Heading::Other) => return None,
        None if method && !first.starts_with("propert") => return None,
        None if first.starts_with("relationship") || first.starts_with("navigation") => {
            (MemberKind::Relationship, named?)
        }
        None if first.starts_with("propert") && ty.is_some() => (MemberKind::Property, named?),
        None => return None,
    };
    if ty.is_none() && table.column(&["description"]).is_none() {
        return None;
    }
    // Tables of enum members also occur below "Properties".
    if ty.is_none() && matches!(first.as_str(), "member" | "value" | "members" | "name") {
        return None;
    }
    Some((kind, Columns { name, ty, description: table.column(&["description"]) }))
}

fn skip(reading: &mut Reading<'_>, block: &Block, table: &Table, under: &[&str]) {
    let lower = under.first().map(|title| title.to_lowercase()).unwrap_or_default();
    let reason = if lower.contains("method") || lower.contains("function") {
        "row of a table of methods"
    } else if crate::facts::enumeration::is_members(table) {
        return;
    } else {
        "row of a table that states no members"
    };
    for row in &table.rows {
        let span = if row.span.is_empty() { block.span.clone() } else { row.span.clone() };
        reading.record_gap(GapKind::Row, &span, reason);
    }
}

fn rows(
    reading: &mut Reading<'_>,
    section: &Section<'_>,
    table: &Table,
    kind: MemberKind,
    columns: &Columns,
    found: &mut Rows,
) {
    for row in &table.rows {
        let cell = row.text(columns.name);
        let name = wire_name(&cell);
        if cell.is_empty() || row.is_label() && PropertyName::parse(name).is_err() {
            reading.record_gap(GapKind::Row, &row.span, "label above other rows");
            continue;
        }
        if let Ok(name) = AnnotationName::parse(name) {
            reading.use_row(&row.span);
            found.annotations.push(annotation(row, columns, name));
            continue;
        }
        if name.contains('@') {
            reading.record_gap(GapKind::Row, &row.span, "annotation of a property");
            continue;
        }
        if name.eq_ignore_ascii_case("none") && row.is_label() {
            reading.record_gap(GapKind::Row, &row.span, "row that states that there are none");
            continue;
        }
        match PropertyName::parse(name) {
            Ok(name) => found.members.push(member(section, row, kind, columns, name)),
            Err(_) => reading.report_gap(GapKind::Row, &row.span, &Problem::BadPropertyName(cell)),
        }
    }
}

/// The name in a cell such as `` `x` `` or `x (deprecated)`.
pub(crate) fn wire_name(cell: &str) -> &str {
    let cell = cell.trim().trim_matches(['`', '*', '"', ' ']);
    let cell = cell.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(cell, |(name, _)| name);
    let end = cell.find([' ', '(']).filter(|end| cell[*end..].trim_start().starts_with('('));
    cell[..end.unwrap_or(cell.len())].trim().trim_end_matches([':', '.', ',', '*'])
}

fn member(
    section: &Section<'_>,
    row: &Row,
    kind: MemberKind,
    columns: &Columns,
    name: PropertyName,
) -> MemberFact {
    let empty = Inline::default();
    let description = columns.description.and_then(|column| row.cells.get(column)).unwrap_or(&empty);
    let text = description.text_with_code();
    let under = section.title.to_ascii_lowercase();
    let mut traits = description::read(description);
    // "String, maximum size 20", "string (readonly)"
    traits.add_type(&columns.ty.map(|column| row.text(column).to_lowercase()).unwrap_or_default());
    if traits.deprecated.is_none() {
        traits.deprecated = deprecation::marked(deprecation::without_mark(&row.text(columns.name)).1);
    }
    let values = description::values(description);
    let own = section.level <= 2 || under == "properties" || under == "relationships";
    MemberFact {
        ty: type_of(row, columns).map(|ty| sized(ty, name.as_str(), &text)),
        name: Spanned::new(name, row.span.clone()),
        kind,
        inherited_from: inherited(description, &["inherited from", "inherits from"]),
        traits,
        summary: sentences::describing(&text, !values.is_empty()),
        values,
        under: (!own).then(|| section.title.clone()),
    }
}

fn annotation(row: &Row, columns: &Columns, name: AnnotationName) -> AnnotationFact {
    let description = columns.description.and_then(|column| row.cells.get(column));
    let text = description.map(Inline::text_with_code).unwrap_or_default();
    AnnotationFact { name, ty: type_of(row, columns), summary: sentences::first(&text) }
}

/// The type, with the integer width that name and description imply.
fn sized(ty: Spanned<TypeText>, name: &str, description: &str) -> Spanned<TypeText> {
    Spanned::new(ty.value.sized_by(name, description), ty.span)
}

fn type_of(row: &Row, columns: &Columns) -> Option<Spanned<TypeText>> {
    let cell = columns.ty.and_then(|column| row.cells.get(column)).filter(|cell| !cell.is_empty())?;
    let ty = type_text::read(cell);
    let is_empty = matches!(&ty.item, TypeWord::Unclear(text) if text.is_empty());
    (!is_empty).then(|| Spanned::new(ty, row.span.clone()))
}
