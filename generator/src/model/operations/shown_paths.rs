//! Finds paths without request line in examples and prose. In: facts of api pages, path items of request lines. Out: [`Template`]s by
//! page.

use std::collections::BTreeMap;

use crate::facts::operation::OperationFacts;
use crate::facts::template::{Method, QueryPair, Segment, Template, placeholder};
use crate::model::operations::implied_paths::is_like;
use crate::model::path_item::{PathIndex, PathItem};
use crate::name::is_identifier;
use crate::source::Version;

/// The paths without request line, by the index of their page.
///
/// Such a path adds one segment to a known path item, or uses a new method of it. A request line of the same page with another method
/// indicates an error of the example, which a check reports.
pub(in crate::model) fn find(
    version: Version,
    pages: &[&OperationFacts],
    path_items: &[PathItem],
) -> BTreeMap<usize, Vec<(Method, Template)>> {
    let index = PathIndex::of(path_items);
    let mut found: BTreeMap<usize, Vec<(Method, Template)>> = BTreeMap::new();
    let mut known: Vec<(Method, Template)> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for Shown { method, template, is_one } in shown(version, page) {
            let is_own = page.requests.iter().any(|line| is_like(&line.value.1.segments, &template.segments));
            let is_known = |segments: &[Segment]| {
                known.iter().any(|(other, path)| *other == method && is_like(&path.segments, segments))
            };
            if is_own
                || misnames_argument(page, &template.segments)
                || has_method(&index, path_items, method, &template.segments)
                || is_known(&template.segments)
            {
                continue;
            }
            // The response is one item of a collection: the example lacks the key.
            let path_item = index.find(&template.segments).and_then(|id| path_items.get(id.0));
            let lists = |path_item: &PathItem| path_item.ty.as_ref().is_some_and(|ty| ty.collection);
            if is_one && method == Method::Get && path_item.is_some_and(lists) {
                continue;
            }
            let Some(template) = generalize(&index, path_items, template) else { continue };
            if !is_known(&template.segments) {
                known.push((method, template.clone()));
                found.entry(number).or_default().push((method, template));
            }
        }
    }
    found
}

/// A request in an example or in prose.
struct Shown {
    method: Method,
    template: Template,
    /// Whether the response of its example is a single object.
    is_one: bool,
}

/// The requests of a page: lines in prose, then examples, except those of another version.
fn shown(version: Version, page: &OperationFacts) -> impl Iterator<Item = Shown> {
    let is_other = move |url: &str| {
        let mut others = Version::ALL.into_iter().filter(|other| *other != version);
        others.any(|other| url.contains(&format!("/{}/", other.folder())))
    };
    let examples = page.examples.iter().filter(move |found| !found.is_foreign && !is_other(&found.url));
    let examples = examples.filter_map(|found| {
        let body = found.response.as_ref().map(|response| &response.body);
        let is_one = body.is_some_and(|body| body.json.is_some() && !body.is_page());
        // The query of an example is a sample.
        let template =
            Template { query: Vec::new(), optional: Vec::new(), ..Template::parse(&found.url).ok()? };
        Some(Shown { method: found.method, template, is_one })
    });
    let lines = page.in_prose.iter().map(|line| {
        let (method, template) = line.value.clone();
        Shown { method, template: template.with_optional_query(), is_one: false }
    });
    lines.chain(examples)
}

/// Whether a path calls a function of the page with an argument that neither its request lines nor its rows name.
fn misnames_argument(page: &OperationFacts, segments: &[Segment]) -> bool {
    let Some((Segment::Function { name: called, arguments }, before)) = segments.split_last() else {
        return false;
    };
    let lines = page.requests.iter().filter_map(|line| match line.value.1.segments.split_last()? {
        (Segment::Function { name, arguments }, start)
            if name.eq_ignore_ascii_case(called) && is_like(start, before) =>
        {
            Some(arguments)
        }
        _ => None,
    });
    let of_lines: Vec<&str> = lines.flatten().map(|(name, _)| name.as_str()).collect();
    let is_known = |name: &str| {
        let rows = page.parameters.iter().map(|row| row.name.as_str());
        of_lines.iter().copied().chain(rows).any(|known| known.eq_ignore_ascii_case(name))
    };
    !of_lines.is_empty() && arguments.iter().any(|(name, _)| !is_known(name))
}

