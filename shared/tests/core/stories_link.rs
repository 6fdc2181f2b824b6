//! Links, what the cards of a lane are, steps in detail, and what a journey is found by.

use shared::{
    id::{CopyId, JourneyId, LaneId, LinkId},
    journey::{
        CardField, Certainty, Content, JourneyIntent, LaneKind, LinkKind, Node, ScopeField,
        StepField,
    },
    log::{Board, Limit, Missing, Rejection, undo},
};

use crate::world::*;

const CAUSE: LinkKind = LinkKind::Cause(Certainty::Hypothesis);

fn link(id: u128) -> LinkId {
    LinkId::new(uuid(0x11_0000 + id))
}

fn add(id: u128, kind: LinkKind, from: Node, to: Node) -> JourneyIntent {
    JourneyIntent::AddLink {
        id: link(id),
        kind,
        from,
        to,
        title: String::new(),
    }
}

/// A card behind the scenes (1), the touchpoint that it is a cause at (2), and a pain (3).
fn caused() -> Board {
    let mut board = board();
    let backstage = cell(&board, 0, LaneKind::Backstage);
    let touchpoints = cell(&board, 1, LaneKind::Touchpoints);
    let pains = cell(&board, 1, LaneKind::Pains);
    does(
        &mut board,
        [
            add_card(1, backstage, None, "One gate is closed"),
            place(2, touchpoints, SECURITY),
            add_card(3, pains, None, "A queue"),
        ],
    );
    board
}

#[test]
fn a_cause_leads_from_card_to_card_and_a_way_from_step_to_step() {
    let mut board = caused();
    let [one, two] = [1, 2].map(|id| Node::Card(card(id)));
    let steps = steps(&board);
    let (first, last) = (Node::Step(steps[0]), Node::Step(steps[2]));
    for (kind, from, to) in [
        (CAUSE, one, one),
        (CAUSE, first, two),
        (CAUSE, one, Node::Lane(lane(&board, LaneKind::Pains))),
        (LinkKind::Way, one, two),
        (LinkKind::Way, first, first),
        (LinkKind::Way, first, Node::Stage(stages(&board)[0])),
    ] {
        let refused = wish(&mut board, add(1, kind, from, to)).err();
        assert_eq!(refused, Some(Rejection::BadLink { from, to }));
    }
    does(&mut board, [add(1, CAUSE, one, two)]);
    // Forward it is a branch, back a loop; both may be.
    does(&mut board, [add(2, LinkKind::Way, first, last)]);
    does(&mut board, [add(3, LinkKind::Way, last, first)]);
    let confirmed = LinkKind::Cause(Certainty::Confirmed);
    let again = wish(&mut board, add(4, confirmed, one, two)).err();
    let node = Node::Link(link(1));
    assert_eq!(again, Some(Rejection::LinkExists { node }));
    let nowhere = Node::Card(card(404));
    let missing = Rejection::Missing {
        what: Missing::Node(nowhere),
    };
    let refused = wish(&mut board, add(4, CAUSE, one, nowhere)).err();
    assert_eq!(refused, Some(missing));
}

#[test]
fn a_cause_is_confirmed_but_becomes_no_way() {
    let mut board = caused();
    let (from, to) = (Node::Card(card(1)), Node::Card(card(2)));
    does(&mut board, [add(1, CAUSE, from, to)]);
    let set = |kind| JourneyIntent::SetLink {
        link: link(1),
        kind,
    };
    let refused = wish(&mut board, set(LinkKind::Way)).err();
    assert_eq!(refused, Some(Rejection::BadLink { from, to }));
    let confirmed = LinkKind::Cause(Certainty::Confirmed);
    let did = does(&mut board, [set(confirmed)]);
    assert_eq!(board.journey.links[&link(1)].kind, confirmed);
    push(&mut board, &undo(&did.priors)).unwrap();
    assert_eq!(board.journey.links[&link(1)].kind, CAUSE);
}

#[test]
fn a_link_goes_with_what_it_joins_and_comes_back_with_it() {
    let mut board = caused();
    let (from, to) = (Node::Card(card(1)), Node::Card(card(2)));
    does(&mut board, [add(1, CAUSE, from, to)]);
    let step = board.journey.cards[&card(2)].cell.step;
    let did = does(&mut board, [delete(&[Node::Step(step)])]);
    assert!(board.journey.links[&link(1)].hidden);
    assert_eq!(board.journey.visible_links().count(), 0);
    let alone = wish(&mut board, restore(&[Node::Link(link(1))])).err();
    assert_eq!(alone, Some(Rejection::Deleted { node: to }));
    push(&mut board, &undo(&did.priors)).unwrap();
    assert!(!board.journey.links[&link(1)].hidden);
    // Deleted by itself, and linked anew meanwhile.
    let did = does(&mut board, [delete(&[Node::Link(link(1))])]);
    does(&mut board, [add(2, CAUSE, from, to)]);
    let node = Node::Link(link(2));
    let refused = push(&mut board, &undo(&did.priors)).err();
    assert_eq!(refused, Some((Some(0), Rejection::LinkExists { node })));
}

#[test]
fn copies_of_both_ends_are_linked_as_their_sources_are() {
    let mut board = caused();
    let (from, to) = (Node::Card(card(1)), Node::Card(card(2)));
    does(&mut board, [add(1, CAUSE, from, to)]);
    let copy = CopyId::new(uuid(7));
    let duplicate = |nodes| JourneyIntent::Duplicate { copy, nodes };
    let refused = wish(&mut board, duplicate(vec![Node::Link(link(1))])).err();
    assert_eq!(refused, Some(Rejection::BadSelection));
    does(&mut board, [duplicate(vec![from, to])]);
    let copied = &board.journey.links[&link(1).copied(copy)];
    let ends = (
        Node::Card(card(1).copied(copy)),
        Node::Card(card(2).copied(copy)),
    );
    assert_eq!((copied.from, copied.to), ends);
    // One end alone has nothing to be linked to.
    let (copy, nodes) = (CopyId::new(uuid(8)), vec![from]);
    does(&mut board, [JourneyIntent::Duplicate { copy, nodes }]);
    assert_eq!(board.journey.links.len(), 2);
}

