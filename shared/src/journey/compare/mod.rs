//! Two journeys side by side: as it is with as it is to be, one brand with another, one journey with itself at another time.
//!
//! What has the same id is the same. Of the rest, what is called the same in the same place is (a step in its stage, a card in its cell),
//! then what is called the same elsewhere, in the order of the boards. Whoever swaps the sides gets the same answer with its sides
//! swapped: no side is the one that counts.

mod matching;
mod order;
mod said;

use std::collections::{BTreeMap, BTreeSet};

pub use matching::Pairs;
pub use said::Field;

use super::{Cell, Journey, Node};
use crate::{
    catalogue::Catalogue,
    id::{CardId, LaneId, LinkId, PersonaId, StageId, StepId},
    log::Board,
};

/// What became of something, from the left to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It is on the right only.
    Added,
    /// It is on the left only.
    Removed,
    /// It stands in another place.
    Moved,
    /// Something about it is different.
    Changed,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Added, Self::Removed, Self::Moved, Self::Changed];
}

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What became of it. What was moved may have changed as well: then it has fields.
    pub kind: Kind,
    /// What it is on the left; `None` where it is not there, and of the journey as a whole.
    pub left: Option<Node>,
    /// What it is on the right.
    pub right: Option<Node>,
    /// What about it is different, with both values.
    pub fields: Vec<Field>,
}

/// A comparison of two boards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What is the same on both.
    pub pairs: Pairs,
    /// What differs: the journey as a whole, stages, steps, lanes, cards from column to column, links.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// How many differences there are of a kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        let all = self.differences.iter();
        all.filter(|difference| difference.kind == kind).count()
    }
}

/// The columns of two boards as one row of columns, by stage and then by step; of each what it is on the left and on the right.
#[must_use]
pub fn columns(
    left: &Board,
    right: &Board,
    pairs: &Pairs,
) -> Vec<(Option<StepId>, Option<StepId>)> {
    let step = |node: Option<&Node>| match node {
        Some(Node::Step(id)) => Some(*id),
        _ => None,
    };
    let stage = |node: Option<&Node>| match node {
        Some(Node::Stage(id)) => Some(*id),
        _ => None,
    };
    let steps = |board: &Board, id: Option<StageId>| -> Vec<StepId> {
        let steps = id
            .into_iter()
            .flat_map(|id| board.journey.visible_steps(id));
        steps.map(|(id, _)| id).collect()
    };
    let stages = order::merged(
        &Side::of(left).stages(),
        &Side::of(right).stages(),
        |id| stage(pairs.to_right.get(&Node::Stage(id))),
        |id| stage(pairs.to_left.get(&Node::Stage(id))),
    );
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for (on_left, on_right) in stages {
        let to_right = |id| step(pairs.to_right.get(&Node::Step(id)));
        let to_left = |id| step(pairs.to_left.get(&Node::Step(id)));
        // A step that moved to another stage stands where it is on the right.
        let mut here = steps(left, on_left);
        here.retain(|id| {
            let other = to_right(*id).and_then(|id| right.journey.steps.get(&id));
            other.is_none_or(|other| Some(other.stage) == on_right)
        });
        all.extend(order::merged(
            &here,
            &steps(right, on_right),
            to_right,
            to_left,
        ));
    }
    all.retain(|pair| seen.insert(*pair));
    all
}

/// The lanes of two boards as one column of lanes.
#[must_use]
pub fn lanes(left: &Board, right: &Board, pairs: &Pairs) -> Vec<(Option<LaneId>, Option<LaneId>)> {
    let lane = |node: Option<&Node>| match node {
        Some(Node::Lane(id)) => Some(*id),
        _ => None,
    };
    order::merged(
        &Side::of(left).lanes(),
        &Side::of(right).lanes(),
        |id| lane(pairs.to_right.get(&Node::Lane(id))),
        |id| lane(pairs.to_left.get(&Node::Lane(id))),
    )
}

/// A board as one of the two sides.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    journey: &'a Journey,
    catalogue: &'a Catalogue,
}

impl<'a> Side<'a> {
    const fn of(board: &'a Board) -> Self {
        Self {
            journey: &board.journey,
            catalogue: &board.catalogue,
        }
    }

    fn stages(self) -> Vec<StageId> {
        self.journey.visible_stages().map(|(id, _)| id).collect()
    }

    fn steps(self) -> Vec<StepId> {
        self.journey.columns().map(|column| column.step).collect()
    }

    fn lanes(self) -> Vec<LaneId> {
        self.journey.visible_lanes().map(|(id, _)| id).collect()
    }

    /// The visible cards, column by column, lane by lane.
    fn cards(self) -> Vec<CardId> {
        let lanes = self.lanes();
        let cells = self.steps().into_iter().flat_map(|step| {
            let cells = lanes.iter().map(move |lane| Cell { step, lane: *lane });
            cells.collect::<Vec<_>>()
        });
        let cards = cells.flat_map(|cell| self.journey.visible_cards(cell).map(|(id, _)| id));
        cards.collect()
    }

    /// The links between what is visible.
    fn links(self) -> Vec<LinkId> {
        let shown: BTreeSet<Node> = self
            .cards()
            .into_iter()
            .map(Node::Card)
            .chain(self.steps().into_iter().map(Node::Step))
            .collect();
        let links = self.journey.visible_links();
        links
            .filter(|(_, link)| shown.contains(&link.from) && shown.contains(&link.to))
            .map(|(id, _)| id)
            .collect()
    }
}

