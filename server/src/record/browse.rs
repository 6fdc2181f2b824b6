//! Records and imports one by one, whoever asks by whatever way.
//!
//! A source about people is shown in groups only: its records are left out of pages, and refused where they are named.

use shared::{
    access::{Action, Actor, Resource},
    api::{
        ApiError, ImportDetail, ImportPage, ImportQuery, ListedImport, Record, RecordPage,
        RecordQuery,
    },
    id::BatchId,
};

use super::{
    day,
    look::{Look, one_by_one},
    query::{self, Cursor},
    store::{
        imports,
        listing::{self, Row, STEP},
    },
};
use crate::{
    service::{Services, allowed, not_found},
    store::StoreError,
};

/// Records that are looked at for one page: where few fit, it ends there and says where to go on.
const LOOKED_AT: usize = 20_000;

impl Services {
    /// A page of records, newest first.
    ///
    /// # Errors
    /// Not allowed, a source about people, something unknown in the query, or the store failed.
    pub async fn records(
        &self,
        actor: &Actor,
        query: &RecordQuery,
    ) -> Result<RecordPage, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        let limit = query::limit(query.limit)? as usize;
        let (from, to) = day::range(query.from.as_deref(), query.to.as_deref())?;
        let cursor = query.before.as_deref().map(Cursor::read).transpose()?;
        let touchpoint = match query.touchpoint {
            None => None,
            Some(id) => {
                let view = self.catalogue(actor).await?;
                let touchpoint = view.catalogue.touchpoints.get(&id);
                let touchpoint = touchpoint.ok_or_else(|| not_found("touchpoint"))?;
                Some(touchpoint.key.clone().unwrap_or_default())
            }
        };
        let mut read = self.begin().await?;
        let look = Look::open(&mut read, self.store().workspace_id()).await?;
        let among = look.among(&mut read, actor, query).await?;
        let fits = look.fits(&mut read, touchpoint.as_deref(), query).await?;
        let horizon = match cursor {
            Some(cursor) => cursor.horizon,
            None => look.horizon(&mut read).await?,
        };
        let end = (to.unwrap_or(i32::MAX), i64::MAX, i64::MAX);
        let mut place = cursor.map_or(end, |cursor| cursor.place.min(end));
        let from = from.unwrap_or(i32::MIN);
        // One more than wanted says whether any follow.
        let mut found: Vec<Row> = Vec::new();
        let (mut step, mut looked_at, mut more) = (limit + 1, 0, true);
        while more && found.len() <= limit && looked_at < LOOKED_AT {
            let places =
                listing::places(&mut read, look.workspace, &among, from, place, step).await?;
            more = places.len() == step;
            looked_at += places.len();
            place = places.last().copied().unwrap_or(place);
            let keys: Vec<i64> = places.iter().map(|place| place.2).collect();
            for row in listing::seen(&mut read, look.workspace, horizon, &keys).await? {
                if fits.fit(&row)? {
                    found.push(row);
                }
            }
            step = STEP;
        }
        let before = if found.len() > limit {
            found.truncate(limit);
            found.last().map(Row::place)
        } else {
            more.then_some(place)
        };
        Ok(RecordPage {
            records: look.records(&mut read, &found).await?,
            before: before.map(|place| Cursor { horizon, place }.text()),
        })
    }

    /// One record, as it is now.
    ///
    /// # Errors
    /// Not allowed, a source about people, not there, or the store failed.
    pub async fn record(&self, actor: &Actor, source: &str, id: &str) -> Result<Record, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        let mut read = self.begin().await?;
        let look = Look::open(&mut read, self.store().workspace_id()).await?;
        let source = look.named(source).ok_or_else(|| not_found("source"))?;
        one_by_one(actor, source)?;
        let keys: Vec<i64> = sqlx::query_scalar(listing::OF_IDENTITY)
            .bind(look.workspace)
            .bind(source.key)
            .bind(id)
            .fetch_all(&mut *read)
            .await
            .map_err(StoreError::from)?;
        let mut found = Vec::new();
        for some in keys.chunks(STEP) {
            found.extend(listing::seen(&mut read, look.workspace, i64::MAX, some).await?);
        }
        let records = look.records(&mut read, &found).await?;
        records
            .into_iter()
            .next()
            .ok_or_else(|| not_found("record"))
    }

    /// A page of imports, newest first.
    ///
    /// # Errors
    /// Not allowed, something unknown in the query, or the store failed.
    pub async fn imports(
        &self,
        actor: &Actor,
        query: &ImportQuery,
    ) -> Result<ImportPage, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        let limit = query::limit(query.limit)?;
        let mut read = self.begin().await?;
        let look = Look::open(&mut read, self.store().workspace_id()).await?;
        let source = match query.source.as_deref() {
            None => None,
            Some(name) => Some(look.asked_for(name)?.key),
        };
        let before = match query.before {
            None => i64::MAX,
            Some(id) => look.import(&mut read, id).await?.key,
        };
        let mut rows = imports::page(&mut read, look.workspace, source, before, limit + 1).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let keys: Vec<i64> = rows.iter().map(|row| row.key).collect();
        let mut reasons = imports::reasons(&mut read, look.workspace, &keys).await?;
        let mut listed = Vec::with_capacity(rows.len());
        for row in rows {
            listed.push(ListedImport {
                source: look.source(row.source)?.name.clone(),
                import: row.summary()?,
                reasons: reasons.remove(&row.key).unwrap_or_default(),
            });
        }
        let before = listed.last().map(|last| last.import.batch);
        Ok(ImportPage {
            imports: listed,
            before: before.filter(|_| more),
        })
    }

    /// An import with what could not be read of it.
    ///
    /// # Errors
    /// Not allowed, not there, or the store failed.
    pub async fn import_detail(
        &self,
        actor: &Actor,
        import: BatchId,
    ) -> Result<ImportDetail, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        let mut read = self.begin().await?;
        let look = Look::open(&mut read, self.store().workspace_id()).await?;
        let row = look.import(&mut read, import).await?;
        let source = look.source(row.source)?;
        let mut rejects = imports::rejects(&mut read, look.workspace, row.key).await?;
        if one_by_one(actor, source).is_err() {
            for reject in &mut rejects {
                reject.found.clear();
            }
        }
        Ok(ImportDetail {
            source: source.name.clone(),
            import: row.summary()?,
            rejects,
        })
    }

    /// One state of the store for everything that an answer needs.
    pub(super) async fn begin(
        &self,
    ) -> Result<sqlx::Transaction<'static, sqlx::Sqlite>, StoreError> {
        Ok(self.store().readers().begin().await?)
    }
}
