//! Extracts items from the files of a generated crate.

use generator::render::RustFile;
use quote::ToTokens;
use syn::{ImplItem, Item, Type};

/// All items of the Rust files of a crate.
fn items(files: &[RustFile]) -> impl Iterator<Item = Item> {
    let rust = files.iter().filter(|file| file.path.extension().is_some_and(|end| end == "rs"));
    rust.flat_map(|file| syn::parse_file(&file.text).unwrap().items)
}

/// A struct or enum with its impls.
pub(super) fn type_with_impls(files: &[RustFile], name: &str) -> String {
    let is_it = |item: &Item| match item {
        Item::Struct(item) => item.ident == name,
        Item::Enum(item) => item.ident == name,
        Item::Impl(item) => is_type(&item.self_ty, name),
        _ => false,
    };
    unparse(items(files).filter(is_it).collect())
}

/// The builder method and the static of the operation of a page. Both name the page.
pub(super) fn operation(files: &[RustFile], page: &str) -> String {
    let names_page = |tokens: &dyn ToTokens| tokens.to_token_stream().to_string().contains(page);
    let cut = |item: Item| match item {
        Item::Impl(mut item) => {
            item.items.retain(|item| matches!(item, ImplItem::Fn(method) if names_page(method)));
            (!item.items.is_empty()).then_some(Item::Impl(item))
        }
        Item::Static(item) => names_page(&item).then_some(Item::Static(item)),
        _ => None,
    };
    unparse(items(files).filter_map(cut).collect())
}

/// Files that are almost equal in all crates.
const SAME: &[&str] = &["src/lib.rs", "tests/examples/harness.rs", "tests/examples/main.rs"];

/// The files of a crate without common parts: imports, and trait impls, which the snapshots of the migration family contain.
pub(super) fn essence(files: &[RustFile]) -> String {
    let mut text = String::new();
    for file in files {
        let path = file.path.display().to_string().replace('\\', "/");
        if !path.ends_with(".rs") || SAME.contains(&path.as_str()) {
            continue;
        }
        let mut items = syn::parse_file(&file.text).unwrap().items;
        items.retain(|item| match item {
            Item::Use(_) | Item::Mod(_) => false,
            Item::Impl(item) => item.trait_.is_none(),
            _ => true,
        });
        if !items.is_empty() {
            text.push_str(&format!("// {path}\n{}\n", unparse(items)));
        }
    }
    text
}

fn is_type(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident(name))
}

fn unparse(items: Vec<Item>) -> String {
    assert!(!items.is_empty(), "nothing was found");
    prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items })
}
