//! Documents properties. In: [`FlatMember`]s. Out: the [`Doc`] of a field and of its constant, and the same facts as data in
//! [`PropertyFacts`].

use crate::facts::prose::description::MemberTraits;
use crate::facts::resource::facts::MemberKind;
use crate::plan::ir::doc::{Doc, code, escape, notice};
use crate::plan::ir::structs::PropertyFacts;
use crate::plan::types::flatten::FlatMember;

/// Collects the facts about a property. The keys are those of `PropertyInfo::parse` in the runtime.
pub fn facts(flat: &FlatMember<'_>) -> PropertyFacts {
    let traits = &flat.member.traits;
    let holds = |key, holds: bool| holds.then_some((key, None));
    let stated = |key, value: Option<String>| value.map(|value| (key, Some(value)));
    let answer =
        |key, answer: Option<bool>| stated(key, answer.map(|yes| if yes { "yes" } else { "no" }.to_owned()));
    let lines = [
        stated("filter", traits.filter.as_ref().map(|operators| operators.join(" "))),
        stated("filter-restriction", traits.filter_restriction.clone()),
        holds("no-filter", traits.filter_denied),
        holds("orderby", traits.order_by),
        holds("search", traits.search),
        holds("expand", traits.expand),
        holds("only-on-select", traits.only_on_select),
        answer("by-default", traits.by_default),
        holds("read-only", traits.read_only),
        answer("nullable", traits.nullable),
        holds("required", traits.required),
        holds("required-on-create", traits.required_on_create),
        stated("default", traits.default.clone()),
        stated("max-length", traits.max_length.map(|length| length.to_string())),
        stated("deprecated", traits.deprecated.clone()),
    ];
    let description = summary(flat).map(str::to_owned);
    PropertyFacts { description, lines: lines.into_iter().flatten().collect() }
}

/// Documents a field.
pub fn field_doc(flat: &FlatMember<'_>) -> Doc {
    let FlatMember { member, owner, .. } = flat;
    let kind = match member.kind {
        MemberKind::Property => "property",
        MemberKind::Relationship => "relationship",
    };
    let otherwise = format!("The {kind} {}.", code(member.name.as_str()));
    with_facts(
        Doc::new(summary(flat).unwrap_or_default(), &otherwise),
        flat,
        owner.map(|owner| owner.short()),
    )
}

/// Documents the constant of a property: the wire name, then the facts about the field.
pub fn constant_doc(flat: &FlatMember<'_>) -> Doc {
    let name = code(flat.member.name.as_str());
    let doc = match summary(flat) {
        None => Doc::markdown(&format!("{name}.")),
        Some(summary) => Doc::labelled(&name, summary),
    };
    with_facts(doc, flat, None)
}

/// The first sentence of the description. `None` if it only states the deprecation.
fn summary<'a>(flat: &FlatMember<'a>) -> Option<&'a str> {
    notice(&flat.member.summary).map(|_| flat.member.summary.trim())
}

/// Adds facts that the description does not state: facts about values to its paragraph, facts about queries to the next.
fn with_facts(doc: Doc, flat: &FlatMember<'_>, owner: Option<&str>) -> Doc {
    let traits = &flat.member.traits;
    let said = flat.member.summary.to_lowercase().replace("read only", "read-only");
    let says = |text: &str| said.contains(&text.trim_end_matches('.').to_lowercase());
    let only = |facts: &[(bool, &str)]| -> Vec<String> {
        let facts = facts.iter().filter(|(holds, text)| *holds && !says(text));
        facts.map(|&(_, text)| text.to_owned()).collect()
    };
    let mut values = only(&[
        (traits.read_only, "Read-only."),
        (traits.required, "Required."),
        (traits.required_on_create, "Required on create."),
        (traits.nullable == Some(true), "Nullable."),
        (traits.nullable == Some(false), "Not nullable."),
    ]);
    values.extend(possible_values(&flat.member.values, &flat.member.summary));
    values.extend(traits.default.as_ref().map(|default| format!("Default: {}.", code(default))));
    values.extend(traits.max_length.map(|length| format!("Maximum length: {length}.")));
    values.extend(owner.map(|owner| format!("Inherited from {}.", code(owner))));
    let mut queries = only(&[
        (traits.only_on_select, "Returned only on `$select`."),
        (traits.by_default == Some(true), "Returned by default."),
        (traits.by_default == Some(false) && !traits.only_on_select, "Not returned by default."),
    ]);
    queries.extend(options(traits));
    let restriction = traits.filter_restriction.as_ref();
    queries.extend(restriction.map(|text| format!("Restriction of `$filter`: {}.", escape(text))));
    queries.extend(only(&[(traits.filter_denied, "Does not support `$filter`.")]));
    let deprecated = traits.deprecated.as_deref().filter(|text| !says(text) || summary(flat).is_none());
    doc.and(&values.join(" ")).paragraph(&queries.join(" ")).deprecated(deprecated)
}

/// The listed values of a String, unless its description contains them.
pub fn possible_values(values: &[String], summary: &str) -> Option<String> {
    let is_stated = values.iter().all(|value| summary.contains(value.as_str()));
    let values: Vec<String> = values.iter().map(|value| code(value)).collect();
    (values.len() > 1 && !is_stated).then(|| format!("Possible values: {}.", values.join(", ")))
}

