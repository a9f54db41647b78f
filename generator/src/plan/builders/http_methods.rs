//! In: the methods that can be asked at a place. Out: [`UnnamedMethod`]s.

use crate::facts::operation::query_option::{QueryOption, QueryOptions, Support};
use crate::facts::template::{Method, Segment};
use crate::model::operation::Parameter;
use crate::model::path_item::{Child, PathItem, Verb};
use crate::model::schema::{ItemType, ValueType};
use crate::plan::builders::body_and_response_types::{JSON, Paging, Sent, answer, sent, value};
use crate::plan::builders::context::{Bodies, BodyOwner, Context};
use crate::plan::builders::documented::{Documented, fitting};
use crate::plan::builders::draft_arguments::{DraftArgument, DraftArguments};
use crate::plan::builders::operation_doc::doc;
use crate::plan::builders::operation_info::info;
use crate::plan::builders::required_parameters::{Demand, demand};
use crate::plan::builders::unnamed_method::{UnnamedEnd, UnnamedMethod};
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::body::{BodyPlan, Call, UploadMethod};
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::PathSegment;
use crate::plan::ir::method_key::MethodKey;
use crate::plan::ir::operation_info::InfoPlan;
use crate::plan::ir::rust_type::{GenericType, RuntimeType, RustType};
use crate::plan::naming::method_names::{FixedRole, fixed_name, is_create};
use crate::plan::naming::page_links::source_page;
use crate::plan::naming::segment_role::COUNT;
use crate::plan::naming::type_names::{Home, named};
use crate::plan::types::structs::parameter_doc;

/// Drafts the methods for one verb of a place; none where no request can be made, which the check of the model tells.
pub fn verb(
    context: &Context<'_>,
    path_item: &PathItem,
    owner: &BodyOwner,
    verb: &Verb,
    bodies: &mut Bodies,
) -> Vec<UnnamedMethod> {
    let owner = owner.asks(verb.method);
    let ty = path_item.ty.as_ref();
    let operations = fitting(context.model, &verb.operations, ty);
    let item = ty.map(|ty| &ty.item);
    let is_collection = ty.is_some_and(|ty| ty.collection);
    let one = item.map(|item| ValueType { item: item.clone(), collection: false });
    let method = verb.method;
    let send = |role, expected, bodies: &mut Bodies| {
        let name = fixed_name(role, method).unwrap_or_default();
        let sent = sent(context.model, context.names, &operations, expected);
        let answer = answer(context.names, &operations, one.as_ref(), Paging::Pages);
        Sending { context, method, operations: &operations, owner: &owner }.draft(
            sent,
            answer,
            name,
            Vec::new(),
            bodies,
        )
    };
    match method {
        Method::Get => {
            let read = read(context, ty, &operations);
            let count = count(context, path_item, &operations, &read);
            std::iter::once(read).chain(count).collect()
        }
        Method::Post => {
            let creates = is_collection || operations.iter().any(|one| is_create(&one.operation.title));
            let role = if creates { FixedRole::Collection } else { FixedRole::Item };
            let draft = send(role, item.filter(|_| is_collection), bodies);
            // A page that is added can say that it creates something.
            vec![UnnamedMethod { lock_key: Some(MethodKey::Verb(Method::Post)), ..draft }]
        }
        Method::Patch => vec![changing(context, item, send(FixedRole::Item, item, bodies))],
        Method::Put => vec![send(FixedRole::Item, item, bodies)],
        Method::Delete => {
            let answer = match answer(context.names, &operations, None, Paging::Pages) {
                RustType::Runtime(RuntimeType::Json) => RustType::Unit,
                stated => stated,
            };
            let name = fixed_name(FixedRole::Item, method).unwrap_or_default();
            vec![call(context, &operations, name, Call::Delete, answer)]
        }
        Method::Head | Method::Options => Vec::new(),
    }
}

