use super::check;
use crate::diagnostic::{Problem, Severity};
use crate::facts;
use crate::model::link::link;
use crate::source::{Source, Sources, Version};

fn resource(name: &str, base: &str, keys: &str, rows: &str) -> Source {
    let base = if base.is_empty() { String::new() } else { format!(", \"baseType\": \"{base}\"") };
    let table = if rows.is_empty() {
        String::new()
    } else {
        format!("## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n{rows}\n")
    };
    let text = format!(
        "# {name} resource type\nNamespace: microsoft.graph\n\n{table}## JSON representation\n<!-- {{\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.{name}\"{base}}} -->\n```json\n{{{keys}}}\n```\n"
    );
    Source { path: format!("v1.0/resources/{}.md", name.to_lowercase()), text }
}

fn api(title: &str, request: &str, body: &str) -> Source {
    let text = format!(
        "# {title}\n## HTTP request\n```http\n{request}\n```\n## Request body\n{body}\n## Response\nReturns `204 No Content`.\n"
    );
    Source { path: "v1.0/api/x.md".to_owned(), text }
}

/// Checks line, severity, code and message of all problems.
#[track_caller]
fn expect(mut pages: Vec<Source>, expected: &[&str]) {
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    let sources = Sources { pages, ..Sources::default() };
    let read = |source| facts::read(source, Version::V1, &sources);
    let pages: Vec<_> = sources.pages.iter().map(read).collect();
    let model = link(Version::V1, &pages);
    let show = |found: &super::Found| {
        let source = sources.find(&format!("v1.0/{}", found.page)).unwrap();
        let line = source.text[..found.span.start].matches('\n').count() + 1;
        let note = if found.problem.severity() == Severity::Note { "note " } else { "" };
        format!("{line}: {note}{}: {}", found.problem.code(), found.problem)
    };
    let found: Vec<String> = check(&model, &pages).iter().map(show).collect();
    assert_eq!(found, expected);
}

#[test]
fn unknown_names() {
    let rows = "|a|mesage|A.|\n|b|[user](user.md)|B.|\n|c|Message|C.|\n|d|Json|D.|";
    let message = resource("message", "", "\"a\": null, \"b\": null, \"c\": null, \"d\": null", rows);
    expect(
        vec![message],
        &[
            "7: unknown-type: no page defines the type `mesage`",
            "8: dangling-link: link `user.md` points to a page that does not exist",
            "9: note letter-case: `Message` is spelled `message` elsewhere",
        ],
    );
}

#[test]
fn base_types() {
    let rows = "|id|String|Id.|";
    let key = "\"id\": \"String\"";
    expect(
        vec![
            resource("one", "microsoft.graph.two", key, rows),
            resource("two", "microsoft.graph.one", key, rows),
        ],
        &[
            "9: base-cycle: type `microsoft.graph.one` is one of its own base types",
            "9: base-cycle: type `microsoft.graph.two` is one of its own base types",
        ],
    );
    expect(
        vec![
            resource("one", "microsoft.graph.entity", key, rows),
            resource("two", "microsoft.graph.on", key, rows),
        ],
        &["9: unknown-base: no page defines the base type `microsoft.graph.on`"],
    );
    let mut two = resource("two", "microsoft.graph.on", key, rows);
    two.text = two.text.replacen("\n\n", "\n\nInherits from [on](on.md).\n\n", 1);
    expect(vec![two], &["11: unknown-base: no page defines the base type `microsoft.graph.on`"]);
    let again = Source {
        path: "v1.0/resources/z.md".to_owned(),
        ..resource("one", "microsoft.graph.three", key, rows)
    };
    expect(
        vec![
            resource("one", "microsoft.graph.two", key, rows),
            again,
            resource("two", "", key, rows),
            resource("three", "", key, rows),
        ],
        &[
            "9: contradicting-base: base type is `microsoft.graph.three` here and `microsoft.graph.two` on resources/one.md",
        ],
    );
}

