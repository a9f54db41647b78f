//! Recognizes the parts of a page: its document type, the kind of each section, the annotations above code blocks.
//! In: front matter, headings and comments. Out: `DocType`, [`Area`](section_kind::Area),
//! [`Annotation`](annotation::Annotation).

pub mod annotation;
pub(super) mod annotation_kind;
pub(super) mod doc_type;
pub mod section_kind;