/// How bodies are sent at a place.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// The model and its names.
    pub context: &'a Context<'a>,
    /// `POST`, `PATCH` or `PUT`.
    pub method: Method,
    /// The operations behind the method.
    pub operations: &'a [Documented<'a>],
    /// What the bodies are named after.
    pub owner: &'a BodyOwner,
}

impl Sending<'_> {
    /// Drafts a method that sends something.
    pub fn draft(
        self,
        sent: Sent<'_>,
        answer: RustType,
        name: &str,
        path: Vec<PathSegment>,
        bodies: &mut Bodies,
    ) -> UnnamedMethod {
        let Self { context, method, operations, owner } = self;
        let body = Ident::snake("body");
        let by = |ty: ArgumentType| vec![ArgumentPlan { ident: body.clone(), ty }];
        let with_body = self.call(BodyPlan::Argument(body.clone()));
        let (arguments, call) = match sent {
            Sent::Nothing if method == Method::Post => (Vec::new(), Call::PostEmpty),
            Sent::Nothing => (by(ArgumentType::Reference(JSON)), with_body),
            Sent::Object(ty) => (by(ArgumentType::DerivedFrom(ty)), with_body),
            Sent::Value(ty) => (by(ArgumentType::Reference(ty)), with_body),
            Sent::Bytes => upload(method),
            Sent::Parameters(parameters) => {
                let (ty, _) = bodies.add(context, owner, name, operations, &parameters);
                (by(ArgumentType::Reference(ty)), with_body)
            }
        };
        let end = UnnamedEnd::Call { call, answer, infos: self.infos() };
        UnnamedMethod {
            names: vec![Ident::snake(name)],
            arguments: DraftArguments::of_body(arguments),
            path,
            ..self.doc(end)
        }
    }

    /// Drafts an action with parameters: by what its page demands, and by all that it can send.
    pub fn action(
        self,
        parameters: &[&Parameter],
        answer: RustType,
        name: &str,
        bodies: &mut Bodies,
    ) -> Vec<UnnamedMethod> {
        let (ty, made) = bodies.add(self.context, self.owner, name, self.operations, parameters);
        let body = Ident::snake("body");
        let whole = ArgumentPlan { ident: body.clone(), ty: ArgumentType::Reference(ty.clone()) };
        let whole = DraftArguments::of_body(vec![whole]);
        let by_whole = self.call(BodyPlan::Argument(body));
        let infos = self.infos();
        let Demand::Few(demanded) = demand(parameters) else {
            let end = UnnamedEnd::Call { call: by_whole, answer, infos };
            return vec![UnnamedMethod { arguments: whole, ..self.doc(end) }];
        };
        let parts = match made.is_empty() {
            true => BodyPlan::Empty(ty),
            false => BodyPlan::New(ty, made.iter().map(|one| one.ident.clone()).collect()),
        };
        let end = UnnamedEnd::Call { call: self.call(parts), answer: answer.clone(), infos };
        let few = self.doc(end);
        let mut arguments = DraftArguments::of_body(made);
        for (&index, argument) in demanded.iter().zip(&mut arguments.body) {
            argument.doc = Some(parameter_doc(parameters[index]));
        }
        let end = UnnamedEnd::Variant { call: by_whole, answer };
        let (names, path, empty) = (Vec::new(), Vec::new(), Doc::default());
        let variant = UnnamedMethod { lock_key: None, names, doc: empty, arguments: whole, path, end };
        vec![UnnamedMethod { arguments, ..few }, variant]
    }

    fn call(self, body: BodyPlan) -> Call {
        match self.method {
            Method::Patch => Call::Patch(body),
            Method::Put => Call::Put(body),
            Method::Get | Method::Post | Method::Delete | Method::Head | Method::Options => Call::Post(body),
        }
    }

    fn infos(self) -> Vec<InfoPlan> {
        self.operations.iter().map(|one| info(self.context.model.version, one)).collect()
    }

    fn doc(self, end: UnnamedEnd) -> UnnamedMethod {
        let doc = doc(self.context.model.version, self.operations, "Sends a request.");
        let arguments = DraftArguments::default();
        UnnamedMethod { lock_key: None, names: Vec::new(), doc, arguments, path: Vec::new(), end }
    }
}

