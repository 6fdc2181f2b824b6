//! What can be done with a file that was sent: look at it, try a mapping on it, import it.

use std::{fs::File, path::PathBuf, sync::Arc};

use axum::body::Body;
use shared::{
    access::{Action, Actor, Resource},
    api::{
        ApiError, ErrorCode, FileFormat, ImportReply, ImportReport, MappingSummary, NewImport,
        Preview, PreviewQuery, SheetLook, Upload,
    },
    id::UploadId,
    metric::Definitions,
    record::{ImportStop, MappingDocument},
};
use tokio::sync::oneshot;
use tracing::Instrument;

use super::{KEPT, MOST_UPLOAD, WAITS, path, receive, remove, sweep_parts, tame};
use crate::{
    clock,
    record::{
        import::{self, ImportError, Options, blocking},
        mapping::{
            Mapping, Variables,
            guess::{self, Known, Sample},
        },
        store::{
            batch, mappings,
            uploads::{self, Waiting},
        },
        table::{self, Dialect, SheetHead, Table, TableError},
    },
    service::{Services, allowed, detached, not_found},
    store::StoreError,
};

/// Rows that are shown as they are.
const SHOWN: usize = 20;

impl Services {
    /// Takes a file in, and says what seems to be in it.
    ///
    /// # Errors
    /// Not allowed, too large, no table, or the store failed. Then it is gone again.
    pub(crate) async fn take_upload(
        &self,
        actor: &Actor,
        name: &str,
        body: Body,
    ) -> Result<Upload, ApiError> {
        allowed(actor, Action::Import, Resource::Records)?;
        let store = self.store();
        let (upload, bytes) = receive(store, body, MOST_UPLOAD).await?;
        let at = path(store, upload.uuid());
        let looked = self
            .look(actor, upload, bytes, (tame(name), None), at.clone())
            .await;
        let (looked, headers) = match looked {
            Ok(looked) => looked,
            Err(error) => {
                remove(&at).await;
                return Err(error);
            }
        };
        let file = Waiting {
            file: looked.file.clone(),
            bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
            headers,
            created_at: clock::milliseconds(),
        };
        let gone = uploads::add(store, upload.uuid(), &file, (KEPT, WAITS)).await?;
        for id in gone {
            remove(&path(store, id)).await;
        }
        sweep_parts(store).await;
        Ok(looked)
    }

    /// What seems to be in a file that waits: to read it again.
    ///
    /// # Errors
    /// Not allowed, no such file, or the store failed.
    pub(crate) async fn upload(
        &self,
        actor: &Actor,
        upload: UploadId,
        sheet: Option<String>,
    ) -> Result<Upload, ApiError> {
        allowed(actor, Action::Import, Resource::Records)?;
        let (waiting, at) = self.waiting(upload).await?;
        let bytes = waiting.bytes.unsigned_abs();
        let (mut looked, _) = self
            .look(actor, upload, bytes, (waiting.file, sheet), at)
            .await?;
        looked.expires_at = waiting.created_at + WAITS;
        Ok(looked)
    }

