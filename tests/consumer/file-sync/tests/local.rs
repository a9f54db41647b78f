//! Runs the program against a local server whose upload session fails once, so that a second run has to resume.

use std::sync::Mutex;

use local_server::{Request, Response, Server};

/// The name of the file, the received content, and whether the session has failed.
#[derive(Default)]
struct Session {
    name: &'static str,
    content: Vec<u8>,
    failed: bool,
    /// Whether a failure ends the session.
    is_short: bool,
}

impl Session {
    /// Stores a slice. The second one fails when it arrives for the first time.
    fn put(&mut self, request: &Request) -> Response {
        assert_eq!(request.header("authorization"), None, "an upload URL needs no token");
        let range = request.header("content-range").expect("a range");
        assert!(range.starts_with(&format!("bytes {}-", self.content.len())), "{range}");
        if self.content.len() == 320 * 1024 && !self.failed {
            self.failed = true;
            return Response::json(
                423,
                r#"{"error": {"code": "resourceLocked", "message": "The file is locked."}}"#,
            );
        }
        self.content.extend_from_slice(&request.body);
        match self.content.len() {
            800_000 => Response::json(201, format!(r#"{{"id": "01A", "name": "{}"}}"#, self.name)),
            _ => Response::json(202, self.status()),
        }
    }

    fn status(&self) -> String {
        format!(r#"{{"nextExpectedRanges": ["{}-"]}}"#, self.content.len())
    }

    /// Starts another session.
    fn start(&mut self, address: &str) -> Response {
        self.content.clear();
        Response::json(200, format!(r#"{{"uploadUrl": "{address}/session"}}"#))
    }
}

fn respond(session: &Mutex<Session>, address: &str, request: &Request) -> Response {
    let mut session = session.lock().expect("one request at a time");
    let name = session.name;
    let item = format!("/v1.0/me/drive/root:/Backup/{name}:");
    match request.line.replace(&item, "ITEM").as_str() {
        "POST ITEM/createUploadSession" => session.start(address),
        "GET /session" if session.is_short => Response::json(404, r#"{"error": {"code": "itemNotFound"}}"#),
        "GET /session" => Response::json(200, session.status()),
        "PUT /session" => session.put(request),
        "GET ITEM/content" => Response::bytes(302, "").header("location", format!("{address}/download")),
        "GET /download" => Response::bytes(200, session.content.as_slice()),
        "GET /v1.0/me/drive/root/delta" => Response::json(
            200,
            format!(
                r#"{{"value": [{{"id": "01A", "name": "{name}"}}],
                    "@odata.deltaLink": "{address}/v1.0/me/drive/root/delta?token=1"}}"#
            ),
        ),
        "POST ITEM/copy" => {
            let body = format!(r#"{{"name":"Copy of {name}"}}"#);
            assert_eq!(String::from_utf8_lossy(&request.body), body);
            Response::bytes(202, "").header("location", format!("{address}/monitor"))
        }
        "GET /monitor" => Response::json(
            200,
            r#"{"status": "completed", "percentageComplete": 100.0, "resourceId": "01B"}"#,
        ),
        other => {
            Response::json(404, format!(r#"{{"error": {{"code": "unexpected", "message": "{other}"}}}}"#))
        }
    }
}

/// Uploads a file, in two runs, and downloads it.
fn sync(name: &'static str) {
    sync_in(Session { name, ..Session::default() }, "resuming\nuploaded 327680 of 800000 bytes\n");
}

/// The same with a given session, and the output of the second run before its first new slice.
fn sync_in(session: Session, resumed: &str) {
    let name = session.name;
    let session = Mutex::new(session);
    let server =
        Server::start(move |address, request| respond(&session, address, request)).expect("a server");
    let folder = tempfile::tempdir().expect("a folder");
    let content: Vec<u8> = (0..800_000_u32).map(|number| (number % 251) as u8).collect();
    let file = folder.path().join(name);
    std::fs::write(&file, &content).expect("the file");
    let kept = folder.path().join("kept");
    let run = || {
        let arguments = [&file, &kept].map(|path| path.to_str().expect("a path"));
        let output = server.run(env!("CARGO_BIN_EXE_file-sync"), &arguments).expect("a run");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    };

    let (success, output, errors) = run();
    assert!(!success && errors.contains("resourceLocked"), "{output}\n{errors}");
    assert_eq!(output, "uploaded 327680 of 800000 bytes\n");

    let (success, output, errors) = run();
    assert!(success, "{output}\n{errors}\n{:#?}", server.lines());
    assert_eq!(
        output,
        format!(
            "{resumed}uploaded 655360 of 800000 bytes\nuploaded 800000 of 800000 bytes\n\
             item: 01A\ndownloaded 800000 bytes\nchanged: {name}\ncopying: 100 %\ncopied to 01B\n"
        )
    );
    assert_eq!(std::fs::read(kept.join("downloads").join(name)).expect("the download"), content);
    let link = std::fs::read_to_string(kept.join("delta-link.txt")).expect("the link");
    assert!(link.ends_with("/v1.0/me/drive/root/delta?token=1"), "{link}");
    assert!(!kept.join("upload-url.txt").exists(), "a completed session is not kept");
}

#[test]
fn a_second_run_resumes_the_upload() {
    sync("chart.bin");
}

#[test]
fn an_upload_starts_anew_when_its_session_has_ended() {
    let session = Session { name: "chart.bin", is_short: true, ..Session::default() };
    sync_in(session, "resuming\nthe session has ended\nuploaded 327680 of 800000 bytes\n");
}

#[test]
fn a_file_named_like_the_delta_link_leaves_the_link_alone() {
    sync("delta-link.txt");
}

#[test]
fn a_file_named_like_the_upload_url_leaves_the_url_alone() {
    sync("upload-url.txt");
}
