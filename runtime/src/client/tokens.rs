//! In: a credential. Out: the token to send now, asked for once however many requests wait for it.

use super::clock::Clock;
use super::credential::{Credential, Token};
use crate::Error;
use jiff::Timestamp;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long before its end a token is replaced. One that lives less than twice as long is replaced in the middle of its
/// life.
const EARLY: Duration = Duration::from_secs(300);

/// A credential, and the token that it gave last.
pub(super) struct Tokens {
    credential: Box<dyn Credential>,
    scopes: Vec<String>,
    kept: Mutex<Option<Kept>>,
    turn: tokio::sync::Mutex<()>,
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
    pub(super) fn new(credential: Box<dyn Credential>, scopes: Vec<String>) -> Self {
        Self { credential, scopes, kept: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }

    /// The token to send now.
    ///
    /// One caller at a time asks the credential. While the old token is valid the others go on with it, and so does the
    /// one that asked when the credential fails.
    pub(super) async fn get(&self, clock: &dyn Clock) -> Result<Token, Error> {
        let kept = self.kept().clone();
        match kept {
            Some(kept) if kept.is_fresh(clock.now()) => Ok(kept.token),
            Some(kept) if kept.is_valid(clock.now()) => {
                let Ok(_turn) = self.turn.try_lock() else {
                    return Ok(kept.token);
                };
                self.renew(clock).await.or(Ok(kept.token))
            }
            _ => {
                let _turn = self.turn.lock().await;
                self.renew(clock).await
            }
        }
    }

    /// For the one whose turn it is. Whoever had it before may have brought a token.
    async fn renew(&self, clock: &dyn Clock) -> Result<Token, Error> {
        let kept = self.kept().clone();
        match kept {
            Some(kept) if kept.is_fresh(clock.now()) => Ok(kept.token),
            _ => self.ask(clock).await,
        }
    }

    /// Forgets a token that the service has refused, unless it has been replaced already.
    pub(super) fn forget(&self, refused: &Token) {
        self.kept().take_if(|kept| kept.token == *refused);
    }

    async fn ask(&self, clock: &dyn Clock) -> Result<Token, Error> {
        let scopes: Vec<&str> = self.scopes.iter().map(String::as_str).collect();
        let token = self
            .credential
            .token(&scopes)
            .await
            .map_err(|source| Error::credential("the credential gives no token", source))?;
        *self.kept() = Some(Kept::new(token.clone(), clock.now()));
        Ok(token)
    }

    fn kept(&self) -> MutexGuard<'_, Option<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
