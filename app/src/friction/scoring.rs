//! The settings as they are being moved, and the scores they give.
//!
//! While a slider moves, few draws; when it rests, all of them, the address, and a word to those who listen. Knows nothing
//! of how settings are shown or changed.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use shared::friction::{Ease, Score, Settings};
#[cfg(feature = "hydrate")]
use {
    super::work::Scored,
    super::worker::{Heard, Worker},
    leptos::leptos_dom::helpers::TimeoutHandle,
    shared::friction::DrawOptions,
    std::time::Duration,
};

use super::{asked::Asked, basis::Basis, view::View, work::Compared};
use crate::{shell::use_announcer, words::use_words};

/// A slider that has not moved for so long rests.
#[cfg(feature = "hydrate")]
const REST: Duration = Duration::from_millis(250);

/// Scores that follow the settings.
#[derive(Clone, Copy)]
pub(super) struct Scoring {
    basis: StoredValue<Arc<Basis>>,
    settings: RwSignal<Settings>,
    /// What the workspace is scored by.
    standard: RwSignal<Settings>,
    scores: RwSignal<Vec<Option<Score>>>,
    eases: RwSignal<Vec<Option<Ease>>>,
    compared: RwSignal<Compared>,
    /// Called when the settings rest.
    rested: Callback<Settings>,
    /// Called when scores of resting settings have come.
    scored: Callback<()>,
    #[cfg(feature = "hydrate")]
    worker: StoredValue<Option<Worker>, LocalStorage>,
    #[cfg(feature = "hydrate")]
    rest: StoredValue<Option<TimeoutHandle>>,
    /// Whether the newest scores asked for are those of resting settings.
    #[cfg(feature = "hydrate")]
    resting: StoredValue<bool>,
}

/// A comparison by the settings as they are.
#[derive(Debug)]
pub(super) struct Seen<'a> {
    /// The scores that are compared.
    pub(super) scores: &'a [Option<Score>],
    /// The eases that are compared.
    pub(super) eases: &'a [Option<Ease>],
    /// What they are compared with, and the changes.
    pub(super) compared: &'a Compared,
}

