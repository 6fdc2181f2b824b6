//! Replicas and a server over a bad line: everyone ends up with the same board, nothing is lost, nothing
//! happens twice.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shared::{
    api::{PushReply, Update},
    id::ClientId,
    journey,
    log::{Change, Timestamp, state_hash},
    replica::{Notice, Replica},
};

use crate::{
    sim::{Server, wire},
    wish::{Dice, dice, intent},
    world::*,
};

pub(crate) const AT: Timestamp = Timestamp(1_760_000_000_000);

pub(crate) fn client(n: usize) -> ClientId {
    ClientId::new(uuid(0xc000 + n as u128))
}

pub(crate) fn replica(server: &Server, n: usize) -> Replica {
    Replica::new(client(n), owner(), server.snapshot())
}

/// A tab: its replica, the answer on its way to it, and things that may arrive late or twice.
struct Tab {
    replica: Replica,
    answer: Option<(u64, PushReply)>,
    old_answer: Option<(u64, PushReply)>,
    old_update: Option<Update>,
    queued: u64,
    rejected: BTreeSet<u64>,
}

impl Tab {
    fn heard(&mut self, notices: Vec<Notice>) {
        for notice in notices {
            if let Notice::Rejected { client_seq, .. } = notice {
                assert!(
                    self.rejected.insert(client_seq),
                    "told once of each refusal"
                );
            }
        }
    }

    fn edit(&mut self, act: impl FnOnce(&mut Replica) -> bool) {
        let before = self.replica.pending_len() as u64;
        let board = state_hash(self.replica.shown()).unwrap();
        if !act(&mut self.replica) {
            assert_eq!(board, state_hash(self.replica.shown()).unwrap());
        }
        self.queued += self.replica.pending_len() as u64 - before;
    }

    fn send(&mut self, server: &mut Server, arrives: bool, whole: bool) {
        if self.answer.is_some() {
            return;
        }
        if let Some(push) = self.replica.next_push() {
            assert!(self.replica.next_push().is_none(), "one push at a time");
            if arrives {
                let reply = server.push(&wire(&push), whole);
                self.answer = Some((push.client_seq, wire(&reply)));
            } else {
                self.replica.failed();
            }
        }
    }

    fn answer(&mut self) {
        if let Some((client_seq, reply)) = self.answer.take() {
            self.old_answer = Some((client_seq, reply.clone()));
            let notices = self.replica.receive_reply(client_seq, reply);
            self.heard(notices);
        }
    }

    fn act(&mut self, server: &mut Server, dice: Dice) {
        let whole = dice[3].is_multiple_of(5);
        match dice[1] % 16 {
            0..=3 => {
                let wishes = vec![intent(
                    self.replica.shown(),
                    [
                        dice[2], dice[3], dice[4], dice[5], dice[6], dice[0], dice[1],
                    ],
                )];
                self.edit(|replica| replica.edit(wishes, AT).is_ok());
            }
            4 => self.edit(|replica| replica.undo(AT).is_ok()),
            5 => self.edit(|replica| replica.redo(AT).is_ok()),
            6..=8 => self.send(server, !dice[2].is_multiple_of(4), whole),
            9 | 10 => self.answer(),
            11 => {
                // The answer gets lost on its way.
                if self.answer.take().is_some() {
                    self.replica.failed();
                }
            }
            12 => {
                if let Some((client_seq, reply)) = self.old_answer.clone() {
                    let notices = self.replica.receive_reply(client_seq, reply);
                    self.heard(notices);
                }
            }
            13 => {
                let update = wire(&server.since(self.replica.heads(), whole));
                self.old_update = Some(update.clone());
                let notices = self.replica.receive(update);
                self.heard(notices);
            }
            14 => {
                if let Some(update) = self.old_update.clone() {
                    let notices = self.replica.receive(update);
                    self.heard(notices);
                }
            }
            _ => {
                // The tab is closed and another one opened.
                let kept = self.replica.persist().unwrap();
                self.replica = Replica::new(client(99), owner(), server.snapshot());
                let notices = self.replica.restore(&kept).unwrap();
                self.heard(notices);
                self.answer = None;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn replicas_agree_at_rest_and_every_push_counts_once(
        script in prop::collection::vec((0..3usize, dice()), 1..150),
    ) {
        let mut server = Server::new();
        let start = server.board.clone();
        let mut tabs: Vec<Tab> = (0..3).map(|n| Tab {
            replica: replica(&server, n),
            answer: None,
            old_answer: None,
            old_update: None,
            queued: 0,
            rejected: BTreeSet::new(),
        }).collect();
        for (n, dice) in script {
            tabs[n].act(&mut server, dice);
            let board = tabs[n].replica.shown();
            prop_assert_eq!(journey::check(&board.journey, &board.catalogue), Ok(()));
        }
        // The line recovers.
        for tab in &mut tabs {
            while tab.replica.pending_len() > 0 {
                tab.answer();
                tab.send(&mut server, true, false);
            }
            tab.answer();
        }
        let mut log = start;
        for entry in &server.catalogue {
            entry.changes.iter().for_each(|c| drop(log.apply(&Change::Catalogue(c.clone()))));
        }
        for entry in &server.journey {
            entry.changes.iter().for_each(|c| drop(log.apply(&Change::Journey(c.clone()))));
        }
        prop_assert_eq!(&log, &server.board, "the log alone gives the state");
        for (n, tab) in tabs.iter_mut().enumerate() {
            let notices = tab.replica.receive(server.since(tab.replica.heads(), false));
            prop_assert_eq!(notices, vec![]);
            prop_assert_eq!(tab.replica.heads(), server.heads());
            prop_assert_eq!(
                state_hash(tab.replica.shown()).unwrap(),
                state_hash(&server.board).unwrap()
            );
            let mine = server.journey.iter().filter(|entry| entry.client_id == client(n));
            let accepted: Vec<u64> = mine.map(|entry| entry.client_seq).collect();
            let each: BTreeSet<u64> = accepted.iter().copied().collect();
            prop_assert_eq!(accepted.len(), each.len(), "each push counts once");
            prop_assert!(each.is_disjoint(&tab.rejected));
            prop_assert_eq!(accepted.len() + tab.rejected.len(), tab.queued as usize, "none is lost");
        }
    }
}
