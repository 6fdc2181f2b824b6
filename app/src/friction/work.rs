//! What the worker runs: friction computed beside the page, in steps.
//!
//! The worker's script (`xtask/src/worker.js`) calls these; between two steps it hears whether the job is still wanted.
//! The page computes through [`Bench`] too, at once, where there is no worker.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use shared::{
    api::TouchpointScore,
    friction::{
        Difference, DrawOptions, Ease, Evaluating, Evaluation, Kept, Member, PartEvidence,
        PartGroups, Posteriors, Score, Settings, SettingsError, Sides, Touchpoint, apart, ease,
        evaluate, split,
    },
    id::TouchpointId,
    metric::Decomposition,
};

/// Draws per step, of all its touchpoints together: some ten milliseconds.
#[cfg(feature = "hydrate")]
const STEP: usize = 32_000;

/// Numbers of earlier draws that are kept for the next position of a slider, 16 MiB of them: enough for the draws of a thousand
/// touchpoints while it moves, not for those once it rests.
const KEPT: usize = 2 << 20;

/// What is to be scored: touchpoints with their evidence, and the groups of them whose ease is wanted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Given {
    pub(super) evidence: Vec<(TouchpointId, Vec<PartEvidence>)>,
    /// By the index of the touchpoint.
    pub(super) groups: Vec<Vec<Member>>,
    /// What it is compared with.
    pub(super) base: Option<GivenBase>,
}

/// The base side of a comparison: the same touchpoints and groups in the same order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct GivenBase {
    pub(super) evidence: Vec<Vec<PartEvidence>>,
    pub(super) groups: Vec<Vec<Member>>,
    /// What the change of each touchpoint is split by.
    pub(super) parts: Vec<Vec<PartGroups>>,
}

/// What came of it, in the same order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Scored {
    pub(super) scores: Vec<Option<Score>>,
    pub(super) eases: Vec<Option<Ease>>,
    pub(super) compared: Option<Compared>,
}

/// What came of a comparison, in the same order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Compared {
    /// The base side's scores.
    pub(super) base: Vec<Option<f64>>,
    /// The base side's eases.
    pub(super) base_eases: Vec<Option<f64>>,
    /// The changes of the scores.
    pub(super) changes: Vec<Option<Difference>>,
    /// The same in mix and rate.
    pub(super) splits: Vec<Option<Decomposition>>,
    /// The changes of the eases.
    pub(super) eases: Vec<Option<Difference>>,
}

/// The evidence at hand, and the evaluation under way.
#[derive(Debug)]
pub(super) struct Bench {
    posteriors: Rc<Posteriors>,
    kept: Kept,
    groups: Vec<Vec<Member>>,
    base: Option<BaseBench>,
    under_way: Option<Job>,
}

#[derive(Debug)]
struct Job {
    evaluating: Evaluating<Rc<Posteriors>>,
    settings: Settings,
    options: DrawOptions,
}

/// The other side of a comparison.
#[derive(Debug)]
struct BaseBench {
    posteriors: Posteriors,
    groups: Vec<Vec<Member>>,
    parts: Vec<Vec<PartGroups>>,
}

impl Bench {
    /// Fits what is believed of every part: once, whatever the settings will be.
    pub(super) fn new(given: Given) -> Self {
        let ids = given.evidence.iter().map(|(touchpoint, _)| *touchpoint);
        let base = given.base.map(|base| BaseBench {
            posteriors: fit(ids.zip(base.evidence)),
            groups: base.groups,
            parts: base.parts,
        });
        Self {
            posteriors: Rc::new(fit(given.evidence.into_iter())),
            kept: Kept::up_to(KEPT),
            groups: given.groups,
            base,
            under_way: None,
        }
    }

    /// Begins anew; what was under way is dropped.
    pub(super) fn start(&mut self, settings: Settings, draws: u32) {
        let options = DrawOptions {
            draws,
            ..DrawOptions::FULL
        };
        self.under_way = Some(Job {
            evaluating: Evaluating::new(Rc::clone(&self.posteriors), settings.clone(), &options),
            settings,
            options,
        });
    }

    /// Goes on for some touchpoints; the scores when all are done.
    pub(super) fn step(&mut self, touchpoints: usize) -> Option<Scored> {
        let job = self.under_way.as_mut()?;
        if job.evaluating.step(touchpoints, &mut self.kept) {
            return None;
        }
        let job = self.under_way.take()?;
        let evaluation = job.evaluating.finish();
        let eases = self.groups.iter().map(|members| ease(&evaluation, members));
        let base = self.base.as_ref();
        let compared = base.map(|base| {
            let other = (&*self.posteriors, &evaluation, self.groups.as_slice());
            base.compare(other, &job.settings, &job.options)
        });
        Some(Scored {
            eases: eases.collect(),
            scores: evaluation.scores,
            compared,
        })
    }

    /// Everything at once.
    pub(super) fn scores(&mut self, settings: Settings, draws: u32) -> Scored {
        self.start(settings, draws);
        self.step(usize::MAX).unwrap_or_default()
    }
}

fn fit(evidence: impl Iterator<Item = (TouchpointId, Vec<PartEvidence>)>) -> Posteriors {
    let touchpoints: Vec<Touchpoint> = evidence
        .map(|(touchpoint, evidence)| Touchpoint {
            key: TouchpointScore::draw_key(touchpoint),
            evidence,
        })
        .collect();
    Posteriors::fit(&touchpoints)
}

