//! Asks on the terminal for the values of a configuration. In: the values of the arguments. Out: the complete values.

use std::path::{Path, PathBuf};

use dialoguer::{Input, Select};
use generator::source::Version;

use super::Values;
use crate::cli::args::crate_name;
use crate::cli::generate::NAME;
use crate::cli::runtime::RuntimeSource;

/// The usual folders of the documentation. An existing one is the suggested value.
const USUAL_DOCS: [&str; 3] = ["docs-input", "api-reference", "microsoft-graph-docs-contrib/api-reference"];

/// Asks for each value that the arguments lack.
pub(super) fn ask(values: &Values) -> dialoguer::Result<Values> {
    let mut values = values.clone();
    if values.docs.is_none() {
        let usual = USUAL_DOCS.into_iter().find(|folder| !versions(Path::new(folder)).is_empty());
        let docs = Input::<String>::new()
            .with_prompt("Folder of the documentation, with `v1.0` and `beta`")
            .default(usual.unwrap_or("microsoft-graph-docs-contrib/api-reference").to_owned());
        values.docs = Some(PathBuf::from(docs.interact_text()?));
    }
    if values.versions.is_empty() {
        let items = ["v1.0", "beta", "all versions of the folder"];
        let answer = Select::new().with_prompt("API version").items(items).default(0).interact()?;
        values.versions = Version::ALL.into_iter().skip(answer).take(1).collect();
    }
    if values.out.is_none() {
        let out = Input::<String>::new().with_prompt("Folder of the crate").default("graph".to_owned());
        values.out = Some(PathBuf::from(out.interact_text()?));
    }
    if values.name.is_none() {
        let name = Input::<String>::new().with_prompt("Name of the crate").default(NAME.to_owned());
        let valid = |name: &String| crate_name(name).map(|_| ());
        values.name = Some(name.validate_with(valid).interact_text()?);
    }
    if values.runtime.is_none() {
        let items = [
            "vendored: a copy in the crate",
            "version: from the registry of crates",
            "path: `runtime/` of the generator's workspace",
        ];
        let answer =
            Select::new().with_prompt("Runtime `msgraph-core`").items(items).default(0).interact()?;
        let sources = [RuntimeSource::Vendored, RuntimeSource::Version, RuntimeSource::Workspace];
        values.runtime = sources.into_iter().nth(answer);
    }
    Ok(values)
}

/// The versions in a folder.
fn versions(docs: &Path) -> Vec<Version> {
    Version::ALL.into_iter().filter(|version| docs.join(version.folder()).is_dir()).collect()
}
