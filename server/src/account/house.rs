//! The installation: its workspaces, and for each request whose it is.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use shared::{
    access::{Actor, Role},
    api::{ApiError, ErrorCode, Me, Way, WorkspaceName},
    id::WorkspaceId,
};

use super::{
    Came, Letters,
    by_provider::Away,
    keys::Keys,
    known::{self, Known},
    password::Hasher,
    provider::Provider,
    secret::{Fingerprint, fingerprint},
    tries::Tries,
};
use crate::{
    clock,
    http::Asker,
    service::Services,
    store::{Store, StoreError},
};

/// How long it is remembered whom a secret belongs to. What changes here counts at once; what another process changes, after this.
const REMEMBERED: Duration = Duration::from_secs(2);
/// Secrets that are remembered at once.
const MOST_REMEMBERED: usize = 10_000;
/// How often it is written down that a session or token was used, in milliseconds.
const SEEN_EVERY: i64 = 60_000;
/// A clock that was set back by more than this ends the sessions that it says were used in times to come, in milliseconds.
const CLOCK_STEP: i64 = 5 * 60_000;

/// What the time is taken from: milliseconds since 1970.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// A clock of one's own.
    pub fn new(now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(clock::milliseconds)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// What an installation is told when it starts.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The address under which people reach it, without a slash at its end: what links begin with.
    pub base: String,
    /// Whether that is more than this machine. Then nobody comes in without an account, not even the first time.
    pub beyond_loopback: bool,
    /// The provider of identities that people can sign in by.
    pub provider: Option<Provider>,
    /// How letters are sent.
    pub letters: Letters,
    /// What seals what must not be read from a copy of the database. Without it, a key is drawn that is gone with the process.
    pub keys: Option<Keys>,
    /// What the time is taken from.
    pub clock: Clock,
}

impl Settings {
    /// Whether cookies are for encrypted connections only.
    pub(super) fn secure(&self) -> bool {
        self.base.starts_with("https://")
    }
}

/// All workspaces of an open store, and everybody who comes to them. Cloning it is cheap and gives the same one.
#[derive(Clone)]
pub struct Installation(Arc<Inner>);

/// When it was looked up whom a secret belongs to, and whom, if anybody.
type Remembered = (Instant, Option<Arc<Known>>);

struct Inner {
    first: Services,
    others: tokio::sync::Mutex<HashMap<WorkspaceId, Services>>,
    settings: Settings,
    hasher: Hasher,
    keys: OnceLock<Keys>,
    tries: Tries,
    away: Away,
    known: Mutex<HashMap<Fingerprint, Remembered>>,
    /// Grows with each change: what was looked up before one is not remembered after it.
    changes: AtomicU64,
    anybody: AtomicBool,
}

impl From<Services> for Installation {
    /// An installation for this machine, whose letters are read on the console.
    fn from(first: Services) -> Self {
        Self::new(first, Settings::default())
    }
}

impl Installation {
    /// An installation over the services of its first workspace.
    #[must_use]
    pub fn new(first: Services, mut settings: Settings) -> Self {
        let keys = settings
            .keys
            .take()
            .map_or_else(OnceLock::new, OnceLock::from);
        Self(Arc::new(Inner {
            first,
            keys,
            others: tokio::sync::Mutex::default(),
            settings,
            hasher: Hasher::default(),
            tries: Tries::default(),
            away: Away::default(),
            known: Mutex::default(),
            changes: AtomicU64::new(0),
            anybody: AtomicBool::new(false),
        }))
    }

