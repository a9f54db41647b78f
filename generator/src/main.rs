//! The command line of the generator.

mod cli;

use std::process::ExitCode;

/// Tokens and syntax trees are many small pieces, which the allocator of the system takes a third of the run for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(std::env::args_os())
}
