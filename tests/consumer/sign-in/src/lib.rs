//! The client of the example programs.
//!
//! `GRAPH_CLIENT_ID` names an app registration: the user signs in with a device code. `GRAPH_TOKEN` is an access token instead.
//! `GRAPH_ENDPOINT` replaces the address of the service, for example by that of a local test server.

use std::env;

use msgraph::client::{DeviceCode, Token};
use msgraph::{Client, Endpoint, Error};

/// A client for the delegated permissions of a program, such as `Mail.ReadWrite`.
///
/// # Errors
/// When the endpoint is not an address, or the HTTP stack cannot be set up.
pub fn client(permissions: &[&str]) -> Result<Client, Error> {
    if let Ok(endpoint) = env::var("GRAPH_ENDPOINT") {
        let token = Token::new(env::var("GRAPH_TOKEN").unwrap_or_default());
        return Client::builder(token).endpoint(Endpoint::new(&endpoint)?).allow_http().build();
    }
    if let Ok(token) = env::var("GRAPH_TOKEN") {
        return Client::new(Token::new(token));
    }
    let client_id = env::var("GRAPH_CLIENT_ID").unwrap_or_default();
    let user = DeviceCode::new("organizations", client_id, |prompt| eprintln!("{}", prompt.message))?;
    Client::builder(user).scopes(permissions.iter().copied()).build()
}
