//! What a query asks of records, and rows as the API gives them: the small tables that every record refers to.

use std::collections::{HashMap, HashSet};

use shared::{
    access::{Action, Actor, Resource, can},
    api::{ApiError, ErrorCode, Record, RecordAnswer, RecordQuery, Why},
    id::BatchId,
    tally::Weight,
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    day,
    query::invalid,
    store::{
        imports,
        intern::Dimensions,
        listing::{self, Among, Row},
        reading::{self, Item},
        sources::{self, Source},
    },
};
use crate::{service::not_found, store::StoreError};

/// Asks `can` for the records of a source one by one.
pub(super) fn one_by_one(actor: &Actor, source: &Source) -> Result<(), ApiError> {
    let resource = Resource::EachRecord(source.privacy()?);
    if can(actor, Action::Read, resource) {
        return Ok(());
    }
    let detail = "its records are about people, who are shown in groups only: ask for a metric";
    Err(ApiError::new(ErrorCode::Forbidden)
        .with("field", "source")
        .because(Why::PeopleInGroups)
        .with("detail", detail))
}

/// The small tables that every record refers to.
pub(super) struct Look {
    pub(super) workspace: Uuid,
    sources: Vec<Source>,
    items: HashMap<i64, Item>,
}

impl Look {
    pub(super) async fn open(
        db: &mut SqliteConnection,
        workspace: Uuid,
    ) -> Result<Self, StoreError> {
        let items = reading::items(db, workspace).await?;
        Ok(Self {
            workspace,
            sources: sources::all(db, workspace).await?,
            items: items.into_iter().map(|item| (item.key, item)).collect(),
        })
    }

    pub(super) fn named(&self, name: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.name == name)
    }

    /// The source of a query; a name that is not there is answered with those that are.
    pub(super) fn asked_for(&self, name: &str) -> Result<&Source, ApiError> {
        self.named(name).ok_or_else(|| {
            let known: Vec<&str> = self
                .sources
                .iter()
                .map(|source| source.name.as_str())
                .collect();
            unknown("source", name, &known.join(", "))
        })
    }

    pub(super) fn source(&self, key: i64) -> Result<&Source, StoreError> {
        let mut sources = self.sources.iter();
        sources
            .find(|source| source.key == key)
            .ok_or_else(|| StoreError::damaged("no source of this key"))
    }

    pub(super) async fn import(
        &self,
        db: &mut SqliteConnection,
        id: BatchId,
    ) -> Result<imports::Row, ApiError> {
        imports::find(db, self.workspace, id)
            .await?
            .ok_or_else(|| not_found("import"))
    }

    pub(super) async fn horizon(&self, db: &mut SqliteConnection) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(listing::HORIZON)
            .bind(self.workspace)
            .fetch_one(db)
            .await?)
    }

    /// What the pages of a query are read from. Named, what is about people is refused; else it is left out.
    pub(super) async fn among(
        &self,
        db: &mut SqliteConnection,
        actor: &Actor,
        query: &RecordQuery,
    ) -> Result<Among, ApiError> {
        let source = match query.source.as_deref() {
            None => None,
            Some(name) => {
                let source = self.asked_for(name)?;
                one_by_one(actor, source)?;
                Some(source.key)
            }
        };
        let Some(import) = query.import else {
            let all = self.sources.iter();
            let some = all.filter(|candidate| match source {
                Some(key) => candidate.key == key,
                None => one_by_one(actor, candidate).is_ok(),
            });
            return Ok(Among::Sources(some.map(|source| source.key).collect()));
        };
        let import = self.import(db, import).await?;
        one_by_one(actor, self.source(import.source)?)?;
        if source.is_some_and(|key| key != import.source) {
            return Ok(Among::Sources(Vec::new()));
        }
        Ok(Among::Import {
            batch: import.key,
            first: import.first_record,
            last: import.last_record,
        })
    }

    /// What a query asks of the record itself.
    pub(super) async fn fits(
        &self,
        db: &mut SqliteConnection,
        touchpoint: Option<&str>,
        query: &RecordQuery,
    ) -> Result<Fits, ApiError> {
        let items = touchpoint.map(|key| {
            let items = self.items.values();
            let about = items.filter(|item| !key.is_empty() && item.touchpoint == key);
            about.map(|item| item.key).collect()
        });
        if query.dimension.is_empty() {
            return Ok(Fits { items, sets: None });
        }
        let all = reading::sets(db, self.workspace).await?;
        for name in query.dimension.keys() {
            if !all.values().any(|set| set.contains_key(name)) {
                let known = reading::names(all.values()).join(", ");
                return Err(unknown("dimension", name, &known));
            }
        }
        let fit = |set: &Dimensions| {
            query
                .dimension
                .iter()
                .all(|(name, value)| set.get(name).map_or("", String::as_str) == value)
        };
        let sets = all.iter().filter(|(_, set)| fit(set));
        Ok(Fits {
            items,
            sets: Some(sets.map(|(key, _)| *key).collect()),
        })
    }

    /// Rows as the API gives them.
    pub(super) async fn records(
        &self,
        db: &mut SqliteConnection,
        rows: &[Row],
    ) -> Result<Vec<Record>, StoreError> {
        let sets: HashSet<i64> = rows.iter().map(|row| row.dimension_set).collect();
        let sets = listing::dimensions(db, self.workspace, sets).await?;
        rows.iter().map(|row| self.record(row, &sets)).collect()
    }

    fn record(&self, row: &Row, sets: &HashMap<i64, Dimensions>) -> Result<Record, StoreError> {
        let source = self.source(row.source)?;
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let mut answers = Vec::new();
        for (item, value) in row.answers()? {
            let item = self.items.get(&item);
            let item = item.ok_or_else(|| StoreError::damaged("no item of this key"))?;
            answers.push(RecordAnswer {
                item: item.item.clone(),
                touchpoint: some(&item.touchpoint),
                metric: some(&item.metric),
                measure: item.measure.name().to_owned(),
                value,
                min: item.scale.0,
                max: item.scale.1,
                unit: item.unit,
            });
        }
        let weight = Weight::try_from(row.weight).map_err(StoreError::damaged)?;
        Ok(Record {
            source: source.name.clone(),
            kind: source.kind.clone(),
            external_id: row.external_id.clone(),
            day: day::text(row.day),
            at: row.at,
            utc_offset: row.utc_offset,
            precision: row.precision()?,
            weight: weight.millionths() as f64 / 1e6,
            dimensions: sets.get(&row.dimension_set).cloned().unwrap_or_default(),
            answers,
            comment: row.comment.clone(),
            customer: row.customer.clone(),
            import: BatchId::new(row.import),
        })
    }
}

fn unknown(field: &str, name: &str, known: &str) -> ApiError {
    let name: String = name.chars().take(60).collect();
    invalid(
        field,
        format!("there is no {field} {name:?}; there are: {known}"),
    )
}

/// What a query asks of the record itself; `None` asks nothing.
pub(super) struct Fits {
    items: Option<HashSet<i64>>,
    sets: Option<HashSet<i64>>,
}

impl Fits {
    pub(super) fn fit(&self, row: &Row) -> Result<bool, StoreError> {
        if self
            .sets
            .as_ref()
            .is_some_and(|sets| !sets.contains(&row.dimension_set))
        {
            return Ok(false);
        }
        let Some(items) = &self.items else {
            return Ok(true);
        };
        let answers = row.answers()?;
        Ok(answers.iter().any(|(item, _)| items.contains(item)))
    }
}
