//! Divides a page into sections. In: blocks. Out: [`Sections`]: each heading with the blocks up to the next heading.

use std::ops::Range;

use super::{Block, BlockKind, Page};

/// The sections of a page in order. The first has no heading and contains the blocks above all headings.
#[derive(Debug)]
pub struct Sections<'p> {
    list: Vec<Section<'p>>,
}

/// A heading and the blocks between it and the next heading of any level.
#[derive(Debug)]
pub struct Section<'p> {
    /// The level of the heading. 0 for the blocks above all headings.
    pub level: u8,
    /// The text of the heading.
    pub title: String,
    /// The range of the heading in the expanded text.
    pub span: Range<usize>,
    /// The blocks below it.
    pub blocks: &'p [Block],
    /// The index of the parent section.
    pub parent: Option<usize>,
}

impl<'p> Sections<'p> {
    /// Divides a page at its headings.
    pub fn of(page: &'p Page) -> Self {
        let mut list: Vec<Section<'p>> = Vec::new();
        let mut from = 0;
        let (mut level, mut title, mut span) = (0, String::new(), 0..0);
        for (index, block) in page.blocks.iter().enumerate() {
            if let BlockKind::Heading(next, text) = &block.kind {
                push(&mut list, level, std::mem::take(&mut title), span, &page.blocks[from..index]);
                (level, title, span, from) = (*next, text.text(), block.span.clone(), index + 1);
            }
        }
        push(&mut list, level, title, span, &page.blocks[from..]);
        Self { list }
    }

    /// All sections in order.
    pub fn iter(&self) -> impl Iterator<Item = &Section<'p>> {
        self.list.iter()
    }

    /// The text of the first heading of level 1.
    pub fn title(&self) -> Option<&str> {
        self.list.iter().find(|section| section.level == 1).map(|section| section.title.as_str())
    }

    /// The sections whose heading, or that of an ancestor, satisfies `fits`, in order.
    pub fn below(&self, fits: impl Fn(&str) -> bool) -> impl Iterator<Item = &Section<'p>> {
        self.list.iter().filter(move |section| {
            self.chain(section).any(|section| section.level > 0 && fits(&section.title))
        })
    }

    /// A section and its ancestors, innermost first.
    pub fn chain<'s>(&'s self, section: &'s Section<'p>) -> impl Iterator<Item = &'s Section<'p>> {
        std::iter::successors(Some(section), |section| {
            section.parent.and_then(|parent| self.list.get(parent))
        })
    }
}

fn push<'p>(list: &mut Vec<Section<'p>>, level: u8, title: String, span: Range<usize>, blocks: &'p [Block]) {
    let above = std::iter::successors(list.len().checked_sub(1), |index| list[*index].parent);
    let parent = above.into_iter().find(|index| (1..level).contains(&list[*index].level));
    list.push(Section { level, title, span, blocks, parent });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page;

    #[test]
    fn the_parent_is_the_nearest_higher_heading() {
        let page =
            page::read("top\n\n# T\n\n## Properties\n\n### x values\n\nv\n\n## Relationships\n\nNone.\n");
        let sections = Sections::of(&page);
        let below: Vec<&str> =
            sections.below(|title| title == "Properties").map(|section| section.title.as_str()).collect();
        assert_eq!(below, ["Properties", "x values"]);
        assert_eq!(sections.title(), Some("T"));
    }
}
