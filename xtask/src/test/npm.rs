//! Packages of npm that tests need: installed as their lock file says, and again only when that is another.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use xxhash_rust::xxh3::xxh3_64;

use crate::{failure::Failure, tools, workspace::Workspace};

/// `node --test` reports in TAP and stops cleanly from here on.
const OLDEST_NODE: u32 = 20;

/// Node, once the packages of a folder are there; else what is missing and how to get it.
pub(super) fn prepare(workspace: &Workspace, folder: &str) -> Result<PathBuf, String> {
    let node = tools::or_install(node, &["nodejs", "npm"]).ok_or_else(|| {
        format!(
            "no Node {OLDEST_NODE} or newer with npm: install it (Debian: `apt-get install nodejs npm`)"
        )
    })?;
    packages(&workspace.root().join(folder)).map_err(|failure| {
        format!("{failure}; get the packages with `npm ci --prefix {folder}` when online")
    })?;
    Ok(node)
}

fn node() -> Option<PathBuf> {
    let node = tools::on_path("node")?;
    tools::on_path("npm")?;
    let version = tools::output(Command::new(&node).arg("--version"))?;
    let major: u32 = version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()?;
    (major >= OLDEST_NODE).then_some(node)
}

/// `npm ci`, when the lock file is another than at the last time.
fn packages(dir: &Path) -> Result<(), Failure> {
    let lock = dir.join("package-lock.json");
    let hash = format!(
        "{:016x}",
        xxh3_64(&fs::read(&lock).map_err(Failure::at(&lock))?)
    );
    let stamp = dir.join("node_modules/.puente-lock");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == hash) {
        return Ok(());
    }
    eprintln!("· npm ci");
    tools::run(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(dir),
    )?;
    fs::write(&stamp, hash).map_err(Failure::at(stamp))
}
