//! Balances the books of a page. In: used rows and annotations, gaps. Out: [`Counts`].
//!
//! A row or annotation that is neither used nor a gap becomes a gap, so that nothing is lost silently. One that is both is used.

use std::collections::BTreeSet;

use crate::facts::enumeration::EnumFacts;
use crate::facts::operation::OperationFacts;
use crate::facts::prose::callout;
use crate::facts::resource::ResourceFacts;
use crate::facts::{Counts, GapKind, PendingGap, Reading};
use crate::page::table::Table;
use crate::page::{BlockKind, Comment};

/// The reason of a gap for an annotation that no reader handled. Every kind has a reader, so this reason indicates a defect.
pub(super) const UNREAD: &str = "annotation that states nothing of the API";

/// Counts found and used items, and records gaps for unused rows and annotations.
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
    let mut gaps = deduplicate_gaps(&mut reading.gaps, GapKind::Row, &used);
    for block in &reading.page.blocks {
        let BlockKind::Table(table) = &block.kind else { continue };
        for row in &table.rows {
            counts.rows += 1;
            if used.contains(&row.span.start) {
                counts.rows_used += 1;
            } else if gaps.insert(row.span.start) {
                reading.record_gap(GapKind::Row, &row.span, reason(table));
            }
        }
    }
}

fn count_annotations(reading: &mut Reading<'_>, counts: &mut Counts) {
    let used = std::mem::take(&mut reading.used_annotations);
    let mut gaps = deduplicate_gaps(&mut reading.gaps, GapKind::Annotation, &used);
    for block in &reading.page.blocks {
        let BlockKind::Comment(Comment { json: Some(_), .. }) = &block.kind else { continue };
        counts.annotations += 1;
        if used.contains(&block.span.start) {
            counts.annotations_used += 1;
        } else if gaps.insert(block.span.start) {
            reading.record_gap(GapKind::Annotation, &block.span, UNREAD);
        }
    }
}

/// Keeps one gap for each item of a kind, and none for used items. Returns the starts of the gaps.
fn deduplicate_gaps(gaps: &mut Vec<PendingGap>, kind: GapKind, used: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut starts = BTreeSet::new();
    gaps.retain(|gap| gap.kind != kind || (!used.contains(&gap.span.start) && starts.insert(gap.span.start)));
    starts
}

/// The reason why a table states no facts.
fn reason(table: &Table) -> &'static str {
    let first = table.header.first().map(|cell| cell.text().to_lowercase()).unwrap_or_default();
    match first.as_str() {
        "global service" => "table of clouds, which the name of its include states",
        _ => "row of a table that states nothing of the API",
    }
}
