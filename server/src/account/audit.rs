//! The audit log: who did what, when, from where. It is only appended to (triggers refuse the rest), and holds ids, never names.

use std::collections::BTreeMap;

use shared::{
    access::{Action, Resource},
    api::{ApiError, AuditEvent, AuditKind, AuditPage, AuditQuery, Way},
    id::{ActorId, WorkspaceId},
    log::Timestamp,
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{Came, Installation, out_of_range};
use crate::{
    http::Asker,
    service::allowed,
    store::{StoreError, Write},
};

/// Events on a page, unless otherwise wished.
const USUAL: u32 = 50;
const MOST: u32 = 200;
/// Events that are read at once for the file.
const AT_ONCE: u32 = 1_000;

/// Something that is to be kept.
#[derive(Debug)]
pub(crate) struct Deed {
    kind: AuditKind,
    workspace: Option<WorkspaceId>,
    actor: Option<ActorId>,
    about: BTreeMap<&'static str, String>,
}

impl Deed {
    /// Of a kind.
    pub(crate) const fn new(kind: AuditKind) -> Self {
        Self {
            kind,
            workspace: None,
            actor: None,
            about: BTreeMap::new(),
        }
    }

    /// In a workspace.
    pub(crate) const fn at(mut self, workspace: WorkspaceId) -> Self {
        self.workspace = Some(workspace);
        self
    }

    /// In a workspace, if it is known.
    pub(crate) const fn maybe_at(mut self, workspace: Option<WorkspaceId>) -> Self {
        self.workspace = workspace;
        self
    }

    /// Done by this one.
    pub(crate) const fn by(mut self, actor: ActorId) -> Self {
        self.actor = Some(actor);
        self
    }

    /// What the asker does, in the workspace where it is.
    pub(crate) fn of(asker: &Asker, kind: AuditKind) -> Self {
        Self::new(kind)
            .by(asker.actor.id)
            .at(asker.services.store().workspace().id)
    }

    /// To whom or what: an id, a role, a key; never a name.
    #[allow(clippy::needless_pass_by_value, reason = "numbers need no `&`")]
    pub(crate) fn about(mut self, name: &'static str, what: impl ToString) -> Self {
        self.about.insert(name, what.to_string());
        self
    }

    /// Keeps it, if the transaction is committed.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn keep(
        self,
        write: &mut Write,
        came: &Came,
        now: i64,
    ) -> Result<(), StoreError> {
        let about = serde_json::to_string(&self.about).map_err(StoreError::damaged)?;
        sqlx::query(
            "INSERT INTO audit_event (workspace, at, actor, kind, way, address, about)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(self.workspace.map(WorkspaceId::uuid))
        .bind(now)
        .bind(self.actor.map(ActorId::uuid))
        .bind(self.kind.name())
        .bind(came.way.name())
        .bind(&came.address)
        .bind(about)
        .execute(&mut **write)
        .await?;
        Ok(())
    }
}

type Row = (
    i64,
    i64,
    Option<Uuid>,
    String,
    String,
    String,
    String,
    Option<String>,
);

const EVENTS: &str = "
    SELECT e.seq, e.at, e.actor, e.kind, e.way, e.address, e.about, COALESCE(a.name, g.name)
    FROM audit_event e
    LEFT JOIN account a ON a.id = e.actor
    LEFT JOIN guest g ON g.workspace = e.workspace AND g.id = e.actor
    WHERE (e.workspace = $1 OR e.workspace IS NULL) AND e.seq < $2 AND ($3 IS NULL OR e.kind = $3)
      AND ($4 IS NULL OR e.actor = $4)
    ORDER BY e.seq DESC LIMIT $5";

impl Installation {
    /// Keeps what was done elsewhere than with accounts.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn note(&self, asker: &Asker, deed: Deed) -> Result<(), ApiError> {
        let mut write = self.store().write().await?;
        deed.keep(&mut write, &asker.came, self.now()).await?;
        write.commit().await.map_err(StoreError::from)?;
        Ok(())
    }

    /// The audit log of the workspace, newest first, with what belongs to the installation as a whole.
    ///
    /// # Errors
    /// Not allowed, a limit out of range, or the store failed.
    pub(crate) async fn audit(
        &self,
        asker: &Asker,
        query: AuditQuery,
    ) -> Result<AuditPage, ApiError> {
        allowed(&asker.actor, Action::Read, Resource::Audit)?;
        let limit = query.limit.unwrap_or(USUAL);
        if !(1..=MOST).contains(&limit) {
            return Err(out_of_range("limit", 1, MOST));
        }
        Ok(self.events(asker, &query, limit).await?)
    }

    async fn events(
        &self,
        asker: &Asker,
        query: &AuditQuery,
        limit: u32,
    ) -> Result<AuditPage, StoreError> {
        let before = query
            .before
            .map_or(i64::MAX, |before| i64::try_from(before).unwrap_or(i64::MAX));
        let mut reader = self.store().readers().acquire().await?;
        let rows: Vec<Row> = sqlx::query_as(EVENTS)
            .bind(asker.services.store().workspace_id())
            .bind(before)
            .bind(query.kind.map(AuditKind::name))
            .bind(query.actor.map(ActorId::uuid))
            .bind(i64::from(limit) + 1)
            .fetch_all(&mut *reader)
            .await?;
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > wanted;
        let mut events = Vec::with_capacity(wanted.min(rows.len()));
        for row in rows.into_iter().take(wanted) {
            events.push(event(&mut reader, row).await?);
        }
        Ok(AuditPage { events, more })
    }

    /// The whole log as a table in CSV, oldest first. That it was taken is kept in it.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub(crate) async fn audit_file(&self, asker: &Asker) -> Result<String, ApiError> {
        allowed(&asker.actor, Action::Read, Resource::Audit)?;
        let mut write = self.store().write().await?;
        let taken = Deed::of(asker, AuditKind::AuditTaken);
        taken.keep(&mut write, &asker.came, self.now()).await?;
        write.commit().await.map_err(StoreError::from)?;
        let mut query = AuditQuery::default();
        let mut lines = Vec::new();
        loop {
            let page = self.events(asker, &query, AT_ONCE).await?;
            query.before = page.events.last().map(|event| event.seq);
            lines.extend(page.events.iter().map(line));
            if !page.more {
                break;
            }
        }
        lines.push("number,at,kind,actor,name,way,address,about\r\n".to_owned());
        lines.reverse();
        Ok(lines.concat())
    }
}

