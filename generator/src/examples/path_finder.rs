//! Finds the builder calls for a path. In: the pieces of a path, the builders. Out: [`Match`]es: the calls, and the methods at
//! the end.

use std::collections::{BTreeMap, BTreeSet};

use crate::examples::argument::unquoted;
use crate::examples::call_names::{CallNames, key};
use crate::examples::placeholder::variable;
use crate::examples::url::{Piece, Target};
use crate::examples::value::Values;
use crate::facts::template::Method;
use crate::model::Model;
use crate::plan::ir::argument::{ArgumentPlan, FunctionArgument, Writer};
use crate::plan::ir::body::Call;
use crate::plan::ir::example::Reason;
use crate::plan::ir::expression::Expression;
use crate::plan::ir::header::{HeaderPlan, HeaderValue};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::{End, MethodPlan, PathSegment};
use crate::plan::ir::request_builder::{Builders, RequestBuilderPlan};

/// A method for the request of an example, with the calls that return its request builder.
#[derive(Clone, Debug)]
pub(super) struct Match<'a> {
    /// The request builder; `None` for a root function.
    pub(super) builder: Option<&'a Ident>,
    /// The calls that return the request builder.
    pub(super) on: Option<Expression>,
    /// The methods of these calls, each with its request builder.
    pub(super) steps: Vec<(Option<&'a Ident>, &'a MethodPlan)>,
    /// The method.
    pub(super) method: &'a MethodPlan,
    /// The arguments whose values the path contains.
    pub(super) taken: Vec<(&'a Ident, Expression)>,
    /// The query options that are not arguments.
    pub(super) query: Vec<(String, String)>,
    /// The key in the last segment, if that is a segment of its own.
    last_key: Option<&'a str>,
}

impl Match<'_> {
    /// Moves headers into the arguments of the method.
    ///
    /// # Errors
    /// [`Reason::NoHeader`] if the page lacks one of them.
    pub(super) fn take_headers(&mut self, headers: &[(String, String)]) -> Result<(), Reason> {
        for HeaderPlan { name, value } in &self.method.headers {
            let HeaderValue::Argument(ident, _) = value else { continue };
            let shown = headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            let (_, text) = shown.ok_or_else(|| Reason::NoHeader(name.clone()))?;
            self.taken.push((ident, Expression::text(text)));
        }
        Ok(())
    }

    /// Takes the headers that are arguments of the method from variables.
    pub(super) fn demand_headers(&mut self) {
        for HeaderPlan { name, value } in &self.method.headers {
            if let HeaderValue::Argument(ident, _) = value {
                self.taken.push((ident, variable(name)));
            }
        }
    }

    /// Whether the method sets a header itself.
    pub(super) fn sets(&self, name: &str) -> bool {
        self.method.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name))
    }
}

/// The treatment of required parts of path and query that a URL lacks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Gaps {
    /// The path does not match.
    Refuse,
    /// A variable or a placeholder replaces the part.
    Fill,
}

/// Finds paths through the builders of a version.
pub(super) struct PathFinder<'a> {
    request_builders: BTreeMap<&'a Ident, &'a RequestBuilderPlan>,
    functions: &'a [MethodPlan],
    values: &'a Values<'a>,
    names: CallNames<'a>,
}

/// The state of a search.
#[derive(Clone, Debug)]
struct Search<'a> {
    builder: Option<&'a Ident>,
    on: Option<Expression>,
    steps: Vec<(Option<&'a Ident>, &'a MethodPlan)>,
    pieces: &'a [Piece],
    /// A key in parentheses after the last name.
    key: Option<String>,
    /// The key in the last segment, if that is a segment of its own.
    last_key: Option<&'a str>,
    query: Vec<(String, String)>,
    gaps: Gaps,
    names: &'a CallNames<'a>,
}

impl<'a> PathFinder<'a> {
    /// Indexes the builders.
    pub(super) fn new(model: &'a Model, builders: &'a Builders, values: &'a Values<'a>) -> Self {
        let request_builders =
            builders.request_builders.iter().map(|(_, plan)| (&plan.ident, plan)).collect();
        Self { request_builders, functions: &builders.functions, values, names: CallNames::new(model) }
    }

