//! Several people write in the same note.

use proptest::prelude::*;
use shared::{
    api::{Outcome, PushReply},
    id::NoteEditId,
    journey::{JourneyIntent, LaneKind, Node},
    log::{Intent, Rejection},
    replica::{Notice, Replica},
    text::{TextEdit, TextSpan},
};

use crate::{
    replica::{AT, client, replica},
    sim::{Server, wire},
    world::*,
};

fn keep(count: u32) -> TextSpan {
    TextSpan::Keep(count)
}

fn insert(text: &str) -> TextSpan {
    TextSpan::Insert(text.to_owned())
}

fn edit(id: u128, base: u32, spans: &[TextSpan]) -> JourneyIntent {
    JourneyIntent::EditNote {
        card: card(1),
        id: NoteEditId::new(uuid(id)),
        base,
        edit: TextEdit::try_from(spans.to_vec()).unwrap(),
    }
}

fn set(base: u32, text: &str) -> JourneyIntent {
    JourneyIntent::SetNote {
        card: card(1),
        base,
        text: text.into(),
    }
}

fn note(board: &shared::log::Board) -> (&str, u32) {
    let note = &board.journey.cards[&card(1)].note;
    (&note.text, note.revision)
}

fn with_card(board: &mut shared::log::Board) {
    let pains = cell(board, 0, LaneKind::Pains);
    does(board, [add_card(1, pains, None, "Queue")]);
}

fn start() -> Server {
    let mut server = Server::new();
    with_card(&mut server.board);
    server
}

/// Writes what makes `text` of what is shown.
fn write(replica: &mut Replica, id: u128, text: &str) {
    let (before, base) = note(replica.shown());
    let edit = TextEdit::between(before, text);
    let intent = edit_note(id, base, edit);
    replica.edit(vec![intent], AT).unwrap();
}

fn edit_note(id: u128, base: u32, edit: TextEdit) -> Intent {
    let (card, id) = (card(1), NoteEditId::new(uuid(id)));
    Intent::Journey(JourneyIntent::EditNote {
        card,
        id,
        base,
        edit,
    })
}

fn sync(replica: &mut Replica, server: &mut Server) -> Vec<Notice> {
    let mut notices = Vec::new();
    while let Some(push) = replica.next_push() {
        let reply = server.push(&push, false);
        notices.extend(replica.receive_reply(push.client_seq, reply));
    }
    notices
}

#[test]
fn an_edit_of_an_older_revision_keeps_what_was_written_since() {
    let mut board = board();
    with_card(&mut board);
    does(&mut board, [edit(1, 0, &[insert("The queue is long.")])]);
    does(
        &mut board,
        [edit(2, 1, &[keep(17), insert(" in May"), keep(1)])],
    );
    // Written by somebody who had seen the first only.
    does(
        &mut board,
        [edit(3, 1, &[keep(9), insert(" at security"), keep(9)])],
    );
    let both = "The queue at security is long in May.";
    assert_eq!(note(&board), (both, 3));
}

#[test]
fn an_edit_that_cannot_be_placed_is_refused_and_says_why() {
    let mut board = board();
    with_card(&mut board);
    does(&mut board, [edit(1, 0, &[insert("ñandú")])]);
    let refused = |board: &mut _, intent| wish(board, intent).err().unwrap();
    let node = Node::Card(card(1));
    assert_eq!(
        refused(&mut board, edit(2, 1, &[keep(6), insert("x")])),
        Rejection::EditMisfits { node, length: 5 }
    );
    assert_eq!(
        refused(&mut board, edit(2, 2, &[keep(5), insert("x")])),
        Rejection::StaleNote { node, revision: 1 }
    );
    let used = NoteEditId::new(uuid(1)).to_string();
    assert_eq!(
        refused(&mut board, edit(1, 1, &[keep(5), insert("x")])),
        Rejection::IdUsed { id: used }
    );
    assert_eq!(
        refused(&mut board, edit(2, 1, &[insert("\u{7}"), keep(5)])),
        Rejection::ControlCharacters
    );
    let long = "x".repeat(20_000);
    assert!(matches!(
        refused(&mut board, edit(2, 1, &[insert(&long), keep(5)])),
        Rejection::OverLimit { actual: 20_005, .. }
    ));
    // A text that was replaced as a whole has nothing in common with what an older edit was about.
    does(&mut board, [set(1, "five!")]);
    assert_eq!(
        refused(&mut board, edit(2, 1, &[keep(5), insert("x")])),
        Rejection::StaleNote { node, revision: 2 }
    );
    assert_eq!(note(&board), ("five!", 2));
}

