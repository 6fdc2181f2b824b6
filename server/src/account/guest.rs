//! Guests: they come to one journey by a link or a code, say a name, and have no account.

use shared::{
    access::{Action, Resource, Role},
    api::{
        ApiError, AuditKind, ErrorCode, GuestCode, GuestLink, GuestLinks, Join, Joined,
        MadeGuestLink, NewGuestLink, Secret, Why,
    },
    id::{ActorId, GuestLinkId, JourneyId, WorkspaceId},
    log::Timestamp,
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    Installation,
    audit::Deed,
    entrance::Begun,
    invalid,
    known::role_read,
    link_over, member, name, out_of_range, qr,
    secret::{self, fingerprint, typed},
    session::{self, For},
};
use crate::{
    http::Asker,
    service::{allowed, not_found},
    store::StoreError,
};

const HOUR: i64 = 60 * 60 * 1_000;
const MOST_HOURS: u32 = 720;
const MOST_USES: u32 = 200;
/// Links of one journey that count at once.
const MOST_LINKS: u32 = 50;
/// Characters of a guest's name.
const MOST_NAME: usize = 60;
/// How long a link that is over is shown, in milliseconds.
const SHOWN: i64 = 30 * 24 * HOUR;
/// How long a code counts, in milliseconds: 25⁶ codes, of which an address tries 20 a minute.
const CODE_FOR: i64 = 15 * 60_000;
/// Characters of a code.
const CODE: usize = 6;

