//! Compares URLs of examples with the query options of their pages. In: facts of api pages. Out: [`Found`]s: denied options in use.

use super::{Found, Problem};
use crate::facts::PageFacts;
use crate::facts::operation::query_option::QueryOption;

pub(super) fn check(pages: &[PageFacts], found: &mut Vec<Found>) {
    for facts in pages.iter().filter_map(|page| page.operation.as_deref()) {
        let Some(stated) = &facts.query_options else { continue };
        for example in facts.examples.iter().filter(|example| !example.is_foreign) {
            let denied = used(&example.url).into_iter().filter(|option| stated.denies(*option));
            found.extend(denied.map(|option| Found {
                page: facts.page.clone(),
                span: example.span.clone(),
                problem: Problem::ExampleDeniedOption(option.name()),
            }));
        }
    }
}

/// The options in the query of a URL, except those inside `$expand`.
fn used(url: &str) -> Vec<QueryOption> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    let names = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default().trim());
    let dollars = names.filter_map(|name| name.strip_prefix('$').or_else(|| name.strip_prefix("%24")));
    dollars.filter_map(QueryOption::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::used;
    use crate::facts::operation::query_option::QueryOption;

    #[test]
    fn options_follow_the_question_mark() {
        assert_eq!(
            used("https://x/v1.0/a?$expand=b($select=c;$top=1)&%24Count=true&search=x"),
            [QueryOption::Expand, QueryOption::Count]
        );
        assert_eq!(used("/a/$count"), []);
    }
}
