//! The workspaces of an installation: making one, naming one. They share nothing but the people who are members of both.

use shared::{
    access::{Action, Resource, Role},
    api::{
        ApiError, AuditKind, DemandSecondFactor, ErrorCode, NewWorkspace, Rename, Why,
        WorkspaceName,
    },
};

use super::{Installation, MOST_NAME, audit::Deed, entrance::make_member, name, out_of_range};
use crate::{
    http::Asker,
    service::{allowed, detached},
    store::StoreError,
};

/// Workspaces of one installation.
const MOST: u32 = 100;

impl Installation {
    /// Makes a workspace, which whoever asks owns.
    ///
    /// # Errors
    /// Not allowed, a name that will not do, too many, or the store failed.
    pub(crate) async fn make_workspace(
        &self,
        asker: &Asker,
        wish: NewWorkspace,
    ) -> Result<WorkspaceName, ApiError> {
        allowed(&asker.actor, Action::Create, Resource::Workspaces)?;
        let name = name(&wish.name, "name", MOST_NAME)?;
        let (house, asker) = (self.clone(), asker.clone());
        detached(async move {
            if house.store().workspaces().await?.len() >= MOST as usize {
                return Err(out_of_range("workspaces", 1, MOST));
            }
            let now = house.now();
            let mut write = house.store().write().await?;
            let id = house
                .store()
                .make_workspace(&mut write, &name, wish.lang, now)
                .await?;
            let account = asker.actor.id.uuid();
            make_member(
                &mut write,
                id,
                account,
                Role::Owner,
                asker.actor.people,
                &[],
                now,
            )
            .await?;
            let deed = Deed::of(&asker, AuditKind::WorkspaceMade).at(id);
            deed.keep(&mut write, &asker.came, now).await?;
            write.commit().await.map_err(StoreError::from)?;
            house.forget();
            // Its catalogue begins with it.
            house.workspace(id).await?;
            Ok(WorkspaceName { id, name })
        })
        .await
    }

    /// Asks everybody who comes into the workspace by a password for a second factor, or does so no more. Who has none reaches nothing
    /// but their own account until they have added one.
    ///
    /// # Errors
    /// Not allowed, whoever asks has none themselves, or the store failed.
    pub(crate) async fn demand_second_factor(
        &self,
        asker: &Asker,
        wish: DemandSecondFactor,
    ) -> Result<(), ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Members)?;
        let mut write = self.store().write().await?;
        // Otherwise they would be the first to be shut out, before they know what is asked for.
        let lacks: bool = sqlx::query_scalar(
            "SELECT totp IS NULL AND password IS NOT NULL FROM account WHERE id = $1",
        )
        .bind(asker.actor.id.uuid())
        .fetch_one(&mut *write)
        .await
        .map_err(StoreError::from)?;
        if wish.demanded && lacks {
            return Err(ApiError::new(ErrorCode::Forbidden).because(Why::SecondFactorNeeded));
        }
        let changed = sqlx::query(
            "UPDATE workspace SET second_factor = $2 WHERE id = $1 AND second_factor <> $2",
        )
        .bind(asker.services.store().workspace_id())
        .bind(wish.demanded)
        .execute(&mut *write)
        .await
        .map_err(StoreError::from)?;
        if changed.rows_affected() > 0 {
            let kind = if wish.demanded {
                AuditKind::SecondFactorDemanded
            } else {
                AuditKind::SecondFactorOptional
            };
            let deed = Deed::of(asker, kind);
            deed.keep(&mut write, &asker.came, self.now()).await?;
        }
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// Renames the workspace.
    ///
    /// # Errors
    /// Not allowed, a name that will not do, or the store failed.
    pub(crate) async fn rename_workspace(
        &self,
        asker: &Asker,
        wish: Rename,
    ) -> Result<(), ApiError> {
        allowed(&asker.actor, Action::Manage, Resource::Workspace)?;
        let name = name(&wish.name, "name", MOST_NAME)?;
        let mut write = self.store().write().await?;
        sqlx::query("UPDATE workspace SET name = $2 WHERE id = $1")
            .bind(asker.services.store().workspace_id())
            .bind(name)
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        let deed = Deed::of(asker, AuditKind::WorkspaceRenamed);
        deed.keep(&mut write, &asker.came, self.now()).await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }
}
