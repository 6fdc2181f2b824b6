//! How many sockets there may be, and the word to all of them that the server stops.

use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use shared::id::{ActorId, JourneyId};
use tokio::sync::watch;

/// How long sockets may take to say goodbye.
const FAREWELL: Duration = Duration::from_secs(2);

/// How many sockets there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MostSockets {
    /// All together.
    pub all: usize,
    /// On one board.
    pub board: usize,
    /// Of one account or guest.
    pub account: usize,
    /// From one address; programs on this machine may have as many as there are.
    pub address: usize,
}

impl Default for MostSockets {
    fn default() -> Self {
        Self {
            all: 4_000,
            board: 400,
            account: 40,
            address: 400,
        }
    }
}

/// The sockets of an installation. Cloning it is cheap and gives the same ones.
#[derive(Debug, Clone)]
pub struct Sockets(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    most: MostSockets,
    taken: Mutex<Taken>,
    stopping: watch::Sender<bool>,
    left: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    boards: HashMap<JourneyId, usize>,
    accounts: HashMap<ActorId, usize>,
    addresses: HashMap<IpAddr, usize>,
}

/// The place of one socket; free again when it is dropped.
#[derive(Debug)]
pub(super) struct Ticket {
    sockets: Sockets,
    board: JourneyId,
    account: Option<ActorId>,
    address: Option<IpAddr>,
}

impl Default for Sockets {
    fn default() -> Self {
        Self::new(MostSockets::default())
    }
}

impl Sockets {
    /// Room for so many.
    #[must_use]
    pub fn new(most: MostSockets) -> Self {
        Self(Arc::new(Inner {
            most,
            taken: Mutex::default(),
            stopping: watch::Sender::new(false),
            left: watch::Sender::new(0),
        }))
    }

    /// A place, unless there are too many already. Of the local owner, and of programs on this machine, only the board's count.
    pub(super) fn place(
        &self,
        board: JourneyId,
        account: Option<ActorId>,
        address: Option<IpAddr>,
    ) -> Option<Ticket> {
        let most = self.0.most;
        let mut taken = self.taken();
        let has = |count: Option<&usize>| count.copied().unwrap_or(0);
        let crowded = taken.all >= most.all
            || has(taken.boards.get(&board)) >= most.board
            || account.is_some_and(|account| has(taken.accounts.get(&account)) >= most.account)
            || address.is_some_and(|address| has(taken.addresses.get(&address)) >= most.address);
        if crowded || *self.0.stopping.borrow() {
            return None;
        }
        taken.all += 1;
        *taken.boards.entry(board).or_default() += 1;
        if let Some(account) = account {
            *taken.accounts.entry(account).or_default() += 1;
        }
        if let Some(address) = address {
            *taken.addresses.entry(address).or_default() += 1;
        }
        self.0.left.send_replace(taken.all);
        Some(Ticket {
            sockets: self.clone(),
            board,
            account,
            address,
        })
    }

    /// Resolves when the server stops.
    pub(super) async fn stopping(&self) {
        let mut stopping = self.0.stopping.subscribe();
        // The sender is in `self`: there is always one.
        let _ = stopping.wait_for(|stopping| *stopping).await;
    }

    /// Tells all of them that the server stops, and waits a little until they are gone.
    pub async fn stop(&self) {
        self.0.stopping.send_replace(true);
        let mut left = self.0.left.subscribe();
        let gone = left.wait_for(|left| *left == 0);
        if tokio::time::timeout(FAREWELL, gone).await.is_err() {
            tracing::debug!("stopped with sockets open");
        }
    }

    fn taken(&self) -> std::sync::MutexGuard<'_, Taken> {
        self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn free<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut taken = self.sockets.taken();
        taken.all -= 1;
        free(&mut taken.boards, &self.board);
        if let Some(account) = &self.account {
            free(&mut taken.accounts, account);
        }
        if let Some(address) = &self.address {
            free(&mut taken.addresses, address);
        }
        self.sockets.0.left.send_replace(taken.all);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn board(n: u128) -> JourneyId {
        JourneyId::new(Uuid::from_u128(n))
    }

    fn account(n: u128) -> Option<ActorId> {
        Some(ActorId::new(Uuid::from_u128(n)))
    }

    fn address(last: u8) -> Option<IpAddr> {
        Some(IpAddr::from([203, 0, 113, last]))
    }

    #[tokio::test]
    async fn a_board_an_account_and_an_address_have_so_many_and_leave_them_when_they_go() {
        let sockets = Sockets::new(MostSockets {
            all: 4,
            board: 3,
            account: 2,
            address: 2,
        });
        let first = sockets.place(board(1), account(1), address(1)).unwrap();
        let _second = sockets.place(board(1), account(1), address(2)).unwrap();
        assert!(sockets.place(board(2), account(1), address(3)).is_none());
        let _third = sockets.place(board(1), account(2), address(1)).unwrap();
        assert!(sockets.place(board(1), account(3), address(3)).is_none());
        assert!(sockets.place(board(2), account(3), address(1)).is_none());
        let _fourth = sockets.place(board(2), None, None).unwrap();
        assert!(sockets.place(board(3), None, None).is_none());
        drop(first);
        let again = sockets.place(board(1), account(1), address(1)).unwrap();
        drop((again, _second, _third, _fourth));
        let taken = sockets.taken();
        assert_eq!(taken.all, 0);
        assert!(taken.boards.is_empty() && taken.accounts.is_empty() && taken.addresses.is_empty());
    }

    #[tokio::test]
    async fn when_the_server_stops_nobody_comes_any_more() {
        let sockets = Sockets::default();
        let ticket = sockets.place(board(1), None, None).unwrap();
        let told = sockets.clone();
        let waits = tokio::spawn(async move {
            told.stopping().await;
            drop(ticket);
        });
        sockets.stop().await;
        waits.await.unwrap();
        assert!(sockets.place(board(1), None, None).is_none());
    }
}
