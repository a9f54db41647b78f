//! Writes the guide in the root module of a crate. In: the contents of the crate, its examples. Out: [`Part`]s of text and code.

use crate::crate_docs::examples::{Mixed, Tour};
use crate::plan::features::product_areas::ALL_AREAS;
use crate::plan::files::builder_files::BUILDERS;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::file::Part;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::package::{AreaPlan, Package};
use crate::plan::naming::version_names::version_module;

/// The feature of the runtime that provides the HTTP client.
pub const CLIENT: &str = "client";

/// The feature of the runtime that provides sign-in.
pub const IDENTITY: &str = "identity";

/// Writes the guide. Sections without an example in this crate are omitted.
pub fn guide(package: &Package, tours: &[Tour]) -> Vec<Part> {
    let name = package.options.name.replace('-', "_");
    let mut parts = vec![text(INTRO)];
    if let Some(tour) = tours.first() {
        parts.extend(first(&name, tour));
        parts.extend(paging(&name, tour));
        parts.extend(values(&name, tour));
        parts.extend(tour.one.as_ref().map(|one| patching(&name, tour, one)).into_iter().flatten());
    }
    if let Some((tour, mixed)) = tours.iter().find_map(|tour| Some((tour, tour.mixed.as_ref()?))) {
        parts.extend(polymorphism(&name, tour, mixed));
    }
    if let Some(tour) = tours.first() {
        parts.extend(permissions(&name, tour));
        parts.extend(sending(&name, tour));
        parts.extend(undocumented(&name, tour));
    }
    parts.push(text(KEPT));
    parts.push(text(TASKS));
    parts.push(text(&features(package)));
    parts
}

fn text(text: &str) -> Part {
    Part::Text(text.to_owned())
}

const INTRO: &str = "\
Typed bindings for Microsoft Graph, generated from its documentation.

A path starts with a function of a version module and continues with methods named after its segments. It ends with an
operation: `get`, `list`, `create`, `update`, `replace`, `delete`, or an action or function by its own name. An operation
returns a [`Request`]. Send it with any HTTP stack, or with the `Client` of the feature `client`.

# First request";

