//! Drafts methods that send a message in MIME format. In: [`UnnamedMethod`]s that send JSON, and their pages. Out: further
//! [`UnnamedMethod`]s.

use crate::model::Model;
use crate::plan::builders::draft_arguments::DraftArguments;
use crate::plan::builders::unnamed_method::{UnnamedEnd, UnnamedMethod};
use crate::plan::ir::argument::{ArgumentPlan, ArgumentType};
use crate::plan::ir::body::{Call, SendMethod};
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method_key::MethodKey;

/// Drafts the MIME variant of a method that sends JSON if a page of the operation offers MIME as well.
/// `index` is the position of that method among the drafts.
pub fn mime(model: &Model, index: usize, json: &UnnamedMethod) -> Option<UnnamedMethod> {
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
    let message = Ident::snake("message");
    let plan = ArgumentPlan { ident: message.clone(), ty: ArgumentType::ByteSlice };
    Some(UnnamedMethod {
        lock_key: json.lock_key.clone().map(|key| MethodKey::Mime(Box::new(key))),
        names: Vec::new(),
        doc: Doc::default(),
        arguments: DraftArguments { body: vec![plan.into()], ..json.arguments.clone() },
        path: json.path.clone(),
        end: UnnamedEnd::Mime { json: index, call: Call::Mime(send, message), answer: answer.clone(), infos },
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::template::Method;
    use crate::model::Model;
    use crate::model::operation::{Body, Content as ResponseContent, Operation};
    use crate::plan::ir::file::Content;
    use crate::plan::naming::lock::NameLock;
    use crate::plan::sample::{literal, model, object, operation, path_item, plan_with, ty};

    /// The names of the methods of an item with the action `send`, each with the first line of its documentation.
    fn methods(lock: &str) -> Vec<(String, String)> {
        let path_items = vec![
            path_item("", None, &[], vec![(literal("item"), 1)]),
            path_item("/item", Some((object(0), false)), &[], vec![(literal("send"), 2)]),
            path_item("/item/send", None, &[(Method::Post, 0)], Vec::new()),
        ];
        let send = operation("Send", Method::Post, "/item/send", Body::None, ResponseContent::None);
        let operations = vec![Operation { takes_mime: true, ..send }];
        let model = Model { operations, path_items, ..model(vec![ty("item", None, &[])], Vec::new()) };
        let plan = plan_with(model, &NameLock::parse(lock).unwrap());
        let builders = plan.files.iter().filter_map(|file| match &file.content {
            Content::Builders(builders) => Some(builders),
            _ => None,
        });
        let item = builders.flatten().find(|builder| builder.ident.as_str() == "ItemRequestBuilder").unwrap();
        let methods = item.methods.iter();
        methods
            .map(|method| {
                (method.ident.as_str().to_owned(), method.doc.lines().next().unwrap_or_default().to_owned())
            })
            .collect()
    }

    #[track_caller]
    fn check(lock: &str, json: &str, mime: &str) {
        let found = methods(lock);
        assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), [json, mime]);
        assert_eq!(found[1].1, format!("Like `{json}`, with a message in MIME format as the body."));
    }

    #[test]
    fn the_method_for_mime_has_the_name_of_the_one_for_json() {
        check("", "send", "send_mime");
        check("v1.0 segment microsoft.graph.item/send dispatch\n", "dispatch", "dispatch_mime");
    }

    #[test]
    fn the_name_for_mime_can_be_pinned_alone() {
        check("v1.0 segment microsoft.graph.item/send:mime send_raw\n", "send", "send_raw");
    }
}
