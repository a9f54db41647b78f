//! In: a type. Out: an empty value of it, that a reader fills.

use std::hint::black_box;

/// Types with an empty value for readers: every `Default`, and abstract types, which have no `Default`, so that programs cannot create
/// them.
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
    // Written in place, since types have up to some kilobytes. The compiler must not see that the value is all zeros: it would request
    // zeroed memory, which takes glibc several times as long.
    Box::write(black_box(Box::new_uninit()), T::empty())
}
