use super::*;
use crate::model::schema::{Base, ItemType};
use crate::source::{Source, Sources};

/// Depots contain parcels; a large parcel derives from a parcel; only parcels reach labels.
fn models() -> Vec<Model> {
    let resource = |name: &str, base: &str, rows: &[(&str, &str)]| {
        let rows: String = rows.iter().map(|(name, ty)| format!("|{name}|{ty}|The {name}.|\n")).collect();
        let json: Vec<String> =
            base.lines().map(|base| format!("\"baseType\": \"microsoft.graph.{base}\",")).collect();
        let text = format!(
            "---\ntitle: {name} resource type\ndoc_type: resourcePageType\n---\n\n# {name} resource type\n\nA {name}.\n\n## Properties\n\n\
             |Property|Type|Description|\n|:---|:---|:---|\n{rows}\n## JSON representation\n\n<!-- {{ \"blockType\": \"resource\", {} \
             \"@odata.type\": \"microsoft.graph.{name}\" }} -->\n```json\n{{}}\n```\n",
            json.concat()
        );
        Source { path: format!("v1.0/resources/{}.md", name.to_lowercase()), text }
    };
    let api = |stem: &str, title: &str, lines: &[&str], ty: &str| {
        let text = format!(
            "---\ntitle: {title}\ndoc_type: apiPageType\n---\n\n# {title}\n\nText.\n\n## HTTP request\n\n```http\n{}\n```\n\n## Response\n\n\
             `200 OK` and a [{ty}](../resources/{}.md) object.\n",
            lines.join("\n"),
            ty.to_lowercase()
        );
        Source { path: format!("v1.0/api/{stem}.md"), text }
    };
    let mut pages = vec![
        // The base of all types; no values of it exist.
        resource("thing", "", &[("id", "String")]),
        resource("depot", "thing", &[("id", "String"), ("parcels", "[parcel](parcel.md) collection")]),
        resource("parcel", "thing", &[("id", "String"), ("label", "[label](label.md)")]),
        resource("largeParcel", "parcel", &[("height", "Int32")]),
        resource("label", "", &[("text", "String")]),
        api("depot-get", "Get depot", &["GET /depots/{id}", "GET /me/depot"], "depot"),
        api(
            "parcel-get",
            "Get parcel",
            &["GET /depots/{id}/parcels/{id}", "GET /me/depot/parcels/{id}"],
            "parcel",
        ),
        api("parcel-weigh", "parcel: weigh", &["POST /depots/{id}/parcels/{id}/weigh"], "label"),
    ];
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    crate::understand(Sources { pages, ..Sources::default() }).models
}

fn selection(include: &[&str], exclude: &[&str]) -> Selection {
    let parse = |patterns: &[&str]| patterns.iter().map(|text| text.parse().unwrap()).collect();
    Selection { include: parse(include), exclude: parse(exclude), derived: DerivedTypes::Include }
}

fn pruned(selection: &Selection) -> Model {
    selection.apply(&models()).unwrap().to_vec().remove(0)
}

fn lines(model: &Model) -> Vec<String> {
    let operations = model.operations.iter();
    operations
        .flat_map(|op| op.templates.iter().map(|template| format!("{} {}", op.method, template.text)))
        .collect()
}

fn types(model: &Model) -> Vec<&str> {
    model.types.iter().map(|ty| ty.name.short()).collect()
}

#[test]
fn a_selection_keeps_its_operations_and_the_types_they_reach() {
    let model = pruned(&selection(&["/depots/{id}/parcels/**"], &[]));
    assert_eq!(lines(&model), ["GET /depots/{id}/parcels/{id}", "POST /depots/{id}/parcels/{id}/weigh"]);
    assert_eq!(types(&model), ["label", "largeParcel", "parcel", "thing"]);
}

#[test]
fn ids_are_those_of_the_pruned_model() {
    let model = pruned(&selection(&["/depots/{id}/parcels/**"], &[]));
    let large = model.types.iter().find(|ty| ty.name.short() == "largeParcel").unwrap();
    let Some(Base::Type(base)) = &large.base else { panic!("{large:?}") };
    assert_eq!(model.types[base.0].name.short(), "parcel");
    let label = &model.types[base.0].members[1].ty.item;
    assert!(matches!(label, ItemType::Type(id) if model.types[id.0].name.short() == "label"), "{label:?}");
}

