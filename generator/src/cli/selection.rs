//! Selects operations and lists a selection. In: arguments, models. Out: a [`Selection`], and its operations and types on stdout.

use std::collections::BTreeMap;

use clap::Args;
use generator::Reading;
use generator::model::{Model, TypeId};
use generator::name::hidden::{escaped, escaped_json};
use generator::selection::pattern::Pattern;
use generator::selection::reach::{DerivedTypes, Reason};
use generator::selection::{Selected, Selection};
use serde_json::json;

use super::args::{Format, OutputArgs, quoted_text};
use super::config::Settings;
use super::{CliError, Outcome, report};

/// The arguments that select operations.
#[derive(Clone, Debug, Args)]
pub(super) struct SelectionArgs {
    /// Generate only operations that match, and the types that they reach; may be repeated. A pattern is a path with an optional
    /// method (`GET /me/messages/**`; `*` is one segment, `**` any number, `{id}` a key) or the title of a page (`message: *`).
    #[arg(long, value_name = "PATTERN")]
    include: Vec<Pattern>,
    /// Leave out operations that match, also where `--include` selects them; may be repeated.
    #[arg(long, value_name = "PATTERN")]
    exclude: Vec<Pattern>,
    /// Leave out types that are reached only as derived types of others; their values are read as the base type.
    #[arg(long)]
    no_derived: bool,
    /// Write nothing; list the selected operations, and each type with the reason why it is reached.
    #[arg(long, conflicts_with_all = ["check", "deny"])]
    pub(super) list: bool,
}

impl SelectionArgs {
    /// The selection of the arguments, else of the configuration.
    pub(super) fn selection(&self, settings: &Settings) -> Selection {
        let mut selection = settings.selection();
        for (arguments, patterns) in
            [(&self.include, &mut selection.include), (&self.exclude, &mut selection.exclude)]
        {
            if !arguments.is_empty() {
                patterns.clone_from(arguments);
            }
        }
        if self.no_derived {
            selection.derived = DerivedTypes::Exclude;
        }
        selection
    }

    /// The arguments, quoted for a shell.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        for (flag, patterns) in [("--include", &self.include), ("--exclude", &self.exclude)] {
            for pattern in patterns {
                words.extend([flag.to_owned(), quoted_text(&pattern.to_string())]);
            }
        }
        words.extend(self.no_derived.then(|| "--no-derived".to_owned()));
        words
    }

    /// Lists the operations and types of the selection.
    pub(super) fn print(
        &self,
        selection: &Selection,
        reading: &Reading,
        manner: &OutputArgs,
    ) -> Result<Outcome, CliError> {
        if manner.format == Format::Sarif {
            return Err(CliError::NoSarif);
        }
        let selected = selection.select(&reading.models).map_err(generator::Error::from)?;
        for (model, selected) in reading.models.iter().zip(&selected) {
            let text = match manner.format {
                Format::Json => json_lines(model, selected),
                Format::Human | Format::Sarif => human(model, selected),
            };
            report::result(|stdout| stdout.write_all(text.as_bytes()))?;
        }
        Ok(Outcome::Fine)
    }
}

/// The selected request lines, followed by the types with their reasons.
fn human(model: &Model, selected: &Selected) -> String {
    let mut text = format!(
        "{}: {} of {} operations, {} of {} types, {} of {} enums\n",
        model.version,
        selected.operations.len(),
        model.operations.len(),
        selected.reach.types.len(),
        model.types.len(),
        selected.reach.enums.len(),
        model.enums.len()
    );
    for line in request_lines(model, selected) {
        text.push_str(&format!("  {}\n", escaped(&line)));
    }
    for (name, (_, reason)) in reasons(model, selected) {
        text.push_str(&format!("  {name}: {}\n", escaped(&reason)));
    }
    text
}

fn json_lines(model: &Model, selected: &Selected) -> String {
    let version = model.version.folder();
    let line = |value: serde_json::Value| format!("{}\n", escaped_json(&value.to_string()));
    let requests = request_lines(model, selected)
        .into_iter()
        .map(|request| line(json!({"kind": "request", "version": version, "request": request})));
    let types = reasons(model, selected).into_iter().map(|(name, (kind, reason))| {
        line(json!({"kind": kind, "version": version, "name": name, "reason": reason}))
    });
    requests.chain(types).collect()
}

/// The selected templates as request lines, in order.
fn request_lines(model: &Model, selected: &Selected) -> Vec<String> {
    let lines = selected.operations.iter().flat_map(|(id, templates)| {
        let operation = &model.operations[id.0];
        let line = |index: &usize| format!("{} {}", operation.method, operation.templates[*index].text);
        templates.iter().map(line).collect::<Vec<_>>()
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort_by(|one, other| {
        let path = |line: &str| line.split_once(' ').map(|(_, path)| path.to_owned());
        path(one).cmp(&path(other)).then_with(|| one.cmp(other))
    });
    lines.dedup();
    lines
}

/// The reached types and enums by name, each with its kind and its reason.
fn reasons(model: &Model, selected: &Selected) -> BTreeMap<String, (&'static str, String)> {
    let name = |id: &TypeId| model.types[id.0].name.short();
    let show = |reason: &Reason| match reason {
        Reason::Operation(id) => {
            let operation = &model.operations[id.0];
            format!("used by `{}` ({})", operation.title, operation.page)
        }
        Reason::Member(id, member) => format!("held by `{}.{}`", name(id), member.as_str()),
        Reason::Annotation(id, annotation) => format!("held by `{}`, `{}`", name(id), annotation.as_str()),
        Reason::BaseOf(id) => format!("base of `{}`", name(id)),
        Reason::DerivedFrom(id) => format!("derived from `{}`", name(id)),
        Reason::Documented => "documented".to_owned(),
    };
    let types = selected.reach.types.iter().map(|(id, why)| {
        let value = selected.reach.values.get(id).map(|why| format!("; {}", show(why)));
        (model.types[id.0].name.as_str(), ("type", show(why) + &value.unwrap_or_default()))
    });
    let enums = selected.reach.enums.iter();
    let enums = enums.map(|(id, why)| (model.enums[id.0].name.as_str(), ("enum", show(why))));
    types.chain(enums).map(|(name, shown)| (name.to_owned(), shown)).collect()
}
