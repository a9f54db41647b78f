//! In: the methods that can be asked at a place. Out: [`Draft`]s.

use super::about::doc;
use super::demand::{Demand, demand};
use super::doc::{Doc, code};
use super::draft::{Draft, DraftEnd};
use super::exchange::{Paging, Sent, answer, sent, value};
use super::ident::Ident;
use super::method::{ArgumentPlan, ArgumentType, BodyPlan, Call, PathStep, UploadMethod};
use super::operation::{Documented, InfoPlan, fitting, info};
use super::site::{Bodies, Sender, Site};
use super::structure::parameter_doc;
use super::types::Home;
use super::types::{RustType, named};
use crate::facts::template::Method;
use crate::model::operation::Parameter;
use crate::model::place::{Place, Verb};
use crate::model::schema::{ItemType, ValueType};

/// Drafts the methods for one verb of a place; none where no request can be made, which the check of the model tells.
pub fn verb(site: &Site<'_>, place: &Place, sender: &Sender, verb: &Verb, bodies: &mut Bodies) -> Vec<Draft> {
    let sender = sender.asks(verb.method);
    let ty = place.ty.as_ref();
    let operations = fitting(site.model, &verb.operations, ty);
    let item = ty.map(|ty| &ty.item);
    let is_collection = ty.is_some_and(|ty| ty.collection);
    let one = item.map(|item| ValueType { item: item.clone(), collection: false });
    let send = |method, expected, name: &str, bodies: &mut Bodies| {
        let sent = sent(site.model, site.names, &operations, expected);
        let answer = answer(site.names, &operations, one.as_ref(), Paging::Pages);
        Sending { site, method, operations: &operations, sender: &sender }.draft(
            sent,
            answer,
            &[name],
            Vec::new(),
            bodies,
        )
    };
    match verb.method {
        Method::Get => vec![read(site, ty, &operations)],
        Method::Post => {
            let creates = is_collection || operations.iter().any(|one| is_create(&one.operation.title));
            let name = if creates { "create" } else { "post" };
            let draft = send(Method::Post, item.filter(|_| is_collection), name, bodies);
            // A page that is added can say that it creates something.
            vec![Draft { what: Some(Method::Post.to_string()), ..draft }]
        }
        Method::Patch => vec![changing(site, item, send(Method::Patch, item, "update", bodies))],
        Method::Put => vec![send(Method::Put, item, "replace", bodies)],
        Method::Delete => {
            let answer = match answer(site.names, &operations, None, Paging::Pages) {
                RustType::Runtime("Json") => RustType::Unit,
                stated => stated,
            };
            vec![call(site, &operations, "delete", Call::Delete, answer)]
        }
        Method::Head | Method::Options => Vec::new(),
    }
}

/// How bodies are sent at a place.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// The model and its names.
    pub site: &'a Site<'a>,
    /// `POST`, `PATCH` or `PUT`.
    pub method: Method,
    /// The operations behind the method.
    pub operations: &'a [Documented<'a>],
    /// What the bodies are named after.
    pub sender: &'a Sender,
}

