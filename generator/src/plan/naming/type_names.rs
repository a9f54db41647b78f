//! Names types and refers to them. In: the value types of a model. Out: [`RustType`]s with paths relative to the module that
//! mentions them.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::type_text::Primitive;
use crate::model::hierarchy::TypeHierarchy;
use crate::model::schema::{ItemType, ValueType};
use crate::model::{EnumId, Model, TypeId};
use crate::name::words::words_with_case;
use crate::name::{DEFAULT_NAMESPACE, GraphName};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::{GenericType, PreludeType, RuntimeType, RustType, TypePath};
use crate::plan::naming::lock::{self, PinnedNames};
use crate::plan::naming::scope::{Scope, Wanted, marks};

/// The location of code that mentions a type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Home<'a> {
    /// In a file of `models`, with the types of the default namespace.
    Flat,
    /// In a file of `models/<name>`, with the types of another namespace.
    Namespace(&'a Ident),
    /// Elsewhere, with `models` in scope.
    Outside,
}

/// The Rust names of all types in a model.
#[derive(Debug)]
pub struct TypeNames {
    types: Vec<TypePath>,
    /// The types without a struct, which are arbitrary JSON.
    json: BTreeSet<TypeId>,
    enums: Vec<(TypePath, bool)>,
    /// The name of the `Any…` enum of base types with documented derived types. Only for types that occur in a value, and for
    /// types below them.
    unions: BTreeMap<TypeId, TypePath>,
    /// The derived types of a type, by name.
    descendants: BTreeMap<TypeId, Vec<TypeId>>,
}

/// Names of the standard prelude, which generated files use.
pub const PRELUDE: &[&str] = &[
    "Box",
    "Default",
    "Err",
    "From",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Some",
    "String",
    "Vec",
];

impl TypeNames {
    /// Names the types, enums and unions of a model. `used` lists the types of properties, parameters and responses.
    pub fn new(model: &Model, used: impl IntoIterator<Item = TypeId>, pinned: PinnedNames<'_>) -> Self {
        let types = model.types.iter().map(|ty| (&ty.name, Kind::Type));
        let enums = model.enums.iter().map(|one| (&one.name, Kind::Enum));
        let mut paths = paths(&types.chain(enums).collect::<Vec<_>>(), pinned);
        let enums = paths.split_off(model.types.len());
        let enums = enums.into_iter().zip(&model.enums).map(|(path, one)| (path, one.is_flags)).collect();
        let descendants = descendants(model);
        let used: BTreeSet<TypeId> = used.into_iter().collect();
        // An intermediate type is a base as well: a cast can end at it.
        let below = used.iter().filter_map(|id| descendants.get(id)).flatten();
        let bases: BTreeSet<TypeId> = used.iter().chain(below).copied().collect();
        let bases = bases.into_iter().filter(|id| descendants.contains_key(id));
        // No type or enum has such a name. See `Kind::ident`.
        let any = |TypePath { module, ident }: &TypePath| TypePath {
            module: module.clone(),
            ident: ident.with_prefix("Any"),
        };
        let unions = bases.map(|id| (id, any(&paths[id.0]))).collect();
        let json = (0..).map(TypeId).zip(&model.types).filter(|(_, ty)| ty.is_json).map(|(id, _)| id);
        Self { types: paths, json: json.collect(), enums, unions, descendants }
    }

    /// The name of a struct.
    pub fn structure(&self, TypeId(index): TypeId) -> &TypePath {
        &self.types[index]
    }

    /// The name of an enum.
    pub fn enumeration(&self, EnumId(index): EnumId) -> &TypePath {
        &self.enums[index].0
    }

    /// The name of the struct that an undocumented type would have, with its namespace as a prefix.
    pub fn undocumented(&self, name: &GraphName) -> Ident {
        let ident = Kind::Type.ident(name.short());
        match below(name.namespace()) {
            Some(namespace) => ident.with_prefix(Ident::pascal(namespace).bare()),
            None => ident,
        }
    }

