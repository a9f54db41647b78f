//! In: a relation, options for what it leads to. Out: an item of `$expand`.

use crate::request::filter::Filter;
use crate::request::property::Property;
use crate::request::query::{ExpandList, IntoQueryList, OrderBy, QueryList, Select};

/// Related objects to answer with, and which of them: `attachments($select=name;$top=3)`.
///
/// [`Property::with_expand_options`] makes one, for [`Request::expand`](crate::Request::expand).
#[derive(Clone, Debug)]
#[must_use = "it does nothing until it is given to a request"]
pub struct Expand {
    path: String,
    options: Vec<(&'static str, String)>,
    problem: Option<&'static str>,
}

impl Expand {
    /// The objects that stand at this path.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), options: Vec::new(), problem: None }
    }

    /// The properties to answer with. A second call adds to the first.
    pub fn select(self, properties: impl IntoQueryList<Select>) -> Self {
        self.add("$select", |list| properties.list(list))
    }

    /// The objects related to these. A second call adds to the first.
    pub fn expand(self, properties: impl IntoQueryList<ExpandList>) -> Self {
        self.add("$expand", |list| properties.list(list))
    }

    /// What to sort by. A second call adds to the first.
    pub fn order_by(self, properties: impl IntoQueryList<OrderBy>) -> Self {
        self.add("$orderby", |list| properties.list(list))
    }

    /// The condition that the objects fulfil. An empty text is no condition.
    pub fn filter(mut self, condition: impl Into<Filter>) -> Self {
        let (text, problem) = condition.into().into_parts();
        self.problem = self.problem.or(problem);
        if text.is_empty() {
            self.options.retain(|(known, _)| *known != "$filter");
            return self;
        }
        self.set("$filter", text)
    }

    /// What to search for, in the service's language.
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

    /// How far to follow a relation that leads to objects of the same type.
    pub fn levels(self, number: u32) -> Self {
        self.set("$levels", number.to_string())
    }

    fn set(mut self, name: &'static str, value: String) -> Self {
        match self.options.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.options.push((name, value)),
        }
        self
    }

    fn add(mut self, name: &'static str, add: impl FnOnce(&mut QueryList)) -> Self {
        let before = self.options.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        let mut list = QueryList::of(before.unwrap_or_default());
        add(&mut list);
        let (text, problem) = list.into_parts();
        self.problem = self.problem.or(problem);
        self.set(name, text)
    }
}

impl<T, V, N: AsRef<str>> From<Property<T, V, N>> for Expand {
    fn from(property: Property<T, V, N>) -> Self {
        property.with_expand_options()
    }
}

impl<T, V, N: AsRef<str>> Property<T, V, N> {
    /// The related objects, with options of their own: `Message::ATTACHMENTS.with_expand_options().select("name").top(3)`.
    pub fn with_expand_options(self) -> Expand {
        Expand::new(self.path())
    }
}

impl IntoQueryList<ExpandList> for Expand {
    fn list(&self, list: &mut QueryList) {
        let options: Vec<String> =
            self.options.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if options.is_empty() {
            list.push(&self.path);
        } else {
            list.push(&format!("{}({})", self.path, options.join(";")));
        }
        if let Some(problem) = self.problem {
            list.refuse(problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::example::{Message, Recipient, messages};
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
        let empty = Message::EVENT.with_expand_options().filter("a").filter("");
        let request = messages().list().filter(Filter::all_of([])).expand((Message::REPLY, replies, empty));
        let url = request.into_http(&Endpoint::GLOBAL).unwrap().uri().to_string();
        let expected = "$expand=reply,replies($select=id,subject,size;$filter=subject%20eq%20'a;b)%26%23';\
            $orderby=from/name%20desc;$expand=event($levels=2);$count=true;$skip=1;$top=3),event";
        assert_eq!(url.split_once('?').unwrap().1, expected);
    }

    #[test]
    fn impossible_condition_is_told_when_the_request_is_built() {
        let inner = Message::EVENT.with_expand_options().filter(Filter::any_of([]));
        let request = messages().list().expand(Message::REPLY.with_expand_options().expand(inner));
        assert_eq!(request.into_http(&Endpoint::GLOBAL).unwrap_err().kind(), ErrorKind::Building);
    }
}
