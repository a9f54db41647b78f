//! Tests that the facts of `docs-input` agree with the pages of 2021, except for the differences in `differences.txt`.
//!
//! Facts are the kind, base and members of types, the members of enums, and the paths, permissions, headers, body and response
//! of operations. Missing paths and pages are not differences, because `docs-input` covers a part of the API.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use generator::dump::dump;
use generator::source::Version;
use serde_json::Value;

/// Headers that the pages of 2021 list without a rule.
const UNRULY_HEADERS: &[&str] = &["accept", "authorization", "content-type"];

/// The facts of a folder of documentation.
struct Facts {
    types: BTreeMap<String, Value>,
    enums: BTreeMap<String, Value>,
    /// The operations of each page.
    pages: BTreeMap<String, Vec<Value>>,
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn set(value: &Value) -> BTreeSet<String> {
    list(value).map(text).collect()
}

fn facts(docs: &Path) -> Facts {
    let reading = generator::read(docs, Some(Version::V1)).unwrap();
    let dump = dump(&reading.models[0], &[]);
    let by_name =
        |key: &str| list(&dump[key]).map(|one| (text(&one["name"]).to_lowercase(), one.clone())).collect();
    let mut pages: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for operation in list(&dump["operations"]) {
        pages.entry(text(&operation["page"])).or_default().push(operation.clone());
    }
    Facts { types: by_name("types"), enums: by_name("enums"), pages }
}

/// `+ a b - c`, or nothing for equal sets.
fn changes(old: &BTreeSet<String>, new: &BTreeSet<String>) -> Option<String> {
    let part = |sign: &str, one: &BTreeSet<String>, other: &BTreeSet<String>| {
        let found: Vec<&str> = one.difference(other).map(String::as_str).collect();
        if found.is_empty() { None } else { Some(format!("{sign} {}", found.join(" "))) }
    };
    let parts: Vec<String> = [part("+", new, old), part("-", old, new)].into_iter().flatten().collect();
    if parts.is_empty() { None } else { Some(parts.join(" ")) }
}

/// The members of a type and its bases: lower-case name to name and type.
fn members(facts: &Facts, ty: &Value) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut next = Some(ty);
    while let Some(ty) = next.filter(|ty| seen.insert(text(&ty["name"]))) {
        for (key, kind) in [("properties", ""), ("relationships", "relationship ")] {
            for member in list(&ty[key]) {
                let collection = if member["collection"] == true { " collection" } else { "" };
                let shown = format!("{kind}{}{collection}", text(&member["type"]));
                let name = text(&member["name"]);
                found.entry(name.to_lowercase()).or_insert((name, shown));
            }
        }
        next = facts.types.get(&text(&ty["base"]).to_lowercase());
    }
    found
}

/// The traits of a type. The base `entity` counts as none.
fn traits(ty: &Value) -> Vec<(&'static str, String)> {
    let base = text(&ty["base"]).replace("microsoft.graph.entity", "null");
    let mut found = vec![("base", base)];
    found.extend(["kind", "abstract", "open"].map(|key| (key, text(&ty[key]))));
    found
}

fn type_differences(old: &Facts, new: &Facts, found: &mut BTreeSet<String>) {
    for (key, ty) in &new.types {
        let name = text(&ty["name"]);
        let Some(other) = old.types.get(key) else {
            found.insert(format!("type {name}: new"));
            continue;
        };
        for ((what, now), (_, before)) in traits(ty).into_iter().zip(traits(other)) {
            if now != before {
                found.insert(format!("type {name}: {what} {before} -> {now}"));
            }
        }
        let (now, before) = (members(new, ty), members(old, other));
        for (key, (member, ty)) in &now {
            match before.get(key) {
                None => found.insert(format!("member {name}.{member}: new {ty}")),
                Some((_, other)) if other != ty => {
                    found.insert(format!("member {name}.{member}: {other} -> {ty}"))
                }
                Some((other, _)) if other != member => {
                    found.insert(format!("member {name}.{member}: was {other}"))
                }
                Some(_) => false,
            };
        }
        for (key, (member, ty)) in &before {
            if !now.contains_key(key) {
                found.insert(format!("member {name}.{member}: left out {ty}"));
            }
        }
    }
}

