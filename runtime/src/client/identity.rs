//! In: a credential of `azure_identity`. Out: one of this crate, over the same HTTP stack. Feature `identity`.
//!
//! `azure_identity` has client secrets, managed identities, workload identities, and the tools of developers. Certificates
//! are [`ClientCertificate`], over its assertions. It signs no users in; [`DeviceCode`](super::DeviceCode) does.
//!
//! ```no_run
//! use msgraph_core::client::identity::{Identity, azure_core, azure_identity, client_options};
//! use msgraph_core::client::{Client, HttpStack};
//! use msgraph_core::Endpoint;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // a client secret
//! let client = Client::new(Identity::client_secret("tenant-id", "client-id", "secret")?)?;
//! let client = Client::new(Identity::managed(None)?)?;
//!
//! // any credential of the library, in any cloud
//! let options = azure_identity::ClientAssertionCredentialOptions {
//!     client_options: client_options(&Endpoint::US_GOV_L4, HttpStack::with(|http| http)?),
//! };
//! let options = azure_identity::WorkloadIdentityCredentialOptions { credential_options: options, ..Default::default() };
//! let credential = azure_identity::WorkloadIdentityCredential::new(Some(options))?;
//! let client = Client::builder(Identity::new(credential)).endpoint(Endpoint::US_GOV_L4).build()?;
//! # Ok(())
//! # }
//! ```

mod certificate;

use super::auth::{Credential, CredentialError, Token};
use crate::client::http_stack::HttpStack;
use crate::client::transport::{BoxFuture, Transport, whole};
use crate::{Endpoint, Error};
use async_trait::async_trait;
use azure_core::cloud::CloudConfiguration;
use azure_core::credentials::{Secret, TokenCredential};
use azure_core::error::ErrorKind;
use azure_core::http::headers::Headers;
use azure_core::http::request::Body;
use azure_core::http::{self as azure_http, AsyncRawResponse, ClientOptions, HttpClient};
use azure_identity::{
    ClientSecretCredential, ClientSecretCredentialOptions, DeveloperToolsCredential,
    ManagedIdentityCredential, ManagedIdentityCredentialOptions, UserAssignedId,
};
use jiff::Timestamp;
use std::fmt;
use std::sync::Arc;

pub use self::certificate::ClientCertificate;
pub use {azure_core, azure_identity};

/// The allowed length of a response of a token service, in bytes.
const ANSWER: usize = 1 << 20;

/// A credential of `azure_identity`, or any other that implements its trait.
#[derive(Clone, Debug)]
pub struct Identity(Arc<dyn TokenCredential>);

impl Identity {
    /// Wraps a credential of the library. Create it with [`client_options`], because it has no HTTP stack by itself.
    #[must_use]
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self(credential)
    }

    /// An application with a secret, in the global cloud.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Credential`](crate::ErrorKind::Credential) when the library refuses the values; of kind
    /// [`ErrorKind::Transport`](crate::ErrorKind::Transport) when the HTTP stack cannot be set up.
    pub fn client_secret(
        tenant_id: &str,
        client_id: impl Into<String>,
        secret: impl Into<String>,
    ) -> Result<Self, Error> {
        let options = ClientSecretCredentialOptions { client_options: usual_options()? };
        let secret = Secret::new(secret.into());
        let made = ClientSecretCredential::new(tenant_id, client_id.into(), secret, Some(options));
        Ok(Self(made.map_err(refused)?))
    }

    /// The managed identity of the machine or service that runs the program, or one assigned to it.
    ///
    /// # Errors
    /// Those of [`client_secret`](Self::client_secret).
    pub fn managed(assigned: Option<UserAssignedId>) -> Result<Self, Error> {
        let options =
            ManagedIdentityCredentialOptions { user_assigned_id: assigned, client_options: usual_options()? };
        Ok(Self(ManagedIdentityCredential::new(Some(options)).map_err(refused)?))
    }

    /// The user who is signed in to the command line tools of Azure.
    ///
    /// # Errors
    /// Those of [`client_secret`](Self::client_secret).
    pub fn developer() -> Result<Self, Error> {
        Ok(Self(DeveloperToolsCredential::new(None).map_err(refused)?))
    }
}

impl Credential for Identity {
    fn token<'a>(&'a self, scopes: &'a [&'a str]) -> BoxFuture<'a, Result<Token, CredentialError>> {
        Box::pin(async move {
            let token = self.0.get_token(scopes, None).await?;
            let expires = Timestamp::from_second(token.expires_on.unix_timestamp())?;
            Ok(Token::new(token.token.secret()).expiring(expires))
        })
    }
}

/// Options for a credential of the library: the cloud of an endpoint, and its HTTP stack.
pub fn client_options(endpoint: &Endpoint, transport: impl Transport) -> ClientOptions {
    let government = [Endpoint::US_GOV_L4, Endpoint::US_GOV_L5].contains(endpoint);
    let cloud = match endpoint {
        _ if government => Some(CloudConfiguration::AzureGovernment),
        endpoint if *endpoint == Endpoint::CHINA => Some(CloudConfiguration::AzureChina),
        _ => None,
    };
    let transport = azure_http::Transport::new(Arc::new(Adapter(transport)));
    ClientOptions { cloud: cloud.map(Arc::new), transport: Some(transport), ..ClientOptions::default() }
}

fn usual_options() -> Result<ClientOptions, Error> {
    Ok(client_options(&Endpoint::GLOBAL, HttpStack::with(|http| http)?))
}

fn refused(source: azure_core::Error) -> Error {
    Error::credential("the credential cannot be set up", Some(Arc::new(source)))
}

/// A transport of this crate as one of the library.
struct Adapter<T>(T);

impl<T> fmt::Debug for Adapter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Adapter")
    }
}

#[async_trait]
impl<T: Transport> HttpClient for Adapter<T> {
    async fn execute_request(&self, request: &azure_http::Request) -> azure_core::Result<AsyncRawResponse> {
        let response = self.0.send(plain(request)?).await.map_err(failed)?;
        let (parts, chunks) = response.into_parts();
        let body = whole(chunks, ANSWER).await.map_err(failed)?;
        let mut headers = Headers::new();
        for (name, value) in &parts.headers {
            if let Ok(value) = value.to_str() {
                headers.insert(name.as_str().to_owned(), value.to_owned());
            }
        }
        Ok(AsyncRawResponse::from_bytes(parts.status.as_u16().into(), headers, body))
    }
}

fn plain(request: &azure_http::Request) -> azure_core::Result<http::Request<bytes::Bytes>> {
    let Body::Bytes(body) = request.body() else {
        let message = "requests for tokens have no streams as bodies";
        return Err(azure_core::Error::with_message(ErrorKind::Io, message));
    };
    let mut plain = http::Request::builder().method(request.method().as_str()).uri(request.url().as_str());
    for (name, value) in request.headers().iter() {
        plain = plain.header(name.as_str(), value.as_str());
    }
    plain.body(body.clone()).map_err(|source| {
        azure_core::Error::with_error(ErrorKind::DataConversion, source, "no request of HTTP")
    })
}

fn failed(source: Error) -> azure_core::Error {
    azure_core::Error::with_error(ErrorKind::Io, source, "the token service cannot be reached")
}
