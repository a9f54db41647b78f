//! Requests state the length of their content, even of none, over HTTP/1.1.

use crate::server::{Answer, Server};
use crate::{TestClock, client, messages};
use msgraph_core::{Operation, Request};

/// The method and the `Content-Length` of a request, as the server sees them.
async fn sent(request: Request<()>) -> (String, Option<String>) {
    let server = Server::answering([Answer::new(204, "")]).await;
    client(&server, &TestClock::new()).send(request).await.unwrap();
    let seen = server.seen().remove(0);
    (seen.method.clone(), seen.header("content-length").map(str::to_owned))
}

#[tokio::test]
async fn request_without_a_body_has_the_length_zero_where_its_method_may_have_one() {
    let place = messages().segment("x");
    for request in [
        place.post_empty(Operation::UNDOCUMENTED),
        place.put_empty(Operation::UNDOCUMENTED),
        place.patch_empty(Operation::UNDOCUMENTED),
    ] {
        let (method, length) = sent(request).await;
        assert_eq!(length.as_deref(), Some("0"), "{method}");
    }
    for request in [place.get(Operation::UNDOCUMENTED), place.delete(Operation::UNDOCUMENTED)] {
        let (method, length) = sent(request).await;
        assert_eq!(length, None, "{method}");
    }
}

#[tokio::test]
async fn empty_body_has_the_length_zero_and_another_its_own() {
    let post = || messages().post_empty(Operation::UNDOCUMENTED);
    assert_eq!(sent(post().body("text/plain", "")).await.1.as_deref(), Some("0"));
    assert_eq!(sent(post().body("text/plain", "four")).await.1.as_deref(), Some("4"));
}
