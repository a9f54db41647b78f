//! In: a navigation property, options for its objects. Out: an item of `$expand`.

use crate::model::property::Property;
use crate::model::scope::CanQuery;
use crate::query::filter::{Filter, IntoFilter};
use crate::query::{ExpandList, IntoQueryList, OrderBy, QueryList, Select};
use crate::table::{Queried, Untyped, Value};
use std::fmt;
use std::marker::PhantomData;

/// Objects related to a `T`, with their selected properties: `attachments($select=name;$top=3)`.
///
/// The options name properties of `V`, the type of the related objects. [`Property::with_expand_options`] makes one, for
/// [`Request::expand`](crate::Request::expand).
#[must_use = "it does nothing until it is given to a request"]
pub struct Expand<T = Untyped, V = Untyped> {
    text: ExpandText,
    types: PhantomData<fn() -> (T, V)>,
}

/// The same without its types.
#[derive(Clone, Debug)]
struct ExpandText {
    path: String,
    options: Vec<(&'static str, String)>,
    condition: Filter,
    problem: Option<&'static str>,
}

impl Expand {
    /// The objects at this path.
    pub fn new(path: impl Into<String>) -> Self {
        Self::at(path)
    }
}

impl<T, V> Expand<T, V> {
    fn at(path: impl Into<String>) -> Self {
        let (path, condition) = (path.into(), Filter::default());
        let text = ExpandText { path, options: Vec::new(), condition, problem: None };
        Self { text, types: PhantomData }
    }

    /// The properties of the related objects. A second call adds to the first.
    pub fn select(self, properties: impl IntoQueryList<Select, V>) -> Self {
        self.add("$select", |list| properties.list(list))
    }

    /// The objects related to these. A second call adds to the first.
    pub fn expand(self, properties: impl IntoQueryList<ExpandList, V>) -> Self {
        self.add("$expand", |list| properties.list(list))
    }

    /// The properties to sort by. A second call adds to the first.
    pub fn order_by(self, properties: impl IntoQueryList<OrderBy, V>) -> Self {
        self.add("$orderby", |list| properties.list(list))
    }

    /// The condition that the objects fulfil. A second call adds to the first: the objects fulfil both. An empty text is no
    /// condition.
    pub fn filter(mut self, condition: impl IntoFilter<V>) -> Self {
        self.text.condition = self.text.condition.and(condition.into_filter().untyped());
        if self.text.condition.as_str().is_empty() {
            return self;
        }
        let text = self.text.condition.as_str().to_owned();
        self.set("$filter", text)
    }

    /// The search text in the syntax of the service. A second call replaces the first.
    pub fn search(self, expression: impl Into<String>) -> Self {
        self.set("$search", expression.into())
    }

    /// Asks for the number of the objects.
    pub fn count(self) -> Self {
        self.set("$count", "true".to_owned())
    }

    /// The number of objects.
    pub fn top(self, number: u32) -> Self {
        self.set("$top", number.to_string())
    }

    /// The number of objects to leave out.
    pub fn skip(self, number: u32) -> Self {
        self.set("$skip", number.to_string())
    }

    /// The depth of a relation between objects of the same type.
    pub fn levels(self, number: u32) -> Self {
        self.set("$levels", number.to_string())
    }

    fn set(mut self, name: &'static str, value: String) -> Self {
        self.text.set(name, value);
        self
    }

    fn add(mut self, name: &'static str, add: impl FnOnce(&mut QueryList)) -> Self {
        let mut list = self.text.list(name);
        add(&mut list);
        self.text.put(name, list);
        self
    }
}

impl ExpandText {
    fn set(&mut self, name: &'static str, value: String) {
        match self.options.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.options.push((name, value)),
        }
    }

    fn list(&self, name: &str) -> QueryList {
        let before = self.options.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        QueryList::of(before.unwrap_or_default())
    }

