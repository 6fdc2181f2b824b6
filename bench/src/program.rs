//! Servers that are measured, each a process of its own.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Stdio,
};

use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

use crate::trouble::Trouble;

/// A running server; it ends with this value.
pub(crate) struct Running {
    pub(crate) addr: SocketAddr,
    child: Child,
    /// What it goes on to say.
    lines: Lines<BufReader<ChildStdout>>,
}

impl Running {
    /// `puente` on this database, on a free port.
    pub(crate) async fn puente(puente: &Path, database: &Path) -> Result<Self, Trouble> {
        Self::puente_with(puente, database, &[]).await
    }

    /// The same, with more to tell it.
    pub(crate) async fn puente_with(
        puente: &Path,
        database: &Path,
        more: &[&str],
    ) -> Result<Self, Trouble> {
        let mut command = Command::new(puente);
        command
            .args(["--addr", "127.0.0.1:0", "--database"])
            .arg(database)
            .args(more);
        Self::start(puente, command).await
    }

    /// What follows these words in the next line that has them.
    pub(crate) async fn line_after(&mut self, words: &str) -> Result<String, Trouble> {
        while let Some(line) = self.lines.next_line().await? {
            if let Some((_, after)) = line.split_once(words) {
                return Ok(after.to_owned());
            }
        }
        Err(Trouble::Http("a line that the server should have said"))
    }

    /// A fixed answer of so many bytes.
    pub(crate) async fn fixed(bytes: usize) -> Result<Self, Trouble> {
        let this = std::env::current_exe()?;
        let mut command = Command::new(&this);
        command.args(["fixed", &bytes.to_string()]);
        Self::start(&this, command).await
    }

    /// Starts it and waits until it says where it listens.
    async fn start(program: &Path, mut command: Command) -> Result<Self, Trouble> {
        let mut child = command
            .env("RUST_LOG", "error")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|source| Trouble::NotStarted {
                program: program.to_owned(),
                source,
            })?;
        if let Some(stdout) = child.stdout.take() {
            let mut lines = BufReader::new(stdout).lines();
            while let Some(line) = lines.next_line().await? {
                let addr = line
                    .split("http://")
                    .nth(1)
                    .map(|addr| addr.trim_end_matches('/'));
                if let Some(addr) = addr.and_then(|addr| addr.parse().ok()) {
                    return Ok(Self { addr, child, lines });
                }
            }
        }
        Err(Trouble::NoAddress {
            program: PathBuf::from(program),
        })
    }

    /// Ends it as a power cut would, and waits until it is gone.
    pub(crate) async fn kill(mut self) -> Result<(), Trouble> {
        Ok(self.child.kill().await?)
    }
}
