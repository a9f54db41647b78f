//! Names stay: a page that is added renames no type, no field, no variant, no place and no method that the others have made.
//!
//! There are two exceptions. A place that no page tells the type of is named by its path, and what is sent to it after the place;
//! once a page tells it, the place is that type's, which is no other name for the same thing. And what is not spelt by the rule, or
//! has the name of a function with its arguments, gives way to what is, as `what_gives_way_to_a_page_that_is_added` shows.

use std::collections::{BTreeMap, BTreeSet};

use generator::facts::template::Template;
use generator::model::Model;
use generator::model::place::find;
use generator::plan::file::{Content, FilePlan, ItemPlan};
use generator::plan::method::PathStep;
use generator::plan::place::PlacePlan;
use generator::plan::{Options, Workspace, plan};
use generator::source::load::load;
use generator::source::{Source, Sources};
use rayon::prelude::*;
use tests::root;

/// How many pages are left out at once: in all, each is left out once.
const AT_ONCE: usize = 3;

/// A crate made of some pages.
struct Made {
    models: Vec<Model>,
    /// The public names: types with their fields and variants, places with their methods.
    names: BTreeSet<String>,
    /// The paths of the places that have no type, by their name.
    untyped: BTreeMap<String, String>,
}

fn make(sources: Sources) -> Made {
    let models = generator::understand(sources).models;
    let options =
        Options { name: "sample".to_owned(), runtime: "../runtime".to_owned(), workspace: Workspace::Member };
    let plan = plan(&models, options);
    let places = models.iter().flat_map(|model| &model.places).filter(|place| place.ty.is_none());
    let untyped: BTreeSet<&str> = places.map(|place| place.path.as_str()).collect();
    let untyped = places_of(&plan.files).filter_map(|place| {
        let path =
            place.doc.as_ref()?.lines().next()?.strip_prefix("What stands at `")?.strip_suffix("`.")?;
        untyped.contains(path).then(|| (place.ident.as_str().to_owned(), path.to_owned()))
    });
    let untyped = untyped.collect();
    Made { names: plan.files.iter().flat_map(of_file).collect(), untyped, models }
}

impl Made {
    /// Whether what another crate names by its path is of a type here.
    fn types(&self, name: &str, other: &Self) -> bool {
        let owner = name.rsplit(' ').next().and_then(|name| name.split("::").next()).unwrap_or_default();
        let is_of = |place: &str| {
            let stem = place.strip_suffix("Place").unwrap_or(place);
            owner == place || name.contains(" bodies ") && owner.starts_with(stem) && owner.ends_with("Body")
        };
        let paths = other.untyped.iter().filter(|(place, _)| is_of(place)).map(|(_, path)| path);
        paths.filter_map(|path| Template::parse(path).ok()).any(|Template { segments, .. }| {
            let stands = |model: &Model| {
                find(&model.places, &segments).is_some_and(|id| model.places[id.0].ty.is_some())
            };
            self.models.iter().any(stands)
        })
    }
}

fn places_of(files: &[FilePlan]) -> impl Iterator<Item = &PlacePlan> {
    files.iter().flat_map(|file| match &file.content {
        Content::Places(places) => places.as_slice(),
        _ => &[],
    })
}

fn of_file(file: &FilePlan) -> Vec<String> {
    let mut path = file.path.iter().map(|part| part.to_string_lossy());
    let version = path.nth(1).unwrap_or_default().into_owned();
    let kind = path.next().unwrap_or_default().into_owned();
    let named = |owner: &str, parts: Vec<&str>| {
        let version = format!("{version} {kind}");
        let parts = parts.into_iter().map(|part| format!("{version} {owner}::{part}")).collect::<Vec<_>>();
        [vec![format!("{version} {owner}")], parts].concat()
    };
    match &file.content {
        Content::Types(items) => {
            items.iter().flat_map(|item| named(item.ident().as_str(), parts(item))).collect()
        }
        Content::Places(places) => {
            let named = |place: &PlacePlan| {
                named(
                    place.ident.as_str(),
                    place.methods.iter().map(|method| method.ident.as_str()).collect(),
                )
            };
            places.iter().flat_map(named).collect()
        }
        Content::Functions { functions, .. } => {
            functions.iter().map(|function| format!("{version} {}", function.ident.as_str())).collect()
        }
        Content::Root { .. } | Content::Index(_) => Vec::new(),
    }
}

fn parts(item: &ItemPlan) -> Vec<&str> {
    match item {
        ItemPlan::Struct(plan) => plan.fields.iter().map(|field| field.ident.as_str()).collect(),
        ItemPlan::Enum(plan) => plan.variants.iter().map(|variant| variant.ident.as_str()).collect(),
        ItemPlan::Union(plan) => plan.variants.iter().map(|variant| variant.ident.as_str()).collect(),
    }
}

