//! The board's state in the page: the replica, what is painted of it, what is selected and what is being edited.
//!
//! Every edit goes through `edit`: decided and painted here and now, kept in the browser, then sent. Nothing here waits
//! for the network.

mod attention;

use leptos::prelude::*;
use shared::{
    access::{Actor, Role},
    api::{ActionView, BoardSnapshot, JourneySummary, Me},
    id::{CardId, JourneyId, LaneId, PersonaId, StageId, StepId, TouchpointId},
    journey::{Cell, LaneKind},
    log::{Board, Intent, Rejection},
    replica::{Notice, Replica},
};

use super::{
    editor,
    layout::Layout,
    measured::{EmotionView, FeelingView, FrictionView, Measured},
    model::{CardView, LaneView, Model, StageView, StepView},
    moment,
    place::Place,
    reach::{self, Reach},
    reality::RealityView,
    selection::Selection,
    suggest,
    sync::{self, Status},
    tray::Recovered,
};
use crate::{
    shell::{Announcer, use_announcer},
    words::{Wording, rejection as rejection_in_words, use_words},
};

/// What the inspector explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// A card, and the touchpoint it places or is about.
    Card(CardId),
    /// A touchpoint of the catalogue.
    Touchpoint(TouchpointId),
    /// A step.
    Step(StepId),
}

struct Inner {
    actor: Actor,
    replica: Replica,
    model: Model,
    measured: Measured,
    selection: Selection,
    tab_stop: Option<Place>,
}

/// A handle to the board's state.
#[derive(Clone, Copy)]
pub(crate) struct BoardState {
    inner: StoredValue<Inner>,
    /// The journey.
    pub(crate) journey: JourneyId,
    /// What whoever looks may do here.
    pub(crate) reach: Reach,
    /// The reader's language.
    pub(crate) words: Wording,
    /// What is said aloud.
    pub(crate) announcer: Announcer,
    /// What the inspector explains.
    pub(crate) chosen: RwSignal<Option<Chosen>>,
    /// What is being edited in place.
    pub(crate) editor: RwSignal<Option<editor::Open>>,
    /// What is offered while a touchpoint's name is typed.
    pub(crate) suggestions: RwSignal<suggest::List>,
    /// How this browser's edits stand with the server.
    pub(crate) status: RwSignal<Status>,
    /// Edits that were refused.
    pub(crate) tray: RwSignal<Vec<Recovered>>,
    /// A refusal that was just met, to be read beside the board.
    pub(crate) refusal: RwSignal<Option<String>>,
    /// The lane whose menu is open.
    pub(crate) menu: RwSignal<Option<LaneId>>,
    /// Whether the sheet of keys is open.
    pub(crate) sheet: RwSignal<bool>,
    /// How many images are on their way.
    pub(crate) images: RwSignal<usize>,
    /// The journeys there are, as far as the page knows them.
    pub(crate) others: RwSignal<Vec<JourneySummary>>,
    /// Whether it knows of them what records say too.
    pub(crate) others_told: RwSignal<bool>,
    /// How large the board is drawn; 1 is as it is written.
    pub(crate) zoom: RwSignal<f64>,
    /// Changes when cards took their real heights, once the board rests.
    pub(crate) laid: RwSignal<u64>,
    /// Changes whenever anything on the board may have.
    version: RwSignal<u64>,
}

impl BoardState {
    /// Of a board as the server gave it, for whoever looks: `on` is what is left of their role here.
    pub(crate) fn new(snapshot: BoardSnapshot, measured: Measured, me: &Me, on: Role) -> Self {
        let model = Model::new(&snapshot.board, &measured);
        let tab_stop = model.layout().with_untracked(Layout::first);
        let journey = snapshot.board.journey.id;
        let actor = reach::actor(me, on, journey);
        let replica = Replica::new(sync::client_id(), actor.clone(), snapshot);
        Self {
            inner: StoredValue::new(Inner {
                actor,
                replica,
                model,
                measured,
                selection: Selection::default(),
                tab_stop,
            }),
            journey,
            reach: Reach::of(me, on, journey),
            words: use_words(),
            announcer: use_announcer(),
            chosen: RwSignal::new(None),
            editor: RwSignal::new(None),
            suggestions: RwSignal::new(suggest::List::default()),
            status: RwSignal::new(Status::default()),
            tray: RwSignal::new(Vec::new()),
            refusal: RwSignal::new(None),
            menu: RwSignal::new(None),
            sheet: RwSignal::new(false),
            images: RwSignal::new(0),
            others: RwSignal::new(Vec::new()),
            others_told: RwSignal::new(false),
            zoom: RwSignal::new(1.0),
            laid: RwSignal::new(0),
            version: RwSignal::new(0),
        }
    }

