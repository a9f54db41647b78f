//! Adds the body to a documented request. In: the body of an example, the methods of its path. Out: [`Sent`].

use crate::examples::path_finder::{Match, invoke};
use crate::examples::text;
use crate::examples::value::{ODATA_TYPE, Values, Wanted};
use crate::page::json::{Json, Node};
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::body::{BodyPlan, Call, SendMethod};
use crate::plan::ir::example::{Reads, Reason};
use crate::plan::ir::expression::Expression;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::{End, MethodPlan};
use crate::plan::ir::rust_type::{RuntimeType, RustType};

/// The body of an example.
#[derive(Clone, Debug)]
pub(super) enum Payload<'a> {
    /// No body.
    Nothing,
    /// JSON: parsed, and as text.
    Json(&'a Json, &'a str),
    /// Other content, with its media type.
    Text(&'a str, &'a str),
}

/// A request with its body.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    /// The statement before the request: the variable and value of the body.
    pub(super) body: Option<(Ident, Expression)>,
    /// The request.
    pub(super) request: Expression,
}

/// The body and the arguments of a method call.
struct Made {
    body: Option<(Ident, Expression)>,
    arguments: Vec<Expression>,
}

/// The default name of the variable for a body.
const BODY: &str = "body";

/// Creates the request with the first method whose types fit the body, else with an arbitrary body in place of the typed one.
///
/// # Errors
/// A [`Reason`] if the page shows no body for a method that requires one.
pub(super) fn send<'w, 'a>(
    values: &Values<'_>,
    matches: &'w [Match<'a>],
    payload: &Payload<'_>,
    package: &Ident,
) -> Result<(&'w Match<'a>, Sent), Reason> {
    let Some(first) = matches.first() else { return Err(Reason::NoPlace) };
    let beside = || matches.iter().take_while(|found| found.on == first.on);
    for found in beside() {
        if let Some(Made { body, arguments }) = typed(values, found, payload, package) {
            let request = invoke(found.on.clone(), values, &found.method.ident, arguments);
            return Ok((found, Sent { body, request }));
        }
    }
    let given = beside().find_map(|found| Some((found, any(values, found, payload)?)));
    given.ok_or(Reason::NoBody)
}

/// The body as typed arguments of the method; `None` if the types do not fit.
fn typed(values: &Values<'_>, found: &Match<'_>, payload: &Payload<'_>, package: &Ident) -> Option<Made> {
    values.refresh();
    let End::Call { call, .. } = &found.method.end else { return None };
    let mut body = None;
    let mut passed = found.taken.clone();
    match (call, payload) {
        (Call::Get | Call::Count | Call::Delete | Call::PostEmpty, Payload::Nothing) => {}
        (Call::Send(_, BodyPlan::Empty(_)), Payload::Json(Json::Object(members), _))
            if members.is_empty() => {}
        // An absent body is equivalent to an empty one.
        (Call::Send(SendMethod::Post, BodyPlan::Empty(_)), Payload::Nothing) => {}
        (Call::Send(SendMethod::Post, BodyPlan::Argument(ident)), Payload::Nothing) => {
            let ArgumentType::Reference(ty) = argument(found.method, ident)? else { return None };
            values.body(ty)?;
            passed.push((ident, Expression::Reference(Box::new(values.empty(ty)?))));
        }
        (Call::Send(_, plan), Payload::Json(json, text)) => match plan {
            BodyPlan::Argument(ident) => {
                let (name, value) = whole(values, argument(found.method, ident)?, json, text, package)?;
                passed.push((ident, Expression::Reference(Box::new(Expression::Path(vec![name.clone()])))));
                body = Some((name, value));
            }
            BodyPlan::New(ty, idents) => {
                passed.extend(parts(values, found.method, ty, idents, json)?);
            }
            BodyPlan::Empty(_) => return None,
        },
        (Call::Upload(_, upload), Payload::Text(text, _) | Payload::Json(_, text)) => {
            passed.push((&upload.content, Expression::text(text)));
        }
        (Call::Mime(_, ident), Payload::Text(text, media)) => {
            passed.push((ident, Expression::Text(text::message(text, media)?)));
        }
        (Call::Reference(_, ident), Payload::Json(json, _)) => {
            let [(name, link)] = json.members() else { return None };
            if name != "@odata.id" {
                return None;
            }
            passed.push((ident, Expression::text(link.value.as_str()?)));
        }
        _ => return None,
    }
    Some(Made { body, arguments: in_order(found.method, &passed)? })
}

/// The arguments of a method, in the order of its signature.
fn in_order(method: &MethodPlan, passed: &[(&Ident, Expression)]) -> Option<Vec<Expression>> {
    let find = |plan: &ArgumentPlan| {
        passed.iter().find(|(name, _)| **name == plan.ident).map(|(_, value)| value.clone())
    };
    method.arguments.iter().map(find).collect()
}

fn argument<'a>(method: &'a MethodPlan, ident: &Ident) -> Option<&'a ArgumentType> {
    method.arguments.iter().find(|plan| plan.ident == *ident).map(|plan| &plan.ty)
}

