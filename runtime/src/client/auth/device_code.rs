//! In: an application's id. Out: tokens of a user who signs in on another device, such as a phone.

mod form;

use super::credential::{Credential, CredentialError, Token};
use crate::client::clock::{Clock, SystemClock};
use crate::client::http_stack::HttpStack;
use crate::client::transport::{BoxFuture, Transport, whole};
use crate::{Endpoint, Error, ErrorKind, Json};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The allowed length of a response of the token service, in bytes.
const ANSWER: usize = 1 << 20;

/// The default wait between two requests, and the increase when the service asks to slow down.
const INTERVAL: Duration = Duration::from_secs(5);

/// Signs a user in for a program that has no browser: the user opens a page on any device and types a code.
///
/// Once signed in, tokens are renewed without the user. The refresh token can be
/// [kept](Self::refresh_token) for the [next run](Self::with_refresh_token); it is as good as a password.
///
/// ```no_run
/// use msgraph_core::client::{Client, DeviceCode};
///
/// # fn main() -> Result<(), msgraph_core::Error> {
/// let user = DeviceCode::new("organizations", "client-id", |prompt| println!("{}", prompt.message))?;
/// let client = Client::builder(user).scopes(["User.Read", "Mail.Read"]).build()?;
/// # Ok(())
/// # }
/// ```
pub struct DeviceCode {
    base: String,
    client_id: String,
    transport: Box<dyn Transport>,
    clock: Box<dyn Clock>,
    prompt: Box<dyn Fn(&DevicePrompt) + Send + Sync>,
    refresh: Mutex<Option<String>>,
}

/// The instructions for a user who signs in.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct DevicePrompt {
    /// The page to open.
    pub url: String,
    /// The code to type there.
    pub code: String,
    /// Page and code in a sentence, in a language that the service chooses.
    pub message: String,
    /// The lifetime of the code.
    pub expires_in: Duration,
}

impl DeviceCode {
    /// For users of a tenant, or of `organizations`, `consumers` or `common`; `prompt` shows them the instructions.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Transport`](crate::ErrorKind::Transport) when the HTTP stack cannot be set up.
    pub fn new(
        tenant: &str,
        client_id: impl Into<String>,
        prompt: impl Fn(&DevicePrompt) + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        Ok(Self::with_transport(HttpStack::with(|http| http)?, &Endpoint::GLOBAL, tenant, client_id, prompt))
    }

    /// The same in any cloud and over any HTTP stack.
    pub fn with_transport(
        transport: impl Transport,
        cloud: &Endpoint,
        tenant: &str,
        client_id: impl Into<String>,
        prompt: impl Fn(&DevicePrompt) + Send + Sync + 'static,
    ) -> Self {
        Self {
            base: authority(cloud, tenant),
            client_id: client_id.into(),
            transport: Box::new(transport),
            clock: Box::new(SystemClock),
            prompt: Box::new(prompt),
            refresh: Mutex::default(),
        }
    }

    /// The clock.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Begins with a refresh token of an earlier run, so that the user need not sign in again while it is valid.
    #[must_use]
    pub fn with_refresh_token(self, token: impl Into<String>) -> Self {
        *self.refresh() = Some(token.into());
        self
    }

    /// The refresh token, once the user has signed in. It changes from time to time.
    #[must_use]
    pub fn refresh_token(&self) -> Option<String> {
        self.refresh().clone()
    }

