//! Intents from bytes. Ids are mostly those of the board, so that a wish gets past "does not exist".

use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use shared::{
    catalogue::{CatalogueIntent, EntryId},
    id::{CardId, CopyId, LaneId, LinkId, NoteEditId, PersonaId, StageId, StepId, TouchpointId},
    journey::{
        CardField, Cell, Certainty, Content, Emotion, Evidence, JourneyIntent, LaneKind, LinkKind, Node, ScopeField,
    },
    log::{Board, Intent},
    record::Filter,
    text::TextEdit,
};
use uuid::Uuid;

/// At most so many intents in one push.
const MOST: usize = 8;

/// The intents of one push on `board`.
///
/// # Errors
/// When the bytes run out.
pub fn wishes(bytes: &mut Unstructured<'_>, board: &Board) -> Result<Vec<Intent>> {
    let mut wishes = Vec::new();
    for _ in 0..bytes.int_in_range(1..=MOST)? {
        wishes.push(wish(bytes, board)?);
    }
    Ok(wishes)
}

/// One of what is there; now and then something else: a new id, or one of another kind.
fn one_of(bytes: &mut Unstructured<'_>, there: impl ExactSizeIterator<Item = Uuid>) -> Result<Uuid> {
    let at = usize::from(u8::arbitrary(bytes)?);
    let count = there.len();
    Ok(match there.into_iter().nth(at) {
        Some(id) => id,
        None => Uuid::from_u128((at - count) as u128 + 1_000),
    })
}

macro_rules! picks {
    ($($name:ident: $id:ident from $($path:ident).+),* $(,)?) => {$(
        fn $name(bytes: &mut Unstructured<'_>, board: &Board) -> Result<$id> {
            one_of(bytes, board.$($path).+.keys().map(|id| id.uuid())).map($id::new)
        }
    )*};
}

picks! {
    stage: StageId from journey.stages,
    step: StepId from journey.steps,
    lane: LaneId from journey.lanes,
    card: CardId from journey.cards,
    link: LinkId from journey.links,
    persona: PersonaId from catalogue.personas,
    touchpoint: TouchpointId from catalogue.touchpoints,
}

