//! Computes the areas that need each item. In: the types and builders of a version. Out: [`Reachability`].
//!
//! A type is compiled for the area of its page, and for the areas of all operations that send or return it. The types of its
//! properties are compiled with it. A path item is compiled for the areas of its operations and of those below it.
//!
//! Navigation properties and derived types do not count: such fields and variants are compiled if their type is.

use std::collections::BTreeMap;

use crate::model::{Model, OperationId};
use crate::plan::features::cfg::Condition;
use crate::plan::features::product_areas::Areas;
use crate::plan::features::type_graph::TypeGraph;
use crate::plan::ir::area_set::AreaSet;
use crate::plan::ir::body::Call;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::{ItemPlan, TypeItem};
use crate::plan::ir::method::{End, MethodPlan};
use crate::plan::ir::operation_info::InfoPlan;
use crate::plan::ir::package::Contents;
use crate::plan::ir::request_builder::Builders;
use crate::plan::ir::rust_type::{RustType, TypePath, resolve};
use crate::plan::naming::file_names;

/// The areas that need each item of a version.
#[derive(Clone, Debug, Default)]
pub struct Reachability {
    types: BTreeMap<TypePath, AreaSet>,
    bodies: BTreeMap<Ident, AreaSet>,
    request_builders: BTreeMap<Ident, AreaSet>,
    /// The areas of each operation of the model, by number.
    operations: Vec<AreaSet>,
    /// The areas of each operation with a method.
    called: Vec<AreaSet>,
}

impl Reachability {
    /// Computes the areas that need each item.
    pub fn new(model: &Model, areas: &Areas, types: &[TypeItem], builders: &Builders) -> Self {
        let operations = model.operations.iter().map(|operation| areas.of_operation(model, operation));
        let mut reachability = Self { operations: operations.collect(), ..Self::default() };
        for (id, builder) in &builders.request_builders {
            let through = model.path_items.get(id.0).map_or(&[][..], |builder| &builder.through);
            let through = through.iter().filter_map(|id| reachability.operations.get(id.0).copied());
            reachability.request_builders.insert(builder.ident.clone(), AreaSet::union(through));
        }
        reachability.of_builders(areas, builders);
        reachability.follow(areas, types, builders);
        reachability
    }

    /// Follows the methods to the types of their arguments and responses, and to all types that these contain.
    fn follow(&mut self, areas: &Areas, types: &[TypeItem], builders: &Builders) {
        let mut graph = TypeGraph::new(types);
        for (method, infos) in builders.methods().filter_map(|method| Some((method, method.end.infos()?))) {
            let need = self.of_call(infos);
            // Each operation counts once, although several methods can send it.
            if !matches!(
                method.end,
                End::Call { whole: Some(_), .. } | End::Call { call: Call::Mime(..), .. }
            ) {
                self.called.push(need);
            }
            for path in method.mentioned().flat_map(RustType::paths) {
                match path {
                    [module, body] if module.as_str() == "bodies" => {
                        self.bodies.entry(body.clone()).or_default().add(need);
                    }
                    path => graph.need(path, None, need),
                }
            }
        }
        union_by(&mut self.bodies, file_names::of_body);
        for body in &builders.bodies {
            let need = self.bodies.get(&body.ident).copied().unwrap_or_default();
            if let Some(target) = &body.alias_of {
                self.bodies.entry(target.clone()).or_default().add(need);
            }
        }
        union_by(&mut self.bodies, file_names::of_body);
        for body in &builders.bodies {
            let need = self.bodies.get(&body.ident).copied().unwrap_or_default();
            let fields = body.fields.iter().flat_map(|field| field.ty.paths());
            fields.for_each(|path| graph.need(path, None, need));
        }
        // The argument types of a segment are compiled with the path item that it leads to.
        for (method, next) in builders.methods().filter_map(|method| Some((method, child(method)?))) {
            let need = self.of_builder(next);
            for path in method.mentioned().flat_map(RustType::paths) {
                graph.need(path, None, need);
            }
        }
        for parameter in &builders.parameters {
            let operations = parameter.requests.iter().flat_map(|request| &request.operations);
            let need = AreaSet::union(operations.map(|id| self.of_operation(*id)));
            let types = parameter.ty.mentioned().into_iter().flat_map(RustType::paths);
            types.for_each(|path| graph.need(path, None, need));
        }
        self.types = graph.propagate(areas.none());
    }

