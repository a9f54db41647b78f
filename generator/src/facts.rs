//! In: [`Page`](crate::page::Page). Out: facts, one page at a time. Knows no other page.

pub mod about;
pub mod cloud;
pub mod description;
pub mod permission;
pub mod template;
pub mod type_text;
