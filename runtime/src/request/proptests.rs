//! Any text as key, argument, option, literal or header comes out of the URL as it went in, or is refused.

use crate::codegen::Argument;
use crate::model::example::{Message, messages};
use crate::{Endpoint, Error, Operation, Path, Request, Version};
use percent_encoding::percent_decode_str;
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

/// The segments of a path, decoded.
fn segments(path: &Path) -> Result<Vec<String>, Error> {
    let request: Request<()> = path.get(Operation::UNDOCUMENTED);
    let uri = request.into_http(&Endpoint::GLOBAL)?.uri().clone();
    assert_eq!((uri.host(), uri.query()), (Some("graph.microsoft.com"), None));
    Ok(uri.path().split('/').skip(1).map(decoded).collect())
}

/// The options of a request, decoded as forms are: `+` is a blank there.
fn options<T: crate::FromResponse>(request: Request<T>) -> Result<Vec<(String, String)>, Error> {
    let uri = request.into_http(&Endpoint::GLOBAL)?.uri().clone();
    assert_eq!(uri.path(), "/v1.0/me/messages");
    let query = uri.query().unwrap_or_default().replace('+', " ");
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    Ok(pairs.map(|(name, value)| (decoded(name), decoded(value))).collect())
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

/// The text that a quoted OData literal means.
fn unquoted(literal: &str) -> Option<String> {
    let inner = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    (!inner.replace("''", "").contains('\'')).then(|| inner.replace("''", "'"))
}

proptest! {
    #[test]
    fn key_is_one_segment_or_refused(key in any::<String>()) {
        let read = segments(&Path::root(Version::V1, "users").key(&key, "id").segment("messages"));
        let allowed = !matches!(key.as_str(), "" | "." | "..") && !key.contains(char::is_control);
        prop_assert_eq!(read.is_ok(), allowed);
        if let Ok(read) = read {
            prop_assert_eq!(read, ["v1.0", "users", key.as_str(), "messages"]);
        }
    }

    #[test]
    fn address_by_path_stays_below_its_root(parts in proptest::collection::vec("[^/]{1,8}", 1..4)) {
        let address = parts.join("/");
        let read = segments(&Path::root(Version::V1, "drive").segment("root").path_address(&address).segment("content"));
        let allowed = parts.iter().all(|part| part != "." && part != ".." && !part.contains(char::is_control));
        prop_assert_eq!(read.is_ok(), allowed);
        if let Ok(read) = read {
            let mut expected = vec!["v1.0".to_owned(), "drive".to_owned(), "root:".to_owned()];
            expected.extend(parts);
            expected.last_mut().unwrap().push(':');
            expected.push("content".to_owned());
            prop_assert_eq!(read, expected);
        }
    }

    #[test]
    fn text_is_one_argument(text in any::<String>()) {
        let path = Path::root(Version::V1, "me").function("f", &[("a", Argument::string(&text)), ("b", Argument::int(1))]);
        let call = segments(&path).unwrap().pop().unwrap();
        let literal = call.strip_prefix("f(a=").and_then(|rest| rest.strip_suffix(",b=1)")).unwrap();
        prop_assert_eq!(unquoted(literal), Some(text));
    }

    #[test]
    fn text_is_one_literal_of_a_filter(text in any::<String>()) {
        let read = options(messages().list().filter(Message::SUBJECT.eq(&text)).top(1)).unwrap();
        prop_assert_eq!((read.len(), read[0].0.as_str(), read[1].0.as_str()), (2, "$filter", "$top"));
        prop_assert_eq!(read[0].1.strip_prefix("subject eq ").and_then(unquoted), Some(text));
    }

    #[test]
    fn option_keeps_name_and_value(name in any::<String>(), value in any::<String>()) {
        let read = options(messages().list().query(&name, &value)).unwrap();
        prop_assert_eq!(read, [(name, value)]);
    }

    #[test]
    fn header_keeps_its_value_or_is_refused(value in any::<String>()) {
        let http = messages().list().header("x-own", &value).into_http(&Endpoint::GLOBAL);
        let allowed = value.chars().all(|character| matches!(character, '\t' | ' '..='~'));
        prop_assert_eq!(http.is_ok(), allowed);
        if let Ok(http) = http {
            prop_assert_eq!(http.headers()["x-own"].to_str().unwrap(), value);
        }
    }

    #[test]
    fn link_leads_to_the_endpoint_or_is_refused(link in "(https?:)?(//)?[a-z.@:\\\\#?/ ]{0,12}(graph\\.microsoft\\.com)?.{0,12}") {
        if let Ok(http) = Request::<()>::from_link(&link).into_http(&Endpoint::GLOBAL) {
            prop_assert_eq!(http.uri().scheme_str(), Some("https"));
            let authority = http.uri().authority().unwrap();
            prop_assert_eq!((authority.host(), authority.as_str().contains('@')), ("graph.microsoft.com", false));
            prop_assert!(authority.port_u16().is_none_or(|port| port == 443), "{}", authority);
            prop_assert!(link.to_ascii_lowercase().starts_with("https://graph.microsoft.com"));
        }
    }
}
