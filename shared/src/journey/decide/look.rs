//! What has to be there, and visible, for a wish to make sense.

use std::collections::BTreeSet;

use super::Decider;
use crate::{
    catalogue::EntryId,
    id::{CardId, DepartmentId, LaneId, LinkId, StageId, StepId, TouchpointId},
    journey::{Card, Cell, Content, Lane, LaneKind, Link, Node, Stage, Step},
    log::{Limit, Missing, Rejection},
    order, text,
};

impl<'a> Decider<'a> {
    pub(super) fn stage(self, id: StageId) -> Result<&'a Stage, Rejection> {
        let stage = self.journey.stages.get(&id);
        visible(Node::Stage(id), stage, |stage| stage.hidden)
    }

    pub(super) fn step(self, id: StepId) -> Result<&'a Step, Rejection> {
        let step = self.journey.steps.get(&id);
        visible(Node::Step(id), step, |step| step.hidden)
    }

    pub(super) fn lane(self, id: LaneId) -> Result<&'a Lane, Rejection> {
        let lane = self.journey.lanes.get(&id);
        visible(Node::Lane(id), lane, |lane| lane.hidden)
    }

    pub(super) fn card(self, id: CardId) -> Result<&'a Card, Rejection> {
        let card = self.journey.cards.get(&id);
        visible(Node::Card(id), card, |card| card.hidden)
    }

    pub(super) fn link(self, id: LinkId) -> Result<&'a Link, Rejection> {
        let link = self.journey.links.get(&id);
        visible(Node::Link(id), link, |link| link.hidden)
    }

    /// The lane of a cell whose step and lane are both visible.
    pub(super) fn cell(self, cell: Cell) -> Result<&'a Lane, Rejection> {
        self.step(cell.step)?;
        self.lane(cell.lane)
    }

    /// Whether a node, which has to exist, is visible.
    pub(super) fn shown(self, node: Node) -> Result<bool, Rejection> {
        self.journey.is_visible(node).ok_or_else(|| missing(node))
    }

    pub(super) fn entry(self, entry: EntryId) -> Result<(), Rejection> {
        if self.catalogue.contains(entry) {
            Ok(())
        } else {
            Err(Rejection::Missing {
                what: Missing::Entry(entry),
            })
        }
    }

    pub(super) fn department(self, id: Option<DepartmentId>) -> Result<(), Rejection> {
        id.map_or(Ok(()), |id| self.entry(EntryId::Department(id)))
    }

    pub(super) fn touchpoint(self, id: Option<TouchpointId>) -> Result<(), Rejection> {
        id.map_or(Ok(()), |id| self.entry(EntryId::Touchpoint(id)))
    }
}

/// Whether a lane takes a card with this title and touchpoint.
///
/// # Errors
/// Why it does not.
pub(super) fn takes(
    (id, lane): (LaneId, &Lane),
    title: &str,
    touchpoint: Option<TouchpointId>,
) -> Result<(), Rejection> {
    match lane.kind {
        LaneKind::Touchpoints if touchpoint.is_some() => Ok(()),
        kind if kind == LaneKind::Touchpoints || !kind.holds_cards() => Err(Rejection::WrongLane {
            lane: Node::Lane(id),
        }),
        _ if title.is_empty() => Err(Rejection::EmptyTitle),
        _ => fits(lane.content, title),
    }
}

/// Whether a lane of this content takes a card with this title.
pub(super) fn fits(content: Content, title: &str) -> Result<(), Rejection> {
    if content.fits(title) {
        Ok(())
    } else {
        Err(Rejection::WrongContent { content })
    }
}

fn visible<T>(node: Node, found: Option<&T>, hidden: impl Fn(&T) -> bool) -> Result<&T, Rejection> {
    match found {
        None => Err(missing(node)),
        Some(found) if hidden(found) => Err(Rejection::Deleted { node }),
        Some(found) => Ok(found),
    }
}

pub(super) fn missing(node: Node) -> Rejection {
    Rejection::Missing {
        what: Missing::Node(node),
    }
}

/// That `after`, hidden or not, is where something is to go.
pub(super) fn follows<T: Copy + PartialEq>(
    order: &[T],
    after: Option<T>,
    node: impl Fn(T) -> Node,
) -> Result<(), Rejection> {
    match after {
        Some(after) if order::place(order, Some(after)).is_none() => {
            Err(Rejection::NotThere { after: node(after) })
        }
        _ => Ok(()),
    }
}

/// That a selection names something, each thing once, and not too much.
pub(super) fn selection<T: Ord>(nodes: &[T]) -> Result<(), Rejection> {
    text::limited(Limit::Selection, nodes.len())?;
    distinct(nodes)
}

pub(super) fn distinct<T: Ord>(nodes: &[T]) -> Result<(), Rejection> {
    let mut seen = BTreeSet::new();
    if !nodes.is_empty() && nodes.iter().all(|node| seen.insert(node)) {
        Ok(())
    } else {
        Err(Rejection::BadSelection)
    }
}
