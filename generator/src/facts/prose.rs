//! Reads statements from prose: summaries, callouts, deprecations, descriptions of properties.
//! In: plain text and paragraphs. Out: the facts that fixed phrases state.

pub mod callout;
pub(super) mod deprecation;
pub mod description;
pub mod page_summary;
pub(super) mod sentences;