    /// All methods for a path with this HTTP method. Methods of one request builder are adjacent.
    ///
    /// # Errors
    /// A [`Reason`] if there is none.
    pub(super) fn matches(&'a self, target: &'a Target, method: Method) -> Result<Vec<Match<'a>>, Reason> {
        let mut found = self.all(target, Gaps::Refuse);
        let known = methods(&found);
        found.retain(|found| verb(found.method) == Some(method));
        match found.is_empty() {
            false => Ok(found),
            true if known.is_empty() => Err(Reason::NoPlace),
            true => Err(Reason::NoMethod { method, known }),
        }
    }

    /// All methods at the end of a path. Methods of one request builder are adjacent. The name of a function or action at the end
    /// is no key.
    pub(super) fn all(&'a self, target: &'a Target, gaps: Gaps) -> Vec<Match<'a>> {
        let search = Search {
            builder: None,
            on: None,
            steps: Vec::new(),
            pieces: &target.pieces,
            key: None,
            last_key: None,
            query: target.query.clone(),
            gaps,
            names: &self.names,
        };
        let mut found = Vec::new();
        self.follow(search, &mut found);
        found.retain(|found| {
            let called = found.last_key.and_then(|key| self.names.methods(key)).zip(verb(found.method));
            // An action can share its name with a key that others get (`archive`), but a function cannot.
            called.is_none_or(|(methods, method)| {
                ![method, Method::Get].iter().any(|one| methods.contains(one))
            })
        });
        found
    }

    fn follow(&self, search: Search<'a>, found: &mut Vec<Match<'a>>) {
        let methods = match search.builder {
            None => self.functions,
            Some(builder) => self.request_builders.get(builder).map_or(&[][..], |plan| &plan.methods),
        };
        // Fixed segments take precedence over keys.
        let (keyed, written): (Vec<&MethodPlan>, Vec<&MethodPlan>) = methods
            .iter()
            .partition(|method| method.path.iter().any(|child| matches!(child, PathSegment::Key { .. })));
        for method in written.into_iter().chain(keyed).filter(|method| search.may_take(&method.path)) {
            self.try_method(&search, method, found);
        }
    }

    /// Follows one method as far as its path matches.
    fn try_method(&self, search: &Search<'a>, method: &'a MethodPlan, found: &mut Vec<Match<'a>>) {
        let mut next = search.clone();
        let mut taken = Vec::new();
        for child in &method.path {
            if next.child(self.values, child, &method.arguments, &mut taken).is_none() {
                return;
            }
        }
        match &method.end {
            End::Call { .. } if next.pieces.is_empty() && next.key.is_none() => found.push(Match {
                builder: search.builder,
                on: search.on.clone(),
                steps: search.steps.clone(),
                method,
                taken,
                query: next.query,
                last_key: next.last_key,
            }),
            End::Builder(builder) => {
                let arguments = method.arguments.iter().map(|argument| {
                    taken.iter().find(|(name, _)| *name == &argument.ident).map(|(_, value)| value.clone())
                });
                let Some(arguments) = arguments.collect() else { return };
                next.on = Some(invoke(search.on.clone(), self.values, &method.ident, arguments));
                next.steps.push((search.builder, method));
                next.builder = Some(builder);
                if next.pieces.len() < search.pieces.len() || next.key.is_none() && search.key.is_some() {
                    self.follow(next, found);
                }
            }
            End::Call { .. } => {}
        }
    }
}

/// Calls a method or a root function.
pub(super) fn invoke(
    on: Option<Expression>,
    values: &Values<'_>,
    name: &Ident,
    arguments: Vec<Expression>,
) -> Expression {
    match on {
        Some(on) => Expression::Method { on: Box::new(on), of: None, name: name.clone(), arguments },
        None => Expression::Call { path: vec![values.version.clone(), name.clone()], arguments },
    }
}

impl<'a> Search<'a> {
    /// Whether a method may match the next piece. This check avoids copies of the search state.
    fn may_take(&self, path: &[PathSegment]) -> bool {
        let piece = if self.key.is_none() { self.pieces.first() } else { None };
        match path.first() {
            Some(PathSegment::Segment(name) | PathSegment::Function { name, .. }) => match piece {
                Some(Piece::Plain(found) | Piece::Call { name: found, .. }) => {
                    self.names.is_same(found, name)
                }
                Some(Piece::Address(_)) | None => false,
            },
            Some(PathSegment::Key { .. } | PathSegment::Option { .. } | PathSegment::PathAddress { .. }) => {
                true
            }
            None => self.pieces.is_empty(),
        }
    }

