//! What a replica does, one situation at a time.

use shared::{
    api::Outcome,
    journey::{CardField, Evidence, JourneyIntent, LaneKind, Node},
    log::{Change, Heads, Intent, Rejection, StoredError, intents_from_json},
    replica::{Notice, Replica},
};

use crate::{
    replica::{AT, client, replica},
    sim::Server,
    world::*,
};

fn journey_edit(replica: &mut Replica, intent: JourneyIntent) -> Vec<Change> {
    replica.edit(vec![Intent::Journey(intent)], AT).unwrap()
}

/// Sends the next push and brings the answer back.
fn sync(replica: &mut Replica, server: &mut Server) -> Vec<Notice> {
    let push = replica.next_push().unwrap();
    let reply = server.push(&push, false);
    replica.receive_reply(push.client_seq, reply)
}

fn title(replica: &Replica) -> String {
    let board = replica.shown();
    board
        .journey
        .title(Node::Stage(stages(board)[0]))
        .unwrap()
        .to_owned()
}

fn rename(replica: &Replica, title: &str) -> JourneyIntent {
    JourneyIntent::Rename {
        node: Node::Stage(stages(replica.shown())[0]),
        title: title.into(),
    }
}

#[test]
fn an_edit_is_shown_at_once_and_queued_until_the_server_has_it() {
    let mut server = Server::new();
    let mut mine = replica(&server, 0);
    let intent = rename(&mine, "Mine");
    journey_edit(&mut mine, intent);
    assert_eq!((title(&mine).as_str(), mine.pending_len()), ("Mine", 1));
    assert_eq!(sync(&mut mine, &mut server), []);
    assert_eq!((mine.pending_len(), mine.in_flight()), (0, false));
    assert_eq!(
        mine.heads(),
        Heads {
            journey: 1,
            catalogue: 0
        }
    );
    assert_eq!(mine.shown(), &server.board);
}

#[test]
fn an_edit_without_effect_is_not_queued() {
    let server = Server::new();
    let mut mine = replica(&server, 0);
    let intent = rename(&mine, "First stage");
    assert_eq!(journey_edit(&mut mine, intent), []);
    assert_eq!((mine.pending_len(), mine.can_undo()), (0, false));
}

#[test]
fn a_push_whose_answer_was_lost_is_sent_again_and_counts_once() {
    let mut server = Server::new();
    let mut mine = replica(&server, 0);
    let intent = add_card(1, cell(mine.shown(), 0, LaneKind::Pains), None, "Queue");
    journey_edit(&mut mine, intent);
    let first = mine.next_push().unwrap();
    server.push(&first, false);
    mine.failed();
    let again = mine.next_push().unwrap();
    assert_eq!(again, first);
    let reply = server.push(&again, false);
    assert_eq!(reply.outcome, Outcome::Accepted { seq: 1 });
    assert_eq!(mine.receive_reply(again.client_seq, reply), []);
    assert_eq!(server.journey.len(), 1);
    assert_eq!(mine.shown(), &server.board);
}

#[test]
fn a_refused_push_comes_back_with_what_was_wished() {
    let mut server = Server::new();
    let (mut mine, mut theirs) = (replica(&server, 0), replica(&server, 1));
    let a = cell(mine.shown(), 0, LaneKind::Pains);
    journey_edit(&mut theirs, delete(&[Node::Step(a.step)]));
    sync(&mut theirs, &mut server);
    let wished = add_card(1, a, None, "Queue");
    journey_edit(&mut mine, wished.clone());
    let notices = sync(&mut mine, &mut server);
    let rejection = Rejection::Deleted {
        node: Node::Step(a.step),
    };
    let intents = vec![Intent::Journey(wished)];
    let rejected = Notice::Rejected {
        client_seq: 1,
        intents,
        intent: Some(0),
        rejection,
    };
    assert_eq!(notices, [rejected]);
    assert_eq!(mine.shown(), &server.board);
    assert!(!mine.can_undo());
}

