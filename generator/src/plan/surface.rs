//! In: the places of a model. Out: [`Builders`]: what stands at its paths, what can be asked there, and what that sends.

use super::doc::{Doc, code};
use super::draft::{Draft, finish};
use super::ident::{Ident, marks};
use super::leaf::step;
use super::method::MethodPlan;
use super::place::{PlacePlan, type_stem};
use super::site::{Bodies, Sender, Site};
use super::step::short_name;
use super::structure::StructPlan;
use super::verb::verb;
use crate::facts::template::Segment;
use crate::model::PlaceId;
use crate::model::place::Place;

/// The builders of a version.
#[derive(Clone, Debug, Default)]
pub struct Builders {
    /// The structs that stand for places.
    pub places: Vec<(PlaceId, PlacePlan)>,
    /// What a path can start with.
    pub functions: Vec<MethodPlan>,
    /// The parameters of actions.
    pub bodies: Vec<StructPlan>,
}

/// What the root is called in the names of bodies.
const ROOT: &str = "root";

/// Plans the builders of a version.
pub fn surface(site: &Site<'_>) -> Builders {
    let model = site.model;
    let mut builders = Builders::default();
    let Some(root) = model.places.first() else { return builders };
    let mut bodies = Bodies::new(site.held);
    for (id, ident) in site.places.iter() {
        let place = &model.places[id.0];
        let known = site.places.known(id);
        let sender = Sender { stem: stem(site, place, ident), whats: known.to_vec() };
        let drafts = drafts(site, place, &sender, &mut bodies);
        let methods = finish(site, known, drafts);
        let doc = Some(place_doc(place));
        builders.places.push((id, PlacePlan { doc, ident: ident.clone(), methods }));
    }
    let known = site.places.known(PlaceId(0));
    let sender = Sender { stem: Ident::pascal(ROOT), whats: known.to_vec() };
    let drafts = drafts(site, root, &sender, &mut bodies);
    builders.functions = finish(site, known, drafts);
    builders.bodies = bodies.take();
    builders
}

fn stem(site: &Site<'_>, place: &Place, ident: &Ident) -> Ident {
    let by_type = place.ty.as_ref().filter(|ty| !ty.collection).and_then(|ty| type_stem(ty, site.names));
    by_type.unwrap_or_else(|| {
        let name = ident.bare().strip_suffix("Place").unwrap_or(ident.bare());
        Ident::pascal(if name.is_empty() { ident.bare() } else { name })
    })
}

fn drafts(site: &Site<'_>, place: &Place, sender: &Sender, bodies: &mut Bodies) -> Vec<Draft> {
    let mut found = Vec::new();
    for one in &place.verbs {
        found.extend(verb(site, place, sender, one, bodies));
    }
    let mut steps: Vec<_> = place.children.iter().collect();
    steps.sort_by_key(|step| rank(&step.segment));
    for one in steps {
        found.extend(step(site, place, one, sender, bodies));
    }
    found
}

/// Where names collide, keys come first, then fixed text, then the functions with the fewest arguments; among these what has no
/// namespace, then what is spelt most as the service spells names.
fn rank(segment: &Segment) -> (usize, bool, usize, &Segment) {
    let (kind, name) = match segment {
        Segment::Key(_) => (0, ""),
        Segment::Literal(text) if !text.contains('.') => (1, text.as_str()),
        Segment::Literal(text) => (2, text.as_str()),
        Segment::PathAddress { .. } => (3, ""),
        Segment::Function { name, arguments } => (4 + arguments.len(), name.as_str()),
    };
    (kind, name.contains('.'), marks(short_name(name).trim_start_matches('$')), segment)
}

fn place_doc(place: &Place) -> Doc {
    Doc::markdown(&format!("What stands at {}.", code(&place.path)))
}

#[cfg(test)]
mod tests {
    use crate::facts::template::{Method, Segment};
    use crate::model::Model;
    use crate::model::operation::{Body, Content as Answer};
    use crate::plan::file::Content;
    use crate::plan::sample::{literal, model, object, operation, place, plan, ty};