#[test]
fn taking_back_my_own_words_leaves_what_others_wrote_between_them() {
    let mut server = start();
    let (mut mine, mut theirs) = (replica(&server, 0), replica(&server, 1));
    write(&mut mine, 1, "one three");
    sync(&mut mine, &mut server);
    theirs.receive(server.since(theirs.heads(), false));
    write(&mut theirs, 2, "one 2 three");
    sync(&mut theirs, &mut server);
    mine.undo(AT).unwrap();
    sync(&mut mine, &mut server);
    assert_eq!(note(&server.board).0, "2 ");
    mine.redo(AT).unwrap();
    sync(&mut mine, &mut server);
    assert_eq!(note(&server.board).0, "one 2 three");
}

#[test]
fn two_edits_of_one_push_are_taken_back_as_one() {
    let mut board = board();
    with_card(&mut board);
    does(&mut board, [edit(1, 0, &[insert("first")])]);
    // "bc" comes, and the "b" of it goes again.
    let decided = does(
        &mut board,
        [
            edit(2, 1, &[keep(5), insert("bc")]),
            edit(3, 2, &[keep(5), TextSpan::Delete(1), keep(1)]),
        ],
    );
    assert_eq!(note(&board), ("firstc", 3));
    push(&mut board, &shared::log::undo(&decided.priors)).unwrap();
    assert_eq!(note(&board), ("first", 4));
    // Among them a text that replaces all.
    let decided = does(
        &mut board,
        [
            edit(4, 4, &[keep(5), insert("!")]),
            set(5, "other"),
            edit(6, 6, &[insert("an"), keep(5)]),
        ],
    );
    assert_eq!(note(&board), ("another", 7));
    push(&mut board, &shared::log::undo(&decided.priors)).unwrap();
    assert_eq!(note(&board), ("first", 10));
}

#[test]
fn what_waits_is_moved_along_when_others_write_before_it() {
    let mut server = start();
    let mut mine = replica(&server, 0);
    write(&mut mine, 1, "mine");
    write(&mut mine, 2, "mine, twice");
    let mut theirs = replica(&server, 1);
    write(&mut theirs, 3, "Theirs. ");
    sync(&mut theirs, &mut server);
    mine.receive(server.since(mine.heads(), false));
    assert_eq!(note(mine.shown()), ("Theirs. mine, twice", 3));
    assert_eq!(sync(&mut mine, &mut server), []);
    assert_eq!(note(&server.board), ("Theirs. mine, twice", 3));
    assert_eq!(mine.shown(), &server.board);
}

#[test]
fn a_text_that_somebody_replaced_is_offered_beside_what_was_written_on_the_old_one() {
    let mut server = start();
    let mut mine = replica(&server, 0);
    write(&mut mine, 1, "mine");
    sync(&mut mine, &mut server);
    write(&mut mine, 2, "mine, and more");
    let mut theirs = replica(&server, 1);
    let replaced = Intent::Journey(set(1, "theirs"));
    theirs.edit(vec![replaced], AT).unwrap();
    sync(&mut theirs, &mut server);
    mine.receive(server.since(mine.heads(), false));
    let notices = sync(&mut mine, &mut server);
    let node = Node::Card(card(1));
    assert_eq!(
        notices,
        [Notice::Rejected {
            client_seq: 2,
            intents: vec![Intent::Journey(set(1, "mine, and more"))],
            intent: Some(0),
            rejection: Rejection::StaleNote { node, revision: 2 },
        }]
    );
    assert_eq!(note(mine.shown()), ("theirs", 2));
}