fn first(
    name: &str,
    Tour { version, cfg, list, item: (item, path), text: (_, field), .. }: &Tour,
) -> Vec<Part> {
    let item = item.as_str();
    let field = field.as_str();
    let code = format!(
        "use {name}::{version}::{{self, {path}}};
use {name}::{{Endpoint, Page, http}};

# fn main() -> Result<(), {name}::Error> {{
let request = {list};

// Add a token and send this with any HTTP stack.
let to_send: http::Request<Vec<u8>> = request.clone().into_http(&Endpoint::GLOBAL)?;
assert_eq!(to_send.method(), http::Method::GET);

// The request parses its response.
let response = http::Response::new(r#\"{{\"value\": [{{}}]}}\"#);
let page: Page<{item}> = request.parse(response)?;
for item in &page.value {{
    println!(\"{{:?}}\", item.{field});
}}
# Ok(())
# }}"
    );
    vec![example(cfg, code)]
}

const PAGING: &str = "\
# Queries

Each property is a typed constant. Unknown names, values of another type, and properties of another type than the request reads
do not compile. Properties of a derived type are named with `on_derived_type()`. Query options accept text as well. The link to
the next page is a request.";

fn paging(
    name: &str,
    Tour { version, cfg, list, item: (item, path), text: (text_of, _), flag, .. }: &Tour,
) -> Vec<Part> {
    let (item, text_of) = (item.as_str(), text_of.as_str());
    let flag = flag.as_ref().map(|(flag, _)| format!("{item}::{}", flag.as_str()));
    let also = flag.as_ref().map(|flag| format!(".and({flag}.eq(true))")).unwrap_or_default();
    let second = flag.unwrap_or_else(|| "\"id\"".to_owned());
    let code = format!(
        "use {name}::{version}::{{self, {path}}};

# fn main() -> Result<(), {name}::Error> {{
let request = {list}
    .select(({item}::{text_of}, {second}))
    .filter({item}::{text_of}.starts_with(\"A\"){also})
    .order_by({item}::{text_of}.desc())
    .top(25);
# let response = http_response();
let page = request.parse(response)?;
if let Some(next) = page.next() {{
    println!(\"{{}} items, next: {{}}\", page.value.len(), next.path());
}}
# Ok(())
# }}
# fn http_response() -> {name}::http::Response<&'static str> {{
#     {name}::http::Response::new(\"{{\\\"value\\\": []}}\")
# }}"
    );
    let info = format!(
        "The documentation of `{item}::{text_of}` states which query options the property supports. \
         `{item}::{text_of}.info()` returns the same facts as data."
    );
    vec![text(PAGING), text(&info), example(cfg, code)]
}

const VALUES: &str = "\
# Values

`with` takes plain values: no `Some`, no `Box`, and lists of anything that converts into their items. An empty list names the type
of its items: `Vec::<String>::new()`. [`some`] shortens the fields of a struct literal.";

fn values(name: &str, tour: &Tour) -> Vec<Part> {
    let Tour { version, cfg, item: (item, path), text: (text_of, field), flag, .. } = tour;
    if !tour.is_creatable {
        return Vec::new();
    }
    let (item, text_of, field) = (item.as_str(), text_of.as_str(), field.as_str());
    let flag = flag.as_ref().map(|(constant, field)| (constant.as_str(), field.as_str()));
    let with = flag.map(|(constant, _)| format!(".with({item}::{constant}, true)")).unwrap_or_default();
    let literal = flag.map(|(_, field)| format!("{field}: some(true), ")).unwrap_or_default();
    let code = format!(
        "use {name}::some;
use {name}::{version}::{path};

let value = {item}::default().with({item}::{text_of}, \"new\"){with};
let same = {item} {{ {field}: some(\"new\"), {literal}..{item}::default() }};
assert_eq!(value, same);"
    );
    vec![text(VALUES), example(cfg, code)]
}

const PATCHING: &str = "\
# Updates

A patch sends only the properties that were set. A cleared property is sent as null.";

fn patching(
    name: &str,
    Tour { version, cfg, item: (item, path), text: (text_of, _), flag, .. }: &Tour,
    one: &str,
) -> Vec<Part> {
    let (item, text_of) = (item.as_str(), text_of.as_str());
    let changes = match flag {
        Some((flag, _)) => format!("set({item}::{}, true).clear({item}::{text_of})", flag.as_str()),
        None => format!("set({item}::{text_of}, \"new\")"),
    };
    let code = format!(
        "use {name}::Patch;
use {name}::{version}::{{self, {path}}};

let patch = Patch::new().{changes};
let request = {one}.update(&patch);"
    );
    vec![text(PATCHING), example(cfg, code)]
}

const MIXED: &str = "\
# Derived types

A base type is a struct that also holds values of its derived types. Its fields are the properties of the base, and `odata_type`
returns the type of the value. `downcast` moves the value into the derived type, `into` moves it back, and no data is lost. A body
may be of the base or of a derived type.

To match on the type, convert the value to the `Any…` enum of the base. A request can also read the enum directly, which is faster
for long lists. [`Polymorphic::type_name`] is the type of such an enum. Types that this crate does not know, or whose area is
disabled, keep their data as well.";

fn polymorphism(name: &str, Tour { version, .. }: &Tour, mixed: &Mixed) -> Vec<Part> {
    let Mixed { list, base, any, variant, derived, module, cfg } = mixed;
    let [base, any, variant, derived] = [base, any, variant, derived].map(Ident::as_str);
    let code = format!(
        "use {name}::Page;
use {name}::{version}::{{self, {module}::{{{any}, {base}, {derived}}}}};

# fn main() -> Result<(), {name}::Error> {{
# let response = || {name}::http::Response::new(\"{{\\\"value\\\": []}}\");
let request = {list};
let page: Page<{base}> = request.clone().parse(response())?;
for item in page.value {{
    match item.downcast::<{derived}>() {{
        Ok(derived) => println!(\"{{derived:?}}\"),
        // The value comes back unchanged.
        Err(item) => println!(\"{{}}\", item.odata_type()),
    }}
}}

let request = request.with_response_type::<Page<{any}>>();
for item in request.parse(response())?.value {{
    match item {{
        {any}::{variant}(derived) => println!(\"{{derived:?}}\"),
        other => println!(\"{{other:?}}\"),
    }}
}}
# Ok(())
# }}"
    );
    vec![text(MIXED), example(cfg, code)]
}

const PERMISSIONS: &str = "\
# Permissions

A request carries the documentation of its operation: permissions, least privileged first, national clouds, and the page.
`required_permissions` derives the permissions of a whole program.";

fn permissions(name: &str, Tour { version, cfg, list, .. }: &Tour) -> Vec<Part> {
    let code = format!(
        "use {name}::{{required_permissions, {version}}};

let info = {list}.info();
let (title, page) = (info.title.unwrap_or_default(), info.page.unwrap_or_default());
println!(\"{{title}}: {{:?}}, see {{page}}\", info.permissions);

let required = required_permissions([info]);
println!(\"ask for {{}}\", required.delegated_work.permissions.join(\" \"));"
    );
    vec![text(PERMISSIONS), example(cfg, code)]
}

const SENDING: &str = "\
# Sending

The feature `client` adds a client that sends requests, follows pages and retries.";

fn sending(name: &str, Tour { version, cfg, list, .. }: &Tour) -> Vec<Part> {
    let code = format!(
        "use {name}::client::Token;
use {name}::{{Client, {version}}};

# async fn run() -> Result<(), {name}::Error> {{
let client = Client::new(Token::new(\"…\"))?;
let page = client.send({list}.top(10)).await?;

let mut items = client.items({list});
while let Some(item) = items.try_next().await? {{
    println!(\"{{item:?}}\");
}}
# Ok(())
# }}"
    );
    vec![text(SENDING), Part::Example { cfg: cfg.clone().and(CLIENT), is_sent: true, code }]
}

const UNDOCUMENTED: &str = "\
# Undocumented requests

Every request builder has `segment` and `key`, which lead to paths that no page documents. There you name the types. A path or a
relative URL from elsewhere is a start as well. Query options, headers, batches and the client work as usual.";

fn undocumented(name: &str, Tour { version, cfg, list, .. }: &Tour) -> Vec<Part> {
    let Some(builder) = list.strip_suffix(".list()") else { return Vec::new() };
    let code = format!(
        "use {name}::{version};
use {name}::{{Json, Method, Page, Request, Version}};

let history = {builder}.key(\"1\").segment(\"history\");
let request: Request<Page<Json>> = history.list().select(\"id\").top(5);
let latest: Request<Json> = history.key(\"latest\").get();

let by_path: Request<Json> = {version}::path(\"places/1/rooms\").get();
let url = \"/places?$top=5&$filter=floor eq 2\";
let by_url: Request<Page<Json>> = Request::from_relative_url(Method::Get, Version::V1, url).top(7);"
    );
    vec![text(UNDOCUMENTED), example(cfg, code)]
}

const KEPT: &str = "\
# Unknown data

Properties are public and optional. Unknown properties, explicit nulls and values of an unexpected type are kept in
`additional` and written back. Enums keep unknown members.";

const TASKS: &str = "\
# Other tasks

The documentation of the runtime, [`msgraph_core`], is a guide to these, with examples.

| task | start with |
|---|---|
| pages without the client | [`Page`], [`Request::next_page_from`] |
| changes since the last run | the method `delta`, [`DeltaPage`] |
| many requests in one call | [`Batch`] |
| large contents | [`Upload`], [`Download`], [`StreamBody`] |
| long-running operations | [`Accepted`], [`Monitor`] |
| advanced queries of directory objects | [`Request::eventual`] |
| links between objects | [`Reference`] for `$ref`; `additional.insert(\"owners@odata.bind\", …)` in a new object |
| properties and bodies that the documentation lacks | [`Additional`], [`Patch::set_json`], [`Request::set_body`] |
| objects under names that the program chooses, in open types | [`Additional::insert_object`] |
| change notifications | `serde_json::from_slice` for their body, [`Request::from_relative_url`] for their `resource` |
| errors of the service | [`ErrorKind`], [`ServiceError`] |
| least privileged permissions of a program | [`required_permissions`] |
| sign-in, retries, limits, proxies, logs | the module `client`, with the feature `client` or `identity` |
| tests without a network | `client::MockTransport`, or [`Request::parse`] |";

/// The features, with the contents of each.
fn features(package: &Package) -> String {
    let versions: Vec<&str> = package.versions.iter().map(|&version| version_module(version)).collect();
    let default = versions.first().copied().unwrap_or_default();
    let example =
        package.areas.iter().max_by_key(|area| area.contents.first().map_or(0, |one| one.operations));
    let example = example.map_or(ALL_AREAS, |area| area.feature.as_str());
    let dependency = format!(
        "```toml
[dependencies]
{} = {{ version = \"0.1\", default-features = false, features = [\"{default}\", \"{BUILDERS}\", \"{example}\"] }}
```",
        package.options.name
    );
    let head: Vec<String> =
        versions.iter().map(|name| format!("types of {name} | operations of {name}")).collect();
    let rule = "--:|--:|".repeat(versions.len());
    let is_opt_in = |area: &AreaPlan| package.is_opt_in(&area.feature);
    let rows: Vec<String> = package.areas.iter().map(|area| row(area, is_opt_in(area))).collect();
    let by_default = if package.areas.iter().any(is_opt_in) { SOME_AREAS } else { EVERY_AREA };
    format!(
        "# Features

{by_default}

{FEATURES}

{dependency}

| feature | content |
|---|---|
{}
| `{BUILDERS}` | request builders; without it, types only |
| `{CLIENT}` | the client |
| `{IDENTITY}` | the client and credentials of `azure_identity` |
| `{ALL_AREAS}` | all product areas: |

| area | about | {} |
|---|---|{rule}
{}",
        versions
            .iter()
            .map(|name| format!("| `{name}` | the module of this API version |"))
            .collect::<Vec<_>>()
            .join("\n"),
        head.join(" | "),
        rows.join("\n"),
    )
}

const EVERY_AREA: &str = "By default every product area of the first version is enabled.";

const SOME_AREAS: &str = "\
By default the product areas of the first version are enabled, except those marked as opt-in, which are features to add.";

const FEATURES: &str = "\
To cut compile time, disable default features and enable only the areas you use. A type is compiled when an enabled area
needs it. A property whose type is not compiled is absent, and its data is kept in `additional`.";

fn row(area: &AreaPlan, is_opt_in: bool) -> String {
    let counts = area.contents.iter().map(|one| format!("{} | {}", one.types, one.operations));
    format!(
        "| `{}`{} | {} | {} |",
        area.feature,
        if is_opt_in { " (opt-in)" } else { "" },
        area.topics.join(", "),
        counts.collect::<Vec<_>>().join(" | ")
    )
}

fn example(cfg: &Cfg, code: String) -> Part {
    Part::Example { cfg: cfg.clone(), is_sent: false, code }
}

/// The text of `README.md`.
pub fn readme(package: &Package) -> String {
    let title = &package.options.name;
    let intro = INTRO.split("\n\n# ").next().unwrap_or_default().replace("[`Request`]", "`Request`");
    let features = features(package).replace("[`v1`]", "`v1`").replace("[`beta`]", "`beta`");
    format!(
        "# {title}\n\n{intro}\n\nThe documentation of the crate is a guide with examples: requests, queries, values, updates, derived types, \
         permissions and sending.\nThat of `msgraph_core` continues with paging, delta queries, batches, uploads, downloads, errors and tests.\n\n\
         #{features}\n"
    )
}
