//! Streams ask for a page when one is wanted, lose nothing, and can be begun again where they ended.

use crate::server::{Answer, Server};
use crate::{TestClock, builder, client, list, messages};
use msgraph_core::client::{Retry, Token};
use msgraph_core::{DeltaItem, DeltaPage, Deserialized, ErrorKind, Json, Operation, Page, Request};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// A page of these ids, and the path of the next one.
fn page(server: &str, ids: &[u32], next: Option<&str>) -> Answer {
    let items: Vec<Json> = ids.iter().map(|id| json!({"id": id})).collect();
    let mut body = json!({"value": items});
    if let Some(next) = next {
        body["@odata.nextLink"] = format!("http://{server}{next}").into();
    }
    Answer::new(200, body.to_string())
}

/// Three pages, of which the second is empty.
async fn three_pages() -> Server {
    Server::start(|seen| {
        let host = seen.header("host").unwrap();
        match seen.target.split_once('?').map_or("", |(_, query)| query) {
            "p=2" => page(host, &[], Some("/v1.0/me/messages?p=3")),
            "p=3" => page(host, &[3, 4], None),
            _ => page(host, &[1, 2], Some("/v1.0/me/messages?p=2")),
        }
    })
    .await
}

fn id(item: &Json) -> u64 {
    item["id"].as_u64().unwrap()
}

#[tokio::test]
async fn items_come_page_after_page_with_the_headers_of_the_first() {
    let server = three_pages().await;
    let request =
        list().top(2).header("ConsistencyLevel", "eventual").header("Prefer", "IdType=\"ImmutableId\"");
    let mut items = client(&server, &TestClock::new()).items(request);
    assert_eq!(server.count(), 0);
    let mut ids = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        ids.push(id(&item));
        assert_eq!(server.count(), if ids.len() < 3 { 1 } else { 3 });
    }
    assert_eq!(ids, [1, 2, 3, 4]);
    assert!(items.remaining_request().is_none() && items.try_next().await.unwrap().is_none());
    for seen in server.seen() {
        assert_eq!(seen.header("consistencylevel"), Some("eventual"));
        assert_eq!(seen.header("prefer"), Some("IdType=\"ImmutableId\""));
        assert_eq!(seen.header("authorization"), Some("Bearer secret"));
    }
    assert_eq!(server.seen()[0].target, "/v1.0/me/messages?$top=2");
    assert_eq!(server.seen()[1].target, "/v1.0/me/messages?p=2");
}

#[tokio::test]
async fn items_are_collected_up_to_the_end_or_an_error() {
    let server = three_pages().await;
    let client = client(&server, &TestClock::new());
    let mut items = client.items(list());
    items.try_next().await.unwrap();
    let rest: Vec<Json> = items.try_collect().await.unwrap();
    assert_eq!(rest.iter().map(id).collect::<Vec<_>>(), [2, 3, 4]);
    let elsewhere = list().next_page_from("https://evil.example/v1.0/x");
    let error = client.items(elsewhere).try_collect::<Vec<_>>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Building);
}

#[tokio::test]
async fn attempts_of_all_pages_name_the_path_of_the_collection() {
    let server = three_pages().await;
    let templates: Arc<Mutex<Vec<String>>> = Arc::default();
    let report = templates.clone();
    let client = builder(&server, Token::new("secret"))
        .on_attempt(move |attempt| report.lock().unwrap().push(attempt.template.to_owned()));
    let mut items = client.build().unwrap().items(list());
    while items.try_next().await.unwrap().is_some() {}
    assert_eq!(*templates.lock().unwrap(), ["/me/messages"; 3]);
}

#[tokio::test]
async fn items_of_ones_own_type_come_page_after_page() {
    let server = three_pages().await;
    let rows = || list().deserialize_items::<BTreeMap<String, u64>>();
    let client = client(&server, &TestClock::new());
    let mut items = client.items(rows());
    let mut ids = Vec::new();
    while let Some(Deserialized(row)) = items.try_next().await.unwrap() {
        ids.push(row["id"]);
    }
    assert_eq!(ids, [1, 2, 3, 4]);
    let mut pages = client.pages(rows());
    assert_eq!(pages.try_next().await.unwrap().unwrap().value.len(), 2);
}

#[tokio::test]
async fn pages_come_whole() {
    let server = three_pages().await;
    let mut pages = client(&server, &TestClock::new()).pages(list());
    let mut lengths = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        lengths.push(page.value.len());
    }
    assert_eq!(lengths, [2, 0, 2]);
}

