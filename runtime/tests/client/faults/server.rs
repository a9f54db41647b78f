//! A service with a true state, between which and the client things go wrong. In: that state, a list of faults. Out: a
//! server, a client of it, and the state afterwards.

use std::collections::VecDeque;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use crate::server::{Answer, Seen, Server};
use crate::{TestClock, client};
use msgraph_core::Client;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

/// The state of a service and its honest responses.
pub(super) trait Service: Send + 'static {
    /// The faults of this kind of service.
    type Fault: Send + 'static;

    /// Responds to a request, wrongly when there is a fault.
    fn respond(&mut self, seen: &Seen, fault: Option<Self::Fault>) -> Answer;
}

struct State<S: Service> {
    service: S,
    faults: VecDeque<S::Fault>,
}

/// One case: a service with its faults, and a client whose clock does not wait.
pub(super) struct Case<S: Service> {
    pub(super) server: Server,
    pub(super) client: Client,
    state: Arc<Mutex<State<S>>>,
}

impl<S: Service> Case<S> {
    pub(super) async fn start(service: S, faults: Vec<S::Fault>) -> Self {
        let state = Arc::new(Mutex::new(State { service, faults: faults.into() }));
        let shared = state.clone();
        let server = Server::start(move |seen| {
            let State { service, faults } = &mut *shared.lock().unwrap();
            let fault = faults.pop_front();
            service.respond(seen, fault)
        })
        .await;
        let client = client(&server, &TestClock::new());
        Self { server, client, state }
    }

    pub(super) fn faults_left(&self) -> usize {
        self.state.lock().unwrap().faults.len()
    }

    /// Looks at the true state, or changes it.
    pub(super) fn truth<T>(&self, look: impl FnOnce(&mut S) -> T) -> T {
        look(&mut self.state.lock().unwrap().service)
    }
}

/// Tests a property with as many cases as `PROPTEST_CASES` says.
pub(super) fn check<V: Debug>(
    cases: &impl Strategy<Value = V>,
    property: impl AsyncFn(V) -> Result<(), TestCaseError>,
) {
    let config = Config { failure_persistence: None, max_shrink_iters: 1000, ..Config::default() };
    let checked = TestRunner::new(config).run(cases, |case| {
        // its end closes all connections of the case
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(property(case))
    });
    assert!(checked.is_ok(), "{}", checked.unwrap_err());
}

/// Faults of the connection, of a gateway or of throttling, which know nothing of the request.
#[derive(Clone, Debug)]
pub(super) enum Broken {
    /// The connection ends before the response.
    HangUp { is_done: bool },
    /// The connection ends within the body; the request is done.
    Cut(usize),
    /// An error, perhaps after the request was done.
    Failure { status: u16, is_done: bool },
    /// A wish to come back later; the request is not done.
    Throttled { status: u16, retry_after: Option<&'static str> },
    /// A success with the page of a proxy; the request is not done.
    Html { status: u16 },
}

impl Broken {
    pub(super) fn any() -> impl Strategy<Value = Self> {
        prop_oneof![
            any::<bool>().prop_map(|is_done| Self::HangUp { is_done }),
            any::<usize>().prop_map(Self::Cut),
            (select(vec![403, 404, 409, 416, 500, 503, 504]), any::<bool>())
                .prop_map(|(status, is_done)| Self::Failure { status, is_done }),
            (Just(429), select(vec![None, Some("1"), Some("0"), Some("soon")]))
                .prop_map(|(status, retry_after)| Self::Throttled { status, retry_after }),
            Just(Self::Throttled { status: 503, retry_after: Some("2") }),
            select(vec![200, 202]).prop_map(|status| Self::Html { status }),
        ]
    }

    /// Lets the service do the request, or not, and spoils the response.
    pub(super) fn spoil(self, respond: impl FnOnce() -> Answer) -> Answer {
        let error = |status: u16| Answer::new(status, r#"{"error": {"code": "fault", "message": "m"}}"#);
        match self {
            Self::HangUp { is_done } => {
                if is_done {
                    respond();
                }
                Answer::hang_up()
            }
            Self::Cut(after) => {
                let answer = respond();
                let length = answer.body().len().max(1);
                answer.cut_after(after % length)
            }
            Self::Failure { status, is_done } => {
                if is_done {
                    respond();
                }
                error(status)
            }
            Self::Throttled { status, retry_after: None } => error(status),
            Self::Throttled { status, retry_after: Some(after) } => {
                error(status).header("retry-after", after)
            }
            Self::Html { status } => {
                Answer::new(status, "<html>Sign in to the network</html>").header("content-type", "text/html")
            }
        }
    }
}
