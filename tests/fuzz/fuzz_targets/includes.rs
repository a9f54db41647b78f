//! Expands any bytes as a page and its includes, separated by form feeds. Each character of the expanded page maps to its file, and
//! the page stays within the limits.

#![no_main]

use std::collections::BTreeSet;

use generator::source::include;
use generator::source::limits::SIZE;
use generator::source::{Source, Sources};
use libfuzzer_sys::fuzz_target;

/// The number of characters to look up.
const LOOKED_UP: usize = 100;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut files = text.split('\u{c}');
    let page =
        Source { path: "v1.0/api/page.md".to_owned(), text: files.next().unwrap_or_default().to_owned() };
    let includes = files.enumerate().map(|(number, text)| {
        let path = format!("v1.0/includes/{number}.md");
        (path.clone(), Source { path, text: text.to_owned() })
    });
    let sources = Sources { pages: vec![page], includes: includes.collect(), ..Sources::default() };
    let page = &sources.pages[0];
    let expanded = include::expand(page, &sources);
    assert!(expanded.text.len() <= SIZE + page.text.len());
    for (location, problem) in &expanded.problems {
        let file = sources.find(&location.file).expect("a problem is in a file");
        assert!(location.start <= location.end && location.end <= file.text.len(), "{location:?}: {problem}");
    }
    assert!(expanded.named.iter().all(|(at, _)| *at <= expanded.text.len()));
    let step = expanded.text.len() / LOOKED_UP + 1;
    for (at, found) in expanded.text.char_indices().step_by(step) {
        let location = expanded.locate(&(at..at + found.len_utf8()));
        let file = sources.find(&location.file).expect("a character is of a file");
        assert_eq!(file.text[location.start..].chars().next(), Some(found), "{location:?}");
        assert_eq!(location.line, file.text[..location.start].matches('\n').count() + 1);
    }
    // The loader reads only existing files.
    let files = || sources.pages.iter().chain(sources.includes.values());
    let targets: BTreeSet<String> = files().flat_map(include::targets).collect();
    for (_, path) in &expanded.named {
        let mut resolved = files().map(|file| include::resolve(&file.path, path));
        assert!(resolved.any(|path| path.is_none_or(|path| targets.contains(&path))), "{path}");
    }
});
