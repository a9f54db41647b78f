//! Spells identifiers by the conventions of Rust. In: wire names. Out: [`Ident`]s.

use crate::name::words::words;

/// A valid Rust identifier, with `r#` if necessary.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Ident(String);

/// Keywords that cannot be raw identifiers.
const NEVER_RAW: &[&str] = &["crate", "self", "super"];

/// The identifier for names without letters and digits.
const NAMELESS: &str = "nameless";

/// A keyword since edition 2024, which `syn` accepts as an identifier.
const GEN: &str = "gen";

impl Ident {
    /// The identifier for a name without letters and digits.
    pub(in crate::plan) fn nameless() -> Self {
        Self(NAMELESS.to_owned())
    }

    /// The name in the case of fields, methods and modules: `toRecipients` becomes `to_recipients`.
    pub fn snake(name: &str) -> Self {
        let mut joined = joined(name);
        joined.make_ascii_lowercase();
        Self::valid(joined, "n", NAMELESS)
    }

    /// The name in the case of constants: `toRecipients` becomes `TO_RECIPIENTS`.
    pub fn screaming(name: &str) -> Self {
        let mut joined = joined(name);
        joined.make_ascii_uppercase();
        Self::valid(joined, "N", "NAMELESS")
    }

    /// The name in the case of types and variants: `toRecipients` becomes `ToRecipients`.
    pub fn pascal(name: &str) -> Self {
        let mut joined = String::new();
        let mut after_lone_letter = false;
        for word in words(name) {
            let at_start = joined.is_empty();
            let mut letters = word.chars();
            if let Some(first) = letters.next() {
                joined.push(if after_lone_letter {
                    first.to_ascii_lowercase()
                } else {
                    first.to_ascii_uppercase()
                });
                joined.extend(letters.map(|letter| letter.to_ascii_lowercase()));
            }
            // `iOSApp` is a lone letter and a word: `IosApp`.
            after_lone_letter =
                at_start && word.len() == 1 && word.starts_with(|c: char| c.is_ascii_lowercase());
        }
        Self::valid(joined, "Value", "Nameless")
    }

    /// The parent module: `super`.
    pub fn parent() -> Self {
        Self("super".to_owned())
    }

    /// The root of the crate: `crate`.
    pub fn crate_root() -> Self {
        Self("crate".to_owned())
    }

    /// Appends a suffix of letters, digits and `_`.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        // Both `self_` and `self` become `self_2` with the suffix `_2`.
        let bare = if suffix.starts_with('_') { self.bare().trim_end_matches('_') } else { self.bare() };
        Self::valid(format!("{bare}{suffix}"), "", NAMELESS)
    }

    /// Prepends a prefix of letters, digits and `_`, which starts with a letter.
    #[must_use]
    pub fn with_prefix(&self, prefix: &str) -> Self {
        Self::valid(format!("{prefix}{}", self.bare()), "", NAMELESS)
    }

    /// The constant of a field: `r#type` becomes `TYPE`.
    #[must_use]
    pub fn to_constant(&self) -> Self {
        Self::valid(self.bare().to_ascii_uppercase(), "", NAMELESS)
    }

    /// A pinned name. The caller has checked it with [`Self::is_snake`] or [`Self::is_pascal`].
    pub fn pinned(name: &str) -> Self {
        Self::valid(name.to_owned(), "", NAMELESS)
    }

    /// Whether a text can be the name of a field, method or module. Includes keywords.
    pub fn is_snake(text: &str) -> bool {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(fits)
            && !text.contains("__")
            && !NEVER_RAW.contains(&text)
    }

    /// Whether a text can be the name of a type or variant.
    pub fn is_pascal(text: &str) -> bool {
        text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.chars().all(|c| c.is_ascii_alphanumeric())
            && text != "Self"
    }

    /// Whether this is the canonical name for a wire name: one that no other wire name can take. The wire name consists only of
    /// words in `lowerCamelCase`.
    pub fn is_canonical(&self, wire: &str) -> bool {
        let mut spelt = String::with_capacity(self.0.len());
        for part in self.bare().split('_') {
            let mut letters = part.chars();
            let first = letters.next();
            let is_start = spelt.is_empty();
            spelt.extend(
                first.map(|c| if is_start { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }),
            );
            spelt.extend(letters);
        }
        spelt == wire
    }

    /// The identifier as in code: `r#type`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier without `r#`.
    pub fn bare(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }

    fn valid(text: String, prefix: &str, nameless: &str) -> Self {
        match text.as_str() {
            "" => Self(nameless.to_owned()),
            // A trailing underscore would end up inside longer names.
            "Self" => Self("SelfValue".to_owned()),
            word if NEVER_RAW.contains(&word) => Self(text + "_"),
            word if word.starts_with(|c: char| c.is_ascii_digit()) => Self(format!("{prefix}{text}")),
            word if is_keyword(word) => Self(format!("r#{text}")),
            _ => Self(text),
        }
    }
}

/// The words of a name with `_` between them.
fn joined(name: &str) -> String {
    let mut joined = String::with_capacity(name.len() + 8);
    for word in words(name) {
        if !joined.is_empty() {
            joined.push('_');
        }
        joined.push_str(word);
    }
    joined
}

/// Whether a word must be raw. A word with a character other than a lower-case letter is no keyword and needs no parsing.
fn is_keyword(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
        && (word == GEN || syn::parse_str::<syn::Ident>(word).is_err())
}

#[cfg(test)]
mod tests {
    use super::Ident;

    #[track_caller]
    fn check(name: &str, snake: &str, pascal: &str) {
        assert_eq!((Ident::snake(name).as_str(), Ident::pascal(name).as_str()), (snake, pascal));
    }

    #[test]
    fn humps_and_acronyms_are_words() {
        check("toRecipients", "to_recipients", "ToRecipients");
        check("microsoftURL", "microsoft_url", "MicrosoftUrl");
        check("azureADDevice", "azure_ad_device", "AzureAdDevice");
        check("iOSApp", "i_os_app", "IosApp");
        check(
            "windows10GeneralConfiguration",
            "windows10_general_configuration",
            "Windows10GeneralConfiguration",
        );
    }

    #[test]
    fn an_acronym_keeps_its_plural() {
        check("assignedIDs", "assigned_ids", "AssignedIds");
        check("URLsToOpen", "urls_to_open", "UrlsToOpen");
    }

    #[test]
    fn other_characters_part_words() {
        check("@odata.nextLink", "odata_next_link", "OdataNextLink");
        check("$count", "count", "Count");
        check("_", "nameless", "Nameless");
    }

    #[test]
    fn keywords_are_raw_or_marked() {
        check("type", "r#type", "Type");
        check("move", "r#move", "Move");
        check("self", "self_", "SelfValue");
        check("gen", "r#gen", "Gen");
        check("union", "union", "Union");
    }

    #[test]
    fn a_digit_does_not_lead() {
        check("1to5", "n1to5", "Value1to5");
    }
}