    // Reading.

    /// Reads the board as it is shown, without following its changes.
    pub(crate) fn with<T>(self, read: impl FnOnce(&Board, &Layout) -> T) -> T {
        self.inner.with_value(|inner| {
            inner
                .model
                .layout()
                .with_untracked(|layout| read(inner.replica.shown(), layout))
        })
    }

    /// Reads the board and what was measured, and reads again whenever either changes.
    pub(crate) fn follow<T>(self, read: impl FnOnce(&Board, &Measured) -> T) -> T {
        self.version.track();
        self.inner
            .with_value(|inner| read(inner.replica.shown(), &inner.measured))
    }

    /// The order of columns and rows.
    pub(crate) fn layout(self) -> ArcRwSignal<Layout> {
        self.inner.with_value(|inner| inner.model.layout())
    }

    /// The actor that the page decides as; `None` once the board has left the page.
    pub(crate) fn actor(self) -> Option<Actor> {
        self.inner.try_with_value(|inner| inner.actor.clone())
    }

    fn model<T>(self, take: impl FnOnce(&mut Model, &Board, &Measured) -> T) -> Option<T> {
        self.inner.try_update_value(|inner| {
            take(&mut inner.model, inner.replica.shown(), &inner.measured)
        })
    }

    /// A stage's head.
    pub(crate) fn stage(self, id: StageId) -> Option<ArcRwSignal<StageView>> {
        self.model(|model, board, _| model.stage(board, id))
            .flatten()
    }

    /// A step's head.
    pub(crate) fn step(self, id: StepId) -> Option<ArcRwSignal<StepView>> {
        let lang = self.words.now_lang();
        self.model(|model, board, _| model.step(board, lang, id))
            .flatten()
    }

    /// A lane's head.
    pub(crate) fn lane(self, id: LaneId) -> Option<ArcRwSignal<LaneView>> {
        let lang = self.words.now_lang();
        self.model(|model, board, _| model.lane(board, lang, id))
            .flatten()
    }

    /// The cards of a cell.
    pub(crate) fn cell(self, cell: Cell) -> ArcRwSignal<Vec<CardId>> {
        self.model(|model, board, _| model.cell(board, cell))
            .unwrap_or_default()
    }

    /// A card.
    pub(crate) fn card(self, id: CardId) -> Option<ArcRwSignal<CardView>> {
        let lang = self.words.now_lang();
        self.model(|model, board, measured| model.card(board, measured, lang, id))
            .flatten()
    }

    /// The friction cell of a step.
    pub(crate) fn friction(self, step: StepId) -> Option<ArcRwSignal<FrictionView>> {
        self.model(|model, board, measured| model.friction(board, measured, step))
    }

    /// The reality cell of a step.
    pub(crate) fn reality(self, step: StepId) -> Option<ArcRwSignal<RealityView>> {
        self.model(|model, board, measured| model.reality(board, measured, step))
    }

    /// The emotion cell of a step.
    pub(crate) fn feeling(self, step: StepId) -> Option<ArcRwSignal<FeelingView>> {
        self.model(|model, _, _| model.feeling(step)).flatten()
    }

    /// What is being done about the touchpoints of a step.
    pub(crate) fn doing(self, step: StepId) -> Option<ArcRwSignal<Vec<ActionView>>> {
        self.model(|model, board, measured| model.doing(board, measured, step))
    }

    /// The curves of the emotion lane.
    pub(crate) fn emotion(self) -> ArcRwSignal<EmotionView> {
        self.inner.with_value(|inner| inner.model.emotion())
    }

