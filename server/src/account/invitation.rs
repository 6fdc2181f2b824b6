//! Invitations: somebody is asked to become a member, by a link in a letter.

use shared::{
    access::{Action, Resource},
    api::{
        Accept, ApiError, AuditKind, ByLink, ErrorCode, Invitation, InvitationSays, Invited,
        NewInvitation, Secret, SignedIn, Why,
    },
    id::{ActorId, InvitationId, WorkspaceId},
    log::Timestamp,
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    Came, Installation, MOST_NAME,
    audit::Deed,
    email::Email,
    entrance::{Begun, by_email, make_member},
    house::nobody,
    invalid,
    known::{departments_kept, departments_read, role_read},
    link_over, member, name, out_of_range, password,
    secret::{self, Fingerprint, fingerprint},
};
use crate::{
    http::Asker,
    service::{allowed, detached, not_found},
    store::StoreError,
};

/// How many days an invitation counts.
const DAYS: u32 = 7;
const DAY: i64 = 24 * 60 * 60 * 1_000;
/// Invitations of a workspace that wait at once.
const MOST: u32 = 200;

/// An invitation as it is kept.
#[derive(Debug, sqlx::FromRow)]
struct Kept {
    workspace: Uuid,
    id: Uuid,
    email: String,
    role: String,
    people: bool,
    departments: String,
    ends_at: i64,
    workspace_name: String,
}

/// The invitation of a link, if it counts.
async fn find(
    reader: &mut SqliteConnection,
    link: &Fingerprint,
    now: i64,
) -> Result<Kept, ApiError> {
    let found: Option<Kept> = sqlx::query_as(
        "SELECT i.workspace, i.id, i.email, i.role, i.people, i.departments, i.ends_at, w.name AS workspace_name
         FROM invitation i JOIN workspace w ON w.id = i.workspace
         WHERE i.fingerprint = $1 AND i.ends_at > $2 AND i.created_at <= $2 + 300000",
    )
    .bind(link.as_slice())
    .bind(now)
    .fetch_optional(reader)
    .await
    .map_err(StoreError::from)?;
    found.ok_or_else(link_over)
}

