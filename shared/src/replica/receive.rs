//! What comes from the server: answers to pushes, others' entries, snapshots. They may come late, twice,
//! and in another order than they were sent.

use std::collections::BTreeMap;

use super::{Notice, Replica, writing::written};
use crate::{
    api::{BoardSnapshot, Outcome, PushReply, Tail, Update},
    log::{
        CatalogueEntry, Change, ClientSeq, Context, Decided, Entry, JourneyEntry, Prior, Rejection,
        Seq, decide_push,
    },
};

impl Replica {
    /// Takes the answer to the push `client_seq`.
    pub fn receive_reply(&mut self, client_seq: ClientSeq, reply: PushReply) -> Vec<Notice> {
        if self.first_pending() != Some(client_seq) {
            // Settled already; what else has happened is welcome all the same.
            return self.receive(reply.update);
        }
        self.in_flight = false;
        match reply.outcome {
            Outcome::Rejected {
                intent: None,
                rejection: Rejection::Gap { expected, .. },
            } => {
                let notices = self.receive(reply.update);
                self.renumber(expected);
                notices
            }
            // Not considered: it is sent again on the snapshot that came with the answer.
            Outcome::Rejected {
                intent: None,
                rejection: Rejection::AheadOfLog { .. },
            } => self.receive(reply.update),
            Outcome::Rejected { intent, rejection } => {
                let mut notices = Vec::new();
                self.unapply();
                if let Some(push) = self.pending.pop_front() {
                    self.history.dropped(client_seq);
                    let intents = push.intents;
                    notices.push(Notice::Rejected {
                        client_seq,
                        intents,
                        intent,
                        rejection,
                    });
                }
                self.update(reply.update, &mut notices);
                self.replay(&mut notices);
                notices
            }
            Outcome::Accepted { seq } => {
                let mut notices = self.receive(reply.update);
                // Its entry is part of a snapshot. What it overwrote is not known any more.
                if self.first_pending() == Some(client_seq) && seq <= self.heads.journey {
                    self.unapply();
                    self.pending.pop_front();
                    self.history.dropped(client_seq);
                    self.replay(&mut notices);
                }
                notices
            }
        }
    }

    /// Takes what has happened since, whether it was asked for or came by itself.
    pub fn receive(&mut self, update: Update) -> Vec<Notice> {
        let mut notices = Vec::new();
        self.update(update, &mut notices);
        self.replay(&mut notices);
        notices
    }

    fn first_pending(&self) -> Option<ClientSeq> {
        self.pending.front().map(|push| push.client_seq)
    }

    /// Brings what is confirmed up to date. Pending may be left rolled back.
    fn update(&mut self, update: Update, notices: &mut Vec<Notice>) {
        match update {
            Update::Tail(tail) => {
                let catalogue = unseen(tail.catalogue, self.heads.catalogue, notices);
                let journey = unseen(tail.journey, self.heads.journey, notices);
                let tail = Tail { catalogue, journey };
                if self.is_first_pending(&tail) {
                    self.confirm_first(&tail);
                } else if !(tail.catalogue.is_empty() && tail.journey.is_empty()) {
                    self.unapply();
                    self.advance(tail);
                }
            }
            Update::Snapshot(snapshot) => {
                let newer = snapshot.lineage != self.lineage
                    || snapshot.heads.journey > self.heads.journey
                    || snapshot.heads.catalogue > self.heads.catalogue;
                if newer {
                    self.adopt(*snapshot);
                }
            }
        }
    }

    fn adopt(&mut self, snapshot: BoardSnapshot) {
        self.remember_written();
        for push in &mut self.pending {
            push.applied = None;
        }
        self.lineage = snapshot.lineage;
        self.heads = snapshot.heads;
        self.board = snapshot.board;
        self.revision += 1;
    }

    /// Whether all that is new is this replica's first pending push, decided as it was foreseen.
    fn is_first_pending(&self, tail: &Tail) -> bool {
        let ([entry], Some(push)) = (tail.journey.as_slice(), self.pending.front()) else {
            return false;
        };
        let mine = |client, client_seq| client == self.client && client_seq == push.client_seq;
        let foreign = |entry: &CatalogueEntry| !mine(entry.client_id, entry.client_seq);
        let Some(Decided { changes, .. }) = &push.applied else {
            return false;
        };
        let foreseen_journey = changes.iter().filter_map(|change| match change {
            Change::Journey(change) => Some(change),
            Change::Catalogue(_) => None,
        });
        let foreseen_catalogue = changes.iter().filter_map(|change| match change {
            Change::Catalogue(change) => Some(change),
            Change::Journey(_) => None,
        });
        mine(entry.client_id, entry.client_seq)
            && !tail.catalogue.iter().any(foreign)
            && foreseen_journey.eq(&entry.changes)
            && foreseen_catalogue.eq(tail.catalogue.iter().flat_map(|entry| &entry.changes))
    }

