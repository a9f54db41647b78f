//! Reads the schema of the service from `../shared/truth` and looks up names in it, without regard to letter case, as the service does.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::Value as Json;

/// The type of bytes.
const STREAM: &str = "Edm.Stream";

impl Schema {
    /// Reads `truth-v1.0.json`.
    pub(crate) fn read(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join("truth-v1.0.json")).unwrap();
        let schema: Json = serde_json::from_str(&text).unwrap();
        let mut operations: BTreeMap<String, Vec<Operation>> = BTreeMap::new();
        for (key, kind) in [("actions", OperationKind::Action), ("functions", OperationKind::Function)] {
            for operation in schema[key].as_array().unwrap() {
                let name = short(operation["name"].as_str().unwrap()).to_lowercase();
                operations.entry(name).or_default().push(Operation::read(kind, operation));
            }
        }
        let roots =
            [("entity_sets", true), ("singletons", false)].into_iter().flat_map(|(key, collection)| {
                entries(&schema[key]).map(move |(name, ty)| {
                    (name.to_lowercase(), Value { ty: ty.as_str().unwrap().to_owned(), collection })
                })
            });
        let types = entries(&schema["types"]).map(|(name, ty)| (name.to_lowercase(), Type::read(name, ty)));
        Self { roots: roots.collect(), types: types.collect(), operations }
    }

    /// The entity set or singleton of a name.
    pub(crate) fn root(&self, name: &str) -> Option<&Value> {
        self.roots.get(&name.to_lowercase())
    }

    /// The structured type of a qualified name.
    pub(crate) fn ty(&self, name: &str) -> Option<&Type> {
        self.types.get(&name.to_lowercase())
    }

    /// A property of a type, of its bases, or of its derived types: paths often omit the cast.
    pub(crate) fn member(&self, ty: &str, name: &str) -> Option<&Value> {
        let name = name.to_lowercase();
        self.relatives(ty).find_map(|ty| ty.members.get(&name))
    }

    /// The type of all properties of a type with a structured type, if they have one type.
    pub(crate) fn property(&self, ty: &str) -> Option<&Value> {
        let members = || self.bases(ty).flat_map(|ty| ty.members.values());
        let mut typed = members().filter(|member| self.ty(&member.ty).is_some());
        let first = typed.next()?;
        (!first.collection && typed.all(|other| other == first)).then_some(first)
    }

    /// The operation of a name for a value, for its base types, or for its derived types. Of several overloads, the one whose
    /// parameters fit best.
    pub(crate) fn operation(&self, on: &Value, name: &str, arguments: &[&str]) -> Option<&Operation> {
        let overloads = self.operations.get(&short(name).to_lowercase())?;
        let of_type = |ty: &Type| {
            let bound = overloads.iter().filter(|one| {
                one.bound
                    .as_ref()
                    .is_some_and(|bound| bound.ty == ty.name && bound.collection == on.collection)
            });
            bound.min_by_key(|one| one.misfits(arguments))
        };
        self.relatives(&on.ty).find_map(of_type)
    }

    /// Whether values of a type consist of bytes: it is a stream, or its only member is one.
    pub(crate) fn is_stream(&self, ty: &str) -> bool {
        let members = || self.bases(ty).flat_map(|ty| ty.members.values());
        ty == STREAM || members().count() == 1 && members().all(|member| member.ty == STREAM)
    }

    /// Whether a type is the other one or derived from it.
    fn is_derived(&self, ty: &str, base: &str) -> bool {
        self.bases(ty).any(|one| one.name == base)
    }

    /// A type, then its bases, then its derived types.
    fn relatives(&self, name: &str) -> impl Iterator<Item = &Type> {
        let derived = move |ty: &&Type| ty.name != name && self.is_derived(&ty.name, name);
        self.bases(name).chain(self.types.values().filter(derived))
    }

    /// A type with its bases.
    fn bases(&self, name: &str) -> impl Iterator<Item = &Type> {
        std::iter::successors(self.ty(name), |ty| self.ty(ty.base.as_deref()?))
    }
}

/// The schema of a version.
pub(crate) struct Schema {
    /// The entity sets and singletons by lower-case name.
    roots: BTreeMap<String, Value>,
    /// The structured types by lower-case name.
    types: BTreeMap<String, Type>,
    /// The actions and functions by short name in lower case.
    operations: BTreeMap<String, Vec<Operation>>,
}

/// A structured type.
pub(crate) struct Type {
    /// Its qualified name.
    pub(crate) name: String,
    /// Its base type.
    base: Option<String>,
    /// Its own properties and navigation properties by lower-case name.
    members: BTreeMap<String, Value>,
}

impl Type {
    fn read(name: &str, ty: &Json) -> Self {
        let members = ["properties", "navigation"].into_iter().flat_map(|key| entries(&ty[key]));
        let members =
            members.filter_map(|(name, value)| Some((name.to_lowercase(), Value::read(value)?))).collect();
        Self { name: name.to_owned(), base: ty["base"].as_str().map(str::to_owned), members }
    }
}

/// An action or function.
#[derive(Clone)]
pub(crate) struct Operation {
    /// Action or function.
    pub(crate) kind: OperationKind,
    /// The value that it belongs to.
    bound: Option<Value>,
    /// Its parameters by lower-case name.
    pub(crate) parameters: BTreeMap<String, Value>,
    /// Its result.
    pub(crate) returns: Option<Value>,
}

impl Operation {
    fn read(kind: OperationKind, operation: &Json) -> Self {
        let parameters = operation["params"].as_array().unwrap().iter().map(|one| {
            let collection = one[2].as_bool().unwrap();
            (lower(&one[0]), Value { ty: one[1].as_str().unwrap().to_owned(), collection })
        });
        Self {
            kind,
            bound: Value::read(&operation["bound"]),
            parameters: parameters.collect(),
            returns: Value::read(&operation["return"]),
        }
    }

    /// The number of arguments without parameter, and of parameters without argument.
    fn misfits(&self, arguments: &[&str]) -> usize {
        let known =
            arguments.iter().filter(|name| self.parameters.contains_key(&name.to_lowercase())).count();
        arguments.len() + self.parameters.len() - 2 * known
    }
}

/// Action or function.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum OperationKind {
    /// An action, which `POST` calls.
    Action,
    /// A function, which `GET` calls.
    Function,
}

/// The type of a value.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Value {
    /// The qualified name of the type of one item.
    pub(crate) ty: String,
    /// Whether the value is a collection of items.
    pub(crate) collection: bool,
}

impl Value {
    /// Reads `["microsoft.graph.user", false]`.
    fn read(value: &Json) -> Option<Self> {
        Some(Self { ty: value[0].as_str()?.to_owned(), collection: value[1].as_bool()? })
    }

    /// One item of a collection.
    pub(crate) fn item(&self) -> Self {
        Self { ty: self.ty.clone(), collection: false }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", short(&self.ty), if self.collection { " collection" } else { "" })
    }
}

/// A text in lower case.
fn lower(text: &Json) -> String {
    text.as_str().unwrap().to_lowercase()
}

/// The entries of an object.
fn entries(object: &Json) -> impl Iterator<Item = (&str, &Json)> {
    object.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

/// The part of a name after its namespace.
fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
