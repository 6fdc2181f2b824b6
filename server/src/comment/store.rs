//! Threads and comments in the store.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::{Comment, Resolved, Thread},
    comment::{About, AboutKind},
    id::{ActorId, CommentId, JourneyId, ThreadId},
    log::Timestamp,
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::store::StoreError;

/// Whose threads.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    /// Those of a board and its parts.
    Board(JourneyId),
    /// Those of one thing.
    Thing(About),
}

/// A comment that is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    pub(super) thread: ThreadId,
    pub(super) by: ActorId,
    pub(super) removed: bool,
}

/// A comment that is said.
pub(super) struct New<'a> {
    pub(super) id: CommentId,
    pub(super) thread: ThreadId,
    pub(super) seq: u64,
    pub(super) by: ActorId,
    pub(super) at: Timestamp,
    pub(super) text: &'a str,
}

const THREAD: &str = "SELECT t.id, t.kind, t.about, t.journey, t.resolved_at, t.resolved_by, COALESCE(s.seq, 0)
    FROM comment_thread t LEFT JOIN comment_seen s ON s.workspace = t.workspace AND s.thread = t.id AND s.actor = $2
    WHERE t.workspace = $1";
const OF_THREADS: &str =
    "SELECT c.thread, c.id, c.seq, c.author, c.at, c.changed_at, c.text FROM comment c
    JOIN comment_thread t ON t.workspace = c.workspace AND t.id = c.thread WHERE c.workspace = $1";

type ThreadRow = (
    Uuid,
    String,
    Uuid,
    Option<Uuid>,
    Option<i64>,
    Option<Uuid>,
    i64,
);
type CommentRow = (Uuid, Uuid, i64, Uuid, i64, Option<i64>, Option<String>);

/// A number that is kept signed and is never negative.
fn natural(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::damaged("a number below zero"))
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn about_of(kind: &str, id: Uuid, journey: Option<Uuid>) -> Result<About, StoreError> {
    let kind = AboutKind::named(kind);
    let about = kind.and_then(|kind| About::of(kind, id, journey.map(JourneyId::new)));
    about.ok_or_else(|| StoreError::damaged("a thread about something that there is not"))
}

/// What the threads of a question have in common, from `$3` on.
fn condition(of: Of) -> (&'static str, Uuid) {
    match of {
        Of::Board(journey) => ("t.journey = $3", journey.uuid()),
        Of::Thing(about) => ("t.about = $3 AND t.journey IS NULL", about.id()),
    }
}

/// The threads that changed after a number, with all their comments, the oldest first.
pub(super) async fn threads(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    of: Of,
    who: ActorId,
    since: u64,
) -> Result<Vec<Thread>, StoreError> {
    let (condition, id) = condition(of);
    let statement =
        format!("{THREAD} AND {condition} AND t.changed > $4 ORDER BY t.created_at, t.id");
    let threads: Vec<ThreadRow> = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(workspace)
        .bind(who.uuid())
        .bind(id)
        .bind(signed(since))
        .fetch_all(&mut *reader)
        .await?;
    let statement =
        format!("{OF_THREADS} AND {condition} AND t.changed > $2 ORDER BY c.thread, c.seq");
    let comments: Vec<CommentRow> = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(workspace)
        .bind(signed(since))
        .bind(id)
        .fetch_all(&mut *reader)
        .await?;
    joined(threads, comments)
}

/// One thread.
pub(super) async fn thread(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    thread: ThreadId,
    who: ActorId,
) -> Result<Vec<Thread>, StoreError> {
    let statement = format!("{THREAD} AND t.id = $3");
    let threads: Vec<ThreadRow> = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(workspace)
        .bind(who.uuid())
        .bind(thread.uuid())
        .fetch_all(&mut *reader)
        .await?;
    let statement = format!("{OF_THREADS} AND t.id = $2 ORDER BY c.seq");
    let comments: Vec<CommentRow> = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(workspace)
        .bind(thread.uuid())
        .fetch_all(&mut *reader)
        .await?;
    joined(threads, comments)
}

