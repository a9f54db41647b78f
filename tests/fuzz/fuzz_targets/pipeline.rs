//! Runs all stages on any bytes: they terminate and generate valid Rust.

#![no_main]

use generator::plan::ir::package::{Options, Runtime, Workspace};
use generator::plan::naming::lock::NameLock;
use generator::source::{Source, Sources};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    // The folder decides the kind of page, so the text is in both folders.
    let pages = ["v1.0/api/thing-get.md", "v1.0/resources/thing.md"];
    let pages = pages.map(|path| Source { path: path.to_owned(), text: text.to_string() });
    let reading = generator::understand(Sources { pages: pages.into(), ..Sources::default() });
    assert_eq!(reading.counts.pages, 2);
    let package = Options::new("msgraph", Runtime::Path("../runtime".into()), Workspace::Member);
    let plan = generator::crate_plan::crate_plan(&reading.models, package, &NameLock::default());
    let (files, problems) = generator::emit::emit(&plan);
    assert!(problems.is_empty(), "{problems:?}");
    for file in files.iter().filter(|file| file.path.extension().is_some_and(|end| end == "rs")) {
        assert!(syn::parse_file(&file.text).is_ok(), "{}", file.text);
    }
});
