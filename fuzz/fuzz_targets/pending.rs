//! A kept queue of edits, as a browser's store may give it back: taken over whole or not at all, kept again the same, and
//! usable: it edits, undoes, and takes the server's answers.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use puente_fuzz::{actor, context, snapshot};
use shared::{
    api::{BoardSnapshot, Outcome, PushReply, Tail, Update},
    id::ClientId,
    journey::{JourneyIntent, ScopeField},
    log::{Intent, Rejection},
    replica::Replica,
};
use uuid::Uuid;

static SNAPSHOT: LazyLock<BoardSnapshot> = LazyLock::new(snapshot);

fn replica() -> Replica {
    Replica::new(ClientId::new(Uuid::from_u128(3)), actor(), SNAPSHOT.clone())
}

fuzz_target!(|json: &str| {
    let mut restored = replica();
    if restored.restore(json).is_err() {
        assert_eq!(restored.pending_len(), 0, "a queue that cannot be read was taken over in part");
        assert_eq!(*restored.shown(), SNAPSHOT.board);
        return;
    }
    let kept = restored.persist().expect("what was taken over can be kept");
    let mut again = replica();
    again.restore(&kept).expect("what was kept can be taken over");
    assert_eq!(again.shown(), restored.shown());
    assert_eq!(again.persist().as_ref(), Ok(&kept));

    let title = JourneyIntent::SetScope { field: ScopeField::Title("After the restart".to_owned()) };
    let at = context().at;
    let _ = restored.edit(vec![Intent::Journey(title)], at);
    let _ = restored.undo(at);
    let _ = restored.redo(at);
    // Every push is refused in turn: the queue empties, and what is shown is what was confirmed.
    while let Some(push) = restored.next_push() {
        let before = restored.pending_len();
        let reply = PushReply {
            outcome: Outcome::Rejected { intent: None, rejection: Rejection::Forbidden },
            update: Update::Tail(Tail::default()),
        };
        restored.receive_reply(push.client_seq, reply);
        assert!(restored.pending_len() < before, "an answered push stayed in the queue");
    }
    assert_eq!(*restored.shown(), SNAPSHOT.board);
});
