//! Pages with hostile text in all parts: a type, an enum and operations for each text. Also pages with names that Rust reserves.

use generator::source::Source;

/// Text that is harmful outside literals and comments. All except punctuation contains `pwned!`.
const HOSTILE: &[&str] = &[
    "\"; pwned!(); //",
    "\\\"; pwned!(); \\",
    "*/ pwned!(); /*",
    "/// pwned!()",
    "//! pwned!()",
    "#[doc = \"pwned!()\"]",
    "\"#; pwned!(); r#\"",
    "'pwned!()'",
    "`pwned!()`",
    "``pwned!()` `",
    "```rust pwned!() ```",
    "<script>pwned!()</script>",
    "<b>pwned!() <i> </b> <!-- -->",
    "[pwned!()](pwned!) [`pwned`] [pwned][x] [x]: y",
    "![pwned!()](https://example.com/pwned!())",
    "\u{202e}pwned!()\u{2066}\u{200b}",
    "pwned!()\u{0}\u{1b}[31m\u{7f}",
    "pwned!()\u{2028}pwned!()\u{2029}pwned!()\u{85}pwned!()",
    "$(pwned!) ${pwned!} `pwned!`",
    "{} {{ pwned!() }} {0}",
    "pwned!() \\u{41} \\x41 \\n",
    "https://example.com/\"pwned!()> http:// https://[x]( HTTP://EXAMPLE.COM",
    "1. pwned!()",
    "# pwned!()",
    "- [ ] pwned!() ~~x~~ **x __x *x _x",
    "pwned!() &lt;b&gt; &#x3c;b&#x3e; &amp;",
    "]]> %s %n pwned!() '''pwned!()''' \"\"\"pwned!()\"\"\"",
    "[package] pwned!() = { path = \"/\" }",
];

/// Names with a meaning in Rust, its prelude or generated code.
const NAMES: &[&str] = &[
    "option",
    "vec",
    "box",
    "string",
    "result",
    "default",
    "self",
    "Self",
    "super",
    "crate",
    "type",
    "async",
    "gen",
    "union",
    "rt",
    "std",
    "core",
    "msgraph_core",
    "property",
    "additional",
    "serialize",
    "clone",
    "debug",
    "fn",
    "u8",
    "str",
    "bool",
    "i64",
    "main",
    "drop",
    "unknownValue",
    "_",
    "__",
    "_1",
    "a_b",
    "aB",
    "AB",
    "a__b",
    "r",
    "macro_rules",
    "static",
    "some",
    "none",
    "ok",
    "send",
    "sync",
    "copy",
    "path",
    "info",
    "json",
    "any",
    "é",
    "ñandú",
    "ß",
    "日本",
    "ﬁ",
    "ſ",
    "x1",
    "A",
    "aux",
    "con",
    "mod",
    "lib",
    "models",
    "bodies",
    "err",
];

/// All pages.
pub(super) fn pages() -> Vec<Source> {
    let long = "pwned!() ".repeat(500);
    let hostile = HOSTILE.iter().copied().chain([long.as_str()]);
    let hostile = hostile.enumerate().flat_map(|(number, text)| about_text(number, text));
    let named = NAMES.iter().enumerate().flat_map(|(number, name)| about_name(number, name));
    let mut pages: Vec<Source> = hostile.chain(named).collect();
    let beta =
        pages.iter().map(|page| Source { path: page.path.replacen("v1.0", "beta", 1), ..page.clone() });
    let beta: Vec<Source> = beta.collect();
    pages.extend(beta);
    pages
}

fn about_text(number: usize, text: &str) -> [Source; 4] {
    // A bar ends a table cell.
    let cell = text.replace('|', "\\|");
    let file = text.replace(['/', '\0'], "-");
    let thing = format!("thing{number}");
    [
        source(format!("v1.0/resources/{file}-{number}.md"), type_page(&thing, text, &cell, text)),
        source(format!("v1.0/resources/enum {file}{number}.md"), enum_page(&format!("kind{number}"), &cell)),
        source(
            format!("v1.0/api/{file}-{number}-get.md"),
            get_page(&thing, &format!("things{number}"), text),
        ),
        source(
            format!("v1.0/api/{file}-{number}-do.md"),
            action_page(&thing, &format!("things{number}"), text),
        ),
    ]
}

fn about_name(number: usize, name: &str) -> [Source; 4] {
    [
        source(format!("v1.0/resources/{name}{number}.md"), type_page(name, name, name, name)),
        source(format!("v1.0/resources/{name}{number}kind.md"), enum_page(&format!("{name}Kind"), name)),
        source(format!("v1.0/api/{name}{number}-get.md"), get_page(name, name, name)),
        source(format!("v1.0/api/{name}{number}-do.md"), action_page(name, name, name)),
    ]
}

