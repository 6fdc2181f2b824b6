//! Reading a board: what is visible, where it stands, what it is called.

use std::collections::BTreeSet;

use super::{Card, Cell, Journey, Lane, LaneKind, Link, Node, Stage, Step};
use crate::{
    catalogue::Catalogue,
    id::{CardId, LaneId, LinkId, StageId, StepId, TouchpointId},
};

/// A column of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The step it shows.
    pub step: StepId,
    /// The stage of that step.
    pub stage: StageId,
    /// Its place among the visible steps of the stage, from 0.
    pub index: usize,
}

/// A stage over the columns of its steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The stage.
    pub stage: StageId,
    /// The first of its columns, from 0.
    pub start: usize,
    /// How many columns it has; 0 for a stage without visible steps.
    pub columns: usize,
}

impl Journey {
    /// The visible stages in order.
    pub fn visible_stages(&self) -> impl DoubleEndedIterator<Item = (StageId, &Stage)> {
        let all = self
            .stage_order
            .iter()
            .filter_map(|id| Some((*id, self.stages.get(id)?)));
        all.filter(|(_, stage)| !stage.hidden)
    }

    /// The visible steps of a stage in order.
    pub fn visible_steps(
        &self,
        stage: StageId,
    ) -> impl DoubleEndedIterator<Item = (StepId, &Step)> {
        let order = self
            .stages
            .get(&stage)
            .map_or(&[][..], |stage| stage.step_order.as_slice());
        let all = order
            .iter()
            .filter_map(|id| Some((*id, self.steps.get(id)?)));
        all.filter(|(_, step)| !step.hidden)
    }

    /// The visible lanes in order.
    pub fn visible_lanes(&self) -> impl DoubleEndedIterator<Item = (LaneId, &Lane)> {
        let all = self
            .lane_order
            .iter()
            .filter_map(|id| Some((*id, self.lanes.get(id)?)));
        all.filter(|(_, lane)| !lane.hidden)
    }

    /// The visible lane of a kind that a board has once, or the first of another kind.
    #[must_use]
    pub fn lane_of_kind(&self, kind: LaneKind) -> Option<LaneId> {
        self.visible_lanes()
            .find(|(_, lane)| lane.kind == kind)
            .map(|(id, _)| id)
    }

    /// The visible cards of a cell in order.
    pub fn visible_cards(&self, cell: Cell) -> impl DoubleEndedIterator<Item = (CardId, &Card)> {
        let order = self.cells.get(&cell).map_or(&[][..], Vec::as_slice);
        let all = order
            .iter()
            .filter_map(|id| Some((*id, self.cards.get(id)?)));
        all.filter(|(_, card)| !card.hidden)
    }

    /// The touchpoints that stand in a column, in order, each once.
    #[must_use]
    pub fn touchpoints_at(&self, step: StepId) -> Vec<TouchpointId> {
        let mut found = Vec::new();
        let lanes = self.visible_lanes();
        for (lane, _) in lanes.filter(|(_, lane)| lane.kind == LaneKind::Touchpoints) {
            let cards = self.visible_cards(Cell { step, lane });
            for touchpoint in cards.filter_map(|(_, card)| card.touchpoint) {
                if !found.contains(&touchpoint) {
                    found.push(touchpoint);
                }
            }
        }
        found
    }

    /// The columns of the board from left to right.
    pub fn columns(&self) -> impl Iterator<Item = Column> {
        self.visible_stages().flat_map(|(stage, _)| {
            let steps = self.visible_steps(stage).enumerate();
            steps.map(move |(index, (step, _))| Column { step, stage, index })
        })
    }

