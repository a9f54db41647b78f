//! Finds example requests for the guide of a crate. In: the builders and types of a version. Out: [`Tour`]: code that compiles.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::plan::features::cfg::Condition;
use crate::plan::features::product_areas::Areas;
use crate::plan::features::reachability::Reachability;
use crate::plan::files::builder_files::BUILDERS;
use crate::plan::ir::argument::ArgumentType;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::enums::PolymorphicVariant;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::{ItemPlan, TypeItem};
use crate::plan::ir::method::{End, MethodPlan};
use crate::plan::ir::request_builder::{Builders, RequestBuilderPlan};
use crate::plan::ir::rust_type::{GenericType, PreludeType, RustType, TypePath, resolve};
use crate::plan::ir::structs::{FieldPlan, StructPlan};
use crate::plan::naming::version_names::version_module;
use crate::source::Version;

/// The example requests of a version.
#[derive(Clone, Debug)]
pub struct Tour {
    /// The module of the version.
    pub version: &'static str,
    /// The condition under which all items of the examples are compiled.
    pub cfg: Cfg,
    /// The expression of a request that returns a list.
    pub list: String,
    /// The type of the list items, and its path below the version.
    pub item: (Ident, String),
    /// A string property of the items: constant and field.
    pub text: (Ident, Ident),
    /// A Boolean property of the items: constant and field.
    pub flag: Option<(Ident, Ident)>,
    /// Whether programs can create an item.
    pub is_creatable: bool,
    /// The expression of the request builder for one item with `update`.
    pub one: Option<String>,
    /// A list with items of several types.
    pub mixed: Option<Mixed>,
}

/// A list with items of several types.
#[derive(Clone, Debug)]
pub struct Mixed {
    /// The expression of the request that returns the list.
    pub list: String,
    /// The base type of the items.
    pub base: Ident,
    /// The enum of the base type and its derived types.
    pub any: Ident,
    /// The variant of a derived type without a condition of its own.
    pub variant: Ident,
    /// The derived type.
    pub derived: Ident,
    /// The module of these types below the version.
    pub module: String,
    /// The condition under which all these items are compiled.
    pub cfg: Cfg,
}

/// The maximum number of segments in an example.
const DEPTH: usize = 7;

/// A request builder and the calls that return it.
struct Route<'a> {
    builder: &'a RequestBuilderPlan,
    code: String,
    when: Condition,
    depth: usize,
}

/// A request builder with the method `list`.
struct Listing<'a> {
    route: &'a Route<'a>,
    path: TypePath,
    code: String,
    when: Condition,
}

/// Finds the examples of a version: prefers lists whose items have `update`, a Boolean property and many methods.
pub fn tour(
    version: Version,
    areas: &Areas,
    reachability: &Reachability,
    types: &[TypeItem],
    builders: &Builders,
) -> Option<Tour> {
    let routes = routes(version, reachability, builders);
    let listings: Vec<Listing<'_>> = routes.iter().filter_map(|route| listing(route, reachability)).collect();
    let items: BTreeMap<&TypePath, &ItemPlan> = types.iter().map(|item| (&item.path, &item.plan)).collect();
    let structs = listings.iter().filter_map(|listing| match items.get(&listing.path) {
        Some(ItemPlan::Struct(plan)) => Some((listing, plan, text(plan)?)),
        _ => None,
    });
    let request_builders: BTreeMap<&Ident, &RequestBuilderPlan> =
        builders.request_builders.iter().map(|(_, plan)| (&plan.ident, plan)).collect();
    let rated = structs.map(|(listing, plan, text)| {
        let one = one(listing.route, &request_builders);
        let builder = one.as_ref().map(|(_, builder)| *builder);
        let rank = (
            builder.is_some_and(changes),
            flag(plan).is_some(),
            builder.map_or(0, |builder| builder.methods.len()),
        );
        (rank, listing, plan, text, one)
    });
    let (_, listing, plan, text, one) =
        rated.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    let cfg = |when: &Condition| when.cfg(areas).and(BUILDERS).and(version_module(version));
    let mixed = listings.iter().filter_map(|listing| Some((listing, mixed(listing, &items)?)));
    let mixed = mixed.min_by_key(|(listing, _)| listing.route.depth);
    let mixed = mixed.map(|(listing, mixed)| Mixed { cfg: cfg(&listing.when), ..mixed });
    Some(Tour {
        version: version_module(version),
        cfg: cfg(&listing.when),
        list: listing.code.clone(),
        item: (plan.ident.clone(), shown(&listing.path)),
        text: names(text),
        flag: flag(plan).map(names),
        is_creatable: !plan.is_abstract,
        one: one
            .filter(|(_, builder)| changes(builder))
            .map(|(child, _)| format!("{}{child}", listing.route.code)),
        mixed,
    })
}

