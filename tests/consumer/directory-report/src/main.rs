//! Prints the users of a directory with their managers and licences, the members of a group by type, and the permissions that
//! these requests need.
//!
//! Usage: `directory-report GROUP-ID`

use std::collections::BTreeMap;
use std::error::Error;

use msgraph::v1;
use msgraph::v1::models::{AnyDirectoryObject, LicenseDetails, User};
use msgraph::{Batch, Client, Page, Polymorphic, Request, required_permissions};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Result<()> {
    let group = std::env::args().nth(1).ok_or("usage: directory-report GROUP-ID")?;
    let client = sign_in::client(&["User.Read.All", "GroupMember.Read.All"])?;
    let users = users(&client).await?;
    print_users(&client, &users).await?;
    print_members(&client, &group).await?;
    print_permissions(&group);
    Ok(())
}

fn list_users() -> Request<Page<User>> {
    v1::users().list().select((User::ID, User::DISPLAY_NAME)).filter(User::ACCOUNT_ENABLED.eq(true)).top(100)
}

fn manager(user: &str) -> Request<User> {
    v1::users().id(user).manager().get().with_response_type()
}

fn licences(user: &str) -> Request<Page<LicenseDetails>> {
    v1::users().id(user).license_details().list()
}

async fn users(client: &Client) -> Result<Vec<User>> {
    Ok(client.items(list_users()).try_collect().await?)
}

/// Reads managers and licences of all users in batches of 20 requests.
async fn print_users(client: &Client, users: &[User]) -> Result<()> {
    let mut batch = Batch::new();
    let mut calls = Vec::new();
    for user in users {
        let id = user.id.as_deref().ok_or("a user without an id")?;
        calls.push((user, batch.add(manager(id)), batch.add(licences(id))));
    }
    let results = client.batch(&batch).await?;
    for (user, manager, licences) in calls {
        // 404 means that the user has no manager.
        let manager = match results.status(manager).map(|status| status.as_u16()) {
            Some(404) => None,
            _ => Some(results.get(manager)?),
        };
        let manager = manager.and_then(|manager| manager.display_name);
        let licences = results.get(licences)?.value.into_iter().filter_map(|licence| licence.sku_part_number);
        let licences: Vec<String> = licences.collect();
        println!(
            "{}: manager {}, licences {}",
            user.display_name.as_deref().unwrap_or("?"),
            manager.as_deref().unwrap_or("none"),
            if licences.is_empty() { "none".to_owned() } else { licences.join(" ") },
        );
    }
    Ok(())
}

/// Counts the members of a group by type, and names the users among them.
async fn print_members(client: &Client, group: &str) -> Result<()> {
    let members = v1::groups().id(group).members();
    let mut by_type: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = client.items(members.list().with_response_type::<Page<AnyDirectoryObject>>());
    while let Some(member) = all.try_next().await? {
        *by_type.entry(member.type_name().to_owned()).or_default() += 1;
    }
    for (ty, count) in by_type {
        println!("{count} × {ty}");
    }
    let mut users = client.items(members.as_user().list().select(User::DISPLAY_NAME));
    while let Some(user) = users.try_next().await? {
        println!("member: {}", user.display_name.as_deref().unwrap_or("?"));
    }
    Ok(())
}

/// Prints the least permissions for the requests of this program, from their documentation.
fn print_permissions(group: &str) {
    let members = v1::groups().id(group).members();
    let infos = [
        list_users().info(),
        manager("id").info(),
        licences("id").info(),
        members.list().info(),
        members.as_user().list().info(),
    ];
    let required = required_permissions(infos);
    println!("delegated permissions: {}", required.delegated_work.permissions.join(" "));
    println!("application permissions: {}", required.application.permissions.join(" "));
}
