//! The server's end of a connection: who may speak when, how much, and what is sent back.

use super::{Bucket, Bye, ByeCode, Flow, Hello, Millis, Next, Outbox, RoleChanged, Sign};
use crate::{
    api::{PROTOCOL, Push},
    id::JourneyId,
    log::Heads,
    wire::{ClientMessage, WireError, decode},
};

/// What one connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Within which time it has to say hello.
    pub hello_within: Millis,
    /// After how long a silence nobody is taken to be there. Browsers let pages that are out of sight speak once in a minute.
    pub silent_after: Millis,
    /// Messages.
    pub messages: Flow,
    /// Bytes in messages.
    pub bytes: Flow,
    /// Bytes of a message that is no push.
    pub small: usize,
    /// Pushes that may wait for their outcome.
    pub waiting: usize,
    /// Bytes that may wait to be read.
    pub outbox: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            hello_within: 5_000,
            silent_after: 150_000,
            messages: Flow {
                burst: 240,
                each_second: 120,
            },
            bytes: Flow {
                burst: 4 << 20,
                each_second: 1 << 20,
            },
            small: 4 << 10,
            waiting: 64,
            outbox: 1 << 20,
        }
    }
}

/// What a client said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// It says where it stands; the answer is [`Peer::welcome`].
    Hello(Hello),
    /// It wants changes; the answer is an entry, or [`Peer::settled`].
    Push(Push),
    /// It does something.
    Signs(Vec<Sign>),
    /// It asks whether anybody is there.
    Ping,
}

/// A connection, as the server sees it. `F` is a frame that can be shared with other connections.
#[derive(Debug)]
pub struct Peer<F> {
    journey: JourneyId,
    limits: Limits,
    phase: Phase,
    /// When something was last heard.
    heard: Millis,
    messages: Bucket,
    bytes: Bucket,
    waiting: usize,
    standing: Option<RoleChanged>,
    outbox: Outbox<F>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing was said since.
    Silent(Millis),
    /// Hello was said.
    Greeted,
    /// And answered.
    Welcomed,
}

impl<F: AsRef<[u8]>> Peer<F> {
    /// A connection to this board that was just opened.
    #[must_use]
    pub fn new(journey: JourneyId, limits: Limits, now: Millis) -> Self {
        Self {
            journey,
            limits,
            phase: Phase::Silent(now),
            heard: now,
            messages: Bucket::new(limits.messages, now),
            bytes: Bucket::new(limits.bytes, now),
            waiting: 0,
            standing: None,
            outbox: Outbox::new(Heads::default(), limits.outbox),
        }
    }

    /// Takes a frame; `None` where it says nothing that may be said, and then the connection is over.
    pub fn receive(&mut self, frame: &[u8], now: Millis) -> Option<Heard> {
        if self.outbox.is_closed() {
            return None;
        }
        let heard = self.hear(frame, now);
        match heard {
            Ok(heard) => Some(heard),
            Err(code) => {
                self.close(code.bye());
                None
            }
        }
    }

    fn hear(&mut self, frame: &[u8], now: Millis) -> Result<Heard, ByeCode> {
        self.heard = self.heard.max(now);
        let bytes = frame.len() as u64;
        if !self.messages.take(1, now) || !self.bytes.take(bytes, now) {
            return Err(ByeCode::Flood);
        }
        let message = decode::<ClientMessage>(frame).map_err(|error| match error {
            WireError::OtherVersion { .. } => ByeCode::OtherVersion,
            WireError::TooLarge { .. } => ByeCode::TooLarge,
            _ => ByeCode::Malformed,
        })?;
        if !matches!(message, ClientMessage::Push(_)) && frame.len() > self.limits.small {
            return Err(ByeCode::TooLarge);
        }
        match (message, self.phase) {
            (ClientMessage::Hello(hello), Phase::Silent(_)) => {
                if hello.journey != self.journey {
                    return Err(ByeCode::WrongBoard);
                }
                self.phase = Phase::Greeted;
                Ok(Heard::Hello(hello))
            }
            (ClientMessage::Hello(_), _) | (_, Phase::Silent(_)) => Err(ByeCode::OutOfTurn),
            (ClientMessage::Push(push), _) => {
                if push.protocol != PROTOCOL {
                    return Err(ByeCode::OtherVersion);
                }
                if self.waiting >= self.limits.waiting {
                    return Err(ByeCode::Flood);
                }
                self.waiting += 1;
                Ok(Heard::Push(push))
            }
            (ClientMessage::Presence(signs), _) => {
                if !Sign::all_fit(&signs) {
                    return Err(ByeCode::TooLarge);
                }
                Ok(Heard::Signs(signs))
            }
            (ClientMessage::Ping, _) => Ok(Heard::Ping),
        }
    }

