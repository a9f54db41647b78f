//! Plans the arguments of functions. In: arguments as written in paths, and their rows. Out: arguments of a method, and their
//! form in the URL.

use crate::facts::operation::ParameterLocation;
use crate::facts::type_text::Primitive;
use crate::model::EnumId;
use crate::model::schema::{ItemType, ValueType};
use crate::name::is_identifier;
use crate::plan::builders::context::Context;
use crate::plan::builders::documented::Documented;
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType, FunctionArgument, Writer};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::PathSegment;
use crate::plan::ir::rust_type::{GenericType, PreludeType, RuntimeType, RustType};
use crate::plan::naming::scope::Scope;
use crate::plan::naming::type_names::{Home, named};

/// The path segment of a function or an alternate key, and its arguments.
pub fn function(
    context: &Context<'_>,
    name: &str,
    arguments: &[(String, String)],
    operations: &[Documented<'_>],
) -> (Vec<PathSegment>, Vec<ArgumentPlan>) {
    let wires: Vec<&str> = arguments.iter().map(|(wire, _)| wire.as_str()).collect();
    let idents = Scope::default().take_all(&wires, Ident::snake, "_", |_| None);
    let mut passed = Vec::new();
    let mut plans = Vec::new();
    for ((wire, value), ident) in arguments.iter().zip(idents) {
        let Form { ty, writer } = form(context, stated(wire, operations), wire, value);
        let is_many = matches!(ty, ArgumentType::Texts | ArgumentType::Values(_) | ArgumentType::Slice(_));
        // JSON has its own lists.
        let is_list = is_many && !matches!(writer, Writer::Json(_));
        passed.push((wire.clone(), FunctionArgument { writer, is_list, value: ident.clone() }));
        plans.push(ArgumentPlan { ident, ty });
    }
    (vec![PathSegment::Function { name: name.to_owned(), arguments: passed }], plans)
}

/// The type stated by a row.
fn stated<'a>(wire: &str, operations: &[Documented<'a>]) -> Option<&'a ValueType> {
    let parameters = operations.iter().flat_map(|one| &one.operation.parameters);
    let mut rows = parameters
        .filter(|parameter| {
            matches!(parameter.location, ParameterLocation::Function | ParameterLocation::Path)
        })
        .filter(|parameter| parameter.name.as_str().eq_ignore_ascii_case(wire));
    rows.next().map(|parameter| &parameter.ty)
}

/// The type of an argument and its form in the URL.
struct Form {
    ty: ArgumentType,
    writer: Writer,
}

/// Decides the form: the stated type determines the accepted type, the value on the page determines quotes and brackets.
fn form(context: &Context<'_>, stated: Option<&ValueType>, wire: &str, value: &str) -> Form {
    let inner = value.strip_prefix('[');
    let one = item(context, stated.map(|ty| &ty.item), wire, inner.unwrap_or(value));
    if inner.is_none() && !stated.is_some_and(|ty| ty.collection) {
        return one;
    }
    let ty = match one.ty {
        ArgumentType::Text => ArgumentType::Texts,
        ArgumentType::Value(ty) => ArgumentType::Values(ty),
        ArgumentType::Reference(ty) => ArgumentType::Slice(ty),
        other => other,
    };
    Form { ty, ..one }
}

fn item(context: &Context<'_>, stated: Option<&ItemType>, wire: &str, value: &str) -> Form {
    let is_quoted = value.starts_with(['\'', '"']);
    let plain = |ty, writer| Form { ty, writer };
    match stated {
        Some(ItemType::Enum(id)) => {
            let (ty, is_flags) = enum_type(context, *id);
            let of = type_before_quotes(value).map(str::to_owned);
            let writer = if is_flags { Writer::Flags(of) } else { Writer::Member(of) };
            Form { ty: ArgumentType::Reference(ty), writer }
        }
        Some(ItemType::Primitive(primitive)) => match primitive_form(*primitive) {
            // Values other than text can be in quotes as well.
            (ty @ (ArgumentType::Text | ArgumentType::Reference(_)), _) if is_quoted => {
                plain(ty, Writer::String)
            }
            (_, _) if is_quoted => plain(ArgumentType::Text, Writer::String),
            (ty, writer) => plain(ty, writer),
        },
        Some(ItemType::Type(_) | ItemType::Undocumented(_)) | None if is_quoted => {
            plain(ArgumentType::Text, Writer::String)
        }
        // The page can give the alias a name.
        Some(item @ ItemType::Type(_)) => Form {
            ty: ArgumentType::Reference(context.names.item(item, Home::Outside)),
            writer: Writer::Json(
                value.strip_prefix('@').filter(|alias| is_identifier(alias)).unwrap_or(wire).to_owned(),
            ),
        },
        Some(ItemType::Undocumented(_)) | None => plain(ArgumentType::Text, Writer::Literal),
    }
}

/// The type of one value of an enum, and whether the value can have several members.
pub fn enum_type(context: &Context<'_>, id: EnumId) -> (RustType, bool) {
    let name = named(context.names.enumeration(id), Home::Outside);
    let is_flags = context.model.enums.get(id.0).is_some_and(|one| one.is_flags);
    let ty = if is_flags { RustType::Generic(GenericType::Flags, Box::new(name)) } else { name };
    (ty, is_flags)
}

/// The type in `microsoft.graph.color'red'`.
fn type_before_quotes(value: &str) -> Option<&str> {
    let (before, _) = value.split_once('\'')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.';
    (!before.is_empty() && before.chars().all(is_name)).then_some(before)
}

/// The type and form of an argument without quotes.
pub fn primitive_form(primitive: Primitive) -> (ArgumentType, Writer) {
    let value = |ty| ArgumentType::Value(RustType::Prelude(ty));
    let reference = |ty| ArgumentType::Reference(RustType::Runtime(ty));
    match primitive {
        Primitive::Boolean => (value(PreludeType::Bool), Writer::Bool),
        Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64 => {
            (value(PreludeType::I64), Writer::Int)
        }
        Primitive::Double | Primitive::Single => (value(PreludeType::F64), Writer::Double),
        Primitive::Date => (reference(RuntimeType::Date), Writer::Date),
        Primitive::DateTimeOffset => (reference(RuntimeType::DateTimeOffset), Writer::DateTime),
        Primitive::Decimal => (reference(RuntimeType::Decimal), Writer::Decimal),
        Primitive::Duration => (reference(RuntimeType::Duration), Writer::Duration),
        Primitive::Guid => (reference(RuntimeType::Guid), Writer::Guid),
        Primitive::TimeOfDay => (reference(RuntimeType::TimeOfDay), Writer::TimeOfDay),
        Primitive::String => (ArgumentType::Text, Writer::String),
        Primitive::Binary | Primitive::Stream | Primitive::Untyped => (ArgumentType::Text, Writer::Literal),
    }
}
