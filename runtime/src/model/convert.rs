//! In: a value that serde writes. Out: a value of another type, with the same JSON.

use crate::Error;
use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

/// Turns a value into one of another type by way of JSON: a struct of the program into a model, such as the columns of a list
/// item into the open type of its fields, and a model into such a struct.
///
/// An `Option` that serde writes as null becomes an explicit null, which clears the property: let serde skip it
/// (`skip_serializing_if`).
///
/// ```
/// use msgraph_core::{Additional, Error, Json, convert};
/// use std::collections::BTreeMap;
///
/// # pub struct FieldValueSet { pub id: Option<String>, pub additional: Additional }
/// # msgraph_core::codegen::object! { FieldValueSet "#microsoft.graph.fieldValueSet": id "id" }
/// # fn main() -> Result<(), Error> {
/// // any type with `#[derive(Serialize, Deserialize)]`; generated code has the model
/// type Columns = BTreeMap<String, String>;
/// let columns = Columns::from([("Title".to_owned(), "Invoice 7".to_owned())]);
/// let fields: FieldValueSet = convert(&columns)?;
/// assert_eq!(fields.additional.get("Title"), Some(&Json::from("Invoice 7")));
/// assert_eq!(convert::<Columns>(&fields)?, columns);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// Of kind [`ErrorKind::Building`](crate::ErrorKind::Building) when serde cannot write the value as JSON; of kind
/// [`ErrorKind::Decoding`](crate::ErrorKind::Decoding) when the JSON is none of the other type.
pub fn convert<T: DeserializeOwned>(value: &(impl Serialize + ?Sized)) -> Result<T, Error> {
    let json = serde_json::to_vec(value)
        .map_err(|source| Error::building_from("the value cannot be written as JSON", source))?;
    serde_json::from_slice(&json)
        .map_err(|source| Error::decoding(format!("the value is none of the other type: {source}"), &json))
}

#[cfg(test)]
mod tests {
    use super::convert;
    use crate::model::example::Message;
    use crate::{Additional, ErrorKind, Json};
    use serde_json::json;
    use std::collections::BTreeMap;

    type Row = BTreeMap<String, i64>;

    #[test]
    fn open_values_become_structs_and_back() {
        let row = Row::from([("size".to_owned(), 5), ("color".to_owned(), 7)]);
        let message: Message = convert(&row).unwrap();
        assert_eq!((message.size, message.additional.get("color")), (Some(5), Some(&Json::from(7))));
        assert_eq!(convert::<Row>(&message).unwrap(), row);
        assert_eq!(convert::<Row>(&message.additional).unwrap(), Row::from([("color".to_owned(), 7)]));
        assert_eq!(convert::<Additional>(&row).unwrap().len(), 2);
    }

    #[test]
    fn values_without_the_json_of_the_other_type_are_errors() {
        let message = Message { subject: Some("a".into()), ..Message::default() };
        let error = convert::<Row>(&message).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decoding);
        assert!(error.to_string().contains("none of the other type"), "{error}");
        let keys = BTreeMap::from([(vec![1], 1)]);
        assert_eq!(convert::<Json>(&keys).unwrap_err().kind(), ErrorKind::Building);
        assert_eq!(convert::<Message>(&json!([1])).unwrap_err().kind(), ErrorKind::Decoding);
    }
}
