//! Links of the board: what causes what, and where a step leads beside the next one. Said in words on cards, heads and in the
//! inspector; causes are drawn as arrows besides.

mod arrows;

use shared::{
    id::{CardId, LinkId, StepId},
    journey::{Cell, Journey, LaneKind, Link, LinkKind, Node},
    log::Board,
};

use super::{layout::Layout, names};
use crate::words::Lang;
pub(super) use arrows::Arrows;

/// A link as it is told from one of its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinkView {
    pub(crate) id: LinkId,
    pub(crate) kind: LinkKind,
    /// The other end.
    pub(crate) other: Node,
    /// What the other end is called.
    pub(crate) name: String,
    /// Of a way: whether it leads back.
    pub(crate) back: bool,
}

/// What a card is a cause of.
pub(crate) fn effects(board: &Board, lang: Lang, card: CardId) -> Vec<LinkView> {
    told(board, lang, |link| {
        (link.from == Node::Card(card)).then_some(link.to)
    })
}

/// What is a cause of what a card says.
pub(crate) fn causes(board: &Board, lang: Lang, card: CardId) -> Vec<LinkView> {
    told(board, lang, |link| {
        (link.to == Node::Card(card)).then_some(link.from)
    })
}

/// Where a step leads beside the next one, what lies before it last.
pub(crate) fn ways(board: &Board, layout: &Layout, lang: Lang, step: StepId) -> Vec<LinkView> {
    let mut ways = told(board, lang, |link| {
        (link.from == Node::Step(step)).then_some(link.to)
    });
    let here = layout.column_of(step);
    for way in &mut ways {
        if let Node::Step(to) = way.other {
            way.back = layout.column_of(to) < here;
        }
    }
    ways.sort_by_key(|way| way.back);
    ways
}

fn told(board: &Board, lang: Lang, other: impl Fn(&Link) -> Option<Node>) -> Vec<LinkView> {
    let links = board.journey.visible_links();
    let told = links.filter_map(|(id, link)| {
        let other = other(link)?;
        Some(LinkView {
            id,
            kind: link.kind,
            other,
            name: names::node(&board.journey, &board.catalogue, lang, other)?,
            back: false,
        })
    });
    told.collect()
}

/// What a link to or from a card can be made with: groups of cards by what the group is called. A card of the touchpoints lane takes
/// causes from what lies behind it, every other one leads to touchpoints and to pains.
pub(crate) fn offered(
    board: &Board,
    lang: Lang,
    card: CardId,
) -> Vec<(String, Vec<(CardId, String)>)> {
    let journey = &board.journey;
    let linked: Vec<Node> = effects(board, lang, card)
        .into_iter()
        .chain(causes(board, lang, card))
        .map(|link| link.other)
        .collect();
    let to_touchpoint = takes_causes(journey, card);
    let lanes = journey.visible_lanes().filter(|(_, lane)| match lane.kind {
        LaneKind::Backstage | LaneKind::Notes | LaneKind::Free | LaneKind::Doing => to_touchpoint,
        LaneKind::Touchpoints => !to_touchpoint,
        LaneKind::Pains => true,
        _ => false,
    });
    let groups = lanes.map(|(id, lane)| {
        let cards = journey.columns().flat_map(|column| {
            let (step, lane) = (column.step, id);
            journey.visible_cards(Cell { step, lane })
        });
        let cards = cards
            .filter(|(other, _)| *other != card && !linked.contains(&Node::Card(*other)))
            .map(|(other, found)| (other, names::card_title(&board.catalogue, found)))
            .collect();
        let named = lane.title.clone();
        (
            named.unwrap_or_else(|| names::lane_kind(lang, lane.kind).to_owned()),
            cards,
        )
    });
    groups
        .filter(|(_, cards): &(_, Vec<_>)| !cards.is_empty())
        .collect()
}

/// Whether a card lies in the touchpoints lane.
pub(crate) fn takes_causes(journey: &Journey, card: CardId) -> bool {
    let lane = journey
        .cards
        .get(&card)
        .and_then(|card| journey.lanes.get(&card.cell.lane));
    lane.is_some_and(|lane| lane.kind == LaneKind::Touchpoints)
}
