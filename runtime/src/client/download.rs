//! In: a download. Out: its bytes, over broken connections.

mod new_file;

use self::new_file::NewFile;
use super::Client;
use super::exchange::{Content, Reading};
use super::transport::{BoxFuture, Chunks};
use crate::{Bytes as Body, Download, DownloadResponse, Error, ErrorKind, Request};
use bytes::Bytes;
use futures_core::Stream;
use http::Response;
use http::header::{ACCEPT_ENCODING, CONTENT_LENGTH};
use std::fmt;
use std::future::poll_fn;
use std::io::{self, Write};
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The most consecutive restarts of a download without a received byte.
const STALLS: u32 = 3;

impl Client {
    /// Downloads a content as a `Stream` of bytes, of any length.
    ///
    /// A redirection to another host is followed without the token. After a broken connection the download continues from
    /// that byte, if the content is still the same. [`DownloadStream::state`] can be kept to continue in a later run.
    ///
    /// ```
    /// use msgraph_core::{Bytes, Client, Download, Error, Request};
    /// use std::io::Write;
    ///
    /// # async fn example(client: Client, content: Request<Bytes>) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut file = std::fs::File::create("report.pdf")?;
    /// let mut download = client.download(Download::new(content));
    /// while let Some(bytes) = download.try_next().await? {
    ///     file.write_all(&bytes)?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn download(&self, download: Download) -> DownloadStream {
        DownloadStream { client: self.clone(), state: download, step: Step::Idle, stalls: 0, is_lossy: false }
    }
}

/// A running download; a `Stream` of bytes. See [`Client::download`].
#[must_use = "a stream does nothing until it is polled"]
pub struct DownloadStream {
    client: Client,
    state: Download,
    step: Step,
    stalls: u32,
    /// Whether bytes of it were in a file that is gone.
    is_lossy: bool,
}

enum Step {
    Idle,
    Asked(BoxFuture<'static, Result<Answered, Error>>),
    Body(DownloadResponse, Chunks),
    Ended,
    /// With an error.
    Failed,
}

/// The response to a request for a content.
enum Answered {
    /// The address of the content.
    Elsewhere(DownloadResponse),
    /// The content.
    Here(DownloadResponse, Chunks),
}

impl DownloadStream {
    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// Those of [`Client::send`] and [`Download::accept`]; of kind [`ErrorKind::Decoding`] when a part is compressed without
    /// request, since its position in the content is unknown. An error ends the stream; [`state`](Self::state)
    /// continues from there.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }

    /// Writes all remaining bytes, and returns their number. [`std::fs::File`] and `Vec` are writers.
    ///
    /// ```
    /// use msgraph_core::{Bytes, Client, Download, Error, Request};
    ///
    /// # async fn example(client: Client, content: Request<Bytes>) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut file = std::fs::File::create("report.pdf")?;
    /// client.download(Download::new(content)).write_to(&mut file).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of [`try_next`](Self::try_next). The writer has all bytes before [`state`](Self::state) then, and a new download
    /// continues from there.
    ///
    /// Of kind [`ErrorKind::Writing`] when the writer refuses bytes. The position of the state is then beyond the bytes
    /// that the writer has: a download into the same writer starts anew, or at the real end of the writer.
    ///
    /// Each of these errors ends the stream; further writing is an error of kind [`ErrorKind::Building`].
    pub async fn write_to(&mut self, writer: &mut (impl Write + ?Sized)) -> Result<u64, Error> {
        if matches!(self.step, Step::Failed) {
            return Err(Error::building("the download has ended with an error, and a new one must go on"));
        }
        if self.is_lossy {
            return Err(Error::building(
                "bytes of the download went with an incomplete file; start a new one",
            ));
        }
        let mut written = 0;
        while let Some(bytes) = self.try_next().await? {
            writer.write_all(&bytes).map_err(|source| self.refused(source))?;
            written += bytes.len() as u64;
        }
        writer.flush().map_err(|source| self.refused(source))?;
        Ok(written)
    }

    /// Writes all remaining bytes to a new file of a folder, and returns their number. Bytes that
    /// [`try_next`](Self::try_next) has returned before are not among them.
    ///
    /// The name must have no path: a service could send one. The file has another name until it is
    /// complete. After an error, or when the future is dropped, there is no file. A download that continues from
    /// [`state`](Self::state) lacks its bytes, so further writing is an error of kind [`ErrorKind::Building`].
    ///
    /// # Errors
    /// Those of [`write_to`](Self::write_to); of kind [`ErrorKind::Building`] when the name is not that of a file in the folder; of
    /// kind [`ErrorKind::Writing`] when there is such a file already, or it cannot be created.
    pub async fn save_in(&mut self, folder: impl AsRef<Path>, name: &str) -> Result<u64, Error> {
        let mut file = NewFile::create(folder.as_ref(), name)?;
        let mut saving = Saving { start: self.state.position(), stream: self };
        let written = saving.stream.write_to(&mut file).await?;
        file.complete()?;
        saving.start += written;
        Ok(written)
    }

