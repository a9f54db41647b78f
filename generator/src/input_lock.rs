//! Records the inputs of a run beside the crate, so that the next run can detect or refuse changes. In: pages, options. Out: the
//! text of `msgraph.lock`, and the differences of two records.

mod drift;
mod parse;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::drift::drift;
pub use self::parse::{InputLockError, parse};
use crate::diagnostic::Severity;
use crate::diagnostic::show::Tally;
use crate::diagnostic::suppress::Allow;
use crate::explain;
use crate::plan::ir::package::{Options, Runtime};
use crate::selection::Selection;
use crate::selection::reach::DerivedTypes;
use crate::source::digest::Digest;
use crate::source::{Source, Sources, Version};
use crate::sync::output::Output;

/// The name of the file.
pub const FILE: &str = "msgraph.lock";

/// The version of the file format. It increases when an earlier generator would misread the file.
const FORMAT: u32 = 1;

/// The content of `msgraph.lock`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InputLock {
    /// The version of the file format.
    format: u32,
    /// The commit of the documentation, if it is an unchanged git clone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// The inputs of the run.
    pub inputs: Inputs,
    /// The number of diagnostics by severity and code.
    diagnostics: BTreeMap<String, BTreeMap<String, usize>>,
    /// The files that the run generated.
    pub output: Output,
}

/// All inputs that determine the crate.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    generator: Build,
    options: Choices,
    /// The pages of each version on disk.
    pages: BTreeMap<String, Digest>,
    /// The files on disk that pages include.
    includes: Digest,
    /// The pages and includes with errata, after the edits.
    errata: Digest,
}

/// A build of the generator.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct Build {
    version: String,
    /// The digest of the generator's sources.
    source: String,
}

/// The options that determine the crate, in the syntax of the command line.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct Choices {
    name: String,
    runtime: String,
    derived: bool,
    include: Vec<String>,
    exclude: Vec<String>,
    allow: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    default_areas: Vec<String>,
}

impl Inputs {
    /// The inputs of a run with this generator.
    pub fn of(sources: &Sources, package: &Options, selection: &Selection, allowed: &[Allow]) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let pages = Version::ALL.into_iter().filter_map(|version| {
            let pages = sources.pages.iter().filter(|page| page.version() == Some(version));
            let digest = on_disk(sources, pages);
            (digest.files > 0).then(|| (version.to_string(), digest))
        });
        let edited = sources.edited.keys().filter_map(|path| sources.find(path));
        let edited: Vec<(&str, &str)> =
            edited.map(|source| (source.path.as_str(), source.text.as_str())).collect();
        Self {
            generator: Build { version, source: env!("GENERATOR_SOURCE").to_owned() },
            options: Choices::of(package, selection, allowed),
            pages: pages.collect(),
            includes: on_disk(sources, sources.includes.values()),
            errata: Digest::of_texts(&edited),
        }
    }
}

/// The digest of files before errata.
fn on_disk<'s>(sources: &'s Sources, files: impl Iterator<Item = &'s Source>) -> Digest {
    let text = |file: &'s Source| sources.edited.get(&file.path).map_or(&file.text, |edited| &edited.on_disk);
    let files = files.map(|file| (file.path.as_str(), text(file).as_str()));
    Digest::of_texts(&files.collect::<Vec<_>>())
}

impl Choices {
    fn of(package: &Options, selection: &Selection, allowed: &[Allow]) -> Self {
        // The order has no effect.
        let sorted = |mut texts: Vec<String>| {
            texts.sort();
            texts.dedup();
            texts
        };
        Self {
            name: package.name.clone(),
            runtime: match &package.runtime {
                Runtime::Path(path) => format!("path={path}"),
                Runtime::Version => "version".to_owned(),
                Runtime::Git(url) => format!("git={url}"),
                Runtime::Vendored => "vendored".to_owned(),
            },
            derived: selection.derived == DerivedTypes::Include,
            include: sorted(selection.include.iter().map(ToString::to_string).collect()),
            exclude: sorted(selection.exclude.iter().map(ToString::to_string).collect()),
            allow: sorted(allowed.iter().map(allowed_text).collect()),
            default_areas: sorted(package.default_areas.clone()),
        }
    }
}

fn allowed_text(Allow { code, files }: &Allow) -> String {
    match files {
        Some(files) => format!("{code}:{files}"),
        None => code.clone(),
    }
}

impl InputLock {
    /// The record of a run.
    pub fn new(inputs: Inputs, commit: Option<String>, tally: &Tally, output: Output) -> Self {
        let mut diagnostics: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for ((severity, code), count) in &tally.codes {
            diagnostics.entry(severity.to_string()).or_default().insert((*code).to_owned(), *count);
        }
        Self { format: FORMAT, commit, inputs, diagnostics, output }
    }

    /// The number of diagnostics in the run; `None` if this generator lacks one of their codes.
    pub fn tally(&self) -> Option<Tally> {
        let mut codes = BTreeMap::new();
        for (severity, counts) in &self.diagnostics {
            let all = [Severity::Error, Severity::Warning, Severity::Note];
            let severity = all.into_iter().find(|one| one.to_string() == *severity)?;
            for (code, count) in counts {
                codes.insert((severity, explain::find(code)?.code), *count);
            }
        }
        Some(Tally { codes })
    }

    /// The text of the file, without the header of generated files.
    ///
    /// # Errors
    /// A value has no TOML representation: a mistake of the generator.
    pub fn text(&self) -> Result<String, toml::ser::Error> {
        let about = "# The inputs of the last run. Commit this file: a run whose inputs and output are as recorded generates nothing,\n\
            # and `--locked` refuses other inputs.\n";
        Ok(format!("{about}{}", toml::to_string(self)?))
    }

    /// Whether both have the same pages, so that the commit of one is valid for the other.
    pub fn has_pages_of(&self, inputs: &Inputs) -> bool {
        (&self.inputs.pages, &self.inputs.includes) == (&inputs.pages, &inputs.includes)
    }
}

#[cfg(test)]
mod tests;
