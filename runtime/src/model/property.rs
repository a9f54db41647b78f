//! In: the name of a property, with its owner's and its value's type. Out: terms of queries, keys of patches.

mod info;

use crate::model::scope::{CanQuery, OnDerivedType};
use crate::table::{Empty, Fields, ObjectKind, Queried, Value};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

pub use info::{FilterOperator, PropertyInfo};

/// A property of `T` that has values of type `V`.
///
/// Generated code has a constant for each property; it serves `select`, `expand`, `order_by`, `filter`,
/// [`Patch`](crate::Patch) and [`Polymorphic::get`](crate::Polymorphic::get). `N` is the type of its name: a constant has a
/// name, a [nested property](PropertyPath) has a path.
pub struct Property<T, V, N = &'static str> {
    pub(crate) name: N,
    types: PhantomData<fn() -> (T, V)>,
}

/// The property with this wire name: [`Property::new`] for generated code, which calls it some thousand times. A function outside of
/// types is cheaper to compile.
#[must_use]
pub const fn property<T, V>(name: &'static str) -> Property<T, V> {
    Property { name, types: PhantomData }
}

/// A property of a property of `T`, or of an element of a collection.
pub type PropertyPath<T, V> = Property<T, V, String>;

impl<T, V> Property<T, V> {
    /// The property with this wire name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        property(name)
    }

    /// The wire name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }
}

impl<T: Fields, V> Property<T, V> {
    /// The facts that the documentation states about this property: `Message::SUBJECT.info().sortable`.
    #[must_use]
    pub fn info(self) -> PropertyInfo {
        PropertyInfo::parse(T::PROPERTIES, self.name)
    }
}

impl<T, V> PropertyPath<T, V> {
    /// The property at this path in OData's syntax: `from/emailAddress/address`. The path is sent unchanged.
    #[must_use]
    pub fn at(path: impl Into<String>) -> Self {
        Self { name: path.into(), types: PhantomData }
    }
}

impl<T, V, N: AsRef<str>> Property<T, V, N> {
    /// The wire name, or the path in OData's language.
    #[must_use]
    pub fn path(&self) -> &str {
        self.name.as_ref()
    }

    /// A property of this property: `Message::FROM.then(Recipient::EMAIL_ADDRESS).then(EmailAddress::ADDRESS)`.
    #[must_use]
    pub fn then<W, M: AsRef<str>>(
        self,
        next: Property<<V::Kind as HasObject<V>>::Object, W, M>,
    ) -> PropertyPath<T, W>
    where
        V: Value,
        V::Kind: HasObject<V>,
    {
        PropertyPath::at(format!("{}/{}", self.path(), next.path()))
    }

    /// The object as one of this derived type, whose properties can then be reached:
    /// `Event::ITEM.cast::<Message>().then(Message::SUBJECT)`.
    #[must_use]
    pub fn cast<D: Fields>(self) -> PropertyPath<T, D>
    where
        V: Value,
        Queried<V>: CanQuery<OnDerivedType<D>>,
    {
        PropertyPath::at(format!("{}/{}", self.path(), type_name::<D>()))
    }
}

impl<T: Fields, V, N: AsRef<str>> Property<T, V, N> {
    /// The property of a derived type, for queries of objects of its base:
    /// `microsoft.graph.fileAttachment/contentBytes`.
    #[must_use]
    pub fn on_derived_type(self) -> PropertyPath<OnDerivedType<T>, V> {
        PropertyPath::at(format!("{}/{}", type_name::<T>(), self.path()))
    }
}

/// The name of a type as a segment of a path.
fn type_name<T: Fields>() -> &'static str {
    T::INFO.odata_type.strip_prefix('#').unwrap_or(T::INFO.odata_type)
}

/// The kinds of values that hold an object, whose properties can be reached.
pub trait HasObject<V> {
    /// The type of the object; of a type with derived types it is the base.
    type Object;
}

impl<T: Fields + Empty + 'static> HasObject<T> for ObjectKind {
    type Object = T;
}

impl<T, V, N: Clone> Clone for Property<T, V, N> {
    fn clone(&self) -> Self {
        Self { name: self.name.clone(), types: PhantomData }
    }
}

impl<T, V, N: Copy> Copy for Property<T, V, N> {}

impl<T, V, N: PartialEq> PartialEq for Property<T, V, N> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl<T, V, N: Eq> Eq for Property<T, V, N> {}

