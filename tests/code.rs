//! The code of requests that users name by their URLs: it compiles, and it makes the request that was asked for.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::emit::snippet;
use generator::examples::lookup::lookup;
use generator::facts::template::Method;
use generator::model::operation::Operation;
use generator::plan::VersionPlan;
use generator::plan::ir::package::{Options, Runtime, Workspace};
use generator::plan::naming::lock::{self, NameLock};
use generator::source::Version;
use percent_encoding::percent_decode_str;
use tests::root;

/// Concrete requests, in the forms in which users have them.
const CONCRETE: &[&str] = &[
    "GET https://graph.microsoft.com/v1.0/users/ada@contoso.com/messages?$top=5&$filter=isRead eq false",
    "GET https://graph.microsoft.us/v1.0/me/messages?$select=subject,isRead&$orderby=receivedDateTime desc",
    "GET me/mailFolders/inbox/messages?$search=\"fog\"&$count=true",
    "GET /me/messages/AAMkAGI2=/attachments?$expand=microsoft.graph.itemAttachment/item",
    "PUT /me/drive/items/01BYE5RZ6QN3ZWBTUFOFD3GSPGOHDJD36K/content",
    "GET /me/drive/root:/Letters/a b.txt:/content",
    "GET /me/calendarView?startDateTime=2026-01-01&endDateTime=2026-02-01",
    "GET /me/drive/items/01B/workbook/worksheets/Sheet1/range(address='A1:B2')",
    "GET /me/mailFolders?includeHiddenFolders=true&$top=5",
    "PATCH /me/messages/AAMk%3D",
    "DELETE /me/messages/AAMk=",
];

/// Of how many request lines one is compiled: all of them take the compiler a minute.
const STEP: usize = 8;

/// A request line with its code, or the reason why there is none.
struct Asked {
    line: String,
    code: Result<String, String>,
}

/// The names that the generated crate pins.
fn pinned() -> NameLock {
    NameLock::parse(&fs::read_to_string(root().join("generated").join(lock::FILE)).unwrap()).unwrap()
}

/// The code of each request line of the pages in a folder, and of more lines in v1.0.
fn ask(docs: &Path, pinned: &NameLock, more: &[&str]) -> Vec<Asked> {
    let package = Options::new("msgraph", Runtime::Version, Workspace::Standalone);
    let reading = generator::read(docs, None).unwrap();
    let plan = generator::plan::plan(&reading.models, package, pinned);
    let code = |version: &VersionPlan<'_>, line: &str, operation: Option<&Operation>| {
        let (method, url) = line.split_once(' ').unwrap();
        let mut found = lookup(&plan, version, url, Some(Method::parse(method).unwrap()))
            .map_err(|reason| reason.to_string())?;
        let code = found.pop().ok_or("no request")?;
        let titles: Vec<&str> = code.infos.iter().map(|info| info.title.as_str()).collect();
        match operation.is_none_or(|operation| titles.contains(&operation.title.as_str())) {
            true => Ok(snippet(&code).code),
            false => Err(format!("leads to {titles:?}")),
        }
    };
    let mut asked = Vec::new();
    for version in &plan.versions {
        for operation in &version.model.operations {
            for template in &operation.templates {
                let line = format!("{} {}", operation.method, template.text);
                asked.push(Asked { code: code(version, &line, Some(operation)), line });
            }
        }
        if version.model.version == Version::V1 {
            asked.extend(
                more.iter().map(|line| Asked { code: code(version, line, None), line: (*line).to_owned() }),
            );
        }
    }
    asked
}

fn without_code(asked: &[Asked]) -> Vec<String> {
    let reason = |asked: &Asked| Some(format!("{}: {}", asked.line, asked.code.as_ref().err()?));
    asked.iter().filter_map(reason).collect()
}

