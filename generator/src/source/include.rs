//! Expands includes in a page. In: a page, the files it includes. Out: [`Expanded`]: the text without zones of other versions,
//! with a map from each byte to its file (AD-4).

use std::cell::OnceCell;
use std::ops::Range;

use super::edited::Edited;
use super::limits::{DEPTH, FILE, INCLUDES, SIZE};
use super::problem::Problem;
use super::{Location, Source, Sources, Version};

/// A page as one text.
#[derive(Debug)]
pub struct Expanded<'s> {
    /// The text, with includes expanded.
    pub text: String,
    /// The includes that failed.
    pub problems: Vec<(Location, Problem)>,
    /// The paths in include directives, in order, readable or not.
    pub named: Vec<(usize, String)>,
    files: Vec<File<'s>>,
    pieces: Vec<Piece>,
    is_full: bool,
}

/// A run of bytes from one file.
#[derive(Debug)]
struct Piece {
    start: usize,
    /// The index of the file.
    file: usize,
    offset: usize,
}

/// A file and the offsets of its lines, which are computed on first use.
#[derive(Debug)]
struct File<'s> {
    source: &'s Source,
    edited: Option<&'s Edited>,
    lines: OnceCell<Vec<usize>>,
}

impl<'s> Expanded<'s> {
    /// The position of a range of the expanded text in its file. A range that extends into another file ends at the line end.
    pub fn locate(&self, range: &Range<usize>) -> Location {
        let index = self.pieces.partition_point(|piece| piece.start <= range.start).saturating_sub(1);
        let Some(piece) = self.pieces.get(index) else {
            return Location { file: String::new(), line: 1, column: 1, start: 0, end: 0 };
        };
        let limit = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.start);
        let start = piece.offset + (range.start.min(limit) - piece.start);
        let end = piece.offset + (range.end.clamp(range.start, limit.max(range.start)) - piece.start);
        self.files[piece.file].locate(start..end)
    }

    /// The index of a file.
    fn file(&mut self, source: &'s Source, sources: &'s Sources) -> usize {
        let known = self.files.iter().position(|file| std::ptr::eq(file.source, source));
        known.unwrap_or_else(|| {
            let edited = sources.edited.get(&source.path);
            self.files.push(File { source, edited, lines: OnceCell::new() });
            self.files.len() - 1
        })
    }

    /// Begins a piece of a file at the end of the expanded text.
    fn begin(&mut self, file: usize, offset: usize) {
        self.pieces.push(Piece { start: self.text.len(), file, offset });
    }
}

impl File<'_> {
    /// The position on disk of a range of bytes of the file.
    fn locate(&self, range: Range<usize>) -> Location {
        let (text, range) = match self.edited {
            Some(edited) => (&edited.on_disk, edited.to_disk(range)),
            None => (&self.source.text, range),
        };
        let lines = self.lines.get_or_init(|| {
            let ends = text.match_indices('\n');
            std::iter::once(0).chain(ends.map(|(end, _)| end + 1)).collect()
        });
        let start = floor_boundary(text, range.start);
        let line = lines.partition_point(|begin| *begin <= start);
        Location {
            file: self.source.path.clone(),
            line,
            column: text[lines[line - 1]..start].chars().count() + 1,
            start,
            end: floor_boundary(text, range.end.max(start)),
        }
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Expands the includes of a page. A file above the size limit counts as empty.
pub fn expand<'s>(page: &'s Source, sources: &'s Sources) -> Expanded<'s> {
    let text = String::with_capacity(page.text.len() + 512);
    let mut expanded =
        Expanded { text, problems: vec![], named: vec![], files: vec![], pieces: vec![], is_full: false };
    let mut end = page.text.len();
    if end > FILE {
        end = 0;
        let location = Location { file: page.path.clone(), line: 1, column: 1, start: 0, end: 0 };
        expanded.problems.push((location, Problem::TooLarge { limit: FILE }));
    }
    append(&mut expanded, page, page, 0..end, sources, &mut Vec::new());
    expanded
}

fn append<'s>(
    into: &mut Expanded<'s>,
    page: &'s Source,
    source: &'s Source,
    range: Range<usize>,
    sources: &'s Sources,
    open: &mut Vec<&'s str>,
) {
    let file = into.file(source, sources);
    let version = page.version();
    let text = &source.text[..range.end];
    let has_zones = text[range.start..].contains(":::zone");
    let mut zone = Zone::default();
    let mut at = range.start;
    into.begin(file, at);
    while at < text.len() {
        // Without zones, only lines with an include mark need a check.
        let start = if has_zones { at } else { line_of_mark(text, at) };
        into.text.push_str(&text[at..start]);
        let end = text[start..].find('\n').map_or(text.len(), |end| start + end + 1);
        let line = &text[start..end];
        at = end;
        if has_zones && zone.drops(line, version) {
            into.begin(file, end);
            continue;
        }
        let Some(include) = find(line).filter(|include| !is_snippet(include.path)) else {
            into.text.push_str(line);
            continue;
        };
        into.text.push_str(&line[..include.range.start]);
        let place = start + include.range.start..start + include.range.end;
        if !into.is_full {
            into.named.push((into.text.len(), include.path.to_owned()));
            if let Err(problem) = splice(into, page, source, include.path, sources, open) {
                into.is_full = problem == Problem::TooMany;
                into.problems.push((into.files[file].locate(place), problem));
            }
        }
        into.begin(file, start + include.range.end);
        into.text.push_str(&line[include.range.end..]);
    }
}

