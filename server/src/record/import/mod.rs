//! An import: a file is read on a thread of its own and written in small transactions, unseen until the last one.

mod error;
mod feed;
mod header;
mod moment;
pub(crate) mod parse;
mod preview;

use std::{
    io::Read,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use jiff::tz::TimeZone;
use shared::{
    api::{ApiError, ErrorCode, ImportReport, Reject, RowCounts},
    id::{BatchId, UploadId},
    record::{ImportStop, RowProblem},
};

use super::{
    day,
    mapping::Mapping,
    store::{
        batch::{self, Batch},
        intern::{self, Sets},
        load::Load,
        rollup::{self, Rollup},
    },
};
use crate::store::{Store, StoreError};
use feed::{Fed, Feed};

pub use error::ImportError;
pub use preview::preview;

/// The day of a spreadsheet's count of days, `YYYY-MM-DD`.
pub(crate) fn day_of_serial(text: &str) -> Option<String> {
    Some(moment::serial(text)?.date().to_string())
}

/// How long one transaction of an import may take: others write in between.
const CHUNK: Duration = Duration::from_millis(50);
/// Rows in a transaction at the beginning, and at most.
const FIRST_ROWS: usize = 200;
const MOST_ROWS: usize = 20_000;
/// Months of an item's tallies written in one transaction.
const MONTHS: usize = 100;
/// Rejects that are kept of an import; all are counted.
const REJECTS: usize = 1_000;
/// Rejects that a report shows.
const SHOWN: usize = 20;

/// How an import is to be done.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The name of the file, for people; where it ends in .ndjson or .jsonl, that is what it holds.
    pub file: String,
    /// Where it was sent: what it is known by while it waits.
    pub upload: Option<UploadId>,
    /// Only look, write nothing.
    pub dry_run: bool,
    /// Set to give up.
    pub cancelled: Arc<AtomicBool>,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    /// The import; `None` where nothing is written.
    pub batch: Option<BatchId>,
    /// Bytes of the file read, as it is on the disk.
    pub bytes: u64,
    /// What became of the rows so far.
    pub rows: RowCounts,
}

/// Imports a file through a mapping. `progress` is called when it has begun and after every transaction.
///
/// # Errors
/// When the file, the mapping or the store does not allow it; then nothing of it is seen.
pub async fn import(
    store: &Store,
    mapping: &Arc<Mapping>,
    file: impl Read + Send + 'static,
    options: &Options,
    mut progress: impl FnMut(Progress) + Send,
) -> Result<ImportReport, ImportError> {
    let started = Instant::now();
    let zone = &store.workspace().zone;
    let zone = time_zone(zone)?;
    // The header is read before anything is written.
    let (mut feed, notes) = Feed::open(file, &options.file, Arc::clone(mapping), zone).await?;
    let mut load = begin(store, mapping, options).await?;
    let outcome = run(store, &mut feed, &mut load, options, &mut progress).await;
    let run = match (outcome, load.batch) {
        (Ok(run), _) => run,
        (Err(error), None) => return Err(error),
        (Err(error), Some(batch)) => {
            // The first error is the one to tell; what could not be swept now is swept later.
            if batch::discard(store, batch).await.is_ok() {
                let _ = batch::sweep(store).await;
            }
            return Err(error);
        }
    };
    Ok(ImportReport {
        batch: load.batch.map(|batch| BatchId::new(batch.id)),
        dry_run: options.dry_run,
        source: mapping.source.clone(),
        rows: load.counts,
        days: run
            .days
            .map(|(first, last)| (day::text(first), day::text(last))),
        missing_columns: notes.missing,
        unused_columns: notes.unused,
        rejects: run.rejects.into_iter().take(SHOWN).collect(),
        took_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
    })
}

/// Runs what reads files on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ImportError> + Send + 'static,
) -> Result<T, ApiError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => Ok(done?),
        Err(fault) => {
            tracing::error!(%fault, "a fault of ours");
            Err(ApiError::new(ErrorCode::Internal))
        }
    }
}

