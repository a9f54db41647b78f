//! Reads enums. In: any page. Out: [`EnumFacts`] for each enum whose members a table lists (AD-37).
//!
//! Such a table is on the page of the enum, on a page of many enums, or on the page of a type.

use crate::facts::problem::types::Problem;
use crate::facts::prose::deprecation;
use crate::facts::prose::page_summary::{self, PageSummary};
use crate::facts::prose::sentences;
use crate::facts::{GapKind, Reading};
use crate::name::{MemberName, PagePath};
use crate::page::BlockKind;
use crate::page::inline::Inline;
use crate::page::section::Section;
use crate::page::table::Table;
use crate::source::Spanned;

/// An enum whose members a table lists.
#[derive(Clone, Debug)]
pub struct EnumFacts {
    /// The page.
    pub page: PagePath,
    /// The namespace that the page names.
    pub namespace: Option<String>,
    /// The name in the heading, short or qualified.
    pub name: Spanned<String>,
    /// The kind of thing that the name refers to.
    pub subject: Subject,
    /// Whether the page describes this enum or only enums.
    pub is_own_page: bool,
    /// Whether a heading contains the word "flags".
    pub is_flags: bool,
    /// The members in order.
    pub members: Vec<MemberText>,
    /// The summary of the page, for an enum with its own page. Otherwise only the area.
    pub about: PageSummary,
}

/// The kind of thing whose values a table lists.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Subject {
    /// An enum: "colour values".
    Enum,
    /// A property: "colour property values".
    Property,
    /// A request header: "Prefer header values".
    Header,
}

/// A member row.
#[derive(Clone, Debug)]
pub struct MemberText {
    /// The wire name, with the range of its row.
    pub name: Spanned<MemberName>,
    /// The numeric value.
    pub number: Option<i64>,
    /// The first sentence of the description.
    pub summary: String,
    /// The deprecation notice of the row.
    pub deprecated: Option<String>,
}

/// Reads the enums of a page.
pub fn read(reading: &mut Reading<'_>) -> Vec<EnumFacts> {
    let sections = reading.sections;
    let is_enum_page =
        reading.page.front_matter.get("doc_type").is_some_and(|kind| kind.starts_with("enumPageType"));
    let own = sections.title().and_then(|title| enum_title(title, &[" enum type", " enumeration", " enum"]));
    let mut enums: Vec<EnumFacts> = Vec::new();
    for section in sections.iter() {
        for block in section.blocks {
            let BlockKind::Table(table) = &block.kind else { continue };
            if !is_members(table) {
                continue;
            }
            let heading = heading_name(section);
            let is_of_page = is_members_heading(&section.title) || section.level <= 1;
            let own_name = if is_of_page { own.map(|own| (own, Subject::Enum)) } else { None };
            let Some((name, subject)) = heading.or(own_name) else {
                for row in &table.rows {
                    reading.record_gap(GapKind::Row, &row.span, "row of members without the name of an enum");
                }
                continue;
            };
            let name = Spanned::new(name.to_owned(), section.span.clone());
            // A second table below the same heading continues the first.
            let before = enums.iter().position(|other| other.name == name && other.subject == subject);
            let known: &[MemberText] = before.map_or(&[], |before| &enums[before].members);
            let members = members(reading, table, known);
            let is_flags = sections.chain(section).any(|section| says_flags(&section.title));
            if let Some(before) = before {
                enums[before].members.extend(members);
                continue;
            }
            let about = if own.is_some_and(|own| own == name.value) {
                page_summary::read(reading)
            } else {
                area_of(reading)
            };
            enums.push(EnumFacts {
                page: reading.path.clone(),
                namespace: page_summary::namespace(reading),
                name,
                subject,
                is_own_page: own.is_some() || is_enum_page,
                is_flags,
                members,
                about,
            });
        }
    }
    enums.retain(|found| !found.members.is_empty());
    enums
}