    /// The emotion lane's cell of a step.
    pub(crate) fn emotion_cell(self, step: StepId) -> Option<Cell> {
        self.with(|board, _| board.journey.lane_of_kind(LaneKind::Emotion))
            .map(|lane| Cell { step, lane })
    }

    /// Whether a lane is the touchpoints lane.
    pub(crate) fn is_touchpoints(self, lane: LaneId) -> bool {
        self.with(|board, _| super::write::is_touchpoints(board, lane))
    }

    // Editing.

    /// Decides an edit, paints it and sees to it that it is sent. `false` when it was refused; the person is told why.
    pub(crate) fn edit(self, intents: Vec<Intent>) -> bool {
        self.apply(|replica| replica.edit(intents, moment::now()).map(|_| ()))
    }

    /// Takes the last edit back.
    pub(crate) fn undo(self) {
        let words = &self.words.now().edit;
        if !self.inner.with_value(|inner| inner.replica.can_undo()) {
            self.announcer.say(words.nothing_to_undo);
        } else if self.apply(|replica| replica.undo(moment::now()).map(|_| ())) {
            self.announcer.say(words.undone);
        }
        self.find_focus();
    }

    /// Does again what was taken back.
    pub(crate) fn redo(self) {
        let words = &self.words.now().edit;
        if !self.inner.with_value(|inner| inner.replica.can_redo()) {
            self.announcer.say(words.nothing_to_redo);
        } else if self.apply(|replica| replica.redo(moment::now()).map(|_| ())) {
            self.announcer.say(words.redone);
        }
        self.find_focus();
    }

    fn apply(
        self,
        change: impl FnOnce(&mut Replica) -> Result<(), (Option<u32>, Rejection)>,
    ) -> bool {
        match self
            .inner
            .try_update_value(|inner| change(&mut inner.replica))
        {
            Some(Ok(())) => {
                self.refusal.set(None);
                self.refresh();
                sync::kick(self);
                true
            }
            Some(Err((_, rejection))) => {
                self.refuse(rejection_in_words(self.words.now_lang(), &rejection));
                false
            }
            None => false,
        }
    }

    /// Tells why something was not done.
    pub(crate) fn refuse(self, why: String) {
        self.announcer.say(why.clone());
        self.refusal.set(Some(why));
    }

    /// Paints what changed.
    pub(crate) fn refresh(self) {
        let lang = self.words.now_lang();
        self.inner.update_value(|inner| {
            inner
                .model
                .refresh(inner.replica.shown(), &inner.measured, lang);
        });
        self.version.update(|version| *version += 1);
    }

    /// Shows an emotion point where it is being dragged.
    pub(crate) fn preview(self, persona: PersonaId, step: StepId, hundredths: i16) {
        self.inner
            .update_value(|inner| inner.model.preview(persona, step, hundredths));
    }

    /// Takes what was measured anew.
    pub(crate) fn measure(self, measured: Measured) {
        self.inner.update_value(|inner| inner.measured = measured);
        self.refresh();
    }

    /// Works on the replica for the sake of sending and receiving, then paints.
    pub(crate) fn exchange<T>(self, work: impl FnOnce(&mut Replica) -> T) -> Option<T> {
        let (before, result, after) = self.inner.try_update_value(|inner| {
            let before = inner.replica.revision();
            let result = work(&mut inner.replica);
            (before, result, inner.replica.revision())
        })?;
        if before != after {
            self.refresh();
            self.keep_focus();
        }
        Some(result)
    }

    /// Reads the replica; `None` once the board has left the page.
    pub(crate) fn replica<T>(self, read: impl FnOnce(&Replica) -> T) -> Option<T> {
        self.inner.try_with_value(|inner| read(&inner.replica))
    }

    /// Takes what the server had to say about a push.
    pub(crate) fn take_notices(self, notices: Vec<Notice>) {
        for notice in notices {
            if let Notice::Rejected {
                intents, rejection, ..
            } = notice
            {
                let why = rejection_in_words(self.words.now_lang(), &rejection);
                self.announcer.say(why);
                self.tray
                    .update(|tray| tray.push(Recovered { intents, rejection }));
                sync::keep_tray(self);
            }
        }
    }
}
