//! Decides the request body of an operation. In: facts of an api page. Out: [`Body`]: a type, parameters, or content.

use crate::facts::operation::{ParameterFact, ParameterLocation, ResponseFact, title};
use crate::facts::template::{Method, Segment, Template};
use crate::facts::type_text::Primitive;
use crate::model::TypeId;
use crate::model::hierarchy::TypeHierarchy;
use crate::model::names::Target;
use crate::model::operation::{Body, Content, Operation, Response};
use crate::model::operations::linker::Linker;
use crate::model::path_item::PathItem;
use crate::model::schema::{ItemType, Type, ValueType};

/// The first words of titles that create an item.
const CREATE: [&str; 2] = ["create", "add"];

/// The first words of titles that update an item.
const UPDATE: [&str; 4] = ["update", "replace", "modify", "set"];

/// The maximum number of words of a type name in a title.
const WORDS: usize = 5;

/// The share of listed names that are members of a type.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    members: usize,
    all: usize,
}

impl Share {
    /// Whether all names are members.
    fn is_whole(self) -> bool {
        self.members == self.all
    }

    /// Whether at least half of the names are members. The others are errors of the page, or properties of an open or newer type, which
    /// callers can send as additional properties.
    fn is_most(self) -> bool {
        self.members * 2 >= self.all
    }
}

impl Linker<'_> {
    /// Decides the body. In order: the type in the prose, in the annotation of an example, in the title, in the response, else the
    /// parameters.
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
        // With rows for JSON, or with an optional body, text is an alternative, such as a message in MIME.
        let is_text = || !has_rows && shows_text() && !shows_none();
        if method != Method::Post && ends_in_bytes(templates) || is_text() {
            return Body::Content;
        }
        let has_body = has_rows || !text.is_none;
        if let Some(id) = self.type_in_title().filter(|id| is_written && has_body && self.fits(*id, true)) {
            return Body::Type(ValueType { item: ItemType::Type(id), collection: false });
        }
        if let Content::Value(ty @ ValueType { item: ItemType::Type(id), collection: false }) =
            &response.content
        {
            // The service creates the item that an action returns, even with status 201.
            let creates =
                method != Method::Post || response.status == Some(201) && !self.is_bound_action(templates);
            // The rows may be those of the derived types in the examples.
            let shown = || self.responses(method).filter_map(|found| self.type_of(found));
            let is_derived = |shown: TypeId| TypeHierarchy(self.types).is_derived(shown, *id);
            let fits_derived = || shown().any(|shown| is_derived(shown) && self.fits(shown, is_written));
            if has_rows && creates && (self.fits(*id, is_written) || fits_derived()) {
                return Body::Type(ty.clone());
            }
        }
        // Without any statement, the examples decide whether there is a body.
        let shows_no_body =
            || shown().next().is_some() && shown().all(|found| found.body.text.trim().is_empty());
        if has_rows || self.has_parameters() {
            Body::Parameters
        } else if text.is_none || shows_no_body() {
            Body::None
        } else {
            Body::Unstated
        }
    }

    /// The type in the annotation of a response.
    fn type_of(&self, found: &ResponseFact) -> Option<TypeId> {
        match self.spanned(found.ty.as_ref())?.item {
            ItemType::Type(id) => Some(id),
            ItemType::Enum(_) | ItemType::Primitive(_) | ItemType::Undocumented(_) => None,
        }
    }

    /// The rows of the body, except instance annotations such as `@odata.type`, which any object may have.
    fn rows(&self) -> impl Iterator<Item = &ParameterFact> {
        self.facts
            .parameters
            .iter()
            .filter(|row| row.location == ParameterLocation::Body && !is_annotation(row.name.as_str()))
    }

    fn has_parameters(&self) -> bool {
        self.facts.parameters.iter().any(|row| row.location == ParameterLocation::Body)
    }

    /// Whether the rows are members of a type: all rows, or at least half on a page that creates or updates an item.
    fn fits(&self, id: TypeId, is_written: bool) -> bool {
        let share = share(self.types, id, self.rows().map(|row| row.name.as_str()));
        share.is_whole() || is_written && share.is_most()
    }

    /// Whether the page creates an item, unlike an action with such a name (`addCopy`).
    fn creates(&self, templates: &[Template]) -> bool {
        let first = self.facts.title.split_whitespace().next().unwrap_or_default().to_lowercase();
        let is_action = |template: &Template| match template.segments.last() {
            Some(Segment::Literal(name)) => CREATE.iter().any(|word| name.to_lowercase().starts_with(word)),
            _ => false,
        };
        CREATE.contains(&first.as_str()) && !templates.iter().any(is_action)
    }

    /// Whether the title names the last segment as a bound action: "workbook: createSession".
    fn is_bound_action(&self, templates: &[Template]) -> bool {
        let Some((_, action)) = title::bound_action(&self.facts.title) else { return false };
        templates.iter().any(|template| match template.segments.last() {
            Some(Segment::Literal(name) | Segment::Function { name, .. }) => {
                name.rsplit('.').next().is_some_and(|name| name.eq_ignore_ascii_case(&action))
            }
            _ => false,
        })
    }

    /// The type after "Create" or "Update" in the title: the name in parentheses, else the longest sequence of words that is a name.
    fn type_in_title(&self) -> Option<TypeId> {
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
        let in_parentheses = words.iter().find_map(|word| named(word.strip_prefix('(')?.strip_suffix(')')?));
        let longest = || (1..=words.len().min(WORDS)).rev().find_map(|count| named(&words[..count].concat()));
        in_parentheses.or_else(longest)
    }
}

/// Infers the body type from the path item, if the page names no type and lists no parameters or mostly members of that type.
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
