//! Reads the configuration. In: `msgraph.toml`. Out: [`Settings`], the defaults of the command line. Paths are relative to the
//! file.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::ValueEnum;
use generator::diagnostic::suppress::Allow;
use generator::explain;
use generator::name::suggest::nearest;
use generator::selection::Selection;
use generator::selection::pattern::{Pattern, PatternError};
use generator::selection::reach::DerivedTypes;
use generator::source::Version;
use generator::source::input::InputError;
use generator::sync::CONFIGURATION;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::args::{Deny, crate_name};
use super::runtime::RuntimeSource;

/// The default name of the file.
pub(super) const FILE: &str = CONFIGURATION;

/// The keys of the file.
pub(super) const KEYS: [&str; 12] = [
    "docs",
    "api-version",
    "errata",
    "out",
    "name",
    "runtime",
    "allow",
    "deny",
    "include",
    "exclude",
    "derived",
    "default-areas",
];

/// The values of a file. Absent keys are empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Settings {
    /// The documentation folder.
    pub(super) docs: Option<PathBuf>,
    /// The versions to read.
    pub(super) versions: Vec<Version>,
    /// The file of edits of the pages.
    pub(super) errata: Option<PathBuf>,
    /// The folder of the crate.
    pub(super) out: Option<PathBuf>,
    /// The name of the crate.
    pub(super) name: Option<String>,
    /// The source of the runtime.
    pub(super) runtime: Option<RuntimeSource>,
    /// The accepted diagnostics.
    pub(super) allow: Vec<Allow>,
    /// The refused diagnostics.
    pub(super) deny: Option<Deny>,
    /// The operations to generate.
    pub(super) include: Vec<Pattern>,
    /// The operations to leave out.
    pub(super) exclude: Vec<Pattern>,
    /// Whether derived types of reached types are generated.
    pub(super) derived: Option<DerivedTypes>,
    /// The product areas that the crate enables by default.
    pub(super) default_areas: Vec<String>,
}

impl Settings {
    /// The selected operations.
    pub(super) fn selection(&self) -> Selection {
        Selection {
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            derived: self.derived.unwrap_or_default(),
        }
    }
}

/// The reason why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum ConfigError {
    /// The system cannot read the file.
    #[error("cannot read `{}`: {source}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A key or a value is invalid.
    #[error(transparent)]
    Invalid(#[from] InputError),
}

/// Reads the named file, else the first existing file in the usual folders.
pub(super) fn load(named: Option<&Path>, usual: &[PathBuf]) -> Result<Settings, ConfigError> {
    let found = usual.iter().map(|folder| folder.join(FILE)).find(|path| path.is_file());
    let Some(path) = named.map(Path::to_owned).or(found) else { return Ok(Settings::default()) };
    let text =
        fs::read_to_string(&path).map_err(|source| ConfigError::Unreadable { path: path.clone(), source })?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    read(&text, &folder)
        .map_err(|Invalid { span, message, help }| InputError { path, text, span, message, help }.into())
}

/// A problem at a position of the file, and its fix.
#[derive(Debug, PartialEq)]
pub(super) struct Invalid {
    span: Range<usize>,
    message: String,
    help: Option<String>,
}

impl Invalid {
    fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None }
    }

    fn help(self, help: String) -> Self {
        Self { help: Some(help), ..self }
    }
}

