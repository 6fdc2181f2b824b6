//! Where the bytes of the client are: code by crate, from the function names that the shipped module leaves out.
//!
//! A generic function counts for the crate that defines it, not for the one that calls it.

use std::{collections::BTreeMap, fs};

use wasmparser::{KnownCustom, Name, Parser, Payload};

use super::figure::Figure;
use crate::{client, failure::Failure, toolchain, workspace::Workspace};

/// Crates that are listed; the rest is summed.
const LISTED: usize = 30;

pub(super) fn run(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    toolchain::prepare(workspace)?;
    let module = client::compile(workspace, client::Kind::Shipped)?;
    let bytes = fs::read(&module).map_err(Failure::at(&module))?;
    let bytes = client::with_names(&bytes)?;
    let sizes = by_crate(&bytes).map_err(|error| Failure::Unreadable {
        place: module,
        why: error.to_string(),
    })?;
    let mut sizes: Vec<_> = sizes.into_iter().collect();
    sizes.sort_by_key(|(name, bytes)| (std::cmp::Reverse(*bytes), name.clone()));
    let rest = sizes.split_off(sizes.len().min(LISTED));
    sizes.push((
        "(other crates)".to_owned(),
        rest.into_iter().map(|(_, bytes)| bytes).sum(),
    ));
    Ok(sizes
        .into_iter()
        .map(|(name, bytes)| Figure::new(name, bytes as f64 / 1000.0, "kB"))
        .collect())
}

/// Bytes of code by crate, and of data.
fn by_crate(module: &[u8]) -> Result<BTreeMap<String, u64>, wasmparser::BinaryReaderError> {
    let mut imported = 0_u32;
    let mut bodies = Vec::new();
    let mut names = BTreeMap::new();
    let mut sizes = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len() as u64),
            Payload::DataSection(data) => {
                sizes.insert("(data)".to_owned(), data.range().len() as u64);
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        let Name::Function(functions) = subsection? else {
                            continue;
                        };
                        for function in functions {
                            let function = function?;
                            names.insert(function.index, crate_of(function.name));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    for (index, bytes) in (imported..).zip(bodies) {
        let name = names
            .get(&index)
            .cloned()
            .unwrap_or_else(|| "(no name)".to_owned());
        *sizes.entry(name).or_default() += bytes;
    }
    Ok(sizes)
}

/// The first crate in a demangled name: `<alloc::vec::Vec<T> as core::fmt::Debug>::fmt` is of `alloc`, and
/// `<T as core::fmt::Debug>::fmt` of `core`.
fn crate_of(mangled: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(mangled));
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let before_path = name.split_once("::").map_or("", |(before, _)| before);
    let start = before_path.rfind(|c| !is_word(c)).map_or(0, |at| at + 1);
    match &before_path[start..] {
        "" => "(no crate)".to_owned(),
        word => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_counted_for_the_crate_that_defines_it() {
        for (name, of) in [
            ("shared::journey::decide::decide", "shared"),
            ("<alloc::vec::Vec<T> as core::fmt::Debug>::fmt", "alloc"),
            (
                "<&mut serde_json::ser::Serializer<W> as serde_core::ser::Serializer>::serialize_str",
                "serde_json",
            ),
            ("<T as tachys::view::any_view::IntoAny>::into_any", "tachys"),
            ("<dyn leptos::IntoView as x::Y>::z", "leptos"),
            ("_ZN6shared7journey6decide17h0123456789abcdefE", "shared"),
            ("memcpy", "(no crate)"),
        ] {
            assert_eq!(crate_of(name), of, "{name}");
        }
    }
}
