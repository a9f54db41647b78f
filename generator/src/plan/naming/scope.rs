//! In: the names that items want. Out: [`Ident`]s that differ within their [`Scope`].

use crate::name::words::{words, words_with_case};
use crate::plan::ir::ident::Ident;
use std::collections::{BTreeMap, BTreeSet};

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
            let last = candidates.last().cloned().unwrap_or(Ident::nameless());
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

/// The candidate names of an item.
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
    use super::Scope;
    use crate::plan::ir::ident::Ident;

    #[test]
    fn the_plain_name_is_for_what_is_spelt_by_the_rule() {
        let wires = ["low", "Low", "additional", "self", "Self"];
        let names = Scope::with(&["additional"]).take_all(&wires, Ident::snake, "_", |_| None);
        let names: Vec<&str> = names.iter().map(Ident::as_str).collect();
        assert_eq!(names, ["low", "upper_low", "additional_2", "self_", "upper_self"]);
    }
}
