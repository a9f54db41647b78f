//! Any condition means what it was made of: an independent reader of OData's language finds the same in its text.

use super::Filter;
use crate::{Property, Untyped};
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use proptest::prelude::{TestCaseError, prop_assert};

/// The parts of a condition: comparisons of the property `p` with texts, and operators between them.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Tree {
    Equals(String),
    StartsWith(String),
    Not(Box<Tree>),
    And(Vec<Tree>),
    Or(Vec<Tree>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let text = || prop_oneof![any::<String>(), "[a') (or]{0,12}", Just("' or p eq '".to_owned())];
    let leaf = prop_oneof![text().prop_map(Tree::Equals), text().prop_map(Tree::StartsWith)];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let list = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.clone().prop_map(|tree| Tree::Not(Box::new(tree))),
            list().prop_map(Tree::And),
            list().prop_map(Tree::Or),
        ]
    })
}

fn filter(tree: &Tree) -> Filter {
    const P: Property<Untyped, String> = Property::new("p");
    match tree {
        Tree::Equals(text) => P.eq(text),
        Tree::StartsWith(text) => P.starts_with(text),
        Tree::Not(tree) => filter(tree).not(),
        Tree::And(trees) => trees.iter().map(filter).reduce(Filter::and).unwrap(),
        Tree::Or(trees) => trees.iter().map(filter).reduce(Filter::or).unwrap(),
    }
}

/// Joins what is joined the same way, as the text has no difference between `a and (b and c)` and `a and b and c`.
fn flat(tree: Tree) -> Tree {
    let flatten = |trees: Vec<Tree>| trees.into_iter().map(flat);
    match tree {
        Tree::And(trees) => {
            let parts =
                flatten(trees).flat_map(|tree| if let Tree::And(inner) = tree { inner } else { vec![tree] });
            Tree::And(parts.collect())
        }
        Tree::Or(trees) => {
            let parts =
                flatten(trees).flat_map(|tree| if let Tree::Or(inner) = tree { inner } else { vec![tree] });
            Tree::Or(parts.collect())
        }
        Tree::Not(tree) => Tree::Not(Box::new(flat(*tree))),
        leaf => leaf,
    }
}

/// Reads conditions by OData's grammar: `not` holds tightest, then `and`, then `or`.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn take(&mut self, text: &str) -> bool {
        let rest = self.0.strip_prefix(text);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn or(&mut self) -> Option<Tree> {
        let mut parts = vec![self.and()?];
        while self.take(" or ") {
            parts.push(self.and()?);
        }
        Some(if parts.len() == 1 { parts.remove(0) } else { Tree::Or(parts) })
    }

    fn and(&mut self) -> Option<Tree> {
        let mut parts = vec![self.one()?];
        while self.take(" and ") {
            parts.push(self.one()?);
        }
        Some(if parts.len() == 1 { parts.remove(0) } else { Tree::And(parts) })
    }

    fn one(&mut self) -> Option<Tree> {
        if self.take("not ") {
            return Some(Tree::Not(Box::new(self.one()?)));
        }
        if self.take("(") {
            let inner = self.or()?;
            return self.take(")").then_some(inner);
        }
        if self.take("startswith(p,") {
            let text = self.text()?;
            return self.take(")").then_some(Tree::StartsWith(text));
        }
        self.take("p eq ").then(|| self.text())?.map(Tree::Equals)
    }

    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        if !self.take("'") {
            return None;
        }
        loop {
            let (before, rest) = self.0.split_once('\'')?;
            text.push_str(before);
            self.0 = rest;
            if !self.take("'") {
                return Some(text);
            }
            text.push('\'');
        }
    }
}

fn same(tree: Tree) -> Result<(), TestCaseError> {
    let filter = filter(&tree);
    let mut reader = Reader(filter.as_str());
    let read = reader.or();
    prop_assert!(reader.0.is_empty(), "{:?} is left of {filter}", reader.0);
    prop_assert_eq!(read.map(flat), Some(flat(tree)), "{}", filter);
    Ok(())
}

proptest! {
    #[test]
    fn text_of_a_condition_means_what_it_was_made_of(tree in tree()) {
        same(tree)?;
    }
}
