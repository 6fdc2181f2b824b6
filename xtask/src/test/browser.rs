//! Browser tests: `tests/browser/*.test.mjs`, run by Node against the server with the shipped client.
//!
//! Each file starts the servers that it needs, on a free port and an empty database (`support.mjs`).

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{Tally, npm};
use crate::{failure::Failure, tools, workspace::Workspace};

const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const CHROMIUM_ON_MACOS: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// What the browser tests need beside the server.
pub(crate) struct Equipment {
    chromium: PathBuf,
    node: PathBuf,
}

impl Equipment {
    /// Finds everything, installing what may be installed; else says what is missing and how to get it.
    pub(crate) fn find(workspace: &Workspace) -> Result<Self, Vec<String>> {
        let mut missing = Vec::new();
        let chromium = tools::or_install(chromium, &["chromium"]);
        if chromium.is_none() {
            missing.push(
                "no Chromium: install it (Debian: `apt-get install chromium`), or name it with PUENTE_CHROMIUM=/path"
                    .to_owned(),
            );
        }
        let node = npm::prepare(workspace, Workspace::BROWSER_TESTS)
            .map_err(|what| missing.push(what))
            .ok();
        if tools::or_install(pdftotext, &["poppler-utils"]).is_none() {
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
