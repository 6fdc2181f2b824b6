//! One's own account: name, password, second factor, sessions, and leaving for good.

use shared::{
    access::{Action, Resource},
    api::{
        AccountView, ApiError, AuditKind, ByCode, ByPassword, ChangePassword, RecoveryCodes,
        Rename, SecondFactor, Secret, SessionSeen, Why,
    },
    id::{ActorId, SessionId},
    log::Timestamp,
};
use uuid::Uuid;

use super::{
    Installation, MOST_NAME,
    audit::Deed,
    entrance::{self, Account},
    invalid, name, password, qr,
    second_factor::{self, RECOVERY_CODES, RECOVERY_LENGTH},
    secret::{self, fingerprint},
    session,
};
use crate::{
    http::Asker,
    service::{allowed, not_found},
    store::{StoreError, Write},
};

/// Asks whether whoever asks may do this with their own account.
fn own(asker: &Asker, action: Action) -> Result<Uuid, ApiError> {
    allowed(&asker.actor, action, Resource::Account(asker.actor.id))?;
    Ok(asker.actor.id.uuid())
}

impl Installation {
    async fn own_account(&self, asker: &Asker, action: Action) -> Result<Account, ApiError> {
        let id = own(asker, action)?;
        let mut reader = self
            .store()
            .readers()
            .acquire()
            .await
            .map_err(StoreError::from)?;
        let account = entrance::by_id(&mut reader, id).await?;
        account.ok_or_else(|| not_found("account"))
    }

