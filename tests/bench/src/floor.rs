//! Measures a run of the generator against the work that no generator of this kind can leave out: reading the pages, finding their Markdown
//! tokens, and making, parsing and formatting the tokens of the crate. In: documentation pages. Out: a table on the standard output.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

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
    // First, so that the peak is that of a run and not of what is measured after it.
    remove(out)?;
    generate.run()?;
    let peak = peak_memory();
    let full = shortest(|| {
        remove(out)?;
        let start = Instant::now();
        generate.run()?;
        Ok(start.elapsed())
    })?;
    let unchanged = shortest(|| {
        let start = Instant::now();
        match generate.run()?.reading {
            None => Ok(start.elapsed()),
            Some(_) => Err("the run parsed pages though nothing has changed".into()),
        }
    })?;
    let load = shortest(|| {
        let start = Instant::now();
        generate.load()?;
        Ok(start.elapsed())
    })?;
    let sources = generate.load()?;
    let tokenize = shortest(|| {
        Ok(timed(|| {
            black_box(tokenize(&sources));
        }))
    })?;
    let reading = generate.understand(sources);
    let package =
        Options { name: "msgraph".to_owned(), runtime: Runtime::Vendored, workspace: Workspace::Standalone };
    let plan = crate_plan(&reading.models, package, &NameLock::default());
    let format = shortest(|| {
        let start = Instant::now();
        plan.files.par_iter().try_for_each(|file| generator::emit::tokens(file).try_for_each(formatted))?;
        Ok(start.elapsed())
    })?;
    let floor = load + tokenize + format;
    let ratio = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
    println!("read {:.3} s", load.as_secs_f64());
    println!("find Markdown tokens {:.3} s", tokenize.as_secs_f64());
    println!("quote, parse, prettyplease {:.3} s", format.as_secs_f64());
    println!("floor {:.3} s", floor.as_secs_f64());
    println!("full run {:.3} s, {:.2} of the floor", full.as_secs_f64(), ratio(full, floor));
    println!("unchanged input {:.3} s, {:.3} of a full run", unchanged.as_secs_f64(), ratio(unchanged, full));
    println!("peak memory of the first run {peak}");
    Ok(())
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

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn shortest(mut run: impl FnMut() -> Result<Duration, Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let mut shortest = run()?;
    for _ in 1..RUNS {
        shortest = shortest.min(run()?);
    }
    Ok(shortest)
}

fn remove(out: &Path) -> std::io::Result<()> {
    if out.exists() { fs::remove_dir_all(out) } else { Ok(()) }
}

/// The most memory that this process has held, where the system says so.
fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kib.map_or("unknown".to_owned(), |kib| format!("{} MiB", kib / 1024))
}
