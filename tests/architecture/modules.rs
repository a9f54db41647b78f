//! Reads the modules of a crate. In: the text of files. Out: [`Crate`], with each path resolved to the module that defines the item.
//!
//! Ignores modules and imports for tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use quote::ToTokens;
use syn::{Attribute, Item, ItemMod};

use super::paths::{Import, imports, paths};

/// The path of a module in its crate. Empty for the root.
pub(crate) type ModulePath = Vec<String>;

/// The modules of one crate.
#[derive(Default)]
pub(crate) struct Crate {
    modules: BTreeMap<ModulePath, Module>,
}

/// A module: its items, and the paths in its code.
#[derive(Default)]
struct Module {
    functions: BTreeSet<String>,
    items: BTreeSet<String>,
    imports: Vec<Import>,
    paths: Vec<Vec<String>>,
}

/// A module that uses an item of another one.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Use {
    /// The module that uses the item.
    pub(crate) from: ModulePath,
    /// The module that defines the item.
    pub(crate) to: ModulePath,
    /// The name of the item. Empty for the module itself.
    pub(crate) item: String,
    /// Whether the item is a function.
    pub(crate) is_function: bool,
}

/// The folders of a file and its modules.
struct Folders {
    /// The folder of the file.
    folder: String,
    /// The folder of the modules that the file declares.
    below: String,
}

impl Crate {
    /// Reads a crate from its root file. `read` returns the text of a file, if it exists.
    pub(crate) fn read(root: &str, read: &dyn Fn(&str) -> Option<String>) -> Result<Self, String> {
        let mut modules = Self::default();
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        let text = read(root).ok_or_else(|| format!("no file `{root}`"))?;
        let folders = Folders { folder: folder.to_owned(), below: folder.to_owned() };
        modules.add_file(Vec::new(), &text, &folders, read)?;
        Ok(modules)
    }

    fn add_file(
        &mut self,
        path: ModulePath,
        text: &str,
        folders: &Folders,
        read: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(), String> {
        let file = syn::parse_file(text).map_err(|error| format!("{}: {error}", path.join("::")))?;
        self.add_items(path, file.items, folders, read)
    }

    fn add_items(
        &mut self,
        path: ModulePath,
        items: Vec<Item>,
        folders: &Folders,
        read: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(), String> {
        let mut module = Module::default();
        for item in items {
            match item {
                Item::Mod(declared) if !is_for_tests(&declared.attrs) => {
                    self.add_module(&path, declared, folders, read)?;
                }
                Item::Use(import) if !is_for_tests(&import.attrs) => {
                    module.imports.extend(imports(&import.tree));
                }
                Item::Mod(_) | Item::Use(_) => {}
                item => module.add(&item),
            }
        }
        self.modules.insert(path, module);
        Ok(())
    }

    fn add_module(
        &mut self,
        parent: &ModulePath,
        module: ItemMod,
        folders: &Folders,
        read: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(), String> {
        let name = module.ident.to_string();
        let path = child(parent, &name);
        let own = named_file(&module.attrs).map(|file| joined(&folders.folder, &file));
        let file = own.unwrap_or_else(|| joined(&folders.below, &format!("{name}.rs")));
        let below = file.strip_suffix(".rs").unwrap_or(&file).to_owned();
        if let Some((_, items)) = module.content {
            let folders = Folders { folder: below.clone(), below };
            return self.add_items(path, items, &folders, read);
        }
        let text = read(&file).ok_or_else(|| format!("no file `{file}` for `{}`", path.join("::")))?;
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        self.add_file(path, &text, &Folders { folder, below }, read)
    }

    /// The paths of all modules, the root first.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &[String]> {
        self.modules.keys().map(Vec::as_slice)
    }

    /// All uses of items of other modules, each once.
    pub(crate) fn uses(&self) -> BTreeSet<Use> {
        let mut uses = BTreeSet::new();
        for (from, module) in &self.modules {
            let imported = module.imports.iter().map(|(_, path)| path);
            for path in imported.chain(&module.paths) {
                if let Some((to, item)) = self.resolve(from, path, 0)
                    && to != *from
                {
                    let is_function = self.modules[&to].functions.contains(&item);
                    uses.insert(Use { from: from.clone(), to, item, is_function });
                }
            }
        }
        uses
    }

    /// The module that defines the item at a path, and the name of the item; `None` for items of other crates.
    fn resolve(&self, from: &ModulePath, path: &[String], depth: usize) -> Option<(ModulePath, String)> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.descend(Vec::new(), rest, depth),
            "self" => self.descend(from.clone(), rest, depth),
            "super" => {
                let (_, parent) = from.split_last()?;
                let parent = parent.to_vec();
                if rest.first().is_some_and(|next| next == "super") {
                    self.resolve(&parent, rest, depth)
                } else {
                    self.descend(parent, rest, depth)
                }
            }
            _ => self.names(from, first).then(|| self.descend(from.clone(), path, depth)).flatten(),
        }
    }

