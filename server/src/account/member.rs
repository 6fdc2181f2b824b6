//! The people of a workspace: what each is, on which journeys less, and how they leave.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    access::{Action, Resource, Role},
    api::{ApiError, AuditKind, ChangeMember, ErrorCode, Invitation, Member, Members, Narrow, Why},
    id::{ActorId, DepartmentId, InvitationId, JourneyId},
    log::Timestamp,
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    Installation,
    audit::Deed,
    invalid,
    known::{departments_kept, departments_read, role_read},
    out_of_range,
};
use crate::{
    http::Asker,
    service::{allowed, not_found},
    store::{StoreError, Write},
};

/// Departments of one person.
const MOST_DEPARTMENTS: u32 = 50;

/// A role that a member can have, which whoever asks reaches.
pub(super) fn may_give(asker: &Asker, role: Role) -> Result<(), ApiError> {
    if !Role::OF_MEMBERS.contains(&role) {
        return Err(invalid("role", Why::Unknown).with("known", names(&Role::OF_MEMBERS)));
    }
    beyond(asker, role)
}

/// Whether whoever asks reaches a role.
fn beyond(asker: &Asker, role: Role) -> Result<(), ApiError> {
    if asker.actor.role.reaches(role) {
        return Ok(());
    }
    Err(ApiError::new(ErrorCode::Forbidden)
        .with("field", "role")
        .because(Why::BeyondOnesOwn))
}

/// Names of roles, as an error lists them.
pub(super) fn names(roles: &[Role]) -> String {
    let names: Vec<&str> = roles.iter().map(|role| role.name()).collect();
    names.join(", ")
}

/// Only who may tell others numbers about people names others for them.
pub(super) fn may_name(asker: &Asker, people: bool, before: bool) -> Result<(), ApiError> {
    if !people || before || asker.actor.people || asker.actor.role == Role::Owner {
        return Ok(());
    }
    Err(ApiError::new(ErrorCode::Forbidden)
        .with("field", "people")
        .because(Why::BeyondOnesOwn))
}