#[test]
fn every_request_line_has_code_that_makes_the_request() {
    let asked = ask(&root().join("docs-input"), &pinned(), CONCRETE);
    assert_eq!(without_code(&asked), [""; 0]);
    assert!(asked.len() > 500, "only {} request lines were found", asked.len());
    let is_concrete = |asked: &Asked| CONCRETE.contains(&asked.line.as_str());
    let (mut compiled, documented): (Vec<Asked>, Vec<Asked>) = asked.into_iter().partition(is_concrete);
    assert_eq!(compiled.len(), CONCRETE.len());
    let shown = compiled.iter().map(|asked| {
        let code = asked.code.as_deref().unwrap_or_default();
        let request = code.split_once("let request = ").map_or(code, |(_, request)| request);
        format!("// {}\n{request}\n", asked.line)
    });
    insta::assert_snapshot!(shown.collect::<String>());
    compiled.extend(documented.into_iter().step_by(STEP));
    let made = run(&program(&compiled));
    assert_eq!(made.len(), compiled.len());
    let differing = compiled.iter().zip(&made).filter(|(asked, made)| match made.strip_prefix("error: ") {
        // A placeholder is no date.
        Some(error) => {
            let has_placeholder = asked.line.contains("('{") || asked.line.contains("={");
            !(has_placeholder && error.contains("a value is to be a date"))
        }
        None => {
            let (asked, made) = (request(&asked.line), request(made));
            // Methods add the query options that they need.
            (asked.method, asked.path) != (made.method, made.path)
                || !asked.query.iter().all(|option| made.query.contains(option))
        }
    });
    let differing: Vec<String> =
        differing.map(|(asked, made)| format!("{}\n    {made}", asked.line)).collect();
    assert_eq!(differing, [""; 0]);
}

#[test]
fn nearly_every_request_line_of_the_real_pages_has_code() {
    let Some(docs) = tests::shared("docs-2021") else { return };
    let asked = ask(&docs.join("v1.0"), &NameLock::default(), &[]);
    // In the two that are left, a parenthesis is never closed.
    let without = without_code(&asked);
    assert!(without.len() <= 2, "{} of {}:\n{}", without.len(), asked.len(), without.join("\n"));
    assert!(asked.len() > 3_700, "only {} request lines were found", asked.len());
}

/// A package with a program that makes all requests and prints them.
fn program(asked: &[Asked]) -> PathBuf {
    let functions = asked.iter().enumerate().map(|(number, asked)| {
        let code = with_placeholders(asked.code.as_deref().unwrap_or_default());
        format!("fn request_{number}() -> Made {{\n{code}\nOk(request.into_http(&Endpoint::GLOBAL)?)\n}}\n\n")
    });
    let functions: String = functions.collect();
    let names: Vec<String> = (0..asked.len()).map(|number| format!("request_{number}")).collect();
    let main = format!(
        "#![allow(deprecated)]\n\nuse msgraph::{{Endpoint, http}};\n\n\
         type Made = Result<http::Request<Vec<u8>>, Box<dyn std::error::Error>>;\n\n{functions}\
         fn main() {{\n    \
             let all: &[fn() -> Made] = &[{}];\n    \
             for make in all {{\n        \
                 match make() {{\n            \
                     Ok(request) => println!(\"{{}} {{}}\", request.method(), request.uri()),\n            \
                     Err(error) => println!(\"error: {{error:#}}\"),\n        }}\n    }}\n}}\n",
        names.join(", ")
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("code");
    let manifest = format!(
        "[package]\nname = \"code\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [profile.dev]\ndebug = false\n\n[dependencies]\nmsgraph = {{ path = {:?}, features = [\"all-areas\", \"beta\"] }}\n",
        root().join("generated")
    );
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("src/main.rs"), main).unwrap();
    folder
}

/// Code in which placeholders have the names of its unassigned variables.
fn with_placeholders(code: &str) -> String {
    let assigned = |line: &str| match line.strip_suffix(": &str;") {
        Some(declared) => format!("{declared}: &str = \"{{{}}}\";\n", declared.trim_start_matches("let ")),
        None => format!("{line}\n"),
    };
    code.lines().map(assigned).collect()
}

/// The lines that a program prints.
fn run(package: &Path) -> Vec<String> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crates");
    tests::cargo(&["build"], package, &target).unwrap();
    let output = Command::new(target.join("debug/code")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// A request without the differences that URLs may have.
struct Request {
    method: String,
    /// Without host and version, in lower case, decoded; of a function the names of its arguments.
    path: String,
    query: Vec<String>,
}

fn request(line: &str) -> Request {
    let (method, url) = line.split_once(' ').unwrap();
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().to_lowercase();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').unwrap().1);
    let path = path.trim_matches('/').trim_start_matches("v1.0/").trim_start_matches("beta/");
    let path: Vec<String> = path.split('/').map(|segment| without_values(&decoded(segment))).collect();
    let query = query.split('&').filter(|option| !option.is_empty()).map(decoded).collect();
    Request { method: method.to_owned(), path: path.join("/"), query }
}

/// A call of a function without the values of its arguments, for a placeholder may have another type.
fn without_values(segment: &str) -> String {
    let call = segment.split_once('(').and_then(|(name, rest)| Some((name, rest.strip_suffix(')')?)));
    let Some((name, arguments)) = call else { return segment.to_owned() };
    let names = arguments.split(',').map(|argument| argument.split('=').next().unwrap_or_default());
    format!("{name}({})", names.collect::<Vec<_>>().join(","))
}
