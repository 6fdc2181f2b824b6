//! Day tallies of an import: what it added less what it replaced.
//!
//! They are kept by import, so that an import becomes seen, or is undone, without touching the others' tallies:
//! tallies form a group, and a reader adds up those of the live imports. The days of a month stand in one row, packed.

use std::collections::{BTreeMap, HashMap};

use rustc_hash::FxHashMap;
use shared::tally::{AnyTally, Counting, Counts, ItemTally, Tally, Weight};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    answers::{Answer, Pieces, Which},
    intern::{self, Sets},
    packed::{self, Packed},
    reading::{self, Item},
    rows,
};
use crate::store::{Store, StoreError};

/// More groups than this are not worth their memory; the records answer instead.
const GROUPS: usize = 2_000_000;

/// Which tally: list, item, day, group.
pub(crate) type Place = (i64, i64, i32, i64);

/// The tallies of one import while it loads.
#[derive(Debug, Default)]
pub(crate) struct Rollup {
    /// By list, day and group, and in each by item: a record finds its place once for all its answers.
    tallies: FxHashMap<(i64, i32, i64), BTreeMap<i64, ItemTally>>,
    /// How many tallies that is.
    len: usize,
    answers: u64,
    overflow: bool,
    /// How the values of each item are counted.
    counting: Countings,
}

/// How the values of each item are counted.
pub(crate) type Countings = FxHashMap<i64, Counting>;

/// A record's answers as tallies count them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted<'a> {
    pub(crate) answers: &'a [Answer],
    pub(crate) weight: Weight,
    pub(crate) day: i32,
}

impl Rollup {
    /// Nothing counted yet.
    pub(crate) fn new(counting: Countings) -> Self {
        Self {
            counting,
            ..Self::default()
        }
    }

    /// Counts a record's answers, or takes them back, in each list's group.
    pub(crate) fn count(&mut self, record: Counted<'_>, lists: &[i64], groups: &[i64], sign: Sign) {
        if sign == Sign::Add {
            self.answers += record.answers.len() as u64;
        }
        if self.overflow {
            return;
        }
        let counts = Counts::one(record.weight);
        for (&list, &group) in lists.iter().zip(groups) {
            let items = self.tallies.entry((list, record.day, group)).or_default();
            let before = items.len();
            for &(item, value) in record.answers {
                let counting = self
                    .counting
                    .get(&item)
                    .copied()
                    .unwrap_or(Counting::Rating);
                let tally = items.entry(item).or_default();
                match sign {
                    Sign::Add => tally.add(counting, value, counts),
                    Sign::Retract => tally.take(counting, value, counts),
                }
            }
            self.len += items.len() - before;
        }
        if self.len > GROUPS {
            self.overflow = true;
            self.tallies = FxHashMap::default();
        }
    }

    /// The tallies to be stored: those of lists that take at most a tenth of the answers' rows.
    pub(crate) fn worth_keeping(self, lists: &[i64]) -> (Vec<i64>, Vec<(Place, ItemTally)>) {
        let mut sizes: HashMap<i64, u64> = lists.iter().map(|list| (*list, 0)).collect();
        for ((list, ..), items) in &self.tallies {
            let filled = items.values().filter(|tally| !tally.is_empty()).count();
            *sizes.entry(*list).or_default() += filled as u64;
        }
        let keep = |list: &i64| {
            !self.overflow && sizes.get(list).copied().unwrap_or_default() * 10 <= self.answers
        };
        let kept: Vec<i64> = lists.iter().copied().filter(keep).collect();
        let tallies = self.of_lists(&kept);
        (kept, tallies)
    }

    /// The tallies of some lists that are not empty, in order.
    fn of_lists(self, lists: &[i64]) -> Vec<(Place, ItemTally)> {
        let mut tallies: Vec<(Place, ItemTally)> = self
            .tallies
            .into_iter()
            .filter(|((list, ..), _)| lists.contains(list))
            .flat_map(|((list, day, group), items)| {
                items
                    .into_iter()
                    .map(move |(item, tally)| ((list, item, day, group), tally))
            })
            .filter(|(_, tally)| !tally.is_empty())
            .collect();
        tallies.sort_unstable_by_key(|(place, _)| *place);
        tallies
    }
}