/// Whether a known path item has a method.
fn has_method(index: &PathIndex, path_items: &[PathItem], method: Method, segments: &[Segment]) -> bool {
    let path_item = index.find(segments).and_then(|id| path_items.get(id.0));
    path_item.is_some_and(|path_item| path_item.verbs.iter().any(|verb| verb.method == method))
}

/// Replaces samples by placeholders. `None` when the path does not start at a known path item.
fn generalize(index: &PathIndex, path_items: &[PathItem], template: Template) -> Option<Template> {
    let (last, before) = template.segments.split_last()?;
    let is_new =
        |key: &Segment| matches!((key, last), (Segment::Key(_), Segment::Literal(name)) if !is_sample(name));
    if let Some((_, segments)) = index.resolve(path_items, &template.segments)
        && !segments.last().is_some_and(is_new)
    {
        return Some(with_segments(segments, template.optional));
    }
    if before.is_empty() {
        return None;
    }
    let (path_item, mut segments) = index.resolve(path_items, before)?;
    let is_list = path_items.get(path_item.0)?.ty.as_ref().is_some_and(|ty| ty.collection);
    segments.push(match last {
        Segment::Literal(name) if is_list && is_sample(name) => Segment::Key("id".to_owned()),
        Segment::Key(_) | Segment::Literal(_) | Segment::PathAddress { .. } => last.clone(),
        Segment::Function { name, arguments } => {
            // Unnamed arguments belong to a key, or to a function that only its own page defines.
            if arguments.iter().any(|(name, _)| !is_identifier(name)) {
                return None;
            }
            let arguments = arguments.iter().map(|(name, value)| placeholder(name, value));
            Segment::Function { name: name.clone(), arguments: arguments.collect() }
        }
    });
    Some(with_segments(segments, template.optional))
}

/// Whether a text is a sample of a key. Names begin with a lower-case letter and contain only letters.
fn is_sample(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(|c| c.is_ascii_alphabetic())
}

fn with_segments(segments: Vec<Segment>, optional: Vec<QueryPair>) -> Template {
    let text = segments.iter().map(|segment| format!("/{segment}")).collect();
    Template { text, segments, query: Vec::new(), optional }
}

#[cfg(test)]
mod tests {
    use crate::facts;
    use crate::model::link::link;
    use crate::source::{Source, Sources, Version};

    /// Checks the paths and the arguments of a page whose example calls a URL.
    #[track_caller]
    fn check(url: &str, expected: &[&str]) {
        let text = format!(
            "# Parcels: sum\n## HTTP request\n```http\nGET /parcels/sum(from={{from}})\n```\n## Function parameters\n|Parameter|Type|Description|\n|-|-|-|\n|from|String|F.|\n|most|Int32|M.|\n## Example\n### Request\n```http\nGET https://graph.microsoft.com/v1.0/{url}\n```\n"
        );
        let pages = vec![Source { path: "v1.0/api/parcels-sum.md".to_owned(), text }];
        let sources = Sources { pages, ..Sources::default() };
        let pages = [facts::read(&sources.pages[0], Version::V1, &sources)];
        let model = link(Version::V1, &pages);
        let [sum] = &model.operations[..] else { panic!("one operation") };
        let paths = sum.templates.iter().map(|template| template.text.clone());
        let arguments = sum.parameters.iter().map(|one| {
            let need = if one.required { "!" } else { "" };
            format!("{}{need}", one.name)
        });
        assert_eq!(paths.chain(arguments).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_example_adds_a_documented_argument_only() {
        let line = "/parcels/sum(from={from})";
        check(
            "parcels/sum(from='x',most=2)",
            &[line, "/parcels/sum(from='{from}',most={most})", "from!", "most"],
        );
        check("parcels/sum(start='x')", &[line, "from!", "most"]);
    }
}