#[test]
fn a_lane_of_numbers_takes_numbers_only() {
    let mut board = board();
    let lane = LaneId::new(uuid(80));
    let step = steps(&board)[0];
    let at = shared::journey::Cell { step, lane };
    let content = |content| JourneyIntent::SetLaneContent { lane, content };
    does(
        &mut board,
        [
            JourneyIntent::AddLane {
                id: lane,
                kind: LaneKind::Free,
                title: Some("Minutes".into()),
                department: None,
                after: None,
            },
            add_card(1, at, None, "forty"),
        ],
    );
    let wrong = |content| Some(Rejection::WrongContent { content });
    let refused = wish(&mut board, content(Content::Number)).err();
    assert_eq!(refused, wrong(Content::Number));
    let rename = |title: &str| JourneyIntent::Rename {
        node: Node::Card(card(1)),
        title: title.into(),
    };
    let did = does(&mut board, [delete(&[Node::Card(card(1))])]);
    does(&mut board, [content(Content::Number)]);
    // What was away while it was said does not come back as something else.
    let refused = push(&mut board, &undo(&did.priors)).err();
    assert_eq!(refused.map(|(_, why)| why), wrong(Content::Number));
    does(&mut board, [content(Content::Text)]);
    push(&mut board, &undo(&did.priors)).unwrap();
    does(&mut board, [rename("40"), content(Content::Number)]);
    assert_eq!(
        wish(&mut board, rename("40 min")).err(),
        wrong(Content::Number)
    );
    assert_eq!(
        wish(&mut board, add_card(2, at, None, "many")).err(),
        wrong(Content::Number)
    );
    let pains = cell(&board, 0, LaneKind::Pains);
    does(&mut board, [add_card(3, pains, None, "Too long")]);
    let cards = vec![card(3)];
    let moved = JourneyIntent::MoveCards {
        cards,
        cell: at,
        after: None,
    };
    assert_eq!(wish(&mut board, moved).err(), wrong(Content::Number));
    does(&mut board, [rename("12.5")]);
    // Only a lane of the team's own is anything but text.
    let lane = pains.lane;
    let refused = wish(
        &mut board,
        JourneyIntent::SetLaneContent {
            lane,
            content: Content::Tag,
        },
    );
    let lane = Node::Lane(lane);
    assert_eq!(refused.err(), Some(Rejection::WrongLane { lane }));
}

#[test]
fn a_step_may_be_shown_in_detail_by_another_journey_but_not_by_its_own() {
    let mut board = board();
    let step = steps(&board)[0];
    let set = |journey| JourneyIntent::SetStep {
        step,
        field: StepField::Journey(journey),
    };
    let own = board.journey.id;
    let refused = wish(&mut board, set(Some(own))).err();
    assert_eq!(refused, Some(Rejection::OwnJourney));
    let detail = Some(JourneyId::new(uuid(0xde)));
    let did = does(&mut board, [set(detail)]);
    assert_eq!(board.journey.steps[&step].journey, detail);
    push(&mut board, &undo(&did.priors)).unwrap();
    assert_eq!(board.journey.steps[&step].journey, None);
}

#[test]
fn tags_are_short_few_and_each_stands_once() {
    let mut board = board();
    let set = |tags: &[&str]| JourneyIntent::SetScope {
        field: ScopeField::Tags(tags.iter().map(|tag| (*tag).to_owned()).collect()),
    };
    let twice = wish(&mut board, set(&["b2b", " b2b "])).err();
    assert_eq!(twice, Some(Rejection::BadSelection));
    let empty = wish(&mut board, set(&[" "])).err();
    assert_eq!(empty, Some(Rejection::EmptyTitle));
    let long = "x".repeat(41);
    let over = |limit, actual| Some(Rejection::OverLimit { limit, actual });
    let refused = wish(&mut board, set(&[&long])).err();
    assert_eq!(refused, over(Limit::TagChars, 41));
    let many: Vec<String> = (0..21).map(|n| n.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let refused = wish(&mut board, set(&many)).err();
    assert_eq!(refused, over(Limit::Tags, 21));
    does(&mut board, [set(&["retail", "2026"])]);
    assert_eq!(board.journey.scope.tags, ["retail", "2026"]);
    does(&mut board, [set(&[])]);
    assert!(board.journey.scope.tags.is_empty());
}

#[test]
fn a_promise_names_the_metric_that_proves_it() {
    let mut board = board();
    let promises = cell(&board, 0, LaneKind::Promise);
    does(&mut board, [add_card(1, promises, None, "In 48 hours")]);
    let set = |metric: Option<&str>| JourneyIntent::SetCard {
        card: card(1),
        field: CardField::Metric(metric.map(str::to_owned)),
    };
    let refused = wish(&mut board, set(Some("On time!"))).err();
    assert_eq!(refused, Some(Rejection::BadMetric));
    let did = does(&mut board, [set(Some("on_time"))]);
    let metric = |board: &Board| board.journey.cards[&card(1)].metric.clone();
    assert_eq!(metric(&board).as_deref(), Some("on_time"));
    push(&mut board, &undo(&did.priors)).unwrap();
    assert_eq!(metric(&board), None);
}
