//! Reading tallies: from the imports' day tallies where they are kept, else from the records.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use shared::{
    api::ServedBy,
    metric::AmountUnit,
    record::Filter,
    tally::{AnyTally, Counting, ItemTally, Tally},
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    answers::{Pieces, Which},
    attributes::Attributes,
    intern::{self, Dimensions},
    rollup, rows,
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

/// Item, day, group.
pub(crate) type CellKey = (i64, i32, Option<String>);

/// The tallies of a selection, none of them empty.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tallies {
    pub(crate) cells: BTreeMap<CellKey, ItemTally>,
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

/// The names of all dimensions that records carry, and of the attributes of those.
pub(crate) async fn dimensions(
    db: &mut SqliteConnection,
    workspace: Uuid,
) -> Result<Vec<String>, StoreError> {
    let sets = sets(db, workspace).await?;
    let attributes = Attributes::load(db, workspace).await?;
    let carried: BTreeSet<&String> = sets.values().flat_map(BTreeMap::keys).collect();
    let all: BTreeSet<&String> = carried.into_iter().chain(attributes.names()).collect();
    Ok(all.into_iter().cloned().collect())
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

/// Reads the tallies of a selection, in one read transaction of `db`.
pub(crate) async fn tallies(
    db: &mut SqliteConnection,
    workspace: Uuid,
    selection: &Selection,
) -> Result<Tallies, StoreError> {
    let attributes = Attributes::load(db, workspace).await?;
    let wanted = selection.filter.names().chain(selection.by.as_deref());
    // What attributes are looked up by has to be in the tallies too. A dimension that no record carries is in no list.
    let mut names: Vec<String> = attributes.bases(wanted).into_iter().collect();
    if names.iter().any(|name| attributes.has(name)) {
        let carried = self::names(sets(db, workspace).await?.values());
        names.retain(|name| carried.contains(name));
    }
    let list: Option<i64> =
        sqlx::query_scalar("SELECT key FROM rollup_list WHERE workspace = $1 AND dimensions = $2")
            .bind(workspace)
            .bind(intern::list_text(&names)?)
            .fetch_optional(&mut *db)
            .await?;
    // Imports of sources that none of the items is of have nothing to say: they need not be scanned for it.
    let sql = format!(
        "SELECT b.key, kept.list IS NOT NULL FROM import_batch AS b
         LEFT JOIN rollup_kept AS kept ON kept.workspace = b.workspace AND kept.batch = b.key AND kept.list = ?
         WHERE b.workspace = ? AND b.state = 'live' AND b.source IN (
             SELECT item.source FROM item WHERE item.workspace = b.workspace AND item.key IN {})",
        rows::list(selection.items.len())
    );
    let mut query = sqlx::query_as(rows::statement(sql))
        .persistent(false)
        .bind(list)
        .bind(workspace);
    for item in &selection.items {
        query = query.bind(item);
    }
    let live: Vec<(i64, bool)> = query.fetch_all(&mut *db).await?;
    let mut reader = Reader {
        workspace,
        selection,
        cells: BTreeMap::new(),
        dated: selection.names().any(|name| attributes.has(name)),
        attributes,
        sets: HashMap::new(),
        groups: HashMap::new(),
    };
    let mut served_by = ServedBy::Rollup;
    for (batch, kept) in live {
        match list.filter(|_| kept) {
            Some(list) => reader.rollup(db, batch, list).await?,
            None => {
                served_by = ServedBy::Scan;
                reader.scan(db, batch).await?;
            }
        }
    }
    reader.cells.retain(|_, tally| !tally.is_empty());
    Ok(Tallies {
        cells: reader.cells,
        served_by,
    })
}

struct Reader<'a> {
    workspace: Uuid,
    selection: &'a Selection,
    cells: BTreeMap<CellKey, ItemTally>,
    attributes: Attributes,
    /// Whether the group of a set depends on the day.
    dated: bool,
    sets: HashMap<i64, Dimensions>,
    /// The group of each dimension set, by day where that matters; `None` where the filter leaves it out.
    groups: HashMap<(i64, i32), Option<Group>>,
}

/// The value of the dimension that is grouped by.
type Group = Option<String>;

