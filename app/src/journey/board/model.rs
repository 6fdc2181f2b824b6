//! What the board paints, one signal per card, cell and head, so that an edit repaints only what it changed.
//!
//! After anything changed, `refresh` compares what each signal shows with what it should show and sets those that
//! differ. It knows nothing of how the change came about, so edits, undo, other people's entries and a whole new
//! snapshot take the same way.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{
    api::ActionView,
    catalogue::Catalogue,
    id::{CardId, JourneyId, LaneId, PersonaId, StageId, StepId},
    image::Picture,
    journey::{Card, Cell, Content, Evidence, Journey, LaneKind},
    log::Board,
};

use super::{
    layout::Layout,
    link::{self, LinkView},
    measured::{EmotionView, FeelingView, FrictionView, Measured},
    names,
    promise::{self, PromiseView},
    reality::{self, RealityView},
};
use crate::words::Lang;

/// Who is responsible: a hue and a name, never one without the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Owner {
    /// 1–12, as in the style sheets.
    pub(crate) hue: u8,
    /// The department's name in the reader's language.
    pub(crate) name: String,
}

/// A stage's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StageView {
    pub(crate) title: String,
    /// Columns it spans, at least 1.
    pub(crate) span: usize,
    /// Visible steps.
    pub(crate) steps: usize,
}

/// A step's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepView {
    pub(crate) title: String,
    /// Where it leads beside the next one.
    pub(crate) ways: Vec<LinkView>,
    /// The journey that shows it in detail.
    pub(crate) detail: Option<JourneyId>,
}

/// A lane's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LaneView {
    pub(crate) kind: LaneKind,
    /// Its own title, or its kind's name in the reader's language.
    pub(crate) title: String,
    pub(crate) owner: Option<Owner>,
    /// Whether the line of visibility runs below it.
    pub(crate) line: bool,
}

/// A card on the board.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CardView {
    /// Its own title, or its touchpoint's name.
    pub(crate) title: String,
    pub(crate) evidence: Evidence,
    pub(crate) owner: Option<Owner>,
    /// How the touchpoint reaches the customer.
    pub(crate) channel: Option<String>,
    /// A moment of truth.
    pub(crate) moment: bool,
    /// A longer text stands behind it.
    pub(crate) noted: bool,
    /// What it is a cause of.
    pub(crate) effects: Vec<LinkView>,
    /// What the cards of its lane are.
    pub(crate) content: Content,
    /// Of a promise, how it stands.
    pub(crate) promise: Option<PromiseView>,
    /// What it shows.
    pub(crate) image: Option<Picture>,
}

/// The signals of everything on the board that has been painted.
#[derive(Debug, Default)]
pub(crate) struct Model {
    layout: ArcRwSignal<Layout>,
    stages: BTreeMap<StageId, ArcRwSignal<StageView>>,
    steps: BTreeMap<StepId, ArcRwSignal<StepView>>,
    lanes: BTreeMap<LaneId, ArcRwSignal<LaneView>>,
    cells: BTreeMap<Cell, ArcRwSignal<Vec<CardId>>>,
    cards: BTreeMap<CardId, ArcRwSignal<CardView>>,
    friction: BTreeMap<StepId, ArcRwSignal<FrictionView>>,
    reality: BTreeMap<StepId, ArcRwSignal<RealityView>>,
    feelings: BTreeMap<StepId, ArcRwSignal<FeelingView>>,
    doing: BTreeMap<StepId, ArcRwSignal<Vec<ActionView>>>,
    emotion: ArcRwSignal<EmotionView>,
}

impl Model {
    /// Of a board that has not been painted.
    pub(crate) fn new(board: &Board, measured: &Measured) -> Self {
        let layout = Layout::of(&board.journey);
        Self {
            emotion: ArcRwSignal::new(EmotionView::of(board, &layout, measured)),
            layout: ArcRwSignal::new(layout),
            ..Self::default()
        }
    }

    /// The order of columns and rows.
    pub(crate) fn layout(&self) -> ArcRwSignal<Layout> {
        self.layout.clone()
    }

    /// A stage's head; `None` when it is not there.
    pub(crate) fn stage(&mut self, board: &Board, id: StageId) -> Option<ArcRwSignal<StageView>> {
        let layout = &self.layout;
        signal(&mut self.stages, id, || {
            layout.with_untracked(|layout| stage_view(board, layout, id))
        })
    }

    /// A step's head.
    pub(crate) fn step(
        &mut self,
        board: &Board,
        lang: Lang,
        id: StepId,
    ) -> Option<ArcRwSignal<StepView>> {
        let layout = &self.layout;
        signal(&mut self.steps, id, || {
            layout.with_untracked(|layout| step_view(board, layout, lang, id))
        })
    }

