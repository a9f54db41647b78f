//! Identifies the sources that the generator is built from, because two builds of one version may generate different crates. Out: the
//! variable `GENERATOR_SOURCE`, a digest of this crate, of the runtime that it can copy with the manifest of the workspace, and of
//! `Cargo.lock`. The whole lock counts, although some of its packages belong to other crates only: a superfluous run is harmless.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    let inputs = [
        "src",
        "Cargo.toml",
        // The manifest of a copied runtime has versions of the workspace.
        "../Cargo.toml",
        "../runtime/src",
        "../runtime/Cargo.toml",
        "../runtime/README.md",
        "../Cargo.lock",
    ];
    let mut files = Vec::new();
    for input in inputs.map(Path::new).into_iter().filter(|input| input.exists()) {
        println!("cargo::rerun-if-changed={}", input.display());
        list(input, &mut files)?;
    }
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        // The same sources have other line ends where git checks them out so.
        let text: Vec<u8> = fs::read(&file)?.into_iter().filter(|byte| *byte != b'\r').collect();
        let path = file.to_string_lossy().replace('\\', "/");
        digest.update(format!("{path}\0{}\0", text.len()));
        digest.update(text);
    }
    let digest: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=GENERATOR_SOURCE={digest}");
    Ok(())
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            list(&entry?.path(), files)?;
        }
    } else {
        files.push(path.to_owned());
    }
    Ok(())
}