/// Whether an answer comes or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It comes.
    Add,
    /// It goes.
    Retract,
}

/// How the values of each item of the workspace are counted.
pub(crate) async fn countings(
    db: &mut SqliteConnection,
    workspace: Uuid,
) -> Result<Countings, StoreError> {
    let items = reading::items(db, workspace).await?;
    let counting = |item: &Item| (item.key, item.measure.counting(item.scale));
    Ok(items.iter().map(counting).collect())
}

/// Which tallies of a month: list, item, month.
type MonthPlace = (i64, i64, packed::Month);

/// Packs tallies, given in order of their places, month by month.
pub(crate) fn pack(
    tallies: &[(Place, ItemTally)],
) -> Result<Vec<(MonthPlace, Packed)>, StoreError> {
    let month = |place: &Place| (place.0, place.1, packed::month_of(place.2));
    let mut months = Vec::new();
    for tallies in tallies.chunk_by(|(one, _), (other, _)| month(one) == month(other)) {
        let mut days: Vec<(i32, Vec<packed::Counted>)> = Vec::new();
        for ((_, _, day, group), tally) in tallies {
            let counted = (*group, tally.clone());
            match days.last_mut() {
                Some((last, groups)) if last == day => groups.push(counted),
                _ => days.push((*day, vec![counted])),
            }
        }
        let place = tallies.first().map(|(place, _)| month(place));
        months.extend(place.zip(packed::pack(&days)?));
    }
    Ok(months)
}

/// Writes months of an import that are not there yet.
pub(crate) async fn write(
    db: &mut SqliteConnection,
    workspace: Uuid,
    batch: i64,
    months: &[(MonthPlace, Packed)],
) -> Result<(), StoreError> {
    rows::insert(
        db,
        "INSERT INTO rollup_month (workspace, batch, list, item, month, total, days)",
        6,
        workspace,
        months,
        |query, ((list, item, month), packed)| {
            query
                .bind(batch)
                .bind(list)
                .bind(item)
                .bind(month)
                .bind(packed.total.as_slice())
                .bind(packed.days.as_slice())
        },
    )
    .await
}

/// Adds to, or takes from, one tally of an import.
pub(crate) async fn change(
    db: &mut SqliteConnection,
    workspace: Uuid,
    batch: i64,
    (list, item, day, group): Place,
    by: &ItemTally,
    sign: Sign,
) -> Result<(), StoreError> {
    let month = packed::month_of(day);
    let stored: Option<Vec<u8>> = sqlx::query_scalar(
        "DELETE FROM rollup_month WHERE workspace = $1 AND batch = $2 AND list = $3 AND item = $4 AND month = $5
         RETURNING days",
    )
    .bind(workspace)
    .bind(batch)
    .bind(list)
    .bind(item)
    .bind(month)
    .fetch_optional(&mut *db)
    .await?;
    let mut tallies: BTreeMap<Place, ItemTally> = BTreeMap::new();
    if let Some(days) = stored {
        packed::each_of_days(&days, |day, group, piece| {
            piece.add_to(tallies.entry((list, item, day, group)).or_default());
        })?;
    }
    let tally = tallies.entry((list, item, day, group)).or_default();
    match sign {
        Sign::Add => tally.merge(by),
        Sign::Retract => tally.retract(by),
    }
    let tallies: Vec<(Place, ItemTally)> = tallies.into_iter().collect();
    write(db, workspace, batch, &pack(&tallies)?).await
}

