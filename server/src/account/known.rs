//! Who a cookie or a token belongs to, as it stands in the store.

use std::{collections::BTreeMap, sync::Arc};

use shared::{
    access::{Actor, Role, Scope},
    api::{GuestOf, Me, Way, WorkspaceName},
    id::{ActorId, DepartmentId, JourneyId, SessionId, WorkspaceId},
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::secret::Fingerprint;
use crate::store::{StoreError, json};

/// How and from where somebody came: what the audit log keeps beside what they did.
#[derive(Debug, Clone)]
pub(crate) struct Came {
    /// By which way.
    pub(crate) way: Way,
    /// From which address; empty on the command line.
    pub(crate) address: String,
    /// What the browser says it is.
    pub(crate) agent: String,
    /// With which session.
    pub(crate) session: Option<SessionId>,
    /// The fingerprint of the cookie, whatever it is worth: signing in ends the session that was there.
    pub(crate) cookie: Option<Fingerprint>,
}

impl Came {
    /// The command line.
    pub(crate) const fn by_console() -> Self {
        Self {
            way: Way::Console,
            address: String::new(),
            agent: String::new(),
            session: None,
            cookie: None,
        }
    }
}

/// Whom a secret belongs to.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) workspace: WorkspaceId,
    pub(super) actor: Actor,
    pub(super) me: Arc<Me>,
    pub(super) way: Way,
    pub(super) session: Option<SessionId>,
    /// When the session or token was last used, and until when it counts.
    pub(super) seen: i64,
    pub(super) ends: i64,
    /// Whether it is a session that ends when it is not used, and after how long.
    pub(super) idle: Option<i64>,
}

/// What a list of departments is called where it is kept.
const DEPARTMENTS: &str = "departments";

pub(super) fn departments_kept(departments: &[DepartmentId]) -> Result<String, StoreError> {
    json::write(DEPARTMENTS, 1, &departments)
}

pub(super) fn departments_read(text: &str) -> Result<Vec<DepartmentId>, StoreError> {
    json::read(DEPARTMENTS, 1, text)
}

/// A role as it is kept.
pub(super) fn role_read(name: &str) -> Result<Role, StoreError> {
    Role::named(name).ok_or_else(|| StoreError::damaged(format!("a role {name:?}")))
}

/// The member that an account is in a workspace; `None` where it is none.
pub(super) async fn member(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    account: Uuid,
) -> Result<Option<(Actor, Arc<Me>)>, StoreError> {
    type Row = (String, bool, String, Option<String>, Option<String>, bool);
    // Who comes by a provider of identities shows there what is asked for there.
    let row: Option<Row> = sqlx::query_as(
        "SELECT m.role, m.people, m.departments, a.name, a.email,
                w.second_factor AND a.totp IS NULL AND a.password IS NOT NULL
         FROM member m JOIN account a ON a.id = m.account JOIN workspace w ON w.id = m.workspace
         WHERE m.workspace = $1 AND m.account = $2",
    )
    .bind(workspace)
    .bind(account)
    .fetch_optional(&mut *reader)
    .await?;
    let Some((role, people, departments, name, email, confined)) = row else {
        return Ok(None);
    };
    let narrowed: Vec<(Uuid, String)> = sqlx::query_as(
        "SELECT journey, role FROM member_journey WHERE workspace = $1 AND account = $2",
    )
    .bind(workspace)
    .bind(account)
    .fetch_all(&mut *reader)
    .await?;
    let mut journeys = BTreeMap::new();
    for (journey, role) in narrowed {
        journeys.insert(JourneyId::new(journey), role_read(&role)?);
    }
    let all: Vec<(Uuid, String)> = sqlx::query_as(
        "SELECT w.id, w.name FROM member m JOIN workspace w ON w.id = m.workspace
         WHERE m.account = $1 ORDER BY w.name, w.id",
    )
    .bind(account)
    .fetch_all(&mut *reader)
    .await?;
    let all = all.into_iter().map(|(id, name)| WorkspaceName {
        id: WorkspaceId::new(id),
        name,
    });
    let workspaces: Vec<WorkspaceName> = all.collect();
    let id = ActorId::new(account);
    let role = role_read(&role)?;
    let actor = Actor::new(id, role)
        .named_for_people(people)
        .on_journeys(journeys)
        .confined(confined);
    let me = Me {
        id,
        role,
        name: name.unwrap_or_default(),
        email,
        people,
        departments: departments_read(&departments)?,
        workspace: workspaces
            .iter()
            .find(|one| one.id.uuid() == workspace)
            .cloned(),
        workspaces,
        guest_of: None,
        confined,
    };
    Ok(Some((actor, Arc::new(me))))
}

