//! Whether this machine can build: the compiler's version and the WebAssembly target.

use std::{fs, path::Path, process::Command};

use crate::{failure::Failure, tools, workspace::Workspace};

/// The target that the client is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Checks the compiler and adds the target where it is missing.
pub(crate) fn prepare(workspace: &Workspace) -> Result<(), Failure> {
    let found = tools::output(
        Command::new("rustc")
            .arg("--version")
            .current_dir(workspace.root()),
    )
    .unwrap_or_else(|| "(no rustc)".to_owned());
    let manifest = workspace.root().join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(Failure::at(&manifest))?;
    let needed = needed_version(&text).unwrap_or_default();
    if version(&found) < version(&needed) {
        return Err(Failure::OldToolchain { found, needed });
    }
    if has_wasm_target(workspace) {
        return Ok(());
    }
    if tools::on_path("rustup").is_none() {
        return Err(Failure::NoRustup);
    }
    eprintln!("· adding the WebAssembly target of Rust");
    tools::run(
        Command::new("rustup")
            .args(["target", "add", WASM])
            .current_dir(workspace.root()),
    )
    .map_err(|_| Failure::NoWasmTarget)
}

fn has_wasm_target(workspace: &Workspace) -> bool {
    let sysroot = tools::output(
        Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(workspace.root()),
    );
    sysroot.is_some_and(|sysroot| {
        Path::new(&sysroot)
            .join("lib/rustlib")
            .join(WASM)
            .join("lib")
            .is_dir()
    })
}

/// `rust-version` of the workspace.
fn needed_version(manifest: &str) -> Option<String> {
    let line = manifest
        .lines()
        .find(|line| line.starts_with("rust-version"))?;
    line.split('"').nth(1).map(str::to_owned)
}

/// Major and minor of the first thing that looks like a version: `rustc 1.95.0 (5980761 2026-04-14)` is (1, 95).
fn version(text: &str) -> (u32, u32) {
    text.split_whitespace()
        .find_map(|word| {
            let mut parts = word.split('.').map(str::parse);
            Some((parts.next()?.ok()?, parts.next()?.ok()?))
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers_not_as_text() {
        assert!(version("rustc 1.100.0 (0000000 2027-01-01)") > version("1.95"));
        assert!(version("rustc 1.9.0") < version("1.95"));
        assert_eq!(version("(no rustc)"), (0, 0));
    }

    #[test]
    fn the_needed_version_is_read_from_the_manifest() {
        assert_eq!(
            needed_version("[workspace.package]\nrust-version = \"1.95\"\n").as_deref(),
            Some("1.95")
        );
    }
}
