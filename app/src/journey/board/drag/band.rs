//! A rubber band: dragged from an empty place, it selects the cards that it goes over.

use std::collections::{BTreeMap, BTreeSet};

use shared::{id::CardId, journey::Cell};

use super::{
    super::{dom, layout::Layout, overlay, place::Place, selection::Selection, state::BoardState},
    plan::Plan,
};

/// The cards of a cell with where each begins and ends, across and down.
type Boxes = Vec<(CardId, (f64, f64), (f64, f64))>;

/// A band between where it began and where the pointer is.
pub(super) struct Band {
    plan: Box<Plan>,
    from: (f64, f64),
    /// What was selected before, and put back if the band is given up.
    before: Selection,
    /// What stays selected whatever the band goes over.
    keep: BTreeSet<CardId>,
    cells: BTreeMap<Cell, Boxes>,
    over: BTreeSet<CardId>,
}

impl Band {
    /// Begins at a point of the screen; `adds` keeps what is selected.
    pub(super) fn new(state: BoardState, start: (f64, f64), adds: bool) -> Option<Self> {
        let plan = Plan::of_band(state)?;
        let before = state.selection();
        Some(Self {
            from: plan.in_content(start),
            plan: Box::new(plan),
            keep: if adds {
                before.cards.clone()
            } else {
                BTreeSet::new()
            },
            before,
            cells: BTreeMap::new(),
            over: BTreeSet::new(),
        })
    }

    /// Draws the band to the pointer and selects what it goes over; `true` if it scrolled and has to be asked again.
    pub(super) fn stretch(&mut self, state: BoardState, now: (f64, f64)) -> bool {
        let scrolled = self.plan.scroll(now);
        if self.plan.moved() {
            // What comes into view takes its real height.
            self.cells.clear();
        }
        let to = self.plan.in_content(now);
        let across = (self.from.0.min(to.0), self.from.0.max(to.0));
        let down = (self.from.1.min(to.1), self.from.1.max(to.1));
        let mut over = self.keep.clone();
        for cell in self.plan.cells_in(across, down) {
            let plan = &self.plan;
            let boxes = self
                .cells
                .entry(cell)
                .or_insert_with(|| boxes(state, plan, cell));
            let within = boxes
                .iter()
                .filter(|(_, x, y)| meet(*x, across) && meet(*y, down));
            over.extend(within.map(|(card, ..)| *card));
        }
        if over != self.over {
            state.select_quietly(&over, None);
            self.over = over;
        }
        overlay::mark_area(across.0, down.0, across.1 - across.0, down.1 - down.0);
        scrolled
    }

    /// Keeps what it goes over selected, or puts back what was.
    pub(super) fn end(self, state: BoardState, keep: bool) {
        if keep {
            state.select_quietly(&BTreeSet::new(), None);
            state.select(&self.over, None);
        } else {
            state.select_quietly(&self.before.cards, self.before.anchor);
        }
    }
}

fn boxes(state: BoardState, plan: &Plan, cell: Cell) -> Boxes {
    let cards: Vec<CardId> = state.with(|board, _| Layout::cards(&board.journey, cell).collect());
    let place = |card: CardId| {
        let rect = dom::element(Place::Card(card))?.get_bounding_client_rect();
        let (left, top) = plan.in_content((rect.left(), rect.top()));
        Some((
            card,
            (left, left + rect.width()),
            (top, top + rect.height()),
        ))
    };
    cards.into_iter().filter_map(place).collect()
}

fn meet(one: (f64, f64), other: (f64, f64)) -> bool {
    one.0 <= other.1 && other.0 <= one.1
}