    /// What seems to be in a file, and what its headers amount to. Of a spreadsheet the sheet that is asked for, or that a kept
    /// mapping reads, or the first.
    async fn look(
        &self,
        actor: &Actor,
        upload: UploadId,
        bytes: u64,
        (file, asked): (String, Option<String>),
        at: PathBuf,
    ) -> Result<(Upload, String), ApiError> {
        let view = self.catalogue(actor).await?;
        let touchpoints = view.catalogue.touchpoints.values();
        let touchpoints = touchpoints
            .filter(|touchpoint| !touchpoint.retired)
            .filter_map(|touchpoint| Some((touchpoint.key.clone()?, touchpoint.name.clone())))
            .collect();
        let mut known = Known {
            file: file.clone(),
            zone: self.store().workspace().zone.clone(),
            touchpoints,
            ..Known::default()
        };
        let sheets = sheets_of(at.clone(), file.clone()).await?;
        let among: Vec<SheetHead> = match &asked {
            None => sheets.clone(),
            Some(name) => {
                let mut named = sheets.iter().filter(|sheet| sheet.name == *name);
                named.next().cloned().into_iter().collect()
            }
        };
        let mut of_sheet = mappings::for_sheets(self.store(), &among).await?;
        // What is shown is what is read, also where another sheet has the same headings.
        if let (Some(name), Some(kept)) = (&asked, &mut of_sheet) {
            kept.mapping.source.sheet = Some(name.clone());
        }
        let read = of_sheet
            .as_ref()
            .and_then(|kept| kept.mapping.source.sheet.clone());
        // A cover or an empty sheet in front is passed over.
        let worded = |sheet: &&SheetHead| {
            let letters = sheet.headers.iter().flat_map(|header| header.chars());
            letters.into_iter().any(char::is_alphabetic)
        };
        let first = sheets
            .first()
            .filter(|first| !worded(first))
            .and(sheets.iter().find(worded));
        let asked = asked.or_else(|| {
            first
                .filter(|_| read.is_none())
                .map(|first| first.name.clone())
        });
        let chosen = asked.clone().or(read);
        let (dialect, sample, columns, mut mapping) = blocking(move || {
            let open = || File::open(&at).map_err(TableError::from);
            let dialect = Dialect::of(open()?, &known.file)?;
            let (encoding, delimiter) = (dialect.encoding, dialect.delimiter);
            let sheet = chosen.as_deref();
            let mut table = Table::open_as(open()?, &known.file, encoding, delimiter, sheet)?;
            let sample = Sample::read(&mut table)?;
            known.encoding = encoding;
            known.delimiter = delimited(dialect);
            let (columns, mapping) = guess::guess(&sample, &known);
            Ok((dialect, sample, columns, mapping))
        })
        .await?;
        let headers = mappings::headers(&sample.headers);
        let remembered = match (of_sheet, sheets.is_empty()) {
            (None, true) => mappings::for_headers(self.store(), &headers).await?,
            (found, _) => found,
        };
        // Named only where somebody chose it: else it is the first, whatever it is called next month.
        mapping.source.sheet.clone_from(&asked);
        let kept = remembered.as_ref();
        let sheet = asked.or_else(|| kept.and_then(|kept| kept.mapping.source.sheet.clone()));
        let sheet = sheet.or_else(|| sheets.first().map(|first| first.name.clone()));
        // Of one sheet there is nothing to choose.
        let choice = sheets.len() > 1;
        let upload = Upload {
            upload,
            file,
            bytes,
            expires_at: clock::milliseconds() + WAITS,
            format: dialect.format,
            packed: dialect.packed,
            encoding: dialect.encoding,
            delimiter: delimited(dialect),
            sheet: sheet.filter(|_| choice),
            sheets: sheets
                .into_iter()
                .filter(|_| choice)
                .map(|sheet| SheetLook {
                    name: sheet.name,
                    rows: sheet.rows,
                })
                .collect(),
            columns,
            rows: sample.first(SHOWN),
            looked_at: u32::try_from(sample.rows()).unwrap_or(u32::MAX),
            mapping,
            remembered,
        };
        Ok((upload, headers))
    }

    /// Throws a file away.
    ///
    /// # Errors
    /// Not allowed, no such file, or the store failed.
    pub(crate) async fn drop_upload(
        &self,
        actor: &Actor,
        upload: UploadId,
    ) -> Result<(), ApiError> {
        allowed(actor, Action::Import, Resource::Records)?;
        let store = self.store();
        let mut write = store.write().await?;
        if !uploads::forget(&mut write, store.workspace_id(), upload.uuid()).await? {
            return Err(not_found("upload"));
        }
        write.commit().await.map_err(StoreError::from)?;
        remove(&path(store, upload.uuid())).await;
        Ok(())
    }

    /// The first rows of a file as records.
    ///
    /// # Errors
    /// Not allowed, no such file, or a mapping that does not fit it.
    pub(crate) async fn preview_upload(
        &self,
        actor: &Actor,
        upload: UploadId,
        query: &PreviewQuery,
    ) -> Result<Preview, ApiError> {
        allowed(actor, Action::Import, Resource::Records)?;
        let (waiting, at) = self.waiting(upload).await?;
        let definitions = self.read_definitions().await?;
        let mapping = checked(&query.mapping, &query.variables, &definitions)?;
        let zone = self.store().workspace().zone.clone();
        blocking(move || {
            let zone = import::time_zone(&zone)?;
            let file = File::open(at).map_err(TableError::from)?;
            import::preview(file, &waiting.file, &mapping, zone)
        })
        .await
    }

