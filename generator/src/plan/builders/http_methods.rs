//! Drafts the methods of a path item, one or several per HTTP method. In: [`PathItem`]s and their operations. Out:
//! [`UnnamedMethod`]s.

use crate::facts::operation::query_option::{QueryOption, QueryOptions, Support};
use crate::facts::template::{Method, Segment};
use crate::model::operation::{Body, Parameter};
use crate::model::path_item::{Child, PathItem, Verb};
use crate::model::schema::{ItemType, ValueType};
use crate::plan::builders::body_and_response_types::{JSON, Paging, Sent, response, sent};
use crate::plan::builders::context::{Bodies, BodyOwner, Context};
use crate::plan::builders::documented::{Documented, fitting};
use crate::plan::builders::draft_arguments::{DraftArgument, DraftArguments};
use crate::plan::builders::operation_doc::{doc, properties};
use crate::plan::builders::operation_info::infos;
use crate::plan::builders::required_parameters::{Demand, demand};
use crate::plan::builders::unnamed_method::{UnnamedEnd, UnnamedMethod};
use crate::plan::builders::upload_type::{UploadType, upload_type};
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::body::{BodyPlan, Call, SendMethod, UploadPlan};
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::PathSegment;
use crate::plan::ir::method_key::MethodKey;
use crate::plan::ir::operation_info::InfoPlan;
use crate::plan::ir::rust_type::{GenericType, RustType};
use crate::plan::naming::method_names::{CallKind, MethodRole, MethodRow, ResponseKind, is_create};
use crate::plan::naming::page_links::source_page;
use crate::plan::naming::segment_role::COUNT;
use crate::plan::naming::type_names::{Home, named};
use crate::plan::types::structs::parameter_doc;

/// Drafts the methods for one HTTP method of a path item. Empty if no request is possible, which the model check reports.
pub fn verb(
    context: &Context<'_>,
    path_item: &PathItem,
    owner: &BodyOwner,
    verb: &Verb,
    bodies: &mut Bodies,
) -> Vec<UnnamedMethod> {
    let ty = path_item.ty.as_ref();
    let operations = fitting(context.model, &verb.operations, ty);
    let method = verb.method;
    let is_read = method == Method::Get;
    // The pages of a property often state only the type before it.
    let read = if is_read { ty.or(path_item.property.as_ref()) } else { ty };
    let Some(row) = MethodRow::find(role(context, read, method, &operations), method) else {
        return Vec::new();
    };
    let item = ty.map(|ty| &ty.item);
    let one = item.map(|item| ValueType { item: item.clone(), collection: false });
    let target = if is_read { read } else { one.as_ref() };
    let answer = response(context.names, row.response, &operations, target, Paging::Pages);
    match row.call {
        CallKind::Get => {
            let read = call(context, &operations, row, Call::Get, answer);
            let count = count(context, path_item, &operations, &read);
            std::iter::once(read).chain(count).collect()
        }
        CallKind::Delete => vec![call(context, &operations, row, Call::Delete, answer)],
        CallKind::Send(send) => {
            let is_own = send != SendMethod::Post || ty.is_some_and(|ty| ty.collection);
            let sent = sent(context.names, &operations, item.filter(|_| is_own));
            let owner = owner.asks(method);
            let sending = Sending { context, send, operations: &operations, owner: &owner };
            let name = row.fixed_name().unwrap_or_default();
            let sends_object = matches!(sent, Sent::Object(_));
            let mut draft = sending.draft(sent, answer, name, Vec::new(), bodies);
            // Rows without a body of their own: the method sends the type of the path.
            if let Some(first) = operations.first().filter(|_| sends_object)
                && first.operation.body == Body::Parameters
            {
                draft.doc = std::mem::take(&mut draft.doc).foot(&properties(first.operation));
            }
            vec![match send {
                // The lock key pins the name, because an added page can state that the request creates an item.
                SendMethod::Post => UnnamedMethod { lock_key: Some(MethodKey::Verb(method)), ..draft },
                SendMethod::Patch => changing(context, item, draft),
                SendMethod::Put => draft,
            }]
        }
        CallKind::Upload(_) | CallKind::Reference(_) => Vec::new(),
    }
}

/// The role of a method at a path item. A path item is a collection if it lists items or a page creates items there.
fn role(
    context: &Context<'_>,
    ty: Option<&ValueType>,
    method: Method,
    operations: &[Documented<'_>],
) -> MethodRole {
    let is_collection = match method {
        Method::Get => {
            let read = response(context.names, ResponseKind::PathItem, operations, ty, Paging::Pages);
            matches!(read, RustType::Generic(GenericType::Page, _))
        }
        Method::Post => {
            ty.is_some_and(|ty| ty.collection) || operations.iter().any(|one| is_create(&one.operation.title))
        }
        Method::Patch | Method::Put | Method::Delete | Method::Head | Method::Options => false,
    };
    if is_collection { MethodRole::Collection } else { MethodRole::Item }
}

/// The context of methods that send a body to a path item.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// The model and its names.
    pub context: &'a Context<'a>,
    /// `POST`, `PATCH` or `PUT`.
    pub send: SendMethod,
    /// The operations of the method.
    pub operations: &'a [Documented<'a>],
    /// The owner of the bodies, which determines their names.
    pub owner: &'a BodyOwner,
}

