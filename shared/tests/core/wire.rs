//! Whatever is wished, and whatever comes of it, arrives over the wire as it was sent.

use proptest::prelude::*;
use shared::{
    api::{
        BoardSnapshot, CatalogueReply, CatalogueView, Outcome, PROTOCOL, Push, PushReply, Tail,
        Update,
    },
    id::ClientId,
    log::{Decided, Entry, Heads, Intent, decide_push},
    wire::{ClientMessage, Message, ServerMessage, decode, encode},
};

use crate::{
    wish::{intent, pushes},
    world::{board, context, uuid},
};

fn arrives<M: Message + PartialEq + std::fmt::Debug>(message: M) -> Result<(), TestCaseError> {
    let frame = encode(&message).unwrap();
    prop_assert_eq!(decode::<M>(&frame), Ok(message));
    Ok(())
}

fn entries<C>(seq: u64, changes: Vec<C>) -> Vec<Entry<C>> {
    vec![Entry {
        seq,
        client_id: ClientId::new(uuid(0xc1)),
        client_seq: seq,
        actor: context().actor.id,
        at: context().at,
        changes,
    }]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pushes_their_answers_and_boards_arrive_as_they_were_sent(pushes in pushes(12)) {
        let mut board = board();
        for (seq, dice) in (1..).zip(pushes) {
            let intents: Vec<Intent> = dice.into_iter().map(|dice| intent(&board, dice)).collect();
            let push = Push {
                protocol: PROTOCOL,
                lineage: seq,
                client_id: ClientId::new(uuid(0xc1)),
                client_seq: seq,
                base: Heads { journey: seq, catalogue: 1 },
                intents,
            };
            let decided = decide_push(&mut board, &context(), &push.intents);
            arrives(ClientMessage::Push(push))?;
            let outcome = match &decided {
                Ok(_) => Outcome::Accepted { seq },
                Err((intent, rejection)) => {
                    Outcome::Rejected { intent: *intent, rejection: rejection.clone() }
                }
            };
            let (catalogue, journey) = decided.map(Decided::by_log).unwrap_or_default();
            let tail = Tail { catalogue: entries(1, catalogue), journey: entries(seq, journey) };
            arrives(ServerMessage::PushReply(PushReply { outcome, update: Update::Tail(tail) }))?;
        }
        let view = CatalogueView { lineage: 1, seq: 1, catalogue: board.catalogue.clone() };
        arrives(ServerMessage::CatalogueReply(CatalogueReply { outcome: Outcome::Accepted { seq: 1 }, view }))?;
        let snapshot = BoardSnapshot { lineage: 1, heads: Heads::default(), board };
        arrives(ServerMessage::Update(Update::Snapshot(Box::new(snapshot))))?;
    }
}
