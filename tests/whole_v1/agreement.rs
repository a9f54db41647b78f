//! Compares the request builders with the schema of the service: the arguments of each method and the types that it sends and returns, at
//! each path of its pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::path::Path;

use generator::Reading;
use generator::facts::template::{Method, Segment, Template};
use generator::plan::ir::body::{BodyPlan, Call};
use generator::plan::ir::method::{End, MethodPlan, PathSegment};
use generator::plan::ir::request_builder::Builders;
use generator::plan::ir::rust_type::RustType;
use generator::plan::ir::structs::StructPlan;
use generator::plan::naming::lock::NameLock;

use super::expected::{Expected, Passed, Sent, Types, expected, shown};
use super::resolve::{DeadEnd, resolve};
use super::schema::{Schema, Value};

/// The minimum number of request lines that agree with the schema.
const AGREEING: usize = 3_589;

/// Counts the request lines that agree, and lists the others in a snapshot.
pub(crate) fn is_as_listed(reading: &Reading, truth: &Path) {
    let plan = generator::plan::plan(&reading.models, tests::package(), &NameLock::default());
    let version = &plan.versions[0];
    let schema = Schema::read(truth);
    let types = Types::new(version.model, &schema);
    let mut agreeing = 0;
    let mut differing: BTreeMap<Difference, BTreeSet<String>> = BTreeMap::new();
    for line in lines(&version.builders) {
        match difference(&schema, &types, &line) {
            None => agreeing += 1,
            Some(difference) => _ = differing.entry(difference).or_default().insert(line.to_string()),
        }
    }
    println!("{agreeing} request lines agree with the schema");
    insta::assert_snapshot!("differences_from_the_schema", listed(&differing));
    assert!(agreeing >= AGREEING, "only {agreeing} request lines agree with the schema");
}

/// The differences with their request lines.
fn listed(differing: &BTreeMap<Difference, BTreeSet<String>>) -> String {
    let mut text = String::new();
    for (difference, lines) in differing {
        writeln!(text, "{difference}").unwrap();
        lines.iter().for_each(|line| writeln!(text, "    {line}").unwrap());
    }
    text
}

/// The request lines of all methods. A method that takes the whole body, and a count, repeat those of another one.
fn lines(builders: &Builders) -> Vec<Line<'_>> {
    let bodies: BTreeMap<&str, &StructPlan> =
        builders.bodies.iter().map(|body| (body.ident.as_str(), body)).collect();
    let mut lines = Vec::new();
    for method in builders.methods() {
        let End::Call { call, infos, answer, whole: None } = &method.end else { continue };
        if matches!(call, Call::Count) {
            continue;
        }
        let (passed, sent) = (passed(method), sent(method, call, &bodies));
        for info in infos {
            let verb = Method::parse(info.method).unwrap();
            let line = |path| Line { method: verb, path, passed: passed.clone(), sent: sent.clone(), answer };
            lines.extend(info.templates.iter().map(String::as_str).map(line));
        }
    }
    lines
}

/// The arguments of the function that a method calls. A call in the path of its builder has others.
fn passed(method: &MethodPlan) -> Option<Passed> {
    let PathSegment::Function { arguments, .. } = method.path.last()? else { return None };
    let writers = arguments.iter().map(|(name, argument)| (name.to_lowercase(), argument.writer.clone()));
    Some(Passed::new(writers.collect()))
}

/// The body of a call.
fn sent(method: &MethodPlan, call: &Call, bodies: &BTreeMap<&str, &StructPlan>) -> Sent {
    let ty = match call {
        Call::Get | Call::Count | Call::Delete | Call::PostEmpty => return Sent::Nothing,
        Call::Upload(..) => return Sent::Bytes,
        Call::Mime(..) => return Sent::Mime,
        Call::Reference(..) => return Sent::Reference,
        Call::Send(_, BodyPlan::New(ty, _) | BodyPlan::Empty(ty)) => ty,
        Call::Send(_, BodyPlan::Argument(body)) => {
            let argument = method.arguments.iter().find(|argument| argument.ident == *body).unwrap();
            argument.ty.mentioned().unwrap()
        }
    };
    let body = match ty {
        RustType::Named(path) if path[0].as_str() == "bodies" => bodies.get(path[1].as_str()),
        _ => None,
    };
    let Some(body) = body else { return Sent::Value(ty.clone()) };
    Sent::Parameters(body.fields.iter().map(|one| (one.wire.to_lowercase(), one.value.clone())).collect())
}

/// The difference between a request line and the schema, if any.
fn difference(schema: &Schema, types: &Types<'_>, line: &Line<'_>) -> Option<Difference> {
    let answer = match line.answer {
        RustType::Option(value) => value,
        other => other,
    };
    let made = || (line.sent.to_string(), shown(answer));
    let segments = Template::parse(line.path).unwrap().segments;
    let target = match resolve(schema, &segments) {
        Ok(target) => target,
        Err(DeadEnd { of, segment }) => return Some(Difference::Path(of, segment, made())),
    };
    let Some(Expected { passes, sends, returns }) = expected(types, line.method, &target) else {
        return Some(Difference::Method(line.method, target.kind(), made()));
    };
    let is_bare = matches!(segments.last(), Some(Segment::Literal(_)));
    let passed = line.passed.clone().or_else(|| is_bare.then(Passed::default));
    if let (Some(passed), Some(expected)) = (passed, passes)
        && passed != expected
    {
        return Some(Difference::Passes(passed.to_string(), expected.to_string()));
    }
    if !line.sent.fits(&sends) {
        let (sent, expected) = (line.sent.without(&sends), sends.without(&line.sent));
        return Some(Difference::Sends(sent.to_string(), expected.to_string()));
    }
    let expected = returns.filter(|types| !types.contains(answer))?;
    let expected: Vec<String> = expected.iter().map(shown).collect();
    Some(Difference::Returns(shown(answer), expected.join(" or ")))
}

/// A request line with the types of its method.
struct Line<'a> {
    method: Method,
    path: &'a str,
    /// The arguments, if the method itself calls a function.
    passed: Option<Passed>,
    sent: Sent,
    answer: &'a RustType,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// The difference between a request line and the schema.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Difference {
    /// The request returns another type.
    Returns(String, String),
    /// The request sends another body.
    Sends(String, String),
    /// The request passes other arguments to a function.
    Passes(String, String),
    /// The schema has the path, but no such request. The request sends and returns these types.
    Method(Method, &'static str, (String, String)),
    /// The path ends at a value that lacks a segment. The request sends and returns these types.
    Path(Option<Value>, String, (String, String)),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Returns(answer, expected) => write!(f, "returns {answer}, not {expected}"),
            Self::Sends(sent, expected) => write!(f, "sends {sent}, not {expected}"),
            Self::Passes(passed, expected) => write!(f, "passes {passed}, not {expected}"),
            Self::Method(method, kind, (sent, answer)) => {
                write!(f, "{method} of {kind}: sends {sent}, returns {answer}")
            }
            Self::Path(of, segment, (sent, answer)) => {
                let of = of.as_ref().map_or_else(|| "the root".to_owned(), Value::to_string);
                write!(f, "{of} has no `{segment}`: sends {sent}, returns {answer}")
            }
        }
    }
}