    /// Imports a file, or looks what would become of it. An import goes on after the answer.
    ///
    /// # Errors
    /// Not allowed, no such file or mapping, a mapping that does not fit, another import under way, or the store failed.
    pub(crate) async fn import_upload(
        &self,
        actor: &Actor,
        wished: NewImport,
    ) -> Result<ImportReply, ApiError> {
        allowed(actor, Action::Import, Resource::Records)?;
        let (waiting, at) = self.waiting(wished.upload).await?;
        let document = match (wished.mapping, &wished.named) {
            (Some(document), _) => document,
            (None, Some(name)) => {
                let (at, file) = (at.clone(), waiting.file.clone());
                self.kept_mapping_for(actor, name, at, file).await?.mapping
            }
            (None, None) => {
                return Err(ImportError::from(ImportStop::NoMapping).into());
            }
        };
        let definitions = self.read_definitions().await?;
        let mapping = Arc::new(checked(&document, &wished.variables, &definitions)?);
        let headers = match &document.source.sheet {
            None => waiting.headers.clone(),
            Some(_) => headers_of(at.clone(), waiting.file.clone(), Arc::clone(&mapping)).await?,
        };
        let file = File::open(at)
            .map_err(|error| ApiError::from(ImportError::from(TableError::from(error))))?;
        let options = Options {
            file: waiting.file.clone(),
            upload: Some(wished.upload),
            dry_run: wished.dry_run,
            ..Options::default()
        };
        if wished.dry_run {
            let (report, _) = self.import(actor, &mapping, file, &options, |_| {}).await?;
            return Ok(ImportReply {
                import: None,
                report: Some(report),
            });
        }
        let (send, begun) = oneshot::channel();
        let (services, actor) = (self.clone(), actor.clone());
        let work = async move {
            let mut send = Some(send);
            let mut id = None;
            let done = services
                .import(&actor, &mapping, file, &options, |progress| {
                    id = progress.batch;
                    if let (Some(send), Some(id)) = (send.take(), id) {
                        let _ = send.send(id);
                    }
                })
                .await;
            match (done, id) {
                (Ok(_), _) => {
                    let kept = mappings::keep(services.store(), &headers, &document).await;
                    if let Err(error) = kept {
                        tracing::warn!(%error, "the mapping could not be kept");
                    }
                    Ok(())
                }
                (Err(error), Some(id)) => {
                    tracing::info!(import = %id, %error, "an import came to nothing");
                    let error = ApiError::from(error);
                    let _ = batch::blame(services.store(), id.uuid(), &error).await;
                    Err(error)
                }
                (Err(error), None) => Err(error.into()),
            }
        };
        let work = tokio::spawn(work.in_current_span());
        if let Ok(id) = begun.await {
            return Ok(ImportReply {
                import: Some(id),
                report: None,
            });
        }
        // It ended before it began: that is the answer.
        match work.await {
            Ok(Err(error)) => Err(error),
            Ok(Ok(())) | Err(_) => Err(ApiError::new(ErrorCode::Internal)),
        }
    }

    /// Imports rows that a program sends, through a mapping that is kept, and waits for the end.
    ///
    /// # Errors
    /// Not allowed, no such mapping, too large, rows that cannot be read as a whole, another import under way, or the
    /// store failed. Then no record is seen.
    pub(crate) async fn take_records(
        &self,
        actor: &Actor,
        mapping: &str,
        body: Body,
    ) -> Result<ImportReport, ApiError> {
        allowed(actor, Action::Import, Resource::Records)?;
        let kept = self.kept_mapping(actor, mapping).await?;
        let definitions = self.read_definitions().await?;
        let mapping = Arc::new(checked(&kept.mapping, &Variables::new(), &definitions)?);
        let (upload, _) = receive(self.store(), body, MOST_UPLOAD).await?;
        let at = path(self.store(), upload.uuid());
        let options = Options {
            file: format!("{}.ndjson", kept.name),
            ..Options::default()
        };
        let services = self.clone();
        let actor = actor.clone();
        // To its end, also when the program that sent it goes away.
        detached(async move {
            let file = File::open(&at).map_err(|error| ImportError::from(TableError::from(error)));
            let done = match file {
                Ok(file) => {
                    services
                        .import(&actor, &mapping, file, &options, |_| {})
                        .await
                }
                Err(error) => Err(error),
            };
            remove(&at).await;
            Ok(done?.0)
        })
        .await
    }

