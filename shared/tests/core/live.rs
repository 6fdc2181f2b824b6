//! Both ends of a connection with the real replica and the real decisions between them, over lines that delay, repeat, die in one
//! direction and break, and a server that crashes before and after it commits: everyone ends up with the same board, nothing is lost,
//! nothing happens twice, and who was shut out hears nothing more.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use proptest::prelude::*;
use shared::{
    access::Role,
    api::{Outcome, Push},
    journey,
    live::{
        ByeCode, Heard, Limits, Millis, Next, Order, Peer, RoleChanged, Room, Roster, Session,
        Settled, Sign, Welcome,
    },
    log::state_hash,
    replica::{Notice, Replica},
    wire::{ServerMessage, encode},
};

use crate::{
    replica::{AT, replica},
    sim::Server,
    wish::{Dice, dice, intent},
    world::owner,
};

const CLIENTS: usize = 3;

/// Small enough for readers to fall behind now and then.
fn limits() -> Limits {
    Limits {
        outbox: 400,
        ..Limits::default()
    }
}

/// A connection: what is on its way, and the server's end.
struct Line {
    client: usize,
    up: VecDeque<Vec<u8>>,
    down: VecDeque<Vec<u8>>,
    /// What is sent that way arrives nowhere, and nobody is told.
    up_dead: bool,
    down_dead: bool,
    /// `None` where the server forgot it.
    peer: Option<Peer<Vec<u8>>>,
    connection: Option<shared::live::Connection>,
    /// The server closed it; what it had sent may still arrive.
    closed: bool,
}

struct Client {
    replica: Replica,
    session: Session,
    line: Option<usize>,
    queued: u64,
    rejected: BTreeSet<u64>,
    revoked: bool,
}

impl Client {
    fn heard(&mut self, notices: Vec<Notice>) {
        for notice in notices {
            match notice {
                Notice::Rejected { client_seq, .. } => {
                    assert!(
                        self.rejected.insert(client_seq),
                        "told once of each refusal"
                    );
                }
                Notice::Resync => panic!("a session sees to gaps itself"),
                Notice::Skipped { .. } => {}
            }
        }
    }
}

struct World {
    now: Millis,
    server: Server,
    room: Room,
    clients: Vec<Client>,
    lines: BTreeMap<usize, Line>,
    last_line: usize,
    inbox: Vec<(usize, Push)>,
    /// How many entries of a client the log had when the client was shut out.
    at_revocation: BTreeMap<usize, usize>,
}

fn frame(message: &ServerMessage) -> Vec<u8> {
    encode(message).unwrap()
}

impl World {
    fn new() -> Self {
        let server = Server::new();
        let client = |n| Client {
            replica: replica(&server, n),
            session: Session::new(),
            line: None,
            queued: 0,
            rejected: BTreeSet::new(),
            revoked: false,
        };
        Self {
            now: 0,
            clients: (0..CLIENTS).map(client).collect(),
            server,
            room: Room::default(),
            lines: BTreeMap::new(),
            last_line: 0,
            inbox: Vec::new(),
            at_revocation: BTreeMap::new(),
        }
    }

    fn edit(&mut self, n: usize, dice: Dice) {
        let client = &mut self.clients[n];
        let before = client.replica.pending_len() as u64;
        let wish = intent(client.replica.shown(), dice);
        let _ = client.replica.edit(vec![wish], AT);
        client.queued += client.replica.pending_len() as u64 - before;
    }

    fn poll(&mut self, n: usize, jitter: u16) {
        let client = &mut self.clients[n];
        for order in client.session.poll(&mut client.replica, self.now, jitter) {
            match order {
                Order::Open => {
                    self.last_line += 1;
                    client.line = Some(self.last_line);
                    client.session.opened();
                    self.lines.insert(
                        self.last_line,
                        Line {
                            client: n,
                            up: VecDeque::new(),
                            down: VecDeque::new(),
                            up_dead: false,
                            down_dead: false,
                            peer: Some(Peer::new(self.server.board.journey.id, limits(), self.now)),
                            connection: None,
                            closed: false,
                        },
                    );
                }
                Order::Send(message) => {
                    let line = client.line.and_then(|line| self.lines.get_mut(&line));
                    if let Some(line) = line.filter(|line| !line.up_dead) {
                        line.up.push_back(encode(&message).unwrap());
                    }
                }
                Order::Close => client.line = None,
            }
        }
    }

    /// The server reads a frame, perhaps twice.
    fn up(&mut self, n: usize, twice: bool) {
        let Some(at) = self.clients[n].line else {
            return;
        };
        let Some(line) = self.lines.get_mut(&at) else {
            return;
        };
        let Some(sent) = line.up.pop_front() else {
            return;
        };
        for _ in 0..=usize::from(twice) {
            self.arrives(at, &sent);
        }
    }

