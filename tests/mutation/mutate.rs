//! Mutations of a page.

use fastrand::Rng;

/// Text with a meaning in one of the parsed or generated languages.
const HOSTILE: &[&str] = &[
    "```http\n",
    "```",
    "~~~\n",
    "<!--",
    "<!-- {",
    "-->",
    "<!-- { \"blockType\": \"resource\", \"@odata.type\": \"",
    "<!-- { \"blockType\": \"request\", \"name\": [[[ } -->\n",
    "| a | b\n|---\n| c | d | e |\n",
    "|\\|\\\\|`|`|\n",
    "[a](b",
    "[![x](y)](",
    "[!INCLUDE [x](",
    "[!INCLUDE [x](../../../../etc/passwd)]\n",
    "[!INCLUDE [x](self.md)]\n",
    "::: zone pivot=\"v1.0\"\n",
    "# [x](#tab/http)\n",
    "---\n",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "\u{1f980}\u{301}",
    "\r",
    "\r\n",
    "\t",
    "]]>",
    "*/",
    "/*",
    "\"#",
    "\"##\"",
    "\\",
    "\\u{",
    "\\ud800",
    "{{",
    "}}",
    "{",
    "'",
    "&#0;&lt;",
    "<a href=\"",
    "<script>",
    "$(x)${y}",
    "#[doc = \"",
    "GET /",
    "GET /{id}/{id}/{",
    "POST https://graph.microsoft.com/v1.0/me/x(a='b',c={d})/$ref?$filter=\n",
    "HTTP/1.1 999999999999 OK\n",
    "Inherits from [x](x.md).",
    "Collection(Collection(",
    "Possible values are: `",
    "1e999999",
];

/// Texts that are repeated many times.
pub(super) const NESTING: &[&str] = &[
    "[",
    "]",
    ">",
    "> ",
    "*",
    "**a ",
    "_",
    "{",
    "}",
    "(",
    "`",
    "- ",
    "|",
    "#",
    "\\",
    "<",
    "<!--",
    "&",
    "![",
    "{\"a\":",
    "[!INCLUDE [",
    "~",
    "a/",
    "1.",
];

/// The number of repetitions.
const DEEP: usize = 3000;

/// A page with one or several mutations.
pub(super) fn mutated(text: &str, random: &mut Rng) -> String {
    let mut text = text.to_owned();
    for _ in 0..random.usize(1..=4) {
        text = match random.u8(0..12) {
            0 => text[..boundary(&text, random)].to_owned(),
            1 => text[boundary(&text, random)..].to_owned(),
            2 => without_middle(&text, random),
            3 => lines(&text, random, swap),
            4 => lines(&text, random, delete),
            5 => lines(&text, random, double),
            6 => lines(&text, random, move_far),
            7 => text.replace('\n', "\r\n"),
            8 => inserted(&text, &random.choice(NESTING).unwrap_or(&"").repeat(DEEP), random),
            _ => inserted(&text, random.choice(HOSTILE).unwrap_or(&""), random),
        };
    }
    text
}

fn boundary(text: &str, random: &mut Rng) -> usize {
    let at = random.usize(..=text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn without_middle(text: &str, random: &mut Rng) -> String {
    let (one, other) = (boundary(text, random), boundary(text, random));
    format!("{}{}", &text[..one.min(other)], &text[one.max(other)..])
}

fn inserted(text: &str, what: &str, random: &mut Rng) -> String {
    let at = boundary(text, random);
    format!("{}{what}{}", &text[..at], &text[at..])
}

fn lines(text: &str, random: &mut Rng, change: fn(&mut Vec<&str>, &mut Rng)) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if !lines.is_empty() {
        change(&mut lines, random);
    }
    lines.concat()
}

fn swap(lines: &mut Vec<&str>, random: &mut Rng) {
    let (one, other) = (random.usize(..lines.len()), random.usize(..lines.len()));
    lines.swap(one, other);
}

fn move_far(lines: &mut Vec<&str>, random: &mut Rng) {
    let line = lines.remove(random.usize(..lines.len()));
    lines.insert(random.usize(..=lines.len()), line);
}

fn delete(lines: &mut Vec<&str>, random: &mut Rng) {
    let from = random.usize(..lines.len());
    let to = (from + random.usize(1..=4)).min(lines.len());
    lines.drain(from..to);
}

fn double(lines: &mut Vec<&str>, random: &mut Rng) {
    let at = random.usize(..lines.len());
    lines.insert(at, lines[at]);
}
