//! Propagates areas along the types that contain others. In: the types of a version. Out: the areas that need each type.

use crate::plan::ir::rust_type::resolve;
use std::collections::BTreeMap;

use crate::plan::ir::area_set::AreaSet;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::{ItemPlan, TypeItem};
use crate::plan::ir::rust_type::{RustType, TypePath};
use crate::plan::naming::file_names;

/// The types of a version, with edges to the types that they contain.
pub(super) struct TypeGraph {
    knots: BTreeMap<TypePath, usize>,
    nodes: Vec<TypeNode>,
}

/// A type of the default namespace, or all types of another one, because such a namespace is compiled as a whole.
#[derive(Clone, Debug, Default)]
struct TypeNode {
    need: AreaSet,
    holds: Vec<usize>,
    leads_to: Vec<usize>,
    /// Whether its pages state an area. A type without area is compiled with every type that leads to it.
    has_area: bool,
}

impl TypeGraph {
    pub(super) fn new(types: &[TypeItem]) -> Self {
        let mut numbers: BTreeMap<(Option<&Ident>, Option<&Ident>), usize> = BTreeMap::new();
        let mut knots = BTreeMap::new();
        for TypeItem { path, .. } in types {
            let module = path.module.as_ref();
            let fresh = numbers.len();
            let number = *numbers.entry((module, module.is_none().then_some(&path.ident))).or_insert(fresh);
            knots.insert(path.clone(), number);
        }
        let mut web = Self { nodes: vec![TypeNode::default(); numbers.len()], knots };
        types.iter().for_each(|item| web.tie(item));
        web.tie_files(types);
        web
    }

    /// Ties the types of each file together, because the condition is at the declaration of the file.
    fn tie_files(&mut self, types: &[TypeItem]) {
        let mut by_file: BTreeMap<Ident, Vec<usize>> = BTreeMap::new();
        for TypeItem { path, plan, .. } in types.iter().filter(|item| item.path.module.is_none()) {
            let number = self.knots.get(path).copied();
            by_file.entry(file_names::of_type(plan.file_ident(), "models")).or_default().extend(number);
        }
        for numbers in by_file.into_values().filter(|numbers| numbers.len() > 1) {
            for number in &numbers {
                self.nodes[*number].holds.extend(numbers.iter().filter(|other| *other != number));
            }
        }
    }

    fn tie(&mut self, TypeItem { path, area, plan }: &TypeItem) {
        let to = |ty: &RustType| -> Vec<usize> {
            let paths =
                ty.paths().into_iter().filter_map(|mentioned| resolve(mentioned, path.module.as_ref()));
            paths.filter_map(|path| self.knots.get(&path).copied()).collect()
        };
        let (mut holds, mut leads_to) = (Vec::new(), Vec::new());
        match plan {
            ItemPlan::Struct(plan) => {
                holds.extend(plan.polymorphic.iter().flat_map(|any| to(&RustType::Named(vec![any.clone()]))));
                plan.fields.iter().for_each(|field| {
                    if field.is_reference {
                        leads_to.extend(to(&field.ty))
                    } else {
                        holds.extend(to(&field.ty))
                    }
                });
            }
            ItemPlan::Polymorphic(plan) => {
                holds.extend(to(&plan.base));
                plan.variants.iter().for_each(|variant| leads_to.extend(to(&variant.ty)));
            }
            ItemPlan::Enum(_) => {}
        }
        let Some(knot) = self.knots.get(path).and_then(|&number| self.nodes.get_mut(number)) else {
            return;
        };
        knot.holds.extend(holds);
        knot.leads_to.extend(leads_to);
        knot.need.add(*area);
        knot.has_area |= !area.is_empty();
    }

    /// Adds areas that need a type. The path is relative to a module of `models`, or to the version.
    pub(super) fn need(&mut self, path: &[Ident], home: Option<&Ident>, areas: AreaSet) {
        let number = resolve(path, home).and_then(|path| self.knots.get(&path));
        if let Some(knot) = number.and_then(|&number| self.nodes.get_mut(number)) {
            knot.need.add(areas);
        }
    }

    /// Propagates areas to all contained types. Types that nothing needs are compiled for `otherwise`.
    pub(super) fn settle(mut self, otherwise: AreaSet) -> BTreeMap<TypePath, AreaSet> {
        self.pass_on();
        for knot in self.nodes.iter_mut().filter(|knot| knot.need.is_empty()) {
            knot.need = otherwise;
        }
        self.pass_on();
        self.knots.into_iter().map(|(path, number)| (path, self.nodes[number].need)).collect()
    }

    fn pass_on(&mut self) {
        let mut open: Vec<usize> = (0..self.nodes.len()).collect();
        while let Some(number) = open.pop() {
            let TypeNode { need, holds, leads_to, .. } = self.nodes[number].clone();
            let along = leads_to.into_iter().filter(|&next| !self.nodes[next].has_area);
            for next in holds.into_iter().chain(along).collect::<Vec<_>>() {
                if self.nodes[next].need.add(need) {
                    open.push(next);
                }
            }
        }
    }
}
