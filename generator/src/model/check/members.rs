//! Compares tables with JSON representations. In: both of each type. Out: [`Found`]s: missing members and different types (AD-21,
//! AD-22, AD-33).

use super::bodies::is_open;
use super::reference::{Index, Source};
use super::{Found, Problem};
use crate::facts::resource::ResourceFacts;
use crate::facts::resource::definition::{Definition, ShownMember};
use crate::facts::resource::facts::{MemberFact, MemberKind};
use crate::facts::type_text::Primitive;
use crate::model::check::json_shape::{JsonShape, json_shape, show};
use crate::model::hierarchy::TypeHierarchy;
use crate::model::schema::{ItemType, Type, ValueType};
use crate::model::types::gathered_pages::Gathered;
use crate::model::types::members::{belongs, shown};
use crate::model::{Model, TypeId};
use crate::name::PropertyName;

pub(super) fn check(gathered: &[Gathered<'_>], index: &Index<'_>, found: &mut Vec<Found>) {
    for (id, of) in (0..).map(TypeId).zip(gathered) {
        let has_rows = of.sources.iter().any(|(facts, _)| !facts.members.is_empty());
        for (facts, definition) in &of.sources {
            let source = Source { index, scope: of.scope(facts) };
            let page = Page { id, of, facts, source: &source };
            let json_representation: &[ShownMember] =
                definition.map_or(&[], |definition| &definition.json_representation);
            for row in facts.members.iter().filter(|row| belongs(row, facts, *definition)) {
                page.row(row, json_representation, found);
            }
            for key in json_representation {
                page.key(key, has_rows, *definition, found);
            }
        }
    }
}

/// A page of a type.
struct Page<'a> {
    id: TypeId,
    of: &'a Gathered<'a>,
    facts: &'a ResourceFacts,
    source: &'a Source<'a>,
}

impl Page<'_> {
    fn row(&self, row: &MemberFact, json_representation: &[ShownMember], found: &mut Vec<Found>) {
        let source = self.source;
        if let Some(ty) = &row.ty {
            source.reference(&ty.value, &ty.span, found);
        }
        let name = &row.name.value;
        let Some(key) = shown(json_representation, name) else {
            let is_own = row.inherited_from.is_none() && !self.is_inherited(name);
            if row.kind == MemberKind::Property && !json_representation.is_empty() && is_own {
                let is_open = is_open(source.index.model, self.id);
                source.report(&row.name.span, Problem::RowWithoutKey { name: name.clone(), is_open }, found);
            }
            return;
        };
        if key.name.value != *name {
            let (written, defined) = (name.to_string(), key.name.value.to_string());
            source.report(&row.name.span, Problem::LetterCase { written, defined, is_wire: true }, found);
        }
        let resolve = |ty| source.index.names.resolve(ty, source.scope);
        let table = row.ty.as_ref().and_then(|ty| resolve(&ty.value));
        let json = key.ty.as_ref().and_then(resolve);
        if let (Some(table), Some(json)) = (table, json)
            && disagree(source.index.model, &table, &json, key.is_number)
        {
            let show = |ty: &ValueType| show(source.index.model, ty);
            let problem =
                Problem::TableJsonDisagree { name: name.clone(), table: show(&table), json: show(&json) };
            source.report(&row.name.span, problem, found);
        }
    }

    fn key(
        &self,
        key: &ShownMember,
        has_rows: bool,
        definition: Option<&Definition>,
        found: &mut Vec<Found>,
    ) {
        let name = &key.name.value;
        if let Some(ty) = &key.ty {
            self.source.reference(ty, &key.name.span, found);
        }
        let is_listed = self.of.sources.iter().any(|(facts, _)| {
            facts.members.iter().any(|row| row.name.value.as_str().eq_ignore_ascii_case(name.as_str()))
        });
        let is_alias =
            definition.is_some_and(|found| found.property_aliases.iter().any(|(other, _)| other == name));
        if has_rows && !is_listed && !is_alias && !self.is_inherited(name) && self.facts.definitions.len() < 2
        {
            self.source.report(&key.name.span, Problem::KeyWithoutRow(name.clone()), found);
        }
    }

    /// Whether a base type has a member of this name.
    fn is_inherited(&self, name: &PropertyName) -> bool {
        let types = &self.source.index.model.types;
        let has = |ty: &Type| ty.members.iter().any(|member| member.name == *name);
        TypeHierarchy(types).bases(self.id).any(|base| has(&types[base.0]))
    }
}

/// Whether two types contradict each other. A less specific type is no contradiction.
fn disagree(model: &Model, table: &ValueType, json: &ValueType, is_number: bool) -> bool {
    if table.collection != json.collection {
        return true;
    }
    match (&table.item, &json.item) {
        (ItemType::Type(one), ItemType::Type(other)) => {
            let hierarchy = TypeHierarchy(&model.types);
            one != other && !hierarchy.is_derived(*one, *other) && !hierarchy.is_derived(*other, *one)
        }
        (ItemType::Enum(one), ItemType::Enum(other)) => one != other,
        (ItemType::Type(_), ItemType::Primitive(primitive))
        | (ItemType::Primitive(primitive), ItemType::Type(_)) => {
            !matches!(primitive, Primitive::String | Primitive::Untyped)
        }
        (ItemType::Primitive(table), ItemType::Primitive(json)) => {
            let (table, json) = (json_shape(*table), json_shape(*json));
            !(table == JsonShape::Any
                || json == JsonShape::Any
                || table == json
                || is_number && table == JsonShape::Number)
        }
        (ItemType::Type(_), ItemType::Enum(_)) | (ItemType::Enum(_), ItemType::Type(_)) => true,
        (ItemType::Enum(_), ItemType::Primitive(primitive))
        | (ItemType::Primitive(primitive), ItemType::Enum(_)) => {
            !matches!(json_shape(*primitive), JsonShape::Text | JsonShape::Any)
        }
        (ItemType::Undocumented(_), _) | (_, ItemType::Undocumented(_)) => false,
    }
}
