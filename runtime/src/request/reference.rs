//! In: the response of the service at `$ref`. Out: [`Reference`].

use crate::Additional;

/// A reference to an item: its address without its properties.
///
/// Responses at `$ref` hold these. Adding or setting a reference takes [an item or its address](crate::IntoReference).
pub struct Reference {
    /// The address of the item, a URL (`@odata.id`).
    pub id: Option<String>,
    /// The other properties of the reference.
    pub additional: Additional,
}

crate::object! { Reference "": id "@odata.id" }

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Reference;
    use crate::Page;
    use crate::model::example::round_trip;

    #[test]
    fn a_reference_is_read_and_written_back() {
        let json = json!({ "@odata.id": "https://graph.microsoft.com/v1.0/users/1" });
        let reference: Reference = serde_json::from_str(&json.to_string()).unwrap();
        assert_eq!(reference.id.as_deref(), Some("https://graph.microsoft.com/v1.0/users/1"));
        let page =
            json!({ "@odata.context": "#c", "value": [json, { "@odata.id": null, "@odata.type": "#t" }] });
        assert_eq!(round_trip::<Page<Reference>>(&page), page);
    }
}
