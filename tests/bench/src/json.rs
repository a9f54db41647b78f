//! Generates reproducible responses like those of the service, one megabyte each.

use serde_json::{Value, json};

const WORDS: &[&str] = &[
    "alpha",
    "budget",
    "review",
    "meeting",
    "quarterly",
    "plan",
    "update",
    "contoso",
    "project",
    "launch",
    "notes",
    "agenda",
    "draft",
    "final",
    "please",
    "send",
    "report",
    "invoice",
    "team",
    "sync",
    "travel",
    "policy",
    "security",
    "training",
];

/// The size of a response, in bytes.
const SIZE: usize = 1_000_000;

/// Reproducible pseudo-random numbers.
pub struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> =
            (0..count).filter_map(|_| WORDS.get(self.below(24) as usize).copied()).collect();
        words.join(" ")
    }

    fn guid(&mut self) -> String {
        let mut part = |digits: usize| format!("{:0digits$x}", self.below(1 << (4 * digits.min(7))));
        format!("{}-{}-{}-{}-{}{}", part(8), part(4), part(4), part(4), part(6), part(6))
    }

    fn moment(&mut self) -> String {
        let (day, hour, minute) = (self.below(28) + 1, self.below(24), self.below(60));
        format!("20{:02}-{:02}-{day:02}T{hour:02}:{minute:02}:31Z", self.below(7) + 15, self.below(12) + 1)
    }
}

/// A response with as many items as fit in the size.
pub fn page(item: fn(&mut Numbers) -> Value) -> Value {
    let (mut numbers, mut items, mut size) = (Numbers(7), Vec::new(), 0);
    while size < SIZE {
        let item = item(&mut numbers);
        size += item.to_string().len();
        items.push(item);
    }
    json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#x",
        "@odata.nextLink": "https://graph.microsoft.com/v1.0/x?$skiptoken=X", "value": items
    })
}

/// A user with the properties of a real response, many of them null.
pub fn user(n: &mut Numbers) -> Value {
    let (name, surname) = (n.words(1), n.words(1));
    let mail = format!("{name}{}@contoso.example", n.below(999));
    let plan = |n: &mut Numbers| json!({"assignedDateTime": n.moment(), "capabilityStatus": "Enabled", "service": n.words(1), "servicePlanId": n.guid()});
    let extensions: serde_json::Map<String, Value> =
        (1..16).map(|number| (format!("extensionAttribute{number}"), Value::Null)).collect();
    json!({
        "@odata.type": "#microsoft.graph.user", "id": n.guid(), "businessPhones": ["+1 425 555 0100"],
        "displayName": format!("{name} {surname}"), "givenName": name, "jobTitle": n.words(2), "mail": mail,
        "mobilePhone": null, "officeLocation": "12/1110", "preferredLanguage": "en-US", "surname": surname,
        "userPrincipalName": mail, "accountEnabled": true, "ageGroup": null, "city": "Seattle", "companyName": "Contoso",
        "country": "United States", "createdDateTime": n.moment(), "creationType": null, "department": n.words(1),
        "employeeId": n.below(99_999).to_string(), "imAddresses": [mail], "isResourceAccount": null,
        "lastPasswordChangeDateTime": n.moment(), "mailNickname": name, "onPremisesDistinguishedName": null,
        "onPremisesDomainName": null, "onPremisesExtensionAttributes": extensions, "onPremisesImmutableId": null,
        "onPremisesLastSyncDateTime": null, "onPremisesProvisioningErrors": [], "otherMails": [],
        "passwordPolicies": "DisablePasswordExpiration", "passwordProfile": null, "postalCode": "98052",
        "provisionedPlans": [{"capabilityStatus": "Enabled", "provisioningStatus": "Success", "service": "exchange"}],
        "proxyAddresses": [format!("SMTP:{mail}"), "smtp:x@contoso.example"], "showInAddressList": null,
        "signInSessionsValidFromDateTime": n.moment(), "state": "WA", "streetAddress": n.words(3), "usageLocation": "US",
        "userType": "Member", "assignedLicenses": [{"disabledPlans": [], "skuId": n.guid()}],
        "assignedPlans": (0..6).map(|_| plan(n)).collect::<Vec<_>>(),
        "identities": [{"signInType": "userPrincipalName", "issuer": "contoso.example", "issuerAssignedId": mail}]
    })
}

/// A message with a body of HTML.
pub fn message(n: &mut Numbers) -> Value {
    let who = |n: &mut Numbers| {
        let name = n.words(1);
        json!({"emailAddress": {"name": format!("{name} {}", n.words(1)), "address": format!("{name}@contoso.example")}})
    };
    let body = format!(
        "<html><head>\r\n<meta charset=\"utf-8\">\r\n</head><body>\r\n<p>{}</p></body></html>",
        n.words(120)
    );
    let copies = n.below(3);
    json!({
        "@odata.etag": format!("W/\"CQAAABYAAAAiIsqMbYjsT5e/T7KzowPTAAAYbuK{}\"", n.below(9999)),
        "id": format!("{}{}", "AAMkAGUAAAwTW09AAA=".repeat(6), n.guid()), "createdDateTime": n.moment(),
        "lastModifiedDateTime": n.moment(), "changeKey": "CQAAABYAAAAiIsqMbYjsT5e/T7KzowPTAAAYuZ12", "categories": [],
        "receivedDateTime": n.moment(), "sentDateTime": n.moment(), "hasAttachments": n.below(3) == 0,
        "internetMessageId": format!("<{}@contoso.example>", n.guid()), "subject": n.words(6), "bodyPreview": n.words(30),
        "importance": "normal", "parentFolderId": "AQMkADU3NWM1OQAuAAAD".repeat(4), "conversationId": "AAQkAGQ".repeat(8),
        "conversationIndex": "AQHVn".repeat(5), "isDeliveryReceiptRequested": null, "isReadReceiptRequested": false,
        "isRead": true, "isDraft": false, "webLink": format!("https://outlook.example/owa/?ItemID={}", n.guid()),
        "inferenceClassification": "focused", "body": {"contentType": "html", "content": body}, "sender": who(n),
        "from": who(n), "toRecipients": [who(n), who(n)], "ccRecipients": (0..copies).map(|_| who(n)).collect::<Vec<_>>(),
        "bccRecipients": [], "replyTo": [], "flag": {"flagStatus": "notFlagged"}
    })
}

/// A page with rare content: unknown members, properties and types, and types that come last or are missing.
pub fn unusual() -> Value {
    json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#x", "@odata.count": 1, "value": [{
            "id": "1", "importance": "newer", "flag": {"flagStatus": "newer", "x": [1, {"y": 2.5}]}, "x": {"y": null},
            "attachments": [
                {"@odata.type": "#microsoft.graph.fileAttachment", "name": "a", "size": 3, "contentBytes": "AAAA"},
                {"name": "b", "item": {"subject": "s", "@odata.type": "#microsoft.graph.message"},
                    "@odata.type": "#microsoft.graph.itemAttachment"},
                {"@odata.type": "#microsoft.graph.newAttachment", "name": "c", "lastModifiedDateTime": "2021-01-01T00:00:00Z"},
                {"@odata.type": "#microsoft.graph.attachment", "name": "d", "isInline": false},
                {"name": "e", "x": true}
            ]
        }]
    })
}
