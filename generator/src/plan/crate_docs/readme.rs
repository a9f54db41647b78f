//! In: what a crate holds, and examples of it. Out: the guide that is the documentation of the crate's root.

use crate::plan::crate_docs::examples::{Mixed, Tour};
use crate::plan::features::cfg::Cfg;
use crate::plan::features::product_areas::ALL_AREAS;
use crate::plan::files::builder_files::BUILDERS;
use crate::plan::{AreaPlan, Package, version_module};

/// The feature that sends requests; it is the runtime's.
pub const CLIENT: &str = "client";

/// The feature that signs in; it is the runtime's.
pub const IDENTITY: &str = "identity";

/// A part of the guide.
#[derive(Clone, Debug)]
pub enum Part {
    /// Markdown, line by line.
    Text(String),
    /// Code that is compiled with some features.
    Example {
        /// These.
        cfg: Cfg,
        /// Whether it is compiled alone, because it would send something.
        is_sent: bool,
        /// The lines.
        code: String,
    },
}

/// Writes the guide; of what a crate does not hold there is no example.
pub fn guide(package: &Package, tours: &[Tour]) -> Vec<Part> {
    let name = package.options.name.replace('-', "_");
    let mut parts = vec![text(INTRO)];
    if let Some(tour) = tours.first() {
        parts.extend(first(&name, tour));
        parts.extend(paging(&name, tour));
        parts.extend(tour.one.as_ref().map(|one| patching(&name, tour, one)).into_iter().flatten());
    }
    if let Some((tour, mixed)) = tours.iter().find_map(|tour| Some((tour, tour.mixed.as_ref()?))) {
        parts.extend(polymorphism(&name, tour, mixed));
    }
    if let Some(tour) = tours.first() {
        parts.extend(permissions(&name, tour));
        parts.extend(sending(&name, tour));
    }
    parts.push(text(KEPT));
    parts.push(text(&features(package)));
    parts
}

fn text(text: &str) -> Part {
    Part::Text(text.to_owned())
}

const INTRO: &str = "\
Typed bindings for Microsoft Graph, generated from its documentation.

A path starts with a function of a version and goes on by methods that are named after its segments. At its end stand the
operations: `get`, `list`, `create`, `update`, `replace`, `delete`, and actions and functions by their own names. An operation
is a value, a [`Request`]: nothing is sent before you send it, by any HTTP stack or by the `Client` of the feature `client`.

# The first request";

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

// Add a token, and let any HTTP stack send this.
let to_send: http::Request<Vec<u8>> = request.clone().into_http(&Endpoint::GLOBAL)?;
assert_eq!(to_send.method(), http::Method::GET);

// What comes back goes to the request, which knows what it answers.
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
# What to ask for

Each property is a constant of its type, so that a name that does not exist, or a value of another type, does not compile. A
text is accepted wherever a constant is. The link to the next page is a request again.";

