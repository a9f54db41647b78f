//! Credentials of azure_identity give their tokens over the client's own HTTP stack.

use std::sync::{Arc, Mutex};

use crate::get;
use msgraph_core::client::identity::azure_identity::{ClientSecretCredential, ClientSecretCredentialOptions};
use msgraph_core::client::identity::{Identity, client_options};
use msgraph_core::client::{Client, MockTransport};
use msgraph_core::{Endpoint, ErrorKind, http};
use serde_json::json;

const TENANT: &str = "11111111-2222-3333-4444-555555555555";

/// A client of this cloud whose token service has this response, and the requests that reached it.
fn started(
    endpoint: &Endpoint,
    status: u16,
    answer: &serde_json::Value,
) -> (Client, Arc<Mutex<Vec<String>>>) {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let (seen, answer) = (asked.clone(), answer.to_string().into_bytes());
    let service = MockTransport::new(move |request| {
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        seen.lock().unwrap().push(format!("{} {} {body}", request.method(), request.uri()));
        http::Response::builder().status(status).body(answer.clone()).unwrap()
    });
    let options = ClientSecretCredentialOptions { client_options: client_options(endpoint, service) };
    let secret = "s/1".to_owned().into();
    let credential = ClientSecretCredential::new(TENANT, "app".into(), secret, Some(options)).unwrap();
    let graph = MockTransport::new(|request| {
        let told = request.headers()["authorization"].to_str().unwrap().to_owned();
        http::Response::new(json!({"told": told}).to_string().into_bytes())
    });
    let client = Client::builder(Identity::new(credential)).endpoint(endpoint.clone()).transport(graph);
    (client.build().unwrap(), asked)
}

#[tokio::test]
async fn client_secret_is_exchanged_for_one_token_in_its_cloud() {
    let token =
        json!({"token_type": "Bearer", "expires_in": 3600, "ext_expires_in": 3600, "access_token": "t1"});
    let (client, asked) = started(&Endpoint::US_GOV_L5, 200, &token);
    for _ in 0..2 {
        assert_eq!(client.send(get()).await.unwrap()["told"], "Bearer t1");
    }
    let scope = "https%3A%2F%2Fdod-graph.microsoft.us%2F.default";
    let body = format!("client_id=app&client_secret=s%2F1&grant_type=client_credentials&scope={scope}");
    let url = format!("https://login.microsoftonline.us/{TENANT}/oauth2/v2.0/token");
    assert_eq!(*asked.lock().unwrap(), [format!("POST {url} {body}")]);
}

#[tokio::test]
async fn refusal_of_the_token_service_is_told_without_the_secret() {
    let refusal =
        json!({"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret."});
    let (client, _) = started(&Endpoint::GLOBAL, 401, &refusal);
    let error = client.send(get()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    let text = format!("{error} {error:?}");
    assert!(text.contains("AADSTS7000215") && !text.contains("s/1"), "{text}");
}

#[test]
fn values_that_cannot_be_are_refused() {
    // a system without certificates has no HTTP stack, which is another error
    let error = Identity::client_secret("no tenant!", "app", "s").unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Credential | ErrorKind::Transport), "{error}");
}
