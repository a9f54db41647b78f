//! Tests of permission tables and their request lines.

use super::{AccountPermissions, PagePermissions, Permissions};
use crate::facts::operation::tests::facts;

fn permissions(section: &str) -> Option<PagePermissions> {
    facts(&format!("# T\n## Permissions\n{section}\n## HTTP request\n```\nGET /x\n```\n")).permissions
}

/// Checks the permissions for work, personal and application, one line each.
fn check(section: &str, expected: [&str; 3]) {
    let found = permissions(section).unwrap();
    let united = Permissions::united(&found.cases_of(None));
    assert_eq!(shown(&united), expected);
}

/// The permissions for work, personal and application. `?` precedes those without a known order.
fn shown(permissions: &Permissions) -> [String; 3] {
    let list = |AccountPermissions { alternatives, unranked }: &AccountPermissions| {
        let alternatives: Vec<String> = alternatives.iter().map(|names| names.join("+")).collect();
        format!("{}{}", if *unranked { "? " } else { "" }, alternatives.join(" "))
    };
    let Permissions { delegated_work, delegated_personal, application } = permissions;
    [delegated_work, delegated_personal, application].map(list)
}

#[test]
fn two_columns_from_least_to_most() {
    check(
        "|Permission type|Permissions (from least to most privileged)|\n|:-|:-|\n|Delegated (work or school account)|A.Read, A.ReadWrite.|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|A.Read.All or A.ReadWrite.All|\n",
        ["A.Read A.ReadWrite", "", "A.Read.All A.ReadWrite.All"],
    );
}

#[test]
fn two_columns_from_most_to_least_are_reversed() {
    check(
        "|Permission type|Permissions (from most to least privileged)|\n|-|-|\n|Delegated|A.ReadWrite, A.Read|\n",
        ["A.Read A.ReadWrite", "", ""],
    );
}

#[test]
fn names_override_a_header_that_all_cells_contradict() {
    let header = "|Permission type|Permissions (from most to least privileged)|\n|-|-|\n";
    let rising = "|Delegated|A.Read, A.ReadWrite|\n|Application|A.Read.All, B.Send, A.ReadWrite.All|\n";
    check(&format!("{header}{rising}"), ["A.Read A.ReadWrite", "", "A.Read.All B.Send A.ReadWrite.All"]);
    let mixed = "|Delegated|A.Read, A.ReadWrite|\n|Application|A.ReadWrite.All, A.Read.All|\n";
    check(&format!("{header}{mixed}"), ["A.ReadWrite A.Read", "", "A.Read.All A.ReadWrite.All"]);
}

#[test]
fn a_row_below_a_denial_does_not_belong_to_the_account_type_above() {
    let table = "|Permission type|Permissions|\n|-|-|\n|Delegated (work or school account)|A.Read|\n|Delegated (personal Microsoft account)|Not supported.|\n|thing|A.Read.All|\n";
    check(table, ["A.Read", "", "A.Read.All"]);
    check(&format!("{table}|Application|B.Read.All|\n"), ["A.Read", "", "B.Read.All"]);
}

#[test]
fn three_columns_least_first() {
    check(
        "|Permission type|Least privileged permissions|Higher privileged permissions|\n|-|-|-|\n|Delegated (personal Microsoft account)|Not supported.|Not supported.|\n|Application|A.Read.All|B.Read.All, C.Read.All|\n",
        ["", "", "A.Read.All B.Read.All C.Read.All"],
    );
}

#[test]
fn resources_with_permissions_of_their_own_have_no_least_privileged_one() {
    check(
        "|Supported resource|Delegated (work or school account)|Delegated (personal Microsoft account)|Application|\n|-|-|-|-|\n|[event](e.md)|C.Read|C.Read|None|\n|application|M.Read|C.Read|M.Read.All|\n",
        ["? C.Read M.Read", "C.Read", "? M.Read.All"],
    );
}

