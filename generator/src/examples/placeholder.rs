//! Creates placeholders for arguments with unknown values. In: the name and type of an argument. Out: [`Expression`]s that
//! compile.

use crate::examples::value::{Values, Wanted};
use crate::page::json::Json;
use crate::plan::ir::argument::ArgumentType;
use crate::plan::ir::expression::Expression;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::ItemPlan;
use crate::plan::ir::rust_type::{GenericType, PreludeType, RuntimeType, RustType};

/// The placeholder text for a name, in the form of request lines.
fn placeholder(name: &str) -> String {
    format!("{{{name}}}")
}

/// The variable of a missing text. Its user assigns it, so that no placeholder is ever sent.
pub(super) fn variable(name: &str) -> Expression {
    Expression::Path(vec![Ident::snake(name)])
}

/// The variables of the missing texts in a request.
pub(super) fn variables(request: &Expression, body: Option<&Ident>) -> Vec<Ident> {
    let mut found: Vec<Ident> = Vec::new();
    for part in request.all() {
        if let Expression::Path(path) = part
            && let [name] = path.as_slice()
            && body != Some(name)
            && !found.contains(name)
        {
            found.push(name.clone());
        }
    }
    found
}

/// A request with empty texts for its variables.
pub(super) fn without_variables(request: Expression) -> Expression {
    match request {
        Expression::Path(path) if path.len() == 1 => Expression::text(""),
        Expression::Method { on, of, name, arguments } => {
            let arguments = arguments.into_iter().map(without_variables).collect();
            Expression::Method { on: Box::new(without_variables(*on)), of, name, arguments }
        }
        Expression::Call { path, arguments } => {
            Expression::Call { path, arguments: arguments.into_iter().map(without_variables).collect() }
        }
        other => other,
    }
}

impl Values<'_> {
    /// A placeholder for an argument; `None` if its type has no simple value.
    pub(super) fn placeholder(&self, name: &str, ty: &ArgumentType) -> Option<Expression> {
        self.refresh();
        let text = || Expression::Text(placeholder(name));
        let array = |item| Expression::Array(vec![item]);
        let reference = |value| Expression::Reference(Box::new(value));
        match ty {
            ArgumentType::Text | ArgumentType::Key | ArgumentType::Referred => Some(variable(name)),
            ArgumentType::Bytes | ArgumentType::ByteSlice => Some(text()),
            ArgumentType::Texts => Some(array(text())),
            ArgumentType::Value(ty) => self.sample(name, ty, Wanted::Known),
            ArgumentType::Into(ty) => self.sample(name, ty, Wanted::Open),
            ArgumentType::Items(ty) => self.sample(name, ty, Wanted::Open).map(array),
            ArgumentType::Values(ty) => self.sample(name, ty, Wanted::Known).map(array),
            ArgumentType::Slice(ty) => self.sample(name, ty, Wanted::Known).map(array).map(reference),
            ArgumentType::Reference(ty) | ArgumentType::DerivedFrom(ty) | ArgumentType::Changes(ty) => {
                self.empty(ty).or_else(|| self.sample(name, ty, Wanted::Known)).map(reference)
            }
        }
    }

    /// A simple value of a type: zero, `false`, the name as text, an empty object, the first member of an enum.
    fn sample(&self, name: &str, ty: &RustType, wanted: Wanted) -> Option<Expression> {
        let json = match ty {
            RustType::Prelude(PreludeType::Bool) => Json::Bool(false),
            RustType::Prelude(PreludeType::String) => Json::String(placeholder(name)),
            RustType::Prelude(PreludeType::F64) => Json::Number("0.5".to_owned()),
            RustType::Prelude(_) => Json::Number("0".to_owned()),
            RustType::Runtime(RuntimeType::Json) => {
                return Some(Expression::Read { ty: ty.clone(), json: "{}".to_owned() });
            }
            RustType::Runtime(_) | RustType::Generic(GenericType::Flags, _) => {
                Json::String(placeholder(name))
            }
            RustType::List(item) => {
                return Some(Expression::List(vec![self.sample(name, item, Wanted::Known)?]));
            }
            RustType::Named(path) => match self.item(path, None) {
                Some((_, ItemPlan::Enum(plan))) => Json::String(plan.variants.first()?.wire.clone()),
                _ => return self.empty(ty),
            },
            _ => return None,
        };
        self.value(&json, ty, None, wanted)
    }
}
