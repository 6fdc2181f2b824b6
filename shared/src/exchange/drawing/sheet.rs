//! What is on the board, in the reader's words, before anything has a place.

use super::{Facts, Said, Words, facts::Heat};
use crate::{
    catalogue::Catalogue,
    chart::{Measured, PersonaCurve},
    id::{LaneId, StageId, StepId},
    journey::{Card, Cell, Evidence, Journey, JourneyKind, LaneKind},
};

/// The visible board.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) title: String,
    /// What the scope says, term by term.
    pub(super) scope: Vec<(String, String)>,
    pub(super) day: Option<String>,
    /// Titles of the stages with the number of their columns, at least 1.
    pub(super) stages: Vec<(String, usize)>,
    pub(super) columns: Vec<String>,
    pub(super) lanes: Vec<Lane>,
    /// How many lanes stand above the line of visibility.
    pub(super) above_line: Option<usize>,
}

/// A lane.
#[derive(Debug)]
pub(super) struct Lane {
    pub(super) title: String,
    pub(super) hint: String,
    pub(super) cells: Cells,
}

/// What is in a lane, column by column.
#[derive(Debug)]
pub(super) enum Cells {
    Cards(Vec<Vec<Written>>),
    Curves {
        believed: Vec<PersonaCurve>,
        measured: Vec<Option<Measured>>,
        /// What stands at the two curves.
        names: [String; 2],
    },
    Heat(Vec<Heat>),
}

/// A card with what it says.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) look: Look,
    pub(super) title: String,
    pub(super) owner: Option<(String, u8)>,
    pub(super) evidence: Evidence,
}

/// How a card looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Card,
    Action,
    Pain,
    Opportunity,
    Note,
    Promise,
}

impl Look {
    const fn of(kind: LaneKind) -> Self {
        match kind {
            LaneKind::Pains => Self::Pain,
            LaneKind::Opportunities => Self::Opportunity,
            LaneKind::Promise => Self::Promise,
            LaneKind::Actions => Self::Action,
            LaneKind::Touchpoints
            | LaneKind::Backstage
            | LaneKind::Emotion
            | LaneKind::Friction
            | LaneKind::Reality => Self::Card,
            LaneKind::Doing
            | LaneKind::Thinking
            | LaneKind::Expecting
            | LaneKind::Notes
            | LaneKind::Images
            | LaneKind::Free => Self::Note,
        }
    }
}

impl Sheet {
    pub(super) fn of(
        journey: &Journey,
        catalogue: &Catalogue,
        facts: &Facts,
        words: &dyn Words,
    ) -> Self {
        let (stages, columns) = columns(journey);
        let steps: Vec<Option<StepId>> = columns.iter().map(|(step, _)| *step).collect();
        let board = Reader {
            journey,
            catalogue,
            facts,
            words,
            steps: &steps,
        };
        // Lanes of what neither people wrote nor this drawing knows stay away instead of standing empty.
        let drawn = |kind: LaneKind| {
            kind.holds_cards() || matches!(kind, LaneKind::Emotion | LaneKind::Friction)
        };
        let shown = journey.visible_lanes();
        let lanes = shown.filter(|(_, lane)| drawn(lane.kind));
        let above = journey.lanes_above_line().map(|above| {
            let first = journey.visible_lanes().take(above);
            first.filter(|(_, lane)| drawn(lane.kind)).count()
        });
        Self {
            title: journey.scope.title.clone(),
            scope: board.scope(),
            day: facts.day.as_deref().map(|day| words.say(Said::Drawn(day))),
            lanes: lanes
                .map(|(id, lane)| board.lane(id, lane.kind, lane.title.as_deref()))
                .collect(),
            above_line: above,
            stages,
            columns: columns.into_iter().map(|(_, title)| title).collect(),
        }
    }
}

/// Titles of stages with the number of their columns, and the columns; a stage without steps has one without a step.
#[allow(clippy::type_complexity, reason = "two lists, taken apart at once")]
fn columns(journey: &Journey) -> (Vec<(String, usize)>, Vec<(Option<StepId>, String)>) {
    let (mut stages, mut columns) = (Vec::new(), Vec::new());
    for (id, stage) in journey.visible_stages() {
        let before = columns.len();
        columns.extend(of_stage(journey, id));
        if columns.len() == before {
            columns.push((None, String::new()));
        }
        stages.push((stage.title.clone(), columns.len() - before));
    }
    (stages, columns)
}