    fn put(&mut self, name: &'static str, list: QueryList) {
        let (text, problem) = list.into_parts();
        self.problem = self.problem.or(problem);
        self.set(name, text);
    }
}

impl fmt::Display for ExpandText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        for (number, (name, value)) in self.options.iter().enumerate() {
            let parting = if number == 0 { '(' } else { ';' };
            write!(f, "{parting}{name}={value}")?;
        }
        f.write_str(if self.options.is_empty() { "" } else { ")" })
    }
}

/// The item of `$expand` in OData's syntax, not encoded.
impl<T, V> fmt::Display for Expand<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<T, V> fmt::Debug for Expand<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expand").field(&self.text).finish()
    }
}

impl<T, V> Clone for Expand<T, V> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), types: PhantomData }
    }
}

impl<T, V: Value, N: AsRef<str>> From<Property<T, V, N>> for Expand<T, Queried<V>> {
    fn from(property: Property<T, V, N>) -> Self {
        property.with_expand_options()
    }
}

impl<T, V: Value, N: AsRef<str>> Property<T, V, N> {
    /// The related objects, with options of their own: `Message::ATTACHMENTS.with_expand_options().select("name").top(3)`.
    pub fn with_expand_options(self) -> Expand<T, Queried<V>> {
        Expand::at(self.path())
    }
}

impl<Q: CanQuery<T>, T, V> IntoQueryList<ExpandList, Q> for Expand<T, V> {
    fn list(&self, list: &mut QueryList) {
        list.push(&self.text.to_string());
        if let Some(problem) = self.text.problem.or(self.text.condition.problem()) {
            list.refuse(problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::example::{Event, Message, Recipient, messages};
    use crate::{Endpoint, ErrorKind, Filter};

    #[test]
    fn related_objects_have_options_of_their_own() {
        let replies = Message::REPLIES
            .with_expand_options()
            .select((Message::ID, Message::SUBJECT))
            .select("size")
            .filter(Message::SUBJECT.eq("a;b)&#"))
            .order_by(Message::FROM.then(Recipient::NAME).desc())
            .expand(Message::EVENT.with_expand_options().levels(2))
            .count()
            .skip(1)
            .top(3);
        let empty = Message::EVENT.with_expand_options().filter("");
        assert_eq!(
            replies.to_string(),
            "replies($select=id,subject,size;$filter=subject eq 'a;b)&#';$orderby=from/name desc;\
             $expand=event($levels=2);$count=true;$skip=1;$top=3)"
        );
        assert_eq!(empty.to_string(), "event");
        let none = Filter::<Message>::all_of([]);
        let request = messages().list().filter(none).expand((Message::REPLY, replies, empty));
        let url = request.into_http(&Endpoint::GLOBAL).unwrap().uri().to_string();
        let expected = "$expand=reply,replies($select=id,subject,size;$filter=subject%20eq%20'a;b)%26%23';\
            $orderby=from/name%20desc;$expand=event($levels=2);$count=true;$skip=1;$top=3),event";
        assert_eq!(url.split_once('?').unwrap().1, expected);
    }

    #[test]
    fn conditions_on_related_objects_add_up() {
        let either = Message::SUBJECT.eq("a").or(Message::SUBJECT.eq("b"));
        let replies = Message::REPLIES.with_expand_options().filter(either).filter("").filter("x").top(1);
        let expected = "replies($filter=(subject eq 'a' or subject eq 'b') and (x);$top=1)";
        assert_eq!(replies.filter(Filter::<Message>::all_of([])).to_string(), expected);
    }

    #[test]
    fn impossible_condition_is_told_when_the_request_is_built() {
        let inner = Message::EVENT.with_expand_options().filter(Filter::<Event>::any_of([]));
        let request = messages().list().expand(Message::REPLY.with_expand_options().expand(inner));
        assert_eq!(request.into_http(&Endpoint::GLOBAL).unwrap_err().kind(), ErrorKind::Building);
    }
}
