//! In: the answers that an api page shows or lists. Out: the type that they name themselves, where neither an annotation nor the prose
//! does.

use std::collections::BTreeSet;

use crate::facts::template::Method;
use crate::facts::type_text;
use crate::model::TypeId;
use crate::model::hierarchy::TypeHierarchy;
use crate::model::operations::linker::Linker;
use crate::model::schema::{ItemType, ValueType};
use crate::name::PropertyName;
use crate::page::json::{Json, Node};

impl Linker<'_> {
    /// What the first answer that names a type says of it: by its context, else by what it holds.
    pub(in crate::model) fn response_from_example(&self, method: Method) -> Option<ValueType> {
        let mut bodies = self.answers(method).filter_map(|found| found.body.json.as_ref());
        bodies.find_map(|node| self.by_context(&node.value).or_else(|| self.by_items(node)))
    }

    /// The only type that has the very properties which a table of the answer lists; one property alone says too little.
    pub(in crate::model) fn response_from_table(&self) -> Option<ValueType> {
        let listed: BTreeSet<&PropertyName> = self.facts.response.listed.iter().collect();
        let has_these = |id: &TypeId| {
            let members: BTreeSet<&PropertyName> =
                TypeHierarchy(self.types).members(*id).map(|member| &member.name).collect();
            members == listed
        };
        let mut found = (0..self.types.len()).map(TypeId).filter(|id| listed.len() > 1 && has_these(id));
        let id = found.next()?;
        found.next().is_none().then_some(ValueType { item: ItemType::Type(id), collection: false })
    }

    /// `…/$metadata#Collection(microsoft.graph.user)`; a context that names a set of entities names no type.
    fn by_context(&self, body: &Json) -> Option<ValueType> {
        let (_, fragment) = body.get("@odata.context")?.value.as_str()?.split_once('#')?;
        let ty = self.resolve(&type_text::of_name(fragment))?;
        (fragment.contains('.') && matches!(ty.item, ItemType::Type(_))).then_some(ty)
    }

    /// The nearest type that all items have in common, where each of them says what it is.
    fn by_items(&self, body: &Node) -> Option<ValueType> {
        let value = body.value.get("value").map(|node| &node.value);
        let (items, collection) = match value {
            Some(Json::Array(items)) => (items.as_slice(), true),
            _ => (std::slice::from_ref(body), false),
        };
        let lineages: Vec<Vec<TypeId>> =
            items.iter().map(|item| self.lineage(item)).collect::<Option<_>>()?;
        let (first, rest) = lineages.split_first()?;
        let common = first.iter().find(|id| rest.iter().all(|other| other.contains(id)))?;
        Some(ValueType { item: ItemType::Type(*common), collection })
    }

    /// The type that an object names, then its bases.
    fn lineage(&self, item: &Node) -> Option<Vec<TypeId>> {
        let name = item.value.get("@odata.type")?.value.as_str()?;
        match self.resolve(&type_text::of_name(name))?.item {
            ItemType::Type(id) => Some(TypeHierarchy(self.types).lineage(id).collect()),
            ItemType::Primitive(_) | ItemType::Enum(_) | ItemType::Undocumented(_) => None,
        }
    }
}