#[tokio::test]
async fn stream_can_be_begun_again_from_what_is_left() {
    let server = three_pages().await;
    let client = client(&server, &TestClock::new());
    let mut items = client.items(list());
    items.try_next().await.unwrap();
    // one item of the first page is left, so that page comes again
    assert_eq!(items.remaining_request().unwrap().path(), "/me/messages");
    items.try_next().await.unwrap();
    let link = items.remaining_request().unwrap().path().to_owned();
    assert!(link.ends_with("/v1.0/me/messages?p=2"), "{link}");
    let mut again = client.items(Request::<Page<Json>>::from_link(link));
    assert_eq!(id(&again.try_next().await.unwrap().unwrap()), 3);
}

#[tokio::test]
async fn error_ends_a_stream_and_what_is_left_can_be_asked_for() {
    let server = Server::start(|seen| {
        let host = seen.header("host").unwrap();
        match seen.number {
            0 => page(host, &[1], Some("/v1.0/me/messages?p=2")),
            1 => Answer::new(500, "{}"),
            _ => page(host, &[2], None),
        }
    })
    .await;
    let client = client(&server, &TestClock::new());
    let mut items = client.items(list());
    assert_eq!(id(&items.try_next().await.unwrap().unwrap()), 1);
    assert_eq!(items.try_next().await.unwrap_err().status().unwrap().as_u16(), 500);
    assert!(items.try_next().await.unwrap().is_none());
    let mut rest = client.items(items.remaining_request().unwrap().clone());
    assert_eq!(id(&rest.try_next().await.unwrap().unwrap()), 2);
    assert_eq!((rest.try_next().await.unwrap(), server.count()), (None, 3));
}

#[tokio::test]
async fn page_that_leads_to_itself_is_an_error() {
    let server = Server::start(|seen| page(seen.header("host").unwrap(), &[1], Some("/v1.0/x"))).await;
    let mut pages = client(&server, &TestClock::new()).pages(list());
    assert!(pages.try_next().await.unwrap().is_some());
    let error = pages.try_next().await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Decoding, 2));
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn pages_that_lead_in_a_circle_have_an_end() {
    for length in [2, 3, 10] {
        let server = Server::start(move |seen| {
            let next = format!("/v1.0/x?p={}", seen.number % length);
            page(seen.header("host").unwrap(), &[1], Some(&next))
        })
        .await;
        let mut pages = client(&server, &TestClock::new()).pages(list());
        let error = loop {
            match pages.try_next().await {
                Ok(page) => assert!(page.is_some() && server.count() < 50),
                Err(error) => break error,
            }
        };
        // none has come twice
        assert_eq!((error.kind(), server.count()), (ErrorKind::Decoding, length + 1));
    }
}

