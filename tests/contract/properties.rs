//! Tests that constants have the facts of their properties on the pages.

use std::collections::BTreeMap;

use generator::model::TypeId;
use generator::plan::types::flatten;
use generator::source::Version;
use msgraph::v1::models::{Application, EmployeeOrgData, Group, Message, User};
use msgraph_core::{FilterOperator, PropertyInfo};
use quote::ToTokens;
use syn::Item;

use super::documented::model;

#[test]
fn constants_have_the_facts_of_their_page() {
    let name = Application::DISPLAY_NAME.info();
    assert_eq!((name.name, name.description), ("displayName", Some("Name of the app.")));
    assert_eq!(name.filterable, Some(true));
    assert_eq!(name.filter_operators, [FilterOperator::Eq, FilterOperator::Ne, FilterOperator::StartsWith]);
    assert!(name.sortable && name.searchable && !name.expandable && !name.read_only);

    let id = Application::APP_ID.info();
    assert_eq!((id.nullable, id.read_only, id.required), (Some(false), true, false));
    assert!(Application::OWNERS.info().expandable);
    assert!(Group::DISPLAY_NAME.info().required);
    assert!(User::ABOUT_ME.info().only_on_select);
    assert_eq!(User::ABOUT_ME.info().filterable, None, "the page is silent");

    let center = EmployeeOrgData::COST_CENTER.info();
    assert_eq!((center.filterable, center.filter_operators.as_slice()), (Some(true), &[][..]));
    let body = Message::UNIQUE_BODY.info();
    assert_eq!((body.only_on_select, body.deprecated, body.max_length), (true, None, None));
}

/// The text of each type in the generated crate, by its wire name.
fn texts(version: &str) -> BTreeMap<String, &'static str> {
    let files = tests::files_below(&tests::root().join("generated/src").join(version).join("models"));
    let mut texts = BTreeMap::new();
    for file in files {
        for item in syn::parse_file(&std::fs::read_to_string(file).unwrap()).unwrap().items {
            let Item::Macro(item) = item else { continue };
            let literals: Vec<String> = item
                .mac
                .tokens
                .into_iter()
                .filter_map(|token| syn::parse2::<syn::LitStr>(token.to_token_stream()).ok())
                .map(|literal| literal.value())
                .collect();
            if let [first, .., last] = literals.as_slice()
                && let Some(name) = first.strip_prefix('#')
            {
                texts.insert(name.to_owned(), &*last.clone().leak());
            }
        }
    }
    texts
}

#[track_caller]
fn every_fact_comes_back(version: Version, module: &str) {
    let (model, texts) = (model(version), texts(module));
    let mut facts = 0;
    for (index, ty) in model.types.iter().enumerate() {
        for flat in flatten::members(&model, TypeId(index)) {
            let text = texts.get(ty.name.as_str()).unwrap();
            let wire: &'static str = flat.member.name.as_str().to_owned().leak();
            let (info, traits) = (PropertyInfo::parse(text, wire), &flat.member.traits);
            let operators: Vec<&str> =
                info.filter_operators.iter().map(|operator| operator.as_str()).collect();
            let page = format!("{}.{wire}", ty.name);
            assert_eq!(operators, traits.filter.clone().unwrap_or_default(), "{page}");
            assert_eq!(
                info.filterable,
                traits.filter.as_ref().map(|_| true).or(traits.filter_denied.then_some(false)),
                "{page}"
            );
            assert_eq!(info.filter_restriction, traits.filter_restriction.as_deref(), "{page}");
            assert_eq!(info.description.unwrap_or_default(), flat.member.summary, "{page}");
            assert_eq!(
                [info.sortable, info.searchable, info.expandable, info.only_on_select, info.read_only],
                [traits.order_by, traits.search, traits.expand, traits.only_on_select, traits.read_only],
                "{page}"
            );
            assert_eq!(
                [info.required, info.required_on_create],
                [traits.required, traits.required_on_create],
                "{page}"
            );
            assert_eq!(
                [info.nullable, info.returned_by_default],
                [traits.nullable, traits.by_default],
                "{page}"
            );
            assert_eq!(
                (info.default_value, info.max_length),
                (traits.default.as_deref(), traits.max_length),
                "{page}"
            );
            assert_eq!(info.deprecated, traits.deprecated.as_deref(), "{page}");
            facts += usize::from(info != PropertyInfo::parse("", wire));
        }
    }
    assert!(facts > 100, "{facts} properties with facts");
}

#[test]
fn all_facts_of_v1_are_in_the_text_of_their_type() {
    every_fact_comes_back(Version::V1, "v1");
}

#[test]
fn all_facts_of_beta_are_in_the_text_of_their_type() {
    every_fact_comes_back(Version::Beta, "beta");
}
