//! In: the header of a response that refuses a token. Out: the claims that a token must have.

use crate::{Binary, Error};
use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

/// The claims that the service requires of a token: another way to sign in, or a new sign-in of the user.
///
/// The service responds with 401 and such a challenge when access was revoked, or an operation has stricter requirements. The client
/// does not retry by itself. Pass the claims to the library that signs users in, and use the new token.
///
/// ```
/// use msgraph_core::client::ClaimsChallenge;
/// # fn sign_in_again(_claims: &str) {}
/// # fn report(error: &msgraph_core::Error) {
/// if let Some(challenge) = ClaimsChallenge::of(error) {
///     sign_in_again(challenge.claims());
/// }
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClaimsChallenge {
    claims: String,
}

impl ClaimsChallenge {
    /// The challenge that an error of the service holds.
    #[must_use]
    pub fn of(error: &Error) -> Option<Self> {
        Self::in_headers(error.headers()?)
    }

    /// The challenge in the headers of a response.
    #[must_use]
    pub fn in_headers(headers: &HeaderMap) -> Option<Self> {
        let values = headers.get_all(WWW_AUTHENTICATE).iter();
        values.filter_map(|value| value.to_str().ok()).find_map(|value| {
            let bytes = Binary::from(parameter(value, "claims")?).parse().ok()?;
            Some(Self { claims: String::from_utf8(bytes).ok()? })
        })
    }

    /// The claims as JSON, for the parameter `claims` of a token request.
    #[must_use]
    pub fn claims(&self) -> &str {
        &self.claims
    }
}

/// The value of a parameter: `Bearer realm="", claims="…"`. Quoted commas and names are text.
fn parameter(header: &str, name: &str) -> Option<String> {
    let mut rest = header;
    while let Some((before, after)) = rest.split_once('=') {
        let found = before.trim_end().rsplit([' ', ',']).next()?;
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted_text(quoted)?,
            None => {
                let end = after.find([',', ' ']).unwrap_or(after.len());
                (after[..end].to_owned(), &after[end..])
            }
        };
        if found.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = after;
    }
    None
}

/// The text up to the closing quote, and the text behind it.
fn quoted_text(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, &text[at + 1..])),
            '\\' => value.push(characters.next()?.1),
            character => value.push(character),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::ClaimsChallenge;
    use http::HeaderMap;
    use http::header::WWW_AUTHENTICATE;

    fn claims(header: &str) -> Option<String> {
        let headers = HeaderMap::from_iter([(WWW_AUTHENTICATE, header.parse().unwrap())]);
        Some(ClaimsChallenge::in_headers(&headers)?.claims().to_owned())
    }

    #[test]
    fn claims_are_found_among_the_parameters() {
        let header = r#"Bearer realm="", authorization_uri="https://x/?a=b, claims=c", error="insufficient_claims", claims="eyJhIjoxfQ==""#;
        assert_eq!(claims(header).as_deref(), Some(r#"{"a":1}"#));
        assert_eq!(claims("Bearer claims=eyJhIjoxfQ, realm=x").as_deref(), Some(r#"{"a":1}"#));
        assert_eq!(claims(r#"Bearer nonce="a\"b", Claims="eyJhIjoxfQ""#).as_deref(), Some(r#"{"a":1}"#));
        for text in ["eyJhIjoiw78/In0=", "eyJhIjoiw78_In0=", "eyJhIjoiw78_In0", "eyJhIjoiw78/In0"] {
            assert_eq!(
                claims(&format!("Bearer claims=\"{text}\"")).as_deref(),
                Some(r#"{"a":"ÿ?"}"#),
                "{text}"
            );
        }
    }

    #[test]
    fn other_challenges_have_none() {
        for header in [
            "Bearer",
            r#"Bearer realm="claims=eyJhIjoxfQ""#,
            r#"Bearer claims="%%%""#,
            r#"Bearer claims="eyJhIjoxfQ"#,
            r#"Bearer error="invalid_token""#,
            "=",
            "claims=",
        ] {
            assert_eq!(claims(header).filter(|claims| !claims.is_empty()), None, "{header}");
        }
    }
}
