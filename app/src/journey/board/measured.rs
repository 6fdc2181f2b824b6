//! What the records say, column by column: the friction cell and the measured emotion.
//!
//! Takes the scores as they are; computes none. What is not known stays unknown.

use std::collections::BTreeMap;

use shared::{
    api::{ActionView, Scores, TouchpointScore},
    friction::{Band, Coverage},
    id::{PersonaId, StepId, TouchpointId},
    interval::{Estimate, Interval, pooled},
    log::Board,
};

use super::{felt::Felt, layout::Layout, reality::Told};

/// The friction cell of a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FrictionView {
    /// No touchpoint stands in the column.
    Empty,
    /// Touchpoints, but no records about them.
    Unknown {
        /// The first of them.
        touchpoint: TouchpointId,
    },
    /// The column's worst touchpoint.
    Scored(Scored),
}

/// A score as the cell shows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scored {
    pub(crate) touchpoint: TouchpointId,
    pub(crate) name: String,
    /// Scored touchpoints in the column, this one included.
    pub(crate) of: usize,
    pub(crate) score: f64,
    pub(crate) interval: Interval,
    pub(crate) band: Band,
    /// How much of the evidence asked for is there.
    pub(crate) coverage: Coverage,
}

/// What was measured, by touchpoint.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    by_touchpoint: BTreeMap<TouchpointId, TouchpointScore>,
    felt: Felt,
    actions: Vec<ActionView>,
    /// What metrics say, by touchpoint.
    pub(crate) reality: Told,
    /// The whole answer.
    pub(crate) scores: Option<Scores>,
}

impl Measured {
    /// From an answer, and from those about personas; nothing without one.
    pub(crate) fn new(
        (scores, reality): (Option<Scores>, Told),
        felt: Felt,
        actions: Vec<ActionView>,
    ) -> Self {
        let by_touchpoint = scores
            .iter()
            .flat_map(|scores| &scores.touchpoints)
            .map(|score| (score.touchpoint, score.clone()))
            .collect();
        Self {
            by_touchpoint,
            felt,
            actions,
            reality,
            scores,
        }
    }

    /// What is known of a touchpoint.
    pub(crate) fn get(&self, touchpoint: TouchpointId) -> Option<&TouchpointScore> {
        self.by_touchpoint.get(&touchpoint)
    }

    /// What is being done about the touchpoints of a step, what is late first. An action of another journey stays there.
    pub(crate) fn doing(&self, board: &Board, step: StepId) -> Vec<ActionView> {
        let touchpoints = touchpoints_at(board, step);
        let here = |action: &&ActionView| {
            let plan = &action.plan;
            plan.touchpoint.is_some_and(|id| touchpoints.contains(&id))
                && plan.journey.is_none_or(|id| id == board.journey.id)
        };
        self.actions.iter().filter(here).cloned().collect()
    }

    /// The friction cell of a step.
    pub(crate) fn friction(&self, board: &Board, step: StepId) -> FrictionView {
        let touchpoints = touchpoints_at(board, step);
        let mut worst: Option<Scored> = None;
        let mut of = 0;
        for id in &touchpoints {
            let Some(friction) = self.get(*id).and_then(|score| score.friction.as_ref()) else {
                continue;
            };
            of += 1;
            if worst
                .as_ref()
                .is_none_or(|worst| friction.score > worst.score)
            {
                worst = Some(Scored {
                    touchpoint: *id,
                    name: board
                        .catalogue
                        .touchpoints
                        .get(id)
                        .map(|touchpoint| touchpoint.name.clone())
                        .unwrap_or_default(),
                    of: 0,
                    score: friction.score,
                    interval: friction.interval,
                    band: friction.band,
                    coverage: friction.coverage,
                });
            }
        }
        match (worst, touchpoints.first()) {
            (Some(worst), _) => FrictionView::Scored(Scored { of, ..worst }),
            (None, Some(touchpoint)) => FrictionView::Unknown {
                touchpoint: *touchpoint,
            },
            (None, None) => FrictionView::Empty,
        }
    }

    /// The measured emotion of a step of those customers that a persona stands for.
    fn emotion_of(&self, persona: PersonaId, board: &Board, step: StepId) -> Option<Estimate> {
        let felt = self.felt.get(&persona)?;
        let touchpoints = touchpoints_at(board, step);
        pooled(touchpoints.iter().filter_map(|id| felt.get(id)))
    }

    /// The measured emotion of a step: its touchpoints' ratings pooled; `None` where nobody rated.
    pub(crate) fn emotion(&self, board: &Board, step: StepId) -> Option<Estimate> {
        pooled(
            touchpoints_at(board, step)
                .iter()
                .filter_map(|id| self.get(*id).and_then(|score| score.emotion.as_ref())),
        )
    }
}

/// The touchpoints that stand in a column, in order, each once.
pub(crate) fn touchpoints_at(board: &Board, step: StepId) -> Vec<TouchpointId> {
    board.journey.touchpoints_at(step)
}

impl EmotionView {
    /// What the persona at a position of the scope is believed to feel, column by column, on −2 … +2.
    pub(crate) fn believed(&self, position: usize) -> Vec<Option<f64>> {
        self.columns
            .iter()
            .map(|column| {
                let believed = column.as_ref()?.believed.get(position)?;
                believed
                    .hundredths
                    .map(|hundredths| f64::from(hundredths) / 100.0)
            })
            .collect()
    }

    /// What was measured, column by column: of the first persona where the records tell it, else of all customers.
    pub(crate) fn measured(&self) -> Vec<Option<Estimate>> {
        self.columns
            .iter()
            .map(|column| column.as_ref()?.measured())
            .collect()
    }