/// Compares two boards.
#[must_use]
pub fn compare(left: &Board, right: &Board) -> Comparison {
    let (left, right) = (Side::of(left), Side::of(right));
    let pairs = Pairs::of(left, right);
    let mut differences = Vec::new();
    let whole = said::of_scope(left, right);
    if !whole.is_empty() {
        differences.push(Difference {
            kind: Kind::Changed,
            left: None,
            right: None,
            fields: whole,
        });
    }
    let moved = moved(left, right, &pairs);
    let all = [
        nodes(&left.stages(), &right.stages(), Node::Stage),
        nodes(&left.steps(), &right.steps(), Node::Step),
        nodes(&left.lanes(), &right.lanes(), Node::Lane),
        nodes(&left.cards(), &right.cards(), Node::Card),
        nodes(&left.links(), &right.links(), Node::Link),
    ];
    for (on_left, on_right) in all {
        let to = &pairs.to_right;
        let of_left: BTreeSet<Node> = on_left
            .iter()
            .filter_map(|node| to.get(node))
            .copied()
            .collect();
        for node in on_left {
            let Some(other) = to.get(&node).copied() else {
                differences.push(Difference {
                    kind: Kind::Removed,
                    left: Some(node),
                    right: None,
                    fields: Vec::new(),
                });
                continue;
            };
            let fields = said::of_node(left, right, (node, other));
            let kind = if moved.contains(&node) {
                Kind::Moved
            } else {
                Kind::Changed
            };
            if kind == Kind::Moved || !fields.is_empty() {
                differences.push(Difference {
                    kind,
                    left: Some(node),
                    right: Some(other),
                    fields,
                });
            }
        }
        for node in on_right.into_iter().filter(|node| !of_left.contains(node)) {
            differences.push(Difference {
                kind: Kind::Added,
                left: None,
                right: Some(node),
                fields: Vec::new(),
            });
        }
    }
    Comparison { pairs, differences }
}

fn nodes<T: Copy>(left: &[T], right: &[T], node: fn(T) -> Node) -> (Vec<Node>, Vec<Node>) {
    let of = |all: &[T]| all.iter().map(|id| node(*id)).collect();
    (of(left), of(right))
}

/// What stands elsewhere: in another stage, step or lane, or past others of its own place.
fn moved(left: Side<'_>, right: Side<'_>, pairs: &Pairs) -> BTreeSet<Node> {
    let mut moved = BTreeSet::new();
    let mut groups: BTreeMap<Vec<Node>, Vec<Node>> = BTreeMap::new();
    let places: BTreeMap<Node, usize> = [
        nodes(&left.stages(), &right.stages(), Node::Stage).1,
        nodes(&left.steps(), &right.steps(), Node::Step).1,
        nodes(&left.lanes(), &right.lanes(), Node::Lane).1,
        nodes(&left.cards(), &right.cards(), Node::Card).1,
    ]
    .concat()
    .into_iter()
    .enumerate()
    .map(|(at, node)| (node, at))
    .collect();
    let here = [
        nodes(&left.stages(), &[], Node::Stage).0,
        nodes(&left.steps(), &[], Node::Step).0,
        nodes(&left.lanes(), &[], Node::Lane).0,
        nodes(&left.cards(), &[], Node::Card).0,
    ];
    for node in here.concat() {
        let Some(other) = pairs.to_right.get(&node) else {
            continue;
        };
        let to = |parent: &Node| pairs.to_right.get(parent).copied();
        let parents = left.journey.parents(node);
        let across: Option<Vec<Node>> = parents.iter().map(to).collect();
        if across == Some(right.journey.parents(*other)) {
            // Stages and lanes lie in nothing, and not in the same.
            let mut group = parents;
            if group.is_empty() {
                group.push(match node {
                    Node::Stage(_) => Node::Stage(StageId::new(uuid::Uuid::nil())),
                    _ => Node::Lane(LaneId::new(uuid::Uuid::nil())),
                });
            }
            groups.entry(group).or_default().push(node);
        } else {
            moved.insert(node);
        }
    }
    for group in groups.into_values() {
        let key = |node: &Node| {
            let other = pairs.to_right.get(node).copied().unwrap_or(*node);
            (other.min(*node), other.max(*node))
        };
        let at = |node: &Node| pairs.to_right.get(node).and_then(|other| places.get(other));
        let order: Vec<(usize, (Node, Node))> = group
            .iter()
            .map(|node| (at(node).copied().unwrap_or(usize::MAX), key(node)))
            .collect();
        let out = order::out_of_order(&order);
        moved.extend(
            group
                .iter()
                .zip(out)
                .filter(|(_, out)| *out)
                .map(|(node, _)| *node),
        );
    }
    moved
}

/// What a persona is believed to feel at a step, in hundredths, where either side says something.
pub(crate) fn felt(side: Side<'_>, step: StepId) -> BTreeMap<PersonaId, i16> {
    let personas = side.journey.scope.personas.iter();
    personas
        .filter_map(|persona| {
            let emotion = side.journey.emotions.get(&(*persona, step))?;
            Some((*persona, emotion.hundredths()))
        })
        .collect()
}
