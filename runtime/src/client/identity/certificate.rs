//! In: a certificate and its private key. Out: assertions, which prove that an application has the key.

use super::{Identity, client_options, refused};
use crate::client::auth::authority;
use crate::client::http_stack::HttpStack;
use crate::client::transport::Transport;
use crate::{Endpoint, Error};
use async_trait::async_trait;
use azure_core::cloud::CloudConfiguration;
use azure_core::error::ErrorKind;
use azure_core::http::ClientMethodOptions;
use azure_identity::{ClientAssertion, ClientAssertionCredential, ClientAssertionCredentialOptions};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::rsa::KeyPair;
use ring::signature::RSA_PSS_SHA256;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::json;
use std::fmt;
use std::sync::Arc;
use uuid::Uuid;

/// The lifetime of an assertion in seconds: long enough for the retries of a request.
const LIFETIME: i64 = 600;

/// A certificate that is registered with an application, and its private RSA key. Its `Debug` shows neither.
///
/// Unlike the certificate credential of `azure_identity`, it does not need OpenSSL.
///
/// ```no_run
/// use msgraph_core::Endpoint;
/// use msgraph_core::client::identity::{ClientCertificate, Identity};
/// use msgraph_core::client::{Client, HttpStack};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// // one file with both; two files are accepted as well
/// let text = std::fs::read_to_string("application.pem")?;
/// let certificate = ClientCertificate::from_pem(&text, &text)?;
/// let client = Client::new(Identity::client_certificate("tenant-id", "client-id", certificate.clone())?)?;
///
/// // in another cloud
/// let cloud = Endpoint::CHINA;
/// let stack = HttpStack::with(|http| http)?;
/// let identity = Identity::client_certificate_with_transport(stack, &cloud, "tenant-id", "client-id", certificate)?;
/// let client = Client::builder(identity).endpoint(cloud).build()?;
/// # Ok(())
/// # }
/// ```
///
/// A PKCS #12 file (`.pfx`) becomes such a text with `openssl pkcs12 -in application.pfx -out application.pem -nodes`.
#[derive(Clone)]
pub struct ClientCertificate {
    key: Arc<KeyPair>,
    /// The header of all assertions, encoded.
    header: String,
}

