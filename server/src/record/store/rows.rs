//! Many rows in one statement: what makes an import fast.

use sqlx::{Sqlite, SqliteConnection, query::Query, sqlite::SqliteArguments};

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
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(workspace);
        for row in now {
            query = bind(query, row);
        }
        query.execute(&mut *db).await?;
        rows = later;
    }
    Ok(())
}

fn values(insert: &str, columns: usize, rows: usize) -> String {
    use std::fmt::Write as _;
    let mut sql = String::with_capacity(insert.len() + rows * columns * 7);
    sql.push_str(insert);
    sql.push_str(" VALUES ");
    let mut number = 1;
    for row in 0..rows {
        sql.push_str(if row == 0 { "($1" } else { ", ($1" });
        for _ in 0..columns {
            number += 1;
            let _ = write!(sql, ", ${number}");
        }
        sql.push(')');
    }
    sql
}

/// `($3, $4, …)` for `n` values after `before` others.
pub(crate) fn list(before: usize, n: usize) -> String {
    let numbers: Vec<String> = (1..=n).map(|at| format!("${}", before + at)).collect();
    format!("({})", numbers.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_repeats_the_workspace_and_numbers_its_own_values() {
        assert_eq!(
            values("INSERT INTO t (w, a, b)", 2, 2),
            "INSERT INTO t (w, a, b) VALUES ($1, $2, $3), ($1, $4, $5)"
        );
        assert_eq!(list(2, 3), "($3, $4, $5)");
    }
}
