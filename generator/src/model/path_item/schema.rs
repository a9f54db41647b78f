//! Indexes the declarations of types. In: types. Out: [`Schema`]: members, keys and casts by name.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::resource::facts::MemberKind;
use crate::model::TypeId;
use crate::model::hierarchy::TypeHierarchy;
use crate::model::operation::{Content, Operation};
use crate::model::schema::{ItemType, Member, Type, TypeKind};
use crate::name::GraphName;

/// A type, as a single item or a collection.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Kind {
    /// The type of one item.
    pub(super) ty: TypeId,
    /// Whether it is a collection.
    pub(super) collection: bool,
}

impl Kind {
    /// A single item.
    pub(super) fn one(ty: TypeId) -> Self {
        Self { ty, collection: false }
    }

    /// A collection.
    pub(super) fn many(ty: TypeId) -> Self {
        Self { ty, collection: true }
    }
}

/// All types, including undocumented ones that operations return or relationships target. A resource at a path has a type even without
/// a page.
pub(super) fn with_named(types: &[Type], operations: &[Operation]) -> Vec<Type> {
    let returned = operations.iter().filter_map(|operation| match &operation.response.content {
        Content::Value(value) => Some(&value.item),
        Content::None | Content::Stream | Content::Unstated => None,
    });
    let members = types.iter().flat_map(|ty| &ty.members);
    let related = members.filter(|member| member.kind == MemberKind::Relationship);
    let named = returned.chain(related.map(|member| &member.ty.item)).filter_map(|item| match item {
        ItemType::Undocumented(name) => Some(name),
        ItemType::Type(_) | ItemType::Primitive(_) | ItemType::Enum(_) => None,
    });
    let named: BTreeSet<&GraphName> = named.collect();
    types.iter().cloned().chain(named.into_iter().map(Type::undocumented)).collect()
}

/// The declarations of types that are relevant for paths.
pub(super) struct Schema<'a> {
    types: &'a [Type],
    names: BTreeMap<String, TypeId>,
    /// By the part of the name after a dot. `None` for an ambiguous name.
    short_names: BTreeMap<String, Option<TypeId>>,
    members: Vec<BTreeMap<String, &'a Member>>,
    aliases: Vec<BTreeMap<String, &'a Member>>,
}

impl<'a> Schema<'a> {
    /// Indexes the members of each type, including inherited ones.
    pub(super) fn new(types: &'a [Type]) -> Self {
        let ids = || (0..types.len()).map(TypeId);
        let names = ids().flat_map(|id| {
            let ty = &types[id.0];
            ty.aliases.iter().chain([&ty.name]).map(move |name| (name.as_str().to_lowercase(), id))
        });
        let names: BTreeMap<String, TypeId> = names.collect();
        let short_names = short_names(&names);
        let bare = Self { types, names, short_names, members: Vec::new(), aliases: Vec::new() };
        let members = ids().map(|id| bare.gather(id, |member| vec![member.name.as_str()])).collect();
        let aliases = ids()
            .map(|id| bare.gather(id, |member| member.aliases.iter().map(|name| name.as_str()).collect()));
        let aliases = aliases.collect();
        Self { members, aliases, ..bare }
    }

    fn gather(&self, id: TypeId, names: impl Fn(&'a Member) -> Vec<&'a str>) -> BTreeMap<String, &'a Member> {
        let mut found = BTreeMap::new();
        for ty in self.lineage(id) {
            for member in &self.types[ty.0].members {
                for name in names(member) {
                    found.entry(name.to_lowercase()).or_insert(member);
                }
            }
        }
        found
    }

    /// A type and its bases, nearest first.
    pub(super) fn lineage(&self, id: TypeId) -> impl Iterator<Item = TypeId> + use<'a> {
        TypeHierarchy(self.types).lineage(id)
    }

    /// Whether a type extends another.
    pub(super) fn is_derived(&self, id: TypeId, base: TypeId) -> bool {
        TypeHierarchy(self.types).is_derived(id, base)
    }

    /// The only type with a name without namespace, in any letter case.
    pub(super) fn short(&self, name: &str) -> Option<TypeId> {
        *self.short_names.get(&name.to_lowercase())?
    }

    /// Whether a key can address items of a type.
    pub(super) fn has_key(&self, id: TypeId) -> bool {
        let keyed = |ty: &Type| ty.kind == TypeKind::Entity || !ty.key.is_empty();
        self.lineage(id).any(|ty| keyed(&self.types[ty.0]))
    }

    /// The type of a value.
    pub(super) fn of(&self, item: &ItemType) -> Option<TypeId> {
        match item {
            ItemType::Type(id) => Some(*id),
            ItemType::Undocumented(name) => self.names.get(&name.as_str().to_lowercase()).copied(),
            ItemType::Primitive(_) | ItemType::Enum(_) => None,
        }
    }

    /// The type of a cast, which is a segment with a dot.
    pub(super) fn cast(&self, name: &str) -> Option<TypeId> {
        name.contains('.').then(|| self.names.get(&name.to_lowercase()).copied())?
    }

    /// The qualified name of a type.
    pub(super) fn name(&self, id: TypeId) -> &'a str {
        self.types[id.0].name.as_str()
    }

    /// The member of a name in any letter case, including inherited ones.
    pub(super) fn member(&self, id: TypeId, name: &str) -> Option<&'a Member> {
        let name = name.to_lowercase();
        self.members[id.0].get(&name).or_else(|| self.aliases[id.0].get(&name)).copied()
    }

    /// The type of all single properties of a type that have one, if there are several and none is a collection.
    pub(super) fn property_type(&self, id: TypeId) -> Option<TypeId> {
        let members = self.members[id.0].values();
        let mut typed = members.filter_map(|member| Some((self.of(&member.ty.item)?, member.ty.collection)));
        let (ty, _) = typed.next().filter(|(_, collection)| !collection)?;
        let mut others = typed.peekable();
        (others.peek().is_some() && others.all(|other| other == (ty, false))).then_some(ty)
    }

    /// The navigation properties with their types, including inherited ones. A property with an entity type counts as one.
    pub(super) fn navigation(&self, id: TypeId) -> impl Iterator<Item = (&'a Member, Kind)> {
        self.members[id.0]
            .values()
            .filter_map(|member| match (&member.ty.item, member.kind) {
                (ItemType::Type(ty), MemberKind::Relationship) => Some((*member, *ty)),
                (ItemType::Type(ty), MemberKind::Property) if self.types[ty.0].kind == TypeKind::Entity => {
                    Some((*member, *ty))
                }
                (
                    ItemType::Type(_)
                    | ItemType::Primitive(_)
                    | ItemType::Enum(_)
                    | ItemType::Undocumented(_),
                    _,
                ) => None,
            })
            .map(|(member, ty)| (member, Kind { ty, collection: member.ty.collection }))
    }
}

fn short_names(names: &BTreeMap<String, TypeId>) -> BTreeMap<String, Option<TypeId>> {
    let mut short = BTreeMap::new();
    for (name, id) in names {
        for (dot, _) in name.match_indices('.') {
            let only = short.entry(name[dot + 1..].to_owned()).or_insert(Some(*id));
            *only = only.filter(|known| known == id);
        }
    }
    short
}
