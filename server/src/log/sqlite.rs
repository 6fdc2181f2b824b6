//! Logs in SQLite, in SQL that PostgreSQL understands too.

use shared::{
    id::{ActorId, ClientId},
    log::{ClientSeq, Seq, Timestamp},
};
use uuid::Uuid;

use super::{Kept, Line, LogId, LogStore, LogWrite, OUTCOMES_KEPT, Pusher, Snapshot, Work};
use crate::store::{Store, StoreError, Write};

const TAIL: &str = "SELECT seq, client_id, client_seq, actor, at, changes FROM log_entry
    WHERE workspace = $1 AND log = $2 AND seq > $3 ORDER BY seq LIMIT $4";
const HISTORY: &str = "SELECT seq, client_id, client_seq, actor, at, changes FROM log_entry
    WHERE workspace = $1 AND log = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4";
const SNAPSHOT: &str = "SELECT seq, state, hash FROM log_snapshot
    WHERE workspace = $1 AND log = $2 ORDER BY seq DESC LIMIT 1";
const CREATE: &str = "INSERT INTO log (workspace, id, head_seq) VALUES ($1, $2, 0)";
const HEAD: &str = "SELECT head_seq FROM log WHERE workspace = $1 AND id = $2";
const LAST_PUSH: &str = "SELECT MAX(client_seq) FROM push_outcome
    WHERE workspace = $1 AND log = $2 AND actor = $3 AND client_id = $4";
const OUTCOME: &str = "SELECT outcome FROM push_outcome
    WHERE workspace = $1 AND log = $2 AND actor = $3 AND client_id = $4 AND client_seq = $5";
const KEEP_OUTCOME: &str =
    "INSERT INTO push_outcome (workspace, log, actor, client_id, client_seq, outcome)
    VALUES ($1, $2, $3, $4, $5, $6)";
const FORGET_OUTCOMES: &str = "DELETE FROM push_outcome
    WHERE workspace = $1 AND log = $2 AND actor = $3 AND client_id = $4 AND client_seq <= $5";
const APPEND: &str =
    "INSERT INTO log_entry (workspace, log, seq, client_id, client_seq, actor, at, changes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const MOVE_HEAD: &str =
    "UPDATE log SET head_seq = $3 WHERE workspace = $1 AND id = $2 AND head_seq = $3 - 1";
const KEEP_SNAPSHOT: &str =
    "INSERT INTO log_snapshot (workspace, log, seq, state, hash) VALUES ($1, $2, $3, $4, $5)";
const FORGET_SNAPSHOTS: &str =
    "DELETE FROM log_snapshot WHERE workspace = $1 AND log = $2 AND seq < $3";
const KEEP_LINE: &str = "INSERT INTO journey (workspace, id, slug, summary, changed_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (workspace, id) DO UPDATE SET summary = excluded.summary, changed_at = excluded.changed_at";
const SLUGS: &str = "SELECT slug FROM journey WHERE workspace = $1 AND slug LIKE $2 ORDER BY slug";

/// Every statement of this file, for the test that prepares them.
#[cfg(test)]
const STATEMENTS: [&str; 15] = [
    TAIL,
    HISTORY,
    SNAPSHOT,
    CREATE,
    HEAD,
    LAST_PUSH,
    OUTCOME,
    KEEP_OUTCOME,
    FORGET_OUTCOMES,
    APPEND,
    MOVE_HEAD,
    KEEP_SNAPSHOT,
    FORGET_SNAPSHOTS,
    KEEP_LINE,
    SLUGS,
];

type Row = (i64, Uuid, i64, Uuid, i64, String);

fn kept((seq, client_id, client_seq, actor, at, changes): Row) -> Result<Kept, StoreError> {
    Ok(Kept {
        seq: natural(seq)?,
        client_id: ClientId::new(client_id),
        client_seq: natural(client_seq)?,
        actor: ActorId::new(actor),
        at: Timestamp(at),
        changes,
    })
}

