//! In: diagnostics and the sources. Out: text as a compiler prints it.
