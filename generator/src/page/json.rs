//! Parses lenient JSON. In: text. Out: a [`Node`] whose values keep their offsets, and the tolerated faults.
//!
//! Tolerates trailing and missing commas, comments, bare keys, single quotes and raw line ends in strings (AD-8).

pub mod fault;

use self::fault::{Fault, FaultKind};

/// The maximum nesting of values.
const DEPTH: usize = 64;

/// The maximum number of members of an object.
const MEMBERS: usize = 5_000;

/// A value with its offset.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Json,
    /// The byte where the value starts, counted from the start of the parsed text.
    pub at: usize,
}

/// A JSON value. Objects keep the order of their keys.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as written.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object.
    Object(Vec<(String, Node)>),
}

impl Json {
    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a boolean, also if it is written as a string.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::String(text) if text.trim().eq_ignore_ascii_case("true") => Some(true),
            Self::String(text) if text.trim().eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    /// The members of an object. Empty for other values.
    pub fn members(&self) -> &[(String, Node)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// A member of an object: the exact key, else one that differs in letter case (AD-8).
    pub fn get(&self, key: &str) -> Option<&Node> {
        let members = self.members();
        let exact = members.iter().find(|(name, _)| name == key);
        exact
            .or_else(|| members.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)))
            .map(|(_, node)| node)
    }
}

/// Parses the first value of a text.
///
/// # Errors
/// The fault that could not be tolerated.
pub fn read(text: &str) -> Result<(Node, Vec<Fault>), Fault> {
    let mut reader = Reader { text: text.as_bytes(), source: text, at: 0, depth: 0, faults: Vec::new() };
    reader.blank();
    let node = reader.value()?;
    reader.blank();
    if reader.at < text.len() {
        reader.fault(FaultKind::TrailingText);
    }
    Ok((node, reader.faults))
}

