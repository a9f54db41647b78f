//! Names stay: a page that is added renames no type, no field, no variant, no place and no method that the others have made and a
//! lock holds. Without one, names stay as well unless something that is added has a better right to them.
//!
//! There is one exception. A place that no page tells the type of is named by its path, and what is sent to it after the place;
//! once a page tells it, the place is that type's, which is no other name for the same thing.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "names/name_collisions.rs"]
mod name_collisions;
#[path = "names/random.rs"]
mod random;
#[path = "names/signatures.rs"]
mod signatures;

use std::collections::{BTreeMap, BTreeSet};

use generator::crate_plan::{CratePlan, crate_plan};
use generator::facts::template::Template;
use generator::facts::{self, PageFacts};
use generator::model::Model;
use generator::model::link::link;
use generator::model::path_item::find;
use generator::plan::ir::file::{Access, Content, FilePlan};
use generator::plan::ir::item::ItemPlan;
use generator::plan::ir::method::PathSegment;
use generator::plan::ir::package::{Options, Runtime, Workspace};
use generator::plan::ir::request_builder::RequestBuilderPlan;
use generator::plan::naming::lock::NameLock;
use generator::source::load::load;
use generator::source::{Source, Sources, Version};
use rayon::prelude::*;
use tests::root;

use self::name_collisions::{Twin, asking, better_twins, equal_twins, request, resource};

/// How many pages are left out at once: in all, each is left out once.
const AT_ONCE: usize = 3;

/// A crate made of some pages.
struct Made {
    models: Vec<Model>,
    /// The public names: types with their fields and variants, places with their methods.
    names: BTreeSet<String>,
    /// The paths of the places that have no type, by their name.
    untyped: BTreeMap<String, String>,
    /// What holds them.
    lock: NameLock,
}

/// The crate made of the pages over one with this lock; its own is written and read.
fn make(sources: Sources, held: &NameLock) -> Made {
    plan_crate(generator::understand(sources).models, held)
}

fn plan_crate(models: Vec<Model>, held: &NameLock) -> Made {
    let options = Options {
        name: "sample".to_owned(),
        runtime: Runtime::Path("../runtime".to_owned()),
        workspace: Workspace::Member,
    };
    let plan = crate_plan(&models, options, held);
    assert_eq!(plan.refused, []);
    let lock = NameLock::parse(&plan.lock.text()).unwrap();
    let places = models.iter().flat_map(|model| &model.path_items).filter(|place| place.ty.is_none());
    let untyped: BTreeSet<&str> = places.map(|place| place.path.as_str()).collect();
    let untyped = places_of(&plan.files)
        .filter(|place| untyped.contains(place.path.as_str()))
        .map(|place| (place.ident.as_str().to_owned(), place.path.clone()));
    let untyped = untyped.collect();
    Made { names: plan.files.iter().flat_map(of_file).collect(), untyped, lock, models }
}

impl Made {
    /// Whether what another crate names by its path is of a type here.
    fn types(&self, name: &str, other: &Self) -> bool {
        let owner = name.rsplit(' ').next().and_then(|name| name.split("::").next()).unwrap_or_default();
        let is_of = |place: &str| {
            let stem = place.strip_suffix("RequestBuilder").unwrap_or(place);
            owner == place || name.contains(" bodies ") && owner.starts_with(stem) && owner.ends_with("Body")
        };
        let paths = other.untyped.iter().filter(|(place, _)| is_of(place)).map(|(_, path)| path);
        paths.filter_map(|path| Template::parse(path).ok()).any(|Template { segments, .. }| {
            let stands = |model: &Model| {
                find(&model.path_items, &segments).is_some_and(|id| model.path_items[id.0].ty.is_some())
            };
            self.models.iter().any(stands)
        })
    }
}

