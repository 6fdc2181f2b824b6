//! Coming in: the first account, signing in and out, and another password for whoever forgot theirs.
//!
//! Whether there is an account of an address is told to nobody: answers are the same, and take as long.

use shared::{
    access::Role,
    api::{
        ApiError, AskReset, AuditKind, ChooseWorkspace, Entrance, ErrorCode, Secret, SetUp, SignIn,
        SignedIn, UseReset, Why,
    },
    id::{ActorId, WorkspaceId},
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    Came, Installation, MOST_NAME,
    audit::Deed,
    email::Email,
    house::nobody,
    known, link_over, name, password, second_factor,
    secret::{self, fingerprint},
    session::{self, For},
};
use crate::{
    http::Asker,
    service::detached,
    store::{StoreError, Write},
};

/// How long a link for another password counts.
const RESET_MINUTES: u32 = 60;
const RESET_FOR: i64 = RESET_MINUTES as i64 * 60_000;
/// How long the link for setting up counts, in milliseconds: each start makes a new one.
const SET_UP_FOR: i64 = 7 * 24 * 60 * 60 * 1_000;

/// A session that began: what the cookie says.
#[derive(Debug)]
pub(crate) struct Begun(pub(crate) Secret);

/// An account as signing in needs it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct Account {
    pub(super) id: Uuid,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) password: Option<String>,
    /// Sealed.
    pub(super) totp: Option<Vec<u8>>,
    pub(super) totp_step: Option<i64>,
}

impl Account {
    pub(super) fn actor(&self) -> ActorId {
        ActorId::new(self.id)
    }
}

const ACCOUNT: &str = "SELECT id, name, email, password, totp, totp_step FROM account";

/// The account of an address.
pub(super) async fn by_email(
    reader: &mut SqliteConnection,
    email: &Email,
) -> Result<Option<Account>, StoreError> {
    let statement = format!("{ACCOUNT} WHERE email_key = $1");
    let found = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(&email.key)
        .fetch_optional(reader)
        .await?;
    Ok(found)
}

/// The account of an id.
pub(super) async fn by_id(
    reader: &mut SqliteConnection,
    id: Uuid,
) -> Result<Option<Account>, StoreError> {
    let statement = format!("{ACCOUNT} WHERE id = $1 AND erased_at IS NULL");
    let found = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(id)
        .fetch_optional(reader)
        .await?;
    Ok(found)
}

/// The answer to whoever said an address, a password or a code that do not belong together.
fn wrong() -> ApiError {
    nobody().because(Why::WrongCredentials)
}

