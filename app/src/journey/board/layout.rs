//! How the board lies: columns and rows in order, and which place is beside which.

use shared::{
    id::{CardId, LaneId, StageId, StepId},
    journey::{Cell, Journey, LaneKind},
};

use super::{keys::Way, place::Place};

/// One column of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    /// A step.
    Step(StepId),
    /// A stage without visible steps: a column where its first one goes.
    Empty(StageId),
}

impl Column {
    /// The step, if it is one.
    pub(crate) const fn step(self) -> Option<StepId> {
        match self {
            Self::Step(step) => Some(step),
            Self::Empty(_) => None,
        }
    }

    /// What has the focus at its head.
    const fn head(self) -> Place {
        match self {
            Self::Step(step) => Place::Step(step),
            Self::Empty(stage) => Place::FirstStep(stage),
        }
    }
}

/// The visible stages, columns and lanes, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Each stage with the number of its columns, at least 1.
    pub(crate) stages: Vec<(StageId, usize)>,
    /// The columns.
    pub(crate) columns: Vec<Column>,
    /// The lanes.
    pub(crate) lanes: Vec<(LaneId, LaneKind)>,
}

impl Layout {
    /// Of a journey.
    pub(crate) fn of(journey: &Journey) -> Self {
        let mut layout = Self::default();
        for id in &journey.stage_order {
            let Some(stage) = journey.stages.get(id).filter(|stage| !stage.hidden) else {
                continue;
            };
            let before = layout.columns.len();
            layout.columns.extend(
                stage
                    .step_order
                    .iter()
                    .filter(|step| journey.steps.get(step).is_some_and(|step| !step.hidden))
                    .map(|step| Column::Step(*step)),
            );
            if layout.columns.len() == before {
                layout.columns.push(Column::Empty(*id));
            }
            layout.stages.push((*id, layout.columns.len() - before));
        }
        layout.lanes = journey
            .lane_order
            .iter()
            .filter_map(|id| {
                let lane = journey.lanes.get(id).filter(|lane| !lane.hidden)?;
                Some((*id, lane.kind))
            })
            .collect();
        layout
    }

    /// The stage at a column, by position.
    pub(crate) fn stage_at(&self, column: usize) -> Option<StageId> {
        let mut end = 0;
        self.stages.iter().find_map(|(stage, span)| {
            end += span;
            (column < end).then_some(*stage)
        })
    }

    /// The first column of a stage.
    pub(crate) fn stage_start(&self, stage: StageId) -> Option<usize> {
        let mut start = 0;
        for (id, span) in &self.stages {
            if *id == stage {
                return Some(start);
            }
            start += span;
        }
        None
    }

