//! In: type cells and type words. Out: what they name.

/// The primitive types of OData that Graph uses.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Primitive {
    /// `Edm.Binary`: base64 text.
    Binary,
    /// `Edm.Boolean`
    Boolean,
    /// `Edm.Byte`
    Byte,
    /// `Edm.Date`
    Date,
    /// `Edm.DateTimeOffset`
    DateTimeOffset,
    /// `Edm.Decimal`
    Decimal,
    /// `Edm.Double`
    Double,
    /// `Edm.Duration`
    Duration,
    /// `Edm.Guid`
    Guid,
    /// `Edm.Int16`
    Int16,
    /// `Edm.Int32`
    Int32,
    /// `Edm.Int64`
    Int64,
    /// `Edm.SByte`
    SByte,
    /// `Edm.Single`
    Single,
    /// `Edm.Stream`
    Stream,
    /// `Edm.String`
    String,
    /// `Edm.TimeOfDay`
    TimeOfDay,
    /// `Edm.Untyped`: any JSON.
    Untyped,
}

/// A type as a page names it, before it is linked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TypeText {
    /// What one item is.
    pub item: TypeWord,
    /// Whether there are any number of them.
    pub is_collection: bool,
}

/// What one item is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TypeWord {
    /// A primitive.
    Primitive(Primitive),
    /// A type or enum: the name as written, short or qualified, and the target of its link.
    Named {
        /// The name as written, short or qualified, without `#`.
        name: String,
        /// The link's target as written: `../resources/message.md`, `#importance-values`.
        link: Option<String>,
    },
    /// Words that name no type.
    Unclear(String),
}
