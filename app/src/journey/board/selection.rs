//! Which cards are selected. What is selected is marked on the elements themselves: a selection of one among two
//! thousand touches one element.

use std::collections::BTreeSet;

use shared::{
    id::CardId,
    journey::{Cell, Journey},
};

use super::{dom, layout::Layout, place::Place, state::BoardState};

/// The selected cards, and where the selection began.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    /// The cards.
    pub(crate) cards: BTreeSet<CardId>,
    /// What Shift extends from.
    pub(crate) anchor: Option<CardId>,
}

/// Every card between two, inclusive: within a cell by order, else all of the cells of the rectangle they span.
pub(crate) fn between(
    journey: &Journey,
    layout: &Layout,
    from: CardId,
    to: CardId,
) -> BTreeSet<CardId> {
    let cell_of = |card: CardId| journey.cards.get(&card).map(|card| card.cell);
    let (Some(start), Some(end)) = (cell_of(from), cell_of(to)) else {
        return [to].into();
    };
    if start == end {
        let cards: Vec<CardId> = Layout::cards(journey, start).collect();
        let at = |card| cards.iter().position(|id| *id == card);
        return match (at(from), at(to)) {
            (Some(a), Some(b)) => cards
                .into_iter()
                .take(a.max(b) + 1)
                .skip(a.min(b))
                .collect(),
            _ => [to].into(),
        };
    }
    let rows = [layout.row_of(start.lane), layout.row_of(end.lane)];
    let columns = [layout.column_of(start.step), layout.column_of(end.step)];
    let ([Some(top), Some(bottom)], [Some(left), Some(right)]) = (rows, columns) else {
        return [to].into();
    };
    let mut cards = BTreeSet::new();
    for (lane, _) in layout
        .lanes
        .iter()
        .take(top.max(bottom) + 1)
        .skip(top.min(bottom))
    {
        for column in layout
            .columns
            .iter()
            .take(left.max(right) + 1)
            .skip(left.min(right))
        {
            if let Some(step) = column.step() {
                cards.extend(Layout::cards(journey, Cell { step, lane: *lane }));
            }
        }
    }
    cards
}

impl BoardState {
    /// Selects exactly these cards, and says how many.
    pub(crate) fn select(self, cards: &BTreeSet<CardId>, anchor: Option<CardId>) {
        let before = self.select_quietly(cards, anchor);
        if cards.len() > 1 && *cards != before {
            self.announcer
                .say(self.words.now().edit.selected(cards.len()));
        }
    }

    /// Selects exactly these cards; what was selected before.
    pub(crate) fn select_quietly(
        self,
        cards: &BTreeSet<CardId>,
        anchor: Option<CardId>,
    ) -> BTreeSet<CardId> {
        let before = self.swap_selection(Selection {
            cards: cards.clone(),
            anchor,
        });
        for card in before.cards.symmetric_difference(cards) {
            if let Some(element) = dom::element(Place::Card(*card)) {
                dom::set_attribute(
                    &element,
                    "aria-pressed",
                    Some(if cards.contains(card) {
                        "true"
                    } else {
                        "false"
                    }),
                );
            }
        }
        before.cards
    }

    /// Selects every card of the board.
    pub(crate) fn select_all(self) {
        let cards = self.with(|board, layout| {
            let lanes = layout.lanes.iter().map(|(lane, _)| *lane);
            let cells = lanes.flat_map(|lane| {
                let steps = layout.columns.iter().filter_map(|column| column.step());
                steps.map(move |step| Cell { step, lane })
            });
            cells
                .flat_map(|cell| Layout::cards(&board.journey, cell))
                .collect()
        });
        self.select(&cards, None);
    }

    /// Selects nothing.
    pub(crate) fn deselect(self) {
        self.select(&BTreeSet::new(), None);
    }

    /// Selects one more, or one less.
    pub(crate) fn toggle(self, card: CardId) {
        let mut cards = self.selection().cards;
        if !cards.remove(&card) {
            cards.insert(card);
        }
        self.select(&cards, Some(card));
    }

    /// Extends the selection from its anchor to a card.
    pub(crate) fn extend(self, to: CardId) {
        let anchor = self.selection().anchor.unwrap_or(to);
        let cards = self.with(|board, layout| between(&board.journey, layout, anchor, to));
        self.select(&cards, Some(anchor));
    }

    /// What an edit at a card is about: the selection if the card is in it, else the card alone. In the order of the
    /// board.
    pub(crate) fn meant(self, card: CardId) -> Vec<CardId> {
        let selection = self.selection().cards;
        if !selection.contains(&card) {
            return vec![card];
        }
        self.in_order(&selection)
    }

    /// What an edit at a place is about, as cards: at a card what is meant there, at a cell all that is selected.
    pub(crate) fn meant_at(self, place: Place) -> Vec<CardId> {
        match place {
            Place::Card(card) => self.meant(card),
            Place::Cell(_) => self.in_order(&self.selection().cards),
            _ => Vec::new(),
        }
    }

    fn in_order(self, selection: &BTreeSet<CardId>) -> Vec<CardId> {
        if selection.is_empty() {
            return Vec::new();
        }
        self.with(|board, layout| {
            let mut ordered = Vec::with_capacity(selection.len());
            for (lane, _) in &layout.lanes {
                for step in layout.columns.iter().filter_map(|column| column.step()) {
                    let cards = Layout::cards(&board.journey, Cell { step, lane: *lane });
                    ordered.extend(cards.filter(|card| selection.contains(card)));
                }
            }
            ordered
        })
    }
}