    /// The mappings that are kept.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn kept_mappings(&self, actor: &Actor) -> Result<Vec<MappingSummary>, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        Ok(mappings::all(self.store()).await?)
    }

    /// The mapping of this name.
    ///
    /// # Errors
    /// Not allowed, no such mapping, or the store failed.
    pub async fn kept_mapping(
        &self,
        actor: &Actor,
        name: &str,
    ) -> Result<MappingSummary, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        mappings::named(self.store(), name)
            .await?
            .ok_or_else(|| not_found("mapping"))
    }

    /// The mapping of this name, as it reads a file: its sheet may be called otherwise there.
    ///
    /// # Errors
    /// Not allowed, no such mapping, a file that cannot be read, or the store failed.
    pub(crate) async fn kept_mapping_for(
        &self,
        actor: &Actor,
        name: &str,
        at: PathBuf,
        file: String,
    ) -> Result<MappingSummary, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        let sheets = sheets_of(at, file).await?;
        mappings::named_for_sheets(self.store(), name, &sheets)
            .await?
            .ok_or_else(|| not_found("mapping"))
    }

    /// Keeps a mapping under the name of its source.
    ///
    /// # Errors
    /// Not allowed, a name that is none, or the store failed.
    pub async fn keep_mapping(
        &self,
        actor: &Actor,
        document: &MappingDocument,
    ) -> Result<String, ApiError> {
        allowed(actor, Action::Import, Resource::Records)?;
        let name = document.source.name.clone();
        // Its variables come with each import; everything else is checked now.
        let variables = document.source.variables.iter();
        let variables = variables
            .map(|name| (name.clone(), "1".to_owned()))
            .collect();
        let metrics = self.read_definitions().await?;
        Mapping::of_document(document, &variables, &metrics).map_err(ImportError::from)?;
        mappings::keep_as(self.store(), &name, document).await?;
        Ok(name)
    }

    /// Keeps with a mapping that came as a text which headers its files have, so that the next one is known by them.
    ///
    /// # Errors
    /// Not allowed, a file that cannot be read, or the store failed.
    pub(crate) async fn know_headers(
        &self,
        actor: &Actor,
        name: &str,
        (at, file): (PathBuf, String),
        mapping: Arc<Mapping>,
    ) -> Result<(), ApiError> {
        allowed(actor, Action::Import, Resource::Records)?;
        let headers = headers_of(at, file, mapping).await?;
        Ok(mappings::know(self.store(), name, &headers).await?)
    }

    async fn waiting(&self, upload: UploadId) -> Result<(Waiting, PathBuf), ApiError> {
        let waiting = uploads::find(self.store(), upload.uuid(), WAITS).await?;
        let at = path(self.store(), upload.uuid());
        match waiting {
            Some(waiting) if at.exists() => Ok((waiting, at)),
            _ => Err(not_found("upload")),
        }
    }
}

/// The sheets of a spreadsheet; none of any other file.
async fn sheets_of(at: PathBuf, file: String) -> Result<Vec<SheetHead>, ApiError> {
    blocking(move || {
        let opened = File::open(at).map_err(TableError::from)?;
        Ok(table::sheets(opened, &file)?)
    })
    .await
}

/// What the headers of the sheet amount to that a mapping reads.
async fn headers_of(at: PathBuf, file: String, mapping: Arc<Mapping>) -> Result<String, ApiError> {
    blocking(move || {
        let opened = File::open(at).map_err(TableError::from)?;
        let mut table = Table::open(opened, &file, &mapping)?;
        Ok(mappings::headers(&Sample::read(&mut table)?.headers))
    })
    .await
}

fn checked(
    document: &MappingDocument,
    variables: &Variables,
    metrics: &Definitions,
) -> Result<Mapping, ApiError> {
    let mapping = Mapping::of_document(document, variables, metrics);
    mapping.map_err(|error| ImportError::from(error).into())
}

fn delimited(dialect: Dialect) -> Option<String> {
    (dialect.format == FileFormat::Csv).then(|| char::from(dialect.delimiter).to_string())
}
