//! What waits to be sent to one client: bounded, and yet without a gap.
//!
//! Entries that do not fit are not kept here, because the log has them: whoever empties the box is told from where on to read. Presence
//! that does not fit is forgotten for good, and told as a whole later. Nothing else may wait for long.

use std::collections::VecDeque;

use super::{Bye, ByeCode};
use crate::log::Heads;

/// Frames of presence that may wait; more of them are old news.
const MOST_PRESENCE: usize = 4;

/// What to do for a client next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next<F> {
    /// Send this.
    Frame(F),
    /// Read what happened since, and give it to [`Outbox::caught_up`].
    Lacks(Heads),
    /// Give everything there is to tell of who is there to [`Outbox::presence`].
    LacksPresence,
    /// Wait.
    Nothing,
    /// Say this, and send nothing more.
    Bye(Bye),
    /// It is over.
    Gone,
}

#[derive(Debug)]
enum Item<F> {
    Entries { to: Heads, frame: F },
    Presence(F),
    Other(F),
}

impl<F: AsRef<[u8]>> Item<F> {
    fn bytes(&self) -> usize {
        let (Self::Entries { frame, .. } | Self::Presence(frame) | Self::Other(frame)) = self;
        frame.as_ref().len()
    }
}

/// What waits to be sent to one client.
#[derive(Debug)]
pub struct Outbox<F> {
    queue: VecDeque<Item<F>>,
    /// Bytes in it, and how many there may be.
    bytes: usize,
    most: usize,
    /// How far the logs were handed out, how far the queue leads, and how far they are said to go.
    sent: Heads,
    end: Heads,
    latest: Heads,
    presence_missed: bool,
    bye: Option<Bye>,
    gone: bool,
}

/// Whether whoever has read so far has read everything up to there.
const fn covers(has: Heads, there: Heads) -> bool {
    has.journey >= there.journey && has.catalogue >= there.catalogue
}

fn join(one: Heads, other: Heads) -> Heads {
    Heads {
        journey: one.journey.max(other.journey),
        catalogue: one.catalogue.max(other.catalogue),
    }
}

impl<F: AsRef<[u8]>> Outbox<F> {
    /// An empty one for a client that has read so far; it holds at most about so many bytes.
    #[must_use]
    pub fn new(has: Heads, most: usize) -> Self {
        Self {
            queue: VecDeque::new(),
            bytes: 0,
            most,
            sent: has,
            end: has,
            latest: has,
            presence_missed: false,
            bye: None,
            gone: false,
        }
    }

    /// Begins anew, with a frame that brings the client to here.
    pub fn start(&mut self, has: Heads, frame: F) {
        (self.sent, self.end, self.latest) = (has, has, has);
        // As entries are: what is read later comes behind it.
        self.put(Item::Entries { to: has, frame });
    }

    /// Entries that lead from one place of the logs to another.
    pub fn entries(&mut self, after: Heads, to: Heads, frame: F) {
        let kept_up = covers(self.end, self.latest);
        self.latest = join(self.latest, to);
        // What is known is not sent again, and behind a gap nothing can be used.
        if !kept_up || covers(self.end, to) || !covers(self.end, after) {
            return;
        }
        // Nor what does not fit: what waits already is sent first, and then the log is read.
        if self.bytes + frame.as_ref().len() > self.most {
            return;
        }
        self.end = join(self.end, to);
        self.put(Item::Entries { to, frame });
    }

    /// What was read since the place that [`Next::Lacks`] named, up to this one.
    pub fn caught_up(&mut self, to: Heads, frame: F) {
        self.end = join(self.end, to);
        self.latest = join(self.latest, to);
        self.bytes += frame.as_ref().len();
        self.queue.push_front(Item::Entries { to, frame });
    }

    /// The logs are said to go so far; who lacks something of it is to read it.
    pub fn heard_of(&mut self, latest: Heads) {
        self.latest = join(self.latest, latest);
    }

    /// What others do.
    pub fn presence(&mut self, frame: F) {
        let waiting = self
            .queue
            .iter()
            .filter(|item| matches!(item, Item::Presence(_)));
        if waiting.count() >= MOST_PRESENCE || self.bytes + frame.as_ref().len() > self.most {
            self.presence_missed = true;
        } else {
            self.put(Item::Presence(frame));
        }
    }

    /// Anything else. Whoever lets that pile up is not reading.
    pub fn other(&mut self, frame: F) {
        let waiting = self
            .queue
            .iter()
            .filter(|item| matches!(item, Item::Other(_)));
        let waiting: usize = waiting.map(Item::bytes).sum();
        if waiting > self.most {
            self.close(ByeCode::SlowReader.bye());
        } else {
            self.put(Item::Other(frame));
        }
    }

    /// Nothing more is sent but this. The first reason is the one that is said.
    pub fn close(&mut self, bye: Bye) {
        if self.bye.is_none() && !self.gone {
            self.bye = Some(bye);
        }
        self.queue.clear();
        self.bytes = 0;
    }