/// Whom a cookie belongs to; `None` where it is no session's.
pub(super) async fn by_cookie(
    reader: &mut SqliteConnection,
    cookie: &Fingerprint,
) -> Result<Option<Known>, StoreError> {
    type Row = (Uuid, Option<Uuid>, Option<Uuid>, Option<Uuid>, i64, i64);
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, account, guest, workspace, seen_at, ends_at FROM session WHERE fingerprint = $1",
    )
    .bind(cookie.as_slice())
    .fetch_optional(&mut *reader)
    .await?;
    let Some((session, account, guest, Some(workspace), seen, ends)) = row else {
        return Ok(None);
    };
    let (found, way, idle) = match (account, guest) {
        (Some(account), None) => (
            member(reader, workspace, account).await?,
            Way::Session,
            super::session::IDLE,
        ),
        (None, Some(guest)) => (
            self::guest(reader, workspace, guest).await?,
            Way::Guest,
            super::session::GUEST_IDLE,
        ),
        _ => (None, Way::Session, 0),
    };
    Ok(found.map(|(actor, me)| Known {
        workspace: WorkspaceId::new(workspace),
        actor,
        me,
        way,
        session: Some(SessionId::new(session)),
        seen,
        ends,
        idle: Some(idle),
    }))
}

/// A guest, as long as the link counts.
async fn guest(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    guest: Uuid,
) -> Result<Option<(Actor, Arc<Me>)>, StoreError> {
    type Row = (Option<String>, Uuid, String, String);
    let row: Option<Row> = sqlx::query_as(
        "SELECT g.name, l.journey, l.role, w.name FROM guest g
         JOIN guest_link l ON l.workspace = g.workspace AND l.id = g.link
         JOIN workspace w ON w.id = g.workspace
         WHERE g.workspace = $1 AND g.id = $2 AND l.revoked_at IS NULL",
    )
    .bind(workspace)
    .bind(guest)
    .fetch_optional(reader)
    .await?;
    let Some((name, journey, role, workspace_name)) = row else {
        return Ok(None);
    };
    let (id, journey, role) = (
        ActorId::new(guest),
        JourneyId::new(journey),
        role_read(&role)?,
    );
    let actor = Actor::new(id, Role::Guest).on_journeys(BTreeMap::from([(journey, role)]));
    let here = WorkspaceName {
        id: WorkspaceId::new(workspace),
        name: workspace_name,
    };
    let me = Me {
        id,
        role: Role::Guest,
        name: name.unwrap_or_default(),
        workspace: Some(here.clone()),
        workspaces: vec![here],
        guest_of: Some(GuestOf { journey, role }),
        ..Me::nobody()
    };
    Ok(Some((actor, Arc::new(me))))
}

/// Whom a program's token belongs to; `None` where it is none.
pub(super) async fn by_token(
    reader: &mut SqliteConnection,
    token: &Fingerprint,
) -> Result<Option<Known>, StoreError> {
    type Row = (Uuid, Uuid, String, Option<i64>, i64);
    let row: Option<Row> = sqlx::query_as(
        "SELECT account, workspace, scope, used_at, ends_at FROM api_token WHERE fingerprint = $1",
    )
    .bind(token.as_slice())
    .fetch_optional(&mut *reader)
    .await?;
    let Some((account, workspace, scope, used, ends)) = row else {
        return Ok(None);
    };
    let scope =
        Scope::named(&scope).ok_or_else(|| StoreError::damaged(format!("a scope {scope:?}")))?;
    let found = member(reader, workspace, account).await?;
    Ok(found.map(|(actor, me)| Known {
        workspace: WorkspaceId::new(workspace),
        actor: actor.within(scope),
        me,
        way: Way::Token,
        session: None,
        seen: used.unwrap_or(0),
        ends,
        idle: None,
    }))
}
