//! The real pages of 2021 and of today: nothing is lost in silence, and what is read stays as right as it is.
//!
//! They are in `../shared` beside the project; without them these tests report that they are skipped. `docs-input` is checked in any case.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "coverage/balance.rs"]
mod balance;
#[path = "coverage/callouts.rs"]
mod callouts;
#[path = "coverage/constructs.rs"]
mod constructs;
#[path = "coverage/differences.rs"]
mod differences;
#[path = "coverage/lines.rs"]
mod lines;
#[path = "coverage/options.rs"]
mod options;
#[path = "coverage/places.rs"]
mod places;
#[path = "coverage/property_facts.rs"]
mod property_facts;
#[path = "coverage/score.rs"]
mod score;
