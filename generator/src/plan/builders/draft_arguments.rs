//! Gives the arguments of one method distinct names. In: the arguments of a draft, grouped by use. Out: [`ArgumentPlan`]s, and
//! the path with their names.

use crate::plan::ir::argument::ArgumentPlan;
use crate::plan::ir::doc::{Doc, code};
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method::PathSegment;
use crate::plan::naming::scope::Scope;
use std::collections::BTreeMap;

/// An argument of a draft.
#[derive(Clone, Debug)]
pub struct DraftArgument {
    /// The name and the type. An argument of another use can have the same name.
    pub plan: ArgumentPlan,
    /// The description in its row.
    pub doc: Option<Doc>,
}

impl From<ArgumentPlan> for DraftArgument {
    fn from(plan: ArgumentPlan) -> Self {
        Self { plan, doc: None }
    }
}

/// The arguments of a draft in the order of the method. Names differ within each group.
#[derive(Clone, Debug, Default)]
pub struct DraftArguments {
    /// Keys, and arguments of functions.
    pub path: Vec<DraftArgument>,
    /// The body, or its fields.
    pub body: Vec<DraftArgument>,
    /// Query parameters.
    pub options: Vec<DraftArgument>,
}

impl DraftArguments {
    /// The arguments of a method that sends all of them in its body.
    pub fn of_body(plans: Vec<ArgumentPlan>) -> Self {
        Self { body: plans.into_iter().map(DraftArgument::from).collect(), ..Self::default() }
    }

    /// The names of the body or its fields.
    pub fn body_idents(&self) -> Vec<Ident> {
        self.body.iter().map(|argument| argument.plan.ident.clone()).collect()
    }

    /// Names the arguments. `beside` lists the body arguments of the method with the same path, so that both methods use the same
    /// names.
    pub fn name(self, beside: &[Ident], path: Vec<PathSegment>) -> NamedArguments {
        let body = self.body.iter().map(|argument| &argument.plan.ident);
        let taken: Vec<&str> = body.chain(beside).map(Ident::bare).collect();
        let mut scope = Scope::with(&taken);
        let of_path = renamed(&self.path, &mut scope);
        let of_options = renamed(&self.options, &mut scope);
        let path = path.into_iter().map(|segment| match segment {
            PathSegment::Option { name, value } => {
                PathSegment::Option { name, value: of(&of_options, value) }
            }
            other => with_names(other, &of_path),
        });
        let mut named = NamedArguments { path: path.collect(), ..NamedArguments::default() };
        named.extend(self.path, &of_path);
        named.extend(self.body, &BTreeMap::new());
        named.extend(self.options, &of_options);
        named
    }
}

/// The arguments of a method with their names.
#[derive(Clone, Debug, Default)]
pub struct NamedArguments {
    /// The arguments in order.
    pub plans: Vec<ArgumentPlan>,
    /// The descriptions in their rows.
    docs: Vec<(Ident, Doc)>,
    /// The path with the new names.
    pub path: Vec<PathSegment>,
}

impl NamedArguments {
    fn extend(&mut self, arguments: Vec<DraftArgument>, names: &BTreeMap<Ident, Ident>) {
        for DraftArgument { plan: ArgumentPlan { ident, ty }, doc } in arguments {
            let ident = of(names, ident);
            self.docs.extend(doc.map(|doc| (ident.clone(), doc)));
            self.plans.push(ArgumentPlan { ident, ty });
        }
    }

    /// Adds the descriptions of the arguments to the documentation of the method.
    pub fn document(&self, doc: Doc) -> Doc {
        self.docs.iter().fold(doc, |doc, (ident, text)| doc.item(&code(ident.bare()), text))
    }
}

/// The new names of the arguments of one group, by their names in the draft.
fn renamed(arguments: &[DraftArgument], scope: &mut Scope) -> BTreeMap<Ident, Ident> {
    let idents = arguments.iter().map(|argument| &argument.plan.ident);
    idents.map(|ident| (ident.clone(), scope.take(std::slice::from_ref(ident), "_"))).collect()
}

fn of(names: &BTreeMap<Ident, Ident>, ident: Ident) -> Ident {
    names.get(&ident).cloned().unwrap_or(ident)
}

