//! In: what an api page says of the body of its requests. Out: [`Body`]: the type that it sends, or the parameters that it lists.

use crate::facts::operation::{ParameterFact, ParameterLocation, title};
use crate::facts::template::{Method, Segment, Template};
use crate::facts::type_text::Primitive;
use crate::model::TypeId;
use crate::model::hierarchy::TypeHierarchy;
use crate::model::names::Target;
use crate::model::operation::{Body, Content, Operation, Response};
use crate::model::operations::linker::Linker;
use crate::model::path_item::PathItem;
use crate::model::schema::{ItemType, Type, ValueType};

/// What titles call sending a new item.
const CREATE: [&str; 2] = ["create", "add"];

/// What titles call sending a changed item.
const UPDATE: [&str; 4] = ["update", "replace", "modify", "set"];

/// How many words the name of a type can have in a title.
const WORDS: usize = 5;

/// How many of the names that a page lists are members of a type.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    members: usize,
    all: usize,
}

impl Share {
    /// Whether none is missing.
    fn is_whole(self) -> bool {
        self.members == self.all
    }

    /// Whether at least half of them are members: what is missing is a slip of the page, or a property that an open or newer
    /// type has. It can be sent among the additional properties.
    fn is_most(self) -> bool {
        self.members * 2 >= self.all
    }
}

impl Linker<'_> {
    /// What it sends: the type that the prose links, the annotation of an example, what the title names, what is answered,
    /// else its parameters.
    pub(in crate::model) fn body(&self, method: Method, templates: &[Template], response: &Response) -> Body {
        let text = &self.facts.body;
        let is_written = method != Method::Post || self.creates(templates);
        if let Some(ty) = self.spanned(text.ty.as_ref()) {
            match &ty.item {
                ItemType::Primitive(Primitive::Stream) => return Body::Content,
                ItemType::Type(id) if method != Method::Post || self.fits(*id, is_written) => {
                    return Body::Type(ty);
                }
                _ => {}
            }
        }
        let shown = || self.facts.examples.iter().filter(|found| found.method == method);
        if let Some(ty) = shown().find_map(|found| self.spanned(found.ty.as_ref()))
            && let ItemType::Type(id) = ty.item
            && self.fits(id, is_written)
        {
            return Body::Type(ty);
        }
        let sends_text = |body: &str| !body.is_empty() && !body.starts_with(['{', '[']);
        let has_rows = self.rows().next().is_some();
        let shows_text = || shown().any(|found| sends_text(found.body.text.trim()));
        let shows_none = || text.is_none && shown().any(|found| found.body.text.trim().is_empty());
        // Where rows tell of JSON, or nothing need be sent, text in another format is the exception: a message in MIME.
        let is_text = || !has_rows && shows_text() && !shows_none();
        if method != Method::Post && ends_in_bytes(templates) || is_text() {
            return Body::Content;
        }
        let is_said = has_rows || !text.is_none;
        if let Some(id) = self.titled().filter(|id| is_written && is_said && self.fits(*id, true)) {
            return Body::Type(ValueType { item: ItemType::Type(id), collection: false });
        }
        if let Content::Value(ty @ ValueType { item: ItemType::Type(id), collection: false }) =
            &response.content
        {
            // The service makes the item that an action returns, also with status 201.
            let creates =
                method != Method::Post || response.status == Some(201) && !self.is_bound_action(templates);
            if has_rows && creates && self.fits(*id, is_written) {
                return Body::Type(ty.clone());
            }
        }
        match () {
            () if has_rows || self.has_parameters() => Body::Parameters,
            () if text.is_none => Body::None,
            // A page that says nothing shows whether something is sent.
            () if shown().next().is_some() && shown().all(|found| found.body.text.trim().is_empty()) => {
                Body::None
            }
            () => Body::Unstated,
        }
    }

    /// The rows that can be members; an instance annotation (`@odata.type`) belongs to any object.
    fn rows(&self) -> impl Iterator<Item = &ParameterFact> {
        self.facts
            .parameters
            .iter()
            .filter(|row| row.location == ParameterLocation::Body && !is_annotation(row.name.as_str()))
    }

    fn has_parameters(&self) -> bool {
        self.facts.parameters.iter().any(|row| row.location == ParameterLocation::Body)
    }

    /// Whether the rows are members of a type: all of them, or at least half where the page is about writing an item.
    fn fits(&self, id: TypeId, is_written: bool) -> bool {
        let share = share(self.types, id, self.rows().map(|row| row.name.as_str()));
        share.is_whole() || is_written && share.is_most()
    }

    /// Whether the page is about creating an item, not about an action that is called so (`addCopy`).
    fn creates(&self, templates: &[Template]) -> bool {
        let first = self.facts.title.split_whitespace().next().unwrap_or_default().to_lowercase();
        let is_action = |template: &Template| match template.segments.last() {
            Some(Segment::Literal(name)) => CREATE.iter().any(|word| name.to_lowercase().starts_with(word)),
            _ => false,
        };
        CREATE.contains(&first.as_str()) && !templates.iter().any(is_action)
    }

    /// Whether the title names the last segment as an action of a type: "workbook: createSession".
    fn is_bound_action(&self, templates: &[Template]) -> bool {
        let Some((_, action)) = title::bound_action(&self.facts.title) else { return false };
        templates.iter().any(|template| match template.segments.last() {
            Some(Segment::Literal(name) | Segment::Function { name, .. }) => {
                name.rsplit('.').next().is_some_and(|name| name.eq_ignore_ascii_case(&action))
            }
            _ => false,
        })
    }

    /// The type that the title names behind "Create" or "Update": in parentheses, else in the most words that make a name.
    fn titled(&self) -> Option<TypeId> {
        let title = self.facts.title.to_lowercase();
        let mut words = title.split_whitespace();
        let first = words.next()?;
        if !CREATE.contains(&first) && !UPDATE.contains(&first) {
            return None;
        }
        let words: Vec<&str> = words.filter(|word| !matches!(*word, "a" | "an" | "the")).collect();
        let named = |written: &str| match self.names.find(written, None, self.scope) {
            Some(Target::Type(id)) => Some(id),
            Some(Target::Enum(_)) | None => None,
        };
        let aside = words.iter().find_map(|word| named(word.strip_prefix('(')?.strip_suffix(')')?));
        aside.or_else(|| (1..=words.len().min(WORDS)).rev().find_map(|count| named(&words[..count].concat())))
    }
}

