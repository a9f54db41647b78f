//! Pairs documented requests with responses. In: the code blocks of an api page. Out: [`ExampleFact`]s (AD-6 to AD-20, AD-39).

mod body;
mod http;

use std::collections::BTreeMap;

use self::http::{Message, MessageKind};
use crate::facts::layout::annotation::{Annotation, Kind};
use crate::facts::layout::section_kind::Area;
use crate::facts::operation::facts::{BodyFact, ExampleFact, ResponseFact};
use crate::facts::operation::snippet::Snippet;
use crate::facts::problem::api_page::Problem;
use crate::facts::template::Method;
use crate::facts::template::RequestLine;
use crate::facts::{GapKind, Reading};
use crate::page::BlockKind;
use crate::page::inline::Part;

/// Pairs requests and responses. Each annotation becomes used or a gap.
pub fn read<'p>(
    reading: &mut Reading<'p>,
    snippets: &[Snippet<'p>],
    requests: &[RequestLine],
) -> Vec<ExampleFact> {
    let mut pairing = Pairing { reading, requests, examples: Vec::new(), named: BTreeMap::new(), last: None };
    for snippet in snippets {
        pairing.add(snippet);
    }
    pairing.finish()
}

struct Pairing<'r, 'p> {
    reading: &'r mut Reading<'p>,
    requests: &'r [RequestLine],
    examples: Vec<ExampleFact>,
    /// The indices of the requests of each name, in order.
    named: BTreeMap<String, Vec<usize>>,
    /// The index of the last request, which a response without a name belongs to.
    last: Option<usize>,
}

