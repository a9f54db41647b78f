use super::*;
use crate::page::blocks::inline_of;

fn show(ty: TypeText) -> String {
    let item = match ty.item {
        TypeWord::Primitive(primitive) => primitive.name().to_owned(),
        TypeWord::Integer => "integer".to_owned(),
        TypeWord::Named { name, link: Some(link) } => format!("{name} at {link}"),
        TypeWord::Named { name, link: None } => name,
        TypeWord::Unclear(text) => format!("unclear {text:?}"),
    };
    if ty.is_collection { format!("collection of {item}") } else { item }
}

fn check(cell: &str, expected: &str) {
    assert_eq!(show(read(&inline_of(cell))), expected, "{cell}");
}

#[test]
fn primitive_words_in_any_case() {
    check("string", "Edm.String");
    check("`bool`", "Edm.Boolean");
    check("Edm.Int32", "Edm.Int32");
    check("Timestamp", "Edm.DateTimeOffset");
    check("string (url)", "Edm.String");
    check("String, maximum size 20", "Edm.String");
    check("[DateTimeOffset](../resources/timestamp.md)", "Edm.DateTimeOffset");
    check("Untyped JSON object", "Edm.Untyped");
    check("Collection", "collection of Edm.Untyped");
}

#[test]
fn the_unit_decides_the_width_of_an_integer() {
    let sized = |name: &str, description: &str| {
        show(read(&inline_of("Integer collection")).sized_by(name, description))
    };
    assert_eq!(sized("notAfter", "The number of seconds from 1970-01-01."), "collection of Edm.Int64");
    assert_eq!(sized("sizeInBytes", "How large it is."), "collection of Edm.Int64");
    assert_eq!(sized("version", "Set value of 1."), "collection of integer");
    check("Integer (timestamp)", "Edm.Int64");
    check("Int32", "Edm.Int32");
    assert_eq!(show(read(&inline_of("int")).sized_by("seconds", "")), "Edm.Int32");
}

#[test]
fn every_notation_of_a_collection_is_parsed() {
    check("String collection", "collection of Edm.String");
    check("Collection(Edm.String)", "collection of Edm.String");
    check("collection of string", "collection of Edm.String");
    check("[recipient](recipient.md) collection", "collection of recipient at recipient.md");
    check("Collection([x](x.md))", "collection of x at x.md");
    check("[x collection](x.md)", "collection of x at x.md");
    check("thing[]", "collection of thing");
}

#[test]
fn a_type_whose_name_ends_in_collection_is_one_item() {
    check("[workforceIntegrationCollection](x.md)", "workforceIntegrationCollection at x.md");
}

#[test]
fn links_without_a_target_are_names() {
    check("[educationClass]", "educationClass");
    check("[item][] collection", "collection of item");
    check("targetAgent", "targetAgent");
    check("alertState enum", "alertState");
}

#[test]
fn a_kind_of_types_is_no_name() {
    for cell in ["Enum", "enumeration", "Enumerated type", "Enum value"] {
        check(cell, "Edm.String");
    }
    for cell in ["Any", "Map", "Dictionary", "Complex type", "Edm.ComplexType"] {
        check(cell, "Edm.Untyped");
    }
    check("Enum collection", "collection of Edm.String");
    check("[enum](enums.md#colour-values)", "enum at enums.md#colour-values");
}

#[test]
fn loose_link_text_keeps_the_target() {
    check("[identity set](identityset.md)", "identity set at identityset.md");
}

#[test]
fn prose_is_unclear() {
    check("see below for it", "unclear \"see below for it\"");
}

#[test]
fn literals_of_a_json_representation() {
    assert_eq!(show(of_literal("String (timestamp)")), "Edm.DateTimeOffset");
    assert_eq!(show(of_literal("String (identifier)")), "Edm.String");
    assert_eq!(show(of_literal("microsoft.graph.x")), "microsoft.graph.x");
    assert_eq!(show(of_literal("low | high")), "Edm.String");
}
