//! All items of a collection come once and in order, or the stream ends with an error and can be begun again.

use super::server::{Broken, Case, Service, check};
use crate::list;
use crate::server::{Answer, Seen};
use msgraph_core::client::Pages;
use msgraph_core::{ErrorKind, Json, Page, Request};
use proptest::prelude::{Just, Strategy, TestCaseError, any, prop_assert, prop_oneof};
use proptest::sample::select;
use serde_json::json;

#[derive(Clone, Debug)]
enum Fault {
    Broken(Broken),
    /// A body that is no page.
    Body(&'static str),
    /// The JSON ends at this byte, and so does the response.
    Truncated(usize),
    /// The link leads to a page that has come already; 0 is this one.
    Back(usize),
    /// The same with another fragment.
    Fragment(usize),
    /// The link is no text that can be followed.
    Link(&'static str),
    /// The name of the link in another case.
    PascalCase,
}

/// A collection: the numbers of its pages lead to the numbers of items.
struct Collection {
    pages: Vec<usize>,
    /// Whether a link was given that is refused when it is followed.
    misled: bool,
    /// The page that came last, and the one with which the stream began.
    last: usize,
    first: usize,
}

impl Collection {
    fn items(&self, page: usize) -> Vec<String> {
        (0..self.pages[page]).map(|item| format!("{page}.{item}")).collect()
    }

    fn all(&self) -> Vec<String> {
        (0..self.pages.len()).flat_map(|page| self.items(page)).collect()
    }

    fn page_with_link(&self, page: usize, name: &str, link: Json) -> Answer {
        let mut body = json!({"value": self.items(page)});
        body[name] = link;
        Answer::new(200, body.to_string())
    }
}

fn number(seen: &Seen) -> usize {
    seen.target.split_once("p=").map_or(0, |(_, page)| page.parse().unwrap())
}

impl Service for Collection {
    type Fault = Fault;

    fn respond(&mut self, seen: &Seen, fault: Option<Fault>) -> Answer {
        let page = number(seen);
        self.last = page;
        // a stream does not know of pages before its first
        let back = |steps: usize| page.saturating_sub(steps).max(self.first);
        let host = seen.header("host").unwrap();
        let link = |page: usize| match page {
            0 => format!("http://{host}/v1.0/me/messages"),
            _ => format!("http://{host}/v1.0/me/messages?p={page}"),
        };
        let name = "@odata.nextLink";
        let next = Some(page + 1).filter(|next| *next < self.pages.len());
        let honest = match next {
            Some(next) => self.page_with_link(page, name, link(next).into()),
            None => Answer::new(200, json!({"value": self.items(page)}).to_string()),
        };
        match fault {
            None => honest,
            Some(Fault::Broken(broken)) => broken.spoil(|| honest),
            Some(Fault::Body(body)) => Answer::new(200, body),
            Some(Fault::Truncated(at)) => {
                let body = honest.body()[..at % honest.body().len()].to_vec();
                honest.with_body(body)
            }
            Some(Fault::Back(steps)) => self.page_with_link(page, name, link(back(steps)).into()),
            Some(Fault::Fragment(steps)) => {
                let link = format!("{}#{}", link(back(steps)), seen.number);
                self.page_with_link(page, name, link.into())
            }
            Some(Fault::Link(text)) => {
                self.misled = text.starts_with('"');
                self.page_with_link(page, name, serde_json::from_str(text).unwrap())
            }
            Some(Fault::PascalCase) => match next {
                Some(next) => self.page_with_link(page, "@odata.NextLink", link(next).into()),
                None => honest,
            },
        }
    }
}

fn fault() -> impl Strategy<Value = Fault> {
    let bodies = vec!["", "null", "[]", "{}", r#"{"value": {}}"#, r#"{"value": "x"}"#, r#"{"status": "ok"}"#];
    let links = vec!["7", "true", "{}", "[]", r#""http://other.example/v1.0/me/messages""#, r#""""#];
    prop_oneof![
        2 => Broken::any().prop_map(Fault::Broken),
        1 => select(bodies).prop_map(Fault::Body),
        1 => any::<usize>().prop_map(Fault::Truncated),
        2 => (0..6_usize).prop_map(Fault::Back),
        1 => (0..6_usize).prop_map(Fault::Fragment),
        1 => select(links).prop_map(Fault::Link),
        1 => Just(Fault::PascalCase),
    ]
}

/// Reads all pages, and begins again after each error with what is left. False when a link leads nowhere.
async fn finish(case: &Case<Collection>) -> Result<(Vec<String>, bool), TestCaseError> {
    let mut items = Vec::new();
    let mut request: Request<Page<Json>> = list();
    loop {
        let left = case.faults_left();
        let mut pages: Pages<Page<Json>> = case.client.pages(request);
        let error = loop {
            match pages.try_next().await {
                Ok(Some(page)) => {
                    items.extend(page.value.iter().map(|item| item.as_str().unwrap_or_default().to_owned()));
                }
                Ok(None) => return Ok((items, true)),
                Err(error) => break error,
            }
        };
        if error.kind() == ErrorKind::Building {
            prop_assert!(case.truth(|collection| collection.misled), "{error}");
            return Ok((items, false));
        }
        prop_assert!(case.faults_left() < left, "an error without a fault: {error}");
        prop_assert!(pages.try_next().await.is_ok_and(|page| page.is_none()), "pages after an error");
        case.truth(|collection| collection.first = collection.last);
        request = pages
            .remaining_request()
            .cloned()
            .ok_or_else(|| TestCaseError::fail("an error is not the end"))?;
    }
}

#[test]
fn pages_come_once_or_can_be_begun_again() {
    let cases = (proptest::collection::vec(0..3_usize, 1..9), proptest::collection::vec(fault(), 0..12));
    check(&cases, async |(pages, faults)| {
        let case = Case::start(Collection { pages, misled: false, last: 0, first: 0 }, faults).await;
        let (items, is_whole) = finish(&case).await?;
        let all = case.truth(|collection| collection.all());
        prop_assert!(all.starts_with(&items), "{items:?}");
        prop_assert!(!is_whole || items == all, "{items:?}");
        Ok(())
    });
}
