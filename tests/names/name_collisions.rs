//! Pages with a new page that has items of the same names.

/// Pages, and a new page.
pub(super) type Collision = (Vec<(&'static str, String)>, (&'static str, String));

/// The page of a type with given rows.
pub(super) fn resource(name: &str, rows: &str) -> String {
    format!(
        "# {name}\n\n## Properties\n\n|Property|Type|Description|\n|:-|:-|:-|\n{rows}\n\n## JSON representation\n\n\
         <!-- {{ \"blockType\": \"resource\", \"@odata.type\": \"{name}\" }} -->\n\n```json\n{{}}\n```\n"
    )
}

/// The page of a request without response body.
pub(super) fn request(line: &str) -> String {
    format!(
        "# user: send\n\n## HTTP request\n\n```http\n{line}\n```\n\n## Response\n\nReturns `204 No Content`.\n"
    )
}

/// A page that gets a user, and the page of a user.
pub(super) fn users() -> Vec<(&'static str, String)> {
    let get = "# Get user\n\n## HTTP request\n\n```http\nGET /me\n```\n\n## Response\n\nReturns a [user](../resources/user.md).\n";
    let user = resource("microsoft.graph.user", "|id|String|Its key.|");
    vec![("v1.0/api/user-get.md", get.to_owned()), ("v1.0/resources/user.md", user)]
}

/// Pages with one request of a user, and a new page with another.
pub(super) fn requests(line: &str, added: &str) -> Collision {
    let pages = [users(), vec![("v1.0/api/one.md", request(line))]].concat();
    (pages, ("v1.0/api/another.md", request(added)))
}

/// Names that lose to a new one: not in `lowerCamelCase`, or equal to a function with its arguments.
pub(super) fn collisions_with_priority() -> Vec<Collision> {
    let mut twins = vec![
        requests("POST /me/sendmail", "POST /me/sendMail"),
        requests("POST /me/send_mail", "POST /me/sendMail"),
        requests("POST /me/microsoft.graph.sendMail", "POST /me/sendMail"),
        requests("GET /me/range(address='{address}')", "GET /me/rangeByAddress"),
        requests("GET /me/getByUrl(url='{url}')", "GET /me/get(url='{url}')"),
    ];
    for (name, row, added, added_row) in
        [("Parcel", "Weight", "parcel", "Weight"), ("parcel", "Weight", "parcel", "weight")]
    {
        let page = |name: &str, row: &str| {
            resource(&format!("microsoft.graph.{name}"), &format!("|{row}|Int32|Its weight.|"))
        };
        let pages = vec![("v1.0/resources/one.md", page(name, row))];
        twins.push((pages, ("v1.0/resources/another.md", page(added, added_row))));
    }
    let lists = "|state|parcelState|Its state. The possible values are: `Open`, `closed`.|";
    let pages = vec![("v1.0/resources/parcel.md", resource("microsoft.graph.parcel", lists))];
    let members = "# Enums\n\n### parcelState values\n\n|Member|\n|:-|\n|Open|\n|open|\n|closed|\n";
    twins.push((pages, ("v1.0/resources/enums.md", members.to_owned())));
    twins
}

/// Names of equal priority, with new ones that sort first.
pub(super) fn equal_collisions() -> Vec<Collision> {
    let ty = |name: &str| resource(&format!("microsoft.graph.{name}"), "|id|String|Its key.|");
    let of_type = |name: &str, added: &str| {
        (vec![("v1.0/resources/one.md", ty(name))], ("v1.0/resources/another.md", ty(added)))
    };
    let sends = |line: &str| {
        request(line)
            + "\n## Request body\n\n|Parameter|Type|Description|\n|:-|:-|:-|\n|text|String|Its text. Required.|\n"
    };
    let members = "# Enums\n\n### parcelState values\n\n|Member|\n|:-|\n|open|\n|closed|\n";
    let derived = |name: &str| {
        ty(name).replace("{ \"blockType\"", "{ \"baseType\": \"microsoft.graph.parcel\", \"blockType\"")
    };
    let notes = ["GET /me/notes", "POST /me/notes"].map(request);
    let [get, post] = notes;
    let notes = [users(), vec![("v1.0/api/one.md", get), ("v1.0/api/two.md", post)]].concat();
    let mail = [
        users(),
        vec![("v1.0/api/one.md", sends("POST /me/sendMail")), ("v1.0/resources/sent.md", ty("userSend"))],
    ]
    .concat();
    let drive = [
        users(),
        vec![("v1.0/resources/drive.md", ty("drive")), ("v1.0/api/one.md", request("GET /drive/{id}/it"))],
    ]
    .concat();
    let holds = ty("parcel").replace("|id|String|", "|parent|parcel|Its parent.|\n|id|String|");
    let parcels = vec![("v1.0/resources/one.md", holds), ("v1.0/resources/two.md", derived("security.item"))];
    vec![
        requests("POST /me/sendMail", "POST /me/sendMAil"),
        requests("POST /me/deleteAction", "POST /me/delete"),
        requests("GET /me/content", "GET /me/$value"),
        requests("PUT /me/manager/$ref", "PATCH /me/manager/$ref"),
        (notes, ("v1.0/api/another.md", request("POST /me/notes").replace("# user: send", "# Create note"))),
        (
            [users(), vec![("v1.0/api/one.md", sends("POST /me/sendWith"))]].concat(),
            ("v1.0/api/another.md", sends("POST /me/send")),
        ),
        (mail, ("v1.0/api/another.md", sends("POST /a/mail").replace("# user: send", "# userSend: mail"))),
        (drive, ("v1.0/api/another.md", "# Get drive\n\n## HTTP request\n\n```http\nGET /me/drive\n```\n\n## Response\n\nReturns a [drive](../resources/drive.md).\n".to_owned())),
        of_type("eBookInstall", "ebookInstall"),
        of_type("a.b.item", "aB.item"),
        (vec![("v1.0/resources/enums.md", members.to_owned())], ("v1.0/resources/one.md", ty("parcelState"))),
        (parcels, ("v1.0/resources/three.md", derived("securityItem"))),
    ]
}