    /// The column of a step.
    pub(crate) fn column_of(&self, step: StepId) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| *column == Column::Step(step))
    }

    /// The row of a lane.
    pub(crate) fn row_of(&self, lane: LaneId) -> Option<usize> {
        self.lanes.iter().position(|(id, _)| *id == lane)
    }

    /// The place one further that way; `None` at the edge.
    pub(crate) fn beside(&self, journey: &Journey, from: Place, way: Way) -> Option<Place> {
        let at = self.locate(journey, from)?;
        match way {
            Way::Up | Way::Down => self.vertical(journey, at, way),
            Way::Left | Way::Right => self.horizontal(journey, at, way),
        }
    }

    /// The last place that way, across or down the whole board.
    pub(crate) fn edge(&self, journey: &Journey, from: Place, way: Way) -> Option<Place> {
        let mut at = from;
        // At most one pass over everything there is.
        for _ in 0..=journey.cards.len() + self.columns.len() + self.lanes.len() + 2 {
            match self.beside(journey, at, way) {
                // Left stops at the first column, before the lane's head.
                Some(Place::Lane(_)) if way == Way::Left && !matches!(from, Place::Lane(_)) => {
                    break;
                }
                Some(next) => at = next,
                None => break,
            }
        }
        (at != from).then_some(at)
    }

    /// The first place of the board.
    pub(crate) fn first(&self) -> Option<Place> {
        self.stages
            .first()
            .map(|(stage, _)| Place::Stage(*stage))
            .or_else(|| self.lanes.first().map(|(lane, _)| Place::Lane(*lane)))
    }

    /// The last cell of the board.
    pub(crate) fn last(&self, journey: &Journey) -> Option<Place> {
        let row = self.lanes.len().checked_sub(1)?;
        let column = self.columns.len().checked_sub(1)?;
        self.cell(journey, row, column, false)
    }

    /// Visible cards of a cell, in order.
    pub(crate) fn cards(
        journey: &Journey,
        cell: Cell,
    ) -> impl DoubleEndedIterator<Item = CardId> + '_ {
        journey
            .cells
            .get(&cell)
            .into_iter()
            .flatten()
            .copied()
            .filter(|id| journey.cards.get(id).is_some_and(|card| !card.hidden))
    }

    fn locate(&self, journey: &Journey, place: Place) -> Option<At> {
        Some(match place {
            Place::Stage(stage) => At {
                row: Row::Stages,
                column: Some(self.stage_start(stage)?),
                card: None,
            },
            Place::Step(step) => At {
                row: Row::Steps,
                column: Some(self.column_of(step)?),
                card: None,
            },
            Place::FirstStep(stage) => At {
                row: Row::Steps,
                column: Some(self.stage_start(stage)?),
                card: None,
            },
            Place::Lane(lane) => At {
                row: Row::Lane(self.row_of(lane)?),
                column: None,
                card: None,
            },
            Place::Cell(cell) => At {
                row: Row::Lane(self.row_of(cell.lane)?),
                column: Some(self.column_of(cell.step)?),
                card: None,
            },
            Place::Card(card) => {
                let cell = journey.cards.get(&card)?.cell;
                At {
                    row: Row::Lane(self.row_of(cell.lane)?),
                    column: Some(self.column_of(cell.step)?),
                    card: Some(card),
                }
            }
            Place::Feeling(_, step) => {
                let row = self
                    .lanes
                    .iter()
                    .position(|(_, kind)| *kind == LaneKind::Emotion)?;
                At {
                    row: Row::Lane(row),
                    column: Some(self.column_of(step)?),
                    card: None,
                }
            }
        })
    }

    fn horizontal(&self, journey: &Journey, at: At, way: Way) -> Option<Place> {
        let step = |column: usize| match way {
            Way::Left => column.checked_sub(1),
            _ => (column + 1 < self.columns.len()).then_some(column + 1),
        };
        match at.row {
            Row::Stages => {
                let here = self
                    .stages
                    .iter()
                    .position(|(id, _)| Some(*id) == self.stage_at(at.column.unwrap_or(0)))?;
                let next = if way == Way::Left {
                    here.checked_sub(1)?
                } else {
                    here + 1
                };
                self.stages.get(next).map(|(stage, _)| Place::Stage(*stage))
            }
            Row::Steps => step(at.column?)
                .and_then(|column| self.columns.get(column))
                .map(|column| column.head()),
            Row::Lane(row) => {
                let lane = self.lanes.get(row)?.0;
                let Some(mut column) = at.column else {
                    return match way {
                        Way::Right => (0..self.columns.len())
                            .find_map(|column| self.cell(journey, row, column, true)),
                        _ => None,
                    };
                };
                // Columns without a step have no cell: pass over them.
                while let Some(next) = step(column) {
                    if let Some(place) = self.cell(journey, row, next, true) {
                        return Some(place);
                    }
                    column = next;
                }
                (way == Way::Left).then_some(Place::Lane(lane))
            }
        }
    }

    fn vertical(&self, journey: &Journey, at: At, way: Way) -> Option<Place> {
        let down = way == Way::Down;
        if let (Row::Lane(_), Some(card)) = (at.row, at.card) {
            let cell = journey.cards.get(&card)?.cell;
            let cards: Vec<CardId> = Self::cards(journey, cell).collect();
            let here = cards.iter().position(|id| *id == card)?;
            let next = if down {
                Some(here + 1)
            } else {
                here.checked_sub(1)
            };
            if let Some(next) = next.and_then(|next| cards.get(next)) {
                return Some(Place::Card(*next));
            }
        }
        let rows = self.lanes.len();
        match (at.row, at.column) {
            (Row::Stages, column) => down
                .then(|| self.columns.get(column?).map(|column| column.head()))
                .flatten(),
            (Row::Steps, Some(column)) if down => {
                (0..rows).find_map(|row| self.cell(journey, row, column, true))
            }
            (Row::Steps, column) => self.stage_at(column?).map(Place::Stage),
            (Row::Lane(row), None) => {
                let next = if down { row + 1 } else { row.checked_sub(1)? };
                self.lanes.get(next).map(|(lane, _)| Place::Lane(*lane))
            }
            (Row::Lane(row), Some(column)) => {
                let next = if down {
                    Some(row + 1).filter(|next| *next < rows)
                } else {
                    row.checked_sub(1)
                };
                match next {
                    Some(next) => self.cell(journey, next, column, down),
                    None if down => None,
                    None => self.columns.get(column).map(|column| column.head()),
                }
            }
        }
    }

    /// The cell, or its first or last card; `None` in a column without a step.
    fn cell(&self, journey: &Journey, row: usize, column: usize, first: bool) -> Option<Place> {
        let cell = Cell {
            lane: self.lanes.get(row)?.0,
            step: self.columns.get(column)?.step()?,
        };
        let mut cards = Self::cards(journey, cell);
        let card = if first {
            cards.next()
        } else {
            cards.next_back()
        };
        Some(card.map_or(Place::Cell(cell), Place::Card))
    }
}

#[derive(Clone, Copy)]
enum Row {
    Stages,
    Steps,
    Lane(usize),
}

#[derive(Clone, Copy)]
struct At {
    row: Row,
    column: Option<usize>,
    card: Option<CardId>,
}

#[cfg(test)]
mod tests;
