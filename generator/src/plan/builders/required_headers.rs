//! Plans required headers. In: the operations of a method. Out: [`HeaderPlan`]s for headers without which the service rejects
//! the request.

use crate::model::Model;
use crate::model::operation::{Header, Operation};
use crate::plan::ir::doc::{Doc, code, escape};
use crate::plan::ir::header::{HeaderPlan, HeaderValue};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::operation_info::InfoPlan;

/// The headers that all pages of a method mark as required. Preferences are optional and have setters.
pub fn headers(model: &Model, infos: &[InfoPlan]) -> Vec<HeaderPlan> {
    let mut pages = infos.iter().filter_map(|info| model.operations.get(info.operation.0));
    let Some(first) = pages.next() else { return Vec::new() };
    let others: Vec<&Operation> = pages.collect();
    let in_all =
        |header: &&Header| others.iter().all(|page| demanded(page).any(|other| is_same(other, header)));
    demanded(first).filter(in_all).map(header).collect()
}

fn demanded(operation: &Operation) -> impl Iterator<Item = &Header> {
    let own = operation.headers.iter().filter(|header| !header.is_general());
    own.filter(|header| header.required && header.preference.is_none())
}

fn is_same(one: &Header, other: &Header) -> bool {
    one.name.as_str().eq_ignore_ascii_case(other.name.as_str())
}

fn header(header: &Header) -> HeaderPlan {
    let name = header.name.as_str();
    let value = match header.values.as_slice() {
        [only] => HeaderValue::Fixed(only.clone()),
        _ => {
            let doc = format!("The header {}. {}", code(name), escape(&header.summary));
            HeaderValue::Argument(Ident::snake(name), Doc::markdown(doc.trim_end()))
        }
    };
    HeaderPlan { name: name.to_owned(), value }
}

#[cfg(test)]
mod tests {
    use super::{HeaderValue, headers};
    use crate::facts::template::Method;
    use crate::model::operation::{Body, Content, Header};
    use crate::model::{Model, OperationId};
    use crate::name::ParameterName;
    use crate::plan::builders::documented::Documented;
    use crate::plan::builders::operation_info::infos;
    use crate::plan::sample::{model, operation};

    /// A header: `Name!` is required, `Name!=value` has one value.
    fn row(text: &str) -> Header {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        Header {
            name: ParameterName::parse(name.trim_end_matches('!')).unwrap(),
            preference: None,
            values: (!value.is_empty()).then(|| value.to_owned()).into_iter().collect(),
            required: name.ends_with('!'),
            shown: None,
            summary: String::new(),
        }
    }

    #[track_caller]
    fn check(pages: &[&[&str]], expected: &[&str]) {
        let operations = pages.iter().map(|rows| {
            let mut one = operation("Change", Method::Patch, "/item", Body::Unstated, Content::Unstated);
            one.headers = rows.iter().map(|text| row(text)).collect();
            one
        });
        let model = Model { operations: operations.collect(), ..model(Vec::new(), Vec::new()) };
        let infos: Vec<_> = (0..)
            .map(OperationId)
            .zip(&model.operations)
            .flat_map(|(id, operation)| {
                infos(model.version, &Documented { id, operation, templates: &[], decides: true })
            })
            .collect();
        let shown = headers(&model, &infos).into_iter().map(|header| match header.value {
            HeaderValue::Argument(ident, _) => format!("{}: {{{}}}", header.name, ident.as_str()),
            HeaderValue::Fixed(value) => format!("{}: {value}", header.name),
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_the_page_requires_is_an_argument_unless_it_can_say_one_thing_alone() {
        check(&[&["If-Match!", "Session-Id", "Authorization!"]], &["If-Match: {if_match}"]);
        check(&[&["ConsistencyLevel!=eventual"]], &["ConsistencyLevel: eventual"]);
    }

    #[test]
    fn what_one_page_does_not_require_is_left_to_the_caller() {
        check(&[&["If-Match!"], &["if-match!"]], &["If-Match: {if_match}"]);
        check(&[&["If-Match!"], &[]], &[]);
    }
}
