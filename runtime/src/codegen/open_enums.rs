//! In: an enum, and a row for each of its members. Out: all its impls.

/// Makes an enum of names, and one `UnknownValue(String)`, an [`OpenEnum`].
///
/// Used by generated code. There is a row for each member: number, variant, name on the wire. Two members are equal when their names
/// are.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($enum:ident : $($index:literal $variant:ident $name:literal),*) => {
        impl $crate::OpenEnum for $enum {
            const NAMES: &'static [&'static str] = &[$($name),*];
            #[inline]
            fn make(index: usize, name: &str) -> Self {
                match index {
                    $($index => Self::$variant,)*
                    _ => Self::UnknownValue(::std::string::String::from(name)),
                }
            }
            #[inline]
            fn as_str(&self) -> &str {
                // the method below, which has precedence over that of the trait
                self.as_str()
            }
        }
        #[allow(dead_code, unreachable_pub, reason = "the enum may be private")]
        impl $enum {
            /// The wire name.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::UnknownValue(text) => text,
                }
            }
        }
        $crate::open_enum_impls! { $enum }
    };
}

/// Trait implementations of an [`open_enum!`](crate::open_enum!).
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum_impls {
    ($enum:ident) => {
        impl $crate::codegen::Value for $enum {
            type Kind = $crate::codegen::EnumKind;
        }
        impl ::std::clone::Clone for $enum {
            #[inline]
            fn clone(&self) -> Self {
                $crate::codegen::open_enum::parse($crate::OpenEnum::as_str(self))
            }
        }
        impl ::std::cmp::Eq for $enum {}
        impl ::std::cmp::PartialEq for $enum {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::OpenEnum::as_str(self) == $crate::OpenEnum::as_str(other)
            }
        }
        impl ::std::hash::Hash for $enum {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash($crate::OpenEnum::as_str(self), state);
            }
        }
        impl ::std::fmt::Debug for $enum {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt($crate::OpenEnum::as_str(self), f)
            }
        }
        impl ::std::fmt::Display for $enum {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad($crate::OpenEnum::as_str(self))
            }
        }
        impl ::std::convert::From<&str> for $enum {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::codegen::open_enum::parse(text)
            }
        }
        impl $crate::Serialize for $enum {
            #[inline]
            fn serialize<S: $crate::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::OpenEnum::as_str(self))
            }
        }
        impl<'de> $crate::Deserialize<'de> for $enum {
            #[inline]
            fn deserialize<D: $crate::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::codegen::open_enum::deserialize(deserializer)
            }
        }
    };
}