/// The zone of this name.
///
/// # Errors
/// [`ImportStop::Zone`] where this machine does not know it.
pub(crate) fn time_zone(zone: &str) -> Result<TimeZone, ImportStop> {
    TimeZone::get(zone).map_err(|_| ImportStop::Zone {
        zone: zone.to_owned(),
    })
}

/// What is learnt of the rows on the way.
#[derive(Default)]
struct Run {
    days: Option<(i32, i32)>,
    rejects: Vec<Reject>,
    /// Rejects already written.
    kept: usize,
}

impl Run {
    /// Notes what could not be read, up to a limit.
    fn reject(&mut self, rejects: impl Iterator<Item = Reject>) {
        let room = REJECTS.saturating_sub(self.rejects.len());
        self.rejects.extend(rejects.take(room));
    }
}

/// Claims the one place of an importer and the small keys that it needs.
async fn begin(store: &Store, mapping: &Mapping, options: &Options) -> Result<Load, ImportError> {
    let workspace = store.workspace_id();
    let mut load = Load {
        workspace,
        source: 0,
        batch: None,
        precision: mapping.time.precision,
        items: vec![0; mapping.items.len()],
        lists: Vec::new(),
        list_names: Vec::new(),
        sets: Sets::default(),
        rollup: Rollup::default(),
        next_record: 1,
        counts: RowCounts::default(),
        seen: std::collections::HashMap::new(),
        met: None,
    };
    if options.dry_run {
        let mut read = store.readers().acquire().await.map_err(StoreError::from)?;
        load.source = intern::find_source(&mut read, workspace, &mapping.source)
            .await?
            .unwrap_or(0);
        return Ok(load);
    }
    batch::sweep(store).await?;
    let mut write = store.write().await?;
    if batch::other_loading(&mut write, workspace).await?.is_some() {
        let seconds = batch::LEASE.unsigned_abs() / 1000;
        return Err(ImportStop::Busy { seconds }.into());
    }
    load.source = intern::source(&mut write, workspace, mapping).await?;
    load.items = intern::items(&mut write, workspace, load.source, &mapping.items).await?;
    load.list_names = std::iter::once(Vec::new())
        .chain(mapping.rollups.iter().cloned())
        .collect();
    for names in &load.list_names {
        load.lists
            .push(intern::list(&mut write, workspace, names).await?);
    }
    load.expect_new(&mut write).await?;
    load.sets = Sets::load(&mut write, workspace).await?;
    load.rollup = Rollup::new(rollup::countings(&mut write, workspace).await?);
    let batch = {
        let upload = options.upload.map(UploadId::uuid);
        batch::begin(&mut write, workspace, load.source, &options.file, upload).await?
    };
    load.next_record = batch.first_record;
    load.batch = Some(batch);
    write.commit().await.map_err(StoreError::from)?;
    Ok(load)
}

