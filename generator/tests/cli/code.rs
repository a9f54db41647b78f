//! Code of requests: expressions, features, permissions, pages and errors.

use std::fs;
use std::path::Path;

use super::{Run, Workspace, objects, run};

/// A page of an operation with the type of the workspace.
fn api(title: &str, line: &str, request: &str) -> String {
    format!(
        "---\ntitle: \"{title}\"\ndoc_type: apiPageType\nms.prod: \"depots\"\n---\n\n# {title}\n\nText.\n\n## Permissions\n\n\
         |Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n\
         |Delegated (work or school account)|Thing.Read, Thing.ReadWrite|\n\
         |Delegated (personal Microsoft account)|Not supported.|\n|Application|Thing.Read.All|\n\n\
         ## HTTP request\n\n```http\n{line}\n```\n\n\
         ## Response\n\n`200 OK` and a [thing](../resources/thing.md) object.\n\n{request}"
    )
}

/// An example of a request with a body.
const CREATE: &str = "## Example\n\n### Request\n\n<!-- {\n  \"blockType\": \"request\",\n  \"name\": \"create_thing\"\n} -->\n\n\
    ```http\nPOST https://graph.microsoft.com/v1.0/things\nContent-Type: application/json\n\n{\n  \"size\": 7\n}\n```\n";

fn workspace() -> Workspace {
    let workspace = Workspace::new();
    for (path, title, line, request) in [
        ("v1.0/api/thing-get", "Get thing", "GET /things/{id}", ""),
        ("v1.0/api/thing-list", "List things", "GET /things", ""),
        ("v1.0/api/thing-create", "Create thing", "POST /things", CREATE),
        ("beta/api/thing-delete", "Delete thing", "DELETE /things/{id}", ""),
    ] {
        workspace.put(&format!("docs-input/{path}.md"), api(title, line, request).as_bytes());
    }
    workspace
}

