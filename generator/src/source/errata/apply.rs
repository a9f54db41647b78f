//! Applies errata to texts. In: [`Errata`], source files. Out: edited texts with maps back to disk, and the entries that do not
//! apply.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Entry, Errata};
use crate::source::Source;
use crate::source::edited::{Edit, Edited};
use crate::source::input::InputError;

/// The maximum number of page lines that an error lists.
const LISTED: usize = 5;

/// Errata during the reading of files.
pub struct Application<'e> {
    errata: &'e Errata,
    /// The indices of the entries of each file, by lower-case path.
    of_file: BTreeMap<String, Vec<usize>>,
    edited: BTreeMap<String, Edited>,
    problems: Vec<InputError>,
}

/// An entry with its position on a page.
struct Match {
    entry: usize,
    /// The line of the entry.
    line: usize,
    on_disk: Range<usize>,
    replacement: String,
}

impl<'e> Application<'e> {
    /// Starts before the first file.
    pub fn new(errata: &'e Errata) -> Self {
        let mut of_file: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, entry) in errata.entries.iter().enumerate() {
            of_file.entry(entry.page.text.to_lowercase()).or_default().push(index);
        }
        Self { errata, of_file, edited: BTreeMap::new(), problems: Vec::new() }
    }

    /// The files with entries not applied yet, spelled as in the first entry of each.
    pub fn open_files(&self) -> Vec<&'e str> {
        let first = |entries: &Vec<usize>| self.errata.entries.get(*entries.first()?);
        self.of_file.values().filter_map(first).map(|entry| entry.page.text.as_str()).collect()
    }

    /// The pages with entries.
    pub fn pages<'p>(&self, pages: &'p mut [Source]) -> Vec<&'p mut Source> {
        let has_entries = |page: &&mut Source| self.of_file.contains_key(&page.path.to_lowercase());
        match self.of_file.is_empty() {
            true => Vec::new(),
            false => pages.iter_mut().filter(has_entries).collect(),
        }
    }

    /// Applies the entries of a file and removes them from the open ones.
    pub fn apply(&mut self, source: &mut Source) {
        let Some(entries) = self.of_file.remove(&source.path.to_lowercase()) else { return };
        let mut matches: Vec<Match> = Vec::new();
        for entry in entries {
            match self.find(entry, source) {
                Ok(found) => matches.push(found),
                Err(problem) => self.problems.push(problem),
            }
        }
        matches.sort_by_key(|found| (found.on_disk.start, found.on_disk.end));
        if self.are_apart(&matches) {
            let edited = edit(source, matches);
            self.edited.insert(source.path.clone(), edited);
        }
    }

    /// Accepts the entries of a file outside this run.
    pub fn skip(&mut self, file: &str) {
        self.of_file.remove(&file.to_lowercase());
    }

    /// Reports the entries of a file that cannot be read.
    pub fn refuse(&mut self, file: &str, message: &str, help: Option<&str>) {
        for entry in self.of_file.remove(&file.to_lowercase()).into_iter().flatten() {
            let span = self.errata.entries[entry].page.span.clone();
            self.problems.push(self.errata.problem(span, message.to_owned(), help.map(str::to_owned)));
        }
    }

    /// The edited files, by path.
    ///
    /// # Errors
    /// The entries that do not apply, in file order.
    pub fn finish(mut self) -> Result<BTreeMap<String, Edited>, Vec<InputError>> {
        self.problems.sort_by_key(|problem| problem.span.start);
        if self.problems.is_empty() { Ok(self.edited) } else { Err(self.problems) }
    }

    /// Finds the only occurrence of the text of an entry.
    fn find(&self, index: usize, source: &Source) -> Result<Match, InputError> {
        let entry = &self.errata.entries[index];
        let windows = [&entry.find.text, &entry.replace].map(|text| with_carriage_returns(text));
        let mut found: Vec<(usize, &str, &str)> = Vec::new();
        for (find, replace) in [(&*entry.find.text, &*entry.replace), (&*windows[0], &*windows[1])] {
            let new = |at: &usize| found.iter().all(|(other, ..)| other != at);
            let places: Vec<usize> = occurrences(&source.text, find).filter(new).collect();
            found.extend(places.into_iter().map(|at| (at, find, replace)));
        }
        found.sort_unstable();
        let (message, help) = match found[..] {
            [(at, find, replace)] => {
                let (on_disk, replacement) = reduced(at, find, replace);
                return Ok(Match { entry: index, line: self.line(index), on_disk, replacement });
            }
            [] => (format!("`find` does not occur in `{}`", source.path), absent(entry, source)),
            _ => {
                let line = |at: usize| (source.text[..at].matches('\n').count() + 1).to_string();
                let lines: Vec<String> = found.iter().take(LISTED).map(|(at, ..)| line(*at)).collect();
                let more = if found.len() > LISTED { ", …" } else { "" };
                let message = format!("`find` occurs {} times in `{}`", found.len(), source.path);
                (message, format!("add text around the right one of lines {}{more}", lines.join(", ")))
            }
        };
        Err(self.errata.problem(entry.find.span.clone(), message, Some(help)))
    }

    /// The line of an entry in the file of errata.
    fn line(&self, entry: usize) -> usize {
        self.errata.text[..self.errata.entries[entry].span.start].matches('\n').count() + 1
    }

    /// Whether edits do not overlap; reports those that do.
    fn are_apart(&mut self, matches: &[Match]) -> bool {
        let before = self.problems.len();
        for (one, other) in matches.iter().zip(matches.iter().skip(1)) {
            if other.on_disk.start < one.on_disk.end || other.on_disk.start == one.on_disk.start {
                let (first, second) = (one.entry.min(other.entry), one.entry.max(other.entry));
                let message = format!("the entry in line {} changes the same text", self.line(first));
                let (span, help) = (self.errata.entries[second].find.span.clone(), "join the two entries");
                self.problems.push(self.errata.problem(span, message, Some(help.to_owned())));
            }
        }
        self.problems.len() == before
    }
}

