//! Measures the crate: deserializes and serializes a page of users and a page of messages.

#[cfg(not(feature = "derive"))]
use msgraph::Page;
#[cfg(feature = "derive")]
use msgraph::rt::Page;
use msgraph::v1::models::{Message, User};
use serde_json::Value;
use std::hint::black_box;
use std::time::Instant;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let folder = std::env::args().nth(1).ok_or("argument: the folder of the pages")?;
    let users = std::fs::read(format!("{folder}/users.json"))?;
    let messages = std::fs::read(format!("{folder}/messages.json"))?;
    let before = peak();
    let users_page: Page<User> = serde_json::from_slice(&users)?;
    let messages_page: Page<Message> = serde_json::from_slice(&messages)?;
    println!("both pages in memory: {} KiB", peak().saturating_sub(before));
    let written = serde_json::to_vec(&users_page)?;
    show("reads users", &users, || black_box(serde_json::from_slice::<Page<User>>(&users)).is_ok());
    show("writes users", &written, || black_box(serde_json::to_vec(&users_page)).is_ok());
    let written = serde_json::to_vec(&messages_page)?;
    show("reads messages", &messages, || {
        black_box(serde_json::from_slice::<Page<Message>>(&messages)).is_ok()
    });
    show("writes messages", &written, || black_box(serde_json::to_vec(&messages_page)).is_ok());
    #[cfg(not(feature = "derive"))]
    responses(&users, &messages);
    let unusual = std::fs::read(format!("{folder}/unusual.json"))?;
    let kept = [
        keeps(&users, serde_json::to_vec(&users_page)?)?,
        keeps(&messages, serde_json::to_vec(&messages_page)?)?,
        keeps(&unusual, serde_json::to_vec(&serde_json::from_slice::<Page<Message>>(&unusual)?)?)?,
    ];
    println!("keeps users, messages, what is unusual: {kept:?}");
    let all = cfg!(any(not(feature = "derive"), feature = "same"));
    if all && kept.contains(&false) { Err("something is lost".into()) } else { Ok(()) }
}

/// Whether the output equals the input, except nulls, which derive omits. Compares text, because values would require more code of
/// derive and compile time.
fn keeps(read: &[u8], written: Vec<u8>) -> Result<bool, serde_json::Error> {
    let [read, written] = [serde_json::from_slice(read)?, serde_json::from_slice(&written)?];
    Ok(without_nulls(read) == without_nulls(written))
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => map
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, without_nulls(value)))
            .collect(),
        Value::Array(list) => list.into_iter().map(without_nulls).collect(),
        value => value,
    }
}

/// Parses the same pages as responses to requests, as in a real program.
#[cfg(not(feature = "derive"))]
fn responses(users: &[u8], messages: &[u8]) {
    use msgraph::{Request, http::Response};

    let request = Request::<Page<User>>::from_link("https://graph.microsoft.com/v1.0/users");
    show("is answered users", users, || black_box(request.parse(Response::new(users))).is_ok());
    let request = Request::<Page<Message>>::from_link("https://graph.microsoft.com/v1.0/me/messages");
    show("is answered messages", messages, || black_box(request.parse(Response::new(messages))).is_ok());
}

/// Prints the best of many runs. Other load on the machine only makes runs longer.
fn show(what: &str, json: &[u8], run: impl Fn() -> bool) {
    let runs = (0..200).map(|_| {
        let start = Instant::now();
        let done = run();
        if done { start.elapsed().as_secs_f64() } else { f64::INFINITY }
    });
    let best = runs.fold(f64::INFINITY, f64::min);
    println!("{what}: {:.0} MB/s", json.len() as f64 / 1e6 / best);
}

/// The peak memory of the process, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}