#[test]
fn the_code_of_a_concrete_url_has_its_ids_and_query() {
    let Run { code, stdout, stderr } =
        workspace().run(&["code", "GET", "https://graph.microsoft.com/v1.0/things?$top=5&$filter=size eq 7"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    insta::assert_snapshot!(stdout);
}

#[test]
fn without_a_method_all_of_the_url_are_printed() {
    let Run { code, stdout, .. } = workspace().run(&["code", "/things"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(stdout);
}

#[test]
fn code_is_json_where_a_program_reads_it() {
    let workspace = workspace();
    let Run { code, stdout, stderr } = workspace.run(&["code", "--format", "json", "GET /things/a7"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let objects = objects(&stdout);
    insta::assert_json_snapshot!(objects);
    let Run { code, stdout, .. } = workspace.run(&["code", "--format", "json", "/thinks"]);
    assert_eq!(code, 2);
    assert_eq!(
        stdout,
        "{\"kind\":\"not-found\",\"nearest\":[\"GET /things\",\"POST /things\"],\"request\":\"/thinks\"}\n"
    );
}

#[test]
fn a_missing_argument_is_a_variable_without_a_value() {
    let workspace = workspace();
    let page = api("Find things", "GET /things/find(size='{size}')", "");
    workspace.put("docs-input/v1.0/api/thing-find.md", page.as_bytes());
    let Run { stdout, .. } = workspace.run(&["code", "GET /things/find"]);
    // It does not compile before the user assigns a value.
    assert!(stdout.contains("\nlet size: &str;\nlet request = v1::things().find_by_size(size);"), "{stdout}");
}

#[test]
fn an_undocumented_request_has_no_permissions_and_a_hint_at_references() {
    let workspace = workspace();
    for (path, title, line) in [
        ("v1.0/api/thing-delete", "Delete thing", "DELETE /things/{id}"),
        ("v1.0/api/box-list-things", "List things of a box", "GET /boxes/{id}/things"),
        ("v1.0/api/box-get-thing", "Get thing of a box", "GET /boxes/{id}/things/{id}"),
        ("v1.0/api/box-remove-thing", "Remove thing", "DELETE /boxes/{id}/things/{id}/$ref"),
    ] {
        workspace.put(&format!("docs-input/{path}.md"), api(title, line, "").as_bytes());
    }
    let Run { stdout, .. } = workspace.run(&["code", "DELETE /boxes/7/things/8"]);
    assert!(stdout.contains("no page documents this URL"), "{stdout}");
    assert!(stdout.contains("least permissions: no page states those of this URL"), "{stdout}");
    assert!(stdout.contains("append `/$ref` to the path"), "{stdout}");
    let Run { stdout, .. } = workspace.run(&["code", "DELETE /boxes/7/things/8/$ref"]);
    assert!(stdout.contains("Thing.Read.All") && !stdout.contains("append"), "{stdout}");
}

#[test]
fn a_request_is_found_in_the_version_that_has_it() {
    let workspace = workspace();
    let found = |arguments: &[&str]| workspace.run(&[&["code"], arguments].concat());
    assert!(found(&["DELETE /things/7"]).stdout.contains("beta::things().id(\"7\").delete()"));
    assert!(found(&["/beta/things/7"]).stdout.contains("use msgraph::beta;"));
    assert!(found(&["GET /things/7"]).stdout.contains("use msgraph::v1;"));
    let docs = ["--docs", "docs-input/beta", "/things/7"];
    assert!(found(&docs).stdout.contains("use msgraph::beta;"));
    found(&["--api-version", "beta", "/v1.0/things"]).ended(2, &["the URL is of the version `v1.0`"]);
    found(&["--api-version", "v1.0", "DELETE /things/7"])
        .ended(2, &["no page documents DELETE for `/things/7`; this URL has GET"]);
}

#[test]
fn the_code_is_for_the_crate_of_the_configuration() {
    let workspace = workspace();
    workspace.put("msgraph.toml", b"name = \"my-graph\"\nexclude = \"List *\"\nout = \"graph\"\n");
    let Run { stdout, .. } = workspace.run(&["code", "GET /things"]);
    assert!(stdout.contains("use my_graph::v1;"), "{stdout}");
    assert!(stdout.contains("the configuration leaves this operation out"), "{stdout}");
    workspace.put("graph/names.lock", b"");
    workspace.run(&["code", "GET /things"]).ended(2, &["`graph/names.lock` is empty"]);
}

#[test]
fn the_code_is_for_pages_with_errata() {
    let workspace = workspace();
    let entry = "[[errata]]\npage = \"v1.0/api/thing-list.md\"\nfind = \"GET /things\"\nreplace = \"GET /objects\"\nreason = \"moved\"\n";
    workspace.put("errata.toml", entry.as_bytes());
    let run = workspace.run(&["code", "--errata", "errata.toml", "GET /objects"]);
    assert!(run.code == 0 && run.stdout.contains("objects()"), "{}", run.stderr);
}

#[test]
fn the_configuration_beside_the_crate_is_found() {
    let workspace = workspace();
    workspace.put("app/msgraph.toml", b"name = \"my-graph\"\n");
    let Run { stdout, .. } = workspace.run(&["code", "--out", "app/graph", "GET /things"]);
    assert!(stdout.contains("use my_graph::v1;"), "{stdout}");
}

#[test]
fn the_code_has_the_names_that_the_crate_pins() {
    let workspace = workspace();
    let page = super::PAGE.replace("graph.thing", "graph.Thing");
    workspace.put("docs-input/v1.0/resources/thing.md", page.as_bytes());
    workspace.run(&["--quiet"]).ended(0, &[]);
    // Without the lock, the canonical spelling takes the plain name.
    workspace.put("docs-input/v1.0/resources/another.md", super::PAGE.as_bytes());
    let code = |arguments: &[&str]| {
        workspace.run(&[&["code", "GET /things?$filter=size eq 7"], arguments].concat()).stdout
    };
    let (pinned, free) = (code(&[]), code(&["--out", "nowhere"]));
    assert!(pinned.contains("models::Thing2::SIZE"), "{pinned}");
    assert!(free.contains("models::Thing::SIZE"), "{free}");
}

#[test]
fn a_request_that_no_page_documents_has_near_ones() {
    let workspace = workspace();
    let errors = [
        "/thing",
        "PUT /things",
        "GET /elsewhere/7/else",
        "POTS /things",
        "GET",
        "https://example.com/v1.0/things",
    ]
    .map(|request| {
        let Run { code, stdout, stderr } = workspace.run(&["code", request]);
        assert_eq!((code, stdout.as_str()), (2, ""));
        stderr
    });
    insta::assert_snapshot!(errors.concat());
    // Pages of both versions are one suggestion.
    workspace.put("docs-input/beta/api/thing-get.md", api("Get thing", "GET /things/{id}", "").as_bytes());
    workspace.put("docs-input/beta/api/thing-list.md", api("List things", "GET /things", "").as_bytes());
    let told = "the nearest documented requests are `GET /things` and `POST /things`\n";
    workspace.run(&["code", "/thing"]).ended(2, &[told]);
    workspace.run(&["code"]).ended(2, &["<REQUEST>", "Usage"]);
}

#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let (_, shown) = readme.split_once("generator -- code '").unwrap();
    let (request, shown) = shown.split_once("'\n").unwrap();
    let (shown, _) = shown.split_once("```").unwrap();
    let Run { code, stdout, stderr } = run(&root, &["code", request]);
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, shown, ""));
}
