//! Parses HTTP messages (AD-39). In: the text of a code block. Out: [`Message`]: first line, headers, body.

use crate::facts::template::Method;

/// The kind of message in a code block.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum MessageKind {
    /// Its first line begins with a method.
    Request,
    /// Its first line begins with `HTTP/`.
    Response,
    /// Anything else.
    Other,
}

/// A message as the page writes it.
#[derive(Debug)]
pub(super) struct Message<'t> {
    /// The first line.
    pub(super) first: &'t str,
    /// The lines between the first line and the headers, which continue the URL.
    pub(super) more: Vec<&'t str>,
    /// Names and values.
    pub(super) headers: Vec<(String, String)>,
    /// The text after the headers.
    pub(super) body: &'t str,
    /// The byte of the text where the body starts.
    pub(super) body_at: usize,
}

/// The kind of message in a code block, decided by its first line.
pub(super) fn message_kind(text: &str) -> MessageKind {
    let line = text.trim_start().lines().next().unwrap_or_default();
    if is_status_line(line) {
        MessageKind::Response
    } else if request_line(line).is_some() {
        MessageKind::Request
    } else {
        MessageKind::Other
    }
}

/// Whether a line is a status line such as `HTTP/1.1 200 OK`, with or without the version.
fn is_status_line(line: &str) -> bool {
    let http = line.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("HTTP"));
    let rest = line.get(4..).unwrap_or_default();
    http && (rest.starts_with('/') || rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// Parses "METHOD url", "METHOD url HTTP/1.1" and "METHOD HTTP/1.1 url".
pub(super) fn request_line(line: &str) -> Option<(Method, &str)> {
    let line = line.trim();
    let end = line.find(|c: char| !c.is_ascii_alphabetic())?;
    let (word, url) = line.split_at(end);
    let method = Method::parse(word).ok()?;
    let url = if url.starts_with(char::is_whitespace) {
        without_version(url.trim())
    } else if url.starts_with('/') {
        url
    } else {
        return None;
    };
    let begins = ["/", "http", "{", "~", "<", "."].iter().any(|start| url.starts_with(start));
    let first = url.split_whitespace().next()?;
    (begins || first.contains('/') || (first == url && !url.ends_with(['.', ':']))).then_some((method, url))
}

fn without_version(url: &str) -> &str {
    let is_version = |word: &str| word.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("HTTP/"));
    match (url.split_once(' '), url.rsplit_once(' ')) {
        (Some((first, rest)), _) if is_version(first) => rest.trim(),
        (_, Some((rest, last))) if is_version(last) => rest.trim(),
        _ => url,
    }
}

/// Parses a message.
pub(super) fn message(text: &str) -> Message<'_> {
    let mut at = text.len() - text.trim_start().len();
    let mut message =
        Message { first: "", more: Vec::new(), headers: Vec::new(), body: "", body_at: text.len() };
    let mut blank = false;
    for (index, line) in text[at..].split_inclusive('\n').enumerate() {
        let content = line.trim();
        match header(content) {
            _ if index == 0 => message.first = content,
            _ if content.is_empty() => blank = true,
            // Some pages have an empty line between the first line and the headers.
            Some(pair) if !blank || (message.headers.is_empty() && are_headers(&text[at..])) => {
                blank = false;
                message.headers.push(pair);
            }
            _ if blank || begins_body(content) || !message.headers.is_empty() => break,
            _ => message.more.push(content),
        }
        at += line.len();
    }
    message.body = text[at..].trim_end();
    message.body_at = at;
    message
}

/// Whether all lines up to an empty line or the end are headers.
fn are_headers(text: &str) -> bool {
    text.lines().map(str::trim).take_while(|line| !line.is_empty()).all(|line| header(line).is_some())
}

/// Parses "Name: value".
fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && !value.starts_with("//");
    fits.then(|| (name.to_owned(), value.trim().to_owned()))
}

fn begins_body(line: &str) -> bool {
    line.starts_with(['{', '[', '<']) || line.starts_with("--")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_line(line: &str, expected: Option<(Method, &str)>) {
        assert_eq!(request_line(line), expected, "{line}");
    }

    #[test]
    fn first_lines_of_requests() {
        check_line("GET https://x.org/a b HTTP/1.1", Some((Method::Get, "https://x.org/a b")));
        check_line("post HTTP/1.1 /me/a", Some((Method::Post, "/me/a")));
        check_line("DELETE/me/a", Some((Method::Delete, "/me/a")));
        check_line("GET me/a?$filter=b eq 'c'", Some((Method::Get, "me/a?$filter=b eq 'c'")));
        check_line("GET me", Some((Method::Get, "me")));
        check_line("Get the things you need.", None);
        check_line("HTTP/1.1 200 OK", None);
        check_line("{", None);
    }

    #[test]
    fn first_lines_of_responses() {
        for line in ["HTTP/1.1 200 OK", "http/2 204", "HTTP 201 Created"] {
            assert_eq!(message_kind(line), MessageKind::Response, "{line}");
        }
        assert_eq!(message_kind("HTTPS://x.org"), MessageKind::Other);
    }

    #[test]
    fn headers_and_body() {
        let text = "POST /a\nContent-Type: x\n\n{\n  \"b\": 1\n}\n";
        let found = message(text);
        assert_eq!(found.headers, [("Content-Type".to_owned(), "x".to_owned())]);
        assert_eq!((found.body, found.body_at), ("{\n  \"b\": 1\n}", 25));
    }

    #[test]
    fn a_url_over_several_lines() {
        let found = message("GET https://x.org/a\n  ?$filter=b\n  &$top=1\nPrefer: c\n");
        assert_eq!(found.more, ["?$filter=b", "&$top=1"]);
        assert_eq!((found.headers.len(), found.body), (1, ""));
    }

    #[test]
    fn an_empty_line_before_the_headers_or_none_before_the_body() {
        let found = message("POST /a\n\nContent-Type: x\n\n{}\n");
        assert_eq!((found.headers.len(), found.body), (1, "{}"));
        let found = message("HTTP/1.1 200 OK\nContent-Type: x\n{\n}\n");
        assert_eq!((found.headers.len(), found.body), (1, "{\n}"));
        let found = message("POST /a\nContent-Type: text/plain\n\nSubject: hi\n\ntext\n");
        assert_eq!((found.headers.len(), found.body), (1, "Subject: hi\n\ntext"));
    }
}
