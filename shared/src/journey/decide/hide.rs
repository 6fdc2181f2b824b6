//! Deleting hides an exact set of nodes; restoring shows exactly the set that is named.

use std::collections::BTreeSet;

use super::{
    Decider, Decision,
    look::{distinct, selection},
};
use crate::{
    journey::{JourneyChange, LaneKind, Node},
    log::Rejection,
};

impl Decider<'_> {
    /// The nodes with every visible thing in them. What is hidden already stays so.
    pub(super) fn delete(self, nodes: &[Node]) -> Decision {
        selection(nodes)?;
        let mut hide = BTreeSet::new();
        for node in nodes {
            if self.shown(*node)? {
                self.journey.with_descendants(*node, &mut hide);
            }
        }
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
}
