//! Restricts models to selected operations and the types that they reach. In: [`Model`]s and the [`Pattern`]s of a user.
//! Out: smaller models with the same names.

pub mod pattern;
mod prune;
pub mod reach;

use std::borrow::Cow;
use std::collections::BTreeMap;

use self::pattern::{Pattern, PatternError};
use self::reach::{DerivedTypes, Reach};
use crate::facts::template::{Method, Template};
use crate::model::operation::Operation;
use crate::model::{Model, OperationId};
use crate::source::Version;

/// The part of an API that a user asks for.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The operations to generate. Empty selects all.
    pub include: Vec<Pattern>,
    /// Operations to omit, even if `include` selects them.
    pub exclude: Vec<Pattern>,
    /// Whether the types derived from a reached type are generated.
    pub derived: DerivedTypes,
}

/// Reasons why a selection cannot be applied.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SelectionError {
    /// A pattern is malformed.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// A pattern matches no operation.
    #[error(
        "the pattern `{pattern}` matches no operation{}",
        .near.as_ref().map_or(String::new(), |near| format!("; the nearest one is `{near}`"))
    )]
    NoMatch {
        /// The pattern as written.
        pattern: String,
        /// The nearest request line or title.
        near: Option<String>,
    },
    /// `exclude` removes all operations.
    #[error("the patterns select no operation: nothing is left after `exclude`")]
    Empty,
    /// `DerivedTypes::Exclude` requires a selection: a whole crate documents derived types on their own pages.
    #[error(
        "derived types can be left out of a selection only; select operations with `include` or `exclude`"
    )]
    DerivedOfWhole,
}

/// The selected part of one version.
#[derive(Clone, Debug)]
pub struct Selected {
    /// The version.
    pub version: Version,
    /// The selected operations, each with the indices of its selected templates.
    pub operations: BTreeMap<OperationId, Vec<usize>>,
    /// The types and enums that the operations reach, with ids of the whole model.
    pub reach: Reach,
}

impl Selection {
    /// Whether everything is selected.
    pub fn is_whole(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether the patterns select a request of a page.
    pub fn selects(&self, method: Method, template: &Template, title: &str) -> bool {
        let matches = |pattern: &Pattern| pattern.matches(method, template, title);
        (self.include.is_empty() || self.include.iter().any(matches)) && !self.exclude.iter().any(matches)
    }

    /// Selects operations, and finds the types that they reach. Each version gives one entry, in the order of the models.
    ///
    /// # Errors
    /// [`SelectionError::NoMatch`] when a pattern matches no operation of any version, [`SelectionError::Empty`] when no operation
    /// remains, [`SelectionError::DerivedOfWhole`] when derived types are excluded without a pattern.
    pub fn select(&self, models: &[Model]) -> Result<Vec<Selected>, SelectionError> {
        if self.is_whole() && self.derived == DerivedTypes::Exclude {
            return Err(SelectionError::DerivedOfWhole);
        }
        for pattern in self.include.iter().chain(&self.exclude) {
            let operations = || models.iter().flat_map(|model| &model.operations);
            if !operations().any(|operation| matches(pattern, operation)) {
                let near = pattern.nearest(operations());
                return Err(SelectionError::NoMatch { pattern: pattern.to_string(), near });
            }
        }
        let selected: Vec<Selected> = models.iter().map(|model| self.select_version(model)).collect();
        let is_empty = selected.iter().all(|version| version.operations.is_empty());
        if is_empty && !self.is_whole() { Err(SelectionError::Empty) } else { Ok(selected) }
    }

    fn select_version(&self, model: &Model) -> Selected {
        let mut operations = BTreeMap::new();
        for (id, operation) in (0..).map(OperationId).zip(&model.operations) {
            let templates = operation.templates.iter().enumerate();
            let selected =
                templates.filter(|(_, template)| self.selects(operation.method, template, &operation.title));
            let templates: Vec<usize> = selected.map(|(index, _)| index).collect();
            if !templates.is_empty() {
                operations.insert(id, templates);
            }
        }
        let mut reach = reach::reach(model, operations.keys().copied(), self.derived);
        if self.is_whole() {
            reach.add_documented(model);
        }
        Selected { version: model.version, operations, reach }
    }

    /// The models restricted to the selected operations. A whole selection returns them unchanged.
    ///
    /// # Errors
    /// Those of [`Selection::select`].
    pub fn apply<'m>(&self, models: &'m [Model]) -> Result<Cow<'m, [Model]>, SelectionError> {
        if self.is_whole() && self.derived == DerivedTypes::Include {
            return Ok(Cow::Borrowed(models));
        }
        let selected = self.select(models)?;
        let parts = models.iter().zip(&selected).filter(|(_, selected)| !selected.operations.is_empty());
        Ok(parts.map(|(model, selected)| prune::prune(model, selected)).collect())
    }
}

/// Whether a pattern matches a template of an operation.
fn matches(pattern: &Pattern, operation: &Operation) -> bool {
    let Operation { method, title, templates, .. } = operation;
    templates.iter().any(|template| pattern.matches(*method, template, title))
}

#[cfg(test)]
mod tests;