    /// One's own account.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub(crate) async fn account(&self, asker: &Asker) -> Result<AccountView, ApiError> {
        let account = self.own_account(asker, Action::Read).await?;
        let mut reader = self
            .store()
            .readers()
            .acquire()
            .await
            .map_err(StoreError::from)?;
        let left: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM recovery_code WHERE account = $1 AND used_at IS NULL",
        )
        .bind(account.id)
        .fetch_one(&mut *reader)
        .await
        .map_err(StoreError::from)?;
        type Row = (Uuid, String, String, i64, i64);
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, agent, address, created_at, seen_at FROM session
             WHERE account = $1 AND ends_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, id DESC",
        )
        .bind(account.id)
        .bind(self.now())
        .bind(self.now().saturating_sub(session::IDLE))
        .fetch_all(&mut *reader)
        .await
        .map_err(StoreError::from)?;
        drop(reader);
        let mut sessions: Vec<SessionSeen> = rows
            .into_iter()
            .map(|(id, agent, address, since, seen)| SessionSeen {
                id: SessionId::new(id),
                here: asker.came.session == Some(SessionId::new(id)),
                agent,
                address,
                since: Timestamp(since),
                seen: Timestamp(seen),
            })
            .collect();
        sessions.sort_by_key(|session| !session.here);
        Ok(AccountView {
            name: account.name.unwrap_or_default(),
            email: account.email.unwrap_or_default(),
            password: account.password.is_some(),
            second_factor: account.totp.is_some(),
            recovery_codes: u32::try_from(left).unwrap_or(0),
            sessions,
            tokens: self.tokens_of(account.id).await?,
        })
    }

    /// Another name for oneself.
    ///
    /// # Errors
    /// Not allowed, a name that will not do, or the store failed.
    pub(crate) async fn rename_oneself(&self, asker: &Asker, wish: Rename) -> Result<(), ApiError> {
        let id = own(asker, Action::Edit)?;
        let name = name(&wish.name, "name", MOST_NAME)?;
        let mut write = self.store().write().await?;
        sqlx::query("UPDATE account SET name = $2 WHERE id = $1 AND erased_at IS NULL")
            .bind(id)
            .bind(name)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// Whether someone who came in is who they say, once more: what matters asks for the password again.
    async fn ask_password(&self, account: &Account, said: Secret) -> Result<(), ApiError> {
        if account.password.is_none() {
            // Comes in by the provider of identities, which asks for passwords there.
            return Ok(());
        }
        let tried = format!("own password {}", account.id);
        self.tries().count(&tried, self.now())?;
        if !self.hasher().verify(said, account.password.clone()).await? {
            return Err(invalid("password", Why::PasswordNeeded));
        }
        self.tries().forgive(&tried);
        Ok(())
    }

    /// Another password. All other sessions end.
    ///
    /// # Errors
    /// Not allowed, a wrong password, one that will not do, or the store failed.
    pub(crate) async fn change_password(
        &self,
        asker: &Asker,
        wish: ChangePassword,
    ) -> Result<(), ApiError> {
        let account = self.own_account(asker, Action::Edit).await?;
        self.ask_password(&account, wish.current).await?;
        let known = [account.email.as_deref(), account.name.as_deref()];
        let known: Vec<&str> = known.into_iter().flatten().collect();
        password::check(&wish.new, &known)?;
        let hash = self.hasher().hash(wish.new).await?;
        let mut write = self.store().write().await?;
        self.set_password(&mut write, account.id, &hash).await?;
        session::end_all(&mut write, account.id, asker.came.session).await?;
        self.kept(&mut write, asker, AuditKind::PasswordChanged)
            .await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        if let Some(email) = &account.email {
            self.settings().letters.password_changed(email);
        }
        Ok(())
    }

    async fn kept(
        &self,
        write: &mut Write,
        asker: &Asker,
        kind: AuditKind,
    ) -> Result<(), StoreError> {
        Deed::of(asker, kind)
            .keep(write, &asker.came, self.now())
            .await
    }

    /// Begins to add a second factor: it counts from its first code on.
    ///
    /// # Errors
    /// Not allowed, a wrong password, or the store failed.
    pub(crate) async fn begin_second_factor(
        &self,
        asker: &Asker,
        said: ByPassword,
    ) -> Result<SecondFactor, ApiError> {
        let account = self.own_account(asker, Action::Edit).await?;
        self.ask_password(&account, said.password).await?;
        let secret = secret::random::<20>()?;
        let email = account.email.as_deref().unwrap_or_default();
        let shown = second_factor::shown(&secret, email);
        let (typed, uri) = shown.ok_or_else(|| invalid("email", Why::NotAnAddress))?;
        let qr = qr::picture(&uri.0).unwrap_or_default();
        let sealed = self.sealed_second_factor(account.id, &secret)?;
        let mut write = self.store().write().await?;
        sqlx::query("UPDATE account SET totp_waiting = $2 WHERE id = $1 AND erased_at IS NULL")
            .bind(account.id)
            .bind(sealed)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        write.commit().await.map_err(StoreError::from)?;
        Ok(SecondFactor {
            secret: typed,
            uri,
            qr,
        })
    }

    /// Adds the second factor that waits, by its first code. The recovery codes are shown this once.
    ///
    /// # Errors
    /// Not allowed, a wrong code, or the store failed.
    pub(crate) async fn confirm_second_factor(
        &self,
        asker: &Asker,
        said: ByCode,
    ) -> Result<RecoveryCodes, ApiError> {
        let id = own(asker, Action::Edit)?;
        self.tries()
            .count(&format!("second factor {id}"), self.now())?;
        let mut codes = Vec::with_capacity(RECOVERY_CODES);
        for _ in 0..RECOVERY_CODES {
            codes.push(secret::code(RECOVERY_LENGTH)?);
        }
        let mut write = self.store().write().await?;
        let waiting: Option<Option<Vec<u8>>> = sqlx::query_scalar(
            "SELECT totp_waiting FROM account WHERE id = $1 AND erased_at IS NULL",
        )
        .bind(id)
        .fetch_optional(&mut *write)
        .await
        .map_err(StoreError::from)?;
        let code = secret::typed(&said.code.0);
        let waiting = match waiting.flatten() {
            Some(waiting) => self.opened_second_factor(id, &waiting)?,
            None => None,
        };
        let step =
            waiting.and_then(|waiting| second_factor::step_of(&waiting, &code, self.now(), None));
        let step = step.ok_or_else(|| invalid("code", Why::WrongCode))?;
        sqlx::query("UPDATE account SET totp = totp_waiting, totp_waiting = NULL, totp_step = $2 WHERE id = $1")
            .bind(id)
            .bind(step)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        sqlx::query("DELETE FROM recovery_code WHERE account = $1")
            .bind(id)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        for code in &codes {
            sqlx::query("INSERT INTO recovery_code (account, fingerprint) VALUES ($1, $2)")
                .bind(id)
                .bind(fingerprint(&code.0).as_slice())
                .execute(&mut *write)
                .await
                .map_err(StoreError::from)?;
        }
        session::end_all(&mut write, id, asker.came.session).await?;
        self.kept(&mut write, asker, AuditKind::SecondFactorAdded)
            .await?;
        write.commit().await.map_err(StoreError::from)?;
        self.tries().forgive(&format!("second factor {id}"));
        self.forget();
        if let Some(email) = &asker.me.email {
            self.settings().letters.second_factor_changed(email);
        }
        Ok(RecoveryCodes {
            codes: codes.iter().map(secret::in_groups).collect(),
        })
    }

    /// Takes the second factor away.
    ///
    /// # Errors
    /// Not allowed, a wrong password, or the store failed.
    pub(crate) async fn remove_second_factor(
        &self,
        asker: &Asker,
        said: ByPassword,
    ) -> Result<(), ApiError> {
        let account = self.own_account(asker, Action::Edit).await?;
        self.ask_password(&account, said.password).await?;
        let mut write = self.store().write().await?;
        forget_second_factor(&mut write, account.id).await?;
        session::end_all(&mut write, account.id, asker.came.session).await?;
        self.kept(&mut write, asker, AuditKind::SecondFactorRemoved)
            .await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        if let Some(email) = &account.email {
            self.settings().letters.second_factor_changed(email);
        }
        Ok(())
    }

    /// Ends one of one's sessions.
    ///
    /// # Errors
    /// Not allowed, a wrong password, not one's own, or the store failed.
    pub(crate) async fn end_session(
        &self,
        asker: &Asker,
        session: SessionId,
        said: ByPassword,
    ) -> Result<(), ApiError> {
        let account = self.own_account(asker, Action::Edit).await?;
        self.ask_password(&account, said.password).await?;
        let mut write = self.store().write().await?;
        let ended = sqlx::query("DELETE FROM session WHERE id = $1 AND account = $2")
            .bind(session.uuid())
            .bind(account.id)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        if ended.rows_affected() == 0 {
            return Err(not_found("session"));
        }
        self.kept(&mut write, asker, AuditKind::SessionEnded)
            .await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// Ends all of one's sessions but this one.
    ///
    /// # Errors
    /// Not allowed, a wrong password, or the store failed.
    pub(crate) async fn end_other_sessions(
        &self,
        asker: &Asker,
        said: ByPassword,
    ) -> Result<(), ApiError> {
        let account = self.own_account(asker, Action::Edit).await?;
        self.ask_password(&account, said.password).await?;
        let mut write = self.store().write().await?;
        let ended = session::end_all(&mut write, account.id, asker.came.session).await?;
        if ended > 0 {
            let deed = Deed::of(asker, AuditKind::SessionEnded).about("sessions", ended);
            deed.keep(&mut write, &asker.came, self.now()).await?;
        }
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// Erases oneself: names leave, logs keep the id.
    ///
    /// # Errors
    /// Not allowed, a wrong password, the last owner of a workspace, or the store failed.
    pub(crate) async fn erase_oneself(
        &self,
        asker: &Asker,
        said: ByPassword,
    ) -> Result<(), ApiError> {
        let account = self.own_account(asker, Action::Edit).await?;
        self.ask_password(&account, said.password).await?;
        let mut write = self.store().write().await?;
        self.erase(&mut write, asker, account.actor()).await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// Takes away everything that says who somebody was, and every way in.
    pub(super) async fn erase(
        &self,
        write: &mut Write,
        asker: &Asker,
        who: ActorId,
    ) -> Result<(), ApiError> {
        let account = who.uuid();
        let everywhere: Vec<Uuid> =
            sqlx::query_scalar("SELECT workspace FROM member WHERE account = $1")
                .bind(account)
                .fetch_all(&mut **write)
                .await
                .map_err(StoreError::from)?;
        for workspace in everywhere {
            super::member::leave(write, workspace, account).await?;
        }
        forget_second_factor(write, account).await?;
        for statement in [
            "DELETE FROM session WHERE account = $1",
            "DELETE FROM api_token WHERE account = $1",
            "DELETE FROM entrance_link WHERE account = $1",
            "DELETE FROM invitation WHERE email_key = (SELECT email_key FROM account WHERE id = $1)",
        ] {
            sqlx::query(statement)
                .bind(account)
                .execute(&mut **write)
                .await
                .map_err(StoreError::from)?;
        }
        let erased = sqlx::query(
            "UPDATE account SET name = NULL, email = NULL, email_key = NULL, password = NULL, issuer = NULL,
             subject = NULL, erased_at = $2 WHERE id = $1 AND erased_at IS NULL",
        )
        .bind(account)
        .bind(self.now())
        .execute(&mut **write)
        .await
        .map_err(StoreError::from)?;
        if erased.rows_affected() == 0 {
            return Err(not_found("member"));
        }
        let deed = Deed::of(asker, AuditKind::PersonErased).about("member", who);
        deed.keep(write, &asker.came, self.now()).await?;
        Ok(())
    }
}

/// Takes the second factor of an account away.
pub(super) async fn forget_second_factor(
    write: &mut Write,
    account: Uuid,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE account SET totp = NULL, totp_waiting = NULL, totp_step = NULL WHERE id = $1",
    )
    .bind(account)
    .execute(&mut **write)
    .await?;
    sqlx::query("DELETE FROM recovery_code WHERE account = $1")
        .bind(account)
        .execute(&mut **write)
        .await?;
    Ok(())
}
