//! Adding up a selection's tallies over the live imports: from those that an import keeps, else from its records.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use shared::{
    api::ServedBy,
    tally::{Counting, ItemTally, Tally},
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    answers::{Pieces, Which},
    attributes::Attributes,
    intern::{self, Dimensions},
    packed,
    reading::{self, Selection},
    rollup, rows,
};
use crate::store::StoreError;

/// Dimension sets looked up in one statement.
const SETS: usize = 100;

/// What a cell is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Per {
    Day,
    /// All days of the selection, which stand as day 0.
    Selection,
}

/// The value of the dimension that is grouped by.
type Group = Option<String>;

/// Item, month, its sum, and its days where they were asked for.
type StoredMonth = (i64, packed::Month, Vec<u8>, Option<Vec<u8>>);

/// A selection being read, import by import.
pub(super) struct Reader<'a> {
    workspace: Uuid,
    selection: &'a Selection,
    per: Per,
    /// By item, day and the place of the group.
    pub(super) cells: BTreeMap<(i64, i32, usize), ItemTally>,
    pub(super) served_by: ServedBy,
    attributes: Attributes,
    /// Whether the group of a set depends on the day.
    dated: bool,
    sets: HashMap<i64, Dimensions>,
    /// The groups that were met.
    pub(super) groups: Vec<Group>,
    /// The place of the group of each dimension set, by day where that matters; `None` where the filter leaves it out.
    places: HashMap<(i64, i32), Option<usize>>,
}

impl<'a> Reader<'a> {
    pub(super) async fn read(
        db: &mut SqliteConnection,
        workspace: Uuid,
        selection: &'a Selection,
        per: Per,
    ) -> Result<Self, StoreError> {
        let attributes = Attributes::load(db, workspace).await?;
        // What attributes are looked up by has to be in the tallies too. A dimension that no record carries is in no list.
        let mut names: Vec<String> = attributes.bases(selection.names()).into_iter().collect();
        if names.iter().any(|name| attributes.has(name)) {
            let carried = reading::names(reading::sets(db, workspace).await?.values());
            names.retain(|name| carried.contains(name));
        }
        let mut reader = Self {
            workspace,
            selection,
            per,
            cells: BTreeMap::new(),
            served_by: ServedBy::Rollup,
            dated: selection.names().any(|name| attributes.has(name)),
            attributes,
            sets: HashMap::new(),
            groups: Vec::new(),
            places: HashMap::new(),
        };
        let list: Option<i64> = sqlx::query_scalar(
            "SELECT key FROM rollup_list WHERE workspace = $1 AND dimensions = $2",
        )
        .bind(workspace)
        .bind(intern::list_text(&names)?)
        .fetch_optional(&mut *db)
        .await?;
        for (batch, kept) in reader.live(db, list).await? {
            match list.filter(|_| kept) {
                Some(list) => reader.rollup(db, batch, list).await?,
                None => {
                    reader.served_by = ServedBy::Scan;
                    reader.scan(db, batch).await?;
                }
            }
        }
        reader.cells.retain(|_, tally| !tally.is_empty());
        Ok(reader)
    }

    /// The live imports of the items' sources, and whether each keeps the list's tallies. Those of sources that none of
    /// the items is of have nothing to say: they need not be scanned for it.
    async fn live(
        &self,
        db: &mut SqliteConnection,
        list: Option<i64>,
    ) -> Result<Vec<(i64, bool)>, StoreError> {
        let sql = format!(
            "SELECT b.key, kept.list IS NOT NULL FROM import_batch AS b
             LEFT JOIN rollup_kept AS kept ON kept.workspace = b.workspace AND kept.batch = b.key AND kept.list = ?
             WHERE b.workspace = ? AND b.state = 'live' AND b.source IN (
                 SELECT item.source FROM item WHERE item.workspace = b.workspace AND item.key IN {})",
            rows::list(self.selection.items.len())
        );
        let mut query = sqlx::query_as(rows::statement(sql))
            .persistent(false)
            .bind(list)
            .bind(self.workspace);
        for item in &self.selection.items {
            query = query.bind(item);
        }
        Ok(query.fetch_all(db).await?)
    }

    /// Reads the sets that are not known yet.
    async fn learn(
        &mut self,
        db: &mut SqliteConnection,
        sets: impl Iterator<Item = i64>,
    ) -> Result<(), StoreError> {
        if self.selection.by.is_none() && self.selection.filter.is_empty() {
            return Ok(());
        }
        let unknown = sets.filter(|set| !self.sets.contains_key(set));
        let unknown: BTreeSet<i64> = unknown.collect();
        let unknown: Vec<i64> = unknown.into_iter().collect();
        for keys in unknown.chunks(SETS) {
            let sql = format!(
                "SELECT key, dimensions FROM dimension_set WHERE workspace = ? AND key IN {}",
                rows::list(SETS)
            );
            let mut query = sqlx::query_as(rows::statement(sql)).bind(self.workspace);
            for at in 0..SETS {
                query = query.bind(keys.get(at));
            }
            let found: Vec<(i64, String)> = query.fetch_all(&mut *db).await?;
            for (key, text) in found {
                self.sets.insert(key, intern::parse(&text)?);
            }
        }
        Ok(())
    }

