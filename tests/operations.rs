//! Tests that the runtime parses the facts of an operation from the text of the generator.

use generator::Reading;
use generator::facts::operation::permission;
use generator::facts::operation::query_option::QueryOption;
use generator::plan::ir::method::{End, MethodPlan};
use generator::plan::ir::operation_info::InfoPlan;
use msgraph_core::codegen::{operation, unknown_lines};
use msgraph_core::{AccountKind, Cloud, OperationInfo, Permissions};
use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::LitStr;
use tests::{methods, read_docs, shared};

/// The texts of operations in code: `codegen::operation("…")`.
fn texts(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut before: [Option<Ident>; 2] = [None, None];
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => before = [before[1].take(), Some(ident)],
            TokenTree::Group(group) => {
                let made = matches!(&before, [Some(of), Some(how)] if of == "codegen" && how == "operation");
                match syn::parse2::<LitStr>(group.stream()) {
                    Ok(text) if made => found.push(text.value()),
                    _ => found.extend(texts(group.stream())),
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    found
}

fn check(reading: &Reading) -> usize {
    let mut count = 0;
    for file in tests::plan(reading).files {
        // The second method of an action calls the first one, which takes the whole body.
        let says = |method: &&MethodPlan| matches!(method.end, End::Call { whole: None, .. });
        let methods = methods(&file).into_iter().filter(says);
        let infos: Vec<&[InfoPlan]> = methods.filter_map(|method| method.end.infos()).collect();
        let texts = texts(generator::emit::tokens(&file).collect());
        assert_eq!(texts.len(), infos.len(), "{}", file.path.display());
        for (infos, text) in infos.into_iter().zip(texts) {
            let operation = operation(Box::leak(text.into_boxed_str()));
            assert_eq!(unknown_lines(&operation), [""; 0], "lines that the runtime does not understand");
            let read = operation.infos();
            assert_eq!(infos.len(), read.len(), "{read:?}");
            infos.iter().zip(&read).for_each(|(info, read)| same(info, read));
            count += infos.len();
        }
    }
    count
}

fn same(info: &InfoPlan, read: &OperationInfo) {
    assert_eq!((info.method, info.version), (read.method.as_str(), read.version.as_str()), "{read:?}");
    assert_eq!(
        (words(&info.title), info.status),
        (read.title.map_or(Vec::new(), words), read.status),
        "{read:?}"
    );
    assert!(
        info.templates.iter().map(|one| words(one)).eq(read.templates.iter().map(|one| words(one))),
        "{read:?}"
    );
    assert_eq!((&info.headers, Some(info.page.as_str())), (&owned(&read.headers), read.page));
    assert_eq!(info.deprecated.as_deref().map(words), read.deprecated.map(words));
    let clouds = |clouds: &[Cloud]| clouds.iter().map(|cloud| format!("{cloud:?}")).collect::<Vec<_>>();
    assert_eq!(
        info.clouds.as_ref().map(|clouds| clouds.join(" ")),
        read.clouds.as_deref().map(|read| clouds(read).join(" "))
    );
    assert_eq!(info.permissions.is_some(), read.permissions.is_some(), "{read:?}");
    if let (Some(planned), Some(read)) = (&info.permissions, &read.permissions) {
        same_permissions(planned, read);
    }
    same_remarks(info, read);
}

/// Checks the names of permissions, their alternatives, and whether these have an order.
fn same_permissions(planned: &permission::Permissions, read: &Permissions) {
    let kinds = [
        (AccountKind::DelegatedWork, &planned.delegated_work, &read.delegated_work),
        (AccountKind::DelegatedPersonal, &planned.delegated_personal, &read.delegated_personal),
        (AccountKind::Application, &planned.application, &read.application),
    ];
    for (kind, planned, names) in kinds {
        assert_eq!(planned.names(), *names, "{read:?}");
        let ranked = (!planned.unranked).then_some(&planned.alternatives);
        let alternatives = read.alternatives(kind);
        let alternatives: Option<Vec<Vec<String>>> =
            alternatives.map(|sets| sets.iter().map(|names| owned(names)).collect());
        assert_eq!(ranked, alternatives.as_ref(), "{read:?}");
    }
}

/// Checks query options and callouts.
fn same_remarks(info: &InfoPlan, read: &OperationInfo) {
    let names =
        |options: &[QueryOption]| options.iter().map(|option| option.name().to_owned()).collect::<Vec<_>>();
    let planned = info.query_options.as_ref().map(|options| {
        let support = options.support.map(|support| format!("{support:?}"));
        (support, names(&options.supported), names(&options.denied), options.restrictions.clone())
    });
    let found = read.query_options.as_ref().map(|options| {
        let support = options.support.map(|support| format!("{support:?}"));
        (support, owned(&options.supported), owned(&options.denied), owned(&options.restrictions))
    });
    assert_eq!(planned, found, "{read:?}");
    assert_eq!(info.callouts.len(), read.callouts.len(), "{read:?}");
    for (planned, found) in info.callouts.iter().zip(&read.callouts) {
        assert_eq!(format!("{:?}", planned.kind), format!("{:?}", found.kind));
        assert_eq!(format!("{:?}", planned.topics), format!("{:?}", found.topics));
        // The text of an operation has one line for each callout, with its list.
        let line = planned.text.strip_prefix("- ").unwrap_or(&planned.text).replace('\n', " ");
        assert_eq!(line, found.text);
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// The words of a text, without regard to white space.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn every_operation_of_docs_input_is_parsed() {
    assert!(check(&read_docs().unwrap()) > 100);
}

#[test]
fn every_operation_of_the_real_pages_is_parsed() {
    let Some(docs) = shared("docs-2021") else { return };
    assert!(check(&generator::read(&docs, None).unwrap()) > 2000);
}