    /// What is shown stays; only what it is called changes.
    fn confirm_first(&mut self, tail: &Tail) {
        self.seen(tail);
        self.in_flight = false;
        if let Some(push) = self.pending.pop_front() {
            let priors = push
                .applied
                .map(|decided| decided.priors)
                .unwrap_or_default();
            self.history.confirmed(push.client_seq, &priors);
        }
    }

    fn seen(&mut self, tail: &Tail) {
        self.heads.catalogue = tail
            .catalogue
            .last()
            .map_or(self.heads.catalogue, |e| e.seq);
        self.heads.journey = tail.journey.last().map_or(self.heads.journey, |e| e.seq);
    }

    /// Applies entries to what is confirmed, which pending has left, and drops what they acknowledge.
    fn advance(&mut self, tail: Tail) {
        self.seen(&tail);
        let mut priors: BTreeMap<ClientSeq, Vec<Prior>> = BTreeMap::new();
        for CatalogueEntry {
            client_id,
            client_seq,
            changes,
            ..
        } in tail.catalogue
        {
            for change in changes {
                let prior = self.board.apply(&Change::Catalogue(change));
                if client_id == self.client {
                    priors.entry(client_seq).or_default().push(prior);
                }
            }
        }
        for JourneyEntry {
            client_id,
            client_seq,
            changes,
            ..
        } in tail.journey
        {
            let mut overwritten = Vec::new();
            for change in changes {
                overwritten.push(self.board.apply(&Change::Journey(change)));
            }
            if client_id == self.client {
                let mut of_catalogue = priors.remove(&client_seq).unwrap_or_default();
                of_catalogue.append(&mut overwritten);
                self.acknowledge(client_seq, &of_catalogue);
            }
        }
    }

    fn acknowledge(&mut self, client_seq: ClientSeq, priors: &[Prior]) {
        while self
            .first_pending()
            .is_some_and(|first| first <= client_seq)
        {
            self.pending.pop_front();
            self.in_flight = false;
        }
        self.history.confirmed(client_seq, priors);
    }

    /// Rolls every pending push back, so that only what is confirmed remains.
    pub(super) fn unapply(&mut self) {
        self.remember_written();
        for push in self.pending.iter_mut().rev() {
            if let Some(decided) = push.applied.take() {
                self.board.rollback_all(decided.priors);
            }
        }
        self.revision += 1;
    }

    /// Keeps in mind what was written on what is shown, before something else is.
    fn remember_written(&mut self) {
        if self.written.is_none() {
            let shown = self.pending.iter().filter(|push| push.applied.is_some());
            self.written = Some(written(shown));
        }
    }

    /// Decides every pending push that is not applied again, on what is there now.
    pub(super) fn replay(&mut self, notices: &mut Vec<Notice>) {
        if let Some(written) = self.written.take() {
            self.rewrite(written);
        }
        for push in &mut self.pending {
            if push.applied.is_some() {
                continue;
            }
            let context = Context {
                actor: self.actor.clone(),
                at: push.at,
            };
            match decide_push(&mut self.board, &context, &push.intents) {
                Ok(decided) => {
                    push.applied = Some(decided);
                    push.skipped = false;
                    self.revision += 1;
                }
                // Its ids are there: it had arrived, and is part of a snapshot.
                Err((_, Rejection::IdUsed { .. })) => {}
                Err((intent, rejection)) if !push.skipped => {
                    push.skipped = true;
                    let client_seq = push.client_seq;
                    notices.push(Notice::Skipped {
                        client_seq,
                        intent,
                        rejection,
                    });
                }
                Err(_) => {}
            }
        }
    }

    /// Numbers pending from `first`, where the server's count goes on.
    fn renumber(&mut self, first: ClientSeq) {
        let Some(before) = self.first_pending() else {
            return;
        };
        let to = |client_seq: ClientSeq| first.saturating_add(client_seq.saturating_sub(before));
        for push in &mut self.pending {
            push.client_seq = to(push.client_seq);
        }
        self.next_seq = to(self.next_seq);
        self.history.renumbered(to);
    }
}

/// The entries after `head`. Behind a gap nothing can be applied: somebody has to ask for it.
fn unseen<C>(entries: Vec<Entry<C>>, head: Seq, notices: &mut Vec<Notice>) -> Vec<Entry<C>> {
    let mut next = head;
    let mut unseen = Vec::new();
    for entry in entries.into_iter().filter(|entry| entry.seq > head) {
        if entry.seq != next.saturating_add(1) {
            if !notices.contains(&Notice::Resync) {
                notices.push(Notice::Resync);
            }
            break;
        }
        next = entry.seq;
        unseen.push(entry);
    }
    unseen
}
