//! Letters that wait to be sent, in memory: one task sends them one after another, and those that failed again later.
//!
//! There is room for so many and no more, so that a mail server that is down cannot fill the memory. What waits when the
//! program ends is lost; its reader asks for it again.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use tokio::{
    runtime::Handle,
    sync::{mpsc, watch},
    time::{Instant, sleep_until, timeout},
};

use super::{Addressed, Letter, MailError, Patience, Way};

/// Letters that wait for their first try.
const MOST_NEW: usize = 256;
/// Letters that wait for another try; while there are as many, new ones wait too.
const MOST_AGAIN: usize = 256;

/// The way to the task, which begins with the first letter and ends after the last when no mailer is left.
pub(super) struct Queue {
    letters: OnceLock<mpsc::Sender<Posted>>,
    remaining: Arc<watch::Sender<usize>>,
}

/// A letter as it was given.
struct Posted {
    to: String,
    letter: Letter,
}

/// A letter that has been tried.
struct Tried {
    addressed: Addressed,
    tries: usize,
    due: Instant,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            letters: OnceLock::new(),
            remaining: Arc::new(watch::Sender::new(0)),
        }
    }
}

impl Queue {
    /// Does the same work whatever the address is, and looks at it later.
    pub(super) fn put(&self, to: &str, letter: Letter, way: &Arc<Way>, patience: &Patience) {
        let kind = letter.kind().name();
        let Ok(runtime) = Handle::try_current() else {
            tracing::error!(
                letter = kind,
                "a letter was posted outside the runtime and is lost"
            );
            return;
        };
        let letters = self.letters.get_or_init(|| {
            let (letters, posted) = mpsc::channel(MOST_NEW);
            let worker = Worker {
                posted,
                again: Vec::new(),
                way: way.clone(),
                patience: patience.clone(),
                remaining: self.remaining.clone(),
            };
            runtime.spawn(worker.run());
            letters
        });
        let to = to.to_owned();
        self.remaining.send_modify(|count| *count += 1);
        if letters.try_send(Posted { to, letter }).is_err() {
            one_less(&self.remaining);
            tracing::error!(letter = kind, "too many letters wait: this one is not sent");
        }
    }

    /// Waits until none remains, and says how many do.
    pub(super) async fn finish(&self, at_most: Duration) -> usize {
        let mut remaining = self.remaining.subscribe();
        // Those that remain after the time are counted below.
        let _ = timeout(at_most, remaining.wait_for(|count| *count == 0)).await;
        *remaining.borrow()
    }
}

fn one_less(remaining: &watch::Sender<usize>) {
    remaining.send_modify(|count| *count = count.saturating_sub(1));
}

/// What sends.
struct Worker {
    posted: mpsc::Receiver<Posted>,
    again: Vec<Tried>,
    way: Arc<Way>,
    patience: Patience,
    remaining: Arc<watch::Sender<usize>>,
}

impl Worker {
    async fn run(mut self) {
        while let Some(tried) = self.next().await {
            self.attempt(tried).await;
        }
    }

    /// The next letter to be tried: one whose time has come, else a new one. None when no more can come.
    async fn next(&mut self) -> Option<Tried> {
        loop {
            let due = self.again.iter().map(|tried| tried.due).min();
            let came = tokio::select! {
                biased;
                () = until(due) => {
                    let first = self.again.iter().position(|tried| Some(tried.due) == due)?;
                    return Some(self.again.swap_remove(first));
                }
                came = self.posted.recv(), if self.again.len() < MOST_AGAIN => came,
            };
            let Some(Posted { to, letter }) = came else {
                // No mailer is left: what waits is still tried.
                let due = due?;
                sleep_until(due).await;
                continue;
            };
            let kind = letter.kind().name();
            match Addressed::new(&to, letter) {
                Ok(addressed) => {
                    let (tries, due) = (0, Instant::now());
                    return Some(Tried {
                        addressed,
                        tries,
                        due,
                    });
                }
                Err(error) => self.give_up(kind, 0, &error),
            }
        }
    }

    async fn attempt(&mut self, mut tried: Tried) {
        let sent = self.way.send(&tried.addressed, self.patience.limit).await;
        let kind = tried.addressed.letter.kind().name();
        tried.tries += 1;
        let Err(error) = sent else {
            one_less(&self.remaining);
            return;
        };
        match self.patience.waits.get(tried.tries - 1) {
            Some(wait) if error.is_passing() => {
                tracing::info!(letter = kind, tries = tried.tries, %error, "a letter did not go out yet");
                tried.due = Instant::now() + *wait;
                self.again.push(tried);
            }
            _ => self.give_up(kind, tried.tries, &error),
        }
    }

    fn give_up(&self, kind: &'static str, tries: usize, error: &MailError) {
        tracing::warn!(letter = kind, tries, %error, "a letter was given up");
        one_less(&self.remaining);
    }
}

/// At a time; never without one.
async fn until(due: Option<Instant>) {
    match due {
        Some(due) => sleep_until(due).await,
        None => std::future::pending().await,
    }
}
