//! Data type for the key of a method in `names.lock`.

use std::fmt;

use crate::facts::template::Method;

/// Identifies a method within its path item, so that its name can be pinned.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum MethodKey {
    /// The navigation, action or function of a segment, in lower case.
    Segment(String),
    /// An HTTP method of the path item itself.
    Verb(Method),
    /// An HTTP method of the references at `$ref`.
    Reference(Method),
    /// An HTTP method of the bytes at a segment: `$value`, `content`.
    Content(String, Method),
    /// The method that takes the whole request body, next to one that takes its parts.
    WithBody(Box<Self>),
    /// The method that takes a message in MIME format, next to one that takes JSON.
    Mime(Box<Self>),
}

impl fmt::Display for MethodKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Segment(segment) => f.write_str(segment),
            Self::Verb(method) => write!(f, "{method}"),
            Self::Reference(method) => write!(f, "$ref:{method}"),
            Self::Content(segment, method) => write!(f, "{segment}:{method}"),
            Self::WithBody(key) => write!(f, "{key}:with"),
            Self::Mime(key) => write!(f, "{key}:mime"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MethodKey;
    use crate::facts::template::Method;

    #[test]
    fn keys_are_one_word() {
        let check = |key: MethodKey, text: &str| assert_eq!(key.to_string(), text);
        check(MethodKey::Segment("sendmail".to_owned()), "sendmail");
        check(MethodKey::Verb(Method::Post), "POST");
        check(MethodKey::Reference(Method::Put), "$ref:PUT");
        check(MethodKey::Content("$value".to_owned(), Method::Get), "$value:GET");
        check(MethodKey::WithBody(Box::new(MethodKey::Segment("sendmail".to_owned()))), "sendmail:with");
        check(MethodKey::Mime(Box::new(MethodKey::Verb(Method::Post))), "POST:mime");
    }
}