/// Moves the tallies of a program that kept each in a row of its own; one transaction for each import.
pub(crate) async fn move_older(store: &Store) -> Result<(), StoreError> {
    loop {
        let mut write = store.write().await?;
        let oldest: Option<(Uuid, i64)> =
            sqlx::query_as("SELECT workspace, batch FROM rollup ORDER BY workspace, batch LIMIT 1")
                .fetch_optional(&mut *write)
                .await?;
        let Some((workspace, batch)) = oldest else {
            return Ok(());
        };
        let stored: Vec<(i64, i64, i32, i64, String)> = sqlx::query_as(
            "SELECT list, item, day, dimension_set, tally FROM rollup WHERE workspace = $1 AND batch = $2
             ORDER BY list, item, day, dimension_set",
        )
        .bind(workspace)
        .bind(batch)
        .fetch_all(&mut *write)
        .await?;
        // What cannot be read is counted anew: the records have it.
        match stored.into_iter().map(older).collect::<Option<Vec<_>>>() {
            Some(tallies) => self::write(&mut write, workspace, batch, &pack(&tallies)?).await?,
            None => rebuild(&mut write, workspace, batch).await?,
        }
        sqlx::query("DELETE FROM rollup WHERE workspace = $1 AND batch = $2")
            .bind(workspace)
            .bind(batch)
            .execute(&mut *write)
            .await?;
        write.commit().await?;
    }
}

/// A tally as it was kept once, in JSON.
fn older(
    (list, item, day, group, text): (i64, i64, i32, i64, String),
) -> Option<(Place, ItemTally)> {
    let tally = ItemTally::try_from(AnyTally::from_json(&text).ok()?).ok()?;
    Some(((list, item, day, group), tally))
}

/// Says which lists an import keeps tallies for.
pub(crate) async fn keep(
    db: &mut SqliteConnection,
    workspace: Uuid,
    batch: i64,
    lists: &[i64],
) -> Result<(), StoreError> {
    rows::insert(
        db,
        "INSERT INTO rollup_kept (workspace, batch, list)",
        2,
        workspace,
        lists,
        |query, list| query.bind(batch).bind(list),
    )
    .await
}

/// Computes the tallies of an import anew from the records, for the lists that it keeps.
pub(crate) async fn rebuild(
    db: &mut SqliteConnection,
    workspace: Uuid,
    batch: i64,
) -> Result<(), StoreError> {
    let kept: Vec<(i64, String)> = sqlx::query_as(
        "SELECT kept.list, list.dimensions FROM rollup_kept AS kept
         JOIN rollup_list AS list ON list.workspace = kept.workspace AND list.key = kept.list
         WHERE kept.workspace = $1 AND kept.batch = $2",
    )
    .bind(workspace)
    .bind(batch)
    .fetch_all(&mut *db)
    .await?;
    let mut lists = Vec::new();
    let mut names: Vec<Vec<String>> = Vec::new();
    for (key, text) in kept {
        lists.push(key);
        names.push(intern::parse_list(&text)?);
    }
    let mut sets = Sets::load(db, workspace).await?;
    let mut rollup = Rollup::new(countings(db, workspace).await?);
    for (sign, which) in [
        (Sign::Add, Which::Brought),
        (Sign::Retract, Which::Replaced),
    ] {
        let days = (i32::MIN, i32::MAX);
        let mut pieces = Pieces::open(db, workspace, batch, which, days).await?;
        loop {
            let records = pieces.next(db).await?;
            if records.is_empty() {
                break;
            }
            for record in records {
                let groups = sets.groups(record.dimension_set, &names)?;
                let answers = record.answers()?;
                let counted = Counted {
                    answers: &answers,
                    weight: record.weight()?,
                    day: record.day,
                };
                rollup.count(counted, &lists, groups, sign);
            }
        }
    }
    sets.save(db, workspace).await?;
    sqlx::query("DELETE FROM rollup_month WHERE workspace = $1 AND batch = $2")
        .bind(workspace)
        .bind(batch)
        .execute(&mut *db)
        .await?;
    let tallies = rollup.of_lists(&lists);
    write(db, workspace, batch, &pack(&tallies)?).await
}
