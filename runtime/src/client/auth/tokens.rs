//! In: a credential. Out: the token to send now, asked for once however many requests wait for it.

use super::credential::{Credential, CredentialError, Token};
use crate::Error;
use crate::client::clock::Clock;
use jiff::Timestamp;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long before its end a token is replaced. One that lives less than twice as long is replaced in the middle of its
/// life.
const EARLY: Duration = Duration::from_secs(300);

/// How long a credential that has failed is left alone while the old token is valid.
const REST: Duration = Duration::from_secs(30);

/// A credential, and the token that it gave last.
pub(in crate::client) struct Tokens {
    credential: Box<dyn Credential>,
    scopes: Vec<String>,
    state: Mutex<State>,
    turn: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    /// How often the credential has been asked.
    asked: u64,
    /// Why it gave none the last time.
    failure: Option<String>,
}

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
        self.due.is_none_or(|due| now < due)
    }

    fn is_valid(&self, now: Timestamp) -> bool {
        self.token.expires().is_none_or(|end| now < end)
    }
}

impl Tokens {
    pub(in crate::client) fn new(credential: Box<dyn Credential>, scopes: Vec<String>) -> Self {
        Self { credential, scopes, state: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }

    /// The token to send now.
    ///
    /// One caller at a time asks the credential. While the old token is valid the others go on with it, and so does the
    /// one that asked when the credential fails. Where there is none they wait, and share the failure as they would the
    /// token: a service that is down is not asked by each of a thousand.
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

    /// For the one whose turn it is, and who has seen the credential asked that often. The task before may have
    /// brought a token, or heard that there is none.
    async fn renew(&self, clock: &dyn Clock, seen: u64) -> Result<Token, Error> {
        {
            let state = self.state();
            match (&state.kept, &state.failure) {
                (Some(kept), _) if kept.is_fresh(clock.now()) => return Ok(kept.token.clone()),
                (_, Some(failure)) if state.asked > seen => return Err(no_token(failure.as_str())),
                _ => {}
            }
        }
        self.ask(clock).await
    }

    async fn ask(&self, clock: &dyn Clock) -> Result<Token, Error> {
        let scopes: Vec<&str> = self.scopes.iter().map(String::as_str).collect();
        let result = self.credential.token(&scopes).await;
        let now = clock.now();
        let mut state = self.state();
        state.asked += 1;
        state.failure = result.as_ref().err().map(ToString::to_string);
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

fn no_token(source: impl Into<CredentialError>) -> Error {
    Error::credential("the credential gives no token", source.into())
}