    /// The methods of all places of a model with one item that has these steps, each to a place of its own.
    fn methods(steps: Vec<(Segment, Option<Method>)>) -> Vec<String> {
        let mut places = vec![
            place("", None, &[], vec![(literal("item"), 1)]),
            place("/item", Some((object(0), false)), &[(Method::Get, 0), (Method::Delete, 0)], Vec::new()),
        ];
        let mut children = Vec::new();
        for (index, (segment, method)) in steps.into_iter().enumerate() {
            let verbs: Vec<(Method, usize)> = method.into_iter().map(|method| (method, 0)).collect();
            children.push((segment, index + 2));
            places.push(place(&format!("/item/{index}"), None, &verbs, Vec::new()));
        }
        places[1].children = place("", None, &[], children).children;
        let operations = vec![operation("Ask", Method::Get, "/item", Body::None, Answer::Unstated)];
        let model = Model { operations, places, ..model(vec![ty("item", None, &[])], Vec::new()) };
        let files = plan(model).files;
        let places = files.iter().filter_map(|file| match &file.content {
            Content::Places(places) => Some(places),
            _ => None,
        });
        let place = places.flatten().find(|place| place.ident.as_str() == "ItemPlace").unwrap();
        place.methods.iter().map(|method| method.ident.as_str().to_owned()).collect()
    }

    fn function(name: &str, arguments: &[&str]) -> Segment {
        let arguments = arguments.iter().map(|&name| (name.to_owned(), "{x}".to_owned())).collect();
        Segment::Function { name: name.to_owned(), arguments }
    }

    #[test]
    fn what_collides_is_told_apart_by_its_kind() {
        let steps = vec![
            (literal("delete"), Some(Method::Post)),
            (literal("get"), None),
            (literal("clone"), Some(Method::Post)),
        ];
        assert_eq!(methods(steps), ["get", "delete", "clone_action", "delete_action", "get_place"]);
    }

    #[test]
    fn functions_of_one_name_are_told_apart_by_their_arguments() {
        let get = Some(Method::Get);
        let steps = vec![(function("range", &["address"]), get), (function("range", &[]), get)];
        assert_eq!(methods(steps), ["get", "delete", "range", "range_by_address"]);
    }

    #[test]
    fn a_function_that_meets_another_step_says_its_kind_or_namespace() {
        let steps = vec![
            (function("microsoft.graph.range", &["address"]), Some(Method::Get)),
            (function("range", &["address"]), Some(Method::Get)),
            (function("cell", &["address"]), Some(Method::Get)),
            (literal("cellByAddress"), Some(Method::Post)),
        ];
        let expected = [
            "cell_by_address",
            "cell_by_address_function",
            "range_by_address",
            "microsoft_graph_range_by_address",
        ];
        assert_eq!(methods(steps)[2..], expected);
    }

    #[test]
    fn what_has_the_same_words_says_how_it_is_spelt() {
        let post = Some(Method::Post);
        let steps = ["send_mail", "send-mail", "sendMail", "microsoft.graph.sendMail"]
            .map(|name| (literal(name), post));
        let expected = ["send_dash_mail", "send_mail", "send_underscore_mail", "microsoft_graph_send_mail"];
        let mut named = methods(steps.into()).split_off(2);
        named.sort();
        let mut expected = expected.map(str::to_owned);
        expected.sort();
        assert_eq!(named, expected);
    }

    #[test]
    fn a_cast_says_so() {
        assert_eq!(methods(vec![(literal("microsoft.graph.group"), None)]), ["get", "delete", "as_group"]);
    }

    #[test]
    fn references_and_bytes_are_methods() {
        let steps = vec![
            (literal("$ref"), Some(Method::Put)),
            (literal("content"), Some(Method::Put)),
            (literal("$count"), Some(Method::Get)),
        ];
        assert_eq!(methods(steps), ["get", "delete", "count", "set_ref", "upload"]);
    }
}
