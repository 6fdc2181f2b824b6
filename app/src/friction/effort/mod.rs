//! What to do first: touchpoints by impact and effort. The effort is a person's judgement, dragged, keyed or typed, and kept with
//! who and when; the impact is what it costs in a week, or how many people meet how much friction.
//!
//! `plot` draws and lies handles over the drawing, `drag` moves them, `rows` says the same as a list to type into.

mod drag;
mod plot;
mod rows;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use leptos::{ev::KeyboardEvent, leptos_dom::helpers::TimeoutHandle, prelude::*};
use shared::{
    api::ApiError,
    chart::{Format, Quadrant, Weighed, middle_impact, quadrant},
    friction::{Costs, Score, SetIntent, priority as reach_times_friction, weekly_cost},
    id::TouchpointId,
    metric::AmountUnit,
};

use super::{
    basis::{Basis, Subject},
    costs::money,
    saved::{Saved, Wish, edits},
    scoring::Scoring,
};
use crate::words::{Lang, api_error, priority};

/// Keys that follow each other sooner than this are one judgement.
const REST: Duration = Duration::from_millis(600);
/// The effort of what is placed without saying where.
const MIDDLE: u8 = 50;
/// The most effort.
const MOST: u8 = 100;

/// Everything the section is made of.
#[derive(Clone, Copy)]
struct Efforts {
    lang: Lang,
    /// Whether whoever looks judges efforts.
    edits: bool,
    saved: Saved,
    /// As they are shown: what is being moved has its new value here first.
    shown: RwSignal<BTreeMap<TouchpointId, u8>>,
    /// The touchpoints, in the order of their numbers.
    things: Memo<Vec<Thing>>,
    /// Whether impact is what a week costs, and in what.
    costs: Memo<Option<Costs>>,
    /// What can be taken back, the last one last.
    done: RwSignal<Vec<(TouchpointId, Option<u8>)>>,
    failed: RwSignal<Option<ApiError>>,
    /// What was keyed and is not sent yet, with what it was before.
    keyed: StoredValue<Option<Keyed>>,
    drag: StoredValue<Option<drag::Drag>>,
    /// What is being dragged.
    dragged: RwSignal<Option<TouchpointId>>,
}

/// Keys that did not rest yet: whose, what it was before the first, and what waits for them to rest.
#[derive(Debug, Clone, Copy)]
struct Keyed {
    id: TouchpointId,
    before: Option<u8>,
    rest: Option<TimeoutHandle>,
}

impl Keyed {
    /// Nothing waits for them any more.
    fn stop(self) {
        if let Some(rest) = self.rest {
            rest.clear();
        }
    }
}

/// A touchpoint with what is known of it.
#[derive(Debug, Clone, PartialEq)]
struct Thing {
    id: TouchpointId,
    weighed: Weighed,
}

/// The section.
pub(super) fn efforts(
    lang: Lang,
    scoring: Scoring,
    saved: Saved,
    basis: Arc<Basis>,
    by_reach: Signal<bool>,
    impacts: impl Fn() -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    let words = priority(lang);
    let costable = Arc::clone(&basis);
    // Costs that nothing is counted for are no impact of anything.
    let costs = Memo::new(move |_| {
        saved.costs().filter(|costs| {
            let mut subjects = costable.subjects.iter();
            subjects.any(|subject| weekly_cost(costs, &subject.counted).is_some())
        })
    });
    let used = Memo::new(move |_| costs.get().filter(|_| !by_reach.get()));
    let kept = untrack(|| saved.efforts());
    let shown = RwSignal::new(values(&kept));
    let order = untrack(|| scoring.with_scores(|scores| order(&basis, scores)));
    let things = Memo::new(move |_| {
        let (costs, shown) = (used.get(), shown.get());
        scoring.with_scores(|scores| things(&basis, &order, scores, costs.as_ref(), &shown))
    });
    let state = Efforts {
        lang,
        edits: edits(),
        saved,
        shown,
        things,
        costs: used,
        done: RwSignal::new(Vec::new()),
        failed: RwSignal::new(None),
        keyed: StoredValue::new(None),
        drag: StoredValue::new(None),
        dragged: RwSignal::new(None),
    };
    // What the server says counts, once nothing is being moved; also after a refusal.
    Effect::new(move |_| {
        let kept = saved.efforts();
        state.failed.track();
        if state.drag.with_value(Option::is_none) && state.keyed.with_value(Option::is_none) {
            shown.set(values(&kept));
        }
    });
    let ways = move || costs.with(Option::is_some).then(impacts);
    let help = move || {
        used.with(Option::is_none)
            .then(|| view! { <p class="muted small">{words.impact_reach_help}</p> })
    };
    let failed = move || {
        let said = state.failed.get().map(|error| api_error(lang, &error).text);
        said.map(|text| view! { <p class="field__error" role="alert">{text}</p> })
    };
    view! {
        <section
            class="firm effort"
            aria-labelledby="effort-title"
            on:keydown=move |event| state.undo_key(&event)
        >
            <h2 class="rank__group" id="effort-title">
                {words.effort_title}
            </h2>
            <p class="muted small">{words.effort_lead}</p>
            {ways}
            {help}
            {plot::plot(state)}
            {failed}
            {rows::rows(state)}
        </section>
    }
    .into_any()
}