    /// The place of the group of a record whose set is known; `None` where it does not fit the filter.
    fn group(&mut self, set: i64, day: i32) -> Option<usize> {
        let (by, filter) = (&self.selection.by, &self.selection.filter);
        let all = by.is_none() && filter.is_empty();
        let place = (if all { 0 } else { set }, if self.dated { day } else { 0 });
        if let Some(group) = self.places.get(&place) {
            return *group;
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
        let at = group.map(|group| {
            let known = self.groups.iter().position(|other| *other == group);
            known.unwrap_or_else(|| {
                self.groups.push(group);
                self.groups.len() - 1
            })
        });
        self.places.insert(place, at);
        at
    }

    fn cell(&mut self, item: i64, day: i32, group: usize) -> &mut ItemTally {
        let day = match self.per {
            Per::Day => day,
            Per::Selection => 0,
        };
        self.cells.entry((item, day, group)).or_default()
    }

    /// What an import added less what it replaced, from its tallies.
    async fn rollup(
        &mut self,
        db: &mut SqliteConnection,
        batch: i64,
        list: i64,
    ) -> Result<(), StoreError> {
        let (from, to) = self.selection.days();
        // Only a part of the first and of the last month may be asked for.
        let whole = |month| {
            let days = packed::days_of(month);
            days.is_some_and(|(first, last)| from <= first && last <= to)
        };
        let by_day = self.per == Per::Day || self.dated;
        let (first, last) = (packed::month_of(from), packed::month_of(to));
        let days = match (by_day, whole(first), whole(last)) {
            (true, ..) => "days",
            (false, true, true) => "NULL",
            (false, ..) => "CASE WHEN month IN (?, ?) THEN days END",
        };
        let sql = format!(
            "SELECT item, month, total, {days} FROM rollup_month
             WHERE workspace = ? AND batch = ? AND list = ? AND item IN {} AND month BETWEEN ? AND ?",
            rows::list(self.selection.items.len())
        );
        let mut query = sqlx::query_as(rows::statement(sql)).persistent(false);
        if days.contains('?') {
            query = query.bind(first).bind(last);
        }
        query = query.bind(self.workspace).bind(batch).bind(list);
        for item in &self.selection.items {
            query = query.bind(item);
        }
        let found: Vec<StoredMonth> = query.bind(first).bind(last).fetch_all(&mut *db).await?;
        for (item, month, total, days) in found {
            match days {
                Some(days) if by_day || !whole(month) => {
                    let days = packed::days(&days)?;
                    let days = days
                        .into_iter()
                        .filter(|(day, _)| (from..=to).contains(day));
                    for (day, groups) in days {
                        self.add(db, item, day, groups).await?;
                    }
                }
                _ => self.add(db, item, 0, packed::total(&total)?).await?,
            }
        }
        Ok(())
    }

    async fn add(
        &mut self,
        db: &mut SqliteConnection,
        item: i64,
        day: i32,
        groups: Vec<packed::Counted>,
    ) -> Result<(), StoreError> {
        self.learn(db, groups.iter().map(|(set, _)| *set)).await?;
        for (set, tally) in groups {
            if let Some(group) = self.group(set, day) {
                self.cell(item, day, group).merge(&tally);
            }
        }
        Ok(())
    }

    /// What an import added less what it replaced, from the records.
    async fn scan(&mut self, db: &mut SqliteConnection, batch: i64) -> Result<(), StoreError> {
        let wanted: HashSet<i64> = self.selection.items.iter().copied().collect();
        let countings = rollup::countings(db, self.workspace).await?;
        for (adds, which) in [(true, Which::Brought), (false, Which::Replaced)] {
            let days = self.selection.days();
            let mut pieces = Pieces::open(db, self.workspace, batch, which, days).await?;
            loop {
                let records = pieces.next(db).await?;
                if records.is_empty() {
                    break;
                }
                self.learn(db, records.iter().map(|record| record.dimension_set))
                    .await?;
                for record in records {
                    let Some(group) = self.group(record.dimension_set, record.day) else {
                        continue;
                    };
                    for (item, value) in record.answers()? {
                        if !wanted.contains(&item) {
                            continue;
                        }
                        let counting = countings.get(&item).copied().unwrap_or(Counting::Rating);
                        let cell = self.cell(item, record.day, group);
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
