//! An application proves with a certificate that it is itself, and keeps the key to itself.

use std::sync::{Arc, Mutex};

use crate::get;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use msgraph_core::client::identity::{ClientCertificate, Identity};
use msgraph_core::client::reqwest::Url;
use msgraph_core::client::rustls::pki_types::pem::PemObject;
use msgraph_core::client::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use msgraph_core::client::rustls::server::ParsedCertificate;
use msgraph_core::client::{Client, MockTransport};
use msgraph_core::jiff::Timestamp;
use msgraph_core::{Endpoint, ErrorKind, Json, http};
use ring::digest::{SHA256, digest};
use ring::signature::{RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};
use serde_json::json;

const TENANT: &str = "11111111-2222-3333-4444-555555555555";

/// A certificate that nobody trusts, and its key.
const PEM: &str = include_str!("worthless-certificate-and-key.pem");

/// The requests to a token service.
struct Asked {
    url: String,
    form: Vec<(String, String)>,
}

impl Asked {
    fn field(&self, name: &str) -> &str {
        let found: Vec<&str> =
            self.form.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect();
        assert_eq!(found.len(), 1, "{name}");
        found[0]
    }

    /// The parts of the assertion, decoded, and what is signed.
    fn assertion(&self) -> (Json, Json, Vec<u8>, &str) {
        let text = self.field("client_assertion");
        let parts = text.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).unwrap());
        let [header, claims, signature]: [Vec<u8>; 3] = parts.collect::<Vec<_>>().try_into().unwrap();
        let json = |part: &[u8]| serde_json::from_slice(part).unwrap();
        (json(&header), json(&claims), signature, text.rsplit_once('.').unwrap().0)
    }
}

/// Asks for one token with the certificate.
async fn asked(cloud: &Endpoint, certificate: ClientCertificate) -> Asked {
    let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
    let seen = asked.clone();
    let service = MockTransport::new(move |request| {
        let mut url = Url::parse("form:").unwrap();
        url.set_query(Some(std::str::from_utf8(request.body()).unwrap()));
        let form = url.query_pairs().into_owned().collect();
        seen.lock().unwrap().push(Asked { url: request.uri().to_string(), form });
        let token =
            json!({"token_type": "Bearer", "expires_in": 3600, "ext_expires_in": 3600, "access_token": "t1"});
        http::Response::new(token.to_string().into_bytes())
    });
    let identity =
        Identity::client_certificate_with_transport(service, cloud, TENANT, "app", certificate).unwrap();
    let graph = MockTransport::new(|request| {
        assert_eq!(request.headers()["authorization"], "Bearer t1");
        http::Response::new(b"{}".to_vec())
    });
    let client = Client::builder(identity).endpoint(cloud.clone()).transport(graph).build().unwrap();
    client.send(get()).await.unwrap();
    asked.lock().unwrap().pop().unwrap()
}

fn refusal(made: Result<ClientCertificate, msgraph_core::Error>) -> String {
    let error = made.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    let text = format!("{error} {error:?}");
    // the longest lines of the file are of the key or the certificate
    for secret in PEM.lines().filter(|line| line.len() > 60) {
        assert!(!text.contains(secret), "{text}");
    }
    error.to_string()
}

/// The text of a section of the file, and its contents.
fn key() -> (&'static str, PrivatePkcs8KeyDer<'static>) {
    let text = &PEM[PEM.find("-----BEGIN PRIVATE KEY").unwrap()..];
    (text, PrivatePkcs8KeyDer::from_pem_slice(text.as_bytes()).unwrap())
}

fn certificate() -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(PEM.as_bytes()).unwrap()
}

