//! In: everything that a version's crate holds. Out: [`Needs`]: the areas for which each item is compiled.
//!
//! A type is compiled for the area of its page and for the areas of all operations that send or answer it, and so is what it
//! holds. A place is compiled for the areas of the operations there and behind it. What a value only leads to, its navigation
//! properties and its derived types, does not count: such fields and variants are there when the type behind them is.

mod web;

use std::collections::BTreeMap;

use self::web::Web;
pub use self::web::resolve;
use super::Contents;
use super::area::{AreaSet, Areas};
use super::condition::Condition;
use super::file::ItemPlan;
use super::ident::Ident;
use super::method::{End, MethodPlan};
use super::operation::InfoPlan;
use super::schema::TypeItem;
use super::surface::Builders;
use super::types::{RustType, TypePath};
use crate::model::Model;

/// The areas for which each item of a version is compiled.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    types: BTreeMap<TypePath, AreaSet>,
    bodies: BTreeMap<Ident, AreaSet>,
    places: BTreeMap<Ident, AreaSet>,
    /// Of each operation of the model, by its number.
    operations: Vec<AreaSet>,
    /// Of each operation that has methods.
    called: Vec<AreaSet>,
}

impl Needs {
    /// Finds out what every item is needed for.
    pub fn new(model: &Model, areas: &Areas, types: &[TypeItem], builders: &Builders) -> Self {
        let operations = model.operations.iter().map(|operation| areas.of_operation(model, operation));
        let mut needs = Self { operations: operations.collect(), ..Self::default() };
        for (id, place) in &builders.places {
            let through = model.places.get(id.0).map_or(&[][..], |place| &place.through);
            let through = through.iter().filter_map(|id| needs.operations.get(id.0).copied());
            needs.places.insert(place.ident.clone(), AreaSet::union(through));
        }
        needs.follow(areas, types, builders);
        needs
    }

    /// Goes from the methods to what they take and answer, and from there to all that this holds.
    fn follow(&mut self, areas: &Areas, types: &[TypeItem], builders: &Builders) {
        let mut web = Web::new(types);
        let methods = builders.places.iter().flat_map(|(_, place)| &place.methods).chain(&builders.functions);
        for (method, infos) in methods.filter_map(|method| Some((method, method.end.infos()?))) {
            let need = self.of_call(infos);
            // the other of the two methods of an action counts
            if !matches!(method.end, End::Call { whole: Some(_), .. }) {
                self.called.push(need);
            }
            for path in mentioned(method).into_iter().flat_map(RustType::paths) {
                match path {
                    [module, body] if module.as_str() == "bodies" => {
                        self.bodies.entry(body.clone()).or_default().add(need);
                    }
                    path => web.need(path, None, need),
                }
            }
        }
        // What a step takes is there where the place is that it leads to.
        let ways = builders.places.iter().flat_map(|(_, place)| &place.methods).chain(&builders.functions);
        for (method, next) in ways.filter_map(|method| Some((method, step(method)?))) {
            let need = self.of_place(next);
            for path in mentioned(method).into_iter().flat_map(RustType::paths) {
                web.need(path, None, need);
            }
        }
        for body in &builders.bodies {
            let need = self.bodies.get(&body.ident).copied().unwrap_or_default();
            let fields = body.fields.iter().flat_map(|field| field.ty.paths());
            fields.for_each(|path| web.need(path, None, need));
        }
        self.types = web.settle(areas.none());
        for (_, place) in &builders.places {
            let calls = place.methods.iter().filter_map(|method| method.end.infos());
            let need = AreaSet::union(calls.map(|infos| self.of_call(infos)));
            self.places.entry(place.ident.clone()).or_default().add(need);
        }
        self.pass_through(areas, builders);
    }

    /// A place without operations is there for those behind it, else for those that lead to it.
    fn pass_through(&mut self, areas: &Areas, builders: &Builders) {
        let steps: Vec<(&Ident, &Ident)> = builders
            .places
            .iter()
            .flat_map(|(_, place)| place.methods.iter().filter_map(step).map(|next| (&place.ident, next)))
            .collect();
        self.fill(steps.iter().copied());
        self.fill(steps.iter().map(|&(place, next)| (next, place)));
        self.places.values_mut().filter(|need| need.is_empty()).for_each(|need| *need = areas.none());
    }