    /// The names of the structs, in the order of the types.
    pub fn types(&self) -> impl Iterator<Item = &TypePath> {
        self.types.iter()
    }

    /// The names of the enums, in order.
    pub fn enums(&self) -> impl Iterator<Item = &TypePath> {
        self.enums.iter().map(|(path, _)| path)
    }

    /// The base types with an `Any…` enum, and its name.
    pub fn unions(&self) -> impl Iterator<Item = (TypeId, &TypePath)> {
        self.unions.iter().map(|(&id, path)| (id, path))
    }

    /// The `Any…` enum of a type, if it has one.
    pub fn union(&self, id: TypeId) -> Option<&TypePath> {
        self.unions.get(&id)
    }

    /// The derived types of a type, by name.
    pub fn below(&self, id: TypeId) -> &[TypeId] {
        self.descendants.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The type of a property's value, as in its constant.
    pub fn value(&self, ty: &ValueType, home: Home<'_>) -> RustType {
        let item = self.item(&ty.item, home);
        if ty.collection { RustType::List(Box::new(item)) } else { item }
    }

    /// The type of a property's field: optional, and boxed for a single object.
    pub fn field(&self, ty: &ValueType, home: Home<'_>) -> RustType {
        let boxed = !ty.collection && self.is_struct(&ty.item);
        let value = self.value(ty, home);
        RustType::Option(Box::new(if boxed { RustType::Boxed(Box::new(value)) } else { value }))
    }

    /// Whether the value of an item is a struct.
    pub fn is_struct(&self, item: &ItemType) -> bool {
        matches!(item, ItemType::Type(id) if !self.json.contains(id))
    }

    /// The type of one item.
    pub fn item(&self, item: &ItemType, home: Home<'_>) -> RustType {
        match item {
            ItemType::Primitive(primitive) => primitive_type(*primitive),
            ItemType::Type(id) if self.json.contains(id) => RustType::Runtime(RuntimeType::Json),
            ItemType::Type(id) => named(self.structure(*id), home),
            ItemType::Enum(EnumId(index)) => match &self.enums[*index] {
                (path, false) => named(path, home),
                (path, true) => RustType::Generic(GenericType::Flags, Box::new(named(path, home))),
            },
            ItemType::Undocumented(_) => RustType::Runtime(RuntimeType::Json),
        }
    }
}

/// The path of a type from the file that mentions it. Files of `models` have no imports: a path compiles faster than an import,
/// and needs no condition of its own.
pub fn named(TypePath { module, ident }: &TypePath, home: Home<'_>) -> RustType {
    let ident = ident.clone();
    RustType::Named(match (home, module) {
        (Home::Flat, None) => vec![Ident::parent(), ident],
        (Home::Flat, Some(module)) => vec![Ident::parent(), module.clone(), ident],
        (Home::Namespace(here), Some(module)) if here == module => vec![Ident::parent(), ident],
        (Home::Namespace(_), None) => vec![Ident::parent(), Ident::parent(), ident],
        (Home::Namespace(_), Some(module)) => {
            vec![Ident::parent(), Ident::parent(), module.clone(), ident]
        }
        (Home::Outside, None) => vec![Ident::snake("models"), ident],
        (Home::Outside, Some(module)) => vec![Ident::snake("models"), module.clone(), ident],
    })
}

/// The kind of a named item.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Type,
    Enum,
}

impl Kind {
    fn suffix(self) -> &'static str {
        match self {
            Self::Type => "Type",
            Self::Enum => "Enum",
        }
    }

    /// The name. It includes the kind if it collides with the Rust prelude or looks like a union of derived types.
    fn ident(self, short: &str) -> Ident {
        let ident = Ident::pascal(short);
        if is_like_union(&ident) || PRELUDE.contains(&ident.bare()) {
            ident.with_suffix(self.suffix())
        } else {
            ident
        }
    }

    /// The full name: with the letter case and punctuation of the page, and with `Enum` for an enum.
    fn full(self, short: &str) -> Ident {
        let ident = self.ident(&words_with_case(short).join("-"));
        match self {
            Self::Type => ident,
            Self::Enum => ident.with_suffix(self.suffix()),
        }
    }

    /// The pinned name, unless it looks like a union.
    fn pinned(self, name: &GraphName, pinned: PinnedNames<'_>) -> Option<Ident> {
        let kind = match self {
            Self::Type => lock::Kind::Type,
            Self::Enum => lock::Kind::Enum,
        };
        pinned.name(kind, name.as_str()).filter(|ident| !is_like_union(ident))
    }
}

