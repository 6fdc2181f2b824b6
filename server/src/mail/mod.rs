//! Letters that Puente writes to people: invitations, ways to a new password, word of what changed in an account.
//!
//! Knows nothing of accounts: who gets which letter is decided elsewhere. Neither an address nor what a letter says is
//! ever logged, because its link is as good as a password.

mod console;
mod letter;
mod queue;
mod smtp;

use std::{fmt, sync::Arc, time::Duration};

use lettre::Address;
use uuid::Uuid;

pub use letter::{Kind, Letter};
pub use smtp::SettingsError;

use queue::Queue;
use smtp::Smtp;

/// Why a letter did not go out. None of the sentences holds an address or a link.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Nothing can be sent to it.
    #[error("this is not an e-mail address that a letter can be sent to")]
    Address,
    /// The letter cannot be written in the form that mail servers take.
    #[error("the letter cannot be written: {reason}")]
    Unwritable {
        /// What is wrong with it.
        reason: String,
    },
    /// It took too long.
    #[error("the mail server did not take the letter within {} s", limit.as_secs_f32())]
    Slow {
        /// How long it had.
        limit: Duration,
    },
    /// No connection, or one that broke.
    #[error("the mail server cannot be reached: {reason}")]
    Unreachable {
        /// What the system said.
        reason: String,
    },
    /// No connection that others cannot read.
    #[error("no secure connection to the mail server: {reason}")]
    Insecure {
        /// What is wrong.
        reason: String,
    },
    /// The server does not know the user, or the password is another.
    #[error(
        "the mail server refused the user and password that --smtp or PUENTE_SMTP names ({code})"
    )]
    SignIn {
        /// What it answered.
        code: u16,
    },
    /// The server does not take this letter, now (4xx) or ever (5xx).
    #[error("the mail server refused the letter ({code})")]
    Refused {
        /// What it answered.
        code: u16,
    },
    /// The server answers something else than mail servers do.
    #[error("what answers is not a mail server that Puente can talk to: {reason}")]
    Incompatible {
        /// What was amiss.
        reason: String,
    },
    /// Nobody reads standard output any more.
    #[error("the letter cannot be written to standard output: {reason}")]
    Console {
        /// What the system said.
        reason: std::io::ErrorKind,
    },
}

impl MailError {
    /// Whether the same letter may go out later.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Slow { .. } | Self::Unreachable { .. } => true,
            Self::Refused { code } | Self::SignIn { code } => (400..500).contains(code),
            Self::Address
            | Self::Unwritable { .. }
            | Self::Insecure { .. }
            | Self::Incompatible { .. }
            | Self::Console { .. } => false,
        }
    }
}

/// How long is waited for a mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For one try, from the first word to the last.
    pub limit: Duration,
    /// Between one try and the next, for letters that are posted; after the last, a letter is given up.
    pub waits: Vec<Duration>,
}

impl Default for Patience {
    /// Twenty seconds for a try, five tries in twenty minutes: servers that turn strangers away at first let them in by then.
    fn default() -> Self {
        Self {
            limit: Duration::from_secs(20),
            waits: [10, 60, 300, 900].map(Duration::from_secs).into(),
        }
    }
}

/// What sends letters; copies of it are the same.
#[derive(Clone)]
pub struct Mailer(Arc<Inner>);

struct Inner {
    way: Arc<Way>,
    patience: Patience,
    queue: Queue,
}

/// Where letters go.
enum Way {
    Console,
    Smtp(Box<Smtp>),
}

/// A letter with who gets it. All tries carry one id, so that programs that read mail show a letter once.
struct Addressed {
    to: Address,
    letter: Letter,
    id: Uuid,
}

impl Mailer {
    /// Writes letters to standard output instead of sending them: for trying Puente without a mail server.
    #[must_use]
    pub fn console() -> Self {
        Self::new(Way::Console, Patience::default())
    }

    /// Sends letters through a mail server: `smtps://user:password@host` (TLS from the start, port 465),
    /// `smtp://user:password@host?tls=required` (STARTTLS, port 587) or `smtp://host` (unencrypted, port 25).
    /// What is not a letter or a digit is percent-encoded in user and password. `from` is an address,
    /// with or without a name: `Puente <puente@example.org>`.
    ///
    /// # Errors
    /// When one of the two cannot be understood, or a password would travel unencrypted to another machine.
    pub fn smtp(url: &str, from: &str) -> Result<Self, SettingsError> {
        let smtp = Smtp::new(url, from)?;
        Ok(Self::new(Way::Smtp(Box::new(smtp)), Patience::default()))
    }

    /// The same with another patience. To be called before anything is sent.
    #[must_use]
    pub fn with(self, patience: Patience) -> Self {
        Self(Arc::new(Inner {
            way: self.0.way.clone(),
            patience,
            queue: Queue::default(),
        }))
    }

    fn new(way: Way, patience: Patience) -> Self {
        Self(Arc::new(Inner {
            way: Arc::new(way),
            patience,
            queue: Queue::default(),
        }))
    }

    /// Sends a letter and waits until it went out: one try.
    ///
    /// # Errors
    /// When it did not go out, within the limit of the patience.
    pub async fn send(&self, to: &str, letter: Letter) -> Result<(), MailError> {
        let addressed = Addressed::new(to, letter)?;
        self.0.way.send(&addressed, self.0.patience.limit).await
    }

    /// Leaves a letter to be sent in the background and returns at once, so that how long an answer takes does not tell whether a
    /// letter went out. It is tried again when that may help, and then given up, or when too many wait, with a line in
    /// the log. Has to be called within the runtime.
    pub fn post(&self, to: &str, letter: Letter) {
        self.0.queue.put(to, letter, &self.0.way, &self.0.patience);
    }

    /// Waits until nothing that was posted remains to be sent, or as long as that may take: for stopping in order.
    /// Says how many letters remain.
    pub async fn finish(&self, at_most: Duration) -> usize {
        self.0.queue.finish(at_most).await
    }
}

impl Addressed {
    fn new(to: &str, letter: Letter) -> Result<Self, MailError> {
        Ok(Self {
            to: to.trim().parse().map_err(|_| MailError::Address)?,
            letter,
            id: Uuid::now_v7(),
        })
    }
}

impl Way {
    async fn send(&self, addressed: &Addressed, limit: Duration) -> Result<(), MailError> {
        let sent = async {
            match self {
                Self::Console => console::write(addressed).await,
                Self::Smtp(smtp) => smtp.send(addressed).await,
            }
        };
        tokio::time::timeout(limit, sent)
            .await
            .unwrap_or(Err(MailError::Slow { limit }))
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0.way {
            Way::Console => f.write_str("Mailer(console)"),
            Way::Smtp(smtp) => write!(f, "Mailer({smtp:?})"),
        }
    }
}
