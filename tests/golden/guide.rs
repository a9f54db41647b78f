//! The sections of the guide in the root module of the crate of `docs-input`.

use generator::plan::ir::file::{Content, Part};

#[test]
fn the_guide_has_its_sections() {
    let plan = tests::plan(&tests::read_docs().unwrap());
    let guides = plan.files.into_iter().filter_map(|file| match file.content {
        Content::Root { guide, .. } => Some(guide),
        _ => None,
    });
    let texts = guides.flatten().filter_map(|part| match part {
        Part::Text(text) => Some(text),
        Part::Example { .. } => None,
    });
    let sections = texts.flat_map(|text| {
        let headings = text.lines().filter_map(|line| line.strip_prefix("# ").map(str::to_owned));
        headings.collect::<Vec<_>>()
    });
    assert_eq!(
        sections.collect::<Vec<_>>(),
        [
            "First request",
            "Queries",
            "Values",
            "Updates",
            "Derived types",
            "Permissions",
            "Sending",
            "Undocumented requests",
            "Unknown data",
            "Other tasks",
            "Features",
        ]
    );
}
