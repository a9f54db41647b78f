//! Makes names unique. In: the names requested for items. Out: [`Ident`]s that differ within their [`Scope`].

use crate::name::words::{words, words_with_case};
use crate::plan::ir::ident::Ident;
use std::collections::{BTreeMap, BTreeSet};

/// The identifiers of one scope.
#[derive(Clone, Debug, Default)]
pub struct Scope(BTreeSet<String>);

impl Scope {
    /// A scope with reserved names.
    pub fn with(taken: &[&str]) -> Self {
        Self(taken.iter().map(|&name| name.to_owned()).collect())
    }

    /// Takes the first free candidate, else the last one with a number. `joint` separates the number.
    pub fn take(&mut self, candidates: &[Ident], joint: &str) -> Ident {
        let free = candidates.iter().find(|ident| !self.0.contains(ident.bare())).cloned();
        let ident = free.unwrap_or_else(|| {
            let last = candidates.last().cloned().unwrap_or(Ident::nameless());
            let numbered = (2..).map(|number: usize| last.with_suffix(&format!("{joint}{number}")));
            let mut numbered = numbered.filter(|ident| !self.0.contains(ident.bare()));
            numbered.next().unwrap_or(last.clone())
        });
        self.0.insert(ident.bare().to_owned());
        ident
    }

    /// Takes a name if it is free.
    pub fn claim(&mut self, ident: &Ident) -> bool {
        self.0.insert(ident.bare().to_owned())
    }

    /// Names a list of items by their wire names. `pinned` returns the pinned name of an item.
    pub fn take_all(
        &mut self,
        wires: &[&str],
        spell: fn(&str) -> Ident,
        joint: &str,
        pinned: impl Fn(&str) -> Option<Ident>,
    ) -> Vec<Ident> {
        let wanted = wires.iter().map(|&wire| {
            let (plain, pinned) = (spell(wire), pinned(wire));
            // Most names are canonical. Their words need no marks, so the full name is the plain one.
            if plain.is_canonical(wire) {
                return Wanted { rank: (0, 0, wire), full: plain.clone(), plain, pinned, is_canonical: true };
            }
            let full = spell(&words_with_case(wire).join("-"));
            Wanted { rank: (marks(wire), 0, wire), plain, full, pinned, is_canonical: false }
        });
        self.take_wanted(&wanted.collect::<Vec<_>>(), joint)
    }

    /// Names a list of items. Pinned names have priority. Of several items with the same plain name, the one closest to the
    /// service's spelling gets it. The others get their full names, which do not depend on their neighbours.
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

/// The candidate names of an item.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// Marks, kind and wire name. The item with the least rank gets a contested name.
    pub rank: (usize, usize, &'a str),
    /// The plain name.
    pub plain: Ident,
    /// The name if another item has the plain one.
    pub full: Ident,
    /// The pinned name.
    pub pinned: Option<Ident>,
    /// Whether no added page can take the plain name.
    pub is_canonical: bool,
}

/// The number of deviations from the service's spelling of names.
pub fn marks(name: &str) -> usize {
    words_with_case(name).len().saturating_sub(words(name).count())
}

#[cfg(test)]
mod tests {
    use super::{Scope, marks};
    use crate::name::words::words_with_case;
    use crate::plan::ir::ident::Ident;
    use proptest::prelude::{prop_assert_eq, proptest};

    #[test]
    fn the_plain_name_is_for_what_is_spelt_by_the_rule() {
        let wires = ["low", "Low", "additional", "self", "Self"];
        let names = Scope::with(&["additional"]).take_all(&wires, Ident::snake, "_", |_| None);
        let names: Vec<&str> = names.iter().map(Ident::as_str).collect();
        assert_eq!(names, ["low", "upper_low", "additional_2", "self_", "upper_self"]);
    }

    proptest! {
        #[test]
        fn a_canonical_name_has_no_marks_and_is_its_full_name(wire in "([a-zA-Z0-9]{0,4}[_.A-Z]?){0,3}") {
            for spell in [Ident::snake, Ident::pascal] {
                let plain = spell(&wire);
                if plain.is_canonical(&wire) {
                    prop_assert_eq!(marks(&wire), 0);
                    prop_assert_eq!(spell(&words_with_case(&wire).join("-")), plain);
                }
            }
        }
    }
}
