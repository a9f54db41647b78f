//! Tests that a new page changes only the files of its items and the lists of modules, and renames no file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use generator::plan::naming::lock::NameLock;
use generator::source::load::load;
use generator::source::{Source, Sources};
use tests::root;

/// Files that list or count the items or examples of a version or crate.
const LISTS: &[&str] = &["Cargo.toml", "README.md", "names.lock", "src/lib.rs", "tests/examples/v1.rs"];

/// A type without references.
const RESOURCE: &str = "---
ms.subservice: \"planner\"
doc_type: resourcePageType
---

# signalLamp resource type

Namespace: microsoft.graph

A lamp.

## Properties

|Property|Type|Description|
|:---|:---|:---|
|color|String|Its color.|

## JSON representation

<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.signalLamp\" } -->

```json
{ \"color\": \"String\" }
```
";

/// An action of an existing type, with parameters.
const ACTION: &str = "---
ms.subservice: \"planner\"
doc_type: apiPageType
---

# plannerTask: polish

Namespace: microsoft.graph

Polish a task.

## HTTP request

```http
POST /planner/tasks/{task-id}/polish
```

## Request body

|Parameter|Type|Description|
|:---|:---|:---|
|cloth|String|The cloth. Required.|

## Response

Returns `204 No Content`.
";

/// The files of the crate generated from pages and a lock, by path, and its lock.
fn make(sources: Sources, pinned: &NameLock) -> (BTreeMap<PathBuf, String>, NameLock) {
    let models = generator::understand(sources).models;
    let plan = tests::crate_plan(&models, pinned);
    let (files, problems) = generator::emit::emit(&plan);
    assert!(problems.is_empty(), "{problems:?}");
    (files.into_iter().map(|file| (file.path, file.text)).collect(), plan.lock)
}

/// The files that change with a new page, except lists. No file may vanish.
fn changed(before: &BTreeMap<PathBuf, String>, after: &BTreeMap<PathBuf, String>) -> Vec<String> {
    let lost: Vec<&PathBuf> = before.keys().filter(|path| !after.contains_key(*path)).collect();
    assert!(lost.is_empty(), "renamed or deleted: {lost:?}");
    let changed = after.iter().filter(|(path, text)| before.get(*path) != Some(*text));
    let changed: BTreeSet<String> =
        changed.map(|(path, _)| path.display().to_string().replace('\\', "/")).collect();
    changed.into_iter().filter(|path| !LISTS.contains(&path.as_str())).collect()
}

#[test]
fn a_new_page_changes_its_files_and_the_lists_of_modules() {
    let sources = load(&root().join("docs-input"), None).unwrap();
    let with = |path: &str, text: &str| {
        let mut pages = sources.pages.clone();
        pages.push(Source { path: path.to_owned(), text: text.to_owned() });
        pages.sort_by(|one, other| one.path.cmp(&other.path));
        Sources { pages, includes: sources.includes.clone(), ..Sources::default() }
    };
    let none =
        Sources { pages: sources.pages.clone(), includes: sources.includes.clone(), ..Sources::default() };
    let (before, lock) = make(none, &NameLock::default());
    assert!(before.len() > 500, "{}", before.len());
    let (resource, _) = make(with("v1.0/resources/signallamp.md", RESOURCE), &lock);
    assert_eq!(changed(&before, &resource), ["src/v1/models.rs", "src/v1/models/signal_lamp.rs"]);
    let (action, _) = make(with("v1.0/api/plannertask-polish.md", ACTION), &lock);
    let expected =
        ["src/v1/bodies.rs", "src/v1/bodies/planner_task_polish.rs", "src/v1/builders/planner_task.rs"];
    assert_eq!(changed(&before, &action), expected);
}
