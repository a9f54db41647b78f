use super::{Method, Problem, QueryPair, Segment, Template, read_line};

/// Checks method, text and segments of a line. Keys print as `{name}`, path addresses as `from:/{path}:`.
#[track_caller]
fn check(line: &str, expected: &str) {
    let (method, template) = read_line(line).unwrap().unwrap();
    let segments: Vec<String> = template.segments.iter().map(show).collect();
    assert_eq!(format!("{method} /{}", segments.join("/")), expected);
}

fn show(segment: &Segment) -> String {
    match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Key(name) => format!("{{{name}}}"),
        Segment::Function { name, arguments } => {
            let arguments: Vec<String> =
                arguments.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("{name}({})", arguments.join(","))
        }
        Segment::PathAddress { from, path, closed } => {
            format!("{}:/{{{path}}}{}", show(from), if *closed { ":" } else { "" })
        }
    }
}

fn text(line: &str) -> String {
    read_line(line).unwrap().unwrap().1.text
}

fn problem(line: &str) -> Problem {
    read_line(line).unwrap_err()
}

#[test]
fn a_plain_line_is_parsed() {
    check("GET /me/messages/{message-id}", "GET /me/messages/{message-id}");
    check("patch\t/me", "PATCH /me");
    check("  DELETE/identity/flows/{id} ", "DELETE /identity/flows/{id}");
    check("POST: /me/sendMail", "POST /me/sendMail");
    check("`GET /me`", "GET /me");
    check("GET `/me`", "GET /me");
    check("**GET** /me", "GET /me");
    check("- GET /me", "GET /me");
}

#[test]
fn a_key_in_parentheses_is_a_segment() {
    check("GET /a/crates('{crate-id}')/labels({labelId})", "GET /a/crates/{crate-id}/labels/{labelId}");
    check("GET /crates('b0073e4e-4184-41c6-9eb7-8c8cc3e2288b')", "GET /crates/{id}");
    check("GET /a/range(<address>)", "GET /a/range(=<address>)");
    check("GET /a/find(q='{text}')", "GET /a/find(q='{text}')");
}

#[test]
fn host_version_and_protocol_are_not_part_of_the_path() {
    for line in [
        "GET https://graph.microsoft.com/v1.0/me/events HTTP/1.1",
        "GET https://graph.microsoft.com/{version}/me/events",
        "GET HTTP/1.1 https://graph.microsoft.us/beta/me/events",
        "GET ~/me/events",
        "GET ~/v1.0/me/events",
        "GET me/events/",
        "GET /me//events.",
        "GET v1.0/me/events;",
        "GET https://{host}/v1.0/me/events",
        "GET https://graph.microsoft.com/V1.0/me/events",
    ] {
        check(line, "GET /me/events");
    }
}

#[test]
fn a_call_includes_the_arguments_that_the_text_omits() {
    let called = |text: &str, argument: &str| {
        let mut template = Template::parse(text).unwrap();
        template.segments.pop();
        let arguments = vec![(argument.to_owned(), "{a}".to_owned())];
        template.segments.push(Segment::Function { name: "sum".to_owned(), arguments });
        template.called()
    };
    assert_eq!(called("/parcels/sum()", "a"), "/parcels/sum(a={a})");
    assert_eq!(called("/parcels/sum", "a"), "/parcels/sum(a={a})");
    assert_eq!(called("/parcels/sum(b={b})", "a"), "/parcels/sum(b={b})");
}

#[test]
fn the_text_is_kept_as_written() {
    assert_eq!(text("GET me/events/ HTTP/1.1"), "/me/events/");
    assert_eq!(text("GET https://graph.microsoft.com/v1.0/users/{id | upn}?$top=1"), "/users/{id | upn}");
    assert_eq!(text("POST /a/resize(rows={n}, columns={n})"), "/a/resize(rows={n}, columns={n})");
}