#[test]
fn an_edit_that_no_longer_applies_stays_queued_and_is_shown_again_when_it_does() {
    let mut server = Server::new();
    let (mut mine, mut theirs) = (replica(&server, 0), replica(&server, 1));
    let a = cell(mine.shown(), 0, LaneKind::Pains);
    journey_edit(&mut mine, add_card(1, a, None, "Queue"));
    journey_edit(&mut theirs, delete(&[Node::Step(a.step)]));
    sync(&mut theirs, &mut server);
    let notices = mine.receive(server.since(mine.heads(), false));
    let rejection = Rejection::Deleted {
        node: Node::Step(a.step),
    };
    assert_eq!(
        notices,
        [Notice::Skipped {
            client_seq: 1,
            intent: Some(0),
            rejection
        }]
    );
    assert_eq!(
        (mine.pending_len(), mine.shown().journey.cards.len()),
        (1, 0)
    );
    theirs.undo(AT).unwrap();
    sync(&mut theirs, &mut server);
    assert_eq!(mine.receive(server.since(mine.heads(), false)), []);
    assert_eq!(mine.shown().journey.cards.len(), 1);
    assert_eq!(sync(&mut mine, &mut server), []);
    assert_eq!(mine.shown(), &server.board);
}

#[test]
fn undo_goes_back_to_what_the_server_had_when_the_edit_arrived() {
    let mut server = Server::new();
    let (mut mine, mut theirs) = (replica(&server, 0), replica(&server, 1));
    let (mine_first, theirs_first) = (rename(&mine, "Mine"), rename(&theirs, "Theirs"));
    journey_edit(&mut mine, mine_first);
    journey_edit(&mut theirs, theirs_first);
    sync(&mut theirs, &mut server);
    sync(&mut mine, &mut server);
    assert_eq!(title(&mine), "Mine");
    mine.undo(AT).unwrap();
    assert_eq!(title(&mine), "Theirs");
    mine.redo(AT).unwrap();
    assert_eq!(title(&mine), "Mine");
    assert!(mine.can_undo() && !mine.can_redo());
    sync(&mut mine, &mut server);
    sync(&mut mine, &mut server);
    assert_eq!(mine.shown(), &server.board);
}

#[test]
fn the_pushes_of_one_drag_are_undone_together_and_a_new_edit_ends_redoing() {
    let server = Server::new();
    let mut mine = replica(&server, 0);
    let before = mine.shown().clone();
    for title in ["One", "Two"] {
        let intents = vec![Intent::Journey(rename(&mine, title))];
        mine.edit_in_group(intents, AT, Some(7)).unwrap();
    }
    mine.undo(AT).unwrap();
    assert_eq!(mine.shown(), &before);
    assert!(!mine.can_undo() && mine.can_redo());
    let intent = rename(&mine, "Three");
    journey_edit(&mut mine, intent);
    assert!(!mine.can_redo());
    assert_eq!(mine.undo(AT).unwrap().len(), 1);
    assert_eq!(mine.undo(AT), Ok(vec![]));
}

#[test]
fn more_cards_than_one_intent_names_go_in_one_step_and_come_back_in_one() {
    let mut server = Server::new();
    let mut mine = replica(&server, 0);
    let place = cell(mine.shown(), 0, LaneKind::Pains);
    let add = |n| Intent::Journey(add_card(n, place, None, "Waits"));
    for numbers in [1..4_001, 4_001..6_002] {
        mine.edit(numbers.map(add).collect(), AT).unwrap();
        assert_eq!(sync(&mut mine, &mut server), []);
    }
    let all: Vec<Node> = (1..6_002).map(|n| Node::Card(card(n))).collect();
    let shown = |replica: &Replica| {
        let cards = replica.shown().journey.cards.values();
        cards.filter(|card| !card.hidden).count()
    };
    let delete = JourneyIntent::delete(&all);
    assert_eq!(delete.len(), 2);
    mine.edit(delete.into_iter().map(Intent::Journey).collect(), AT)
        .unwrap();
    assert_eq!((shown(&mine), mine.pending_len()), (0, 1));
    mine.undo(AT).unwrap();
    assert_eq!(shown(&mine), 6_001);
    mine.redo(AT).unwrap();
    assert_eq!(shown(&mine), 0);
    mine.undo(AT).unwrap();
    assert_eq!(shown(&mine), 6_001);
    for _ in 0..4 {
        assert_eq!(sync(&mut mine, &mut server), []);
    }
    assert_eq!(mine.shown(), &server.board);
}

