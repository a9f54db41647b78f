//! Converts the text of arguments in a URL into code. In: the text, the type of the argument. Out: [`Expression`]s.

use crate::examples::value::{Values, Wanted};
use crate::page::json::{self, Json};
use crate::plan::ir::argument::{ArgumentType, Writer};
use crate::plan::ir::expression::Expression;
use crate::plan::ir::rust_type::RustType;

/// A value without the surrounding quotes, with doubled quotes reduced to one.
pub(super) fn unquoted(value: &str) -> String {
    let inner = ['\'', '"'].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    inner.map_or_else(|| value.to_owned(), |inner| inner.replace("''", "'"))
}

impl Values<'_> {
    /// An argument of a function, from its text in the URL.
    pub(super) fn argument(&self, text: &str, ty: &ArgumentType, writer: &Writer) -> Option<Expression> {
        self.refresh();
        match ty {
            ArgumentType::Text if *writer == Writer::String => Some(Expression::Text(unquoted(text))),
            ArgumentType::Text | ArgumentType::Key => Some(Expression::text(text)),
            ArgumentType::Value(ty) => self.bare(text, ty),
            ArgumentType::Reference(ty) | ArgumentType::Slice(ty) if matches!(writer, Writer::Json(_)) => {
                let one = |json: &Json| self.value(json, ty, None, Wanted::Known);
                let value = match json::read(text).ok()?.0.value {
                    Json::Array(items) => {
                        Expression::Array(items.iter().map(|item| one(&item.value)).collect::<Option<_>>()?)
                    }
                    json => one(&json)?,
                };
                Some(Expression::Reference(Box::new(value)))
            }
            ArgumentType::Reference(ty) => Some(Expression::Reference(Box::new(self.quoted(text, ty)?))),
            ArgumentType::Texts => array(text, |item| Some(Expression::Text(unquoted(item)))),
            ArgumentType::Values(ty) => array(text, |item| self.bare(item, ty)),
            ArgumentType::Slice(ty) => {
                array(text, |item| self.quoted(item, ty)).map(|items| Expression::Reference(Box::new(items)))
            }
            ArgumentType::Into(_)
            | ArgumentType::Items(_)
            | ArgumentType::DerivedFrom(_)
            | ArgumentType::Changes(_)
            | ArgumentType::Bytes
            | ArgumentType::ByteSlice
            | ArgumentType::Referred => None,
        }
    }

    /// The value of a query parameter, from its text in the URL; `None` if the type would write another text.
    pub(super) fn parameter(&self, text: &str, ty: &ArgumentType) -> Option<Expression> {
        self.refresh();
        match ty {
            ArgumentType::Text => Some(Expression::text(text)),
            ArgumentType::Texts => {
                let item = |item: &str| (!item.is_empty()).then(|| Expression::text(item));
                text.split(',').map(item).collect::<Option<_>>().map(Expression::Array)
            }
            ArgumentType::Value(ty) => self.bare(text, ty),
            ArgumentType::Reference(ty) => {
                let value = self.value(&Json::String(text.to_owned()), ty, None, Wanted::Known)?;
                Some(Expression::Reference(Box::new(value)))
            }
            ArgumentType::Key
            | ArgumentType::Into(_)
            | ArgumentType::Items(_)
            | ArgumentType::Values(_)
            | ArgumentType::Slice(_)
            | ArgumentType::DerivedFrom(_)
            | ArgumentType::Changes(_)
            | ArgumentType::Bytes
            | ArgumentType::ByteSlice
            | ArgumentType::Referred => None,
        }
    }

    /// A value without quotes.
    fn bare(&self, text: &str, ty: &RustType) -> Option<Expression> {
        let json = match text {
            "true" | "false" => Json::Bool(text == "true"),
            number => Json::Number(number.to_owned()),
        };
        self.value(&json, ty, None, Wanted::Known)
    }

    /// A quoted value. Its type may precede the quotes.
    fn quoted(&self, text: &str, ty: &RustType) -> Option<Expression> {
        let inner = text.split_once('\'').map_or(text, |(_, rest)| rest.trim_end_matches('\''));
        self.value(&Json::String(inner.to_owned()), ty, None, Wanted::Known)
    }
}

/// The items of a list in brackets; `None` for an empty list, whose item type is unknown.
fn array(text: &str, item: impl Fn(&str) -> Option<Expression>) -> Option<Expression> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?;
    let items = inner.split(',').map(str::trim).filter(|text| !text.is_empty());
    let items: Vec<Expression> = items.map(item).collect::<Option<_>>()?;
    (!items.is_empty()).then_some(Expression::Array(items))
}
