//! In: a file or a reader, and its length. Out: a body that is read while it is sent.

use crate::Error;
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// A body of known length that is read while it is sent. No more than a piece of it is in memory.
///
/// The client (feature `client`) sends it piece by piece and states its length. A reader that ends too early or too late
/// makes the request fail with an error of kind [`ErrorKind::Building`](crate::ErrorKind::Building). A request is retried only while
/// its body can be read anew: a [file](Self::file), a [reader that seeks](Self::seekable) and a [function](Self::new) allow it, a
/// [reader that can be read once](Self::once) does not after its first byte. [`Request::into_http`](crate::Request::into_http) and
/// batches read the whole body into memory.
///
/// ```
/// use msgraph_core::{Content, Endpoint, Error, Json, Operation, Path, Request, StreamBody, Version};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = std::env::temp_dir().join(format!("msgraph-core-stream-body-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// # let path = folder.join("report.pdf");
/// # std::fs::write(&path, "%PDF-1.7")?;
/// let report = StreamBody::file(&path)?;
/// assert_eq!(report.len(), 8);
///
/// let content = Path::root(Version::V1, "me").segment("drive").segment("root").segment("content");
/// let request: Request<Json> = content.put(&Content::from(report), Operation::UNDOCUMENTED);
/// // `client.send(request)` sends it from the file
/// # assert_eq!(request.into_http(&Endpoint::GLOBAL)?.body(), b"%PDF-1.7");
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct StreamBody {
    length: u64,
    source: Source,
}

/// The origin of the bytes.
#[derive(Clone)]
enum Source {
    /// Makes a reader for each attempt.
    Anew(Arc<dyn Fn() -> io::Result<Blocking> + Send + Sync>),
    /// The only reader; none after its first byte was read.
    Once(Arc<Mutex<Option<Reader>>>),
}

/// A reader that keeps its thread waiting.
type Blocking = Box<dyn Read + Send>;

/// A reader of either kind.
pub(crate) enum Reader {
    /// It keeps its thread waiting.
    Blocking(Blocking),
    /// It wakes its task.
    #[cfg(feature = "client")]
    Waking(std::pin::Pin<Box<dyn tokio::io::AsyncRead + Send>>),
}

impl Reader {
    fn blocking(&mut self) -> Option<&mut Blocking> {
        match self {
            Self::Blocking(reader) => Some(reader),
            #[cfg(feature = "client")]
            Self::Waking(_) => None,
        }
    }
}

