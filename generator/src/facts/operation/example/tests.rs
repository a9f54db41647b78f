use crate::facts::operation;
use crate::facts::operation::facts::ExampleFact;
use crate::facts::operation::tests::facts;
use crate::facts::sample::with_reading;

const HEAD: &str = "# T\n## HTTP request\n```\nGET /x\nPOST /x\n```\n## Example\n";

fn note(json: &str) -> String {
    format!("<!-- {{ {json} }} -->\n")
}

fn http(text: &str) -> String {
    format!("```http\n{text}\n```\n")
}

/// Checks one line per example: name, request and response.
fn check(parts: &[String], expected: &[&str]) {
    let show = |example: &ExampleFact| {
        let name = example.name.as_deref().unwrap_or("-");
        let response = example.response.as_ref().map_or("none".into(), |response| {
            let status = response.status.map_or("?".into(), |status| status.to_string());
            let ty = response.ty.as_ref().map_or("", |_| " typed");
            let many = if response.is_collection { " collection" } else { "" };
            format!("{status}{ty}{many}")
        });
        format!("{name}: {} {} -> {response}", example.method, example.url)
    };
    let found: Vec<String> = facts(&format!("{HEAD}{}", parts.concat())).examples.iter().map(show).collect();
    assert_eq!(found, expected);
}

/// Checks the codes of diagnostics, the reasons of gaps, and the number of used annotations.
fn check_diagnostics(parts: &[String], told: &[&str], left: &[&str], used: usize) {
    with_reading(&format!("{HEAD}{}", parts.concat()), |reading| {
        assert!(operation::read(reading).is_some());
        let codes: Vec<&str> = reading.diagnostics.iter().map(|told| told.code).collect();
        let gaps: Vec<&str> = reading.gaps.iter().map(|gap| gap.reason).collect();
        assert_eq!((codes.as_slice(), gaps.as_slice(), reading.used_annotations.len()), (told, left, used));
    });
}

#[test]
fn a_response_belongs_to_the_last_request() {
    check(
        &[
            note("\"blockType\": \"request\", \"name\": \"a\""),
            http("GET /x/1"),
            note("\"blockType\": \"response\", \"@odata.type\": \"Collection(microsoft.graph.x)\""),
            http("HTTP/1.1 200 OK\nContent-type: application/json\n\n{\"value\": []}"),
        ],
        &["a: GET /x/1 -> 200 typed collection"],
    );
}

#[test]
fn a_response_belongs_to_the_requests_it_names() {
    check(
        &[
            note("\"blockType\": \"request\", \"name\": \"a\""),
            http("GET /x/1"),
            note("\"blockType\": \"request\", \"name\": \"b\""),
            http("GET /x/2"),
            note("\"blockType\": \"request\", \"name\": \"c\""),
            http("GET /x/3"),
            note("\"blockType\": \"response\", \"name\": [\"a\", \"b\"], \"isCollection\": true"),
            http("HTTP/1.1 200 OK"),
        ],
        &["a: GET /x/1 -> 200 collection", "b: GET /x/2 -> 200 collection", "c: GET /x/3 -> none"],
    );
}

#[test]
fn examples_without_annotations_count() {
    check(
        &[
            "### Request\n".to_owned(),
            http("GET https://graph.microsoft.com/v1.0/x/1"),
            "### Response\n".to_owned(),
            http("HTTP/1.1 200 OK\n\n{\"value\": []}"),
            "### Request\n".to_owned(),
            http("DELETE /x/1"),
            "### Response\n```json\n{}\n```\n".to_owned(),
        ],
        &["-: GET https://graph.microsoft.com/v1.0/x/1 -> 200", "-: DELETE /x/1 -> ?"],
    );
}

#[test]
fn an_ignored_request_has_the_response_below_it() {
    check(
        &[
            note("\"blockType\": \"ignored\""),
            http("GET /x/1"),
            note("\"blockType\": \"response\", \"@odata.type\": \"stream\""),
            http("HTTP/1.1 302 Found\nLocation: https://x.org"),
        ],
        &["-: GET /x/1 -> 302 typed"],
    );
}

#[test]
fn a_url_continues_over_lines() {
    check(
        &[http("GET /x\n  ?$filter=a eq 'b'\n  and c eq 'd'\n  &$top=1\nPrefer: x")],
        &["-: GET /x?$filter=a eq 'b' and c eq 'd'&$top=1 -> none"],
    );
}

