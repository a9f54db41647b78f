//! Decides the document type of a page. In: front matter, folder and annotations. Out: [`DocType`].

use crate::facts::Reading;
use crate::facts::layout::annotation_kind;
use crate::facts::problem::api_page::Problem;
use crate::name::suggest::nearest;
use crate::page::{Block, BlockKind, Comment, Page};

/// The document type, from the front matter, else from the folder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::facts) enum DocType {
    Resource,
    Api,
    Enum,
    Concept,
}

/// The values of `doc_type` (AD-4).
const WORDS: [(&str, DocType); 4] = [
    ("apiPageType", DocType::Api),
    ("resourcePageType", DocType::Resource),
    ("enumPageType", DocType::Enum),
    ("conceptualPageType", DocType::Concept),
];

impl DocType {
    /// Reads the document type, and reports an unknown `doc_type`.
    pub(in crate::facts) fn read(reading: &mut Reading<'_>) -> Self {
        let stated = reading.page.front_matter.get("doc_type").unwrap_or_default();
        let known = |word: &str| {
            WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, kind)| *kind)
        };
        if !stated.is_empty() && known(stated).is_none() {
            let near = nearest(stated, WORDS.iter().map(|(word, _)| *word));
            let problem = Problem::UnknownDocType { found: stated.to_owned(), near };
            let at = reading.expanded.text.find(stated).unwrap_or_default();
            reading.report(&(at..at + stated.len()), &problem);
        }
        let path = reading.path.as_str();
        if path.starts_with("resources/") && page_defines_type(reading.page) {
            if known(stated.trim_end_matches('_')) == Some(Self::Api) {
                let at = reading.expanded.text.find(stated).unwrap_or_default();
                reading.report(&(at..at + stated.len()), &Problem::MisfiledPage(stated.to_owned()));
            }
            return Self::Resource;
        }
        let is_api = path.starts_with("api/");
        // The documentation contains a spelling with a trailing underscore.
        match known(stated.trim_end_matches('_')) {
            // Some pages below `api/` keep the `doc_type` of the page that they were copied from.
            Some(Self::Resource) if is_api => Self::Api,
            Some(kind) => kind,
            None if is_api => Self::Api,
            None => Self::Resource,
        }
    }
}

/// Whether a page has an annotation of a type.
pub(in crate::facts) fn page_defines_type(page: &Page) -> bool {
    let mut blocks = page.blocks.iter().enumerate();
    blocks.any(|(index, block)| defines_type_at(block, page.blocks.get(index + 1)))
}

/// The names in the annotations of types, as written.
pub(in crate::facts) fn annotated_names(page: &Page) -> impl Iterator<Item = &str> {
    let blocks = page.blocks.iter().enumerate();
    let types = blocks.filter(|(index, block)| defines_type_at(block, page.blocks.get(index + 1)));
    types.map(|(_, block)| {
        let BlockKind::Comment(Comment { json: Some(Ok(node)), .. }) = &block.kind else { return "" };
        let name = node.value.get("@odata.type").or_else(|| node.value.get("@type"));
        name.and_then(|name| name.value.as_str()).unwrap_or_default()
    })
}

/// Whether a block is an annotation of a type.
pub(in crate::facts) fn defines_type_at(block: &Block, next: Option<&Block>) -> bool {
    let BlockKind::Comment(Comment { json: Some(Ok(node)), .. }) = &block.kind else { return false };
    annotation_kind::defines_type(&node.value, next.map(|next| &next.kind))
}
