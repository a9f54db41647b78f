//! Interrupted replacements.

use super::*;
use crate::render::MARKER;
use crate::sync::{Mode, sync};

fn file(path: &str, text: &str) -> RustFile {
    RustFile { path: path.into(), text: format!("// {MARKER}\n{text}\n") }
}

/// An output with `a`, `b` and `old`, and a run that updates `a` and `b`, adds `deep/c` and deletes `old`.
struct Fixture {
    out: tempfile::TempDir,
    new: Vec<RustFile>,
    journal: Journal,
}

impl Fixture {
    fn new() -> Self {
        let out = tempfile::tempdir().unwrap();
        let before = ["src/a.rs", "src/b.rs", "src/old.rs"].map(|path| file(path, "before"));
        sync(out.path(), &before, &[], Mode::Write).unwrap();
        let new = ["src/a.rs", "src/b.rs", "src/deep/c.rs"].map(|path| file(path, "after")).to_vec();
        let journal = Journal {
            create: vec!["src/deep/c.rs".into()],
            replace: vec!["src/a.rs".into(), "src/b.rs".into()],
            delete: vec!["src/old.rs".into()],
        };
        Self { out, new, journal }
    }

    fn staged(&self) -> Staging<'_> {
        let staging = Staging::enter(self.out.path()).unwrap();
        staging.stage(&self.new, &self.journal).unwrap();
        staging
    }

    /// The last line of each of the four files, `-` for an absent one.
    fn state(&self) -> String {
        let text = |path| fs::read_to_string(self.out.path().join(path)).unwrap_or_else(|_| "-".into());
        ["src/a.rs", "src/b.rs", "src/deep/c.rs", "src/old.rs"]
            .map(|path| text(path).lines().last().unwrap_or("").to_owned())
            .join(" ")
    }
}

const BEFORE: &str = "before before - before";
const AFTER: &str = "after after after -";

#[test]
fn what_was_only_staged_is_dropped() {
    let fixture = Fixture::new();
    drop(fixture.staged());
    recover(fixture.out.path()).unwrap();
    assert_eq!(fixture.state(), BEFORE);
    assert!(!fixture.out.path().join(STAGING).exists());
}

#[test]
fn an_interrupted_replacement_is_finished() {
    for done in 0..4 {
        let fixture = Fixture::new();
        let staging = fixture.staged();
        staging.announce(&fixture.journal).unwrap();
        let steps: [&dyn Fn(); 3] = [
            &|| staging.delete(Path::new("src/old.rs")).unwrap(),
            &|| staging.put(Path::new("src/a.rs")).unwrap(),
            &|| staging.put(Path::new("src/deep/c.rs")).unwrap(),
        ];
        steps.iter().take(done).for_each(|step| step());
        drop(staging);
        recover(fixture.out.path()).unwrap();
        assert_eq!(fixture.state(), AFTER, "after {done} steps");
        assert!(!fixture.out.path().join(STAGING).exists());
    }
}

#[test]
fn a_replacement_that_fails_half_way_is_undone() {
    let fixture = Fixture::new();
    let staging = fixture.staged();
    staging.announce(&fixture.journal).unwrap();
    // A file in place of the folder that the last step needs.
    fs::write(fixture.out.path().join("src/deep"), "mine").unwrap();
    let error = staging.carry_out(&fixture.journal).unwrap_err();
    assert!(error.to_string().contains("deep"), "{error}");
    assert_eq!(fixture.state(), BEFORE);
    assert!(!fixture.out.path().join(STAGING).exists());
}

#[test]
fn an_interrupted_undoing_is_finished() {
    let fixture = Fixture::new();
    let staging = fixture.staged();
    staging.announce(&fixture.journal).unwrap();
    staging.apply(&fixture.journal).unwrap();
    fs::rename(staging.folder.join(JOURNAL), staging.folder.join(UNDO)).unwrap();
    fs::rename(staging.kept(Path::new("src/b.rs")), fixture.out.path().join("src/b.rs")).unwrap();
    drop(staging);
    recover(fixture.out.path()).unwrap();
    assert_eq!(fixture.state(), BEFORE);
    assert!(!fixture.out.path().join("src/deep").exists());
}

