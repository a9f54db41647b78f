//! Any bytes as one page, of a type or of an operation: what is found on it is a fact or is left out, and what is wrong has a
//! place in it.

#![no_main]

use generator::facts::{self, GapKind, PageFacts};
use generator::source::{Source, Sources, Version};
use libfuzzer_sys::fuzz_target;

const PATHS: [&str; 2] = ["v1.0/api/thing-get.md", "v1.0/resources/thing.md"];

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    // One of them for each input, which halves the time; a byte more makes it the other.
    let path = PATHS[bytes.len() % 2];
    let source = Source { path: path.to_owned(), text: text.to_string() };
    let page = facts::read(&source, Version::V1, &Sources::default());
    balanced(&page);
    let places = page.diagnostics.iter().map(|found| &found.location);
    for place in places.chain(page.gaps.iter().map(|gap| &gap.location)) {
        assert_eq!(place.file, path);
        assert!(place.start <= place.end && place.end <= text.len(), "{place:?}");
    }
});

fn balanced(page: &PageFacts) {
    let left_out = |what| page.gaps.iter().filter(|gap| gap.kind == what).count();
    let states = page.resource.is_some() || page.operation.is_some() || !page.enums.is_empty();
    assert_eq!(left_out(GapKind::Page), usize::from(!states));
    let counts = page.counts;
    assert_eq!(counts.annotations, counts.annotations_used + left_out(GapKind::Annotation), "{counts:?}");
    assert_eq!(counts.rows, counts.rows_used + left_out(GapKind::Row), "{counts:?}");
    assert_eq!(
        counts.request_lines,
        counts.request_lines_used + left_out(GapKind::RequestLine),
        "{counts:?}"
    );
}