impl Sending<'_> {
    /// Drafts a method that sends something.
    pub fn draft(
        self,
        sent: Sent<'_>,
        answer: RustType,
        names: &[&str],
        path: Vec<PathStep>,
        bodies: &mut Bodies,
    ) -> Draft {
        let Self { site, method, operations, sender } = self;
        let body = Ident::snake("body");
        let by =
            |value: RustType| vec![ArgumentPlan { ident: body.clone(), ty: ArgumentType::Reference(value) }];
        let with_body = self.call(BodyPlan::Argument(body.clone()));
        let name = names.first().copied().unwrap_or_default();
        let (arguments, call) = match sent {
            Sent::Nothing if method == Method::Post => (Vec::new(), Call::PostEmpty),
            Sent::Nothing => (by(super::exchange::JSON), with_body),
            Sent::Value(ty) => (by(ty), with_body),
            Sent::Bytes => upload(method),
            Sent::Parameters(parameters) => {
                (by(bodies.add(site, sender, name, operations, &parameters).0), with_body)
            }
        };
        let end = DraftEnd::Call { call, answer, infos: self.infos() };
        Draft {
            names: names.iter().map(|name| Ident::snake(name)).collect(),
            arguments,
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
    ) -> Vec<Draft> {
        let (ty, made) = bodies.add(self.site, self.sender, name, self.operations, parameters);
        let body = Ident::snake("body");
        let whole = vec![ArgumentPlan { ident: body.clone(), ty: ArgumentType::Reference(ty.clone()) }];
        let by_whole = self.call(BodyPlan::Argument(body));
        let infos = self.infos();
        let Demand::Few(demanded) = demand(parameters) else {
            let end = DraftEnd::Call { call: by_whole, answer, infos };
            return vec![Draft { arguments: whole, ..self.doc(end) }];
        };
        let parts = match made.is_empty() {
            true => BodyPlan::Empty(ty),
            false => BodyPlan::New(ty, made.iter().map(|one| one.ident.clone()).collect()),
        };
        let end = DraftEnd::Call { call: self.call(parts), answer: answer.clone(), infos };
        let few = self.doc(end);
        let doc = demanded.iter().zip(&made).fold(few.doc, |doc, (&index, argument)| {
            doc.item(&code(argument.ident.bare()), &parameter_doc(parameters[index]))
        });
        let end = DraftEnd::Variant { call: by_whole, answer };
        let (names, path, empty) = (Vec::new(), Vec::new(), Doc::default());
        let variant = Draft { what: None, names, doc: empty, arguments: whole, path, end };
        vec![Draft { doc, arguments: made, ..few }, variant]
    }

    fn call(self, body: BodyPlan) -> Call {
        match self.method {
            Method::Patch => Call::Patch(body),
            Method::Put => Call::Put(body),
            Method::Get | Method::Post | Method::Delete | Method::Head | Method::Options => Call::Post(body),
        }
    }

    fn infos(self) -> Vec<InfoPlan> {
        self.operations.iter().map(|one| info(self.site.model.version, one)).collect()
    }

    fn doc(self, end: DraftEnd) -> Draft {
        let doc = doc(self.site.model.version, self.operations, "Sends a request.");
        Draft { what: None, names: Vec::new(), doc, arguments: Vec::new(), path: Vec::new(), end }
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
    site: &Site<'_>,
    operations: &[Documented<'_>],
    name: &str,
    call: Call,
    answer: RustType,
) -> Draft {
    Draft {
        what: None,
        names: vec![Ident::snake(name)],
        doc: doc(site.model.version, operations, "Sends a request."),
        arguments: Vec::new(),
        path: Vec::new(),
        end: DraftEnd::Call {
            call,
            answer,
            infos: operations.iter().map(|one| info(site.model.version, one)).collect(),
        },
    }
}

fn read(site: &Site<'_>, ty: Option<&ValueType>, operations: &[Documented<'_>]) -> Draft {
    let answer = match ty {
        Some(ty) => value(site.names, ty, Paging::Pages),
        None => answer(site.names, operations, None, Paging::Pages),
    };
    let name = match &answer {
        RustType::Generic("Page", _) => "list",
        _ => "get",
    };
    call(site, operations, name, Call::Get, answer)
}

/// Where the place's own type is sent, single properties of it can be sent as well.
fn changing(site: &Site<'_>, item: Option<&ItemType>, mut update: Draft) -> Draft {
    let Some(item @ ItemType::Type(id)) = item else { return update };
    let whole = site.names.item(item, Home::Outside);
    for argument in &mut update.arguments {
        if matches!(&argument.ty, ArgumentType::Reference(ty) if *ty == whole) {
            argument.ty = ArgumentType::Changes(named(site.names.structure(*id), Home::Outside));
        }
    }
    update
}

/// Whether a title is about creating an item.
pub fn is_create(title: &str) -> bool {
    let verb = title.split_whitespace().next().unwrap_or_default();
    verb.eq_ignore_ascii_case("create") || verb.eq_ignore_ascii_case("add")
}
