//! Tests that names are stable: a new page renames no type, field, variant, builder or method with a pinned name.
//!
//! Without a lock, a name changes only if a new name has priority. One exception: a builder without a known type is named after its
//! path, and its bodies after the builder. When a page states the type, they are named after the type.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "names/name_collisions.rs"]
mod name_collisions;
#[path = "names/random.rs"]
mod random;
#[path = "names/signatures.rs"]
mod signatures;

use std::collections::{BTreeMap, BTreeSet};

use generator::crate_plan::CratePlan;
use generator::facts::template::Template;
use generator::facts::{self, PageFacts};
use generator::model::Model;
use generator::model::link::link;
use generator::model::path_item::find;
use generator::plan::ir::file::{Access, Content, FilePlan};
use generator::plan::ir::item::ItemPlan;
use generator::plan::ir::method::PathSegment;
use generator::plan::ir::request_builder::RequestBuilderPlan;
use generator::plan::naming::lock::NameLock;
use generator::source::load::load;
use generator::source::{Source, Sources, Version};
use rayon::prelude::*;
use tests::{crate_plan, root};

use self::name_collisions::{
    Collision, collisions_with_priority, equal_collisions, request, requests, resource,
};

/// A crate generated from some pages.
struct Generated {
    models: Vec<Model>,
    /// The public names: types with fields and variants, builders with methods.
    names: BTreeSet<String>,
    /// The paths of builders without type, by name.
    untyped: BTreeMap<String, String>,
    /// The pinned names.
    lock: NameLock,
}

/// Generates a crate from pages and a lock.
fn generate(sources: Sources, pinned: &NameLock) -> Generated {
    plan_crate(generator::understand(sources).models, pinned)
}

fn plan_crate(models: Vec<Model>, pinned: &NameLock) -> Generated {
    let plan = crate_plan(&models, pinned);
    assert_eq!(plan.refused, []);
    let lock = NameLock::parse(&plan.lock.text()).unwrap();
    let items = models.iter().flat_map(|model| &model.path_items).filter(|item| item.ty.is_none());
    let untyped: BTreeSet<&str> = items.map(|item| item.path.as_str()).collect();
    let untyped = builders_of(&plan.files)
        .filter(|builder| untyped.contains(builder.path.as_str()))
        .map(|builder| (builder.ident.as_str().to_owned(), builder.path.clone()));
    let untyped = untyped.collect();
    Generated { names: plan.files.iter().flat_map(of_file).collect(), untyped, lock, models }
}

impl Generated {
    /// Whether a name that another crate derives from a path belongs to a type here.
    fn types(&self, name: &str, other: &Self) -> bool {
        let owner = name.rsplit(' ').next().and_then(|name| name.split("::").next()).unwrap_or_default();
        let is_of = |builder: &str| {
            let stem = builder.strip_suffix("RequestBuilder").unwrap_or(builder);
            owner == builder
                || name.contains(" bodies ") && owner.starts_with(stem) && owner.ends_with("Body")
        };
        let paths = other.untyped.iter().filter(|(builder, _)| is_of(builder)).map(|(_, path)| path);
        paths.filter_map(|path| Template::parse(path).ok()).any(|Template { segments, .. }| {
            let has_type = |model: &Model| {
                find(&model.path_items, &segments).is_some_and(|id| model.path_items[id.0].ty.is_some())
            };
            self.models.iter().any(has_type)
        })
    }
}