fn values(kept: &BTreeMap<TouchpointId, shared::friction::Effort>) -> BTreeMap<TouchpointId, u8> {
    kept.iter()
        .map(|(id, effort)| (*id, effort.value))
        .collect()
}

/// The subjects that are shown, by their place among all, what reaches most friction first. Their numbers stay while weights move.
fn order(basis: &Basis, scores: &[Option<Score>]) -> Vec<usize> {
    let shown = basis.subjects.iter().zip(scores).enumerate();
    let shown = shown.filter(|(_, (subject, _))| subject.shown);
    let mut order: Vec<(usize, Option<f64>)> = shown
        .map(|(at, (subject, score))| (at, reach(subject, score.as_ref())))
        .collect();
    order.sort_by(|(_, a), (_, b)| b.unwrap_or(-1.0).total_cmp(&a.unwrap_or(-1.0)));
    order.into_iter().map(|(at, _)| at).collect()
}

/// How many people meet how much friction.
fn reach(subject: &Subject, score: Option<&Score>) -> Option<f64> {
    let score = score?;
    (subject.reach > 0).then(|| reach_times_friction(subject.reach as f64, score.score, 1.0))
}

fn things(
    basis: &Basis,
    order: &[usize],
    scores: &[Option<Score>],
    costs: Option<&Costs>,
    efforts: &BTreeMap<TouchpointId, u8>,
) -> Vec<Thing> {
    let numbered = (1_u64..).zip(order);
    numbered
        .filter_map(|(number, &at)| {
            let (subject, score) = (basis.subjects.get(at)?, scores.get(at)?);
            let impact = match costs {
                Some(costs) => {
                    weekly_cost(costs, &subject.counted).map(|cost| costs.whole(cost.amount as f64))
                }
                None => reach(subject, score.as_ref()),
            };
            Some(Thing {
                id: subject.id,
                weighed: Weighed {
                    name: subject.name.clone(),
                    number,
                    impact,
                    effort: efforts.get(&subject.id).copied().map(f64::from),
                },
            })
        })
        .collect()
}

impl Efforts {
    fn weighed(self) -> Vec<Weighed> {
        self.things
            .with(|things| things.iter().map(|thing| thing.weighed.clone()).collect())
    }

    fn thing<T>(self, id: TouchpointId, read: impl FnOnce(&Thing) -> T) -> Option<T> {
        self.things.with(|things| {
            let found = things.iter().find(|thing| thing.id == id)?;
            Some(read(found))
        })
    }

    /// How impacts are written in the chart.
    fn format(self) -> Format {
        let unit = self.costs.with(|costs| {
            costs
                .as_ref()
                .map(|costs| AmountUnit::Money(costs.currency).decimals())
        });
        let few = self.things.with(|things| {
            let known = things.iter().filter_map(|thing| thing.weighed.impact);
            known.fold(0.0, f64::max) < 100.0
        });
        Format::number(if few { unit.unwrap_or(1) } else { 0 })
    }

    /// An impact in words.
    fn impact(self, impact: Option<f64>) -> String {
        let words = priority(self.lang);
        let Some(impact) = impact else {
            return words.impact_unknown.to_owned();
        };
        self.costs.with(|costs| match costs {
            Some(costs) => {
                let small = AmountUnit::Money(costs.currency).small() as f64;
                money(self.lang, costs.currency, impact * small)
            }
            None => {
                let impact = self.lang.number(impact, u8::from(impact < 10.0));
                format!("{} {impact}", words.impact_reach)
            }
        })
    }

