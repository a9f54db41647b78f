//! Uploads ask for the status where a response is unclear; downloads take no other encoding and no other length.

use crate::server::{Answer, Seen, Server};
use crate::{TestClock, client, messages, seconds};
use msgraph_core::client::Retry;
use msgraph_core::{Download, Error, ErrorKind, Json, Operation, Upload};
use serde_json::json;

const SLICE: u64 = 327_680;

/// Two slices and a bit.
const SIZE: u64 = 2 * SLICE + 10;

fn expects(first: u64) -> Answer {
    Answer::new(202, json!({"nextExpectedRanges": [format!("{first}-")]}).to_string())
}

fn made() -> Answer {
    Answer::new(201, r#"{"id": "made"}"#)
}

fn missing() -> Answer {
    Answer::new(404, r#"{"error": {"code": "itemNotFound"}}"#)
}

/// Uploads through a session that expects these ranges, to a server that gives these responses and does not retry.
async fn upload(
    expected: &[&str],
    responses: impl IntoIterator<Item = Answer>,
) -> (Result<Json, Error>, Vec<Seen>, TestClock) {
    let server = Server::answering(responses).await;
    let session = json!({"uploadUrl": server.url("/up?sig=1"), "nextExpectedRanges": expected});
    let mut upload: Upload<Json> = Upload::new(&session, SIZE).unwrap().slice_size(SLICE).unwrap();
    let content = vec![7; usize::try_from(SIZE).unwrap()];
    let clock = TestClock::new();
    let client = client(&server, &clock).with_retry(Retry::never());
    let result = client.upload(&mut upload, &mut content.as_slice(), |_, _| ()).await;
    (result.map(|uploaded| uploaded.item.unwrap_or_default()), server.seen(), clock)
}

/// The methods of requests, with the first byte of each slice.
fn steps(seen: &[Seen]) -> Vec<String> {
    let step = |seen: &Seen| {
        let range =
            seen.header("content-range").and_then(|range| range.strip_prefix("bytes ")?.split_once('-'));
        range.map_or_else(|| seen.method.clone(), |(first, _)| format!("{} {first}", seen.method))
    };
    seen.iter().map(step).collect()
}

#[tokio::test]
async fn status_is_asked_for_after_a_slice_whose_response_is_unclear() {
    for unclear in [
        Answer::new(204, ""),
        Answer::new(200, ""),
        Answer::new(200, r#"{"status": "ok"}"#),
        Answer::new(200, "<html>").header("content-type", "text/html"),
        Answer::new(202, json!({"nextExpectedRanges": []}).to_string()),
        made(),
    ] {
        // the slice has not arrived
        let responses = [unclear.clone(), expects(0), expects(SLICE), expects(2 * SLICE), made()];
        let (result, seen, clock) = upload(&["0-"], responses).await;
        assert_eq!(result.unwrap()["id"], "made", "{unclear:?}");
        let expected = ["PUT 0", "GET", "PUT 0", "PUT 327680", "PUT 655360"];
        assert_eq!(
            (steps(&seen), clock.sleeps().len()),
            (expected.map(str::to_owned).to_vec(), 0),
            "{unclear:?}"
        );
    }
}

#[tokio::test]
async fn status_is_asked_for_after_a_slice_whose_response_cannot_be_read() {
    for ranges in [json!(["10-5"]), json!("0-"), json!([7]), json!(["900000-"])] {
        let unreadable = Answer::new(202, json!({"nextExpectedRanges": ranges}).to_string());
        // the slice has arrived nevertheless
        let responses = [unreadable, expects(SLICE), expects(2 * SLICE), made()];
        let (result, seen, clock) = upload(&["0-"], responses).await;
        assert_eq!(result.unwrap()["id"], "made", "{ranges}");
        assert_eq!(steps(&seen), ["PUT 0", "GET", "PUT 327680", "PUT 655360"], "{ranges}");
        assert_eq!(clock.sleeps(), seconds([1]));
    }
}

#[tokio::test]
async fn error_before_a_status_that_fails_is_returned_unless_the_connection_broke() {
    let failed = Answer::new(500, r#"{"error": {"code": "generalException"}}"#);
    let (result, seen, _) = upload(&["0-"], [failed, missing()]).await;
    assert_eq!((result.unwrap_err().code(), seen.len()), (Some("generalException"), 2));
    let (result, seen, _) = upload(&["0-"], [Answer::new(204, ""), missing()]).await;
    let error = result.unwrap_err();
    assert_eq!((error.kind(), seen.len()), (ErrorKind::Decoding, 2));
    assert!(error.to_string().contains("whether the upload is complete"), "{error}");
    for broken in [Answer::hang_up(), expects(SLICE).cut_after(3)] {
        let (result, seen, _) = upload(&["0-"], [broken, missing()]).await;
        assert_eq!((result.unwrap_err().code(), seen.len()), (Some("itemNotFound"), 2));
    }
}

#[tokio::test]
async fn session_that_is_not_new_is_sent_only_what_it_expects() {
    let responses = [expects(2 * SLICE), made()];
    let (result, seen, _) = upload(&["327680-"], responses).await;
    assert_eq!(result.unwrap()["id"], "made");
    assert_eq!(steps(&seen), ["PUT 327680", "PUT 655360"]);
    // bytes that it expects later than it said are sent as well
    let (result, seen, _) =
        upload(&["655360-"], [expects(0), expects(SLICE), expects(2 * SLICE), made()]).await;
    assert_eq!(result.unwrap()["id"], "made");
    assert_eq!(steps(&seen), ["PUT 655360", "PUT 0", "PUT 327680", "PUT 655360"]);
}

/// Downloads from a server that gives these responses: the bytes, the error at the end, the total.
async fn download(responses: impl IntoIterator<Item = Answer>) -> (Vec<u8>, Option<Error>, Option<u64>) {
    let server = Server::answering(responses).await;
    let content = messages().key("1", "id").segment("content").get(Operation::UNDOCUMENTED);
    let mut download = client(&server, &TestClock::new()).download(Download::new(content));
    let mut all = Vec::new();
    let error = loop {
        match download.try_next().await {
            Ok(Some(bytes)) => all.extend(&bytes),
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    (all, error, download.state().size())
}

#[tokio::test]
async fn end_of_a_response_without_a_length_is_the_total() {
    let (all, error, size) = download([Answer::new(200, "abcdef").without_length()]).await;
    assert_eq!((all.as_slice(), error.is_none(), size), (&b"abcdef"[..], true, Some(6)));
    // nothing, and that is all
    let (all, error, size) = download([Answer::new(200, "").without_length()]).await;
    assert_eq!((all.len(), error.is_none(), size), (0, true, Some(0)));
}

#[tokio::test]
async fn response_without_a_length_that_ends_too_early_is_an_error() {
    // at another total than was named
    let named = Answer::new(200, "abcdef").cut_after(2);
    let (all, error, size) = download([named, Answer::new(200, "abcd").without_length()]).await;
    assert_eq!((error.unwrap().kind(), size), (ErrorKind::Decoding, Some(6)));
    assert!(b"abcdef".starts_with(all.as_slice()));
    // before what is there already
    let open = Answer::new(200, "abcdef").without_length().cut_after(4);
    let (all, error, size) = download([open, Answer::new(200, "ab").without_length()]).await;
    assert_eq!((all.as_slice(), size), (&b"abcd"[..], None));
    assert_eq!(error.unwrap().to_string(), "the content has changed during the download");
}

#[tokio::test]
async fn content_in_an_encoding_that_was_not_asked_for_is_an_error() {
    for encoding in ["br", "deflate", "zstd", "gzip, gzip"] {
        let encoded = Answer::new(200, "abcdef").header("content-encoding", encoding);
        let (all, error, _) = download([encoded]).await;
        let error = error.unwrap();
        assert_eq!((all.len(), error.kind()), (0, ErrorKind::Decoding));
        assert!(error.to_string().contains(encoding), "{error}");
    }
    let plain = Answer::new(200, "abcdef").header("content-encoding", "Identity");
    assert_eq!(download([plain]).await.0, b"abcdef");
}
