//! The client's end of a connection: opens it, opens it again, says what waits, and notices when nobody answers.
//!
//! It drives a replica and is driven by whoever has a socket and a clock: told what happened, it is asked with [`Session::poll`] what
//! to do, and with [`Session::wake`] when to ask again.

use super::{
    Bye, ByeCode, Connection, Hello, Millis, Presence, RoleChanged, Roster, Settled, Welcome,
};
use crate::{
    api::{Outcome, PushReply, Tail, Update},
    log::Rejection,
    replica::{Notice, Replica},
    wire::{ClientMessage, ServerMessage, decode},
};

/// How long it may take until a connection is open, and until hello is answered.
const OPEN_WITHIN: Millis = 10_000;
const WELCOME_WITHIN: Millis = 10_000;
/// How often it is asked whether anybody is there, and how long the answer may take.
const PING_EVERY: Millis = 15_000;
const PONG_WITHIN: Millis = 8_000;
/// How long a push may take.
const SETTLED_WITHIN: Millis = 15_000;
/// How often others are told what somebody does.
const PRESENCE_EVERY: Millis = 50;
/// How long is waited before the first new try, and at most.
const FIRST_WAIT: Millis = 500;
const LONGEST_WAIT: Millis = 30_000;

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Open a connection; an older one is of no interest any more.
    Open,
    /// Send this. A push was persisted before.
    Send(ClientMessage),
    /// Close the connection.
    Close,
}

/// What a message changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// What the person has to hear of.
    pub notices: Vec<Notice>,
    /// Whether others came, went or did something.
    pub people: bool,
    /// What whoever is here is on this board from now on.
    pub standing: Option<RoleChanged>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Until when a new try is waited for.
    Waiting(Millis),
    /// It is being opened, until then.
    Opening(Millis),
    /// It is open, and hello is to be said.
    Open,
    /// Hello was said; until when the answer is waited for.
    Greeting(Millis),
    Live,
    /// It makes no sense to try again.
    Over(ByeCode),
}

/// One client's connection to one board, through all its interruptions.
#[derive(Debug, Clone)]
pub struct Session {
    phase: Phase,
    /// Tries since it last lasted.
    tries: u32,
    /// A socket is to be closed.
    close: bool,
    /// Entries are missing, though the connection did not break.
    gap: bool,
    pushed: Option<Millis>,
    pinged: Millis,
    /// A ping that was not answered.
    unanswered: Option<Millis>,
    shown: Presence,
    told: Presence,
    told_at: Millis,
    connection: Option<Connection>,
    roster: Roster,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            phase: Phase::Waiting(0),
            tries: 0,
            close: false,
            gap: false,
            pushed: None,
            pinged: 0,
            unanswered: None,
            shown: Presence::default(),
            told: Presence::default(),
            told_at: 0,
            connection: None,
            roster: Roster::default(),
        }
    }
}