#[test]
fn the_next_write_mends_what_was_interrupted() {
    let fixture = Fixture::new();
    let staging = fixture.staged();
    staging.announce(&fixture.journal).unwrap();
    staging.put(Path::new("src/a.rs")).unwrap();
    drop(staging);
    let changes = sync(fixture.out.path(), &fixture.new, &[], Mode::Write).unwrap();
    assert_eq!((fixture.state().as_str(), changes.unchanged), (AFTER, 3));
}

#[test]
fn a_journal_cannot_lead_out_of_the_output() {
    let fixture = Fixture::new();
    let staging = fixture.staged();
    staging.announce(&Journal { delete: vec!["../mine".into()], ..Journal::default() }).unwrap();
    drop(staging);
    assert!(matches!(recover(fixture.out.path()), Err(SyncError::BadPath(_))));
}

#[test]
fn two_runs_at_once_are_refused() {
    let fixture = Fixture::new();
    let _running = fixture.staged();
    let error = sync(fixture.out.path(), &fixture.new, &[], Mode::Write).unwrap_err();
    assert!(matches!(error, SyncError::Busy(_)), "{error}");
    assert_eq!(fixture.state(), BEFORE);
}

#[test]
fn a_run_that_ends_takes_nothing_of_the_next_one_along() {
    let fixture = Fixture::new();
    let ended = fixture.staged();
    let (folder, lock) = (ended.folder.clone(), ended.folder.join(LOCK));
    assert!(is_at(&ended.lock, &lock));
    assert!(matches!(Staging::enter(fixture.out.path()), Err(SyncError::Busy(_))));
    let next = folder.join("of the next run");
    fs::write(&next, "").unwrap();
    ended.leave();
    assert!(next.exists() && !lock.exists() && !folder.join("new").exists());
    let late = File::create(&lock).unwrap();
    fs::remove_file(&lock).unwrap();
    assert!(!is_at(&late, &lock));
    let other = File::create(&lock).unwrap();
    assert!(!is_at(&late, &lock) && is_at(&other, &lock), "the lock of a file that is gone holds nobody off");
}

#[cfg(unix)]
#[test]
fn a_staging_folder_that_is_a_link_is_refused() {
    let (fixture, elsewhere) = (Fixture::new(), tempfile::tempdir().unwrap());
    fs::write(elsewhere.path().join(JOURNAL), "{}").unwrap();
    let link = fixture.out.path().join(STAGING);
    let refused = |link: &Path| {
        let error = sync(fixture.out.path(), &fixture.new, &[], Mode::Write).unwrap_err();
        assert!(matches!(&error, SyncError::InTheWay(path) if path == link), "{error}");
        assert_eq!(fixture.state(), BEFORE);
        assert!(elsewhere.path().join(JOURNAL).exists(), "nothing is deleted behind the link");
    };
    std::os::unix::fs::symlink(elsewhere.path(), &link).unwrap();
    refused(&link);
    fs::remove_file(&link).unwrap();
    fs::create_dir(&link).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), link.join(NEW)).unwrap();
    refused(&link.join(NEW));
}

#[cfg(unix)]
#[test]
fn a_replacement_that_is_undone_does_not_stand_half_way() {
    use std::os::unix::fs::PermissionsExt;

    let fixture = Fixture::new();
    let folder = fixture.out.path().join("src");
    let allow = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    if fs::write(folder.join("probe"), "").is_ok() {
        eprintln!("skipped: this user may write to read-only folders");
        return;
    }
    let failed = sync(fixture.out.path(), &fixture.new, &[], Mode::Write);
    allow(0o755);
    let error = failed.unwrap_err();
    assert!(matches!(error, SyncError::Unwritable { .. }), "{error}");
    assert_eq!(fixture.state(), BEFORE);
    assert!(!fixture.out.path().join(STAGING).exists());
}