    /// Consumes the pieces for one segment of a method.
    fn child(
        &mut self,
        values: &Values<'_>,
        child: &'a PathSegment,
        arguments: &'a [ArgumentPlan],
        taken: &mut Vec<(&'a Ident, Expression)>,
    ) -> Option<()> {
        match child {
            PathSegment::Segment(text) => self.segment(text),
            PathSegment::Key { value, .. } => {
                let key = self.next_key()?;
                taken.push((value, Expression::Text(key)));
                Some(())
            }
            PathSegment::PathAddress { value } => {
                let Some((Piece::Address(path), rest)) = self.pieces.split_first() else { return None };
                self.pass(rest);
                taken.push((value, Expression::text(path)));
                Some(())
            }
            PathSegment::Option { name, value } => {
                let at = self.query.iter().position(|(known, _)| known.eq_ignore_ascii_case(name));
                let given = match (at, self.gaps) {
                    (Some(at), _) => Expression::Text(self.query.remove(at).1),
                    (None, Gaps::Fill) => variable(name),
                    (None, Gaps::Refuse) => return None,
                };
                taken.push((value, given));
                Some(())
            }
            PathSegment::Function { name, arguments: passed } => {
                let given = self.function(name, passed)?;
                for (wire, argument) in passed {
                    let find = |(name, _): &&(Option<String>, String)| {
                        name.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(wire))
                    };
                    let plan = arguments.iter().find(|plan| plan.ident == argument.value)?;
                    let text = given.iter().find(find).map(|(_, text)| text);
                    let text = match argument.writer {
                        Writer::Json(_) => text.map(|text| self.behind_alias(text)),
                        _ => text.cloned(),
                    };
                    let value = text.and_then(|text| values.argument(&text, &plan.ty, &argument.writer));
                    let value = match (value, self.gaps) {
                        (None, Gaps::Fill) => values.placeholder(wire, &plan.ty),
                        (value, _) => value,
                    };
                    taken.push((&argument.value, value?));
                }
                Some(())
            }
        }
    }

    /// The value of an argument. The query contains the value of a parameter alias.
    fn behind_alias(&mut self, text: &str) -> String {
        match self.query.iter().position(|(name, _)| name.starts_with('@') && name == text) {
            Some(at) => self.query.remove(at).1,
            None => text.to_owned(),
        }
    }

    fn segment(&mut self, text: &str) -> Option<()> {
        if self.key.is_some() {
            return None;
        }
        let (piece, rest) = self.pieces.split_first()?;
        match piece {
            Piece::Plain(found) if self.names.is_same(found, text) => {}
            Piece::Call { name, arguments } if self.names.is_same(name, text) => match arguments.as_slice() {
                [] => {}
                [(None, value)] => self.key = Some(unquoted(value)),
                [(Some(key), value)] if key.eq_ignore_ascii_case("id") => self.key = Some(unquoted(value)),
                _ => return None,
            },
            _ => return None,
        }
        self.pass(rest);
        Some(())
    }

    fn next_key(&mut self) -> Option<String> {
        if let Some(key) = self.key.take() {
            return Some(key);
        }
        match self.pieces.split_first()? {
            (Piece::Plain(text), rest) => {
                let key = key(text)?;
                self.pass(rest);
                self.last_key = Some(text);
                Some(key)
            }
            _ => None,
        }
    }

    /// Consumes pieces that are no key.
    fn pass(&mut self, rest: &'a [Piece]) {
        self.pieces = rest;
        self.last_key = None;
    }

    /// The arguments of a function with this name.
    fn function(
        &mut self,
        name: &str,
        passed: &[(String, FunctionArgument)],
    ) -> Option<&'a [(Option<String>, String)]> {
        if self.key.is_some() {
            return None;
        }
        let (piece, rest) = self.pieces.split_first()?;
        let arguments = match piece {
            Piece::Plain(found) if self.names.is_same(found, name) => &[][..],
            Piece::Call { name: found, arguments } if self.names.is_same(found, name) => arguments,
            _ => return None,
        };
        let is_open = self.gaps == Gaps::Fill && arguments.is_empty();
        // Only the single argument of a function may lack its name.
        let is_known = arguments.iter().all(|(name, _)| match name {
            Some(name) => passed.iter().any(|(wire, _)| wire.eq_ignore_ascii_case(name)),
            None => passed.len() == 1,
        });
        if (arguments.len() != passed.len() && !is_open) || !is_known {
            return None;
        }
        self.pass(rest);
        Some(arguments)
    }
}

/// The HTTP methods of some matches.
pub(super) fn methods(found: &[Match<'_>]) -> BTreeSet<Method> {
    found.iter().filter_map(|found| verb(found.method)).collect()
}

/// The HTTP method of a builder method.
pub(super) fn verb(plan: &MethodPlan) -> Option<Method> {
    let End::Call { call, .. } = &plan.end else { return None };
    Some(match call {
        Call::Get | Call::Count => Method::Get,
        Call::Delete => Method::Delete,
        Call::PostEmpty => Method::Post,
        Call::Send(send, _) | Call::Upload(send, _) | Call::Mime(send, _) | Call::Reference(send, _) => {
            send.method()
        }
    })
}
