//! Runs the command line. In: arguments. Out: an exit code: 0 for success, 1 for refused problems, 2 for wrong usage or
//! unreadable input. The library does the work.

mod args;
mod check;
mod code;
mod completions;
mod config;
mod explain;
mod generate;
mod help;
mod init;
mod model;
mod pages;
mod progress;
mod report;
mod runtime;
mod selection;
mod workspace;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use generator::input_lock::InputLockError;
use generator::source::Version;
use generator::source::errata::ErrataError;
use generator::source::input::InputError;
use generator::source::load::LoadError;

use self::args::Format;

/// Generates typed Rust bindings for Microsoft Graph from its documentation pages.
///
/// Without a command it generates: from `docs-input/` to `generated/` of the workspace that the current folder is in.
#[derive(Debug, Parser)]
#[command(name = "generator", version, max_term_width = 100)]
#[command(args_conflicts_with_subcommands = true, after_help = help::PROGRAM)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: generate::Generate,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the crate, or with `--check` refuse when it is not current.
    #[command(after_help = help::GENERATE)]
    Generate(generate::Generate),
    /// Read the pages and report their problems.
    #[command(after_help = help::CHECK)]
    Check(check::Check),
    /// Print the linked model of one version as JSON.
    #[command(after_help = help::MODEL)]
    Model(model::Model),
    /// Print the Rust code of a request, with its features, permissions and page.
    #[command(after_help = help::CODE)]
    Code(code::Code),
    /// Explain what a diagnostic code means, why it matters and how to fix it.
    #[command(after_help = help::EXPLAIN)]
    Explain(explain::Explain),
    /// Write a configuration with comments; on a terminal, ask for its values.
    #[command(after_help = help::INIT)]
    Init(init::Init),
    /// Print the completions of a shell.
    #[command(after_help = help::COMPLETIONS)]
    Completions(completions::Completions),
    /// Print the manual page of the program or of a command.
    #[command(after_help = help::MAN)]
    Man(completions::Man),
}

/// The outcome of a run without error.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Outcome {
    /// The run refuses nothing.
    Fine,
    /// The run refuses problems or stale files, as the arguments demand.
    Refused,
}

