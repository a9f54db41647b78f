//! In: the value types of a model. Out: [`RustType`]s, written as the module that mentions them must write them.

use std::collections::BTreeMap;

use super::ident::{Ident, Scope};
use crate::facts::type_text::Primitive;
use crate::model::schema::{Base, ItemType, ValueType};
use crate::model::{EnumId, Model, TypeId};
use crate::name::{DEFAULT_NAMESPACE, GraphName};

/// A type as Rust code has it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RustType {
    /// `()`
    Unit,
    /// A type that is always in scope: `bool`.
    Prelude(&'static str),
    /// A type of the runtime: `rt::Date`.
    Runtime(&'static str),
    /// A generated type, by its path.
    Named(Vec<Ident>),
    /// `Option<T>`
    Option(Box<RustType>),
    /// `Box<T>`
    Boxed(Box<RustType>),
    /// `Vec<T>`
    List(Box<RustType>),
    /// A generic type of the runtime: `rt::Page<T>`.
    Generic(&'static str, Box<RustType>),
}

/// Where code stands that mentions a type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Home<'a> {
    /// Among the types of the default namespace, in a file of `models`.
    Flat,
    /// Among the types of another namespace, in the file `models/<name>.rs`.
    Namespace(&'a Ident),
    /// Anywhere else, where `models` is in scope.
    Outside,
}

/// Where a generated type stands and what it is called.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct TypePath {
    /// The module below `models`; `None` for the default namespace.
    pub module: Option<Ident>,
    /// Its name.
    pub ident: Ident,
}

/// The Rust names of everything in a model.
#[derive(Debug)]
pub struct TypeNames {
    types: Vec<TypePath>,
    enums: Vec<(TypePath, bool)>,
    /// Base types with documented derived types that something holds: the name of the `Any…` enum.
    unions: BTreeMap<TypeId, TypePath>,
    /// The types below a type, by name.
    descendants: BTreeMap<TypeId, Vec<TypeId>>,
}

/// Names that every file expects to mean what the standard library means by them.
const PRELUDE: &[&str] =
    &["Box", "Default", "Err", "From", "None", "Ok", "Option", "Result", "Some", "String", "Vec"];

impl TypeNames {
    /// Names the types, enums and unions of a model; `held` are the types that a property, a parameter or an answer holds.
    pub fn new(model: &Model, held: impl IntoIterator<Item = TypeId>) -> Self {
        let mut scopes: BTreeMap<Option<Ident>, Scope> = BTreeMap::new();
        let mut take = |name: &GraphName, prefix: &str| -> TypePath {
            let module = module_of(name);
            let scope = scopes.entry(module.clone()).or_insert_with(|| Scope::with(PRELUDE));
            let plain = Ident::pascal(name.short()).with_prefix(prefix);
            TypePath { module, ident: scope.take(&[plain], "") }
        };
        let types = in_order(model.types.iter().map(|ty| &ty.name), |name| take(name, ""));
        let enums = in_order(model.enums.iter().map(|one| &one.name), |name| take(name, ""));
        let descendants = descendants(model);
        let mut bases: Vec<TypeId> = held.into_iter().filter(|id| descendants.contains_key(id)).collect();
        bases.sort_by_key(|&TypeId(index)| (&model.types[index].name, index));
        bases.dedup();
        let unions = bases.into_iter().map(|id| (id, take(&model.types[id.0].name, "Any"))).collect();
        let enums = enums.into_iter().zip(&model.enums).map(|(path, one)| (path, one.is_flags)).collect();
        Self { types, enums, unions, descendants }
    }

    /// The name of a struct.
    pub fn structure(&self, TypeId(index): TypeId) -> &TypePath {
        &self.types[index]
    }

    /// The name of an enum.
    pub fn enumeration(&self, EnumId(index): EnumId) -> &TypePath {
        &self.enums[index].0
    }

    /// The base types that have an `Any…` enum, with its name.
    pub fn unions(&self) -> impl Iterator<Item = (TypeId, &TypePath)> {
        self.unions.iter().map(|(&id, path)| (id, path))
    }

    /// The types below a type, by name.
    pub fn below(&self, id: TypeId) -> &[TypeId] {
        self.descendants.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The type of a property's value, as its constant has it.
    pub fn value(&self, ty: &ValueType, home: Home<'_>) -> RustType {
        let item = self.item(&ty.item, home);
        match ty.collection {
            true => RustType::List(Box::new(item)),
            false => item,
        }
    }

    /// The type of a property's field: optional, and boxed where it holds one object.
    pub fn field(&self, ty: &ValueType, home: Home<'_>) -> RustType {
        let boxed = matches!(&ty.item, ItemType::Type(id) if !ty.collection && !self.unions.contains_key(id));
        let value = self.value(ty, home);
        RustType::Option(Box::new(match boxed {
            true => RustType::Boxed(Box::new(value)),
            false => value,
        }))
    }

    /// The type of one item.
    pub fn item(&self, item: &ItemType, home: Home<'_>) -> RustType {
        match item {
            ItemType::Primitive(primitive) => primitive_type(*primitive),
            ItemType::Type(id) => named(self.unions.get(id).unwrap_or(self.structure(*id)), home),
            ItemType::Enum(EnumId(index)) => match &self.enums[*index] {
                (path, false) => named(path, home),
                (path, true) => RustType::Generic("Flags", Box::new(named(path, home))),
            },
            ItemType::Undocumented(_) => RustType::Runtime("Json"),
        }
    }
}

impl RustType {
    /// The generated types in it.
    pub fn paths(&self) -> Vec<&[Ident]> {
        match self {
            Self::Unit | Self::Prelude(_) | Self::Runtime(_) => Vec::new(),
            Self::Named(path) => vec![path],
            Self::Option(inner) | Self::Boxed(inner) | Self::List(inner) | Self::Generic(_, inner) => {
                inner.paths()
            }
        }
    }
}

/// A path as it is written in a place.
pub fn named(TypePath { module, ident }: &TypePath, home: Home<'_>) -> RustType {
    let ident = ident.clone();
    RustType::Named(match (home, module) {
        (Home::Flat, None) => vec![ident],
        (Home::Namespace(here), Some(module)) if here == module => vec![ident],
        (Home::Namespace(_), None) => vec![Ident::parent(), ident],
        (Home::Flat | Home::Namespace(_), Some(module)) => vec![Ident::parent(), module.clone(), ident],
        (Home::Outside, None) => vec![Ident::snake("models"), ident],
        (Home::Outside, Some(module)) => vec![Ident::snake("models"), module.clone(), ident],
    })
}

/// The module of a namespace below `models`; `None` for the default namespace.
fn module_of(name: &GraphName) -> Option<Ident> {
    let namespace = name.namespace();
    match namespace.strip_prefix(DEFAULT_NAMESPACE) {
        Some("") => None,
        Some(rest) if rest.starts_with('.') => Some(Ident::snake(rest)),
        _ => Some(Ident::snake(namespace)),
    }
}

fn in_order<'a>(
    names: impl Iterator<Item = &'a GraphName>,
    mut take: impl FnMut(&'a GraphName) -> TypePath,
) -> Vec<TypePath> {
    let mut sorted: Vec<(&GraphName, usize)> = names.enumerate().map(|(index, name)| (name, index)).collect();
    sorted.sort();
    let mut taken: Vec<(usize, TypePath)> =
        sorted.into_iter().map(|(name, index)| (index, take(name))).collect();
    taken.sort();
    taken.into_iter().map(|(_, path)| path).collect()
}

fn descendants(model: &Model) -> BTreeMap<TypeId, Vec<TypeId>> {
    let mut below: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for index in 0..model.types.len() {
        for base in ancestors(model, TypeId(index)) {
            below.entry(base).or_default().push(TypeId(index));
        }
    }
    for ids in below.values_mut() {
        ids.sort_by_key(|&TypeId(index)| (&model.types[index].name, index));
    }
    below
}

/// The documented types that a type extends, nearest first; a circle ends where it closes.
pub fn ancestors(model: &Model, id: TypeId) -> Vec<TypeId> {
    let mut chain = Vec::new();
    let mut at = id;
    while let Some(Base::Type(base)) = model.types.get(at.0).and_then(|ty| ty.base.as_ref()) {
        if *base == id || chain.contains(base) {
            break;
        }
        chain.push(*base);
        at = *base;
    }
    chain
}

fn primitive_type(primitive: Primitive) -> RustType {
    match primitive {
        Primitive::Boolean => RustType::Prelude("bool"),
        Primitive::Byte => RustType::Prelude("u8"),
        Primitive::Double => RustType::Prelude("f64"),
        Primitive::Int16 => RustType::Prelude("i16"),
        Primitive::Int32 => RustType::Prelude("i32"),
        Primitive::Int64 => RustType::Prelude("i64"),
        Primitive::SByte => RustType::Prelude("i8"),
        Primitive::Single => RustType::Prelude("f32"),
        Primitive::String => RustType::Prelude("String"),
        Primitive::Binary => RustType::Runtime("Binary"),
        Primitive::Date => RustType::Runtime("Date"),
        Primitive::DateTimeOffset => RustType::Runtime("DateTimeOffset"),
        Primitive::Decimal => RustType::Runtime("Decimal"),
        Primitive::Duration => RustType::Runtime("Duration"),
        Primitive::Guid => RustType::Runtime("Guid"),
        Primitive::TimeOfDay => RustType::Runtime("TimeOfDay"),
        Primitive::Stream | Primitive::Untyped => RustType::Runtime("Json"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Home, TypeNames, named};
    use crate::model::{EnumId, TypeId};
    use crate::plan::ident::Ident;
    use crate::plan::sample::{enumeration, model, ty};

    #[test]
    fn a_type_and_an_enum_of_one_name_differ() {
        let model = model(vec![ty("status", None, &[])], vec![enumeration("status", false, &[])]);
        let names = TypeNames::new(&model, []);
        assert_eq!(names.structure(TypeId(0)).ident.as_str(), "Status");
        assert_eq!(names.enumeration(EnumId(0)).ident.as_str(), "Status2");
    }

    #[test]
    fn a_namespace_is_a_module() {
        let types = vec![ty("microsoft.graph.callRecords.session", None, &[]), ty("session", None, &[])];
        let names = TypeNames::new(&model(types, Vec::new()), []);
        let path = |home| {
            named(names.structure(TypeId(0)), home).paths()[0]
                .iter()
                .map(Ident::as_str)
                .collect::<Vec<_>>()
                .join("::")
        };
        assert_eq!(path(Home::Flat), "super::call_records::Session");
        assert_eq!(path(Home::Outside), "models::call_records::Session");
        assert_eq!(path(Home::Namespace(&Ident::snake("callRecords"))), "Session");
    }
}