/// The query parameters of a line.
fn query(template: &Template) -> Vec<String> {
    let shown = |pair: &QueryPair| format!("{}={}", pair.name, pair.value.as_deref().unwrap_or("-"));
    template.query.iter().map(shown).collect()
}

#[test]
fn a_parameter_that_a_line_of_the_path_omits_is_optional() {
    let parse = |target: &str| Template::parse(target).unwrap();
    let check = |first: &str, second: &str, expected: (&[&str], &[&str])| {
        let mut merged = parse(first);
        merged.merge(&parse(second));
        let names = |query: &[QueryPair]| query.iter().map(|pair| pair.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&merged.query), expected.0);
        assert_eq!(names(&merged.optional), expected.1);
    };
    check("/x", "/x?all=true", (&[], &["all"]));
    check("/x?all=true", "/x", (&[], &["all"]));
    check("/x[?all=true]", "/x?all=true", (&[], &["all"]));
    check("/x?from={from}[&to={to}][&all=true]", "/x?from={from}", (&["from"], &["to", "all"]));
    check("/x?from={from}&all=true", "/x?from={from}&to={to}", (&["from"], &["all", "to"]));
}

#[test]
fn the_query_is_cut_and_its_parameters_are_kept() {
    let line =
        "GET /me/calendarView?startDateTime={a&b}&endDateTime={b}&$filter=x eq 'p&q' and y eq 1&$top=5";
    let template = read_line(line).unwrap().unwrap().1;
    assert_eq!(template.text, "/me/calendarView");
    assert_eq!(
        query(&template),
        ["startDateTime={a&b}", "endDateTime={b}", "$filter=x eq 'p&q' and y eq 1", "$top=5"]
    );
    check("GET /me/mailFolders/?all=true", "GET /me/mailFolders");
    let optional = read_line("GET /me/pages/{id}/content[?includeIDs=true]").unwrap().unwrap().1;
    assert_eq!(optional.text, "/me/pages/{id}/content");
    assert_eq!(
        query(&read_line("POST /apps?requiresReview:{Boolean}").unwrap().unwrap().1),
        ["requiresReview={Boolean}"]
    );
}

#[test]
fn a_key_has_many_notations() {
    check("GET /users/{id | userPrincipalName}/chats", "GET /users/{id | userPrincipalName}/chats");
    check("GET /users/{id} | user-principal-name/chats", "GET /users/{id | user-principal-name}/chats");
    check("GET /teams/(team-id)/channels/<id>", "GET /teams/{team-id}/channels/{id}");
    check("GET /users/{{id}}/chats", "GET /users/{id}/chats");
    check("GET /classes/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793/members/42", "GET /classes/{id}/members/{id}");
    check("GET /lists/gDbc8U7HGwADDZocJgAAAA==/tasks", "GET /lists/{id}/tasks");
    check("GET /sites/{host},{site-id},{web-id}/lists", "GET /sites/{host,site-id,web-id}/lists");
    check("GET /roles/templateId={templateId}/members", "GET /roles/{templateId}/members");
    check("GET /users/ {id} /chats", "GET /users/{id}/chats");
}

#[test]
fn a_function_keeps_its_arguments() {
    check("GET /users/delta()", "GET /users/delta()");
    check("GET /reports/getX(period='{period}')/content", "GET /reports/getX(period='{period}')/content");
    check("GET /a/range(address='A1:B2')/rows", "GET /a/range(address='A1:B2')/rows");
    check("GET /a/search(q='a/b, (c')", "GET /a/search(q='a/b, (c')");
    check("POST /a/resize(rows={n}, columns={m})", "POST /a/resize(rows={n},columns={m})");
    check("GET /users(userPrincipalName='{x}')/chats", "GET /users(userPrincipalName='{x}')/chats");
    check("GET /a/range(<address>)/rows", "GET /a/range(=<address>)/rows");
    check("GET /a/range(address='<address>'/rows", "GET /a/range(address='<address>')/rows");
    check("GET /a/f(x=g(1))", "GET /a/f(x=g(1))");
    check("GET /a/zones(Kind=ns.kind'{kind}')", "GET /a/zones(Kind=ns.kind'{kind}')");
}

