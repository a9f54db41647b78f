//! Derives requests from the schema. In: an HTTP method and the [`Target`] of its path. Out: the arguments that the request
//! passes, and the types that it sends and returns.

use std::collections::BTreeMap;
use std::fmt;

use generator::facts::template::Method;
use generator::facts::type_text::Primitive;
use generator::model::schema::ItemType;
use generator::model::{EnumId, Model, TypeId};
use generator::plan::files::model_files;
use generator::plan::ir::argument::Writer;
use generator::plan::ir::rust_type::{GenericType, PreludeType, RuntimeType, RustType};
use generator::plan::naming::lock::PinnedNames;
use generator::plan::naming::type_names::{Home, TypeNames};
use quote::ToTokens;

use super::resolve::Target;
use super::schema::{Operation, OperationKind, Schema, Value};

/// The request of a method at a target. `None` if the schema has no such request.
pub(crate) fn expected(types: &Types<'_>, method: Method, target: &Target) -> Option<Expected> {
    let request = |sends, returns| Expected::new(sends, Some(vec![returns]));
    Some(match (method, target) {
        (Method::Get, Target::Value(value)) => Expected::new(Sent::Nothing, Some(types.returned(value))),
        (Method::Get, Target::Content) => request(Sent::Nothing, BYTES),
        (Method::Get, Target::Count) => request(Sent::Nothing, NUMBER),
        (Method::Get, Target::Reference { collection: false }) => request(Sent::Nothing, REFERENCE),
        (Method::Get, Target::Reference { collection: true }) => {
            request(Sent::Nothing, RustType::Generic(GenericType::Page, Box::new(REFERENCE)))
        }
        (Method::Get, Target::Operation(function @ Operation { kind: OperationKind::Function, .. })) => {
            let passes = Some(types.arguments(function));
            Expected { passes, ..Expected::new(Sent::Nothing, Some(types.result(function))) }
        }
        (Method::Post, Target::Operation(action @ Operation { kind: OperationKind::Action, .. })) => {
            Expected::new(types.parameters(action), Some(types.result(action)))
        }
        (Method::Post | Method::Put, Target::Reference { .. }) => request(Sent::Reference, RustType::Unit),
        (Method::Delete, Target::Value(_) | Target::Reference { .. }) => {
            request(Sent::Nothing, RustType::Unit)
        }
        // The schema does not state the response of an upload.
        (Method::Put | Method::Patch, Target::Content) => Expected::new(Sent::Bytes, None),
        (Method::Put | Method::Patch, Target::Value(value)) if types.is_stream(value) => {
            Expected::new(Sent::Bytes, None)
        }
        // The response of a change has no body, or the value.
        (Method::Post, Target::Value(value)) if value.collection => types.change(value),
        (Method::Put | Method::Patch, Target::Value(value)) if !value.collection => types.change(value),
        _ => return None,
    })
}

const BYTES: RustType = RustType::Runtime(RuntimeType::Bytes);
const JSON: RustType = RustType::Runtime(RuntimeType::Json);
const NUMBER: RustType = RustType::Prelude(PreludeType::I64);
const REFERENCE: RustType = RustType::Runtime(RuntimeType::Reference);

/// A request that the schema has.
pub(crate) struct Expected {
    /// The arguments of a function.
    pub(crate) passes: Option<Passed>,
    /// The body.
    pub(crate) sends: Sent,
    /// The types that a response can have. `None` if the schema does not state them.
    pub(crate) returns: Option<Vec<RustType>>,
}

impl Expected {
    fn new(sends: Sent, returns: Option<Vec<RustType>>) -> Self {
        Self { passes: None, sends, returns }
    }
}

/// The arguments of a function by lower-case name.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Passed(BTreeMap<String, Writer>);

impl Passed {
    /// Removes the names of enums and aliases, which the page chooses.
    pub(crate) fn new(arguments: BTreeMap<String, Writer>) -> Self {
        let nameless = |writer| match writer {
            Writer::Member(_) => Writer::Member(None),
            Writer::Flags(_) => Writer::Flags(None),
            Writer::Json(_) => Writer::Json(String::new()),
            other => other,
        };
        Self(arguments.into_iter().map(|(name, writer)| (name, nameless(writer))).collect())
    }
}

impl fmt::Display for Passed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments: Vec<String> =
            self.0.iter().map(|(name, writer)| format!("{name}: {}", writer.function())).collect();
        write!(f, "({})", arguments.join(", "))
    }
}

/// The body of a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Sent {
    /// No body.
    Nothing,
    /// A value.
    Value(RustType),
    /// The parameters of an action by lower-case name.
    Parameters(BTreeMap<String, RustType>),
    /// Bytes.
    Bytes,
    /// A message in MIME format.
    Mime,
    /// The URL of an entity.
    Reference,
}

impl Sent {
    /// Whether a method can have this body instead of the expected one. The schema does not contain MIME.
    pub(crate) fn fits(&self, expected: &Self) -> bool {
        self == expected || matches!((self, expected), (Self::Mime, Self::Value(_) | Self::Parameters(_)))
    }

