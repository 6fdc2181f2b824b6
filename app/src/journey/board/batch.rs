//! The cards of a long cell in batches: the browser lays out those that are near what is seen, a batch at a time and not a whole row at
//! once.
//!
//! Where a batch begins follows from a card's id alone. So a card that comes or goes changes its own batch, and the others keep their
//! elements, and with them the focus.

use leptos::prelude::*;
use shared::{id::CardId, journey::LaneKind};

use super::{
    card,
    each::{Item, each},
    state::BoardState,
};

/// Cards of a batch, on average.
const MEAN: u64 = 12;
/// Up to so many cards, all of a cell are one batch that is always laid out.
const SHORT: usize = 24;

/// What a batch is known by: the card that it begins with, or nothing for the first of its cell.
pub(super) type Start = Option<CardId>;

/// The cards of a cell, in batches.
pub(super) fn batches(
    state: BoardState,
    cards: &ArcRwSignal<Vec<CardId>>,
    kind: LaneKind,
) -> AnyView {
    let (starting, cards) = (cards.clone(), cards.clone());
    each(
        move || starting.with(|cards| starts(cards).into_iter().map(Item::Batch).collect()),
        move |item| match item {
            Item::Batch(start) => Some(batch(state, &cards, start, kind)),
            _ => None,
        },
    )
}

fn batch(
    state: BoardState,
    cards: &ArcRwSignal<Vec<CardId>>,
    start: Start,
    kind: LaneKind,
) -> AnyView {
    let (counted, long, cards) = (cards.clone(), cards.clone(), cards.clone());
    let class = Signal::derive(move || {
        if long.with(|cards| cards.len() > SHORT) {
            "board__batch board__batch--one"
        } else {
            "board__batch"
        }
    });
    // The room it takes until it is laid out.
    let room =
        Signal::derive(move || format!("--cards:{}", counted.with(|cards| of(cards, start).len())));
    let inside = each(
        move || {
            cards.with(|cards| {
                let here = of(cards, start).iter().copied();
                here.map(Item::Card).collect()
            })
        },
        move |item| match item {
            Item::Card(id) => card::card(state, id, kind),
            _ => None,
        },
    );
    view! {
        <div class=class style=room>
            {inside}
        </div>
    }
    .into_any()
}

/// Whether a batch begins at a card, if it is not the first of its cell. Ids made in a row differ in a few bits, so all are mixed.
fn begins(card: CardId) -> bool {
    let (high, low) = card.uuid().as_u64_pair();
    let mixed = (high ^ low.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32).is_multiple_of(MEAN)
}

/// The batches of a cell, in order; none of one without cards.
fn starts(cards: &[CardId]) -> Vec<Start> {
    let first = cards.first().map(|_| None);
    let mut rest = cards.iter().copied().skip(1);
    let more = std::iter::from_fn(|| rest.find(|card| begins(*card))).map(Some);
    let more = more.take(if cards.len() > SHORT { usize::MAX } else { 0 });
    first.into_iter().chain(more).collect()
}

/// The cards of a batch, in order; none of one that the cell no longer has.
fn of(cards: &[CardId], start: Start) -> &[CardId] {
    let long = cards.len() > SHORT;
    let from = match start {
        None => Some(0),
        Some(card) if long && begins(card) => {
            let at = cards.iter().position(|id| *id == card);
            at.filter(|at| *at > 0)
        }
        Some(_) => None,
    };
    let Some(cards) = from.and_then(|from| cards.get(from..)) else {
        return &[];
    };
    let next = cards.iter().skip(1).position(|card| begins(*card));
    let end = next.filter(|_| long).map_or(cards.len(), |next| next + 1);
    cards.get(..end).unwrap_or(cards)
}

#[cfg(test)]
mod tests {
    use shared::id::CardId;
    use uuid::Uuid;

    use super::{MEAN, SHORT, begins, of, starts};

    /// Ids as a browser makes them in a row: the time in milliseconds, and below it bits that count.
    fn cards(n: u32) -> Vec<CardId> {
        let id =
            |n: u32| Uuid::from_u128(0x0189_0a5d_ac96_774b_bcce_0000_0000_0000 + u128::from(n));
        (0..n).map(|n| CardId::new(id(n))).collect()
    }

    fn together(cards: &[CardId]) -> Vec<CardId> {
        let batches = starts(cards).into_iter();
        batches
            .flat_map(|start| of(cards, start).to_vec())
            .collect()
    }

    #[test]
    fn every_card_is_in_one_batch_and_in_its_order() {
        for n in [0, 1, 2, 24, 25, 45, 500] {
            let cards = cards(n);
            assert_eq!(together(&cards), cards, "{n} cards");
        }
    }

    #[test]
    fn a_short_cell_is_one_batch_and_a_long_one_has_batches_of_about_a_dozen() {
        assert_eq!(starts(&[]), []);
        assert_eq!(starts(&cards(1)), [None]);
        assert_eq!(starts(&cards(u32::try_from(SHORT).unwrap())), [None]);
        let many = cards(5_000);
        let batches = starts(&many).len() as u64;
        assert!(
            (5_000 / MEAN / 2..5_000 / MEAN * 2).contains(&batches),
            "{batches}"
        );
    }

    #[test]
    fn a_card_that_goes_leaves_every_other_batch_as_it_is() {
        let before = cards(500);
        let gone = (100..).find(|at| !begins(before[*at])).unwrap();
        let mut after = before.clone();
        let card = after.remove(gone);
        assert_eq!(together(&after), after);
        assert_eq!(starts(&after), starts(&before));
        for start in starts(&before) {
            let mut was = of(&before, start).to_vec();
            was.retain(|id| *id != card);
            assert_eq!(of(&after, start), was);
        }
    }

    #[test]
    fn a_batch_whose_first_card_went_has_none_and_its_cards_join_the_one_before() {
        let mut cards = cards(500);
        let at = (100..).find(|at| begins(cards[*at])).unwrap();
        let first = cards.remove(at);
        assert_eq!(of(&cards, Some(first)), []);
        assert!(!starts(&cards).contains(&Some(first)));
        assert_eq!(together(&cards), cards);
    }
}