impl<'p> Pairing<'_, 'p> {
    fn add(&mut self, snippet: &Snippet<'p>) {
        let text = &snippet.fence.text;
        let shown = http::message_kind(text);
        match (snippet.kind().or_else(|| inferred(snippet, shown)), shown) {
            (Some(Kind::Request), MessageKind::Request) => self.request(snippet, snippet.annotation),
            (Some(Kind::Example), MessageKind::Request) => self.named_example(snippet),
            (Some(Kind::Response | Kind::SimulatedResponse), MessageKind::Response | MessageKind::Other) => {
                self.response(snippet, snippet.annotation);
            }
            (Some(Kind::Request), MessageKind::Response) => {
                self.swapped(snippet, "request", "response");
                self.response(snippet, snippet.annotation);
            }
            (Some(Kind::Response | Kind::SimulatedResponse), MessageKind::Request) => {
                self.swapped(snippet, "response", "request");
                self.use_annotation(snippet.annotation);
                self.request(snippet, None);
                let names = snippet.annotation.map(|annotation| annotation.names()).unwrap_or_default();
                if let (Some(example), [name, ..]) = (self.examples.last_mut(), names.as_slice()) {
                    example.name = Some((*name).to_owned());
                    let last = self.examples.len() - 1;
                    self.named.entry((*name).to_owned()).or_default().push(last);
                }
            }
            (Some(Kind::Request), MessageKind::Other) => {
                self.reading.report_gap(GapKind::Annotation, snippet.start(), &Problem::NotARequest);
            }
            (Some(Kind::Resource), _) => {}
            (_, MessageKind::Request) => self.bare_request(snippet),
            (_, MessageKind::Response) if snippet.area != Area::Http => self.bare_response(snippet),
            (Some(Kind::Example), MessageKind::Other) => self.record_gap(snippet, "example of a body"),
            (None, MessageKind::Other) if self.is_bare_response(snippet) => {
                self.response(snippet, snippet.annotation)
            }
            _ => self.skip(snippet),
        }
    }

    /// Adds a request without a `request` annotation. Outside examples its URL must be absolute.
    fn bare_request(&mut self, snippet: &Snippet<'p>) {
        let url = request(&snippet.fence.text).map(|(_, url, _)| url).unwrap_or_default();
        let counts = match snippet.area {
            Area::Example | Area::HttpOfExample => true,
            Area::Http => false,
            _ => url.starts_with("http"),
        };
        if !counts {
            self.skip(snippet);
        } else if is_foreign(&url) {
            self.last = None;
            self.record_gap(snippet, "request to another service");
        } else {
            self.use_annotation(snippet.annotation);
            self.request(snippet, None);
        }
    }

    /// Adds a request that is annotated as an example.
    fn named_example(&mut self, snippet: &Snippet<'p>) {
        if request(&snippet.fence.text).is_some_and(|(_, url, _)| is_foreign(&url)) {
            self.last = None;
            self.record_gap(snippet, "request to another service");
        } else {
            self.request(snippet, snippet.annotation);
        }
    }

    fn bare_response(&mut self, snippet: &Snippet<'p>) {
        if self.expects_response() {
            self.response(snippet, snippet.annotation);
        } else {
            self.skip(snippet);
        }
    }

    /// Whether the last request has no response yet.
    fn expects_response(&self) -> bool {
        self.last.is_some_and(|last| self.examples[last].response.is_none())
    }

    /// Whether JSON below a heading "Response" is the response to the last request.
    fn is_bare_response(&self, snippet: &Snippet<'p>) -> bool {
        self.expects_response()
            && snippet.area == Area::Example
            && snippet.below_response
            && snippet.fence.language == "json"
    }

    fn request(&mut self, snippet: &Snippet<'p>, annotation: Option<Annotation<'p>>) {
        let Some((method, url, message)) = request(&snippet.fence.text) else { return };
        self.use_annotation(annotation);
        let name =
            annotation.and_then(|annotation| annotation.names().first().map(|name| (*name).to_owned()));
        if let Some(name) = &name {
            let known = self.named.entry(name.clone()).or_default();
            known.push(self.examples.len());
            if known.len() > 1 {
                self.reading.report(snippet.start(), &Problem::DuplicateName(name.clone()));
            }
        }
        let body = body::read(self.reading, snippet.fence, &message);
        self.last = Some(self.examples.len());
        let span = annotation.map_or(snippet.span, |annotation| annotation.span);
        self.examples.push(ExampleFact {
            name,
            is_annotated: annotation.is_some(),
            is_foreign: is_foreign(&url),
            line: self.reading.expanded.locate(span).line,
            span: span.clone(),
            method,
            url,
            ty: annotation.and_then(|annotation| annotation.ty()),
            body,
            headers: message.headers,
            response: None,
        });
    }

    fn response(&mut self, snippet: &Snippet<'p>, annotation: Option<Annotation<'p>>) {
        let names = annotation.map(|annotation| annotation.names()).unwrap_or_default();
        let (message, status) = response_message(&snippet.fence.text);
        let body = self.response_body(snippet, &message, status);
        if status == Some(204) && !body.text.trim().is_empty() {
            self.reading.report(snippet.start(), &Problem::BodyOfNoContent);
        }
        let mut requests: Vec<usize> = Vec::new();
        let mut unknown = Vec::new();
        for name in names {
            let found: &[usize] = self.named.get(name).map_or(&[], Vec::as_slice);
            if found.is_empty() {
                unknown.push(Problem::UnknownRequest(name.to_owned()));
            }
            // Of several requests with one name, the last one without a response is meant.
            let open = found.iter().rev().find(|index| self.examples[**index].response.is_none());
            requests.extend(open.or(found.first()));
        }
        if requests.is_empty() {
            requests.extend(self.last);
        }
        // Without any request on the page, the missing request is the only problem. A swapped annotation names its own request.
        if !requests.is_empty() && snippet.kind() != Some(Kind::Request) {
            unknown.iter().for_each(|problem| self.reading.report(snippet.start(), problem));
        }
        let open: Vec<usize> =
            requests.iter().copied().filter(|index| self.examples[*index].response.is_none()).collect();
        let counts = annotation.is_some();
        match (requests.is_empty(), open.is_empty()) {
            (false, false) => self.use_annotation(annotation),
            (true, _) if counts => {
                self.reading.report_gap(GapKind::Annotation, snippet.start(), &Problem::UnpairedResponse);
            }
            (false, true) if counts => {
                self.reading.report_gap(GapKind::Annotation, snippet.start(), &Problem::SecondResponse);
            }
            _ => {}
        }
        let fact = response(annotation, &message, body, status);
        for index in open {
            self.examples[index].response = Some(fact.clone());
        }
    }

    /// The body of a response. It may follow the code block, as a second block of JSON or as a code span.
    fn response_body(
        &mut self,
        snippet: &Snippet<'p>,
        message: &Message<'_>,
        status: Option<u16>,
    ) -> BodyFact {
        let lacks_body =
            message.body.is_empty() && status.is_some_and(|status| status / 100 == 2 && status != 204);
        if !lacks_body {
            return body::read(self.reading, snippet.fence, message);
        }
        match snippet.next {
            Some(BlockKind::Fence(fence)) if fence.language == "json" => {
                let headers = message.headers.clone();
                body::read(self.reading, fence, &Message { headers, ..response_message(&fence.text).0 })
            }
            Some(BlockKind::Paragraph(text, _)) if matches!(text.parts.as_slice(), [Part::Code(_)]) => {
                BodyFact { text: text.text(), ..BodyFact::default() }
            }
            _ => body::read(self.reading, snippet.fence, message),
        }
    }

    fn swapped(&mut self, snippet: &Snippet<'p>, annotated: &'static str, found: &'static str) {
        self.reading.report(snippet.start(), &Problem::SwappedAnnotation { annotated, found });
    }

    /// Skips a code block that belongs to no example.
    fn skip(&mut self, snippet: &Snippet<'p>) {
        match snippet.area {
            // The reader of request lines uses this block.
            Area::Http => self.use_annotation(snippet.annotation),
            _ => self.record_gap(snippet, "annotated as ignored"),
        }
    }

    fn use_annotation(&mut self, annotation: Option<Annotation<'p>>) {
        if let Some(annotation) = annotation {
            self.reading.use_annotation(annotation.span);
        }
    }

    fn record_gap(&mut self, snippet: &Snippet<'p>, reason: &'static str) {
        if let Some(annotation) = snippet.annotation {
            self.reading.record_gap(GapKind::Annotation, annotation.span, reason);
        }
    }

    fn finish(self) -> Vec<ExampleFact> {
        for example in &self.examples {
            let start = &example.span;
            if example.is_annotated && example.response.is_none() {
                self.reading.report(start, &Problem::UnpairedRequest);
            }
            if !example.is_foreign && self.requests.iter().all(|line| line.value.0 != example.method) {
                self.reading.report(start, &Problem::MethodOfExample(example.method));
            }
        }
        self.examples
    }
}

