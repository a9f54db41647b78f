//! Property tests with shuffled constructs: each annotation, row, request line and callout is used or a gap.

use proptest::prelude::{Just, Strategy, prop_assert_eq, proptest};
use proptest::sample::{Index, select};
use proptest::{collection, prop_oneof};

use super::{Gap, GapKind, PageFacts, Source, Sources, Version, balance, read};

/// Paths of pages.
const PATHS: [&str; 3] = ["v1.0/api/a.md", "v1.0/resources/a.md", "v1.0/concepts/a.md"];

/// Front matter.
const HEADS: [&str; 6] = [
    "",
    "---\ndoc_type: apiPageType\n---\n",
    "---\ndoc_type: resourcePageType\n---\n",
    "---\ndoc_type: enumPageType\n---\n",
    "---\ndoc_type: conceptualPageType\n---\n",
    "---\ndoc_type: resourcPageType\n---\n",
];

/// Words of `blockType`.
const KINDS: [&str; 12] = [
    "resource",
    " resource",
    "Resource",
    "request",
    "response",
    "ignored",
    "example",
    "samples",
    "simulatedResponse",
    "testParams",
    "permissions",
    "reqest",
];

/// Keys of annotations other than `blockType`.
const KEYS: [&str; 8] = [
    "\"@odata.type\": \"microsoft.graph.thing\"",
    "\"@type\": \"thing\"",
    "\"@odata.type\": \"no name\"",
    "\"@odata.type\": null",
    "\"name\": \"a\"",
    "\"name\": [\"a\", \"b\"]",
    "\"type\": \"#page.annotation\"",
    "\"widget\": {",
];

/// All other blocks.
const BLOCKS: [&str; 32] = [
    "# Get thing\n\n",
    "# thing resource type\n\n",
    "# kind enum\n\n",
    "## HTTP request\n\n",
    "## Permissions\n\n",
    "## Request body\n\n",
    "## Response\n\n",
    "## Examples\n\n",
    "### Request\n\n",
    "### Response\n\n",
    "## Properties\n\n",
    "## Relationships\n\n",
    "## Members\n\n",
    "### kind values\n\n",
    "# [HTTP](#tab/http)\n\n",
    "---\n\n",
    "Text.\n\n",
    "> **Note:** A callout.\n\n",
    "> [!IMPORTANT]\n\n",
    "- **Tip:**\n- An item.\n\n",
    "[!INCLUDE [x](../includes/absent.md)]\n\n",
    "```http\nGET /things\n```\n\n",
    "```http\nGET https://graph.microsoft.com/v1.0/things/1\n```\n\n",
    "```http\nPOST https://example.org/hook\n\n{}\n```\n\n",
    "```http\nGET /things\nGET /things/{a\nTHROW /things\n```\n\n",
    "```http\nHTTP/1.1 200 OK\n\n{\"id\": \"1\"}\n```\n\n",
    "```json\n{\"id\": \"String\"}\n```\n\n",
    "```\nnever closed\n\n",
    "<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.thing\"\n\n",
    "|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The key.|\n|id|String|Again.|\n|a|||\n\n",
    "|Member|Description|\n|:---|:---|\n|one|First.|\n|one|Again.|\n\n",
    "|Permission type|Permissions|\n|:---|:---|\n|Application|A.Read, B.Read|\n|x|y|\n\n",
];

/// An annotation, directly above the next block or separated from it.
fn annotation() -> impl Strategy<Value = String> {
    let kind = prop_oneof![
        select(&KINDS[..]).prop_map(|kind| vec![format!("\"blockType\": \"{kind}\"")]),
        Just(Vec::new()),
    ];
    let keys = collection::vec(select(&KEYS[..]), 0..3);
    (kind, keys, select(&["\n", "\n\n"][..])).prop_map(|(mut members, keys, gap)| {
        members.extend(keys.into_iter().map(str::to_owned));
        format!("<!-- {{ {} }} -->{gap}", members.join(", "))
    })
}

fn page() -> impl Strategy<Value = String> {
    let block = prop_oneof![select(&BLOCKS[..]).prop_map(str::to_owned), annotation()];
    (select(&HEADS[..]), collection::vec(block, 0..24))
        .prop_map(|(head, blocks)| head.to_owned() + &blocks.concat())
}

fn gaps(page: &PageFacts, kind: GapKind) -> usize {
    page.gaps.iter().filter(|gap| gap.kind == kind).count()
}

proptest! {
    #[test]
    fn every_item_of_a_page_is_used_or_a_gap(text in page(), path in proptest::arbitrary::any::<Index>()) {
        let path = path.get(&PATHS).to_string();
        let source = Source { path, text };
        let page = read(&source, Version::V1, &Sources::default());
        let counts = page.counts;
        let gaps = |kind| gaps(&page, kind);
        prop_assert_eq!(counts.pages, counts.pages_used + gaps(GapKind::Page));
        prop_assert_eq!(counts.annotations, counts.annotations_used + gaps(GapKind::Annotation));
        let unread = |gap: &&Gap| gap.reason == balance::UNREAD;
        prop_assert_eq!(page.gaps.iter().find(unread), None, "no reader handles it");
        prop_assert_eq!(counts.rows, counts.rows_used + gaps(GapKind::Row));
        prop_assert_eq!(counts.request_lines, counts.request_lines_used + gaps(GapKind::RequestLine));
        prop_assert_eq!(counts.callouts, counts.callouts_used + gaps(GapKind::Callout));
    }
}