impl<T, V, N: Hash> Hash for Property<T, V, N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl<T, V, N: fmt::Debug> fmt::Debug for Property<T, V, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Property").field(&self.name).finish()
    }
}

impl<T, V, N: AsRef<str>> fmt::Display for Property<T, V, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.path())
    }
}

#[cfg(test)]
mod tests {
    use crate::codegen::path;
    use crate::model::example::{AnyEvent, CancelledEvent, Event, JobEvent, Message, Recipient, messages};
    use crate::{Endpoint, Page, PropertyPath, Request, Version};

    #[test]
    fn properties_are_names() {
        assert_eq!((Message::SIZE.name(), Message::SIZE.to_string().as_str()), ("size", "size"));
        assert_eq!(Message::SIZE.desc().to_string(), "size desc");
        assert_eq!(Message::SIZE.asc().to_string(), "size");
        assert_ne!(Message::SUBJECT, Message::ID);
        assert_eq!(format!("{:?}", Message::SIZE), "Property(\"size\")");
    }

    #[test]
    fn properties_of_properties_are_paths() {
        let name: PropertyPath<Message, String> = Message::FROM.then(Recipient::NAME);
        assert_eq!((name.path(), name.clone().desc().to_string().as_str()), ("from/name", "from/name desc"));
        let deep = Message::REPLY.then(Message::REPLY).then(Message::FROM.then(Recipient::ADDRESS));
        assert_eq!(deep.to_string(), "reply/reply/from/address");
        // of any event only what all events have
        let event: PropertyPath<AnyEvent, String> =
            PropertyPath::<AnyEvent, AnyEvent>::at("x").then(Event::ID);
        assert_eq!(event.path(), "x/id");
        let job = Message::EVENT.cast::<JobEvent>().then(JobEvent::JOB);
        assert_eq!(job.path(), "event/microsoft.graph.jobEvent/job");
        assert_eq!(JobEvent::JOB.on_derived_type().path(), "microsoft.graph.jobEvent/job");
    }

    #[test]
    fn queries_name_properties_of_the_type_of_its_bases_and_of_derived_types() {
        let events: Request<Page<CancelledEvent>> = path(Version::V1, "events").list();
        let job = CancelledEvent::JOB.eq(1).and(Event::NAME.eq("a")).and("x").or(JobEvent::JOB.gt(2));
        let request = events
            .select((CancelledEvent::BY, JobEvent::JOB, Event::ID))
            .filter(job)
            .order_by(Event::ID.desc());
        let http = request.into_http(&Endpoint::GLOBAL).unwrap();
        let expected = "$select=by,job,id&$filter=job%20eq%201%20and%20name%20eq%20'a'%20and%20(x)%20or%20job%20gt%202\
            &$orderby=id%20desc";
        assert_eq!(http.uri().query(), Some(expected));
        let events: Request<Page<AnyEvent>> = path(Version::V1, "events").list();
        let by = CancelledEvent::BY.on_derived_type();
        let derived = Event::NAME.eq("a").and(JobEvent::JOB.on_derived_type().eq(1)).and(by.clone().eq("b"));
        let request = events.filter(derived).select((Event::ID, by.clone())).order_by(by.asc());
        let uri = request.into_http(&Endpoint::GLOBAL).unwrap().uri().to_string();
        assert!(uri.contains("&$select=id,microsoft.graph.cancelledEvent/by&"), "{uri}");
    }

    #[test]
    fn many_properties_are_selected_at_once() {
        use Message as M;
        let request = messages().list().select((
            (M::ID, M::SUBJECT, M::FROM, M::TO_RECIPIENTS, M::IMPORTANCE, M::LEVELS, M::FLAGS, M::DUE, M::AT),
            M::LASTS,
            M::GUID,
            M::BYTES,
            M::CATEGORIES,
            M::SIZE,
            M::ORDER,
            M::SMALL,
            M::SCORE,
            M::RATIO,
            M::PRICE,
            M::IS_READ,
            M::SCORES,
            M::COUNTS,
            M::MARKS,
            M::REPLY,
            M::EVENT,
            M::EXTRA,
            "x",
        ));
        let names = [M::ID.name(), M::FROM.name(), M::EVENT.name()].repeat(7);
        let listed = messages().list().select(names.as_slice());
        for (request, count) in [(request, 27), (listed, 21)] {
            let uri = request.into_http(&Endpoint::GLOBAL).unwrap().uri().to_string();
            assert_eq!(uri.matches(',').count(), count - 1, "{uri}");
        }
    }
}
