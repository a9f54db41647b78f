//! Checks the order of the modules inside the stage `plan`.

use super::modules::Crate;

/// The modules below `plan`. Each uses only those before it.
pub(crate) const ORDER: [&str; 6] = ["ir", "naming", "types", "builders", "features", "files"];

/// The modules that are missing in the order, and the uses that violate it.
pub(crate) fn out_of_order(modules: &Crate) -> Vec<String> {
    let rank = |name: &String| ORDER.iter().position(|known| known == name);
    let below = |path: &[String]| match path {
        [plan, name, ..] if plan == "plan" => Some(name.clone()),
        _ => None,
    };
    let unknown =
        modules.paths().filter_map(|path| below(path).filter(|name| path.len() == 2 && rank(name).is_none()));
    let mut found: Vec<String> =
        unknown.map(|name| format!("`plan::{name}` is missing in the order")).collect();
    for used in modules.uses() {
        let (Some(from), Some(to)) = (below(&used.from), below(&used.to)) else { continue };
        if rank(&from) < rank(&to) {
            found.push(used.to_string());
        }
    }
    found
}
