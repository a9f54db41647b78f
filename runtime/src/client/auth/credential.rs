//! In: scopes. Out: a token. Implementors of the trait decide where it comes from.

use crate::client::transport::BoxFuture;
use jiff::Timestamp;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// A source of tokens.
///
/// The client requests a token when it has none, shortly before the current one expires, and after the service has refused
/// one; one request at a time. So an implementation needs no cache. A [`CredentialFn`] is an async closure.
///
/// ```
/// use msgraph_core::client::{BoxFuture, Credential, CredentialError, Token};
///
/// struct FromEnvironment;
///
/// impl Credential for FromEnvironment {
///     fn token<'a>(&'a self, _scopes: &'a [&'a str]) -> BoxFuture<'a, Result<Token, CredentialError>> {
///         Box::pin(async { Ok(Token::new(std::env::var("GRAPH_TOKEN")?)) })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` gives no tokens to a client",
    label = "no `Credential`",
    note = "wrap a credential of `azure_identity`: `Identity::new(credential)`, with the feature `identity`",
    note = "wrap an async closure: `CredentialFn::new(closure)`"
)]
pub trait Credential: Send + Sync + 'static {
    /// A token for these scopes, usually one such as `https://graph.microsoft.com/.default`.
    ///
    /// # Errors
    /// Any reason why there is none; the client returns it as an error of kind
    /// [`ErrorKind::Credential`](crate::ErrorKind::Credential).
    fn token<'a>(&'a self, scopes: &'a [&'a str]) -> BoxFuture<'a, Result<Token, CredentialError>>;
}

/// The reason why there is no token.
pub type CredentialError = Box<dyn StdError + Send + Sync>;

/// A token. Its `Debug` does not show it.
///
/// It is a [`Credential`] as well, which always returns itself: for tests, and for programs with a sign-in of their own.
#[derive(Clone, Eq, PartialEq)]
pub struct Token {
    secret: String,
    expires: Option<Timestamp>,
}

impl Token {
    /// A token that is used until the service refuses it.
    pub fn new(secret: impl Into<String>) -> Self {
        Self { secret: secret.into(), expires: None }
    }

    /// The same token, known to expire at this time.
    #[must_use]
    pub fn expiring(mut self, at: Timestamp) -> Self {
        self.expires = Some(at);
        self
    }

    /// The text that goes into the header `Authorization`, behind `Bearer`.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// The time when it expires, if known.
    #[must_use]
    pub fn expires(&self) -> Option<Timestamp> {
        self.expires
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("expires", &self.expires).finish_non_exhaustive()
    }
}

impl Credential for Token {
    fn token<'a>(&'a self, _: &'a [&'a str]) -> BoxFuture<'a, Result<Token, CredentialError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// A credential that is an async closure. Its argument is the scopes.
///
/// ```no_run
/// use msgraph_core::client::{Client, CredentialFn, Token};
///
/// # async fn sign_in(_scopes: &[String]) -> Result<String, std::io::Error> { Ok("…".to_owned()) }
/// # fn main() -> Result<(), msgraph_core::Error> {
/// let credential = CredentialFn::new(|scopes: Vec<String>| async move {
///     let secret = sign_in(&scopes).await?;
///     Ok(Token::new(secret))
/// });
/// let client = Client::new(credential)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct CredentialFn<F>(F);

impl<F, R> CredentialFn<F>
where
    F: Fn(Vec<String>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Token, CredentialError>> + Send + 'static,
{
    /// Wraps the closure.
    pub fn new(token: F) -> Self {
        Self(token)
    }
}

impl<F, R> Credential for CredentialFn<F>
where
    F: Fn(Vec<String>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Token, CredentialError>> + Send + 'static,
{
    fn token<'a>(&'a self, scopes: &'a [&'a str]) -> BoxFuture<'a, Result<Token, CredentialError>> {
        Box::pin((self.0)(scopes.iter().map(|scope| (*scope).to_owned()).collect()))
    }
}

impl<F> fmt::Debug for CredentialFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CredentialFn")
    }
}

impl<C: Credential + ?Sized> Credential for Arc<C> {
    fn token<'a>(&'a self, scopes: &'a [&'a str]) -> BoxFuture<'a, Result<Token, CredentialError>> {
        (**self).token(scopes)
    }
}

impl<C: Credential + ?Sized> Credential for Box<C> {
    fn token<'a>(&'a self, scopes: &'a [&'a str]) -> BoxFuture<'a, Result<Token, CredentialError>> {
        (**self).token(scopes)
    }
}