struct Reader<'t> {
    text: &'t [u8],
    source: &'t str,
    at: usize,
    depth: usize,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn fault(&mut self, kind: FaultKind) {
        self.faults.push(Fault { kind, at: self.at });
    }

    fn fail<T>(&self, kind: FaultKind) -> Result<T, Fault> {
        Err(Fault { kind, at: self.at })
    }

    fn starts_with(&self, text: &str) -> bool {
        self.text[self.at..].starts_with(text.as_bytes())
    }

    /// Skips white space, comments, ellipses and no-break spaces.
    fn blank(&mut self) {
        loop {
            match self.peek() {
                Some(byte) if byte.is_ascii_whitespace() => self.at += 1,
                Some(0xc2) if self.starts_with("\u{a0}") => {
                    // A page with one no-break space usually has many; one report is enough.
                    if !self.faults.iter().any(|fault| fault.kind == FaultKind::HardSpace) {
                        self.fault(FaultKind::HardSpace);
                    }
                    self.at += 2;
                }
                Some(b'/') if self.starts_with("//") => self.comment("\n", 0),
                Some(b'/') if self.starts_with("/*") => self.comment("*/", 2),
                Some(b'.') if self.starts_with("...") => {
                    self.fault(FaultKind::Ellipsis);
                    self.at += 3;
                }
                Some(0xe2) if self.starts_with("…") => {
                    self.fault(FaultKind::Ellipsis);
                    self.at += "…".len();
                }
                _ => return,
            }
        }
    }

    fn comment(&mut self, end: &str, extra: usize) {
        self.fault(FaultKind::Comment);
        let found = self.source[self.at..].find(end);
        self.at = found.map_or(self.text.len(), |found| self.at + found + extra);
    }

    fn value(&mut self) -> Result<Node, Fault> {
        let at = self.at;
        let value = match self.peek() {
            None => return self.fail(FaultKind::End),
            Some(b'{' | b'[') if self.depth == DEPTH => return self.fail(FaultKind::Depth),
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Json::String(self.string(b'"')?),
            Some(b'\'') => {
                self.fault(FaultKind::SingleQuotes);
                Json::String(self.string(b'\'')?)
            }
            Some(_) => self.word()?,
        };
        Ok(Node { value, at })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Json, Fault>) -> Result<Json, Fault> {
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// Skips the commas between members. Returns whether it reached the closing bracket.
    fn separator(&mut self, close: u8, first: bool) -> Result<bool, Fault> {
        self.blank();
        let mut commas = 0;
        while self.peek() == Some(b',') {
            if commas > 0 || first {
                self.fault(FaultKind::DoubledComma);
            }
            commas += 1;
            self.at += 1;
            self.blank();
        }
        match self.peek() {
            None => self.fail(FaultKind::End),
            Some(byte) if byte == close => {
                if commas > 0 {
                    self.fault(FaultKind::TrailingComma);
                }
                self.at += 1;
                Ok(true)
            }
            Some(_) => {
                if commas == 0 && !first {
                    self.fault(FaultKind::MissingComma);
                }
                Ok(false)
            }
        }
    }

    fn array(&mut self) -> Result<Json, Fault> {
        let mut items = Vec::new();
        while !self.separator(b']', items.is_empty())? {
            items.push(self.value()?);
        }
        Ok(Json::Array(items))
    }

    fn object(&mut self) -> Result<Json, Fault> {
        let mut members = Vec::new();
        while !self.separator(b'}', members.is_empty())? {
            let key = self.key()?;
            self.blank();
            if self.peek() != Some(b':') {
                return self.fail(FaultKind::Unexpected);
            }
            self.at += 1;
            self.blank();
            members.push((key, self.value()?));
            if members.len() > MEMBERS {
                return self.fail(FaultKind::Size);
            }
        }
        Ok(Json::Object(members))
    }

    fn key(&mut self) -> Result<String, Fault> {
        match self.peek() {
            Some(b'"') => self.string(b'"'),
            Some(b'\'') => {
                self.fault(FaultKind::SingleQuotes);
                self.string(b'\'')
            }
            _ => {
                self.fault(FaultKind::BareWord);
                self.bare(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'@' | b'.' | b'$'))
            }
        }
    }

    fn bare(&mut self, fits: fn(u8) -> bool) -> Result<String, Fault> {
        let length = self.text[self.at..].iter().take_while(|byte| fits(**byte)).count();
        if length == 0 {
            return self.fail(FaultKind::Unexpected);
        }
        let word = self.source[self.at..self.at + length].to_owned();
        self.at += length;
        Ok(word)
    }

    fn word(&mut self) -> Result<Json, Fault> {
        let at = self.at;
        // A date-time without quotes contains colons.
        let word = self
            .bare(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.' | b':'))?;
        match word.as_str() {
            "null" => return Ok(Json::Null),
            "true" | "false" => return Ok(Json::Bool(word == "true")),
            _ => {}
        }
        if word.parse::<f64>().is_ok_and(f64::is_finite) {
            return Ok(Json::Number(word));
        }
        self.faults.push(Fault { kind: FaultKind::BareWord, at });
        Ok(Json::String(word))
    }

    fn string(&mut self, quote: u8) -> Result<String, Fault> {
        self.at += 1;
        let mut text = String::new();
        let mut from = self.at;
        loop {
            match self.peek() {
                None => return self.fail(FaultKind::End),
                Some(byte) if byte == quote => {
                    text.push_str(&self.source[from..self.at]);
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    text.push_str(&self.source[from..self.at]);
                    self.escape(&mut text);
                    from = self.at;
                }
                Some(byte) => {
                    if byte < b' ' {
                        self.fault(FaultKind::RawControl);
                    }
                    self.at += 1;
                }
            }
        }
    }

    /// Parses an escape. An unknown escape is kept as written.
    fn escape(&mut self, text: &mut String) {
        let rest = &self.source[self.at + 1..];
        let known = match rest.chars().next() {
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some(c @ ('"' | '\\' | '/' | '\'')) => Some(c),
            Some('u') => return self.unicode(text),
            _ => None,
        };
        match known {
            Some(c) => {
                text.push(c);
                self.at += 2;
            }
            None => {
                self.fault(FaultKind::BadEscape);
                text.push('\\');
                self.at += 1;
            }
        }
    }

    fn unicode(&mut self, text: &mut String) {
        let unit = |at: usize| {
            let digits = self.source.get(at..at + 6)?.strip_prefix("\\u")?;
            u16::from_str_radix(digits, 16).ok()
        };
        let units: Vec<u16> = [unit(self.at), unit(self.at + 6)].into_iter().map_while(|unit| unit).collect();
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => {
                text.push(c);
                self.at += 6 * c.len_utf16();
            }
            _ => {
                self.fault(FaultKind::BadEscape);
                text.push('\\');
                self.at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests;
