//! Runs the program against a local server that responds to its batch.

use local_server::{Request, Response, Server};

fn respond(_: &str, request: &Request) -> Response {
    match request.line.as_str() {
        "GET /v1.0/users?$select=id,displayName&$filter=accountEnabled eq true&$top=100" => Response::json(
            200,
            r#"{"value": [{"id": "u1", "displayName": "Ines Duarte"}, {"id": "u2", "displayName": "Tuva Lie"}]}"#,
        ),
        "POST /v1.0/$batch" => batch(&String::from_utf8_lossy(&request.body)),
        "GET /v1.0/groups/g1/members" => Response::json(
            200,
            r##"{"value": [
                {"@odata.type": "#microsoft.graph.user", "id": "u1"},
                {"@odata.type": "#microsoft.graph.user", "id": "u2"},
                {"@odata.type": "#microsoft.graph.device", "id": "d1"}]}"##,
        ),
        "GET /v1.0/groups/g1/members/microsoft.graph.user?$select=displayName&$count=true" => {
            Response::json(200, r#"{"value": [{"displayName": "Ines Duarte"}, {"displayName": "Tuva Lie"}]}"#)
        }
        other => {
            Response::json(404, format!(r#"{{"error": {{"code": "unexpected", "message": "{other}"}}}}"#))
        }
    }
}

/// The responses to four requests: the first user has a manager, the second one has none.
fn batch(body: &str) -> Response {
    for path in
        ["/users/u1/manager", "/users/u1/licenseDetails", "/users/u2/manager", "/users/u2/licenseDetails"]
    {
        assert!(body.contains(path), "no {path} in {body}");
    }
    Response::json(
        200,
        r##"{"responses": [
            {"id": "1", "status": 200, "body": {"@odata.type": "#microsoft.graph.user", "displayName": "Tuva Lie"}},
            {"id": "2", "status": 200, "body": {"value": [{"skuPartNumber": "ENTERPRISEPACK"}]}},
            {"id": "3", "status": 404, "body": {"error": {"code": "Request_ResourceNotFound", "message": "No manager."}}},
            {"id": "4", "status": 200, "body": {"value": []}}]}"##,
    )
}

#[test]
fn the_report_lists_users_members_and_permissions() {
    let server = Server::start(respond).expect("a server");
    let output = server.run(env!("CARGO_BIN_EXE_directory-report"), &["g1"]).expect("a run");
    assert!(output.status.success(), "{}\n{:#?}", String::from_utf8_lossy(&output.stderr), server.lines());
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "Ines Duarte: manager Tuva Lie, licences ENTERPRISEPACK\n\
         Tuva Lie: manager none, licences none\n\
         1 × microsoft.graph.device\n\
         2 × microsoft.graph.user\n\
         member: Ines Duarte\n\
         member: Tuva Lie\n\
         delegated permissions: GroupMember.Read.All User.Read.All\n\
         application permissions: GroupMember.Read.All User.Read.All\n"
    );
}
