//! Reading tallies: from the imports' day tallies where they are kept, else from the records.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use shared::{api::ServedBy, metric::AmountUnit, record::Filter, tally::ItemTally};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    intern::{self, Dimensions},
    known::Known,
    reader::{Per, Reader},
};
use crate::{record::mapping::Measure, store::StoreError};

/// What was asked or counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) key: i64,
    pub(crate) source: i64,
    pub(crate) item: String,
    pub(crate) touchpoint: String,
    pub(crate) measure: Measure,
    pub(crate) metric: String,
    pub(crate) scale: (i32, i32),
    /// What it is measured in, where it is no rating.
    pub(crate) unit: Option<AmountUnit>,
}

/// Which tallies are wanted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    pub(crate) items: Vec<i64>,
    /// First and last day, both included.
    pub(crate) from: Option<i32>,
    pub(crate) to: Option<i32>,
    /// The dimension to group by.
    pub(crate) by: Option<String>,
    /// Which records.
    pub(crate) filter: Filter,
}

impl Selection {
    /// The dimensions that it names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.filter.names().chain(self.by.as_deref())
    }

    pub(super) fn days(&self) -> (i32, i32) {
        (self.from.unwrap_or(i32::MIN), self.to.unwrap_or(i32::MAX))
    }
}

/// Item, day, group.
pub(crate) type CellKey = (i64, i32, Option<String>);

/// The tallies of a selection, none of them empty.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tallies {
    pub(crate) cells: BTreeMap<CellKey, ItemTally>,
    pub(crate) served_by: ServedBy,
}

/// The tallies of a selection over all its days.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sums {
    /// By item and group, none of them empty.
    pub(crate) cells: BTreeMap<(i64, Option<String>), ItemTally>,
    pub(crate) served_by: ServedBy,
}

/// All items of the workspace.
pub(crate) async fn items(
    db: &mut SqliteConnection,
    workspace: Uuid,
) -> Result<Vec<Item>, StoreError> {
    type Stored = (i64, i64, String, String, String, String, i32, i32, String);
    let rows: Vec<Stored> = sqlx::query_as(
        "SELECT key, source, item, touchpoint, measure, metric, low, high, unit FROM item
         WHERE workspace = $1 ORDER BY key",
    )
    .bind(workspace)
    .fetch_all(db)
    .await?;
    let item = |(key, source, item, touchpoint, measure, metric, low, high, unit): Stored| {
        Ok(Item {
            key,
            source,
            item,
            touchpoint,
            measure: Measure::named(&measure)
                .ok_or_else(|| StoreError::damaged(format!("measure {measure:?}")))?,
            metric,
            scale: (low, high),
            unit: match unit.as_str() {
                "" => None,
                unit => Some(unit.parse().map_err(StoreError::damaged)?),
            },
        })
    };
    rows.into_iter().map(item).collect()
}

/// All dimension sets by their keys.
pub(crate) async fn sets(
    db: &mut SqliteConnection,
    workspace: Uuid,
) -> Result<HashMap<i64, Dimensions>, StoreError> {
    let rows: Vec<(i64, String)> =
        sqlx::query_as("SELECT key, dimensions FROM dimension_set WHERE workspace = $1")
            .bind(workspace)
            .fetch_all(db)
            .await?;
    let set = |(key, text): (i64, String)| Ok((key, intern::parse(&text)?));
    rows.into_iter().map(set).collect()
}

/// The names of the dimensions in some sets, in order.
pub(crate) fn names<'a>(sets: impl Iterator<Item = &'a Dimensions>) -> Vec<String> {
    let names: BTreeSet<&String> = sets.flat_map(BTreeMap::keys).collect();
    names.into_iter().cloned().collect()
}

/// Reads the tallies of a selection day by day, in one read transaction of `db`.
pub(crate) async fn tallies(
    db: &mut SqliteConnection,
    known: &Known,
    selection: &Selection,
) -> Result<Tallies, StoreError> {
    let read = Reader::read(db, known, selection, Per::Day).await?;
    let cells = read
        .cells
        .into_iter()
        .map(|((item, day, group), tally)| ((item, day, read.groups[group].clone()), tally));
    Ok(Tallies {
        cells: cells.collect(),
        served_by: read.served_by,
    })
}

/// Reads the tallies of a selection over all its days: whole months by their sums.
pub(crate) async fn sums(
    db: &mut SqliteConnection,
    known: &Known,
    selection: &Selection,
) -> Result<Sums, StoreError> {
    let read = Reader::read(db, known, selection, Per::Selection).await?;
    let cells = read
        .cells
        .into_iter()
        .map(|((item, _, group), tally)| ((item, read.groups[group].clone()), tally));
    Ok(Sums {
        cells: cells.collect(),
        served_by: read.served_by,
    })
}
