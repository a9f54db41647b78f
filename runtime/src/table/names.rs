//! In: the wire names of a type, and one name. Out: the number of the property, or the property that the name annotates.

/// The name of the annotation that states the type of an object.
pub(crate) const ODATA_TYPE: &str = "@odata.type";

/// The property that an annotation of this name is for: `color` for `color@odata.type`, none for `@odata.id`.
pub(super) fn annotated_by(name: &str) -> Option<&str> {
    name.split_once('@').map(|(property, _)| property)
}

/// The number of the property with this wire name. The names are sorted by length, then by bytes.
pub(super) fn index(names: &[&str], name: &str) -> Option<usize> {
    let by_length = |known: &&str| known.len().cmp(&name.len()).then_with(|| (**known).cmp(name));
    names.binary_search_by(by_length).ok()
}