/// The start of the next line with an include mark; the end of the text if there is none.
fn line_of_mark(text: &str, from: usize) -> usize {
    let Some(mark) = mark(&text[from..]) else { return text.len() };
    text[from..from + mark].rfind('\n').map_or(from, |end| from + end + 1)
}

fn splice<'s>(
    into: &mut Expanded<'s>,
    page: &'s Source,
    source: &'s Source,
    path: &str,
    sources: &'s Sources,
    open: &mut Vec<&'s str>,
) -> Result<(), Problem> {
    if into.named.len() > INCLUDES {
        return Err(Problem::TooMany);
    }
    let target = resolve(&source.path, path).ok_or_else(|| Problem::Outside(path.to_owned()))?;
    let included = sources.find(&target).ok_or(Problem::Missing(target))?;
    if included.path == page.path || open.contains(&included.path.as_str()) {
        return Err(Problem::Cycle(included.path.clone()));
    }
    if open.len() >= DEPTH {
        return Err(Problem::TooDeep);
    }
    if into.text.len() + included.text.len() > SIZE {
        return Err(Problem::TooMany);
    }
    open.push(&included.path);
    append(into, page, included, body(&included.text), sources, open);
    open.pop();
    Ok(())
}

/// The text of an include without front matter, lint comment and surrounding blank lines.
fn body(text: &str) -> Range<usize> {
    let mut start = front_matter(text).map_or(0, |range| range.end);
    loop {
        start += text[start..].len() - text[start..].trim_start().len();
        let lint =
            text[start..].starts_with("<!-- markdownlint") || text[start..].starts_with("<!--markdownlint");
        match lint.then(|| text[start..].find("-->")).flatten() {
            Some(end) => start += end + 3,
            None => break,
        }
    }
    start..text.trim_end().len().max(start)
}

/// The bytes from the first `---` line to the end of the second, if a text begins with front matter.
pub fn front_matter(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let mut at = start;
    for (index, line) in text[start..].split_inclusive('\n').enumerate() {
        let rule = line.trim_end() == "---";
        if index == 0 && !rule {
            return None;
        }
        at += line.len();
        if index > 0 && rule {
            return Some(start..at);
        }
    }
    None
}

/// An include directive within a line.
struct Include<'l> {
    range: Range<usize>,
    path: &'l str,
}

/// The position of the next `[!`. The search looks for `!`, which is rare.
fn mark(text: &str) -> Option<usize> {
    let mut marks = text.match_indices('!').filter_map(|(at, _)| at.checked_sub(1));
    marks.find(|at| text.as_bytes()[*at] == b'[')
}

/// Finds `[!INCLUDE [label](path)]`.
fn find(line: &str) -> Option<Include<'_>> {
    let start = mark(line)?;
    let rest = line[start + 2..].trim_start();
    let word = rest.get(..7).filter(|word| word.eq_ignore_ascii_case("include"))?;
    let label = &rest[word.len()..];
    let open = label.find("](")?;
    let close = open + label[open..].find(')')?;
    let path = label[open + 2..close].trim();
    let from = line.len() - label.len();
    let end = label[close + 1..].find(']').map_or(close + 1, |at| close + 2 + at);
    let path = path.split_whitespace().next().unwrap_or_default();
    Some(Include { range: start..from + end, path })
}

/// Whether a path is a code snippet in another language. Thousands of these files state nothing about the API.
fn is_snippet(path: &str) -> bool {
    path.contains("/snippets/")
}

/// The paths of the files that a text includes, below the docs root.
pub fn targets(source: &Source) -> Vec<String> {
    let mut rest = source.text.as_str();
    let mut targets = Vec::new();
    while let Some(at) = mark(rest) {
        let line = &rest[at..];
        let is_include =
            line[2..].trim_start().get(..7).is_some_and(|word| word.eq_ignore_ascii_case("include"));
        let end = if is_include { line.find('\n').unwrap_or(line.len()) } else { 0 };
        if let Some(include) = find(&line[..end]).filter(|include| !is_snippet(include.path)) {
            targets.extend(resolve(&source.path, include.path));
        }
        rest = &line[2..];
    }
    targets
}

