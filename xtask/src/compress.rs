//! Brotli, once at build time instead of at every request.

use std::io;

use brotli::enc::BrotliEncoderParams;

/// The best that brotli can do: what ships is compressed once and sent often.
const QUALITY: i32 = 11;

/// The bytes in brotli; `None` where that does not make them smaller.
pub(crate) fn brotli(bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
    let mut compressed = Vec::new();
    let parameters = BrotliEncoderParams {
        quality: QUALITY,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut io::Cursor::new(bytes), &mut compressed, &parameters)?;
    Ok((compressed.len() < bytes.len()).then_some(compressed))
}

/// Whether this kind of file has anything left to compress.
pub(crate) fn pays_off(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    matches!(
        extension,
        "bin" | "css" | "js" | "json" | "svg" | "txt" | "wasm" | "webmanifest"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_get_smaller_is_left_alone() {
        assert_eq!(brotli(b"x").unwrap(), None);
        assert!(
            brotli(&[b'x'; 1000])
                .unwrap()
                .is_some_and(|bytes| bytes.len() < 100)
        );
    }
}