fn paging(
    name: &str,
    Tour { version, cfg, list, item: (item, path), text: (text_of, _), flag, .. }: &Tour,
) -> Vec<Part> {
    let (item, text_of) = (item.as_str(), text_of.as_str());
    let flag = flag.as_ref().map(|flag| format!("{item}::{}", flag.as_str()));
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
    println!(\"{{}} goes on at {{}}\", page.value.len(), next.path());
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

const PATCHING: &str = "\
# Changing something

A patch sends the properties that were set and no other; one that is cleared is sent as null.";

fn patching(
    name: &str,
    Tour { version, cfg, item: (item, path), text: (text_of, _), flag, .. }: &Tour,
    one: &str,
) -> Vec<Part> {
    let (item, text_of) = (item.as_str(), text_of.as_str());
    let changes = match flag {
        Some(flag) => format!("set({item}::{}, true).clear({item}::{text_of})", flag.as_str()),
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
# Lists of different types

Where a type has derived types, its `Any…` enum holds any of them, each as its own type; what they have in common is there
without asking which it is. A type that is newer than this crate, or whose area is not turned on, is kept with all it carries.";

fn polymorphism(name: &str, Tour { version, .. }: &Tour, mixed: &Mixed) -> Vec<Part> {
    let Mixed { list, ident, path, variant, cfg } = mixed;
    let (ident, variant) = (ident.as_str(), variant.as_str());
    let code = format!(
        "use {name}::Polymorphic;
use {name}::{version}::{{self, {path}}};

# fn main() -> Result<(), {name}::Error> {{
let request = {list};
# let response = {name}::http::Response::new(\"{{\\\"value\\\": []}}\");
for value in request.parse(response)?.value {{
    match value {{
        {ident}::{variant}(value) => println!(\"{{value:?}}\"),
        other => println!(\"{{}}\", other.type_name()),
    }}
}}
# Ok(())
# }}"
    );
    vec![text(MIXED), example(cfg, code)]
}

const PERMISSIONS: &str = "\
# Permissions

A request carries the facts of its page: permissions, least privileged first, clouds, the address of the page. The
permissions of a whole program follow from its requests.";

fn permissions(name: &str, Tour { version, cfg, list, .. }: &Tour) -> Vec<Part> {
    let code = format!(
        "use {name}::{{required_permissions, {version}}};

let info = {list}.info();
println!(\"{{}}: {{:?}}, see {{}}\", info.title, info.permissions, info.page.unwrap_or_default());

let required = required_permissions([info]);
println!(\"ask for {{}}\", required.delegated_work.permissions.join(\" \"));"
    );
    vec![text(PERMISSIONS), example(cfg, code)]
}

const SENDING: &str = "\
# Sending

With the feature `client` there is a client that sends requests, follows pages, and repeats what may be repeated.";

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

const KEPT: &str = "\
# What is kept

The properties of a model are public and optional. What the pages do not name is kept in `additional` and written back, and so
is a null, a member of an enum that is not known, and a value that does not fit its property.";

/// The features, with what each holds.
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
    let rows: Vec<String> = package.areas.iter().map(row).collect();
    format!(
        "{FEATURES}

{dependency}

| feature | holds |
|---|---|
{}
| `{BUILDERS}` | paths and requests; without it there are types alone |
| `{CLIENT}` | the client |
| `{IDENTITY}` | the client, and credentials of `azure_identity` for it |
| `{ALL_AREAS}` | all product areas, one by one: |

| area | {} |
|---|{rule}
{}",
        versions
            .iter()
            .map(|name| format!("| `{name}` | the module of this version |"))
            .collect::<Vec<_>>()
            .join("\n"),
        head.join(" | "),
        rows.join("\n"),
    )
}

const FEATURES: &str = "\
# Features

By default all areas of the first version are there, so that nothing need be known to begin. What is compiled decides what it
costs: a program that uses one area turns the others off. A type is there when an area that is turned on reachability it. Where a
value leads to a type that is not there, the property is not there either, and what the service sends for it is kept.";

const COSTS: &str = "\
# What it costs

Measured once, on two cores, with the crate of all of v1.0 of July 2021 (about 1,000 types, 320 enums, 2,100 operations): seconds of CPU and memory of
the compiler, dependencies built before. Types with serde derive have no builders and no constants: plain ones lose what they do not know and
have text for scalars, the same ones hold what these hold, as far as derive can, which is all but nulls.

| | plain types, derive | the same types, derive | such a crate |
|---|--:|--:|--:|
| `cargo check` | 34.5 s, 2.20 GiB | 38.0 s, 2.34 GiB | 8.2 s, 0.78 GiB |
| of it one area: `intune`, the largest; `outlook` | | | 2.7 s; 0.7 s |
| debug build | 38.2 s | 44.2 s | 9.5 s |
| release build | 45.8 s | 53.2 s | 10.3 s |
| a program that reads and writes users and messages, release | 58.0 s | 361.9 s | 18.5 s |
| reads users, messages | 320, 626 MB/s | 303, 387 MB/s | 322, 572 MB/s |
| reads them as answers to requests | | | 469, 744 MB/s |
| writes users, messages | 1192, 1497 MB/s | 1199, 1440 MB/s | 1089, 1312 MB/s |

`tests/bench` of the project repeats it.";

fn row(area: &AreaPlan) -> String {
    let counts = area.contents.iter().map(|one| format!("{} | {}", one.types, one.operations));
    format!("| `{}` | {} |", area.feature, counts.collect::<Vec<_>>().join(" | "))
}

fn example(cfg: &Cfg, code: String) -> Part {
    Part::Example { cfg: cfg.clone(), is_sent: false, code }
}

/// The text of the file that stands beside the manifest.
pub fn readme(package: &Package) -> String {
    let title = &package.options.name;
    let intro = INTRO.split("\n\n# ").next().unwrap_or_default().replace("[`Request`]", "`Request`");
    let features = features(package).replace("[`v1`]", "`v1`").replace("[`beta`]", "`beta`");
    format!(
        "# {title}\n\n{intro}\n\nThe documentation of the crate is a guide with examples.\n\n#{features}\n\n#{COSTS}\n"
    )
}
