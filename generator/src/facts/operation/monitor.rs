//! Recognises response headers that name the URL of a running operation: `Location` and the like.

use crate::facts::Reading;
use crate::facts::layout::section_kind::Area;
use crate::page::BlockKind;

/// The headers that say where to ask how far an operation is.
const MONITORS: [&str; 3] = ["azure-asyncoperation", "location", "operation-location"];

/// Whether a header says where to ask how far an operation is.
pub fn leads_on(header: &str) -> bool {
    MONITORS.iter().any(|monitor| monitor.eq_ignore_ascii_case(header.trim()))
}

/// Whether prose tells of such a header.
pub(super) fn is_told(text: &str) -> bool {
    // In small letters a location is where a thing is.
    text.contains("Location") || text.contains("Azure-AsyncOperation")
}

/// Whether a table of the answer's headers lists one.
pub(super) fn is_listed(reading: &Reading<'_>, areas: &[Area]) -> bool {
    let answers = reading.sections.iter().zip(areas).filter(|(_, area)| **area == Area::Response);
    let mut rows = answers.flat_map(|(section, _)| section.blocks).flat_map(|block| match &block.kind {
        BlockKind::Table(table) => table.rows.as_slice(),
        _ => &[],
    });
    rows.any(|row| row.cells.first().is_some_and(|cell| leads_on(&cell.text_with_code())))
}

#[cfg(test)]
mod tests {
    use crate::facts::operation::tests::facts;

    fn check(answer: &str, expected: bool) {
        let page = format!("# T\n## HTTP request\n```\nPOST /x\n```\n## Response\n{answer}\n## Example\n");
        assert_eq!(facts(&page).response.has_location, expected, "{answer}");
    }

    #[test]
    fn the_header_may_stand_in_prose_or_in_a_table() {
        let table = |header: &str| {
            format!("Returns `202 Accepted`.\n\n| Name | Text |\n|:--|:--|\n| {header} | x. |\n")
        };
        check(&table("Location"), true);
        check(&table("Retry-After"), false);
        check("Returns `202 Accepted` with the header `Operation-Location`.", true);
        check("Returns `202 Accepted` once the location is known.", false);
    }
}