fn builders_of(files: &[FilePlan]) -> impl Iterator<Item = &RequestBuilderPlan> {
    files.iter().flat_map(|file| match &file.content {
        Content::Builders(builders) => builders.as_slice(),
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
        Content::Builders(builders) => {
            let named = |builder: &RequestBuilderPlan| {
                named(
                    builder.ident.as_str(),
                    builder.methods.iter().map(|method| method.ident.as_str()).collect(),
                )
            };
            builders.iter().flat_map(named).collect()
        }
        Content::Functions { functions, .. } => {
            functions.iter().map(|function| format!("{version} {}", function.ident.as_str())).collect()
        }
        Content::Parameters(plans) => {
            plans.iter().flat_map(|plan| named(plan.ident.as_str(), vec![plan.setter.as_str()])).collect()
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

/// Groups of pages to remove at once: the rows and the columns of a square. A row has neighbours, which are often about one type.
/// Any two pages share one group at most, so that of each pair, one page is added while the other is present.
fn groups(pages: usize) -> Vec<Vec<usize>> {
    let side = (1..).find(|side| side * side >= pages).unwrap();
    let all: Vec<usize> = (0..pages).collect();
    let columns = (0..side.min(pages)).map(|first| (first..pages).step_by(side).collect());
    all.chunks(side).map(<[usize]>::to_vec).chain(columns).collect()
}

#[test]
fn any_two_pages_share_one_group_at_most() {
    for pages in [1, 2, 10, 1124] {
        let mut seen = BTreeSet::new();
        let mut times = vec![0; pages];
        for group in groups(pages) {
            for (index, one) in group.iter().enumerate() {
                times[*one] += 1;
                assert!(group[index + 1..].iter().all(|other| seen.insert((*one, *other))), "{pages}: {one}");
            }
        }
        assert!(times.iter().all(|times| *times == 2));
    }
}

#[test]
fn a_new_page_renames_nothing() {
    let sources = load(&root().join("docs-input"), None).unwrap();
    // The facts of a page do not depend on other pages, so each page is read once.
    let read = |page: &Source| page.version().map(|version| (version, facts::read(page, version, &sources)));
    let facts: Vec<Option<(Version, PageFacts)>> = sources.pages.par_iter().map(read).collect();
    let models_without = |removed: &[usize]| -> Vec<Model> {
        let model = |version| {
            let pages = facts.iter().enumerate().filter(|(index, _)| !removed.contains(index));
            let pages = pages.filter_map(|(_, found)| found.as_ref().filter(|(of, _)| *of == version));
            link(version, &pages.map(|(_, facts)| facts).collect::<Vec<_>>())
        };
        Version::ALL.into_iter().map(model).collect()
    };
    let all = plan_crate(models_without(&[]), &NameLock::default());
    assert!(all.names.len() > 1000, "{}", all.names.len());
    assert!(!all.untyped.is_empty());
    let lost: Vec<String> = groups(sources.pages.len())
        .into_par_iter()
        .flat_map_iter(|removed| {
            let fewer = plan_crate(models_without(&removed), &NameLock::default());
            let over = plan_crate(all.models.clone(), &fewer.lock);
            let lost = [&all, &over]
                .into_iter()
                .flat_map(|all| fewer.names.difference(&all.names).filter(|name| !all.types(name, &fewer)));
            lost.map(|name| format!("{}, ...: {name}", sources.pages[removed[0]].path)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(lost, [""; 0]);
}

/// Pages whose names consist of the same words as other names.
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
    let before = generate(
        Sources { pages: sources.pages.clone(), includes: sources.includes.clone(), ..Sources::default() },
        &none,
    );
    let mut pages = [sources.pages, of_the_same_words()].concat();
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    let after = generate(Sources { pages, includes: sources.includes, ..Sources::default() }, &none);
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

/// The names of items by their wire names: types, properties, members and segments.
fn names_of(pages: &[(&str, String)], pinned: &NameLock) -> (BTreeMap<String, String>, NameLock) {
    let models = generator::understand(sources(pages)).models;
    let mut found = BTreeMap::new();
    let CratePlan { files, lock, .. } = crate_plan(&models, pinned);
    for builder in builders_of(&files) {
        for method in &builder.methods {
            let segments = method.path.iter().map(|segment| match segment {
                PathSegment::Function { name, arguments } => {
                    let wires: Vec<&str> = arguments.iter().map(|(wire, _)| wire.as_str()).collect();
                    format!("{name}({})", wires.join(","))
                }
                PathSegment::Segment(name) => name.clone(),
                PathSegment::Key { .. } | PathSegment::Option { .. } | PathSegment::PathAddress { .. } => {
                    "{}".to_owned()
                }
            });
            // Letter case of segments is not significant.
            let segments = segments.collect::<String>().to_lowercase();
            found.insert(format!("{}/{segments}", builder.ident.as_str()), method.ident.as_str().to_owned());
        }
    }
    let items = files.iter().filter_map(|file| match &file.content {
        Content::Types(items) => Some(items),
        _ => None,
    });
    for item in items.flatten() {
        let (name, parts) = match item {
            ItemPlan::Struct(plan) => (
                plan.odata_type.as_deref().unwrap_or_default(),
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
    Sources { pages: pages.collect(), ..Sources::default() }
}

/// The names that a new page changes without a lock.
fn renamed(pages: &[(&str, String)], added: (&str, String)) -> Vec<String> {
    let none = NameLock::default();
    let (before, after) = (names_of(pages, &none).0, names_of(&[pages, &[added]].concat(), &none).0);
    let both = before.iter().filter_map(|(key, old)| Some((key, old, after.get(key)?)));
    both.filter(|(_, old, new)| old != new).map(|(key, old, new)| format!("{key}: {old} -> {new}")).collect()
}

/// The names of the items of a new page with a lock. Checks that pinned names never change.
fn added_names(pages: &[(&str, String)], added: (&str, String)) -> Vec<String> {
    let (before, lock) = names_of(pages, &NameLock::default());
    let (after, lock) = names_of(&[pages, std::slice::from_ref(&added)].concat(), &lock);
    let both = before.iter().filter_map(|(key, old)| Some((key, old, after.get(key)?)));
    assert_eq!(both.filter(|(_, old, new)| old != new).collect::<Vec<_>>(), []);
    assert_eq!(names_of(&[pages, &[added]].concat(), &lock), (after.clone(), lock));
    let is_new = |(key, _): &(String, String)| !before.contains_key(key);
    after.into_iter().filter(is_new).map(|(key, name)| format!("{key}: {name}")).collect()
}

#[test]
fn a_segment_of_the_same_words_renames_nothing() {
    for (line, added) in [
        ("POST /me/send-mail", "POST /me/sendMail"),
        ("POST /me/sendMail", "POST /me/send_mail"),
        ("POST /me/sendMail", "POST /me/microsoft.graph.sendMail"),
        ("GET /me/rangeByAddress", "GET /me/range(address='{address}')"),
        ("GET /me/range(address='{address}')", "GET /me/microsoft.graph.range(address='{address}')"),
    ] {
        let (pages, added_page) = requests(line, added);
        assert_eq!(renamed(&pages, added_page), [""; 0], "{line} and {added}");
    }
}

#[test]
fn without_a_lock_a_name_with_priority_replaces_another() {
    let found: Vec<String> =
        collisions_with_priority().into_iter().flat_map(|(pages, added)| renamed(&pages, added)).collect();
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
fn a_pinned_name_stays_and_the_new_name_is_longer() {
    let found: Vec<String> = collisions_with_priority()
        .into_iter()
        .flat_map(|(pages, added)| added_names(&pages, added))
        .collect();
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
fn a_lock_protects_names_from_equal_ones() {
    let lines = |lock: &NameLock| lock.text().lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let lost = |(pages, added): &Collision, is_pinned: bool| {
        let before = generate(sources(pages), &NameLock::default());
        let none = NameLock::default();
        let pinned = if is_pinned { &before.lock } else { &none };
        let after = generate(sources(&[pages.as_slice(), std::slice::from_ref(added)].concat()), pinned);
        lines(&before.lock).difference(&lines(&after.lock)).cloned().collect::<Vec<_>>()
    };
    for collision in equal_collisions() {
        assert_eq!(lost(&collision, true), [""; 0]);
        assert_ne!(lost(&collision, false), [""; 0], "nothing needs a lock for {}", collision.1.1);
    }
}
