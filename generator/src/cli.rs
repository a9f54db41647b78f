//! The command line. In: arguments. Out: an exit code: 0 success, 1 problems that the arguments deny, 2 wrong usage or unreadable
//! input. The library does the work.

mod args;
mod check;
mod code;
mod config;
mod explain;
mod generate;
mod model;
mod report;
mod runtime;
mod selection;
mod workspace;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use generator::source::Version;

/// Generates typed Rust bindings for Microsoft Graph from its documentation pages.
///
/// Without a command it generates: from `docs-input/` to `generated/` of the workspace that the current folder is in.
#[derive(Debug, Parser)]
#[command(name = "generator", version, max_term_width = 100)]
#[command(args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: generate::Generate,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the crate, or with `--check` refuse when it is not current.
    Generate(generate::Generate),
    /// Read the pages and report their problems.
    Check(check::Check),
    /// Print the linked model of one version as JSON.
    Model(model::Model),
    /// Print the Rust code of a request, with its features, permissions and page.
    Code(code::Code),
    /// Explain what a diagnostic code means, why it matters and how to fix it.
    Explain(explain::Explain),
}

/// How a run ended that did not fail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Outcome {
    /// Nothing to refuse.
    Fine,
    /// Problems that the arguments ask to refuse.
    Refused,
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
enum CliError {
    /// The library refused.
    #[error(transparent)]
    Run(#[from] generator::Error),
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] config::ConfigError),
    /// A request has no code.
    #[error(transparent)]
    Request(#[from] code::Error),
    /// No diagnostic has the code.
    #[error("no diagnostic has the code `{code}`{}", .near.map_or(String::new(), |near| format!("; did you mean `{near}`?")))]
    UnknownCode {
        /// The requested value.
        code: String,
        /// The code that was probably meant.
        near: Option<&'static str>,
    },
    /// A default needs the workspace.
    #[error(transparent)]
    Workspace(#[from] workspace::WorkspaceError),
    /// A crate among the pages.
    #[error(
        "the output `{}` is in the documentation folder `{}`; name another one with `--out`",
        .out.display(), .docs.display()
    )]
    OutputInDocs {
        /// The folder of the crate.
        out: PathBuf,
        /// The documentation folder.
        docs: PathBuf,
    },
    /// The version is not there.
    #[error("`{}` holds no pages of {version}; name another folder with `--docs`", .docs.display())]
    NoVersion {
        /// The documentation folder.
        docs: PathBuf,
        /// The requested value.
        version: Version,
    },
    /// A list is no log of problems.
    #[error("`--list` has no SARIF form; use `--format json`")]
    NoSarif,
    /// The system gives no threads.
    #[error("cannot start the threads: {0}; ask for fewer with `--threads`")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// The results cannot be printed.
    #[error("cannot write to the standard output: {0}")]
    Stdout(io::Error),
}

/// Runs the command that the arguments name.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    if let Some(version) = misplaced_version(&arguments) {
        let message = "`--version` prints the version of the generator; select the API version with";
        report::error(&format!("{message} `--api-version {version}`"));
        return ExitCode::from(2);
    }
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Nobody reads it any more.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let command = cli.command.unwrap_or(Command::Generate(cli.generate));
    let threads = match &command {
        Command::Generate(generate) => generate.manner.threads,
        Command::Check(check) => check.manner.threads,
        Command::Model(model) => model.manner.threads,
        Command::Code(code) => code.threads,
        Command::Explain(_) => None,
    };
    let ended = in_threads(threads, || match &command {
        Command::Generate(generate) => generate.run(),
        Command::Check(check) => check.run(),
        Command::Model(model) => model.run(),
        Command::Code(code) => code.run(),
        Command::Explain(explain) => explain.run(),
    });
    match ended {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::from(1),
        Err(failure) => {
            report::error(&failure.to_string());
            ExitCode::from(2)
        }
    }
}

fn in_threads(
    threads: Option<u16>,
    run: impl FnOnce() -> Result<Outcome, CliError> + Send,
) -> Result<Outcome, CliError> {
    match threads {
        Some(threads) => {
            rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build()?.install(run)
        }
        None => run(),
    }
}

/// The API version that follows `--version`, which selected it in earlier versions of the generator.
fn misplaced_version(arguments: &[OsString]) -> Option<Version> {
    let named = |text: &str| Version::ALL.into_iter().find(|version| version.folder() == text);
    let arguments: Vec<&str> = arguments.iter().map(|argument| argument.to_str().unwrap_or("")).collect();
    let after = arguments.windows(2).find_map(|pair| named(pair[1]).filter(|_| pair[0] == "--version"));
    after.or_else(|| arguments.iter().find_map(|argument| named(argument.strip_prefix("--version=")?)))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }
}
