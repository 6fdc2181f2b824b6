//! Attribute tables: what the values of a dimension are. A batch has a supplier, a supplier a country, each for a time.
//!
//! Looked up when tallies are read: nothing that is stored with records depends on them, so a table may come later, or
//! change, and every answer follows.

use std::collections::{BTreeMap, BTreeSet};

use shared::api::{AttributeRow, AttributeTable};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{intern::Dimensions, rows};
use crate::{
    record::day,
    store::{Store, StoreError},
};

/// From a value to what it says of itself to what that says of itself: longer chains are loops.
const DEPTH: usize = 4;

/// What one value is, for some days.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    days: (i32, i32),
    says: String,
}

/// All tables of a workspace.
#[derive(Debug, Default)]
pub(crate) struct Attributes {
    /// By attribute, the dimensions that have it, and by value what it says.
    names: BTreeMap<String, BTreeMap<String, BTreeMap<String, Vec<Said>>>>,
}

impl Attributes {
    /// Reads them.
    pub(crate) async fn load(
        db: &mut SqliteConnection,
        workspace: Uuid,
    ) -> Result<Self, StoreError> {
        type Row = (String, String, String, i32, i32, String);
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT dimension, value, name, first_day, last_day, says FROM attribute WHERE workspace = $1",
        )
        .bind(workspace)
        .fetch_all(db)
        .await?;
        let mut attributes = Self::default();
        for (dimension, value, name, first, last, says) in rows {
            let days = (first, last);
            let of = attributes.names.entry(name).or_default();
            let of = of.entry(dimension).or_default().entry(value).or_default();
            of.push(Said { days, says });
        }
        Ok(attributes)
    }

    /// The names of all attributes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        self.names.keys()
    }

    /// The dimensions that tell one of these: they themselves, and those whose values have it as an attribute.
    pub(crate) fn bases<'a>(&self, wanted: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        let mut bases: BTreeSet<String> = BTreeSet::new();
        let mut next: Vec<String> = wanted.into_iter().map(str::to_owned).collect();
        while let Some(name) = next.pop() {
            if bases.insert(name.clone()) {
                let of = self.names.get(&name).into_iter().flatten();
                next.extend(of.map(|(dimension, _)| dimension.clone()));
            }
        }
        bases
    }

    /// Whether what a record is called depends on its day.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// What a record of this day says of a dimension: by itself, or through the attributes of what it says of another.
    pub(crate) fn value(&self, set: &Dimensions, name: &str, day: i32) -> Option<String> {
        self.told(set, name, day, 0)
    }

    fn told(&self, set: &Dimensions, name: &str, day: i32, depth: usize) -> Option<String> {
        if let Some(value) = set.get(name) {
            return Some(value.clone());
        }
        if depth >= DEPTH {
            return None;
        }
        let mut tables = self.names.get(name)?.iter();
        tables.find_map(|(dimension, values)| {
            let value = self.told(set, dimension, day, depth + 1)?;
            let holds = |said: &&Said| (said.days.0..=said.days.1).contains(&day);
            let said = values.get(&value)?.iter().find(holds)?;
            Some(said.says.clone())
        })
    }

    /// What records tell that carry these dimensions: them, and through them their attributes.
    pub(crate) fn told_by(&self, carried: BTreeSet<String>) -> BTreeSet<String> {
        let mut told = carried;
        loop {
            let more: Vec<String> = self
                .names
                .iter()
                .filter(|(name, tables)| {
                    !told.contains(*name) && tables.keys().any(|of| told.contains(of))
                })
                .map(|(name, _)| name.clone())
                .collect();
            if more.is_empty() {
                return told;
            }
            told.extend(more);
        }
    }

    /// Every value that an attribute has.
    pub(crate) fn values(&self, name: &str) -> BTreeSet<&String> {
        let tables = self.names.get(name).into_iter().flatten();
        let said = tables.flat_map(|(_, values)| values.values().flatten());
        said.map(|said| &said.says).collect()
    }
}

