//! Parses any bytes as Markdown: blocks, tables and sections are within the text, and each block is in one section.

#![no_main]

use std::ops::Range;

use generator::page::section::Sections;
use generator::page::{self, BlockKind};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let page = page::read(&text);
    for block in &page.blocks {
        within(&block.span, &text);
        match &block.kind {
            BlockKind::Table(table) => {
                for row in &table.rows {
                    within(&row.span, &text);
                }
            }
            BlockKind::Fence(fence) => assert!(fence.start <= text.len(), "{fence:?}"),
            BlockKind::Comment(comment) => assert!(text.contains(&comment.text), "{comment:?}"),
            BlockKind::Heading(..) | BlockKind::Tab(_) | BlockKind::Paragraph(..) | BlockKind::Rule => {}
        }
    }
    for (span, problem) in &page.problems {
        assert!(span.start <= span.end && span.start <= text.len(), "{span:?}: {problem}");
    }
    let sections = Sections::of(&page);
    let headings = page.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(..))).count();
    assert_eq!(sections.iter().count(), headings + 1);
    let below: usize = sections.iter().map(|section| section.blocks.len()).sum();
    assert_eq!(below + headings, page.blocks.len());
});

fn within(span: &Range<usize>, text: &str) {
    assert!(span.start <= span.end && span.end <= text.len(), "{span:?} of {}", text.len());
    assert!(text.is_char_boundary(span.start), "{span:?}");
}