impl StreamBody {
    /// A body of this many bytes from the readers that a function makes, one for each attempt.
    pub fn new<R: Read + Send + 'static>(
        length: u64,
        open: impl Fn() -> io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        let open = move || open().map(|reader| Box::new(reader) as Blocking);
        Self { length, source: Source::Anew(Arc::new(open)) }
    }

    /// The content of a file. Each attempt opens it.
    ///
    /// # Errors
    /// When the file does not exist, is a folder, or cannot be read.
    pub fn file(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let metadata = File::open(&path)?.metadata()?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Self::new(metadata.len(), move || File::open(&path)))
    }

    /// The bytes of a reader from its position on. Each attempt seeks this position.
    ///
    /// # Errors
    /// When the reader cannot seek.
    pub fn seekable<R: Read + Seek + Send + 'static>(mut reader: R) -> io::Result<Self> {
        let start = reader.stream_position()?;
        let end = reader.seek(SeekFrom::End(0))?;
        let reader = Arc::new(Mutex::new(reader));
        let open = move || Ok(Positioned { reader: reader.clone(), at: start });
        Ok(Self::new(end.saturating_sub(start), open))
    }

    /// A body of this many bytes from a reader that can be read once. The request is not retried after its first byte.
    ///
    /// The reader must end right after these bytes. A shorter one is an error as soon as it ends, a longer one
    /// before its last bytes are sent: the service never gets a whole body. A connection that stays open after the content keeps
    /// the request waiting for its end; [`take`](Read::take) ends such a reader, and cuts a longer one.
    ///
    /// ```
    /// use msgraph_core::StreamBody;
    /// use std::io::Read;
    ///
    /// # fn of(connection: impl Read + Send + 'static) -> StreamBody {
    /// StreamBody::once(1000, connection.take(1000))
    /// # }
    /// # assert_eq!(of(std::io::repeat(7)).len(), 1000);
    /// ```
    pub fn once(length: u64, reader: impl Read + Send + 'static) -> Self {
        Self::of_reader(length, Reader::Blocking(Box::new(reader)))
    }

    /// The same from an asynchronous reader, such as a file of tokio, which must end at this length as well. Only a client
    /// sends it, in a request of its own: other stacks and batches read the body whole, and refuse it.
    #[cfg(feature = "client")]
    pub fn once_async(length: u64, reader: impl tokio::io::AsyncRead + Send + 'static) -> Self {
        Self::of_reader(length, Reader::Waking(Box::pin(reader)))
    }

    fn of_reader(length: u64, reader: Reader) -> Self {
        Self { length, source: Source::Once(Arc::new(Mutex::new(Some(reader)))) }
    }

    /// The length in bytes.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether the length is 0.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Whether the body can be read, for the first time or anew.
    pub(crate) fn is_readable(&self) -> bool {
        match &self.source {
            Source::Anew(_) => true,
            Source::Once(reader) => reader.lock().unwrap_or_else(PoisonError::into_inner).is_some(),
        }
    }

    /// A reader that yields as many bytes as the body has, or an error.
    pub(crate) fn open(&self) -> io::Result<Exact> {
        let reader = match &self.source {
            Source::Anew(open) => Reader::Blocking(open()?),
            Source::Once(reader) => {
                let reader = reader.lock().unwrap_or_else(PoisonError::into_inner).take();
                reader.ok_or_else(|| io::Error::other("the reader of the body has been read already"))?
            }
        };
        Ok(Exact { reader, pending: self.length })
    }

    /// Whether its reader is asynchronous. A reader that was taken is of no kind.
    pub(crate) fn is_async(&self) -> bool {
        let Source::Once(reader) = &self.source else { return false };
        let mut reader = reader.lock().unwrap_or_else(PoisonError::into_inner);
        reader.as_mut().is_some_and(|reader| reader.blocking().is_none())
    }

    /// The whole body.
    pub(crate) fn into_bytes(self) -> io::Result<Vec<u8>> {
        let mut body = self.open()?;
        let mut bytes = Vec::new();
        loop {
            match body.next(PIECE)? {
                piece if piece.is_empty() => return Ok(bytes),
                piece => bytes.extend(piece),
            }
        }
    }
}

impl fmt::Debug for StreamBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StreamBody({} bytes)", self.length)
    }
}

/// The error of a request whose body cannot be read.
pub(crate) fn unreadable(source: io::Error) -> Error {
    Error::building_from("the body cannot be read", source)
}

/// The number of bytes that are read at once.
pub(crate) const PIECE: usize = 128 << 10;

/// A reader that must yield a number of bytes and end there.
pub(crate) struct Exact {
    pub(crate) reader: Reader,
    /// The number of bytes that are still to come.
    pub(crate) pending: u64,
}

impl Exact {
    /// The next bytes, as many as this at the most; none at the end. An asynchronous reader needs
    /// [`next_async`](Self::next_async).
    ///
    /// # Errors
    /// Those of the reader; when it ends before the body does, or has more bytes.
    pub(crate) fn next(&mut self, most: usize) -> io::Result<Vec<u8>> {
        let Some(reader) = self.reader.blocking() else {
            return Err(io::Error::other("only a client reads an asynchronous body"));
        };
        let size = usize::try_from(self.pending).unwrap_or(most).min(most);
        let mut bytes = Vec::with_capacity(size);
        reader.take(size as u64).read_to_end(&mut bytes)?;
        if bytes.len() < size {
            return Err(self.too_short(bytes.len()));
        }
        self.pending -= size as u64;
        // before the last bytes are sent: without them the request is void
        if self.pending == 0 && reader.take(1).read_to_end(&mut Vec::new())? > 0 {
            return Err(too_long());
        }
        Ok(bytes)
    }

