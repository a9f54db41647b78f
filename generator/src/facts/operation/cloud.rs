//! Reads national clouds. In: the paths of includes. Out: [`Cloud`]s, from the file name, because the table in the file contains emoji.

/// A national cloud.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Cloud {
    /// The global service.
    Global,
    /// US Government L4.
    UsGovernmentL4,
    /// US Government L5 (DOD).
    UsGovernmentL5,
    /// China, operated by 21Vianet.
    China,
}

/// The clouds that support the operation. `None` when the page includes no cloud table.
pub fn read(included: &[(usize, String)]) -> Option<Vec<Cloud>> {
    included.iter().find_map(|(_, path)| of_file(path))
}

/// Parses a file name: `all-clouds`, or `global` followed by other clouds as in `global-china-us-l4`.
fn of_file(path: &str) -> Option<Vec<Cloud>> {
    let file = path.rsplit_once('/').map_or(path, |(_, file)| file).to_lowercase();
    let stem = file.strip_suffix(".md")?;
    if stem == "all-clouds" {
        return Some(vec![Cloud::Global, Cloud::UsGovernmentL4, Cloud::UsGovernmentL5, Cloud::China]);
    }
    let mut words = stem.strip_prefix("global-")?.split('-').peekable();
    let mut clouds = vec![Cloud::Global];
    while let Some(word) = words.next() {
        match word {
            "us" if words.peek().is_some_and(|next| matches!(*next, "l4" | "l5")) => {}
            "us" => clouds.extend([Cloud::UsGovernmentL4, Cloud::UsGovernmentL5]),
            "l4" => clouds.push(Cloud::UsGovernmentL4),
            "l5" => clouds.push(Cloud::UsGovernmentL5),
            "china" => clouds.push(Cloud::China),
            "only" | "v2" => {}
            _ => return None,
        }
    }
    clouds.sort_unstable();
    clouds.dedup();
    Some(clouds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Option<&[Cloud]>) {
        assert_eq!(read(&[(0, path.to_owned())]).as_deref(), expected);
    }

    #[test]
    fn the_file_name_lists_the_clouds() {
        use Cloud::{China, Global, UsGovernmentL4, UsGovernmentL5};
        check("../../includes/all-clouds.md", Some(&[Global, UsGovernmentL4, UsGovernmentL5, China]));
        check("../../includes/global-only.md", Some(&[Global]));
        check("../../includes/global-us.md", Some(&[Global, UsGovernmentL4, UsGovernmentL5]));
        check("../../includes/global-us-v2.md", Some(&[Global, UsGovernmentL4, UsGovernmentL5]));
        check("../../includes/global-us-l4.md", Some(&[Global, UsGovernmentL4]));
        check("../../includes/global-china-us-l5.md", Some(&[Global, UsGovernmentL5, China]));
    }

    #[test]
    fn other_includes_name_no_cloud() {
        check("../../includes/beta-disclaimer.md", None);
        check("../../includes/global-notes.md", None);
    }
}
