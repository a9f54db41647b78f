//! Finds import cycles. In: [`Crate`]. Out: [`Cycle`]s between modules with the same parent, and calls of functions of parents.
//!
//! A module may use data types of its parents, but not their functions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::modules::{Crate, Use};

/// The uses between modules with the same parent, by pair of modules.
type Level<'u> = BTreeMap<(&'u str, &'u str), Vec<&'u Use>>;

/// Modules with the same parent that use each other.
#[derive(Debug)]
pub(crate) struct Cycle {
    /// The path of the parent. Empty for the root.
    parent: String,
    /// One use for each pair of modules.
    uses: Vec<String>,
}

impl fmt::Display for Cycle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}`: {}", self.parent, self.uses.join(", "))
    }
}

/// The import cycles of a crate.
pub(crate) fn cycles(modules: &Crate) -> Vec<Cycle> {
    let uses = modules.uses();
    let mut levels: BTreeMap<&[String], Level<'_>> = BTreeMap::new();
    for used in &uses {
        let shared = used.from.iter().zip(&used.to).take_while(|(one, other)| one == other).count();
        if let (Some(from), Some(to)) = (used.from.get(shared), used.to.get(shared)) {
            let level = levels.entry(&used.from[..shared]).or_default();
            level.entry((from, to)).or_default().push(used);
        }
    }
    levels.iter().flat_map(|(parent, level)| cycles_of(parent, level)).collect()
}

fn cycles_of(parent: &[String], level: &Level<'_>) -> Vec<Cycle> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (start, _) in level.keys() {
        let knot: BTreeSet<&str> = reachable(start, level)
            .into_iter()
            .filter(|other| reachable(other, level).contains(start))
            .collect();
        if knot.contains(start) && knot.iter().all(|name| seen.insert(*name)) {
            let inside = level.iter().filter(|((from, to), _)| knot.contains(from) && knot.contains(to));
            let uses = inside.filter_map(|(_, uses)| uses.first()).map(ToString::to_string).collect();
            found.push(Cycle { parent: parent.join("::"), uses });
        }
    }
    found
}

/// The modules that one uses, directly or through others.
fn reachable<'u>(start: &'u str, level: &Level<'u>) -> BTreeSet<&'u str> {
    let mut found = BTreeSet::new();
    let mut open = vec![start];
    while let Some(name) = open.pop() {
        let next = level.keys().filter(|(from, _)| *from == name).map(|(_, to)| *to);
        open.extend(next.filter(|to| found.insert(*to)));
    }
    found
}

/// Calls of functions of parent modules.
pub(crate) fn calls_to_parents(modules: &Crate) -> Vec<String> {
    let uses = modules.uses();
    let is_call = |used: &&Use| used.is_function && used.from.starts_with(&used.to);
    uses.iter().filter(is_call).map(ToString::to_string).collect()
}
