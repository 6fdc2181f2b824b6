//! Deleting hides an exact set of nodes; restoring shows exactly the set that is named.

use std::collections::BTreeSet;

use super::{
    Decider, Decision,
    look::{distinct, fits, selection},
};
use crate::{
    id::{CardId, LinkId},
    journey::{JourneyChange, LaneKind, Node},
    log::Rejection,
};

impl Decider<'_> {
    /// The nodes with every visible thing in them, and the links that then lack an end. What is hidden already stays so.
    pub(super) fn delete(self, nodes: &[Node]) -> Decision {
        selection(nodes)?;
        let mut hide = BTreeSet::new();
        for node in nodes {
            if self.shown(*node)? {
                self.journey.with_descendants(*node, &mut hide);
            }
        }
        let links = self.journey.links_at(&hide);
        hide.extend(links.into_iter().map(Node::Link));
        Ok(if hide.is_empty() {
            vec![]
        } else {
            vec![JourneyChange::Hidden {
                nodes: hide.into_iter().collect(),
            }]
        })
    }

    /// As many nodes as a deletion hid, which may be more than one selects by hand.
    pub(super) fn restore(self, nodes: &[Node]) -> Decision {
        distinct(nodes)?;
        let mut show = BTreeSet::new();
        for node in nodes {
            if !self.shown(*node)? {
                show.insert(*node);
            }
        }
        let mut singles: BTreeSet<LaneKind> = self
            .journey
            .visible_lanes()
            .map(|(_, lane)| lane.kind)
            .filter(|kind| kind.is_single())
            .collect();
        for node in &show {
            for parent in self.journey.parents(*node) {
                if !show.contains(&parent) && !self.shown(parent)? {
                    return Err(Rejection::Deleted { node: parent });
                }
            }
            match node {
                Node::Card(id) => self.fits_again(*id)?,
                Node::Link(id) => self.joins_again(*id)?,
                Node::Stage(_) | Node::Step(_) | Node::Lane(_) => {}
            }
            if let Node::Lane(id) = node
                && let Some(lane) = self.journey.lanes.get(id)
                && lane.kind.is_single()
                && !singles.insert(lane.kind)
            {
                return Err(Rejection::LaneExists);
            }
        }
        Ok(if show.is_empty() {
            vec![]
        } else {
            vec![JourneyChange::Shown {
                nodes: show.into_iter().collect(),
            }]
        })
    }

    /// A card that was away while it was said what the cards of its lane are.
    fn fits_again(self, id: CardId) -> Result<(), Rejection> {
        let card = self.journey.cards.get(&id);
        let lane = card.and_then(|card| self.journey.lanes.get(&card.cell.lane));
        let (Some(card), Some(lane)) = (card, lane) else {
            return Ok(());
        };
        fits(lane.content, &card.title)
    }

    /// A link that was away while the same two were linked anew.
    fn joins_again(self, id: LinkId) -> Result<(), Rejection> {
        let Some(link) = self.journey.links.get(&id) else {
            return Ok(());
        };
        let mut others = self.journey.visible_links();
        let same = others.find(|(_, other)| {
            let ends = (other.from, other.to) == (link.from, link.to);
            ends && other.kind.is_like(link.kind)
        });
        same.map_or(Ok(()), |(id, _)| {
            let node = Node::Link(id);
            Err(Rejection::LinkExists { node })
        })
    }
}