/// A number that the database keeps signed and that is never negative.
fn natural(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::damaged("a number below zero"))
}

/// Numbers beyond what the database keeps are beyond every log.
fn bounded(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl LogStore for Store {
    fn tail(&self, log: LogId, after: Seq, limit: u32) -> Work<'_, Vec<Kept>> {
        Box::pin(async move {
            let rows: Vec<Row> = sqlx::query_as(TAIL)
                .bind(self.workspace_id())
                .bind(log.0)
                .bind(bounded(after))
                .bind(i64::from(limit))
                .fetch_all(self.readers())
                .await?;
            rows.into_iter().map(kept).collect()
        })
    }

    fn history(&self, log: LogId, before: Option<Seq>, limit: u32) -> Work<'_, Vec<Kept>> {
        Box::pin(async move {
            let rows: Vec<Row> = sqlx::query_as(HISTORY)
                .bind(self.workspace_id())
                .bind(log.0)
                .bind(before.map_or(i64::MAX, bounded))
                .bind(i64::from(limit))
                .fetch_all(self.readers())
                .await?;
            rows.into_iter().map(kept).collect()
        })
    }

    fn snapshot(&self, log: LogId) -> Work<'_, Option<Snapshot>> {
        Box::pin(async move {
            let row: Option<(i64, String, String)> = sqlx::query_as(SNAPSHOT)
                .bind(self.workspace_id())
                .bind(log.0)
                .fetch_optional(self.readers())
                .await?;
            row.map(|(seq, state, hash)| {
                Ok(Snapshot {
                    seq: natural(seq)?,
                    state,
                    hash,
                })
            })
            .transpose()
        })
    }

    fn write(&self) -> Work<'_, Box<dyn LogWrite>> {
        Box::pin(async move {
            let write = Self::write(self).await?;
            Ok(Box::new(SqliteWrite {
                workspace: self.workspace_id(),
                write,
            }) as Box<dyn LogWrite>)
        })
    }
}

struct SqliteWrite {
    workspace: Uuid,
    write: Write,
}