#[test]
fn account_types_as_columns_without_labels() {
    check(
        "|Delegated (work or school account)|Delegated (personal Microsoft account)|Application|\n|-|-|-|\n|C.Read|Not supported.|M.Read.All|\n",
        ["C.Read", "", "M.Read.All"],
    );
}

#[test]
fn several_tables_for_one_path_have_no_least_privileged_permission() {
    check(
        "### For cats\n|Permission type|Permissions|\n|-|-|\n|Delegated|A.Read|\n### For dogs\n|Permission type|Permissions|\n|-|-|\n|Delegated|B.Read, A.Read.All|\n",
        ["? A.Read B.Read A.Read.All", "", ""],
    );
}

/// Checks the permissions for work accounts of each request line.
fn check_lines(section: &str, lines: &[(&str, &str)]) {
    let requests: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
    let page =
        format!("# T\n## Permissions\n{section}\n## HTTP request\n```\n{}\n```\n", requests.join("\n"));
    let found = facts(&page).permissions.unwrap();
    let of = |line: usize| {
        let [work, _, _] = shown(&Permissions::united(&found.cases_of(Some(line))));
        work
    };
    let found: Vec<String> = (0..lines.len()).map(of).collect();
    assert_eq!(found, lines.iter().map(|(_, scopes)| *scopes).collect::<Vec<_>>());
}

fn table(scopes: &str) -> String {
    format!("|Permission type|Permissions|\n|-|-|\n|Delegated|{scopes}|\n")
}

#[test]
fn annotated_urls_assign_a_table_to_request_lines() {
    let annotated = |urls: &str, scopes: &str| {
        format!(
            "<!-- {{\"blockType\": \"permissions\", \"name\": \"x\", \"requestUrls\": [{urls}]}} -->\n{}\n",
            table(scopes)
        )
    };
    let both = annotated("\"GET /cats/{cat-id}\"", "A.Read")
        + &annotated("\"GET /dogs/{id}\", \"GET /me/dogs/{id}\"", "B.Read");
    let lines = [
        ("GET /cats/{id}", "A.Read"),
        ("GET /dogs/{id}", "B.Read"),
        ("GET /me/dogs/{id}", "B.Read"),
        ("GET /birds/{id}", "? A.Read B.Read"),
        ("DELETE /cats/{id}", "? A.Read B.Read"),
    ];
    check_lines(&both, &lines);
    check_lines(&annotated("\"GET /cats\"", "A.Read"), &[("GET /dogs", "A.Read")]);
}

#[test]
fn request_lines_above_a_table_assign_it() {
    let shown = |line: &str, scopes: &str| format!("For this:\n```http\n{line}\n```\n{}\n", table(scopes));
    let both = shown("GET /cats/{id}", "A.Read") + &shown("GET /dogs/{id}", "B.Read");
    check_lines(&both, &[("GET /dogs/{x}", "B.Read"), ("GET /cats/{x}", "A.Read")]);
}

#[test]
fn labels_assign_tables_by_the_last_part_of_a_path_that_they_name() {
    let labelled = |label: &str, scopes: &str| format!("{label}\n\n{}\n", table(scopes));
    let all = labelled("### To pet the photo of a service animal", "A.Read")
        + &labelled("**To pet the photo of a group**", "B.Read")
        + &labelled("To pet the photo of a user:", "C.Read");
    let lines = [
        ("GET /me/photo", "C.Read"),
        ("GET /users/{id}/photo/$value", "C.Read"),
        ("GET /users/{id}/serviceAnimals/{id}/photo", "A.Read"),
        ("GET /groups/{id}/photos/{size}", "B.Read"),
        ("GET /deleted/x.y.group/photo", "B.Read"),
        ("GET /team/{id}/photo", "? A.Read B.Read C.Read"),
    ];
    check_lines(&all, &lines);
}

