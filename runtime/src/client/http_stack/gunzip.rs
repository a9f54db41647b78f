//! In: the compressed body of a response. Out: the decompressed body, piece by piece.

use crate::Error;
use crate::client::transport::Chunks;
use bytes::Bytes;
use flate2::write::MultiGzDecoder;
use futures_core::Stream;
use std::io::{self, Write};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The input that is decompressed at once: its output may be a thousand times as long, and the limits of the client apply later.
const PIECE: usize = 4 << 10;

/// A body that was compressed with gzip.
pub(super) struct Gunzip {
    /// `None` after the end.
    chunks: Option<Chunks>,
    /// The received bytes that are still compressed.
    rest: Bytes,
    /// `None` before the first byte, because a response without a body is not compressed, and after the last.
    decoder: Option<MultiGzDecoder<Vec<u8>>>,
}

impl Gunzip {
    pub(super) fn new(chunks: Chunks) -> Self {
        Self { chunks: Some(chunks), rest: Bytes::new(), decoder: None }
    }

    fn piece(&mut self) -> io::Result<Vec<u8>> {
        let piece = self.rest.split_to(self.rest.len().min(PIECE));
        let decoder = self.decoder.get_or_insert_with(|| MultiGzDecoder::new(Vec::new()));
        decoder.write_all(&piece)?;
        Ok(mem::take(decoder.get_mut()))
    }

    /// The bytes that the decoder still held.
    fn end(&mut self) -> io::Result<Vec<u8>> {
        self.decoder.take().map_or(Ok(Vec::new()), MultiGzDecoder::finish)
    }
}

impl Stream for Gunzip {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let undone = if !self.rest.is_empty() {
                self.piece()
            } else if let Some(chunks) = &mut self.chunks {
                match ready!(chunks.as_mut().poll_next(context)).transpose()? {
                    Some(chunk) => self.rest = chunk,
                    None => self.chunks = None,
                }
                continue;
            } else if self.decoder.is_some() {
                self.end()
            } else {
                return Poll::Ready(None);
            };
            match undone {
                Ok(bytes) if bytes.is_empty() => {}
                undone => return Poll::Ready(Some(undone.map(Bytes::from).map_err(broken))),
            }
        }
    }
}

fn broken(source: io::Error) -> Error {
    Error::transport("the response is not compressed as it states", source)
}

#[cfg(test)]
mod tests {
    use super::Gunzip;
    use crate::ErrorKind;
    use crate::client::transport::{one_chunk, whole};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use futures_core::Stream;
    use std::future::poll_fn;
    use std::io::Write;
    use std::pin::Pin;

    fn compressed(content: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    async fn undone(bytes: Vec<u8>) -> Result<Vec<u8>, crate::Error> {
        whole(Box::pin(Gunzip::new(one_chunk(bytes.into()))), 10_000_000).await
    }

    #[tokio::test]
    async fn what_was_compressed_is_there_again() {
        let content: Vec<u8> = (0..1_000_000_u32).map(|number| (number / 7) as u8).collect();
        let bytes = compressed(&content);
        assert!(undone(bytes.clone()).await.unwrap() == content);
        // one after the other is one content
        assert_eq!(undone([bytes.clone(), bytes].concat()).await.unwrap().len(), 2_000_000);
        assert_eq!(undone(compressed(b"")).await.unwrap(), b"");
        // the response to HEAD
        assert_eq!(undone(Vec::new()).await.unwrap(), b"");
    }

    #[tokio::test]
    async fn what_is_broken_is_an_error() {
        let bytes = compressed(b"content");
        let (mut changed, mut longer) = (bytes.clone(), bytes.clone());
        let last = changed.len() - 1;
        changed[last] ^= 1;
        longer.push(1);
        for bytes in [b"content".to_vec(), bytes[..last].to_vec(), bytes[..3].to_vec(), changed, longer] {
            assert_eq!(undone(bytes.clone()).await.unwrap_err().kind(), ErrorKind::Transport, "{bytes:?}");
        }
    }

    #[tokio::test]
    async fn what_is_far_longer_than_it_looks_comes_in_pieces() {
        let mut body = Gunzip::new(one_chunk(compressed(&vec![0; 50_000_000]).into()));
        let mut length = 0;
        while let Some(piece) = poll_fn(|context| Pin::new(&mut body).poll_next(context)).await {
            let piece = piece.unwrap();
            assert!(piece.len() < 5_000_000, "{}", piece.len());
            length += piece.len();
        }
        assert_eq!(length, 50_000_000);
    }
}