    /// Whose the measured curve is; `None`: all customers'.
    pub(crate) fn whose(&self) -> Option<String> {
        let first = self.columns.iter().flatten().next()?;
        first.whose().map(str::to_owned)
    }

    /// The personas of the scope, by name.
    pub(crate) fn personas(&self) -> Vec<String> {
        let first = self.columns.iter().flatten().next();
        first
            .map(|column| {
                column
                    .believed
                    .iter()
                    .map(|line| line.name.clone())
                    .collect()
            })
            .unwrap_or_default()
    }
}

/// The emotion lane: what is believed by persona, what is measured, column by column.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct EmotionView {
    /// One per column; `None` for the column of an empty stage.
    pub(crate) columns: Vec<Option<FeelingView>>,
}

/// One column of the emotion lane.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FeelingView {
    pub(crate) step: StepId,
    /// In the order of the scope's personas.
    pub(crate) believed: Vec<Believed>,
    /// What all customers felt.
    pub(crate) all: Option<Estimate>,
}

impl FeelingView {
    /// The persona whose measured emotion the lane shows: the first, where the records tell it from others.
    fn shown(&self) -> Option<&Believed> {
        self.believed.first().filter(|line| line.told)
    }

    /// Whose it is; `None`: all customers'.
    pub(crate) fn whose(&self) -> Option<&str> {
        self.shown().map(|line| line.name.as_str())
    }

    /// The measured emotion that the lane shows.
    pub(crate) fn measured(&self) -> Option<Estimate> {
        self.shown().map_or(self.all, |line| line.measured)
    }
}

/// What a persona is believed to feel, and what its customers felt.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Believed {
    pub(crate) persona: PersonaId,
    /// The persona's name.
    pub(crate) name: String,
    /// −200 … 200; `None` where nobody said.
    pub(crate) hundredths: Option<i16>,
    /// Whether the persona has a filter, so that records tell its customers from others.
    pub(crate) told: bool,
    /// What they felt; `None` where none of them rated.
    pub(crate) measured: Option<Estimate>,
}

impl EmotionView {
    /// Of a board with what was measured.
    pub(crate) fn of(board: &Board, layout: &Layout, measured: &Measured) -> Self {
        let personas: Vec<(PersonaId, String, bool)> = board
            .journey
            .scope
            .personas
            .iter()
            .map(|id| {
                let persona = board.catalogue.personas.get(id);
                let name = persona.map(|persona| persona.name.clone());
                let told = persona.is_some_and(|persona| !persona.filter.is_empty());
                (*id, name.unwrap_or_default(), told)
            })
            .collect();
        let columns = layout
            .columns
            .iter()
            .map(|column| {
                let step = column.step()?;
                Some(FeelingView {
                    step,
                    believed: personas
                        .iter()
                        .map(|(persona, name, told)| Believed {
                            persona: *persona,
                            name: name.clone(),
                            hundredths: board
                                .journey
                                .emotions
                                .get(&(*persona, step))
                                .map(|emotion| emotion.hundredths()),
                            told: *told,
                            measured: told
                                .then(|| measured.emotion_of(*persona, board, step))
                                .flatten(),
                        })
                        .collect(),
                    all: measured.emotion(board, step),
                })
            })
            .collect();
        Self { columns }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn felt(estimate: f64, half: f64, n: i64) -> Estimate {
        Estimate {
            estimate,
            interval: Interval {
                low: estimate - half,
                high: estimate + half,
                level: 0.9,
            },
            n,
        }
    }

    #[test]
    fn two_touchpoints_in_one_column_pool_by_their_ratings() {
        // 30 ratings of 1.0 ± 0.2 and 10 of −1.0 ± 0.4: mean 0.5, half-width √(0.15² + 0.1²) = 0.18028.
        let (one, two) = (felt(1.0, 0.2, 30), felt(-1.0, 0.4, 10));
        let both = pooled([&one, &two].into_iter()).unwrap();
        assert!((both.estimate - 0.5).abs() < 1e-12);
        assert!((both.interval.high - 0.680_277_6).abs() < 1e-6);
        assert!((both.interval.low - 0.319_722_4).abs() < 1e-6);
        assert_eq!(both.n, 40);
    }

    #[test]
    fn the_curve_is_of_the_first_persona_where_records_tell_it_and_else_of_all() {
        let believed = |name: &str, told, measured| Believed {
            persona: PersonaId::new(uuid::Uuid::nil()),
            name: name.to_owned(),
            hundredths: None,
            told,
            measured,
        };
        let feeling = |believed| FeelingView {
            step: StepId::new(uuid::Uuid::nil()),
            believed,
            all: Some(felt(1.0, 0.2, 30)),
        };
        let of_one = Some(felt(-0.5, 0.4, 8));
        let told = feeling(vec![
            believed("Ana", true, of_one),
            believed("Bo", true, None),
        ]);
        assert_eq!((told.whose(), told.measured()), (Some("Ana"), of_one));
        // Nobody of hers rated: a gap, not everybody's feeling.
        let silent = feeling(vec![believed("Ana", true, None)]);
        assert_eq!((silent.whose(), silent.measured()), (Some("Ana"), None));
        let untold = feeling(vec![believed("Ana", false, None)]);
        assert_eq!((untold.whose(), untold.measured()), (None, untold.all));
        assert_eq!(feeling(Vec::new()).whose(), None);
    }

    #[test]
    fn no_ratings_give_no_emotion() {
        assert_eq!(pooled([].into_iter()), None);
    }
}
