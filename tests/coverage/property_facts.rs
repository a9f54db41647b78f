//! Compares facts of properties with an independent count over the text of the pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use generator::facts::prose::description::MemberTraits;
use generator::model::Model;
use generator::source::Version;

/// The operators on pages of 2021, in lower case.
const OPERATORS: [&str; 13] =
    ["eq", "ne", "gt", "ge", "lt", "le", "in", "not", "startswith", "endswith", "contains", "any", "all"];

/// A row whose first cell is an identifier: the types of the page, the name, the text.
struct Row {
    types: Vec<String>,
    name: String,
    text: String,
}

impl Row {
    /// The facts of the property in the model.
    fn traits<'m>(&self, facts: &'m BTreeMap<(String, String), MemberTraits>) -> Option<&'m MemberTraits> {
        self.types.iter().find_map(|ty| facts.get(&(ty.clone(), self.name.to_lowercase())))
    }
}

fn rows(docs: &Path) -> Vec<Row> {
    let mut found = Vec::new();
    for file in tests::files_below(&docs.join("v1.0/resources")) {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let types = types(&text);
        for line in text.lines().filter(|line| line.trim_start().starts_with('|')) {
            let first = line.trim_start().trim_start_matches('|').split('|').next().unwrap_or_default();
            let name = first.trim().trim_matches(['`', '*', ' ']);
            if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                found.push(Row { types: types.clone(), name: name.to_owned(), text: line.to_owned() });
            }
        }
    }
    found
}

/// The types in the annotations of a page.
fn types(text: &str) -> Vec<String> {
    let values = text.split("\"@odata.type\"").skip(1);
    values.filter_map(|rest| rest.split('"').nth(1)).map(str::to_lowercase).collect()
}

/// The facts of each property, by type and name in lower case.
fn facts(model: &Model) -> BTreeMap<(String, String), MemberTraits> {
    let members = model.types.iter().flat_map(|ty| ty.members.iter().map(move |member| (ty, member)));
    let key = |ty: &str, name: &str| (ty.to_lowercase(), name.to_lowercase());
    members.map(|(ty, member)| (key(ty.name.as_str(), member.name.as_str()), member.traits.clone())).collect()
}

/// The operators in parentheses after `$filter`, possibly none.
fn operators(text: &str) -> BTreeSet<String> {
    let behind = text.split("upports").skip(1).find(|part| part.contains("$filter")).unwrap_or_default();
    let behind = behind.split_once("$filter").map_or("", |(_, behind)| behind);
    let list =
        behind.trim_start_matches(['`', ' ']).strip_prefix('(').and_then(|list| list.split(')').next());
    let words = list.unwrap_or_default().split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    let mut found: BTreeSet<String> = words.filter(|word| OPERATORS.contains(&word.as_str())).collect();
    let bare: String = text.chars().filter(|c| !matches!(c, '`' | '*')).collect();
    if bare.contains("any operator is required") {
        found.insert("any".to_owned());
    }
    found
}

#[test]
fn facts_of_properties_agree_with_the_text() {
    let Some(docs) = tests::shared("docs-2021") else { return };
    let reading = generator::read(&docs, Some(Version::V1)).unwrap();
    let facts = facts(&reading.models[0]);
    let rows = rows(&docs);
    filters(&rows, &facts);
    check_requirements(&rows, &facts);
}

fn filters(rows: &[Row], facts: &BTreeMap<(String, String), MemberTraits>) {
    let (mut named, mut listed, mut wrong) = (0, 0, Vec::new());
    for row in rows.iter().filter(|row| row.text.contains("$filter")) {
        named += 1;
        let denied = row.text.contains("not support `$filter`");
        let expected = operators(&row.text);
        listed += usize::from(!expected.is_empty());
        let traits = row.traits(facts);
        let found = traits.and_then(|traits| traits.filter.as_ref());
        let found = found.map(|found| found.iter().map(|name| name.to_lowercase()).collect::<BTreeSet<_>>());
        let is_right = if denied {
            found.is_none() && traits.is_some_and(|traits| traits.filter_denied)
        } else {
            found.as_ref() == Some(&expected)
        };
        if !is_right {
            wrong.push(format!("{:?} {}: {found:?}, not {expected:?}", row.types, row.name));
        }
    }
    println!("$filter: named by {named} properties, with operators by {listed}, wrong: {wrong:#?}");
    assert_eq!(wrong, [""; 0]);
    assert!(named >= 186 && listed >= 160, "{named} of 186 named, {listed} of 160 with operators");
}

/// Checks the unconditional requirements of properties on creation.
fn check_requirements(rows: &[Row], facts: &BTreeMap<(String, String), MemberTraits>) {
    let phrases = [
        "required on create",
        "must be specified when a user is created",
        "must be specified when a group is created",
    ];
    let mut when_created = 0;
    let mut expected = BTreeSet::new();
    for row in rows {
        let text = row.text.to_lowercase();
        let behind = text.split_once("is required when a ").map_or("", |(_, behind)| behind);
        let is_when_created = behind.split('.').next().is_some_and(|clause| clause.contains("is created"));
        when_created += usize::from(is_when_created);
        if is_when_created || phrases.iter().any(|phrase| text.contains(phrase)) {
            let key = |ty: &String| (ty.clone(), row.name.to_lowercase());
            expected.extend(row.types.iter().map(key).find(|key| facts.contains_key(key)));
        }
    }
    let found: BTreeSet<_> =
        facts.iter().filter(|(_, traits)| traits.required_on_create).map(|(key, _)| key.clone()).collect();
    println!("required on create: {} properties, {when_created} of them \"when … is created\"", found.len());
    assert_eq!(found, expected);
    assert!(when_created >= 10, "{when_created} of 10");
}