    /// Whether it was closed.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.gone || self.bye.is_some()
    }

    fn put(&mut self, item: Item<F>) {
        if !self.is_closed() {
            self.bytes += item.bytes();
            self.queue.push_back(item);
        }
    }

    /// What to do next.
    pub fn take_next(&mut self) -> Next<F> {
        if self.gone {
            return Next::Gone;
        }
        if let Some(bye) = self.bye.take() {
            self.gone = true;
            return Next::Bye(bye);
        }
        let entries_wait = self
            .queue
            .iter()
            .any(|item| matches!(item, Item::Entries { .. }));
        if !entries_wait && !covers(self.end, self.latest) {
            return Next::Lacks(self.sent);
        }
        let Some(item) = self.queue.pop_front() else {
            if self.presence_missed {
                self.presence_missed = false;
                return Next::LacksPresence;
            }
            return Next::Nothing;
        };
        self.bytes -= item.bytes();
        match item {
            Item::Entries { to, frame } => {
                self.sent = join(self.sent, to);
                Next::Frame(frame)
            }
            Item::Presence(frame) | Item::Other(frame) => Next::Frame(frame),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(journey: u64) -> Heads {
        Heads {
            journey,
            catalogue: 0,
        }
    }

    fn frame(text: &str) -> Next<Vec<u8>> {
        Next::Frame(text.into())
    }

    #[test]
    fn entries_are_handed_out_in_order_and_each_once() {
        let mut outbox: Outbox<Vec<u8>> = Outbox::new(at(0), 100);
        outbox.entries(at(0), at(1), "a".into());
        outbox.entries(at(0), at(1), "a again".into());
        outbox.entries(at(1), at(3), "bc".into());
        outbox.other("settled".into());
        for next in [frame("a"), frame("bc"), frame("settled"), Next::Nothing] {
            assert_eq!(outbox.take_next(), next);
        }
    }

    #[test]
    fn what_does_not_fit_is_read_from_the_log_before_anything_later_is_sent() {
        let mut outbox: Outbox<Vec<u8>> = Outbox::new(at(0), 12);
        outbox.entries(at(0), at(1), "12345".into());
        outbox.other("x".into());
        outbox.entries(at(1), at(2), "6789012".into());
        outbox.other("y".into());
        outbox.entries(at(2), at(3), "a".into());
        assert_eq!(outbox.take_next(), frame("12345"));
        assert_eq!(outbox.take_next(), Next::Lacks(at(1)));
        assert_eq!(outbox.take_next(), Next::Lacks(at(1)));
        outbox.caught_up(at(3), "both".into());
        outbox.entries(at(3), at(4), "d".into());
        for next in ["both", "x", "y", "d"] {
            assert_eq!(outbox.take_next(), frame(next));
        }
        assert_eq!(outbox.take_next(), Next::Nothing);
    }

    #[test]
    fn nothing_that_was_read_overtakes_what_the_client_begins_with() {
        let mut outbox: Outbox<Vec<u8>> = Outbox::new(at(0), 8);
        outbox.start(at(1), "welcome".into());
        outbox.entries(at(1), at(2), "too much".into());
        assert_eq!(outbox.take_next(), frame("welcome"));
        assert_eq!(outbox.take_next(), Next::Lacks(at(1)));
    }

    #[test]
    fn after_a_gap_one_reads_and_what_came_while_one_read_is_read_too() {
        let mut outbox: Outbox<Vec<u8>> = Outbox::new(at(5), 100);
        outbox.entries(at(6), at(7), "seven".into());
        assert_eq!(outbox.take_next(), Next::Lacks(at(5)));
        outbox.entries(at(7), at(8), "eight".into());
        outbox.caught_up(at(7), "six, seven".into());
        assert_eq!(outbox.take_next(), frame("six, seven"));
        assert_eq!(outbox.take_next(), Next::Lacks(at(7)));
        outbox.caught_up(at(8), "eight".into());
        assert_eq!(outbox.take_next(), frame("eight"));
        assert_eq!(outbox.take_next(), Next::Nothing);
        outbox.heard_of(at(9));
        assert_eq!(outbox.take_next(), Next::Lacks(at(8)));
    }

    #[test]
    fn presence_that_piles_up_is_dropped_and_told_as_a_whole_later() {
        let mut outbox: Outbox<Vec<u8>> = Outbox::new(at(0), 1_000);
        for n in 0..10 {
            outbox.presence(vec![n]);
        }
        for n in 0..4 {
            assert_eq!(outbox.take_next(), Next::Frame(vec![n]));
        }
        assert_eq!(outbox.take_next(), Next::LacksPresence);
        outbox.presence("whole".into());
        assert_eq!(outbox.take_next(), frame("whole"));
        assert_eq!(outbox.take_next(), Next::Nothing);
    }

    #[test]
    fn whoever_reads_nothing_is_cut() {
        let mut outbox: Outbox<Vec<u8>> = Outbox::new(at(0), 100);
        for _ in 0..100 {
            outbox.other(vec![0; 10]);
        }
        assert_eq!(outbox.take_next(), Next::Bye(ByeCode::SlowReader.bye()));
        assert_eq!(outbox.take_next(), Next::Gone);
    }

    #[test]
    fn after_a_bye_nothing_is_sent_whatever_waited_or_comes() {
        let mut outbox: Outbox<Vec<u8>> = Outbox::new(at(0), 100);
        outbox.entries(at(0), at(1), "a".into());
        outbox.close(ByeCode::Revoked.bye());
        outbox.close(ByeCode::Silent.bye());
        outbox.entries(at(1), at(2), "b".into());
        outbox.other("c".into());
        outbox.presence("d".into());
        assert_eq!(outbox.take_next(), Next::Bye(ByeCode::Revoked.bye()));
        outbox.entries(at(2), at(3), "e".into());
        outbox.heard_of(at(9));
        assert_eq!(outbox.take_next(), Next::Gone);
    }
}
