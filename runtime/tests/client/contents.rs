//! Contents are uploaded and downloaded over breaks, and without the token.

use std::io::Write;
use std::sync::{Arc, Mutex};

use crate::server::{Answer, Seen, Server};
use crate::{TestClock, client, messages, seconds};
use flate2::Compression;
use flate2::write::GzEncoder;
use msgraph_core::client::FileSource;
use msgraph_core::{Bytes, Download, ErrorKind, Json, Operation, Request, Upload};
use serde_json::json;

pub(crate) const SLICE: usize = 327_680;

/// How many bytes of a content have arrived.
type Arrived = Arc<Mutex<Vec<u8>>>;

pub(crate) fn content() -> Vec<u8> {
    (0..5 * SLICE + 1000).map(|number| u8::try_from(number % 251).unwrap()).collect()
}

/// The response of the service while it waits for more.
fn expects(arrived: &Arrived) -> Answer {
    let next = arrived.lock().unwrap().len();
    Answer::new(202, json!({"nextExpectedRanges": [format!("{next}-")]}).to_string())
}

/// Takes a slice, as the service does.
fn take(seen: &Seen, arrived: &Arrived, size: usize) -> Answer {
    assert_eq!(seen.header("authorization"), None);
    if seen.method == "GET" {
        return expects(arrived);
    }
    let range = seen.header("content-range").unwrap().strip_prefix("bytes ").unwrap();
    let (first, _) = range.split_once('-').unwrap();
    assert!(range.ends_with(&format!("/{size}")), "{range}");
    let at = arrived.lock().unwrap().len();
    if first != at.to_string() {
        return Answer::new(416, r#"{"error": {"code": "invalidRange"}}"#);
    }
    arrived.lock().unwrap().extend(&seen.body);
    let now = arrived.lock().unwrap().len();
    if now == size { Answer::new(201, r#"{"id": "done"}"#) } else { expects(arrived) }
}

fn upload(server: &Server, size: usize) -> Upload<Json> {
    let session = json!({"uploadUrl": server.url("/up?sig=1"), "nextExpectedRanges": ["0-"]});
    Upload::new(&session, size as u64).unwrap().slice_size(SLICE as u64).unwrap()
}

#[tokio::test]
async fn upload_that_breaks_after_the_third_slice_goes_on() {
    let (content, arrived) = (content(), Arrived::default());
    let (size, taken) = (content.len(), arrived.clone());
    let server = Server::start(move |seen| {
        let answer = take(seen, &taken, size);
        // the fourth slice arrives, but nobody hears of it
        if seen.number == 3 { answer.cut_after(2) } else { answer }
    })
    .await;
    let clock = TestClock::new();
    let mut progress = Vec::new();
    let mut upload = upload(&server, size);
    let client = client(&server, &clock);
    let uploaded = client.upload(&mut upload, &mut content.as_slice(), |sent, _| progress.push(sent)).await;
    assert_eq!(uploaded.unwrap().item.unwrap()["id"], "done");
    assert_eq!(*arrived.lock().unwrap(), content);
    let slice = SLICE as u64;
    assert_eq!(progress, [slice, 2 * slice, 3 * slice, 4 * slice, 5 * slice, size as u64]);
    let methods: Vec<_> = server.seen().iter().map(|seen| seen.method.clone()).collect();
    // the slice that was cut is sent again, refused, and the service asked what it has got
    assert_eq!(methods, ["PUT", "PUT", "PUT", "PUT", "PUT", "GET", "PUT", "PUT"]);
    assert_eq!(clock.sleeps().len(), 2);
}

#[tokio::test]
async fn upload_of_an_earlier_run_goes_on() {
    let (content, arrived) = (content(), Arrived::default());
    arrived.lock().unwrap().extend(&content[..3 * SLICE]);
    let (size, taken) = (content.len(), arrived.clone());
    let server = Server::start(move |seen| take(seen, &taken, size)).await;
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&content).unwrap();
    let mut source = FileSource::new(file);
    let mut upload: Upload<Json> = Upload::at(server.url("/up?sig=1"), source.size().unwrap()).unwrap();
    let uploaded =
        client(&server, &TestClock::new()).resume(&mut upload, &mut source, |_, _| ()).await.unwrap();
    assert_eq!(uploaded.item.unwrap()["id"], "done");
    assert_eq!(*arrived.lock().unwrap(), content);
    assert_eq!(server.seen()[0].method, "GET");
}

#[tokio::test]
async fn session_that_is_gone_is_an_error() {
    let server = Server::answering([Answer::new(404, r#"{"error": {"code": "itemNotFound"}}"#)]).await;
    let mut upload = upload(&server, SLICE);
    let source = vec![0; SLICE];
    let client = client(&server, &TestClock::new());
    let error = client.upload(&mut upload, &mut source.as_slice(), |_, _| ()).await.unwrap_err();
    assert_eq!((error.code(), server.count()), (Some("itemNotFound"), 1));
}

#[tokio::test]
async fn service_that_does_not_say_what_it_has_got_is_an_error() {
    let server =
        Server::answering([Answer::new(202, r#"{"expirationDateTime": "2026-05-01T00:00:00Z"}"#)]).await;
    let mut upload = upload(&server, content().len());
    let client = client(&server, &TestClock::new());
    let error = client.resume(&mut upload, &mut content(), |_, _| ()).await.unwrap_err();
    // no slice counts as sent
    assert_eq!((error.kind(), upload.sent(), server.count()), (ErrorKind::Decoding, 0, 1));
}

#[tokio::test]
async fn source_that_is_too_short_is_an_error() {
    let server = Server::answering([Answer::new(500, "{}")]).await;
    let mut upload = upload(&server, SLICE);
    let client = client(&server, &TestClock::new());
    let error = client.upload(&mut upload, &mut &b"short"[..], |_, _| ()).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Building, 0));
}

/// A part of a content, as it was asked for.
pub(crate) fn part(seen: &Seen, content: &[u8]) -> Answer {
    let range = seen.header("range").and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-'));
    let Some(first) = range.map(|first| first.parse::<usize>().unwrap()) else {
        return Answer::new(200, content).header("etag", "\"1\"");
    };
    let range = format!("bytes {first}-{}/{}", content.len() - 1, content.len());
    Answer::new(206, &content[first..]).header("content-range", range).header("etag", "\"1\"")
}

pub(crate) fn request() -> Request<Bytes> {
    messages().key("1", "id").segment("content").get(Operation::UNDOCUMENTED)
}

/// All that comes.
async fn downloaded(server: &Server, download: Download) -> Result<Vec<u8>, msgraph_core::Error> {
    let mut all = Vec::new();
    let mut download = client(server, &TestClock::new()).download(download);
    while let Some(bytes) = download.try_next().await? {
        all.extend(&bytes);
    }
    assert_eq!(download.state().position(), all.len() as u64);
    Ok(all)
}

#[tokio::test]
async fn download_goes_on_where_it_was_cut_and_leaves_the_token_behind() {
    let other = Server::start(move |seen| {
        let answer = part(seen, &content());
        if seen.number < 2 { answer.cut_after(SLICE) } else { answer }
    })
    .await;
    let server = Server::answering([Answer::new(302, "").header("location", other.url("/file?sig=1"))]).await;
    assert_eq!(downloaded(&server, Download::new(request())).await.unwrap(), content());
    let seen = other.seen();
    assert!(seen.iter().all(|seen| seen.header("authorization").is_none()));
    assert!(seen.iter().all(|seen| seen.header("accept-encoding") == Some("identity")));
    let ranges: Vec<_> =
        seen.iter().map(|seen| seen.header("range").unwrap_or_default().to_owned()).collect();
    assert_eq!(ranges[0], "");
    assert_eq!((ranges.len(), server.count()), (3, 1));
}

#[tokio::test]
async fn download_follows_addresses_without_a_host() {
    let other = Server::start(|seen| match seen.target.as_str() {
        "/share/1" => Answer::new(302, "").header("location", "../files/1?sig=1"),
        _ => part(seen, b"abc"),
    })
    .await;
    let location = other.url("/share/1");
    let server = Server::start(move |seen| match seen.number {
        0 => Answer::new(302, "").header("location", "/elsewhere"),
        _ => Answer::new(302, "").header("location", location.clone()),
    })
    .await;
    assert_eq!(downloaded(&server, Download::new(request())).await.unwrap(), b"abc");
    let seen = server.seen();
    assert_eq!(
        (seen[1].target.as_str(), seen[1].header("authorization")),
        ("/elsewhere", Some("Bearer secret"))
    );
    let seen = other.seen();
    assert_eq!(seen[1].target, "/files/1?sig=1");
    assert!(seen.iter().all(|seen| seen.header("authorization").is_none()));
}

#[tokio::test]
async fn download_asks_again_when_an_address_has_ended() {
    let other = Server::start(move |seen| match seen.number {
        0 => part(seen, &content()).cut_after(1000),
        1 => Answer::new(403, "expired"),
        _ => part(seen, &content()),
    })
    .await;
    let server = Server::answering([Answer::new(302, "").header("location", other.url("/file"))]).await;
    assert_eq!(downloaded(&server, Download::new(request())).await.unwrap(), content());
    assert_eq!((server.count(), other.count()), (2, 3));
}

#[tokio::test]
async fn download_over_a_service_without_ranges_begins_anew() {
    let server = Server::start(move |seen| {
        let answer = Answer::new(200, content());
        if seen.number == 0 { answer.cut_after(1000) } else { answer }
    })
    .await;
    assert_eq!(downloaded(&server, Download::new(request())).await.unwrap(), content());
}

/// The content as gzip, about as long as it is, so that positions in the one are positions in the other.
fn compressed() -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(&content()).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn content_that_comes_compressed_unasked_is_downloaded_as_a_whole() {
    let server = Server::start(move |seen| {
        assert_eq!(seen.header("accept-encoding"), Some("identity"));
        let answer = Answer::new(200, compressed()).header("content-encoding", "gzip");
        if seen.number == 0 { answer.cut_after(SLICE) } else { answer }
    })
    .await;
    assert_eq!(downloaded(&server, Download::new(request())).await.unwrap(), content());
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn part_of_what_is_compressed_is_an_error() {
    let server = Server::start(move |seen| {
        let answer = part(seen, &compressed()).header("content-encoding", "gzip");
        if seen.number == 0 { answer.cut_after(SLICE) } else { answer }
    })
    .await;
    let mut all = Vec::new();
    let mut download = client(&server, &TestClock::new()).download(Download::new(request()));
    let error = loop {
        match download.try_next().await {
            Ok(bytes) => all.extend(&bytes.unwrap()),
            Err(error) => break error,
        }
    };
    assert_eq!((error.kind(), server.count()), (ErrorKind::Decoding, 2));
    let message = "the part is compressed (gzip), so its place in the content is unknown";
    assert_eq!(error.to_string(), message);
    // what came before it is right
    assert!(!all.is_empty() && content().starts_with(&all));
    assert_eq!(download.state().position(), all.len() as u64);
}

#[tokio::test]
async fn download_in_parts_and_of_nothing() {
    let server = Server::start(|seen| {
        let range = seen.header("range").unwrap().strip_prefix("bytes=").unwrap();
        let (first, last) = range.split_once('-').unwrap();
        let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
        let last = last.min(9);
        let range = format!("bytes {first}-{last}/10");
        Answer::new(206, &b"0123456789"[first..=last]).header("content-range", range)
    })
    .await;
    assert_eq!(downloaded(&server, Download::new(request()).part_size(4)).await.unwrap(), b"0123456789");
    assert_eq!(server.count(), 3);
    let empty = Server::answering([Answer::new(200, "")]).await;
    assert_eq!(downloaded(&empty, Download::new(request())).await.unwrap(), b"");
}

#[tokio::test]
async fn part_that_does_not_fit_its_header_is_an_error() {
    let last = u64::MAX - 1;
    let beyond = format!("bytes {last}-{last}/{}", u64::MAX);
    for header in [None, Some("bytes */6"), Some("bytes 0-3/6"), Some(beyond.as_str()), Some("nonsense")] {
        let answer = Answer::new(206, "abcdef");
        let answer = header.map_or(answer.clone(), |header| answer.header("content-range", header));
        let server = Server::answering([answer]).await;
        let download = Download::new(request()).starting_at(0).part_size(6);
        let error = downloaded(&server, download).await.unwrap_err();
        assert_eq!((error.kind(), server.count()), (ErrorKind::Decoding, 1), "{header:?}");
    }
}

#[tokio::test]
async fn content_that_changes_in_between_is_an_error() {
    let server = Server::start(move |seen| match seen.number {
        0 => part(seen, &content()).cut_after(1000),
        _ => part(seen, &content()).header("etag", "\"2\""),
    })
    .await;
    let error = downloaded(&server, Download::new(request())).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Decoding, 2));
}

#[tokio::test]
async fn missing_content_is_an_error_of_the_service() {
    let server = Server::answering([Answer::new(404, r#"{"error": {"code": "itemNotFound"}}"#)]).await;
    let error = downloaded(&server, Download::new(request())).await.unwrap_err();
    assert_eq!((error.code(), server.count()), (Some("itemNotFound"), 1));
    let busy = Answer::new(429, "").header("retry-after", "3");
    let server = Server::answering([busy, Answer::new(200, "x")]).await;
    let clock = TestClock::new();
    let mut download = client(&server, &clock).download(Download::new(request()));
    assert_eq!(download.try_next().await.unwrap().unwrap(), "x");
    assert_eq!(clock.sleeps(), seconds([3]));
}
