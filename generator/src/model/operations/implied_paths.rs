//! Finds paths implied by request lines. In: request lines, URLs of examples. Out: [`Template`]s that occur only in examples.
//!
//! An implied path adds `$count`, `$value` or the arguments of a function to a request line.

use crate::facts::template::{Segment, Template, argument_names, placeholder};

/// The implied paths in URLs, each once.
pub(in crate::model) fn implied_paths<'u>(
    lines: &[Template],
    urls: impl Iterator<Item = &'u str>,
) -> Vec<Template> {
    let mut found: Vec<Template> = Vec::new();
    for shown in urls.filter_map(|url| Template::parse(url).ok()) {
        let known = |segments: &[Segment]| {
            let all = lines.iter().chain(&found);
            all.into_iter().any(|known| is_like(&known.segments, segments))
        };
        let segments = lines
            .iter()
            .find_map(|line| with_system_segment(line, &shown).or_else(|| with_arguments(line, &shown)));
        let template = segments.filter(|(_, segments)| !known(segments));
        found.extend(template.map(|(text, segments)| Template {
            text,
            segments,
            query: Vec::new(),
            optional: Vec::new(),
        }));
    }
    found
}

/// A line followed by `$count` or `$value`, possibly after a cast.
fn with_system_segment(line: &Template, shown: &Template) -> Option<(String, Vec<Segment>)> {
    let (start, rest) = shown.segments.split_at_checked(line.segments.len())?;
    let (last, casts) = rest.split_last()?;
    let is_end = matches!(last, Segment::Literal(name) if matches!(name.as_str(), "$count" | "$value"));
    if !is_end || !casts.iter().all(Segment::is_qualified) || !is_like(&line.segments, start) {
        return None;
    }
    let names = rest.iter().filter_map(|segment| match segment {
        Segment::Literal(name) => Some(format!("/{name}")),
        _ => None,
    });
    let text = line.text.trim_end_matches('/').to_owned() + &names.collect::<String>();
    Some((text, line.segments.iter().chain(rest).cloned().collect()))
}

/// A line whose last segment is a function, with the arguments of the URL.
fn with_arguments(line: &Template, shown: &Template) -> Option<(String, Vec<Segment>)> {
    let (last, before) = line.segments.split_last()?;
    let (Segment::Function { name: called, arguments }, start) = shown.segments.split_last()? else {
        return None;
    };
    let name = match last {
        Segment::Literal(name) => name,
        Segment::Function { name, arguments } if arguments.is_empty() => name,
        _ => return None,
    };
    let is_named = !arguments.is_empty() && arguments.iter().all(|(name, _)| !name.is_empty());
    if !name.eq_ignore_ascii_case(called) || !is_named || !is_like(before, start) {
        return None;
    }
    let arguments: Vec<(String, String)> =
        arguments.iter().map(|(name, value)| placeholder(name, value)).collect();
    let written: Vec<String> = arguments.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let text = line.text.trim_end_matches("()").to_owned() + &format!("({})", written.join(","));
    let function = Segment::Function { name: name.clone(), arguments };
    Some((text, before.iter().cloned().chain([function]).collect()))
}

/// Whether a path matches a request line. Keys match any value.
pub(in crate::model) fn is_like(line: &[Segment], shown: &[Segment]) -> bool {
    let fits = |(line, shown): (&Segment, &Segment)| match (line, shown) {
        (Segment::Literal(own), Segment::Literal(other)) => own.eq_ignore_ascii_case(other),
        (Segment::Key(_), Segment::Literal(name)) => !name.starts_with('$'),
        (Segment::Key(_), Segment::Key(_)) => true,
        (Segment::Function { name, arguments }, Segment::Function { name: other, arguments: others }) => {
            name.eq_ignore_ascii_case(other) && argument_names(arguments) == argument_names(others)
        }
        (Segment::PathAddress { from, .. }, Segment::PathAddress { from: other, .. }) => {
            is_like(std::slice::from_ref(from), std::slice::from_ref(other))
        }
        _ => false,
    };
    line.len() == shown.len() && line.iter().zip(shown).all(fits)
}

#[cfg(test)]
mod tests {
    use super::implied_paths;
    use crate::facts::template::Template;

    #[track_caller]
    fn check(lines: &[&str], url: &str, expected: &[&str]) {
        let lines: Vec<Template> = lines.iter().map(|line| Template::parse(line).unwrap()).collect();
        let found = implied_paths(&lines, [url, url].into_iter());
        assert_eq!(found.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_line_implies_its_count_and_value() {
        check(&["/parcels"], "https://graph.microsoft.com/v1.0/parcels/$count", &["/parcels/$count"]);
        check(
            &["/depots/{id}/parcels"],
            "/depots/7f/parcels/x.y.box/$count",
            &["/depots/{id}/parcels/x.y.box/$count"],
        );
        check(&["/parcels/{id}"], "/parcels/7/$value", &["/parcels/{id}/$value"]);
        check(&["/parcels", "/parcels/$count"], "/parcels/$count", &[]);
    }

    #[test]
    fn a_url_adds_the_arguments_of_a_function() {
        check(
            &["/parcels/near"],
            "/parcels/near(place='Bergen',most=5)",
            &["/parcels/near(place='{place}',most={most})"],
        );
        check(&["/parcels/near(place={p})"], "/parcels/near(place='Bergen')", &[]);
        check(&["/parcels/near(place={p},most={m})"], "/parcels/near(most=5, place='Bergen')", &[]);
    }

    #[test]
    fn other_paths_are_not_implied() {
        check(&["/parcels"], "/parcels/7/labels", &[]);
        check(&["/parcels"], "/letters/$count", &[]);
        check(&["/parcels"], "/parcels/$ref", &[]);
    }
}
