//! Maps product areas to Cargo features, and items to their `cfg`. In: the models and plans of all versions. Out: areas,
//! reachability and conditions.

pub mod area_contents;
pub mod cfg;
pub mod product_areas;
pub mod reachability;
pub mod type_graph;
