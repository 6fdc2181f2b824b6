//! What a typed text becomes: the intents for a new or renamed thing.

use shared::{
    catalogue::{CatalogueIntent, EntryId},
    id::{CardId, LaneId, StageId, StepId, TouchpointId},
    journey::{Cell, Content, Evidence, JourneyIntent, LaneKind, Node},
    log::{Board, Intent},
};

use super::{place::Place, state::BoardState, suggest::Suggestion};
use crate::fresh::fresh_id;

/// What a text will become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// Another title for something that is there.
    Rename(Node),
    /// A new card.
    Card {
        /// Where.
        cell: Cell,
        /// The card it follows.
        after: Option<CardId>,
    },
    /// A new step.
    Step {
        /// Its stage.
        stage: StageId,
        /// The step it follows.
        after: Option<StepId>,
    },
    /// A new stage.
    Stage {
        /// The stage it follows.
        after: Option<StageId>,
    },
}

/// Writes a text that was typed, and says where it stands then; `None` when nothing was written.
pub(super) fn write(
    state: BoardState,
    target: &Target,
    text: &str,
    chosen: Option<&Suggestion>,
) -> Option<Place> {
    let number = number_of(state, target, text);
    let text = number.as_deref().unwrap_or(text);
    let (intents, place) = match *target {
        Target::Rename(node) => (rename(state, node, text)?, Place::of(node)?),
        _ if text.is_empty() && chosen.is_none() => return None,
        Target::Card { cell, after } => {
            let (intents, id) = state.with(|board, _| new_card(board, cell, after, text, chosen));
            (intents, Place::Card(id))
        }
        Target::Step { stage, after } => {
            let id = StepId::new(fresh_id());
            let intent = JourneyIntent::AddStep {
                id,
                stage,
                title: text.to_owned(),
                after,
            };
            (vec![Intent::Journey(intent)], Place::Step(id))
        }
        Target::Stage { after } => {
            let id = StageId::new(fresh_id());
            let intent = JourneyIntent::AddStage {
                id,
                title: text.to_owned(),
                after,
            };
            (vec![Intent::Journey(intent)], Place::FirstStep(id))
        }
    };
    state.edit(intents).then_some(place)
}

/// In a lane of numbers, what was typed as the number that is kept. What is none stays as it was typed, and is refused.
fn number_of(state: BoardState, target: &Target, text: &str) -> Option<String> {
    let content = state.with(|board, _| {
        let cell = match *target {
            Target::Card { cell, .. } => cell,
            Target::Rename(Node::Card(card)) => board.journey.cards.get(&card)?.cell,
            _ => return None,
        };
        Some(board.journey.lanes.get(&cell.lane)?.content)
    })?;
    let typed = || state.words.now_lang().typed_number(text);
    (content == Content::Number).then(typed).flatten()
}

/// A card of a touchpoint that goes by the touchpoint's name renames the touchpoint, on every board.
fn rename(state: BoardState, node: Node, text: &str) -> Option<Vec<Intent>> {
    // A lane without a title of its own goes by its kind's name; nothing else can be without.
    if text.is_empty() && !matches!(node, Node::Lane(_)) {
        return None;
    }
    let name = text.to_owned();
    let touchpoint = match node {
        Node::Card(card) => state.with(|board, _| {
            let card = board.journey.cards.get(&card)?;
            card.title.is_empty().then_some(card.touchpoint).flatten()
        }),
        _ => None,
    };
    Some(vec![match touchpoint {
        Some(id) => Intent::Catalogue(CatalogueIntent::Rename {
            entry: EntryId::Touchpoint(id),
            name,
        }),
        None => Intent::Journey(JourneyIntent::Rename { node, title: name }),
    }])
}

/// The intents for a card with a text in a cell: in the touchpoints lane the touchpoint of that name, made if there is
/// none.
pub(super) fn new_card(
    board: &Board,
    cell: Cell,
    after: Option<CardId>,
    text: &str,
    chosen: Option<&Suggestion>,
) -> (Vec<Intent>, CardId) {
    let id = CardId::new(fresh_id());
    let mut intents = Vec::with_capacity(2);
    let (mut title, mut touchpoint) = (text.to_owned(), None);
    if is_touchpoints(board, cell.lane) {
        title = String::new();
        let known = match chosen {
            Some(Suggestion::Known { id, .. }) => Some(*id),
            Some(Suggestion::New(_)) => None,
            None => board.catalogue.touchpoint_named(text),
        };
        touchpoint = Some(known.unwrap_or_else(|| {
            let id = TouchpointId::new(fresh_id());
            intents.push(Intent::Catalogue(CatalogueIntent::AddTouchpoint {
                id,
                name: text.to_owned(),
                key: None,
                channel: None,
                department: None,
                moment_of_truth: false,
            }));
            id
        }));
    }
    // What a backstage lane's department does is that department's.
    let department = board
        .journey
        .lanes
        .get(&cell.lane)
        .and_then(|lane| lane.department);
    intents.push(Intent::Journey(JourneyIntent::AddCard {
        id,
        cell,
        after,
        title,
        evidence: Evidence::Assumption,
        touchpoint,
        department,
    }));
    (intents, id)
}

/// Whether a lane is the touchpoints lane.
pub(super) fn is_touchpoints(board: &Board, lane: LaneId) -> bool {
    board
        .journey
        .lanes
        .get(&lane)
        .is_some_and(|lane| lane.kind == LaneKind::Touchpoints)
}
