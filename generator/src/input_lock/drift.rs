//! Describes differences of inputs. In: the inputs of a run, those of the lock. Out: one line per difference.

use std::collections::BTreeSet;

use super::{Build, Choices, Inputs};
use crate::source::digest::Digest;

/// The differences between the inputs of this run and recorded inputs; empty if they are equal.
pub fn drift(now: &Inputs, recorded: &Inputs) -> Vec<String> {
    let mut lines = Vec::new();
    if now.generator != recorded.generator {
        let shown = |Build { version, source }: &Build| format!("{version} ({source})");
        lines.push(format!("generator: {}, was {}", shown(&now.generator), shown(&recorded.generator)));
    }
    options(&now.options, &recorded.options, &mut lines);
    let versions: BTreeSet<&String> = now.pages.keys().chain(recorded.pages.keys()).collect();
    let none = Digest::default();
    for version in versions {
        let pages = [now, recorded].map(|inputs| inputs.pages.get(version).unwrap_or(&none));
        files(&format!("pages of {version}"), pages[0], pages[1], &mut lines);
    }
    files("included files", &now.includes, &recorded.includes, &mut lines);
    files("files edited by errata", &now.errata, &recorded.errata, &mut lines);
    lines
}

fn options(now: &Choices, recorded: &Choices, lines: &mut Vec<String>) {
    let list_or = |none: &str, texts: &[String]| match texts {
        [] => none.to_owned(),
        texts => texts.join(", "),
    };
    let list = |texts: &[String]| list_or("none", texts);
    let shown = |choices: &Choices| {
        let Choices { name, runtime, derived, include, exclude, allow, default_areas } = choices;
        [
            ("name", name.clone()),
            ("runtime", runtime.clone()),
            ("derived", derived.to_string()),
            ("include", list(include)),
            ("exclude", list(exclude)),
            ("allow", list(allow)),
            ("default-areas", list_or("all", default_areas)),
        ]
    };
    for ((option, now), (_, recorded)) in shown(now).into_iter().zip(shown(recorded)) {
        if now != recorded {
            lines.push(format!("option `{option}`: {now}, was {recorded}"));
        }
    }
}

fn files(what: &str, now: &Digest, recorded: &Digest, lines: &mut Vec<String>) {
    if now.files != recorded.files {
        lines.push(format!("{what}: {}, were {}", now.files, recorded.files));
    } else if now.sha256 != recorded.sha256 {
        lines.push(format!("{what}: other content"));
    }
}
