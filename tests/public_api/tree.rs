//! Finds public items. In: the sources of a crate. Out: its modules, and the items that other crates can name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use quote::ToTokens;
use syn::{Attribute, Item, ItemImpl, ItemMod, UseTree, Visibility};

/// The path of a module below the root.
pub(crate) type ModulePath = Vec<String>;

/// The definition of a public item.
#[derive(Clone, Copy)]
pub(crate) enum Definition<'a> {
    /// An item of this crate, with its module.
    Own(&'a ModulePath, &'a Item),
    /// An item of another crate.
    Foreign,
}

/// The modules of a crate.
#[derive(Default)]
pub(crate) struct Tree {
    modules: BTreeMap<ModulePath, Vec<Item>>,
}

impl Tree {
    /// Reads a crate from the folder of its `lib.rs`.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut tree = Self::default();
        tree.add(&folder.join("lib.rs"), folder, Vec::new());
        tree
    }

    fn add(&mut self, file: &Path, folder: &Path, path: ModulePath) {
        let text = fs::read_to_string(file).unwrap();
        let items: Vec<Item> = syn::parse_file(&text).unwrap().items;
        for item in &items {
            let Item::Mod(ItemMod { ident, content: None, attrs, .. }) = item else { continue };
            if is_excluded(attrs) {
                continue;
            }
            let name = ident.to_string();
            let bare = name.trim_start_matches("r#");
            let (beside, inside) = (folder.join(format!("{bare}.rs")), folder.join(bare).join("mod.rs"));
            let file = if beside.is_file() { beside } else { inside };
            self.add(&file, &folder.join(bare), joined(&path, &name));
        }
        self.modules.insert(path, items);
    }

    /// All items that other crates can name, by path.
    pub(crate) fn visible(&self) -> BTreeMap<String, Definition<'_>> {
        let mut found = BTreeMap::new();
        self.look(&Vec::new(), "", &mut BTreeSet::new(), &mut found);
        found
    }

    fn look<'a>(
        &'a self,
        module: &ModulePath,
        shown: &str,
        seen: &mut BTreeSet<(ModulePath, String)>,
        found: &mut BTreeMap<String, Definition<'a>>,
    ) {
        let Some((module, items)) = self.modules.get_key_value(module) else { return };
        if !seen.insert((module.clone(), shown.to_owned())) {
            return;
        }
        for item in items.iter().filter(|item| is_public(item)) {
            match item {
                Item::Mod(inner) => {
                    let name = inner.ident.to_string();
                    self.look(&joined(module, &name), &format!("{shown}{name}::"), seen, found);
                }
                Item::Use(import) => {
                    for (path, name) in leaves(&import.tree, Vec::new()) {
                        self.export(module, &path, &name, shown, seen, found);
                    }
                }
                item => found.extend(
                    name_of(item).map(|name| (format!("{shown}{name}"), Definition::Own(module, item))),
                ),
            }
        }
    }

    /// Follows `pub use` to items of private modules or other crates.
    fn export<'a>(
        &'a self,
        module: &ModulePath,
        path: &[String],
        name: &str,
        shown: &str,
        seen: &mut BTreeSet<(ModulePath, String)>,
        found: &mut BTreeMap<String, Definition<'a>>,
    ) {
        let skipped = path.iter().take_while(|part| ["self", "crate"].contains(&part.as_str())).count();
        let from = [module.as_slice(), &path[skipped..]].concat();
        if name == "*" {
            return self.look(&from, shown, seen, found);
        }
        let Some((last, before)) = from.split_last() else { return };
        let inside = self.modules.get_key_value(before);
        let own = inside.and_then(|(module, items)| {
            let item = items.iter().find(|item| name_of(item).is_some_and(|known| known == *last))?;
            Some(Definition::Own(module, item))
        });
        match own {
            Some(own) => _ = found.insert(format!("{shown}{name}"), own),
            // The export refers to another export.
            None if inside.is_some() && path.len() > skipped + 1 => {
                let uses = inside.into_iter().flat_map(|(_, items)| items);
                let uses = uses
                    .filter_map(|item| if let Item::Use(import) = item { Some(&import.tree) } else { None });
                let again = uses.flat_map(|tree| leaves(tree, Vec::new())).find(|(_, known)| known == last);
                if let Some((path, _)) = again {
                    self.export(&before.to_vec(), &path, name, shown, seen, found);
                }
            }
            None => _ = found.insert(format!("{shown}use {}", path.join("::")), Definition::Foreign),
        }
    }

    /// All impl blocks and macro calls of a type. Of several types with one name, the nearest counts.
    pub(crate) fn about<'a>(&'a self, home: &'a ModulePath, name: &'a str) -> impl Iterator<Item = &'a Item> {
        let homes: Vec<&ModulePath> = self
            .modules
            .iter()
            .filter(|(_, items)| items.iter().any(|item| name_of(item).is_some_and(|known| known == name)))
            .map(|(path, _)| path)
            .collect();
        let near = move |module: &ModulePath, home: &ModulePath| {
            module.iter().zip(home).take_while(|(one, other)| one == other).count()
        };
        let is_home =
            move |module: &ModulePath| homes.iter().all(|other| near(module, home) >= near(module, other));
        let blocks =
            self.modules.iter().filter(move |(module, _)| is_home(module)).flat_map(|(_, items)| items);
        blocks.filter(move |item| subject(item).is_some_and(|subject| subject == name))
    }
}