pub(super) fn read(text: &str, folder: &Path) -> Result<Settings, Invalid> {
    let table = DeTable::parse(text)
        .map_err(|error| Invalid::new(error.span().unwrap_or_default(), error.message()))?;
    let mut settings = Settings::default();
    for (key, value) in table.get_ref() {
        match key.get_ref().as_ref() {
            "docs" => settings.docs = Some(path(value, folder)?),
            "errata" => settings.errata = Some(path(value, folder)?),
            "out" => settings.out = Some(path(value, folder)?),
            "name" => settings.name = Some(name(value)?),
            "runtime" => settings.runtime = Some(runtime(value, folder)?),
            "version" => {
                return Err(Invalid::new(key.span(), "`version` is now `api-version`"));
            }
            "api-version" => {
                settings.versions = list(value)?.into_iter().map(version).collect::<Result<_, _>>()?
            }
            "allow" => settings.allow = list(value)?.into_iter().map(allow).collect::<Result<_, _>>()?,
            "deny" => settings.deny = Some(deny(value)?),
            "include" => {
                settings.include = list(value)?.into_iter().map(pattern).collect::<Result<_, _>>()?
            }
            "exclude" => {
                settings.exclude = list(value)?.into_iter().map(pattern).collect::<Result<_, _>>()?
            }
            "derived" => settings.derived = Some(derived(value)?),
            "default-areas" => {
                settings.default_areas = list(value)?.into_iter().map(area).collect::<Result<_, _>>()?
            }
            unknown => {
                let near = nearest(unknown, KEYS.into_iter());
                let hint = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("expected one of {}", KEYS.join(", ")),
                };
                return Err(Invalid::new(key.span(), format!("unknown key `{unknown}`")).help(hint));
            }
        }
    }
    Ok(settings)
}

fn string<'t>(value: &'t Spanned<DeValue<'_>>, what: &str) -> Result<&'t str, Invalid> {
    value.get_ref().as_str().ok_or_else(|| Invalid::new(value.span(), format!("expected {what} in quotes")))
}

/// A path below the folder of the file. The command line refuses empty paths as well.
fn path(value: &Spanned<DeValue<'_>>, folder: &Path) -> Result<PathBuf, Invalid> {
    match string(value, "a path")? {
        "" => {
            Err(Invalid::new(value.span(), "the path is empty").help("`.` is the folder of this file".into()))
        }
        path => Ok(folder.join(path)),
    }
}

/// A single text or a list of texts.
fn list<'t, 'v>(value: &'t Spanned<DeValue<'v>>) -> Result<Vec<&'t Spanned<DeValue<'v>>>, Invalid> {
    match value.get_ref() {
        DeValue::String(_) => Ok(vec![value]),
        DeValue::Array(items) => Ok(items.iter().collect()),
        _ => Err(Invalid::new(value.span(), "expected a text in quotes or a list of them")),
    }
}

fn name(value: &Spanned<DeValue<'_>>) -> Result<String, Invalid> {
    crate_name(string(value, "the name of a crate")?).map_err(|message| Invalid::new(value.span(), message))
}

fn version(value: &Spanned<DeValue<'_>>) -> Result<Version, Invalid> {
    let text = string(value, "a version")?;
    Version::parse(text).ok_or_else(|| {
        Invalid::new(value.span(), format!("`{text}` is no version; expected `v1.0` or `beta`"))
    })
}

fn deny(value: &Spanned<DeValue<'_>>) -> Result<Deny, Invalid> {
    let text = string(value, "`warnings` or `errors`")?;
    Deny::from_str(text, false).map_err(|_| {
        Invalid::new(value.span(), format!("cannot deny `{text}`; expected `warnings` or `errors`"))
    })
}

fn pattern(value: &Spanned<DeValue<'_>>) -> Result<Pattern, Invalid> {
    string(value, "a pattern")?
        .parse()
        .map_err(|error: PatternError| Invalid::new(value.span(), error.to_string()))
}

fn runtime(value: &Spanned<DeValue<'_>>, folder: &Path) -> Result<RuntimeSource, Invalid> {
    let source: Result<RuntimeSource, String> = string(value, "a source of the runtime")?.parse();
    source.map(|source| source.below(folder)).map_err(|message| Invalid::new(value.span(), message))
}

fn derived(value: &Spanned<DeValue<'_>>) -> Result<DerivedTypes, Invalid> {
    match value.get_ref() {
        DeValue::Boolean(true) => Ok(DerivedTypes::Include),
        DeValue::Boolean(false) => Ok(DerivedTypes::Exclude),
        _ => Err(Invalid::new(value.span(), "expected `true` or `false`")),
    }
}