impl Installation {
    /// Invites somebody. A second invitation of the same address replaces the first.
    ///
    /// # Errors
    /// Not allowed; more than one is oneself; a member already; no address; too many wait; the store failed.
    pub(crate) async fn invite(
        &self,
        asker: &Asker,
        wish: NewInvitation,
    ) -> Result<Invited, ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Members)?;
        member::may_give(asker, wish.role)?;
        member::may_name(asker, wish.people, false)?;
        let email = Email::parse(&wish.email)?;
        let departments = self.departments(asker, wish.departments).await?;
        let workspace = asker.services.store().workspace_id();
        let (secret, fingerprint) = secret::fresh()?;
        let now = self.now();
        let (house, asker) = (self.clone(), asker.clone());
        detached(async move {
            let invitation = Invitation {
                id: InvitationId::new(Uuid::now_v7()),
                email: email.shown.clone(),
                role: wish.role,
                people: wish.people,
                departments,
                by: asker.actor.id,
                since: Timestamp(now),
                ends: Timestamp(now.saturating_add(i64::from(DAYS) * DAY)),
            };
            let mut write = house.store().write().await?;
            let there: bool = sqlx::query_scalar(
                "SELECT EXISTS (SELECT 1 FROM member m JOIN account a ON a.id = m.account
                 WHERE m.workspace = $1 AND a.email_key = $2)",
            )
            .bind(workspace)
            .bind(&email.key)
            .fetch_one(&mut *write)
            .await
            .map_err(StoreError::from)?;
            if there {
                return Err(ApiError::new(ErrorCode::Exists).with("field", "email"));
            }
            sqlx::query("DELETE FROM invitation WHERE workspace = $1 AND (email_key = $2 OR ends_at <= $3)")
                .bind(workspace)
                .bind(&email.key)
                .bind(now)
                .execute(&mut *write)
                .await
                .map_err(StoreError::from)?;
            let waiting: u32 = sqlx::query_scalar("SELECT COUNT(*) FROM invitation WHERE workspace = $1")
                .bind(workspace)
                .fetch_one(&mut *write)
                .await
                .map_err(StoreError::from)?;
            if waiting >= MOST {
                return Err(out_of_range("invitations", 0, MOST));
            }
            sqlx::query(
                "INSERT INTO invitation (workspace, id, fingerprint, email, email_key, role, people, departments,
                 invited_by, created_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .bind(workspace)
            .bind(invitation.id.uuid())
            .bind(fingerprint.as_slice())
            .bind(&email.shown)
            .bind(&email.key)
            .bind(invitation.role.name())
            .bind(invitation.people)
            .bind(departments_kept(&invitation.departments)?)
            .bind(asker.actor.id.uuid())
            .bind(now)
            .bind(invitation.ends.0)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
            let deed = Deed::of(&asker, AuditKind::Invited)
                .about("invitation", invitation.id)
                .about("role", invitation.role.name());
            deed.keep(&mut write, &asker.came, now).await?;
            write.commit().await.map_err(StoreError::from)?;
            let link = house.link("/invitation", &secret.0);
            let letters = &house.settings().letters;
            let workspace = asker.me.workspace.as_ref().map_or("", |one| one.name.as_str());
            let from = (workspace, asker.me.name.as_str());
            let sent = letters.invitation(&email.shown, wish.lang, from, &link, DAYS);
            let link = (!sent.await).then_some(Secret(link));
            Ok(Invited { invitation, link })
        })
        .await
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// Not allowed, no such invitation, or the store failed.
    pub(crate) async fn revoke_invitation(
        &self,
        asker: &Asker,
        id: InvitationId,
    ) -> Result<(), ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Members)?;
        let mut write = self.store().write().await?;
        let gone = sqlx::query("DELETE FROM invitation WHERE workspace = $1 AND id = $2")
            .bind(asker.services.store().workspace_id())
            .bind(id.uuid())
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        if gone.rows_affected() == 0 {
            return Err(not_found("invitation"));
        }
        let deed = Deed::of(asker, AuditKind::InvitationRevoked).about("invitation", id);
        deed.keep(&mut write, &asker.came, self.now()).await?;
        write.commit().await.map_err(StoreError::from)?;
        Ok(())
    }

    /// What an invitation says to whoever holds its link.
    ///
    /// # Errors
    /// A link that does not count, or the store failed.
    pub(crate) async fn look_at_invitation(&self, by: ByLink) -> Result<InvitationSays, ApiError> {
        let mut reader = self
            .store()
            .readers()
            .acquire()
            .await
            .map_err(StoreError::from)?;
        let kept = find(&mut reader, &fingerprint(&by.secret.0), self.now()).await?;
        let email = Email::parse(&kept.email)?;
        let known = by_email(&mut reader, &email).await?.is_some();
        Ok(InvitationSays {
            workspace: kept.workspace_name,
            email: kept.email,
            role: role_read(&kept.role)?,
            known,
            ends: Timestamp(kept.ends_at),
        })
    }

    /// Accepts an invitation, with the account of the address or a new one, and signs in.
    ///
    /// # Errors
    /// A link that does not count; a wrong password or code; a name or password that will not do; the store failed.
    pub(crate) async fn accept(
        &self,
        came: &Came,
        said: Accept,
    ) -> Result<(SignedIn, Option<Begun>), ApiError> {
        let link = fingerprint(&said.secret.0);
        let mut reader = self
            .store()
            .readers()
            .acquire()
            .await
            .map_err(StoreError::from)?;
        let kept = find(&mut reader, &link, self.now()).await?;
        let email = Email::parse(&kept.email)?;
        let account = by_email(&mut reader, &email).await?;
        drop(reader);
        let made = match &account {
            Some(account) => {
                self.tries()
                    .count(&format!("sign-in {}", email.key), self.now())?;
                let hash = account.password.clone();
                if !self.hasher().verify(said.password, hash).await? {
                    return Err(nobody().because(Why::WrongCredentials));
                }
                if account.totp.is_some() && said.code.is_none() {
                    self.tries().forgive(&format!("sign-in {}", email.key));
                    return Ok((SignedIn::SecondFactor, None));
                }
                None
            }
            None => {
                let person = said.name.ok_or_else(|| invalid("name", Why::Missing))?;
                let person = name(&person, "name", MOST_NAME)?;
                password::check(&said.password, &[&email.shown, &person])?;
                Some((person, self.hasher().hash(said.password).await?))
            }
        };
        let mut write = self.store().write().await?;
        // Once more, in this transaction: two who accept at once make one member.
        let kept = find(&mut write, &link, self.now()).await?;
        let account = match (account, made) {
            (Some(account), _) => {
                if let Some(code) = &said.code {
                    let second = format!("second factor {}", account.id);
                    self.tries().count(&second, self.now())?;
                    if !self
                        .second_factor(&mut write, came, account.id, code)
                        .await?
                    {
                        return Err(nobody().because(Why::WrongCode));
                    }
                    self.tries().forgive(&second);
                }
                account
            }
            (None, Some((person, hash))) => {
                self.make_account(&mut write, &person, &email, Some(hash))
                    .await?
            }
            (None, None) => return Err(link_over()),
        };
        let workspace = WorkspaceId::new(kept.workspace);
        let (role, departments) = (role_read(&kept.role)?, departments_read(&kept.departments)?);
        let member = make_member(
            &mut write,
            workspace,
            account.id,
            role,
            kept.people,
            &departments,
            self.now(),
        );
        match member.await {
            // A member already: by another invitation, or by the command line.
            Ok(()) | Err(StoreError::Exists { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        sqlx::query("DELETE FROM invitation WHERE workspace = $1 AND id = $2")
            .bind(kept.workspace)
            .bind(kept.id)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        let accepted = Deed::new(AuditKind::InvitationAccepted)
            .by(ActorId::new(account.id))
            .at(workspace)
            .about("invitation", InvitationId::new(kept.id))
            .about("role", role.name());
        accepted.keep(&mut write, came, self.now()).await?;
        let begun = self
            .come_in(&mut write, came, &account, AuditKind::SignedIn)
            .await?;
        // Into the workspace that they were asked to, wherever they were last.
        sqlx::query("UPDATE session SET workspace = $2 WHERE fingerprint = $1")
            .bind(fingerprint(&begun.0.0).as_slice())
            .bind(kept.workspace)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        write.commit().await.map_err(StoreError::from)?;
        self.tries().forgive(&format!("sign-in {}", email.key));
        self.forget();
        Ok((SignedIn::In, Some(begun)))
    }
}