impl Installation {
    /// The people of the workspace. Addresses and what waits are for those who look after members.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub(crate) async fn members(&self, asker: &Asker) -> Result<Members, ApiError> {
        allowed(&asker.actor, Action::Read, Resource::Members)?;
        let keeps = allowed(&asker.actor, Action::Manage, Resource::Members).is_ok();
        let workspace = asker.services.store().workspace_id();
        let mut reader = self
            .store()
            .readers()
            .acquire()
            .await
            .map_err(StoreError::from)?;
        let mut members = everybody(&mut reader, workspace).await?;
        if !keeps {
            for member in &mut members {
                member.email = None;
                member.second_factor = None;
            }
        }
        let invitations = if keeps {
            waiting(&mut reader, workspace, self.now()).await?
        } else {
            Vec::new()
        };
        let second_factor =
            sqlx::query_scalar("SELECT second_factor <> 0 FROM workspace WHERE id = $1")
                .bind(workspace)
                .fetch_one(&mut *reader)
                .await
                .map_err(StoreError::from)?;
        Ok(Members {
            members,
            invitations,
            second_factor,
        })
    }

    /// The departments that somebody is to belong to, each once.
    ///
    /// # Errors
    /// Too many, or one that the catalogue does not have.
    pub(super) async fn departments(
        &self,
        asker: &Asker,
        wished: Vec<DepartmentId>,
    ) -> Result<Vec<DepartmentId>, ApiError> {
        let wished: BTreeSet<DepartmentId> = wished.into_iter().collect();
        if wished.len() > MOST_DEPARTMENTS as usize {
            return Err(out_of_range("departments", 0, MOST_DEPARTMENTS));
        }
        let unknown = asker
            .services
            .with_catalogue(&asker.actor, |catalogue| {
                wished
                    .iter()
                    .any(|id| !catalogue.departments.contains_key(id))
            })
            .await?;
        if unknown {
            return Err(invalid("departments", Why::Unknown));
        }
        Ok(wished.into_iter().collect())
    }

    /// Says what a member is from now on.
    ///
    /// # Errors
    /// Not allowed; more than one is oneself; no such member; the last owner; the store failed.
    pub(crate) async fn change_member(
        &self,
        asker: &Asker,
        who: ActorId,
        wish: ChangeMember,
    ) -> Result<(), ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Members)?;
        may_give(asker, wish.role)?;
        let departments = self.departments(asker, wish.departments).await?;
        let workspace = asker.services.store().workspace_id();
        let mut write = self.store().write().await?;
        let before = look(&mut write, workspace, who).await?;
        beyond(asker, before.role)?;
        may_name(asker, wish.people, before.people)?;
        sqlx::query("UPDATE member SET role = $3, people = $4, departments = $5 WHERE workspace = $1 AND account = $2")
            .bind(workspace)
            .bind(who.uuid())
            .bind(wish.role.name())
            .bind(wish.people)
            .bind(departments_kept(&departments)?)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        someone_owns(&mut write, workspace).await?;
        let deed = Deed::of(asker, AuditKind::MemberChanged)
            .about("member", who)
            .about("role", wish.role.name())
            .about("role_before", before.role.name())
            .about("people", wish.people);
        deed.keep(&mut write, &asker.came, self.now()).await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// Says what a member is on one journey.
    ///
    /// # Errors
    /// Not allowed; a role that nobody has on a journey; no such member or journey; the store failed.
    pub(crate) async fn narrow(
        &self,
        asker: &Asker,
        who: ActorId,
        journey: JourneyId,
        wish: Narrow,
    ) -> Result<(), ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Members)?;
        if wish
            .role
            .is_some_and(|role| !Role::ON_JOURNEYS.contains(&role))
        {
            return Err(invalid("role", Why::Unknown).with("known", names(&Role::ON_JOURNEYS)));
        }
        let workspace = asker.services.store().workspace_id();
        let mut write = self.store().write().await?;
        let before = look(&mut write, workspace, who).await?;
        beyond(asker, before.role)?;
        journey_is_there(&mut write, workspace, journey).await?;
        let narrowed = match wish.role {
            Some(role) => sqlx::query(
                "INSERT INTO member_journey (workspace, account, journey, role) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (workspace, account, journey) DO UPDATE SET role = excluded.role",
            )
            .bind(workspace)
            .bind(who.uuid())
            .bind(journey.uuid())
            .bind(role.name()),
            None => sqlx::query("DELETE FROM member_journey WHERE workspace = $1 AND account = $2 AND journey = $3")
                .bind(workspace)
                .bind(who.uuid())
                .bind(journey.uuid()),
        };
        narrowed
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        let deed = Deed::of(asker, AuditKind::MemberNarrowed)
            .about("member", who)
            .about("journey", journey)
            .about("role", wish.role.map_or("", Role::name));
        deed.keep(&mut write, &asker.came, self.now()).await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// Leaves the workspace.
    ///
    /// # Errors
    /// Not allowed, the last owner, or the store failed.
    pub(crate) async fn leave(&self, asker: &Asker) -> Result<(), ApiError> {
        let who = asker.actor.id;
        allowed(&asker.actor, Action::Edit, Resource::Account(who))?;
        self.take_out(asker, who).await
    }

    /// Takes a member out of the workspace.
    ///
    /// # Errors
    /// Not allowed; more than one is oneself; no such member; the last owner; the store failed.
    pub(crate) async fn remove_member(&self, asker: &Asker, who: ActorId) -> Result<(), ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Members)?;
        self.take_out(asker, who).await
    }

    async fn take_out(&self, asker: &Asker, who: ActorId) -> Result<(), ApiError> {
        let workspace = asker.services.store().workspace_id();
        let mut write = self.store().write().await?;
        let before = look(&mut write, workspace, who).await?;
        beyond(asker, before.role)?;
        leave(&mut write, workspace, who.uuid()).await?;
        let deed = Deed::of(asker, AuditKind::MemberRemoved)
            .about("member", who)
            .about("role_before", before.role.name());
        deed.keep(&mut write, &asker.came, self.now()).await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// Erases a person of this workspace alone: names leave, logs keep the id.
    ///
    /// # Errors
    /// Not allowed; no such member; a member of other workspaces too, who has to leave those first; the last owner; the store failed.
    pub(crate) async fn erase_member(&self, asker: &Asker, who: ActorId) -> Result<(), ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Members)?;
        let workspace = asker.services.store().workspace_id();
        let mut write = self.store().write().await?;
        let before = look(&mut write, workspace, who).await?;
        beyond(asker, before.role)?;
        let elsewhere: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM member WHERE account = $1 AND workspace <> $2)",
        )
        .bind(who.uuid())
        .bind(workspace)
        .fetch_one(&mut *write)
        .await
        .map_err(StoreError::from)?;
        if elsewhere {
            return Err(invalid("member", Why::InUse));
        }
        self.erase(&mut write, asker, who).await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }
}

/// What a member is.
struct Standing {
    role: Role,
    people: bool,
}

