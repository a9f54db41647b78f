//! What can be wrong with the facts of a page.
