//! Checks references to types. In: type names on pages. Out: [`Found`]s: unknown names, other letter case, dead links.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Found, Problem};
use crate::facts::PageFacts;
use crate::facts::type_text::{TypeText, TypeWord, is_structured};
use crate::model::Model;
use crate::model::check::suggest::suggest;
use crate::model::names::{Names, Scope, Target};
use crate::name::GraphName;
use crate::source::include;

/// The model and the set of all pages.
pub(super) struct Index<'m> {
    pub(super) model: &'m Model,
    pub(super) names: &'m Names,
    pages: BTreeSet<String>,
}

/// The page of a name.
pub(super) struct Source<'i> {
    pub(super) index: &'i Index<'i>,
    pub(super) scope: Scope<'i>,
}

impl<'m> Index<'m> {
    pub(super) fn new(model: &'m Model, names: &'m Names, pages: &[PageFacts]) -> Self {
        let pages = pages.iter().map(|page| page.path.as_str().to_lowercase()).collect();
        Self { model, names, pages }
    }

    /// The nearest known name.
    pub(super) fn suggest(&self, written: &str) -> Option<GraphName> {
        let types = self.model.types.iter().map(|ty| &ty.name);
        suggest(written, types.chain(self.model.enums.iter().map(|found| &found.name))).cloned()
    }
}

impl Source<'_> {
    /// Reports a problem of the page.
    pub(super) fn report(&self, span: &Range<usize>, problem: Problem, found: &mut Vec<Found>) {
        found.push(Found { page: self.scope.page.clone(), span: span.clone(), problem });
    }

    /// The target of a name.
    pub(super) fn find(&self, written: &str, link: Option<&str>) -> Option<Target> {
        self.index.names.find(written, link, self.scope)
    }

    /// Checks a name of a type.
    pub(super) fn reference(&self, text: &TypeText, span: &Range<usize>, found: &mut Vec<Found>) {
        let TypeWord::Named { name, link } = &text.item else { return };
        // Documentation tools invent this name for a body without a type (AD-15).
        if name.starts_with("requestBodyResourceFor") {
            return;
        }
        let link = link.as_deref();
        let dangling = link.filter(|link| self.is_dangling(link));
        if let Some(link) = dangling {
            self.report(span, Problem::DanglingLink(link.to_owned()), found);
        }
        match self.find(name, link) {
            Some(target) => self.letter_case(name, target, span, found),
            // Without any resource page, all types are unknown. A dead link has been reported already.
            None if dangling.is_some() || self.index.model.types.is_empty() => {}
            // "Json" without a page means untyped data.
            None if is_structured(name) => {}
            None => {
                let near = self.index.suggest(name);
                self.report(span, Problem::UnknownType { name: name.clone(), near }, found);
            }
        }
    }

    /// Checks the letter case of a resolved name.
    pub(super) fn letter_case(
        &self,
        written: &str,
        target: Target,
        span: &Range<usize>,
        found: &mut Vec<Found>,
    ) {
        if self.index.names.is_exact(written, self.scope) {
            return;
        }
        let Some(defined) = self.index.names.name(target) else { return };
        let defined = if written.contains('.') { defined.as_str() } else { defined.short() };
        if defined != written && defined.eq_ignore_ascii_case(written) {
            let (written, defined) = (written.to_owned(), defined.to_owned());
            let problem = Problem::LetterCase { written, defined, is_wire: false };
            self.report(span, problem, found);
        }
    }

    /// Whether a link points to a missing page of the version.
    fn is_dangling(&self, link: &str) -> bool {
        let path = link.split(['#', '?']).next().unwrap_or_default();
        let target =
            path.ends_with(".md").then(|| include::resolve(self.scope.page.as_str(), path)).flatten();
        target.is_some_and(|target| {
            let target = target.to_lowercase();
            let is_of_version = target.starts_with("resources/") || target.starts_with("api/");
            is_of_version && !self.index.model.types.is_empty() && !self.index.pages.contains(&target)
        })
    }
}
