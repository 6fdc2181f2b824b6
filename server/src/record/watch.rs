//! A watched folder: files that appear in it and stop growing are imported through the mapping that files with their headers
//! were imported through before, and moved to `done/` or, with the reason beside them, to `refused/`.
//!
//! Guesses nothing: headers that no mapping is kept for are refused, with what to do.

use std::{
    collections::HashMap,
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use app::words::import_error;
use shared::record::ImportStop;

use super::{
    import::{ImportError, Options},
    mapping::{Mapping, Variables, guess::Sample},
    store::mappings,
    table::{self, Dialect, Table, TableError},
};
use crate::service::Services;

/// How often the folder is looked at.
const EVERY: Duration = Duration::from_secs(2);
const DONE: &str = "done";
const REFUSED: &str = "refused";

/// What a file was like when it was last looked at.
type Size = (u64, Option<SystemTime>);

/// A folder that is watched.
#[derive(Debug)]
pub struct Watch {
    folder: PathBuf,
    seen: HashMap<PathBuf, Size>,
}

impl Watch {
    /// Watches a folder; it and its two folders are made where they are missing.
    ///
    /// # Errors
    /// When they cannot be made.
    pub fn new(folder: &Path) -> io::Result<Self> {
        for of in [DONE, REFUSED] {
            std::fs::create_dir_all(folder.join(of))?;
        }
        Ok(Self {
            folder: folder.to_owned(),
            seen: HashMap::new(),
        })
    }

    /// Looks again and again, until it is dropped.
    pub async fn run(mut self, services: Services) {
        loop {
            if let Err(error) = self.look(&services).await {
                tracing::warn!(%error, folder = %self.folder.display(), "the watched folder cannot be read");
            }
            tokio::time::sleep(EVERY).await;
        }
    }

    /// Looks once. A file is taken when it is as it was the last time. Gives how many were taken.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn look(&mut self, services: &Services) -> io::Result<usize> {
        let mut now = HashMap::new();
        let mut still: Vec<PathBuf> = Vec::new();
        for entry in std::fs::read_dir(&self.folder)? {
            let entry = entry?;
            let about = entry.metadata()?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !about.is_file() || hidden {
                continue;
            }
            let (path, size) = (entry.path(), (about.len(), about.modified().ok()));
            if self.seen.get(&path) == Some(&size) {
                still.push(path);
            } else {
                now.insert(path, size);
            }
        }
        still.sort();
        let mut taken = 0;
        for path in still {
            match take(services, &path).await {
                Ok(()) => self.put(&path, DONE, None)?,
                // Another import is under way, or the disk is full: the file stays, and comes again.
                Err(
                    ImportError::Stop(ImportStop::Busy { .. } | ImportStop::LostLease)
                    | ImportError::Store(_),
                ) => continue,
                Err(error) => {
                    tracing::info!(file = %path.display(), %error, "a watched file was refused");
                    let said = import_error(services.lang(), &error.into()).text;
                    self.put(&path, REFUSED, Some(&said))?;
                }
            }
            taken += 1;
        }
        self.seen = now;
        Ok(taken)
    }

    /// Moves a file, under a free name.
    fn put(&self, path: &Path, folder: &str, reason: Option<&str>) -> io::Result<()> {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let folder = self.folder.join(folder);
        let mut to = folder.join(&name);
        let mut number = 2_u32;
        while to.exists() {
            to = folder.join(format!("{number}-{name}"));
            number += 1;
        }
        std::fs::rename(path, &to)?;
        if let Some(reason) = reason {
            let mut beside = to.into_os_string();
            beside.push(".txt");
            std::fs::write(beside, format!("{reason}\n"))?;
        }
        Ok(())
    }
}

/// Imports a file through the mapping that is kept for its headers.
async fn take(services: &Services, path: &Path) -> Result<(), ImportError> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let (at, file) = (path.to_owned(), name.clone());
    let (headers, sheets) = tokio::task::spawn_blocking(move || {
        let open = || File::open(&at).map_err(TableError::from);
        let dialect = Dialect::of(open()?, &file)?;
        let mut table = Table::open_as(open()?, &file, dialect.encoding, dialect.delimiter, None)?;
        let headers = Sample::read(&mut table).map(|sample| sample.headers);
        let sheets = table::sheets(open()?, &file)?;
        // The first sheet may be a cover, and another one the table.
        let headers = if sheets.is_empty() {
            headers?
        } else {
            headers.unwrap_or_default()
        };
        Ok::<_, TableError>((headers, sheets))
    })
    .await
    .map_err(|_| ImportError::Died)??;
    let kept = if sheets.is_empty() {
        mappings::for_headers(services.store(), &mappings::headers(&headers)).await?
    } else {
        mappings::for_sheets(services.store(), &sheets).await?
    };
    let Some(kept) = kept else {
        return Err(ImportStop::UnknownHeaders.into());
    };
    let metrics = services.read_definitions().await?;
    let mapping = Mapping::of_document(&kept.mapping, &Variables::new(), &metrics)?;
    let mapping = Arc::new(mapping);
    let options = Options {
        file: name.clone(),
        ..Options::default()
    };
    let file = File::open(path).map_err(TableError::from)?;
    let owner = services.owner();
    let (report, _) = services
        .import(&owner, &mapping, file, &options, |_| {})
        .await?;
    let (added, rejected) = (report.rows.added, report.rows.rejected);
    tracing::info!(
        file = name,
        mapping = kept.name,
        added,
        rejected,
        "a watched file was imported"
    );
    Ok(())
}
