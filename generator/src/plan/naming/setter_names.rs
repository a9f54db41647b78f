//! Names the setters of query parameters. In: the wire name of a query parameter. Out: the name of the request method that sets
//! it.

use crate::plan::ir::ident::Ident;

/// The methods of the runtime's `Request`, and those that every value has through a trait of the prelude. They shadow trait
/// methods of the same name.
pub const REQUEST_METHODS: [&str; 54] = [
    "as_bytes",
    "as_json",
    "as_text",
    "body",
    "clone",
    "clone_from",
    "count",
    "deserialize",
    "deserialize_items",
    "eventual",
    "expand",
    "filter",
    "follow_redirect",
    "format",
    "from_link",
    "from_relative_url",
    "header",
    "header_value",
    "if_match",
    "if_none_match",
    "info",
    "into",
    "into_http",
    "is_documented",
    "method",
    "mime",
    "needs_token",
    "next_page_from",
    "order_by",
    "parse",
    "path",
    "prefer",
    "prefer_async",
    "prefer_body_type",
    "prefer_immutable_ids",
    "prefer_minimal",
    "prefer_page_size",
    "prefer_representation",
    "prefer_time_zone",
    "prefer_unknown_enum_members",
    "presigned",
    "query",
    "search",
    "select",
    "set_body",
    "skip",
    "skip_token",
    "template",
    "to_owned",
    "top",
    "try_into",
    "version",
    "with_response",
    "with_response_type",
];

/// The traits that the module of the setters uses. A setter's trait of such a name would hide them.
pub const USED_TRAITS: [&str; 5] = ["AsRef", "IntoIterator", "Iterator", "Sized", "ToString"];

/// The name of the setter of a parameter.
pub fn setter(wire: &str) -> Ident {
    let own = Ident::snake(wire);
    if REQUEST_METHODS.contains(&own.bare()) { own.with_suffix("_parameter") } else { own }
}

/// The name of the trait that has the method. Methods such as `ab` and `a_b` differ, but make one name of a type.
pub fn setter_trait(wire: &str) -> Ident {
    Ident::pascal(setter(wire).bare())
}

#[cfg(test)]
mod tests {
    use super::{setter, setter_trait};

    #[test]
    fn a_setter_hides_no_method_of_the_request() {
        assert_eq!(setter("includeHiddenFolders").as_str(), "include_hidden_folders");
        assert_eq!(setter("format").as_str(), "format_parameter");
        assert_eq!(setter_trait("format").as_str(), "FormatParameter");
    }
}
