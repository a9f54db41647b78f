//! Tests the migration family of beta: a task and its actions.

use msgraph::beta;
use msgraph::msgraph_core::http;
use msgraph::{Cloud, Method, Request, Version};

use crate::sends;

fn cancel() -> Request<()> {
    beta::solutions().share_point().migrations().cross_organization_migration_tasks().id("5b8e2c61").cancel()
}

#[test]
fn cancel_posts_nothing_to_the_beta_endpoint() {
    let url = "https://graph.microsoft.com/beta/solutions/sharePoint/migrations\
        /crossOrganizationMigrationTasks/5b8e2c61/cancel";
    assert_eq!(sends(&cancel(), "POST", url), None);
}

#[test]
fn cancel_knows_its_page() {
    let request = cancel();
    let info = request.info();
    assert!(request.is_documented());
    assert_eq!(info.title, Some("sharePointMigrationTask: cancel"));
    assert_eq!((info.method, info.version, info.status), (Method::Post, Version::Beta, Some(204)));
    assert_eq!(
        info.templates,
        [
            "/solutions/sharePoint/migrations/crossOrganizationMigrationTasks/{sharePointMigrationTaskId}/cancel"
        ]
    );
    assert_eq!(
        info.page,
        Some("https://learn.microsoft.com/graph/api/sharepointmigrationtask-cancel?view=graph-rest-beta")
    );
    assert_eq!(info.clouds, Some(vec![Cloud::Global]));
}

#[test]
fn cancel_lists_the_documented_permissions() {
    let permissions = cancel().info().permissions.unwrap();
    assert_eq!(permissions.delegated_work, ["SharePointCrossTenantMigration.Manage.All"]);
    assert_eq!(permissions.delegated_personal, [""; 0]);
    assert_eq!(permissions.application, ["SharePointCrossTenantMigration.Manage.All"]);
}

#[test]
fn cancel_returns_no_content() {
    let response = http::Response::builder().status(204).body(Vec::new()).unwrap();
    let () = cancel().parse(response).unwrap();
}

#[test]
fn a_function_quotes_and_encodes_its_argument() {
    let tasks = beta::solutions().share_point().migrations().cross_organization_migration_tasks();
    let request = tasks.get_by_source_site_url("https://o'hara.example/sites/a b");
    let url = "https://graph.microsoft.com/beta/solutions/sharePoint/migrations/crossOrganizationMigrationTasks\
        /getBySourceSiteUrl(sourceSiteUrl='https%3A%2F%2Fo%27%27hara.example%2Fsites%2Fa%20b')";
    assert_eq!(sends(&request, "GET", url), None);
}