/// Resolves a path relative to the file that contains it; `None` outside the docs root.
pub fn resolve(from: &str, path: &str) -> Option<String> {
    if path.contains(['~', '\\', ':']) {
        return None;
    }
    let (folder, path) = match path.strip_prefix('/') {
        Some(path) => ("", path),
        None => (from.rsplit_once('/').map_or("", |(folder, _)| folder), path),
    };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The state of zones: whether the current lines belong to another version.
#[derive(Default)]
struct Zone {
    hidden: bool,
}

impl Zone {
    fn drops(&mut self, line: &str, version: Option<Version>) -> bool {
        let Some(rest) = line.trim_start().strip_prefix(":::zone") else { return self.hidden };
        let pivot = rest.split_once("pivot=").map(|(_, pivot)| pivot.trim().trim_matches('"'));
        self.hidden = match (pivot, version) {
            (Some("graph-preview"), Some(version)) => version != Version::Beta,
            (Some("graph-v1"), Some(version)) => version != Version::V1,
            _ => false,
        };
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.into(), text: text.into() }
    }

    fn sources(files: &[(&str, &str)]) -> Sources {
        let includes = files.iter().map(|(path, text)| ((*path).to_owned(), source(path, text))).collect();
        Sources { includes, ..Sources::default() }
    }

    #[test]
    fn an_include_stands_in_its_place_and_keeps_its_file() {
        let page = source("beta/api/a.md", "one\n[!INCLUDE [x](../includes/x.md)]\nthree\n");
        let sources = sources(&[("beta/includes/x.md", "---\nt: 1\n---\n\ntwo\n\n")]);
        let expanded = expand(&page, &sources);
        assert_eq!(expanded.text, "one\ntwo\nthree\n");
        assert_eq!(expanded.locate(&(4..7)).to_string(), "beta/includes/x.md:5:1");
        assert_eq!(expanded.locate(&(8..13)).to_string(), "beta/api/a.md:3:1");
    }

    #[test]
    fn a_missing_include_is_told_and_the_page_goes_on() {
        let page = source("beta/api/a.md", "[!INCLUDE [x](../includes/x.md)]\nrest\n");
        let sources = Sources::default();
        let expanded = expand(&page, &sources);
        assert_eq!(expanded.text, "\nrest\n");
        assert_eq!(expanded.problems[0].1, Problem::Missing("beta/includes/x.md".into()));
        assert_eq!(expanded.problems[0].0.to_string(), "beta/api/a.md:1:1");
    }

    #[test]
    fn includes_never_leave_the_root_nor_run_in_circles() {
        assert_eq!(resolve("beta/api/a.md", "../../../x.md"), None);
        assert_eq!(resolve("beta/api/a.md", "/includes/x.md").as_deref(), Some("includes/x.md"));
        let page = source("a.md", "[!INCLUDE [x](x.md)]");
        let sources = sources(&[("x.md", "[!INCLUDE [y](y.md)]"), ("y.md", "[!INCLUDE [x](x.md)]")]);
        assert!(matches!(expand(&page, &sources).problems[0].1, Problem::Cycle(_)));
    }

    #[test]
    fn includes_do_not_multiply_without_end() {
        let files: Vec<(String, String)> = (1..=9)
            .map(|n| {
                (format!("{n}.md"), format!("[!INCLUDE [x]({}.md)]\n{}\n", n + 1, "x".repeat(800)).repeat(8))
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        let (page, sources) = (source("a.md", "[!INCLUDE [x](1.md)]\nrest"), sources(&files));
        let expanded = expand(&page, &sources);
        let too_many = expanded.problems.iter().filter(|(_, problem)| *problem == Problem::TooMany);
        assert_eq!(too_many.count(), 1);
        assert!(expanded.named.len() <= INCLUDES + 1 && expanded.text.len() < SIZE);
        assert!(expanded.text.ends_with("rest"), "the page goes on");
    }

    #[test]
    fn includes_do_not_grow_a_page_without_end() {
        let (page, large) = (source("a.md", &"[!INCLUDE [x](x.md)]\n".repeat(40)), "x".repeat(FILE / 8));
        let sources = sources(&[("x.md", &large)]);
        let expanded = expand(&page, &sources);
        assert_eq!(expanded.problems.len(), 1);
        assert_eq!((&expanded.problems[0].1, expanded.problems[0].0.line), (&Problem::TooMany, 8));
        assert!(expanded.text.len() < SIZE);
    }

    #[test]
    fn a_zone_of_the_other_version_is_left_out() {
        let page = source(
            "beta/a.md",
            ":::zone pivot=\"graph-v1\"\nno\n:::zone-end\n:::zone pivot=\"graph-preview\"\nyes\n:::zone-end\nboth\n",
        );
        let sources = Sources::default();
        let expanded = expand(&page, &sources);
        assert_eq!(expanded.text, "yes\nboth\n");
        assert_eq!(expanded.locate(&(0..3)).line, 5);
    }
}
