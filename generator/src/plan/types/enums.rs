//! Plans enums and polymorphic enums. In: an enum of the model, or a type with derived types. Out: [`EnumPlan`] or
//! [`PolymorphicPlan`].

use crate::model::EnumId;
use crate::model::Model;
use crate::model::TypeId;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::deprecation::Deprecation;
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::enums::{EnumPlan, PolymorphicPlan, PolymorphicVariant, VariantPlan};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::rust_type::TypePath;
use crate::plan::naming::lock::{Kind, PinnedNames, within};
use crate::plan::naming::page_links::source_page;
use crate::plan::naming::scope::{Scope, Wanted};
use crate::plan::naming::type_names::{Home, TypeNames, named};
use crate::plan::types::structs::is_abstract;

/// The documentation of a member after the marker of evolvable enums.
const LATER: &str = "Sent only to requests with \
    [`Prefer: include-unknown-enum-members`](msgraph_core::Request::prefer_unknown_enum_members).";

/// The variant for unknown members.
pub const UNKNOWN_VALUE: &str = "UnknownValue";

/// The variant for unknown derived types.
pub const UNKNOWN: &str = "Unknown";

/// Plans an enum.
pub fn enumeration(model: &Model, names: &TypeNames, id: EnumId, pinned: PinnedNames<'_>) -> EnumPlan {
    let one = &model.enums[id.0];
    let mut members: Vec<_> = one.members.iter().collect();
    let mut seen = std::collections::BTreeSet::new();
    members.retain(|member| seen.insert(&member.name));
    let wires: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    let pinned = |wire: &str| pinned.name(Kind::Member, &within(one.name.as_str(), wire));
    let idents = Scope::with(&[UNKNOWN_VALUE]).take_all(&wires, Ident::pascal, "", pinned);
    let variants = members.iter().zip(idents).map(|(member, ident)| VariantPlan {
        doc: Doc::new(&member.summary, &code(member.name.as_str()))
            .and(if member.is_later { LATER } else { "" })
            .deprecated(member.deprecated.as_deref()),
        deprecation: Deprecation::new(member.deprecated.as_deref()),
        ident,
        wire: member.name.as_str().to_owned(),
    });
    EnumPlan {
        doc: Doc::new(&one.about.summary, &format!("Values of {}.", code(one.name.short())))
            .and(if one.is_flags { "Several can hold at once." } else { "" })
            .deprecated(one.about.deprecated.as_deref())
            .paragraph(&source_page(&one.page, model.version)),
        deprecation: Deprecation::new(one.about.deprecated.as_deref()),
        ident: names.enumeration(id).ident.clone(),
        lock_key: one.name.as_str().to_owned(),
        variants: variants.collect(),
    }
}

/// Plans the polymorphic enum of a base type and its derived types.
pub fn union(
    model: &Model,
    names: &TypeNames,
    id: TypeId,
    path: &TypePath,
    home: Home<'_>,
    pinned: PinnedNames<'_>,
) -> PolymorphicPlan {
    let base = &model.types[id.0].name;
    let ids: Vec<TypeId> = std::iter::once(&id).chain(names.below(id)).copied().collect();
    let wire = |id: TypeId| model.types[id.0].name.as_str();
    let deprecation = |id: TypeId| Deprecation::new(model.types[id.0].about.deprecated.as_deref());
    let wanted = ids.iter().map(|&member| {
        let plain = variant(names.structure(member), home);
        let is_foreign = names.structure(member).module != path.module;
        let pinned = pinned.name(Kind::Variant, &within(base.as_str(), wire(member)));
        // Names within a namespace are distinct. A name with the prefix of another namespace can collide with them.
        let rank = (0, usize::from(is_foreign), wire(member));
        Wanted { rank, full: plain.clone(), plain, pinned, is_canonical: !is_foreign }
    });
    let idents = Scope::with(&[UNKNOWN]).take_wanted(&wanted.collect::<Vec<_>>(), "");
    let variants = ids.iter().zip(idents).map(|(&member, ident)| {
        let path = names.structure(member);
        PolymorphicVariant {
            doc: Doc::markdown(&code(wire(member))),
            deprecation: deprecation(member),
            ident,
            ty: named(path, home),
            wire: wire(member).to_owned(),
            is_abstract: is_abstract(model, names, member),
            cfg: Cfg::default(),
        }
    });
    let variants = variants.collect();
    let doc = Doc::markdown(&format!("A {} or a type derived from it.", code(base.short())));
    let (ident, base) = (path.ident.clone(), named(names.structure(id), home));
    PolymorphicPlan { doc, deprecation: deprecation(id), ident, base, variants }
}

/// The variant of a type. A prefix states its namespace if it differs from that of the base.
fn variant(TypePath { module, ident }: &TypePath, home: Home<'_>) -> Ident {
    match (module, home) {
        (Some(module), Home::Namespace(here)) if module == here => ident.clone(),
        (Some(module), _) => ident.with_prefix(Ident::pascal(module.bare()).bare()),
        (None, Home::Namespace(_)) => ident.with_prefix("Graph"),
        (None, Home::Flat | Home::Outside) => ident.clone(),
    }
}
