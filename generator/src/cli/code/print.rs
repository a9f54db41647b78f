//! Formats code for people and as JSON. In: [`RequestCode`]s. Out: text.

use generator::emit::{Snippet, snippet};
use generator::examples::nearest::{DocumentedPath, documented_path};
use generator::facts::operation::permission::{AccountPermissions, Permissions};
use generator::facts::template::Template;
use generator::name::hidden::{escaped, escaped_json, escaped_lines};
use generator::plan::ir::deprecation::Deprecation;
use generator::plan::ir::operation_info::InfoPlan;
use generator::plan::ir::request_code::RequestCode;
use generator::plan::naming::version_names::version_module;
use serde_json::{Map, Value, json};

use super::request::Request;
use crate::cli::config::Settings;

/// The code of a request with its facts.
pub(super) struct Printed {
    /// The documented request line nearest to the request.
    line: String,
    /// Whether a page documents the request at its URL.
    documented: bool,
    version: &'static str,
    snippet: Snippet,
    /// The required features: one of each list.
    features: Vec<Vec<String>>,
    /// The titles and URLs of the pages.
    pages: Vec<(String, String)>,
    permissions: Option<Permissions>,
    /// The deprecation of the operation.
    deprecation: Deprecation,
    /// Whether the configuration selects the operation.
    selected: bool,
    /// The URL of the request.
    url: String,
    /// Whether the path with `/$ref` is documented instead.
    reference: bool,
}

/// The pages that document the URL and `true`. If there are none: all pages, nearest first, and `false`.
fn pages<'c>(code: &'c RequestCode, url: &str) -> (Vec<(&'c InfoPlan, DocumentedPath<'c>)>, bool) {
    let paths = code.infos.iter().filter_map(|info| Some((info, documented_path(info, url, code.version)?)));
    let (fitting, mut others): (Vec<_>, Vec<_>) = paths.partition(|(_, path)| path.fits);
    match fitting.is_empty() {
        true => {
            others.sort_by(|(_, one), (_, other)| one.distance.total_cmp(&other.distance));
            (others, false)
        }
        false => (fitting, true),
    }
}

/// The maximum number of pages per request in text. Pages that extend an operation repeat its request lines.
const PAGES: usize = 3;

/// The requests that a page documents at the URL. Without any, or with an explicit method, all requests.
pub(super) fn documented<'c>(found: &'c [RequestCode], all: bool, url: &str) -> Vec<&'c RequestCode> {
    let documented: Vec<&RequestCode> = found.iter().filter(|code| pages(code, url).1).collect();
    if all || documented.is_empty() { found.iter().collect() } else { documented }
}

impl Printed {
    /// Collects the facts of a request.
    pub(super) fn new(code: &RequestCode, url: &str, settings: &Settings) -> Self {
        let (pages, documented) = pages(code, url);
        let path = pages.first().map_or(url, |(_, path)| path.text);
        let base = [version_module(code.version), "builders"].map(|feature| vec![feature.to_owned()]);
        Self {
            line: format!("{} {path}", code.method),
            documented,
            version: code.version.folder(),
            snippet: snippet(code),
            features: base.into_iter().chain(code.areas.lists().iter().cloned()).collect(),
            // The permissions of a similar request can be too low.
            permissions: pages.iter().find_map(|(info, _)| info.permissions.clone()).filter(|_| documented),
            pages: pages.iter().map(|(info, _)| (info.title.clone(), info.page.clone())).collect(),
            deprecation: code.deprecation.clone(),
            selected: is_selected(code, settings),
            url: url.to_owned(),
            reference: false,
        }
    }

    /// Notes that the path with `/$ref` is documented, while that of the request is not: to delete an item is not to remove it.
    pub(super) fn with_reference(self, exists: impl FnOnce(&str) -> bool) -> Self {
        let (path, query) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let url = format!("{}/$ref?{query}", path.trim_end_matches('/'));
        let reference = !self.documented && exists(&url);
        Self { reference, ..self }
    }

