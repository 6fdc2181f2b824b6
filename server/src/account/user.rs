//! What the command line does with accounts: whoever may run it on the server's own files may do everything.

use shared::{
    access::{Action, Resource, Role},
    api::{ApiError, AuditKind, ErrorCode, Secret, Why},
};

use super::{
    Came, Installation, MOST_NAME, audit::Deed, email::Email, entrance, invalid, member, name, own,
    secret, session,
};
use crate::{
    service::{allowed, not_found},
    store::StoreError,
};

/// An account that was made, or whose password is forgotten.
#[derive(Debug)]
pub struct Added {
    /// The page, with a secret, on which its password is set.
    pub link: Secret,
    /// How many minutes it counts.
    pub minutes: i64,
}

/// An account as the command line lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedUser {
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// What it is in the workspace.
    pub role: Role,
    /// Whether it has a second factor.
    pub second_factor: bool,
}

impl Installation {
    /// Makes an account with a role in the workspace, or gives one that is there the role. Its password is set by a link.
    ///
    /// # Errors
    /// A value that will not do, the last owner, or the store failed.
    pub async fn add_user(&self, email: &str, person: &str, role: Role) -> Result<Added, ApiError> {
        allowed(&self.first().owner(), Action::Manage, Resource::Workspace)?;
        if !Role::OF_MEMBERS.contains(&role) {
            return Err(
                invalid("role", Why::Unknown).with("known", member::names(&Role::OF_MEMBERS))
            );
        }
        let email = Email::parse(email)?;
        let person = name(person, "name", MOST_NAME)?;
        let workspace = self.store().workspace().id;
        let (secret, fingerprint) = secret::fresh()?;
        let now = self.now();
        let mut write = self.store().write().await?;
        let account = match entrance::by_email(&mut write, &email).await? {
            Some(account) => account,
            None => self.make_account(&mut write, &person, &email, None).await?,
        };
        let made = entrance::make_member(
            &mut write,
            workspace,
            account.id,
            role,
            role == Role::Owner,
            &[],
            now,
        );
        match made.await {
            Ok(()) => {}
            Err(StoreError::Exists { .. }) => {
                return Err(ApiError::new(ErrorCode::Exists).with("field", "email"));
            }
            Err(error) => return Err(error.into()),
        }
        sqlx::query("DELETE FROM invitation WHERE workspace = $1 AND email_key = $2")
            .bind(workspace.uuid())
            .bind(&email.key)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        self.begin_reset(&mut write, &account, &fingerprint, now)
            .await?;
        let deed = Deed::new(AuditKind::UserAdded)
            .at(workspace)
            .about("member", account.actor())
            .about("role", role.name());
        deed.keep(&mut write, &Came::by_console(), now).await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(self.added(&secret))
    }

    /// A link for another password; all sessions of the account end, and on wish its second factor is taken away.
    ///
    /// # Errors
    /// No such account, or the store failed.
    pub async fn reset_user(&self, email: &str, second_factor: bool) -> Result<Added, ApiError> {
        allowed(&self.first().owner(), Action::Manage, Resource::Workspace)?;
        let email = Email::parse(email)?;
        let (secret, fingerprint) = secret::fresh()?;
        let now = self.now();
        let mut write = self.store().write().await?;
        let account = entrance::by_email(&mut write, &email).await?;
        let account = account.ok_or_else(|| not_found("account"))?;
        self.begin_reset(&mut write, &account, &fingerprint, now)
            .await?;
        session::end_all(&mut write, account.id, None).await?;
        let at = self.a_workspace_of(&mut write, account.id).await?;
        let asked = Deed::new(AuditKind::ResetAsked)
            .maybe_at(at)
            .about("member", account.actor());
        asked.keep(&mut write, &Came::by_console(), now).await?;
        if second_factor {
            own::forget_second_factor(&mut write, account.id).await?;
            let removed = Deed::new(AuditKind::SecondFactorRemoved)
                .maybe_at(at)
                .about("member", account.actor());
            removed.keep(&mut write, &Came::by_console(), now).await?;
        }
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(self.added(&secret))
    }

    fn added(&self, secret: &Secret) -> Added {
        Added {
            link: Secret(self.link("/reset", &secret.0)),
            minutes: 60,
        }
    }

    /// The accounts that are members of the workspace.
    ///
    /// # Errors
    /// The store failed.
    pub async fn users(&self) -> Result<Vec<ListedUser>, ApiError> {
        allowed(&self.first().owner(), Action::Manage, Resource::Workspace)?;
        let rows: Vec<(Option<String>, Option<String>, String, bool)> = sqlx::query_as(
            "SELECT a.email, a.name, m.role, a.totp IS NOT NULL FROM member m JOIN account a ON a.id = m.account
             WHERE m.workspace = $1 ORDER BY a.email_key",
        )
        .bind(self.store().workspace_id())
        .fetch_all(self.store().readers())
        .await
        .map_err(StoreError::from)?;
        let mut users = Vec::with_capacity(rows.len());
        for (email, name, role, second_factor) in rows {
            users.push(ListedUser {
                email: email.unwrap_or_default(),
                name: name.unwrap_or_default(),
                role: super::known::role_read(&role)?,
                second_factor,
            });
        }
        Ok(users)
    }
}