    fn arrives(&mut self, at: usize, sent: &[u8]) {
        let Some(line) = self.lines.get_mut(&at) else {
            return;
        };
        let Some(peer) = line.peer.as_mut() else {
            return;
        };
        match peer.receive(sent, self.now) {
            Some(Heard::Hello(hello)) => {
                if self.clients[line.client].revoked {
                    peer.close(ByeCode::Revoked.bye());
                    return;
                }
                let standing = RoleChanged {
                    role: Role::Editor,
                    edits: true,
                };
                let connection =
                    self.room
                        .enter(owner().id, format!("{}", line.client), Role::Editor);
                line.connection = Some(connection);
                let update = self.server.since(hello.base, hello.base.journey % 7 == 6);
                let welcome = Welcome {
                    connection,
                    standing,
                    update,
                };
                let welcome = frame(&ServerMessage::Welcome(Box::new(welcome)));
                peer.welcome(self.server.heads(), standing, welcome);
                peer.presence(frame(&ServerMessage::Presence(self.room.whole())));
            }
            Some(Heard::Push(push)) => self.inbox.push((at, push)),
            Some(Heard::Signs(signs)) => {
                if let Some(connection) = line.connection {
                    self.room.signs(connection, signs);
                }
            }
            Some(Heard::Ping) => peer.say(frame(&ServerMessage::Pong)),
            None => {}
        }
    }

    /// The server decides everything that waits, in one transaction; and may crash before or after it is kept.
    fn commit(&mut self, crash: Option<bool>) {
        let before = self.server.clone();
        let after = before.heads();
        let mut outcomes = Vec::new();
        for (at, push) in std::mem::take(&mut self.inbox) {
            let client = self.lines.get(&at).map(|line| line.client);
            if client.is_some_and(|client| self.clients[client].revoked) {
                continue;
            }
            let reply = self.server.push(&push, false);
            outcomes.push((at, push.client_seq, reply.outcome));
        }
        match crash {
            Some(false) => self.server = before,
            Some(true) => {}
            None => {
                let to = self.server.heads();
                let news = frame(&ServerMessage::Update(self.server.since(after, false)));
                for peer in self
                    .lines
                    .values_mut()
                    .filter_map(|line| line.peer.as_mut())
                {
                    if to != after {
                        peer.entries(after, to, news.clone());
                    }
                }
                for (at, client_seq, outcome) in outcomes {
                    let said_by_entry =
                        matches!(outcome, Outcome::Accepted { seq } if seq > after.journey);
                    let settled = ServerMessage::Settled(Settled {
                        client_seq,
                        outcome,
                    });
                    if let Some(peer) = self.lines.get_mut(&at).and_then(|line| line.peer.as_mut())
                    {
                        peer.settled((!said_by_entry).then(|| frame(&settled)));
                    }
                }
            }
        }
        if crash.is_some() {
            self.room = Room::default();
            for line in self.lines.values_mut() {
                (line.peer, line.closed) = (None, true);
            }
        }
    }

    fn presence(&mut self) {
        if let Some(news) = self.room.news() {
            let news = frame(&ServerMessage::Presence(news));
            for peer in self
                .lines
                .values_mut()
                .filter_map(|line| line.peer.as_mut())
            {
                peer.presence(news.clone());
            }
        }
    }

    /// The server sends, as much as the line takes.
    fn send(&mut self, at: usize, most: usize) {
        let heads = self.server.heads();
        let Some(line) = self.lines.get_mut(&at) else {
            return;
        };
        let Some(peer) = line.peer.as_mut() else {
            return;
        };
        let revoked = self.clients[line.client].revoked;
        peer.tick(self.now);
        for _ in 0..most {
            let out = match peer.take_next() {
                Next::Frame(frame) => {
                    assert!(!revoked, "nothing is sent to whoever was shut out");
                    frame
                }
                Next::Lacks(since) => {
                    let update = frame(&ServerMessage::Update(self.server.since(since, false)));
                    peer.caught_up(heads, update);
                    continue;
                }
                Next::LacksPresence => {
                    peer.presence(frame(&ServerMessage::Presence(self.room.whole())));
                    continue;
                }
                Next::Bye(bye) => frame(&ServerMessage::Bye(bye)),
                Next::Gone => {
                    line.peer = None;
                    line.closed = true;
                    if let Some(connection) = line.connection.take() {
                        self.room.leave(connection);
                    }
                    return;
                }
                Next::Nothing => return,
            };
            if !line.down_dead {
                line.down.push_back(out);
            }
        }
    }

    /// The client reads a frame, perhaps twice.
    fn down(&mut self, n: usize, twice: bool, jitter: u16) {
        let client = &mut self.clients[n];
        let Some(line) = client.line.and_then(|line| self.lines.get_mut(&line)) else {
            return;
        };
        match line.down.pop_front() {
            Some(sent) => {
                for _ in 0..=usize::from(twice) {
                    let received =
                        client
                            .session
                            .receive(&mut client.replica, &sent, self.now, jitter);
                    client.heard(received.notices);
                }
            }
            None if line.closed && !line.down_dead => {
                client.line = None;
                client
                    .session
                    .closed(&mut client.replica, None, self.now, jitter);
            }
            None => {}
        }
    }

