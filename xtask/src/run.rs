//! Building the server with its client inside, starting it, and packing it.

use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{cargo, client, failure::Failure, toolchain, tools, workspace::Workspace};

/// Where `puente` listens when nobody says otherwise.
const DEFAULT_ADDR: &str = "127.0.0.1:3000";

/// Builds what changed, then becomes the server.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), Failure> {
    // Minutes of building should not end at a port that was taken from the start.
    check_port(arguments)?;
    let program = release(workspace)?;
    become_program(
        Command::new(program)
            .args(arguments)
            .current_dir(workspace.root()),
    )
}

/// Writes the one file to deploy.
pub(crate) fn dist(workspace: &Workspace) -> Result<(), Failure> {
    let program = release(workspace)?;
    let dir = workspace.target().join("dist");
    fs::create_dir_all(&dir).map_err(Failure::at(&dir))?;
    let packed = dir.join("puente");
    fs::copy(&program, &packed).map_err(Failure::at(&packed))?;
    // The fonts in it ask that their licences go with them.
    let mut licences = String::new();
    for part in [
        workspace.root().join("public/font-licences.txt"),
        dejavu(workspace)?,
    ] {
        licences += &fs::read_to_string(&part).map_err(Failure::at(&part))?;
        licences.push('\n');
    }
    let beside = dir.join("font-licences.txt");
    fs::write(&beside, licences).map_err(Failure::at(&beside))?;
    let size = fs::metadata(&packed).map_err(Failure::at(&packed))?.len();
    println!("{} ({:.1} MB)", packed.display(), size as f64 / 1e6);
    Ok(())
}

/// The licence of the DejaVu fonts, where their package has it.
fn dejavu(workspace: &Workspace) -> Result<PathBuf, Failure> {
    const WHERE: &str = "assets/dejavu-fonts-ttf-2.37/LICENSE";
    let missing = |what| Failure::NoArtifact { what };
    let nothing = missing("the package dejavu");
    let mut command = cargo::command(workspace);
    command.args(["metadata", "--format-version", "1", "--locked"]);
    let said = tools::output(&mut command).ok_or(missing("what `cargo metadata` says"))?;
    let said: serde_json::Value = serde_json::from_str(&said).unwrap_or_default();
    let mut packages = said["packages"].as_array().into_iter().flatten();
    let package = packages.find(|package| package["name"] == "dejavu");
    let manifest = package.and_then(|package| package["manifest_path"].as_str());
    let folder = manifest.and_then(|manifest| Path::new(manifest).parent());
    folder.map(|folder| folder.join(WHERE)).ok_or(nothing)
}

/// Builds the shipped client and says where it is.
pub(crate) fn client(workspace: &Workspace) -> Result<(), Failure> {
    toolchain::prepare(workspace)?;
    println!(
        "{}",
        client::build(workspace, client::Kind::Shipped)?.display()
    );
    Ok(())
}

/// The optimised server with the shipped client inside.
pub(crate) fn release(workspace: &Workspace) -> Result<PathBuf, Failure> {
    toolchain::prepare(workspace)?;
    let client = client::build(workspace, client::Kind::Shipped)?;
    eprintln!("· server");
    let mut command = cargo::command(workspace);
    command
        .args(["build", "--release", "--package", "server"])
        .env("PUENTE_CLIENT", &client);
    program(&cargo::build(workspace, &mut command)?)
}

/// The program `puente` among what cargo built.
pub(crate) fn program(artifacts: &[cargo::Artifact]) -> Result<PathBuf, Failure> {
    let found = artifacts
        .iter()
        .find_map(|artifact| artifact.program("puente"));
    found
        .map(Path::to_owned)
        .ok_or(Failure::NoArtifact { what: "the server" })
}

/// Fails when the address that the server is about to use is taken. Says nothing of other subcommands of `puente`.
pub(crate) fn check_port(arguments: &[String]) -> Result<(), Failure> {
    if arguments
        .first()
        .is_some_and(|first| !first.starts_with('-'))
    {
        return Ok(());
    }
    let addr = address(arguments, env::var("PUENTE_ADDR").ok());
    match TcpListener::bind(&addr) {
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Err(Failure::PortTaken { addr })
        }
        // Anything else is for the server to explain.
        _ => Ok(()),
    }
}

/// As the server reads it: `--addr X`, `--addr=X`, then the environment, then the default.
fn address(arguments: &[String], environment: Option<String>) -> String {
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if word == "--addr" {
            if let Some(addr) = words.next() {
                return addr.clone();
            }
        } else if let Some(addr) = word.strip_prefix("--addr=") {
            return addr.to_owned();
        }
    }
    environment.unwrap_or_else(|| DEFAULT_ADDR.to_owned())
}

/// Replaces this process, so that signals and the exit code are the server's own.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt;
    let source = command.exec();
    Err(tools::not_started(command, source))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<(), Failure> {
    tools::run(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_address_is_read_as_the_server_reads_it() {
        let environment = || Some("127.0.0.1:4".to_owned());
        assert_eq!(
            address(&words("--addr 127.0.0.1:1 --database x"), environment()),
            "127.0.0.1:1"
        );
        assert_eq!(
            address(&words("--database x --addr=127.0.0.1:2"), environment()),
            "127.0.0.1:2"
        );
        assert_eq!(
            address(&words("--database x"), environment()),
            "127.0.0.1:4"
        );
        assert_eq!(address(&[], None), "127.0.0.1:3000");
    }

    #[test]
    fn a_taken_port_is_found_before_anything_is_built() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let addr = listener.local_addr().unwrap().to_string();
        let refused = check_port(&words(&format!("--addr {addr}")));
        assert!(matches!(refused, Err(Failure::PortTaken { addr: taken }) if taken == addr));
        assert!(check_port(&words(&format!("import --addr {addr}"))).is_ok());
    }
}
