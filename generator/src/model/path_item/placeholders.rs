//! Names the keys of paths. In: the templates of all operations. Out: paths with the most frequent placeholders, for documentation.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::facts::template::{Segment, Template};
use crate::model::operation::Operation;
use crate::model::path_item::edge;

/// The marker of a key or value in a path.
const HOLE: &str = "{}";

/// The number of occurrences of each placeholder, by the path before it in lower case with `{}` for keys.
#[derive(Debug, Default)]
pub struct Placeholders(BTreeMap<String, BTreeMap<String, usize>>);

impl Placeholders {
    /// Counts the placeholders of all templates.
    pub fn of(operations: &[Operation]) -> Self {
        let mut counts = Self::default();
        operations
            .iter()
            .flat_map(|operation| &operation.templates)
            .for_each(|template| counts.add(template));
        counts
    }

    fn add(&mut self, template: &Template) {
        let mut path = String::new();
        for (_, segment) in template.segments.iter().flat_map(edge::edges) {
            let shown = edge::show(&segment).to_lowercase();
            let mut parts = shown.split(HOLE);
            path.push_str(parts.next().unwrap_or_default());
            for (placeholder, part) in placeholders(&segment).into_iter().zip(parts) {
                if placeholder.contains('{') {
                    *self.0.entry(path.clone()).or_default().entry(placeholder).or_default() += 1;
                }
                path.extend([HOLE, part]);
            }
        }
    }

    /// Fills the `{}` of a path. Of equally frequent placeholders, the alphabetically first counts.
    pub fn fill(&self, path: &str) -> String {
        let mut filled = String::new();
        let mut known = String::new();
        let mut parts = path.split(HOLE).peekable();
        while let Some(part) = parts.next() {
            filled.push_str(part);
            known.push_str(&part.to_lowercase());
            if parts.peek().is_some() {
                let counts = self.0.get(&known).into_iter().flatten();
                let most = counts.min_by_key(|&(placeholder, count)| (Reverse(*count), placeholder));
                filled.push_str(
                    &most.map_or_else(|| default_placeholder(part), |(placeholder, _)| placeholder.clone()),
                );
                known.push_str(HOLE);
            }
        }
        filled
    }
}

/// The placeholders on the page for each `{}` of a segment.
fn placeholders(segment: &Segment) -> Vec<String> {
    let braced = |name: &str| format!("{{{name}}}");
    match segment {
        Segment::Literal(_) => Vec::new(),
        Segment::Key(name) => vec![braced(name)],
        Segment::Function { arguments, .. } => arguments.iter().map(|(_, value)| value.clone()).collect(),
        Segment::PathAddress { path, .. } => vec![braced(path)],
    }
}

/// The placeholder of a key or value for which pages contain only samples.
fn default_placeholder(before: &str) -> String {
    let argument = before.strip_suffix('=').and_then(|before| before.rsplit(['(', ',']).next());
    let name = argument.unwrap_or(if before.ends_with(':') { "path" } else { "id" });
    format!("{{{name}}}")
}

#[cfg(test)]
mod tests {
    use super::Placeholders;
    use crate::facts::template::Template;

    #[track_caller]
    fn check(templates: &[&str], path: &str, filled: &str) {
        let mut counts = Placeholders::default();
        templates.iter().for_each(|template| counts.add(&Template::parse(template).unwrap()));
        assert_eq!(counts.fill(path), filled);
    }

    #[test]
    fn the_most_frequent_placeholder_is_used() {
        let templates = ["/tasks/{id}", "/Tasks/{task-id}/details", "/tasks/{task-id}/notes/{note}"];
        check(&templates, "/tasks/{}", "/tasks/{task-id}");
        check(&templates, "/tasks/{}/notes/{}/parts", "/tasks/{task-id}/notes/{note}/parts");
        check(&["/tasks/{b}", "/tasks/{a}"], "/tasks/{}", "/tasks/{a}");
    }

    #[test]
    fn arguments_keep_their_quotes() {
        let templates = ["/sheet/range(address='{address}')/rows", "/sheet/cell(row=1,column={column})"];
        check(&templates, "/sheet/range(address={})", "/sheet/range(address='{address}')");
        check(&templates, "/sheet/cell(row={},column={})", "/sheet/cell(row={row},column={column})");
    }

    #[test]
    fn an_undocumented_path_has_placeholders() {
        check(&[], "/tasks/{}/cell(row={},column={})", "/tasks/{id}/cell(row={row},column={column})");
        check(&["/drive/root:/{item-path}:/children"], "/drive/root:/{}:", "/drive/root:/{item-path}:");
    }
}
