//! What holds of every journey whose log `decide` wrote, whatever was wished.

use std::{collections::BTreeMap, fmt::Debug};

use super::{Journey, LaneKind, Node};
use crate::{
    catalogue::{Catalogue, EntryId},
    id::StepId,
    log::Limit,
};

/// What does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// A list of children and the children do not agree.
    #[error("{what} is not listed exactly once where it belongs")]
    Order {
        /// What.
        what: String,
    },
    /// A cell without a card has a list all the same.
    #[error("an empty cell is listed")]
    EmptyCell,
    /// Something visible lies in something hidden.
    #[error("{node:?} is visible in a hidden parent")]
    HiddenParent {
        /// What.
        node: Node,
    },
    /// A second visible lane of a kind that a board has once.
    #[error("more than one visible lane of the kind {kind:?}")]
    SecondLane {
        /// The kind.
        kind: LaneKind,
    },
    /// A card that its lane does not take.
    #[error("{node:?} is in a lane that does not take it")]
    WrongLane {
        /// Which.
        node: Node,
    },
    /// A card that is not what its lane's cards are.
    #[error("{node:?} is not what the cards of its lane are")]
    WrongContent {
        /// Which.
        node: Node,
    },
    /// Something without the title it needs.
    #[error("{node:?} has no title")]
    EmptyTitle {
        /// What.
        node: Node,
    },
    /// More than allowed.
    #[error("more than {} ({limit:?})", limit.most())]
    OverLimit {
        /// Of what.
        limit: Limit,
    },
    /// A reference to an entry that the catalogue never had.
    #[error("{entry:?} is not in the catalogue")]
    NoEntry {
        /// Which.
        entry: EntryId,
    },
    /// An emotion at a step that does not exist, or a line below a lane that does not.
    #[error("{node:?} does not exist, but something refers to it")]
    NoNode {
        /// Which.
        node: Node,
    },
}

/// Whether everything holds; for tests and for what reads a log from elsewhere.
///
/// # Errors
/// The first thing that does not hold.
pub fn check(journey: &Journey, catalogue: &Catalogue) -> Result<(), Violation> {
    orders(journey)?;
    visibility(journey)?;
    content(journey)?;
    limits(journey)?;
    references(journey, catalogue)
}

/// Every id is listed exactly once, by the parent it names.
fn orders(journey: &Journey) -> Result<(), Violation> {
    once(
        journey.stage_order.iter().map(|id| (*id, ())),
        journey.stages.keys().map(|id| (*id, ())),
    )?;
    once(
        journey.lane_order.iter().map(|id| (*id, ())),
        journey.lanes.keys().map(|id| (*id, ())),
    )?;
    let listed = journey.stages.iter();
    let listed = listed.flat_map(|(id, stage)| stage.step_order.iter().map(move |s| (*s, *id)));
    once(
        listed,
        journey.steps.iter().map(|(id, step)| (*id, step.stage)),
    )?;
    if journey.cells.values().any(Vec::is_empty) {
        return Err(Violation::EmptyCell);
    }
    let listed = journey
        .cells
        .iter()
        .flat_map(|(cell, cards)| cards.iter().map(|c| (*c, *cell)));
    once(
        listed,
        journey.cards.iter().map(|(id, card)| (*id, card.cell)),
    )
}

fn once<K: Ord + Copy + Debug, P: PartialEq>(
    listed: impl Iterator<Item = (K, P)>,
    existing: impl Iterator<Item = (K, P)>,
) -> Result<(), Violation> {
    let mut existing: BTreeMap<K, P> = existing.collect();
    let wrong = |id: K| Violation::Order {
        what: format!("{id:?}"),
    };
    for (id, parent) in listed {
        // Taken out when found, so that a second listing finds nothing.
        if existing.remove(&id) != Some(parent) {
            return Err(wrong(id));
        }
    }
    existing.keys().next().map_or(Ok(()), |id| Err(wrong(*id)))
}

fn visibility(journey: &Journey) -> Result<(), Violation> {
    let steps = journey
        .steps
        .iter()
        .filter(|(_, step)| !step.hidden)
        .map(|(id, _)| Node::Step(*id));
    let cards = journey
        .cards
        .iter()
        .filter(|(_, card)| !card.hidden)
        .map(|(id, _)| Node::Card(*id));
    for node in steps.chain(cards) {
        for parent in journey.parents(node) {
            match journey.is_visible(parent) {
                Some(true) => {}
                Some(false) => return Err(Violation::HiddenParent { node }),
                None => return Err(Violation::NoNode { node: parent }),
            }
        }
    }
    for (id, link) in journey.visible_links() {
        for end in [link.from, link.to] {
            match journey.is_visible(end) {
                Some(true) => {}
                Some(false) => {
                    let node = Node::Link(id);
                    return Err(Violation::HiddenParent { node });
                }
                None => return Err(Violation::NoNode { node: end }),
            }
        }
    }
    let mut singles = Vec::new();
    for (_, lane) in journey
        .visible_lanes()
        .filter(|(_, lane)| lane.kind.is_single())
    {
        if singles.contains(&lane.kind) {
            return Err(Violation::SecondLane { kind: lane.kind });
        }
        singles.push(lane.kind);
    }
    Ok(())
}

