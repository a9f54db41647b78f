//! Lists a public item. In: the item. Out: one line for the item and one for each public part.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, TraitItem, Visibility};

use crate::tree::{Definition, Tree, is_excluded};

/// Lists an item at a path.
pub(crate) fn list(path: &str, definition: Definition<'_>, tree: &Tree, lines: &mut BTreeSet<String>) {
    let Definition::Own(home, item) = definition else {
        lines.insert(path.to_owned());
        return;
    };
    let mut add = |line: String| _ = lines.insert(line);
    match item {
        Item::Struct(item) => {
            add(head("struct", path, &item.generics, &item.attrs));
            fields(path, &item.fields, true, &mut add);
        }
        Item::Enum(item) => {
            add(head("enum", path, &item.generics, &item.attrs));
            for variant in &item.variants {
                let path = format!("{path}::{}", variant.ident);
                add(format!("{path}{}", conditions(&variant.attrs)));
                fields(&path, &variant.fields, false, &mut add);
            }
        }
        Item::Trait(item) => {
            add(format!(
                "{}{}",
                head("trait", path, &item.generics, &item.attrs),
                after(":", &item.supertraits)
            ));
            item.items.iter().for_each(|part| add(format!("{path}::{}", trait_part(part))));
        }
        Item::Fn(item) => add(format!("{path}{}", without_name(&item.sig))),
        Item::Const(item) => add(format!("{path}: {}", show(&item.ty))),
        Item::Static(item) => add(format!("{path}: {}", show(&item.ty))),
        Item::Type(item) => add(format!("type {path} = {}", show(&item.ty))),
        _ => {}
    }
    let name = path.rsplit("::").next().unwrap_or(path);
    let own_name = item_name(item).unwrap_or_else(|| name.to_owned());
    tree.about(home, &own_name).for_each(|block| about(path, block, &mut add));
}

fn item_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

fn head(kind: &str, path: &str, generics: &syn::Generics, attributes: &[Attribute]) -> String {
    let kept = ["derive", "non_exhaustive", "must_use"];
    let kept = attributes.iter().filter(|attribute| kept.iter().any(|name| attribute.path().is_ident(name)));
    let kept: String = kept.map(|attribute| format!("{} ", show(attribute))).collect();
    format!("{kind} {path}{} {kept}", show(generics)).trim_end().to_owned()
}

fn fields(path: &str, fields: &Fields, only_public: bool, add: &mut impl FnMut(String)) {
    for (index, field) in fields.iter().enumerate() {
        let is_public = !only_public || matches!(field.vis, Visibility::Public(_));
        if is_public && !is_excluded(&field.attrs) {
            let name = field.ident.as_ref().map_or(index.to_string(), ToString::to_string);
            add(format!("{path}::{name}: {}{}", show(&field.ty), conditions(&field.attrs)));
        }
    }
}

fn trait_part(part: &TraitItem) -> String {
    match part {
        TraitItem::Fn(part) => {
            let provided = if part.default.is_some() { " { … }" } else { "" };
            format!("{}{}{provided}", part.sig.ident, without_name(&part.sig))
        }
        TraitItem::Const(part) => format!("{}: {}", part.ident, show(&part.ty)),
        TraitItem::Type(part) => format!("type {}{}", part.ident, after(":", &part.bounds)),
        other => show(other),
    }
}

/// Lists the content of an impl block or macro call of a type.
fn about(path: &str, block: &Item, add: &mut impl FnMut(String)) {
    let ItemImpl { generics, trait_, self_ty, items, .. } = match block {
        Item::Impl(block) => block,
        Item::Macro(call) => {
            let first = call.mac.tokens.to_string();
            let first = first.split([',', ';', ' ', '{', '(']).next().unwrap_or_default().to_owned();
            return add(format!("{}!({first}) for {path}", show(&call.mac.path)));
        }
        _ => return,
    };
    if let Some((of, _)) = trait_ {
        let bounds =
            generics.where_clause.as_ref().map(|clause| format!(" {}", show(clause))).unwrap_or_default();
        return add(format!("impl{} {} for {}{bounds} ({path})", show(generics), show(of), show(self_ty)));
    }
    for item in items {
        match item {
            ImplItem::Fn(item) if matches!(item.vis, Visibility::Public(_)) && !is_excluded(&item.attrs) => {
                add(format!("{path}::{}{}", item.sig.ident, without_name(&item.sig)));
            }
            ImplItem::Const(item)
                if matches!(item.vis, Visibility::Public(_)) && !is_excluded(&item.attrs) =>
            {
                add(format!("{path}::{}: {}{}", item.ident, show(&item.ty), conditions(&item.attrs)));
            }
            _ => {}
        }
    }
}

/// A signature without `fn` and name, but with its qualifiers.
fn without_name(signature: &syn::Signature) -> String {
    let shown = show(signature);
    let name = signature.ident.to_string();
    let (before, after) = shown.split_once(&format!("fn {name}")).unwrap_or(("", &shown));
    format!("{after}{}", if before.is_empty() { String::new() } else { format!(" [{}]", before.trim()) })
}

/// The features of a part in addition to those of the item.
fn conditions(attributes: &[Attribute]) -> String {
    let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    conditions.map(|attribute| format!(" {}", show(attribute))).collect()
}

fn after(mark: &str, tokens: &impl ToTokens) -> String {
    let shown = show(tokens);
    if shown.is_empty() { shown } else { format!("{mark} {shown}") }
}

/// Formats tokens with conventional spaces.
fn show(tokens: &impl ToTokens) -> String {
    const TIGHT: [(&str, &str); 17] = [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" :", ":"),
        ("& ", "&"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" [", "["),
        ("[ ", "["),
        (" ]", "]"),
        (" ;", ";"),
        ("< '", "<'"),
        (",>", ">"),
        (", >", ">"),
    ];
    let text = tokens.to_token_stream().to_string();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    TIGHT.iter().fold(text, |text, (loose, tight)| text.replace(loose, tight)).replace(",)", ")")
}