#[test]
fn each_verb_names_its_operation_by_the_new_ids() {
    let whole = models().remove(0);
    for model in [pruned(&selection(&["/me/**"], &[])), pruned(&selection(&["parcel: *"], &[])), whole] {
        let mut ended = 0;
        for verb in model.path_items.iter().flat_map(|item| &item.verbs) {
            for (id, templates) in &verb.operations {
                assert_eq!(model.operations[id.0].method, verb.method);
                ended += templates.len();
            }
        }
        assert_eq!(ended, lines(&model).len());
    }
}

#[test]
fn paths_that_no_selected_operation_has_are_gone() {
    let model = pruned(&selection(&["GET /me/depot/parcels/{id}"], &[]));
    let root: Vec<String> =
        model.path_items[0].children.iter().map(|child| format!("{:?}", child.segment)).collect();
    assert_eq!(root, ["Literal(\"me\")"]);
    assert_eq!(lines(&model), ["GET /me/depot/parcels/{id}"]);
}

#[test]
fn exclude_wins_over_include() {
    let model = pruned(&selection(&["/depots/**"], &["parcel: *", "get depot"]));
    assert_eq!(lines(&model), ["GET /depots/{id}/parcels/{id}"]);
    assert_eq!(
        selection(&["/depots/**"], &["/depots/**"]).apply(&models()).unwrap_err(),
        SelectionError::Empty
    );
}

#[test]
fn exclude_alone_keeps_the_rest() {
    let model = pruned(&selection(&[], &["/me/**"]));
    assert_eq!(lines(&model).len(), 3);
}

#[test]
fn operations_through_a_path_item_are_those_of_selected_paths() {
    let model = pruned(&selection(&["GET /me/depot", "/depots/{id}/parcels/**"], &[]));
    let through = |path: &str| {
        let item = model.path_items.iter().find(|item| item.path == path).unwrap();
        item.through.iter().map(|id| model.operations[id.0].title.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(through("/depots"), ["Get parcel", "parcel: weigh"]);
}

#[test]
fn derived_types_of_a_whole_crate_cannot_be_excluded() {
    let whole = Selection { derived: DerivedTypes::Exclude, ..Selection::default() };
    assert_eq!(whole.apply(&models()).unwrap_err(), SelectionError::DerivedOfWhole);
    let all = Selection::default().select(&models()).unwrap().remove(0);
    assert_eq!(all.reach.types.len(), models()[0].types.len());
}

#[test]
fn derived_types_can_be_excluded() {
    let all = selection(&["/depots/{id}/parcels/**"], &[]);
    let model = pruned(&Selection { derived: DerivedTypes::Exclude, ..all });
    assert_eq!(types(&model), ["label", "parcel", "thing"]);
}

#[test]
fn each_type_has_its_nearest_reason() {
    let models = models();
    let selected = selection(&["Get parcel"], &[]).select(&models).unwrap().remove(0);
    let name = |id: &crate::model::TypeId| models[0].types[id.0].name.short();
    let show = |reason: &reach::Reason| match reason {
        reach::Reason::Operation(id) => models[0].operations[id.0].title.clone(),
        reach::Reason::Member(id, member) => format!("{}.{}", name(id), member.as_str()),
        reach::Reason::DerivedFrom(id) => format!("is a {}", name(id)),
        reach::Reason::BaseOf(id) => format!("base of {}", name(id)),
        other => format!("{other:?}"),
    };
    let reasons: Vec<String> =
        selected.reach.types.iter().map(|(id, reason)| format!("{}: {}", name(id), show(reason))).collect();
    assert_eq!(
        reasons,
        ["label: parcel.label", "largeParcel: is a parcel", "parcel: Get parcel", "thing: base of parcel"]
    );
}

#[test]
fn a_pattern_without_a_match_names_the_nearest_operation() {
    let error = |pattern: &str| selection(&[pattern], &[]).apply(&models()).unwrap_err().to_string();
    insta::assert_snapshot!(error("GET /me/depots/**"), @"the pattern `GET /me/depots/**` matches no operation; the nearest one is `GET /me/depot`");
    insta::assert_snapshot!(error("* /depot"), @"the pattern `* /depot` matches no operation; the nearest one is `/me/depot`");
    insta::assert_snapshot!(error("Get parcels"), @"the pattern `Get parcels` matches no operation; the nearest one is `Get parcel`");
    insta::assert_snapshot!(error("/somewhere/quite/else"), @"the pattern `/somewhere/quite/else` matches no operation");
}
