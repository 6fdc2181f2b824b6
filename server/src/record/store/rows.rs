//! Many rows in one statement: what makes an import fast.
//!
//! Statements of varying length are written with `?` and bound in order; [`statement`] gives them the marks that the
//! database wants.

use sqlx::{AssertSqlSafe, Sqlite, SqliteConnection, query::Query, sqlite::SqliteArguments};

use crate::store::StoreError;

/// Rows per statement; few sizes, so that each is prepared once.
const SIZES: [usize; 4] = [400, 40, 5, 1];

type Bound<'q> = Query<'q, Sqlite, SqliteArguments>;

/// Inserts rows of `columns` values each. `insert` is `INSERT INTO t (workspace, a, b)`; `bind` binds one row's
/// values after the workspace.
pub(crate) async fn insert<'r, T>(
    db: &mut SqliteConnection,
    insert: &str,
    columns: usize,
    workspace: uuid::Uuid,
    rows: &'r [T],
    bind: impl for<'q> Fn(Bound<'q>, &'r T) -> Bound<'q>,
) -> Result<(), StoreError> {
    let shape = (1, columns);
    insert_alike(db, insert, shape, |query| query.bind(workspace), rows, bind).await
}

/// The same, where the first columns have the same values in all rows: `alike` binds those, once a statement.
pub(crate) async fn insert_alike<'r, T>(
    db: &mut SqliteConnection,
    insert: &str,
    (same, columns): (usize, usize),
    alike: impl for<'q> Fn(Bound<'q>) -> Bound<'q>,
    mut rows: &'r [T],
    bind: impl for<'q> Fn(Bound<'q>, &'r T) -> Bound<'q>,
) -> Result<(), StoreError> {
    while !rows.is_empty() {
        let size = SIZES
            .into_iter()
            .find(|size| *size <= rows.len())
            .unwrap_or(1);
        let (now, later) = rows.split_at(size);
        let sql = values(insert, (same, columns), size);
        let mut query = alike(sqlx::query(statement(sql)));
        for row in now {
            query = bind(query, row);
        }
        query.execute(&mut *db).await?;
        rows = later;
    }
    Ok(())
}

/// A statement that was put together here, of pieces that are ours alone.
///
/// SQLite takes the marks as they are: it would find each numbered one by a walk through all of them, which makes a
/// statement of thousands of values slow. For a database that wants numbers (`$1`), they are given here, in order.
pub(crate) fn statement(sql: String) -> AssertSqlSafe<String> {
    AssertSqlSafe(sql)
}

/// `INSERT … SELECT ?, column1, column2 FROM (VALUES (?, ?), …) AS given`: what is the same once, then the rows.
fn values(insert: &str, (same, columns): (usize, usize), rows: usize) -> String {
    let alike = vec!["?"; same].join(", ");
    let names: String = (1..=columns).map(|at| format!(", column{at}")).collect();
    let row = list(columns);
    let rows = vec![row.as_str(); rows].join(", ");
    format!("{insert} SELECT {alike}{names} FROM (VALUES {rows}) AS given")
}

/// `(?, ?, …)` for `n` values.
pub(crate) fn list(n: usize) -> String {
    format!("({})", vec!["?"; n].join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_comes_once_and_then_the_rows() {
        assert_eq!(
            values("INSERT INTO t (w, a, b)", (1, 2), 2),
            "INSERT INTO t (w, a, b) SELECT ?, column1, column2 FROM (VALUES (?, ?), (?, ?)) AS given"
        );
        assert_eq!(
            values("INSERT INTO t (w, s, a)", (2, 1), 1),
            "INSERT INTO t (w, s, a) SELECT ?, ?, column1 FROM (VALUES (?)) AS given"
        );
    }
}