    /// The body without the parameters of another one.
    pub(crate) fn without(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Parameters(own), Self::Parameters(other)) => {
                let mut own = own.clone();
                own.retain(|name, ty| other.get(name) != Some(ty));
                Self::Parameters(own)
            }
            (own, _) => own.clone(),
        }
    }
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing"),
            Self::Value(ty) => f.write_str(&shown(ty)),
            Self::Parameters(parameters) => {
                let parameters = parameters.iter().map(|(name, ty)| format!("{name}: {}", shown(ty)));
                write!(f, "{{{}}}", parameters.collect::<Vec<_>>().join(", "))
            }
            Self::Bytes => f.write_str("bytes"),
            Self::Mime => f.write_str("MIME"),
            Self::Reference => f.write_str("a reference"),
        }
    }
}

/// A type as in code, without the modules of models and runtime.
pub(crate) fn shown(ty: &RustType) -> String {
    ty.to_token_stream().to_string().replace(' ', "").replace("models::", "").replace("rt::", "")
}

/// The Rust types of the schema.
pub(crate) struct Types<'a> {
    schema: &'a Schema,
    names: TypeNames,
    /// The documented types by lower-case name.
    items: BTreeMap<String, ItemType>,
}

impl<'a> Types<'a> {
    pub(crate) fn new(model: &Model, schema: &'a Schema) -> Self {
        let types = model.types.iter().enumerate().map(|(at, ty)| (&ty.name, ItemType::Type(TypeId(at))));
        let enums = model.enums.iter().enumerate().map(|(at, one)| (&one.name, ItemType::Enum(EnumId(at))));
        let items = types.chain(enums).map(|(name, item)| (name.as_str().to_lowercase(), item)).collect();
        Self { schema, names: model_files::names(model, PinnedNames::default()), items }
    }

    /// A request that changes a value, or adds one to a collection.
    fn change(&self, value: &Value) -> Expected {
        let item = self.item(&value.ty);
        Expected::new(Sent::Value(item.clone()), Some(vec![item, RustType::Unit]))
    }

    /// The body of an action.
    fn parameters(&self, action: &Operation) -> Sent {
        let parameter = |(name, value): (&String, &Value)| {
            let item = self.item(&value.ty);
            (name.clone(), if value.collection { RustType::List(Box::new(item)) } else { item })
        };
        match action.parameters.is_empty() {
            true => Sent::Nothing,
            false => Sent::Parameters(action.parameters.iter().map(parameter).collect()),
        }
    }

    /// The arguments of a function.
    fn arguments(&self, function: &Operation) -> Passed {
        let arguments = function.parameters.iter();
        Passed::new(arguments.map(|(name, value)| (name.clone(), self.writer(value))).collect())
    }

    /// The form of an argument in a path.
    fn writer(&self, value: &Value) -> Writer {
        if let Some(ItemType::Enum(_)) = self.items.get(&value.ty.to_lowercase()) {
            return Writer::Member(None);
        }
        match Primitive::parse(&value.ty) {
            Some(Primitive::String) => Writer::String,
            Some(Primitive::Boolean) => Writer::Bool,
            Some(
                Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64,
            ) => Writer::Int,
            Some(Primitive::Double | Primitive::Single) => Writer::Double,
            Some(Primitive::Decimal) => Writer::Decimal,
            Some(Primitive::Date) => Writer::Date,
            Some(Primitive::DateTimeOffset) => Writer::DateTime,
            Some(Primitive::Duration) => Writer::Duration,
            Some(Primitive::Guid) => Writer::Guid,
            Some(Primitive::TimeOfDay) => Writer::TimeOfDay,
            Some(Primitive::Binary | Primitive::Stream | Primitive::Untyped) | None => {
                Writer::Json(String::new())
            }
        }
    }

    fn result(&self, operation: &Operation) -> Vec<RustType> {
        operation.returns.as_ref().map_or_else(|| vec![RustType::Unit], |value| self.returned(value))
    }

    /// The types of a response. A function can return a page of changes.
    fn returned(&self, value: &Value) -> Vec<RustType> {
        let item = self.item(&value.ty);
        match value.collection {
            true => [GenericType::Page, GenericType::DeltaPage]
                .map(|page| RustType::Generic(page, Box::new(item.clone())))
                .into(),
            false => vec![item],
        }
    }

    /// The type of one item. Types without a page are JSON.
    fn item(&self, name: &str) -> RustType {
        if self.schema.is_stream(name) {
            return BYTES;
        }
        let documented = self.items.get(&name.to_lowercase()).cloned();
        let item = documented.or_else(|| Primitive::parse(name).map(ItemType::Primitive));
        item.map_or(JSON, |item| self.names.item(&item, Home::Outside))
    }

    fn is_stream(&self, value: &Value) -> bool {
        self.schema.is_stream(&value.ty)
    }
}
