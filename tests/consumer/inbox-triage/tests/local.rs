//! Runs the program twice against a local server: the second run starts from the link that the first one kept.

use local_server::{Request, Response, Server};

const UNREAD: &str = "GET /v1.0/me/mailFolders/inbox/messages?$select=id,subject,hasAttachments\
    &$filter=receivedDateTime ge 2026-01-01T00:00:00Z and isRead eq false&$orderby=receivedDateTime desc&$top=50";

fn respond(address: &str, request: &Request) -> Response {
    assert_eq!(request.header("authorization"), Some("Bearer local"));
    match request.line.as_str() {
        UNREAD => Response::json(
            200,
            format!(
                r#"{{"value": [{{"id": "AQM1", "subject": "Invoice 1207", "hasAttachments": true}}],
                    "@odata.nextLink": "{address}/v1.0/me/messages?$skip=1"}}"#
            ),
        ),
        "GET /v1.0/me/messages?$skip=1" => Response::json(
            200,
            r#"{"value": [{"id": "AQ/M2=", "subject": "Tide tables", "hasAttachments": true}]}"#,
        ),
        "GET /v1.0/me/messages/AQM1/attachments" => Response::json(
            200,
            r##"{"value": [
                {"@odata.type": "#microsoft.graph.fileAttachment", "name": "../invoice.txt", "contentBytes": "VGlkZQ=="},
                {"@odata.type": "#microsoft.graph.fileAttachment", "name": "invoice.txt", "contentBytes": "Rm9n"},
                {"@odata.type": "#microsoft.graph.itemAttachment", "name": "Launch"}]}"##,
        ),
        "GET /v1.0/me/messages/AQ/M2=/attachments" => Response::json(
            200,
            r##"{"value": [
                {"@odata.type": "#microsoft.graph.fileAttachment", "name": "invoice.txt", "contentBytes": "RWJi"},
                {"@odata.type": "#microsoft.graph.fileAttachment", "name": "delta-link.txt", "contentBytes": "Rmxvb2Q="}]}"##,
        ),
        "POST /v1.0/me/messages/AQM1/move" => {
            assert_eq!(String::from_utf8_lossy(&request.body), r#"{"destinationId":"archive"}"#);
            Response::json(201, r#"{"id": "AQM3"}"#)
        }
        "GET /v1.0/me/mailFolders/inbox/messages/delta?$select=subject" => Response::json(
            200,
            format!(
                r#"{{"value": [{{"id": "AQM2", "subject": "Tide tables"}}],
                    "@odata.deltaLink": "{address}/v1.0/me/mailFolders/inbox/messages/delta?$deltatoken=1"}}"#
            ),
        ),
        "GET /v1.0/me/mailFolders/inbox/messages/delta?$deltatoken=1" => Response::json(
            200,
            format!(
                r#"{{"value": [{{"id": "AQM2", "@removed": {{"reason": "deleted"}}}}],
                    "@odata.deltaLink": "{address}/v1.0/me/mailFolders/inbox/messages/delta?$deltatoken=2"}}"#
            ),
        ),
        other => {
            Response::json(404, format!(r#"{{"error": {{"code": "unexpected", "message": "{other}"}}}}"#))
        }
    }
}

/// Runs the program twice: its output, and the folder.
fn run_twice() -> ([String; 2], tempfile::TempDir) {
    let server = Server::start(respond).expect("a server");
    let folder = tempfile::tempdir().expect("a folder");
    let run = || {
        let path = folder.path().to_str().expect("a path");
        let output = server.run(env!("CARGO_BIN_EXE_inbox-triage"), &[path]).expect("a run");
        assert!(
            output.status.success(),
            "{}\n{:#?}",
            String::from_utf8_lossy(&output.stderr),
            server.lines()
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    ([run(), run()], folder)
}

#[test]
fn the_second_run_continues_where_the_first_one_ended() {
    let (outputs, _) = run_twice();
    let triage = "unread: Invoice 1207\n  saved: 1-invoice.txt (4 bytes)\n  saved: 2-invoice.txt (3 bytes)\n  \
                  skipped: microsoft.graph.itemAttachment\n  archived\nunread: Tide tables\n  \
                  saved: 1-invoice.txt (3 bytes)\n  saved: 2-delta-link.txt (5 bytes)\n";
    assert_eq!(outputs, [format!("{triage}changed: Tide tables\n"), format!("{triage}removed: AQM2\n")]);
}

#[test]
fn attachments_of_the_same_name_and_the_delta_link_are_different_files() {
    let (_, folder) = run_twice();
    let content = |path: &str| std::fs::read_to_string(folder.path().join(path)).expect("a file");
    assert_eq!(content("attachments/AQM1/1-invoice.txt"), "Tide");
    assert_eq!(content("attachments/AQM1/2-invoice.txt"), "Fog");
    assert_eq!(content("attachments/AQ%2FM2=/1-invoice.txt"), "Ebb");
    assert_eq!(content("attachments/AQ%2FM2=/2-delta-link.txt"), "Flood");
    assert!(content("delta-link.txt").ends_with("$deltatoken=2"));
}
