//! Unit, property and integration tests, and the examples in the documentation.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::Tally;
use crate::{cargo, failure::Failure, run, tools, workspace::Workspace};

/// The two groups of packages that share the features of what they depend on. Tested as one workspace, everything below
/// the build script, which is compiled already, would be compiled again.
const PRODUCT: [&str; 3] = ["--workspace", "--exclude", "xtask"];
const BUILD_SCRIPT: [&str; 2] = ["--package", "xtask"];

/// Builds everything once, runs the tests, and returns the server that browser tests start.
pub(super) fn run(
    workspace: &Workspace,
    filter: Option<&str>,
    client: Option<&Path>,
) -> Result<(PathBuf, Tally), Failure> {
    eprintln!("· native tests");
    let mut build = cargo::command(workspace);
    // Programs and tests in one command, for the same reason.
    build.arg("build").args(PRODUCT).arg("--all-targets");
    embed(&mut build, client);
    let puente = run::program(&cargo::build(workspace, &mut build)?)?;
    let has_nextest =
        tools::output(cargo::command(workspace).args(["nextest", "--version"])).is_some();
    let mut tally = Tally::default();
    for packages in [PRODUCT.as_slice(), BUILD_SCRIPT.as_slice()] {
        let mut command = cargo::command(workspace);
        embed(&mut command, client);
        tally += if has_nextest {
            nextest(workspace, command, packages, filter)?
        } else {
            command
                .arg("test")
                .args(packages)
                .args(["--all-targets", "--no-fail-fast"]);
            libtest(command.args(filter))?
        };
    }
    Ok((puente, tally))
}

/// Examples in the documentation, which nextest does not run.
pub(super) fn run_documentation(workspace: &Workspace, client: &Path) -> Result<Tally, Failure> {
    eprintln!("· documentation tests");
    let mut command = cargo::command(workspace);
    command
        .arg("test")
        .args(PRODUCT)
        .args(["--doc", "--no-fail-fast"]);
    embed(&mut command, Some(client));
    libtest(&mut command)
}

fn embed(command: &mut Command, client: Option<&Path>) {
    if let Some(client) = client {
        command.env("PUENTE_CLIENT", client);
    }
}

fn nextest(
    workspace: &Workspace,
    mut command: Command,
    packages: &[&str],
    filter: Option<&str>,
) -> Result<Tally, Failure> {
    // The profile is in .config/nextest.toml.
    let report = workspace.target().join("nextest/xtask/report.xml");
    if report.exists() {
        fs::remove_file(&report).map_err(Failure::at(&report))?;
    }
    command
        .args(["nextest", "run", "--profile", "xtask"])
        .args(packages);
    command.args(["--no-tests=pass", "--status-level=fail"]);
    command.args(filter);
    let succeeded = command
        .status()
        .map_err(|source| tools::not_started(&command, source))?
        .success();
    let text = fs::read_to_string(&report).unwrap_or_default();
    let tally = junit(&text).unwrap_or_default();
    // A run that failed without a failed test did not get as far as testing.
    if !succeeded && tally.failed == 0 {
        Err(Failure::Command(tools::shown(&command)))
    } else {
        Ok(tally)
    }
}

/// The totals of a JUnit report.
fn junit(report: &str) -> Option<Tally> {
    let open = report.find("<testsuites")?;
    let element = &report[open..open + report[open..].find('>')?];
    let number = |name: &str| -> Option<u64> {
        let value = element.split(&format!(" {name}=\"")).nth(1)?;
        value.split('"').next()?.parse().ok()
    };
    let failed = number("failures")? + number("errors")?;
    Some(Tally {
        passed: number("tests")?.checked_sub(failed)?,
        failed,
    })
}

/// Runs cargo's own test runner, showing and counting what it prints.
fn libtest(command: &mut Command) -> Result<Tally, Failure> {
    command.stdout(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|source| tools::not_started(command, source))?;
    let mut tally = Tally::default();
    for line in child
        .stdout
        .take()
        .map(|stdout| BufReader::new(stdout).lines())
        .into_iter()
        .flatten()
    {
        let Ok(line) = line else { break };
        println!("{line}");
        tally += test_result(&line).unwrap_or_default();
    }
    let status = child
        .wait()
        .map_err(|source| tools::not_started(command, source))?;
    let unexplained = !status.success() && tally.failed == 0;
    if unexplained {
        Err(Failure::Command(tools::shown(command)))
    } else {
        Ok(tally)
    }
}

/// `test result: ok. 12 passed; 1 failed; 0 ignored; …`
fn test_result(line: &str) -> Option<Tally> {
    let counts = line.strip_prefix("test result: ")?;
    let number = |what: &str| -> Option<u64> {
        let before = counts
            .split(what)
            .next()
            .filter(|before| before.len() < counts.len())?;
        before.split_whitespace().next_back()?.parse().ok()
    };
    Some(Tally {
        passed: number(" passed;")?,
        failed: number(" failed;")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_test_runner_is_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.02s";
        assert_eq!(
            test_result(line),
            Some(Tally {
                passed: 12,
                failed: 3
            })
        );
        assert_eq!(test_result("test tests::passed; ... ok"), None);
    }

    #[test]
    fn a_report_is_counted_by_its_totals() {
        let report = "<?xml version=\"1.0\"?>\n<testsuites name=\"x\" tests=\"10\" failures=\"2\" errors=\"1\" time=\"1\">\
                      <testsuite name=\"y\" tests=\"99\" failures=\"0\" errors=\"0\"/></testsuites>";
        assert_eq!(
            junit(report),
            Some(Tally {
                passed: 7,
                failed: 3
            })
        );
        assert_eq!(junit(""), None);
    }
}