/// The table of a dimension, in order of its values and days.
pub(crate) async fn table(
    db: &mut SqliteConnection,
    workspace: Uuid,
    dimension: &str,
) -> Result<AttributeTable, StoreError> {
    type Row = (String, String, i32, i32, String);
    let found: Vec<Row> = sqlx::query_as(
        "SELECT value, name, first_day, last_day, says FROM attribute
         WHERE workspace = $1 AND dimension = $2 ORDER BY value, first_day, name",
    )
    .bind(workspace)
    .bind(dimension)
    .fetch_all(db)
    .await?;
    let mut rows: Vec<AttributeRow> = Vec::new();
    for (value, name, first, last, says) in found {
        let from = (first > i32::MIN).then(|| day::text(first));
        let to = (last < i32::MAX).then(|| day::text(last));
        match rows.last_mut() {
            Some(row) if row.value == value && row.from == from && row.to == to => {
                row.attributes.insert(name, says);
            }
            _ => rows.push(AttributeRow {
                value,
                from,
                to,
                attributes: BTreeMap::from([(name, says)]),
            }),
        }
    }
    Ok(AttributeTable {
        dimension: dimension.to_owned(),
        rows,
    })
}

/// The dimensions that have a table, with how many rows.
pub(crate) async fn tables(
    db: &mut SqliteConnection,
    workspace: Uuid,
) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT DISTINCT dimension FROM attribute WHERE workspace = $1 ORDER BY dimension",
    )
    .bind(workspace)
    .fetch_all(db)
    .await?)
}

/// One line of a table that was checked: value, attribute, first and last day, what it says.
pub(crate) type Line = (String, String, (i32, i32), String);

/// Puts a table in the place of the one that is there.
pub(crate) async fn replace(
    store: &Store,
    dimension: &str,
    lines: &[Line],
) -> Result<(), StoreError> {
    let workspace = store.workspace_id();
    let mut write = store.write().await?;
    sqlx::query("DELETE FROM attribute WHERE workspace = $1 AND dimension = $2")
        .bind(workspace)
        .bind(dimension)
        .execute(&mut *write)
        .await?;
    rows::insert(
        &mut write,
        "INSERT INTO attribute (workspace, dimension, value, name, first_day, last_day, says)",
        6,
        workspace,
        lines,
        |query, (value, name, days, says)| {
            query
                .bind(dimension)
                .bind(value.as_str())
                .bind(name.as_str())
                .bind(days.0)
                .bind(days.1)
                .bind(says.as_str())
        },
    )
    .await?;
    Ok(write.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Told = (
        &'static str,
        &'static str,
        &'static str,
        (i32, i32),
        &'static str,
    );

    fn attributes(rows: &[Told]) -> Attributes {
        let mut attributes = Attributes::default();
        for (dimension, value, name, days, says) in rows {
            let of = attributes.names.entry((*name).to_owned()).or_default();
            let of = of.entry((*dimension).to_owned()).or_default();
            of.entry((*value).to_owned()).or_default().push(Said {
                days: *days,
                says: (*says).to_owned(),
            });
        }
        attributes
    }

    fn set(name: &str, value: &str) -> Dimensions {
        BTreeMap::from([(name.to_owned(), value.to_owned())])
    }

    #[test]
    fn a_batch_has_the_supplier_of_its_day_and_through_it_a_country() {
        let all = (i32::MIN, i32::MAX);
        let tables = attributes(&[
            ("batch", "B1", "supplier", (0, 99), "Old"),
            ("batch", "B1", "supplier", (100, i32::MAX), "New"),
            ("supplier", "New", "country", all, "PT"),
        ]);
        let batch = set("batch", "B1");
        assert_eq!(tables.value(&batch, "supplier", 99).as_deref(), Some("Old"));
        assert_eq!(
            tables.value(&batch, "supplier", 100).as_deref(),
            Some("New")
        );
        assert_eq!(tables.value(&batch, "supplier", -1), None);
        assert_eq!(tables.value(&batch, "country", 100).as_deref(), Some("PT"));
        assert_eq!(tables.value(&batch, "country", 99), None);
        // What a record says by itself counts first.
        let own = set("supplier", "Third");
        assert_eq!(
            tables.value(&own, "supplier", 100).as_deref(),
            Some("Third")
        );
        let bases: Vec<String> = tables.bases(["country"]).into_iter().collect();
        assert_eq!(bases, ["batch", "country", "supplier"]);
    }

    #[test]
    fn tables_that_explain_each_other_end_somewhere() {
        let all = (i32::MIN, i32::MAX);
        let tables = attributes(&[("a", "1", "b", all, "2"), ("b", "2", "a", all, "1")]);
        assert_eq!(tables.value(&Dimensions::new(), "a", 0), None);
        assert_eq!(tables.bases(["a"]).len(), 2);
    }
}
