//! Errors about bodies say how a body of another type is sent.

use msgraph::v1::{self, models::Message};
use msgraph::{Json, Patch};

fn main() {
    let json = Json::from(1);
    let messages = || v1::me().messages();
    let _ = messages().create(&json); //~ is neither `Message` nor a type derived from it & `set_body` & `convert`
    let _ = messages().id("1").update(&json); //~ nor a `Patch` of one & `Patch::set_json` & `set_body`
    let _ = messages().id("1").update(&Patch::<Message>::new()).set_body(&json);
    let _ = messages().create(&Message::default()).set_body(&()); //~ is no body of a request & `convert::<Json>` & `StreamBody::file`

    let members = || v1::directory().administrative_units().id("1").members();
    let _ = members().add_ref(&v1::users().id("2"));
    let _ = members().add_ref(v1::users().id("2")); //~ is no item to refer to & consider borrowing here
    let _ = members().add_ref(5); //~ is no item to refer to & a reference to a request builder
}