impl LogWrite for SqliteWrite {
    fn create(&mut self, log: LogId) -> Work<'_, ()> {
        Box::pin(async move {
            sqlx::query(CREATE)
                .bind(self.workspace)
                .bind(log.0)
                .execute(&mut *self.write)
                .await?;
            Ok(())
        })
    }

    fn head(&mut self, log: LogId) -> Work<'_, Option<Seq>> {
        Box::pin(async move {
            let head: Option<i64> = sqlx::query_scalar(HEAD)
                .bind(self.workspace)
                .bind(log.0)
                .fetch_optional(&mut *self.write)
                .await?;
            head.map(natural).transpose()
        })
    }

    fn tail(&mut self, log: LogId, after: Seq, limit: u32) -> Work<'_, Vec<Kept>> {
        Box::pin(async move {
            let rows: Vec<Row> = sqlx::query_as(TAIL)
                .bind(self.workspace)
                .bind(log.0)
                .bind(bounded(after))
                .bind(i64::from(limit))
                .fetch_all(&mut *self.write)
                .await?;
            rows.into_iter().map(kept).collect()
        })
    }

    fn last_push(&mut self, pusher: Pusher) -> Work<'_, ClientSeq> {
        Box::pin(async move {
            let last: Option<i64> = sqlx::query_scalar(LAST_PUSH)
                .bind(self.workspace)
                .bind(pusher.log.0)
                .bind(pusher.actor.uuid())
                .bind(pusher.client.uuid())
                .fetch_one(&mut *self.write)
                .await?;
            natural(last.unwrap_or_default())
        })
    }

    fn outcome(&mut self, pusher: Pusher, client_seq: ClientSeq) -> Work<'_, Option<String>> {
        Box::pin(async move {
            Ok(sqlx::query_scalar(OUTCOME)
                .bind(self.workspace)
                .bind(pusher.log.0)
                .bind(pusher.actor.uuid())
                .bind(pusher.client.uuid())
                .bind(bounded(client_seq))
                .fetch_optional(&mut *self.write)
                .await?)
        })
    }

    fn keep_outcome(
        &mut self,
        pusher: Pusher,
        client_seq: ClientSeq,
        outcome: String,
    ) -> Work<'_, ()> {
        Box::pin(async move {
            sqlx::query(KEEP_OUTCOME)
                .bind(self.workspace)
                .bind(pusher.log.0)
                .bind(pusher.actor.uuid())
                .bind(pusher.client.uuid())
                .bind(bounded(client_seq))
                .bind(outcome)
                .execute(&mut *self.write)
                .await?;
            if client_seq > OUTCOMES_KEPT {
                sqlx::query(FORGET_OUTCOMES)
                    .bind(self.workspace)
                    .bind(pusher.log.0)
                    .bind(pusher.actor.uuid())
                    .bind(pusher.client.uuid())
                    .bind(bounded(client_seq - OUTCOMES_KEPT))
                    .execute(&mut *self.write)
                    .await?;
            }
            Ok(())
        })
    }

    fn append(&mut self, log: LogId, entry: Kept) -> Work<'_, ()> {
        Box::pin(async move {
            let moved = sqlx::query(MOVE_HEAD)
                .bind(self.workspace)
                .bind(log.0)
                .bind(bounded(entry.seq))
                .execute(&mut *self.write)
                .await?;
            if moved.rows_affected() != 1 {
                return Err(StoreError::Exists {
                    what: format!("entry {} of a log", entry.seq),
                });
            }
            sqlx::query(APPEND)
                .bind(self.workspace)
                .bind(log.0)
                .bind(bounded(entry.seq))
                .bind(entry.client_id.uuid())
                .bind(bounded(entry.client_seq))
                .bind(entry.actor.uuid())
                .bind(entry.at.0)
                .bind(entry.changes)
                .execute(&mut *self.write)
                .await?;
            Ok(())
        })
    }

    fn keep_snapshot(&mut self, log: LogId, snapshot: Snapshot) -> Work<'_, ()> {
        Box::pin(async move {
            let seq = bounded(snapshot.seq);
            sqlx::query(KEEP_SNAPSHOT)
                .bind(self.workspace)
                .bind(log.0)
                .bind(seq)
                .bind(snapshot.state)
                .bind(snapshot.hash)
                .execute(&mut *self.write)
                .await?;
            sqlx::query(FORGET_SNAPSHOTS)
                .bind(self.workspace)
                .bind(log.0)
                .bind(seq)
                .execute(&mut *self.write)
                .await?;
            Ok(())
        })
    }

    fn keep_line(&mut self, line: Line) -> Work<'_, ()> {
        Box::pin(async move {
            sqlx::query(KEEP_LINE)
                .bind(self.workspace)
                .bind(line.journey.uuid())
                .bind(line.slug)
                .bind(line.summary)
                .bind(line.changed_at.0)
                .execute(&mut *self.write)
                .await?;
            Ok(())
        })
    }

    fn slugs(&mut self, prefix: String) -> Work<'_, Vec<String>> {
        Box::pin(async move {
            Ok(sqlx::query_scalar(SLUGS)
                .bind(self.workspace)
                .bind(format!("{prefix}%"))
                .fetch_all(&mut *self.write)
                .await?)
        })
    }

    fn commit(self: Box<Self>) -> Work<'static, ()> {
        Box::pin(async move { Ok(self.write.commit().await?) })
    }
}

#[cfg(test)]
mod tests {
    use sqlx::{Executor, SqlSafeStr};

    use super::*;

    #[tokio::test]
    async fn every_statement_can_be_prepared() {
        let home = tempfile::tempdir().unwrap();
        let store = Store::open(&home.path().join("puente.db")).await.unwrap();
        for statement in STATEMENTS {
            let prepared = store.readers().prepare(statement.into_sql_str()).await;
            assert!(prepared.is_ok(), "{statement}: {:?}", prepared.err());
        }
    }
}