    /// The services of the first workspace: that of the local owner and of the command line.
    #[must_use]
    pub fn first(&self) -> &Services {
        &self.0.first
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        self.0.first.store()
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(super) fn hasher(&self) -> &Hasher {
        &self.0.hasher
    }

    pub(super) fn provider(&self) -> Option<&Provider> {
        self.0.settings.provider.as_ref()
    }

    pub(super) fn away(&self) -> &Away {
        &self.0.away
    }

    /// The keys that seal.
    ///
    /// # Errors
    /// None were given, and the system draws no random numbers.
    pub(super) fn keys(&self) -> Result<&Keys, ApiError> {
        if let Some(keys) = self.0.keys.get() {
            return Ok(keys);
        }
        let drawn = Keys::drawn()?;
        Ok(self.0.keys.get_or_init(|| drawn))
    }

    pub(super) fn tries(&self) -> &Tries {
        &self.0.tries
    }

    /// Whether cookies are for encrypted connections only.
    pub(crate) fn secure(&self) -> bool {
        self.0.settings.secure()
    }

    /// Now, in milliseconds since 1970.
    pub(super) fn now(&self) -> i64 {
        (self.0.settings.clock.0)()
    }

    /// Where a page is, with a secret behind `#`, which browsers send to nobody.
    pub(super) fn link(&self, page: &str, secret: &str) -> String {
        format!("{}{page}#{secret}", self.0.settings.base)
    }

    /// Whether somebody has an account. Once somebody has, somebody always does: the last owner cannot leave.
    ///
    /// # Errors
    /// The store failed.
    pub async fn has_accounts(&self) -> Result<bool, StoreError> {
        if self.0.anybody.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let anybody = has_accounts(self.store()).await?;
        self.0.anybody.fetch_or(anybody, Ordering::Relaxed);
        Ok(anybody)
    }

    /// The services of a workspace.
    ///
    /// # Errors
    /// The store failed, or there is no such workspace.
    pub async fn workspace(&self, id: WorkspaceId) -> Result<Services, StoreError> {
        if self.0.first.store().workspace().id == id {
            return Ok(self.0.first.clone());
        }
        let mut others = self.0.others.lock().await;
        if let Some(services) = others.get(&id) {
            return Ok(services.clone());
        }
        let services = Services::start(self.store().in_workspace(id).await?).await?;
        others.insert(id, services.clone());
        Ok(services)
    }

    /// The services of every workspace.
    ///
    /// # Errors
    /// The store failed.
    pub async fn workspaces(&self) -> Result<Vec<Services>, StoreError> {
        let mut all = Vec::new();
        for id in self.store().workspaces().await? {
            all.push(self.workspace(id).await?);
        }
        Ok(all)
    }

    /// Forgets whom secrets belong to: something about it was changed.
    pub(super) fn forget(&self) {
        let mut known = self.0.known.lock().unwrap_or_else(PoisonError::into_inner);
        // Counted under the lock, as it is looked at.
        self.0.changes.fetch_add(1, Ordering::Relaxed);
        known.clear();
    }

    /// Who sent a request, by its token or its cookie. A token that is wrong is nobody's, whatever cookie comes with it.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn asker(
        &self,
        token: Option<&str>,
        cookie: Option<&str>,
        address: String,
        agent: String,
    ) -> Result<Asker, ApiError> {
        let cookie = cookie.map(fingerprint);
        let mut came = Came {
            way: Way::Session,
            address,
            agent,
            session: None,
            cookie,
        };
        let known = match (token, cookie) {
            (Some(token), _) => {
                came.way = Way::Token;
                self.known(fingerprint(token), true).await?
            }
            (None, Some(cookie)) => self.known(cookie, false).await?,
            (None, None) => None,
        };
        if let Some(known) = known {
            came.way = known.way;
            came.session = known.session;
            return Ok(Asker {
                house: self.clone(),
                services: self.workspace(known.workspace).await?,
                actor: known.actor.clone(),
                me: Arc::clone(&known.me),
                came,
            });
        }
        let first = &self.0.first;
        let alone =
            token.is_none() && !self.0.settings.beyond_loopback && !self.has_accounts().await?;
        let (actor, me) = if alone {
            let actor = first.owner();
            let me = self.local(&actor);
            (actor, me)
        } else {
            let me = Me::nobody();
            (Actor::new(me.id, Role::Nobody), me)
        };
        Ok(Asker {
            house: self.clone(),
            services: first.clone(),
            actor,
            me: Arc::new(me),
            came,
        })
    }