/// Whether a heading contains "flags" as a word. A type name may contain it by chance (`followupFlagStatus`).
fn says_flags(title: &str) -> bool {
    title.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("flags"))
}

fn area_of(reading: &Reading<'_>) -> PageSummary {
    PageSummary { area: page_summary::read(reading).area, ..PageSummary::default() }
}

/// Whether the columns of a table are those of enum members.
pub(crate) fn is_members(table: &Table) -> bool {
    let names = ["member", "members", "value", "values", "name", "enum value", "member name"];
    table.column(&["type", "return type", "data type"]).is_none()
        && table.header.first().is_some_and(|cell| names.contains(&cell.text().to_lowercase().as_str()))
}

fn is_members_heading(title: &str) -> bool {
    matches!(title.trim().to_ascii_lowercase().as_str(), "members" | "values" | "enumeration values")
}

/// The kind of thing whose values a section lists, from its heading.
pub(crate) fn subject(section: &Section<'_>) -> Option<Subject> {
    heading_name(section).map(|(_, subject)| subject)
}

/// The name in a heading such as "importance values" or "Prefer header values".
fn heading_name<'s>(section: &'s Section<'_>) -> Option<(&'s str, Subject)> {
    let words: Vec<&str> = section.title.split_whitespace().collect();
    let bare = |name: &'s str| name.trim_matches(['`', '*', '"']);
    match words.as_slice() {
        [.., name, "property" | "properties", "values"] => return Some((bare(name), Subject::Property)),
        [.., name, "header", "values"] => return Some((bare(name), Subject::Header)),
        _ => {}
    }
    let name = enum_title(
        &section.title,
        &[
            " enumeration values",
            " enumeration",
            " enum values",
            " members",
            " values",
            " flags",
            " enum type",
        ],
    )?;
    Some((name, Subject::Enum))
}

fn enum_title<'t>(title: &'t str, suffixes: &[&str]) -> Option<&'t str> {
    let title = title.trim().trim_matches('*');
    let lower = title.to_ascii_lowercase();
    let name =
        suffixes.iter().find_map(|suffix| lower.strip_suffix(suffix)).map(|name| &title[..name.len()])?;
    let name = name.trim_matches(['`', '*', ' ']).rsplit(' ').next()?;
    let name = name.trim_matches(['`', '*']);
    name.split('.').all(crate::name::is_identifier).then_some(name)
}

fn members(reading: &mut Reading<'_>, table: &Table, known: &[MemberText]) -> Vec<MemberText> {
    let name = table
        .column(&["member", "members", "member name", "name", "enum value", "value", "values"])
        .unwrap_or(0);
    let number = table.column(&["numeric value", "int value", "value"]).filter(|column| *column != name);
    let description = table.column(&["description"]);
    let mut members: Vec<MemberText> = Vec::new();
    for row in &table.rows {
        let text = row.text(name);
        let (text, is_marked) = deprecation::without_mark(&text);
        let text = text.trim_matches(['`', '*', '"', ' ']);
        if text.is_empty() {
            reading.record_gap(GapKind::Row, &row.span, "row without a member");
            continue;
        }
        let Ok(member) = MemberName::parse(text) else {
            reading.report_gap(GapKind::Row, &row.span, &Problem::BadMemberName(text.to_owned()));
            continue;
        };
        if known.iter().chain(&members).any(|before| before.name.value == member) {
            reading.report_gap(GapKind::Row, &row.span, &Problem::DuplicateMember(member));
            continue;
        }
        reading.use_row(&row.span);
        let description = description.and_then(|column| row.cells.get(column));
        let description = description.map(Inline::text_with_code).unwrap_or_default();
        members.push(MemberText {
            name: Spanned::new(member, row.span.clone()),
            number: number.and_then(|column| row.text(column).parse().ok()),
            summary: sentences::first(&description),
            deprecated: deprecation::find(&description).or_else(|| deprecation::marked(is_marked)),
        });
    }
    members
}
