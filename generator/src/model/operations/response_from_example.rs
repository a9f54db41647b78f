//! Infers the response type from its content. In: example responses and response tables. Out: the type that the content names.
//!
//! Used if neither an annotation nor prose states the type.

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
    /// The type of the first response that names one, in its context or its items.
    pub(in crate::model) fn response_from_example(&self, method: Method) -> Option<ValueType> {
        let mut bodies = self.responses(method).filter_map(|found| found.body.json.as_ref());
        bodies.find_map(|node| self.by_context(&node.value).or_else(|| self.by_items(node)))
    }

    /// The only type whose properties equal those in a response table. One property is not enough.
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

    /// The type in a context such as `…/$metadata#Collection(microsoft.graph.user)`. The name of an entity set is not a type.
    fn by_context(&self, body: &Json) -> Option<ValueType> {
        let (_, fragment) = body.get("@odata.context")?.value.as_str()?.split_once('#')?;
        let ty = self.resolve(&type_text::of_name(fragment))?;
        (fragment.contains('.') && matches!(ty.item, ItemType::Type(_))).then_some(ty)
    }

    /// The nearest common base of all items, if each of them names its type.
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

    /// The type that an object names, and its bases.
    fn lineage(&self, item: &Node) -> Option<Vec<TypeId>> {
        let name = item.value.get("@odata.type")?.value.as_str()?;
        match self.resolve(&type_text::of_name(name))?.item {
            ItemType::Type(id) => Some(TypeHierarchy(self.types).lineage(id).collect()),
            ItemType::Primitive(_) | ItemType::Enum(_) | ItemType::Undocumented(_) => None,
        }
    }
}