async fn look(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    who: ActorId,
) -> Result<Standing, ApiError> {
    let row: Option<(String, bool)> =
        sqlx::query_as("SELECT role, people FROM member WHERE workspace = $1 AND account = $2")
            .bind(workspace)
            .bind(who.uuid())
            .fetch_optional(reader)
            .await
            .map_err(StoreError::from)?;
    let (role, people) = row.ok_or_else(|| not_found("member"))?;
    Ok(Standing {
        role: role_read(&role)?,
        people,
    })
}

/// Whether there is such a journey in the workspace.
pub(super) async fn journey_is_there(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    journey: JourneyId,
) -> Result<(), ApiError> {
    let there: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM journey WHERE workspace = $1 AND id = $2)",
    )
    .bind(workspace)
    .bind(journey.uuid())
    .fetch_one(reader)
    .await
    .map_err(StoreError::from)?;
    if there {
        Ok(())
    } else {
        Err(not_found("journey"))
    }
}

/// Takes somebody out of a workspace, with their sessions and tokens there.
pub(super) async fn leave(
    write: &mut Write,
    workspace: Uuid,
    account: Uuid,
) -> Result<(), ApiError> {
    for statement in [
        "DELETE FROM session WHERE workspace = $1 AND account = $2",
        "DELETE FROM api_token WHERE workspace = $1 AND account = $2",
        "DELETE FROM member_journey WHERE workspace = $1 AND account = $2",
        "DELETE FROM member WHERE workspace = $1 AND account = $2",
    ] {
        sqlx::query(statement)
            .bind(workspace)
            .bind(account)
            .execute(&mut **write)
            .await
            .map_err(StoreError::from)?;
    }
    someone_owns(write, workspace).await
}

/// Whether somebody owns the workspace still.
async fn someone_owns(write: &mut Write, workspace: Uuid) -> Result<(), ApiError> {
    let owned: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM member WHERE workspace = $1 AND role = $2)",
    )
    .bind(workspace)
    .bind(Role::Owner.name())
    .fetch_one(&mut **write)
    .await
    .map_err(StoreError::from)?;
    if owned {
        Ok(())
    } else {
        Err(invalid("role", Why::LastOwner))
    }
}

async fn everybody(
    reader: &mut SqliteConnection,
    workspace: Uuid,
) -> Result<Vec<Member>, StoreError> {
    let narrowed: Vec<(Uuid, Uuid, String)> =
        sqlx::query_as("SELECT account, journey, role FROM member_journey WHERE workspace = $1")
            .bind(workspace)
            .fetch_all(&mut *reader)
            .await?;
    let mut journeys: BTreeMap<Uuid, BTreeMap<JourneyId, Role>> = BTreeMap::new();
    for (account, journey, role) in narrowed {
        let of_account = journeys.entry(account).or_default();
        of_account.insert(JourneyId::new(journey), role_read(&role)?);
    }
    type Row = (
        Uuid,
        Option<String>,
        Option<String>,
        String,
        bool,
        String,
        bool,
        i64,
    );
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.id, a.name, a.email, m.role, m.people, m.departments, a.totp IS NOT NULL, m.since
         FROM member m JOIN account a ON a.id = m.account WHERE m.workspace = $1 ORDER BY a.name COLLATE NOCASE, a.id",
    )
    .bind(workspace)
    .fetch_all(&mut *reader)
    .await?;
    let mut members = Vec::with_capacity(rows.len());
    for (id, name, email, role, people, departments, second_factor, since) in rows {
        members.push(Member {
            id: ActorId::new(id),
            name: name.unwrap_or_default(),
            email,
            role: role_read(&role)?,
            people,
            departments: departments_read(&departments)?,
            journeys: journeys.remove(&id).unwrap_or_default(),
            second_factor: Some(second_factor),
            since: Timestamp(since),
        });
    }
    Ok(members)
}

async fn waiting(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    now: i64,
) -> Result<Vec<Invitation>, StoreError> {
    type Row = (Uuid, String, String, bool, String, Uuid, i64, i64);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, email, role, people, departments, invited_by, created_at, ends_at FROM invitation
         WHERE workspace = $1 AND ends_at > $2 ORDER BY created_at DESC, id DESC",
    )
    .bind(workspace)
    .bind(now)
    .fetch_all(reader)
    .await?;
    let mut invitations = Vec::with_capacity(rows.len());
    for (id, email, role, people, departments, by, since, ends) in rows {
        invitations.push(Invitation {
            id: InvitationId::new(id),
            email,
            role: role_read(&role)?,
            people,
            departments: departments_read(&departments)?,
            by: ActorId::new(by),
            since: Timestamp(since),
            ends: Timestamp(ends),
        });
    }
    Ok(invitations)
}
