//! Adding up a selection's tallies over the live imports: from those that an import keeps, else from its records.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use rustc_hash::{FxHashMap, FxHashSet};
use shared::{
    api::ServedBy,
    tally::{Counting, ItemTally, Tally},
};
use sqlx::SqliteConnection;

use super::{
    answers::{Pieces, Which},
    intern::Dimensions,
    known::{Known, Live},
    packed,
    reading::{Item, Selection},
    rows,
};
use crate::store::StoreError;

/// Imports whose tallies are read in one statement.
const BATCHES: usize = 50;

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

/// Item, day, the place of the group.
type Place = (i64, i32, usize);

/// What stands in rows: by item, day and dimension set.
type Raw = FxHashMap<(i64, i32, i64), ItemTally>;

/// A selection being read, import by import.
pub(super) struct Reader<'a> {
    known: &'a Known,
    selection: &'a Selection,
    per: Per,
    pub(super) cells: BTreeMap<Place, ItemTally>,
    pub(super) served_by: ServedBy,
    /// Whether the group of a set depends on the day.
    dated: bool,
    sets: FxHashMap<i64, Arc<Dimensions>>,
    /// The groups that were met.
    pub(super) groups: Vec<Group>,
    group_places: HashMap<Group, usize>,
    /// The place of the group of each dimension set, by day where that matters; `None` where the filter leaves it out.
    places: FxHashMap<(i64, i32), Option<usize>>,
}

impl<'a> Reader<'a> {
    /// Nothing read yet.
    pub(super) fn new(known: &'a Known, selection: &'a Selection, per: Per) -> Self {
        let attributes = &known.attributes;
        Self {
            known,
            selection,
            per,
            cells: BTreeMap::new(),
            served_by: ServedBy::Rollup,
            dated: selection.names().any(|name| attributes.has(name)),
            sets: FxHashMap::default(),
            groups: Vec::new(),
            group_places: HashMap::new(),
            places: FxHashMap::default(),
        }
    }

    pub(super) async fn read(
        db: &mut SqliteConnection,
        known: &'a Known,
        selection: &'a Selection,
        per: Per,
    ) -> Result<Self, StoreError> {
        let attributes = &known.attributes;
        // What attributes are looked up by has to be in the tallies too. A dimension that no record carries is in no list.
        let mut names: Vec<String> = attributes.bases(selection.names()).into_iter().collect();
        if names.iter().any(|name| attributes.has(name)) {
            let carried = known.carried(db).await?;
            names.retain(|name| carried.contains(name));
        }
        let mut reader = Self::new(known, selection, per);
        let list = known.list(&names)?;
        let wanted: FxHashSet<i64> = selection.items.iter().copied().collect();
        let fed = known.items.iter().filter(|item| wanted.contains(&item.key));
        // Those of sources that none of the items is of have nothing to say: they need not be scanned for it.
        let sources: BTreeSet<i64> = fed.map(|item| item.source).collect();
        let live = known.live.iter();
        let live = live.filter(|live| sources.contains(&live.source));
        let keeps = |live: &&Live| list.is_some_and(|list| live.lists.contains(&list));
        let (kept, scanned): (Vec<&Live>, Vec<&Live>) = live.partition(keeps);
        if let Some(list) = list {
            let mut raw = Raw::default();
            for batches in kept.chunks(BATCHES) {
                reader.rollup(db, (batches, list), &mut raw).await?;
            }
            reader.gather(db, raw).await?;
        }
        for live in scanned {
            reader.served_by = ServedBy::Scan;
            reader.scan(db, live.batch, &wanted).await?;
        }
        reader.cells.retain(|_, tally| !tally.is_empty());
        Ok(reader)
    }

    /// Reads the sets that are not known yet.
    pub(super) async fn learn(
        &mut self,
        db: &mut SqliteConnection,
        sets: impl Iterator<Item = i64>,
    ) -> Result<(), StoreError> {
        if self.selection.by.is_none() && self.selection.filter.is_empty() {
            return Ok(());
        }
        let unknown = sets.filter(|set| !self.sets.contains_key(set));
        let unknown: BTreeSet<i64> = unknown.collect();
        if !unknown.is_empty() {
            let found = self.known.sets(db, unknown.into_iter()).await?;
            self.sets.extend(found);
        }
        Ok(())
    }

