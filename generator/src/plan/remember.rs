//! In: the names of a version. Out: those of them that a page which is added could take away, for the list of names that are held.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::WHOLE;
use super::file::ItemPlan;
use super::ident::Ident;
use super::lock::{Kind, Lock, Wrong, within};
use super::method::MethodPlan;
use super::schema::TypeItem;
use super::site::Site;
use super::structure::StructPlan;
use super::surface::Builders;
use super::types::{TypePath, below};
use crate::model::PlaceId;
use crate::name::GraphName;

/// Something with a name.
struct Named {
    kind: Kind,
    /// What it is known as.
    what: String,
    ident: Ident,
    /// Whether nothing can have a better right to the name.
    is_right: bool,
}

/// Adds the names of a version to the new list, and tells which lines of the old one could not be kept.
pub fn remember(site: &Site<'_>, types: &[TypeItem], builders: &Builders, lock: &mut Lock) -> Vec<Wrong> {
    let paths: Paths<'_> =
        site.model.types.iter().map(|ty| ty.name.as_str()).zip(site.names.types()).collect();
    let mut all = types_of(site);
    all.extend(types.iter().flat_map(|item| parts(&paths, item)));
    all.extend(builders.bodies.iter().flat_map(body));
    all.extend(places(site));
    for (id, place) in &builders.places {
        all.extend(steps(site.places.known(*id), &place.methods));
    }
    all.extend(steps(site.places.known(PlaceId(0)), &builders.functions));
    let mut refused = Vec::new();
    let mut seen = BTreeSet::new();
    // Were there two of one kind that are known as the same, the first would be held.
    all.retain(|one| seen.insert((one.kind, one.what.clone())));
    for Named { kind, what, ident, is_right } in all {
        refused.extend(site.held.refused(kind, &what, &ident));
        if !is_right {
            lock.add(site.model.version, kind, what, &ident);
        }
    }
    refused
}

fn named(kind: Kind, what: String, ident: &Ident, is_right: bool) -> Named {
    Named { kind, what, ident: ident.clone(), is_right }
}

/// The types and enums, and the modules of their namespaces.
fn types_of(site: &Site<'_>) -> Vec<Named> {
    let types = site.names.types().zip(&site.model.types).map(|(path, ty)| (Kind::Type, path, &ty.name));
    let enums = site.names.enums().zip(&site.model.enums).map(|(path, one)| (Kind::Enum, path, &one.name));
    let both = |(kind, TypePath { module, ident }, name): (Kind, &TypePath, &GraphName)| {
        // A type of the same name would have the name of an enum.
        let is_right = kind == Kind::Type && ident.is_right(name.short());
        let own = named(kind, name.as_str().to_owned(), ident, is_right);
        let module = module.as_ref().zip(below(name.namespace()));
        let module = module
            .map(|(module, wire)| named(Kind::Namespace, wire.to_owned(), module, module.is_right(wire)));
        [Some(own), module]
    };
    types.chain(enums).flat_map(both).flatten().collect()
}

/// Where the types stand and what they are called, by their names.
type Paths<'a> = BTreeMap<&'a str, &'a TypePath>;

/// The fields and variants of a type.
fn parts(paths: &Paths<'_>, item: &TypeItem) -> Vec<Named> {
    match &item.plan {
        ItemPlan::Struct(plan) => fields(Kind::Property, plan),
        ItemPlan::Enum(plan) => {
            let variants = plan.variants.iter();
            let one = |wire: &str, ident: &Ident| {
                named(Kind::Member, within(&plan.what, wire), ident, ident.is_right(wire))
            };
            variants.map(|variant| one(&variant.wire, &variant.ident)).collect()
        }
        ItemPlan::Union(plan) => {
            let Some(base) = plan.variants.first() else { return Vec::new() };
            let one = |wire: &str, ident: &Ident| {
                // Types of one namespace have names of their own; what begins with another's could be one of them.
                let is_own = paths
                    .get(wire)
                    .is_some_and(|path| path.module == item.path.module && path.ident == *ident);
                named(Kind::Variant, within(&base.wire, wire), ident, is_own)
            };
            plan.variants.iter().map(|variant| one(&variant.wire, &variant.ident)).collect()
        }
    }
}

fn fields(kind: Kind, plan: &StructPlan) -> Vec<Named> {
    let one = |wire: &str, ident: &Ident| named(kind, within(&plan.what, wire), ident, ident.is_right(wire));
    plan.fields.iter().map(|field| one(&field.wire, &field.ident)).collect()
}

/// The struct of what an action sends, which is named after two things that can meet elsewhere: `userSend` and `mail`.
fn body(plan: &StructPlan) -> Vec<Named> {
    let own = named(Kind::Body, plan.what.clone(), &plan.ident, false);
    std::iter::once(own).chain(fields(Kind::Parameter, plan)).collect()
}

/// The structs of places. Each is held, though its type has the best right to its name: a page that mentions a type can spell it
/// otherwise than its own page, which may go.
fn places<'a>(site: &'a Site<'_>) -> impl Iterator<Item = Named> + use<'a> {
    site.places.iter().map(|(id, ident)| {
        let what = site.places.known(id).first().cloned().unwrap_or_default();
        named(Kind::Place, what, ident, false)
    })
}

/// The methods of a place: all but those that are called the same at each.
fn steps(known: &[String], methods: &[MethodPlan]) -> Vec<Named> {
    let before = std::iter::once(None).chain(methods.iter().map(Some));
    let one = |(method, before): (&MethodPlan, Option<&MethodPlan>)| {
        let what = method.what.as_deref()?;
        let place = known.first()?;
        let whole = before.map(|before| before.ident.with_suffix(WHOLE));
        let name = method.ident.bare();
        let is_right = match what.split_once(':') {
            Some((_, "with")) => whole.as_ref() == Some(&method.ident),
            // The first of those that are called the same.
            Some(("$value", _)) => !name.ends_with(|c: char| c.is_ascii_digit()),
            Some(("$ref", "PATCH")) => name == "set_ref",
            _ => what == "POST" && name == "create",
        };
        Some(named(Kind::Step, within(place, what), &method.ident, is_right))
    };
    methods.iter().zip(before).filter_map(one).collect()
}