fn of_stage(
    journey: &Journey,
    stage: StageId,
) -> impl Iterator<Item = (Option<StepId>, String)> + '_ {
    let steps = journey.visible_steps(stage);
    steps.map(|(id, step)| (Some(id), step.title.clone()))
}

struct Reader<'a> {
    journey: &'a Journey,
    catalogue: &'a Catalogue,
    facts: &'a Facts,
    words: &'a dyn Words,
    steps: &'a [Option<StepId>],
}

impl Reader<'_> {
    fn scope(&self) -> Vec<(String, String)> {
        let scope = &self.journey.scope;
        let kind = match scope.kind {
            JourneyKind::AsIs => Said::AsIs,
            JourneyKind::ToBe => Said::ToBe,
        };
        let mut terms = vec![(String::new(), self.words.say(kind))];
        let personas: Vec<String> = self.personas();
        let texts = [
            (Said::Personas, personas.join(", ")),
            (Said::Scenario, scope.scenario.clone()),
            (Said::Start, scope.start.clone()),
            (Said::End, scope.end.clone()),
            (Said::Goal, scope.goal.clone()),
        ];
        let said = texts
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty());
        terms.extend(said.map(|(term, text)| (self.words.say(term), text)));
        terms
    }

    fn personas(&self) -> Vec<String> {
        let ids = self.journey.scope.personas.iter();
        ids.map(|id| {
            let persona = self.catalogue.personas.get(id);
            persona
                .map(|persona| persona.name.clone())
                .unwrap_or_default()
        })
        .collect()
    }

    fn lane(&self, lane: LaneId, kind: LaneKind, title: Option<&str>) -> Lane {
        let title = title.unwrap_or_else(|| self.words.lane(kind)).to_owned();
        let hint = self.words.hint(kind).to_owned();
        let cells = match kind {
            LaneKind::Emotion => self.curves(),
            LaneKind::Friction => {
                let heat = |step: StepId| self.facts.heat(self.journey, self.catalogue, step);
                let steps = self.steps.iter();
                Cells::Heat(steps.map(|step| step.map_or(Heat::Empty, heat)).collect())
            }
            kind => {
                let cards = |step: StepId| {
                    let cards = self.journey.visible_cards(Cell { step, lane });
                    cards.map(|(_, card)| self.card(kind, card)).collect()
                };
                let steps = self.steps.iter();
                Cells::Cards(
                    steps
                        .map(|step| step.map_or_else(Vec::new, cards))
                        .collect(),
                )
            }
        };
        Lane { title, hint, cells }
    }

    fn card(&self, kind: LaneKind, card: &Card) -> Written {
        let touchpoint = card
            .touchpoint
            .and_then(|id| self.catalogue.touchpoints.get(&id));
        // A placement shows who is responsible for its touchpoint, as on the board.
        let placed = touchpoint.filter(|_| kind == LaneKind::Touchpoints);
        let department = card
            .department
            .or_else(|| placed.and_then(|touchpoint| touchpoint.department));
        let department = department.and_then(|id| self.catalogue.departments.get(&id));
        Written {
            look: Look::of(kind),
            title: card.shown_title(self.catalogue).to_owned(),
            owner: department.map(|department| self.words.department(&department.name)),
            evidence: card.evidence,
        }
    }

    fn curves(&self) -> Cells {
        let ids = &self.journey.scope.personas;
        let names = self.personas();
        let believed: Vec<PersonaCurve> = ids
            .iter()
            .zip(&names)
            .enumerate()
            .map(|(position, (id, name))| PersonaCurve {
                name: name.clone(),
                values: self
                    .steps
                    .iter()
                    .map(|step| Some(self.journey.emotions.get(&(*id, (*step)?))?.value()))
                    .collect(),
                chosen: position == 0,
            })
            .collect();
        let measured = |step: StepId| {
            let felt = self.facts.emotion(self.journey, step)?;
            Some(Measured {
                value: felt.estimate,
                interval: Some((felt.interval.low, felt.interval.high)),
                n: u64::try_from(felt.n).unwrap_or_default(),
            })
        };
        let first = names.first().map_or("", String::as_str);
        let whose = self.facts.felt.is_some().then_some(first);
        let known = believed
            .first()
            .is_some_and(|curve| curve.values.iter().any(Option::is_some));
        Cells::Curves {
            measured: self
                .steps
                .iter()
                .map(|step| step.and_then(measured))
                .collect(),
            names: [
                if known {
                    self.words.say(Said::Believed(first))
                } else {
                    String::new()
                },
                self.words.say(Said::Measured(whose)),
            ],
            believed,
        }
    }
}
