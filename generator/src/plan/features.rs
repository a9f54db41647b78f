//! Product areas as Cargo features, and the `cfg` of each item.

pub mod area_contents;
pub mod cfg;
pub mod product_areas;
pub mod reachability;
pub mod type_graph;
