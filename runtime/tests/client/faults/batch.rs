//! No request of a batch that may have been done is sent again by itself, and none is lost from sight.

use std::collections::{BTreeMap, BTreeSet};

use super::server::{Broken, Case, Service, check};
use crate::server::{Answer, Seen};
use crate::{get, post};
use msgraph_core::{Batch, BatchId, BatchResults, Json, jiff};
use proptest::prelude::{Just, Strategy, TestCaseError, any, prop_assert, prop_assert_eq, prop_oneof};
use proptest::sample::select;
use serde_json::json;

#[derive(Clone, Debug)]
enum Fault {
    Broken(Broken),
    /// A success whose body is no response to a call; the requests are done.
    Body(&'static str),
    /// The JSON ends at this byte, and so does the response.
    Truncated(usize),
    /// The requests of the call go on as these say, one after the other and again from the first.
    Fates(Vec<Fate>),
    /// Each request has its response in a part of its own.
    Parts,
}

/// How a single request ends.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Done,
    DoneAndLeftOut,
    LeftOut,
    Throttled(u16, Option<&'static str>),
    DoneThenThrottled,
    ThrottledThenDone,
    DoneTwice,
    DoneAndFailed,
    Failed(u16),
    WithoutStatus,
    IdAsNumber,
    UnknownId,
}

/// A service that counts how often it has done each request.
#[derive(Default)]
struct Counter {
    executions: BTreeMap<String, u32>,
    /// The responses that are still to come, of a call in parts.
    parts: Vec<Json>,
}

/// A request of a call.
struct Step {
    id: String,
    after: Vec<String>,
}

fn steps(body: &[u8]) -> Vec<Step> {
    let call: Json = serde_json::from_slice(body).unwrap();
    let text = |json: &Json| json.as_str().unwrap().to_owned();
    let step = |step: &Json| {
        let after = step["dependsOn"].as_array().into_iter().flatten().map(text).collect();
        Step { id: text(&step["id"]), after }
    };
    call["requests"].as_array().unwrap().iter().map(step).collect()
}

fn responses(list: &[Json]) -> Answer {
    Answer::new(200, json!({"responses": list}).to_string())
}

impl Counter {
    fn done(&mut self, id: &str) -> Json {
        *self.executions.entry(id.to_owned()).or_default() += 1;
        json!({"id": id, "status": 200, "body": {"done": id}})
    }

    /// Does one request, or not, and adds its responses. True when the requests that wait for it may go on.
    fn execute(&mut self, id: &str, fate: Fate, list: &mut Vec<Json>) -> bool {
        let failure = |status: u16| json!({"id": id, "status": status, "body": {"error": {"code": "fault"}}});
        match fate {
            Fate::Done => list.push(self.done(id)),
            Fate::DoneAndLeftOut => drop(self.done(id)),
            Fate::LeftOut => {}
            Fate::Throttled(status, after) => {
                let mut response = failure(status);
                if let Some(after) = after {
                    response["headers"] = json!({"Retry-After": after});
                }
                list.push(response);
            }
            Fate::DoneThenThrottled => list.extend([self.done(id), failure(429)]),
            Fate::ThrottledThenDone => list.extend([failure(429), self.done(id)]),
            Fate::DoneTwice => {
                let done = self.done(id);
                list.extend([done.clone(), done]);
            }
            Fate::DoneAndFailed => {
                self.done(id);
                list.push(failure(503));
            }
            Fate::Failed(status) => list.push(failure(status)),
            Fate::WithoutStatus => {
                self.done(id);
                list.push(json!({"id": id, "body": {"done": id}}));
            }
            Fate::IdAsNumber => {
                let mut done = self.done(id);
                done["id"] = id.parse::<u32>().unwrap().into();
                list.push(done);
            }
            Fate::UnknownId => {
                let mut done = self.done(id);
                done["id"] = json!("unknown");
                list.push(done);
            }
        }
        self.executions.contains_key(id)
    }

    /// The responses to a call in which each request has its fate.
    fn call(&mut self, seen: &Seen, fates: &[Fate]) -> Vec<Json> {
        let mut list = Vec::new();
        let mut failed = BTreeSet::new();
        for (Step { id, after }, fate) in steps(&seen.body).into_iter().zip(fates.iter().cycle()) {
            let waits_in_vain = after.iter().any(|earlier| failed.contains(earlier));
            if waits_in_vain {
                list.push(json!({"id": id, "status": 424, "body": {"error": {"code": "FailedDependency"}}}));
            }
            if waits_in_vain || !self.execute(&id, *fate, &mut list) {
                failed.insert(id);
            }
        }
        list
    }

    fn serve(&mut self, seen: &Seen) -> Answer {
        responses(&self.call(seen, &[Fate::Done]))
    }

    fn next_part(&mut self, seen: &Seen) -> Answer {
        let first: Vec<Json> = self.parts.pop().into_iter().collect();
        let mut body = json!({"responses": first});
        if !self.parts.is_empty() {
            let host = seen.header("host").unwrap();
            body["@odata.nextLink"] = format!("http://{host}/v1.0/$batch?p={}", self.parts.len()).into();
        }
        Answer::new(200, body.to_string())
    }
}

impl Service for Counter {
    type Fault = Fault;

