//! In: a struct that other types derive from. Out: its casts.

/// Makes a struct the base of other types. Used by [`polymorphic_enum!`](crate::codegen::polymorphic_enum).
#[doc(hidden)]
#[macro_export]
macro_rules! base_impls {
    ($base:ty) => {
        #[allow(dead_code, unreachable_pub, reason = "a private struct may not use all of it")]
        impl $base {
            /// Moves this value into the derived type `T`, with all data.
            ///
            /// # Errors
            /// Returns the value unchanged when it is not a `T`.
            #[inline]
            pub fn downcast<T: $crate::DerivedFrom<Self>>(self) -> ::std::result::Result<T, Self> {
                $crate::codegen::cast::downcast(self)
            }

            /// Whether this value is a `T`, or of a type derived from `T`.
            #[inline]
            #[must_use]
            pub fn is<T: $crate::DerivedFrom<Self>>(&self) -> bool {
                $crate::codegen::cast::is::<Self, T>(self)
            }

            /// The type of this value in the form of `@odata.type`: `#` and the qualified name.
            #[inline]
            #[must_use]
            pub fn odata_type(&self) -> &str {
                $crate::codegen::cast::odata_type(self)
            }

            /// A property by its constant, also one of the derived type that this value is. `None` when it is not set, and when
            /// this value is not a `T`.
            ///
            /// A program can name a derived type itself, by `@odata.type` in `additional`. Properties of that type which it
            /// puts there as JSON have no value to borrow before [`downcast`](Self::downcast).
            #[inline]
            #[must_use]
            pub fn get<T: $crate::DerivedFrom<Self>, V: $crate::codegen::Value>(
                &self,
                property: $crate::Property<T, V>,
            ) -> ::std::option::Option<&V> {
                $crate::codegen::cast::get(self, property)
            }
        }
    };
}