impl BaseBench {
    fn compare(
        &self,
        (posteriors, other, groups): (&Posteriors, &Evaluation, &[Vec<Member>]),
        settings: &Settings,
        options: &DrawOptions,
    ) -> Compared {
        let apart = apart(&self.posteriors, settings, options);
        let base = evaluate(&self.posteriors, settings, options);
        let sides = Sides::new(&base, other, &apart);
        let changes = sides.scores();
        let splits = self.parts.iter().zip(&changes).enumerate();
        let splits = splits.map(|(at, (parts, change))| {
            (*change)?;
            split(at, parts, (&self.posteriors, posteriors), settings)
        });
        let eases = self.groups.iter().zip(groups);
        let base_eases = self.groups.iter().map(|members| ease(&base, members));
        Compared {
            splits: splits.collect(),
            eases: eases.map(|(one, two)| sides.ease(one, two)).collect(),
            base_eases: base_eases.map(|ease| Some(ease?.ease)).collect(),
            base: base
                .scores
                .iter()
                .map(|score| Some(score.as_ref()?.score))
                .collect(),
            changes,
        }
    }
}

/// Settings from an address.
pub(super) fn read(settings: &str) -> Result<Settings, SettingsError> {
    settings.parse()
}

/// Scores from the worker's bytes. Not JSON: writing and reading a thousand scores as text took longer than drawing them.
#[cfg(feature = "hydrate")]
pub(super) fn scored(bytes: &[u8]) -> Option<Scored> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(feature = "hydrate")]
pub(crate) mod exports {
    //! The worker's way in. Each call waits for the part of the client that computes, which is there after the first.

    #![allow(unsafe_code, reason = "the marks of a part, as in `crate::pages`")]

    use std::cell::RefCell;

    use leptos::wasm_split::wasm_split;
    use shared::json;
    use wasm_bindgen::prelude::{JsError, wasm_bindgen};

    use super::{Bench, STEP, read};

    thread_local! {
        static BENCH: RefCell<Option<Bench>> = const { RefCell::new(None) };
    }

    /// Takes what is to be scored, as JSON.
    ///
    /// # Errors
    /// Where the JSON is none, or the part of the client does not come.
    #[wasm_bindgen(js_name = frictionFit)]
    pub async fn friction_fit(evidence: String) -> Result<(), JsError> {
        fit(evidence).await
    }

    #[wasm_split(friction, wasm_split_path = ::leptos::wasm_split, fallible)]
    fn fit(evidence: String) -> Result<(), JsError> {
        let bench = Bench::new(json::from_str(&evidence)?);
        BENCH.with_borrow_mut(|place| *place = Some(bench));
        Ok(())
    }

    /// Begins to score the evidence.
    ///
    /// # Errors
    /// Where the settings are none.
    #[wasm_bindgen(js_name = frictionStart)]
    pub async fn friction_start(settings: String, draws: u32) -> Result<(), JsError> {
        start(settings, draws).await
    }

    #[wasm_split(friction, wasm_split_path = ::leptos::wasm_split, fallible)]
    fn start(settings: String, draws: u32) -> Result<(), JsError> {
        let settings = read(&settings)?;
        BENCH.with_borrow_mut(|bench| {
            if let Some(bench) = bench {
                bench.start(settings, draws);
            }
        });
        Ok(())
    }

    /// Scores some more; when all are done the scores, in bytes that [`super::scored`] reads.
    ///
    /// # Errors
    /// Where nothing was begun.
    #[wasm_bindgen(js_name = frictionStep)]
    pub async fn friction_step() -> Result<Option<Vec<u8>>, JsError> {
        step().await
    }

    #[wasm_split(friction, wasm_split_path = ::leptos::wasm_split, fallible)]
    fn step() -> Result<Option<Vec<u8>>, JsError> {
        let scores = BENCH.with_borrow_mut(|bench| {
            let bench = bench.as_mut()?;
            let draws = bench.under_way.as_ref()?.options.draws;
            bench.step((STEP / draws.max(1) as usize).max(1))
        });
        Ok(scores.as_ref().map(postcard::to_stdvec).transpose()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::friction::Part;
    use uuid::Uuid;

    #[test]
    fn the_browser_scores_as_the_server_does() {
        let evidence = |x, n| vec![PartEvidence::new(Part::Delay, x, n).unwrap()];
        let ids = [1, 2].map(|id| TouchpointId::new(Uuid::from_u128(id)));
        let given = vec![
            (ids[0], evidence(30.0, 100.0)),
            (ids[1], evidence(5.0, 60.0)),
        ];
        let touchpoints: Vec<Touchpoint> = given
            .iter()
            .map(|(id, evidence)| Touchpoint {
                key: TouchpointScore::draw_key(*id),
                evidence: evidence.clone(),
            })
            .collect();
        let wanted = evaluate(
            &Posteriors::fit(&touchpoints),
            &Settings::default(),
            &DrawOptions::FULL,
        );
        let members = [1, 0].map(|touchpoint| Member {
            touchpoint,
            reach: 10.0,
        });
        let mut bench = Bench::new(Given {
            evidence: given,
            groups: vec![members.to_vec(), Vec::new()],
            base: None,
        });
        bench.start(Settings::default(), 20);
        assert!(bench.step(1).is_none());
        let scores = bench.scores(Settings::default(), DrawOptions::FULL.draws);
        assert_eq!(scores.scores, wanted.scores);
        assert_eq!(scores.eases, [ease(&wanted, &members), None]);
        assert!(bench.step(1).is_none());
    }
}
