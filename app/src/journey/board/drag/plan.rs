//! Where something dragged would land, and the intent that means it.

use leptos::web_sys::HtmlElement;
use shared::{
    id::{CardId, LaneId, StageId, StepId},
    journey::{Cell, JourneyIntent, Node},
};

use super::{
    super::{
        dom,
        layout::{Column, Layout},
        overlay,
        place::Place,
        rest, shift,
        state::BoardState,
    },
    geometry::{Spans, auto_scroll},
};

/// What is dragged.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Cards(Vec<CardId>, CardId),
    Step(StepId),
    Stage(StageId),
    Lane(LaneId),
    /// Nothing: a band is drawn.
    Band,
}

/// Where it would land.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lands {
    /// In a cell, at a position among its other cards.
    Cell {
        column: usize,
        row: usize,
        index: usize,
    },
    /// At a gap between columns, stages or lanes.
    Gap(usize),
}

/// The geometry of the board and what is aimed at.
pub(super) struct Plan {
    what: What,
    layout: Layout,
    columns: Spans,
    stages: Spans,
    rows: Spans,
    /// The board's corner on the screen, and its size.
    origin: (f64, f64),
    size: (f64, f64),
    scroller: HtmlElement,
    /// How far the board was scrolled when it was measured, and what `rest::layouts` was then.
    scrolled: (i32, i32),
    layouts: u32,
    /// Whether anything lies elsewhere on the board than it did, since that was asked last.
    moved: bool,
    /// The visible part of the scroller on the screen.
    view: (f64, f64, f64, f64),
    /// The cards of the cell that was aimed at last.
    cell: Option<(Cell, Spans)>,
    lands: Option<Lands>,
    marked: Option<Lands>,
}

impl Plan {
    /// Measures the board for dragging what is at a place.
    pub(super) fn new(state: BoardState, place: Place) -> Option<Self> {
        let what = match place {
            Place::Card(card) => What::Cards(state.meant(card), card),
            Place::Step(step) => What::Step(step),
            Place::Stage(stage) => What::Stage(stage),
            Place::Lane(lane) => What::Lane(lane),
            Place::FirstStep(_) | Place::Cell(_) | Place::Feeling(..) => return None,
        };
        Self::of(state, what)
    }

    /// Measures the board for a band that is drawn over it.
    pub(super) fn of_band(state: BoardState) -> Option<Self> {
        Self::of(state, What::Band)
    }

    fn of(state: BoardState, what: What) -> Option<Self> {
        let layout = state.with(|_, layout| layout.clone());
        let scroller = dom::by_id(dom::SCROLL)?;
        let view = scroller.get_bounding_client_rect();
        let mut plan = Self {
            what,
            layout,
            columns: Spans::default(),
            stages: Spans::default(),
            rows: Spans::default(),
            origin: (0.0, 0.0),
            size: (0.0, 0.0),
            scroller,
            scrolled: (0, 0),
            layouts: 0,
            moved: false,
            view: (view.left(), view.top(), view.right(), view.bottom()),
            cell: None,
            lands: None,
            marked: None,
        };
        plan.measure();
        Some(plan)
    }

    fn measure(&mut self) {
        let Some(board) = dom::by_id(dom::BOARD) else {
            return;
        };
        self.scrolled = self.offset();
        let layouts = rest::layouts();
        let rect = board.get_bounding_client_rect();
        self.origin = (rect.left(), rect.top());
        let before = [&self.columns, &self.stages, &self.rows].map(Clone::clone);
        self.size = (rect.width(), rect.height());
        let across = |place: Place| {
            let rect = dom::element(place)?.get_bounding_client_rect();
            Some((rect.left() - self.origin.0, rect.right() - self.origin.0))
        };
        let head = |column: &Column| match column {
            Column::Step(step) => Place::Step(*step),
            Column::Empty(stage) => Place::FirstStep(*stage),
        };
        self.columns = Spans::new(
            self.layout
                .columns
                .iter()
                .filter_map(|column| across(head(column)))
                .collect(),
        );
        self.stages = Spans::new(
            self.layout
                .stages
                .iter()
                .filter_map(|(stage, _)| across(Place::Stage(*stage)))
                .collect(),
        );
        let down = |lane: LaneId| {
            let rect = dom::element(Place::Lane(lane))?.get_bounding_client_rect();
            Some((rect.top() - self.origin.1, rect.bottom() - self.origin.1))
        };
        self.rows = Spans::new(
            self.layout
                .lanes
                .iter()
                .filter_map(|(lane, _)| down(*lane))
                .collect(),
        );
        let now = [&self.columns, &self.stages, &self.rows];
        let same = before
            .iter()
            .zip(now)
            .all(|(before, now)| now.lies_as(before));
        if !same || layouts != self.layouts {
            self.layouts = layouts;
            self.moved = true;
        }
    }

