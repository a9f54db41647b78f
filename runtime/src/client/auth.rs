//! Tokens and their sources. In: a credential, the challenge of a response. Out: a token.

mod challenge;
mod credential;
mod device_code;
mod tokens;

pub use challenge::ClaimsChallenge;
pub use credential::{Credential, CredentialError, CredentialFn, Token};
#[cfg(feature = "identity")]
pub(super) use device_code::authority;
pub use device_code::{DeviceCode, DevicePrompt};
pub(super) use tokens::Tokens;
