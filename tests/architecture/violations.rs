//! Tests that each check of imports fails on a violation.

use super::cycles::{calls_to_parents, cycles};
use super::modules::Crate;
use super::plan_order::{ORDER, out_of_order};

/// Reads a crate from files.
fn read(files: &[(&str, &str)]) -> Crate {
    let text = |path: &str| {
        let found = files.iter().find(|(file, _)| path == format!("src/{file}"));
        found.map(|(_, text)| (*text).to_owned())
    };
    Crate::read("src/lib.rs", &text).unwrap()
}

#[track_caller]
fn check_cycles(files: &[(&str, &str)], expected: &[&str]) {
    let found: Vec<String> = cycles(&read(files)).iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

#[test]
fn two_modules_that_use_each_other_are_a_cycle() {
    let lib = ("lib.rs", "mod a; mod b;");
    let a = ("a.rs", "use crate::b::B; pub struct A;");
    check_cycles(&[lib, a, ("b.rs", "pub struct B;")], &[]);
    check_cycles(&[lib, a, ("b.rs", "use crate::a::A; pub struct B;")], &["``: a uses b::B, b uses a::A"]);
    // In code, below `super`, in a group inside a function, and in a macro.
    for code in ["crate::a::A", "super::a::A", "{ use crate::{a::A}; A }", "vec![crate::a::A]"] {
        let b = format!("pub struct B; fn f() {{ let a = {code}; }}");
        check_cycles(&[lib, a, ("b.rs", &b)], &["``: a uses b::B, b uses a::A"]);
    }
}

#[test]
fn an_indirect_cycle_is_found() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "use crate::b::B;"),
        ("b.rs", "use crate::c::C; pub struct B;"),
        ("c.rs", "use crate::a; pub struct C;"),
        ("d.rs", "use crate::a;"),
    ];
    check_cycles(&files, &["``: a uses b::B, b uses c::C, c uses a"]);
}

#[test]
fn folders_that_use_each_other_are_a_cycle() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "mod x; pub mod y;"),
        ("a/x.rs", "use crate::b::x::X;"),
        ("a/y.rs", "pub struct Y;"),
        ("b.rs", "pub mod x; mod y;"),
        ("b/x.rs", "pub struct X;"),
        ("b/y.rs", "use crate::a::y::Y;"),
    ];
    check_cycles(&files, &["``: a::x uses b::x::X, b::y uses a::y::Y"]);
}

#[test]
fn a_reexported_item_belongs_to_the_module_that_defines_it() {
    let files = [
        ("lib.rs", "mod a; mod b; pub use a::A; pub use b::*;"),
        ("a.rs", "use crate::B; pub struct A;"),
        ("b.rs", "use crate::A; pub struct B;"),
    ];
    check_cycles(&files, &["``: a uses b::B, b uses a::A"]);
}

#[test]
fn parents_and_tests_are_in_no_cycle() {
    let files = [
        ("lib.rs", "mod a; pub struct Data;"),
        ("a.rs", "mod x; pub struct Data; use self::x::X; #[cfg(test)] mod tests;"),
        ("a/x.rs", "use super::Data; use crate::Data as Other; pub struct X;"),
    ];
    check_cycles(&files, &[]);
}

#[test]
fn generated_code_is_not_an_import() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "fn f() { quote! { crate::b::B } }"),
        ("b.rs", "use crate::a::f; pub struct B;"),
    ];
    check_cycles(&files, &[]);
}

#[test]
fn calls_of_parents_are_found() {
    let lib = ("lib.rs", "mod a;");
    let x = ("a/x.rs", "fn g() { super::f(super::Data); super::Data::new(); }");
    let a = |kind: &'static str| ("a.rs", kind);
    let calls = calls_to_parents(&read(&[lib, a("mod x; pub fn f(data: Data) {} pub struct Data;"), x]));
    assert_eq!(calls, ["a::x uses a::f"]);
}

#[test]
fn the_stages_of_the_plan_have_an_order() {
    let modules: String = ORDER.iter().map(|name| format!("pub mod {name};")).collect();
    let lib = ("lib.rs", "pub mod plan;");
    let plan = ("plan.rs", modules.as_str());
    let names: Vec<String> = ORDER.iter().map(|name| format!("plan/{name}.rs")).collect();
    let mut files = vec![lib, plan];
    files.extend(names.iter().map(|name| (name.as_str(), "pub struct S;")));
    assert_eq!(out_of_order(&read(&files)), [""; 0]);
    let place = files.iter().position(|(name, _)| *name == "plan/naming.rs").unwrap();
    files[place].1 = "use super::ir::S; use crate::plan::types;";
    assert_eq!(out_of_order(&read(&files)), ["plan::naming uses plan::types"]);
    files[place].1 = "";
    files[1].1 = "pub mod other;";
    files.push(("plan/other.rs", ""));
    assert_eq!(out_of_order(&read(&files)), ["`plan::other` is missing in the order"]);
}
