//! In: [`Drafts`] with what the pages write out. Out: the same with the steps that follow from the types.

use strsim::osa_distance;

use crate::facts::template::Segment;
use crate::model::path_item::assemble::{Draft, Drafts};
use crate::model::path_item::edge::{self, Edge};
use crate::model::path_item::schema::{Kind, Schema};
use crate::model::path_item::trie::Trie;

/// How many letters a name has at least that one other letter does not make another word.
const LONG: usize = 12;

/// Adds keys, navigation properties and what the bases offer, until nothing is left to add.
pub(super) fn complete(drafts: &mut Drafts, schema: &Schema<'_>, trie: &Trie) {
    loop {
        let kinds: Vec<(Kind, usize)> = drafts.kinds.iter().map(|(kind, number)| (*kind, *number)).collect();
        let mut changed = false;
        for (kind, number) in kinds {
            let children = match kind.collection {
                true => key(drafts, schema, trie, kind, number).into_iter().collect(),
                false => single(drafts, schema, trie, kind),
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

type Way = (Edge, (Segment, usize));

/// The key of a collection; the place behind it is made when no page shows it but something follows it.
fn key(drafts: &mut Drafts, schema: &Schema<'_>, trie: &Trie, kind: Kind, number: usize) -> Option<Way> {
    let one = Kind::one(kind.ty);
    if drafts.path_items[number].children.contains_key(&Edge::Key) || !schema.has_key(kind.ty) {
        return None;
    }
    let segment = Segment::Key("id".to_owned());
    let known = drafts.kinds.get(&one).copied();
    let to = match known {
        Some(to) => to,
        None if single(drafts, schema, trie, one).is_empty() => return None,
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

/// The steps of one item: its navigation properties, then those of its bases, nearest first.
fn single(drafts: &Drafts, schema: &Schema<'_>, trie: &Trie, kind: Kind) -> Vec<Way> {
    let own = drafts.kinds.get(&kind).map(|number| &drafts.path_items[*number].children);
    let is_written = |name: &str, to: usize| {
        own.into_iter().flatten().any(|(edge, (_, other))| {
            *other == to && matches!(edge, Edge::Name(written, arguments)
                if arguments.is_empty() && is_misspelt(name, written) && schema.member(kind.ty, written).is_none())
        })
    };
    let navigation = schema.navigation(kind.ty).filter_map(|(member, target)| {
        let to = *drafts.kinds.get(&target)?;
        let segment = trie.spelled(Segment::Literal(member.name.as_str().to_owned()));
        (!is_written(member.name.as_str(), to)).then(|| (edge::of_step(&segment), (segment, to)))
    });
    let bases = schema.lineage(kind.ty).skip(1);
    let bases = bases.filter_map(|base| drafts.kinds.get(&Kind::one(base)));
    let inherited = bases.flat_map(|base| &drafts.path_items[*base].children);
    let inherited = inherited.filter(|(edge, _)| is_inherited(edge, schema));
    navigation.chain(inherited.map(|(edge, child)| (edge.clone(), child.clone()))).collect()
}

/// Whether a declared name differs in one letter from a segment that request lines write, which alone is the path then
/// (`swapshiftchangerequests` and `swapShiftsChangeRequests`).
fn is_misspelt(declared: &str, written: &str) -> bool {
    declared.len() >= LONG && osa_distance(&declared.to_lowercase(), &written.to_lowercase()) == 1
}

/// Whether what a base offers makes sense for a derived type: not its other derived types, nor the reference to it.
fn is_inherited(edge: &Edge, schema: &Schema<'_>) -> bool {
    match edge {
        Edge::Name(name, _) => name != "$ref" && schema.cast(name).is_none(),
        Edge::Key => false,
        Edge::Address => true,
    }
}
