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
    /// The number of the node of each type.
    numbers: BTreeMap<TypePath, usize>,
    nodes: Vec<TypeNode>,
}

/// A type of the default namespace, or all types of another one, because such a namespace is compiled as a whole.
#[derive(Clone, Debug, Default)]
struct TypeNode {
    need: AreaSet,
    contains: Vec<usize>,
    refers_to: Vec<usize>,
    /// Whether its pages state an area. A type without area is compiled with every type that refers to it.
    has_area: bool,
}

impl TypeGraph {
    pub(super) fn new(types: &[TypeItem]) -> Self {
        let mut groups: BTreeMap<(Option<&Ident>, Option<&Ident>), usize> = BTreeMap::new();
        let mut numbers = BTreeMap::new();
        for TypeItem { path, .. } in types {
            let module = path.module.as_ref();
            let fresh = groups.len();
            let number = *groups.entry((module, module.is_none().then_some(&path.ident))).or_insert(fresh);
            numbers.insert(path.clone(), number);
        }
        let mut graph = Self { nodes: vec![TypeNode::default(); groups.len()], numbers };
        types.iter().for_each(|item| graph.add_edges(item));
        graph.connect_files(types);
        graph
    }

    /// Connects the types of each file with each other, because the condition is at the declaration of the file.
    fn connect_files(&mut self, types: &[TypeItem]) {
        let mut by_file: BTreeMap<Ident, Vec<usize>> = BTreeMap::new();
        for TypeItem { path, plan, .. } in types.iter().filter(|item| item.path.module.is_none()) {
            let number = self.numbers.get(path).copied();
            by_file.entry(file_names::of_type(plan.file_ident(), "models")).or_default().extend(number);
        }
        for numbers in by_file.into_values().filter(|numbers| numbers.len() > 1) {
            for number in &numbers {
                self.nodes[*number].contains.extend(numbers.iter().filter(|other| *other != number));
            }
        }
    }

    fn add_edges(&mut self, TypeItem { path, area, plan }: &TypeItem) {
        let to = |ty: &RustType| -> Vec<usize> {
            let paths =
                ty.paths().into_iter().filter_map(|mentioned| resolve(mentioned, path.module.as_ref()));
            paths.filter_map(|path| self.numbers.get(&path).copied()).collect()
        };
        let (mut contains, mut refers_to) = (Vec::new(), Vec::new());
        match plan {
            ItemPlan::Struct(plan) => {
                contains
                    .extend(plan.polymorphic.iter().flat_map(|any| to(&RustType::Named(vec![any.clone()]))));
                plan.fields.iter().for_each(|field| {
                    if field.is_reference {
                        refers_to.extend(to(&field.ty))
                    } else {
                        contains.extend(to(&field.ty))
                    }
                });
            }
            ItemPlan::Polymorphic(plan) => {
                contains.extend(to(&plan.base));
                plan.variants.iter().for_each(|variant| refers_to.extend(to(&variant.ty)));
            }
            ItemPlan::Enum(_) => {}
        }
        let Some(node) = self.numbers.get(path).and_then(|&number| self.nodes.get_mut(number)) else {
            return;
        };
        node.contains.extend(contains);
        node.refers_to.extend(refers_to);
        node.need.add(*area);
        node.has_area |= !area.is_empty();
    }

    /// Adds areas that need a type. The path is relative to a module of `models`, or to the version.
    pub(super) fn need(&mut self, path: &[Ident], home: Option<&Ident>, areas: AreaSet) {
        let number = resolve(path, home).and_then(|path| self.numbers.get(&path));
        if let Some(node) = number.and_then(|&number| self.nodes.get_mut(number)) {
            node.need.add(areas);
        }
    }

    /// Propagates areas to all contained types. Types that nothing needs are compiled for `otherwise`.
    pub(super) fn propagate(mut self, otherwise: AreaSet) -> BTreeMap<TypePath, AreaSet> {
        self.follow_edges();
        for node in self.nodes.iter_mut().filter(|node| node.need.is_empty()) {
            node.need = otherwise;
        }
        self.follow_edges();
        self.numbers.into_iter().map(|(path, number)| (path, self.nodes[number].need)).collect()
    }

    fn follow_edges(&mut self) {
        let mut pending: Vec<usize> = (0..self.nodes.len()).collect();
        while let Some(number) = pending.pop() {
            let TypeNode { need, contains, refers_to, .. } = self.nodes[number].clone();
            let along = refers_to.into_iter().filter(|&next| !self.nodes[next].has_area);
            for next in contains.into_iter().chain(along).collect::<Vec<_>>() {
                if self.nodes[next].need.add(need) {
                    pending.push(next);
                }
            }
        }
    }
}