async fn event(reader: &mut SqliteConnection, row: Row) -> Result<AuditEvent, StoreError> {
    let (seq, at, actor, kind, way, address, about, name) = row;
    let about: BTreeMap<String, String> =
        serde_json::from_str(&about).map_err(StoreError::damaged)?;
    let member = about
        .get("member")
        .and_then(|id| id.parse::<ActorId>().ok());
    let about_name = match member {
        Some(member) => sqlx::query_scalar("SELECT name FROM account WHERE id = $1")
            .bind(member.uuid())
            .fetch_optional(reader)
            .await?
            .flatten(),
        None => None,
    };
    Ok(AuditEvent {
        seq: seq.unsigned_abs(),
        at: Timestamp(at),
        kind: AuditKind::named(&kind)
            .ok_or_else(|| StoreError::damaged(format!("an event {kind:?}")))?,
        actor: actor.map(ActorId::new),
        name,
        way: Way::named(&way).ok_or_else(|| StoreError::damaged(format!("a way {way:?}")))?,
        address,
        about,
        about_name,
    })
}

/// A line of the file.
fn line(event: &AuditEvent) -> String {
    let about: Vec<String> = event
        .about
        .iter()
        .map(|(name, what)| format!("{name}={what}"))
        .collect();
    let cells = [
        event.seq.to_string(),
        crate::clock::written(event.at),
        event.kind.name().to_owned(),
        event
            .actor
            .map(|actor| actor.to_string())
            .unwrap_or_default(),
        event.name.clone().unwrap_or_default(),
        event.way.name().to_owned(),
        event.address.clone(),
        about.join(" "),
    ];
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| crate::metric::csv::cell(cell))
        .collect();
    format!("{}\r\n", cells.join(","))
}
