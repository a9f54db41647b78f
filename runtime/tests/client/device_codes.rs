//! A user signs in once on another device; after that tokens are renewed without.

use std::future::ready;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::{TestClock, get, seconds};
use msgraph_core::client::bytes::Bytes;
use msgraph_core::client::{BoxFuture, Chunks, Client, DeviceCode, MockTransport, Transport};
use msgraph_core::{Endpoint, Error, ErrorKind, Json, http};
use serde_json::json;

type Log = Arc<Mutex<Vec<String>>>;

/// A user of a token service with these responses, one after the other; the requests and the shown texts.
fn user(clock: &TestClock, answers: Vec<(u16, Json)>) -> (DeviceCode, Log) {
    let log = Log::default();
    let (asked, shown) = (log.clone(), log.clone());
    let answers = Mutex::new(answers.into_iter());
    let service = MockTransport::new(move |request| {
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        asked.lock().unwrap().push(format!("{} {body}", request.uri()));
        let (status, answer) = answers.lock().unwrap().next().unwrap();
        http::Response::builder().status(status).body(answer.to_string().into_bytes()).unwrap()
    });
    let prompt = move |prompt: &msgraph_core::client::DevicePrompt| {
        shown.lock().unwrap().push(format!("show {} {}", prompt.url, prompt.code));
    };
    let user = DeviceCode::with_transport(service, &Endpoint::GLOBAL, "organizations", "app", prompt);
    (user.clock(clock.clone()), log)
}

fn client(user: impl msgraph_core::client::Credential, clock: &TestClock) -> Client {
    let graph = MockTransport::new(|request| {
        let told = request.headers()["authorization"].to_str().unwrap().to_owned();
        http::Response::new(json!({"told": told}).to_string().into_bytes())
    });
    let client = Client::builder(user).scopes(["User.Read"]).clock(clock.clone()).transport(graph);
    client.build().unwrap()
}

fn code() -> (u16, Json) {
    let url = "https://microsoft.com/devicelogin";
    let code = json!({"device_code": "d/1", "user_code": "ABC", "verification_uri": url, "expires_in": 900, "interval": 5, "message": "m"});
    (200, code)
}

fn refusal(code: &str) -> (u16, Json) {
    (400, json!({"error": code, "error_description": "AADSTS1: No."}))
}

fn tokens(access: &str, refresh: &str) -> (u16, Json) {
    (200, json!({"access_token": access, "refresh_token": refresh, "expires_in": 3600}))
}

#[tokio::test]
async fn user_signs_in_once_and_tokens_are_renewed() {
    let clock = TestClock::new();
    let answers = vec![
        code(),
        refusal("authorization_pending"),
        refusal("slow_down"),
        tokens("t1", "r1"),
        tokens("t2", "r2"),
    ];
    let (user, log) = user(&clock, answers);
    let user = Arc::new(user);
    let client = client(user.clone(), &clock);
    assert_eq!(client.send(get()).await.unwrap()["told"], "Bearer t1");
    assert_eq!(clock.sleeps(), seconds([5, 5, 10]));
    clock.pass(Duration::from_secs(3590));
    assert_eq!(client.send(get()).await.unwrap()["told"], "Bearer t2");
    assert_eq!(user.refresh_token().as_deref(), Some("r2"));
    let base = "https://login.microsoftonline.com/organizations/oauth2/v2.0";
    let poll = format!(
        "{base}/token client_id=app&device_code=d%2F1&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"
    );
    let expected = [
        format!("{base}/devicecode client_id=app&scope=User.Read%20offline_access"),
        "show https://microsoft.com/devicelogin ABC".to_owned(),
        poll.clone(),
        poll.clone(),
        poll,
        format!(
            "{base}/token client_id=app&grant_type=refresh_token&refresh_token=r1&scope=User.Read%20offline_access"
        ),
    ];
    assert_eq!(*log.lock().unwrap(), expected);
}