fn is_like_union(ident: &Ident) -> bool {
    let rest = ident.bare().strip_prefix("Any").unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// Names types and enums. Each namespace is a module with distinct names.
fn paths(names: &[(&GraphName, Kind)], pinned: PinnedNames<'_>) -> Vec<TypePath> {
    let modules = modules(names.iter().map(|(name, _)| name.namespace()), pinned);
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, (name, _)) in names.iter().enumerate() {
        members.entry(name.namespace()).or_default().push(index);
    }
    let mut found: Vec<(usize, TypePath)> = Vec::with_capacity(names.len());
    for (namespace, members) in members {
        let wanted = members.iter().map(|&index| {
            let (name, kind) = names[index];
            let short = name.short();
            let rank = (marks(short), kind as usize, name.as_str());
            let (plain, full) = (kind.ident(short), kind.full(short));
            let is_canonical = kind == Kind::Type && plain.is_canonical(short);
            Wanted { rank, plain, full, pinned: kind.pinned(name, pinned), is_canonical }
        });
        let idents = Scope::with(PRELUDE).take_wanted(&wanted.collect::<Vec<_>>(), "");
        let module = || modules.get(namespace).cloned().flatten();
        found.extend(
            members.iter().zip(idents).map(|(&index, ident)| (index, TypePath { module: module(), ident })),
        );
    }
    found.sort();
    found.into_iter().map(|(_, path)| path).collect()
}

/// The modules of namespaces below `models`, one for each. `None` for the default namespace.
fn modules<'a>(
    namespaces: impl Iterator<Item = &'a str>,
    pinned: PinnedNames<'_>,
) -> BTreeMap<&'a str, Option<Ident>> {
    let namespaces: BTreeSet<&str> = namespaces.collect();
    let (named, wires): (Vec<&str>, Vec<&str>) =
        namespaces.iter().filter_map(|namespace| Some((*namespace, below(namespace)?))).unzip();
    let pinned = |wire: &str| pinned.name(lock::Kind::Namespace, wire);
    let idents = Scope::default().take_all(&wires, Ident::snake, "_", pinned);
    let mut modules: BTreeMap<&str, Option<Ident>> =
        namespaces.into_iter().map(|namespace| (namespace, None)).collect();
    modules.extend(named.into_iter().zip(idents.into_iter().map(Some)));
    modules
}

/// A namespace without the default prefix. `None` for the default namespace itself.
pub fn below(namespace: &str) -> Option<&str> {
    match namespace.strip_prefix(DEFAULT_NAMESPACE) {
        Some(rest) => rest.strip_prefix('.').or_else(|| (!rest.is_empty()).then_some(namespace)),
        None => Some(namespace),
    }
}

fn descendants(model: &Model) -> BTreeMap<TypeId, Vec<TypeId>> {
    let mut below: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for index in 0..model.types.len() {
        for base in TypeHierarchy(&model.types).bases(TypeId(index)) {
            below.entry(base).or_default().push(TypeId(index));
        }
    }
    for ids in below.values_mut() {
        ids.sort_by_key(|&TypeId(index)| (&model.types[index].name, index));
    }
    below
}