    fn offset(&self) -> (i32, i32) {
        (self.scroller.scroll_left(), self.scroller.scroll_top())
    }

    /// Whether anything lies elsewhere on the board than when this was asked last. Scrolling alone moves nothing on it.
    pub(super) const fn moved(&mut self) -> bool {
        std::mem::replace(&mut self.moved, false)
    }

    /// A point of the screen in the board's own content.
    pub(super) const fn in_content(&self, at: (f64, f64)) -> (f64, f64) {
        (at.0 - self.origin.0, at.1 - self.origin.1)
    }

    /// The cells that a rectangle of the content goes over.
    pub(super) fn cells_in(&self, across: (f64, f64), down: (f64, f64)) -> Vec<Cell> {
        let columns = self.layout.columns.iter().zip(self.columns.within(across));
        let steps: Vec<StepId> = columns
            .filter_map(|(column, within)| column.step().filter(|_| within))
            .collect();
        let rows = self.layout.lanes.iter().zip(self.rows.within(down));
        let cells = |lane: LaneId| steps.iter().map(move |step| Cell { step: *step, lane });
        rows.filter(|(_, within)| *within)
            .flat_map(|((lane, _), _)| cells(*lane))
            .collect()
    }

    /// The elements that are dragged.
    pub(super) fn elements(&self) -> Vec<HtmlElement> {
        let places: Vec<Place> = match &self.what {
            What::Cards(cards, _) => cards.iter().map(|card| Place::Card(*card)).collect(),
            What::Step(step) => vec![Place::Step(*step)],
            What::Stage(stage) => vec![Place::Stage(*stage)],
            What::Lane(lane) => vec![Place::Lane(*lane)],
            What::Band => Vec::new(),
        };
        places.into_iter().filter_map(dom::element).collect()
    }

    /// Scrolls when the pointer is near an edge; `true` if it did, and has to be asked again in the next frame.
    pub(super) fn scroll(&mut self, now: (f64, f64)) -> bool {
        if self.offset() != self.scrolled {
            // By a wheel, or by a key.
            self.measure();
        }
        let (left, top, right, bottom) = self.view;
        let along = match self.what {
            What::Cards(..) | What::Band => (true, true),
            What::Step(_) | What::Stage(_) => (true, false),
            What::Lane(_) => (false, true),
        };
        let dx = if along.0 {
            auto_scroll(now.0, left, right)
        } else {
            0.0
        };
        let dy = if along.1 {
            auto_scroll(now.1, top, bottom)
        } else {
            0.0
        };
        if dx == 0.0 && dy == 0.0 {
            return false;
        }
        self.scroller.scroll_by_with_x_and_y(dx, dy);
        if self.offset() == self.scrolled {
            return false;
        }
        self.measure();
        true
    }

    /// Where it would land now.
    pub(super) fn aim(&mut self, state: BoardState, now: (f64, f64)) -> Option<Lands> {
        // What comes into view takes its real height.
        if self.moved() {
            self.cell = None;
            self.marked = None;
        }
        let at = (now.0 - self.origin.0, now.1 - self.origin.1);
        self.lands = match self.what.clone() {
            What::Cards(cards, _) => self.aim_cell(state, &cards, at),
            What::Step(_) => Some(Lands::Gap(self.columns.gap(at.0))),
            What::Stage(_) => Some(Lands::Gap(self.stages.gap(at.0))),
            What::Lane(_) => Some(Lands::Gap(self.rows.gap(at.1))),
            What::Band => None,
        };
        self.lands
    }

    fn aim_cell(&mut self, state: BoardState, cards: &[CardId], at: (f64, f64)) -> Option<Lands> {
        let (column, row) = (self.columns.at(at.0)?, self.rows.at(at.1)?);
        let step = self.layout.columns.get(column)?.step()?;
        let lane = *self.layout.lanes.get(row)?;
        let cell = Cell { step, lane: lane.0 };
        if self.cell.as_ref().is_none_or(|(known, _)| *known != cell) {
            if !state.with(|board, _| shift::takes(board, lane, cards)) {
                self.cell = None;
                return None;
            }
            let others: Vec<CardId> = state.with(|board, _| {
                Layout::cards(&board.journey, cell)
                    .filter(|card| !cards.contains(card))
                    .collect()
            });
            let spans = others
                .into_iter()
                .filter_map(|card| {
                    let rect = dom::element(Place::Card(card))?.get_bounding_client_rect();
                    Some((rect.top() - self.origin.1, rect.bottom() - self.origin.1))
                })
                .collect();
            self.cell = Some((cell, Spans::new(spans)));
        }
        let index = self.cell.as_ref().map_or(0, |(_, spans)| spans.gap(at.1));
        Some(Lands::Cell { column, row, index })
    }