fn upload(method: Method) -> (Vec<ArgumentPlan>, Call) {
    let content = Ident::snake("content");
    let method = match method {
        Method::Put => UploadMethod::Put,
        Method::Patch => UploadMethod::Patch,
        Method::Get | Method::Post | Method::Delete | Method::Head | Method::Options => UploadMethod::Post,
    };
    (vec![ArgumentPlan { ident: content.clone(), ty: ArgumentType::Bytes }], Call::Upload(method, content))
}

/// Drafts a method that sends nothing but its path.
pub fn call(
    context: &Context<'_>,
    operations: &[Documented<'_>],
    name: &str,
    call: Call,
    answer: RustType,
) -> UnnamedMethod {
    UnnamedMethod {
        lock_key: None,
        names: vec![Ident::snake(name)],
        doc: doc(context.model.version, operations, "Sends a request."),
        arguments: DraftArguments::default(),
        path: Vec::new(),
        end: UnnamedEnd::Call {
            call,
            answer,
            infos: operations.iter().map(|one| info(context.model.version, one)).collect(),
        },
    }
}

fn read(context: &Context<'_>, ty: Option<&ValueType>, operations: &[Documented<'_>]) -> UnnamedMethod {
    let answer = match ty {
        Some(ty) => value(context.names, ty, Paging::Pages),
        None => answer(context.names, operations, None, Paging::Pages),
    };
    let role = match &answer {
        RustType::Generic(GenericType::Page, _) => FixedRole::Collection,
        _ => FixedRole::Item,
    };
    let name = fixed_name(role, Method::Get).unwrap_or_default();
    call(context, operations, name, Call::Get, answer)
}

/// Counts what a method lists, where a page allows `$count` and none documents it as a segment.
fn count(
    context: &Context<'_>,
    path_item: &PathItem,
    operations: &[Documented<'_>],
    list: &UnnamedMethod,
) -> Option<UnnamedMethod> {
    let is_segment = |child: &Child| matches!(&child.segment, Segment::Literal(name) if name == COUNT);
    let lists = matches!(&list.end, UnnamedEnd::Call { answer: RustType::Generic(GenericType::Page, _), .. });
    let allows = |one: &Documented<'_>| one.operation.query_options.as_ref().is_some_and(allows_count);
    let counts = lists && operations.iter().any(allows) && !path_item.children.iter().any(is_segment);
    let first = operations.first().filter(|_| counts)?;
    let page = source_page(&first.operation.page, context.model.version);
    Some(UnnamedMethod {
        names: vec![Ident::snake(fixed_name(FixedRole::Count, Method::Get)?)],
        doc: Doc::markdown("Reads the number of items, of which `filter` and `search` leave some out.")
            .paragraph(&page),
        path: vec![PathSegment::Segment(COUNT.to_owned())],
        end: UnnamedEnd::Count,
        ..list.clone()
    })
}

fn allows_count(options: &QueryOptions) -> bool {
    let names = options.support == Some(Support::All) || options.supported.contains(&QueryOption::Count);
    names && !options.denies(QueryOption::Count)
}

/// Where the place's own type is sent, single properties of it can be sent as well.
fn changing(context: &Context<'_>, item: Option<&ItemType>, mut update: UnnamedMethod) -> UnnamedMethod {
    let Some(item @ ItemType::Type(id)) = item else { return update };
    let whole = context.names.item(item, Home::Outside);
    for DraftArgument { plan: argument, .. } in &mut update.arguments.body {
        if matches!(&argument.ty, ArgumentType::DerivedFrom(ty) if *ty == whole) {
            argument.ty = ArgumentType::Changes(named(context.names.structure(*id), Home::Outside));
        }
    }
    update
}
