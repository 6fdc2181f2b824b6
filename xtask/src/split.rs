//! Cuts the client into its main part and the parts that pages load when they are first opened.
//!
//! `app` marks the cuts (`app::pages`); which function goes where follows from what each mark can reach. The module has
//! to keep its relocations (`.cargo/config.toml`) and names for it.

use std::{collections::BTreeMap, fs, path::Path};

use wasm_split_cli_support::{Options, transform};
use wasmparser::{BinaryReaderError, Parser, Payload};

use crate::{client::Names, failure::Failure};

/// The name of the script that fetches parts, beside the main module.
pub(crate) const LINK: &str = "parts.js";

/// By part, the files it takes, without `.wasm`.
pub(crate) type Parts = BTreeMap<String, Vec<String>>;

/// Writes the parts and their script into `dir`, for a main module that will be `{name}.js` there, and returns the main
/// part, for wasm-bindgen.
pub(crate) fn split(
    module: &[u8],
    name: &str,
    names: Names,
    dir: &Path,
) -> Result<(Vec<u8>, Parts), Failure> {
    fs::create_dir_all(dir).map_err(Failure::at(dir))?;
    let main = dir.join("main.wasm");
    let link = format!("./{LINK}");
    let main_module = format!("./{name}.js");
    let mut options = Options::new(module);
    options.output_dir = dir;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = &main_module;
    let output = transform(options).map_err(|error| Failure::Split(format!("{error:#}")))?;
    let bytes = fs::read(&main).map_err(Failure::at(&main))?;
    fs::remove_file(&main).map_err(Failure::at(&main))?;
    if names == Names::Removed {
        for part in output.split_modules {
            let bytes = fs::read(&part).map_err(Failure::at(&part))?;
            let bytes = without_names(&bytes).map_err(|error| Failure::Split(error.to_string()))?;
            fs::write(&part, bytes).map_err(Failure::at(&part))?;
        }
    }
    Ok((bytes, output.prefetch_map.into_iter().collect()))
}

/// The module without its custom sections, which nothing but debuggers reads.
fn without_names(module: &[u8]) -> Result<Vec<u8>, BinaryReaderError> {
    let mut kept = Vec::with_capacity(module.len());
    let mut from = 0;
    for payload in Parser::new(0).parse_all(module) {
        // A section's header ends where its content begins; it began where the section before it ended.
        let payload = payload?;
        let end = match &payload {
            Payload::Version { range, .. } => range.end,
            payload => match payload.as_section() {
                Some((_, range)) => range.end,
                None => continue,
            },
        };
        if !matches!(payload, Payload::CustomSection(_)) {
            kept.extend_from_slice(module.get(from..end).unwrap_or_default());
        }
        from = end;
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_sent_without_the_names_of_its_functions() {
        let header = b"\0asm\x01\0\0\0";
        // A type section with one type, a custom section `name` that is empty, an export section without exports.
        let types = [1, 4, 1, 0x60, 0, 0];
        let names = [0, 5, 4, b'n', b'a', b'm', b'e'];
        let exports = [7, 1, 0];
        let module = [&header[..], &types, &names, &exports].concat();
        let kept = without_names(&module).unwrap();
        assert_eq!(kept, [&header[..], &types, &exports].concat());
        assert_eq!(without_names(&kept).unwrap(), kept);
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        assert!(without_names(b"\0asm").is_err());
    }
}