impl Sending<'_> {
    /// Drafts a method with a body.
    pub fn draft(
        self,
        sent: Sent<'_>,
        answer: RustType,
        name: &str,
        path: Vec<PathSegment>,
        bodies: &mut Bodies,
    ) -> UnnamedMethod {
        let Self { context, send, operations, owner } = self;
        let body = Ident::snake("body");
        let by = |ty: ArgumentType| vec![DraftArgument::from(ArgumentPlan { ident: body.clone(), ty })];
        let with_body = Call::Send(send, BodyPlan::Argument(body.clone()));
        let (arguments, call) = match sent {
            Sent::Nothing if send == SendMethod::Post => (Vec::new(), Call::PostEmpty),
            Sent::Nothing => (by(ArgumentType::Reference(JSON)), with_body),
            Sent::Object(ty) => (by(ArgumentType::DerivedFrom(ty)), with_body),
            Sent::Value(ty) => (by(ArgumentType::Reference(ty)), with_body),
            Sent::Bytes => upload(send, operations),
            Sent::Parameters(parameters) => {
                let (ty, _) = bodies.add(context, owner, name, operations, &parameters);
                (by(ArgumentType::Reference(ty)), with_body)
            }
        };
        let end = UnnamedEnd::Call { call, answer, infos: self.infos() };
        UnnamedMethod {
            names: vec![Ident::snake(name)],
            arguments: DraftArguments { body: arguments, ..DraftArguments::default() },
            path,
            ..self.doc(end)
        }
    }

    /// Drafts the methods of an action with parameters: one with the required parameters, one with the whole body.
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
        let by_whole = Call::Send(self.send, BodyPlan::Argument(body));
        let infos = self.infos();
        let Demand::Few(demanded) = demand(parameters) else {
            let end = UnnamedEnd::Call { call: by_whole, answer, infos };
            return vec![UnnamedMethod { arguments: whole, ..self.doc(end) }];
        };
        let parts = if made.is_empty() {
            BodyPlan::Empty(ty)
        } else {
            BodyPlan::New(ty, made.iter().map(|one| one.ident.clone()).collect())
        };
        let end = UnnamedEnd::Call { call: Call::Send(self.send, parts), answer: answer.clone(), infos };
        let few = self.doc(end);
        let mut arguments = DraftArguments::of_body(made);
        for (&index, argument) in demanded.iter().zip(&mut arguments.body) {
            argument.doc = Some(parameter_doc(parameters[index]));
        }
        let further = parameters.iter().enumerate().filter(|(index, _)| !demanded.contains(index));
        let further = further.map(|(_, parameter)| parameter.name.as_str().to_owned()).collect();
        let end = UnnamedEnd::Variant { call: by_whole, answer, further };
        let (names, path, empty) = (Vec::new(), Vec::new(), Doc::default());
        let variant = UnnamedMethod { lock_key: None, names, doc: empty, arguments: whole, path, end };
        vec![UnnamedMethod { arguments, ..few }, variant]
    }

    fn infos(self) -> Vec<InfoPlan> {
        self.operations.iter().flat_map(|one| infos(self.context.model.version, one)).collect()
    }

    fn doc(self, end: UnnamedEnd) -> UnnamedMethod {
        let doc = doc(self.context.model.version, self.operations, "Sends a request.");
        let arguments = DraftArguments::default();
        UnnamedMethod { lock_key: None, names: Vec::new(), doc, arguments, path: Vec::new(), end }
    }
}

/// The call and the arguments of a method that uploads bytes.
pub fn upload(send: SendMethod, operations: &[Documented<'_>]) -> (Vec<DraftArgument>, Call) {
    let content = Ident::snake("content");
    let UploadType { default, doc } = upload_type(operations);
    let plan = ArgumentPlan { ident: content.clone(), ty: ArgumentType::Bytes };
    let call = Call::Upload(send, UploadPlan { content, media_type: default });
    (vec![DraftArgument { plan, doc: Some(doc) }], call)
}

/// Drafts a method without arguments of its own. The caller adds the name of the segment.
pub fn call(
    context: &Context<'_>,
    operations: &[Documented<'_>],
    row: &MethodRow,
    call: Call,
    answer: RustType,
) -> UnnamedMethod {
    UnnamedMethod {
        lock_key: None,
        names: row.fixed_name().map(Ident::snake).into_iter().collect(),
        doc: doc(context.model.version, operations, "Sends a request."),
        arguments: DraftArguments::default(),
        path: Vec::new(),
        end: UnnamedEnd::Call {
            call,
            answer,
            infos: operations.iter().flat_map(|one| infos(context.model.version, one)).collect(),
        },
    }
}

/// Drafts a count of a collection if a page allows `$count` and none documents it as a segment.
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
    if !counts {
        return None;
    }
    let first = operations.first()?;
    let row = MethodRow::find(MethodRole::Count, Method::Get)?;
    let page = source_page(&first.operation.page, context.model.version);
    Some(UnnamedMethod {
        names: vec![Ident::snake(row.fixed_name()?)],
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

/// Accepts single properties if the method sends the type of its path item.
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
