//! Writes seeds for targets whose input is not a page: JSON of examples for `reader`, JSON of pages for `json`, pages with includes for
//! `includes`.

use std::path::Path;
use std::{fs, io};

use generator::page::{self, BlockKind};
use generator::source::include::{expand, resolve};
use generator::source::{Source, Sources};

const MIXED: &[&str] = &[
    r#"{"b":true,"d":1.5,"e":"html","i":-7,"j":{"x":[null]},"o":{"name":"a","address":null},"s":"x","u":255}"#,
    r#"{"f32":0.1,"i16":"12","i64":"9007199254740993","dec":1.50,"dec2":1e400,"value8":128,"tod":"10:00:00.5"}"#,
    r#"{"day":"2024-02-30","dur":"PT1M","bin":"YQ==","guid4":"6F9619FF-8B86-D011-B42D-00C04FC964FF","moment":"2024-01-01T00:00:00+02:00"}"#,
    r#"{"ld":["INF",1,null],"le":["low","x"],"li":[1.0,"2"],"lls":[["a"],[1],null],"lo":[{},3],"flags":"low,high","times":["",0]}"#,
    r##"{"any":{"id":"1","@odata.type":"#microsoft.graph.user"},"lp":[{"@odata.type":"#microsoft.graph.nothing"},{"displayName":7}],"box":{"box":{"lx":[{"s":"\ud83e\udd80"}]}}}"##,
    r#"{"s":"a","s":1,"s":null,"b":null,"b":true,"lo":[],"lo":null}"#,
];

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let reading = generator::read(&here.join("../../docs-input"), None).map_err(io::Error::other)?;
    let operations = reading.models.iter().flat_map(|model| &model.operations);
    let examples = operations.flat_map(|operation| &operation.examples);
    let bodies = examples.flat_map(|example| {
        let answer = example.response.as_ref().map(|response| response.body.as_str());
        [Some(example.body.as_str()), answer].into_iter().flatten().filter(|body| !body.is_empty())
    });
    let sources = &reading.sources;
    write(here, "reader", bodies.chain(MIXED.iter().copied()).map(str::to_owned))?;
    write(here, "json", sources.pages.iter().flat_map(|page| json(page, sources)))?;
    write(here, "includes", sources.pages.iter().filter_map(|page| with_includes(page, sources)))
}

fn write(here: &Path, target: &str, seeds: impl Iterator<Item = String>) -> io::Result<()> {
    let corpus = here.join("corpus").join(target);
    fs::create_dir_all(&corpus)?;
    for (number, seed) in seeds.enumerate() {
        fs::write(corpus.join(format!("seed-{number}")), seed)?;
    }
    Ok(())
}

/// The comments and code blocks of a page with JSON.
fn json(page: &Source, sources: &Sources) -> Vec<String> {
    let blocks = page::read(&expand(page, sources).text).blocks;
    let texts = blocks.into_iter().filter_map(|block| match block.kind {
        BlockKind::Comment(comment) => Some(comment.text),
        BlockKind::Fence(fence) => Some(fence.text),
        _ => None,
    });
    texts.map(|text| text.trim().to_owned()).filter(|text| text.starts_with(['{', '['])).collect()
}

/// A page and its includes, each with its path for the target. `None` without includes.
fn with_includes(page: &Source, sources: &Sources) -> Option<String> {
    let mut text = page.text.clone();
    let mut files = Vec::new();
    for (_, path) in expand(page, sources).named {
        let file = resolve(&page.path, &path).and_then(|path| sources.find(&path));
        text = text.replace(&path, &format!("../includes/{}.md", files.len()));
        files.extend(file.map(|file| file.text.clone()));
    }
    (!files.is_empty()).then(|| [&[text], files.as_slice()].concat().join("\u{c}"))
}
