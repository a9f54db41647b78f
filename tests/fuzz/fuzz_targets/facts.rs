//! Reads any bytes as a page of a type or operation. Each item is a fact or a gap, and each problem has a location.

#![no_main]

use generator::facts::{self, GapKind, PageFacts};
use generator::source::{Source, Sources, Version};
use libfuzzer_sys::fuzz_target;

const PATHS: [&str; 2] = ["v1.0/api/thing-get.md", "v1.0/resources/thing.md"];

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    // One kind of page per input saves half of the time. The length of the input decides.
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
    let gaps = |kind| page.gaps.iter().filter(|gap| gap.kind == kind).count();
    let states = page.resource.is_some() || page.operation.is_some() || !page.enums.is_empty();
    assert_eq!(gaps(GapKind::Page), usize::from(!states));
    let counts = page.counts;
    assert_eq!(counts.annotations, counts.annotations_used + gaps(GapKind::Annotation), "{counts:?}");
    assert_eq!(counts.rows, counts.rows_used + gaps(GapKind::Row), "{counts:?}");
    assert_eq!(counts.request_lines, counts.request_lines_used + gaps(GapKind::RequestLine), "{counts:?}");
}