    /// The same for a reader of either kind.
    ///
    /// # Errors
    /// Those of [`next`](Self::next).
    #[cfg(feature = "client")]
    pub(crate) async fn next_async(&mut self, most: usize) -> io::Result<Vec<u8>> {
        use tokio::io::AsyncReadExt;

        let reader = match &mut self.reader {
            Reader::Blocking(_) => return self.next(most),
            Reader::Waking(reader) => reader,
        };
        let size = usize::try_from(self.pending).unwrap_or(most).min(most);
        let mut bytes = Vec::with_capacity(size);
        reader.take(size as u64).read_to_end(&mut bytes).await?;
        if bytes.len() < size {
            return Err(self.too_short(bytes.len()));
        }
        self.pending -= size as u64;
        if self.pending == 0 && reader.take(1).read_to_end(&mut Vec::new()).await? > 0 {
            return Err(too_long());
        }
        Ok(bytes)
    }

    fn too_short(&self, read: usize) -> io::Error {
        let missing = self.pending - read as u64;
        let message = format!("the reader is {missing} bytes shorter than the stated length of the body");
        io::Error::new(io::ErrorKind::UnexpectedEof, message)
    }
}

fn too_long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the reader has more bytes than the stated length of the body")
}

/// A place in a reader that others read, too.
struct Positioned<R> {
    reader: Arc<Mutex<R>>,
    at: u64,
}

impl<R: Read + Seek> Read for Positioned<R> {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        reader.seek(SeekFrom::Start(self.at))?;
        let count = reader.read(space)?;
        self.at += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::StreamBody;
    use crate::ErrorKind;
    use crate::request::body::Payload;
    use std::io::{self, Cursor, Read};

    /// A reader that yields a byte at a time, then an error.
    struct Failing(u8);

    impl Read for Failing {
        fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
            let Some(left) = self.0.checked_sub(1) else { return Err(io::Error::other("the disk is gone")) };
            self.0 = left;
            space[0] = 7;
            Ok(1)
        }
    }

    #[test]
    fn bodies_of_all_kinds_are_read_whole() {
        let bytes: Vec<u8> = (0..300_000_u32).map(|number| number as u8).collect();
        let mut reader = Cursor::new([&[1, 2], bytes.as_slice()].concat());
        reader.set_position(2);
        let length = bytes.len() as u64;
        let anew = bytes.clone();
        for body in [
            StreamBody::once(length, Cursor::new(bytes.clone())),
            StreamBody::seekable(reader).unwrap(),
            StreamBody::new(length, move || Ok(Cursor::new(anew.clone()))),
        ] {
            assert_eq!(body.len(), length);
            assert!(body.into_bytes().unwrap() == bytes);
        }
    }

    #[test]
    fn only_a_reader_that_is_made_anew_is_read_twice() {
        let seekable = StreamBody::seekable(Cursor::new("abc")).unwrap();
        assert_eq!(seekable.clone().into_bytes().unwrap(), b"abc");
        assert_eq!(seekable.into_bytes().unwrap(), b"abc");
        let once = StreamBody::once(3, Cursor::new("abc"));
        assert_eq!(once.clone().into_bytes().unwrap(), b"abc");
        let error = Payload::Stream(once).into_bytes().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Building);
    }

    #[test]
    fn reader_of_another_length_is_an_error() {
        for (length, text) in [
            (4, "the reader is 1 bytes shorter than the stated length of the body"),
            (2, "the reader has more bytes than the stated length of the body"),
            (0, "the reader has more bytes than the stated length of the body"),
        ] {
            let body = Payload::Stream(StreamBody::once(length, Cursor::new("abc")));
            let error = body.into_bytes().unwrap_err();
            let source = std::error::Error::source(&error).unwrap().to_string();
            assert_eq!((error.kind(), source.as_str()), (ErrorKind::Building, text));
        }
        assert_eq!(StreamBody::once(0, io::empty()).into_bytes().unwrap(), b"");
    }

    #[test]
    fn error_of_a_reader_is_kept() {
        let error = Payload::Stream(StreamBody::once(9, Failing(3))).into_bytes().unwrap_err();
        assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the disk is gone");
    }

    #[test]
    fn missing_file_and_folder_are_refused_at_once() {
        assert_eq!(StreamBody::file("no/such/file").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert!(StreamBody::file(std::env::temp_dir()).is_err());
    }
}
