//! What is the same on both sides.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use crate::{
    id::{CardId, TouchpointId},
    journey::{Certainty, LaneKind, LinkKind, Node},
};

/// What is the same on both sides, by what it is on the left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs {
    /// From the left to the right.
    pub to_right: BTreeMap<Node, Node>,
    /// From the right to the left.
    pub to_left: BTreeMap<Node, Node>,
}

/// What a card is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Touchpoint(TouchpointId),
    Called(String),
}

impl Pairs {
    pub(super) fn of(left: Side<'_>, right: Side<'_>) -> Self {
        let mut pairs = Self::default();
        pairs.same_ids(left, right);
        let title =
            |side: Side<'_>, node: Node| called(side.journey.title(node).unwrap_or_default());

        let stages = |side: Side<'_>| {
            side.stages()
                .into_iter()
                .map(Node::Stage)
                .collect::<Vec<_>>()
        };
        pairs.same(
            &stages(left),
            &stages(right),
            |node| title(left, node),
            |node| title(right, node),
        );

        let steps = |side: Side<'_>| side.steps().into_iter().map(Node::Step).collect::<Vec<_>>();
        let (on_left, on_right) = (steps(left), steps(right));
        let stage = |side: Side<'_>, node: Node| side.journey.parents(node).first().copied();
        let across = pairs.to_right.clone();
        pairs.same(
            &on_left,
            &on_right,
            |node| {
                Some((
                    across.get(&stage(left, node)?).copied()?,
                    title(left, node)?,
                ))
            },
            |node| Some((stage(right, node)?, title(right, node)?)),
        );
        pairs.same(
            &on_left,
            &on_right,
            |node| title(left, node),
            |node| title(right, node),
        );

        let lanes = |side: Side<'_>| side.lanes().into_iter().map(Node::Lane).collect::<Vec<_>>();
        let (on_left, on_right) = (lanes(left), lanes(right));
        pairs.same(
            &on_left,
            &on_right,
            |node| lane(left, node, true),
            |node| lane(right, node, true),
        );
        // Lanes of one kind that are called otherwise are the same, but for those that are somebody's own.
        pairs.same(
            &on_left,
            &on_right,
            |node| lane(left, node, false),
            |node| lane(right, node, false),
        );

