//! In: a request for a page. Out: all pages, all items, all changes, on demand.

use super::Client;
use super::transport::BoxFuture;
use crate::table::Value;
use crate::{DeltaItem, DeltaPage, Deserialized, Error, FromResponse, Page, Request};
use futures_core::Stream;
use serde_core::de::DeserializeOwned;
use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::hash::{BuildHasher as _, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Types of pages that link to the next page: [`Page`], also of [items of the program's types](Request::deserialize_items), and
/// [`DeltaPage`].
pub trait Paged: FromResponse + Send + Unpin + 'static {
    /// The type of its items.
    type Item: Send + Unpin + 'static;

    /// The link to the next page.
    fn next_link(&self) -> Option<&str>;

    /// The link to later changes.
    fn delta_link(&self) -> Option<&str>;

    /// The parts of the page.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T: Value + Send + Unpin + 'static> Paged for Page<T> {
    type Item = T;

    fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }
    fn delta_link(&self) -> Option<&str> {
        None
    }
    fn into_items(self) -> Vec<T> {
        self.value
    }
}

impl<T: DeserializeOwned + Send + Unpin + 'static> Paged for Page<Deserialized<T>> {
    type Item = Deserialized<T>;

    fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }
    fn delta_link(&self) -> Option<&str> {
        None
    }
    fn into_items(self) -> Vec<Deserialized<T>> {
        self.value
    }
}

impl<T: Value + Send + Unpin + 'static> Paged for DeltaPage<T> {
    type Item = DeltaItem<T>;

    fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }
    fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }
    fn into_items(self) -> Vec<DeltaItem<T>> {
        self.items
    }
}

/// All pages of a collection, or of the changes of one; a `Stream`. See [`Client::pages`].
///
/// It requests each page on demand, and ends after an error. [`remaining_request`](Self::remaining_request) continues from there.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<P: Paged> {
    client: Client,
    next: Option<Request<P>>,
    coming: Option<BoxFuture<'static, Result<P, Error>>>,
    visited: Visited,
    ended: bool,
}

/// The pages that a stream has received, as hashes of their URLs: 8 bytes, where a link may have a thousand.
///
/// A repeated page would yield its items twice, even if its link differs the second time.
#[derive(Default)]
struct Visited {
    urls: HashSet<u64>,
    hasher: RandomState,
}

impl Visited {
    fn insert(&mut self, url: &str) {
        self.urls.insert(self.hasher.hash_one(url));
    }

    fn contains(&self, url: &str) -> bool {
        self.urls.contains(&self.hasher.hash_one(url))
    }
}

impl<P: Paged> Pages<P> {
    pub(super) fn new(client: Client, first: Request<P>) -> Self {
        Self { client, next: Some(first), coming: None, visited: Visited::default(), ended: false }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    /// Those of [`Client::send`]; and of kind [`ErrorKind::Decoding`](crate::ErrorKind::Decoding) when the pages lead back to
    /// an earlier one.
    pub async fn try_next(&mut self) -> Result<Option<P>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }

    /// The request for the remaining pages; `None` after the last. A new stream can begin with it, also after
    /// an error.
    #[must_use]
    pub fn remaining_request(&self) -> Option<&Request<P>> {
        self.next.as_ref()
    }

    /// Prepares the request for the page after this one.
    fn follow(&mut self, page: &P) -> Result<(), Error> {
        let (Some(request), Some(link)) = (&self.next, page.next_link()) else {
            self.next = None;
            return Ok(());
        };
        let (url, next) = (self.url(request), request.next_page_from(link));
        url.iter().for_each(|url| self.visited.insert(url));
        // a link that is refused ends the pages when it is followed
        if self.url(&next).is_some_and(|url| self.visited.contains(&url)) {
            self.ended = true;
            return Err(Error::decoding("the pages lead in a circle", link.as_bytes()));
        }
        self.next = Some(next);
        Ok(())
    }

    /// The URL on the wire. Links that differ in their fragments alone lead to the same page.
    fn url(&self, request: &Request<P>) -> Option<String> {
        let http = request.clone().into_outgoing(&self.client.shared.endpoint).ok()?;
        Some(http.uri().to_string())
    }
}

