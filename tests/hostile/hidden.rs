//! Tests hidden characters in all parts of a page: generated source code contains them only as escapes.

use std::collections::HashSet;
use std::path::Path;

use generator::plan::ir::package::{Runtime, Workspace};
use generator::plan::naming::lock::{self, NameLock};
use generator::source::{Source, Sources};
use generator::sync::Mode;
use generator::{Generate, Reading};

/// Invisible characters and characters that change the direction of writing, except controls.
const INVISIBLE: &[std::ops::RangeInclusive<char>] = &[
    '\u{ad}'..='\u{ad}',
    '\u{61c}'..='\u{61c}',
    '\u{180e}'..='\u{180e}',
    '\u{200b}'..='\u{200f}',
    '\u{2028}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{feff}'..='\u{feff}',
    '\u{fff9}'..='\u{fffb}',
    '\u{e0001}'..='\u{e0001}',
    '\u{e007f}'..='\u{e007f}',
];

/// All hidden characters except the line end.
fn characters() -> impl Iterator<Item = char> {
    let controls = ('\0'..='\u{ff}').filter(|c| c.is_control() && *c != '\n');
    controls.chain(INVISIBLE.iter().cloned().flatten())
}

fn reading(text: &str) -> Reading {
    generator::understand(Sources { pages: pages(text), ..Sources::default() })
}

#[test]
fn no_file_contains_a_hidden_character() {
    let hidden: HashSet<char> = characters().filter(|c| *c != '\t').collect();
    for c in characters() {
        let escapes = [format!("\\u{{{:x}}}", u32::from(c)), format!("\\u{:04x}", u32::from(c))];
        let mut shown = 0;
        for file in tests::emit(&reading(&format!("a{c}b"))) {
            let path = file.path.display();
            assert_eq!(
                file.text.chars().find(|c| hidden.contains(c)),
                None,
                "U+{:04X} in {path}",
                u32::from(c)
            );
            shown += escapes.iter().filter(|escape| file.text.contains(*escape)).count();
            if file.path.extension().is_some_and(|end| end == "rs") {
                assert!(
                    syn::parse_file(&file.text).is_ok(),
                    "U+{:04X}: {path} is not valid Rust",
                    u32::from(c)
                );
            }
            if file.path == Path::new(lock::FILE) {
                let read = NameLock::parse(&file.text);
                assert!(read.is_ok(), "U+{:04X}: {read:?}", u32::from(c));
            }
        }
        // Examples must contain the character, or the test is meaningless. Tab and white space may end a word.
        assert!(shown > 0 || c.is_whitespace() || c == '\u{8}', "U+{:04X} is nowhere", u32::from(c));
    }
}

#[test]
fn the_crate_of_pages_with_hidden_characters_compiles_with_its_tests() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hidden-crate");
    let out = home.join("crate");
    let text: String = "a".chars().chain(characters()).chain("b".chars()).collect();
    let runtime = Runtime::Path(tests::root().join("runtime").display().to_string());
    let generate = Generate::new("none").runtime(runtime).workspace(Workspace::Member).out(out);
    let reading = reading(&text);
    generate.write(&reading, &reading.models, Mode::Write).unwrap();
    std::fs::write(home.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"crate\"]\n")
        .unwrap();
    tests::cargo(&["check", "--all-targets"], &home, &home.join("target")).unwrap();
}

fn pages(text: &str) -> Vec<Source> {
    let fill = |path: &str, page: &str| Source { path: path.to_owned(), text: page.replace("{t}", text) };
    let api = fill("v1.0/api/thing-create.md", OPERATION);
    let file = format!("v1.0/api/thing-{text}.md");
    vec![
        Source { path: file, text: api.text.replace("/things", "/others") },
        api,
        fill("v1.0/resources/kind.md", ENUM),
        fill("v1.0/resources/thing.md", TYPE),
    ]
}

const TYPE: &str = r#"---
title: "thing {t}"
description: "Thing {t}"
ms.subservice: "area {t}"
doc_type: resourcePageType
---

# thing resource type

Namespace: microsoft.graph

A thing `{t}`, {t}: https://example.com/{t}.

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|Key {t}.|
|name|String|Name {t}. The possible values are: `a`, `{t}`, `b`. The default is `{t}`.|
|{t}|String|{t}|
|note{t}|{t}|{t}|
|kind|kind|{t}|

## JSON representation

<!-- { "blockType": "resource", "keyProperty": "id", "@odata.type": "microsoft.graph.thing", "{t}": "{t}" } -->

```json
{ "id": "{t}", "name": "{t}", "{t}": "{t}" }
```
"#;

const ENUM: &str = r#"---
title: "kind {t}"
doc_type: enumPageType
---

# kind enum type

Namespace: microsoft.graph

Kinds {t}.

## Members

|Member|Description|
|:---|:---|
|one|{t}|
|{t}|{t}|
"#;

const OPERATION: &str = r#"---
title: "Create thing {t}"
description: "Create {t}"
ms.subservice: "area {t}"
doc_type: apiPageType
---

# Create thing {t}

Namespace: microsoft.graph

Create a thing {t}.

## Permissions

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Application|Thing.Read{t}.All, Thing.{t}|

## HTTP request

<!-- { "blockType": "ignored", "{t}": "{t}" } -->

```http
POST /things
POST /things/{t}
POST /things/{{t}}/do
```

## Optional query parameters

|Name|Type|Description|
|:---|:---|:---|
|{t}|String|{t}|

## Request headers

|Name|Description|
|:---|:---|
|Authorization|Bearer {t}. Required.|
|X-{t}|{t}|
|Prefer|{t}="{t}" {t}|

## Request body

In the request body, supply a JSON representation of the [thing](../resources/thing.md) object.

|Property|Type|Description|
|:---|:---|:---|
|name|String|Required. {t}|
|{t}|String|{t}|

## Response

If successful, this method returns a `201 Created` response code and a [thing](../resources/thing.md) object in the response body. {t}

## Example

### Request {t}

<!-- { "blockType": "request", "name": "create_{t}" } -->

```http
POST https://graph.microsoft.com/v1.0/things
Content-type: application/json
Prefer: outlook.timezone="{t}"

{ "name": "{t}", "{t}": "{t}", "other": { "{t}": [ "{t}" ] } }
```

### Response

<!-- { "blockType": "response", "truncated": true, "@odata.type": "microsoft.graph.thing" } -->

```http
HTTP/1.1 201 Created {t}
X-{t}: {t}
Content-type: application/json

{ "id": "{t}", "name": "{t}", "{t}": "{t}" }
```
"#;