/// A segment with the new names of its arguments.
fn with_names(segment: PathSegment, names: &BTreeMap<Ident, Ident>) -> PathSegment {
    match segment {
        PathSegment::Key { value, placeholder } => PathSegment::Key { value: of(names, value), placeholder },
        PathSegment::PathAddress { value } => PathSegment::PathAddress { value: of(names, value) },
        PathSegment::Function { name, mut arguments } => {
            for (_, argument) in &mut arguments {
                argument.value = of(names, argument.value.clone());
            }
            PathSegment::Function { name, arguments }
        }
        PathSegment::Option { .. } | PathSegment::Segment(_) => segment,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::template::{Method, QueryPair, Segment, Template};
    use crate::model::Model;
    use crate::model::operation::{Body, Content, Operation};
    use crate::plan::sample::{literal, model, object, operation, parameter, path_item, shown, string, ty};

    /// The code of the builder at `/item` with this child segment, whose methods have this query.
    fn code(segment: &Segment, methods: &[Method], query: &[&str]) -> String {
        let ask = |&method: &Method| {
            let mut one =
                operation(&format!("Ask {method}"), method, "/item/ask", Body::None, Content::Unstated);
            let query = query.iter().map(|&name| QueryPair { name: name.to_owned(), value: None }).collect();
            let segments = vec![literal("item"), segment.clone()];
            one.templates =
                vec![Template { text: "/item/ask".to_owned(), segments, query, optional: Vec::new() }];
            match method {
                Method::Post => {
                    let parameters = vec![parameter("name", string())];
                    Operation { body: Body::Parameters, parameters, ..one }
                }
                _ => one,
            }
        };
        let read = operation("Get item", Method::Get, "/item", Body::None, Content::Unstated);
        // A segment takes query parameters if some `GET` ends there.
        let mut elsewhere = ask(&Method::Get);
        elsewhere.templates[0].segments[0] = literal("other");
        let asked = methods.iter().map(ask).chain([elsewhere]);
        let operations = std::iter::once(read).chain(asked).collect();
        let verbs: Vec<(Method, usize)> = methods.iter().copied().zip(1..).collect();
        let path_items = vec![
            path_item("", None, &[], vec![(literal("item"), 1)]),
            path_item("/item", Some((object(0), false)), &[(Method::Get, 0)], vec![(segment.clone(), 2)]),
            path_item("/item/ask", None, &verbs, Vec::new()),
        ];
        let model = Model { operations, path_items, ..model(vec![ty("item", None, &[])], Vec::new()) };
        let text = shown(model, "src/v1/builders", "impl ItemRequestBuilder");
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        words.replace("( ", "(").replace(", )", ")").replace(" .", ".")
    }

    #[track_caller]
    fn check(text: &str, parts: &[&str]) {
        for part in parts {
            assert!(text.contains(part), "no `{part}` in {text}");
        }
    }

    #[test]
    fn query_options_of_the_same_words_differ() {
        let code = code(&literal("ask"), &[Method::Get], &["startDate", "start_date"]);
        check(
            &code,
            &[
                "start_date: impl AsRef<str>, start_underscore_date: impl AsRef<str>",
                r#"option("startDate", start_date.as_ref()).option("start_date", start_underscore_date.as_ref())"#,
            ],
        );
    }

    #[test]
    fn argument_of_a_path_differs_from_a_part_of_the_body() {
        let arguments = vec![("name".to_owned(), "'{name}'".to_owned())];
        let segment = Segment::Function { name: "ask".to_owned(), arguments };
        check(
            &code(&segment, &[Method::Post], &[]),
            &[
                "(&self, name_2: impl AsRef<str>, name: impl Into<String>)",
                "_with(name_2, &bodies::ItemAskBody::new(name))",
                "(&self, name_2: impl AsRef<str>, body: &bodies::ItemAskBody)",
                r#"("name", rt::codegen::Argument::string(name_2))"#,
            ],
        );
    }

    #[test]
    fn query_option_differs_from_a_part_of_the_body() {
        check(
            &code(&literal("ask"), &[Method::Post], &["name"]),
            &[
                "(&self, name: impl Into<String>, name_2: impl AsRef<str>)",
                "_with(&bodies::ItemAskBody::new(name), name_2)",
                r#"option("name", name_2.as_ref())"#,
            ],
        );
    }

    #[test]
    fn argument_of_a_function_differs_from_the_body() {
        let arguments = vec![("body".to_owned(), "'{body}'".to_owned())];
        let segment = Segment::Function { name: "ask".to_owned(), arguments };
        check(
            &code(&segment, &[Method::Post], &[]),
            &["(&self, body_2: impl AsRef<str>, name: impl Into<String>)", "_with(body_2, "],
        );
    }
}