#[test]
fn the_body_of_a_response_may_follow_its_code_block() {
    let body = |below: &str, status: &str| {
        let response = http(&format!("HTTP/1.1 {status}\nContent-type: text/plain"));
        let text = format!("{HEAD}### Request\n{}### Response\n{response}\n{below}\n", http("GET /x/$count"));
        let facts = facts(&text);
        facts.examples[0].response.as_ref().unwrap().body.text.clone()
    };
    assert_eq!(body("`394`", "200 OK"), "394");
    assert_eq!(body("```json\n{\"a\": 1}\n```", "200 OK"), "{\"a\": 1}");
    assert_eq!(body("There are `394`.", "200 OK"), "");
    assert_eq!(body("`394`", "204 No Content"), "");
}

#[test]
fn a_body_of_204_is_reported() {
    check_diagnostics(
        &[http("GET /x/1"), http("HTTP/1.1 204 No Content\n\n{\"a\": 1}")],
        &["body-of-no-content"],
        &[],
        0,
    );
}

#[test]
fn an_annotated_request_below_the_heading_http_request_is_an_example() {
    let text = "# T\n## HTTP request\n<!-- {\"blockType\": \"request\", \"name\": \"a\"} -->\n```http\nGET /x\n```\n## Response\n<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 204 No Content\n```\n";
    with_reading(text, |reading| {
        let facts = operation::read(reading).unwrap();
        let counts = (facts.requests.len(), facts.examples.len(), reading.used_annotations.len());
        assert_eq!(counts, (1, 1, 2));
        assert_eq!(facts.examples[0].response.as_ref().unwrap().status, Some(204));
    });
}

#[test]
fn outside_examples_a_request_has_an_absolute_url() {
    let text = format!(
        "{}## Optional query parameters\n{}{}",
        "# T\n## HTTP request\n```\nGET /x\n```\n",
        http("GET /x?$top=1"),
        http("GET https://graph.microsoft.com/v1.0/x?$top=2")
    );
    assert_eq!(facts(&text).examples.len(), 1);
}

#[test]
fn requests_to_other_services_are_not_examples() {
    check_diagnostics(
        &[
            note("\"blockType\": \"ignored\""),
            http("POST https://hook.example.org/x"),
            note("\"blockType\": \"response\""),
            http("HTTP/1.1 202 Accepted"),
        ],
        &["unpaired-response"],
        &["request to another service", "unpaired-response"],
        0,
    );
}

#[test]
fn wrong_annotations_are_reported() {
    check_diagnostics(
        &[
            note("\"blockType\": \"response\""),
            http("GET /x/1"),
            note("\"blockType\": \"reqest\""),
            http("HTTP/1.1 204 No Content"),
            note("\"blockType\": \"request\""),
            "text\n\n".to_owned(),
            note("\"blockType\": \"request\""),
            http("{}"),
        ],
        &["no-code-block", "swapped-annotation", "not-a-request"],
        &["no-code-block", "not-a-request"],
        2,
    );
}

#[test]
fn a_second_and_a_missing_response_are_reported() {
    check_diagnostics(
        &[
            note("\"blockType\": \"request\", \"name\": \"a\""),
            http("GET /x/1"),
            note("\"blockType\": \"response\", \"name\": \"b\""),
            http("HTTP/1.1 200 OK"),
            note("\"blockType\": \"response\""),
            http("HTTP/1.1 200 OK"),
            note("\"blockType\": \"request\", \"name\": \"a\""),
            http("GET /x/2"),
        ],
        &["unknown-request", "second-response", "duplicate-name", "unpaired-request"],
        &["second-response"],
        3,
    );
}

#[test]
fn a_body_of_lenient_json_is_reported_at_its_location() {
    let text = format!("{HEAD}### Request\n```http\nPOST /x\n\n{{\n  \"a\": 1,\n}}\n```\n");
    with_reading(&text, |reading| {
        operation::read(reading).unwrap();
        let told: Vec<String> = reading.diagnostics.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "v1.0/api/thing-get.md:14:1: warning[lenient-body]: body is not strict JSON: comma before a closing bracket"
            ]
        );
    });
}

#[test]
fn every_annotation_is_used_or_a_gap() {
    check_diagnostics(
        &[
            note("\"blockType\": \"example\""),
            "```json\n{}\n```\n".to_owned(),
            note("\"blockType\": \"ignored\""),
            "```json\n{}\n```\n".to_owned(),
            note("\"type\": \"#page.annotation\", \"anything\": 1"),
        ],
        &[],
        &["page annotation", "example of a body", "annotated as ignored"],
        0,
    );
}

#[test]
fn an_example_of_another_method_is_reported() {
    check_diagnostics(&[http("PUT /x/1")], &["method-of-example"], &[], 0);
    check_diagnostics(
        &[note("\"blockType\": \"request\""), http("PUT https://up.example.org/x")],
        &["unpaired-request"],
        &[],
        1,
    );
}
