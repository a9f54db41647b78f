//! Gathers what a file mentions of other modules. In: names and when the code is compiled that mentions them. Out: [`Import`]s, of
//! which none is unused in any choice of features.

use std::collections::BTreeMap;

use crate::plan::features::cfg::Condition;
use crate::plan::features::product_areas::Areas;
use crate::plan::ir::file::Import;
use crate::plan::ir::ident::Ident;

/// The names that a file mentions of one module, and when.
#[derive(Debug, Default)]
pub struct Imports(BTreeMap<Ident, Condition>);

impl Imports {
    /// Notes a name that is mentioned under a condition.
    pub fn mention(&mut self, name: &Ident, when: &Condition) {
        let known = self.0.get(name).map(|known| known.or(when));
        self.0.insert(name.clone(), known.unwrap_or_else(|| when.clone()));
    }

    /// The imports of a file that is compiled under a condition: one for each further condition.
    pub fn imports(self, module: &[Ident], file: &Condition, areas: &Areas) -> Vec<Import> {
        let mut names: BTreeMap<Condition, Vec<Ident>> = BTreeMap::new();
        for (name, when) in self.0 {
            names.entry(when.beyond(file)).or_default().push(name);
        }
        let import =
            |(when, names): (Condition, _)| Import { module: module.to_vec(), names, cfg: when.cfg(areas) };
        names.into_iter().map(import).collect()
    }
}