impl ClientCertificate {
    /// From PEM: a text with the certificate and one with its key, or the same text twice.
    ///
    /// The key is in a section `PRIVATE KEY` or `RSA PRIVATE KEY`, not encrypted, of 2048 to 4096 bits. Of several
    /// certificates, such as a chain, the certificate of the key is used.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Credential`](crate::ErrorKind::Credential) when a text is malformed or
    /// incomplete, when the key is encrypted or no RSA key, and when no certificate belongs to the key.
    pub fn from_pem(certificate: &str, key: &str) -> Result<Self, Error> {
        let certificates: Vec<CertificateDer<'_>> = CertificateDer::pem_slice_iter(certificate.as_bytes())
            .collect::<Result<_, _>>()
            .map_err(|error| unusable(unreadable("certificate", &error)))?;
        if certificates.is_empty() {
            return Err(unusable(unreadable("certificate", &pem::Error::NoItemsFound)));
        }
        let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).map_err(|error| {
            let encrypted = key.contains("ENCRYPTED");
            let encrypted = encrypted.then(|| "the private key is encrypted".to_owned());
            unusable(encrypted.unwrap_or_else(|| unreadable("private key", &error)))
        })?;
        Self::read(&certificates, &key)
    }

    /// From DER: an X.509 certificate, and its private key as PKCS #8 or PKCS #1.
    ///
    /// # Errors
    /// Those of [`from_pem`](Self::from_pem).
    pub fn from_der(certificate: &[u8], key: &[u8]) -> Result<Self, Error> {
        let key = PrivateKeyDer::try_from(key)
            .map_err(|_| unusable("the private key is neither PKCS #8 nor PKCS #1 in DER"))?;
        Self::read(&[certificate.into()], &key)
    }

    fn read(certificates: &[CertificateDer<'_>], key: &PrivateKeyDer<'_>) -> Result<Self, Error> {
        let read = match key {
            PrivateKeyDer::Pkcs8(key) => KeyPair::from_pkcs8(key.secret_pkcs8_der()),
            PrivateKeyDer::Pkcs1(key) => KeyPair::from_der(key.secret_pkcs1_der()),
            _ => return Err(unusable("the private key is no RSA key")),
        };
        let key =
            read.map_err(|why| unusable(format!("the private key is no RSA key that can sign ({why})")))?;
        // DER has one encoding of a public key, so the certificate contains the same bytes
        let public = key.public().as_ref();
        let Some(own) = certificates.iter().find(|one| one.windows(public.len()).any(|part| part == public))
        else {
            return Err(unusable("the certificate is not that of the private key"));
        };
        let thumbprint = URL_SAFE_NO_PAD.encode(digest(&SHA256, own));
        let header = encoded(&json!({"alg": "PS256", "typ": "JWT", "x5t#S256": thumbprint}));
        Ok(Self { key: Arc::new(key), header })
    }

    /// The signed claims of an application.
    fn signed(&self, claims: &serde_json::Value) -> Result<String, ring::error::Unspecified> {
        let text = format!("{}.{}", self.header, encoded(claims));
        let mut signature = vec![0; self.key.public().modulus_len()];
        self.key.sign(&RSA_PSS_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)?;
        Ok(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCertificate").finish_non_exhaustive()
    }
}

impl Identity {
    /// An application with a certificate, in the global cloud.
    ///
    /// # Errors
    /// Those of [`client_secret`](Self::client_secret).
    pub fn client_certificate(
        tenant_id: &str,
        client_id: impl Into<String>,
        certificate: ClientCertificate,
    ) -> Result<Self, Error> {
        let stack = HttpStack::with(|http| http)?;
        Self::client_certificate_with_transport(stack, &Endpoint::GLOBAL, tenant_id, client_id, certificate)
    }

    /// The same in any cloud and over any HTTP stack. The variable `AZURE_AUTHORITY_HOST` is ignored.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Credential`](crate::ErrorKind::Credential) when the library refuses the values.
    pub fn client_certificate_with_transport(
        transport: impl Transport,
        cloud: &Endpoint,
        tenant_id: &str,
        client_id: impl Into<String>,
        certificate: ClientCertificate,
    ) -> Result<Self, Error> {
        let client_id = client_id.into();
        let audience = format!("{}/token", authority(cloud, tenant_id));
        let proof = Proof { certificate, client_id: client_id.clone(), audience };
        let mut client_options = client_options(cloud, transport);
        // an assertion is for one token service, so the environment may not choose another
        client_options.cloud.get_or_insert_with(|| Arc::new(CloudConfiguration::AzurePublic));
        let options = ClientAssertionCredentialOptions { client_options };
        let made = ClientAssertionCredential::new(tenant_id.to_owned(), client_id, proof, Some(options));
        Ok(Self(made.map_err(refused)?))
    }
}

/// An assertion: it proves to a token service that an application has the key.
#[derive(Debug)]
struct Proof {
    certificate: ClientCertificate,
    client_id: String,
    audience: String,
}

#[async_trait]
impl ClientAssertion for Proof {
    async fn secret(&self, _: Option<ClientMethodOptions<'_>>) -> azure_core::Result<String> {
        let now = Timestamp::now().as_second();
        let claims = json!({
            "aud": self.audience,
            "exp": now + LIFETIME,
            "iss": self.client_id,
            "jti": Uuid::new_v4().to_string(),
            "nbf": now,
            "sub": self.client_id,
        });
        self.certificate.signed(&claims).map_err(|_| {
            azure_core::Error::with_message(ErrorKind::Credential, "the assertion cannot be signed")
        })
    }
}

fn encoded(part: &serde_json::Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

/// Our own message, because messages of the library can hold the text, and with it the key.
fn unreadable(what: &'static str, error: &pem::Error) -> String {
    match error {
        pem::Error::NoItemsFound => format!("the text of the {what} has no section of PEM for one"),
        pem::Error::MissingSectionEnd { .. } | pem::Error::IllegalSectionStart { .. } => {
            format!(
                "a section in the text of the {what} has no proper begin and end; are its line breaks lost?"
            )
        }
        pem::Error::Base64Decode(_) => format!("a section in the text of the {what} is not in base64"),
        _ => format!("the text of the {what} cannot be read as PEM"),
    }
}

fn unusable(why: impl Into<String>) -> Error {
    Error::credential(format!("the certificate cannot be used: {}", why.into()), None)
}