    fn respond(&mut self, seen: &Seen, fault: Option<Fault>) -> Answer {
        if seen.method == "GET" {
            return match fault {
                Some(Fault::Broken(Broken::HangUp { .. })) => Answer::hang_up(),
                Some(Fault::Broken(broken)) if !matches!(broken, Broken::Cut(_)) => {
                    broken.spoil(|| responses(&[]))
                }
                _ => self.next_part(seen),
            };
        }
        match fault {
            None => self.serve(seen),
            Some(Fault::Broken(broken)) => broken.spoil(|| self.serve(seen)),
            Some(Fault::Body(body)) => {
                self.serve(seen);
                Answer::new(200, body)
            }
            Some(Fault::Truncated(at)) => {
                let honest = self.serve(seen);
                let body = honest.body()[..at % honest.body().len()].to_vec();
                honest.with_body(body)
            }
            Some(Fault::Fates(fates)) => responses(&self.call(seen, &fates)),
            Some(Fault::Parts) => {
                self.parts = self.call(seen, &[Fate::Done]);
                self.next_part(seen)
            }
        }
    }
}

fn fate() -> impl Strategy<Value = Fate> {
    let throttled = (select(vec![429, 509]), select(vec![None, Some("3"), Some("soon")]));
    prop_oneof![
        4 => Just(Fate::Done),
        1 => Just(Fate::DoneAndLeftOut),
        1 => Just(Fate::LeftOut),
        3 => throttled.prop_map(|(status, after)| Fate::Throttled(status, after)),
        1 => Just(Fate::Throttled(503, Some("3"))),
        1 => Just(Fate::DoneThenThrottled),
        1 => Just(Fate::ThrottledThenDone),
        1 => Just(Fate::DoneTwice),
        1 => Just(Fate::DoneAndFailed),
        2 => select(vec![400, 404, 424, 500, 504]).prop_map(Fate::Failed),
        1 => Just(Fate::WithoutStatus),
        1 => Just(Fate::IdAsNumber),
        1 => Just(Fate::UnknownId),
    ]
}

fn fault() -> impl Strategy<Value = Fault> {
    let bodies =
        vec!["", "null", "{}", r#"{"responses": {}}"#, r#"{"responses": null}"#, r#"{"status": "ok"}"#];
    prop_oneof![
        3 => Broken::any().prop_map(Fault::Broken),
        1 => select(bodies).prop_map(Fault::Body),
        1 => any::<usize>().prop_map(Fault::Truncated),
        4 => proptest::collection::vec(fate(), 1..6).prop_map(Fault::Fates),
        1 => Just(Fault::Parts),
    ]
}

/// A batch of requests, each with whether it waits for the one before.
fn batch_of(requests: &[(bool, bool)]) -> (Batch, Vec<BatchId<Json>>) {
    let mut batch = Batch::new();
    let mut ids: Vec<BatchId<Json>> = Vec::new();
    // no more may wait for each other than a call holds
    for (number, (is_post, waits)) in requests.iter().enumerate() {
        let id = batch.add(if *is_post { post() } else { get() });
        if let Some(earlier) = ids.last().filter(|_| *waits && number % 7 != 0) {
            batch.run_after(id, *earlier);
        }
        ids.push(id);
    }
    (batch, ids)
}

/// Every request has the result that is true of it, or is among those that have none.
fn compare(
    case: &Case<Counter>,
    ids: &[BatchId<Json>],
    results: &BatchResults,
    pending: usize,
) -> Result<(), TestCaseError> {
    let executions = case.truth(|counter| counter.executions.clone());
    for id in ids {
        let number = id.number().to_string();
        let times = executions.get(&number).copied().unwrap_or_default();
        prop_assert!(times <= 1, "request {number} was done {times} times");
        match (results.get(*id), results.status(*id)) {
            (Ok(done), _) => prop_assert!(times == 1 && done["done"] == *number, "{done}"),
            (Err(_), Some(status)) => {
                let is_open = matches!(status.as_u16(), 500..);
                prop_assert!(times == 0 || is_open, "request {number} was done: {status}");
            }
            (Err(_), None) => {}
        }
    }
    let without = ids.iter().filter(|id| results.status(**id).is_none()).count();
    prop_assert_eq!(without, pending);
    Ok(())
}

#[test]
fn requests_of_a_batch_are_done_once_and_reported() {
    let requests = proptest::collection::vec((any::<bool>(), any::<bool>()), 1..25);
    let cases = (requests, proptest::collection::vec(fault(), 0..8));
    check(&cases, async |(requests, faults)| {
        let (batch, ids) = batch_of(&requests);
        let case = Case::start(Counter::default(), faults).await;
        let mut results = BatchResults::new();
        let mut rest = batch.clone();
        loop {
            let left = case.faults_left();
            let sent = case.client.batch_into(&rest, &mut results).await;
            compare(&case, &ids, &results, batch.pending(&results).len())?;
            prop_assert!(sent.is_ok() || case.faults_left() < left, "an error without a fault: {sent:?}");
            // the caller sends again what the service has not done, and nothing else
            let Some(again) = batch.retry(&results, jiff::Timestamp::UNIX_EPOCH) else { break };
            prop_assert!(case.faults_left() < left, "throttled without a fault");
            rest = again.batch;
        }
        Ok(())
    });
}
