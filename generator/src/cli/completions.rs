//! The commands `completions` and `man`. In: the definition of the command line. Out: completion scripts and manual pages.

use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;
use generator::name::suggest::nearest;

use super::{Cli, CliError, Outcome, report};

/// The name of the program in completion scripts.
const PROGRAM: &str = "generator";

/// The arguments of `completions`.
#[derive(Clone, Debug, Args)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// The arguments of `man`.
#[derive(Clone, Debug, Args)]
pub(super) struct Man {
    /// The command whose page is printed; the program when absent.
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Completions {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Outcome, CliError> {
        // The script is buffered, because `generate` panics when stdout is closed.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), PROGRAM, &mut script);
        report::result(|stdout| stdout.write_all(&script))?;
        Ok(Outcome::Fine)
    }
}

impl Man {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Outcome, CliError> {
        let mut program = Cli::command();
        // `build` gives subcommands their full names.
        program.build();
        let command = match &self.command {
            None => program,
            Some(name) => find(&program, name)?.clone(),
        };
        // The foot of a page names its source. A command has no version of its own.
        let source = concat!("generator ", env!("CARGO_PKG_VERSION"));
        report::result(|stdout| clap_mangen::Man::new(command).source(source).render(stdout))?;
        Ok(Outcome::Fine)
    }
}

fn find<'c>(program: &'c Command, name: &str) -> Result<&'c Command, CliError> {
    program.find_subcommand(name).ok_or_else(|| CliError::UnknownCommand {
        command: name.to_owned(),
        near: nearest(name, program.get_subcommands().map(Command::get_name)).map(str::to_owned),
    })
}