/// The reason why a command failed.
#[derive(Debug, thiserror::Error)]
enum CliError {
    /// The library failed.
    #[error(transparent)]
    Run(#[from] generator::Error),
    /// The configuration is invalid.
    #[error(transparent)]
    Config(#[from] config::ConfigError),
    /// A request has no code.
    #[error(transparent)]
    Request(#[from] code::Error),
    /// No diagnostic has this code.
    #[error("no diagnostic has the code `{code}`{}", .near.map_or(String::new(), |near| format!("; did you mean `{near}`?")))]
    UnknownCode {
        /// The requested value.
        code: String,
        /// The most similar code.
        near: Option<&'static str>,
    },
    /// No configuration was written.
    #[error(transparent)]
    Init(#[from] init::InitError),
    /// No command has this name.
    #[error("there is no command `{command}`{}", .near.as_ref().map_or(String::new(), |near| format!("; did you mean `{near}`?")))]
    UnknownCommand {
        /// The requested value.
        command: String,
        /// The most similar command.
        near: Option<String>,
    },
    /// A default value requires the workspace.
    #[error(transparent)]
    Workspace(#[from] workspace::WorkspaceError),
    /// `--list` has no SARIF form, because a list contains no diagnostics.
    #[error("`--list` has no SARIF form; use `--format json`")]
    NoSarif,
    /// The system cannot create threads.
    #[error("cannot start the threads: {0}; ask for fewer with `--threads`")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// The results cannot be printed.
    #[error("cannot write to the standard output: {0}")]
    Stdout(io::Error),
}

impl CliError {
    /// The errors in user files; empty for other errors.
    fn inputs(&self) -> &[InputError] {
        match self {
            Self::Config(config::ConfigError::Invalid(error)) => std::slice::from_ref(error),
            Self::Run(generator::Error::Load(LoadError::Errata(ErrataError::Invalid(errors)))) => errors,
            Self::Run(generator::Error::Lock(InputLockError::Invalid(error))) => std::slice::from_ref(error),
            _ => &[],
        }
    }

    fn report(&self, format: Format) -> Result<(), Self> {
        match (self, self.inputs()) {
            (Self::Run(generator::Error::Drift { path, changes }), _) => {
                report::drift(path, changes, format)?
            }
            (_, []) => report::error(&self.to_string()),
            (_, inputs) => report::inputs(inputs),
        }
        Ok(())
    }

    /// The exit code: 1 for refused changes of inputs, 2 for all other errors.
    fn code(&self) -> u8 {
        match self {
            Self::Run(generator::Error::Drift { .. }) => 1,
            _ => 2,
        }
    }
}

/// Runs the command in the arguments.
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
            // A closed stream has no reader, so the error is ignored.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let command = cli.command.unwrap_or(Command::Generate(cli.generate));
    let ended = in_threads(command.threads(), || command.run());
    match ended {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::from(1),
        Err(failure) => {
            let failure = failure.report(command.format()).err().unwrap_or(failure);
            ExitCode::from(failure.code())
        }
    }
}

impl Command {
    fn threads(&self) -> Option<u16> {
        match self {
            Self::Generate(generate) => generate.manner.threads,
            Self::Check(check) => check.manner.threads,
            Self::Model(model) => model.manner.threads,
            Self::Code(code) => code.threads,
            Self::Explain(_) | Self::Init(_) | Self::Completions(_) | Self::Man(_) => None,
        }
    }

    /// The format of the reports.
    fn format(&self) -> Format {
        match self {
            Self::Generate(generate) => generate.manner.format,
            Self::Check(check) => check.manner.format,
            Self::Model(model) => model.manner.format,
            Self::Code(code) => code.format.into(),
            Self::Explain(_) | Self::Init(_) | Self::Completions(_) | Self::Man(_) => Format::Human,
        }
    }

    fn run(&self) -> Result<Outcome, CliError> {
        match self {
            Self::Generate(generate) => generate.run(),
            Self::Check(check) => check.run(),
            Self::Model(model) => model.run(),
            Self::Code(code) => code.run(),
            Self::Explain(explain) => explain.run(),
            Self::Init(init) => init.run(),
            Self::Completions(completions) => completions.run(),
            Self::Man(man) => man.run(),
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

/// The API version after `--version`, which selected it in earlier versions of the generator.
fn misplaced_version(arguments: &[OsString]) -> Option<Version> {
    let arguments: Vec<&str> = arguments.iter().map(|argument| argument.to_str().unwrap_or("")).collect();
    let after =
        arguments.windows(2).find_map(|pair| Version::parse(pair[1]).filter(|_| pair[0] == "--version"));
    after.or_else(|| {
        arguments.iter().find_map(|argument| Version::parse(argument.strip_prefix("--version=")?))
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }

    /// The words of a command line. Quotes are not nested.
    fn words(line: &str) -> Vec<String> {
        let quoted = line.split('\'').enumerate().map(|(index, part)| match index % 2 {
            0 => part.to_owned(),
            _ => part.replace(' ', "\u{0}"),
        });
        let line: String = quoted.collect();
        line.split_whitespace().map(|word| word.replace('\u{0}', " ")).collect()
    }

    #[test]
    fn every_command_has_examples_that_are_its_own_and_valid() {
        let program = Cli::command();
        let commands = program.get_subcommands().map(|command| (command.get_name(), command));
        for (name, command) in commands.chain([("", &program)]) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples: Vec<&str> =
                help.lines().filter_map(|line| line.strip_prefix("  generator")).collect();
            assert!(examples.len() > 1, "`{name}` has no examples");
            for example in examples {
                // An explanation or a redirection may follow.
                let line = example.split("   ").next().unwrap().split(" > ").next().unwrap();
                let parsed = Cli::try_parse_from(words(&format!("generator{line}")));
                assert!(parsed.is_ok() && line.trim().starts_with(name), "{example}: {:?}", parsed.err());
            }
        }
    }
}