fn places_of(files: &[FilePlan]) -> impl Iterator<Item = &RequestBuilderPlan> {
    files.iter().flat_map(|file| match &file.content {
        Content::Builders(places) => places.as_slice(),
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
        Content::Builders(places) => {
            let named = |place: &RequestBuilderPlan| {
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
        Content::Version { modules, .. } | Content::Index(modules) => {
            let public = modules.iter().filter(|module| module.access == Access::Public);
            public.map(|module| format!("{version} mod {}", module.ident.as_str())).collect()
        }
        Content::Root { .. } => Vec::new(),
    }
}

fn parts(item: &ItemPlan) -> Vec<&str> {
    match item {
        ItemPlan::Struct(plan) => plan.fields.iter().map(|field| field.ident.as_str()).collect(),
        ItemPlan::Enum(plan) => plan.variants.iter().map(|variant| variant.ident.as_str()).collect(),
        ItemPlan::Polymorphic(plan) => plan.variants.iter().map(|variant| variant.ident.as_str()).collect(),
    }
}

#[test]
fn a_page_that_is_added_renames_nothing() {
    let sources = load(&root().join("docs-input"), None).unwrap();
    // The facts of a page depend on no other page, so each page is read once.
    let read = |page: &Source| page.version().map(|version| (version, facts::read(page, version, &sources)));
    let facts: Vec<Option<(Version, PageFacts)>> = sources.pages.par_iter().map(read).collect();
    let without = |left_out: &[usize], held: &NameLock| {
        let model = |version| {
            let pages = facts.iter().enumerate().filter(|(index, _)| !left_out.contains(index));
            let pages = pages.filter_map(|(_, found)| found.as_ref().filter(|(of, _)| *of == version));
            link(version, &pages.map(|(_, facts)| facts).collect::<Vec<_>>())
        };
        plan_crate(Version::ALL.into_iter().map(model).collect(), held)
    };
    let all = without(&[], &NameLock::default());
    assert!(all.names.len() > 1000, "{}", all.names.len());
    assert!(!all.untyped.is_empty());
    let pages: Vec<usize> = (0..sources.pages.len()).collect();
    let lost: Vec<String> = pages
        .par_chunks(AT_ONCE)
        .flat_map_iter(|left_out| {
            let fewer = without(left_out, &NameLock::default());
            let over = without(&[], &fewer.lock);
            let lost = [&all, &over]
                .into_iter()
                .flat_map(|all| fewer.names.difference(&all.names).filter(|name| !all.types(name, &fewer)));
            lost.map(|name| format!("{}: {name}", sources.pages[left_out[0]].path)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(lost, [""; 0]);
}

/// Pages of things whose names are made of the same words as those of others.
fn of_the_same_words() -> Vec<Source> {
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
    let none = NameLock::default();
    let before = make(Sources { pages: sources.pages.clone(), includes: sources.includes.clone() }, &none);
    let mut pages = [sources.pages, of_the_same_words()].concat();
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    let after = make(Sources { pages, includes: sources.includes }, &none);
    let lost: Vec<&String> = before.names.difference(&after.names).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let expected = [
        "beta models Item",
        "v1 models AnyDirectoryObjectType",
        "v1 models MessageEnum::A",
        "v1 models Message::upper_subject",
        "v1 models UpperMessage",
        "v1 builders UserRequestBuilder::microsoft_graph_send_mail",
        "v1 builders UserRequestBuilder::send_dash_mail",
    ];
    let missing: Vec<&&str> = expected.iter().filter(|name| !after.names.contains(**name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What the items of some pages are called, by what they are on the wire: types, properties, members and steps.
fn called(pages: &[(&str, String)], held: &NameLock) -> (BTreeMap<String, String>, NameLock) {
    let models = generator::understand(sources(pages)).models;
    let options = Options {
        name: "sample".to_owned(),
        runtime: Runtime::Path("../runtime".to_owned()),
        workspace: Workspace::Member,
    };
    let mut found = BTreeMap::new();
    let CratePlan { files, lock, .. } = crate_plan(&models, options, held);
    for place in places_of(&files) {
        for method in &place.methods {
            let steps = method.path.iter().map(|step| match step {
                PathSegment::Function { name, arguments } => {
                    let wires: Vec<&str> = arguments.iter().map(|(wire, _)| wire.as_str()).collect();
                    format!("{name}({})", wires.join(","))
                }
                PathSegment::Segment(name) => name.clone(),
                PathSegment::Key { .. } | PathSegment::Option { .. } | PathSegment::PathAddress { .. } => {
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
            ItemPlan::Polymorphic(_) => continue,
        };
        found.insert(name.to_owned(), item.ident().as_str().to_owned());
        found.extend(
            parts.into_iter().map(|(wire, ident)| (format!("{name} {wire}"), ident.as_str().to_owned())),
        );
    }
    (found, lock)
}

fn sources(pages: &[(&str, String)]) -> Sources {
    let pages = pages.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: text.clone() });
    Sources { pages: pages.collect(), includes: BTreeMap::new() }
}

/// What is called otherwise once a page is added, without a lock.
fn renamed(pages: &[(&str, String)], added: (&str, String)) -> Vec<String> {
    let none = NameLock::default();
    let (before, after) = (called(pages, &none).0, called(&[pages, &[added]].concat(), &none).0);
    let both = before.iter().filter_map(|(key, old)| Some((key, old, after.get(key)?)));
    both.filter(|(_, old, new)| old != new).map(|(key, old, new)| format!("{key}: {old} -> {new}")).collect()
}

/// What the things of a page are called that is added over a lock; those before keep their names, and do so the next time.
fn joined(pages: &[(&str, String)], added: (&str, String)) -> Vec<String> {
    let (before, lock) = called(pages, &NameLock::default());
    let (after, lock) = called(&[pages, std::slice::from_ref(&added)].concat(), &lock);
    let both = before.iter().filter_map(|(key, old)| Some((key, old, after.get(key)?)));
    assert_eq!(both.filter(|(_, old, new)| old != new).collect::<Vec<_>>(), []);
    assert_eq!(called(&[pages, &[added]].concat(), &lock), (after.clone(), lock));
    let is_new = |(key, _): &(String, String)| !before.contains_key(key);
    after.into_iter().filter(is_new).map(|(key, name)| format!("{key}: {name}")).collect()
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
        let (pages, added_page) = asking(line, added);
        assert_eq!(renamed(&pages, added_page), [""; 0], "{line} and {added}");
    }
}

#[test]
fn without_a_lock_a_name_gives_way_to_one_of_better_right() {
    let found: Vec<String> =
        better_twins().into_iter().flat_map(|(pages, added)| renamed(&pages, added)).collect();
    let expected = [
        "UserRequestBuilder/sendmail: sendmail -> send_mail",
        "UserRequestBuilder/send_mail: send_mail -> send_underscore_mail",
        "UserRequestBuilder/microsoft.graph.sendmail: send_mail -> microsoft_graph_send_mail",
        "UserRequestBuilder/range(address): range_by_address -> range_by_address_function",
        "UserRequestBuilder/getbyurl(url): get_by_url -> get_by_url_function",
        "#microsoft.graph.Parcel: Parcel -> UpperParcel",
        "#microsoft.graph.parcel Weight: weight -> upper_weight",
        "ParcelState Open: Open -> UpperOpen",
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_a_lock_holds_keeps_its_name_and_the_newcomer_says_more() {
    let found: Vec<String> =
        better_twins().into_iter().flat_map(|(pages, added)| joined(&pages, added)).collect();
    let expected = [
        "UserRequestBuilder/sendmail: send_mail_action",
        "UserRequestBuilder/sendmail: send_mail_action",
        "UserRangeByAddressRequestBuilder/: get",
        "UserRequestBuilder/rangebyaddress: range_by_address_builder",
        "UserRequestBuilder/get(url): get_by_url_function",
        "#microsoft.graph.parcel: Parcel2",
        "#microsoft.graph.parcel Weight: weight",
        "#microsoft.graph.parcel weight: weight_2",
        "ParcelState open: Open2",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_lock_holds_what_an_equal_would_take() {
    let lines = |lock: &NameLock| lock.text().lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let lost = |(pages, added): &Twin, is_held: bool| {
        let before = make(sources(pages), &NameLock::default());
        let none = NameLock::default();
        let held = if is_held { &before.lock } else { &none };
        let after = make(sources(&[pages.as_slice(), std::slice::from_ref(added)].concat()), held);
        lines(&before.lock).difference(&lines(&after.lock)).cloned().collect::<Vec<_>>()
    };
    for twin in equal_twins() {
        assert_eq!(lost(&twin, true), [""; 0]);
        assert_ne!(lost(&twin, false), [""; 0], "nothing needs a lock for {}", twin.1.1);
    }
}
