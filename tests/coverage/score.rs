//! Checks the accuracy figures of `../shared/truth`, which compares the model with the schema of the service.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use generator::dump::dump;
use generator::source::Version;
use serde_json::Value;

/// The minimum figures, in percent. They may be raised but never lowered.
const FLOORS: &[(&str, f64)] = &[
    ("types.recall", 99.8),
    ("types.base_derived", 80.0),
    ("props.correct_all", 98.3),
    ("props.precision", 99.0),
    ("rels.correct_all", 98.3),
    ("enums.members_exact", 87.0),
    ("ops.recall", 99.9),
    ("ops.precision", 99.8),
    ("perms.nonempty", 99.5),
    ("examples.annotated", 99.8),
    ("examples.bare", 99.5),
    ("csdl.response_near", 92.0),
    ("csdl.param_recall", 91.0),
    ("diag.annotation", 99.0),
    ("diag.bodies", 95.0),
];

#[test]
fn the_figures_of_2021_are_reached() {
    let (Some(docs), Some(truth)) = (tests::shared("docs-2021"), tests::shared("truth")) else { return };
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("SKIPPED: there is no python3 to score the model");
        return;
    }
    let figures = figures(&docs, &truth);
    let mut low = Vec::new();
    for (name, floor) in FLOORS {
        let figure = figures.get(*name).copied().unwrap_or_default();
        println!("{name}: {figure} (at least {floor})");
        if figure < *floor {
            low.push(format!("{name}: {figure}, not {floor}"));
        }
    }
    assert_eq!(low, [""; 0]);
}

fn figures(docs: &Path, truth: &Path) -> BTreeMap<String, f64> {
    let reading = generator::read(docs, Some(Version::V1)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.json");
    std::fs::write(&model, dump(&reading.models[0], &reading.diagnostics).to_string()).unwrap();
    let script = truth.join("score.py");
    let scored = Command::new("python3")
        .arg(script)
        .arg(&model)
        .args(["--version", "v1.0", "--json"])
        .output()
        .unwrap();
    assert!(scored.status.success(), "{}", String::from_utf8_lossy(&scored.stderr));
    let scores: Value = serde_json::from_slice(&scored.stdout).unwrap();
    let figures = scores["figures"].as_object().unwrap().iter();
    figures.filter_map(|(name, figure)| Some((name.clone(), figure["pct"].as_f64()?))).collect()
}