#[tokio::test]
async fn token_is_asked_for_with_an_assertion_for_the_token_service_of_the_cloud() {
    let certificate_of_app = ClientCertificate::from_pem(PEM, PEM).unwrap();
    let clouds = [
        (Endpoint::GLOBAL, "login.microsoftonline.com", "graph.microsoft.com"),
        (Endpoint::US_GOV_L4, "login.microsoftonline.us", "graph.microsoft.us"),
        (Endpoint::US_GOV_L5, "login.microsoftonline.us", "dod-graph.microsoft.us"),
        (Endpoint::CHINA, "login.chinacloudapi.cn", "microsoftgraph.chinacloudapi.cn"),
    ];
    for (cloud, authority, graph) in clouds {
        let before = Timestamp::now().as_second();
        let asked = asked(&cloud, certificate_of_app.clone()).await;
        let after = Timestamp::now().as_second();
        assert_eq!(asked.url, format!("https://{authority}/{TENANT}/oauth2/v2.0/token"));
        assert_eq!(asked.field("client_id"), "app");
        assert_eq!(asked.field("grant_type"), "client_credentials");
        assert_eq!(asked.field("scope"), format!("https://{graph}/.default"));
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        assert_eq!(asked.field("client_assertion_type"), kind);

        let (header, claims, _, _) = asked.assertion();
        let thumbprint = URL_SAFE_NO_PAD.encode(digest(&SHA256, &certificate()));
        assert_eq!(header, json!({"alg": "PS256", "typ": "JWT", "x5t#S256": thumbprint}));
        let from = claims["nbf"].as_i64().unwrap();
        assert!((before..=after).contains(&from), "{before} {from} {after}");
        let id: uuid::Uuid = claims["jti"].as_str().unwrap().parse().unwrap();
        assert_eq!(id.get_version_num(), 4);
        let jti = claims["jti"].clone();
        let expected = json!({
            "aud": asked.url, "exp": from + 600, "iss": "app", "jti": jti, "nbf": from, "sub": "app",
        });
        assert_eq!(claims, expected);
    }
}

#[tokio::test]
async fn signature_is_that_of_the_certificate() {
    let (text, key) = key();
    let key = key.secret_pkcs8_der();
    // in PKCS #8 the key itself is behind the name of its kind, which has 26 bytes for a key of 2048 bits
    let made = [
        ClientCertificate::from_pem(PEM, text),
        ClientCertificate::from_der(&certificate(), key),
        ClientCertificate::from_der(&certificate(), &key[26..]),
    ];
    for made in made.map(Result::unwrap) {
        let asked = asked(&Endpoint::GLOBAL, made).await;
        let (_, _, signature, signed) = asked.assertion();
        let certificate = certificate();
        let parsed = ParsedCertificate::try_from(&certificate).unwrap();
        // as there, with 24 bytes
        let public = parsed.subject_public_key_info()[24..].to_vec();
        let public = UnparsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, public);
        public.verify(signed.as_bytes(), &signature).unwrap();
        public.verify(&signed.as_bytes()[1..], &signature).unwrap_err();
    }
}

#[tokio::test]
async fn certificate_of_the_key_is_found_among_others() {
    let other = rcgen::generate_simple_self_signed(["other".to_owned()]).unwrap();
    let (text, _) = key();
    refusal(ClientCertificate::from_der(other.cert.der(), key().1.secret_pkcs8_der()));
    let encoded = STANDARD.encode(other.cert.der());
    let chain = format!("-----BEGIN CERTIFICATE-----\n{encoded}\n-----END CERTIFICATE-----\n{PEM}");
    let asked = asked(&Endpoint::GLOBAL, ClientCertificate::from_pem(&chain, text).unwrap()).await;
    let thumbprint = URL_SAFE_NO_PAD.encode(digest(&SHA256, &certificate()));
    assert_eq!(asked.assertion().0["x5t#S256"], thumbprint);
}

