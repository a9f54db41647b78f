use super::super::{BlockKind, Page, Problem, read};
use crate::page::json::fault::FaultKind;

/// One line per block: its kind and text.
fn shape(page: &Page) -> Vec<String> {
    page.blocks
        .iter()
        .map(|block| match &block.kind {
            BlockKind::Heading(level, text) => format!("h{level} {}", text.text()),
            BlockKind::Tab(title) => format!("tab {title}"),
            BlockKind::Paragraph(text, within) => format!("{within:?} {}", text.text_with_code()),
            BlockKind::Table(table) => {
                let rows = table
                    .rows
                    .iter()
                    .map(|row| row.cells.iter().map(|c| c.text()).collect::<Vec<_>>().join(","));
                format!("table {}", rows.collect::<Vec<_>>().join(";"))
            }
            BlockKind::Fence(fence) => format!("fence {} {:?}", fence.language, fence.text),
            BlockKind::Comment(comment) => format!("comment {}", comment.json.is_some()),
            BlockKind::Rule => "rule".into(),
        })
        .collect()
}

fn problems(page: &Page) -> Vec<Problem> {
    page.problems.iter().map(|(_, problem)| problem.clone()).collect()
}

#[test]
fn blocks_come_in_order() {
    let page = read(
        "---\na: b\n---\n# T\n\nText `c` [l](x.md).\n\n> note\n\n- item\n\n<!-- {\"a\": 1} -->\n```http\nGET /me\n```\n",
    );
    assert_eq!(
        shape(&page),
        ["h1 T", "Page Text `c` l.", "Quote note", "List item", "comment true", "fence http \"GET /me\\n\""]
    );
    assert!(page.problems.is_empty());
}

#[test]
fn tabs_and_text_above_dashes_are_not_headings() {
    let page = read("# [HTTP](#tab/http)\ntext\n---\n\nmore\n\n---\n");
    assert_eq!(shape(&page), ["tab HTTP", "Page text", "Page more", "rule"]);
}

#[test]
fn a_long_row_keeps_its_cells_and_is_reported() {
    let page = read("|a|b|\n|-|-|\n|1|2|3|\n|1|\n");
    assert_eq!(shape(&page), ["table 1,2,3;1"]);
    assert_eq!(problems(&page), [Problem::RaggedRow { expected: 2, found: 3 }]);
}

#[test]
fn a_label_row_is_not_ragged() {
    let page = read("|a|b|c|\n|-|-|-|\n|**Group**|\n|1|2|3|\n");
    assert!(page.problems.is_empty());
    let BlockKind::Table(table) = &page.blocks[0].kind else { panic!("no table") };
    assert_eq!(table.rows.len(), 2);
}

#[test]
fn a_row_over_two_lines_is_one_row() {
    let page = read("|a|b|\n|-|-|\n|1|two\nthree|\n");
    assert_eq!(shape(&page), ["table 1,two three"]);
}

#[test]
fn a_table_with_a_bad_separator_is_a_table() {
    let page = read("|a|b|c|\n|-|-|\n|1|2|3|\n");
    assert_eq!(shape(&page), ["table 1,2,3"]);
    assert_eq!(problems(&page), [Problem::BadSeparator]);
}

#[test]
fn a_table_directly_below_a_text_is_a_table() {
    assert_eq!(shape(&read("Text:\n|a|b|\n|-|-|\n|1|2|\n")), ["Page Text:", "table 1,2"]);
}

#[test]
fn an_unclosed_fence_does_not_swallow_the_next_block() {
    let page = read("```http\nGET /me\n\n<!-- {\"a\": 1} -->\n```json\n{}\n```\n");
    assert_eq!(shape(&page), ["fence http \"GET /me\\n\\n\"", "comment true", "fence json \"{}\\n\""]);
    assert_eq!(problems(&page), [Problem::UnclosedFence]);
}

#[test]
fn an_unclosed_comment_does_not_swallow_the_page() {
    let page = read("<!-- {\"a\": 1}\n```json\n{}\n```\n");
    assert_eq!(shape(&page), ["comment true", "fence json \"{}\\n\""]);
    assert_eq!(problems(&page), [Problem::UnclosedComment]);
}

#[test]
fn lenient_annotations_are_reported_at_the_fault() {
    let page = read("<!-- {\n  \"a\": 1,\n} -->\n");
    let [(span, Problem::LenientJson(fault))] = page.problems.as_slice() else {
        panic!("{:?}", page.problems)
    };
    assert_eq!((fault.kind, span.start), (FaultKind::TrailingComma, 17));
}

#[test]
fn a_heading_without_a_space_is_a_heading() {
    assert_eq!(shape(&read("##Properties\n\ntext\n")), ["h2 Properties", "Page text"]);
}

#[test]
fn links_in_bold_stay_links() {
    let page = read("[**x**](x.md) and **[y](y.md)**\n");
    let BlockKind::Paragraph(text, _) = &page.blocks[0].kind else { panic!("no paragraph") };
    assert_eq!(text.links().collect::<Vec<_>>(), [("x", "x.md"), ("y", "y.md")]);
}

#[test]
fn a_page_of_unclosed_blocks_restarts_up_to_the_limit() {
    let page = read(&"<!-- {\"a\": 1}\n".repeat(5000));
    assert_eq!(problems(&page).last(), Some(&Problem::TooBroken));
    assert_eq!(page.blocks.len(), 65);
}

#[test]
fn a_comment_with_shared_dashes_is_empty() {
    assert_eq!(shape(&read("<!-->\n\ntext\n")), ["comment false", "Page text"]);
    assert_eq!(shape(&read("<!--->\n\ntext\n")), ["comment false", "Page text"]);
}

#[test]
fn a_list_item_may_begin_with_any_character() {
    let page = read("- é\n- 日本\n-\n");
    assert_eq!(page.blocks[0].span, 2..4);
    assert_eq!(page.blocks[1].span.len(), "日".len());
}

#[test]
fn a_remark_after_an_annotation_is_no_problem() {
    let problems = |text: &str| read(text).problems.len();
    assert_eq!(problems("<!-- { \"blockType\": \"ignored\" } // Note: Keep this line. -->\n"), 0);
    assert_eq!(problems("<!-- { // Note\n\"blockType\": \"ignored\" } -->\n"), 1);
}

#[test]
fn a_lone_bar_below_a_row_does_not_end_the_table() {
    let text = "|a|b|\n|-|-|\n|1|2\n|\n|3|4|\n|\n\nText | more.\n\n|5|6|\n";
    let page = read(text);
    assert_eq!(shape(&page), ["table 1,2;3,4", "Page Text | more.", "Page |5|6|"]);
    assert!(page.problems.is_empty());
    let BlockKind::Table(table) = &page.blocks[0].kind else { panic!("no table") };
    assert_eq!(&text[table.rows[1].span.clone()], "|3|4|");
}