impl Selection {
    /// The dimensions that it names.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.filter.names().chain(self.by.as_deref())
    }
}

impl Reader<'_> {
    fn days(&self) -> (i32, i32) {
        (
            self.selection.from.unwrap_or(i32::MIN),
            self.selection.to.unwrap_or(i32::MAX),
        )
    }

    /// The group of a record; `None` where it does not fit the filter.
    async fn group(
        &mut self,
        db: &mut SqliteConnection,
        set: i64,
        day: i32,
    ) -> Result<Option<Group>, StoreError> {
        let (by, filter) = (&self.selection.by, &self.selection.filter);
        if by.is_none() && filter.is_empty() {
            return Ok(Some(None));
        }
        let place = (set, if self.dated { day } else { 0 });
        if let Some(group) = self.groups.get(&place) {
            return Ok(group.clone());
        }
        if !self.sets.contains_key(&set) {
            let text: String = sqlx::query_scalar(
                "SELECT dimensions FROM dimension_set WHERE workspace = $1 AND key = $2",
            )
            .bind(self.workspace)
            .bind(set)
            .fetch_one(db)
            .await?;
            self.sets.insert(set, intern::parse(&text)?);
        }
        let none = Dimensions::new();
        let values = self.sets.get(&set).unwrap_or(&none);
        let value = |name: &str| self.attributes.value(values, name, day);
        let told: BTreeMap<&str, String> = filter
            .names()
            .filter_map(|name| Some((name, value(name)?)))
            .collect();
        let group = filter
            .fits(|name| told.get(name).map(String::as_str))
            .then(|| by.as_deref().and_then(value));
        self.groups.insert(place, group.clone());
        Ok(group)
    }

    async fn rollup(
        &mut self,
        db: &mut SqliteConnection,
        batch: i64,
        list: i64,
    ) -> Result<(), StoreError> {
        let (from, to) = self.days();
        let sql = format!(
            "SELECT item, day, dimension_set, tally FROM rollup
             WHERE workspace = ? AND batch = ? AND list = ? AND day BETWEEN ? AND ? AND item IN {}",
            rows::list(self.selection.items.len())
        );
        let mut query = sqlx::query_as(rows::statement(sql))
            .persistent(false)
            .bind(self.workspace)
            .bind(batch)
            .bind(list)
            .bind(from)
            .bind(to);
        for item in &self.selection.items {
            query = query.bind(item);
        }
        let found: Vec<(i64, i32, i64, String)> = query.fetch_all(&mut *db).await?;
        for (item, day, set, text) in found {
            let tally = AnyTally::from_json(&text).map_err(StoreError::tally)?;
            let tally = ItemTally::try_from(tally).map_err(StoreError::damaged)?;
            let Some(group) = self.group(db, set, day).await? else {
                continue;
            };
            self.cells
                .entry((item, day, group))
                .or_default()
                .merge(&tally);
        }
        Ok(())
    }

    /// What an import added less what it replaced, from the records.
    async fn scan(&mut self, db: &mut SqliteConnection, batch: i64) -> Result<(), StoreError> {
        let wanted: HashSet<i64> = self.selection.items.iter().copied().collect();
        let countings = rollup::countings(db, self.workspace).await?;
        for (adds, which) in [(true, Which::Brought), (false, Which::Replaced)] {
            let mut pieces = Pieces::open(db, self.workspace, batch, which, self.days()).await?;
            loop {
                let records = pieces.next(db).await?;
                if records.is_empty() {
                    break;
                }
                for record in records {
                    let group = self.group(db, record.dimension_set, record.day).await?;
                    let Some(group) = group else { continue };
                    for (item, value) in record.answers()? {
                        if !wanted.contains(&item) {
                            continue;
                        }
                        let cell = self
                            .cells
                            .entry((item, record.day, group.clone()))
                            .or_default();
                        let counting = countings.get(&item).copied().unwrap_or(Counting::Rating);
                        if adds {
                            cell.add(counting, value, record.counts());
                        } else {
                            cell.take(counting, value, record.counts());
                        }
                    }
                }
            }
        }
        Ok(())
    }
}