    /// Whether a module contains a module or an import with a name.
    fn names(&self, module: &ModulePath, name: &str) -> bool {
        let is_import =
            |import: &Import| import.0 == name && import.1.first().is_some_and(|first| first != name);
        self.modules.contains_key(&child(module, name)) || self.modules[module].imports.iter().any(is_import)
    }

    fn descend(&self, module: ModulePath, path: &[String], depth: usize) -> Option<(ModulePath, String)> {
        let Some((first, rest)) = path.split_first() else { return Some((module, String::new())) };
        let inner = child(&module, first);
        if self.modules.contains_key(&inner) {
            return self.descend(inner, rest, depth);
        }
        let here = &self.modules[&module];
        if here.items.contains(first) || depth > 8 {
            return Some((module, first.clone()));
        }
        // The name is imported by name or by a glob. Follow the import to the item.
        let named = here.imports.iter().filter(|(name, _)| name == first);
        let globs = here.imports.iter().filter(|(name, _)| name == "*");
        for (name, target) in named.chain(globs) {
            let mut target = target.clone();
            if name == "*" {
                target.push(first.clone());
            }
            target.extend(rest.iter().cloned());
            let found = self.resolve(&module, &target, depth + 1);
            if let Some((to, item)) = found
                && (name != "*" || self.modules[&to].items.contains(&item))
            {
                return Some((to, item));
            }
        }
        let is_import = here.imports.iter().any(|(name, _)| name == first);
        (!is_import).then_some((module, first.clone()))
    }
}

impl fmt::Display for Use {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = [self.item.as_str()].into_iter().filter(|item| !item.is_empty());
        let path: Vec<&str> = self.to.iter().map(String::as_str).chain(item).collect();
        write!(formatter, "{} uses {}", self.from.join("::"), path.join("::"))
    }
}

impl Module {
    /// Adds the name of an item and the paths in it.
    fn add(&mut self, item: &Item) {
        let name = match item {
            Item::Fn(item) => Some(&item.sig.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Union(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            Item::Const(item) => Some(&item.ident),
            Item::Static(item) => Some(&item.ident),
            Item::Macro(item) => item.ident.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.items.insert(name.to_string());
            if matches!(item, Item::Fn(_)) {
                self.functions.insert(name.to_string());
            }
        }
        self.paths.extend(paths(item.to_token_stream()));
    }
}

fn child(module: &[String], name: &str) -> ModulePath {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

/// The file in `#[path = "…"]`.
fn named_file(attributes: &[Attribute]) -> Option<String> {
    let path = attributes.iter().find(|attribute| attribute.path().is_ident("path"))?;
    let text = path.to_token_stream().to_string();
    Some(text.split('"').nth(1)?.to_owned())
}

/// A path below a folder, without `..`.
fn joined(folder: &str, file: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in file.split('/') {
        match part {
            ".." if !parts.is_empty() => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whether an attribute marks an item as test code.
pub(crate) fn is_for_tests(attributes: &[Attribute]) -> bool {
    let text = |attribute: &Attribute| attribute.to_token_stream().to_string().replace(' ', "");
    attributes.iter().any(|attribute| text(attribute) == "#[cfg(test)]")
}
