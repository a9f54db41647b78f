//! In: a URL without scheme and host. Out: the path with its query options, or the reason why there is none.

use super::{Path, RequestBuilder, link};
use crate::request::operation::Version;
use percent_encoding::percent_decode_str;

/// The placeholder of the whole path in the template, since the path can hold ids.
const TEMPLATE: &str = "/{path}";

/// Parses a relative URL at a version of the service: `/me/messages?$top=5`.
pub(crate) fn relative(version: Version, url: &str) -> Path {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let path = path.strip_prefix('/').unwrap_or(path);
    let options = options(query);
    Path(RequestBuilder {
        version,
        url: format!("/{}", link(path)),
        template: TEMPLATE.to_owned(),
        problem: problem(url, path).or(options.as_ref().err().copied()),
        options: options.unwrap_or_default(),
        open: false,
    })
}

fn problem(url: &str, path: &str) -> Option<&'static str> {
    if url.contains(char::is_control) {
        return Some("the relative URL holds a control character");
    }
    if url.contains(['\\', '#']) {
        return Some("the relative URL holds a backslash or a fragment");
    }
    // an authority follows an empty segment: `//host`, `https://host`
    if path.split('/').any(str::is_empty) {
        return Some("the relative URL has an empty segment, or names a host");
    }
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let leads_up = decoded.split(['/', '\\']).any(|segment| matches!(segment, "." | ".."));
    leads_up.then_some("the relative URL has a segment `.` or `..`, which would lead to another place")
}

/// The query options, decoded: they are encoded again when the request is built.
fn options(query: &str) -> Result<Vec<(String, String)>, &'static str> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| Ok((decoded(name)?, decoded(value)?)))
        .collect()
}

/// The text of a part of a query, in which the service takes a plus sign for a blank.
fn decoded(text: &str) -> Result<String, &'static str> {
    let blank = text.replace('+', " ");
    let text = percent_decode_str(&blank).decode_utf8();
    text.map(|text| text.into_owned()).map_err(|_| "the query of the relative URL is not UTF-8")
}

#[cfg(test)]
mod tests {
    use crate::{Endpoint, ErrorKind, Json, Method, Request, Version};

    fn request(url: &str) -> Request<Json> {
        Request::from_relative_url(Method::Get, Version::Beta, url)
    }

    #[track_caller]
    fn check(url: &str, expected: &str) {
        let uri = request(url).into_http(&Endpoint::GLOBAL).unwrap().uri().to_string();
        assert_eq!(uri.strip_prefix("https://graph.microsoft.com/beta").unwrap(), expected);
    }

    #[test]
    fn relative_url_keeps_its_path_and_its_query() {
        check(
            "/me/messages?$top=5&$filter=subject eq 'a+b'",
            "/me/messages?$top=5&$filter=subject%20eq%20'a%20b'",
        );
        check(
            "me/messages?$filter=subject%20eq%20'a%2Bb'&x",
            "/me/messages?$filter=subject%20eq%20'a%2Bb'&x=",
        );
        check("/me/drive/root:/a%20b/c d.txt:/content", "/me/drive/root:/a%20b/c%20d.txt:/content");
        check("/reports/getEmailActivityCounts(period='D7')", "/reports/getEmailActivityCounts(period='D7')");
        check("/users/a%2Fb", "/users/a%2Fb");
    }

    #[test]
    fn options_of_a_relative_url_can_be_replaced() {
        let uri =
            request("/users?$top=5&$skip=1").top(7).into_http(&Endpoint::GLOBAL).unwrap().uri().to_string();
        assert!(uri.ends_with("/users?$top=7&$skip=1"), "{uri}");
        assert_eq!(request("/users/7").template(), "/{path}");
    }

    #[test]
    fn relative_url_leads_nowhere_else() {
        for url in [
            "",
            "/",
            "//host/me",
            "https://host/me",
            "me//x",
            "/me/",
            "/me/../users",
            "/me/%2e%2E/users",
            "/me/..%2Fusers",
            "/me/.",
            "/me\\x",
            "/me#x",
            "/me\r\nx",
            "/me?a=b\nc",
            "/me?a=%FF",
        ] {
            let error = request(url).into_http(&Endpoint::GLOBAL).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Building, "{url:?}");
        }
    }
}
