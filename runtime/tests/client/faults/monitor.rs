//! An operation begins once, and its end is reported as it is: neither before it has come nor as another.

use super::server::{Broken, Case, Service, check};
use crate::messages;
use crate::server::{Answer, Seen};
use msgraph_core::{Accepted, Error, ErrorKind, Operation, Progress, Request};
use proptest::prelude::{Just, Strategy, TestCaseError, any, prop_assert, prop_assert_eq, prop_oneof};
use proptest::sample::select;
use serde_json::json;

#[derive(Clone, Debug)]
enum Fault {
    Broken(Broken),
    /// A word for the state that nobody knows.
    Unknown(&'static str),
    /// The JSON ends at this byte, and so does the response.
    Truncated(usize),
    /// 202 without a body.
    Empty,
    /// Names and words in another case.
    OtherCase,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum End {
    Succeeded,
    Failed,
    /// A redirection to what was made.
    SeeOther,
}

/// An operation that ends after some questions.
struct Copying {
    begun: u32,
    left: u32,
    end: End,
    /// Whether the client asked after the end.
    has_ended: bool,
}

impl Copying {
    fn begin(&mut self) -> Answer {
        self.begun += 1;
        Answer::new(202, "").header("location", "/operations/1")
    }

    fn poll(&mut self, other_case: bool) -> Answer {
        self.has_ended = self.left == 0;
        self.left = self.left.saturating_sub(1);
        let word = |word: &str| if other_case { word.to_uppercase() } else { word.to_owned() };
        let name = if other_case { "Status" } else { "status" };
        match self.end {
            _ if !self.has_ended => Answer::new(202, json!({name: word("inProgress")}).to_string()),
            End::Succeeded => {
                Answer::new(200, json!({name: word("completed"), "resourceId": "7"}).to_string())
            }
            End::Failed => {
                let error = json!({"code": "nameAlreadyExists", "message": "m"});
                Answer::new(200, json!({name: word("failed"), "error": error}).to_string())
            }
            End::SeeOther => Answer::new(303, "").header("location", "/items/7"),
        }
    }
}

impl Service for Copying {
    type Fault = Fault;

    fn respond(&mut self, seen: &Seen, fault: Option<Fault>) -> Answer {
        if seen.method == "POST" {
            return match fault {
                Some(Fault::Broken(broken)) => broken.spoil(|| self.begin()),
                _ => self.begin(),
            };
        }
        match fault {
            None => self.poll(false),
            Some(Fault::Broken(broken)) => broken.spoil(|| self.poll(false)),
            Some(Fault::Unknown(word)) => Answer::new(200, json!({"status": word}).to_string()),
            Some(Fault::Truncated(at)) => {
                let honest = self.poll(false);
                // without its whole body it still says as much, or nothing
                if honest.body().is_empty() {
                    return honest;
                }
                let body = honest.body()[..at % honest.body().len()].to_vec();
                if body.is_empty() { Answer::new(202, "") } else { honest.with_body(body) }
            }
            Some(Fault::Empty) => Answer::new(202, ""),
            Some(Fault::OtherCase) => self.poll(true),
        }
    }
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        3 => Broken::any().prop_map(Fault::Broken),
        1 => select(vec!["", "zombie", "inProgress", "notStarted", "1"]).prop_map(Fault::Unknown),
        1 => any::<usize>().prop_map(Fault::Truncated),
        1 => Just(Fault::Empty),
        1 => Just(Fault::OtherCase),
    ]
}

/// Waits, and after each error that is not that of the operation waits again.
async fn finish(case: &Case<Copying>, begun: &Accepted) -> Result<Result<Progress, Error>, TestCaseError> {
    let monitor = begun.monitor().ok_or_else(|| TestCaseError::fail("no address"))?;
    loop {
        let left = case.faults_left();
        match case.client.wait(&monitor, |_| ()).await {
            Err(error) if error.code() == Some("nameAlreadyExists") => return Ok(Err(error)),
            Ok(end) => return Ok(Ok(end)),
            Err(error) => prop_assert!(case.faults_left() < left, "an error without a fault: {error}"),
        }
    }
}

#[test]
fn operation_begins_once_and_ends_as_it_does() {
    let ends = select(vec![End::Succeeded, End::Failed, End::SeeOther]);
    let first = proptest::option::of(Broken::any().prop_map(Fault::Broken));
    let cases = (0..5_u32, ends, first, proptest::collection::vec(fault(), 0..12));
    check(&cases, async |(left, end, first, others)| {
        let faults = first.into_iter().chain(others).collect();
        let case = Case::start(Copying { begun: 0, left, end, has_ended: false }, faults).await;
        let request: Request<Accepted> = messages().segment("copy").post_empty(Operation::UNDOCUMENTED);
        let begun = case.client.send(request).await;
        let executions = case.truth(|copying| copying.begun);
        prop_assert!(executions <= 1, "begun {executions} times");
        let Some(begun) = begun.ok().filter(|begun| begun.monitor().is_some()) else {
            return Ok(());
        };
        prop_assert_eq!(executions, 1, "never begun");
        let result = finish(&case, &begun).await?;
        prop_assert!(case.truth(|copying| copying.has_ended), "ended too early");
        match (end, result) {
            (End::Succeeded, Ok(progress)) => prop_assert_eq!(progress.resource_id(), Some("7")),
            (End::SeeOther, Ok(progress)) => {
                prop_assert!(progress.resource::<msgraph_core::Json>().is_some())
            }
            (End::Failed, Err(error)) => prop_assert_eq!(error.kind(), ErrorKind::Service),
            (end, result) => prop_assert!(false, "{end:?} became {result:?}"),
        }
        Ok(())
    });
}
