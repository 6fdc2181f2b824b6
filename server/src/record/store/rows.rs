//! Many rows in one statement: what makes an import fast.
//!
//! Statements of varying length are written with `?` and bound in order; [`statement`] gives them the marks that the
//! database wants.

use sqlx::{AssertSqlSafe, Sqlite, SqliteConnection, query::Query, sqlite::SqliteArguments};

use crate::store::StoreError;

/// Rows per statement; few sizes, so that each is prepared once.
const SIZES: [usize; 4] = [400, 40, 5, 1];

/// Inserts rows of `columns` values each. `insert` is `INSERT INTO t (workspace, a, b)`; `bind` binds one row's
/// values after the workspace.
pub(crate) async fn insert<'r, T>(
    db: &mut SqliteConnection,
    insert: &str,
    columns: usize,
    workspace: uuid::Uuid,
    mut rows: &'r [T],
    bind: impl for<'q> Fn(
        Query<'q, Sqlite, SqliteArguments>,
        &'r T,
    ) -> Query<'q, Sqlite, SqliteArguments>,
) -> Result<(), StoreError> {
    while !rows.is_empty() {
        let size = SIZES
            .into_iter()
            .find(|size| *size <= rows.len())
            .unwrap_or(1);
        let (now, later) = rows.split_at(size);
        let sql = values(insert, columns, size);
        let mut query = sqlx::query(statement(sql)).bind(workspace);
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

/// `INSERT … SELECT ?, column1, column2 FROM (VALUES (?, ?), …) AS given`: the workspace once, then the rows.
fn values(insert: &str, columns: usize, rows: usize) -> String {
    let names: String = (1..=columns).map(|at| format!(", column{at}")).collect();
    let row = list(columns);
    let rows = vec![row.as_str(); rows].join(", ");
    format!("{insert} SELECT ?{names} FROM (VALUES {rows}) AS given")
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
            values("INSERT INTO t (w, a, b)", 2, 2),
            "INSERT INTO t (w, a, b) SELECT ?, column1, column2 FROM (VALUES (?, ?), (?, ?)) AS given"
        );
    }
}
