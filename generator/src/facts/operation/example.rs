//! In: the code blocks of an api page. Out: [`ExampleFact`]s, each documented request with its response (AD-6 to AD-20, AD-39).

mod body;
mod http;

use std::collections::BTreeMap;

use self::http::{Message, Shown};
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

/// Pairs requests and answers; their annotations are used or left out.
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
    /// The requests of each name, in order.
    named: BTreeMap<String, Vec<usize>>,
    /// The request that an answer without a name belongs to.
    last: Option<usize>,
}

impl<'p> Pairing<'_, 'p> {
    fn add(&mut self, snippet: &Snippet<'p>) {
        let text = &snippet.fence.text;
        let shown = http::shown(text);
        match (snippet.kind().or_else(|| inferred(snippet, shown)), shown) {
            (Some(Kind::Request), Shown::Request) => self.request(snippet, snippet.annotation),
            (Some(Kind::Example), Shown::Request) => self.named_example(snippet),
            (Some(Kind::Response | Kind::SimulatedResponse), Shown::Response | Shown::Other) => {
                self.response(snippet, snippet.annotation);
            }
            (Some(Kind::Request), Shown::Response) => {
                self.swapped(snippet, "request", "response");
                self.response(snippet, snippet.annotation);
            }
            (Some(Kind::Response | Kind::SimulatedResponse), Shown::Request) => {
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
            (Some(Kind::Request), Shown::Other) => {
                self.reading.report_gap(GapKind::Annotation, snippet.start(), &Problem::NotARequest);
            }
            (Some(Kind::Resource), _) => {}
            (_, Shown::Request) => self.bare_request(snippet),
            (_, Shown::Response) if snippet.area != Area::Http => self.bare_response(snippet),
            (Some(Kind::Example), Shown::Other) => self.record_gap(snippet, "example of a body"),
            (None, Shown::Other) if self.answers(snippet) => self.response(snippet, snippet.annotation),
            _ => self.leave(snippet),
        }
    }

    /// A request without a `request` annotation: in an example any, elsewhere one with a whole URL.
    fn bare_request(&mut self, snippet: &Snippet<'p>) {
        let url = request(&snippet.fence.text).map(|(_, url, _)| url).unwrap_or_default();
        let counts = match snippet.area {
            Area::Example | Area::HttpOfExample => true,
            Area::Http => false,
            _ => url.starts_with("http"),
        };
        if !counts {
            self.leave(snippet);
        } else if is_foreign(&url) {
            self.last = None;
            self.record_gap(snippet, "request to another service");
        } else {
            self.use_annotation(snippet.annotation);
            self.request(snippet, None);
        }
    }

    /// A request that its author calls an example of a body.
    fn named_example(&mut self, snippet: &Snippet<'p>) {
        match request(&snippet.fence.text).is_some_and(|(_, url, _)| is_foreign(&url)) {
            true => {
                self.last = None;
                self.record_gap(snippet, "request to another service");
            }
            false => self.request(snippet, snippet.annotation),
        }
    }

    fn bare_response(&mut self, snippet: &Snippet<'p>) {
        match self.last.is_some_and(|last| self.examples[last].response.is_none()) {
            true => self.response(snippet, snippet.annotation),
            false => self.leave(snippet),
        }
    }

    /// Whether a block of JSON below a heading "Response" is the answer that is still missing.
    fn answers(&self, snippet: &Snippet<'p>) -> bool {
        let waits = self.last.is_some_and(|last| self.examples[last].response.is_none());
        waits && snippet.area == Area::Example && snippet.below_response && snippet.fence.language == "json"
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
        let (message, status) = answer(&snippet.fence.text);
        let body = self.answer_body(snippet, &message, status);
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
            // Of two requests with one name the later one is meant, unless it has an answer.
            let open = found.iter().rev().find(|index| self.examples[**index].response.is_none());
            requests.extend(open.or(found.first()));
        }
        if requests.is_empty() {
            requests.extend(self.last);
        }
        // A page without any request is told of that alone, and what is called a request names itself.
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

    /// The body of an answer, also where the page puts it right below the code block: in one of JSON, or as code of its own.
    fn answer_body(&mut self, snippet: &Snippet<'p>, message: &Message<'_>, status: Option<u16>) -> BodyFact {
        let waits =
            message.body.is_empty() && status.is_some_and(|status| status / 100 == 2 && status != 204);
        match snippet.next.filter(|_| waits) {
            Some(BlockKind::Fence(fence)) if fence.language == "json" => {
                let headers = message.headers.clone();
                body::read(self.reading, fence, &Message { headers, ..answer(&fence.text).0 })
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

    /// Passes over a code block that is no half of an example.
    fn leave(&mut self, snippet: &Snippet<'p>) {
        match snippet.area {
            // The request lines are read from there.
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

/// What an annotation without `blockType` stands above (AD-12).
fn inferred(snippet: &Snippet<'_>, shown: Shown) -> Option<Kind> {
    let annotation = snippet.annotation?;
    let silent = annotation.json.get("blockType").is_none() && !annotation.json.members().is_empty();
    match shown {
        Shown::Request if silent => Some(Kind::Request),
        Shown::Response if silent => Some(Kind::Response),
        _ => None,
    }
}

/// Reads a request; a URL over several lines is put on one.
fn request(text: &str) -> Option<(Method, String, Message<'_>)> {
    let message = http::message(text);
    let (method, url) = http::request_line(message.first)?;
    let mut url = url.to_owned();
    for line in &message.more {
        // A query goes on without a blank, an expression within it with one.
        if !line.starts_with(['?', '&', '/', ',']) && !url.ends_with(['?', '&', '/', ',', '=', '(']) {
            url.push(' ');
        }
        url.push_str(line);
    }
    Some((method, url, message))
}

/// Reads an answer: with a status line, or its body alone.
fn answer(text: &str) -> (Message<'_>, Option<u16>) {
    if http::shown(text) == Shown::Response {
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
    let is = |key| annotation.is_some_and(|annotation| annotation.is(key));
    ResponseFact {
        status,
        is_collection: is("isCollection") || ty.as_ref().is_some_and(|ty| ty.value.is_collection),
        is_truncated: is("truncated"),
        ty,
        headers: message.headers.clone(),
        body,
    }
}

/// Whether a URL is of another service: a webhook, an upload session.
fn is_foreign(url: &str) -> bool {
    let lower = url.to_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.starts_with("graph.") && !rest.starts_with("microsoftgraph."))
}

#[cfg(test)]
mod tests;
