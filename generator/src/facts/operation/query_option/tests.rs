use super::{QueryOption, QueryOptions};
use crate::facts::operation::tests::facts;

fn read(head: &str, section: &str) -> Option<QueryOptions> {
    facts(&format!(
        "# T\n{head}\n## HTTP request\n```\nGET /x\n```\n## Optional query parameters\n{section}\n## Response\n"
    ))
    .query_options
}

fn names(options: &[QueryOption]) -> String {
    options.iter().map(|option| option.name()).collect::<Vec<_>>().join(" ")
}

/// Checks general support, supported options, denied options and restrictions.
#[track_caller]
fn check(section: &str, expected: &[&str]) {
    let QueryOptions { support, supported, denied, restrictions } = read("", section).unwrap_or_default();
    let support = support.map(|support| format!("{support:?}")).unwrap_or_default();
    let head = format!("{support}|{}|{}", names(&supported), names(&denied));
    let found: Vec<String> = std::iter::once(head).chain(restrictions).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_sentence_names_the_options() {
    check(
        "This method supports the `$filter`, $orderBy and `$skipToken` [OData query parameters](/q) to help customize the response. For general information, see [OData query parameters](/q).",
        &["|$filter $orderby $skiptoken|"],
    );
    check("This method supports the `select` OData query parameter.", &["|$select|"]);
    check("Use [$top](/q#top) to page.", &["|$top|"]);
    check("Use the view instead of `$filter`, and `$search` rather than using $orderby.", &["|$search|"]);
    check("This method supports:\n- `$count`\n- `$top` pages.\n", &["|$top $count|"]);
    check("```http\nGET /x?$filter=a eq 1&$expand=b($select=c)\n```\n", &["|$expand $filter|"]);
}

#[test]
fn a_general_statement_names_no_option() {
    check(
        "This method supports the [OData query parameters](/q) to help customize the response.",
        &["All||"],
    );
    check(
        "This method supports some of the OData query parameters, including `$select`.",
        &["Partial|$select|"],
    );
    check(
        "This method does **not** support the [OData Query Parameters](/q) to help customize the response (e.g. $filter is not supported here).",
        &["None||$filter"],
    );
    check(
        "This operation does not currently support OData query parameters to customize the response.",
        &["None||"],
    );
    check("None.", &["None||"]);
    check(
        "The other OData query parameters are not currently supported. Use `$top`.",
        &["|$top|", "The other OData query parameters are not currently supported."],
    );
}

#[test]
fn denials_take_many_forms() {
    check("> **Note:** $filter is not supported.", &["||$filter"]);
    check("Some operators are not supported: `$count`, `$search`.", &["||$search $count"]);
    check("The following aren't supported:\n- `$count`\n- `$top`\n", &["||$top $count"]);
    check("- There is no support for `$search`.", &["||$search"]);
    check("This method supports `$select`, but does not support `$filter`.", &["|$select|$filter"]);
    check("This API doesn't support `$filter`.", &["||$filter"]);
    check("You can't use `$skip`.", &["||$skip"]);
}

#[test]
fn a_conditional_denial_is_a_restriction() {
    check(
        "The `$filter` query parameter is not supported on **a** or **b**.",
        &["||", "The `$filter` query parameter is not supported on a or b."],
    );
    check(
        "The **a** properties do not support `$select`.",
        &["||", "The a properties do not support `$select`."],
    );
    check(
        "`$expand` and `select` operators are supported for `share`, but not for `jobs`. Only `eq` is supported in a `$filter`.",
        &[
            "|$select $expand $filter|",
            "`$expand` and `select` operators are supported for `share`, but not for `jobs`.",
            "Only `eq` is supported in a `$filter`.",
        ],
    );
}

#[test]
fn limits_become_restrictions_but_advice_does_not() {
    check(
        "Maximum allowed `$top` value is 50. You can use `$select` to specify only the properties that you need.",
        &["|$select $top|", "Maximum allowed `$top` value is 50."],
    );
    check(
        "|Name|Description|\n|-|-|\n|$skip|Skips. Not supported with `$search`.|\n|token|A token.|\n",
        &["|$skip|", "`$skip`: Not supported with `$search`."],
    );
    check("- `$top` of a page. The upper limit is 50.\n", &["|$top|", "`$top`: The upper limit is 50."]);
    check("The filters are all case sensitive.", &["||", "The filters are all case sensitive."]);
}

#[test]
fn other_sections_state_options_of_this_operation() {
    let found = |head: &str| read(head, "").map(|found| names(&found.supported));
    assert_eq!(found("Use `$top` to page.").as_deref(), Some("$top"));
    assert_eq!(found("Do a [GET](x-get.md) with `$select`."), None);
    assert_eq!(found("Filter it."), None);
}
