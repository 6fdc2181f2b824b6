//! Browser tests: `tests/browser/*.test.mjs`, run by Node against the server with the shipped client.
//!
//! Each file starts the servers that it needs, on a free port and an empty database (`support.mjs`).

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use xxhash_rust::xxh3::xxh3_64;

use super::Tally;
use crate::{failure::Failure, tools, workspace::Workspace};

const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const CHROMIUM_ON_MACOS: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
/// `node --test` reports in TAP and stops cleanly from here on.
const OLDEST_NODE: u32 = 20;

/// What the browser tests need beside the server.
pub(crate) struct Equipment {
    chromium: PathBuf,
    node: PathBuf,
}

impl Equipment {
    /// Finds everything, installing what may be installed; else says what is missing and how to get it.
    pub(crate) fn find(workspace: &Workspace) -> Result<Self, Vec<String>> {
        let mut missing = Vec::new();
        let chromium = or_install(chromium, &["chromium"]);
        if chromium.is_none() {
            missing.push(
                "no Chromium: install it (Debian: `apt-get install chromium`), or name it with PUENTE_CHROMIUM=/path"
                    .to_owned(),
            );
        }
        let node = or_install(node, &["nodejs", "npm"]);
        match &node {
            None => missing.push(format!(
                "no Node {OLDEST_NODE} or newer with npm: install it (Debian: `apt-get install nodejs npm`)"
            )),
            Some(_) => {
                if let Err(failure) = packages(workspace) {
                    missing.push(format!("{failure}; get the packages with `npm ci --prefix tests/browser` when online"));
                }
            }
        }
        if or_install(pdftotext, &["poppler-utils"]).is_none() {
            missing.push(
                "no pdftotext, which reads what was printed: install it (Debian: `apt-get install poppler-utils`)"
                    .to_owned(),
            );
        }
        match (chromium, node) {
            (Some(chromium), Some(node)) if missing.is_empty() => Ok(Self { chromium, node }),
            _ => Err(missing),
        }
    }

    /// Node beside the tests, told which server and which browser to use.
    pub(crate) fn node(&self, workspace: &Workspace, puente: &Path) -> Command {
        let mut command = Command::new(&self.node);
        command
            .current_dir(workspace.browser_tests())
            .env("PUENTE_BINARY", puente)
            .env("PUENTE_CHROMIUM", &self.chromium);
        command
    }
}

fn or_install(find: fn() -> Option<PathBuf>, debian: &[&str]) -> Option<PathBuf> {
    find().or_else(|| {
        // A failed installation has said why; the caller says what is missing.
        (tools::is_debian_root() && tools::apt_install(debian).is_ok())
            .then(find)
            .flatten()
    })
}

pub(crate) fn chromium() -> Option<PathBuf> {
    env::var_os("PUENTE_CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| CHROMIUM_NAMES.iter().find_map(|name| tools::on_path(name)))
        .or_else(|| Some(PathBuf::from(CHROMIUM_ON_MACOS)))
        .filter(|path| path.is_file())
}

fn pdftotext() -> Option<PathBuf> {
    tools::on_path("pdftotext")
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
fn packages(workspace: &Workspace) -> Result<(), Failure> {
    let dir = workspace.browser_tests();
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
            .current_dir(&dir),
    )?;
    fs::write(&stamp, hash).map_err(Failure::at(stamp))
}

pub(super) fn run(
    workspace: &Workspace,
    equipment: &Equipment,
    puente: &Path,
    filter: Option<&str>,
) -> Result<Tally, Failure> {
    let dir = workspace.browser_tests();
    let mut files: Vec<_> = fs::read_dir(&dir)
        .map_err(Failure::at(&dir))?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| {
            name.ends_with(".test.mjs") && filter.is_none_or(|filter| name.contains(filter))
        })
        .collect();
    files.sort();
    if files.is_empty() {
        return Ok(Tally::default());
    }
    eprintln!("· browser tests");
    let report = workspace.target().join("browser.tap");
    let mut command = equipment.node(workspace, puente);
    command
        .args([
            "--test",
            "--test-reporter=spec",
            "--test-reporter-destination=stdout",
            "--test-reporter=tap",
        ])
        .arg(format!("--test-reporter-destination={}", report.display()))
        .args(files);
    let succeeded = command
        .status()
        .map_err(|source| tools::not_started(&command, source))?
        .success();
    let text = fs::read_to_string(&report).map_err(Failure::at(&report))?;
    let tally = tap(&text);
    if !succeeded && tally.failed == 0 {
        Err(Failure::Command(tools::shown(&command)))
    } else {
        Ok(tally)
    }
}

/// The totals at the end of a TAP report. A test that was skipped, cancelled or left for later did not pass.
fn tap(report: &str) -> Tally {
    let number = |name: &str| -> u64 {
        let lines = report.lines().rev();
        let mut values = lines.filter_map(|line| {
            line.strip_prefix("# ")?
                .strip_prefix(name)?
                .trim()
                .parse()
                .ok()
        });
        values.next().unwrap_or_default()
    };
    let failed = ["fail ", "cancelled ", "skipped ", "todo "]
        .into_iter()
        .map(number)
        .sum();
    Tally {
        passed: number("pass "),
        failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_browser_test_counts_as_failed() {
        let report = "TAP version 13\n1..4\n# tests 4\n# suites 0\n# pass 2\n# fail 1\n# cancelled 0\n# skipped 1\n\
                      # todo 0\n# duration_ms 12.5\n";
        assert_eq!(
            tap(report),
            Tally {
                passed: 2,
                failed: 2
            }
        );
    }
}
