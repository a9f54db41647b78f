//! Reports a run: for people on stderr, in colour on a terminal only, or as JSON on stdout, one object a line.

use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use generator::diagnostic::Severity;
use generator::diagnostic::sarif;
use generator::diagnostic::show::{self, Tally, View};
use generator::explain;
use generator::name::hidden::{escaped, escaped_json};
use generator::source::Version;
use generator::source::input::InputError;
use generator::sync::{Changes, Mode};
use generator::{Reading, Totals};
use serde_json::json;

use super::CliError;
use super::args::{Format, OutputArgs};
use super::progress::{self, Progress};

/// Reports a run in the requested format.
pub(super) struct Report {
    format: Format,
    quiet: bool,
    verbose: bool,
    json_to: Stream,
}

#[derive(Clone, Copy)]
enum Stream {
    Stdout,
    Stderr,
}

/// The crate that a run has written or compared.
#[derive(Clone, Copy)]
pub(super) struct Output<'r> {
    /// Its folder.
    pub(super) out: &'r Path,
    /// Whether the differences were removed.
    pub(super) mode: Mode,
    /// The differences.
    pub(super) changes: &'r Changes,
}

impl Report {
    /// JSON goes to stdout.
    pub(super) fn new(manner: &OutputArgs) -> Self {
        let OutputArgs { format, quiet, verbose, threads: _ } = *manner;
        Self { format, quiet, verbose, json_to: Stream::Stdout }
    }

    /// JSON goes to stderr, because stdout is for the results of the command.
    pub(super) fn beside_results(manner: &OutputArgs) -> Self {
        Self { json_to: Stream::Stderr, ..Self::new(manner) }
    }

    /// Shows the current step to people who watch a terminal.
    pub(super) fn progress(&self, step: &str) -> Option<Progress> {
        let is_shown = !self.quiet && self.format == Format::Human && progress::is_watched();
        is_shown.then(|| Progress::start(escaped(step).into_owned())).flatten()
    }

    /// The diagnostics of the pages.
    pub(super) fn diagnostics(&self, docs: &Path, reading: &Reading) -> Result<(), CliError> {
        let Reading { sources, diagnostics, .. } = reading;
        match self.format {
            // The log is the result, not a report on it.
            Format::Sarif => {
                let rules: Vec<_> = explain::all().collect();
                self.json(&format!("{:#}\n", sarif::log(diagnostics, sources, &rules, &prefix(docs))))
            }
            _ if self.quiet => Ok(()),
            Format::Human => {
                print(&show::human(diagnostics, sources, View { verbose: self.verbose, colour: true }));
                Ok(())
            }
            Format::Json => self.json(&show::json(diagnostics)),
        }
    }

    /// How much was read and written, and how long it took.
    pub(super) fn summary(
        &self,
        reading: &Reading,
        totals: Totals,
        output: Option<Output<'_>>,
        time: Duration,
    ) -> Result<(), CliError> {
        match self.format {
            _ if self.quiet => Ok(()),
            Format::Sarif => Ok(()),
            Format::Human => {
                print(&human_summary(reading, totals, output, time, self.verbose));
                Ok(())
            }
            Format::Json => self.json(&json_summary(reading, totals, output, time)),
        }
    }

    /// Whether the diagnostics themselves are printed, so that their number is not enough.
    pub(super) fn shows_diagnostics(&self) -> bool {
        match self.format {
            Format::Sarif => true,
            Format::Human => self.verbose,
            Format::Json => !self.quiet,
        }
    }

    /// That inputs and output are those of the last run.
    pub(super) fn unchanged(&self, output: Output<'_>, tally: &Tally, time: Duration) {
        if self.quiet {
            return;
        }
        let about = if tally.codes.is_empty() { "" } else { " (`--verbose` shows them)" };
        print(&format!("inputs and output are those of the last run\n{tally}{about}\n"));
        print(&format!("{}finished in {:.2} s\n", files_summary(output), time.as_secs_f64()));
    }

    /// That the problems of the pages are refused.
    pub(super) fn denied(&self, consequence: &str) -> Result<(), CliError> {
        match self.format {
            Format::Human | Format::Sarif => {
                error(&format!("the pages have problems that `--deny` refuses{consequence}"))
            }
            Format::Json => self.json(&format!("{}\n", json!({"kind": "denied"})))?,
        }
        Ok(())
    }

    /// The stale files and the command that updates them.
    pub(super) fn stale(&self, out: &Path, changes: &Changes, command: &str) -> Result<(), CliError> {
        let Changes { stale, missing, superfluous, unchanged: _ } = changes;
        let kinds = [("stale", stale), ("missing", missing), ("superfluous", superfluous)];
        let rows: Vec<_> = kinds
            .into_iter()
            .flat_map(|(kind, paths)| paths.iter().map(move |path| (kind, out.join(path))))
            .collect();
        match self.format {
            Format::Human | Format::Sarif => {
                let limit = if self.verbose { rows.len() } else { show::LIMIT };
                let mut text = String::new();
                for (kind, path) in rows.iter().take(limit) {
                    text.push_str(&format!("{kind:>11}  {}\n", escaped(&path.display().to_string())));
                }
                if rows.len() > limit {
                    text.push_str(&format!("… and {} more (`--verbose` shows all)\n", rows.len() - limit));
                }
                print(&text);
                error(&format!("`{}` is not current; bring it up to date: {command}", out.display()));
                Ok(())
            }
            Format::Json => {
                let lines = rows
                    .iter()
                    .map(|(state, path)| {
                        format!("{}\n", json!({"kind": "file", "state": state, "path": path}))
                    })
                    .collect::<String>();
                self.json(&format!("{lines}{}\n", json!({"kind": "not-current", "command": command})))
            }
        }
    }

