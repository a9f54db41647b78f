//! Normalizes segments. In: segments. Out: [`Edge`]s, which are equal for all spellings on pages.

use crate::facts::template::{Segment, argument_names};

/// A segment without letter case and names of placeholders.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Edge {
    /// Fixed text or a call: the name and the names of the arguments, in lower case. The order of arguments has no meaning.
    Name(String, Vec<String>),
    /// A key with any placeholder.
    Key,
    /// A path after a colon.
    Address,
}

impl Edge {
    /// Whether the edge is `$ref`, `$count` or `$value`.
    pub(super) fn is_system(&self) -> bool {
        matches!(self, Self::Name(name, _) if name.starts_with('$'))
    }

    /// Whether a segment with the other edge can mean this one. Its arguments may lack names.
    pub(super) fn accepts(&self, other: &Self) -> bool {
        let Self::Name(name, arguments) = other else { return self == other };
        let fits = |own: &Self| matches!(own, Self::Name(n, a) if n == name && a.len() == arguments.len());
        self == other || other.is_bare() && fits(self)
    }

    /// Whether the edge has arguments without names.
    pub(super) fn is_bare(&self) -> bool {
        matches!(self, Self::Name(_, arguments) if !arguments.is_empty() && arguments.iter().all(String::is_empty))
    }

    /// Whether the text of the segment can be the value of a key.
    pub(super) fn may_be_key(&self) -> bool {
        matches!(self, Self::Name(_, arguments) if arguments.is_empty()) && !self.is_system()
    }
}

/// The edges of a segment, each with the segment to show. A path address has two: its start and the path.
pub(super) fn edges(segment: &Segment) -> Vec<(Edge, Segment)> {
    match segment {
        Segment::PathAddress { from, .. } => {
            let mut edges = edges(from);
            edges.push((of_segment(segment), segment.clone()));
            edges
        }
        Segment::Literal(_) | Segment::Key(_) | Segment::Function { .. } => {
            vec![(of_segment(segment), segment.clone())]
        }
    }
}

/// The edge of a segment, without the start of a path address.
pub(super) fn of_segment(segment: &Segment) -> Edge {
    match segment {
        Segment::Literal(name) => Edge::Name(name.to_lowercase(), Vec::new()),
        Segment::Key(_) => Edge::Key,
        Segment::Function { name, arguments } => Edge::Name(name.to_lowercase(), argument_names(arguments)),
        Segment::PathAddress { .. } => Edge::Address,
    }
}

/// Formats the segment in a path, with `{}` for keys and values.
pub(super) fn show(segment: &Segment) -> String {
    match segment {
        Segment::Literal(name) => format!("/{name}"),
        Segment::Key(_) => "/{}".to_owned(),
        Segment::Function { name, arguments } => {
            let arguments: Vec<String> = arguments.iter().map(|(name, _)| format!("{name}={{}}")).collect();
            format!("/{name}({})", arguments.join(","))
        }
        Segment::PathAddress { .. } => ":/{}:".to_owned(),
    }
}
