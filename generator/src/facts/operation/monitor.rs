//! Recognizes response headers with the URL of a running operation, such as `Location`.

use crate::facts::Reading;
use crate::facts::layout::section_kind::Area;
use crate::page::BlockKind;

/// Headers with the URL of a running operation, in lower case.
const MONITORS: [&str; 3] = ["azure-asyncoperation", "location", "operation-location"];

/// Whether a header contains the URL of a running operation.
pub fn is_monitor_header(header: &str) -> bool {
    MONITORS.iter().any(|monitor| monitor.eq_ignore_ascii_case(header.trim()))
}

/// Whether prose mentions such a header.
pub(super) fn is_mentioned(text: &str) -> bool {
    // In lower case, "location" is an ordinary word.
    text.contains("Location") || text.contains("Azure-AsyncOperation")
}

/// Whether a table of response headers lists such a header.
pub(super) fn is_listed(reading: &Reading<'_>, areas: &[Area]) -> bool {
    let sections = reading.sections.iter().zip(areas).filter(|(_, area)| **area == Area::Response);
    let mut rows = sections.flat_map(|(section, _)| section.blocks).flat_map(|block| match &block.kind {
        BlockKind::Table(table) => table.rows.as_slice(),
        _ => &[],
    });
    rows.any(|row| row.cells.first().is_some_and(|cell| is_monitor_header(&cell.text_with_code())))
}

#[cfg(test)]
mod tests {
    use crate::facts::operation::tests::facts;

    fn check(response: &str, expected: bool) {
        let page = format!("# T\n## HTTP request\n```\nPOST /x\n```\n## Response\n{response}\n## Example\n");
        assert_eq!(facts(&page).response.has_location, expected, "{response}");
    }

    #[test]
    fn prose_or_a_table_names_the_header() {
        let table = |header: &str| {
            format!("Returns `202 Accepted`.\n\n| Name | Text |\n|:--|:--|\n| {header} | x. |\n")
        };
        check(&table("Location"), true);
        check(&table("Retry-After"), false);
        check("Returns `202 Accepted` with the header `Operation-Location`.", true);
        check("Returns `202 Accepted` once the location is known.", false);
    }
}
