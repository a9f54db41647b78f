//! In: properties, texts, and collections of both. Out: the items of a query option that is a list.

/// Properties to answer with.
#[derive(Debug)]
pub enum Select {}

/// Related objects to answer with.
#[derive(Debug)]
pub enum ExpandList {}

/// Properties to sort by.
#[derive(Debug)]
pub enum OrderBy {}

/// The items of a query option that is a list.
#[derive(Debug, Default)]
pub struct QueryList {
    text: String,
    problem: Option<&'static str>,
}

impl QueryList {
    /// Adds an item; nothing when it is empty.
    pub fn push(&mut self, term: &str) {
        if !self.text.is_empty() && !term.is_empty() {
            self.text.push(',');
        }
        self.text.push_str(term);
    }

    /// Tells why an item cannot be; the request is then refused when it is built.
    pub fn refuse(&mut self, problem: &'static str) {
        self.problem = self.problem.or(Some(problem));
    }

    pub(crate) fn of(text: String) -> Self {
        Self { text, problem: None }
    }

    pub(crate) fn into_parts(self) -> (String, Option<&'static str>) {
        (self.text, self.problem)
    }
}

/// What can be given to `select`, `expand` or `order_by`: a property, a text, and tuples (of properties of different
/// types), arrays, slices and vectors of these.
pub trait IntoQueryList<Use> {
    /// Adds all items to the list.
    fn list(&self, list: &mut QueryList);
}

impl<U> IntoQueryList<U> for str {
    fn list(&self, list: &mut QueryList) {
        list.push(self);
    }
}

impl<U> IntoQueryList<U> for String {
    fn list(&self, list: &mut QueryList) {
        list.push(self);
    }
}

impl<U, X: IntoQueryList<U> + ?Sized> IntoQueryList<U> for &X {
    fn list(&self, list: &mut QueryList) {
        (**self).list(list);
    }
}

impl<U, X: IntoQueryList<U>> IntoQueryList<U> for [X] {
    fn list(&self, list: &mut QueryList) {
        self.iter().for_each(|term| term.list(list));
    }
}

impl<U, X: IntoQueryList<U>, const N: usize> IntoQueryList<U> for [X; N] {
    fn list(&self, list: &mut QueryList) {
        self.as_slice().list(list);
    }
}

impl<U, X: IntoQueryList<U>> IntoQueryList<U> for Vec<X> {
    fn list(&self, list: &mut QueryList) {
        self.as_slice().list(list);
    }
}

macro_rules! tuple {
    ($($term:ident)+) => {
        impl<U, $($term: IntoQueryList<U>),+> IntoQueryList<U> for ($($term,)+) {
            fn list(&self, list: &mut QueryList) {
                #[allow(non_snake_case, reason = "one name for a type and its value")]
                let ($($term,)+) = self;
                $($term.list(list);)+
            }
        }
    };
}
tuple!(A);
tuple!(A B);
tuple!(A B C);
tuple!(A B C D);
tuple!(A B C D E);
tuple!(A B C D E F);
tuple!(A B C D E F G);
tuple!(A B C D E F G H);
tuple!(A B C D E F G H I);
tuple!(A B C D E F G H I J);
tuple!(A B C D E F G H I J K);
tuple!(A B C D E F G H I J K L);
tuple!(A B C D E F G H I J K L M);
tuple!(A B C D E F G H I J K L M N);
tuple!(A B C D E F G H I J K L M N O);
tuple!(A B C D E F G H I J K L M N O P);