    /// A lane's head.
    pub(crate) fn lane(
        &mut self,
        board: &Board,
        lang: Lang,
        id: LaneId,
    ) -> Option<ArcRwSignal<LaneView>> {
        signal(&mut self.lanes, id, || lane_view(board, lang, id))
    }

    /// The cards of a cell.
    pub(crate) fn cell(&mut self, board: &Board, cell: Cell) -> ArcRwSignal<Vec<CardId>> {
        self.cells
            .entry(cell)
            .or_insert_with(|| ArcRwSignal::new(Layout::cards(&board.journey, cell).collect()))
            .clone()
    }

    /// A card.
    pub(crate) fn card(
        &mut self,
        board: &Board,
        measured: &Measured,
        lang: Lang,
        id: CardId,
    ) -> Option<ArcRwSignal<CardView>> {
        signal(&mut self.cards, id, || card_view(board, measured, lang, id))
    }

    /// The friction cell of a step.
    pub(crate) fn friction(
        &mut self,
        board: &Board,
        measured: &Measured,
        step: StepId,
    ) -> ArcRwSignal<FrictionView> {
        self.friction
            .entry(step)
            .or_insert_with(|| ArcRwSignal::new(measured.friction(board, step)))
            .clone()
    }

    /// The reality cell of a step.
    pub(crate) fn reality(
        &mut self,
        board: &Board,
        measured: &Measured,
        step: StepId,
    ) -> ArcRwSignal<RealityView> {
        self.reality
            .entry(step)
            .or_insert_with(|| ArcRwSignal::new(reality::view(&measured.reality, board, step)))
            .clone()
    }

    /// The emotion cell of a step; `None` when the step is not there.
    pub(crate) fn feeling(&mut self, step: StepId) -> Option<ArcRwSignal<FeelingView>> {
        let emotion = &self.emotion;
        signal(&mut self.feelings, step, || {
            emotion.with_untracked(|emotion| feeling(emotion, step))
        })
    }

    /// What is being done about the touchpoints of a step.
    pub(crate) fn doing(
        &mut self,
        board: &Board,
        measured: &Measured,
        step: StepId,
    ) -> ArcRwSignal<Vec<ActionView>> {
        self.doing
            .entry(step)
            .or_insert_with(|| ArcRwSignal::new(measured.doing(board, step)))
            .clone()
    }

    /// The curves of the emotion lane.
    pub(crate) fn emotion(&self) -> ArcRwSignal<EmotionView> {
        self.emotion.clone()
    }

    /// Paints a point where it is being dragged, before it is an edit. `refresh` takes it back.
    pub(crate) fn preview(&mut self, persona: PersonaId, step: StepId, hundredths: i16) {
        let mut emotion = self.emotion.get_untracked();
        for column in emotion
            .columns
            .iter_mut()
            .flatten()
            .filter(|column| column.step == step)
        {
            for line in column
                .believed
                .iter_mut()
                .filter(|line| line.persona == persona)
            {
                line.hundredths = Some(hundredths);
            }
        }
        self.paint_emotion(emotion);
    }

    fn paint_emotion(&mut self, emotion: EmotionView) {
        retain(&mut self.feelings, |step| feeling(&emotion, *step));
        update(&self.emotion, emotion);
    }

    /// Sets every signal that no longer shows what the board is, and forgets those of what is gone.
    pub(crate) fn refresh(&mut self, board: &Board, measured: &Measured, lang: Lang) {
        let layout = Layout::of(&board.journey);
        update(&self.layout, layout);
        let layout = self.layout.clone();
        layout.with_untracked(|layout| {
            retain(&mut self.stages, |id| stage_view(board, layout, *id));
        });
        let emotion = layout.with_untracked(|layout| EmotionView::of(board, layout, measured));
        self.paint_emotion(emotion);
        self.friction.retain(|step, signal| {
            update(signal, measured.friction(board, *step));
            board
                .journey
                .steps
                .get(step)
                .is_some_and(|step| !step.hidden)
        });
        retain(&mut self.reality, |step| {
            let there = board.journey.steps.get(step);
            let there = there.is_some_and(|step| !step.hidden);
            there.then(|| reality::view(&measured.reality, board, *step))
        });
        retain(&mut self.doing, |step| {
            let there = board.journey.steps.get(step);
            let there = there.is_some_and(|step| !step.hidden);
            there.then(|| measured.doing(board, *step))
        });
        layout.with_untracked(|layout| {
            retain(&mut self.steps, |id| step_view(board, layout, lang, *id));
        });
        retain(&mut self.lanes, |id| lane_view(board, lang, *id));
        retain(&mut self.cards, |id| card_view(board, measured, lang, *id));
        self.cells.retain(|cell, signal| {
            update(signal, Layout::cards(&board.journey, *cell).collect());
            visible(&board.journey, *cell)
        });
    }
}

