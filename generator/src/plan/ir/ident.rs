//! In: wire names. Out: [`Ident`]s, spelt as Rust spells them and unique in their scope.

use std::collections::{BTreeMap, BTreeSet};

use crate::name::words::{words, words_with_case};

/// An identifier that Rust accepts, with `r#` where it must be raw.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Ident(String);

/// Words that cannot be raw.
const NEVER_RAW: &[&str] = &["crate", "self", "super"];

/// The name of what has none.
const NAMELESS: &str = "nameless";

/// Words that must be raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

impl Ident {
    /// Spells a name as fields, methods and modules are: `toRecipients` becomes `to_recipients`.
    pub fn snake(name: &str) -> Self {
        let words: Vec<String> = words(name).map(str::to_ascii_lowercase).collect();
        Self::valid(words.join("_"), "n", NAMELESS)
    }

    /// Spells a name as constants are: `toRecipients` becomes `TO_RECIPIENTS`.
    pub fn screaming(name: &str) -> Self {
        let words: Vec<String> = words(name).map(str::to_ascii_uppercase).collect();
        Self::valid(words.join("_"), "N", "NAMELESS")
    }

    /// Spells a name as types and variants are: `toRecipients` becomes `ToRecipients`.
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
            // `iOSApp` is one mark and a word: `IosApp`.
            after_lone_letter =
                at_start && word.len() == 1 && word.starts_with(|c: char| c.is_ascii_lowercase());
        }
        Self::valid(joined, "Value", "Nameless")
    }

    /// The module above: `super`.
    pub fn parent() -> Self {
        Self("super".to_owned())
    }

    /// The crate itself: `crate`.
    pub fn crate_root() -> Self {
        Self("crate".to_owned())
    }

    /// The module itself: `self`.
    pub fn this() -> Self {
        Self("self".to_owned())
    }

    /// Puts a text behind, which must hold letters, digits and `_` only.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        // `self_` and `_2` are `self_2`.
        let bare = if suffix.starts_with('_') { self.bare().trim_end_matches('_') } else { self.bare() };
        Self::valid(format!("{bare}{suffix}"), "", NAMELESS)
    }

    /// Puts a text in front, which must start with a letter and hold letters, digits and `_` only.
    #[must_use]
    pub fn with_prefix(&self, prefix: &str) -> Self {
        Self::valid(format!("{prefix}{}", self.bare()), "", NAMELESS)
    }

    /// The constant that goes with a field: `r#type` becomes `TYPE`.
    #[must_use]
    pub fn to_constant(&self) -> Self {
        Self::valid(self.bare().to_ascii_uppercase(), "", NAMELESS)
    }

    /// A name that was given before and fits, see [`Self::is_snake`] and [`Self::is_pascal`].
    pub fn pinned(name: &str) -> Self {
        Self::valid(name.to_owned(), "", NAMELESS)
    }

    /// Whether a text, which may be a keyword, can be the name of a field, method or module.
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

    /// Whether it is the name of what is spelt so, and nothing that is spelt otherwise has a better right to it: it is made of the
    /// words of `lowerCamelCase` and nothing else.
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

    /// The identifier as code has it: `r#type`.
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
            // An underscore at its end would stand within the names that are made of it.
            "Self" => Self("SelfValue".to_owned()),
            word if NEVER_RAW.contains(&word) => Self(text + "_"),
            word if KEYWORDS.contains(&word) => Self(format!("r#{text}")),
            word if word.starts_with(|c: char| c.is_ascii_digit()) => Self(format!("{prefix}{text}")),
            _ => Self(text),
        }
    }
}

/// The identifiers of one scope.
#[derive(Clone, Debug, Default)]
pub struct Scope(BTreeSet<String>);

impl Scope {
    /// A scope in which some names are taken.
    pub fn with(taken: &[&str]) -> Self {
        Self(taken.iter().map(|&name| name.to_owned()).collect())
    }

