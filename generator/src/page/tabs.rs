//! Finds groups of tabs that are never closed. In: blocks. Out: problems.

use std::ops::Range;

use super::{BlockKind, Page, Problem};

/// Reports groups of tabs that continue beyond the next heading.
pub(super) fn check(text: &str, page: &mut Page) {
    let mut open: Option<Range<usize>> = None;
    for block in &page.blocks {
        match &block.kind {
            BlockKind::Tab(_) => {
                open.get_or_insert_with(|| block.span.clone());
            }
            BlockKind::Rule => open = None,
            // A line of dashes directly below a text also ends a group.
            BlockKind::Paragraph(..) if text[block.span.clone()].trim_end().ends_with("---") => open = None,
            BlockKind::Heading(..) => {
                page.problems.extend(open.take().map(|span| (span, Problem::UnclosedTabs)));
            }
            BlockKind::Paragraph(..) | BlockKind::Table(_) | BlockKind::Fence(_) | BlockKind::Comment(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::page;

    fn check(end: &str, expected: usize) {
        let text = format!("# T\n\n# [A](#tab/a)\n\na\n\n# [B](#tab/b)\n\nb\n{end}");
        assert_eq!(page::read(&text).problems.len(), expected, "{end}");
    }

    #[test]
    fn a_group_ends_with_dashes_before_the_next_heading() {
        check("\n---\n\n## Next\n", 0);
        check("---\n\n## Next\n", 0);
        check("", 0);
        check("\n## Next\n", 1);
    }
}