#[test]
fn a_path_address_names_where_it_starts() {
    check("GET /me/drive/root:/{item-path}:/children", "GET /me/drive/root:/{item-path}:/children");
    check("PUT /drive/items/{id}:/{filename}:/content", "PUT /drive/items/{id}:/{filename}:/content");
    check("GET /drive/root:/{item-path}", "GET /drive/root:/{item-path}");
    check("GET /drive/root:/{folder}/{file}:", "GET /drive/root:/{folder/file}:");
    check("GET /sites/{hostname}:/{relative-path}", "GET /sites/{hostname}:/{relative-path}");
}

#[test]
fn an_ellipsis_is_ignored() {
    check("GET /folders/{id}/folders/{id}/.../messages", "GET /folders/{id}/folders/{id}/messages");
    assert_eq!(text("GET /folders/{id}/.../messages"), "/folders/{id}/.../messages");
}

#[test]
fn a_path_without_its_start_is_an_error() {
    for line in ["GET /.../messages", "GET /…/messages", "GET /..."] {
        assert_eq!(problem(line), Problem::NoStart(line["GET ".len()..].to_owned()));
    }
}

#[test]
fn a_comment_may_follow() {
    check("GET /me // yourself", "GET /me");
    check("GET /me <!-- yourself -->", "GET /me");
}

#[test]
fn other_lines_are_ignored() {
    for line in
        ["", "  ", "or", "// a comment", "<!-- x -->", "# x", "Prefer: a=b", "{", "  \"get\": 1", "getter /x"]
    {
        assert_eq!(read_line(line), Ok(None), "{line}");
    }
    assert_eq!(read_line("workbook-session-id: {session-id}"), Ok(None));
}

#[test]
fn a_bad_line_has_a_reason() {
    let unfilled = "** Collection URI for thing not found";
    assert_eq!(problem(unfilled), Problem::NotAPath(unfilled.to_owned()));
    assert_eq!(problem(&format!("GET {unfilled}")), Problem::NotAPath(unfilled.to_owned()));
    assert_eq!(problem("Get a user"), Problem::NotAPath("a user".to_owned()));
    assert_eq!(problem("GET"), Problem::NoPath(Method::Get));
    assert_eq!(problem("LIST /me/messages"), Problem::UnknownMethod("LIST".to_owned()));
    assert_eq!(problem("/me/messages"), Problem::NoMethod("/me/messages".to_owned()));
    assert_eq!(problem("GET /me/{id/x"), Problem::Unbalanced("/me/{id/x".to_owned()));
    assert_eq!(problem("GET /me/id}/x"), Problem::Unbalanced("/me/id}/x".to_owned()));
    assert_eq!(problem("PUT https://example.com/x"), Problem::ForeignHost("example.com".to_owned()));
    assert_eq!(problem("GET /me (delegated)"), Problem::TextAfterPath("(delegated)".to_owned()));
    assert_eq!(problem("GET /me/a\"b"), Problem::NotASegment("a\"b".to_owned()));
}

#[test]
fn no_text_makes_the_parser_panic() {
    for line in
        ["GET (", "GET /(", "GET /)", "GET /<", "GET /:", "GET /é:/ü", "GET /a()b", "GET ?", "GET /", "GET ~"]
    {
        let _ = read_line(line);
    }
}

#[test]
fn a_path_beyond_the_limits_is_an_error() {
    assert_eq!(problem(&format!("GET /{}", "a/".repeat(65))), Problem::TooLong);
    assert_eq!(problem(&format!("GET /{}", "a".repeat(4096))), Problem::TooLong);
    assert_eq!(problem(&format!("GET /me?{}", "(".repeat(1 << 20))), Problem::TooLong);
}
