//! In: what was used and left out of a page. Out: [`Counts`]; whatever is neither becomes a gap, so that nothing is lost in silence.

use std::collections::BTreeSet;

use crate::facts::enumeration::EnumFacts;
use crate::facts::operation::OperationFacts;
use crate::facts::resource::ResourceFacts;
use crate::facts::{Counts, GapKind, Reading, callout};
use crate::page::table::Table;
use crate::page::{BlockKind, Comment};

/// Counts what was found and what was used, and notes the rows that nothing used.
pub(super) fn count(
    reading: &mut Reading<'_>,
    resource: Option<&ResourceFacts>,
    enums: &[EnumFacts],
    operation: Option<&OperationFacts>,
) -> Counts {
    let is_annotation = |kind: &BlockKind| matches!(kind, BlockKind::Comment(Comment { json: Some(_), .. }));
    let mut counts = Counts {
        pages: 1,
        pages_used: usize::from(resource.is_some() || operation.is_some() || !enums.is_empty()),
        annotations: reading.page.blocks.iter().filter(|block| is_annotation(&block.kind)).count(),
        annotations_used: resource.map_or(0, |resource| resource.definitions.len())
            + operation.map_or(0, |operation| operation.annotations),
        request_lines: reading.request_lines,
        request_lines_used: operation.map_or(0, |operation| operation.requests.len()),
        ..Counts::default()
    };
    count_rows(reading, &mut counts);
    let is_stated = resource.is_some()
        || operation.is_some()
        || enums.iter().any(|found| !found.about.callouts.is_empty());
    (counts.callouts, counts.callouts_used) = callout::count(reading, is_stated);
    counts
}

fn count_rows(reading: &mut Reading<'_>, counts: &mut Counts) {
    let used = std::mem::take(&mut reading.used_rows);
    let mut left = BTreeSet::new();
    // What one reader passed over another may have used.
    reading.gaps.retain(|gap| {
        gap.what != GapKind::Row || (!used.contains(&gap.span.start) && left.insert(gap.span.start))
    });
    for block in &reading.page.blocks {
        let BlockKind::Table(table) = &block.kind else { continue };
        for row in &table.rows {
            counts.rows += 1;
            if used.contains(&row.span.start) {
                counts.rows_used += 1;
            } else if left.insert(row.span.start) {
                reading.record_gap(GapKind::Row, &row.span, reason(table));
            }
        }
    }
}

/// Why no reader looks at a table.
fn reason(table: &Table) -> &'static str {
    let first = table.header.first().map(|cell| cell.text().to_lowercase()).unwrap_or_default();
    match first.as_str() {
        "global service" => "clouds are read from the name of their include",
        _ => "row of a table that states nothing of the API",
    }
}
