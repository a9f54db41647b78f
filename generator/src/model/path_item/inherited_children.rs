//! Adds the children that follow from types. In: [`Drafts`] with documented children. Out: the same with keys, navigation properties
//! and children of base types.

use strsim::osa_distance;

use crate::facts::template::Segment;
use crate::model::path_item::assemble::{Draft, Drafts};
use crate::model::path_item::edge::{self, Edge};
use crate::model::path_item::schema::{Kind, Schema};
use crate::model::path_item::trie::Trie;

/// The minimum length of a name for which one different letter counts as a spelling mistake.
const LONG: usize = 12;

/// Adds keys, navigation properties and children of base types until nothing changes.
pub(super) fn complete(drafts: &mut Drafts, schema: &Schema<'_>, trie: &Trie) {
    loop {
        let kinds: Vec<(Kind, usize)> = drafts.kinds.iter().map(|(kind, number)| (*kind, *number)).collect();
        let mut changed = false;
        for (kind, number) in kinds {
            let children = if kind.collection {
                key(drafts, schema, trie, kind, number).into_iter().collect()
            } else {
                children_of_item(drafts, schema, trie, kind)
            };
            for (edge, child) in children {
                let own = &mut drafts.path_items[number].children;
                changed |= !own.contains_key(&edge);
                own.entry(edge).or_insert(child);
            }
        }
        if !changed {
            return;
        }
    }
}

/// A child with its edge.
type NewChild = (Edge, (Segment, usize));

/// The key of a collection. Creates the path item after the key if it is undocumented but has children.
fn key(drafts: &mut Drafts, schema: &Schema<'_>, trie: &Trie, kind: Kind, number: usize) -> Option<NewChild> {
    let one = Kind::one(kind.ty);
    if drafts.path_items[number].children.contains_key(&Edge::Key) || !schema.has_key(kind.ty) {
        return None;
    }
    let segment = Segment::Key("id".to_owned());
    let known = drafts.kinds.get(&one).copied();
    let to = match known {
        Some(to) => to,
        None if children_of_item(drafts, schema, trie, one).is_empty() => return None,
        None => {
            let path = drafts.path_items[number].path.join(&segment);
            drafts.path_items.push(Draft {
                path,
                kind: Some(one),
                last: Some(Edge::Key),
                ..Draft::default()
            });
            drafts.kinds.insert(one, drafts.path_items.len() - 1);
            drafts.path_items.len() - 1
        }
    };
    Some((Edge::Key, (segment, to)))
}

/// The children of one item: its navigation properties, then the children of its bases, nearest first.
fn children_of_item(drafts: &Drafts, schema: &Schema<'_>, trie: &Trie, kind: Kind) -> Vec<NewChild> {
    let own = drafts.kinds.get(&kind).map(|number| &drafts.path_items[*number].children);
    let is_written = |name: &str, to: usize| {
        own.into_iter().flatten().any(|(edge, (_, other))| {
            *other == to && matches!(edge, Edge::Name(written, arguments)
                if arguments.is_empty() && is_misspelled(name, written) && schema.member(kind.ty, written).is_none())
        })
    };
    let navigation = schema.navigation(kind.ty).filter_map(|(member, target)| {
        let to = *drafts.kinds.get(&target)?;
        let segment = trie.spelled(Segment::Literal(member.name.as_str().to_owned()));
        (!is_written(member.name.as_str(), to)).then(|| (edge::of_segment(&segment), (segment, to)))
    });
    let bases = schema.lineage(kind.ty).skip(1);
    let bases = bases.filter_map(|base| drafts.kinds.get(&Kind::one(base)));
    let inherited = bases.flat_map(|base| &drafts.path_items[*base].children);
    let inherited = inherited.filter(|(edge, (_, to))| {
        is_inherited(edge, schema) && !is_undocumented_cast(edge, &drafts.path_items[*to])
    });
    navigation.chain(inherited.map(|(edge, child)| (edge.clone(), child.clone()))).collect()
}

/// Whether a declared name differs in one letter from a segment of request lines (`swapshiftchangerequests`,
/// `swapShiftsChangeRequests`). The request lines are then right.
fn is_misspelled(declared: &str, written: &str) -> bool {
    declared.len() >= LONG && osa_distance(&declared.to_lowercase(), &written.to_lowercase()) == 1
}

/// Whether a segment is a cast to a type without a page: a qualified name that no operation ends with, unlike an action or a
/// function. If a page of the type is added, the derived types must not lose the segment.
fn is_undocumented_cast(edge: &Edge, to: &Draft) -> bool {
    matches!(edge, Edge::Name(name, arguments) if name.contains('.') && arguments.is_empty())
        && to.verbs.is_empty()
}

/// Whether a derived type inherits a child of its base. Casts and `$ref` are not inherited.
fn is_inherited(edge: &Edge, schema: &Schema<'_>) -> bool {
    match edge {
        Edge::Name(name, _) => name != "$ref" && schema.cast(name).is_none(),
        Edge::Key => false,
        Edge::Address => true,
    }
}
