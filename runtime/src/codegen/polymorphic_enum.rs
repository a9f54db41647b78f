//! In: an enum, its base type, and a row for each variant. Out: all its impls.

/// Makes an enum of a base type and the types derived from it a [`Polymorphic`].
///
/// Used by generated code. After the enum comes the base type, then a row for each variant: number, name, type on the wire, struct.
/// The base is the first; a row may be compiled on conditions, and the type keeps its number where it is not.
#[doc(hidden)]
#[macro_export]
macro_rules! polymorphic_enum {
    (
        $any:ident $base:ty : 0 $first:ident $first_type:literal
        $(, $(#[$if:meta])* $index:literal $variant:ident $type:literal $object:ty)*
    ) => {
        impl $crate::Polymorphic for $any {
            type Base = $base;
            const TYPES: &'static [&'static str] = &[$first_type $(, $type)*];
            const DERIVED: &'static [(usize, &'static $crate::codegen::ObjectInfo)] =
                &[$($(#[$if])* ($index, <$object as $crate::codegen::Fields>::INFO)),*];
            #[inline]
            fn make(index: usize) -> Self {
                match index {
                    0 => Self::$first($crate::codegen::table::empty_box()),
                    $($(#[$if])* $index => Self::$variant($crate::codegen::table::empty_box()),)*
                    _ => Self::Unknown($crate::codegen::table::empty_box()),
                }
            }
            #[inline]
            fn index(&self) -> usize {
                match self {
                    Self::$first(_) => 0,
                    $($(#[$if])* Self::$variant(_) => $index,)*
                    Self::Unknown(_) => Self::TYPES.len(),
                }
            }
            #[inline]
            fn object(&self) -> &dyn $crate::codegen::Object {
                match self {
                    $($(#[$if])* Self::$variant(object) => &**object,)*
                    Self::$first(object) | Self::Unknown(object) => &**object,
                }
            }
            #[inline]
            fn object_mut(&mut self) -> &mut dyn $crate::codegen::Object {
                match self {
                    $($(#[$if])* Self::$variant(object) => &mut **object,)*
                    Self::$first(object) | Self::Unknown(object) => &mut **object,
                }
            }
        }
        $crate::polymorph_impls! { $any $base }
        $crate::base_impls! { $base }
    };
}

/// Trait implementations of a [`polymorphic_enum!`](crate::codegen::polymorphic_enum).
#[doc(hidden)]
#[macro_export]
macro_rules! polymorph_impls {
    ($any:ident $base:ty) => {
        impl $crate::codegen::Value for $any {
            type Kind = $crate::codegen::PolymorphicKind;
        }
        impl $crate::Changes<$base> for $any {
            #[inline]
            fn changes(&self) -> $crate::codegen::TypedBody<'_> {
                $crate::codegen::changes(self)
            }
        }
        impl<T: $crate::Extends<$base>> ::std::convert::From<T> for $base {
            #[inline]
            fn from(derived: T) -> Self {
                $crate::codegen::cast::upcast(derived)
            }
        }
        impl<T: $crate::Extends<$base>> ::std::convert::From<T> for $any {
            #[inline]
            fn from(derived: T) -> Self {
                $crate::codegen::polymorphic::from_derived(derived)
            }
        }
        impl ::std::convert::From<$base> for $any {
            #[inline]
            fn from(base: $base) -> Self {
                $crate::codegen::polymorphic::from_base(base)
            }
        }
        impl ::std::convert::From<$any> for $base {
            #[inline]
            fn from(any: $any) -> Self {
                $crate::codegen::polymorphic::into_base(any)
            }
        }
        impl ::std::clone::Clone for $any {
            #[inline]
            fn clone(&self) -> Self {
                $crate::codegen::polymorphic::copy(self)
            }
        }
        impl ::std::cmp::PartialEq for $any {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::polymorphic::equal(self, other)
            }
        }
        impl ::std::fmt::Debug for $any {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::table::debug($crate::Polymorphic::object(self), f)
            }
        }
        impl $crate::Serialize for $any {
            #[inline]
            fn serialize<S: $crate::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::codegen::polymorphic::write(self, serializer)
            }
        }
        impl<'de> $crate::Deserialize<'de> for $any {
            #[inline]
            fn deserialize<D: $crate::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::codegen::polymorphic::read(deserializer)
            }
        }
    };
}

/// The types that an enum lists behind its base.
#[doc(hidden)]
#[macro_export]
macro_rules! derived_types {
    () => {
        ::std::option::Option::None
    };
    ($any:ident) => {
        ::std::option::Option::Some($crate::codegen::polymorphic::derived_types::<$any>())
    };
}
