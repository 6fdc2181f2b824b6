//! Bytes on their way in: counted as they are read, and unpacked up to a limit.

use std::{
    io::{self, ErrorKind, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use flate2::read::MultiGzDecoder;
use shared::record::FileProblem;

use super::TableError;

/// Bytes that a gzip archive may unpack to. What is larger is more likely a bomb than a survey.
pub(super) const UNPACKED: u64 = 4 << 30;

/// Counts what is read through it.
pub(super) struct Counted<R> {
    input: R,
    read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(super) const fn new(input: R, read: Arc<AtomicU64>) -> Self {
        Self { input, read }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// What a gzip archive of one or more members holds, never more than a limit.
pub(super) struct Unpacked<R> {
    input: MultiGzDecoder<R>,
    left: u64,
    limit: u64,
}

impl<R: Read> Unpacked<R> {
    pub(super) fn new(packed: R, limit: u64) -> Self {
        Self {
            input: MultiGzDecoder::new(packed),
            left: limit,
            limit,
        }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer).map_err(|error| {
            let problem = match error.kind() {
                ErrorKind::UnexpectedEof => FileProblem::GzipCut,
                ErrorKind::InvalidInput | ErrorKind::InvalidData => FileProblem::GzipDamaged,
                _ => return error,
            };
            io::Error::new(ErrorKind::InvalidData, TableError::from(problem))
        })?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            let mebibytes = self.limit >> 20;
            let problem = FileProblem::GzipLarge { mebibytes };
            io::Error::new(ErrorKind::FileTooLarge, TableError::from(problem))
        })?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(bytes: &[u8], limit: u64) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        Unpacked::new(bytes, limit).read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn what_fits_the_limit_is_unpacked_and_a_byte_more_is_refused() {
        let bytes = vec![b'x'; 3 << 20];
        assert_eq!(unpacked(&packed(&bytes), 3 << 20).unwrap(), bytes);
        let said = unpacked(&packed(&bytes), (3 << 20) - 1).unwrap_err();
        assert!(said.to_string().contains("more than 2 MiB"), "{said}");
    }

    #[test]
    fn archives_of_many_members_are_one_file() {
        let both = [packed(b"one,"), packed(b"two")].concat();
        assert_eq!(unpacked(&both, 100).unwrap(), b"one,two");
    }

    #[test]
    fn a_cut_or_changed_archive_is_said() {
        let whole = packed(b"id,day\n1,2026-03-01\n");
        let said = unpacked(&whole[..whole.len() - 5], 100).unwrap_err();
        assert!(said.to_string().contains("ends too early"), "{said}");
        let mut changed = whole;
        let checksum = changed.len() - 6;
        changed[checksum] ^= 1;
        let said = unpacked(&changed, 100).unwrap_err();
        assert!(said.to_string().contains("damaged"), "{said}");
    }
}
