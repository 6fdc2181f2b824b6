//! What can go wrong with the store, said with what to do about it.

use std::path::PathBuf;

use shared::{
    api::{ApiError, ErrorCode, Why},
    log::{Seq, StoredError},
};
use sqlx::migrate::MigrateError;

/// The store could not be opened, read or written. Nothing was half-written: SQLite takes back what it did not commit.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The directory of the database cannot be made.
    #[error(
        "cannot make the directory {path}: {reason}; choose another file with --database or PUENTE_DATABASE"
    )]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The file cannot be opened or made.
    #[error(
        "cannot open the database {path}: {reason}; check that the directory exists and may be written"
    )]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// The file is no SQLite database.
    #[error(
        "{path} is not a Puente database: move it away, or choose another file with --database"
    )]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file is the database of another program.
    #[error(
        "{path} is another program's database (it has a table {table:?}): choose another file with --database"
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// A table that is not ours.
        table: String,
    },
    /// The database was written by a newer Puente.
    #[error(
        "{path} was written by a newer Puente (its schema is {found}, this program knows {known}): start that one, or restore a backup"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The newest migration in the file.
        found: i64,
        /// The newest migration in this program.
        known: i64,
    },
    /// Something in the database was written by a newer Puente.
    #[error(
        "the database was written by a newer Puente ({what}): start that one, or restore a backup"
    )]
    NewerContent {
        /// What cannot be read.
        what: String,
    },
    /// A migration of the database differs from the one this program has.
    #[error(
        "{path} has a schema that no release of Puente wrote (migration {version} differs): restore a backup"
    )]
    Altered {
        /// The file.
        path: PathBuf,
        /// Which migration.
        version: i64,
    },
    /// The file or its directory may not be written.
    #[error("the database is read-only: allow this user to write the file and its directory")]
    ReadOnly,
    /// The disk is full.
    #[error("the disk is full: free some space and try again")]
    Full,
    /// Another process holds the database for too long.
    #[error("the database is busy: another process is writing; try again")]
    Busy,
    /// The disk failed.
    #[error("the disk failed ({reason}): check it and the system's log")]
    Disk {
        /// What SQLite said.
        reason: String,
    },
    /// What was read cannot be right.
    #[error("the database is damaged ({what}): restore a backup")]
    Damaged {
        /// What is wrong.
        what: String,
    },
    /// Something with this key is there already.
    #[error("it is there already ({what})")]
    Exists {
        /// The constraint, as SQLite names it.
        what: String,
    },
    /// A fault of ours: a statement that the database refuses.
    #[error("the store refused a statement: {0}")]
    Fault(sqlx::Error),
}

impl StoreError {
    /// A value that was read and cannot be right.
    pub fn damaged(what: impl std::fmt::Display) -> Self {
        Self::Damaged {
            what: what.to_string(),
        }
    }

    /// A value that a newer program wrote.
    pub(crate) fn newer(
        what: &str,
        found: impl std::fmt::Display,
        known: impl std::fmt::Display,
    ) -> Self {
        Self::NewerContent {
            what: format!("{what} has version {found}, this program knows up to {known}"),
        }
    }

    /// Changes in the entry of a log that cannot be read.
    pub(crate) fn entry(seq: Seq, error: StoredError) -> Self {
        match error {
            StoredError::NewerVersion { .. } | StoredError::UnknownType { .. } => {
                Self::NewerContent {
                    what: format!("entry {seq}: {error}"),
                }
            }
            error => Self::damaged(format!("entry {seq}: {error}")),
        }
    }

    /// Whether trying again later, or after freeing the disk, may succeed.
    #[must_use]
    pub const fn is_unavailable(&self) -> bool {
        matches!(
            self,
            Self::ReadOnly | Self::Full | Self::Busy | Self::Disk { .. } | Self::CannotOpen { .. }
        )
    }

    /// The same error with the name of the file, for those that SQLite reports without it.
    pub(super) fn about(self, file: &std::path::Path) -> Self {
        let path = file.to_owned();
        match self {
            Self::CannotOpen { reason, .. } => Self::CannotOpen { path, reason },
            Self::NotADatabase { .. } => Self::NotADatabase { path },
            other => other,
        }
    }

    /// What the runner of migrations says, about this file.
    pub(super) fn migration(error: MigrateError, file: &std::path::Path, known: i64) -> Self {
        let path = file.to_owned();
        match error {
            MigrateError::VersionMissing(found) | MigrateError::VersionTooNew(found, _) => {
                Self::Newer { path, found, known }
            }
            MigrateError::VersionMismatch(version) | MigrateError::Dirty(version) => {
                Self::Altered { path, version }
            }
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                Self::from(error).about(file)
            }
            other => Self::Fault(sqlx::Error::Migrate(Box::new(other))),
        }
    }
}

/// What a reader is told: the store is unavailable and why, or that the fault is ours (the log says which).
impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        if error.is_unavailable() {
            tracing::warn!(%error, "the store is unavailable");
        } else {
            tracing::error!(%error, "the store failed");
        }
        let why = match &error {
            StoreError::ReadOnly | StoreError::CannotOpen { .. } => Why::ReadOnly,
            StoreError::Full => Why::Full,
            StoreError::Busy => Why::Busy,
            StoreError::Disk { .. } => Why::Disk,
            StoreError::Damaged { .. } => Why::Damaged,
            StoreError::NewerContent { .. } => Why::Newer,
            StoreError::Exists { .. } => return Self::new(ErrorCode::Exists),
            _ => return Self::new(ErrorCode::Internal),
        };
        Self::new(ErrorCode::StoreUnavailable)
            .because(why)
            .with("detail", error)
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(reported) => {
                let reason = reported.message().to_owned();
                if reported.is_unique_violation() {
                    return Self::Exists { what: reason };
                }
                let code = reported.code().and_then(|code| code.parse::<i32>().ok());
                // The low byte of an extended code is the primary one: https://www.sqlite.org/rescode.html
                match code.map(|code| code & 0xff) {
                    Some(5 | 6) => Self::Busy,
                    Some(8) => Self::ReadOnly,
                    Some(10) => Self::Disk { reason },
                    Some(11) => Self::Damaged { what: reason },
                    Some(13) => Self::Full,
                    Some(14) => Self::CannotOpen {
                        path: PathBuf::new(),
                        reason,
                    },
                    Some(26) => Self::NotADatabase {
                        path: PathBuf::new(),
                    },
                    _ => Self::Fault(error),
                }
            }
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Io(io) => match io.kind() {
                std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full,
                std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => {
                    Self::ReadOnly
                }
                _ => Self::Disk {
                    reason: io.to_string(),
                },
            },
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::Damaged {
                what: error.to_string(),
            },
            _ => Self::Fault(error),
        }
    }
}
