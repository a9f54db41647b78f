//! In: a page and the files that it includes. Out: [`Expanded`]: one text with the includes in their places and without the
//! zones of other versions, and the way back from each of its bytes to the file that it came from (AD-4).

use std::ops::Range;

use super::problem::Problem;
use super::{Location, Source, Sources, Version};

/// How deep includes may stand in includes.
pub const DEPTH: usize = 8;

/// How large an expanded page may become, in bytes.
pub const SIZE: usize = 16 << 20;

/// A page as one text.
#[derive(Debug)]
pub struct Expanded<'s> {
    /// The text, includes in place.
    pub text: String,
    /// What could not be included.
    pub problems: Vec<(Location, Problem)>,
    /// The paths of the includes that the page names, whether or not they could be read, in order.
    pub named: Vec<(usize, String)>,
    pieces: Vec<Piece<'s>>,
}

/// A run of bytes that came from one file.
#[derive(Debug)]
struct Piece<'s> {
    start: usize,
    source: &'s Source,
    offset: usize,
}

impl Expanded<'_> {
    /// The place in its file of a range of the expanded text; a range that leaves its file is cut at the line's end.
    pub fn locate(&self, range: &Range<usize>) -> Location {
        let index = self.pieces.partition_point(|piece| piece.start <= range.start).saturating_sub(1);
        let Some(piece) = self.pieces.get(index) else {
            return Location { file: String::new(), line: 1, column: 1, start: 0, end: 0 };
        };
        let limit = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.start);
        let start = piece.offset + (range.start.min(limit) - piece.start);
        let end = piece.offset + (range.end.clamp(range.start, limit.max(range.start)) - piece.start);
        locate(piece.source, start..end)
    }
}

/// The place of a range of bytes of a file.
pub fn locate(source: &Source, range: Range<usize>) -> Location {
    let text = &source.text;
    let start = floor_boundary(text, range.start);
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Location {
        file: source.path.clone(),
        line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        column: text[line_start..start].chars().count() + 1,
        start,
        end: floor_boundary(text, range.end.max(start)),
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Puts the included files in their places.
pub fn expand<'s>(page: &'s Source, sources: &'s Sources) -> Expanded<'s> {
    let text = String::with_capacity(page.text.len() + 512);
    let mut expanded = Expanded { text, problems: Vec::new(), named: Vec::new(), pieces: Vec::new() };
    append(&mut expanded, page, page, 0..page.text.len(), sources, &mut Vec::new());
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
    let mut at = range.start;
    let mut zone = Zone::default();
    into.pieces.push(Piece { start: into.text.len(), source, offset: at });
    for line in source.text[range].split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        if zone.drops(line, page.version()) {
            into.pieces.push(Piece { start: into.text.len(), source, offset: end });
            continue;
        }
        let Some(include) = find(line).filter(|include| !is_snippet(include.path)) else {
            into.text.push_str(line);
            continue;
        };
        into.text.push_str(&line[..include.range.start]);
        let place = start + include.range.start..start + include.range.end;
        into.named.push((into.text.len(), include.path.to_owned()));
        if let Err(problem) = splice(into, page, source, include.path, sources, open) {
            into.problems.push((locate(source, place), problem));
        }
        into.pieces.push(Piece { start: into.text.len(), source, offset: start + include.range.end });
        into.text.push_str(&line[include.range.end..]);
    }
}

fn splice<'s>(
    into: &mut Expanded<'s>,
    page: &'s Source,
    source: &'s Source,
    path: &str,
    sources: &'s Sources,
    open: &mut Vec<&'s str>,
) -> Result<(), Problem> {
    let target = resolve(&source.path, path).ok_or_else(|| Problem::Outside(path.to_owned()))?;
    let included = sources.find(&target).ok_or(Problem::Missing(target))?;
    if included.path == page.path || open.contains(&included.path.as_str()) {
        return Err(Problem::Cycle(included.path.clone()));
    }
    if open.len() >= DEPTH || into.text.len() + included.text.len() > SIZE {
        return Err(Problem::TooDeep);
    }
    open.push(&included.path);
    append(into, page, included, body(&included.text), sources, open);
    open.pop();
    Ok(())
}

/// The text of an include without its front matter, its lint comment and the blank lines around.
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

/// The bytes from the first `---` line to the end of the second, when a text starts with front matter.
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

/// An include within a line.
struct Include<'l> {
    range: Range<usize>,
    path: &'l str,
}

/// Finds `[!INCLUDE [label](path)]`.
fn find(line: &str) -> Option<Include<'_>> {
    let start = line.find("[!")?;
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

/// Code in other languages, thousands of files that state nothing of the API.
fn is_snippet(path: &str) -> bool {
    path.contains("/snippets/")
}

/// The paths below the docs root of the files that a text includes.
pub fn targets(source: &Source) -> Vec<String> {
    let mut rest = source.text.as_str();
    let mut targets = Vec::new();
    while let Some(at) = rest.find("[!") {
        let line = &rest[at..];
        let end = line.find('\n').unwrap_or(line.len());
        if let Some(include) = find(&line[..end]).filter(|include| !is_snippet(include.path)) {
            targets.extend(resolve(&source.path, include.path));
        }
        rest = &line[2..];
    }
    targets
}

/// Joins a relative path and the file that names it; `None` when it leads out of the docs root.
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

/// Whether the lines at hand stand in a zone of another version.
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
        Sources { pages: Vec::new(), includes }
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