#[tokio::test]
async fn refresh_token_that_has_ended_leads_to_a_new_sign_in() {
    let clock = TestClock::new();
    let (user, log) = user(&clock, vec![refusal("invalid_grant"), code(), tokens("t1", "r1")]);
    let client = client(user.with_refresh_token("old"), &clock);
    assert_eq!(client.send(get()).await.unwrap()["told"], "Bearer t1");
    assert!(log.lock().unwrap()[0].contains("refresh_token=old"));
}

#[tokio::test]
async fn user_who_declines_or_does_not_come_is_an_error() {
    let clock = TestClock::new();
    let (declining, _) = user(&clock, vec![code(), refusal("authorization_declined")]);
    let error = client(declining, &clock).send(get()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(format!("{error:#}").contains("authorization_declined AADSTS1: No."), "{error:#}");
    let mut answers = vec![code()];
    answers.resize(181, refusal("authorization_pending"));
    let (absent, log) = user(&clock, answers);
    let error = client(absent, &clock).send(get()).await.unwrap_err();
    assert!(format!("{error:#}").contains("in time"), "{error:#}");
    // the code, the prompt, and a question each 5 s for 900 s
    assert_eq!(log.lock().unwrap().len(), 182);
}

#[tokio::test]
async fn question_that_fails_for_a_while_does_not_end_the_sign_in() {
    let clock = TestClock::new();
    let busy = || (503, json!("overloaded"));
    let (user, _) =
        user(&clock, vec![code(), busy(), refusal("authorization_pending"), busy(), tokens("t1", "r1")]);
    assert_eq!(client(user, &clock).send(get()).await.unwrap()["told"], "Bearer t1");
    assert_eq!(clock.sleeps(), seconds([5, 5, 5, 5]));
}

#[tokio::test]
async fn connection_that_breaks_does_not_end_the_sign_in_either() {
    for (breaks, told) in [(3, Ok("Bearer t1")), (usize::MAX, Err("there is no connection"))] {
        let clock = TestClock::new();
        let service = Breaking { breaks, asked: Mutex::default() };
        let user = DeviceCode::with_transport(service, &Endpoint::GLOBAL, "organizations", "app", |_| ());
        let result = client(user.clock(clock.clone()), &clock).send(get()).await;
        match (result, told) {
            (Ok(answer), Ok(told)) => assert_eq!(answer["told"], told),
            (Err(error), Err(told)) => assert!(format!("{error:#}").contains(told), "{error:#}"),
            (result, told) => panic!("{result:?} instead of {told:?}"),
        }
    }
}

#[tokio::test]
async fn service_that_names_no_interval_is_not_asked_without_a_pause() {
    let clock = TestClock::new();
    let (_, mut code) = code();
    code["interval"] = json!(0);
    let (user, _) = user(&clock, vec![(200, code), refusal("authorization_pending"), tokens("t1", "r1")]);
    client(user, &clock).send(get()).await.unwrap();
    assert_eq!(clock.sleeps(), seconds([5, 5]));
}

/// A token service to which as many connections break, once it has given a code.
struct Breaking {
    breaks: usize,
    asked: Mutex<usize>,
}

impl Transport for Breaking {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, Error>> {
        let mut asked = self.asked.lock().unwrap();
        *asked += 1;
        let answer = match *asked {
            1 => code().1,
            asked if asked - 2 < self.breaks => {
                return Box::pin(ready(Err(Error::transport("there is no connection", "x"))));
            }
            _ => tokens("t1", "r1").1,
        };
        let answers = MockTransport::new(move |_| http::Response::new(answer.to_string().into_bytes()));
        Box::pin(async move { answers.send(http::Request::default()).await })
    }
}

#[test]
fn nothing_secret_is_shown() {
    let (user, _) = user(&TestClock::new(), Vec::new());
    let text = format!("{:?}", user.with_refresh_token("secret"));
    assert!(text.contains("app") && !text.contains("secret"), "{text}");
}
