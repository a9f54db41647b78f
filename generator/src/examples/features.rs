//! Computes the features that the code of a request requires. In: the methods and expressions of the code, the areas of all
//! items. Out: a [`Cfg`] whose alternatives all compile the code.

use crate::examples::path_finder::Match;
use crate::plan::VersionPlan;
use crate::plan::features::cfg::Condition;
use crate::plan::features::product_areas::Areas;
use crate::plan::ir::area_set::AreaSet;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::expression::Expression;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::ItemPlan;
use crate::plan::ir::method::End;
use crate::plan::ir::rust_type::{TypePath, resolve};

/// The features of a request: one of each list.
pub(super) fn features(
    areas: &Areas,
    version: &VersionPlan<'_>,
    made: &Match<'_>,
    code: &[&Expression],
) -> Cfg {
    let methods = made.steps.iter().copied().chain([(made.builder, made.method)]);
    let conditions = methods.map(|(builder, method)| version.reachability.of_method(builder, method));
    let of_methods = conditions.flat_map(|condition| condition.sets().to_vec());
    let of_items = code.iter().flat_map(|code| code.all()).flat_map(|part| of_items(version, part));
    let of_setters = code.iter().flat_map(|code| of_setters(version, made, code));
    let sets = of_methods.chain(of_items).chain(of_setters).filter(|set| !set.is_empty());
    let all = sets.fold(Condition::default(), |all, set| all.and(set));
    Cfg::all(merged(&all).into_iter().map(|set| areas.features(set)).collect())
}

/// Sets such that one area of each satisfies the condition. Sets with common areas become one: these areas.
fn merged(condition: &Condition) -> Vec<AreaSet> {
    let mut sets = condition.sets().to_vec();
    sets.sort_by_key(|set| (set.len(), *set));
    let mut merged: Vec<AreaSet> = Vec::new();
    for set in sets {
        let common = merged.iter_mut().find(|known| !known.common(set).is_empty());
        match common {
            Some(known) => *known = known.common(set),
            None => merged.push(set),
        }
    }
    merged
}

/// The areas of the generated types that an expression names, and of the types of their named fields.
fn of_items(version: &VersionPlan<'_>, part: &Expression) -> Vec<AreaSet> {
    let (path, fields): (&[Ident], Vec<&Ident>) = match part {
        Expression::Path(path) => (path, path.last().into_iter().collect()),
        Expression::Struct { path, fields } => (path, fields.iter().map(|(name, _)| name).collect()),
        Expression::Call { path, .. } => (path, Vec::new()),
        Expression::Read { ty, .. } => (ty.paths().first().copied().unwrap_or_default(), Vec::new()),
        _ => return Vec::new(),
    };
    let named = of_path(path);
    let Some(item) = version.types.iter().find(|item| named.contains(&item.path)) else { return Vec::new() };
    let of = |path: &TypePath| version.reachability.of_type(path);
    let mut sets = vec![of(&item.path)];
    if let ItemPlan::Struct(plan) = &item.plan {
        let is_named = |name: &Ident| fields.contains(&name);
        let fields = plan.fields.iter().filter(|field| is_named(&field.ident) || is_named(&field.constant.0));
        let paths = fields.flat_map(|field| field.ty.paths());
        let paths = paths.filter_map(|path| resolve(path, item.path.module.as_ref()));
        sets.extend(paths.map(|path| of(&path)));
    }
    sets
}

/// The areas of the setters that a request uses.
fn of_setters(version: &VersionPlan<'_>, made: &Match<'_>, code: &Expression) -> Vec<AreaSet> {
    let End::Call { answer, .. } = &made.method.end else { return Vec::new() };
    let of_setter = |of: &Ident| {
        let plans = version.builders.parameters.iter().filter(|plan| plan.ident == *of);
        let requests = plans.flat_map(|plan| &plan.requests).filter(|one| one.response == *answer);
        let operations = requests.flat_map(|one| &one.operations);
        AreaSet::union(operations.map(|id| version.reachability.of_operation(*id)))
    };
    code.traits().map(of_setter).collect()
}

/// The types that a path in code may denote: one of the default namespace, or one of a module.
fn of_path(path: &[Ident]) -> [TypePath; 2] {
    let path: Vec<&Ident> = path.iter().filter(|ident| ident.as_str() != "models").collect();
    let at = |index: usize| path.get(index).map_or_else(Ident::parent, |ident| (*ident).clone());
    [TypePath { module: None, ident: at(0) }, TypePath { module: Some(at(0)), ident: at(1) }]
}