    fn human(&self) -> String {
        let mut lines = vec![match self.documented {
            true => format!("{} ({})", self.line, self.version),
            false => {
                format!("no page documents this URL; `{}` ({}) is of the same kind", self.line, self.version)
            }
        }];
        if self.reference {
            lines.push("to add or remove a reference instead, append `/$ref` to the path".to_owned());
        }
        lines.extend(self.pages.iter().take(PAGES).map(|(title, url)| format!("{title}: {url}")));
        let more = self.pages.len().saturating_sub(PAGES);
        lines.extend((more > 0).then(|| format!("… and {more} more pages; `--format json` has all")));
        let features: Vec<String> = self.features.iter().map(|list| list.join(" or ")).collect();
        lines.push(format!("features: {}", features.join(", ")));
        lines.push(match &self.permissions {
            None if !self.documented => "least permissions: no page states those of this URL".to_owned(),
            None => "least permissions: the page states none".to_owned(),
            Some(permissions) => {
                let least = accounts(permissions).map(|(_, name, list)| {
                    let text = match list.least() {
                        Some(least) => least.join(" and "),
                        None if list.unranked => "see the page".to_owned(),
                        None => "not supported".to_owned(),
                    };
                    format!("{name}: {text}")
                });
                format!("least permissions: {}", least.join("; "))
            }
        });
        lines.extend(match &self.deprecation {
            Deprecation::Current => None,
            Deprecation::Unexplained => Some("deprecated".to_owned()),
            Deprecation::Noted(note) => Some(format!("deprecated: {note}")),
        });
        if !self.selected {
            lines.push("the configuration leaves this operation out; add it to `include`".to_owned());
        }
        let comments: String = lines.iter().map(|line| format!("// {}\n", escaped(line))).collect();
        format!("{comments}{}\n", escaped_lines(&self.snippet.code))
    }

    fn json(&self) -> Value {
        let Snippet { imports, variables, body, expression, code } = &self.snippet;
        let pages = self.pages.iter().map(|(title, url)| json!({"title": title, "url": url}));
        let permissions = self.permissions.as_ref().map(|permissions| {
            let known = accounts(permissions).into_iter().filter(|(_, _, list)| !list.unranked);
            let least = known
                .map(|(key, _, list)| (key.to_owned(), list.least().map(|least| least.join(" and ")).into()));
            least.collect::<Map<String, Value>>()
        });
        json!({
            "kind": "code",
            "request": self.line,
            "documented": self.documented,
            "reference": self.reference,
            "version": self.version,
            "imports": imports,
            "variables": variables,
            "body": body,
            "expression": expression,
            "code": code,
            "features": self.features,
            "least_permissions": permissions,
            "pages": pages.collect::<Vec<_>>(),
            "deprecated": match &self.deprecation {
                Deprecation::Current => None,
                Deprecation::Unexplained => Some(""),
                Deprecation::Noted(note) => Some(note.as_str()),
            },
            "selected": self.selected,
        })
    }
}

/// Rust code with the facts as comments.
pub(super) fn human(found: &[Printed]) -> String {
    found.iter().map(Printed::human).collect::<Vec<_>>().join("\n")
}

/// One object for each request.
pub(super) fn json_lines(found: &[Printed]) -> String {
    found.iter().map(|printed| line(&printed.json())).collect()
}

/// An object for an undocumented request.
pub(super) fn not_found(request: &Request, near: &[String]) -> String {
    line(&json!({"kind": "not-found", "request": request.to_string(), "nearest": near}))
}

fn line(object: &Value) -> String {
    format!("{}\n", escaped_json(&object.to_string()))
}

/// Key, name and permissions of each account type.
fn accounts(permissions: &Permissions) -> [(&'static str, &'static str, &AccountPermissions); 3] {
    let Permissions { delegated_work, delegated_personal, application } = permissions;
    [
        ("delegated_work", "delegated (work or school)", delegated_work),
        ("delegated_personal", "delegated (personal)", delegated_personal),
        ("application", "application", application),
    ]
}

/// Whether the patterns of the configuration select an operation.
fn is_selected(code: &RequestCode, settings: &Settings) -> bool {
    let requests: Vec<(Template, &str)> = code
        .infos
        .iter()
        .flat_map(|info| info.templates.iter().map(|text| (text, info.title.as_str())))
        .filter_map(|(text, title)| Some((Template::parse(text).ok()?, title)))
        .collect();
    let selection = settings.selection();
    let is_selected = |(template, title): &(Template, &str)| selection.selects(code.method, template, title);
    requests.is_empty() || requests.iter().any(is_selected)
}
