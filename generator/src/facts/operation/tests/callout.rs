use super::facts;
use crate::facts::prose::callout::{Callout, CalloutKind, CalloutSection};

#[track_caller]
fn check(head: &str, below: &str, expected: &[&str]) {
    let text = format!("# T\n{head}\n## HTTP request\n```\nGET /x\n```\n{below}");
    let found = facts(&text).about.callouts.into_iter();
    let found: Vec<String> = found.map(show).collect();
    assert_eq!(found, expected);
}

/// The kind (except note), the section (except introduction), the topics and the text.
fn show(Callout { kind, section, topics, text }: Callout) -> String {
    let kind = (kind != CalloutKind::Note).then(|| format!("{kind:?}"));
    let section = (section != CalloutSection::Introduction).then(|| format!("{section:?}"));
    let topics = topics.iter().map(|topic| format!("{topic:?}"));
    let head: Vec<String> = kind.into_iter().chain(section).chain(topics).collect();
    format!("{}|{text}", head.join(" "))
}

#[test]
fn every_form_is_a_callout() {
    check(
        "> **Note:** One.\n\n>[!IMPORTANT]\n>Two `x`.\n>\n> And more.\n\nText.\n\n> **Caution**: Three.\n\n> Four.\n\n**Warning:** Five.\n\n> [!TIP]\n> Six.\n\nNote: Seven.\n",
        "",
        &[
            "|One.",
            "Important|Two `x`. And more.",
            "Caution|Three.",
            "|Four.",
            "Warning|Five.",
            "Tip|Six.",
            "|Seven.",
        ],
    );
}

#[test]
fn an_excerpt_is_the_first_sentence() {
    let excerpt = |text: &str| {
        let (section, kind) = (CalloutSection::Introduction, CalloutKind::Note);
        Callout { kind, section, topics: Vec::new(), text: text.to_owned() }.excerpt()
    };
    assert_eq!(excerpt("Use `a.b`, e.g. here. And more."), "Use `a.b`, e.g. here. …");
    assert_eq!(excerpt("One. "), "One.");
    assert_eq!(excerpt("No full stop"), "No full stop");
}

#[test]
fn an_excerpt_includes_the_list_that_it_announces() {
    let excerpt = |text: &str| {
        let (section, kind) = (CalloutSection::Introduction, CalloutKind::Note);
        Callout { kind, section, topics: Vec::new(), text: text.to_owned() }.excerpt()
    };
    assert_eq!(excerpt("Only:\n- A. Or so.\n- B"), "Only:\n- A. Or so.\n- B");
    assert_eq!(excerpt("- A.\n- B."), "- A.\n- B.");
    assert_eq!(excerpt("Read this.\n- A.\n- B."), "Read this. …");
    assert_eq!(excerpt("First. Only:\n- A"), "First. …");
}

#[test]
fn a_callout_about_the_examples_is_no_fact() {
    check(
        "> **Note:** The response object shown here might be shortened for readability.\n\n> **Note:** The object might be truncated for brevity. All properties are returned from an actual call.\n\n> **Note:** Names are shortened to 20 characters.\n",
        "",
        &["|Names are shortened to 20 characters."],
    );
}

#[test]
fn a_word_in_a_sentence_is_not_a_callout() {
    check("Note that this is slow.\n\nImportant things come first.\n\n- Warning Issued\n", "", &[]);
}

#[test]
fn a_callout_includes_its_list_and_a_list_its_callouts() {
    check(
        "> **Notes:**\n> - One.\n> - Two.\n\n- An item.\n\n  > **Note:** Of the item.\n\n**Notes:**\n\n- Three.\n- Four.\n\nText.\n\n- Five.\n",
        "",
        &["|- One.\n- Two.", "|Of the item.", "|- Three.\n- Four."],
    );
}

#[test]
fn a_second_word_starts_a_second_callout() {
    check("> **Note:** One.\n>\n> **Important:** Two.\n", "", &["|One.", "Important|Two."]);
}

#[test]
fn the_heading_decides_the_section() {
    check(
        "",
        "## Permissions\n> **Note:** A.\n## Request headers\n> **Note:** B.\n## Optional query parameters\n> **Note:** C.\n## Request body\n> **Note:** D.\n## Response\n> **Note:** E.\n## Example\n### Request\n> **Note:** F.\n## Remarks\n> **Note:** G.\n",
        &[
            "Permissions|A.",
            "Request|B.",
            "QueryOptions|C.",
            "RequestBody|D.",
            "Response|E.",
            "Example|F.",
            "Other|G.",
        ],
    );
}

#[test]
fn words_state_the_topics() {
    check(
        "> [!IMPORTANT]\n> APIs under the `/beta` version are subject to change.\n\n> **Note:** This API is metered and requires a P2 licence.\n\nText.\n\n> This is in private preview.\n\nThe API has payment requirements.\n\n> [!CAUTION]\n> This API is deprecated.\n\n> **Note:** Assign licenses to users.\n\nSeals a crate. You need a P1 license. It is quick.\n",
        "",
        &[
            "Important Beta|APIs under the `/beta` version are subject to change.",
            "Metered License|This API is metered and requires a P2 licence.",
            "Preview|This is in private preview.",
            "Metered|The API has payment requirements.",
            "Caution Deprecation|This API is deprecated.",
            "|Assign licenses to users.",
            "License|You need a P1 license.",
        ],
    );
}

#[test]
fn required_roles_below_permissions_are_callouts_with_their_list() {
    let role = "The signed-in user must also be assigned one of the following roles";
    check(
        "",
        &format!(
            "## Permissions\nChoose one.\n\n{role}:\n\n- Groups *Administrator*\n- Reader\n\n|Permission type|Permissions|\n|-|-|\n|Delegated|A.Read|\n\n{role}. See [roles](x.md).\n\n* Writer\n\nText.\n\n- Item\n\nThe caller must be a Print Administrator.\n\n> [!IMPORTANT]\n> The account needs a role.\n"
        ),
        &[
            &format!("Permissions Role|{role}:\n- Groups Administrator\n- Reader"),
            &format!("Permissions Role|{role}. See roles.\n- Writer"),
            "Permissions Role|The caller must be a Print Administrator.",
            "Important Permissions Role|The account needs a role.",
        ],
    );
}

#[test]
fn permissions_about_roles_require_none() {
    let text = "## Permissions\nWrite access to role management is required.\n\nRole readers see the roles of users.\n\nAn administrator must consent to the permission.\n\nNo directory role is needed, as people see their own data.\n\nUsers don't need a role for their own data.\n";
    check("", text, &[]);
    check("The user must have a role.", "", &[]);
}