    /// The place of the group of a record whose set is known; `None` where it does not fit the filter.
    pub(super) fn group(&mut self, set: i64, day: i32) -> Option<usize> {
        let (by, filter) = (&self.selection.by, &self.selection.filter);
        let all = by.is_none() && filter.is_empty();
        let place = (if all { 0 } else { set }, if self.dated { day } else { 0 });
        if let Some(group) = self.places.get(&place) {
            return *group;
        }
        let none = Arc::default();
        let values = self.sets.get(&set).unwrap_or(&none);
        let value = |name: &str| self.known.attributes.value(values, name, day);
        let told: BTreeMap<&str, String> = filter
            .names()
            .filter_map(|name| Some((name, value(name)?)))
            .collect();
        let group = filter
            .fits(|name| told.get(name).map(String::as_str))
            .then(|| by.as_deref().and_then(value));
        let at = group.map(|group| {
            *self.group_places.entry(group).or_insert_with_key(|group| {
                self.groups.push(group.clone());
                self.groups.len() - 1
            })
        });
        self.places.insert(place, at);
        at
    }

    fn place(&self, item: i64, day: i32, group: usize) -> Place {
        match self.per {
            Per::Day => (item, day, group),
            Per::Selection => (item, 0, group),
        }
    }

    /// What imports added less what they replaced, from the tallies that they keep for a list.
    async fn rollup(
        &self,
        db: &mut SqliteConnection,
        (batches, list): (&[&Live], i64),
        raw: &mut Raw,
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
             WHERE workspace = ? AND batch IN {} AND list = ? AND item IN {} AND month BETWEEN ? AND ?",
            rows::list(batches.len()),
            rows::list(self.selection.items.len())
        );
        let mut query = sqlx::query_as(rows::statement(sql)).persistent(false);
        if days.contains('?') {
            query = query.bind(first).bind(last);
        }
        query = query.bind(self.known.workspace);
        for live in batches {
            query = query.bind(live.batch);
        }
        query = query.bind(list);
        for item in &self.selection.items {
            query = query.bind(item);
        }
        let found: Vec<StoredMonth> = query.bind(first).bind(last).fetch_all(db).await?;
        for (item, month, total, days) in found {
            match days.filter(|_| by_day || !whole(month)) {
                Some(days) => packed::each_of_days(&days, |day, group, piece| {
                    if (from..=to).contains(&day) {
                        let day = if by_day { day } else { 0 };
                        piece.add_to(raw.entry((item, day, group)).or_default());
                    }
                })?,
                None => packed::each_of_total(&total, |group, piece| {
                    piece.add_to(raw.entry((item, 0, group)).or_default());
                })?,
            }
        }
        Ok(())
    }

    /// Puts together what belongs to a group.
    async fn gather(&mut self, db: &mut SqliteConnection, raw: Raw) -> Result<(), StoreError> {
        self.learn(db, raw.keys().map(|(_, _, set)| *set)).await?;
        let mut cells = Vec::with_capacity(raw.len());
        for ((item, day, set), tally) in raw {
            if let Some(group) = self.group(set, day) {
                cells.push((self.place(item, day, group), tally));
            }
        }
        // Many cells are put in order once, which is cheaper than finding a place in the map for each.
        cells.sort_unstable_by_key(|(place, _)| *place);
        cells.dedup_by(|(place, tally), (kept, sum)| {
            let same = place == kept;
            if same {
                sum.merge(tally);
            }
            same
        });
        self.cells = cells.into_iter().collect();
        Ok(())
    }

    /// What an import added less what it replaced, from the records.
    async fn scan(
        &mut self,
        db: &mut SqliteConnection,
        batch: i64,
        wanted: &FxHashSet<i64>,
    ) -> Result<(), StoreError> {
        let counting = |item: &Item| (item.key, item.measure.counting(item.scale));
        let countings: FxHashMap<i64, Counting> = self.known.items.iter().map(counting).collect();
        for (adds, which) in [(true, Which::Brought), (false, Which::Replaced)] {
            let days = self.selection.days();
            let mut pieces = Pieces::open(db, self.known.workspace, batch, which, days).await?;
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
                        let place = self.place(item, record.day, group);
                        let cell = self.cells.entry(place).or_default();
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
