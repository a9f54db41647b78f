//! Finds the commit of a documentation folder. In: a folder. Out: the commit, if the pages are exactly those of the commit.

use std::path::Path;
use std::process::{Command, Stdio};

/// The commit of a git clone; `None` without git, outside a clone, and if a page is changed or untracked.
pub fn commit(folder: &Path) -> Option<String> {
    let changes =
        git(folder, &["status", "--porcelain", "--untracked-files=all", "--ignored", "--", ":(icase)*.md"])?;
    let commit = git(folder, &["rev-parse", "--verify", "HEAD"])?;
    let commit = commit.trim();
    let is_commit = commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    (changes.is_empty() && is_commit).then(|| commit.to_owned())
}

fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    // A git hook that runs the generator sets these variables for another repository. The file monitor and index locks are not
    // needed.
    git.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE");
    git.env("GIT_OPTIONAL_LOCKS", "0").args(["-c", "core.fsmonitor=false"]).arg("-C").arg(folder);
    let output = git.args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8(output.stdout).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_without_changes_has_a_commit() {
        let home = tempfile::tempdir().unwrap();
        let docs = home.path().join("docs");
        std::fs::create_dir_all(&docs).unwrap();
        std::fs::write(docs.join("a.md"), "text\n").unwrap();
        assert_eq!(commit(&docs), None, "no clone");
        let run = |arguments: &[&str]| {
            let user = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
            git(home.path(), &[&user[..], arguments].concat())
        };
        if run(&["init", "--quiet"]).is_none() {
            eprintln!("SKIPPED: there is no git");
            return;
        }
        assert_eq!(commit(&docs), None, "no commit");
        run(&["add", "."]).unwrap();
        run(&["commit", "--quiet", "--message", "pages"]).unwrap();
        let head = run(&["rev-parse", "HEAD"]).unwrap();
        assert_eq!(commit(&docs).as_deref(), Some(head.trim()));
        std::fs::write(docs.join("notes.txt"), "no page").unwrap();
        assert_eq!(commit(&docs).as_deref(), Some(head.trim()));
        std::fs::write(home.path().join(".gitignore"), "ignored.md\n").unwrap();
        std::fs::write(docs.join("ignored.md"), "text\n").unwrap();
        assert_eq!(commit(&docs), None, "a page is not part of the commit");
        std::fs::remove_file(docs.join("ignored.md")).unwrap();
        std::fs::write(docs.join("a.md"), "other\n").unwrap();
        assert_eq!(commit(&docs), None, "a page differs");
    }
}