    /// A new token without the user; `None` when the user has to sign in.
    async fn renewed(&self, scope: &str) -> Result<Option<Token>, CredentialError> {
        let Some(refresh) = self.refresh_token() else {
            return Ok(None);
        };
        let fields = [
            ("client_id", self.client_id.as_str()),
            ("grant_type", "refresh_token"),
            ("refresh_token", &refresh),
            ("scope", scope),
        ];
        match self.ask("token", &fields).await? {
            Ok(answer) => self.keep(&answer).map(Some),
            Err(refusal) if matches!(refusal.code(), "invalid_grant" | "interaction_required") => {
                *self.refresh() = None;
                Ok(None)
            }
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// A token for which the user signs in now.
    async fn signed_in(&self, scope: &str) -> Result<Token, CredentialError> {
        let answer = self.ask("devicecode", &[("client_id", &self.client_id), ("scope", scope)]).await??;
        let text = |name: &str| answer.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        let seconds = |name: &str| answer.get(name).and_then(Json::as_u64).map(Duration::from_secs);
        let expires_in = seconds("expires_in").unwrap_or(Duration::from_secs(900));
        let mut interval = seconds("interval").filter(|interval| !interval.is_zero()).unwrap_or(INTERVAL);
        (self.prompt)(&DevicePrompt {
            url: text("verification_uri"),
            code: text("user_code"),
            message: text("message"),
            expires_in,
        });
        let device_code = text("device_code");
        let fields = [
            ("client_id", self.client_id.as_str()),
            ("device_code", &device_code),
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
        ];
        let (mut waited, mut broken) = (Duration::ZERO, None);
        while waited < expires_in {
            self.clock.sleep(interval).await;
            waited = waited.saturating_add(interval);
            match self.ask("token", &fields).await {
                Ok(Ok(answer)) => return self.keep(&answer),
                Ok(Err(refusal)) if refusal.code() == "authorization_pending" => broken = None,
                Ok(Err(refusal)) if refusal.code() == "slow_down" => {
                    interval = interval.saturating_add(INTERVAL)
                }
                // the user is still signing in, and a temporary failure must not end that
                Ok(Err(refusal)) if refusal.passes() => broken = Some(refusal.into()),
                Err(error) if error.kind() == ErrorKind::Transport => broken = Some(error.into()),
                Ok(Err(refusal)) => return Err(refusal.into()),
                Err(error) => return Err(error.into()),
            }
        }
        Err(broken.unwrap_or_else(|| "the user did not sign in in time".into()))
    }

    /// Takes the tokens of a response.
    fn keep(&self, answer: &Json) -> Result<Token, CredentialError> {
        let secret = answer.get("access_token").and_then(Json::as_str);
        let secret = secret.ok_or("the token service responded without a token")?;
        if let Some(refresh) = answer.get("refresh_token").and_then(Json::as_str) {
            *self.refresh() = Some(refresh.to_owned());
        }
        let token = Token::new(secret);
        Ok(match answer.get("expires_in").and_then(Json::as_u64) {
            Some(seconds) => token.expiring(self.clock.now().checked_add(Duration::from_secs(seconds))?),
            None => token,
        })
    }

    /// Sends a request to the token service, which responds or refuses.
    async fn ask(&self, what: &str, fields: &[(&str, &str)]) -> Result<Result<Json, form::Refusal>, Error> {
        let response = self.transport.send(form::request(&format!("{}/{what}", self.base), fields)?).await?;
        let (parts, chunks) = response.into_parts();
        let body = whole(chunks, ANSWER).await?;
        Ok(form::answer(parts.status, &body))
    }

    fn refresh(&self) -> MutexGuard<'_, Option<String>> {
        self.refresh.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Credential for DeviceCode {
    fn token<'a>(&'a self, scopes: &'a [&'a str]) -> BoxFuture<'a, Result<Token, CredentialError>> {
        Box::pin(async move {
            // with this scope there is a refresh token
            let scope = format!("{} offline_access", scopes.join(" "));
            match self.renewed(&scope).await? {
                Some(token) => Ok(token),
                None => self.signed_in(&scope).await,
            }
        })
    }
}

/// The token service of a tenant of a cloud; the name of the request follows behind a slash.
pub(in crate::client) fn authority(cloud: &Endpoint, tenant: &str) -> String {
    let host = if [Endpoint::US_GOV_L4, Endpoint::US_GOV_L5].contains(cloud) {
        "login.microsoftonline.us"
    } else if *cloud == Endpoint::CHINA {
        "login.chinacloudapi.cn"
    } else {
        "login.microsoftonline.com"
    };
    format!("https://{host}/{}/oauth2/v2.0", form::encoded(tenant))
}

/// Shows neither tokens nor the user's code.
impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceCode").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

impl fmt::Debug for DevicePrompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DevicePrompt").field("url", &self.url).finish_non_exhaustive()
    }
}