impl Session {
    /// One that opens a connection when it is first asked.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether pushes go this way just now.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        matches!(self.phase, Phase::Live)
    }

    /// Why it will not try again, if it will not.
    #[must_use]
    pub const fn over(&self) -> Option<ByeCode> {
        match self.phase {
            Phase::Over(code) => Some(code),
            _ => None,
        }
    }

    /// Who is there, this connection among them.
    #[must_use]
    pub const fn roster(&self) -> &Roster {
        &self.roster
    }

    /// This connection.
    #[must_use]
    pub const fn connection(&self) -> Option<Connection> {
        self.connection
    }

    /// What the others are to be told; the latest counts.
    pub fn show(&mut self, presence: Presence) {
        self.shown = presence;
    }

    /// What they are to be told so far.
    #[must_use]
    pub const fn shown(&self) -> &Presence {
        &self.shown
    }

    /// There is a network again, or somebody looks at the page again: nothing is waited for any more.
    pub fn try_now(&mut self, now: Millis) {
        if let Phase::Waiting(until) = &mut self.phase {
            *until = now.min(*until);
        }
    }

    /// The connection that was ordered is open.
    pub fn opened(&mut self) {
        if matches!(self.phase, Phase::Opening(_)) {
            self.phase = Phase::Open;
        }
    }

    /// It is closed, with the code that a WebSocket ended with, where there is one. `jitter` is anything at random.
    pub fn closed(&mut self, replica: &mut Replica, code: Option<u16>, now: Millis, jitter: u16) {
        match code.and_then(ByeCode::of_close_code) {
            Some(code) => self.bye(replica, code.bye(), now, jitter),
            None => self.lost(replica, now, jitter),
        }
    }

    fn bye(&mut self, replica: &mut Replica, bye: Bye, now: Millis, jitter: u16) {
        let Some(after) = bye.retry_after else {
            self.end(replica);
            self.phase = Phase::Over(bye.code);
            return;
        };
        self.lost(replica, now, jitter);
        if let Phase::Waiting(until) = &mut self.phase {
            *until = (*until).max(now.saturating_add(after.into()));
        }
    }

    /// Nobody is at the other end. What was on its way is sent again.
    fn lost(&mut self, replica: &mut Replica, now: Millis, jitter: u16) {
        if matches!(self.phase, Phase::Waiting(_) | Phase::Over(_)) {
            return;
        }
        self.end(replica);
        let most = FIRST_WAIT
            .saturating_mul(1 << self.tries.min(10))
            .min(LONGEST_WAIT);
        // From half of it to all of it: those who lost it together do not all come back together.
        let wait = most / 2 + (most / 2).saturating_mul(jitter.into()) / u64::from(u16::MAX);
        self.tries = self.tries.saturating_add(1);
        self.phase = Phase::Waiting(now.saturating_add(wait));
    }

    fn end(&mut self, replica: &mut Replica) {
        if self.pushed.take().is_some() {
            replica.failed();
        }
        self.gap = false;
        self.unanswered = None;
        self.connection = None;
        self.roster.clear();
    }

    /// Takes a frame of the connection that is open.
    pub fn receive(
        &mut self,
        replica: &mut Replica,
        frame: &[u8],
        now: Millis,
        jitter: u16,
    ) -> Received {
        let mut received = Received::default();
        if !matches!(self.phase, Phase::Greeting(_) | Phase::Live) {
            return received;
        }
        self.unanswered = None;
        let Ok(message) = decode::<ServerMessage>(frame) else {
            // A server that is newer than this page: it is spoken to in the older way, and the page asked to be loaded again.
            self.end(replica);
            self.close = true;
            self.phase = Phase::Over(ByeCode::OtherVersion);
            return received;
        };
        match (message, self.phase) {
            (ServerMessage::Welcome(welcome), Phase::Greeting(_)) => {
                self.welcome(replica, *welcome, now, &mut received);
            }
            (ServerMessage::Bye(bye), _) => {
                self.bye(replica, bye, now, jitter);
                self.close = true;
                received.people = true;
            }
            (message, Phase::Live) => self.hear(replica, message, &mut received),
            // Before the welcome nothing counts.
            _ => {}
        }
        self.gap |= received.notices.contains(&Notice::Resync);
        received.notices.retain(|notice| *notice != Notice::Resync);
        if !replica.in_flight() {
            self.pushed = None;
        }
        received
    }

    fn welcome(
        &mut self,
        replica: &mut Replica,
        welcome: Welcome,
        now: Millis,
        received: &mut Received,
    ) {
        self.phase = Phase::Live;
        self.connection = Some(welcome.connection);
        self.told = Presence::default();
        self.pinged = now;
        received.standing = Some(welcome.standing);
        received.notices = replica.receive(welcome.update);
        received.people = true;
    }

    fn hear(&mut self, replica: &mut Replica, message: ServerMessage, received: &mut Received) {
        match message {
            ServerMessage::Update(update) => received.notices = replica.receive(update),
            ServerMessage::Settled(Settled {
                client_seq,
                outcome,
            }) => {
                // Decided on a log that this replica does not follow: only a new welcome helps.
                self.gap |= matches!(
                    outcome,
                    Outcome::Rejected {
                        intent: None,
                        rejection: Rejection::AheadOfLog { .. }
                    }
                );
                let update = Update::Tail(Tail::default());
                received.notices = replica.receive_reply(client_seq, PushReply { outcome, update });
            }
            ServerMessage::Presence(batch) => {
                self.roster.take(batch);
                received.people = true;
            }
            ServerMessage::RoleChanged(standing) => received.standing = Some(standing),
            ServerMessage::Pong => self.tries = 0,
            // Answers to what was asked elsewhere.
            ServerMessage::PushReply(_)
            | ServerMessage::CatalogueReply(_)
            | ServerMessage::Welcome(_)
            | ServerMessage::Bye(_) => {}
        }
    }

    /// What to do now.
    pub fn poll(&mut self, replica: &mut Replica, now: Millis, jitter: u16) -> Vec<Order> {
        let mut orders = Vec::new();
        let late = match self.phase {
            Phase::Opening(until) | Phase::Greeting(until) => now >= until,
            Phase::Live => {
                let over = |since: Option<Millis>, within| {
                    since.is_some_and(|since| now.saturating_sub(since) >= within)
                };
                self.gap || over(self.unanswered, PONG_WITHIN) || over(self.pushed, SETTLED_WITHIN)
            }
            Phase::Waiting(_) | Phase::Open | Phase::Over(_) => false,
        };
        if late {
            self.lost(replica, now, jitter);
            self.close = true;
        }
        if std::mem::take(&mut self.close) {
            orders.push(Order::Close);
        }
        match self.phase {
            Phase::Waiting(until) if now >= until => {
                self.phase = Phase::Opening(now.saturating_add(OPEN_WITHIN));
                orders.push(Order::Open);
            }
            Phase::Open => {
                self.phase = Phase::Greeting(now.saturating_add(WELCOME_WITHIN));
                let hello = Hello {
                    journey: replica.shown().journey.id,
                    client_id: replica.client(),
                    lineage: replica.lineage(),
                    base: replica.heads(),
                };
                orders.push(Order::Send(ClientMessage::Hello(hello)));
            }
            Phase::Live => self.say(replica, now, &mut orders),
            _ => {}
        }
        orders
    }

    fn say(&mut self, replica: &mut Replica, now: Millis, orders: &mut Vec<Order>) {
        if !replica.in_flight() {
            self.pushed = None;
        }
        if let Some(push) = replica.next_push() {
            self.pushed = Some(now);
            orders.push(Order::Send(ClientMessage::Push(push)));
        }
        if now >= self.told_at.saturating_add(PRESENCE_EVERY) {
            let signs = self.shown.since(&self.told);
            if !signs.is_empty() {
                self.told = self.shown.clone();
                self.told_at = now;
                orders.push(Order::Send(ClientMessage::Presence(signs)));
            }
        }
        if now >= self.pinged.saturating_add(PING_EVERY) {
            self.pinged = now;
            self.unanswered.get_or_insert(now);
            orders.push(Order::Send(ClientMessage::Ping));
        }
    }

    /// When to ask again what to do, if nothing happens before; `None` where nothing will come of it.
    #[must_use]
    pub fn wake(&self) -> Option<Millis> {
        match self.phase {
            Phase::Waiting(until) | Phase::Opening(until) | Phase::Greeting(until) => Some(until),
            Phase::Open => Some(0),
            Phase::Live => {
                let told =
                    (self.shown != self.told).then(|| self.told_at.saturating_add(PRESENCE_EVERY));
                let pong = self
                    .unanswered
                    .map(|since| since.saturating_add(PONG_WITHIN));
                let settled = self
                    .pushed
                    .map(|since| since.saturating_add(SETTLED_WITHIN));
                let ping = Some(self.pinged.saturating_add(PING_EVERY));
                [told, pong, settled, ping].into_iter().flatten().min()
            }
            Phase::Over(_) => None,
        }
    }
}