    /// Answers hello with a frame that brings the client to here.
    pub fn welcome(&mut self, has: Heads, standing: RoleChanged, frame: F) {
        if self.outbox.is_closed() {
            return;
        }
        self.phase = Phase::Welcomed;
        self.standing = Some(standing);
        self.outbox.start(has, frame);
    }

    /// Whether it was welcomed, and is not over.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        matches!(self.phase, Phase::Welcomed) && !self.outbox.is_closed()
    }

    /// A push was decided. What its entry says, the entry says; the rest is in the frame.
    pub fn settled(&mut self, frame: Option<F>) {
        self.waiting = self.waiting.saturating_sub(1);
        if let Some(frame) = frame {
            self.say(frame);
        }
    }

    /// Entries that lead from one place of the logs to another.
    pub fn entries(&mut self, after: Heads, to: Heads, frame: F) {
        if self.is_live() {
            self.outbox.entries(after, to, frame);
        }
    }

    /// The logs go so far; what the client lacks of it has to be read.
    pub fn heard_of(&mut self, latest: Heads) {
        if self.is_live() {
            self.outbox.heard_of(latest);
        }
    }

    /// What was read from where [`Next::Lacks`] said.
    pub fn caught_up(&mut self, to: Heads, frame: F) {
        if self.is_live() {
            self.outbox.caught_up(to, frame);
        }
    }

    /// What others do.
    pub fn presence(&mut self, frame: F) {
        if self.is_live() {
            self.outbox.presence(frame);
        }
    }

    /// Anything else, to whoever was welcomed.
    pub fn say(&mut self, frame: F) {
        if self.is_live() {
            self.outbox.other(frame);
        }
    }

    /// What whoever is connected is from now on; whether that is news, and `frame` was sent.
    pub fn standing(&mut self, standing: RoleChanged, frame: impl FnOnce() -> Option<F>) -> bool {
        if !self.is_live() || self.standing == Some(standing) {
            return false;
        }
        self.standing = Some(standing);
        if let Some(frame) = frame() {
            self.say(frame);
        }
        true
    }

    /// Ends it: after this nothing is sent.
    pub fn close(&mut self, bye: Bye) {
        self.outbox.close(bye);
    }

    /// Whether it is over.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.outbox.is_closed()
    }

    /// Ends it where nothing was heard for too long.
    pub fn tick(&mut self, now: Millis) {
        let silent = now.saturating_sub(self.heard) >= self.limits.silent_after;
        let unsaid = match self.phase {
            Phase::Silent(since) => now.saturating_sub(since) >= self.limits.hello_within,
            Phase::Greeted | Phase::Welcomed => false,
        };
        if silent || unsaid {
            self.close(ByeCode::Silent.bye());
        }
    }

    /// When to look at the time again.
    #[must_use]
    pub const fn wake(&self) -> Millis {
        match self.phase {
            Phase::Silent(since) => since.saturating_add(self.limits.hello_within),
            Phase::Greeted | Phase::Welcomed => self.heard.saturating_add(self.limits.silent_after),
        }
    }

    /// What to do for the client next.
    pub fn take_next(&mut self) -> Next<F> {
        self.outbox.take_next()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{access::Role, id::ClientId, wire::encode};

    fn board(n: u128) -> JourneyId {
        JourneyId::new(Uuid::from_u128(n))
    }

    fn hello(journey: u128) -> Vec<u8> {
        let hello = Hello {
            journey: board(journey),
            client_id: ClientId::new(Uuid::from_u128(9)),
            lineage: 1,
            base: Heads::default(),
        };
        encode(&ClientMessage::Hello(hello)).unwrap()
    }

    fn ping() -> Vec<u8> {
        encode(&ClientMessage::Ping).unwrap()
    }

    fn peer() -> Peer<Vec<u8>> {
        Peer::new(board(1), Limits::default(), 0)
    }

    fn why(peer: &mut Peer<Vec<u8>>) -> ByeCode {
        match peer.take_next() {
            Next::Bye(bye) => bye.code,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn whoever_does_not_begin_with_hello_or_says_it_twice_is_cut() {
        let mut early = peer();
        assert_eq!(early.receive(&ping(), 0), None);
        assert_eq!(why(&mut early), ByeCode::OutOfTurn);
        assert_eq!(early.take_next(), Next::Gone);
        let mut twice = peer();
        assert!(twice.receive(&hello(1), 0).is_some());
        assert_eq!(twice.receive(&hello(1), 0), None);
        assert_eq!(why(&mut twice), ByeCode::OutOfTurn);
        let mut elsewhere = peer();
        assert_eq!(elsewhere.receive(&hello(2), 0), None);
        assert_eq!(why(&mut elsewhere), ByeCode::WrongBoard);
    }

    #[test]
    fn garbage_another_version_and_too_much_are_told_apart() {
        for (frame, code) in [
            (vec![], ByeCode::Malformed),
            (vec![2, 0xff, 0xff, 0xff], ByeCode::Malformed),
            (vec![1, 0], ByeCode::OtherVersion),
            (vec![2; (1 << 20) + 1], ByeCode::TooLarge),
        ] {
            let mut peer = peer();
            assert_eq!(peer.receive(&frame, 0), None);
            assert_eq!(why(&mut peer), code);
            assert_eq!(peer.receive(&hello(1), 0), None, "it is over");
        }
    }

    #[test]
    fn whoever_says_too_much_is_cut_and_whoever_says_much_is_not() {
        let mut steady = peer();
        steady.receive(&hello(1), 0);
        for n in 0..10_000 {
            assert!(steady.receive(&ping(), n * 10).is_some());
        }
        let mut flood = peer();
        flood.receive(&hello(1), 0);
        let heard = (0..1_000).filter(|_| flood.receive(&ping(), 0).is_some());
        assert_eq!(heard.count(), 239);
        assert_eq!(why(&mut flood), ByeCode::Flood);
    }

    #[test]
    fn hello_is_waited_for_briefly_and_silence_borne_for_longer() {
        let mut late = peer();
        late.tick(4_999);
        assert_eq!((late.take_next(), late.wake()), (Next::Nothing, 5_000));
        late.tick(5_000);
        assert_eq!(why(&mut late), ByeCode::Silent);
        let mut silent = peer();
        silent.receive(&hello(1), 1_000);
        silent.tick(100_000);
        assert_eq!(
            (silent.take_next(), silent.wake()),
            (Next::Nothing, 151_000)
        );
        silent.receive(&ping(), 120_000);
        silent.tick(151_000);
        assert_eq!(silent.take_next(), Next::Nothing);
        silent.tick(270_000);
        assert_eq!(why(&mut silent), ByeCode::Silent);
    }

    #[test]
    fn before_the_welcome_nothing_is_sent_and_another_role_is_told_once() {
        let standing = |edits| RoleChanged {
            role: Role::Editor,
            edits,
        };
        let mut peer = peer();
        let at = |journey| Heads {
            journey,
            catalogue: 1,
        };
        peer.entries(at(1), at(2), "early".into());
        peer.say("early".into());
        peer.receive(&hello(1), 0);
        peer.presence("early".into());
        peer.welcome(at(2), standing(true), "welcome".into());
        assert!(!peer.standing(standing(true), || None));
        assert!(peer.standing(standing(false), || Some("viewer".into())));
        peer.entries(at(2), at(3), "entry".into());
        for text in ["welcome", "viewer", "entry"] {
            assert_eq!(peer.take_next(), Next::Frame(text.into()));
        }
        assert_eq!(peer.take_next(), Next::Nothing);
    }
}
