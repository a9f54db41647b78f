//! Resolves paths in the schema. In: the segments of a request line. Out: the [`Target`] at this path.

use generator::facts::template::Segment;

use super::schema::{Operation, OperationKind, Schema, Value};

/// Resolves a path, or returns the first segment that leads nowhere.
pub(crate) fn resolve(schema: &Schema, path: &[Segment]) -> Result<Target, DeadEnd> {
    let (first, rest) = path.split_first().ok_or(DeadEnd { of: None, segment: String::new() })?;
    let root = root(schema, first).ok_or_else(|| DeadEnd { of: None, segment: first.to_string() })?;
    rest.iter().try_fold(Target::Value(root), |target, segment| {
        let next = target.value().and_then(|value| step(schema, value, segment));
        next.ok_or_else(|| DeadEnd { of: target.value().cloned(), segment: segment.to_string() })
    })
}

/// An entity set, one of its entities by alternate key, or a singleton.
fn root(schema: &Schema, segment: &Segment) -> Option<Value> {
    match segment {
        Segment::Literal(name) => schema.root(name).cloned(),
        Segment::Function { name, .. } => schema.root(name).map(Value::item),
        Segment::PathAddress { from, .. } => root(schema, from),
        Segment::Key(_) => None,
    }
}

/// Follows a segment.
fn step(schema: &Schema, at: &Value, segment: &Segment) -> Option<Target> {
    match segment {
        Segment::Key(_) if at.collection => Some(Target::Value(at.item())),
        // A placeholder for the name of a property.
        Segment::Key(_) => schema.property(&at.ty).cloned().map(Target::Value),
        // The path leads from an item to another one of the same type.
        Segment::PathAddress { from, .. } => step(schema, at, from),
        Segment::Function { name, arguments } => {
            let arguments: Vec<&str> = arguments.iter().map(|(name, _)| name.as_str()).collect();
            let operation = schema.operation(at, name, &arguments).cloned().map(Target::Operation);
            let keyed = || schema.member(&at.ty, name).filter(|value| value.collection && !at.collection);
            operation.or_else(|| Some(Target::Value(keyed()?.item())))
        }
        Segment::Literal(name) => match name.as_str() {
            "$ref" => Some(Target::Reference { collection: at.collection }),
            "$value" => Some(Target::Content),
            "$count" => at.collection.then_some(Target::Count),
            name => named(schema, at, name),
        },
    }
}

/// Follows a name: an operation, a cast, a property, or a key that all callers know.
fn named(schema: &Schema, at: &Value, name: &str) -> Option<Target> {
    if let Some(operation) = schema.operation(at, name, &[]) {
        return Some(Target::Operation(operation.clone()));
    }
    if let Some(cast) = schema.ty(name) {
        return Some(Target::Value(Value { ty: cast.name.clone(), collection: at.collection }));
    }
    match (schema.member(&at.ty, name), at.collection) {
        (Some(value), false) => Some(Target::Value(value.clone())),
        (None, true) => Some(Target::Value(at.item())),
        // The path omits the key.
        (Some(_), true) | (None, false) => None,
    }
}

/// The element of the schema at a path.
pub(crate) enum Target {
    /// An entity set, a singleton, an entity, or a property.
    Value(Value),
    /// An action or function.
    Operation(Operation),
    /// `$ref`: the reference of an entity, or those of a collection.
    Reference { collection: bool },
    /// `$value`: bytes.
    Content,
    /// `$count`: a number.
    Count,
}

impl Target {
    /// Its kind in words.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Value(Value { collection: true, .. }) => "a collection",
            Self::Value(Value { collection: false, .. }) => "a single value",
            Self::Operation(operation) => match operation.kind {
                OperationKind::Action => "an action",
                OperationKind::Function => "a function",
            },
            Self::Reference { .. } => "a reference",
            Self::Content => "bytes",
            Self::Count => "a count",
        }
    }

    /// The value whose members can follow in the path.
    fn value(&self) -> Option<&Value> {
        match self {
            Self::Value(value) => Some(value),
            Self::Operation(operation) => operation.returns.as_ref(),
            Self::Reference { .. } | Self::Content | Self::Count => None,
        }
    }
}

/// A segment that leads nowhere.
pub(crate) struct DeadEnd {
    /// The value before it, if any.
    pub(crate) of: Option<Value>,
    /// The segment.
    pub(crate) segment: String,
}
