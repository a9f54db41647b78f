//! Downloads are written to writers and files, completely or not.

use crate::contents::{SLICE, content, part, request};
use crate::server::{Answer, Server};
use crate::{TestClock, client};
use msgraph_core::{Download, ErrorKind};

#[tokio::test]
async fn download_is_written_to_a_writer_or_into_a_folder() {
    let server = Server::answering([Answer::new(200, "abcdef"), Answer::new(200, "abcdef")]).await;
    let client = client(&server, &TestClock::new());
    let download = || client.download(Download::new(request()));
    let mut written = Vec::new();
    let count = download().write_to(&mut written).await.unwrap();
    assert_eq!((count, written.as_slice()), (6, &b"abcdef"[..]));
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(download().save_in(folder.path(), "a.txt").await.unwrap(), 6);
    assert_eq!(std::fs::read(folder.path().join("a.txt")).unwrap(), b"abcdef");
    // a file that is there, and names that lead out of the folder
    for name in ["a.txt", "../b.txt", "..", "", "/c.txt", "d/e.txt", "d\\e.txt", "c:f.txt"] {
        assert!(download().save_in(folder.path(), name).await.is_err(), "{name:?}");
    }
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_download_that_ends_with_an_error_leaves_no_file() {
    let missing = Answer::new(404, r#"{"error": {"code": "itemNotFound"}}"#);
    let cut = || Answer::new(200, "abcdef").cut_after(3);
    let server = Server::answering([missing, cut(), cut(), cut(), cut(), Answer::new(200, "abcdef")]).await;
    let client = client(&server, &TestClock::new());
    let download = || client.download(Download::new(request()));
    let folder = tempfile::tempdir().unwrap();
    let files = || std::fs::read_dir(folder.path()).unwrap().count();
    let error = download().save_in(folder.path(), "a.txt").await.unwrap_err();
    assert_eq!((error.code(), files()), (Some("itemNotFound"), 0));
    let mut broken = download();
    let error = broken.save_in(folder.path(), "a.txt").await.unwrap_err();
    assert_eq!((error.kind(), broken.state().position(), files()), (ErrorKind::Transport, 3, 0));
    let error = broken.save_in(folder.path(), "a.txt").await.unwrap_err();
    assert_eq!((error.kind(), files()), (ErrorKind::Building, 0), "its first bytes are gone");
    assert_eq!(download().save_in(folder.path(), "a.txt").await.unwrap(), 6);
    assert_eq!(std::fs::read(folder.path().join("a.txt")).unwrap(), b"abcdef");
    assert_eq!(files(), 1);
}

#[tokio::test]
async fn a_file_has_its_name_when_it_is_complete() {
    let server = Server::answering([Answer::new(200, "abc"), Answer::new(200, "abc")]).await;
    let client = client(&server, &TestClock::new());
    let folder = tempfile::tempdir().unwrap();
    let files = || std::fs::read_dir(folder.path()).unwrap().count();
    let mut download = client.download(Download::new(request()));
    tokio::select! {
        biased;
        saved = download.save_in(folder.path(), "a.txt") => panic!("{saved:?} at once"),
        () = std::future::ready(()) => {}
    }
    assert_eq!(files(), 0, "nobody waits for it any more");
    let mut saving = Box::pin(download.save_in(folder.path(), "a.txt"));
    tokio::select! {
        biased;
        saved = &mut saving => panic!("{saved:?} at once"),
        () = std::future::ready(()) => {}
    }
    assert_eq!((files(), folder.path().join("a.txt").exists()), (1, false));
    std::fs::write(folder.path().join("a.txt"), "theirs").unwrap();
    assert_eq!(saving.await.unwrap_err().kind(), ErrorKind::Writing);
    assert_eq!((std::fs::read(folder.path().join("a.txt")).unwrap(), files()), (b"theirs".to_vec(), 1));
}

#[tokio::test]
async fn bytes_of_a_lost_file_are_not_missing_in_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a.txt");
    let files = || std::fs::read_dir(folder.path()).unwrap().count();
    let server = Server::answering([Answer::new(200, "abc")]).await;
    let mut download = client(&server, &TestClock::new()).download(Download::new(request()));
    // another program takes the name meanwhile
    let mut saving = Box::pin(download.save_in(folder.path(), "a.txt"));
    tokio::select! {
        biased;
        saved = &mut saving => panic!("{saved:?} at once"),
        () = std::future::ready(()) => {}
    }
    std::fs::write(&place, "theirs").unwrap();
    assert_eq!(saving.await.unwrap_err().kind(), ErrorKind::Writing);
    std::fs::remove_file(&place).unwrap();
    let error = download.save_in(folder.path(), "a.txt").await.unwrap_err();
    assert_eq!((error.kind(), files()), (ErrorKind::Building, 0));

    // the caller gives up when a part of the content has come
    let server = Server::start(|seen| {
        let answer = part(seen, &content());
        if seen.number < 1 { answer.cut_after(SLICE) } else { answer }
    })
    .await;
    let mut download = client(&server, &TestClock::new()).download(Download::new(request()));
    tokio::select! {
        biased;
        () = async { while server.count() < 2 { tokio::task::yield_now().await } } => {}
        saved = download.save_in(folder.path(), "a.txt") => panic!("{saved:?} before the second part"),
    }
    assert!(download.state().position() > 0);
    let error = download.save_in(folder.path(), "a.txt").await.unwrap_err();
    assert_eq!((error.kind(), files()), (ErrorKind::Building, 0));
    assert_eq!(download.write_to(&mut Vec::new()).await.unwrap_err().kind(), ErrorKind::Building);
}

#[tokio::test]
async fn a_file_has_the_bytes_that_were_still_to_come() {
    let server = Server::start(|seen| {
        let answer = part(seen, &content());
        if seen.number < 1 { answer.cut_after(SLICE) } else { answer }
    })
    .await;
    let mut download = client(&server, &TestClock::new()).download(Download::new(request()));
    let mut all = download.try_next().await.unwrap().unwrap().to_vec();
    let folder = tempfile::tempdir().unwrap();
    let rest = download.save_in(folder.path(), "rest").await.unwrap();
    let file = std::fs::read(folder.path().join("rest")).unwrap();
    assert_eq!((rest, download.state().position()), (file.len() as u64, content().len() as u64));
    all.extend(file);
    assert_eq!(all, content());
}

#[tokio::test]
async fn a_writer_that_refuses_bytes_ends_the_download() {
    let server = Server::answering([Answer::new(200, "abcdef")]).await;
    let mut download = client(&server, &TestClock::new()).download(Download::new(request()));
    let mut narrow = [0; 4];
    let error = download.write_to(&mut narrow.as_mut_slice()).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Writing, None));
    assert!(format!("{error:#}").starts_with("the content cannot be written: "), "{error:#}");
    assert_eq!((&narrow, download.state().position()), (b"abcd", 6), "the state is ahead of the writer");
    let error = download.write_to(&mut Vec::new()).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Building, 1));
}
