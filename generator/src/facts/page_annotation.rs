//! The annotation at the end of a page.

use crate::page::json::Json;

/// Whether an annotation is about the page itself (AD-9).
pub(super) fn is_page_annotation(json: &Json) -> bool {
    let kind = json.get("type").and_then(|node| node.value.as_str());
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("#page.annotation"))
}
