//! Filters compare properties with values of their types.

use msgraph::v1::models::Message;

fn main() {
    let _ = Message::IS_READ.eq("true"); //~ `bool: From<&str>` is not satisfied
    let _ = Message::IS_READ.starts_with("t"); //~ no method named `starts_with`
}