fn enum_differences(old: &Facts, new: &Facts, found: &mut BTreeSet<String>) {
    let names = |one: &Value| {
        list(&one["members"])
            .map(|member| text(member.get("name").unwrap_or(member)))
            .collect::<BTreeSet<_>>()
    };
    for (key, one) in &new.enums {
        let name = text(&one["name"]);
        match old.enums.get(key) {
            None => found.insert(format!("enum {name}: new")),
            Some(other) => changes(&names(other), &names(one))
                .is_some_and(|change| found.insert(format!("enum {name}: {change}"))),
        };
    }
}

/// A path with empty placeholders: `/users/{}/messages/{}`.
fn blank(path: &str) -> String {
    let mut blank = String::new();
    for part in path.split('{') {
        match part.split_once('}') {
            Some((_, rest)) => blank.extend(["{}", rest]),
            None => blank.push_str(part),
        }
    }
    blank.trim_end_matches('/').to_lowercase()
}

fn paths(operations: &[Value]) -> BTreeSet<String> {
    let lines = operations.iter().flat_map(|one| {
        list(&one["paths"]).map(|path| format!("{} {}", text(&one["method"]), blank(&text(path))))
    });
    lines.collect()
}

fn headers(operation: &Value) -> BTreeSet<String> {
    let found = list(&operation["headers"]).filter_map(|header| {
        let name = text(&header["name"]).to_lowercase();
        let required = if header["required"] == true { " (required)" } else { "" };
        (!UNRULY_HEADERS.contains(&name.as_str())).then(|| format!("{name}{required}"))
    });
    found.collect()
}

fn page_differences(old: &Facts, new: &Facts, found: &mut BTreeSet<String>) {
    for (page, operations) in &new.pages {
        let Some(others) = old.pages.get(page) else {
            found.insert(format!("page {page}: new"));
            continue;
        };
        let path = |path: &String| format!("path {page}: {path}");
        found.extend(paths(operations).difference(&paths(others)).map(path));
        for now in operations {
            // A page that states another method describes the same operation.
            let same = others.iter().find(|other| other["method"] == now["method"]);
            let name = match operations.len() {
                1 => page.clone(),
                _ => format!("{page} {}", text(&now["method"])),
            };
            operation_differences(&name, same.unwrap_or(&others[0]), now, found);
        }
    }
}

fn operation_differences(name: &str, before: &Value, now: &Value, found: &mut BTreeSet<String>) {
    for kind in ["delegated_work", "delegated_personal", "application"] {
        let change = changes(&set(&before["permissions"][kind]), &set(&now["permissions"][kind]));
        found.extend(change.map(|change| format!("permissions {name} {kind}: {change}")));
    }
    for key in ["status", "type", "collection"] {
        let (before, now) = (&before["response"][key], &now["response"][key]);
        if before != now {
            found.insert(format!("response {name}: {key} {} -> {}", text(before), text(now)));
        }
    }
    let (was, is) = (&before["request_body_type"], &now["request_body_type"]);
    if was != is {
        found.insert(format!("body {name}: {} -> {}", text(was), text(is)));
    }
    let change = changes(&headers(before), &headers(now));
    found.extend(change.map(|change| format!("headers {name}: {change}")));
}

/// The listed differences. A line that starts with `#` is the reason for those below it.
fn listed() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut reason = "";
    for line in include_str!("differences.txt").lines().map(str::trim).filter(|line| !line.is_empty()) {
        match line.strip_prefix('#') {
            Some(text) => reason = text.trim(),
            None => {
                assert!(!reason.is_empty(), "no reason: {line}");
                assert!(found.insert(line.to_owned()), "listed twice: {line}");
            }
        }
    }
    found
}

#[test]
fn docs_input_differs_from_the_pages_of_2021_as_listed() {
    let Some(docs) = tests::shared("docs-2021") else { return };
    let (old, new) = rayon::join(|| facts(&docs), || facts(&tests::root().join("docs-input")));
    let mut found = BTreeSet::new();
    type_differences(&old, &new, &mut found);
    enum_differences(&old, &new, &mut found);
    page_differences(&old, &new, &mut found);
    let listed = listed();
    let shown = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        one.difference(other).map(String::as_str).collect::<Vec<_>>().join("\n")
    };
    let (unlisted, stale) = (shown(&found, &listed), shown(&listed, &found));
    assert!(
        unlisted.is_empty(),
        "differences without a reason in tests/coverage/differences.txt:\n{unlisted}"
    );
    assert!(stale.is_empty(), "no differences any more:\n{stale}");
}