        pairs.cards(left, right);
        pairs.links(left, right);
        pairs
    }

    fn same_ids(&mut self, left: Side<'_>, right: Side<'_>) {
        let all = |side: Side<'_>| -> BTreeSet<Node> {
            let stages = side.stages().into_iter().map(Node::Stage);
            let steps = side.steps().into_iter().map(Node::Step);
            let lanes = side.lanes().into_iter().map(Node::Lane);
            let cards = side.cards().into_iter().map(Node::Card);
            let links = side.links().into_iter().map(Node::Link);
            stages
                .chain(steps)
                .chain(lanes)
                .chain(cards)
                .chain(links)
                .collect()
        };
        for node in all(left).intersection(&all(right)) {
            self.pair(*node, *node);
        }
    }

    fn pair(&mut self, left: Node, right: Node) {
        self.to_right.insert(left, right);
        self.to_left.insert(right, left);
    }

    /// Pairs what nobody paired yet and what has the same key, in the order of each side; what has none stays alone.
    fn same<K: Ord>(
        &mut self,
        left: &[Node],
        right: &[Node],
        of_left: impl Fn(Node) -> Option<K>,
        of_right: impl Fn(Node) -> Option<K>,
    ) {
        let mut waiting: BTreeMap<K, Vec<Node>> = BTreeMap::new();
        let free = right.iter().filter(|node| !self.to_left.contains_key(node));
        for (key, node) in free.filter_map(|node| Some((of_right(*node)?, *node))) {
            waiting.entry(key).or_default().push(node);
        }
        for node in left {
            if self.to_right.contains_key(node) {
                continue;
            }
            let found = of_left(*node).and_then(|key| waiting.get_mut(&key));
            if let Some(found) = found.filter(|found| !found.is_empty()) {
                let other = found.remove(0);
                self.pair(*node, other);
            }
        }
    }

    fn cards(&mut self, left: Side<'_>, right: Side<'_>) {
        let cards = |side: Side<'_>| side.cards().into_iter().map(Node::Card).collect::<Vec<_>>();
        let (on_left, on_right) = (cards(left), cards(right));
        let across = self.to_right.clone();
        let place = |side: Side<'_>, node: Node| {
            let parents = side.journey.parents(node);
            Some((*parents.first()?, *parents.get(1)?))
        };
        let over = |node: Node| {
            let (step, lane) = place(left, node)?;
            Some((*across.get(&step)?, *across.get(&lane)?))
        };
        // In the same cell, then in the same lane, then anywhere.
        self.same(
            &on_left,
            &on_right,
            |node| Some((over(node)?, known(left, node)?)),
            |node| Some((place(right, node)?, known(right, node)?)),
        );
        self.same(
            &on_left,
            &on_right,
            |node| Some((*across.get(&place(left, node)?.1)?, known(left, node)?)),
            |node| Some((place(right, node)?.1, known(right, node)?)),
        );
        self.same(
            &on_left,
            &on_right,
            |node| known(left, node),
            |node| known(right, node),
        );
    }

    fn links(&mut self, left: Side<'_>, right: Side<'_>) {
        let links = |side: Side<'_>| side.links().into_iter().map(Node::Link).collect::<Vec<_>>();
        let ends = |side: Side<'_>, node: Node| {
            let Node::Link(id) = node else { return None };
            let link = side.journey.links.get(&id)?;
            let way = link.kind == LinkKind::Way;
            Some((way, link.from, link.to))
        };
        let across = self.to_right.clone();
        self.same(
            &links(left),
            &links(right),
            |node| {
                let (way, from, to) = ends(left, node)?;
                Some((way, *across.get(&from)?, *across.get(&to)?))
            },
            |node| ends(right, node),
        );
    }
}

/// A title as it is compared; none is nothing to be known by.
fn called(title: &str) -> Option<String> {
    let plain = crate::locale::plain(title.trim());
    (!plain.is_empty()).then_some(plain)
}

fn lane(side: Side<'_>, node: Node, exactly: bool) -> Option<(LaneKind, Option<String>)> {
    let Node::Lane(id) = node else { return None };
    let lane = side.journey.lanes.get(&id)?;
    if exactly {
        return Some((lane.kind, lane.title.as_deref().and_then(called)));
    }
    let own = matches!(lane.kind, LaneKind::Free | LaneKind::Backstage);
    (!own).then_some((lane.kind, None))
}

/// A card of the touchpoints' lane is its touchpoint; any other is what it says.
fn known(side: Side<'_>, node: Node) -> Option<Known> {
    let Node::Card(id) = node else { return None };
    let card = side.journey.cards.get(&id)?;
    let kind = side
        .journey
        .lanes
        .get(&card.cell.lane)
        .map(|lane| lane.kind);
    match card.touchpoint {
        Some(touchpoint) if kind == Some(LaneKind::Touchpoints) => {
            Some(Known::Touchpoint(touchpoint))
        }
        _ => called(card.shown_title(side.catalogue)).map(Known::Called),
    }
}

impl Pairs {
    /// The card on the right that a card on the left is.
    #[must_use]
    pub fn card(&self, left: CardId) -> Option<CardId> {
        match self.to_right.get(&Node::Card(left)) {
            Some(Node::Card(right)) => Some(*right),
            _ => None,
        }
    }
}

/// How sure a cause is; `None` of a way.
pub(super) const fn certainty(kind: LinkKind) -> Option<Certainty> {
    match kind {
        LinkKind::Cause(certainty) => Some(certainty),
        LinkKind::Way => None,
    }
}
