//! Links between things on the board.

use super::{Decider, Decision, add::fresh};
use crate::{
    id::LinkId,
    journey::{JourneyChange, Link, LinkKind, Node},
    log::{Limit, Rejection},
    text,
};

impl Decider<'_> {
    pub(super) fn add_link(
        self,
        id: LinkId,
        kind: LinkKind,
        (from, to): (Node, Node),
        title: &str,
    ) -> Decision {
        let journey = self.journey;
        fresh(journey.links.contains_key(&id), &id)?;
        for end in [from, to] {
            if !self.shown(end)? {
                return Err(Rejection::Deleted { node: end });
            }
        }
        if from == to || !joins(kind, from, to) {
            return Err(Rejection::BadLink { from, to });
        }
        let same = |link: &Link| kind.is_like(link.kind) && (link.from, link.to) == (from, to);
        if let Some((link, _)) = journey.visible_links().find(|(_, link)| same(link)) {
            let node = Node::Link(link);
            return Err(Rejection::LinkExists { node });
        }
        text::limited(Limit::Links, journey.links.len() + 1)?;
        Ok(vec![JourneyChange::LinkAdded {
            id,
            kind,
            from,
            to,
            title: text::optional_title(title)?,
        }])
    }

    pub(super) fn set_link(self, link: LinkId, kind: LinkKind) -> Decision {
        let found = self.link(link)?;
        if !kind.is_like(found.kind) {
            let (from, to) = (found.from, found.to);
            return Err(Rejection::BadLink { from, to });
        }
        Ok(if found.kind == kind {
            Vec::new()
        } else {
            vec![JourneyChange::LinkSet { link, kind }]
        })
    }
}

/// Whether such a link may go from one to the other.
const fn joins(kind: LinkKind, from: Node, to: Node) -> bool {
    match kind {
        LinkKind::Cause(_) => matches!((from, to), (Node::Card(_), Node::Card(_))),
        LinkKind::Way => matches!((from, to), (Node::Step(_), Node::Step(_))),
    }
}