#[test]
fn a_cycle_of_rows_and_prose_is_reported() {
    let key = "\"id\": \"String\"";
    let noted = "|id|String|Id. Inherited from [two](two.md).|";
    expect(
        vec![resource("one", "", key, noted), resource("two", "microsoft.graph.one", key, "|id|String|Id.|")],
        &[
            "7: base-cycle: type `microsoft.graph.one` is one of its own base types",
            "9: base-cycle: type `microsoft.graph.two` is one of its own base types",
        ],
    );
}

#[test]
fn names_of_the_same_words() {
    let one = resource("parcelBox", "", "\"id\": \"String\"", "|id|String|Id.|");
    let rows = "|id|String|Id.|\n|ID|String|Id.|\n|id|String|Id.|";
    let other = Source {
        path: "v1.0/resources/z.md".to_owned(),
        ..resource("ParcelBox", "", "\"id\": \"String\", \"ID\": \"String\"", rows)
    };
    expect(
        vec![one, other],
        &[
            "9: same-words: `parcelBox` consists of the same words as `ParcelBox`",
            "8: same-words: `ID` consists of the same words as `id`",
            "9: listed-twice: `id` is listed twice",
        ],
    );
    let table = "|Property|Type|Description|\n|-|-|-|\n|note|String|N.|\n|Note|String|N.|\n";
    let action = api(
        "parcel: send",
        "POST /parcels/{id}/send\nPOST /parcels/{id}/Send-It\nPOST /parcels/{id}/sendIt\nPOST /parcels/{id}/Send\nPOST /parcels/{id}/microsoft.graph.send",
        table,
    );
    expect(
        vec![action],
        &[
            "6: same-words: `sendIt` consists of the same words as `Send-It`",
            "8: same-words: `microsoft.graph.send` consists of the same words as `send`",
            "14: same-words: `Note` consists of the same words as `note`",
        ],
    );
}

#[test]
fn tables_and_representations() {
    let keys = "\"a\": [\"String\"], \"b\": true, \"E\": \"String\", \"f\": 1, \"g\": \"String\"";
    let rows =
        "|a|String|A.|\n|b|Int32|B.|\n|c|String|C.|\n|e|String|E.|\n|f|Double|F.|\n|g|DateTimeOffset|G.|";
    expect(
        vec![resource("one", "", keys, rows)],
        &[
            "7: table-json-disagree: `a` is Edm.String in the table and a collection of Edm.String in the JSON representation",
            "8: table-json-disagree: `b` is Edm.Int32 in the table and Edm.Boolean in the JSON representation",
            "9: row-without-key: `c` is in the table, but not in the JSON representation",
            "10: letter-case: `e` is spelled `E` elsewhere",
        ],
    );
    expect(
        vec![resource("one", "", "\"a\": \"String\", \"b\": \"String\"", "|a|String|A.|")],
        &["11: key-without-row: `b` is in the JSON representation, but not in a table"],
    );
    let base = resource("base", "", "\"a\": \"String\"", "|a|String|A.|");
    expect(
        vec![
            base,
            resource("one", "microsoft.graph.base", "\"b\": \"String\"", "|a|String|A.|\n|b|String|B.|"),
        ],
        &[],
    );
}

#[test]
fn rows_of_a_body_that_are_not_members() {
    let parcel = || {
        resource(
            "parcel",
            "",
            "\"id\": \"String\", \"note\": \"String\"",
            "|id|String|Id.|\n|note|String|N.|",
        )
    };
    let table = "|Property|Type|Description|\n|-|-|-|\n|note|String|N.|\n|wight|String|W.|\n";
    let update = api("Update parcel", "PATCH /parcels/{id}", table);
    expect(
        vec![parcel(), update],
        &["10: not-a-member: body parameter `wight` is not a property of `microsoft.graph.parcel`"],
    );
    let action = api("parcel: send", "POST /parcels/{id}/send", table);
    expect(vec![parcel(), action], &[]);
}