    /// Computes the areas of every builder.
    fn of_builders(&mut self, areas: &Areas, builders: &Builders) {
        for (_, builder) in &builders.request_builders {
            let calls = builder.methods.iter().filter_map(|method| method.end.infos());
            let need = AreaSet::union(calls.map(|infos| self.of_call(infos)));
            self.request_builders.entry(builder.ident.clone()).or_default().add(need);
        }
        self.pass_through(areas, builders);
    }

    /// Gives a path item without operations the areas of its descendants, else of its parents.
    fn pass_through(&mut self, areas: &Areas, builders: &Builders) {
        let children: Vec<(&Ident, &Ident)> = builders
            .request_builders
            .iter()
            .flat_map(|(_, builder)| {
                builder.methods.iter().filter_map(child).map(|next| (&builder.ident, next))
            })
            .collect();
        self.fill(children.iter().copied());
        self.fill(children.iter().map(|&(builder, next)| (next, builder)));
        self.request_builders
            .values_mut()
            .filter(|need| need.is_empty())
            .for_each(|need| *need = areas.none());
    }

    /// Gives builders without area the areas of adjacent builders.
    fn fill<'a>(&mut self, beside: impl Iterator<Item = (&'a Ident, &'a Ident)>) {
        let beside: Vec<_> = beside.filter(|(builder, _)| self.of_builder(builder).is_empty()).collect();
        let mut changed = true;
        while changed {
            changed = false;
            for &(builder, other) in &beside {
                let need = self.of_builder(other);
                changed |= self.request_builders.entry(builder.clone()).or_default().add(need);
            }
        }
    }

    /// The areas that need a type.
    pub fn of_type(&self, path: &TypePath) -> AreaSet {
        self.types.get(path).copied().unwrap_or_default()
    }

    /// The areas that need the body of an action.
    pub fn of_body(&self, ident: &Ident) -> AreaSet {
        self.bodies.get(ident).copied().unwrap_or_default()
    }

    /// The areas that need a request builder.
    pub fn of_builder(&self, ident: &Ident) -> AreaSet {
        self.request_builders.get(ident).copied().unwrap_or_default()
    }

    /// The areas that need the operation documented by these pages.
    pub fn of_call(&self, infos: &[InfoPlan]) -> AreaSet {
        AreaSet::union(infos.iter().map(|info| self.of_operation(info.operation)))
    }

    /// The areas that need an operation.
    pub fn of_operation(&self, id: OperationId) -> AreaSet {
        self.operations.get(id.0).copied().unwrap_or_default()
    }

    /// The number of items compiled if only this area is enabled.
    pub fn contents(&self, area: AreaSet) -> Contents {
        let count = |needs: &mut dyn Iterator<Item = &AreaSet>| needs.filter(|need| need.holds(area)).count();
        Contents { types: count(&mut self.types.values()), operations: count(&mut self.called.iter()) }
    }

    /// The condition of a method, or of a function at the root. A segment requires its path item and its target.
    pub fn of_method(&self, builder: Option<&Ident>, method: &MethodPlan) -> Condition {
        let own = match &method.end {
            End::Builder(next) => self.of_builder(next),
            End::Call { infos, .. } => self.of_call(infos),
        };
        match builder {
            Some(builder) => Condition::any(self.of_builder(builder)).and(own),
            None => Condition::any(own),
        }
    }

    /// A type whose fields and variants have the conditions of the types that they mention.
    pub fn with_cfg(&self, areas: &Areas, TypeItem { path, area, mut plan }: TypeItem) -> TypeItem {
        let home = path.module.as_ref();
        let own = Condition::any(self.of_type(&path));
        let cfg = |ty: &RustType| {
            let types = ty.paths().into_iter().filter_map(|path| resolve(path, home));
            let needs = types.map(|path| self.of_type(&path));
            needs.fold(Condition::default(), |all, need| all.and(need)).beyond(&own).cfg(areas)
        };
        match &mut plan {
            ItemPlan::Struct(plan) => {
                plan.fields.iter_mut().for_each(|field| field.cfg = cfg(&field.ty));
                plan.bases.iter_mut().for_each(|base| base.cfg = cfg(&base.ty));
            }
            ItemPlan::Polymorphic(plan) => {
                plan.variants.iter_mut().for_each(|variant| variant.cfg = cfg(&variant.ty))
            }
            ItemPlan::Enum(_) => {}
        }
        TypeItem { path, area, plan }
    }
}