#[test]
fn a_page_that_is_added_renames_nothing() {
    let sources = load(&root().join("docs-input"), None).unwrap();
    let without = |left_out: &BTreeSet<usize>| {
        let pages = sources.pages.iter().enumerate().filter(|(index, _)| !left_out.contains(index));
        let pages = pages.map(|(_, page)| page.clone()).collect();
        make(Sources { pages, includes: sources.includes.clone() })
    };
    let all = without(&BTreeSet::new());
    assert!(all.names.len() > 1000, "{}", all.names.len());
    assert!(!all.untyped.is_empty());
    let pages: Vec<usize> = (0..sources.pages.len()).collect();
    let lost: Vec<String> = pages
        .par_chunks(AT_ONCE)
        .flat_map_iter(|left_out| {
            let fewer = without(&left_out.iter().copied().collect());
            let lost = fewer.names.difference(&all.names).filter(|name| !all.types(name, &fewer));
            lost.map(|name| format!("{}: {name}", sources.pages[left_out[0]].path)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(lost, [""; 0]);
}

/// The page of a type with these rows.
fn resource(name: &str, rows: &str) -> String {
    format!(
        "# {name}\n\n## Properties\n\n|Property|Type|Description|\n|:-|:-|:-|\n{rows}\n\n## JSON representation\n\n\
         <!-- {{ \"blockType\": \"resource\", \"@odata.type\": \"{name}\" }} -->\n\n```json\n{{}}\n```\n"
    )
}

/// The page of a request that answers nothing.
fn request(line: &str) -> String {
    format!(
        "# user: send\n\n## HTTP request\n\n```http\n{line}\n```\n\n## Response\n\nReturns `204 No Content`.\n"
    )
}

/// Pages of things whose names are made of the same words as those of others.
fn twins() -> Vec<Source> {
    let action = |path: &str| request(&format!("POST {path}"));
    let pages = [
        ("v1.0/api/aaa-send.md", action("/me/send-mail")),
        ("v1.0/api/aaa-send-it.md", action("/me/microsoft.graph.sendMail")),
        ("v1.0/resources/aaa-message.md", resource("microsoft.graph.Message", "|id|String|Its key.|")),
        (
            "v1.0/resources/aaa-of-message.md",
            resource("microsoft.graph.message", "|Subject|String|Its subject.|"),
        ),
        ("v1.0/resources/aaa-any.md", resource("microsoft.graph.anyDirectoryObject", "|id|String|Its key.|")),
        ("v1.0/resources/aaa-some.md", resource("microsoft.graph.some.message", "|id|String|Its key.|")),
        (
            "beta/resources/aaa-name.md",
            resource("microsoft.graph.tenant.governanceServices.item", "|id|String|Its key.|"),
        ),
        (
            "v1.0/resources/aaa-enums.md",
            "# Enums\n\n### message values\n\n|Member|\n|:-|\n|a|\n|b|\n".to_owned(),
        ),
    ];
    pages.into_iter().map(|(path, text)| Source { path: path.to_owned(), text }).collect()
}

#[test]
fn names_of_the_same_words_rename_nothing() {
    let sources = load(&root().join("docs-input"), None).unwrap();
    let before = make(Sources { pages: sources.pages.clone(), includes: sources.includes.clone() });
    let mut pages = [sources.pages, twins()].concat();
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    let after = make(Sources { pages, includes: sources.includes });
    let lost: Vec<&String> = before.names.difference(&after.names).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let expected = [
        "beta models Item",
        "v1 models AnyDirectoryObjectType",
        "v1 models MessageEnum::A",
        "v1 models Message::upper_subject",
        "v1 models UpperMessage",
        "v1 places UserPlace::microsoft_graph_send_mail",
        "v1 places UserPlace::send_dash_mail",
    ];
    let missing: Vec<&&str> = expected.iter().filter(|name| !after.names.contains(**name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What the items of some pages are called, by what they are on the wire: types, properties, members and steps.
fn called(pages: &[(&str, String)]) -> BTreeMap<String, String> {
    let pages = pages.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: text.clone() });
    let models = generator::understand(Sources { pages: pages.collect(), includes: BTreeMap::new() }).models;
    let options =
        Options { name: "sample".to_owned(), runtime: "../runtime".to_owned(), workspace: Workspace::Member };
    let mut found = BTreeMap::new();
    let files = plan(&models, options).files;
    for place in places_of(&files) {
        for method in &place.methods {
            let steps = method.path.iter().map(|step| match step {
                PathStep::Function { name, arguments } => {
                    let wires: Vec<&str> = arguments.iter().map(|(wire, _)| wire.as_str()).collect();
                    format!("{name}({})", wires.join(","))
                }
                PathStep::Segment(name) => name.clone(),
                PathStep::Key { .. } | PathStep::Option { .. } | PathStep::PathAddress { .. } => {
                    "{}".to_owned()
                }
            });
            // Letter case means nothing in them.
            let steps = steps.collect::<String>().to_lowercase();
            found.insert(format!("{}/{steps}", place.ident.as_str()), method.ident.as_str().to_owned());
        }
    }
    let items = files.iter().filter_map(|file| match &file.content {
        Content::Types(items) => Some(items),
        _ => None,
    });
    for item in items.flatten() {
        let (name, parts) = match item {
            ItemPlan::Struct(plan) => (
                plan.odata_type.as_str(),
                plan.fields.iter().map(|field| (field.wire.as_str(), &field.ident)).collect::<Vec<_>>(),
            ),
            ItemPlan::Enum(plan) => (
                plan.ident.as_str(),
                plan.variants.iter().map(|variant| (variant.wire.as_str(), &variant.ident)).collect(),
            ),
            ItemPlan::Union(_) => continue,
        };
        found.insert(name.to_owned(), item.ident().as_str().to_owned());
        found.extend(
            parts.into_iter().map(|(wire, ident)| (format!("{name} {wire}"), ident.as_str().to_owned())),
        );
    }
    found
}

/// What is called otherwise once a page is added.
fn renamed(pages: &[(&str, String)], added: (&str, String)) -> Vec<String> {
    let (before, after) = (called(pages), called(&[pages, &[added]].concat()));
    let both = before.iter().filter_map(|(key, old)| Some((key, old, after.get(key)?)));
    both.filter(|(_, old, new)| old != new).map(|(key, old, new)| format!("{key}: {old} -> {new}")).collect()
}

/// A page that asks for a user, and the page of a user.
fn users() -> Vec<(&'static str, String)> {
    let get = "# Get user\n\n## HTTP request\n\n```http\nGET /me\n```\n\n## Response\n\nReturns a [user](../resources/user.md).\n";
    let user = resource("microsoft.graph.user", "|id|String|Its key.|");
    vec![("v1.0/api/user-get.md", get.to_owned()), ("v1.0/resources/user.md", user)]
}

/// What a step of a user is called otherwise once a page adds another step.
fn renamed_step(line: &str, added: &str) -> Vec<String> {
    let pages = [users(), vec![("v1.0/api/one.md", request(line))]].concat();
    renamed(&pages, ("v1.0/api/another.md", request(added)))
}

#[test]
fn a_step_of_the_same_words_renames_none() {
    for (line, added) in [
        ("POST /me/send-mail", "POST /me/sendMail"),
        ("POST /me/sendMail", "POST /me/send_mail"),
        ("POST /me/sendMail", "POST /me/microsoft.graph.sendMail"),
        ("GET /me/rangeByAddress", "GET /me/range(address='{address}')"),
        ("GET /me/range(address='{address}')", "GET /me/microsoft.graph.range(address='{address}')"),
    ] {
        assert_eq!(renamed_step(line, added), [""; 0], "{line} and {added}");
    }
}

/// Each of these would keep its name for good only if all that are spelt as it is had longer ones, though nothing stands beside
/// them: `device_o_s_version`, `UpperEnabled`, `created_by_user_place`.
#[test]
fn what_gives_way_to_a_page_that_is_added() {
    let steps = [
        ("POST /me/sendmail", "POST /me/sendMail"),
        ("POST /me/send_mail", "POST /me/sendMail"),
        ("POST /me/microsoft.graph.sendMail", "POST /me/sendMail"),
        ("GET /me/range(address='{address}')", "GET /me/rangeByAddress"),
        ("GET /me/getByUrl(url='{url}')", "GET /me/get(url='{url}')"),
    ];
    let steps = steps.iter().flat_map(|(line, added)| renamed_step(line, added));
    let types = [("Parcel", "Weight", "parcel", "Weight"), ("parcel", "Weight", "parcel", "weight")];
    let types = types.into_iter().flat_map(|(name, row, added, added_row)| {
        let page = |name: &str, row: &str| {
            resource(&format!("microsoft.graph.{name}"), &format!("|{row}|Int32|Its weight.|"))
        };
        let pages = [("v1.0/resources/one.md", page(name, row))];
        renamed(&pages, ("v1.0/resources/another.md", page(added, added_row)))
    });
    let lists = "|state|parcelState|Its state. The possible values are: `Open`, `closed`.|";
    let pages = [("v1.0/resources/parcel.md", resource("microsoft.graph.parcel", lists))];
    let members = "# Enums\n\n### parcelState values\n\n|Member|\n|:-|\n|Open|\n|open|\n|closed|\n";
    let members = renamed(&pages, ("v1.0/resources/enums.md", members.to_owned()));
    let found: Vec<String> = steps.chain(types).chain(members).collect();
    let expected = [
        "UserPlace/sendmail: sendmail -> send_mail",
        "UserPlace/send_mail: send_mail -> send_underscore_mail",
        "UserPlace/microsoft.graph.sendmail: send_mail -> microsoft_graph_send_mail",
        "UserPlace/range(address): range_by_address -> range_by_address_function",
        "UserPlace/getbyurl(url): get_by_url -> get_by_url_function",
        "#microsoft.graph.Parcel: Parcel -> UpperParcel",
        "#microsoft.graph.parcel Weight: weight -> upper_weight",
        "ParcelState Open: Open -> UpperOpen",
    ];
    assert_eq!(found, expected);
}
