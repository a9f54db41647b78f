//! Links generated documentation to the published pages. In: page paths and a version. Out: URLs and paragraphs.

use crate::name::PagePath;
use crate::source::Version;

/// The URL of the published page.
pub fn page_url(page: &PagePath, version: Version) -> String {
    let view = match version {
        Version::V1 => "graph-rest-1.0",
        Version::Beta => "graph-rest-beta",
    };
    let path = page.as_str().strip_suffix(".md").unwrap_or(page.as_str());
    let path = path.strip_prefix("api/").unwrap_or(path);
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    let path: String = path.chars().map(|c| if fits(c) { c } else { '-' }).collect();
    format!("https://learn.microsoft.com/graph/api/{path}?view={view}")
}

/// The paragraph with a link to the page of an item.
pub fn source_page(page: &PagePath, version: Version) -> String {
    format!("Source: <{}>", page_url(page, version))
}

#[cfg(test)]
mod tests {
    use super::{page_url, source_page};
    use crate::name::PagePath;
    use crate::source::Version;

    #[test]
    fn a_page_is_linked_in_its_version() {
        let page = |path| PagePath::new(path);
        assert_eq!(
            page_url(&page("api/message-move.md"), Version::V1),
            "https://learn.microsoft.com/graph/api/message-move?view=graph-rest-1.0"
        );
        assert_eq!(
            source_page(&page("resources/message.md"), Version::Beta),
            "Source: <https://learn.microsoft.com/graph/api/resources/message?view=graph-rest-beta>"
        );
    }
}
