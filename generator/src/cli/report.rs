//! Reports a run. In: its diagnostics and results. Out: text on stderr, coloured on a terminal, or JSON lines on stdout.

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

/// The crate after a run.
#[derive(Clone, Copy)]
pub(super) struct Output<'r> {
    /// The folder of the crate.
    pub(super) out: &'r Path,
    /// The mode of the run. [`Mode::Write`] has removed the differences.
    pub(super) mode: Mode,
    /// The differences.
    pub(super) changes: &'r Changes,
}

impl Report {
    /// A report with JSON on stdout.
    pub(super) fn new(manner: &OutputArgs) -> Self {
        let OutputArgs { format, quiet, verbose, threads: _ } = *manner;
        Self { format, quiet, verbose, json_to: Stream::Stdout }
    }

    /// A report with JSON on stderr, because the command prints its results to stdout.
    pub(super) fn beside_results(manner: &OutputArgs) -> Self {
        Self { json_to: Stream::Stderr, ..Self::new(manner) }
    }

    /// Shows the current step if stderr is an interactive terminal.
    pub(super) fn progress(&self, step: &str) -> Option<Progress> {
        let is_shown = !self.quiet && self.format == Format::Human && progress::is_watched();
        is_shown.then(|| Progress::start(escaped(step).into_owned())).flatten()
    }

    /// Prints the diagnostics of the pages.
    pub(super) fn diagnostics(&self, docs: &Path, reading: &Reading) -> Result<(), CliError> {
        let Reading { sources, diagnostics, .. } = reading;
        match self.format {
            // The log is the result of the command, so `--quiet` has no effect.
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

    /// Prints the amounts of input and output, and the duration.
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

    /// Whether the report lists each diagnostic instead of their number.
    pub(super) fn shows_diagnostics(&self) -> bool {
        match self.format {
            Format::Sarif => true,
            Format::Human => self.verbose,
            Format::Json => !self.quiet,
        }
    }

    /// Reports that inputs and output equal those of the last run.
    pub(super) fn unchanged(&self, output: Output<'_>, tally: &Tally, time: Duration) {
        if self.quiet {
            return;
        }
        let about = if tally.codes.is_empty() { "" } else { " (`--verbose` shows them)" };
        print(&format!("inputs and output are those of the last run\n{tally}{about}\n"));
        print(&format!("{}finished in {:.2} s\n", files_summary(output), time.as_secs_f64()));
    }

    /// Reports that problems of the pages are refused.
    pub(super) fn denied(&self, consequence: &str) -> Result<(), CliError> {
        match self.format {
            Format::Human | Format::Sarif => {
                error(&format!("the pages have problems that `--deny` refuses{consequence}"))
            }
            Format::Json => self.json(&format!("{}\n", json!({"kind": "denied"})))?,
        }
        Ok(())
    }

    /// Prints the stale files and the command that updates them.
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
                        format!("{}\n", json!({"kind": "file", "state": state, "path": text_of(path)}))
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

/// The documentation folder in a log, relative to the current folder, usually the root of a clone. Empty if the folder is
/// outside.
fn prefix(docs: &Path) -> String {
    let is_version = |folder: &Path| Version::ALL.iter().any(|version| folder.ends_with(version.folder()));
    let docs = docs.components().filter(|part| !matches!(part, Component::CurDir)).collect::<PathBuf>();
    // The paths of sources contain the version.
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

/// A path in JSON. A path that is not UTF-8 has a replacement character, because it has no other form in JSON.
pub(super) fn text_of(path: &Path) -> String {
    path.display().to_string()
}

/// Prints an error that ends the run.
pub(super) fn error(message: &str) {
    print(&format!("{}\n", show::line(Severity::Error, message, true)));
}

/// Prints a line for people to stderr.
pub(super) fn note(message: &str) {
    print(&format!("{}\n", escaped(message)));
}

/// Prints the differences between inputs and lock, which end the run.
pub(super) fn drift(lock: &Path, changes: &[String], format: Format) -> Result<(), CliError> {
    if format == Format::Json {
        let line = json!({"kind": "drift", "lock": text_of(lock), "changes": changes}).to_string();
        return result(|stdout| writeln!(stdout, "{}", escaped_json(&line)));
    }
    let message = format!("the inputs differ from `{}`", lock.display());
    print(&format!("{}\n", show::noted(&message, changes, "run without `--locked` to accept them", true)));
    Ok(())
}

/// Prints problems of user files, which end the run.
pub(super) fn inputs(problems: &[InputError]) {
    let shown: Vec<String> = problems.iter().map(|problem| show::input(problem, true) + "\n").collect();
    print(&shown.join("\n"));
}

/// Prints results to stdout. A closed pipe is no error.
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

/// The numbers of written, unchanged and deleted files.
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
            "out": text_of(out),
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
