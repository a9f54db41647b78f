//! Tests that every item of a page is in the model or a gap with a reason.

use std::collections::{BTreeMap, BTreeSet};

use generator::facts::{self, Counts, GapKind, PageFacts};
use generator::model::link::link;
use generator::source::load::load;
use generator::source::{Sources, Version};

/// The facts of all pages of a version.
fn read(sources: &Sources, version: Version) -> Vec<PageFacts> {
    let pages = sources.pages.iter().filter(|source| source.version() == Some(version));
    pages.map(|source| facts::read(source, version, sources)).collect()
}

/// The facts of `docs-input` and of the real pages: those of 2021 in one version, those of today in all their versions.
fn all_pages() -> Vec<(Version, Vec<PageFacts>)> {
    let mut found = Vec::new();
    let own = ("docs-input", Some(tests::root().join("docs-input")));
    let real = ["docs-2021", "pages-recent"].map(|folder| (folder, tests::shared(folder)));
    for (folder, docs) in [own].into_iter().chain(real) {
        let Some(docs) = docs else { continue };
        let sources = load(&docs, None).unwrap();
        for version in Version::ALL {
            let pages = read(&sources, version);
            if !pages.is_empty() {
                println!("{folder}, {version}: {} pages", pages.len());
                found.push((version, pages));
            }
        }
    }
    assert!(!found.is_empty(), "no pages were read");
    found
}

/// The number of gaps of a kind on a page.
fn gaps(page: &PageFacts, kind: GapKind) -> usize {
    page.gaps.iter().filter(|gap| gap.kind == kind).count()
}

#[test]
fn a_page_has_facts_or_is_a_gap() {
    for (version, pages) in all_pages() {
        for page in &pages {
            assert_eq!(page.counts.pages, 1);
            let left_out = gaps(page, GapKind::Page) > 0;
            assert_eq!(page.counts.pages_used == 1, tests::states_something(page));
            assert_eq!(gaps(page, GapKind::Page), usize::from(left_out));
            assert_ne!(tests::states_something(page), left_out, "{version}/{}", page.path.as_str());
        }
    }
}

#[test]
fn an_annotation_is_used_or_a_gap() {
    for (version, pages) in all_pages() {
        for page in &pages {
            let balance = page.counts.annotations_used + gaps(page, GapKind::Annotation);
            assert_eq!(page.counts.annotations, balance, "{version}/{}", page.path.as_str());
        }
    }
}

#[test]
fn a_row_is_used_or_a_gap() {
    for (version, pages) in all_pages() {
        for page in &pages {
            let balance = page.counts.rows_used + gaps(page, GapKind::Row);
            assert_eq!(page.counts.rows, balance, "{version}/{}", page.path.as_str());
            // Used rows are at most the facts from rows. Exceptions are permissions, where several rows state one fact, and duplicate members.
            let members = page
                .resource
                .as_ref()
                .map_or(0, |resource| resource.members.len() + resource.annotations.len());
            let parameters = page
                .operation
                .as_ref()
                .map_or(0, |operation| operation.parameters.len() + operation.headers.len());
            let values: usize = page.enums.iter().map(|found| found.members.len()).sum();
            let known = members.max(parameters);
            assert!(page.counts.rows_used >= known, "{version}/{}", page.path.as_str());
            if page.operation.is_none() && members + values == 0 {
                assert_eq!(page.counts.rows_used, 0, "{version}/{}", page.path.as_str());
            }
        }
    }
}

#[test]
fn a_request_line_is_used_or_a_gap() {
    for (version, pages) in all_pages() {
        for page in &pages {
            let balance = page.counts.request_lines_used + gaps(page, GapKind::RequestLine);
            assert_eq!(page.counts.request_lines, balance, "{version}/{}", page.path.as_str());
        }
    }
}

#[test]
fn a_callout_is_used_or_a_gap() {
    for (version, pages) in all_pages() {
        for page in &pages {
            let balance = page.counts.callouts_used + gaps(page, GapKind::Callout);
            assert_eq!(page.counts.callouts, balance, "{version}/{}", page.path.as_str());
            let of_enums = page.enums.iter().map(|found| &found.about);
            let abouts = page.resource.iter().map(|found| &found.about);
            let abouts = abouts.chain(page.operation.iter().map(|found| &found.about)).chain(of_enums);
            let stated = abouts.map(|about| about.callouts.iter().filter(|one| !one.text.is_empty()).count());
            assert_eq!(
                page.counts.callouts_used,
                stated.max().unwrap_or(0),
                "{version}/{}",
                page.path.as_str()
            );
        }
    }
}

#[test]
fn the_counts_of_a_run_are_those_of_its_pages() {
    for (_, pages) in all_pages() {
        let mut sum = Counts::default();
        pages.iter().for_each(|page| sum.add(page.counts));
        println!("{sum:?}");
        assert_eq!(sum.pages, pages.len());
        assert_eq!(
            sum.pages - sum.pages_used,
            pages.iter().map(|page| gaps(page, GapKind::Page)).sum::<usize>()
        );
    }
}

#[test]
fn every_gap_has_a_reason_and_a_location() {
    for (_, pages) in all_pages() {
        let mut reasons: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for gap in pages.iter().flat_map(|page| &page.gaps) {
            assert!(!gap.reason.is_empty() && gap.location.line > 0, "{}", gap.location);
            *reasons.entry((format!("{:?}", gap.kind), gap.reason)).or_default() += 1;
        }
        for ((what, reason), count) in reasons {
            println!("{count:6} {what}: {reason}");
        }
    }
}

#[test]
fn facts_of_pages_are_in_the_model() {
    for (version, pages) in all_pages() {
        let model = link(version, &pages);
        let types: BTreeSet<String> = model
            .types
            .iter()
            .flat_map(|ty| ty.aliases.iter().chain([&ty.name]))
            .map(|name| name.as_str().to_lowercase())
            .collect();
        for page in &pages {
            for definition in page.resource.iter().flat_map(|resource| &resource.definitions) {
                let name = definition.name.value.as_str().to_lowercase();
                assert!(
                    types.contains(&name),
                    "{version}/{}: {name} is not in the model",
                    page.path.as_str()
                );
            }
            let Some(facts) = &page.operation else { continue };
            let operations = model.operations.iter().filter(|operation| operation.page == page.path);
            let lines: usize = operations.map(|operation| operation.lines).sum();
            assert_eq!(lines, facts.requests.len(), "{version}/{}", page.path.as_str());
        }
    }
}