#[test]
fn a_closed_tab_loses_nothing_and_does_nothing_twice() {
    let mut server = Server::new();
    let mut mine = replica(&server, 0);
    let a = cell(mine.shown(), 0, LaneKind::Pains);
    journey_edit(&mut mine, add_card(1, a, None, "Sent"));
    journey_edit(&mut mine, add_card(2, a, Some(1), "Not sent"));
    let field = CardField::Evidence(Evidence::Qualitative);
    journey_edit(
        &mut mine,
        JourneyIntent::SetCard {
            card: card(2),
            field,
        },
    );
    let kept = mine.persist().unwrap();
    server.push(&mine.next_push().unwrap(), false);

    let mut next = replica(&server, 5);
    assert_eq!(next.restore(&kept), Ok(vec![]));
    assert_eq!((next.client(), next.pending_len()), (client(0), 3));
    assert_eq!(cards(next.shown(), a), [card(1), card(2)]);
    for _ in 0..3 {
        assert_eq!(sync(&mut next, &mut server), []);
    }
    assert_eq!((server.journey.len(), next.shown()), (3, &server.board));
    assert_eq!(next.restore(&kept), Err(StoredError::Late));
}

#[test]
fn a_queue_that_cannot_be_read_is_refused_and_changes_nothing() {
    let server = Server::new();
    let mut mine = replica(&server, 0);
    let intent = rename(&mine, "Mine");
    journey_edit(&mut mine, intent);
    let kept = mine.persist().unwrap();
    let mut next = replica(&server, 1);
    let fresh = next.shown().clone();
    let newer = kept.replacen("\"version\":1", "\"version\":2", 1);
    let name = "pending".to_owned();
    let error = StoredError::NewerVersion {
        name,
        version: 2,
        known: 1,
    };
    assert_eq!(next.restore(&newer), Err(error));
    let gap = kept.replacen("\"client_seq\":1", "\"client_seq\":3", 1);
    let last = kept.replacen("\"client_seq\":1", "\"client_seq\":18446744073709551614", 1);
    let last = last.replacen("\"next_seq\":2", "\"next_seq\":18446744073709551615", 1);
    assert_ne!(last, kept);
    let foreign = kept.replacen("\"pending\"", "\"shopping\"", 1);
    let unknown = kept.replacen("\"rename\"", "\"sing\"", 1);
    for broken in [
        "",
        "null",
        "[]",
        "{}",
        &kept[..kept.len() / 2],
        &gap,
        &last,
        &foreign,
        &unknown,
    ] {
        assert!(next.restore(broken).is_err(), "{broken}");
    }
    assert_eq!((next.shown(), next.pending_len()), (&fresh, 0));
    assert!(intents_from_json("[{\"nobody\":{}}]").is_err());
}

#[test]
fn a_gap_in_what_came_asks_for_a_snapshot() {
    let mut server = Server::new();
    let (mut mine, mut theirs) = (replica(&server, 0), replica(&server, 1));
    for title in ["One", "Two"] {
        let intent = rename(&theirs, title);
        journey_edit(&mut theirs, intent);
        sync(&mut theirs, &mut server);
    }
    let late = server.since(
        Heads {
            journey: 1,
            catalogue: 0,
        },
        false,
    );
    assert_eq!(mine.receive(late), [Notice::Resync]);
    assert_eq!(title(&mine), "First stage");
    assert_eq!(mine.receive(server.since(mine.heads(), true)), []);
    assert_eq!(mine.shown(), &server.board);
}

#[test]
fn after_a_backup_came_back_the_queue_goes_on_from_there() {
    let mut server = Server::new();
    let mut mine = replica(&server, 0);
    let a = cell(mine.shown(), 0, LaneKind::Pains);
    journey_edit(&mut mine, add_card(1, a, None, "In the backup"));
    sync(&mut mine, &mut server);
    let backup = server.clone();
    journey_edit(&mut mine, add_card(2, a, None, "Lost with the disk"));
    sync(&mut mine, &mut server);
    server.restore(backup);
    journey_edit(&mut mine, add_card(3, a, Some(1), "Not sent yet"));

    // The first answer brings the other lineage, the second the other count, the third takes it.
    assert_eq!(sync(&mut mine, &mut server), []);
    assert_eq!((mine.lineage(), mine.pending_len()), (2, 1));
    assert_eq!(sync(&mut mine, &mut server), []);
    assert_eq!(sync(&mut mine, &mut server), []);
    assert_eq!(mine.pending_len(), 0);
    assert_eq!(cards(mine.shown(), a), [card(1), card(3)]);
    assert_eq!(mine.shown(), &server.board);
    mine.undo(AT).unwrap();
    assert_eq!(cards(mine.shown(), a), [card(1)]);
}