#[test]
fn self_is_me_and_others_are_users() {
    let both = format!(
        "### Permissions acting on self\n{}\n### Permissions acting on other users\n{}\n",
        table("A.Read"),
        table("A.Read.All")
    );
    check_lines(&both, &[("GET /me/cats", "A.Read"), ("GET /users/{id}/cats", "A.Read.All")]);
    // Without a path for oneself, the path of others serves both.
    check_lines(&both, &[("GET /users/{id}/cats", "? A.Read A.Read.All")]);
    let columns =
        "|Permission type|Acting on self|Acting on others|\n|-|-|-|\n|Delegated|A.Read|A.Read.All|\n";
    check_lines(columns, &[("GET /me/cats", "A.Read"), ("GET /users/{id}/cats", "A.Read.All")]);
}

#[test]
fn rows_nested_below_an_account_type_belong_to_it() {
    check(
        "|Permission type|Permissions|\n|-|-|\n|Delegated (work or school account)||\n|&nbsp;&nbsp;Chats|Chat.Read|\n|&nbsp;&nbsp;Teams|Team.Read|\n|Application|Chat.Read.All|\n",
        ["? Chat.Read Team.Read", "", "Chat.Read.All"],
    );
}

#[test]
fn acting_on_self_and_others_in_two_columns() {
    check(
        "|Permission type|Acting on self|Acting on others|\n|-|-|-|\n|Delegated|A.Read|A.Read.All|\n",
        ["? A.Read A.Read.All", "", ""],
    );
}

#[test]
fn permissions_needed_together_are_one_alternative() {
    check(
        "|Permission type|Permissions (from least to most privileged)|\n|-|-|\n|Delegated|A.Read and B.Read, A.Read and C.Read, D.All|\n",
        ["A.Read+B.Read A.Read+C.Read D.All", "", ""],
    );
    check(
        "|Permission type|Permissions (from most to least privileged)|\n|-|-|\n|Delegated|D.All, A.Read and C.Read, A.Read and B.Read|\n",
        ["A.Read+B.Read A.Read+C.Read D.All", "", ""],
    );
}

#[test]
fn prose_and_markup_around_permissions_are_ignored() {
    check(
        "|Permission type|Permissions|\n|-|-|\n|Delegated|For a user, e.g. me: `A.Read`<br>For teams: [B.Read.Group](https://x.org/b.md)*, B.Write.Group* and c.read.all|\n|Application|Role required to create it (see below).|\n",
        ["? A.Read B.Read.Group B.Write.Group c.read.all", "", ""],
    );
}

#[test]
fn permissions_of_one_word() {
    check(
        "|Permission type|Permissions|\n|-|-|\n|Delegated|openid, profile, offline_access, user_impersonation|\n",
        ["openid profile offline_access user_impersonation", "", ""],
    );
}

#[test]
fn not_stated_differs_from_not_supported() {
    let none = "|Permission type|Permissions|\n|-|-|\n|Application|Not supported.|\n";
    check(none, ["", "", ""]);
    assert_eq!(permissions("Choose one of them.\n"), None);
}

#[test]
fn a_table_of_roles_is_not_a_permission_table() {
    let roles =
        "|Role|Permission|\n|-|-|\n|Application Administrator|microsoft.directory/apps/read, Some.Thing|\n";
    assert_eq!(permissions(roles), None);
}

#[test]
fn a_table_with_very_many_resources_is_one_case() {
    let rows: String = (0..500).map(|row| format!("|thing {row}|A{row}.Read|A.Read|None|\n")).collect();
    let header = "|Resource|Delegated (work or school account)|Delegated (personal Microsoft account)|Application|\n|-|-|-|-|\n";
    let found = permissions(&format!("{header}{rows}")).unwrap();
    let [case] = found.cases.as_slice() else { panic!("{}", found.cases.len()) };
    let Permissions { delegated_work, delegated_personal, .. } = &case.permissions;
    assert_eq!((delegated_work.alternatives.len(), delegated_work.unranked), (500, true));
    assert_eq!(delegated_personal.least(), Some(&["A.Read".to_owned()][..]));
}