#[test]
fn what_is_wrong_with_a_text_is_told_without_the_text() {
    let (text, _) = key();
    let certificate = PEM.strip_suffix(text).unwrap();
    let told = |certificate: &str, key: &str| refusal(ClientCertificate::from_pem(certificate, key));
    let of = |what: &str| format!("the certificate cannot be used: {what}");
    let none = |what: &str| of(&format!("the text of the {what} has no section of PEM for one"));
    assert_eq!(told(text, text), none("certificate"));
    assert_eq!(told(certificate, certificate), none("private key"));
    assert_eq!(told(certificate, ""), none("private key"));
    // as they come out of variables
    let lost = |what: &str| {
        of(&format!(
            "a section in the text of the {what} has no proper begin and end; are its line breaks lost?"
        ))
    };
    assert_eq!(told(certificate, &text.replace('\n', "\\n")), lost("private key"));
    assert_eq!(told(certificate, text.replace('\n', "\\n").trim_end_matches("\\n")), lost("private key"));
    assert_eq!(told(&certificate.replace('\n', " "), text), lost("certificate"));
    let broken = "a section in the text of the private key is not in base64";
    assert_eq!(told(certificate, &text.replace("\nMII", "\n!II")), of(broken));
    let encrypted = text.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    assert_eq!(told(certificate, &encrypted), of("the private key is encrypted"));
}

#[test]
fn keys_that_cannot_sign_for_the_certificate_are_refused() {
    let other = rcgen::generate_simple_self_signed(["other".to_owned()]).unwrap();
    let of = |what: &str| format!("the certificate cannot be used: {what}");
    let elliptic = ClientCertificate::from_der(other.cert.der(), other.signing_key.serialized_der());
    assert_eq!(refusal(elliptic), of("the private key is no RSA key that can sign (WrongAlgorithm)"));
    let foreign = ClientCertificate::from_der(other.cert.der(), key().1.secret_pkcs8_der());
    assert_eq!(refusal(foreign), of("the certificate is not that of the private key"));
    let nonsense = ClientCertificate::from_der(&certificate(), b"nonsense");
    assert_eq!(refusal(nonsense), of("the private key is neither PKCS #8 nor PKCS #1 in DER"));
}

#[test]
fn debug_shows_nothing_of_the_key() {
    let made = ClientCertificate::from_pem(PEM, PEM).unwrap();
    assert_eq!(format!("{made:?}"), "ClientCertificate { .. }");
    let service = MockTransport::new(|_| http::Response::new(Vec::new()));
    let identity =
        Identity::client_certificate_with_transport(service, &Endpoint::GLOBAL, TENANT, "app", made).unwrap();
    let text = format!("{identity:?}");
    assert!(text.contains("app") && !text.contains("key"), "{text}");
}

#[tokio::test]
async fn refusal_of_the_token_service_is_told_without_the_assertion() {
    let sent: Arc<Mutex<String>> = Arc::default();
    let seen = sent.clone();
    let service = MockTransport::new(move |request| {
        let body = std::str::from_utf8(request.body()).unwrap();
        let assertion = body.split('&').find_map(|field| field.strip_prefix("client_assertion=")).unwrap();
        assertion.clone_into(&mut seen.lock().unwrap());
        let refusal =
            json!({"error": "invalid_client", "error_description": "AADSTS700027: Not registered."});
        http::Response::builder().status(401).body(refusal.to_string().into_bytes()).unwrap()
    });
    let made = ClientCertificate::from_pem(PEM, PEM).unwrap();
    let identity =
        Identity::client_certificate_with_transport(service, &Endpoint::GLOBAL, TENANT, "app", made).unwrap();
    let graph = MockTransport::new(|_| http::Response::new(b"{}".to_vec()));
    let error = Client::builder(identity).transport(graph).build().unwrap().send(get()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    let text = format!("{error} {error:?}");
    let sent = sent.lock().unwrap().clone();
    assert!(text.contains("AADSTS700027"), "{text}");
    for part in sent.split('.') {
        assert!(part.len() > 40 && !text.contains(part), "{text}");
    }
}
