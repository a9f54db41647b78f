//! Mutation tests: pages that are cut, shuffled, or contain syntax of Markdown, JSON or Rust.
//!
//! Each run terminates, generates valid Rust, and every page has facts or is a gap.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "mutation/deep.rs"]
mod deep;
#[path = "mutation/mutate.rs"]
mod mutate;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use fastrand::Rng;
use generator::facts;
use generator::plan::naming::lock::NameLock;
use generator::source::load::load;
use generator::source::{Source, Sources, Version};
use rayon::prelude::*;

use self::mutate::mutated;

/// The seed of all runs, which makes them reproducible.
const SEED: u64 = 0x6d73_6772_6170_6800;

/// The number of mutations of each single page.
const ALONE: u64 = 2;

/// The number of pages of 2021.
const SAMPLE: usize = 150;

#[test]
fn the_pages_of_this_project() {
    check(&tests::root().join("docs-input"), usize::MAX);
}

#[test]
fn real_pages_of_2021() {
    let Some(docs) = tests::shared("docs-2021") else { return };
    check(&docs, SAMPLE);
}

#[test]
fn real_pages_of_today() {
    let Some(docs) = tests::shared("pages-recent") else { return };
    check(&docs, usize::MAX);
}

/// Mutates pages and runs all stages in memory.
#[track_caller]
fn check(docs: &Path, count: usize) {
    let mut sources = load(docs, None).unwrap();
    Rng::with_seed(SEED).shuffle(&mut sources.pages);
    sources.pages.truncate(count);
    sources.pages.sort_by(|left, right| left.path.cmp(&right.path));
    let numbers = 0..sources.pages.len() as u64;
    let rounds = rounds();
    let cases = numbers.flat_map(|page| (0..ALONE * rounds).map(move |case| (page, case)));
    let alone = cases.collect::<Vec<_>>().into_par_iter().filter_map(|(page, case)| {
        let source = &sources.pages[usize::try_from(page).unwrap()];
        let broken = broken(source, SEED ^ (page << 32) ^ case);
        outcome(with_pages(&sources, vec![broken])).err()
    });
    let mut wrong: Vec<String> = alone.collect();
    for case in 0..rounds {
        let pages = sources.pages.iter().zip(0_u64..);
        let pages = pages.map(|(source, page)| broken(source, SEED ^ (page << 32) ^ (1 << 60) ^ case));
        wrong.extend(outcome(with_pages(&sources, pages.collect())).err());
    }
    assert!(!sources.pages.is_empty());
    assert!(wrong.is_empty(), "{} cases failed:\n{}", wrong.len(), wrong.join("\n"));
}

/// The number of rounds. `MUTATION_ROUNDS=100` runs longer than the default.
fn rounds() -> u64 {
    std::env::var("MUTATION_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1)
}

fn broken(source: &Source, seed: u64) -> Source {
    let mut random = Rng::with_seed(seed);
    Source { path: source.path.clone(), text: mutated(&source.text, &mut random) }
}

fn with_pages(sources: &Sources, pages: Vec<Source>) -> Sources {
    Sources { pages, includes: sources.includes.clone(), ..Sources::default() }
}

/// Runs the stages. An error names the folder with the failing pages.
fn outcome(sources: Sources) -> Result<(), String> {
    let pages = sources.pages.clone();
    let found = match catch_unwind(AssertUnwindSafe(|| run(sources))) {
        Ok(found) => found,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            Err(format!("panicked: {}", text.unwrap_or_default()))
        }
    };
    found.map_err(|problem| format!("{problem}\n  see {}", keep(&pages)))
}

/// Writes the pages of a failed case for inspection.
fn keep(pages: &[Source]) -> String {
    let first = pages.first().map_or("none", |page| page.path.as_str()).replace('/', "-");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutation").join(first);
    for page in pages {
        let file = folder.join(&page.path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, &page.text).unwrap();
    }
    folder.display().to_string()
}

/// Runs all stages in memory.
fn run(sources: Sources) -> Result<(), String> {
    for version in Version::ALL {
        for page in sources.pages.iter().filter(|page| page.version() == Some(version)) {
            balanced(&facts::read(page, version, &sources))?;
        }
    }
    let count = sources.pages.len();
    let reading = generator::understand(sources);
    if reading.counts.pages != count {
        return Err(format!("{count} pages became {}", reading.counts.pages));
    }
    let plan = tests::plan(&reading);
    let (files, problems) = generator::emit::emit(&plan);
    if let Some(problem) = problems.first() {
        return Err(problem.to_string());
    }
    let lock = plan.lock.text();
    match NameLock::parse(&lock).map(|read| read.text() == lock) {
        Ok(true) => {}
        Ok(false) => return Err("the lock changes in a round trip".to_owned()),
        Err(wrong) => return Err(wrong.to_string()),
    }
    let rust = files.iter().filter(|file| file.path.extension().is_some_and(|end| end == "rs"));
    for file in rust {
        syn::parse_file(&file.text)
            .map_err(|error| format!("{} is not valid Rust: {error}", file.path.display()))?;
    }
    Ok(())
}

fn balanced(page: &facts::PageFacts) -> Result<(), String> {
    let gaps = page.gaps.iter().filter(|gap| gap.kind == facts::GapKind::Page).count();
    match (tests::states_something(page), gaps) {
        (true, 0) | (false, 1) => Ok(()),
        (states, gaps) => Err(format!("page has facts: {states}, but {gaps} gaps")),
    }
}
