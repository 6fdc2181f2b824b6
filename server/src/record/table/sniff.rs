//! A look at the first bytes, to refuse at once what is no delimited text.

use shared::record::{FileProblem, FoundFormat};

use super::TableError;
use crate::record::mapping::Encoding;

/// The mark at the beginning of UTF-8 text.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";

/// Refuses spreadsheets, archives, UTF-16, binary data and the wrong encoding. `more` says that the file goes on.
pub(super) fn check(start: &[u8], more: bool, encoding: Encoding) -> Result<(), TableError> {
    let after_mark = start.strip_prefix(MARK).unwrap_or(start);
    if after_mark.iter().all(u8::is_ascii_whitespace) && !more {
        return Err(FileProblem::Empty.into());
    }
    let found = match start {
        [b'P', b'K', 3 | 5, ..] => Some(FoundFormat::Zip),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(FoundFormat::OldSpreadsheet),
        [0x1f, 0x8b, ..] => Some(FoundFormat::Gzip),
        [b'%', b'P', b'D', b'F', ..] => Some(FoundFormat::Pdf),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some(FoundFormat::Utf16),
        // Every other byte of plain letters is zero in UTF-16; a mark at the beginning may be missing.
        [0, 1..=0x7f, 0, 1..=0x7f, ..] | [1..=0x7f, 0, 1..=0x7f, 0, ..] => Some(FoundFormat::Utf16),
        _ if start.contains(&0) => Some(FoundFormat::Binary),
        _ => None,
    };
    if let Some(found) = found {
        return Err(FileProblem::NotText { found }.into());
    }
    if encoding == Encoding::Utf8
        && let Err(error) = std::str::from_utf8(start)
    {
        // A character may be cut by the end of the first bytes; then there is no length to the error.
        let cut = error.error_len().is_none() && more;
        if !cut {
            let before = &start[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            return Err(FileProblem::Encoding { line }.into());
        }
    }
    Ok(())
}