fn source(path: String, text: String) -> Source {
    Source { path, text }
}

fn type_page(name: &str, text: &str, cell: &str, area: &str) -> String {
    format!(
        "---\ntitle: \"{text}\"\ndescription: {text}\nms.subservice: {area}\nms.prod: {area}\ndoc_type: resourcePageType\n---\n\n\
        # {name} resource type\n\nNamespace: microsoft.graph\n\n{text}\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n\
        |id|String|{cell} Read-only.|\n|{name}|String|{cell} Possible values are: `a`, `{cell}`, `b`.|\n|{cell}|String|{cell}|\n\
        |self|{cell}|{cell}|\n|to{name}|[{name}]({cell}.md) collection|{cell}|\n|kind|{name}Kind|{cell}|\n|other|microsoft.graph.{name}|x|\n\n\
        ## Relationships\n\n|Relationship|Type|Description|\n|:---|:---|:---|\n|next|[{name}](x.md)|{cell}|\n\n## JSON representation\n\n\
        <!-- {{\n  \"blockType\": \"resource\",\n  \"keyProperty\": \"id\",\n  \"@odata.type\": \"microsoft.graph.{name}\"\n}} -->\n\n\
        ```json\n{{\n  \"id\": \"String\",\n  \"{name}\": \"String\",\n  \"x\": {quoted}\n}}\n```\n",
        quoted = serde_json::Value::from(text),
    )
}

fn enum_page(name: &str, cell: &str) -> String {
    format!(
        "---\ntitle: \"{cell}\"\nms.subservice: {cell}\ndoc_type: enumPageType\n---\n\n# {name} enum type\n\nNamespace: microsoft.graph\n\n{cell}\n\n\
        ## Members\n\n|Member|Description|\n|:---|:---|\n|a|{cell}|\n|{cell}|{cell}|\n|unknownFutureValue|{cell}|\n|pwned-1/2.3+4|{cell}|\n"
    )
}

fn get_page(name: &str, segment: &str, text: &str) -> String {
    format!(
        "---\ntitle: \"{text}\"\ndescription: \"{text}\"\nms.subservice: {text}\ndoc_type: apiPageType\n---\n\n# Get {text}\n\nNamespace: microsoft.graph\n\n\
        {text}\n\n> **Caution:** deprecated. {text}\n\n## Permissions\n\n|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n\
        |Delegated (work or school account)|{cell}, User.Read|\n|Application|{cell}.Read.All|\n\n## HTTP request\n\n\
        <!-- {{ \"blockType\": \"ignored\" }} -->\n```http\nGET /{segment}/{{{text}}}\nGET /{segment}\nGET /{text}/pwned!()\n\
        GET /{segment}/{name}(a='{{{name}}}',{text}={{b}})\n```\n\n\
        ## Optional query parameters\n\n|Name|Type|Description|\n|:---|:---|:---|\n|{cell}|String|{cell}|\n|{name}|String|Required. {cell}|\n\n\
        ## Response\n\nIf successful, this method returns a `200 OK` response code and a [{name}](../resources/{name}.md) object in the response body.\n\n\
        ## Example\n\n<!-- {{\n  \"blockType\": \"request\",\n  \"name\": \"get_{name}\"\n}} -->\n```http\nGET https://graph.microsoft.com/v1.0/{segment}/{text}\n```\n\n\
        <!-- {{\n  \"blockType\": \"response\",\n  \"@odata.type\": \"microsoft.graph.{name}\"\n}} -->\n```http\nHTTP/1.1 200 {text}\n\n{{ \"id\": {quoted} }}\n```\n",
        cell = text.replace('|', "\\|"),
        quoted = serde_json::Value::from(text),
    )
}

fn action_page(name: &str, segment: &str, text: &str) -> String {
    format!(
        "---\ntitle: \"{name}: {text}\"\ndescription: \"{text}\"\ndoc_type: apiPageType\n---\n\n# {name}: {text}\n\nNamespace: microsoft.graph\n\n{text}\n\n\
        ## HTTP request\n\n```http\nPOST /{segment}/{{id}}/{name}\nPOST /{segment}/{{id}}/do{name}\nPOST /{segment}/{{id}}/{text}\n```\n\n\
        ## Request body\n\nIn the request body, supply a JSON representation of the parameters.\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n\
        |{name}|String|Required. {cell}|\n|self|[{name}](x.md)|{cell}|\n|body|String|Required. {cell}|\n|{cell}|{cell}|{cell}|\n\n\
        ## Response\n\nIf successful, this action returns a `200 OK` response code and a [{name}](../resources/{name}.md) collection object in the response body.\n",
        cell = text.replace('|', "\\|"),
    )
}
