//! Distinguishes a content from one that replaced it between two requests. In: headers of responses. Out: the same or not.

use http::header::{ETAG, LAST_MODIFIED};
use http::{HeaderMap, HeaderName};

/// The version of a content, from its headers.
#[derive(Clone, Debug, Default)]
pub(super) struct Validators {
    etag: Option<String>,
    modified: Option<String>,
}

impl Validators {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let header = |name: HeaderName| Some(headers.get(name)?.to_str().ok()?.to_owned());
        Self { etag: header(ETAG), modified: header(LAST_MODIFIED) }
    }

    /// An entity tag or a date, as the header had it.
    pub(super) fn parse(text: String) -> Self {
        if text.starts_with('"') || text.starts_with("W/") {
            Self { etag: Some(text), modified: None }
        } else {
            Self { etag: None, modified: Some(text) }
        }
    }

    /// The better of the two.
    pub(super) fn first(&self) -> Option<&str> {
        self.etag.as_deref().or(self.modified.as_deref())
    }

    /// The value of `If-Range`, which excludes weak tags.
    pub(super) fn if_range(&self) -> Option<&str> {
        self.first().filter(|text| !text.starts_with("W/"))
    }

    /// Whether all known validators are present again. A missing one may hide a change.
    pub(super) fn came_again_in(&self, later: &Self) -> bool {
        let same = |known: &Option<String>, later: &Option<String>| known.is_none() || known == later;
        same(&self.etag, &later.etag) && same(&self.modified, &later.modified)
    }

    /// Takes over unknown validators.
    pub(super) fn add(&mut self, later: &Self) {
        let add = |known: &mut Option<String>, later: &Option<String>| {
            if known.is_none() {
                known.clone_from(later);
            }
        };
        add(&mut self.etag, &later.etag);
        add(&mut self.modified, &later.modified);
    }
}