    /// Gives places that nothing needs what those beside them are needed for.
    fn fill<'a>(&mut self, beside: impl Iterator<Item = (&'a Ident, &'a Ident)>) {
        let beside: Vec<_> = beside.filter(|(place, _)| self.of_place(place).is_empty()).collect();
        let mut changed = true;
        while changed {
            changed = false;
            for &(place, other) in &beside {
                let need = self.of_place(other);
                changed |= self.places.entry(place.clone()).or_default().add(need);
            }
        }
    }

    /// What a type is needed for.
    pub fn of_type(&self, path: &TypePath) -> AreaSet {
        self.types.get(path).copied().unwrap_or_default()
    }

    /// What the struct of an action's parameters is needed for.
    pub fn of_body(&self, ident: &Ident) -> AreaSet {
        self.bodies.get(ident).copied().unwrap_or_default()
    }

    /// What a place is needed for.
    pub fn of_place(&self, ident: &Ident) -> AreaSet {
        self.places.get(ident).copied().unwrap_or_default()
    }

    /// What the operation is needed for of which pages say this.
    pub fn of_call(&self, infos: &[InfoPlan]) -> AreaSet {
        AreaSet::union(infos.iter().filter_map(|info| self.operations.get(info.operation.0).copied()))
    }

    /// How much is compiled when an area is the only one that is turned on.
    pub fn contents(&self, area: AreaSet) -> Contents {
        let count = |needs: &mut dyn Iterator<Item = &AreaSet>| needs.filter(|need| need.holds(area)).count();
        Contents { types: count(&mut self.types.values()), operations: count(&mut self.called.iter()) }
    }

    /// When a method of a place, or a function at the root, is there: a step needs both ends.
    pub fn of_method(&self, place: Option<&Ident>, method: &MethodPlan) -> Condition {
        let own = match &method.end {
            End::Place(next) => self.of_place(next),
            End::Call { infos, .. } => self.of_call(infos),
        };
        match place {
            Some(place) => Condition::any(self.of_place(place)).and(own),
            None => Condition::any(own),
        }
    }

    /// Puts a condition on the fields and variants of a type that lead to what may not be there.
    pub fn part(&self, areas: &Areas, TypeItem { path, plan, .. }: &mut TypeItem) {
        let home = path.module.as_ref();
        let own = Condition::any(self.of_type(path));
        let cfg = |ty: &RustType| {
            let types = ty.paths().into_iter().filter_map(|path| resolve(path, home));
            let needs = types.map(|path| self.of_type(&path));
            needs.fold(Condition::default(), |all, need| all.and(need)).beyond(&own).cfg(areas)
        };
        match plan {
            ItemPlan::Struct(plan) => plan.fields.iter_mut().for_each(|field| field.cfg = cfg(&field.ty)),
            ItemPlan::Union(plan) => {
                plan.variants.iter_mut().for_each(|variant| variant.cfg = cfg(&variant.ty))
            }
            ItemPlan::Enum(_) => {}
        }
    }
}

fn step(method: &MethodPlan) -> Option<&Ident> {
    match &method.end {
        End::Place(next) => Some(next),
        End::Call { .. } => None,
    }
}

/// The types that a method mentions.
fn mentioned(method: &MethodPlan) -> Vec<&RustType> {
    let arguments = method.arguments.iter().filter_map(|argument| argument.ty.mentioned());
    let end = match &method.end {
        End::Call { answer, call, .. } => [Some(answer), call.made()],
        End::Place(_) => [None, None],
    };
    arguments.chain(end.into_iter().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use crate::facts::operation::ParameterPlace;
    use crate::facts::template::{Method, Segment, Template};
    use crate::model::operation::{Body, Content, Parameter};
    use crate::model::{Model, OperationId};
    use crate::plan::sample::{literal, model, object, operation, parameter, place, plan, ty};

    #[test]
    fn what_a_step_takes_is_there_where_it_leads() {
        let mut space = ty("space", None, &[]);
        space.about.area = Some("spaces".to_owned());
        let path = "/fitting(space={space})/labels";
        let mut list = operation("List labels", Method::Get, path, Body::None, Content::Stream);
        list.about.area = Some("labels".to_owned());
        list.templates = vec![Template::parse(path).unwrap()];
        list.parameters =
            vec![Parameter { place: ParameterPlace::Function, ..parameter("space", object(0)) }];
        let arguments = vec![("space".to_owned(), "{space}".to_owned())];
        let fitting = Segment::Function { name: "fitting".to_owned(), arguments };
        let mut places = vec![
            place("", None, &[], vec![(fitting, 1)]),
            place("/fitting", None, &[], vec![(literal("labels"), 2)]),
            place("/fitting/labels", None, &[(Method::Get, 0)], Vec::new()),
        ];
        places[1].through = vec![OperationId(0)];
        let model = Model { operations: vec![list], places, ..model(vec![space], Vec::new()) };
        let files = plan(model).files;
        let paths: Vec<String> = files.iter().map(|file| file.path.display().to_string()).collect();
        assert!(paths.contains(&"src/v1/models/labels_and_spaces.rs".to_owned()), "{paths:?}");
    }
}
