//! Path items of derived types: casts, and the children that they inherit.

use super::World;

#[test]
fn a_cast_has_its_type() {
    let types = ["directoryObject", "group < directoryObject"];
    let requests =
        ["GET /deleted/{id} = directoryObject", "GET /deleted/microsoft.graph.Group", "PATCH /groups/{id}"];
    let world = World::new(&types, &[&requests[..], &["GET /groups = group[]"]].concat());
    world.check("GET /deleted/microsoft.graph.group", "/groups group[]");
    world.check("PATCH /deleted/{id}/microsoft.graph.group", "nowhere");
    world.check("PATCH /deleted/microsoft.graph.group/{id}", "/groups/{} group");
}

#[test]
fn a_derived_type_has_the_actions_of_its_base() {
    let types = ["directoryObject: owner directoryObject", "group < directoryObject"];
    let requests =
        ["GET /objects/{id} = directoryObject", "POST /objects/{id}/restore", "DELETE /objects/{id}"];
    let more = [
        "GET /groups = group[]",
        "DELETE /objects/{id}/$ref",
        "POST /objects/{id}/check",
        "POST /groups/{id}/check",
    ];
    let world = World::new(&types, &[&requests[..], &more].concat());
    world.check("POST /groups/{id}/restore", "/objects/{}/restore untyped");
    world.check("POST /groups/{id}/check", "/groups/{}/check untyped");
    world.check("GET /groups/{id}/owner", "/objects/{} directoryObject");
    world.check("DELETE /groups/{id}", "/groups/{} group, not asked");
    world.check("DELETE /groups/{id}/$ref", "nowhere");
}

#[test]
fn a_derived_type_has_no_cast_to_another() {
    let requests = [
        "GET /places/{id} = place",
        "GET /places/microsoft.graph.room = room[]",
        "GET /places/{id}/microsoft.graph.hall/rooms = room[]",
        "POST /places/{id}/microsoft.graph.close",
    ];
    // With and without the page of `hall`.
    for types in [&["place", "room < place", "hall < place"][..], &["place", "room < place"]] {
        let world = World::new(types, &requests);
        world.check("GET /places/microsoft.graph.room/{id}/microsoft.graph.hall", "nowhere");
        world.check(
            "POST /places/microsoft.graph.room/{id}/microsoft.graph.close",
            "/places/{}/microsoft.graph.close untyped",
        );
    }
}

#[test]
fn a_title_that_names_the_base_outweighs_the_derived_type_of_its_example() {
    let types = ["place", "room < place"];
    let world =
        World::new(&types, &["GET /places/{id} = room | Get place", "GET /rooms/{id} = room | Get room"]);
    world.check("GET /places/{id}", "/places/{} place");
    world.check("GET /rooms/{id}", "/rooms/{} room");
}

#[test]
fn an_inherited_action_leaves_a_collection_named_like_a_derived_type_to_it() {
    let types = ["thing", "pallet < thing"];
    let world = World::new(
        &types,
        &[
            "POST /pallets/{id}/weigh | thing: weigh",
            "POST /things/{id}/weigh | thing: weigh",
            "POST /parts/{id}/weigh | thing: weigh",
        ],
    );
    world.check("POST /pallets/1/weigh", "/pallets/{}/weigh untyped");
    world.check("POST /pallets/1", "/pallets/{} pallet, not asked");
    world.check("POST /parts/1", "/parts/{} thing, not asked");
}

#[test]
fn a_plural_of_the_last_words_of_a_type_is_a_collection() {
    let world = World::new(&["coldDepot"], &["GET /depots/near(on={on}) | coldDepot: near"]);
    world.check("GET /depots", "/depots coldDepot[], not asked");
    let world = World::new(&["coldDepot"], &["GET /depot/near(on={on}) | coldDepot: near"]);
    world.check("GET /depot", "/depot coldDepot, not asked");
}
