//! Problems within one page, with codes, severities, help and explanations.

pub mod api_page;
pub mod types;
