//! Collects the imports of a file. In: names, and the conditions of the code that mentions them. Out: [`Import`]s, all used under
//! any selection of features.

use std::collections::BTreeMap;

use crate::plan::features::cfg::Condition;
use crate::plan::features::product_areas::Areas;
use crate::plan::ir::file::Import;
use crate::plan::ir::ident::Ident;

/// The names that a file uses from one module, with their conditions.
#[derive(Debug, Default)]
pub struct Imports(BTreeMap<Ident, Condition>);

impl Imports {
    /// Records a name that code mentions under a condition.
    pub fn mention(&mut self, name: &Ident, when: &Condition) {
        let known = self.0.get(name).map(|known| known.or(when));
        self.0.insert(name.clone(), known.unwrap_or_else(|| when.clone()));
    }

    /// The imports of a file with a condition: one for each additional condition.
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
