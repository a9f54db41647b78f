//! A client has a source of tokens and an HTTP stack.

use msgraph::client::{Client, Token};

struct ClientSecretCredential;

fn main() {
    let _ = Client::new(ClientSecretCredential); //~ gives no tokens to a client & `Identity::new(credential)` & `CredentialFn::new(closure)`
    let _ = Client::new(std::sync::Arc::new(ClientSecretCredential)); //~ `ClientSecretCredential` gives no tokens to a client
    let _ = Client::builder(Token::new("t")).transport(ClientSecretCredential); //~ does not send HTTP requests for a client
}
