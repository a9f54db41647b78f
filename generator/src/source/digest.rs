//! Digests of files. In: paths and content. Out: [`Digest`]; the digest of texts is equal for all line ends of a checkout.

use std::borrow::Cow;
use std::fmt::Write as _;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The content of a set of files.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Digest {
    /// The number of files.
    pub files: usize,
    /// SHA-256 of the paths and contents, in hexadecimal digits.
    pub sha256: String,
}

/// SHA-256 of bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

impl Digest {
    /// The digest of texts with unique paths, in any order. `\r\n` is `\n`, because git checks out either.
    pub fn of_texts(files: &[(&str, &str)]) -> Self {
        let digest = |(path, text): &(&str, &str)| {
            let text =
                if text.contains('\r') { text.replace("\r\n", "\n").into() } else { Cow::Borrowed(*text) };
            ((*path).to_owned(), sha256(text.as_bytes()))
        };
        Self::of_digests(files.par_iter().map(digest).collect())
    }

    /// The digest of files, from the digest of each file.
    pub fn of_digests(mut files: Vec<(String, String)>) -> Self {
        files.sort();
        let mut digest = Sha256::new();
        for (path, sha256) in &files {
            digest.update(format!("{sha256} {path}\n"));
        }
        Self { files: files.len(), sha256: hex(&digest.finalize()) }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_depends_on_paths_and_contents_and_not_on_order() {
        let digest = Digest::of_texts(&[("a", "1"), ("b", "2")]);
        assert_eq!(digest, Digest::of_texts(&[("b", "2"), ("a", "1")]));
        for other in [
            &[("a", "2"), ("b", "1")][..],
            &[("a", "1"), ("c", "2")],
            &[("a", "1")],
            &[("a", "12"), ("b", "")],
        ] {
            assert_ne!(digest, Digest::of_texts(other));
        }
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
