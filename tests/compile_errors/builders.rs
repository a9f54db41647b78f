//! A request builder has no query options, and its methods are not those of iterators.

use msgraph::v1;
use msgraph::v1::models::User;

fn main() {
    let _ = v1::me().count(); //~ no page documents `$count` at this path
    let _ = v1::users().filter(User::MAIL.eq("a")); //~ a request builder has no query options & `list()`
    let _ = v1::me().messages().skip(5); //~ a request builder has no query options
    let _ = v1::me().messages().filter("isRead").select("id").top(5); //~ a request builder has no query options
}
