//! Finds the documented requests most similar to a URL. In: a URL, operations. Out: request lines.

use crate::examples::call_names::{CallNames, is_same, short};
use crate::examples::url::{Piece, Target, target};
use crate::facts::template::{Method, Segment, Template};
use crate::model::Model;
use crate::plan::ir::operation_info::InfoPlan;
use crate::source::Version;

/// The maximum number of suggested requests.
const OFFERED: usize = 3;

/// The maximum share of a path that may differ. Beyond it, similarity is chance.
const FARTHEST: f64 = 0.5;

/// The additional distance of another HTTP method. It only decides between equally similar paths.
const OTHER_METHOD: f64 = 0.01;

/// A documented path, compared with a URL.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DocumentedPath<'i> {
    /// The path as on the page.
    pub text: &'i str,
    /// The share of the path that differs, from 0 to 1.
    pub distance: f64,
    /// Whether the path matches the URL.
    pub fits: bool,
}

/// The request lines most similar to a URL, nearest first. Names and values of keys are ignored.
pub fn nearest(models: &[Model], url: &str, method: Option<Method>) -> Vec<String> {
    let mut rated: Vec<(f64, String)> = Vec::new();
    for model in models {
        let Ok(target) = target(url, model.version) else { continue };
        let names = CallNames::new(model);
        for operation in &model.operations {
            let other =
                if method.is_some_and(|method| method != operation.method) { OTHER_METHOD } else { 0.0 };
            rated.extend(operation.templates.iter().filter_map(|template| {
                let distance = distance(&target, template, &names);
                let line = || format!("{} {}", operation.method, template.text);
                (distance <= FARTHEST).then(|| (distance + other, line()))
            }));
        }
    }
    rated.sort_by(|(one, line), (other, another)| one.total_cmp(other).then_with(|| line.cmp(another)));
    let mut lines: Vec<String> = Vec::new();
    for (_, line) in rated {
        if !lines.contains(&line) && lines.len() < OFFERED {
            lines.push(line);
        }
    }
    lines
}

/// The documented path of a page that is most similar to a URL.
pub fn documented_path<'i>(info: &'i InfoPlan, url: &str, version: Version) -> Option<DocumentedPath<'i>> {
    let target = target(url, version).ok()?;
    let rated = info.templates.iter().filter_map(|text| {
        let template = Template::parse(text).ok()?;
        let units: Vec<Unit<'_>> = template.segments.iter().flat_map(units).collect();
        Some(DocumentedPath {
            text,
            distance: distance(&target, &template, &CallNames::default()),
            fits: fits(&target.pieces, &units),
        })
    });
    rated.min_by(|one, other| other.fits.cmp(&one.fits).then(one.distance.total_cmp(&other.distance)))
}

/// Whether a URL matches a documented path. A key matches any segment.
fn fits(pieces: &[Piece], units: &[Unit<'_>]) -> bool {
    match (pieces, units) {
        ([], []) => true,
        // A key may follow its collection in parentheses.
        ([Piece::Call { name, .. }, pieces @ ..], [Unit::Name(known), Unit::Key, units @ ..])
            if is_same(name, known) =>
        {
            fits(pieces, units)
        }
        ([piece, pieces @ ..], [unit, units @ ..]) => {
            let is_same = match (piece, unit) {
                (Piece::Address(_), Unit::Address) => true,
                (Piece::Plain(text), Unit::Key) => short(text).is_none(),
                (Piece::Plain(text) | Piece::Call { name: text, .. }, Unit::Name(name)) => {
                    is_same(text, name)
                }
                _ => false,
            };
            is_same && fits(pieces, units)
        }
        _ => false,
    }
}

/// A part of a template. An address is a separate part, as in a URL.
enum Unit<'t> {
    Name(&'t str),
    Key,
    Address,
}

fn units(segment: &Segment) -> Vec<Unit<'_>> {
    match segment {
        Segment::Literal(name) | Segment::Function { name, .. } => vec![Unit::Name(name)],
        Segment::Key(_) => vec![Unit::Key],
        Segment::PathAddress { from, .. } => units(from).into_iter().chain([Unit::Address]).collect(),
    }
}

/// The share of a path that differs, from 0 to 1: an edit distance over segments.
fn distance(target: &Target, template: &Template, names: &CallNames<'_>) -> f64 {
    let units: Vec<Unit<'_>> = template.segments.iter().flat_map(units).collect();
    let steps = |count: usize| (0..=count).scan(0.0, |sum, _| Some(std::mem::replace(sum, *sum + 1.0)));
    let mut row: Vec<f64> = steps(units.len()).collect();
    for piece in &target.pieces {
        let mut next = vec![row.first().copied().unwrap_or_default() + 1.0];
        for (unit, above) in units.iter().zip(row.windows(2)) {
            let left = next.last().copied().unwrap_or_default();
            let [corner, above] = [above[0], above[1]];
            next.push((corner + difference(piece, unit, names)).min(left + 1.0).min(above + 1.0));
        }
        row = next;
    }
    let longest = u16::try_from(target.pieces.len().max(units.len()).max(1)).unwrap_or(u16::MAX);
    row.last().copied().unwrap_or_default() / f64::from(longest)
}

