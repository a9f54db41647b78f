//! The command `explain`: prints the meaning of a code, its effect, and the wrong and the right form.

use clap::Args;
use generator::diagnostic::Explanation;
use generator::diagnostic::suggest::nearest;
use generator::explain;

use super::{CliError, Outcome, report};

/// The arguments of `explain`.
#[derive(Clone, Debug, Args)]
pub(super) struct Explain {
    /// The code in the brackets of a diagnostic, such as `ragged-row`; all codes are listed when absent.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

impl Explain {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Outcome, CliError> {
        let Some(code) = &self.code else {
            report::result(|stdout| {
                let mut all: Vec<Explanation> = explain::all().collect();
                all.sort_by_key(|explanation| explanation.code);
                all.iter()
                    .try_for_each(|Explanation { code, summary, .. }| writeln!(stdout, "{code:24} {summary}"))
            })?;
            return Ok(Outcome::Fine);
        };
        let code = code.trim().to_lowercase();
        let Some(Explanation { summary, text, code }) = explain::find(&code) else {
            let near = nearest(&code, explain::all().map(|explanation| explanation.code));
            return Err(CliError::UnknownCode { code, near });
        };
        report::result(|stdout| writeln!(stdout, "{code}: {summary}\n\n{text}"))?;
        Ok(Outcome::Fine)
    }
}
