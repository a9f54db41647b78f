//! What enters is in the model or in the list of gaps, with a reason.

use std::collections::{BTreeMap, BTreeSet};

use generator::facts::{self, Left, PageFacts};
use generator::model::link::link;
use generator::source::load::load;
use generator::source::{Sources, Version};

/// The facts of every page of a version.
fn read(sources: &Sources, version: Version) -> Vec<PageFacts> {
    let pages = sources.pages.iter().filter(|source| source.version() == Some(version));
    pages.map(|source| facts::read(source, version, sources)).collect()
}

/// The real pages: those of 2021 in one version, those of today in each that they have.
fn real_pages() -> Vec<(Version, Vec<PageFacts>)> {
    let mut found = Vec::new();
    for folder in ["docs-2021", "pages-recent"] {
        let Some(docs) = tests::shared(folder) else { continue };
        let sources = load(&docs, None).unwrap();
        for version in Version::ALL {
            let pages = read(&sources, version);
            if !pages.is_empty() {
                println!("{folder}, {version}: {} pages", pages.len());
                found.push((version, pages));
            }
        }
    }
    found
}

/// How many things of a kind a page left out.
fn gaps(page: &PageFacts, what: Left) -> usize {
    page.gaps.iter().filter(|gap| gap.what == what).count()
}

#[test]
fn a_page_states_something_or_is_left_out() {
    for (version, pages) in real_pages() {
        for page in &pages {
            assert_eq!(page.counts.pages, 1);
            let left_out = gaps(page, Left::Page) > 0;
            assert_ne!(tests::states_something(page), left_out, "{version}/{}", page.path.as_str());
        }
    }
}

#[test]
fn an_annotation_is_used_or_left_out() {
    for (version, pages) in real_pages() {
        for page in &pages {
            let definitions = page.resource.as_ref().map_or(0, |resource| resource.definitions.len());
            let used = page.operation.as_ref().map_or(0, |operation| operation.annotations);
            let balance = definitions + used + gaps(page, Left::Annotation);
            assert_eq!(page.counts.annotations, balance, "{version}/{}", page.path.as_str());
        }
    }
}

#[test]
fn every_gap_has_a_reason_and_a_place() {
    for (_, pages) in real_pages() {
        let mut reasons: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for gap in pages.iter().flat_map(|page| &page.gaps) {
            assert!(!gap.reason.is_empty() && gap.location.line > 0, "{}", gap.location);
            *reasons.entry((format!("{:?}", gap.what), gap.reason)).or_default() += 1;
        }
        for ((what, reason), count) in reasons {
            println!("{count:6} {what}: {reason}");
        }
    }
}

#[test]
fn what_pages_state_is_in_the_model() {
    for (version, pages) in real_pages() {
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
            let templates: usize = operations.map(|operation| operation.templates.len()).sum();
            assert_eq!(templates, facts.requests.len(), "{version}/{}", page.path.as_str());
        }
    }
}
