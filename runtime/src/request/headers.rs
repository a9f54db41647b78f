//! In: a request and preferences. Out: the request with their headers.

use super::Request;

impl<T> Request<T> {
    /// A preference, such as `outlook.allow-unsafe-html`. Preferences add up; a later one replaces an earlier one of the
    /// same name.
    ///
    /// ```
    /// use msgraph_core::{Endpoint, Error, Json, Operation, Page, Path, Request, Version};
    ///
    /// # fn main() -> Result<(), Error> {
    /// let events = Path::root(Version::V1, "me").segment("events");
    /// let request: Request<Page<Json>> = events.get(Operation::UNDOCUMENTED);
    /// let http = request.prefer_time_zone("Europe/Oslo").prefer_page_size(5).into_http(&Endpoint::GLOBAL)?;
    /// assert_eq!(http.headers()["prefer"], "outlook.timezone=\"Europe/Oslo\", odata.maxpagesize=5");
    /// # Ok(())
    /// # }
    /// ```
    pub fn prefer(self, preference: impl AsRef<str>) -> Self {
        let preference = preference.as_ref().trim();
        let before = self.header_value("Prefer").unwrap_or_default();
        let kept = parts(before).filter(|part| !name(part).eq_ignore_ascii_case(name(preference)));
        let all: Vec<&str> = kept.chain([preference]).collect();
        let all = all.join(", ");
        self.header("Prefer", all)
    }

    /// The time zone of the times in the response, by its Windows or IANA name: `Europe/Oslo`. Without it they are in UTC.
    pub fn prefer_time_zone(self, zone: impl AsRef<str>) -> Self {
        self.prefer(format!("outlook.timezone={}", quoted(zone.as_ref())))
    }

    /// The format of the bodies of messages and events in the response: `text` or `html`.
    pub fn prefer_body_type(self, format: impl AsRef<str>) -> Self {
        self.prefer(format!("outlook.body-content-type={}", quoted(format.as_ref())))
    }

    /// The number of objects in a page, for requests where `$top` limits the total: delta queries for example.
    pub fn prefer_page_size(self, number: u32) -> Self {
        self.prefer(format!("odata.maxpagesize={number}"))
    }

    /// Asks for a minimal response: none for a change, changed properties only for a delta query.
    ///
    /// A change whose method returns an object then needs the type of an empty response, or that of an optional one:
    ///
    /// ```
    /// use msgraph_core::{Error, Json, Operation, Path, Request, Version, http};
    ///
    /// # fn main() -> Result<(), Error> {
    /// let event = Path::root(Version::V1, "me").segment("events").key("1", "id");
    /// // in generated code: `v1::me().events().id("1").update(&patch)`
    /// let update: Request<Json> = event.patch(&Json::Null, Operation::UNDOCUMENTED);
    /// let update = update.prefer_minimal().with_response_type::<Option<Json>>();
    /// let response = http::Response::builder().status(204).body("").expect("a response");
    /// assert_eq!(update.parse(response)?, None);
    /// # Ok(())
    /// # }
    /// ```
    pub fn prefer_minimal(self) -> Self {
        self.prefer("return=minimal")
    }

    /// Asks for the object after the change as the response. Where the method returns `()`,
    /// [`with_response_type`](Self::with_response_type) names the type of the object.
    pub fn prefer_representation(self) -> Self {
        self.prefer("return=representation")
    }

    /// Asks the service to respond at once and to continue in the background: see [`Accepted`](crate::Accepted).
    pub fn prefer_async(self) -> Self {
        self.prefer("respond-async")
    }

    /// Asks for ids that stay the same when an item is moved.
    pub fn prefer_immutable_ids(self) -> Self {
        self.prefer("IdType=\"ImmutableId\"")
    }

    /// Asks for enum members behind `unknownFutureValue`, too.
    pub fn prefer_unknown_enum_members(self) -> Self {
        self.prefer("include-unknown-enum-members")
    }

    /// Makes the request conditional: the service runs it only when the object has this etag
    /// ([`Additional::etag`](crate::Additional::etag)), and otherwise responds with 412.
    pub fn if_match(self, etag: impl Into<String>) -> Self {
        self.header("If-Match", etag)
    }

    /// Asks for the object only if it is no longer the one with this etag; with `*` it only creates new objects.
    ///
    /// An unchanged object has a response without a body, which is an error of kind [`ErrorKind::Service`](crate::ErrorKind::Service)
    /// and status 304:
    ///
    /// ```
    /// use msgraph_core::http::{self, StatusCode};
    /// use msgraph_core::{Error, Json, Operation, Path, Request, Version};
    ///
    /// # fn main() -> Result<(), Error> {
    /// // in generated code: `v1::me().get()`
    /// let request: Request<Json> = Path::root(Version::V1, "me").get(Operation::UNDOCUMENTED);
    /// let request = request.if_none_match("W/\"1\"");
    /// let response = http::Response::builder().status(304).body("").expect("a response");
    /// let changed = match request.parse(response) {
    ///     Ok(me) => Some(me),
    ///     Err(error) if error.status() == Some(StatusCode::NOT_MODIFIED) => None,
    ///     Err(error) => return Err(error),
    /// };
    /// assert_eq!(changed, None);
    /// # Ok(())
    /// # }
    /// ```
    pub fn if_none_match(self, etag: impl Into<String>) -> Self {
        self.header("If-None-Match", etag)
    }
}

/// The preferences of a header; a comma within quotes is no separator.
fn parts(header: &str) -> impl Iterator<Item = &str> {
    let (mut quotes, mut escaped) = (false, false);
    let parts = header.split(move |c: char| {
        let parts = c == ',' && !quotes;
        quotes ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        parts
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// The name of a preference, without its value.
fn name(preference: &str) -> &str {
    preference.split(['=', ';']).next().unwrap_or_default().trim()
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use crate::{Endpoint, Operation, Path, Request, Version};

    fn request() -> Request<()> {
        Path::root(Version::V1, "me").get(Operation::UNDOCUMENTED)
    }

    #[track_caller]
    fn check(request: Request<()>, name: &str, expected: &str) {
        let http = request.into_http(&Endpoint::GLOBAL).unwrap();
        assert_eq!(http.headers()[name], expected);
    }

    #[test]
    fn preferences_add_up() {
        let asked = request().prefer_time_zone("a, b").prefer_body_type("text").prefer_minimal();
        check(
            asked,
            "prefer",
            "outlook.timezone=\"a, b\", outlook.body-content-type=\"text\", return=minimal",
        );
    }

    #[test]
    fn a_later_preference_replaces_one_of_its_name() {
        let asked = request().prefer_minimal().prefer_page_size(1).prefer("Return=representation");
        check(asked, "prefer", "odata.maxpagesize=1, Return=representation");
        check(request().prefer("a=\"x,y\"").prefer_async().prefer("a"), "prefer", "respond-async, a");
    }

    #[test]
    fn a_value_cannot_end_its_quotes() {
        check(request().prefer_time_zone("a\"b\\"), "prefer", "outlook.timezone=\"a\\\"b\\\\\"");
        assert!(request().prefer_time_zone("a\r\nX: y").into_http(&Endpoint::GLOBAL).is_err());
    }

    #[test]
    fn an_etag_is_sent_as_it_came() {
        check(request().if_match("W/\"1\""), "if-match", "W/\"1\"");
        check(request().if_none_match("*"), "if-none-match", "*");
    }
}
