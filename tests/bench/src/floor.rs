//! Measures a run of the generator against the work that no generator of this kind can leave out: reading the pages, finding their Markdown
//! tokens, and making, parsing and formatting the tokens of the crate. In: documentation pages. Out: a table on the standard output.

use std::error::Error;
use std::fmt;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use generator::Generate;
use generator::crate_plan::crate_plan;
use generator::plan::ir::package::{Options, Runtime, Workspace};
use generator::plan::naming::lock::NameLock;
use generator::source::{Sources, Version, include};
use proc_macro2::TokenStream;
use pulldown_cmark::{Options as Markdown, Parser};
use rayon::prelude::*;

/// How often each part is measured; the shortest time counts, because other programs only add to it.
const RUNS: usize = 5;

/// Prints the times and the peak memory of v1.0.
///
/// # Errors
/// Those of the generator.
pub fn floor(docs: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let generate = Generate::new(docs).api_version(Version::V1).out(out);
    if out.exists() {
        return Err(format!("`{}` exists already", out.display()).into());
    }
    // First, so that the peak is that of a run and not of what is measured after it.
    generate.run()?;
    let peak = peak_memory();
    // Each run has a new folder: file systems are slow to reuse what was just deleted.
    let mut folders = (1..).map(|number| out.with_extension(format!("{number}")));
    let mut written = Vec::new();
    let full = shortest(|| {
        let folder = folders.next().ok_or("no folder")?;
        let fresh = Generate::new(docs).api_version(Version::V1).out(&folder);
        written.push(folder);
        measured(|| fresh.run().map(drop))
    })?;
    let unchanged = shortest(|| {
        measured(|| match generate.run()?.reading {
            None => Ok::<(), Box<dyn Error>>(()),
            Some(_) => Err("the run parsed pages though nothing has changed".into()),
        })
    })?;
    let load = shortest(|| measured(|| generate.load().map(drop)))?;
    let sources = generate.load()?;
    let tokenize = shortest(|| {
        measured(|| {
            black_box(tokenize(&sources));
            Ok::<(), Box<dyn Error>>(())
        })
    })?;
    let reading = generate.understand(sources);
    let package = Options::new("msgraph", Runtime::Vendored, Workspace::Standalone);
    let plan = crate_plan(&reading.models, package, &NameLock::default());
    let format = shortest(|| {
        measured(|| {
            let format = |file| generator::emit::tokens(file).try_for_each(formatted);
            plan.files.par_iter().try_for_each(format)
        })
    })?;
    let floor = Time {
        elapsed: load.elapsed + tokenize.elapsed + format.elapsed,
        cpu: load.cpu + tokenize.cpu + format.cpu,
    };
    println!("read                        {load}");
    println!("find Markdown tokens        {tokenize}");
    println!("quote, parse, prettyplease  {format}");
    println!("floor                       {floor}");
    println!("full run                    {full}, {} of the floor", full.over(floor));
    println!("unchanged input             {unchanged}, {} of a full run", unchanged.over(full));
    println!("peak memory of the first run {peak}");
    for folder in written.iter().map(PathBuf::as_path).chain([out]) {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// The seconds of a part.
#[derive(Clone, Copy)]
struct Time {
    elapsed: f64,
    /// Of all threads; zero on systems without `/proc`.
    cpu: f64,
}

impl Time {
    fn over(self, other: Self) -> String {
        format!("{:.2} (CPU {:.2})", self.elapsed / other.elapsed, self.cpu / other.cpu)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3} s (CPU {:.2} s)", self.elapsed, self.cpu)
    }
}

fn formatted(tokens: TokenStream) -> syn::Result<()> {
    drop(prettyplease::unparse(&syn::parse2(tokens)?));
    Ok(())
}

/// Finds the tokens of all pages with their includes, and returns their number.
fn tokenize(sources: &Sources) -> usize {
    let count = |page| Parser::new_ext(&include::expand(page, sources).text, Markdown::ENABLE_TABLES).count();
    sources.pages.par_iter().map(count).sum()
}

fn measured<E: Into<Box<dyn Error>>>(work: impl FnOnce() -> Result<(), E>) -> Result<Time, Box<dyn Error>> {
    let (start, cpu) = (Instant::now(), cpu_time());
    work().map_err(Into::into)?;
    Ok(Time { elapsed: start.elapsed().as_secs_f64(), cpu: cpu_time() - cpu })
}

fn shortest(mut run: impl FnMut() -> Result<Time, Box<dyn Error>>) -> Result<Time, Box<dyn Error>> {
    let mut shortest = run()?;
    for _ in 1..RUNS {
        let time = run()?;
        shortest = Time { elapsed: shortest.elapsed.min(time.elapsed), cpu: shortest.cpu.min(time.cpu) };
    }
    Ok(shortest)
}

/// The CPU seconds of this process.
fn cpu_time() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in parentheses, can have blanks. User and system time are the fields 14 and 15, in ticks.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks =
        |index: usize| fields.get(index).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// The most memory that this process has held, where the system says so.
fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kib.map_or("unknown".to_owned(), |kib| format!("{} MiB", kib / 1024))
}
