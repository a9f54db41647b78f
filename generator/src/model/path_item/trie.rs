//! Builds the tree of documented paths. In: the templates of all operations. Out: [`Trie`] of their edges.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::facts::template::Segment;
use crate::model::OperationId;
use crate::model::operation::Operation;
use crate::model::path_item::edge::{self, Edge};
use crate::model::schema::{Enum, Type};
use crate::name::DEFAULT_NAMESPACE;
use crate::name::words::words;

/// The tree of documented paths. The root is the first node, and a node follows its parent.
pub(super) struct Trie {
    /// All nodes.
    pub(super) nodes: Vec<Node>,
    /// All edges, by number.
    pub(super) edges: Vec<Edge>,
    /// The spellings of each edge on all pages, after any node.
    pub(super) spellings: BTreeMap<Edge, Spellings>,
    /// For an edge with arguments, the edge of the same name without arguments.
    pub(super) plain: Vec<Option<usize>>,
}

/// A node of the tree.
#[derive(Default)]
pub(super) struct Node {
    /// The parent node.
    pub(super) parent: usize,
    /// The edge from the parent.
    pub(super) edge: usize,
    /// The child nodes by edge.
    pub(super) children: BTreeMap<usize, usize>,
    /// The spellings of the last segment.
    pub(super) spellings: Spellings,
    /// The operations and templates that end here.
    pub(super) uses: Vec<(OperationId, usize)>,
}

/// The spellings of a segment, with their number and first occurrence.
#[derive(Clone, Debug, Default)]
pub(super) struct Spellings(BTreeMap<Segment, Spelling>);

#[derive(Clone, Copy, Debug)]
struct Spelling {
    count: usize,
    first: (OperationId, usize),
}

impl Trie {
    /// Builds the tree.
    pub(super) fn new(types: &[Type], enums: &[Enum], operations: &[Operation]) -> Self {
        let reader = EdgeReader::new(types, enums, operations);
        let mut trie = Self {
            nodes: vec![Node::default()],
            edges: Vec::new(),
            spellings: BTreeMap::new(),
            plain: Vec::new(),
        };
        let mut numbers = BTreeMap::new();
        for (id, operation) in (0..).map(OperationId).zip(operations) {
            for (index, template) in operation.templates.iter().enumerate() {
                let mut at = 0;
                for (edge, segment) in template.segments.iter().flat_map(edge::edges) {
                    let edge = reader.read(edge);
                    let fresh = numbers.len();
                    let all = trie.spellings.entry(edge.clone()).or_default();
                    all.add(segment.clone(), (id, index));
                    let number = *numbers.entry(edge).or_insert(fresh);
                    at = trie.child(at, number);
                    trie.nodes[at].spellings.add(segment, (id, index));
                }
                trie.nodes[at].uses.push((id, index));
            }
        }
        let plain = |edge: &Edge| match edge {
            Edge::Name(name, arguments) if !arguments.is_empty() => {
                numbers.get(&Edge::Name(name.clone(), Vec::new())).copied()
            }
            Edge::Name(..) | Edge::Key | Edge::Address => None,
        };
        let mut edges: Vec<(&Edge, usize)> = numbers.iter().map(|(edge, number)| (edge, *number)).collect();
        edges.sort_by_key(|(_, number)| *number);
        trie.plain = edges.iter().map(|(edge, _)| plain(edge)).collect();
        trie.edges = edges.into_iter().map(|(edge, _)| edge.clone()).collect();
        trie
    }

    /// The best spelling of a fixed segment on all pages. The name of a cast is unchanged.
    pub(super) fn spelled(&self, segment: Segment) -> Segment {
        match segment {
            Segment::Literal(name) if !name.contains('.') => {
                let edge = edge::of_segment(&Segment::Literal(name.clone()));
                Segment::Literal(self.spellings.get(&edge).map_or(name.clone(), |all| all.name(&name)))
            }
            other => other,
        }
    }

    fn child(&mut self, at: usize, edge: usize) -> usize {
        let fresh = self.nodes.len();
        let child = *self.nodes[at].children.entry(edge).or_insert(fresh);
        if child == fresh {
            self.nodes.push(Node { parent: at, edge, ..Node::default() });
        }
        child
    }

    /// The edge from the parent of a node.
    pub(super) fn edge_to(&self, node: usize) -> Option<&Edge> {
        if node == 0 { None } else { self.edges.get(self.nodes[node].edge) }
    }
}

/// The facts of all pages that are needed to normalize a segment.
struct EdgeReader {
    namespaces: BTreeSet<String>,
    only_argument: BTreeMap<String, String>,
}