/// The threads that somebody wrote in or is mentioned in, and whose end they have not seen, and the comments in which they are
/// mentioned; the newest first.
pub(super) async fn waiting(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    who: ActorId,
    most: u32,
) -> Result<(Vec<Thread>, BTreeSet<CommentId>), StoreError> {
    const WAITS: &str = "EXISTS (SELECT 1 FROM comment c WHERE c.workspace = t.workspace AND c.thread = t.id AND c.author <> $2
            AND c.text IS NOT NULL AND c.seq > COALESCE((SELECT seq FROM comment_seen s WHERE s.workspace = t.workspace
                AND s.actor = $2 AND s.thread = t.id), 0))
        AND (EXISTS (SELECT 1 FROM comment c WHERE c.workspace = t.workspace AND c.thread = t.id AND c.author = $2)
            OR EXISTS (SELECT 1 FROM comment_mention m JOIN comment c ON c.workspace = m.workspace AND c.id = m.comment
                WHERE m.workspace = t.workspace AND m.actor = $2 AND c.thread = t.id))";
    let statement = format!("{THREAD} AND {WAITS} ORDER BY t.changed DESC LIMIT $3");
    let threads: Vec<ThreadRow> = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(workspace)
        .bind(who.uuid())
        .bind(i64::from(most))
        .fetch_all(&mut *reader)
        .await?;
    let statement = format!("{OF_THREADS} AND {WAITS} ORDER BY c.thread, c.seq");
    let comments: Vec<CommentRow> = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(workspace)
        .bind(who.uuid())
        .fetch_all(&mut *reader)
        .await?;
    let mentions: Vec<Uuid> = sqlx::query_scalar(
        "SELECT comment FROM comment_mention WHERE workspace = $1 AND actor = $2",
    )
    .bind(workspace)
    .bind(who.uuid())
    .fetch_all(&mut *reader)
    .await?;
    let mentions = mentions.into_iter().map(CommentId::new).collect();
    Ok((joined(threads, comments)?, mentions))
}

fn joined(threads: Vec<ThreadRow>, comments: Vec<CommentRow>) -> Result<Vec<Thread>, StoreError> {
    let mut of_thread: BTreeMap<Uuid, Vec<Comment>> = BTreeMap::new();
    for (thread, id, seq, author, at, changed, text) in comments {
        of_thread.entry(thread).or_default().push(Comment {
            id: CommentId::new(id),
            seq: natural(seq)?,
            by: ActorId::new(author),
            at: Timestamp(at),
            changed: changed.filter(|_| text.is_some()).map(Timestamp),
            text,
        });
    }
    let threads = threads.into_iter().map(
        |(id, kind, about, journey, resolved_at, resolved_by, seen)| {
            let resolved = resolved_at.zip(resolved_by);
            Ok(Thread {
                id: ThreadId::new(id),
                about: about_of(&kind, about, journey)?,
                resolved: resolved.map(|(at, by)| Resolved {
                    by: ActorId::new(by),
                    at: Timestamp(at),
                }),
                comments: of_thread.remove(&id).unwrap_or_default(),
                seen: natural(seen)?,
            })
        },
    );
    threads.collect()
}

/// The number of the last change of any comment.
pub(super) async fn changes(
    reader: &mut SqliteConnection,
    workspace: Uuid,
) -> Result<u64, StoreError> {
    let number: i64 = sqlx::query_scalar("SELECT comment_changes FROM workspace WHERE id = $1")
        .bind(workspace)
        .fetch_one(reader)
        .await?;
    natural(number)
}

/// Gives a thread the next number.
pub(super) async fn changed(
    write: &mut SqliteConnection,
    workspace: Uuid,
    thread: ThreadId,
) -> Result<(), StoreError> {
    let number: i64 = sqlx::query_scalar(
        "UPDATE workspace SET comment_changes = comment_changes + 1 WHERE id = $1 RETURNING comment_changes",
    )
    .bind(workspace)
    .fetch_one(&mut *write)
    .await?;
    sqlx::query("UPDATE comment_thread SET changed = $3 WHERE workspace = $1 AND id = $2")
        .bind(workspace)
        .bind(thread.uuid())
        .bind(number)
        .execute(write)
        .await?;
    Ok(())
}

/// What a thread is about; `None` where there is no such thread.
pub(super) async fn about(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    thread: ThreadId,
) -> Result<Option<About>, StoreError> {
    let row: Option<(String, Uuid, Option<Uuid>)> = sqlx::query_as(
        "SELECT kind, about, journey FROM comment_thread WHERE workspace = $1 AND id = $2",
    )
    .bind(workspace)
    .bind(thread.uuid())
    .fetch_optional(reader)
    .await?;
    row.map(|(kind, id, journey)| about_of(&kind, id, journey))
        .transpose()
}

/// How many threads there are about something.
pub(super) async fn count_threads(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    about: About,
) -> Result<u32, StoreError> {
    let count: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM comment_thread WHERE workspace = $1 AND about = $2",
    )
    .bind(workspace)
    .bind(about.id())
    .fetch_one(reader)
    .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Begins a thread.
