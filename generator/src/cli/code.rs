//! The command `code`: prints the Rust code of a request. In: its URL. Out: code with features, permissions and pages.

mod print;
mod request;

use std::path::{Path, PathBuf};

use clap::Args;
use generator::Reading;
use generator::examples::lookup::{lookup, version_of};
use generator::examples::nearest::nearest;
use generator::facts::template::Method;
use generator::plan;
use generator::plan::ir::example::Reason;
use generator::plan::ir::package::{Options, Runtime, Workspace};
use generator::plan::naming::lock::{self, NameLock};
use generator::source::Version;
use generator::sync::{self, Mode};

use self::print::Printed;
use self::request::{Request, RequestError};
use super::args::{OutputArgs, ResultFormat, crate_name, version_parser};
use super::config::Settings;
use super::generate::NAME;
use super::pages::PagesArgs;
use super::report::{self, Report};
use super::{CliError, Outcome, workspace};

pub(super) use self::request::RequestError as Error;

/// The arguments of `code`.
#[derive(Clone, Debug, Args)]
pub(super) struct Code {
    /// The request: a URL with an HTTP method before it, or without one for all methods of the URL. The URL is documented
    /// (`/me/messages/{id}`) or concrete (`https://graph.microsoft.com/v1.0/users/ada@contoso.com/messages?$top=5`).
    #[arg(value_name = "REQUEST", required = true, num_args = 1..)]
    request: Vec<String>,
    #[command(flatten)]
    pages: PagesArgs,
    /// The API version. Without it, the version of the URL, else the first one that has the request.
    #[arg(long = "api-version", value_name = "VERSION", value_parser = version_parser())]
    version: Option<Version>,
    /// The folder of the crate, whose `names.lock` pins names; `generated` of the workspace when absent.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The name of the crate; `msgraph` when absent.
    #[arg(long, value_name = "CRATE", value_parser = crate_name)]
    name: Option<String>,
    /// How the code is printed: as Rust with comments, or as JSON objects, one a line.
    #[arg(long, value_enum, default_value_t = ResultFormat::Human)]
    pub(super) format: ResultFormat,
    /// How many threads to use; as many as there are cores when absent.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) threads: Option<u16>,
}

impl Code {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Outcome, CliError> {
        let request = Request::parse(&self.request.join(" "))?;
        let settings = self.pages.settings(self.out.as_deref())?;
        let out = self.out.as_ref().or(settings.out.as_ref()).cloned();
        let out = out.or_else(|| Some(workspace::find(workspace::DOCS).ok()?.join("generated")));
        let docs = self.pages.docs(&settings)?;
        let pinned = out.as_deref().map_or(Ok(NameLock::default()), names)?;
        let report = Report::new(&self.output());
        let (mut models, mut others) = (Vec::new(), Vec::new());
        for version in self.versions(&docs, &request, &settings) {
            let (reading, found, of_other_methods) = {
                let _progress = report.progress(&format!("reading `{}`", docs.display()));
                let reading = self.pages.generate(&docs, version.as_slice(), &settings).read()?;
                let (found, of_other_methods) = self.find(&request, &reading, &settings, &pinned)?;
                (reading, found, of_other_methods)
            };
            if !found.is_empty() {
                let text = match self.format {
                    ResultFormat::Human => print::human(&found),
                    ResultFormat::Json => print::json_lines(&found),
                };
                report::result(|stdout| stdout.write_all(text.as_bytes()))?;
                return Ok(Outcome::Fine);
            }
            models.extend(reading.models);
            others.extend(of_other_methods);
        }
        let near = nearest(&models, &request.url, request.method);
        let read: Vec<Version> = models.iter().map(|model| model.version).collect();
        if self.format == ResultFormat::Json {
            let text = print::not_found(&request, &near);
            report::result(|stdout| stdout.write_all(text.as_bytes()))?;
        }
        Err(RequestError::not_found(&request, &read, others, near).into())
    }

    /// The requests of the first version that documents them. Without one, the other methods of the URL.
    fn find(
        &self,
        request: &Request,
        reading: &Reading,
        settings: &Settings,
        pinned: &NameLock,
    ) -> Result<(Vec<Printed>, Vec<Method>), CliError> {
        let name = self.name.as_ref().or(settings.name.as_ref()).map_or(NAME, String::as_str);
        let package = Options::new(name, Runtime::Version, Workspace::Standalone);
        let plan = plan::plan(&reading.models, package, pinned);
        let mut others = Vec::new();
        for version in &plan.versions {
            match lookup(&plan, version, &request.url, request.method) {
                Ok(found) => {
                    let found = print::documented(&found, request.method.is_some(), &request.url);
                    let printed = found.into_iter().map(|code| {
                        let exists = |url: &str| lookup(&plan, version, url, Some(code.method)).is_ok();
                        Printed::new(code, &request.url, settings).with_reference(exists)
                    });
                    return Ok((printed.collect(), Vec::new()));
                }
                Err(Reason::NoPlace) => {}
                Err(Reason::NoMethod { known, .. }) => others.extend(known),
                Err(reason) => return Err(RequestError::new(request, reason).into()),
            }
        }
        Ok((Vec::new(), others))
    }

    /// The versions to read, in order, until one documents the request.
    fn versions(&self, docs: &Path, request: &Request, settings: &Settings) -> Vec<Option<Version>> {
        if let Some(version) = self.version.or_else(|| version_of(&request.url)) {
            return vec![Some(version)];
        }
        let is_wanted = |version: &Version| match self.pages.versions(None, settings) {
            [] => docs.join(version.folder()).is_dir(),
            wanted => wanted.contains(version),
        };
        let versions: Vec<Option<Version>> = Version::ALL.into_iter().filter(is_wanted).map(Some).collect();
        // Without version folders, the folder of one version determines the version.
        if versions.is_empty() { vec![None] } else { versions }
    }

    fn output(&self) -> OutputArgs {
        OutputArgs { format: self.format.into(), quiet: false, verbose: false, threads: self.threads }
    }
}

/// The pinned names of the crate in a folder.
fn names(out: &Path) -> Result<NameLock, generator::Error> {
    let text = sync::read(out, Path::new(lock::FILE), Mode::Check)?;
    let wrong = |wrong| generator::Error::Names { path: out.join(lock::FILE), wrong };
    NameLock::parse(&text.unwrap_or_default()).map_err(wrong)
}