impl Installation {
    /// What leads in.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn entrance(&self) -> Result<Entrance, ApiError> {
        Ok(Entrance {
            accounts: self.has_accounts().await?,
            provider: self.provider().map(|provider| provider.name().to_owned()),
        })
    }

    /// Signs in.
    ///
    /// # Errors
    /// Address, password and code do not belong together; tried too often; a member of no workspace; the store failed.
    pub(crate) async fn sign_in(
        &self,
        came: &Came,
        said: SignIn,
    ) -> Result<(SignedIn, Option<Begun>), ApiError> {
        // What is no address is an address that nobody has.
        let email = Email::parse(&said.email).ok();
        let tried = email
            .as_ref()
            .map_or(said.email.as_str(), |email| &email.key);
        let tried = format!("sign-in {tried}");
        self.tries().count(&tried, self.now())?;
        let account = match &email {
            Some(email) => {
                let mut reader = self
                    .store()
                    .readers()
                    .acquire()
                    .await
                    .map_err(StoreError::from)?;
                by_email(&mut reader, email).await?
            }
            None => None,
        };
        let hash = account
            .as_ref()
            .and_then(|account| account.password.clone());
        let right = self.hasher().verify(said.password, hash).await?;
        let Some(account) = account.clone().filter(|_| right) else {
            let known = account.map(|account| account.actor());
            self.note_refused(came, known, "password").await?;
            return Err(wrong());
        };
        let mut write = self.store().write().await?;
        if account.totp.is_some() {
            let Some(code) = said.code else {
                // The password was right: that is no guessing.
                self.tries().forgive(&tried);
                return Ok((SignedIn::SecondFactor, None));
            };
            let second = format!("second factor {}", account.id);
            self.tries().count(&second, self.now())?;
            if !self
                .second_factor(&mut write, came, account.id, &code)
                .await?
            {
                drop(write);
                self.note_refused(came, Some(account.actor()), "code")
                    .await?;
                return Err(nobody().because(Why::WrongCode));
            }
            self.tries().forgive(&second);
        }
        let begun = self
            .come_in(&mut write, came, &account, AuditKind::SignedIn)
            .await?;
        write.commit().await.map_err(StoreError::from)?;
        self.tries().forgive(&tried);
        self.forget();
        Ok((SignedIn::In, Some(begun)))
    }

    /// Begins a session of the account in the workspace where it was last, or else in the first of its workspaces.
    pub(super) async fn come_in(
        &self,
        write: &mut Write,
        came: &Came,
        account: &Account,
        kind: AuditKind,
    ) -> Result<Begun, ApiError> {
        let now = self.now();
        let last: Option<Uuid> = sqlx::query_scalar(
            "SELECT m.workspace FROM member m JOIN workspace w ON w.id = m.workspace
             LEFT JOIN session s ON s.account = m.account AND s.workspace = m.workspace
             WHERE m.account = $1 GROUP BY m.workspace ORDER BY MAX(s.seen_at) DESC NULLS LAST, w.name, w.id LIMIT 1",
        )
        .bind(account.id)
        .fetch_optional(&mut **write)
        .await
        .map_err(StoreError::from)?;
        let Some(workspace) = last.map(WorkspaceId::new) else {
            return Err(ApiError::new(ErrorCode::Forbidden));
        };
        let ends = now.saturating_add(session::LONGEST);
        let whose = For::Account(account.id);
        let secret = session::begin(write, whose, workspace, came, now, ends).await?;
        let deed = Deed::new(kind).by(account.actor()).at(workspace);
        deed.keep(write, came, now).await?;
        Ok(Begun(secret))
    }

    /// Whether a code is one of the second factor, or a recovery code: which is then used up.
    pub(super) async fn second_factor(
        &self,
        write: &mut Write,
        came: &Came,
        account: Uuid,
        code: &Secret,
    ) -> Result<bool, ApiError> {
        let now = self.now();
        // Read anew in this transaction, so that two at once cannot use the same code.
        let Some(account) = by_id(&mut *write, account).await? else {
            return Ok(false);
        };
        let Some(totp) = &account.totp else {
            return Ok(true);
        };
        let code = secret::typed(&code.0);
        // Where the key is another, the recovery codes still lead in.
        let totp = self.opened_second_factor(account.id, totp)?;
        let step =
            totp.and_then(|totp| second_factor::step_of(&totp, &code, now, account.totp_step));
        if let Some(step) = step {
            sqlx::query("UPDATE account SET totp_step = $2 WHERE id = $1")
                .bind(account.id)
                .bind(step)
                .execute(&mut **write)
                .await
                .map_err(StoreError::from)?;
            return Ok(true);
        }
        let used = sqlx::query(
            "UPDATE recovery_code SET used_at = $3 WHERE account = $1 AND fingerprint = $2 AND used_at IS NULL",
        )
        .bind(account.id)
        .bind(fingerprint(&code).as_slice())
        .bind(now)
        .execute(&mut **write)
        .await
        .map_err(StoreError::from)?;
        if used.rows_affected() == 0 {
            return Ok(false);
        }
        let deed = Deed::new(AuditKind::RecoveryCodeUsed).by(account.actor());
        let deed = deed.maybe_at(self.a_workspace_of(write, account.id).await?);
        deed.keep(write, came, now).await?;
        Ok(true)
    }

    /// A workspace whose audit log an event of an account belongs to.
    pub(super) async fn a_workspace_of(
        &self,
        reader: &mut SqliteConnection,
        account: Uuid,
    ) -> Result<Option<WorkspaceId>, StoreError> {
        let found: Option<Uuid> = sqlx::query_scalar(
            "SELECT workspace FROM member WHERE account = $1 ORDER BY since, workspace LIMIT 1",
        )
        .bind(account)
        .fetch_optional(reader)
        .await?;
        Ok(found.map(WorkspaceId::new))
    }

    /// Keeps that somebody did not come in, and what was wrong: not what was typed.
    async fn note_refused(
        &self,
        came: &Came,
        account: Option<ActorId>,
        what: &'static str,
    ) -> Result<(), ApiError> {
        let mut write = self.store().write().await?;
        let mut deed = Deed::new(AuditKind::SignInRefused).about("wrong", what);
        if let Some(account) = account {
            let at = self.a_workspace_of(&mut write, account.uuid()).await?;
            deed = deed.by(account).maybe_at(at);
        }
        deed.keep(&mut write, came, self.now()).await?;
        write.commit().await.map_err(StoreError::from)?;
        Ok(())
    }

    /// Signs out, if somebody is signed in.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn sign_out(&self, asker: &Asker) -> Result<(), ApiError> {
        let Some(cookie) = asker.came.cookie else {
            return Ok(());
        };
        let mut write = self.store().write().await?;
        if session::end_by_cookie(&mut write, &cookie).await? && asker.came.session.is_some() {
            let deed = Deed::of(asker, AuditKind::SignedOut);
            deed.keep(&mut write, &asker.came, self.now()).await?;
        }
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// Goes to another workspace with the same session.
    ///
    /// # Errors
    /// Nobody signed in, or no member there, which cannot be told from no such workspace.
    pub(crate) async fn choose_workspace(
        &self,
        asker: &Asker,
        wish: ChooseWorkspace,
    ) -> Result<(), ApiError> {
        let (Some(session), false) = (asker.came.session, asker.actor.role == Role::Guest) else {
            return Err(nobody());
        };
        let mut write = self.store().write().await?;
        let moved = sqlx::query(
            "UPDATE session SET workspace = $2 WHERE id = $1
             AND EXISTS (SELECT 1 FROM member WHERE workspace = $2 AND account = session.account)",
        )
        .bind(session.uuid())
        .bind(wish.workspace.uuid())
        .execute(&mut *write)
        .await
        .map_err(StoreError::from)?;
        if moved.rows_affected() == 0 {
            return Err(crate::service::not_found("workspace"));
        }
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// A new link for setting up, as long as nobody has an account; the one before does not count any more.
    ///
    /// # Errors
    /// The store failed.
    pub async fn setup_link(&self) -> Result<Option<String>, ApiError> {
        let (secret, fingerprint) = secret::fresh()?;
        let mut write = self.store().write().await?;
        sqlx::query("DELETE FROM entrance_link WHERE purpose = 'setup'")
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        if anybody(&mut write).await? {
            write.commit().await.map_err(StoreError::from)?;
            return Ok(None);
        }
        let ends = self.now().saturating_add(SET_UP_FOR);
        keep_link(&mut write, &fingerprint, "setup", None, self.now(), ends).await?;
        write.commit().await.map_err(StoreError::from)?;
        Ok(Some(self.link("/setup", &secret.0)))
    }

    /// Makes the first account, which owns the workspace, by the link of the console.
    ///
    /// # Errors
    /// A link that does not count, a value that will not do, or the store failed.
    pub(crate) async fn set_up(&self, came: &Came, wish: SetUp) -> Result<Begun, ApiError> {
        let link = fingerprint(&wish.secret.0);
        // Who has no link learns nothing, and costs nothing.
        let mut reader = self
            .store()
            .readers()
            .acquire()
            .await
            .map_err(StoreError::from)?;
        look_at_link(&mut reader, &link, "setup", self.now()).await?;
        drop(reader);
        let workspace_name = name(&wish.workspace, "workspace", MOST_NAME)?;
        let person = name(&wish.name, "name", MOST_NAME)?;
        let email = Email::parse(&wish.email)?;
        password::check(&wish.password, &[&email.shown, &person, &workspace_name])?;
        let hash = self.hasher().hash(wish.password).await?;
        let mut write = self.store().write().await?;
        use_link(&mut write, &link, "setup", self.now()).await?;
        if anybody(&mut write).await? {
            return Err(link_over());
        }
        let workspace = self.store().workspace().id;
        sqlx::query("UPDATE workspace SET name = $2 WHERE id = $1")
            .bind(workspace.uuid())
            .bind(workspace_name)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        let account = self
            .make_account(&mut write, &person, &email, Some(hash))
            .await?;
        make_member(
            &mut write,
            workspace,
            account.id,
            Role::Owner,
            true,
            &[],
            self.now(),
        )
        .await?;
        let begun = self
            .come_in(&mut write, came, &account, AuditKind::SetUp)
            .await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(begun)
    }

    /// Sends a letter with a link for another password, if there is such an account. Nobody learns whether there is.
    ///
    /// # Errors
    /// Asked too often, or the store failed.
    pub(crate) async fn ask_reset(&self, came: &Came, asked: AskReset) -> Result<(), ApiError> {
        let email = Email::parse(&asked.email)?;
        self.tries()
            .count(&format!("reset {}", email.key), self.now())?;
        let (house, came) = (self.clone(), came.clone());
        // Goes on by itself: the answer takes as long where there is no account.
        tokio::spawn(async move {
            if let Err(error) = house.send_reset(&came, &email, asked.lang).await {
                tracing::warn!(%error, "a letter for another password was not sent");
            }
        });
        Ok(())
    }

    async fn send_reset(
        &self,
        came: &Came,
        email: &Email,
        lang: shared::locale::Lang,
    ) -> Result<(), ApiError> {
        let (secret, fingerprint) = secret::fresh()?;
        let mut write = self.store().write().await?;
        let Some(account) = by_email(&mut write, email).await? else {
            return Ok(());
        };
        let now = self.now();
        self.begin_reset(&mut write, &account, &fingerprint, now)
            .await?;
        let deed = Deed::new(AuditKind::ResetAsked).by(account.actor());
        let deed = deed.maybe_at(self.a_workspace_of(&mut write, account.id).await?);
        deed.keep(&mut write, came, now).await?;
        write.commit().await.map_err(StoreError::from)?;
        let link = self.link("/reset", &secret.0);
        self.settings()
            .letters
            .reset(&email.shown, lang, &link, RESET_MINUTES);
        Ok(())
    }

    /// A link for another password; those before do not count any more.
    pub(super) async fn begin_reset(
        &self,
        write: &mut Write,
        account: &Account,
        fingerprint: &secret::Fingerprint,
        now: i64,
    ) -> Result<(), ApiError> {
        sqlx::query("DELETE FROM entrance_link WHERE purpose = 'reset' AND account = $1")
            .bind(account.id)
            .execute(&mut **write)
            .await
            .map_err(StoreError::from)?;
        let ends = now.saturating_add(RESET_FOR);
        keep_link(write, fingerprint, "reset", Some(account.id), now, ends).await?;
        Ok(())
    }

    /// Sets another password by a link. All sessions of the account end; its second factor stays.
    ///
    /// # Errors
    /// A link that does not count, a password that will not do, or the store failed.
    pub(crate) async fn use_reset(&self, came: &Came, wish: UseReset) -> Result<(), ApiError> {
        let link = fingerprint(&wish.secret.0);
        let now = self.now();
        let mut reader = self
            .store()
            .readers()
            .acquire()
            .await
            .map_err(StoreError::from)?;
        let account = look_at_link(&mut reader, &link, "reset", now).await?;
        let account = match account {
            Some(account) => by_id(&mut reader, account).await?,
            None => None,
        };
        drop(reader);
        let account = account.ok_or_else(link_over)?;
        let known = [account.email.as_deref(), account.name.as_deref()];
        let known: Vec<&str> = known.into_iter().flatten().collect();
        password::check(&wish.password, &known)?;
        let hash = self.hasher().hash(wish.password).await?;
        let (house, came) = (self.clone(), came.clone());
        detached(async move {
            let mut write = house.store().write().await?;
            use_link(&mut write, &link, "reset", now).await?;
            house.set_password(&mut write, account.id, &hash).await?;
            session::end_all(&mut write, account.id, None).await?;
            let deed = Deed::new(AuditKind::ResetUsed).by(account.actor());
            let deed = deed.maybe_at(house.a_workspace_of(&mut write, account.id).await?);
            deed.keep(&mut write, &came, now).await?;
            write.commit().await.map_err(StoreError::from)?;
            house.forget();
            if let Some(email) = &account.email {
                house
                    .tries()
                    .forgive(&format!("sign-in {}", email.to_ascii_lowercase()));
                house.settings().letters.password_changed(email);
            }
            Ok(())
        })
        .await
    }

    pub(super) async fn set_password(
        &self,
        write: &mut Write,
        account: Uuid,
        hash: &str,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE account SET password = $2 WHERE id = $1 AND erased_at IS NULL")
            .bind(account)
            .bind(hash)
            .execute(&mut **write)
            .await?;
        Ok(())
    }

    /// Makes an account.
    ///
    /// # Errors
    /// There is one of this address ([`Why::AnotherAccount`]), or the store failed.
    pub(super) async fn make_account(
        &self,
        write: &mut Write,
        name: &str,
        email: &Email,
        password: Option<String>,
    ) -> Result<Account, ApiError> {
        let account = Account {
            id: Uuid::now_v7(),
            name: Some(name.to_owned()),
            email: Some(email.shown.clone()),
            password,
            totp: None,
            totp_step: None,
        };
        let made = sqlx::query(
            "INSERT INTO account (id, name, email, email_key, password, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(account.id)
        .bind(&account.name)
        .bind(&account.email)
        .bind(&email.key)
        .bind(&account.password)
        .bind(self.now())
        .execute(&mut **write)
        .await;
        match made.map_err(StoreError::from) {
            Ok(_) => Ok(account),
            Err(StoreError::Exists { .. }) => Err(ApiError::new(ErrorCode::Exists)
                .with("field", "email")
                .because(Why::AnotherAccount)),
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether somebody has an account, as this transaction sees it.
async fn anybody(write: &mut Write) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM account)")
        .fetch_one(&mut **write)
        .await?)
}

/// Makes an account a member.
pub(super) async fn make_member(
    write: &mut Write,
    workspace: WorkspaceId,
    account: Uuid,
    role: Role,
    people: bool,
    departments: &[shared::id::DepartmentId],
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO member (workspace, account, role, people, departments, since) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(workspace.uuid())
    .bind(account)
    .bind(role.name())
    .bind(people)
    .bind(known::departments_kept(departments)?)
    .bind(now)
    .execute(&mut **write)
    .await?;
    Ok(())
}

async fn keep_link(
    write: &mut Write,
    fingerprint: &secret::Fingerprint,
    purpose: &str,
    account: Option<Uuid>,
    now: i64,
    ends: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO entrance_link (fingerprint, purpose, account, created_at, ends_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(fingerprint.as_slice())
    .bind(purpose)
    .bind(account)
    .bind(now)
    .bind(ends)
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// The account of a link that counts. One that was made in times to come, by a clock that was set back since, does not.
async fn look_at_link(
    reader: &mut SqliteConnection,
    link: &secret::Fingerprint,
    purpose: &str,
    now: i64,
) -> Result<Option<Uuid>, ApiError> {
    let found: Option<Option<Uuid>> = sqlx::query_scalar(
        "SELECT account FROM entrance_link
         WHERE fingerprint = $1 AND purpose = $2 AND ends_at > $3 AND created_at <= $3 + 300000",
    )
    .bind(link.as_slice())
    .bind(purpose)
    .bind(now)
    .fetch_optional(reader)
    .await
    .map_err(StoreError::from)?;
    found.ok_or_else(link_over)
}

/// Uses a link up.
async fn use_link(
    write: &mut Write,
    link: &secret::Fingerprint,
    purpose: &str,
    now: i64,
) -> Result<(), ApiError> {
    look_at_link(&mut *write, link, purpose, now).await?;
    sqlx::query("DELETE FROM entrance_link WHERE fingerprint = $1")
        .bind(link.as_slice())
        .execute(&mut **write)
        .await
        .map_err(StoreError::from)?;
    Ok(())
}