async fn run(
    store: &Store,
    feed: &mut Feed,
    load: &mut Load,
    options: &Options,
    progress: &mut (impl FnMut(Progress) + Send),
) -> Result<Run, ImportError> {
    let mut run = Run::default();
    let mut rows = FIRST_ROWS;
    let alive = Duration::from_millis(batch::LEASE.unsigned_abs() / 3);
    let id = load.batch.map(|batch| BatchId::new(batch.id));
    progress(Progress {
        batch: id,
        ..Progress::default()
    });
    loop {
        if options.cancelled.load(Ordering::Relaxed) {
            return Err(ImportError::Stop(ImportStop::Cancelled));
        }
        let Ok(fed) = tokio::time::timeout(alive, feed.next(rows)).await else {
            // A slow pipe: say that this importer is alive.
            commit(store, load, &mut run, &Fed::default()).await?;
            continue;
        };
        let fed = fed?;
        for row in &fed.rows {
            let (first, last) = run.days.unwrap_or((row.day, row.day));
            run.days = Some((first.min(row.day), last.max(row.day)));
        }
        load.counts.rejected += fed.rows_rejected;
        load.counts.values_rejected += fed.rejects.len() as u64 - fed.rows_rejected;
        run.reject(fed.rejects.iter().cloned());
        let began = Instant::now();
        commit(store, load, &mut run, &fed).await?;
        // Half a chunk's time is aimed at, so that a slower moment still fits.
        let took = began.elapsed();
        if took > CHUNK * 3 / 4 {
            rows = (rows / 2).max(1);
        } else if took < CHUNK / 3 && fed.rows.len() >= rows {
            rows = (rows * 3 / 2).min(MOST_ROWS);
        }
        progress(Progress {
            batch: id,
            bytes: feed.bytes(),
            rows: load.counts,
        });
        if fed.end {
            break;
        }
    }
    if let Some(batch) = load.batch {
        finish(store, load, batch).await?;
    }
    Ok(run)
}

/// One transaction: a chunk of rows, or only a sign of life.
async fn commit(
    store: &Store,
    load: &mut Load,
    run: &mut Run,
    fed: &Fed,
) -> Result<(), ImportError> {
    let Some(batch) = load.batch else {
        let mut read = store.readers().acquire().await.map_err(StoreError::from)?;
        let repeated = load.chunk(&mut read, &fed.rows).await?;
        run.reject(repeated.iter().map(repeated_id));
        return Ok(());
    };
    let workspace = load.workspace;
    let mut write = store.write().await?;
    let repeated = load.chunk(&mut write, &fed.rows).await?;
    run.reject(repeated.iter().map(repeated_id));
    for (number, reject) in run.rejects.iter().enumerate().skip(run.kept) {
        batch::reject(&mut write, workspace, batch, number as u64, reject).await?;
    }
    run.kept = run.rejects.len();
    if !batch::renew(
        &mut write,
        workspace,
        batch,
        load.next_record - 1,
        &load.counts,
    )
    .await?
    {
        return Err(lost(&mut write, workspace, batch).await?);
    }
    write.commit().await.map_err(StoreError::from)?;
    Ok(())
}

fn repeated_id(repeated: &super::store::load::Repeated) -> Reject {
    Reject {
        line: repeated.line,
        column: None,
        reason: RowProblem::SameId,
        found: repeated.id.clone(),
    }
}

/// Writes the tallies, still unseen, and then makes all seen at once.
async fn finish(store: &Store, load: &mut Load, batch: Batch) -> Result<(), ImportError> {
    let workspace = load.workspace;
    let (kept, tallies) = std::mem::take(&mut load.rollup).worth_keeping(&load.lists);
    for some in rollup::pack(&tallies)?.chunks(MONTHS) {
        let mut write = store.write().await?;
        rollup::write(&mut write, workspace, batch.key, some).await?;
        if !batch::renew(
            &mut write,
            workspace,
            batch,
            load.next_record - 1,
            &load.counts,
        )
        .await?
        {
            return Err(lost(&mut write, workspace, batch).await?);
        }
        write.commit().await.map_err(StoreError::from)?;
    }
    let mut write = store.write().await?;
    rollup::keep(&mut write, workspace, batch.key, &kept).await?;
    if !batch::go_live(&mut write, workspace, batch, &load.counts).await? {
        return Err(lost(&mut write, workspace, batch).await?);
    }
    write.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Why an import is no longer loading: a person cancelled it, or it was taken for dead.
async fn lost(
    db: &mut sqlx::SqliteConnection,
    workspace: uuid::Uuid,
    batch: Batch,
) -> Result<ImportError, StoreError> {
    let cancelled = batch::was_cancelled(db, workspace, batch).await?;
    Ok(if cancelled {
        ImportError::Stop(ImportStop::Cancelled)
    } else {
        ImportError::Stop(ImportStop::LostLease)
    })
}