/// The type of an impl block or macro call.
fn subject(item: &Item) -> Option<String> {
    match item {
        Item::Impl(ItemImpl { self_ty, attrs, .. }) if !is_excluded(attrs) => match &**self_ty {
            syn::Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        },
        Item::Macro(call) if call.ident.is_none() => {
            call.mac.tokens.clone().into_iter().find_map(|token| match token {
                proc_macro2::TokenTree::Ident(ident) => Some(ident.to_string()),
                _ => None,
            })
        }
        _ => None,
    }
}

/// The names of an import, each with its full path.
fn leaves(tree: &UseTree, before: Vec<String>) -> Vec<(Vec<String>, String)> {
    let with = |name: &syn::Ident| joined(&before, &name.to_string());
    match tree {
        UseTree::Path(path) => leaves(&path.tree, with(&path.ident)),
        UseTree::Name(name) if name.ident == "self" => {
            let last = before.last().cloned().unwrap_or_default();
            vec![(before, last)]
        }
        UseTree::Name(name) => vec![(with(&name.ident), name.ident.to_string())],
        UseTree::Rename(rename) => vec![(with(&rename.ident), rename.rename.to_string())],
        UseTree::Glob(_) => vec![(before, "*".to_owned())],
        UseTree::Group(group) => group.items.iter().flat_map(|tree| leaves(tree, before.clone())).collect(),
    }
}

fn joined(path: &[String], name: &str) -> ModulePath {
    path.iter().cloned().chain([name.to_owned()]).collect()
}

/// Whether an item is test code or hidden.
pub(crate) fn is_excluded(attributes: &[Attribute]) -> bool {
    let shown = |attribute: &Attribute| attribute.to_token_stream().to_string().replace(' ', "");
    attributes.iter().map(shown).any(|text| text == "#[cfg(test)]" || text == "#[doc(hidden)]")
}

fn is_public(item: &Item) -> bool {
    let (visibility, attributes) = match item {
        Item::Const(item) => (&item.vis, &item.attrs),
        Item::Enum(item) => (&item.vis, &item.attrs),
        Item::Fn(item) => (&item.vis, &item.attrs),
        Item::Mod(item) => (&item.vis, &item.attrs),
        Item::Static(item) => (&item.vis, &item.attrs),
        Item::Struct(item) => (&item.vis, &item.attrs),
        Item::Trait(item) => (&item.vis, &item.attrs),
        Item::Type(item) => (&item.vis, &item.attrs),
        Item::Use(item) => (&item.vis, &item.attrs),
        _ => return false,
    };
    matches!(visibility, Visibility::Public(_)) && !is_excluded(attributes)
}

fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}