impl<P: Paged> Stream for Pages<P> {
    type Item = Result<P, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.ended {
            return Poll::Ready(None);
        }
        if this.coming.is_none() {
            let Some(request) = this.next.clone() else {
                return Poll::Ready(None);
            };
            let client = this.client.clone();
            this.coming = Some(Box::pin(async move { client.send(request).await }));
        }
        let Some(coming) = &mut this.coming else {
            return Poll::Ready(None);
        };
        let result = ready!(coming.as_mut().poll(context));
        this.coming = None;
        let result = result.and_then(|page| this.follow(&page).map(|()| page));
        this.ended |= result.is_err();
        Poll::Ready(Some(result))
    }
}

/// All items of a collection, page after page; a `Stream`. See [`Client::items`].
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<T>(Flat<Page<T>>)
where
    Page<T>: Paged<Item = T>;

/// All changes of a collection, page after page; a `Stream`. See [`Client::delta`].
#[must_use = "a stream does nothing until it is polled"]
pub struct DeltaItems<T: Value + Send + Unpin + 'static>(Flat<DeltaPage<T>>);

/// The items of pages.
struct Flat<P: Paged> {
    pages: Pages<P>,
    /// The request for the page of the pending items.
    current: Option<Request<P>>,
    items: VecDeque<P::Item>,
    delta_link: Option<String>,
}

impl<P: Paged> Flat<P> {
    fn new(pages: Pages<P>) -> Self {
        Self { pages, current: None, items: VecDeque::new(), delta_link: None }
    }

    fn remaining_request(&self) -> Option<&Request<P>> {
        let at_hand = self.current.as_ref().filter(|_| !self.items.is_empty());
        at_hand.or_else(|| self.pages.remaining_request())
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        loop {
            if let Some(item) = self.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            let asked = self.pages.remaining_request().cloned();
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => {
                    self.current = asked;
                    self.delta_link = page.delta_link().map(str::to_owned);
                    self.items = page.into_items().into();
                }
            }
        }
    }
}

impl<T> Items<T>
where
    Page<T>: Paged<Item = T>,
{
    pub(super) fn new(client: Client, first: Request<Page<T>>) -> Self {
        Self(Flat::new(Pages::new(client, first)))
    }

    /// The next item; `None` after the last.
    ///
    /// # Errors
    /// Those of [`Pages::try_next`]. An error ends the stream; [`remaining_request`](Self::remaining_request) continues from there.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.0.poll(context)).await.transpose()
    }

    /// All remaining items, in a `Vec` or any other collection that grows.
    ///
    /// # Errors
    /// Those of [`try_next`](Self::try_next), which also continues after an error.
    pub async fn try_collect<C: Default + Extend<T>>(mut self) -> Result<C, Error> {
        let mut all = C::default();
        while let Some(item) = self.try_next().await? {
            all.extend([item]);
        }
        Ok(all)
    }

    /// The request for the remaining items; `None` after the last. It begins with the page of the next item, so that earlier
    /// items of this page are repeated.
    #[must_use]
    pub fn remaining_request(&self) -> Option<&Request<Page<T>>> {
        self.0.remaining_request()
    }
}

impl<T: Value + Send + Unpin + 'static> DeltaItems<T> {
    pub(super) fn new(client: Client, first: Request<DeltaPage<T>>) -> Self {
        Self(Flat::new(Pages::new(client, first)))
    }

    /// The next change; `None` after the last.
    ///
    /// # Errors
    /// Those of [`Pages::try_next`]. An error ends the stream; [`remaining_request`](Self::remaining_request) continues from there.
    pub async fn try_next(&mut self) -> Result<Option<DeltaItem<T>>, Error> {
        poll_fn(|context| self.0.poll(context)).await.transpose()
    }

    /// The request for the remaining changes; `None` after the last. It begins with the page of the next change, so that earlier
    /// changes of this page are repeated.
    #[must_use]
    pub fn remaining_request(&self) -> Option<&Request<DeltaPage<T>>> {
        self.0.remaining_request()
    }

    /// The link to later changes; `None` before the last change. Keep it for the next run, in which
    /// [`Request::next_page_from`] of the first request follows it.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.0.delta_link.as_deref().filter(|_| self.0.items.is_empty())
    }
}

impl<T: Unpin> Stream for Items<T>
where
    Page<T>: Paged<Item = T>,
{
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll(context)
    }
}

impl<T: Value + Send + Unpin + 'static> Stream for DeltaItems<T> {
    type Item = Result<DeltaItem<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll(context)
    }
}

impl<P: Paged> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("next", &self.next).finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Items<T>
where
    Page<T>: Paged<Item = T>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.pages.fmt(f)
    }
}

impl<T: Value + Send + Unpin + 'static> fmt::Debug for DeltaItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.pages.fmt(f)
    }
}
