//! The zip file that a spreadsheet is: whether it is one, and how large it is unpacked.

use std::io::{self, Cursor, Read};

use shared::record::FileProblem;
use zip::{ZipArchive, result::ZipError};

use super::TableError;

/// The largest file, packed.
const PACKED: u64 = 128 << 20;
/// The most that its parts may unpack to, and those besides the sheets, which stay in memory.
const UNPACKED: u64 = 1 << 30;
const KEPT: u64 = 256 << 20;
/// The most parts.
const PARTS: usize = 10_000;

/// How an encrypted spreadsheet names what is in it, as the old format writes names: two bytes a letter.
const ENCRYPTED: &str = "EncryptedPackage";

fn bytes(input: impl Read) -> Result<Vec<u8>, TableError> {
    let mut bytes = Vec::new();
    let read = input.take(PACKED + 1).read_to_end(&mut bytes)?;
    if read as u64 > PACKED {
        return Err(too_large(PACKED));
    }
    Ok(bytes)
}

/// The bytes of a spreadsheet that is safe to read.
pub(super) fn whole(input: impl Read) -> Result<Vec<u8>, TableError> {
    let bytes = bytes(input)?;
    measure(&bytes, UNPACKED, KEPT)?;
    Ok(bytes)
}

/// What an old spreadsheet is: encrypted, or old.
pub(in crate::record::table) fn old(input: impl Read) -> TableError {
    let bytes = match bytes(input) {
        Ok(bytes) => bytes,
        Err(error) => return error,
    };
    let name: Vec<u8> = ENCRYPTED
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if bytes.windows(name.len()).any(|some| some == name) {
        FileProblem::Password.into()
    } else {
        FileProblem::OldSpreadsheet.into()
    }
}

fn too_large(limit: u64) -> TableError {
    FileProblem::SpreadsheetLarge {
        mebibytes: limit >> 20,
    }
    .into()
}

fn damaged(error: &ZipError) -> TableError {
    match error {
        ZipError::UnsupportedArchive(problem) if problem.contains("assword") => {
            FileProblem::Password.into()
        }
        other => FileProblem::SpreadsheetDamaged {
            said: other.to_string(),
        }
        .into(),
    }
}

/// Unpacks every part once, to nowhere: what a zip file says about its sizes need not be true.
fn measure(bytes: &[u8], limit: u64, kept_limit: u64) -> Result<(), TableError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if zip.len() > PARTS {
        return Err(FileProblem::SpreadsheetParts { most: PARTS as u64 }.into());
    }
    recognise(&zip)?;
    let (mut all, mut kept) = (0, 0);
    for at in 0..zip.len() {
        let part = zip.by_index(at).map_err(|error| damaged(&error))?;
        let name = part
            .name()
            .map_or_else(|_| String::new(), |name| name.to_lowercase());
        let read = io::copy(&mut part.take(limit + 1 - all), &mut io::sink()).map_err(|error| {
            FileProblem::SpreadsheetDamaged {
                said: error.to_string(),
            }
        })?;
        all += read;
        if !name.starts_with("xl/worksheets/") {
            kept += read;
        }
        if all > limit {
            return Err(too_large(limit));
        }
        if kept > kept_limit {
            return Err(too_large(kept_limit));
        }
    }
    Ok(())
}

/// Refuses zip files that are no spreadsheet of this kind.
fn recognise(zip: &ZipArchive<Cursor<&[u8]>>) -> Result<(), TableError> {
    let has = |part: &str| zip.index_for_name(part).is_some();
    if has("xl/workbook.bin") {
        return Err(FileProblem::BinarySpreadsheet.into());
    }
    if has("content.xml") && has("mimetype") {
        return Err(FileProblem::OpenDocument.into());
    }
    let mut parts = zip.file_names().flatten();
    if !has("[Content_Types].xml") || !parts.any(|name| name.starts_with("xl/")) {
        return Err(FileProblem::Zip.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use shared::record::ImportProblem;

    use super::*;

    #[test]
    fn parts_are_measured_by_what_they_unpack_to() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for row in 0..5_000 {
            sheet.write(row, 0, "x".repeat(100)).unwrap();
        }
        let bytes = workbook.save_to_buffer().unwrap();
        assert!(bytes.len() < 100_000, "it is packed well: {}", bytes.len());
        assert!(measure(&bytes, UNPACKED, KEPT).is_ok());
        let said = measure(&bytes, 100_000, KEPT).unwrap_err();
        assert!(
            matches!(
                said,
                TableError(ImportProblem::File(FileProblem::SpreadsheetLarge { .. }))
            ),
            "{said}"
        );
    }

    #[test]
    fn archives_that_lie_about_their_sizes_are_measured_all_the_same() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet().write(0, 0, "x").unwrap();
        let mut bytes = workbook.save_to_buffer().unwrap();
        // The list at the end of the file says of every part that it is one byte long.
        let mut at = 0;
        while let Some(next) = bytes[at..]
            .windows(4)
            .position(|some| some == b"PK\x01\x02")
        {
            at += next;
            bytes[at + 24..at + 28].copy_from_slice(&1_u32.to_le_bytes());
            at += 4;
        }
        assert!(at > 0);
        let said = measure(&bytes, 200, 200).unwrap_err();
        assert!(
            matches!(
                said,
                TableError(ImportProblem::File(
                    FileProblem::SpreadsheetLarge { .. } | FileProblem::SpreadsheetDamaged { .. }
                ))
            ),
            "{said}"
        );
    }
}
