//! Generates a crate with serde derive for comparison, and JSON to parse. In: documentation pages. Out: the same types as in the
//! generated crate, in one of three variants, without builders and constants.

#![recursion_limit = "256"]

mod derive;
mod floor;
mod json;

use derive::Variant;
use generator::crate_plan::crate_plan;
use generator::plan::ir::file::{Content, FilePlan};
use generator::plan::ir::package::{Options, Runtime, Workspace};
use generator::plan::naming::lock::NameLock;
use generator::render::render;
use generator::source::Version;
use std::error::Error;
use std::fs;
use std::path::Path;

const LIB: &str = "//! Types with serde derive, to measure by.\n#![allow(missing_docs, unused_imports)]\npub mod rt;\npub mod v1;\n";

const MANIFEST: &str = "[dependencies]
serde = { version = \"1\", features = [\"derive\"] }
serde_json = { version = \"1\", features = [\"float_roundtrip\"] }
";

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match (arguments.as_slice(), arguments.first().and_then(|name| Variant::parse(name))) {
        ([_, docs, out], Some(variant)) => crate_of(Path::new(docs), Path::new(out), variant),
        (["floor", docs, out], _) => floor::floor(Path::new(docs), Path::new(out)),
        (["json", out], _) => {
            let out = Path::new(out);
            write(out, "users.json", &json::page(json::user).to_string())?;
            write(out, "messages.json", &json::page(json::message).to_string())?;
            Ok(write(out, "unusual.json", &json::unusual().to_string())?)
        }
        _ => {
            Err("arguments: derive DOCS OUT, derive-kept DOCS OUT, derive-same DOCS OUT, floor DOCS OUT, or json OUT".into())
        }
    }
}

fn crate_of(docs: &Path, out: &Path, variant: Variant) -> Result<(), Box<dyn Error>> {
    let reading = generator::read(docs, Some(Version::V1))?;
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../../runtime");
    let package = Options::new("msgraph", Runtime::Path(runtime.into()), Workspace::Standalone);
    let plan = crate_plan(&reading.models, package, &NameLock::default());
    let manifest = generator::emit::manifest(&plan.package);
    write(out, "Cargo.toml", &manifest.replace("[dependencies]\n", MANIFEST))?;
    write(out, "src/lib.rs", LIB)?;
    let items = render(Path::new("src/rt.rs"), std::iter::once(derive::runtime(variant)))?;
    write(out, items.path, &items.text)?;
    write(out, "src/v1.rs", "pub mod models;\n")?;
    for file in plan.files.iter().filter(|file| file.path.starts_with("src/v1/models") || is_index(file)) {
        let parts = generator::emit::tokens(file);
        let text = match &file.content {
            Content::Types(items) => {
                let items = items.iter().map(|item| derive::item(item, variant));
                render(&file.path, parts.take(1).chain(items))?
            }
            _ => render(&file.path, parts)?,
        };
        write(out, &file.path, &text.text.replace("use msgraph_core as rt;", "use crate::rt;"))?;
    }
    Ok(())
}

fn is_index(file: &FilePlan) -> bool {
    file.path == Path::new("src/v1/models.rs")
}

fn write(out: &Path, path: impl AsRef<Path>, text: &str) -> std::io::Result<()> {
    let path = out.join(path);
    fs::create_dir_all(path.parent().unwrap_or(out))?;
    fs::write(path, text)
}