    fn json(&self, text: &str) -> Result<(), CliError> {
        let text = &*escaped_json(text);
        match self.json_to {
            Stream::Stdout => result(|stdout| stdout.write_all(text.as_bytes())),
            Stream::Stderr => {
                print(text);
                Ok(())
            }
        }
    }
}

/// The documentation folder as a log names it: from the current folder, where a clone is looked at; empty when it is not below.
fn prefix(docs: &Path) -> String {
    let is_version = |folder: &Path| Version::ALL.iter().any(|version| folder.ends_with(version.folder()));
    let docs = docs.components().filter(|part| !matches!(part, Component::CurDir)).collect::<PathBuf>();
    // The paths of sources begin with the version.
    let docs = if is_version(&docs) { docs.parent().unwrap_or(&docs).to_owned() } else { docs };
    let current = std::env::current_dir().unwrap_or_default();
    let below = docs.strip_prefix(&current).unwrap_or(&docs);
    let names: Option<Vec<&str>> = below
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    names.unwrap_or_default().join("/")
}

/// An error that ends the run.
pub(super) fn error(message: &str) {
    print(&format!("{}\n", show::line(Severity::Error, message, true)));
}

/// A line for people on stderr.
pub(super) fn note(message: &str) {
    print(&format!("{}\n", escaped(message)));
}

/// Inputs that differ from the lock, which end the run.
pub(super) fn drift(lock: &Path, changes: &[String]) {
    let message = format!("the inputs differ from `{}`", lock.display());
    print(&format!("{}\n", show::noted(&message, changes, "run without `--locked` to accept them", true)));
}

/// Problems of files of the user, which end the run.
pub(super) fn inputs(problems: &[InputError]) {
    let shown: Vec<String> = problems.iter().map(|problem| show::input(problem, true) + "\n").collect();
    print(&shown.join("\n"));
}

/// Prints results to stdout. A reader that has had enough is no error.
pub(super) fn result(print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
    let mut stdout = BufWriter::new(io::stdout().lock());
    match print(&mut stdout).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::Stdout(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes to stderr; a closed stderr is ignored.
fn print(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

fn human_summary(
    reading: &Reading,
    totals: Totals,
    output: Option<Output<'_>>,
    time: Duration,
    verbose: bool,
) -> String {
    let Totals { types, enums, operations, path_items } = totals;
    let pages = reading.counts.pages;
    let tally = Tally::of(&reading.diagnostics);
    let mut text = format!(
        "{}: {}, {}, {}, {}; {}\n",
        counted(pages, "page"),
        counted(types, "type"),
        counted(enums, "enum"),
        counted(operations, "operation"),
        counted(path_items, "path item"),
        counted(reading.gaps.len(), "gap"),
    );
    text.push_str(&format!("{tally}\n{}", tally.by_code(verbose)));
    text.push_str(&output.map(files_summary).unwrap_or_default());
    text.push_str(&format!("finished in {:.2} s\n", time.as_secs_f64()));
    text
}

/// How many files are written, unchanged and deleted.
fn files_summary(Output { out, mode, changes }: Output<'_>) -> String {
    let (written, deleted) = match mode {
        Mode::Write => ("written", "deleted"),
        Mode::Check => ("stale or missing", "superfluous"),
    };
    format!(
        "{}: {} {written}, {} unchanged, {} {deleted}\n",
        escaped(&out.display().to_string()),
        counted(changes.written(), "file"),
        changes.unchanged,
        changes.deleted(),
    )
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn json_summary(reading: &Reading, totals: Totals, output: Option<Output<'_>>, time: Duration) -> String {
    let Totals { types, enums, operations, path_items } = totals;
    let pages = reading.counts.pages;
    let tally = Tally::of(&reading.diagnostics);
    let files = output.map(|Output { out, mode, changes }| {
        json!({
            "out": out,
            "stale": changes.stale.len(),
            "missing": changes.missing.len(),
            "superfluous": changes.superfluous.len(),
            "unchanged": changes.unchanged,
            "written": mode == Mode::Write,
        })
    });
    let summary = json!({
        "kind": "summary",
        "pages": pages,
        "types": types,
        "enums": enums,
        "operations": operations,
        "path_items": path_items,
        "gaps": reading.gaps.len(),
        "errors": tally.count(Severity::Error),
        "warnings": tally.count(Severity::Warning),
        "notes": tally.count(Severity::Note),
        "files": files,
        "seconds": time.as_secs_f64(),
    });
    format!("{summary}\n")
}