/// The difference of two segments, from 0 to 1.
fn difference(piece: &Piece, unit: &Unit<'_>, names: &CallNames<'_>) -> f64 {
    match (piece, unit) {
        (Piece::Address(_), Unit::Address) => 0.0,
        (Piece::Plain(text), Unit::Key) if short(text).is_some() || names.contains(text) => 1.0,
        // A word may be a misspelt name; other text is an id.
        (Piece::Plain(text), Unit::Key) if text.chars().all(char::is_alphabetic) => 0.5,
        (Piece::Plain(_), Unit::Key) => 0.0,
        (Piece::Plain(text) | Piece::Call { name: text, .. }, Unit::Name(name)) => {
            let [text, name] = [text.as_str(), name].map(|name| short(name).unwrap_or(name));
            1.0 - strsim::normalized_damerau_levenshtein(&text.to_lowercase(), &name.to_lowercase())
        }
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{CallNames, distance, fits, nearest, units};
    use crate::examples::url::target;
    use crate::facts::template::{Method, Template};
    use crate::model::Model;
    use crate::model::operation::{Body, Content};
    use crate::plan::sample::{model, operation};
    use crate::source::Version;

    fn sample() -> Model {
        let lines = [
            (Method::Get, "/me/messages"),
            (Method::Get, "/me/messages/{id}"),
            (Method::Patch, "/me/messages/{id}"),
            (Method::Get, "/users/{id | userPrincipalName}/messages/{id}/attachments"),
            (Method::Put, "/me/drive/root:/{path}:/content"),
            (Method::Get, "/reports/usage(period='{period}')"),
        ];
        let operations = lines.map(|(method, path)| {
            let mut operation = operation("Any", method, "/", Body::None, Content::Unstated);
            operation.templates = vec![Template::parse(path).unwrap()];
            operation
        });
        Model { operations: operations.to_vec(), ..model(Vec::new(), Vec::new()) }
    }

    #[track_caller]
    fn check(url: &str, method: Option<Method>, expected: Option<&str>) {
        assert_eq!(nearest(&[sample()], url, method).first().map(String::as_str), expected, "{url}");
    }

    #[test]
    fn a_misspelt_segment_leads_to_the_documented_one() {
        check("/me/mesages", None, Some("GET /me/messages"));
        check("https://graph.microsoft.com/v1.0/me/mesages/AAMk=7", None, Some("GET /me/messages/{id}"));
        check("/reports/usages(period='D7')", None, Some("GET /reports/usage(period='{period}')"));
        check("/me/drive/root:/a/b.txt:/contents", None, Some("PUT /me/drive/root:/{path}:/content"));
        check("/sites/7/pages", None, None);
    }

    #[test]
    fn the_method_decides_between_equal_paths() {
        check("/me/message/7", Some(Method::Patch), Some("PATCH /me/messages/{id}"));
        check("/me/message/7", Some(Method::Delete), Some("GET /me/messages/{id}"));
    }

    #[test]
    fn a_url_has_a_path_whatever_its_keys_are() {
        let check = |url: &str, path: &str, expected: bool| {
            let (target, template) = (target(url, Version::V1).unwrap(), Template::parse(path).unwrap());
            let units: Vec<_> = template.segments.iter().flat_map(units).collect();
            assert_eq!(fits(&target.pieces, &units), expected, "{url} {path}");
        };
        check("/me/mailFolders/inbox/messages", "/me/mailFolders/{id}/messages", true);
        check("/users('ada')/messages?$top=1", "/users/{id}/messages", true);
        check("/me/drive/root:/a/b:/content", "/me/drive/root:/{path}:/content", true);
        check("/reports/usage(period='D7')", "/reports/usage(period='{period}')", true);
        check("/me/calendarView", "/me/events", false);
        check("/me/events/7", "/me/events", false);
    }

    #[test]
    fn an_id_is_no_difference() {
        let of = |url: &str| {
            let template = Template::parse("/users/{id}/messages").unwrap();
            distance(&target(url, Version::V1).unwrap(), &template, &CallNames::default())
        };
        assert_eq!([of("/users/ada@contoso.com/messages"), of("/users/{any}/messages")], [0.0, 0.0]);
        assert!(of("/users/messages") > 0.0 && of("/x/y/z") > 0.7);
    }
}
