//! In: what was used and left out of a page. Out: [`Counts`]; whatever is neither becomes a gap, so that nothing is lost in silence,
//! and whatever is both is used.

use std::collections::BTreeSet;

use crate::facts::enumeration::EnumFacts;
use crate::facts::operation::OperationFacts;
use crate::facts::prose::callout;
use crate::facts::resource::ResourceFacts;
use crate::facts::{Counts, GapKind, PendingGap, Reading};
use crate::page::table::Table;
use crate::page::{BlockKind, Comment};

/// The reason of a gap for an annotation that no reader knows of. Each kind has a reader that uses it or says why not, so that a gap with this
/// reason is a mistake of the readers.
pub(super) const UNREAD: &str = "annotation that states nothing of the API";

/// Counts what was found and what was used, and notes the rows and annotations that nothing used.
pub(super) fn count(
    reading: &mut Reading<'_>,
    resource: Option<&ResourceFacts>,
    enums: &[EnumFacts],
    operation: Option<&OperationFacts>,
) -> Counts {
    let mut counts = Counts {
        pages: 1,
        pages_used: usize::from(resource.is_some() || operation.is_some() || !enums.is_empty()),
        request_lines: reading.request_lines,
        request_lines_used: operation.map_or(0, |operation| operation.requests.len()),
        ..Counts::default()
    };
    count_rows(reading, &mut counts);
    count_annotations(reading, &mut counts);
    let is_stated = resource.is_some()
        || operation.is_some()
        || enums.iter().any(|found| !found.about.callouts.is_empty());
    (counts.callouts, counts.callouts_used) = callout::count(reading, is_stated);
    counts
}

fn count_rows(reading: &mut Reading<'_>, counts: &mut Counts) {
    let used = std::mem::take(&mut reading.used_rows);
    let mut left = left_out(&mut reading.gaps, GapKind::Row, &used);
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

fn count_annotations(reading: &mut Reading<'_>, counts: &mut Counts) {
    let used = std::mem::take(&mut reading.used_annotations);
    let mut left = left_out(&mut reading.gaps, GapKind::Annotation, &used);
    for block in &reading.page.blocks {
        let BlockKind::Comment(Comment { json: Some(_), .. }) = &block.kind else { continue };
        counts.annotations += 1;
        if used.contains(&block.span.start) {
            counts.annotations_used += 1;
        } else if left.insert(block.span.start) {
            reading.record_gap(GapKind::Annotation, &block.span, UNREAD);
        }
    }
}

/// Keeps one gap for each thing of a kind, and none for a thing that another reader used. Returns where those begin.
fn left_out(gaps: &mut Vec<PendingGap>, what: GapKind, used: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut left = BTreeSet::new();
    gaps.retain(|gap| gap.what != what || (!used.contains(&gap.span.start) && left.insert(gap.span.start)));
    left
}

/// Why no reader looks at a table.
fn reason(table: &Table) -> &'static str {
    let first = table.header.first().map(|cell| cell.text().to_lowercase()).unwrap_or_default();
    match first.as_str() {
        "global service" => "clouds are read from the name of their include",
        _ => "row of a table that states nothing of the API",
    }
}
