//! Development: rebuild, restart and reload on every change.
//!
//! Looks at modification times twice a second; that needs no library and works on every file system.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, SystemTime},
};

use crate::{cargo, client, failure::Failure, run, toolchain, tools, workspace::Workspace};

const WATCHED: [&str; 8] = [
    "app/src",
    "distribution/src",
    "shared/src",
    "server/src",
    "server/migrations",
    "style",
    "public",
    "Cargo.lock",
];
const PAUSE: Duration = Duration::from_millis(400);

pub(crate) fn dev(workspace: &Workspace, arguments: &[String]) -> Result<(), Failure> {
    run::check_port(arguments)?;
    toolchain::prepare(workspace)?;
    let mut server: Option<Child> = None;
    loop {
        let seen = newest(workspace);
        match build(workspace) {
            Ok(program) => {
                if let Some(mut running) = server.take() {
                    let _ = running.kill();
                    let _ = running.wait();
                }
                let mut command = Command::new(program);
                command.args(arguments).current_dir(workspace.root());
                server = Some(
                    command
                        .spawn()
                        .map_err(|source| tools::not_started(&command, source))?,
                );
            }
            // The last good build keeps running while the mistake is mended.
            Err(failure) => eprintln!("\n{failure}\n· waiting for a change"),
        }
        while newest(workspace) == seen {
            thread::sleep(PAUSE);
        }
    }
}

fn build(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let client = client::build(workspace, client::Kind::Development)?;
    eprintln!("· server");
    let mut command = cargo::command(workspace);
    command.args(["build", "--package", "server"]);
    command.env("PUENTE_CLIENT", client);
    run::program(&cargo::build(workspace, &mut command)?)
}

/// When anything that is watched last changed, directories included: a removed file changes its directory.
fn newest(workspace: &Workspace) -> Option<SystemTime> {
    fn of(path: &Path) -> Option<SystemTime> {
        let metadata = fs::metadata(path).ok()?;
        let below = metadata.is_dir().then(|| fs::read_dir(path).ok()).flatten();
        let below = below
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .filter_map(|entry| of(&entry.path()))
            .max();
        metadata.modified().ok().max(below)
    }
    WATCHED
        .iter()
        .filter_map(|path| of(&workspace.root().join(path)))
        .max()
}
