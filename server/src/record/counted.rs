//! How many records of customers have which values of dimensions: counted once, and kept until records change.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use shared::record::{Filter, Privacy};
use tokio::sync::Mutex;

use super::store::{intern::Dimensions, known::Known, reading};
use crate::store::{Store, StoreError};

/// Live records that no other live import replaced, by source and values; `{day}` is 0 where the day does not matter.
const COUNT: &str = "SELECT source, dimension_set, {day}, COUNT(*) FROM record
    WHERE workspace = $1
      AND batch IN (SELECT key FROM import_batch WHERE workspace = $1 AND state = 'live')
      AND (replaced_by IS NULL
           OR replaced_by NOT IN (SELECT key FROM import_batch WHERE workspace = $1 AND state = 'live'))
    GROUP BY 1, 2, 3";

/// The counts of an open store, and the version of the records that they are of.
#[derive(Debug, Default)]
pub(crate) struct KeptCounts(Mutex<Option<(i64, Arc<Counts>)>>);

/// Values of dimensions, the day where it matters, and how many records have them. Values that come on many days are there once.
type Counted = Vec<(Arc<Dimensions>, i32, u64)>;

/// The records of customers; those about people are in none of the numbers.
#[derive(Debug)]
pub(crate) struct Counts {
    known: Arc<Known>,
    sets: Counted,
    /// By day too, where attribute tables say what a value is on which day.
    dated: Option<Counted>,
}

impl KeptCounts {
    /// The counts as they are now. Whoever asks while they are made waits for them.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn of(&self, store: &Store) -> Result<Arc<Counts>, StoreError> {
        let mut kept = self.0.lock().await;
        let mut read = store.readers().begin().await?;
        let known = Known::of(store, &mut read).await?;
        if let Some((version, counts)) = kept.as_ref()
            && *version == known.version()
        {
            return Ok(Arc::clone(counts));
        }
        let sets = count(&mut read, &known, false).await?;
        let dated = match known.attributes.names().next() {
            Some(_) => Some(count(&mut read, &known, true).await?),
            None => None,
        };
        let version = known.version();
        let counts = Arc::new(Counts { known, sets, dated });
        *kept = Some((version, Arc::clone(&counts)));
        Ok(counts)
    }
}

async fn count(
    read: &mut sqlx::SqliteConnection,
    known: &Known,
    dated: bool,
) -> Result<Counted, StoreError> {
    let mut about_people = BTreeSet::new();
    for source in &known.sources {
        if source.privacy()? == Privacy::People {
            about_people.insert(source.key);
        }
    }
    let sql = COUNT.replace("{day}", if dated { "day" } else { "0" });
    let rows: Vec<(i64, i64, i32, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(known.workspace)
        .fetch_all(&mut *read)
        .await?;
    let sets = reading::sets(read, known.workspace).await?.into_iter();
    let sets: BTreeMap<i64, Arc<Dimensions>> =
        sets.map(|(key, set)| (key, Arc::new(set))).collect();
    let mut counted: BTreeMap<(i64, i32), u64> = BTreeMap::new();
    for (source, set, day, n) in rows {
        if !about_people.contains(&source) {
            *counted.entry((set, day)).or_default() += n.unsigned_abs();
        }
    }
    let counted = counted.into_iter();
    Ok(counted
        .map(|((set, day), n)| (sets.get(&set).cloned().unwrap_or_default(), day, n))
        .collect())
}

impl Counts {
    /// How many records there are.
    pub(crate) fn all(&self) -> u64 {
        self.sets.iter().map(|(_, _, n)| n).sum()
    }

    /// How many fit.
    pub(crate) fn fitting(&self, filter: &Filter) -> u64 {
        let attributes = &self.known.attributes;
        let told = filter.names().any(|name| attributes.has(name));
        let counted = match &self.dated {
            Some(dated) if told => dated,
            _ => &self.sets,
        };
        let fits = |set: &Dimensions, day: i32| {
            let value = |name: &str| attributes.value(set, name, day);
            let told: BTreeMap<&str, String> = filter
                .names()
                .filter_map(|name| Some((name, value(name)?)))
                .collect();
            filter.fits(|name| told.get(name).map(String::as_str))
        };
        let fitting = counted.iter().filter(|(set, day, _)| fits(set, *day));
        fitting.map(|(_, _, n)| n).sum()
    }

    /// Whether any record has this dimension.
    pub(crate) fn has(&self, dimension: &str) -> bool {
        self.known.attributes.has(dimension)
            || self
                .sets
                .iter()
                .any(|(set, ..)| set.contains_key(dimension))
    }
}
