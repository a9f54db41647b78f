//! In: the name of a struct, and a row for each of its fields: name, name on the wire. Out: all its impls.

/// Makes a struct of public `Option`s and one [`Additional`](crate::Additional) an [`Object`](crate::codegen::Object) that is read, written,
/// copied, compared and shown by its table.
///
/// Used by generated code. The rows are in the order of the wire names: by length, then by bytes. A row may be compiled
/// on conditions. With `@abstract` behind the type on the wire there is no `Default`: only reading
/// creates values. `@base` and the [`polymorphic_enum!`](crate::codegen::polymorphic_enum) of a type list the types derived from
/// it. The rows are followed by a semicolon and the text of [`Fields::PROPERTIES`](crate::codegen::Fields::PROPERTIES).
///
/// ```
/// pub struct Recipient {
///     pub name: Option<String>,
///     pub address: Option<String>,
///     pub additional: msgraph_core::Additional,
/// }
///
/// msgraph_core::codegen::object! { Recipient "#microsoft.graph.recipient": name "name", address "address" }
///
/// let recipient: Recipient = msgraph_core::serde_json::from_str(r#"{"name": "A", "color": null}"#)?;
/// assert_eq!(format!("{recipient:?}"), r#"Recipient { name: "A", additional: {"color": Null} }"#);
/// # Ok::<(), msgraph_core::serde_json::Error>(())
/// ```
///
/// ```compile_fail,E0277
/// pub struct Item {
///     pub additional: msgraph_core::Additional,
/// }
///
/// msgraph_core::codegen::object! { Item "#microsoft.graph.item" @abstract: }
///
/// fn made<T: Default>() -> T {
///     T::default()
/// }
/// let item: Item = made();
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($object:ident $type:literal @abstract $(@base $any:ident)? : $($(#[$if:meta])* $field:ident $name:literal),* $(; $facts:literal)?) => {
        impl $crate::codegen::table::Empty for $object {
            #[inline]
            fn empty() -> Self {
                Self { $($(#[$if])* $field: None,)* additional: $crate::Additional::new() }
            }
        }
        impl $crate::codegen::table::Empty for ::std::boxed::Box<$object> {
            #[inline]
            fn empty() -> Self {
                $crate::codegen::table::empty_box()
            }
        }
        $crate::object_impls! { $object $type $(@base $any)? : $($(#[$if])* $field $name),* $(; $facts)? }
    };
    // a token and no literal, so that the macros below can match it
    ($object:ident $type:tt $(@base $any:ident)? : $($(#[$if:meta])* $field:ident $name:literal),* $(; $facts:literal)?) => {
        impl ::std::default::Default for $object {
            #[inline]
            fn default() -> Self {
                Self { $($(#[$if])* $field: None,)* additional: $crate::Additional::new() }
            }
        }
        $crate::object_with! { $object $type }
        $crate::object_impls! { $object $type $(@base $any)? : $($(#[$if])* $field $name),* $(; $facts)? }
    };
}

/// The method `with` of an [`object!`](crate::codegen::object) that programs can make.
#[doc(hidden)]
#[macro_export]
macro_rules! object_with {
    // action parameters have no property constants
    ($object:ident "") => {};
    ($object:ident $type:literal) => {
        #[allow(dead_code, unreachable_pub, reason = "the struct may be private")]
        impl $object {
            /// The same with this value of a property; `None` leaves the property unchanged. Only a property of type
            /// `Json` becomes null for `None`.
            ///
            /// A value of a property that this type does not name becomes an additional one. A property of a derived type that
            /// this value already has wins over it: `downcast` first.
            #[must_use]
            pub fn with<V: $crate::codegen::Value, Form>(
                self,
                property: $crate::Property<Self, V>,
                value: impl $crate::IntoValue<V, V::Kind, Form>,
            ) -> Self {
                $crate::codegen::with(self, property, value)
            }
        }
    };
}

/// Trait implementations of every [`object!`](crate::codegen::object), abstract or not.
#[doc(hidden)]
#[macro_export]
macro_rules! object_impls {
    ($object:ident $type:literal $(@base $any:ident)? : $($(#[$if:meta])* $field:ident $name:literal),* $(; $facts:literal)?) => {
        impl $crate::codegen::Fields for $object {
            const INFO: &'static $crate::codegen::ObjectInfo = &$crate::codegen::ObjectInfo {
                name: stringify!($object),
                odata_type: $type,
                names: &[$($(#[$if])* $name),*],
                derived: $crate::derived_types!($($any)?),
            };
            $(const PROPERTIES: &'static str = $facts;)?
            #[inline]
            fn visit_fields<'a>(&'a self, to: &mut $crate::codegen::FieldVisitor<'a, '_>) -> &'a $crate::Additional {
                $crate::codegen::table::visit(to, &[$($(#[$if])* &self.$field),*], &self.additional)
            }
            #[inline]
            fn visit_fields_mut(&mut self, by: &mut $crate::codegen::FieldVisitorMut<'_>) -> &mut $crate::Additional {
                $crate::codegen::table::visit_mut(by, &mut [$($(#[$if])* &mut self.$field),*], &mut self.additional)
            }
        }
        impl ::std::clone::Clone for $object {
            #[inline]
            fn clone(&self) -> Self {
                $crate::codegen::table::copy(self)
            }
        }
        impl ::std::cmp::PartialEq for $object {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::table::equal(self, other)
            }
        }
        impl ::std::fmt::Debug for $object {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::table::debug(self, f)
            }
        }
        impl $crate::Serialize for $object {
            #[inline]
            fn serialize<S: $crate::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::codegen::table::write(self, serializer)
            }
        }
        impl<'de> $crate::Deserialize<'de> for $object {
            #[inline]
            fn deserialize<D: $crate::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::codegen::table::read(deserializer)
            }
        }
    };
}
