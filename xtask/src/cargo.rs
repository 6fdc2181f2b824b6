//! Running cargo: its progress on the terminal, its artifacts as paths, its failures explained.

use std::{
    env,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde::Deserialize;

use crate::{failure::Failure, tools, workspace::Workspace};

/// Free space below which a failed build is put down to the disk.
const NEARLY_FULL_MB: u64 = 300;

/// One file that cargo built or found fresh.
#[derive(Debug, Deserialize)]
pub(crate) struct Artifact {
    #[serde(default)]
    reason: String,
    target: Target,
    profile: Profile,
    #[serde(default)]
    filenames: Vec<PathBuf>,
    executable: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct Target {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Profile {
    test: bool,
}

impl Artifact {
    /// The program of this name, not its unit tests.
    pub(crate) fn program(&self, name: &str) -> Option<&Path> {
        let found = self.target.name == name && !self.profile.test;
        self.executable.as_deref().filter(|_| found)
    }

    /// The WebAssembly module of this crate.
    pub(crate) fn module(&self, name: &str) -> Option<&Path> {
        let files = if self.target.name == name {
            self.filenames.as_slice()
        } else {
            &[]
        };
        files.iter().map(PathBuf::as_path).find(|file| {
            file.extension()
                .is_some_and(|extension| extension == "wasm")
        })
    }
}

/// A cargo command at the root of the workspace.
pub(crate) fn command(workspace: &Workspace) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace.root());
    command
}

/// Builds, and returns what was built; progress and diagnostics go to the terminal.
pub(crate) fn build(
    workspace: &Workspace,
    command: &mut Command,
) -> Result<Vec<Artifact>, Failure> {
    command
        .arg("--message-format=json-render-diagnostics")
        .stdout(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|source| tools::not_started(command, source))?;
    let lines = child
        .stdout
        .take()
        .map(|stdout| BufReader::new(stdout).lines())
        .into_iter()
        .flatten();
    let artifacts = lines
        .map_while(Result::ok)
        .filter_map(|line| serde_json::from_str::<Artifact>(&line).ok())
        .filter(|artifact| artifact.reason == "compiler-artifact")
        .collect();
    let status = child
        .wait()
        .map_err(|source| tools::not_started(command, source))?;
    if status.success() {
        Ok(artifacts)
    } else {
        Err(explain(workspace, command))
    }
}

/// Why cargo failed, where it is not the code: no room, or crates that could not be fetched.
pub(crate) fn explain(workspace: &Workspace, failed: &Command) -> Failure {
    // What is built may lie on another disk than the sources.
    let disks = [workspace.target(), workspace.root()];
    let free = disks.into_iter().filter_map(free_mb).min();
    if let Some(free_mb) = free.filter(|&free| free < NEARLY_FULL_MB) {
        return Failure::NoDisk {
            free_mb,
            place: workspace.target().to_owned(),
        };
    }
    let complete = tools::output(command(workspace).args([
        "fetch",
        "--offline",
        "--locked",
        "--target",
        host().as_str(),
    ]));
    if complete.is_none() && !lock_is_stale(workspace) {
        return Failure::NoNetwork;
    }
    Failure::Command(tools::shown(failed))
}

fn host() -> String {
    tools::output(Command::new("rustc").args(["--print", "host-tuple"])).unwrap_or_default()
}

/// A manifest that does not parse, or that Cargo.lock does not know yet, is not the network's fault.
fn lock_is_stale(workspace: &Workspace) -> bool {
    let metadata = [
        "metadata",
        "--format-version=1",
        "--no-deps",
        "--offline",
        "--locked",
    ];
    tools::output(command(workspace).args(metadata)).is_none()
}

fn free_mb(place: &Path) -> Option<u64> {
    let table = tools::output(Command::new("df").arg("-Pk").arg(place))?;
    let kilobytes: u64 = table
        .lines()
        .nth(1)?
        .split_whitespace()
        .nth(3)?
        .parse()
        .ok()?;
    Some(kilobytes / 1024)
}