fn content(journey: &Journey) -> Result<(), Violation> {
    let stages = journey
        .stages
        .iter()
        .map(|(id, stage)| (Node::Stage(*id), &stage.title));
    let steps = journey
        .steps
        .iter()
        .map(|(id, step)| (Node::Step(*id), &step.title));
    for (node, title) in stages.chain(steps) {
        if title.trim().is_empty() {
            return Err(Violation::EmptyTitle { node });
        }
    }
    for (id, card) in &journey.cards {
        let node = Node::Card(*id);
        let lane = journey.lanes.get(&card.cell.lane);
        let lane = lane.ok_or(Violation::NoNode {
            node: Node::Lane(card.cell.lane),
        })?;
        if !card.hidden && !lane.hidden && !lane.content.fits(&card.title) {
            return Err(Violation::WrongContent { node });
        }
        match lane.kind {
            LaneKind::Touchpoints if card.touchpoint.is_none() => {
                return Err(Violation::WrongLane { node });
            }
            LaneKind::Touchpoints => {}
            kind if !kind.holds_cards() => return Err(Violation::WrongLane { node }),
            _ if card.title.trim().is_empty() => return Err(Violation::EmptyTitle { node }),
            _ => {}
        }
    }
    Ok(())
}

fn limits(journey: &Journey) -> Result<(), Violation> {
    if !journey.cards.values().all(|card| card.note.is_sound()) {
        return Err(Violation::OverLimit {
            limit: Limit::TextChars,
        });
    }
    let scope = &journey.scope;
    let counts = [
        (Limit::Stages, journey.stages.len()),
        (Limit::Steps, journey.steps.len()),
        (Limit::Lanes, journey.lanes.len()),
        (Limit::Cards, journey.cards.len()),
        (Limit::Personas, scope.personas.len()),
        (Limit::Links, journey.links.len()),
        (Limit::Tags, scope.tags.len()),
    ];
    let titles = journey.stages.values().map(|stage| stage.title.as_str());
    let titles = titles.chain(journey.steps.values().map(|step| step.title.as_str()));
    let titles = titles.chain(
        journey
            .lanes
            .values()
            .filter_map(|lane| lane.title.as_deref()),
    );
    let titles = titles.chain(journey.cards.values().map(|card| card.title.as_str()));
    let titles = titles.chain(journey.links.values().map(|link| link.title.as_str()));
    let titles = titles.chain([scope.title.as_str()]);
    let texts = [&scope.scenario, &scope.start, &scope.end, &scope.goal].into_iter();
    let texts = texts.chain(journey.cards.values().map(|card| &card.note.text));
    let titles = titles.map(|title| (Limit::TitleChars, title.chars().count()));
    let texts = texts.map(|text| (Limit::TextChars, text.chars().count()));
    let tags = scope
        .tags
        .iter()
        .map(|tag| (Limit::TagChars, tag.chars().count()));
    for (limit, count) in counts.into_iter().chain(titles).chain(texts).chain(tags) {
        if u32::try_from(count).map_or(true, |count| count > limit.most()) {
            return Err(Violation::OverLimit { limit });
        }
    }
    Ok(())
}

fn references(journey: &Journey, catalogue: &Catalogue) -> Result<(), Violation> {
    let step = |id: &StepId| match journey.steps.contains_key(id) {
        true => Ok(()),
        false => Err(Violation::NoNode {
            node: Node::Step(*id),
        }),
    };
    journey.emotions.keys().try_for_each(|(_, id)| step(id))?;
    if let Some(lane) = journey
        .line_of_visibility
        .filter(|id| !journey.lanes.contains_key(id))
    {
        return Err(Violation::NoNode {
            node: Node::Lane(lane),
        });
    }
    let scope = &journey.scope;
    let personas = scope
        .personas
        .iter()
        .chain(journey.emotions.keys().map(|(id, _)| id));
    let departments = journey.cards.values().filter_map(|card| card.department);
    let departments = departments.chain(journey.lanes.values().filter_map(|lane| lane.department));
    let departments = departments.chain(scope.department);
    let touchpoints = journey.cards.values().filter_map(|card| card.touchpoint);
    let mut entries = personas
        .map(|id| EntryId::Persona(*id))
        .chain(departments.map(EntryId::Department))
        .chain(touchpoints.map(EntryId::Touchpoint))
        .chain(scope.brand.map(EntryId::Brand));
    entries
        .find(|entry| !catalogue.contains(*entry))
        .map_or(Ok(()), |entry| Err(Violation::NoEntry { entry }))
}
