//! In: a type. Out: an empty value of it, that a reader fills.

use std::hint::black_box;

/// What a reader begins with: every `Default`, and the abstract types, which have none so that no program makes one.
#[doc(hidden)]
pub trait Empty: Sized {
    /// Nothing is set.
    fn empty() -> Self;
}

impl<T: Default> Empty for T {
    #[inline]
    fn empty() -> Self {
        T::default()
    }
}

/// The same in a box.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn empty_box<T: Empty>() -> Box<T> {
    // In its place at once: types have up to some kilobytes. The compiler must not see that it is all zeros where it is: it would ask
    // for zeroed memory, and to get that takes glibc several times as long.
    Box::write(black_box(Box::new_uninit()), T::empty())
}
