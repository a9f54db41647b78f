//! Selects the names to pin. In: the names of a version. Out: [`VersionPins`]: the names that an added page could take.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::template::Method;
use crate::model::Model;
use crate::model::PathItemId;
use crate::name::GraphName;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::{ItemPlan, TypeItem};
use crate::plan::ir::method::MethodPlan;
use crate::plan::ir::method_key::MethodKey;
use crate::plan::ir::query_parameter::QueryParameterPlan;
use crate::plan::ir::request_builder::Builders;
use crate::plan::ir::rust_type::TypePath;
use crate::plan::ir::structs::StructPlan;
use crate::plan::naming::builder_names::BuilderNames;
use crate::plan::naming::lock::{InvalidLine, Kind, NameLock, PinnedNames, within, word};
use crate::plan::naming::method_names::{MIME, MethodRole, MethodRow, WHOLE};
use crate::plan::naming::type_names::{TypeNames, below};

/// A model with the names of its types and builders.
#[derive(Clone, Copy, Debug)]
pub struct VersionNames<'a> {
    /// The model.
    pub model: &'a Model,
    /// The names of its types.
    pub names: &'a TypeNames,
    /// The names of its request builders.
    pub builder_names: &'a BuilderNames,
    /// The names that are pinned.
    pub pinned: PinnedNames<'a>,
}

/// A named item.
struct Named {
    kind: Kind,
    /// The lock key.
    lock_key: String,
    ident: Ident,
    /// Whether no added page can take the name.
    is_canonical: bool,
}

/// The pinned names of one version.
#[derive(Clone, Debug, Default)]
pub struct VersionPins {
    /// The names that an added page could take.
    pub lock: NameLock,
    /// The lines of the earlier lock with reserved names.
    pub refused: Vec<InvalidLine>,
}

/// Selects the names of a version to pin.
pub fn pins(context: &VersionNames<'_>, types: &[TypeItem], builders: &Builders) -> VersionPins {
    let paths: Paths<'_> =
        context.model.types.iter().map(|ty| ty.name.as_str()).zip(context.names.types()).collect();
    let mut all = types_of(context);
    all.extend(types.iter().flat_map(|item| parts(&paths, item)));
    all.extend(builders.bodies.iter().flat_map(body));
    all.extend(path_items(context));
    for (id, path_item) in &builders.request_builders {
        all.extend(children(context.builder_names.lock_keys(*id), &path_item.methods));
    }
    all.extend(children(context.builder_names.lock_keys(PathItemId(0)), &builders.functions));
    all.extend(builders.parameters.iter().flat_map(setter));
    let mut pins = VersionPins::default();
    let mut seen = BTreeSet::new();
    // Of several items of one kind with the same lock key, the first is pinned.
    all.retain(|one| seen.insert((one.kind, one.lock_key.clone())));
    for Named { kind, lock_key, ident, is_canonical } in all {
        pins.refused.extend(context.pinned.refused(kind, &lock_key, &ident));
        if !is_canonical {
            pins.lock.add(context.model.version, kind, lock_key, &ident);
        }
    }
    pins
}

fn named(kind: Kind, lock_key: String, ident: &Ident, is_canonical: bool) -> Named {
    Named { kind, lock_key, ident: ident.clone(), is_canonical }
}

/// The types and enums, and the modules of their namespaces.
fn types_of(context: &VersionNames<'_>) -> Vec<Named> {
    let types =
        context.names.types().zip(&context.model.types).map(|(path, ty)| (Kind::Type, path, &ty.name));
    let enums =
        context.names.enums().zip(&context.model.enums).map(|(path, one)| (Kind::Enum, path, &one.name));
    let both = |(kind, TypePath { module, ident }, name): (Kind, &TypePath, &GraphName)| {
        // An enum gives way to a type of the same name.
        let is_canonical = kind == Kind::Type && ident.is_canonical(name.short());
        let own = named(kind, name.as_str().to_owned(), ident, is_canonical);
        let module = module.as_ref().zip(below(name.namespace()));
        let module = module
            .map(|(module, wire)| named(Kind::Namespace, wire.to_owned(), module, module.is_canonical(wire)));
        [Some(own), module]
    };
    types.chain(enums).flat_map(both).flatten().collect()
}