    /// What follows from an impact and an effort.
    fn so(self, thing: &Weighed) -> Option<&'static str> {
        let words = priority(self.lang);
        let middle = middle_impact(&self.weighed())?;
        Some(match quadrant(thing.impact?, thing.effort?, middle) {
            Quadrant::First => words.first,
            Quadrant::Plan => words.plan,
            Quadrant::FillIn => words.fill_in,
            Quadrant::Leave => words.leave,
        })
    }

    fn effort_now(self, id: TouchpointId) -> Option<u8> {
        self.shown.with_untracked(|shown| shown.get(&id).copied())
    }

    /// Shows another effort, and keeps nothing yet.
    fn place(self, id: TouchpointId, effort: Option<u8>) {
        if !self.edits {
            return;
        }
        self.shown.update(|shown| {
            match effort {
                Some(effort) => shown.insert(id, effort.min(MOST)),
                None => shown.remove(&id),
            };
        });
    }

    /// Keeps what is shown, if it was otherwise before.
    fn settle(self, id: TouchpointId, before: Option<u8>) {
        if self.effort_now(id) != before {
            self.done.update(|done| done.push((id, before)));
            let said = untrack(|| self.in_words(id));
            self.keep(id, said);
        }
    }

    fn keep(self, id: TouchpointId, said: String) {
        self.saved.wish(Wish {
            intent: SetIntent::SetEffort {
                touchpoint: id,
                effort: self.effort_now(id),
            },
            said: Some(said),
            failed: self.failed,
        });
    }

    /// "Checkout: effort 30. Do first."
    fn in_words(self, id: TouchpointId) -> String {
        let words = priority(self.lang);
        let said = self.thing(id, |thing| {
            let effort = thing.weighed.effort.map_or_else(
                || words.effort_none.to_owned(),
                |effort| self.lang.number(effort, 0),
            );
            let so = self.so(&thing.weighed).unwrap_or(words.impact_unknown);
            words.effort_is(&thing.weighed.name, &effort, so)
        });
        said.unwrap_or_default()
    }

    /// Takes the last judgement back.
    fn undo(self) {
        self.rest();
        let last = self.done.try_update(Vec::pop).flatten();
        if let Some((id, before)) = last {
            self.place(id, before);
            self.keep(id, priority(self.lang).undone.to_owned());
        }
    }

    fn undo_key(self, event: &KeyboardEvent) {
        let z = event.key().eq_ignore_ascii_case("z") && !event.shift_key();
        let held = event.ctrl_key() || event.meta_key();
        let typing = event_target_is_field(event);
        if z && held && !typing && !self.done.with_untracked(Vec::is_empty) {
            event.prevent_default();
            self.undo();
        }
    }

    /// A key on a handle or in the tray; whether it meant something.
    fn key(self, id: TouchpointId, key: &str) -> bool {
        let now = self.effort_now(id);
        let moved = |by: i16| {
            let from = i16::from(now.unwrap_or(MIDDLE));
            // The first key places it, the next ones move it.
            let by = if now.is_some() { by } else { 0 };
            u8::try_from((from + by).clamp(0, i16::from(MOST))).unwrap_or(MIDDLE)
        };
        let effort = match key {
            "ArrowRight" | "ArrowUp" => Some(moved(1)),
            "ArrowLeft" | "ArrowDown" => Some(moved(-1)),
            "PageUp" => Some(moved(10)),
            "PageDown" => Some(moved(-10)),
            "Home" => Some(0),
            "End" => Some(MOST),
            "Delete" | "Backspace" => None,
            _ => return false,
        };
        let before = self.before_keys(id);
        self.place(id, effort);
        let rest = set_timeout_with_handle(move || self.rest(), REST);
        let rest = rest.ok();
        self.keyed.set_value(Some(Keyed { id, before, rest }));
        true
    }

    /// What it was before the keys that are not sent yet; those of another touchpoint are sent now.
    fn before_keys(self, id: TouchpointId) -> Option<u8> {
        let waiting = self.keyed.try_update_value(Option::take).flatten();
        let Some(waiting) = waiting else {
            return self.effort_now(id);
        };
        waiting.stop();
        if waiting.id == id {
            return waiting.before;
        }
        self.settle(waiting.id, waiting.before);
        self.effort_now(id)
    }

    /// Keys rest: what they made is kept.
    fn rest(self) {
        let waiting = self.keyed.try_update_value(Option::take).flatten();
        if let Some(waiting) = waiting {
            waiting.stop();
            self.settle(waiting.id, waiting.before);
        }
    }
}

/// Whether a key is typed into a field, which undoes by itself.
fn event_target_is_field(event: &KeyboardEvent) -> bool {
    use leptos::wasm_bindgen::JsCast;
    let target = event.target();
    target.is_some_and(|target| target.has_type::<leptos::web_sys::HtmlInputElement>())
}
