//! In: documentation pages. Out: a crate of the same types as the generated one has, with serde derive and nothing else: no
//! builders, no constants, scalars as text; unknown properties are dropped, or kept. And two pages of JSON to read.

#![recursion_limit = "256"]

mod derive;
mod json;

use derive::Unknown;
use generator::plan::file::{Content, FilePlan};
use generator::plan::{Options, Workspace, plan};
use generator::render::render;
use generator::source::Version;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

const LIB: &str = "//! Types with serde derive, to measure by.\n#![allow(missing_docs, unused_imports)]\npub mod rt;\npub mod v1;\n";

const ITEMS: &str = "//! What the types have for the runtime's.
use serde::{Deserialize, Serialize};
pub use serde_json::Value as Json;
pub type Binary = String;
pub type Date = String;
pub type DateTimeOffset = String;
pub type Decimal = f64;
pub type Duration = String;
pub type Flags<T> = T;
pub type Guid = String;
pub type TimeOfDay = String;

#[derive(Debug, Deserialize, Serialize)]
pub struct Page<T> {
    pub value: Vec<T>,
    #[serde(rename = \"@odata.nextLink\", default, skip_serializing_if = \"Option::is_none\")]
    pub next_link: Option<String>,
}
";

const MANIFEST: &str = "serde = { version = \"1\", features = [\"derive\"] }\n\
    serde_json = { version = \"1\", features = [\"float_roundtrip\"] }\n";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match arguments.as_slice() {
        [what, docs, out] if what.as_os_str() == "derive" => crate_of(docs, out, Unknown::Dropped),
        [what, docs, out] if what.as_os_str() == "derive-kept" => crate_of(docs, out, Unknown::Kept),
        [what, out] if what.as_os_str() == "json" => {
            write(out, "users.json", &json::page(json::user).to_string())?;
            Ok(write(out, "messages.json", &json::page(json::message).to_string())?)
        }
        _ => Err("arguments: derive DOCS OUT, derive-kept DOCS OUT, or json OUT".into()),
    }
}

fn crate_of(docs: &Path, out: &Path, unknown: Unknown) -> Result<(), Box<dyn Error>> {
    let reading = generator::read(docs, Some(Version::V1))?;
    let package =
        Options { name: "msgraph".into(), runtime: "unused".into(), workspace: Workspace::Standalone };
    let plan = plan(&reading.models, package);
    let manifest = generator::emit::manifest(&plan.package);
    let manifest: Vec<&str> = manifest.lines().filter(|line| !line.contains("msgraph-core")).collect();
    let manifest = manifest.join("\n") + "\n";
    write(out, "Cargo.toml", &manifest.replace("[dependencies]\n", &format!("[dependencies]\n{MANIFEST}")))?;
    write(out, "src/lib.rs", LIB)?;
    write(out, "src/rt.rs", ITEMS)?;
    write(out, "src/v1.rs", "pub mod models;\n")?;
    for file in plan.files.iter().filter(|file| file.path.starts_with("src/v1/models") || is_index(file)) {
        let parts = generator::emit::tokens(file);
        let text = match &file.content {
            Content::Types(items) => {
                let items = items.iter().map(|item| derive::item(item, unknown));
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