impl EdgeReader {
    fn new(types: &[Type], enums: &[Enum], operations: &[Operation]) -> Self {
        let names = types.iter().map(|ty| &ty.name).chain(enums.iter().map(|of| &of.name));
        let namespaces = names.map(|name| name.as_str()).chain([DEFAULT_NAMESPACE]).filter_map(first_label);
        let mut only_argument = BTreeMap::new();
        let templates = operations.iter().flat_map(|operation| &operation.templates);
        for (edge, _) in templates.flat_map(|template| &template.segments).flat_map(edge::edges) {
            let Edge::Name(name, arguments) = edge else { continue };
            if let [argument] = arguments.as_slice()
                && !argument.is_empty()
            {
                only_argument.entry(name).or_insert_with(|| argument.clone());
            }
        }
        Self { namespaces: namespaces.collect(), only_argument }
    }

    /// Turns a sample (`/domains/contoso.com`) into a key, and names an unnamed argument.
    fn read(&self, edge: Edge) -> Edge {
        match edge {
            Edge::Name(name, arguments) if arguments.is_empty() && self.is_sample(&name) => Edge::Key,
            Edge::Name(name, arguments) if arguments == [""] => {
                let argument = self.only_argument.get(&name).cloned().unwrap_or_default();
                Edge::Name(name, vec![argument])
            }
            Edge::Name(..) | Edge::Key | Edge::Address => edge,
        }
    }

    fn is_sample(&self, name: &str) -> bool {
        first_label(name).is_some_and(|label| !self.namespaces.contains(&label))
    }
}

fn first_label(name: &str) -> Option<String> {
    name.split_once('.').map(|(label, _)| label.to_lowercase())
}

impl Spellings {
    fn add(&mut self, segment: Segment, first: (OperationId, usize)) {
        self.0.entry(segment).or_insert(Spelling { count: 0, first }).count += 1;
    }

    /// The best name among the spellings on pages and the declared one: most separated words, then declared, then most frequent.
    pub(super) fn name(&self, declared: &str) -> String {
        let rank = |(name, count): &(&str, usize)| {
            (Reverse(words(name).count()), *name != declared, Reverse(*count))
        };
        let mut names: BTreeMap<&str, usize> = BTreeMap::from([(declared, 0)]);
        for (segment, spelling) in &self.0 {
            if let Segment::Literal(name) | Segment::Function { name, .. } = segment {
                *names.entry(name).or_default() += spelling.count;
            }
        }
        names.into_iter().min_by_key(rank).map_or(declared, |(name, _)| name).to_owned()
    }

    /// Whether any spelling satisfies `test`.
    pub(super) fn any(&self, test: impl Fn(&Segment) -> bool) -> bool {
        self.0.keys().any(test)
    }

    /// Adds the spellings of another node.
    pub(super) fn merge(&mut self, other: &Self) {
        for (segment, spelling) in &other.0 {
            let own = self.0.entry(segment.clone()).or_insert(Spelling { count: 0, ..*spelling });
            own.count += spelling.count;
            own.first = own.first.min(spelling.first);
        }
    }

    /// The segment to show for an edge. The best spelling of a name separates most words, then is most frequent. Placeholders are those of
    /// the first page.
    pub(super) fn best(&self, edge: &Edge) -> Option<Segment> {
        let named = |segment: &Segment| match segment {
            Segment::Function { arguments, .. } => arguments.iter().all(|(name, _)| !name.is_empty()),
            Segment::Literal(_) => *edge != Edge::Key,
            Segment::Key(_) | Segment::PathAddress { .. } => true,
        };
        let is_call = |segment: &Segment| matches!(segment, Segment::Function { .. });
        let fixed = matches!(edge, Edge::Name(_, arguments) if arguments.is_empty());
        // New pages change frequencies, but not the spelling that separates most words.
        let word_count = |segment: &Segment| match segment {
            Segment::Literal(name) | Segment::Function { name, .. } if fixed => words(name).count(),
            Segment::Literal(_)
            | Segment::Function { .. }
            | Segment::Key(_)
            | Segment::PathAddress { .. } => 0,
        };
        let rank = |(segment, spelling): &(&Segment, &Spelling)| {
            let count = if fixed { spelling.count } else { 0 };
            let call = fixed && is_call(segment);
            (!named(segment), !call, Reverse(word_count(segment)), Reverse(count), spelling.first)
        };
        let best = self.0.iter().min_by_key(rank)?.0.clone();
        Some(match best {
            Segment::Literal(_) if *edge == Edge::Key => Segment::Key("id".to_owned()),
            best => best,
        })
    }
}
