//! The wire: any bytes are a frame of either side or refused, and what is read is written and read back the same. Whatever is said over
//! a connection, both of its ends bear it: the server's after a hello, the client's after a welcome.
#![no_main]

use std::{fmt::Debug, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use puente_fuzz::{actor, board, push_and_check, snapshot};
use shared::{
    access::Role,
    api::{Tail, Update},
    id::ClientId,
    journey,
    live::{Connection, Limits, Next, Order, Peer, RoleChanged, Session, Welcome},
    log::{Board, Heads},
    replica::Replica,
    wire::{ClientMessage, Message, ServerMessage, decode, encode},
};
use uuid::Uuid;

static BOARD: LazyLock<Board> = LazyLock::new(board);

fuzz_target!(|frame: &[u8]| {
    if let Some(ClientMessage::Push(push)) = one(frame) {
        push_and_check(&mut BOARD.clone(), &push.intents);
    }
    one::<ServerMessage>(frame);
    server_end(frame);
    client_end(frame);
});

const STANDING: RoleChanged = RoleChanged { role: Role::Editor, edits: true };

fn replica() -> Replica {
    Replica::new(ClientId::new(Uuid::from_u128(3)), actor(), snapshot())
}

/// Opens a connection, and says what the client's end says first.
fn hello(session: &mut Session, replica: &mut Replica) -> Vec<u8> {
    assert_eq!(session.poll(replica, 0, 0), [Order::Open]);
    session.opened();
    match session.poll(replica, 0, 0).as_slice() {
        [Order::Send(hello)] => encode(hello).expect("ours can be written"),
        other => panic!("{other:?}"),
    }
}

fn server_end(frame: &[u8]) {
    let mut replica = replica();
    let mut peer: Peer<Vec<u8>> = Peer::new(replica.shown().journey.id, Limits::default(), 0);
    assert!(peer.receive(&hello(&mut Session::new(), &mut replica), 0).is_some());
    peer.welcome(Heads::default(), STANDING, Vec::new());
    if peer.receive(frame, 1).is_none() {
        assert!(matches!(peer.take_next(), Next::Bye(_)));
        assert_eq!(peer.take_next(), Next::Gone);
    }
}

fn client_end(frame: &[u8]) {
    let (mut session, mut replica) = (Session::new(), replica());
    hello(&mut session, &mut replica);
    let welcome = Welcome {
        connection: Connection(1),
        standing: STANDING,
        update: Update::Tail(Tail::default()),
    };
    let welcome = encode(&ServerMessage::Welcome(Box::new(welcome))).expect("ours can be written");
    session.receive(&mut replica, &welcome, 0, 0);
    assert!(session.is_live());
    // Entries and snapshots are what a server decided; what it did not, no replica can be asked to bear.
    if matches!(decode::<ServerMessage>(frame), Ok(ServerMessage::Update(_) | ServerMessage::Welcome(_))) {
        return;
    }
    session.receive(&mut replica, frame, 1, 0);
    session.poll(&mut replica, 1, 0);
    assert_eq!(journey::check(&replica.shown().journey, &replica.shown().catalogue), Ok(()));
}

fn one<M: Message + Debug + PartialEq>(frame: &[u8]) -> Option<M> {
    match decode::<M>(frame) {
        Ok(message) => {
            let again = encode(&message).expect("what was read can be written");
            assert_eq!(decode::<M>(&again).as_ref(), Ok(&message));
            Some(message)
        }
        Err(error) => {
            assert!(error.at().is_none_or(|at| (1..=frame.len()).contains(&at)), "{error}");
            None
        }
    }
}
