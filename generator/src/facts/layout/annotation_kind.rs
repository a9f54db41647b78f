//! Distinguishes annotations of pages and of types from those of code blocks. In: JSON of a comment. Out: a boolean.

use crate::page::BlockKind;
use crate::page::json::Json;

/// Keys of page annotations that have no type, only a place in the table of contents.
const PLACE: [&str; 6] = ["tocPath", "tocBookmarks", "section", "keywords", "description", "suppressions"];

/// Whether an annotation describes the page itself (AD-9).
pub(in crate::facts) fn is_page_annotation(json: &Json) -> bool {
    let kind = json.get("type").and_then(|node| node.value.as_str());
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("#page.annotation")) || states_place(json)
}

/// Whether an annotation states nothing but the place of the page in the table of contents.
pub(in crate::facts) fn states_place(json: &Json) -> bool {
    let is_of_place = |key: &str| PLACE.iter().any(|known| known.eq_ignore_ascii_case(key));
    json.get("tocPath").is_some() && json.members().iter().all(|(key, _)| is_of_place(key))
}

/// Whether an annotation defines a type. Without a block type, annotated JSON with a type name does (AD-12).
pub(in crate::facts) fn defines_type(json: &Json, next: Option<&BlockKind>) -> bool {
    if is_page_annotation(json) {
        return false;
    }
    match json.get("blockType").map(|node| node.value.as_str().unwrap_or_default()) {
        Some(kind) => kind.trim().eq_ignore_ascii_case("resource"),
        None => {
            let named = json.get("@odata.type").or_else(|| json.get("@type")).is_some();
            named && matches!(next, Some(BlockKind::Fence(fence)) if fence.language == "json")
        }
    }
}