/// The query options that a property supports.
fn options(traits: &MemberTraits) -> Option<String> {
    let filter = traits.filter.as_ref().map(|operators| {
        let operators: Vec<String> = operators.iter().map(|operator| code(operator)).collect();
        if operators.is_empty() {
            "`$filter`".to_owned()
        } else {
            format!("`$filter` ({})", operators.join(", "))
        }
    });
    let others =
        [(traits.order_by, "`$orderby`"), (traits.search, "`$search`"), (traits.expand, "`$expand`")];
    let others = others.iter().filter(|(holds, _)| *holds).map(|&(_, option)| option.to_owned());
    let options: Vec<String> = filter.into_iter().chain(others).collect();
    (!options.is_empty()).then(|| format!("Supports {}.", enumerated(&options)))
}

/// `a`, `a and b`, `a, b, and c`.
fn enumerated(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{constant_doc, facts, field_doc};
    use crate::facts::prose::description::MemberTraits;
    use crate::model::TypeId;
    use crate::model::schema::Member;
    use crate::plan::sample::{member, model, string, ty};
    use crate::plan::types::flatten::members;

    /// The documentation of field and constant, and the facts as lines.
    fn shown(traits: MemberTraits, summary: &str) -> String {
        let member = Member { traits, summary: summary.to_owned(), ..member("mail", string(), false) };
        let mut types = vec![ty("user", None, &[])];
        types[0].members.push(member);
        let model = model(types, Vec::new());
        let [flat] = members(&model, TypeId(0))[..] else { panic!("one member") };
        let doc = |doc: super::Doc| doc.lines().collect::<Vec<_>>().join("\n");
        let facts = facts(&flat);
        let lines: Vec<String> = facts
            .lines
            .iter()
            .map(|(key, value)| [*key, value.as_deref().unwrap_or_default()].join(" ").trim_end().to_owned())
            .collect();
        format!("{}\n--\n{}\n--\n{}", doc(field_doc(&flat)), doc(constant_doc(&flat)), lines.join("\n"))
    }

    #[test]
    fn each_fact_is_in_both_docs_and_in_the_data() {
        let all = MemberTraits {
            read_only: true,
            nullable: Some(false),
            required: true,
            required_on_create: true,
            only_on_select: true,
            by_default: Some(false),
            filter: Some(vec!["eq".to_owned(), "startsWith".to_owned()]),
            filter_restriction: Some("on `null` values".to_owned()),
            filter_denied: true,
            order_by: true,
            search: true,
            expand: true,
            default: Some("x".to_owned()),
            max_length: Some(64),
            multi_valued: false,
            deprecated: Some("Deprecated. Use x instead".to_owned()),
        };
        insta::assert_snapshot!(shown(all, "The address"), @"
        The address. Read-only. Required. Required on create. Not nullable. Default: `x`. Maximum length: 64.

        Returned only on `$select`. Supports `$filter` (`eq`, `startsWith`), `$orderby`, `$search`, and `$expand`. Restriction of `$filter`: on `null` values. Does not support `$filter`.

        **Deprecated:** Use x instead.
        --
        `mail`: The address. Read-only. Required. Required on create. Not nullable. Default: `x`. Maximum length: 64.

        Returned only on `$select`. Supports `$filter` (`eq`, `startsWith`), `$orderby`, `$search`, and `$expand`. Restriction of `$filter`: on `null` values. Does not support `$filter`.

        **Deprecated:** Use x instead.
        --
        filter eq startsWith
        filter-restriction on `null` values
        no-filter
        orderby
        search
        expand
        only-on-select
        by-default no
        read-only
        nullable no
        required
        required-on-create
        default x
        max-length 64
        deprecated Deprecated. Use x instead
        ");
    }

    #[test]
    fn docs_say_nothing_twice_and_data_says_it_anyway() {
        let traits = MemberTraits { read_only: true, filter: Some(Vec::new()), ..MemberTraits::default() };
        insta::assert_snapshot!(shown(traits, "Read-only address."), @"
        Read-only address.

        Supports `$filter`.
        --
        `mail`: Read-only address.

        Supports `$filter`.
        --
        filter
        read-only
        ");
    }

    #[test]
    fn a_mark_of_deprecation_is_no_description() {
        let traits = MemberTraits { deprecated: Some("Deprecated".to_owned()), ..MemberTraits::default() };
        insta::assert_snapshot!(shown(traits, "Deprecated."), @r"
        The property `mail`.

        **Deprecated.**
        --
        `mail`.

        **Deprecated.**
        --
        deprecated Deprecated
        ");
    }

    #[test]
    fn listed_values_follow_the_description() {
        let values = ["small".to_owned(), "large".to_owned()];
        let shown = |summary| super::possible_values(&values, summary).unwrap_or_default();
        assert_eq!(shown("The size."), "Possible values: `small`, `large`.");
        assert_eq!(shown("Either `small` or `large`."), "");
        assert_eq!(super::possible_values(&values[..1], "The size."), None);
    }

    #[test]
    fn a_silent_page_has_a_name_alone() {
        insta::assert_snapshot!(shown(MemberTraits::default(), ""), @"
        The property `mail`.
        --
        `mail`.
        --
        ");
    }
}