impl Installation {
    /// The links by which guests come to a journey.
    ///
    /// # Errors
    /// Not allowed, no such journey, or the store failed.
    pub(crate) async fn guest_links(
        &self,
        asker: &Asker,
        journey: JourneyId,
    ) -> Result<GuestLinks, ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Journey(journey))?;
        let workspace = asker.services.store().workspace_id();
        let mut reader = self
            .store()
            .readers()
            .acquire()
            .await
            .map_err(StoreError::from)?;
        member::journey_is_there(&mut reader, workspace, journey).await?;
        let links = links(&mut reader, workspace, journey, self.now()).await?;
        Ok(GuestLinks { links })
    }

    /// Makes a link for guests. It is shown this once.
    ///
    /// # Errors
    /// Not allowed; more than one may oneself; a number out of range; no such journey; the store failed.
    pub(crate) async fn make_guest_link(
        &self,
        asker: &Asker,
        journey: JourneyId,
        wish: NewGuestLink,
    ) -> Result<MadeGuestLink, ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Journey(journey))?;
        if !Role::ON_JOURNEYS.contains(&wish.role) {
            let known = member::names(&Role::ON_JOURNEYS);
            return Err(invalid("role", Why::Unknown).with("known", known));
        }
        if !asker.actor.role_on(journey).reaches(wish.role) {
            return Err(ApiError::new(ErrorCode::Forbidden)
                .with("field", "role")
                .because(Why::BeyondOnesOwn));
        }
        if !(1..=MOST_HOURS).contains(&wish.hours) {
            return Err(out_of_range("hours", 1, MOST_HOURS));
        }
        if !(1..=MOST_USES).contains(&wish.most_uses) {
            return Err(out_of_range("most_uses", 1, MOST_USES));
        }
        let workspace = asker.services.store().workspace_id();
        let (secret, fingerprint) = secret::fresh()?;
        let now = self.now();
        let kept = GuestLink {
            id: GuestLinkId::new(Uuid::now_v7()),
            role: wish.role,
            most_uses: wish.most_uses,
            guests: Vec::new(),
            by: asker.actor.id,
            since: Timestamp(now),
            ends: Timestamp(now.saturating_add(i64::from(wish.hours) * HOUR)),
            revoked: false,
        };
        let mut write = self.store().write().await?;
        member::journey_is_there(&mut write, workspace, journey).await?;
        let open: u32 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM guest_link
             WHERE workspace = $1 AND journey = $2 AND ends_at > $3 AND revoked_at IS NULL",
        )
        .bind(workspace)
        .bind(journey.uuid())
        .bind(now)
        .fetch_one(&mut *write)
        .await
        .map_err(StoreError::from)?;
        if open >= MOST_LINKS {
            return Err(out_of_range("links", 0, MOST_LINKS));
        }
        sqlx::query(
            "INSERT INTO guest_link (workspace, id, journey, role, fingerprint, most_uses, made_by, created_at, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(workspace)
        .bind(kept.id.uuid())
        .bind(journey.uuid())
        .bind(kept.role.name())
        .bind(fingerprint.as_slice())
        .bind(kept.most_uses)
        .bind(kept.by.uuid())
        .bind(now)
        .bind(kept.ends.0)
        .execute(&mut *write)
        .await
        .map_err(StoreError::from)?;
        let deed = Deed::of(asker, AuditKind::GuestLinkMade)
            .about("link", kept.id)
            .about("journey", journey)
            .about("role", kept.role.name());
        deed.keep(&mut write, &asker.came, now).await?;
        write.commit().await.map_err(StoreError::from)?;
        let link = self.link("/join", &secret.0);
        let qr = qr::picture(&link).unwrap_or_default();
        Ok(MadeGuestLink {
            link: Secret(link),
            qr,
            kept,
        })
    }

    /// A code that stands in for a link for a quarter of an hour; the one before does not count any more.
    ///
    /// # Errors
    /// Not allowed, no such link that counts, or the store failed.
    pub(crate) async fn guest_code(
        &self,
        asker: &Asker,
        journey: JourneyId,
        link: GuestLinkId,
    ) -> Result<GuestCode, ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Journey(journey))?;
        let now = self.now();
        let code = secret::code(CODE)?;
        let mut write = self.store().write().await?;
        let ends: Option<i64> = sqlx::query_scalar(
            "UPDATE guest_link SET code = $4, code_ends_at = MIN(ends_at, $5)
             WHERE workspace = $1 AND journey = $2 AND id = $3 AND revoked_at IS NULL AND ends_at > $6
             RETURNING code_ends_at",
        )
        .bind(asker.services.store().workspace_id())
        .bind(journey.uuid())
        .bind(link.uuid())
        .bind(fingerprint(&code.0).as_slice())
        .bind(now.saturating_add(CODE_FOR))
        .bind(now)
        .fetch_optional(&mut *write)
        .await
        .map_err(StoreError::from)?;
        let ends = ends.ok_or_else(|| not_found("link"))?;
        write.commit().await.map_err(StoreError::from)?;
        Ok(GuestCode {
            code,
            ends: Timestamp(ends),
        })
    }

    /// Revokes a link; whoever came by it leaves.
    ///
    /// # Errors
    /// Not allowed, no such link, or the store failed.
    pub(crate) async fn revoke_guest_link(
        &self,
        asker: &Asker,
        journey: JourneyId,
        link: GuestLinkId,
    ) -> Result<(), ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Journey(journey))?;
        let workspace = asker.services.store().workspace_id();
        let now = self.now();
        let mut write = self.store().write().await?;
        let revoked = sqlx::query(
            "UPDATE guest_link SET revoked_at = COALESCE(revoked_at, $4), code = NULL
             WHERE workspace = $1 AND journey = $2 AND id = $3",
        )
        .bind(workspace)
        .bind(journey.uuid())
        .bind(link.uuid())
        .bind(now)
        .execute(&mut *write)
        .await
        .map_err(StoreError::from)?;
        if revoked.rows_affected() == 0 {
            return Err(not_found("link"));
        }
        sqlx::query(
            "DELETE FROM session WHERE workspace = $1 AND guest IN
             (SELECT id FROM guest WHERE workspace = $1 AND link = $2)",
        )
        .bind(workspace)
        .bind(link.uuid())
        .execute(&mut *write)
        .await
        .map_err(StoreError::from)?;
        let deed = Deed::of(asker, AuditKind::GuestLinkRevoked)
            .about("link", link)
            .about("journey", journey);
        deed.keep(&mut write, &asker.came, now).await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// Comes in as a guest. Somebody who is signed in and comes by a link of their own workspace keeps their session.
    ///
    /// # Errors
    /// A link or code that does not count, a name that will not do, or the store failed.
    pub(crate) async fn join(
        &self,
        asker: &Asker,
        said: Join,
    ) -> Result<(Joined, Option<Begun>), ApiError> {
        let came = &asker.came;
        let name = name(&said.name, "name", MOST_NAME)?;
        let now = self.now();
        // A link is written as it is; a code as it was heard.
        let by_link = fingerprint(said.secret.0.trim());
        let by_code = fingerprint(&typed(&said.secret.0));
        let mut write = self.store().write().await?;
        let found: Option<(Uuid, Uuid, Uuid, String, i64, i64)> = sqlx::query_as(
            "SELECT workspace, id, journey, role, most_uses, ends_at FROM guest_link
             WHERE (fingerprint = $1 OR (code = $2 AND code_ends_at > $3))
             AND revoked_at IS NULL AND ends_at > $3 AND created_at <= $3 + 300000",
        )
        .bind(by_link.as_slice())
        .bind(by_code.as_slice())
        .bind(now)
        .fetch_optional(&mut *write)
        .await
        .map_err(StoreError::from)?;
        let (workspace, link, journey, role, most_uses, ends) = found.ok_or_else(link_over)?;
        let path: String =
            sqlx::query_scalar("SELECT slug FROM journey WHERE workspace = $1 AND id = $2")
                .bind(workspace)
                .bind(journey)
                .fetch_one(&mut *write)
                .await
                .map_err(StoreError::from)?;
        let path = format!("/journeys/{path}");
        let member = Role::OF_MEMBERS.contains(&asker.actor.role);
        if member && asker.services.store().workspace_id() == workspace {
            return Ok((Joined { path }, None));
        }
        let uses: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM guest WHERE workspace = $1 AND link = $2")
                .bind(workspace)
                .bind(link)
                .fetch_one(&mut *write)
                .await
                .map_err(StoreError::from)?;
        if uses >= most_uses {
            return Err(link_over());
        }
        let guest = Uuid::now_v7();
        sqlx::query(
            "INSERT INTO guest (workspace, id, link, name, joined_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(workspace)
        .bind(guest)
        .bind(link)
        .bind(name)
        .bind(now)
        .execute(&mut *write)
        .await
        .map_err(StoreError::from)?;
        let at = WorkspaceId::new(workspace);
        let ends = ends.min(now.saturating_add(session::LONGEST));
        let secret = session::begin(&mut write, For::Guest(guest), at, came, now, ends).await?;
        let deed = Deed::new(AuditKind::GuestJoined)
            .by(ActorId::new(guest))
            .at(at)
            .about("link", GuestLinkId::new(link))
            .about("journey", JourneyId::new(journey))
            .about("role", role);
        deed.keep(&mut write, came, now).await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok((Joined { path }, Some(Begun(secret))))
    }
}

