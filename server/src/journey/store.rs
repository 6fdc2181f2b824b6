//! The portfolio in the store: one line per journey, found by id or by slug.

use shared::{id::JourneyId, log::Timestamp};
use uuid::Uuid;

use crate::{
    log::{Line, Work},
    store::Store,
};

/// Finds journeys. Their lines are kept with every entry of their logs ([`crate::log::LogWrite::keep_line`]).
pub trait JourneyStore: Send + Sync {
    /// All lines, last changed first.
    fn lines(&self) -> Work<'_, Vec<Line>>;

    /// The line of a journey.
    fn line(&self, journey: JourneyId) -> Work<'_, Option<Line>>;

    /// The journey with this name in its address.
    fn by_slug(&self, slug: String) -> Work<'_, Option<JourneyId>>;
}

const LINES: &str = "SELECT id, slug, summary, changed_at FROM journey WHERE workspace = $1 ORDER BY changed_at DESC, id";
const LINE: &str =
    "SELECT id, slug, summary, changed_at FROM journey WHERE workspace = $1 AND id = $2";
const BY_SLUG: &str = "SELECT id FROM journey WHERE workspace = $1 AND slug = $2";

type Row = (Uuid, String, String, i64);

fn line((id, slug, summary, changed_at): Row) -> Line {
    Line {
        journey: JourneyId::new(id),
        slug,
        summary,
        changed_at: Timestamp(changed_at),
    }
}

impl JourneyStore for Store {
    fn lines(&self) -> Work<'_, Vec<Line>> {
        Box::pin(async move {
            let rows: Vec<Row> = sqlx::query_as(LINES)
                .bind(self.workspace_id())
                .fetch_all(self.readers())
                .await?;
            Ok(rows.into_iter().map(line).collect())
        })
    }

    fn line(&self, journey: JourneyId) -> Work<'_, Option<Line>> {
        Box::pin(async move {
            let row: Option<Row> = sqlx::query_as(LINE)
                .bind(self.workspace_id())
                .bind(journey.uuid())
                .fetch_optional(self.readers())
                .await?;
            Ok(row.map(line))
        })
    }

    fn by_slug(&self, slug: String) -> Work<'_, Option<JourneyId>> {
        Box::pin(async move {
            let id: Option<Uuid> = sqlx::query_scalar(BY_SLUG)
                .bind(self.workspace_id())
                .bind(slug)
                .fetch_optional(self.readers())
                .await?;
            Ok(id.map(JourneyId::new))
        })
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
        for statement in [LINES, LINE, BY_SLUG] {
            let prepared = store.readers().prepare(statement.into_sql_str()).await;
            assert!(prepared.is_ok(), "{statement}: {:?}", prepared.err());
        }
    }
}