/// Gives all items of a file the union of their areas.
fn union_by(needs: &mut BTreeMap<Ident, AreaSet>, file: fn(&Ident) -> Ident) {
    let mut by_file: BTreeMap<Ident, AreaSet> = BTreeMap::new();
    for (ident, need) in needs.iter() {
        by_file.entry(file(ident)).or_default().add(*need);
    }
    for (ident, need) in needs {
        need.add(by_file.get(&file(ident)).copied().unwrap_or_default());
    }
}

fn child(method: &MethodPlan) -> Option<&Ident> {
    match &method.end {
        End::Builder(next) => Some(next),
        End::Call { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::operation::ParameterLocation;
    use crate::facts::template::{Method, Segment, Template};
    use crate::model::operation::{Body, Content, Parameter};
    use crate::model::schema::ItemType;
    use crate::model::{EnumId, Model, OperationId};
    use crate::plan::sample::{
        enumeration, literal, model, object, operation, parameter, path_item, plan, shown, ty,
    };

    #[test]
    fn what_a_step_takes_is_there_where_it_leads() {
        let mut space = ty("space", None, &[]);
        space.about.area = Some("spaces".to_owned());
        let path = "/fitting(space={space})/labels";
        let mut list = operation("List labels", Method::Get, path, Body::None, Content::Stream);
        list.about.area = Some("labels".to_owned());
        list.templates = vec![Template::parse(path).unwrap()];
        list.parameters =
            vec![Parameter { location: ParameterLocation::Function, ..parameter("space", object(0)) }];
        let arguments = vec![("space".to_owned(), "{space}".to_owned())];
        let fitting = Segment::Function { name: "fitting".to_owned(), arguments };
        let mut request_builders = vec![
            path_item("", None, &[], vec![(fitting, 1)]),
            path_item("/fitting", None, &[], vec![(literal("labels"), 2)]),
            path_item("/fitting/labels", None, &[(Method::Get, 0)], Vec::new()),
        ];
        request_builders[1].through = vec![OperationId(0)];
        let model =
            Model { operations: vec![list], path_items: request_builders, ..model(vec![space], Vec::new()) };
        let files = plan(model).files;
        let paths: Vec<String> = files.iter().map(|file| file.path.display().to_string()).collect();
        assert!(paths.contains(&"src/v1/models/space.rs".to_owned()), "{paths:?}");
    }

    #[test]
    fn the_type_of_a_setter_is_compiled_with_the_operation() {
        let mut color = enumeration("color", false, &["red"]);
        color.about.area = Some("colors".to_owned());
        let mut list = operation("List items", Method::Get, "/items", Body::None, Content::Stream);
        list.about.area = Some("items".to_owned());
        list.templates = vec![Template::parse("/items").unwrap()];
        let row = parameter("shade", ItemType::Enum(EnumId(0)));
        list.parameters = vec![Parameter { location: ParameterLocation::Query, ..row }];
        let path_items = vec![
            path_item("", None, &[], vec![(literal("items"), 1)]),
            path_item("/items", None, &[(Method::Get, 0)], Vec::new()),
        ];
        let model = Model { operations: vec![list], path_items, ..model(Vec::new(), vec![color]) };
        let cfg = shown(model, "src/v1/models.rs", "#[cfg");
        assert!(cfg.contains("feature = \"items\""), "{cfg}");
    }
}
