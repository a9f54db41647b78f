//! Tests coverage of the real pages of 2021 and of today: nothing is lost silently, and accuracy does not decrease.
//!
//! These pages are in `../shared` beside the project. Without them the tests are reported as skipped; `docs-input` is always checked.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "coverage/balance.rs"]
mod balance;
#[path = "coverage/callouts.rs"]
mod callouts;
#[path = "coverage/constructs.rs"]
mod constructs;
#[path = "coverage/differences.rs"]
mod differences;
#[path = "coverage/letter_case.rs"]
mod letter_case;
#[path = "coverage/lines.rs"]
mod lines;
#[path = "coverage/options.rs"]
mod options;
#[path = "coverage/path_items.rs"]
mod path_items;
#[path = "coverage/property_facts.rs"]
mod property_facts;
#[path = "coverage/score.rs"]
mod score;