fn signal<K: Ord, V: Send + Sync + 'static>(
    signals: &mut BTreeMap<K, ArcRwSignal<V>>,
    key: K,
    make: impl FnOnce() -> Option<V>,
) -> Option<ArcRwSignal<V>> {
    if let Some(known) = signals.get(&key) {
        return Some(known.clone());
    }
    let signal = ArcRwSignal::new(make()?);
    signals.insert(key, signal.clone());
    Some(signal)
}

fn retain<K: Ord, V: PartialEq + Send + Sync + 'static>(
    signals: &mut BTreeMap<K, ArcRwSignal<V>>,
    make: impl Fn(&K) -> Option<V>,
) {
    signals.retain(|key, signal| match make(key) {
        Some(value) => {
            update(signal, value);
            true
        }
        None => false,
    });
}

fn update<V: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<V>, value: V) {
    if signal.with_untracked(|shown| *shown != value) {
        signal.set(value);
    }
}

fn feeling(emotion: &EmotionView, step: StepId) -> Option<FeelingView> {
    emotion
        .columns
        .iter()
        .flatten()
        .find(|column| column.step == step)
        .cloned()
}

fn visible(journey: &Journey, cell: Cell) -> bool {
    journey
        .steps
        .get(&cell.step)
        .is_some_and(|step| !step.hidden)
        && journey
            .lanes
            .get(&cell.lane)
            .is_some_and(|lane| !lane.hidden)
}

fn stage_view(board: &Board, layout: &Layout, id: StageId) -> Option<StageView> {
    let (_, span) = *layout.stages.iter().find(|(stage, _)| *stage == id)?;
    let stage = board.journey.stages.get(&id)?;
    let steps = layout
        .columns
        .iter()
        .filter_map(|column| column.step())
        .filter(|step| {
            board
                .journey
                .steps
                .get(step)
                .is_some_and(|step| step.stage == id)
        })
        .count();
    Some(StageView {
        title: stage.title.clone(),
        span,
        steps,
    })
}

fn step_view(board: &Board, layout: &Layout, lang: Lang, id: StepId) -> Option<StepView> {
    let step = board.journey.steps.get(&id).filter(|step| !step.hidden)?;
    Some(StepView {
        title: step.title.clone(),
        ways: link::ways(board, layout, lang, id),
        detail: step.journey,
    })
}

fn lane_view(board: &Board, lang: Lang, id: LaneId) -> Option<LaneView> {
    let lane = board.journey.lanes.get(&id).filter(|lane| !lane.hidden)?;
    Some(LaneView {
        kind: lane.kind,
        title: lane
            .title
            .clone()
            .unwrap_or_else(|| names::lane_kind(lang, lane.kind).to_owned()),
        owner: lane
            .department
            .and_then(|id| names::owner(&board.catalogue, lang, id)),
        line: names::line_below(&board.journey) == Some(id),
    })
}

/// A card as it is painted; `None` when it is hidden or its cell is.
pub(crate) fn card_view(
    board: &Board,
    measured: &Measured,
    lang: Lang,
    id: CardId,
) -> Option<CardView> {
    let card = board.journey.cards.get(&id).filter(|card| !card.hidden)?;
    if !visible(&board.journey, card.cell) {
        return None;
    }
    let touchpoint = placed(&board.journey, &board.catalogue, card);
    Some(CardView {
        title: names::card_title(&board.catalogue, card),
        evidence: card.evidence,
        owner: card
            .department
            .or_else(|| touchpoint.and_then(|touchpoint| touchpoint.department))
            .and_then(|id| names::owner(&board.catalogue, lang, id)),
        channel: touchpoint
            .and_then(|touchpoint| touchpoint.channel)
            .and_then(|id| board.catalogue.channels.get(&id))
            .map(|channel| channel.name.clone()),
        moment: touchpoint.is_some_and(|touchpoint| touchpoint.moment_of_truth),
        noted: !card.note.text.is_empty(),
        effects: link::effects(board, lang, id),
        promise: promise::view(board, measured, card),
        image: card.image.clone(),
        content: board
            .journey
            .lanes
            .get(&card.cell.lane)
            .map(|lane| lane.content)
            .unwrap_or_default(),
    })
}

/// The touchpoint that a card of the touchpoints lane places.
fn placed<'a>(
    journey: &Journey,
    catalogue: &'a Catalogue,
    card: &Card,
) -> Option<&'a shared::catalogue::Touchpoint> {
    let lane = journey.lanes.get(&card.cell.lane)?;
    if lane.kind != LaneKind::Touchpoints {
        return None;
    }
    catalogue.touchpoints.get(&card.touchpoint?)
}
