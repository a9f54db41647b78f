//! Compares all documented requests of the real pages with the requests of the generated builders.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use generator::Reading;
use generator::crate_plan::CratePlan;
use generator::plan::ir::expression::Expression;
use generator::plan::ir::rust_type::RustType;

/// The minimum number of requests that become code.
const MADE: usize = 2_393;

/// The maximum number of requests that differ from their pages, in request or response.
const DIFFERING: usize = 11;

/// Builds the requests in a compiled program, and prints the result.
pub(crate) fn are_what_the_pages_show(reading: &Reading, package: &Path, home: &Path) {
    let plan = tests::plan(reading);
    let all: usize =
        reading.models.iter().flat_map(|model| &model.operations).map(|one| one.examples.len()).sum();
    let made: usize = plan.examples.iter().map(|(_, examples)| examples.made.len()).sum();
    print_reasons(&plan);
    let program = home.join("requests");
    write_program(&plan, &program, package);
    let differing = run(&program, &home.join("crates"));
    println!(
        "{made} of {all} documented requests are code, {} of them differ from their pages:",
        differing.len()
    );
    print_bodies(&plan);
    for line in &differing {
        println!("{line}");
    }
    assert!(made >= MADE && differing.len() <= DIFFERING, "{made} are code, {} differ", differing.len());
}

/// Prints statistics about request bodies.
fn print_bodies(plan: &CratePlan) {
    let made = plan.examples.iter().flat_map(|(_, examples)| &examples.made);
    let (mut written, mut read, mut any) = (0, 0, 0);
    for (_, value) in made.filter_map(|example| example.body.as_ref()) {
        match value {
            Expression::Read { ty: RustType::Named(_), .. } => read += 1,
            Expression::Read { .. } => any += 1,
            _ => written += 1,
        }
    }
    println!("{written} bodies are written out, {read} are read as their type, {any} as any JSON");
}

fn print_reasons(plan: &CratePlan) {
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for unmade in plan.examples.iter().flat_map(|(_, examples)| &examples.unmade) {
        let place = format!("{}:{}", unmade.page, unmade.line);
        reasons.entry(unmade.reason.to_string()).or_default().push(place);
    }
    for (reason, places) in reasons {
        println!("{}: {reason}: {}", places.len(), places.join(" "));
    }
}

fn write_program(plan: &CratePlan, program: &Path, package: &Path) {
    let manifest = format!(
        "[package]\nname = \"requests\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [features]\ndefault = [\"v1\"]\nv1 = []\n\n\
         [dependencies]\nmsgraph = {{ path = {:?} }}\npercent-encoding = \"2.3\"\n\n[workspace]\n",
        package.display()
    );
    // Files of an earlier run may have other names. The first run has none.
    let _ = std::fs::remove_dir_all(program.join("tests"));
    std::fs::create_dir_all(program.join("tests/examples")).unwrap();
    std::fs::create_dir_all(program.join("src")).unwrap();
    std::fs::write(program.join("src/lib.rs"), "").unwrap();
    std::fs::write(program.join("Cargo.toml"), manifest).unwrap();
    let (files, problems) = generator::emit::tests(plan);
    assert!(problems.is_empty(), "{problems:?}");
    for file in files {
        std::fs::write(program.join(&file.path), &file.text).unwrap();
    }
}

/// Compiles and runs the program. Returns the lines of its output.
fn run(program: &Path, target: &Path) -> Vec<String> {
    tests::cargo(&["test", "--no-run"], program, target).unwrap();
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--offline", "--quiet"])
        .current_dir(program)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let listed: Vec<String> =
        said.lines().filter(|line| line.starts_with("api/")).map(str::to_owned).collect();
    // The program fails because of listed differences only.
    let said_errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.success(), listed.is_empty(), "{}\n{said}\n{said_errors}", output.status);
    listed
}