    /// The visible stages over the columns, in order.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        let mut start = 0;
        self.visible_stages()
            .map(|(stage, _)| {
                let columns = self.visible_steps(stage).count();
                let span = Span {
                    stage,
                    start,
                    columns,
                };
                start += columns;
                span
            })
            .collect()
    }

    /// How many of the visible lanes lie above the line of visibility; `None` without a line. Where the
    /// line's lane was deleted, the line stays where that lane was.
    #[must_use]
    pub fn lanes_above_line(&self) -> Option<usize> {
        let line = self.line_of_visibility?;
        let at = self.lane_order.iter().position(|id| *id == line)?;
        let above = self.lane_order.iter().take(at + 1);
        Some(
            above
                .filter(|id| self.lanes.get(id).is_some_and(|lane| !lane.hidden))
                .count(),
        )
    }

    /// Whether a node is visible; `None` if it does not exist.
    #[must_use]
    pub fn is_visible(&self, node: Node) -> Option<bool> {
        match node {
            Node::Stage(id) => self.stages.get(&id).map(|stage| !stage.hidden),
            Node::Step(id) => self.steps.get(&id).map(|step| !step.hidden),
            Node::Lane(id) => self.lanes.get(&id).map(|lane| !lane.hidden),
            Node::Card(id) => self.cards.get(&id).map(|card| !card.hidden),
            Node::Link(id) => self.links.get(&id).map(|link| !link.hidden),
        }
    }

    /// A node's own title, which is empty for a lane or a touchpoint's card without one; `None` if the
    /// node does not exist.
    #[must_use]
    pub fn title(&self, node: Node) -> Option<&str> {
        match node {
            Node::Stage(id) => self.stages.get(&id).map(|stage| stage.title.as_str()),
            Node::Step(id) => self.steps.get(&id).map(|step| step.title.as_str()),
            Node::Lane(id) => self
                .lanes
                .get(&id)
                .map(|lane| lane.title.as_deref().unwrap_or_default()),
            Node::Card(id) => self.cards.get(&id).map(|card| card.title.as_str()),
            Node::Link(id) => self.links.get(&id).map(|link| link.title.as_str()),
        }
    }

    /// What a node lies in: a step in its stage, a card in its step and its lane, a link between its ends.
    #[must_use]
    pub fn parents(&self, node: Node) -> Vec<Node> {
        match node {
            Node::Stage(_) | Node::Lane(_) => Vec::new(),
            Node::Step(id) => self
                .steps
                .get(&id)
                .map(|step| Node::Stage(step.stage))
                .into_iter()
                .collect(),
            Node::Card(id) => self.cards.get(&id).map_or_else(Vec::new, |card| {
                vec![Node::Step(card.cell.step), Node::Lane(card.cell.lane)]
            }),
            Node::Link(id) => self
                .links
                .get(&id)
                .map_or_else(Vec::new, |link| vec![link.from, link.to]),
        }
    }

    /// The stage to follow so as to come to stand at `index` among the visible stages, `moved` not
    /// counted. Past the end is the end.
    #[must_use]
    pub fn stage_before(&self, index: usize, moved: Option<StageId>) -> Option<StageId> {
        before(
            self.visible_stages()
                .map(|(id, _)| id)
                .filter(|id| Some(*id) != moved),
            index,
        )
    }

    /// The step to follow so as to come to stand at `index` among the visible steps of `stage`.
    #[must_use]
    pub fn step_before(
        &self,
        stage: StageId,
        index: usize,
        moved: Option<StepId>,
    ) -> Option<StepId> {
        before(
            self.visible_steps(stage)
                .map(|(id, _)| id)
                .filter(|id| Some(*id) != moved),
            index,
        )
    }

    /// The lane to follow so as to come to stand at `index` among the visible lanes.
    #[must_use]
    pub fn lane_before(&self, index: usize, moved: Option<LaneId>) -> Option<LaneId> {
        before(
            self.visible_lanes()
                .map(|(id, _)| id)
                .filter(|id| Some(*id) != moved),
            index,
        )
    }

    /// The card to follow so as to come to stand at `index` among the visible cards of `cell`.
    #[must_use]
    pub fn card_before(&self, cell: Cell, index: usize, moved: &[CardId]) -> Option<CardId> {
        before(
            self.visible_cards(cell)
                .map(|(id, _)| id)
                .filter(|id| !moved.contains(id)),
            index,
        )
    }

    /// The cells of a step that have cards, hidden ones included.
    pub fn cells_of_step(&self, step: StepId) -> impl Iterator<Item = Cell> {
        let first = Cell {
            step,
            lane: LaneId::new(uuid::Uuid::nil()),
        };
        let last = Cell {
            step,
            lane: LaneId::new(uuid::Uuid::max()),
        };
        self.cells.range(first..=last).map(|(cell, _)| *cell)
    }

    /// The cells of a lane that have cards, hidden ones included.
    pub fn cells_of_lane(&self, lane: LaneId) -> impl Iterator<Item = Cell> {
        let all = self
            .steps
            .keys()
            .map(move |step| Cell { step: *step, lane });
        all.filter(|cell| self.cells.contains_key(cell))
    }

    /// Adds a visible node and every visible thing in it to `nodes`.
    pub(super) fn with_descendants(&self, node: Node, nodes: &mut BTreeSet<Node>) {
        nodes.insert(node);
        match node {
            Node::Stage(id) => {
                for (step, _) in self.visible_steps(id) {
                    self.with_descendants(Node::Step(step), nodes);
                }
            }
            Node::Step(id) => {
                for cell in self.cells_of_step(id) {
                    nodes.extend(self.visible_cards(cell).map(|(id, _)| Node::Card(id)));
                }
            }
            Node::Lane(id) => {
                for cell in self.cells_of_lane(id) {
                    nodes.extend(self.visible_cards(cell).map(|(id, _)| Node::Card(id)));
                }
            }
            Node::Card(_) | Node::Link(_) => {}
        }
    }

    /// The visible links that start or end at one of `nodes`.
    pub(super) fn links_at(&self, nodes: &BTreeSet<Node>) -> Vec<LinkId> {
        let at = |link: &Link| nodes.contains(&link.from) || nodes.contains(&link.to);
        let visible = self.visible_links();
        visible
            .filter(|(_, link)| at(link))
            .map(|(id, _)| id)
            .collect()
    }

    /// The visible links, in the order of their ids.
    pub fn visible_links(&self) -> impl Iterator<Item = (LinkId, &Link)> {
        let all = self.links.iter().map(|(id, link)| (*id, link));
        all.filter(|(_, link)| !link.hidden)
    }
}

fn before<T>(mut ids: impl Iterator<Item = T>, index: usize) -> Option<T> {
    let mut last = None;
    for _ in 0..index {
        match ids.next() {
            Some(id) => last = Some(id),
            None => break,
        }
    }
    last
}

impl Card {
    /// What the card says on the board: its own title, or else its touchpoint's name.
    #[must_use]
    pub fn shown_title<'a>(&'a self, catalogue: &'a Catalogue) -> &'a str {
        if !self.title.is_empty() {
            return &self.title;
        }
        let touchpoint = self
            .touchpoint
            .and_then(|id| catalogue.touchpoints.get(&id));
        touchpoint.map_or("", |touchpoint| touchpoint.name.as_str())
    }
}