pub(super) async fn begin(
    write: &mut SqliteConnection,
    workspace: Uuid,
    thread: ThreadId,
    about: About,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO comment_thread (workspace, id, kind, about, journey, created_at, changed) VALUES ($1, $2, $3, $4, $5, $6, 0)",
    )
    .bind(workspace)
    .bind(thread.uuid())
    .bind(about.kind().name())
    .bind(about.id())
    .bind(about.journey().map(JourneyId::uuid))
    .bind(at.0)
    .execute(write)
    .await?;
    Ok(())
}

/// A comment; `None` where there is none of this id.
pub(super) async fn comment(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    id: CommentId,
) -> Result<Option<Kept>, StoreError> {
    let row: Option<(Uuid, Uuid, bool)> = sqlx::query_as(
        "SELECT thread, author, text IS NULL FROM comment WHERE workspace = $1 AND id = $2",
    )
    .bind(workspace)
    .bind(id.uuid())
    .fetch_optional(reader)
    .await?;
    Ok(row.map(|(thread, by, removed)| Kept {
        thread: ThreadId::new(thread),
        by: ActorId::new(by),
        removed,
    }))
}

/// The number of the last comment of a thread; 0 where there is none.
pub(super) async fn last(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    thread: ThreadId,
) -> Result<u64, StoreError> {
    let last: Option<i64> =
        sqlx::query_scalar("SELECT MAX(seq) FROM comment WHERE workspace = $1 AND thread = $2")
            .bind(workspace)
            .bind(thread.uuid())
            .fetch_one(reader)
            .await?;
    natural(last.unwrap_or(0))
}

/// Keeps a new comment.
pub(super) async fn say(
    write: &mut SqliteConnection,
    workspace: Uuid,
    new: &New<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO comment (workspace, id, thread, seq, author, at, text) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(workspace)
    .bind(new.id.uuid())
    .bind(new.thread.uuid())
    .bind(signed(new.seq))
    .bind(new.by.uuid())
    .bind(new.at.0)
    .bind(new.text)
    .execute(write)
    .await?;
    Ok(())
}

/// Gives a comment another text, or none.
pub(super) async fn rewrite(
    write: &mut SqliteConnection,
    workspace: Uuid,
    id: CommentId,
    text: Option<&str>,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE comment SET text = $3, changed_at = $4 WHERE workspace = $1 AND id = $2")
        .bind(workspace)
        .bind(id.uuid())
        .bind(text)
        .bind(at.0)
        .execute(write)
        .await?;
    Ok(())
}

/// Notes whom a comment mentions, in place of whom it mentioned.
pub(super) async fn mention(
    write: &mut SqliteConnection,
    workspace: Uuid,
    id: CommentId,
    mentions: &BTreeSet<ActorId>,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM comment_mention WHERE workspace = $1 AND comment = $2")
        .bind(workspace)
        .bind(id.uuid())
        .execute(&mut *write)
        .await?;
    for who in mentions {
        sqlx::query("INSERT INTO comment_mention (workspace, actor, comment) VALUES ($1, $2, $3)")
            .bind(workspace)
            .bind(who.uuid())
            .bind(id.uuid())
            .execute(&mut *write)
            .await?;
    }
    Ok(())
}

/// Notes that a thread is settled, or is not; whether that is new.
pub(super) async fn settle(
    write: &mut SqliteConnection,
    workspace: Uuid,
    thread: ThreadId,
    by: Option<(ActorId, Timestamp)>,
) -> Result<bool, StoreError> {
    let settled = sqlx::query(
        "UPDATE comment_thread SET resolved_by = $3, resolved_at = $4
         WHERE workspace = $1 AND id = $2 AND (resolved_at IS NULL) <> ($4 IS NULL)",
    )
    .bind(workspace)
    .bind(thread.uuid())
    .bind(by.map(|(by, _)| by.uuid()))
    .bind(by.map(|(_, at)| at.0))
    .execute(write)
    .await?;
    Ok(settled.rows_affected() > 0)
}

/// Notes how far somebody has seen a thread; never less far than before.
pub(super) async fn saw(
    write: &mut SqliteConnection,
    workspace: Uuid,
    who: ActorId,
    thread: ThreadId,
    seq: u64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO comment_seen (workspace, actor, thread, seq) VALUES ($1, $2, $3, $4)
         ON CONFLICT (workspace, actor, thread) DO UPDATE SET seq = MAX(seq, excluded.seq)",
    )
    .bind(workspace)
    .bind(who.uuid())
    .bind(thread.uuid())
    .bind(signed(seq))
    .execute(write)
    .await?;
    Ok(())
}