/// The kind of an annotation without `blockType`, inferred from its code block (AD-12).
fn inferred(snippet: &Snippet<'_>, shown: MessageKind) -> Option<Kind> {
    let annotation = snippet.annotation?;
    let is_untyped = annotation.json.get("blockType").is_none() && !annotation.json.members().is_empty();
    match shown {
        MessageKind::Request if is_untyped => Some(Kind::Request),
        MessageKind::Response if is_untyped => Some(Kind::Response),
        _ => None,
    }
}

/// Parses a request. Joins a URL over several lines.
fn request(text: &str) -> Option<(Method, String, Message<'_>)> {
    let message = http::message(text);
    let (method, url) = http::request_line(message.first)?;
    let mut url = url.to_owned();
    for line in &message.more {
        // A space joins the lines of an expression, nothing those of a path or query.
        if !line.starts_with(['?', '&', '/', ',']) && !url.ends_with(['?', '&', '/', ',', '=', '(']) {
            url.push(' ');
        }
        url.push_str(line);
    }
    Some((method, url, message))
}

/// Parses a response with a status line, or a body alone.
fn response_message(text: &str) -> (Message<'_>, Option<u16>) {
    if http::message_kind(text) == MessageKind::Response {
        let message = http::message(text);
        let status = message.first.split_whitespace().nth(1).and_then(|code| code.parse().ok());
        return (message, status);
    }
    let at = text.len() - text.trim_start().len();
    let body = text[at..].trim_end();
    let bare = Message { first: "", more: Vec::new(), headers: Vec::new(), body, body_at: at };
    (bare, None)
}

fn response(
    annotation: Option<Annotation<'_>>,
    message: &Message<'_>,
    body: BodyFact,
    status: Option<u16>,
) -> ResponseFact {
    let ty = annotation.and_then(|annotation| annotation.ty());
    let is_annotated = annotation.is_some_and(|annotation| annotation.is("isCollection"));
    ResponseFact {
        status,
        is_collection: is_annotated || ty.as_ref().is_some_and(|ty| ty.value.is_collection),
        ty,
        headers: message.headers.clone(),
        body,
    }
}

/// Whether a URL belongs to another service: a webhook, an upload session.
fn is_foreign(url: &str) -> bool {
    let lower = url.to_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.starts_with("graph.") && !rest.starts_with("microsoftgraph."))
}

#[cfg(test)]
mod tests;