    /// Takes the first candidate that is free, else the last one with a number; `joint` stands before the number.
    pub fn take(&mut self, candidates: &[Ident], joint: &str) -> Ident {
        let free = candidates.iter().find(|ident| !self.0.contains(ident.bare())).cloned();
        let ident = free.unwrap_or_else(|| {
            let last = candidates.last().cloned().unwrap_or(Ident(NAMELESS.to_owned()));
            let numbered = (2..).map(|number: usize| last.with_suffix(&format!("{joint}{number}")));
            let mut numbered = numbered.filter(|ident| !self.0.contains(ident.bare()));
            numbered.next().unwrap_or(last.clone())
        });
        self.0.insert(ident.bare().to_owned());
        ident
    }

    /// Takes a name when it is free.
    pub fn claim(&mut self, ident: &Ident) -> bool {
        self.0.insert(ident.bare().to_owned())
    }

    /// Names a list by the wire names; `pinned` tells the names that some have already.
    pub fn take_all(
        &mut self,
        wires: &[&str],
        spell: fn(&str) -> Ident,
        joint: &str,
        pinned: impl Fn(&str) -> Option<Ident>,
    ) -> Vec<Ident> {
        let wanted = wires.iter().map(|&wire| Wanted {
            rank: (marks(wire), 0, wire),
            plain: spell(wire),
            full: spell(&words_with_case(wire).join("-")),
            pinned: pinned(wire),
            is_canonical: spell(wire).is_canonical(wire),
        });
        self.take_wanted(&wanted.collect::<Vec<_>>(), joint)
    }

    /// Names a list. What has a name already keeps it. Of several that would get one name, that has it which is spelt most as the
    /// service spells names; the others say more, so that their names follow from themselves whatever stands beside them.
    pub fn take_wanted(&mut self, wanted: &[Wanted<'_>], joint: &str) -> Vec<Ident> {
        let mut named: Vec<Option<Ident>> =
            wanted.iter().map(|one| one.pinned.clone().filter(|ident| self.claim(ident))).collect();
        for (name, one) in
            named.iter_mut().zip(wanted).filter(|(name, one)| name.is_none() && one.is_canonical)
        {
            *name = Some(one.plain.clone()).filter(|ident| self.claim(ident));
        }
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        order.sort_by_key(|&index| (wanted[index].rank, index));
        let mut first: BTreeMap<&Ident, usize> = BTreeMap::new();
        for &index in &order {
            first.entry(&wanted[index].plain).or_insert(index);
        }
        for index in order {
            let Wanted { plain, full, .. } = &wanted[index];
            let candidates = [plain.clone(), full.clone()];
            let is_first = first.get(plain) == Some(&index);
            if named[index].is_none() {
                named[index] = Some(self.take(if is_first { &candidates } else { &candidates[1..] }, joint));
            }
        }
        named.into_iter().flatten().collect()
    }
}

/// What something may be called.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The least of those that would have one name has it: its marks, its kind and its wire name.
    pub rank: (usize, usize, &'a str),
    /// The name.
    pub plain: Ident,
    /// The name where another has the plain one.
    pub full: Ident,
    /// The name that it has already.
    pub pinned: Option<Ident>,
    /// Whether nothing can have a better right to the plain name.
    pub is_canonical: bool,
}

/// How much of a name is spelt otherwise than the service spells names.
pub fn marks(name: &str) -> usize {
    words_with_case(name).len().saturating_sub(words(name).count())
}

#[cfg(test)]
mod tests {
    use super::{Ident, Scope};

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
    }

    #[test]
    fn a_digit_does_not_lead() {
        check("1to5", "n1to5", "Value1to5");
    }

    #[test]
    fn the_plain_name_is_for_what_is_spelt_by_the_rule() {
        let wires = ["low", "Low", "additional", "self", "Self"];
        let names = Scope::with(&["additional"]).take_all(&wires, Ident::snake, "_", |_| None);
        let names: Vec<&str> = names.iter().map(Ident::as_str).collect();
        assert_eq!(names, ["low", "upper_low", "additional_2", "self_", "upper_self"]);
    }
}
