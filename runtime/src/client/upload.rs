//! In: an upload session and a content. Out: the content at the service, slice by slice, over broken connections.

use super::Client;
use super::thread::blocking;
use super::transport::BoxFuture;
use crate::{Error, ErrorKind, FromResponse, Upload, UploadStep, Uploaded};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::time::Duration;

/// The wait before a broken upload continues.
const PAUSE: Duration = Duration::from_secs(1);

/// A source of an upload: bytes in memory, a [`FileSource`], or a custom source.
pub trait UploadSource: Send {
    /// Reads these bytes. They may be requested again, when they did not arrive.
    ///
    /// # Errors
    /// When they cannot be read, or the source is shorter.
    fn read(&mut self, range: Range<u64>) -> BoxFuture<'_, io::Result<Vec<u8>>>;
}

impl<B: AsRef<[u8]> + Send> UploadSource for B {
    fn read(&mut self, range: Range<u64>) -> BoxFuture<'_, io::Result<Vec<u8>>> {
        let part = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
        let part = part.and_then(|(start, end)| self.as_ref().get(start..end));
        let read = part.map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::UnexpectedEof.into());
        Box::pin(std::future::ready(read))
    }
}

/// A file to upload. It is read on a blocking thread, so that no task waits.
#[derive(Debug)]
pub struct FileSource(File);

impl FileSource {
    /// Wraps a file.
    #[must_use]
    pub fn new(file: File) -> Self {
        Self(file)
    }

    /// The number of bytes of the file.
    ///
    /// # Errors
    /// When the system does not report it.
    pub fn size(&self) -> io::Result<u64> {
        self.0.metadata().map(|metadata| metadata.len())
    }
}

impl UploadSource for FileSource {
    fn read(&mut self, range: Range<u64>) -> BoxFuture<'_, io::Result<Vec<u8>>> {
        let file = self.0.try_clone();
        Box::pin(async move {
            let file = file?;
            blocking(move || read(file, &range)).await
        })
    }
}

fn read(mut file: File, range: &Range<u64>) -> io::Result<Vec<u8>> {
    let size = usize::try_from(range.end - range.start).map_err(io::Error::other)?;
    let mut bytes = vec![0; size];
    file.seek(SeekFrom::Start(range.start))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

impl Client {
    /// Uploads a content through a session. After each slice `progress` gets the number of bytes that the service
    /// has, and of all bytes.
    ///
    /// When the connection breaks, the client asks the service for the received ranges and continues from there. After an
    /// error `upload` still has its position; [`resume`](Self::resume) continues.
    ///
    /// ```
    /// use msgraph_core::client::FileSource;
    /// use msgraph_core::{Client, Error, Json, Upload};
    ///
    /// # async fn example(client: Client, session: Json) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut source = FileSource::new(std::fs::File::open("report.pdf")?);
    /// // `session` is the response of `create_upload_session`
    /// let mut upload: Upload<Json> = Upload::new(&session, source.size()?)?;
    /// let uploaded = client.upload(&mut upload, &mut source, |sent, size| println!("{sent} of {size}")).await?;
    /// println!("{:?}", uploaded.item);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of [`send`](Self::send) and [`Upload::accept`]; of kind [`ErrorKind::Building`] when the source cannot be read.
    pub async fn upload<T: FromResponse>(
        &self,
        upload: &mut Upload<T>,
        source: &mut impl UploadSource,
        mut progress: impl FnMut(u64, u64) + Send,
    ) -> Result<Uploaded<T>, Error> {
        loop {
            let step = match upload.next_range() {
                Some(range) => self.send_slice(upload, source, range).await?,
                // the session waits for the commit
                None => upload.accept(self.send(upload.commit()).await?)?,
            };
            let step = match step {
                UploadStep::CheckStatus => self.check_status(upload, unclear()).await?,
                step => step,
            };
            progress(upload.sent(), upload.size());
            if let UploadStep::Done(uploaded) = step {
                return Ok(uploaded);
            }
        }
    }

    /// Continues an upload of unknown progress: one of an earlier run ([`Upload::at`]), or one that
    /// has failed.
    ///
    /// # Errors
    /// Those of [`upload`](Self::upload).
    pub async fn resume<T: FromResponse>(
        &self,
        upload: &mut Upload<T>,
        source: &mut impl UploadSource,
        mut progress: impl FnMut(u64, u64) + Send,
    ) -> Result<Uploaded<T>, Error> {
        upload.forget_received();
        let step = upload.accept(self.send(upload.status()).await?)?;
        progress(upload.sent(), upload.size());
        match step {
            UploadStep::Done(uploaded) => Ok(uploaded),
            UploadStep::More | UploadStep::CheckStatus => self.upload(upload, source, progress).await,
        }
    }

    /// Sends a slice. After an unclear result it asks the service for the received ranges.
    async fn send_slice<T: FromResponse>(
        &self,
        upload: &mut Upload<T>,
        source: &mut impl UploadSource,
        range: Range<u64>,
    ) -> Result<UploadStep<T>, Error> {
        let bytes = source.read(range).await;
        let bytes = bytes.map_err(|source| Error::building_from("the source cannot be read", source))?;
        let answer = self.send(upload.slice(bytes)?).await;
        match answer.and_then(|answer| upload.accept(answer)) {
            Err(error) if leaves_open_what_arrived(&error) => {
                tracing::info!(%error, "an upload broke");
                self.shared.clock.sleep(PAUSE).await;
                self.check_status(upload, error).await
            }
            step => step,
        }
    }

    /// Asks the service for the received ranges after an error. If this fails as well, the first error is the better
    /// explanation, unless it is a broken connection.
    async fn check_status<T: FromResponse>(
        &self,
        upload: &mut Upload<T>,
        before: Error,
    ) -> Result<UploadStep<T>, Error> {
        let answer = self.send(upload.status()).await;
        answer.and_then(|answer| upload.accept(answer)).map_err(|error| match before.kind() {
            ErrorKind::Transport => error,
            _ => before,
        })
    }
}

/// Whether the slice may have arrived nevertheless: the connection broke, the service had it already (416, 409) or failed,
/// or the response is not one of an upload session.
fn leaves_open_what_arrived(error: &Error) -> bool {
    let status = error.status().filter(|_| error.service().is_some());
    matches!(error.kind(), ErrorKind::Transport | ErrorKind::Decoding)
        || status.is_some_and(|status| matches!(status.as_u16(), 409 | 416) || status.is_server_error())
}

fn unclear() -> Error {
    Error::decoding("the service does not say whether the upload is complete", &[])
}