    /// The writer is behind the state from here on, so nothing more is written.
    fn refused(&mut self, source: io::Error) -> Error {
        self.step = Step::Failed;
        Error::writing("the content cannot be written", source)
    }

    /// The progress: [`Download::position`], [`Download::size`].
    #[must_use]
    pub fn state(&self) -> &Download {
        &self.state
    }

    fn ask(&self, request: Request<DownloadResponse>) -> BoxFuture<'static, Result<Answered, Error>> {
        let client = self.client.clone();
        Box::pin(async move {
            // positions are those of the uncompressed content
            let request = request.header(ACCEPT_ENCODING.as_str(), "identity");
            let reader = request.reader();
            let http = request.into_outgoing(&client.shared.endpoint)?;
            let (parts, content) = client.open(http, reader.template(), Reading::Head).await?.into_parts();
            match content {
                Content::Open(chunks) => {
                    let length = parts.headers.get(CONTENT_LENGTH);
                    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
                    let head = DownloadResponse::head(parts.status, &parts.headers, length)?;
                    Ok(Answered::Here(head, chunks))
                }
                Content::Whole(body) => {
                    reader.parse(Response::from_parts(parts, body)).map(Answered::Elsewhere)
                }
            }
        })
    }

    /// Whether it can continue after an error.
    fn goes_on(&mut self, error: &Error) -> bool {
        let status = error.status().map(|status| status.as_u16());
        // addresses from the service expire
        let outdated = self.state.knows_location() && matches!(status, Some(401 | 403 | 404 | 410));
        if outdated {
            self.state.forget_location();
        }
        self.stalls += 1;
        (outdated || error.kind() == ErrorKind::Transport) && self.stalls < STALLS
    }

    fn poll_step(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        loop {
            match &mut self.step {
                Step::Ended | Step::Failed => return Poll::Ready(Ok(None)),
                Step::Idle => match self.state.next() {
                    None => self.step = Step::Ended,
                    Some(request) => self.step = Step::Asked(self.ask(request)),
                },
                Step::Asked(asked) => match ready!(asked.as_mut().poll(context)) {
                    Ok(Answered::Here(head, chunks)) => {
                        self.state.admit(&head)?;
                        self.step = Step::Body(head, chunks);
                    }
                    Ok(Answered::Elsewhere(answer)) => {
                        self.step = Step::Idle;
                        self.state.accept(answer)?;
                    }
                    Err(error) if self.goes_on(&error) => self.step = Step::Idle,
                    Err(error) => return Poll::Ready(Err(error)),
                },
                Step::Body(head, chunks) => match ready!(chunks.as_mut().poll_next(context)) {
                    None => {
                        self.state.end(head)?;
                        self.step = Step::Idle;
                        self.stalls += 1;
                        if self.stalls > STALLS && self.state.next().is_some() {
                            return Poll::Ready(Err(no_progress()));
                        }
                    }
                    Some(Ok(chunk)) => {
                        // a service without ranges starts anew
                        let Some(piece) = head.piece(&chunk, self.state.position())? else {
                            continue;
                        };
                        let Body(bytes) = self.state.accept(piece)?.bytes;
                        self.stalls = 0;
                        return Poll::Ready(Ok(Some(bytes.into())));
                    }
                    Some(Err(error)) if self.goes_on(&error) => self.step = Step::Idle,
                    Some(Err(error)) => return Poll::Ready(Err(error)),
                },
            }
        }
    }
}

/// A download into a file. Where it is dropped before the file is complete, the bytes since its start are gone.
struct Saving<'a> {
    stream: &'a mut DownloadStream,
    start: u64,
}

impl Drop for Saving<'_> {
    fn drop(&mut self) {
        self.stream.is_lossy |= self.start < self.stream.state.position();
    }
}

fn no_progress() -> Error {
    Error::decoding("one response after the other holds no bytes, though there are more", &[])
}

impl Stream for DownloadStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let result = ready!(self.poll_step(context));
        if result.is_err() {
            self.step = Step::Failed;
        }
        Poll::Ready(result.transpose())
    }
}

impl fmt::Debug for DownloadStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DownloadStream")
            .field("position", &self.state.position())
            .field("size", &self.state.size())
            .finish_non_exhaustive()
    }
}