    /// Whoever has not come in.
    pub(crate) fn nobody(&self) -> Asker {
        let me = Me::nobody();
        Asker {
            house: self.clone(),
            services: self.0.first.clone(),
            actor: Actor::new(me.id, Role::Nobody),
            me: Arc::new(me),
            came: Came {
                way: Way::Session,
                address: String::new(),
                agent: String::new(),
                session: None,
                cookie: None,
            },
        }
    }

    /// Whoever uses this machine while nobody has an account.
    fn local(&self, actor: &Actor) -> Me {
        let workspace = WorkspaceName {
            id: self.store().workspace().id,
            name: String::new(),
        };
        Me {
            id: actor.id,
            role: actor.role,
            people: actor.people,
            workspace: Some(workspace.clone()),
            workspaces: vec![workspace],
            ..Me::nobody()
        }
    }

    /// Whom a secret belongs to, if it still counts.
    async fn known(
        &self,
        secret: Fingerprint,
        token: bool,
    ) -> Result<Option<Arc<Known>>, StoreError> {
        let remembered = {
            let known = self.0.known.lock().unwrap_or_else(PoisonError::into_inner);
            known
                .get(&secret)
                .filter(|(since, _)| since.elapsed() < REMEMBERED)
                .map(|(_, known)| known.clone())
        };
        let found = match remembered {
            Some(found) => found,
            None => self.look_up(secret, token).await?,
        };
        let now = self.now();
        Ok(found.filter(|known| counts(known, now)))
    }

    async fn look_up(
        &self,
        secret: Fingerprint,
        token: bool,
    ) -> Result<Option<Arc<Known>>, StoreError> {
        let changes = self.0.changes.load(Ordering::Relaxed);
        let mut reader = self.store().readers().acquire().await?;
        let found = if token {
            known::by_token(&mut reader, &secret).await?
        } else {
            known::by_cookie(&mut reader, &secret).await?
        };
        drop(reader);
        let now = self.now();
        let found = found.map(Arc::new);
        if let Some(known) = found.as_deref().filter(|known| counts(known, now))
            && now.saturating_sub(known.seen) >= SEEN_EVERY
        {
            // What was read is kept as it was: the next look sees the new time.
            self.note_use(secret, token, now).await?;
        }
        let mut known = self.0.known.lock().unwrap_or_else(PoisonError::into_inner);
        if self.0.changes.load(Ordering::Relaxed) != changes {
            return Ok(found);
        }
        if known.len() >= MOST_REMEMBERED {
            known.retain(|_, (since, _)| since.elapsed() < REMEMBERED);
            if known.len() >= MOST_REMEMBERED {
                known.clear();
            }
        }
        known.insert(secret, (Instant::now(), found.clone()));
        Ok(found)
    }

    async fn note_use(&self, secret: Fingerprint, token: bool, now: i64) -> Result<(), StoreError> {
        let statement = if token {
            "UPDATE api_token SET used_at = $2 WHERE fingerprint = $1"
        } else {
            "UPDATE session SET seen_at = $2 WHERE fingerprint = $1"
        };
        let mut write = match self.store().write().await {
            Ok(write) => write,
            // Reading goes on where nothing can be written.
            Err(error) if error.is_unavailable() => return Ok(()),
            Err(error) => return Err(error),
        };
        let noted = sqlx::query(statement)
            .bind(secret.as_slice())
            .bind(now)
            .execute(&mut *write)
            .await;
        match noted.map_err(StoreError::from) {
            Ok(_) => match write.commit().await.map_err(StoreError::from) {
                Err(error) if !error.is_unavailable() => Err(error),
                _ => Ok(()),
            },
            Err(error) if error.is_unavailable() => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Whether somebody has an account.
///
/// # Errors
/// The store failed.
pub async fn has_accounts(store: &Store) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM account)")
        .fetch_one(store.readers())
        .await?)
}

/// Whether a session or a token still counts.
fn counts(known: &Known, now: i64) -> bool {
    let idle = known.idle.is_some_and(|idle| {
        now.saturating_sub(known.seen) > idle || known.seen.saturating_sub(now) > CLOCK_STEP
    });
    now < known.ends && !idle
}

/// What is asked of somebody who is not there.
pub(super) fn nobody() -> ApiError {
    ApiError::new(ErrorCode::Unauthenticated)
}
