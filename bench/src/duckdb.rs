//! DuckDB as the peer of metrics: its Python package, in a process that keeps one table and answers queries over it.
//!
//! The package is fetched from PyPI into the scratch directory, because nothing else of the project needs it.

use std::{path::Path, process::Stdio};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};

use crate::{import::output, trouble::Trouble};

/// Figures of different versions do not compare.
const PACKAGE: &str = "duckdb==2.0.0";
const SCRIPT: &str = include_str!("peer.py");

/// A running DuckDB; it ends with this value.
pub(crate) struct DuckDb {
    to: ChildStdin,
    from: Lines<BufReader<ChildStdout>>,
    _child: Child,
}

/// A query's answer, and the milliseconds of each time that it was asked.
#[derive(Deserialize)]
pub(crate) struct Asked {
    pub(crate) rows: Vec<(Option<String>, u64, u64)>,
    pub(crate) took: Vec<f64>,
}

impl DuckDb {
    /// Fetches and starts it; `None`, with a word about it, where that cannot be done.
    pub(crate) async fn start(scratch: &Path) -> Result<Option<Self>, Trouble> {
        let python = Path::new("python3");
        let packages = scratch.join("duckdb");
        let mut install = Command::new(python);
        install
            .args(["-m", "pip", "install", "--quiet", "--target"])
            .arg(&packages)
            .arg(PACKAGE)
            .env("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        if let Err(trouble) = output(python, install).await {
            eprintln!("· metric: without DuckDB, {PACKAGE} cannot be installed: {trouble}");
            return Ok(None);
        }
        let mut child = Command::new(python)
            .args(["-c", SCRIPT])
            .env("PYTHONPATH", &packages)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|source| Trouble::NotStarted {
                program: python.to_owned(),
                source,
            })?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Ok(None);
        };
        let from = BufReader::new(from).lines();
        let _child = child;
        let mut duckdb = Self { to, from, _child };
        let version: String = duckdb.answer().await?;
        eprintln!("· DuckDB {version}");
        Ok(Some(duckdb))
    }

    /// Makes its table of a file.
    pub(crate) async fn load(&mut self, file: &Path) -> Result<(), Trouble> {
        self.say(&json!({ "load": file })).await?;
        self.answer().await
    }

    /// Asks for so many seconds, and at least so many times.
    pub(crate) async fn ask(
        &mut self,
        sql: &str,
        seconds: f64,
        least: usize,
    ) -> Result<Asked, Trouble> {
        self.say(&json!({ "sql": sql, "seconds": seconds, "least": least }))
            .await?;
        self.answer().await
    }

    async fn say(&mut self, question: &Value) -> Result<(), Trouble> {
        let line = format!("{question}\n");
        self.to.write_all(line.as_bytes()).await?;
        Ok(self.to.flush().await?)
    }

    async fn answer<T: DeserializeOwned>(&mut self) -> Result<T, Trouble> {
        let line = self.from.next_line().await?;
        let line = line.ok_or_else(|| Trouble::Failed {
            program: "DuckDB".into(),
            said: "it ended; what it said stands above".to_owned(),
        })?;
        Ok(serde_json::from_str(&line)?)
    }
}