    /// Draws where it would land, when that changed.
    pub(super) fn mark(&mut self, lands: Option<Lands>) {
        if self.marked == lands {
            return;
        }
        self.marked = lands;
        overlay::unmark();
        match (lands, &self.what) {
            (Some(Lands::Cell { column, row, index }), _) => {
                let (Some((left, right)), Some((top, bottom))) =
                    (self.columns.get(column), self.rows.get(row))
                else {
                    return;
                };
                overlay::mark_area(left, top, right - left, bottom - top);
                let line = self.cell.as_ref().filter(|(_, spans)| spans.len() > 0);
                let y = line.map_or(top + 8.0, |(_, spans)| spans.line(index));
                overlay::mark_line(left + 6.0, y - 1.0, right - left - 12.0, 2.0);
            }
            (Some(Lands::Gap(gap)), What::Step(_)) => {
                overlay::mark_line(self.columns.line(gap) - 1.5, 0.0, 3.0, self.size.1);
            }
            (Some(Lands::Gap(gap)), What::Stage(_)) => {
                overlay::mark_line(self.stages.line(gap) - 1.5, 0.0, 3.0, self.size.1);
            }
            (Some(Lands::Gap(gap)), _) => {
                overlay::mark_line(0.0, self.rows.line(gap) - 1.5, self.size.0, 3.0);
            }
            (None, _) => {}
        }
    }

    /// Drops it where it is aimed at.
    pub(super) fn land(self, state: BoardState) {
        let Some(lands) = self.lands else { return };
        match (self.what, lands) {
            (What::Cards(cards, focus), Lands::Cell { column, row, index }) => {
                let (Some(step), Some((lane, _))) = (
                    self.layout
                        .columns
                        .get(column)
                        .and_then(|column| column.step()),
                    self.layout.lanes.get(row),
                ) else {
                    return;
                };
                let cell = Cell { step, lane: *lane };
                let intent = state.with(|board, _| shift::into_cell(board, &cards, cell, index));
                let nodes: Vec<Node> = cards.into_iter().map(Node::Card).collect();
                shift::commit(state, intent, &nodes, Place::Card(focus));
            }
            (What::Step(step), Lands::Gap(gap)) => {
                if let Some(intent) = step_to(state, &self.layout, step, gap) {
                    shift::commit(state, intent, &[Node::Step(step)], Place::Step(step));
                }
            }
            (What::Stage(stage), Lands::Gap(gap)) => {
                let index = without(
                    gap,
                    self.layout.stages.iter().position(|(id, _)| *id == stage),
                );
                let after = state.with(|board, _| board.journey.stage_before(index, Some(stage)));
                let intent = JourneyIntent::MoveStage { stage, after };
                shift::commit(state, intent, &[Node::Stage(stage)], Place::Stage(stage));
            }
            (What::Lane(lane), Lands::Gap(gap)) => {
                let index = without(gap, self.layout.row_of(lane));
                let after = state.with(|board, _| board.journey.lane_before(index, Some(lane)));
                let intent = JourneyIntent::MoveLane { lane, after };
                shift::commit(state, intent, &[Node::Lane(lane)], Place::Lane(lane));
            }
            _ => {}
        }
    }
}

/// The position that a gap means once what is moved has left its own place.
fn without(gap: usize, own: Option<usize>) -> usize {
    if own.is_some_and(|own| own < gap) {
        gap - 1
    } else {
        gap
    }
}

/// Into which stage a step goes at a gap between columns: into that of the column before the gap, so that a step can be
/// put last; into that of the column after it when that is where the step comes from or when nothing is before.
fn step_to(state: BoardState, layout: &Layout, step: StepId, gap: usize) -> Option<JourneyIntent> {
    let own = layout.column_of(step)?;
    let before = gap
        .checked_sub(1)
        .and_then(|column| layout.stage_at(column));
    let after = layout.stage_at(gap);
    let home = layout.stage_at(own);
    let stage = match (before, after) {
        (Some(before), Some(after)) if before != after && Some(after) == home && own != gap => {
            after
        }
        (Some(before), _) => before,
        (None, after) => after?,
    };
    let start = layout.stage_start(stage)?;
    let index = gap.saturating_sub(start);
    let index = if home == Some(stage) && own < gap {
        index.saturating_sub(1)
    } else {
        index
    };
    let after = state.with(|board, _| board.journey.step_before(stage, index, Some(step)));
    Some(JourneyIntent::MoveStep { step, stage, after })
}
