//! The store: one SQLite file, one writer, several readers.
//!
//! Knows files, connections, transactions and migrations; what is in the tables is known by the capability that owns
//! them (`log`, `journey`, `record`, …), each behind a small trait of its own.

mod error;
pub(crate) mod json;
mod open;
mod workspace;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use shared::{
    id::{ActorId, WorkspaceId},
    locale::Lang,
};
use sqlx::{Sqlite, SqlitePool, Transaction};
use uuid::Uuid;

use crate::record::store::known::Memory;
pub use error::StoreError;

/// A transaction that may write. Dropped without `commit`, it leaves no trace.
pub type Write = Transaction<'static, Sqlite>;

/// The workspace that the store holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Its id; every primary key starts with it.
    pub id: WorkspaceId,
    /// The actor that acts without an account, on this machine.
    pub owner: ActorId,
    /// The IANA name of the zone in which days are counted.
    pub zone: String,
    /// The language of texts that the server writes by itself: `en` or `es`.
    pub language: String,
    /// Changes when the workspace was restored or redacted; replicas of another lineage start anew.
    pub lineage: u64,
}

/// An open database. Cloning it is cheap and gives the same one.
#[derive(Debug, Clone)]
pub struct Store {
    path: PathBuf,
    readers: SqlitePool,
    writer: SqlitePool,
    workspace: Workspace,
    memory: Arc<Memory>,
}

impl Store {
    /// Opens the database, making file, directory, tables and workspace where they are missing.
    ///
    /// # Errors
    /// When the file cannot be opened or written, is not ours, or was written by a newer program.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_in(path, Lang::default()).await
    }

    /// The same; a workspace that has to be made speaks this language. One that is there keeps its own.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_in(path: &Path, language: Lang) -> Result<Self, StoreError> {
        open::open(path, language).await
    }

    /// The workspace in it.
    #[must_use]
    pub const fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The same database, for another of its workspaces.
    ///
    /// # Errors
    /// When there is no such workspace, or it cannot be read.
    pub async fn in_workspace(&self, id: WorkspaceId) -> Result<Self, StoreError> {
        Ok(Self {
            path: self.path.clone(),
            readers: self.readers.clone(),
            writer: self.writer.clone(),
            workspace: workspace::read(&self.readers, id).await?,
            memory: Arc::default(),
        })
    }

    /// The ids of all workspaces, the first one first.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn workspaces(&self) -> Result<Vec<WorkspaceId>, StoreError> {
        workspace::all(&self.readers).await
    }

    /// Makes another workspace, which counts days as this one does.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn make_workspace(
        &self,
        write: &mut Write,
        name: &str,
        language: Lang,
        now: i64,
    ) -> Result<WorkspaceId, StoreError> {
        let zone = &self.workspace.zone;
        let made = workspace::make(write, name, zone, language, now).await?;
        Ok(made.id)
    }

    /// The bare id of the workspace, to be bound first in every statement.
    #[must_use]
    pub const fn workspace_id(&self) -> Uuid {
        self.workspace.id.uuid()
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Connections that only read. Each statement sees what was committed before it.
    #[must_use]
    pub const fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    /// What questions about records keep from one to the next.
    pub(crate) fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Begins the one write transaction at a time (`BEGIN IMMEDIATE`): others wait for it.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when the wait takes too long.
    pub async fn write(&self) -> Result<Write, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Writes a mark and commits it: whether the store can be written now.
    ///
    /// # Errors
    /// When it cannot: full, read-only, busy, failing.
    pub async fn check(&self) -> Result<(), StoreError> {
        let mut write = self.write().await?;
        sqlx::query("UPDATE workspace SET checked_at = $2 WHERE id = $1")
            .bind(self.workspace_id())
            .bind(crate::clock::milliseconds())
            .execute(&mut *write)
            .await?;
        Ok(write.commit().await?)
    }

    /// Waits for what is under way and closes the file, folding the write-ahead log into it.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