fn area(value: &Spanned<DeValue<'_>>) -> Result<String, Invalid> {
    string(value, "a product area").map(str::to_owned)
}

fn allow(value: &Spanned<DeValue<'_>>) -> Result<Allow, Invalid> {
    let allow = Allow::read(string(value, "a code")?)
        .map_err(|error| Invalid::new(value.span(), format!("invalid glob: {}", error.kind())))?;
    if explain::find(&allow.code).is_some() {
        return Ok(allow);
    }
    let near = nearest(&allow.code, explain::all().map(|explanation| explanation.code));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "the command `explain` lists the codes".to_owned(),
    };
    Err(Invalid::new(value.span(), format!("no diagnostic has the code `{}`", allow.code)).help(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, line: usize, expected: &str) {
        let Invalid { span, message, help } = read(text, Path::new("")).unwrap_err();
        let message = help.map_or(message.clone(), |help| format!("{message}; {help}"));
        assert_eq!((text[..span.start].matches('\n').count() + 1, message.as_str()), (line, expected));
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let text = "runtime = \"path=core\"\nderived = false\ndefault-areas = \"mail\"\nexclude = \"message: *\"\ndocs = \"docs\"\nerrata = \"fix/errata.toml\"\nout = \"/graph\"\napi-version = \"beta\"\nname = \"graph\"\nallow = [\"ragged-row\", \"no-type:beta/**\"]\ndeny = \"warnings\"\n";
        let expected = Settings {
            docs: Some("home/docs".into()),
            errata: Some("home/fix/errata.toml".into()),
            versions: vec![Version::Beta],
            out: Some("/graph".into()),
            name: Some("graph".into()),
            allow: ["ragged-row", "no-type:beta/**"].map(|text| Allow::read(text).unwrap()).to_vec(),
            deny: Some(Deny::Warnings),
            runtime: Some("path=home/core".parse().unwrap()),
            include: Vec::new(),
            exclude: vec!["message: *".parse().unwrap()],
            derived: Some(DerivedTypes::Exclude),
            default_areas: vec!["mail".to_owned()],
        };
        assert_eq!(read(text, Path::new("home")), Ok(expected));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        refused("\ndosc = 1\n", 2, "unknown key `dosc`; did you mean `docs`?");
        refused(
            "sideways = 1\n",
            1,
            "unknown key `sideways`; expected one of docs, api-version, errata, out, name, runtime, allow, deny, include, exclude, derived, default-areas",
        );
        refused(
            "runtime = \"vendor\"\n",
            1,
            "`vendor` is no source of the runtime; use `path`, `path=DIR`, `version`, `git=URL` or `vendored`",
        );
        refused("derived = 1\n", 1, "expected `true` or `false`");
        refused(
            "include = [\"GET /me/**\",\n\"FETCH /me\"]\n",
            2,
            "`FETCH` in the pattern `FETCH /me` is not an HTTP method; use GET, POST, PATCH, PUT, DELETE or `*`",
        );
        refused("docs = 1\n", 1, "expected a path in quotes");
        for key in ["docs", "errata", "out"] {
            refused(&format!("{key} = \"\"\n"), 1, "the path is empty; `.` is the folder of this file");
        }
        refused("api-version = [\n\"v1.0\",\n\"v2\"]\n", 3, "`v2` is no version; expected `v1.0` or `beta`");
        refused("deny = \"notes\"\n", 1, "cannot deny `notes`; expected `warnings` or `errors`");
        refused(
            "allow = [\"raged-row\"]",
            1,
            "no diagnostic has the code `raged-row`; did you mean `ragged-row`?",
        );
        refused("name = \"2\"", 1, "a crate has a letter, then letters, digits, `-` and `_`");
        assert_eq!(read("a = 1\na = 2\n", Path::new("")).unwrap_err().span.start, 6);
    }
}
