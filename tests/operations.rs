//! What the pages say of an operation is what the runtime reads from the text that the generator writes.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

use generator::Reading;
use generator::plan::file::Content;
use generator::plan::operation::{InfoPlan, OperationPlan, PermissionsPlan};
use generator::plan::{Options, Workspace, plan};
use msgraph_core::{Cloud, Operation, OperationInfo, Permissions};
use syn::{Expr, ExprLit, File, Item, Lit};
use tests::{read_docs, shared};

/// The text of an operation: `static …: &Operation = &Operation::new("…");`
fn text_of(item: &Item) -> Option<String> {
    let Item::Static(item) = item else { return None };
    let Expr::Reference(made) = &*item.expr else { return None };
    let Expr::Call(call) = &*made.expr else { return None };
    let Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) = call.args.first() else { return None };
    Some(text.value())
}

fn check(reading: &Reading) -> usize {
    let options =
        Options { name: "sample".to_owned(), runtime: "../runtime".to_owned(), workspace: Workspace::Member };
    let mut count = 0;
    for file in plan(&reading.models, options).files {
        let Content::Operations(operations) = &file.content else { continue };
        let tokens = generator::emit::tokens(&file).collect();
        let texts: Vec<String> =
            syn::parse2::<File>(tokens).unwrap().items.iter().filter_map(text_of).collect();
        assert_eq!(texts.len(), operations.len());
        for (OperationPlan { infos, .. }, text) in operations.iter().zip(texts) {
            let read = Operation::new(Box::leak(text.into_boxed_str())).infos();
            assert_eq!(infos.len(), read.len(), "{read:?}");
            infos.iter().zip(read).for_each(|(info, read)| same(info, read));
            count += infos.len();
        }
    }
    count
}

fn same(info: &InfoPlan, read: &OperationInfo) {
    assert_eq!((info.method, info.version), (read.method.as_str(), read.version.as_str()), "{read:?}");
    assert_eq!((words(&info.title), info.status), (words(read.title), read.status), "{read:?}");
    assert!(
        info.templates.iter().map(|one| words(one)).eq(read.templates.iter().map(|one| words(one))),
        "{read:?}"
    );
    assert_eq!((info.headers.as_slice(), info.page.as_str()), (owned(read.headers).as_slice(), read.page));
    assert_eq!(info.deprecated.as_deref().map(words), read.deprecated.map(words));
    let clouds = |clouds: &[Cloud]| clouds.iter().map(|cloud| format!("{cloud:?}")).collect::<Vec<_>>();
    assert_eq!(
        info.clouds.as_ref().map(|clouds| clouds.join(" ")),
        read.clouds.map(|read| clouds(read).join(" "))
    );
    let planned = |PermissionsPlan { delegated_work, delegated_personal, application }: &PermissionsPlan| {
        [delegated_work.clone(), delegated_personal.clone(), application.clone()]
    };
    let of = |read: Permissions| [read.delegated_work, read.delegated_personal, read.application].map(owned);
    assert_eq!(info.permissions.as_ref().map(planned), read.permissions.map(of), "{read:?}");
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// Line breaks and runs of blanks do not count.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn every_operation_of_the_pages_of_this_project_is_read_back() {
    assert!(check(&read_docs().unwrap()) > 100);
}

#[test]
fn every_operation_of_the_real_pages_is_read_back() {
    let Some(docs) = shared("docs-2021") else { return };
    assert!(check(&generator::read(&docs, None).unwrap()) > 2000);
}
