//! Converts `$filter` conditions into typed code. In: an OData condition, the type of the filtered objects. Out: an
//! [`Expression`] that produces exactly the text of the page.

use crate::examples::argument::unquoted;
use crate::examples::value::{Owner, Values, Wanted};
use crate::page::json::Json;
use crate::plan::ir::expression::Expression;
use crate::plan::ir::rust_type::{GenericType, PreludeType, RuntimeType, RustType};

/// Converts a condition; `None` if it is more than comparisons joined by the same operator.
pub(super) fn condition(values: &Values<'_>, text: &str, owner: &Owner<'_>) -> Option<Expression> {
    for (word, method) in [(" and ", "and"), (" or ", "or")] {
        let parts = split(text, word);
        if parts.len() > 1 {
            let conditions = parts.into_iter().map(|part| comparison(values, part, owner));
            let conditions: Vec<Expression> = conditions.collect::<Option<_>>()?;
            return conditions.into_iter().reduce(|all, one| all.method(method, vec![one]));
        }
    }
    comparison(values, text, owner)
}

/// Splits at a word outside quotes.
fn split<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    let is_outside = |at: usize| text[..at].matches('\'').count().is_multiple_of(2);
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(word).filter(|(at, _)| is_outside(*at)) {
        parts.push(&text[start..at]);
        start = at + word.len();
    }
    parts.push(&text[start..]);
    parts
}

fn comparison(values: &Values<'_>, text: &str, owner: &Owner<'_>) -> Option<Expression> {
    if let Some(inner) = text.strip_suffix(')') {
        return call(values, inner, owner);
    }
    let (path, rest) = text.split_once(' ')?;
    let (operator, literal) = rest.split_once(' ')?;
    let (constant, ty, home) = values.property(path, owner)?;
    let sorts = matches!(operator, "gt" | "ge" | "lt" | "le");
    let name = match (operator, literal) {
        ("eq", "null") => return Some(constant.method("is_null", Vec::new())),
        ("ne", "null") => return Some(constant.method("is_not_null", Vec::new())),
        ("eq" | "ne", _) => operator,
        _ if sorts && is_ordered(&ty) => operator,
        _ => return None,
    };
    let text = unquoted(literal);
    let is_quoted = literal == quoted(&text);
    let json = match (&ty, literal) {
        (RustType::Prelude(PreludeType::Bool), "true" | "false") => Json::Bool(literal == "true"),
        (
            RustType::Prelude(PreludeType::String)
            | RustType::Named(_)
            | RustType::Generic(GenericType::Flags, _),
            _,
        ) if is_quoted => Json::String(text),
        (RustType::Prelude(_), number) if !is_quoted => Json::Number(number.to_owned()),
        (
            RustType::Runtime(
                RuntimeType::DateTimeOffset | RuntimeType::Date | RuntimeType::TimeOfDay | RuntimeType::Guid,
            ),
            plain,
        ) if is_plain(plain) => Json::String(plain.to_owned()),
        _ => return None,
    };
    values.refresh();
    let value = values.value(&json, &ty, home.as_ref(), Wanted::Open)?;
    Some(constant.method(name, vec![value]))
}

/// `startswith(subject,'A')` and similar functions.
fn call(values: &Values<'_>, inner: &str, owner: &Owner<'_>) -> Option<Expression> {
    let (name, inner) = inner.split_once('(')?;
    let name = match name {
        "startswith" => "starts_with",
        "endswith" => "ends_with",
        "contains" => "contains",
        _ => return None,
    };
    let (path, literal) = inner.split_once(',')?;
    let (constant, ty, _) = values.property(path, owner)?;
    let text = unquoted(literal);
    let fits = ty == RustType::Prelude(PreludeType::String) && literal == quoted(&text);
    fits.then(|| constant.method(name, vec![Expression::Text(text)]))
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn is_ordered(ty: &RustType) -> bool {
    match ty {
        RustType::Prelude(ty) => *ty != PreludeType::Bool,
        RustType::Runtime(ty) => {
            matches!(ty, RuntimeType::DateTimeOffset | RuntimeType::Date | RuntimeType::TimeOfDay)
        }
        _ => false,
    }
}

/// Whether a value needs no quotes.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || "-+:.".contains(c))
}