fn primitive_type(primitive: Primitive) -> RustType {
    match primitive {
        Primitive::Boolean => RustType::Prelude(PreludeType::Bool),
        Primitive::Byte => RustType::Prelude(PreludeType::U8),
        Primitive::Double => RustType::Prelude(PreludeType::F64),
        Primitive::Int16 => RustType::Prelude(PreludeType::I16),
        Primitive::Int32 => RustType::Prelude(PreludeType::I32),
        Primitive::Int64 => RustType::Prelude(PreludeType::I64),
        Primitive::SByte => RustType::Prelude(PreludeType::I8),
        Primitive::Single => RustType::Prelude(PreludeType::F32),
        Primitive::String => RustType::Prelude(PreludeType::String),
        Primitive::Binary => RustType::Runtime(RuntimeType::Binary),
        Primitive::Date => RustType::Runtime(RuntimeType::Date),
        Primitive::DateTimeOffset => RustType::Runtime(RuntimeType::DateTimeOffset),
        Primitive::Decimal => RustType::Runtime(RuntimeType::Decimal),
        Primitive::Duration => RustType::Runtime(RuntimeType::Duration),
        Primitive::Guid => RustType::Runtime(RuntimeType::Guid),
        Primitive::TimeOfDay => RustType::Runtime(RuntimeType::TimeOfDay),
        Primitive::Stream | Primitive::Untyped => RustType::Runtime(RuntimeType::Json),
    }
}

#[cfg(test)]
mod tests {
    use super::{Home, TypeNames, named};
    use crate::model::{EnumId, TypeId};
    use crate::plan::ir::ident::Ident;
    use crate::plan::naming::lock::PinnedNames;
    use crate::plan::sample::{enumeration, model, ty};

    #[test]
    fn a_type_and_an_enum_of_one_name_differ() {
        let model = model(vec![ty("status", None, &[])], vec![enumeration("status", false, &[])]);
        let names = TypeNames::new(&model, [], PinnedNames::default());
        assert_eq!(names.structure(TypeId(0)).ident.as_str(), "Status");
        assert_eq!(names.enumeration(EnumId(0)).ident.as_str(), "StatusEnum");
    }

    #[test]
    fn the_plain_name_is_for_what_is_spelt_by_the_rule() {
        let types = ["Status", "status", "anyStatus", "option"].map(|name| ty(name, None, &[]));
        let names = TypeNames::new(&model(types.into(), Vec::new()), [], PinnedNames::default());
        let names = (0..4).map(|index| names.structure(TypeId(index)).ident.as_str().to_owned());
        assert_eq!(names.collect::<Vec<_>>(), ["UpperStatus", "Status", "AnyStatusType", "OptionType"]);
    }

    #[test]
    fn no_type_hides_a_trait_that_constructors_name() {
        let types = ["into", "intoIterator"].map(|name| ty(name, None, &[]));
        let names = TypeNames::new(&model(types.into(), Vec::new()), [], PinnedNames::default());
        let names = (0..2).map(|index| names.structure(TypeId(index)).ident.as_str().to_owned());
        assert_eq!(names.collect::<Vec<_>>(), ["IntoType", "IntoIteratorType"]);
    }

    #[test]
    fn each_namespace_has_a_module_of_its_own() {
        let types = ["a.b.item", "aB.item", "a.b.c.item"]
            .map(|name| ty(&format!("microsoft.graph.{name}"), None, &[]));
        let names = TypeNames::new(&model(types.into(), Vec::new()), [], PinnedNames::default());
        let modules =
            (0..3).map(|index| names.structure(TypeId(index)).module.clone().unwrap().bare().to_owned());
        assert_eq!(modules.collect::<Vec<_>>(), ["a_dot_b", "a_b", "a_b_c"]);
    }

    #[test]
    fn a_namespace_is_a_module() {
        let types = vec![ty("microsoft.graph.callRecords.session", None, &[]), ty("session", None, &[])];
        let names = TypeNames::new(&model(types, Vec::new()), [], PinnedNames::default());
        let path = |home| {
            named(names.structure(TypeId(0)), home).paths()[0]
                .iter()
                .map(Ident::as_str)
                .collect::<Vec<_>>()
                .join("::")
        };
        assert_eq!(path(Home::Flat), "super::call_records::Session");
        assert_eq!(path(Home::Outside), "models::call_records::Session");
        assert_eq!(path(Home::Namespace(&Ident::snake("callRecords"))), "super::Session");
    }
}