    fn revoke(&mut self, n: usize) {
        if self.clients.iter().filter(|client| !client.revoked).count() < 2 {
            return;
        }
        self.clients[n].revoked = true;
        let mine = self.entries_of(n);
        self.at_revocation.entry(n).or_insert(mine);
        for line in self.lines.values_mut().filter(|line| line.client == n) {
            if let Some(peer) = line.peer.as_mut() {
                peer.close(ByeCode::Revoked.bye());
            }
        }
    }

    fn entries_of(&self, n: usize) -> usize {
        let client = crate::replica::client(n);
        self.server
            .journey
            .iter()
            .filter(|entry| entry.client_id == client)
            .count()
    }

    fn act(&mut self, n: usize, dice: Dice) {
        let jitter = dice[2];
        match dice[1] % 20 {
            0..=3 => self.edit(
                n,
                [
                    dice[2], dice[3], dice[4], dice[5], dice[6], dice[0], dice[1],
                ],
            ),
            4..=6 => self.up(n, dice[2].is_multiple_of(5)),
            7..=9 => self.down(n, dice[3].is_multiple_of(5), jitter),
            10 | 11 => self.commit(None),
            12 => self.commit(match dice[2] % 4 {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            }),
            13..=15 => {
                if let Some(line) = self.clients[n].line {
                    self.send(line, usize::from(dice[2] % 5));
                }
            }
            16 => {
                if let Some(line) = self.clients[n]
                    .line
                    .and_then(|line| self.lines.get_mut(&line))
                {
                    match dice[2] % 4 {
                        0 => line.up_dead = true,
                        1 => line.down_dead = true,
                        2 => (line.up_dead, line.down_dead) = (true, true),
                        _ => {
                            let client = &mut self.clients[n];
                            client.line = None;
                            client
                                .session
                                .closed(&mut client.replica, None, self.now, jitter);
                        }
                    }
                }
            }
            17 => self.presence(),
            18 if dice[2].is_multiple_of(8) => self.revoke(n),
            18 => {
                let away = Sign::Away(dice[3].is_multiple_of(2));
                let mut shown = self.clients[n].session.shown().clone();
                shown.take(away);
                self.clients[n].session.show(shown);
            }
            _ => self.now += Millis::from(dice[2] % 9_000),
        }
        for n in 0..CLIENTS {
            self.poll(n, jitter);
        }
    }

    /// Nothing goes wrong any more.
    fn settle(&mut self) {
        for _ in 0..400 {
            self.now += 700;
            for n in 0..CLIENTS {
                self.poll(n, 7);
                for _ in 0..20 {
                    self.up(n, false);
                }
            }
            self.commit(None);
            self.presence();
            for at in self.lines.keys().copied().collect::<Vec<_>>() {
                self.send(at, 1_000);
            }
            for n in 0..CLIENTS {
                for _ in 0..1_000 {
                    self.down(n, false, 7);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn whatever_happens_to_lines_and_server_everyone_agrees_at_rest(
        script in prop::collection::vec((0..CLIENTS, dice()), 1..250),
    ) {
        let mut world = World::new();
        for (n, dice) in script {
            world.act(n, dice);
            for client in &world.clients {
                let board = client.replica.shown();
                prop_assert_eq!(journey::check(&board.journey, &board.catalogue), Ok(()));
            }
        }
        world.settle();
        let numbers = world.server.journey.iter().map(|entry| entry.seq);
        prop_assert!(numbers.eq(1..=world.server.journey.len() as u64), "no gap");
        let mut told = Roster::default();
        told.take(world.room.whole());
        for (n, client) in world.clients.iter().enumerate() {
            let mine: Vec<u64> = world.server.journey.iter()
                .filter(|entry| entry.client_id == crate::replica::client(n))
                .map(|entry| entry.client_seq)
                .collect();
            let each: BTreeSet<u64> = mine.iter().copied().collect();
            prop_assert_eq!(mine.len(), each.len(), "each push counts once");
            prop_assert!(each.is_disjoint(&client.rejected));
            if client.revoked {
                prop_assert_eq!(client.session.over(), Some(ByeCode::Revoked));
                prop_assert_eq!(mine.len(), world.at_revocation[&n], "nothing is taken from whoever was shut out");
                continue;
            }
            prop_assert!(client.session.is_live());
            prop_assert_eq!(client.replica.pending_len(), 0);
            prop_assert_eq!(mine.len() + client.rejected.len(), client.queued as usize, "none is lost");
            prop_assert_eq!(client.replica.heads(), world.server.heads());
            prop_assert_eq!(
                state_hash(client.replica.shown()).unwrap(),
                state_hash(&world.server.board).unwrap()
            );
            prop_assert_eq!(client.session.roster(), &told);
            let own = client.session.connection().and_then(|own| told.get(own)).unwrap();
            prop_assert_eq!(&own.presence, client.session.shown());
        }
    }
}