/// A whole body with the name of its variable: a literal, else parsed from JSON.
fn whole(
    values: &Values<'_>,
    ty: &ArgumentType,
    json: &Json,
    text: &str,
    package: &Ident,
) -> Option<(Ident, Expression)> {
    let Json::Object(members) = json else { return None };
    let read = |ty: &RustType| Expression::Read { ty: ty.clone(), json: text.to_owned() };
    match ty {
        ArgumentType::Changes(ty) => {
            let value = changes(values, ty, members, package).unwrap_or_else(|| read(ty));
            Some((Ident::snake("changes"), value))
        }
        ArgumentType::DerivedFrom(ty) => {
            let (own, value) = match values.object(json, ty) {
                Some((own, value)) => (Some(own), value),
                None => (ty.paths().first().and_then(|path| path.last()).cloned(), read(ty)),
            };
            Some((variable(own.as_ref()), value))
        }
        ArgumentType::Reference(ty @ RustType::Named(_)) => {
            let value = values.value(json, ty, None, Wanted::Open).unwrap_or_else(|| read(ty));
            Some((Ident::snake(BODY), value))
        }
        ArgumentType::Reference(ty @ RustType::Runtime(RuntimeType::Json)) => {
            Some((Ident::snake(BODY), read(ty)))
        }
        _ => None,
    }
}

/// The variable of a body, named after its type unless a function that its test calls has this name.
fn variable(ty: Option<&Ident>) -> Ident {
    let own = ty.map(|ty| Ident::snake(ty.bare()));
    let is_free = |own: &Ident| Reads::ALL.iter().all(|reads| reads.function() != own.bare());
    own.filter(is_free).unwrap_or(Ident::snake(BODY))
}

/// A patch with one call for each property. A patch of a derived type states this type by itself.
fn changes(
    values: &Values<'_>,
    ty: &RustType,
    members: &[(String, Node)],
    package: &Ident,
) -> Option<Expression> {
    let mut owner = values.properties(ty, None)?;
    let mut patch = Expression::call(&[package.clone(), Ident::pascal("Patch")], "new", Vec::new());
    let named = members.iter().find(|(name, _)| name == ODATA_TYPE);
    let any = owner.plan.polymorphic.as_ref().filter(|_| members.len() > 1);
    if let (Some((_, node)), Some(any)) = (named, any) {
        owner = values.variant(any, &node.value, owner.path.module.as_ref())?;
    }
    let is_stated = |name: &str| any.is_some() && name == ODATA_TYPE;
    for (name, node) in members.iter().filter(|(name, _)| !is_stated(name)) {
        let field = owner.plan.fields.iter().find(|field| field.wire == *name)?;
        let constant = owner.constant(field);
        patch = match &node.value {
            Json::Null => patch.method("clear", vec![constant]),
            json => {
                let value = values.value(json, &field.value, owner.path.module.as_ref(), Wanted::Open)?;
                patch.method("set", vec![constant, value])
            }
        };
    }
    (!members.is_empty()).then_some(patch)
}

/// The properties of a body as separate arguments; `None` if the page shows other properties.
fn parts<'a>(
    values: &Values<'_>,
    method: &MethodPlan,
    ty: &RustType,
    idents: &'a [Ident],
    json: &Json,
) -> Option<Vec<(&'a Ident, Expression)>> {
    let plan = values.body(ty)?;
    if json.members().len() != idents.len() {
        return None;
    }
    let part = |ident: &'a Ident| {
        let field = plan.fields.iter().find(|field| field.ident == *ident)?;
        let (_, node) = json.members().iter().find(|(name, _)| *name == field.wire)?;
        let value = match (argument(method, ident)?, &node.value) {
            (ArgumentType::Value(ty), json) => values.value(json, ty, None, Wanted::Known),
            (ArgumentType::Into(ty), json) => values.value(json, ty, None, Wanted::Open),
            (ArgumentType::DerivedFrom(ty), json) => {
                values.object(json, ty).map(|(_, value)| Expression::Reference(Box::new(value)))
            }
            (ArgumentType::Items(ty), Json::Array(items)) if !items.is_empty() => {
                let item = |node: &Node| values.value(&node.value, ty, None, Wanted::Open);
                items.iter().map(item).collect::<Option<Vec<_>>>().map(Expression::Array)
            }
            _ => None,
        };
        Some((ident, value?))
    };
    idents.iter().map(part).collect()
}

/// A request with an arbitrary body in place of the typed one.
fn any(values: &Values<'_>, found: &Match<'_>, payload: &Payload<'_>) -> Option<Sent> {
    let mut passed = found.taken.clone();
    for plan in &found.method.arguments {
        if passed.iter().any(|(name, _)| **name == plan.ident) {
            continue;
        }
        let (ArgumentType::Reference(ty) | ArgumentType::DerivedFrom(ty)) = &plan.ty else { return None };
        passed.push((&plan.ident, Expression::Reference(Box::new(values.empty(ty)?))));
    }
    let request = invoke(found.on.clone(), values, &found.method.ident, in_order(found.method, &passed)?);
    let name = Ident::snake(BODY);
    Some(match payload {
        Payload::Nothing => return None,
        Payload::Text(text, media) => {
            let arguments = vec![Expression::text(media), Expression::text(text)];
            Sent { body: None, request: request.method("body", arguments) }
        }
        Payload::Json(_, json) => {
            let read =
                Expression::Read { ty: RustType::Runtime(RuntimeType::Json), json: (*json).to_owned() };
            let given = Expression::Reference(Box::new(Expression::Path(vec![name.clone()])));
            Sent { body: Some((name, read)), request: request.method("set_body", vec![given]) }
        }
    })
}
