//! Names the files of generated items. In: names of types and builders. Out: names of modules, each of which is a file.
//!
//! The name of a file depends only on the name of its item, so an added page never renames a file. Items with the same file name
//! share one file. File names are in lower case, because some file systems ignore letter case.

use crate::plan::ir::ident::Ident;

/// Names that no file can have: `mod.rs` lists the modules of a folder, and the others are Windows devices.
const RESERVED: &[&str] = &["aux", "con", "mod", "nul", "prn"];

/// Windows devices with a number: `com1`.
const NUMBERED: &[&str] = &["com", "lpt"];

/// The maximum length of a file name, without its extension.
const LENGTH: usize = 200;

/// The suffixes of builders, longest first.
const BUILDER_SUFFIXES: &[&str] = &["CollectionRequestBuilder", "RequestBuilder"];

/// The file of a type in a folder: `models/message.rs` for `Message`.
pub fn of_type(ident: &Ident, folder: &str) -> Ident {
    module(ident.bare(), folder, "_type")
}

/// The file of a builder. The builders of an item and of its collection share one file.
pub fn of_builder(ident: &Ident) -> Ident {
    let stems = BUILDER_SUFFIXES.iter().filter_map(|suffix| ident.bare().strip_suffix(suffix));
    module(stems.into_iter().find(|stem| !stem.is_empty()).unwrap_or(ident.bare()), "builders", "_builder")
}

/// The file of the body of an action.
pub fn of_body(ident: &Ident) -> Ident {
    let stem = ident.bare().strip_suffix("Body").filter(|stem| !stem.is_empty());
    module(stem.unwrap_or(ident.bare()), "bodies", "_body")
}

/// The module for a name. A suffix avoids reserved names and the name of the folder.
fn module(name: &str, folder: &str, suffix: &str) -> Ident {
    let ident = Ident::snake(name);
    let ident = ident.bare().get(..LENGTH).map(Ident::snake).unwrap_or(ident);
    if is_reserved(ident.bare()) || ident.bare() == folder { ident.with_suffix(suffix) } else { ident }
}

fn is_reserved(name: &str) -> bool {
    let is_number = |rest: &str| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit());
    RESERVED.contains(&name) || NUMBERED.iter().any(|device| name.strip_prefix(device).is_some_and(is_number))
}

#[cfg(test)]
mod tests {
    use super::{of_body, of_builder, of_type};
    use crate::plan::ir::ident::Ident;

    #[track_caller]
    fn check(name: &str, file: &str) {
        assert_eq!(of_type(&Ident::pinned(name), "models").as_str(), file);
    }

    #[test]
    fn a_type_has_the_file_of_its_name() {
        check("Message", "message");
        check("AzureAdDevice", "azure_ad_device");
        check("Type", "r#type");
        check("SelfValue", "self_value");
        check("Super", "super_");
    }

    #[test]
    fn a_file_has_a_name_that_every_system_accepts() {
        check("Mod", "mod_type");
        check("Models", "models_type");
        check("Aux", "aux_type");
        check("Com1", "com1_type");
        check("Com10", "com10");
        check(&format!("A{}", "a".repeat(300)), &"a".repeat(200));
    }

    #[test]
    fn names_that_letter_case_alone_tells_apart_share_a_file() {
        let [one, other] = ["ItemIDs", "ItemIds"].map(|name| of_type(&Ident::pinned(name), "models"));
        assert_eq!(one, other);
    }

    #[test]
    fn an_item_and_its_collection_share_a_file() {
        let check = |name, file| assert_eq!(of_builder(&Ident::pinned(name)).as_str(), file);
        check("MessageRequestBuilder", "message");
        check("MessageCollectionRequestBuilder", "message");
        check("BuildersRequestBuilder", "builders_builder");
        check("RequestBuilder", "request_builder");
        check("CollectionRequestBuilder", "collection");
    }

    #[test]
    fn a_body_has_the_file_of_its_action() {
        let check = |name, file| assert_eq!(of_body(&Ident::pinned(name)).as_str(), file);
        check("MessageMoveBody", "message_move");
        check("Body", "body");
        check("BodiesBody", "bodies_body");
    }
}