async fn links(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    journey: JourneyId,
    now: i64,
) -> Result<Vec<GuestLink>, StoreError> {
    type Row = (Uuid, String, u32, Uuid, i64, i64, bool);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, role, most_uses, made_by, created_at, ends_at, revoked_at IS NOT NULL FROM guest_link
         WHERE workspace = $1 AND journey = $2 AND ends_at > $3 ORDER BY created_at DESC, id DESC",
    )
    .bind(workspace)
    .bind(journey.uuid())
    .bind(now.saturating_sub(SHOWN))
    .fetch_all(&mut *reader)
    .await?;
    let mut links = Vec::with_capacity(rows.len());
    for (id, role, most_uses, by, since, ends, revoked) in rows {
        let guests: Vec<Option<String>> = sqlx::query_scalar(
            "SELECT name FROM guest WHERE workspace = $1 AND link = $2 ORDER BY joined_at, id",
        )
        .bind(workspace)
        .bind(id)
        .fetch_all(&mut *reader)
        .await?;
        links.push(GuestLink {
            id: GuestLinkId::new(id),
            role: role_read(&role)?,
            most_uses,
            guests: guests.into_iter().map(Option::unwrap_or_default).collect(),
            by: ActorId::new(by),
            since: Timestamp(since),
            ends: Timestamp(ends),
            revoked,
        });
    }
    Ok(links)
}
