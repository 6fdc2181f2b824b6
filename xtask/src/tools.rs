//! Other programs: finding them, running them, and installing them where that is ours to do.

use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::failure::Failure;

/// The program as the shell would find it.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(program))
        .find(|path| path.is_file())
}

/// Runs to the end with our own output, and fails when it does.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|source| not_started(command, source))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::Command(shown(command)))
    }
}

/// What it prints; `None` when it cannot be started or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

pub(crate) fn not_started(command: &Command, source: std::io::Error) -> Failure {
    Failure::NotStarted {
        program: command.get_program().to_string_lossy().into_owned(),
        source,
    }
}

pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default();
    let words: Vec<_> = std::iter::once(program)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    words.join(" ")
}

/// Whether apt-get may be used here: Debian, as root.
pub(crate) fn is_debian_root() -> bool {
    let debian = fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "ID=debian"));
    debian && output(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}

/// Installs Debian packages, after one look for newer lists.
pub(crate) fn apt_install(packages: &[&str]) -> Result<(), Failure> {
    eprintln!("· installing {}", packages.join(" "));
    run(Command::new("apt-get").args(["update", "-qq"]))?;
    run(Command::new("apt-get")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(Stdio::null()))
}

/// What `find` finds, after installing Debian packages where it finds nothing and that is ours to do.
pub(crate) fn or_install(find: fn() -> Option<PathBuf>, debian: &[&str]) -> Option<PathBuf> {
    find().or_else(|| {
        // A failed installation has said why; the caller says what is missing.
        (is_debian_root() && apt_install(debian).is_ok())
            .then(find)
            .flatten()
    })
}
