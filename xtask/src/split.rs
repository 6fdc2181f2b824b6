//! Cuts the client into its main part and the parts that pages load when they are first opened.
//!
//! `app` marks the cuts (`app::pages`); which function goes where follows from what each mark can reach. The module has
//! to keep its relocations (`.cargo/config.toml`) and names for it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use wasm_split_cli_support::{Options, transform};
use wasmparser::{BinaryReaderError, Parser, Payload};

use crate::{
    client::Names,
    failure::Failure,
    pack::{self, Module, Pack},
};

/// The name of the script that fetches parts, beside the main module.
pub(crate) const LINK: &str = "parts.js";

/// By part, the files it takes.
pub(crate) type Parts = BTreeMap<String, Vec<String>>;

/// Writes the parts, in packs, and their script into `dir`, for a main module that will be `{name}.js` there, and returns the main
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
    let mut modules = BTreeMap::new();
    for file in output.split_modules {
        let mut bytes = fs::read(&file).map_err(Failure::at(&file))?;
        fs::remove_file(&file).map_err(Failure::at(&file))?;
        if names == Names::Removed {
            bytes = without_names(&bytes).map_err(|error| Failure::Split(error.to_string()))?;
        }
        let name = file.file_stem().unwrap_or_default();
        modules.insert(name.to_string_lossy().into_owned(), bytes);
    }
    let parts = packed(&modules, &output.prefetch_map.into_iter().collect(), dir)?;
    Ok((bytes, parts))
}

/// Writes the modules in packs, and lets the script take them from there.
fn packed(
    modules: &BTreeMap<String, Vec<u8>>,
    parts: &Parts,
    dir: &Path,
) -> Result<Parts, Failure> {
    let mut users: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (part, files) in parts {
        for file in files {
            users.entry(file).or_default().insert(part.clone());
        }
    }
    let wanted = users.into_iter().map(|(name, users)| {
        let bytes = modules.get(name).map_or(0, Vec::len);
        let name = name.to_owned();
        (Module { name, bytes }, users)
    });
    let packs = pack::packs(wanted.collect());
    let link = dir.join(LINK);
    let mut script = fs::read_to_string(&link).map_err(Failure::at(&link))?;
    script.push_str(include_str!("packs.js"));
    let mut packed = Parts::new();
    for (nth, pack) in packs.iter().enumerate() {
        let file = file_name(pack, nth);
        let mut bytes = Vec::new();
        for Module { name, .. } in &pack.modules {
            let module = modules.get(name).map(Vec::as_slice).unwrap_or_default();
            let fetched = format!("fetch(new URL(\"./{name}.wasm\", import.meta.url))");
            let taken = format!("packed(\"./{file}\", {}, {})", bytes.len(), module.len());
            if script.matches(&fetched).count() != 1 {
                let why = format!("the script does not fetch {name} once");
                return Err(Failure::Split(why));
            }
            script = script.replace(&fetched, &taken);
            bytes.extend_from_slice(module);
        }
        let place = dir.join(&file);
        fs::write(&place, bytes).map_err(Failure::at(&place))?;
        for user in &pack.users {
            let files = packed.entry(user.clone()).or_default();
            files.push(file.clone());
        }
    }
    let streamed = "WebAssembly.instantiateStreaming(src, imports)";
    let made = "src.then((bytes) => WebAssembly.instantiate(bytes, imports))";
    fs::write(&link, script.replace(streamed, made)).map_err(Failure::at(&link))?;
    Ok(packed)
}

/// After the parts whose own modules are in it; what only several need has a number.
fn file_name(pack: &Pack, nth: usize) -> String {
    let modules = pack.modules.iter();
    let own: Vec<&str> = modules
        .filter_map(|module| module.name.strip_prefix("split_"))
        .collect();
    if own.is_empty() {
        format!("shared_{nth}.bin")
    } else {
        format!("part_{}.bin", own.join("-"))
    }
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