impl Scoring {
    /// Starts with what the server answered; `wanted` are the settings of the address, which may be newer.
    pub(super) fn new(basis: Arc<Basis>, wanted: Settings, slug: String, asked: Asked) -> Self {
        let (navigate, query) = (use_navigate(), use_query_map());
        let standard = RwSignal::new(basis.sets.standard.clone());
        let rested = Callback::new(move |settings: Settings| {
            let own = standard.with_untracked(|standard| settings != *standard);
            let settings = own.then_some(settings);
            let view = query.with_untracked(View::of);
            let address = asked.address(&slug, settings.as_ref(), view);
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&address, options);
        });
        let scores = RwSignal::new(basis.scores.clone());
        let eases = RwSignal::new(basis.eases.clone());
        let compared = basis.base.as_ref().map(|base| base.compared.clone());
        let compared = RwSignal::new(compared.unwrap_or_default());
        let (announcer, words) = (use_announcer(), use_words());
        let worst = Arc::clone(&basis);
        let scored = Callback::new(move |()| {
            let said = scores.with_untracked(|scores| {
                let (subject, score) = worst.worst(scores)?;
                let lang = words.now_lang();
                let score = lang.number(score.score, 0);
                Some(words.now().weigh.worst_is(&subject.name, &score))
            });
            announcer.say(said.unwrap_or_default());
        });
        let stale = wanted != basis.settings;
        let scoring = Self {
            basis: StoredValue::new(basis),
            settings: RwSignal::new(wanted),
            standard,
            scores,
            eases,
            compared,
            rested,
            scored,
            #[cfg(feature = "hydrate")]
            worker: StoredValue::new_local(None),
            #[cfg(feature = "hydrate")]
            rest: StoredValue::new(None),
            #[cfg(feature = "hydrate")]
            resting: StoredValue::new(false),
        };
        if stale {
            scoring.ask_all();
        }
        scoring
    }

    /// What is scored.
    pub(super) fn basis(self) -> Arc<Basis> {
        self.basis.get_value()
    }

    /// The settings, tracked.
    pub(super) fn settings(self) -> Settings {
        self.settings.get()
    }

    /// The settings as of now.
    pub(super) fn settings_now(self) -> Settings {
        self.settings.get_untracked()
    }

    /// What the workspace is scored by, tracked.
    pub(super) fn standard(self) -> Settings {
        self.standard.get()
    }

    /// The workspace is scored by other settings from now on. The address carries the settings unless they are these.
    pub(super) fn set_standard(self, standard: Settings) {
        if self.standard.with_untracked(|known| *known == standard) {
            return;
        }
        self.standard.set(standard);
        self.rested.run(self.settings_now());
    }

    /// The scores, tracked.
    pub(super) fn with_scores<T>(self, show: impl FnOnce(&[Option<Score>]) -> T) -> T {
        self.scores.with(|scores| show(scores))
    }

    /// How easy the whole journey and its stages are, tracked.
    pub(super) fn with_eases<T>(self, show: impl FnOnce(&[Option<Ease>]) -> T) -> T {
        self.eases.with(|eases| show(eases))
    }

    /// Both sides of a comparison, tracked.
    pub(super) fn with_seen<T>(self, show: impl FnOnce(&Seen<'_>) -> T) -> T {
        self.compared.with(|compared| {
            let (scores, eases) = (self.scores.read(), self.eases.read());
            show(&Seen {
                scores: &scores,
                eases: &eases,
                compared,
            })
        })
    }

    /// Other settings, while they move.
    pub(super) fn set(self, settings: Settings) {
        if self.settings_now() == settings {
            return;
        }
        self.settings.set(settings);
        #[cfg(feature = "hydrate")]
        {
            self.resting.set_value(false);
            self.ask(DrawOptions::FAST.draws);
            self.forget_rest();
            let rest = set_timeout_with_handle(move || self.settle(), REST);
            self.rest.set_value(rest.ok());
        }
    }

    /// The settings of an address that was gone back to: they rest already.
    pub(super) fn follow(self, settings: Settings) {
        if self.settings_now() != settings {
            self.settings.set(settings);
            #[cfg(feature = "hydrate")]
            self.forget_rest();
            self.ask_all();
        }
    }

    fn ask_all(self) {
        #[cfg(feature = "hydrate")]
        self.ask(DrawOptions::FULL.draws);
        #[cfg(not(feature = "hydrate"))]
        let _ = self.scored;
    }
}

#[cfg(feature = "hydrate")]
impl Scoring {
    /// The settings rest.
    fn settle(self) {
        let Some(settings) = self.settings.try_get_untracked() else {
            return;
        };
        self.forget_rest();
        self.resting.set_value(true);
        self.ask(DrawOptions::FULL.draws);
        self.rested.run(settings);
    }

    fn forget_rest(self) {
        if let Some(rest) = self.rest.try_update_value(Option::take).flatten() {
            rest.clear();
        }
    }

    fn ask(self, draws: u32) {
        let settings = self.settings_now();
        let given = || self.basis.with_value(|basis| basis.given());
        let now = self.worker.try_update_value(|worker| {
            worker
                .get_or_insert_with(|| Worker::new(given(), move |heard| self.hear(heard)))
                .ask(&settings, draws)
        });
        self.show(now.flatten());
    }

    fn hear(self, heard: Heard) {
        let found = self
            .worker
            .try_update_value(|worker| worker.as_mut()?.hear(heard));
        self.show(found.flatten());
    }

    fn show(self, scored: Option<Scored>) {
        let Some(scored) = scored else {
            return;
        };
        let Scored {
            scores,
            eases,
            compared,
        } = scored;
        if let Some(compared) = compared {
            self.compared.try_set(compared);
        }
        self.scores.try_set(scores);
        self.eases.try_set(eases);
        if self.resting.try_get_value() == Some(true) {
            self.scored.run(());
        }
    }
}
