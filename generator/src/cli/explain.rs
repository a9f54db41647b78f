//! The command `explain`: explains a diagnostic code. In: the code. Out: its meaning and effect, and a wrong and a correct
//! example.

use clap::Args;
use generator::diagnostic::Explanation;
use generator::explain;
use generator::name::hidden::escaped_json;
use generator::name::suggest::nearest;
use serde_json::json;

use super::args::ResultFormat;
use super::{CliError, Outcome, report};

/// The arguments of `explain`.
#[derive(Clone, Debug, Args)]
pub(super) struct Explain {
    /// The code in the brackets of a diagnostic, such as `ragged-row`; all codes are listed when absent.
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// How explanations are printed: as text, or as JSON objects, one a line.
    #[arg(long, value_enum, default_value_t = ResultFormat::Human)]
    format: ResultFormat,
}

impl Explain {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Outcome, CliError> {
        let text = match &self.code {
            None => {
                let mut all: Vec<Explanation> = explain::all().collect();
                all.sort_by_key(|explanation| explanation.code);
                let line = |explanation: &Explanation| match self.format {
                    ResultFormat::Human => format!("{:24} {}\n", explanation.code, explanation.summary),
                    ResultFormat::Json => json_line(explanation),
                };
                all.iter().map(line).collect()
            }
            Some(code) => {
                let explanation = find(code)?;
                let Explanation { code, summary, text } = &explanation;
                match self.format {
                    ResultFormat::Human => format!("{code}: {summary}\n\n{text}\n"),
                    ResultFormat::Json => json_line(&explanation),
                }
            }
        };
        report::result(|stdout| stdout.write_all(text.as_bytes()))?;
        Ok(Outcome::Fine)
    }
}

fn find(code: &str) -> Result<Explanation, CliError> {
    let code = code.trim().to_lowercase();
    explain::find(&code).ok_or_else(|| {
        let near = nearest(&code, explain::all().map(|explanation| explanation.code));
        CliError::UnknownCode { near, code: code.clone() }
    })
}

fn json_line(Explanation { code, summary, text }: &Explanation) -> String {
    let object = json!({"kind": "explanation", "code": code, "summary": summary, "text": text});
    format!("{}\n", escaped_json(&object.to_string()))
}