/// A list of a base type, with a derived type of the same module that is compiled under the same condition.
fn mixed(listing: &Listing<'_>, items: &BTreeMap<&TypePath, &ItemPlan>) -> Option<Mixed> {
    let ItemPlan::Struct(base) = items.get(&listing.path)? else { return None };
    let any = TypePath { module: listing.path.module.clone(), ident: base.polymorphic.clone()? };
    let ItemPlan::Polymorphic(any) = items.get(&any)? else { return None };
    let is_there = |variant: &&PolymorphicVariant| variant.cfg == Cfg::default() && !variant.is_abstract;
    let home = listing.path.module.as_ref();
    any.variants.iter().skip(1).filter(is_there).find_map(|variant| {
        let derived = resolve(variant.ty.paths().first()?, home)?;
        (derived.module.as_ref() == home).then(|| Mixed {
            list: listing.code.clone(),
            base: base.ident.clone(),
            any: any.ident.clone(),
            variant: variant.ident.clone(),
            derived: derived.ident,
            module: module(&listing.path),
            cfg: Cfg::default(),
        })
    })
}

/// The module of a type below its version.
fn module(path: &TypePath) -> String {
    let module = path.module.as_ref().map(|module| format!("::{}", module.as_str()));
    format!("models{}", module.unwrap_or_default())
}

fn shown(path: &TypePath) -> String {
    format!("{}::{}", module(path), path.ident.as_str())
}

/// The shortest chain of calls to each request builder. All arguments are strings.
fn routes<'a>(version: Version, reachability: &Reachability, builders: &'a Builders) -> Vec<Route<'a>> {
    let request_builders: BTreeMap<&Ident, &RequestBuilderPlan> =
        builders.request_builders.iter().map(|(_, plan)| (&plan.ident, plan)).collect();
    let mut seen = BTreeSet::new();
    let mut queue: VecDeque<Route<'a>> = VecDeque::new();
    let module = version_module(version);
    let mut routes = Vec::new();
    let mut follow =
        |code: &str, when: Condition, depth, methods: &'a [MethodPlan], queue: &mut VecDeque<Route<'a>>| {
            for method in methods {
                let End::Builder(next) = &method.end else { continue };
                let (Some(call), Some(builder)) = (call(method), request_builders.get(next)) else {
                    continue;
                };
                if depth < DEPTH && seen.insert(next) {
                    let when = when.and(reachability.of_builder(next));
                    queue.push_back(Route { builder, code: format!("{code}{call}"), when, depth: depth + 1 });
                }
            }
        };
    follow(&format!("{module}::"), Condition::default(), 0, &builders.functions, &mut queue);
    while let Some(route) = queue.pop_front() {
        follow(
            &format!("{}.", route.code),
            route.when.clone(),
            route.depth,
            &route.builder.methods,
            &mut queue,
        );
        routes.push(route);
    }
    routes
}

/// The call of a method whose arguments are strings.
fn call(method: &MethodPlan) -> Option<String> {
    let texts =
        method.arguments.iter().all(|argument| matches!(argument.ty, ArgumentType::Text | ArgumentType::Key));
    let arguments: Vec<String> =
        method.arguments.iter().map(|argument| format!("{:?}", argument.ident.bare())).collect();
    texts.then(|| format!("{}({})", method.ident.as_str(), arguments.join(", ")))
}

fn listing<'a>(route: &'a Route<'a>, reachability: &Reachability) -> Option<Listing<'a>> {
    let lists = route
        .builder
        .methods
        .iter()
        .filter(|method| method.arguments.is_empty() && method.ident.as_str() == "list");
    lists.into_iter().find_map(|method| {
        let End::Call { answer: RustType::Generic(GenericType::Page, item), infos, .. } = &method.end else {
            return None;
        };
        let path = item.paths().first().and_then(|path| resolve(path, None))?;
        let when = route.when.and(reachability.of_call(infos));
        Some(Listing { route, path, code: format!("{}.{}()", route.code, method.ident.as_str()), when })
    })
}

/// The call from a collection to one of its items, and the request builder of the item.
fn one<'a>(
    route: &Route<'_>,
    request_builders: &BTreeMap<&Ident, &'a RequestBuilderPlan>,
) -> Option<(String, &'a RequestBuilderPlan)> {
    route.builder.methods.iter().find_map(|method| match (&method.end, method.arguments.as_slice()) {
        (End::Builder(next), [_]) => Some((format!(".{}", call(method)?), *request_builders.get(next)?)),
        _ => None,
    })
}

/// Whether a request builder has an `update` that takes a patch.
fn changes(builder: &RequestBuilderPlan) -> bool {
    builder.methods.iter().any(|method| {
        let changes = |ty: &ArgumentType| matches!(ty, ArgumentType::Changes(_));
        method.ident.as_str() == "update" && matches!(method.arguments.as_slice(), [one] if changes(&one.ty))
    })
}

/// The constant and the field of a property.
fn names(field: &FieldPlan) -> (Ident, Ident) {
    (field.constant.0.clone(), field.ident.clone())
}

/// The string property for the examples: a prominent one, else the first.
fn text(plan: &StructPlan) -> Option<&FieldPlan> {
    best(plan, PreludeType::String)
}

fn flag(plan: &StructPlan) -> Option<&FieldPlan> {
    best(plan, PreludeType::Bool)
}

fn best(plan: &StructPlan, ty: PreludeType) -> Option<&FieldPlan> {
    let fits = |field: &&FieldPlan| field.value == RustType::Prelude(ty) && field.cfg == Cfg::default();
    plan.fields.iter().filter(fits).min_by_key(|field| !field.is_prominent)
}