#[tokio::test]
async fn link_that_leads_back_once_is_an_error_before_a_page_comes_twice() {
    let server = Server::start(|seen| {
        let next = ["/v1.0/x?p=1", "/v1.0/x?p=2", "/v1.0/x?p=1", "/v1.0/x?p=3"].get(seen.number);
        page(seen.header("host").unwrap(), &[1], next.copied())
    })
    .await;
    let mut pages = client(&server, &TestClock::new()).pages(list());
    assert!(pages.try_next().await.is_ok() && pages.try_next().await.is_ok());
    assert_eq!(pages.try_next().await.unwrap_err().kind(), ErrorKind::Decoding);
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn pages_whose_links_differ_in_the_fragment_alone_have_an_end() {
    let server = Server::start(move |seen| {
        page(seen.header("host").unwrap(), &[1], Some(&format!("/v1.0/x?p=1#{}", seen.number)))
    })
    .await;
    let mut pages = client(&server, &TestClock::new()).pages(list());
    assert!(pages.try_next().await.unwrap().is_some());
    assert_eq!(pages.try_next().await.unwrap_err().kind(), ErrorKind::Decoding);
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn link_that_cannot_be_followed_is_an_error_and_not_the_end() {
    for link in [json!(5), json!(""), json!({"href": "/v1.0/x"}), json!("x")] {
        let body = json!({"value": [{"id": 1}], "@odata.nextLink": link});
        let server = Server::answering([Answer::new(200, body.to_string())]).await;
        let mut pages = client(&server, &TestClock::new()).pages(list());
        let mut result = pages.try_next().await;
        if result.is_ok() {
            result = pages.try_next().await;
        }
        assert!(result.is_err(), "{link}");
    }
}

#[tokio::test]
async fn link_whose_name_comes_in_another_case_is_followed() {
    let server = Server::start(|seen| {
        let next = format!("http://{}/v1.0/x", seen.header("host").unwrap());
        let body = match seen.number {
            0 => json!({"value": [{"id": 1}], "@odata.NextLink": next}),
            _ => json!({"value": [{"id": 2}], "@OData.nextLink": null}),
        };
        Answer::new(200, body.to_string())
    })
    .await;
    let mut items = client(&server, &TestClock::new()).items(list());
    assert_eq!(id(&items.try_next().await.unwrap().unwrap()), 1);
    assert_eq!(id(&items.try_next().await.unwrap().unwrap()), 2);
    assert_eq!(items.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn link_to_another_host_is_refused_and_nothing_goes_there() {
    let other = Server::answering([Answer::new(200, r#"{"value": []}"#)]).await;
    let elsewhere = other.url("/v1.0/me/messages?p=2");
    let body = json!({"value": [{"id": 1}], "@odata.nextLink": elsewhere}).to_string();
    let server = Server::answering([Answer::new(200, body)]).await;
    let mut items = client(&server, &TestClock::new()).items(list());
    assert_eq!(id(&items.try_next().await.unwrap().unwrap()), 1);
    let error = items.try_next().await.unwrap_err();
    assert_eq!((error.kind(), other.count()), (ErrorKind::Building, 0));
    let host = other.url("").trim_start_matches("http://").to_owned();
    assert!(error.to_string().contains(&format!("leads to {host}")), "{error}");
}

#[tokio::test]
async fn page_of_ten_megabytes_is_read() {
    let text = "x".repeat(10_000);
    let items: Vec<Json> = (0..1000).map(|id| json!({"id": id, "text": text})).collect();
    let body = json!({"value": items}).to_string();
    assert!(body.len() > 10_000_000);
    let server = Server::answering([Answer::new(200, body)]).await;
    let page = client(&server, &TestClock::new()).send(list()).await.unwrap();
    assert_eq!((page.value.len(), page.value[999]["text"].as_str()), (1000, Some(text.as_str())));
}

#[tokio::test]
async fn changes_end_with_the_link_to_those_after_them() {
    let server = Server::start(|seen| {
        let host = seen.header("host").unwrap();
        let body = match seen.number {
            0 => json!({"value": [{"id": "1"}], "@odata.nextLink": format!("http://{host}/v1.0/d?skip")}),
            1 => json!({"value": [{"id": "2", "@removed": {"reason": "deleted"}}],
                "@odata.deltaLink": format!("http://{host}/v1.0/d?delta")}),
            _ => json!({"value": [], "@odata.deltaLink": format!("http://{host}/v1.0/d?later")}),
        };
        Answer::new(200, body.to_string())
    })
    .await;
    let client = client(&server, &TestClock::new());
    let request: Request<DeltaPage<Json>> = messages().segment("delta").get(Operation::UNDOCUMENTED);
    let request = request.prefer_immutable_ids();
    let mut changes = client.delta(request.clone());
    assert!(matches!(changes.try_next().await.unwrap(), Some(DeltaItem::Present(_))));
    assert_eq!(changes.delta_link(), None);
    let Some(DeltaItem::Removed(gone)) = changes.try_next().await.unwrap() else { panic!("not removed") };
    assert_eq!((gone.id.as_deref(), gone.reason.as_deref()), (Some("2"), Some("deleted")));
    assert!(changes.try_next().await.unwrap().is_none());
    let link = changes.delta_link().unwrap().to_owned();
    assert!(link.ends_with("/v1.0/d?delta"), "{link}");
    // in another process
    let mut later = client.delta(request.next_page_from(link));
    assert!(later.try_next().await.unwrap().is_none());
    assert!(later.delta_link().unwrap().ends_with("?later"));
    assert_eq!(server.seen()[2].target, "/v1.0/d?delta");
    assert!(server.seen().iter().all(|seen| seen.header("prefer") == Some("IdType=\"ImmutableId\"")));
}

#[tokio::test]
async fn stream_that_is_dropped_asks_for_nothing_more() {
    let server = three_pages().await;
    let client = client(&server, &TestClock::new()).with_retry(Retry::never());
    let mut items = client.items(list());
    items.try_next().await.unwrap();
    drop(items);
    client.send(list()).await.unwrap();
    assert_eq!(server.count(), 2);
}