/// The most similar known path: one with the same file name, or one with a few different characters.
pub fn nearest_path<'p>(path: &str, known: impl Iterator<Item = &'p str>) -> Option<&'p str> {
    fn name(path: &str) -> &str {
        path.rsplit('/').next().unwrap_or_default()
    }
    let ranked = known.map(|other| (name(other) != name(path), strsim::osa_distance(path, other), other));
    let (other_name, distance, near) = ranked.min()?;
    (!other_name || distance * 4 <= path.len()).then_some(near)
}

/// The start of each occurrence, including overlapping ones.
fn occurrences<'t>(text: &'t str, part: &'t str) -> impl Iterator<Item = usize> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(part)?;
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
        Some(at)
    })
}

/// The text with Windows line ends, which git may produce at checkout.
fn with_carriage_returns(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// The edit without the unchanged text at both ends.
fn reduced(at: usize, find: &str, replace: &str) -> (Range<usize>, String) {
    fn length(same: impl Iterator<Item = (char, char)>) -> usize {
        same.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
    }
    let head = length(find.chars().zip(replace.chars()));
    let (find, replace) = (&find[head..], &replace[head..]);
    let tail = length(find.chars().rev().zip(replace.chars().rev()));
    let start = at + head;
    (start..start + find.len() - tail, replace[..replace.len() - tail].to_owned())
}

/// The probable reason why an entry does not match.
fn absent(entry: &Entry, source: &Source) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_fixed = !entry.replace.trim().is_empty() && source.text.contains(&entry.replace);
    let help = match words(&source.text).contains(&words(&entry.find.text)) {
        true => "the page has the same words with other white space",
        false if is_fixed => "the page contains `replace`; if the mistake is fixed, delete the entry",
        false => "compare it with the page, and delete the entry if the page is fixed",
    };
    help.to_owned()
}

/// Replaces the matches, which are sorted and do not overlap.
fn edit(source: &mut Source, matches: Vec<Match>) -> Edited {
    let on_disk = std::mem::take(&mut source.text);
    let mut edits = Vec::new();
    let mut at = 0;
    for Match { line, on_disk: range, replacement, .. } in matches {
        source.text.push_str(&on_disk[at..range.start]);
        let start = source.text.len();
        source.text.push_str(&replacement);
        at = range.end;
        edits.push(Edit { on_disk: range, edited: start..source.text.len(), line });
    }
    source.text.push_str(&on_disk[at..]);
    Edited { on_disk, edits }
}

#[cfg(test)]
mod tests;