/// Somebody who writes one letter at a time, each another one.
struct Writer {
    replica: Replica,
    answer: Option<(u64, PushReply)>,
}

/// A letter, and those it was put between.
type Put = (Option<char>, char, Option<char>);

impl Writer {
    fn write(&mut self, number: u32, place: u16) -> Put {
        let (before, base) = note(self.replica.shown());
        let length = u32::try_from(before.chars().count()).unwrap();
        let at = u32::from(place) % (length + 1);
        let letter = char::from_u32(0x4e00 + number).unwrap();
        let mut neighbours = before.chars().skip(at.saturating_sub(1) as usize);
        let left = (at > 0).then(|| neighbours.next()).flatten();
        let put = (left, letter, neighbours.next());
        let spans = [keep(at), insert(&letter.to_string()), keep(length - at)];
        let edit = TextEdit::try_from(spans.to_vec()).unwrap();
        let intent = edit_note(u128::from(number), base, edit);
        self.replica.edit(vec![intent], AT).unwrap();
        put
    }

    fn send(&mut self, server: &mut Server, arrives: bool, whole: bool) {
        if self.answer.is_none()
            && let Some(push) = self.replica.next_push()
        {
            if arrives {
                let reply = server.push(&wire(&push), whole);
                assert!(
                    matches!(reply.outcome, Outcome::Accepted { .. }),
                    "{reply:?}"
                );
                self.answer = Some((push.client_seq, reply));
            } else {
                self.replica.failed();
            }
        }
    }

    fn hear(&mut self) {
        if let Some((client_seq, reply)) = self.answer.take() {
            assert_eq!(self.replica.receive_reply(client_seq, reply), []);
        }
    }

    /// Does what the dice say, except writing.
    fn act(&mut self, server: &mut Server, what: u8, whole: bool) {
        match what {
            4 | 5 => self.send(server, true, whole),
            6 => self.send(server, false, whole),
            7 => self.hear(),
            8 => {
                // The answer gets lost on its way.
                if self.answer.take().is_some() {
                    self.replica.failed();
                }
            }
            9 => {
                let notices = self
                    .replica
                    .receive(server.since(self.replica.heads(), whole));
                assert_eq!(notices, []);
            }
            _ => {
                // The tab is closed, and its queue is taken up by another.
                let kept = self.replica.persist().unwrap();
                self.replica = Replica::new(client(99), owner(), server.snapshot());
                assert_eq!(self.replica.restore(&kept).unwrap(), []);
                self.answer = None;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_letter_ends_up_once_between_those_it_was_put_between(
        script in prop::collection::vec((0..3_usize, 0..11_u8, any::<u16>(), any::<bool>()), 1..60)
    ) {
        let mut server = start();
        let mut writers: Vec<Writer> = (0..3)
            .map(|n| Writer { replica: replica(&server, n), answer: None })
            .collect();
        let mut puts = Vec::new();
        for (number, (who, what, place, whole)) in script.into_iter().enumerate() {
            if what < 4 {
                puts.push(writers[who].write(u32::try_from(number).unwrap(), place));
            } else {
                writers[who].act(&mut server, what, whole);
            }
        }
        for writer in &mut writers {
            while writer.replica.pending_len() > 0 {
                writer.hear();
                writer.send(&mut server, true, false);
            }
            writer.hear();
        }
        let text = note(&server.board).0.to_owned();
        for writer in &mut writers {
            writer.replica.receive(server.since(writer.replica.heads(), false));
            prop_assert_eq!(note(writer.replica.shown()).0, text.as_str());
        }
        let place = |letter| text.chars().position(|other| other == letter);
        prop_assert_eq!(text.chars().count(), puts.len());
        for (left, letter, right) in puts {
            let at = place(letter).unwrap();
            prop_assert!(left.is_none_or(|left| place(left).unwrap() < at), "{text}");
            prop_assert!(right.is_none_or(|right| at < place(right).unwrap()), "{text}");
        }
    }
}
