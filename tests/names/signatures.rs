//! Tests that signatures and field types do not change when the page of a derived type is added or removed.

use std::collections::BTreeMap;

use generator::source::load::load;
use generator::source::{Source, Sources};
use quote::ToTokens;
use syn::{ImplItem, Item};
use tests::root;

/// Pages of types that derive from a type with derived types, from one without, and from both.
fn derived() -> Vec<Source> {
    let page = |name: &str, base: &str| {
        let text = format!(
            "# {name}\n\nInherits from [{base}](../resources/{base}.md).\n\n## Properties\n\n|Property|Type|Description|\n\
             |:-|:-|:-|\n|speed|Int32|Its speed.|\n\n## JSON representation\n\n<!-- {{ \"blockType\": \"resource\", \
             \"@odata.type\": \"microsoft.graph.{name}\", \"baseType\": \"microsoft.graph.{base}\" }} -->\n\n\
             ```json\n{{}}\n```\n"
        );
        Source { path: format!("v1.0/resources/{}.md", name.to_lowercase()), text }
    };
    [
        ("swiftAttachment", "attachment"),
        ("swiftMessage", "message"),
        ("swiftRecipient", "recipient"),
        ("swiftEvent", "event"),
    ]
    .map(|(name, base)| page(name, base))
    .into()
}

/// The signatures of public functions and the types of public fields, by the names of owner and item.
fn signatures(pages: &[Source], sources: &Sources) -> BTreeMap<String, String> {
    let mut pages = pages.to_vec();
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    let reading =
        generator::understand(Sources { pages, includes: sources.includes.clone(), ..Sources::default() });
    let mut found = BTreeMap::new();
    for file in tests::emit(&reading) {
        let path = file.path.display().to_string();
        if !path.ends_with(".rs") || !path.starts_with("src/v1") {
            continue;
        }
        for item in syn::parse_file(&file.text).unwrap().items {
            add(item, &mut found);
        }
    }
    found
}

fn add(item: Item, found: &mut BTreeMap<String, String>) {
    match item {
        Item::Fn(function) => found.extend([signature("", &function.sig)]),
        Item::Impl(item) => {
            let owner = shown(&item.self_ty);
            found.extend(item.items.iter().filter_map(|part| match part {
                ImplItem::Fn(function) => Some(signature(&owner, &function.sig)),
                ImplItem::Const(constant) => {
                    Some((format!("{owner}::{}", constant.ident), shown(&constant.ty)))
                }
                _ => None,
            }));
        }
        Item::Struct(item) => {
            let fields = item.fields.iter().filter_map(|field| Some((field.ident.as_ref()?, &field.ty)));
            found.extend(fields.map(|(name, ty)| (format!("{}.{name}", item.ident), shown(ty))));
        }
        _ => {}
    }
}

fn signature(owner: &str, function: &syn::Signature) -> (String, String) {
    (format!("{owner}::{}", function.ident), shown(function))
}

fn shown(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

#[test]
fn the_page_of_a_derived_type_changes_no_signature() {
    let sources = load(&root().join("docs-input"), None).unwrap();
    let v1: Vec<Source> =
        sources.pages.iter().filter(|page| page.path.starts_with("v1.0/")).cloned().collect();
    let without = signatures(&v1, &sources);
    let with = signatures(&[v1, derived()].concat(), &sources);
    let changed: Vec<_> = without.iter().filter(|(name, old)| with.get(*name) != Some(old)).collect();
    assert_eq!(changed, []);
    assert!(without.len() > 4000, "{}", without.len());
    let added: Vec<&String> = with.keys().filter(|name| !without.contains_key(*name)).collect();
    let owners = ["SwiftAttachment", "SwiftMessage", "SwiftRecipient", "SwiftEvent"];
    assert!(added.iter().all(|name| owners.iter().any(|owner| name.starts_with(owner))), "{added:?}");
    assert!(owners.iter().all(|owner| with.contains_key(&format!("{owner}.speed"))), "{added:?}");
}
