//! In: a credential. Out: the current token, requested once for all waiting requests.

use super::credential::{Credential, Token};
use crate::Error;
use crate::client::clock::Clock;
use jiff::Timestamp;
use std::error::Error as StdError;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The time before expiry at which a token is replaced. A token with less than twice this lifetime is replaced in the middle of
/// it.
const EARLY: Duration = Duration::from_secs(300);

/// The pause after a failure of the credential while the old token is valid.
const REST: Duration = Duration::from_secs(30);

/// A credential and its last token.
pub(in crate::client) struct Tokens {
    credential: Box<dyn Credential>,
    scopes: Vec<String>,
    state: Mutex<State>,
    turn: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    /// The number of requests to the credential.
    asked: u64,
    /// The last failure of the credential.
    failure: Option<Failure>,
}

/// A failure that all waiting requests share.
type Failure = Arc<dyn StdError + Send + Sync>;

#[derive(Clone)]
struct Kept {
    token: Token,
    due: Option<Timestamp>,
}

impl Kept {
    fn new(token: Token, now: Timestamp) -> Self {
        let due = token.expires().map(|end| {
            let life = Duration::try_from(end.duration_since(now)).unwrap_or_default();
            end.checked_sub(EARLY.min(life / 2)).unwrap_or(end)
        });
        Self { token, due }
    }

    fn is_fresh(&self, now: Timestamp) -> bool {
        self.is_valid(now) && self.due.is_none_or(|due| now < due)
    }

    fn is_valid(&self, now: Timestamp) -> bool {
        self.token.expires().is_none_or(|end| now < end)
    }
}

impl Tokens {
    pub(in crate::client) fn new(credential: Box<dyn Credential>, scopes: Vec<String>) -> Self {
        Self { credential, scopes, state: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }

    /// The tokens of another credential for the same scopes.
    pub(in crate::client) fn with_credential(&self, credential: Box<dyn Credential>) -> Self {
        Self::new(credential, self.scopes.clone())
    }

    /// The current token.
    ///
    /// One caller at a time asks the credential. While the old token is valid, the others use it, and so does the
    /// asking one when the credential fails. Without a token they wait, and share the failure like a
    /// token: a thousand callers send one request to a failing service.
    pub(in crate::client) async fn get(&self, clock: &dyn Clock) -> Result<Token, Error> {
        let (kept, asked) = self.seen();
        match kept {
            Some(kept) if kept.is_fresh(clock.now()) => Ok(kept.token),
            Some(kept) if kept.is_valid(clock.now()) => {
                let Ok(_turn) = self.turn.try_lock() else {
                    return Ok(kept.token);
                };
                self.renew(clock, asked).await.or(Ok(kept.token))
            }
            _ => {
                let _turn = self.turn.lock().await;
                self.renew(clock, asked).await
            }
        }
    }

    /// Forgets a token that the service has refused, unless it has been replaced already.
    pub(in crate::client) fn forget(&self, refused: &Token) {
        self.state().kept.take_if(|kept| kept.token == *refused);
    }

    /// Asks the credential, unless its number of requests has changed: the task before may have
    /// received a token or a failure.
    async fn renew(&self, clock: &dyn Clock, seen: u64) -> Result<Token, Error> {
        {
            let state = self.state();
            match (&state.kept, &state.failure) {
                (Some(kept), _) if kept.is_fresh(clock.now()) => return Ok(kept.token.clone()),
                (_, Some(failure)) if state.asked > seen => return Err(no_token(failure.clone())),
                _ => {}
            }
        }
        self.ask(clock).await
    }

    async fn ask(&self, clock: &dyn Clock) -> Result<Token, Error> {
        let scopes: Vec<&str> = self.scopes.iter().map(String::as_str).collect();
        let result = self.credential.token(&scopes).await.map_err(Failure::from);
        let now = clock.now();
        let mut state = self.state();
        state.asked += 1;
        state.failure = result.as_ref().err().cloned();
        match result {
            Ok(token) => {
                state.kept = Some(Kept::new(token.clone(), now));
                Ok(token)
            }
            Err(source) => {
                if let Some(kept) = &mut state.kept {
                    kept.due = now.checked_add(REST).ok();
                }
                Err(no_token(source))
            }
        }
    }

    fn seen(&self) -> (Option<Kept>, u64) {
        let state = self.state();
        (state.kept.clone(), state.asked)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn no_token(source: Failure) -> Error {
    Error::credential("the credential gives no token", Some(source))
}
