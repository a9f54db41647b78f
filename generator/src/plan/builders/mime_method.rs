//! Drafts methods that send a message in MIME format. In: [`UnnamedMethod`]s that send JSON, and their pages. Out: further
//! [`UnnamedMethod`]s.

use crate::model::Model;
use crate::plan::builders::draft_arguments::DraftArguments;
use crate::plan::builders::unnamed_method::{UnnamedEnd, UnnamedMethod};
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::body::{Call, SendMethod};
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method_key::MethodKey;
use crate::plan::naming::method_names::MIME;

/// Drafts the MIME variant of a method that sends JSON if a page of the operation offers MIME as well.
pub fn mime(model: &Model, json: &UnnamedMethod) -> Option<UnnamedMethod> {
    let UnnamedEnd::Call { call, answer, infos } = &json.end else { return None };
    let send = match call {
        Call::PostEmpty => SendMethod::Post,
        Call::Send(send, _) => *send,
        Call::Get | Call::Count | Call::Delete | Call::Upload(..) | Call::Mime(..) | Call::Reference(..) => {
            return None;
        }
    };
    let takes_mime = |id: usize| model.operations.get(id).is_some_and(|operation| operation.takes_mime);
    let infos: Vec<_> = infos.iter().filter(|info| takes_mime(info.operation.0)).cloned().collect();
    if infos.is_empty() {
        return None;
    }
    let name = json.names.first()?;
    let message = Ident::snake("message");
    let plan = ArgumentPlan { ident: message.clone(), ty: ArgumentType::ByteSlice };
    let pages: Vec<String> = infos.iter().map(|info| format!("<{}>", info.page)).collect();
    let doc =
        Doc::markdown(&format!("Like {}, with a message in MIME format as the body.", code(name.bare())))
            .paragraph("The request carries it in base64 as `text/plain`.")
            .foot(&format!("Source: {}", pages.join(", ")));
    Some(UnnamedMethod {
        lock_key: json.lock_key.clone().map(|key| MethodKey::Mime(Box::new(key))),
        names: json.names.iter().map(|name| name.with_suffix(MIME)).collect(),
        doc,
        arguments: DraftArguments { body: vec![plan.into()], ..json.arguments.clone() },
        path: json.path.clone(),
        end: UnnamedEnd::Call { call: Call::Mime(send, message), answer: answer.clone(), infos },
    })
}
