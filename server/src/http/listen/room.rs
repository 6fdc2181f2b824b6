//! How many connections there may be: all together, and from one address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::http::{address::Trusted, limit::network};

/// Room for connections.
#[derive(Debug, Clone)]
pub(super) struct Room {
    all: Arc<Semaphore>,
    each: Arc<Each>,
}

#[derive(Debug)]
struct Each {
    most: usize,
    trusted: Trusted,
    taken: Mutex<HashMap<IpAddr, usize>>,
}

/// The place of one connection; free again when it is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    _one: OwnedSemaphorePermit,
    from: Option<(IpAddr, Arc<Each>)>,
}

impl Room {
    /// Room for so many connections, and so many from one address that is neither this machine nor a trusted proxy: those stand for
    /// many.
    pub(super) fn new(most: usize, each: usize, trusted: Trusted) -> Self {
        Self {
            all: Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS))),
            each: Arc::new(Each {
                most: each,
                trusted,
                taken: Mutex::default(),
            }),
        }
    }

    /// Waits until there is room for one more, from wherever.
    pub(super) async fn one_more(&self) -> OwnedSemaphorePermit {
        match Arc::clone(&self.all).acquire_owned().await {
            Ok(permit) => permit,
            // It is never closed.
            Err(_) => std::future::pending().await,
        }
    }

    /// The place of a connection from this address, unless it has too many already.
    pub(super) fn seat(&self, one: OwnedSemaphorePermit, peer: IpAddr) -> Option<Seat> {
        let peer = peer.to_canonical();
        if peer.is_loopback() || self.each.trusted.contains(peer) {
            return Some(Seat {
                _one: one,
                from: None,
            });
        }
        let from = network(peer);
        {
            let mut taken = self.each.taken();
            let taken = taken.entry(from).or_default();
            if *taken >= self.each.most {
                return None;
            }
            *taken += 1;
        }
        Some(Seat {
            _one: one,
            from: Some((from, Arc::clone(&self.each))),
        })
    }
}

impl Each {
    fn taken(&self) -> std::sync::MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some((from, each)) = self.from.take() else {
            return;
        };
        let mut taken = each.taken();
        if let Some(count) = taken.get_mut(&from) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{future::Future, pin::pin, task::Poll};

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    async fn seat(room: &Room, peer: &str) -> Option<Seat> {
        room.seat(room.one_more().await, ip(peer))
    }

    #[tokio::test]
    async fn one_address_has_so_many_places_and_leaves_them_when_it_goes() {
        let room = Room::new(100, 2, "10.0.0.1".parse().unwrap());
        let first = seat(&room, "203.0.113.5").await.unwrap();
        let second = seat(&room, "::ffff:203.0.113.5").await.unwrap();
        assert!(seat(&room, "203.0.113.5").await.is_none());
        let other = seat(&room, "203.0.113.6").await.unwrap();
        drop(first);
        let third = seat(&room, "203.0.113.5").await.unwrap();
        drop((second, other, third));
        assert!(room.each.taken().is_empty());
        assert_eq!(room.all.available_permits(), 100);
    }

    #[tokio::test]
    async fn the_addresses_of_one_network_of_ipv6_count_as_one() {
        let room = Room::new(100, 1, Trusted::default());
        let _one = seat(&room, "2001:db8::1").await.unwrap();
        assert!(seat(&room, "2001:db8::2").await.is_none());
        assert!(seat(&room, "2001:db8:0:1::1").await.is_some());
    }

    #[tokio::test]
    async fn this_machine_and_trusted_proxies_may_have_as_many_as_there_are() {
        let room = Room::new(100, 1, "10.0.0.1".parse().unwrap());
        let mut seats = Vec::new();
        for peer in ["127.0.0.1", "::1", "10.0.0.1", "::ffff:127.0.0.1"] {
            for _ in 0..3 {
                seats.push(seat(&room, peer).await.unwrap());
            }
        }
    }

    #[tokio::test]
    async fn when_all_places_are_taken_the_next_waits_until_one_is_free() {
        let room = Room::new(1, 10, Trusted::default());
        let only = seat(&room, "127.0.0.1").await.unwrap();
        let mut next = pin!(room.one_more());
        let waits =
            std::future::poll_fn(|context| Poll::Ready(next.as_mut().poll(context).is_pending()));
        assert!(waits.await);
        drop(only);
        drop(next.await);
    }
}
