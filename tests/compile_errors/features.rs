//! Items of features that are not enabled.

use msgraph::v1::{self, models};

fn main() {
    let _ = v1::teams(); //~ cannot find function `teams` & the item is gated behind the `teams` feature
    let _ = v1::drives(); //~ cannot find function `drives` & feature = "onedrive", feature = "sharepoint"
    let _ = models::Team::default(); //~ cannot find & gated behind the `teams` feature
}
