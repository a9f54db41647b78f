//! Tests that no sentence of `docs-input` with eight or more words equals one of the real pages in `../shared`.
//!
//! Case, links, emphasis and punctuation are ignored. `sentences/formulas.txt` lists exceptions: sentences that the page format
//! prescribes.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may panic as the tests do")]

#[path = "sentences/formula.rs"]
mod formula;
#[path = "sentences/text.rs"]
mod text;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use formula::formulas;
use text::{Sentence, key, sentences};

/// The minimum number of words. Shorter sentences, such as `The default is false.`, have few wordings.
const WORDS: usize = 8;

/// The sentences of a page that are long enough to be compared.
fn long_sentences(page: &str) -> impl Iterator<Item = Sentence> {
    sentences(page).into_iter().filter(|sentence| sentence.len() >= WORDS)
}

fn pages_below(folder: &Path) -> Vec<(PathBuf, String)> {
    let files = tests::files_below(folder);
    let pages: Vec<PathBuf> =
        files.into_iter().filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    pages
        .par_iter()
        .map(|path| (path.clone(), String::from_utf8_lossy(&fs::read(path).unwrap()).into()))
        .collect()
}

/// A sentence of a page.
type Place = (PathBuf, Sentence);

/// The sentences of `own` that occur in `others`, with all pages of `own` that have them.
fn copied(own: &[(PathBuf, String)], others: &[(PathBuf, String)]) -> BTreeMap<String, Vec<Place>> {
    let places: Vec<(String, Place)> = own
        .par_iter()
        .flat_map_iter(|(path, page)| long_sentences(page).map(|one| (key(&one), (path.clone(), one))))
        .collect();
    let mut own: HashMap<String, Vec<Place>> = HashMap::new();
    for (key, place) in places {
        own.entry(key).or_default().push(place);
    }
    let found = others.par_iter().flat_map_iter(|(_, page)| long_sentences(page));
    found
        .filter_map(|one| own.get_key_value(&key(&one)))
        .map(|(key, places)| (key.clone(), places.clone()))
        .collect()
}

#[test]
fn no_sentence_is_copied() {
    let (Some(old), Some(recent)) = (tests::shared("docs-2021"), tests::shared("pages-recent")) else {
        return;
    };
    let own = pages_below(&tests::root().join("docs-input"));
    let others = [pages_below(&old), pages_below(&recent)].concat();
    assert!(own.len() > 1_000 && others.len() > 3_000, "{} and {} pages", own.len(), others.len());

    let copied = copied(&own, &others);
    let formulas = formulas();
    let used = |line: &str| {
        let formula = formulas.iter().find(|formula| formula.line == line).unwrap();
        copied.values().flatten().any(|(_, sentence)| formula.fits(sentence))
    };
    let unused: Vec<&str> = formulas.iter().map(|formula| formula.line).filter(|line| !used(line)).collect();
    let wrong: Vec<String> = copied
        .iter()
        .flat_map(|(key, places)| places.iter().map(move |(path, sentence)| (key, path, sentence)))
        .filter(|(_, _, sentence)| !formulas.iter().any(|formula| formula.fits(sentence)))
        .map(|(key, path, _)| format!("{}: {key}", path.display()))
        .collect();
    assert!(wrong.is_empty(), "sentences of ../shared:\n{}", wrong.join("\n"));
    assert!(unused.is_empty(), "formulas without a sentence: {unused:#?}");
}

#[test]
fn a_copied_sentence_is_found_despite_other_markup() {
    let page = |text: &str| vec![(PathBuf::from("page.md"), text.to_owned())];
    let own = page(
        "---\ndescription: \"Moors the ferry at the pier until the tide has turned.\"\n---\n\n\
         | Name | Description |\n|:--|:--|\n| tide | The **height** of the [tide](tide.md), in meters. It is measured at `noon`: the pier's gauge \
         reports it to the service every day. |\n\n```http\nGET /one/two/three/four/five/six/seven/eight/nine\n```\n",
    );
    let others = page(
        "The pier\u{2019}s gauge reports it\nto the [service](x.md) *every day*.\n\n\
         GET one two three four five six seven eight nine\n\n- It moors. Moors the ferry at the pier, until the tide has turned\n",
    );
    let copied = copied(&own, &others);
    assert_eq!(
        copied.keys().collect::<Vec<_>>(),
        [
            "moors the ferry at the pier until the tide has turned",
            "the piers gauge reports it to the service every day",
        ]
    );
}

#[test]
fn a_copied_sentence_is_found_on_each_page() {
    let text = "The gauge of the pier reports the height every day.\n";
    let page = |path: &str| (PathBuf::from(path), text.to_owned());
    let copied = copied(&[page("one.md"), page("two.md")], &[page("other.md")]);
    let paths: Vec<&Path> = copied.values().flatten().map(|(path, _)| path.as_path()).collect();
    assert_eq!(paths, [Path::new("one.md"), Path::new("two.md")]);
}

#[test]
fn a_formula_matches_only_its_form() {
    let is_formula = |text: &str| {
        let sentence = sentences(text).concat();
        formulas().iter().any(|formula| formula.fits(&sentence))
    };
    assert!(is_formula("If successful, this method returns a `204 No Content` response code."));
    assert!(is_formula("Supports `$filter` (`eq`, `ne`) and `$orderby`."));
    assert!(is_formula("In the request body, supply a JSON representation of the [ferry](ferry.md) object."));
    assert!(!is_formula("If successful, this method returns a 204 response code."));
    assert!(!is_formula("If successful, this method returns a `200 OK` response code and the tide."));
    assert!(!is_formula("Supports the ferry and the pier."));
}
