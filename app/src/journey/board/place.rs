//! Places of the board that can have the focus, and the element id of each.
//!
//! One handler on the grid reads where something happened from an element's id, so that no cell and no
//! card carries closures of its own.

use std::fmt;

use shared::{
    id::{CardId, LaneId, PersonaId, StageId, StepId},
    journey::{Cell, Node},
};

/// Something on the board that can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The head of a stage.
    Stage(StageId),
    /// The head of a step.
    Step(StepId),
    /// Where the first step of an empty stage goes.
    FirstStep(StageId),
    /// The head of a lane.
    Lane(LaneId),
    /// A cell, not one of its cards.
    Cell(Cell),
    /// A card.
    Card(CardId),
    /// The point of a persona's believed emotion at a step.
    Feeling(PersonaId, StepId),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stage(id) => write!(f, "g-{id}"),
            Self::Step(id) => write!(f, "s-{id}"),
            Self::FirstStep(id) => write!(f, "f-{id}"),
            Self::Lane(id) => write!(f, "l-{id}"),
            Self::Cell(cell) => write!(f, "x-{}.{}", cell.lane, cell.step),
            Self::Card(id) => write!(f, "c-{id}"),
            Self::Feeling(persona, step) => write!(f, "e-{persona}.{step}"),
        }
    }
}

impl Place {
    /// Reads the place back from an element's id.
    pub(crate) fn parse(id: &str) -> Option<Self> {
        let (kind, rest) = id.split_once('-')?;
        match kind {
            "g" => rest.parse().ok().map(Self::Stage),
            "s" => rest.parse().ok().map(Self::Step),
            "f" => rest.parse().ok().map(Self::FirstStep),
            "l" => rest.parse().ok().map(Self::Lane),
            "c" => rest.parse().ok().map(Self::Card),
            "x" => {
                let (lane, step) = rest.split_once('.')?;
                Some(Self::Cell(Cell {
                    lane: lane.parse().ok()?,
                    step: step.parse().ok()?,
                }))
            }
            "e" => {
                let (persona, step) = rest.split_once('.')?;
                Some(Self::Feeling(persona.parse().ok()?, step.parse().ok()?))
            }
            _ => None,
        }
    }

    /// The node that stands here, if one does.
    pub(crate) const fn node(self) -> Option<Node> {
        match self {
            Self::Stage(id) => Some(Node::Stage(id)),
            Self::Step(id) => Some(Node::Step(id)),
            Self::Lane(id) => Some(Node::Lane(id)),
            Self::Card(id) => Some(Node::Card(id)),
            Self::FirstStep(_) | Self::Cell(_) | Self::Feeling(..) => None,
        }
    }

    /// Where a node stands; a link stands between two places.
    pub(crate) const fn of(node: Node) -> Option<Self> {
        Some(match node {
            Node::Stage(id) => Self::Stage(id),
            Node::Step(id) => Self::Step(id),
            Node::Lane(id) => Self::Lane(id),
            Node::Card(id) => Self::Card(id),
            Node::Link(_) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    const A: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
    const B: &str = "01890a5d-ac96-774b-bcce-b302099a8058";

    #[test]
    fn every_place_is_read_back_from_its_element_id() {
        for id in [
            format!("g-{A}"),
            format!("s-{A}"),
            format!("f-{A}"),
            format!("l-{A}"),
            format!("c-{A}"),
            format!("x-{A}.{B}"),
            format!("e-{B}.{A}"),
        ] {
            assert_eq!(Place::parse(&id).map(|place| place.to_string()), Some(id));
        }
    }

    #[test]
    fn other_ids_are_no_places() {
        for id in [
            "",
            "main",
            "c-",
            "c-17",
            "z-01890a5d",
            "x-01890a5d-ac96-774b-bcce-b302099a8057",
        ] {
            assert_eq!(Place::parse(id), None);
        }
    }
}
