//! Snapshots for review: the smallest page of each construct, and two pages of the migration family, as model and as Rust.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "golden/constructs.rs"]
mod constructs;
#[path = "golden/excerpt.rs"]
mod excerpt;
#[path = "golden/guide.rs"]
mod guide;
#[path = "golden/migrations.rs"]
mod migrations;

use generator::Reading;
use generator::dump::dump;
use serde_json::{Value, json};

/// The models of a reading without diagnostics.
fn models(reading: &Reading) -> Vec<Value> {
    reading.models.iter().map(|model| dump(model, &[])).collect()
}

/// The diagnostics and gaps of a reading, one line each.
fn remarks(reading: &Reading) -> Value {
    let diagnostics =
        reading.diagnostics.iter().map(|found| format!("{}: {}", found.location, found.message));
    let gaps = reading.gaps.iter().map(|gap| format!("{}: {:?}: {}", gap.location, gap.kind, gap.reason));
    json!({ "diagnostics": diagnostics.collect::<Vec<_>>(), "left_out": gaps.collect::<Vec<_>>() })
}
