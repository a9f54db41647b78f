//! In: descriptions of properties. Out: what they state in fixed words.

/// What the description of a member states in fixed words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MemberTraits {
    /// "Read-only."
    pub read_only: bool,
    /// "Nullable."; `Some(false)` for "Not nullable."
    pub nullable: Option<bool>,
    /// "Required."
    pub required: bool,
    /// "Returned only on `$select`."
    pub only_on_select: bool,
    /// "Returned by default."; `Some(false)` for "Not returned by default."
    pub by_default: Option<bool>,
    /// "Supports `$filter`": the operators named, which may be none.
    pub filter: Option<Vec<String>>,
    /// "Supports … `$orderby`"
    pub order_by: bool,
    /// "Supports … `$search`"
    pub search: bool,
    /// "Supports `$expand`"
    pub expand: bool,
    /// "The default value is `x`."
    pub default: Option<String>,
    /// The greatest length or size, as the page writes it.
    pub max_length: Option<u64>,
    /// Marked as deprecated; the text says what the page says.
    pub deprecated: Option<String>,
}