/// Makes a body of the type of its place where the page does not name a type and lists nothing, or mostly its members.
pub fn infer_body_types(operations: &mut [Operation], path_items: &[PathItem], types: &[Type]) {
    for path_item in path_items {
        let Some(ValueType { item: ItemType::Type(id), collection }) = path_item.ty else { continue };
        let writes = |method| match method {
            Method::Patch | Method::Put => !collection,
            Method::Post => collection,
            Method::Get | Method::Delete | Method::Head | Method::Options => false,
        };
        for (operation, _) in
            path_item.verbs.iter().filter(|verb| writes(verb.method)).flat_map(|verb| &verb.operations)
        {
            let operation = &mut operations[operation.0];
            if matches!(operation.body, Body::Parameters | Body::Unstated) && is_listed(operation, types, id)
            {
                operation.body = Body::Type(ValueType { item: ItemType::Type(id), collection: false });
            }
        }
    }
}

fn is_listed(operation: &Operation, types: &[Type], id: TypeId) -> bool {
    let rows = operation.parameters.iter().filter(|row| row.location == ParameterLocation::Body);
    let names = rows.map(|row| row.name.as_str()).filter(|name| !is_annotation(name));
    share(types, id, names).is_most()
}

fn share<'n>(types: &[Type], id: TypeId, names: impl Iterator<Item = &'n str>) -> Share {
    names.fold(Share::default(), |share, name| Share {
        members: share.members + usize::from(TypeHierarchy(types).has_member(id, name)),
        all: share.all + 1,
    })
}

pub(in crate::model) fn is_annotation(name: &str) -> bool {
    name.contains('@')
}

fn ends_in_bytes(templates: &[Template]) -> bool {
    let is_bytes = |template: &Template| matches!(template.segments.last(), Some(Segment::Literal(name)) if name == "$value" || name == "content");
    !templates.is_empty() && templates.iter().all(is_bytes)
}

#[cfg(test)]
mod tests;
