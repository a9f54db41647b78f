//! In: the wire names of a type, and one name. Out: the number of the property.

/// The name of the annotation that states the type of an object.
pub(crate) const ODATA_TYPE: &str = "@odata.type";

/// The number of the property with this wire name. The names are sorted by length, then by bytes.
pub(super) fn index(names: &[&str], name: &str) -> Option<usize> {
    let by_length = |known: &&str| known.len().cmp(&name.len()).then_with(|| (**known).cmp(name));
    names.binary_search_by(by_length).ok()
}