/// The paths of the types, by qualified name.
type Paths<'a> = BTreeMap<&'a str, &'a TypePath>;

/// The fields and variants of a type.
fn parts(paths: &Paths<'_>, item: &TypeItem) -> Vec<Named> {
    match &item.plan {
        ItemPlan::Struct(plan) => fields(Kind::Property, plan),
        ItemPlan::Enum(plan) => {
            let variants = plan.variants.iter();
            let one = |wire: &str, ident: &Ident| {
                named(Kind::Member, within(&plan.lock_key, wire), ident, ident.is_canonical(wire))
            };
            variants.map(|variant| one(&variant.wire, &variant.ident)).collect()
        }
        ItemPlan::Polymorphic(plan) => {
            let Some(base) = plan.variants.first() else { return Vec::new() };
            let one = |wire: &str, ident: &Ident| {
                // Types of one namespace have distinct names. A variant with the prefix of another namespace could collide with
                // one of them.
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
    let one = |wire: &str, ident: &Ident| {
        named(kind, within(&plan.lock_key, wire), ident, ident.is_canonical(wire))
    };
    plan.fields.iter().map(|field| one(&field.wire, &field.ident)).collect()
}

/// The body of an action. Its name combines two names, which another pair can also produce: `userSend` and `mail`.
fn body(plan: &StructPlan) -> Vec<Named> {
    let own = named(Kind::Body, plan.lock_key.clone(), &plan.ident, false);
    std::iter::once(own).chain(fields(Kind::Parameter, plan)).collect()
}

/// The request builders. All of them are pinned, even canonical ones: a page can spell a type differently from the page of the
/// type, which can disappear.
fn path_items<'a>(context: &'a VersionNames<'_>) -> impl Iterator<Item = Named> + use<'a> {
    context.builder_names.iter().map(|(id, ident)| {
        let lock_key = context.builder_names.lock_keys(id).first().cloned().unwrap_or_default();
        named(Kind::Builder, lock_key, ident, false)
    })
}

/// The setter of a query parameter, and its trait.
fn setter(plan: &QueryParameterPlan) -> [Named; 2] {
    let one = |kind, ident: &Ident| named(kind, word(&plan.wire), ident, ident.is_canonical(&plan.wire));
    [one(Kind::Setter, &plan.setter), one(Kind::SetterTrait, &plan.ident)]
}

/// The methods of a path item, except those with fixed names.
fn children(lock_keys: &[String], methods: &[MethodPlan]) -> Vec<Named> {
    let before = std::iter::once(None).chain(methods.iter().map(Some));
    let one = |(method, before): (&MethodPlan, Option<&MethodPlan>)| {
        let lock_key = method.lock_key.as_ref()?;
        let path_item = lock_keys.first()?;
        let whole = before.map(|before| before.ident.with_suffix(WHOLE));
        let name = method.ident.bare();
        let fixed =
            |role, method| MethodRow::find(role, method).and_then(MethodRow::fixed_name) == Some(name);
        let is_canonical = match lock_key {
            MethodKey::WithBody(_) => whole.as_ref() == Some(&method.ident),
            MethodKey::Mime(json) => methods.iter().any(|method| {
                method.lock_key.as_ref() == Some(&**json) && method.ident.with_suffix(MIME).bare() == name
            }),
            // The first method with this name needs no pin.
            MethodKey::Content(segment, _) if segment == "$value" => {
                !name.ends_with(|c: char| c.is_ascii_digit())
            }
            MethodKey::Reference(Method::Patch) => fixed(MethodRole::Reference, Method::Patch),
            MethodKey::Verb(Method::Post) => fixed(MethodRole::Collection, Method::Post),
            MethodKey::Content(..) | MethodKey::Reference(_) | MethodKey::Segment(_) | MethodKey::Verb(_) => {
                false
            }
        };
        let lock_key = within(path_item, &lock_key.to_string());
        Some(named(Kind::Segment, lock_key, &method.ident, is_canonical))
    };
    methods.iter().zip(before).filter_map(one).collect()
}