fn maybe<T>(
    bytes: &mut Unstructured<'_>,
    board: &Board,
    pick: fn(&mut Unstructured<'_>, &Board) -> Result<T>,
) -> Result<Option<T>> {
    Ok(if bool::arbitrary(bytes)? { Some(pick(bytes, board)?) } else { None })
}

fn node(bytes: &mut Unstructured<'_>, board: &Board) -> Result<Node> {
    Ok(match bytes.int_in_range(0..=4)? {
        4 => Node::Link(link(bytes, board)?),
        0 => Node::Stage(stage(bytes, board)?),
        1 => Node::Step(step(bytes, board)?),
        2 => Node::Lane(lane(bytes, board)?),
        _ => Node::Card(card(bytes, board)?),
    })
}

fn nodes(bytes: &mut Unstructured<'_>, board: &Board) -> Result<Vec<Node>> {
    (0..bytes.int_in_range(0..=4)?).map(|_| node(bytes, board)).collect()
}

fn link_kind(bytes: &mut Unstructured<'_>) -> Result<LinkKind> {
    bytes
        .choose(&[
            LinkKind::Cause(Certainty::Hypothesis),
            LinkKind::Cause(Certainty::Confirmed),
            LinkKind::Way,
        ])
        .copied()
}

fn cell(bytes: &mut Unstructured<'_>, board: &Board) -> Result<Cell> {
    Ok(Cell { step: step(bytes, board)?, lane: lane(bytes, board)? })
}

fn evidence(bytes: &mut Unstructured<'_>) -> Result<Evidence> {
    bytes.choose(&[Evidence::Assumption, Evidence::Qualitative, Evidence::Measured]).copied()
}

/// Short, long beyond every limit, or with control characters in it.
fn text(bytes: &mut Unstructured<'_>) -> Result<String> {
    Ok(match bytes.int_in_range(0..=15)? {
        0 => "a".repeat(30_000),
        1 => "\u{0}\u{7f}".to_owned(),
        2 => String::new(),
        3 => String::arbitrary(bytes)?,
        n => format!("text {n}"),
    })
}

fn lane_kind(bytes: &mut Unstructured<'_>) -> Result<LaneKind> {
    use LaneKind::{
        Actions, Backstage, Doing, Emotion, Expecting, Free, Friction, Notes, Opportunities, Pains, Promise, Reality,
        Thinking, Touchpoints,
    };
    bytes
        .choose(&[
            Touchpoints, Emotion, Doing, Thinking, Expecting, Promise, Friction, Pains, Opportunities, Actions,
            Backstage, Notes, Free, Reality,
        ])
        .copied()
}

fn wish(bytes: &mut Unstructured<'_>, board: &Board) -> Result<Intent> {
    use JourneyIntent as J;
    let intent = match bytes.int_in_range(0..=27)? {
        24 => J::AddLink {
            id: link(bytes, board)?,
            kind: link_kind(bytes)?,
            from: node(bytes, board)?,
            to: node(bytes, board)?,
            title: text(bytes)?,
        },
        25 => J::SetLink { link: link(bytes, board)?, kind: link_kind(bytes)? },
        26 => J::SetLaneContent {
            lane: lane(bytes, board)?,
            content: *bytes.choose(&Content::ALL)?,
        },
        27 => J::SetCard {
            card: card(bytes, board)?,
            field: CardField::Metric(if bool::arbitrary(bytes)? { Some(text(bytes)?) } else { None }),
        },
        0 => J::AddStage { id: stage(bytes, board)?, title: text(bytes)?, after: maybe(bytes, board, stage)? },
        1 => J::AddStep {
            id: step(bytes, board)?,
            stage: stage(bytes, board)?,
            title: text(bytes)?,
            after: maybe(bytes, board, step)?,
        },
        2 => J::AddLane {
            id: lane(bytes, board)?,
            kind: lane_kind(bytes)?,
            title: if bool::arbitrary(bytes)? { Some(text(bytes)?) } else { None },
            department: None,
            after: maybe(bytes, board, lane)?,
        },
        3..=6 => J::AddCard {
            id: card(bytes, board)?,
            cell: cell(bytes, board)?,
            after: maybe(bytes, board, card)?,
            title: text(bytes)?,
            evidence: evidence(bytes)?,
            touchpoint: maybe(bytes, board, touchpoint)?,
            department: None,
        },
        7 => J::Rename { node: node(bytes, board)?, title: text(bytes)? },
        8 => J::MoveStage { stage: stage(bytes, board)?, after: maybe(bytes, board, stage)? },
        9 => J::MoveStep {
            step: step(bytes, board)?,
            stage: stage(bytes, board)?,
            after: maybe(bytes, board, step)?,
        },
        10 => J::MoveLane { lane: lane(bytes, board)?, after: maybe(bytes, board, lane)? },
        11 | 12 => J::MoveCards {
            cards: (0..bytes.int_in_range(0..=3)?).map(|_| card(bytes, board)).collect::<Result<_>>()?,
            cell: cell(bytes, board)?,
            after: maybe(bytes, board, card)?,
        },
        13 => J::SetCard {
            card: card(bytes, board)?,
            field: match bytes.int_in_range(0..=1)? {
                0 => CardField::Evidence(evidence(bytes)?),
                _ => CardField::Touchpoint(maybe(bytes, board, touchpoint)?),
            },
        },
        14 => J::SetNote { card: card(bytes, board)?, base: u8::arbitrary(bytes)?.into(), text: text(bytes)? },
        15 => J::SetEmotion {
            persona: persona(bytes, board)?,
            step: step(bytes, board)?,
            emotion: Emotion::new(i16::arbitrary(bytes)?),
        },
        16 => J::SetLineOfVisibility { below: maybe(bytes, board, lane)? },
        21 => {
            let card = card(bytes, board)?;
            let note = board.journey.cards.get(&card).map(|card| card.note.clone()).unwrap_or_default();
            let base = note.revision.saturating_sub(bytes.int_in_range(0..=2)?);
            let at = bytes.int_in_range(0..=note.text.chars().count())?;
            let after: String = note.text.chars().take(at).chain(text(bytes)?.chars()).collect();
            J::EditNote { card, id: NoteEditId::new(Uuid::from_u128(u8::arbitrary(bytes)?.into())), base, edit: TextEdit::between(&note.text, &after) }
        }
        17 => J::Delete { nodes: nodes(bytes, board)? },
        18 => J::Restore { nodes: nodes(bytes, board)? },
        19 => J::Duplicate {
            copy: CopyId::new(Uuid::from_u128(u8::arbitrary(bytes)?.into())),
            nodes: nodes(bytes, board)?,
        },
        20 => J::SetScope {
            field: match bytes.int_in_range(0..=1)? {
                0 => ScopeField::Title(text(bytes)?),
                _ => ScopeField::Personas(
                    (0..bytes.int_in_range(0..=2)?).map(|_| persona(bytes, board)).collect::<Result<_>>()?,
                ),
            },
        },
        _ => return catalogue_wish(bytes, board).map(Intent::Catalogue),
    };
    Ok(Intent::Journey(intent))
}

fn catalogue_wish(bytes: &mut Unstructured<'_>, board: &Board) -> Result<CatalogueIntent> {
    use CatalogueIntent as C;
    let entry = |bytes: &mut Unstructured<'_>| {
        Ok(if bool::arbitrary(bytes)? {
            EntryId::Touchpoint(touchpoint(bytes, board)?)
        } else {
            EntryId::Persona(persona(bytes, board)?)
        })
    };
    Ok(match bytes.int_in_range(0..=5)? {
        0 => C::AddTouchpoint {
            id: touchpoint(bytes, board)?,
            name: text(bytes)?,
            key: if bool::arbitrary(bytes)? { Some(text(bytes)?) } else { None },
            channel: None,
            department: None,
            moment_of_truth: bool::arbitrary(bytes)?,
        },
        1 => C::AddPersona { id: persona(bytes, board)?, name: text(bytes)?, summary: text(bytes)? },
        2 => C::Rename { entry: entry(bytes)?, name: text(bytes)? },
        3 => C::Retire { entry: entry(bytes)? },
        4 => C::SetPersonaFilter {
            persona: persona(bytes, board)?,
            filter: Filter::one(&text(bytes)?, &text(bytes)?),
        },
        _ => C::Reinstate { entry: entry(bytes)? },
    })
}
