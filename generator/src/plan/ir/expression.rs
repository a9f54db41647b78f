//! Data types for the code of examples: the subset of Rust that examples need.

use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::RustType;

/// An expression.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Expression {
    /// A text.
    Text(String),
    /// Readable bytes: `b"text"`.
    Bytes(Vec<u8>),
    /// A number or a boolean, as in code.
    Literal(String),
    /// A constant, a variant or a variable.
    Path(Vec<Ident>),
    /// `(a, b)`
    Tuple(Vec<Expression>),
    /// `vec![a, b]`
    List(Vec<Expression>),
    /// `[a, b]`
    Array(Vec<Expression>),
    /// `&a`
    Reference(Box<Expression>),
    /// `Some(a)`
    Some(Box<Expression>),
    /// A struct with these fields and the defaults of the others.
    Struct {
        /// Its path.
        path: Vec<Ident>,
        /// The fields.
        fields: Vec<(Ident, Expression)>,
    },
    /// `path::function(a, b)`
    Call {
        /// The function.
        path: Vec<Ident>,
        /// Its arguments.
        arguments: Vec<Expression>,
    },
    /// `on.method(a, b)`
    Method {
        /// The receiver of the method.
        on: Box<Expression>,
        /// The trait in `parameters` that has the method; `None` for a method of the type.
        of: Option<Ident>,
        /// Its name.
        name: Ident,
        /// Its arguments.
        arguments: Vec<Expression>,
    },
    /// A value deserialized from JSON.
    Read {
        /// Its type.
        ty: RustType,
        /// The JSON.
        json: String,
    },
}

impl Expression {
    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// `self.name(arguments)`
    #[must_use]
    pub fn method(self, name: &str, arguments: Vec<Self>) -> Self {
        self.call_method(None, Ident::snake(name), arguments)
    }

    /// `self.name(arguments)`, a method of a trait in `parameters`.
    #[must_use]
    pub fn trait_method(self, of: &Ident, name: &Ident, arguments: Vec<Self>) -> Self {
        self.call_method(Some(of.clone()), name.clone(), arguments)
    }

    fn call_method(self, of: Option<Ident>, name: Ident, arguments: Vec<Self>) -> Self {
        Self::Method { on: Box::new(self), of, name, arguments }
    }

    /// `self.into()`
    #[must_use]
    pub fn into_it(self) -> Self {
        self.method("into", Vec::new())
    }

    /// `path::function(arguments)`
    pub fn call(path: &[Ident], function: &str, arguments: Vec<Self>) -> Self {
        let function = Ident::snake(function);
        Self::Call { path: path.iter().cloned().chain([function]).collect(), arguments }
    }

    /// All expressions, including this one.
    pub fn all(&self) -> Vec<&Self> {
        let mut found = vec![self];
        match self {
            Self::Text(_) | Self::Bytes(_) | Self::Literal(_) | Self::Path(_) | Self::Read { .. } => {}
            Self::Tuple(items) | Self::List(items) | Self::Array(items) => {
                found.extend(items.iter().flat_map(Self::all));
            }
            Self::Reference(inner) | Self::Some(inner) => found.extend(inner.all()),
            Self::Struct { fields, .. } => found.extend(fields.iter().flat_map(|(_, value)| value.all())),
            Self::Call { arguments, .. } => found.extend(arguments.iter().flat_map(Self::all)),
            Self::Method { on, arguments, .. } => {
                found.extend(on.all());
                found.extend(arguments.iter().flat_map(Self::all));
            }
        }
        found
    }

    /// The first segment of each path.
    pub fn heads(&self) -> impl Iterator<Item = &Ident> {
        let paths = self.all().into_iter().filter_map(|expression| match expression {
            Self::Path(path) | Self::Struct { path, .. } | Self::Call { path, .. } => Some(path.as_slice()),
            Self::Read { ty, .. } => ty.paths().first().copied(),
            _ => None,
        });
        paths.filter_map(<[Ident]>::first)
    }

    /// The traits in `parameters` whose methods are called.
    pub fn traits(&self) -> impl Iterator<Item = &Ident> {
        self.all().into_iter().filter_map(|expression| match expression {
            Self::Method { of, .. } => of.as_ref(),
            _ => None,
        })
    }
}
