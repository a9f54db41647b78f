//! Kinds of values that are objects or lists.

use crate::table::data::{
    Fields, Kind, List, ListSlot, Object, ObjectSlot, Queried, Reset, Slot, Value, View,
};
use crate::table::empty::Empty;

/// Generated structs.
#[derive(Debug)]
pub enum ObjectKind {}

/// Lists of values.
#[derive(Debug)]
pub enum ListKind {}

impl<T: Fields + Empty + 'static> Value for T {
    type Kind = ObjectKind;
}

impl<T: Fields + Empty + 'static> Kind<T> for ObjectKind {
    type Queried = T;
    const WRAPPED: bool = false;
    #[inline]
    fn slot(value: &mut Option<T>) -> Slot<'_> {
        Slot::Object(value)
    }
    #[inline]
    fn element(values: &mut Vec<T>) -> Slot<'_> {
        Slot::Object(values)
    }
    #[inline]
    fn view(value: &T) -> View<'_> {
        View::Object(value.object())
    }
}

impl<T: Fields + Empty> ObjectSlot for Option<T> {
    #[inline]
    fn make(&mut self) -> &mut dyn Object {
        self.get_or_insert_with(T::empty).object_mut()
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Fields + Empty> ObjectSlot for Vec<T> {
    #[inline]
    fn make(&mut self) -> &mut dyn Object {
        push(self, T::empty()).object_mut()
    }
    #[inline]
    fn clear(&mut self) {}
}

impl<V: Value> Value for Vec<V> {
    type Kind = ListKind;
}

impl<V: Value> Kind<Vec<V>> for ListKind {
    type Queried = Queried<V>;
    const WRAPPED: bool = true;
    #[inline]
    fn slot(value: &mut Option<Vec<V>>) -> Slot<'_> {
        Slot::List(value)
    }
    #[inline]
    fn element(values: &mut Vec<Vec<V>>) -> Slot<'_> {
        Slot::List(values)
    }
    #[inline]
    fn view(value: &Vec<V>) -> View<'_> {
        View::List(value)
    }
}

impl<V: Value> List for Vec<V> {
    #[inline]
    fn count(&self) -> usize {
        self.len()
    }
    #[inline]
    fn at(&self, index: usize) -> View<'_> {
        match self.get(index) {
            Some(value) => V::Kind::view(value),
            None => View::Absent,
        }
    }
}

/// The list of a place where none was begun.
struct NoList;

impl List for NoList {
    fn count(&self) -> usize {
        0
    }
    fn at(&self, _index: usize) -> View<'_> {
        View::Absent
    }
}

impl<V: Value> ListSlot for Option<Vec<V>> {
    #[inline]
    fn reset(&mut self, to: Reset) {
        *self = (to == Reset::Begin).then(Vec::new);
    }
    #[inline]
    fn element(&mut self) -> Slot<'_> {
        match self {
            Some(list) => V::Kind::element(list),
            None => Slot::Nothing,
        }
    }
    #[inline]
    fn list(&self) -> &dyn List {
        match self {
            Some(list) => list,
            None => &NoList,
        }
    }
}

impl<V: Value> ListSlot for Vec<Vec<V>> {
    #[inline]
    fn reset(&mut self, to: Reset) {
        match to {
            Reset::Begin => self.push(Vec::new()),
            Reset::Undo => drop(self.pop()),
            Reset::Clear => {}
        }
    }
    #[inline]
    fn element(&mut self) -> Slot<'_> {
        match self.last_mut() {
            Some(list) => V::Kind::element(list),
            None => Slot::Nothing,
        }
    }
    #[inline]
    fn list(&self) -> &dyn List {
        match self.last() {
            Some(list) => list,
            None => &NoList,
        }
    }
}

/// Puts a value at the end and lends it.
#[inline]
pub(crate) fn push<T>(values: &mut Vec<T>, value: T) -> &mut T {
    let index = values.len();
    values.push(value);
    &mut values[index]
}
