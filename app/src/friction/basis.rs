//! What a ranking is made of, and the ranking: touchpoints in groups that cannot be told apart, the worst first.
//!
//! Arranges what was computed; computes no score. What is not known comes last and has no place in the order.

use std::cmp::{Ordering, Reverse};

use serde::{Deserialize, Serialize};
use shared::{
    api::{Comparison, EaseScore, FrictionSetsView, Scores, TouchpointScore},
    catalogue::{Catalogue, DepartmentName},
    friction::{
        Costs, Counted, Ease, Member, Part, PartEvidence, Score, Settings, WeeklyCost, median,
        weekly_cost,
    },
    id::TouchpointId,
    journey::{Cell, Journey, LaneKind},
    log::Board,
};

use super::compared::Base;
#[cfg(feature = "hydrate")]
use super::work::Given;

/// The touchpoints of a journey with their evidence, and the scores that the server gave them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Basis {
    /// In the order of the journey.
    pub(super) subjects: Vec<Subject>,
    /// By subject.
    pub(super) scores: Vec<Option<Score>>,
    /// The whole journey and its stages in order.
    pub(super) groups: Vec<Group>,
    /// How easy each of them is.
    pub(super) eases: Vec<Option<Ease>>,
    /// The settings that gave these scores.
    pub(super) settings: Settings,
    /// The saved sets, and what the workspace is scored by.
    pub(super) sets: FrictionSetsView,
    /// First and last day with a record.
    pub(super) days: Option<(String, String)>,
    /// Records counted.
    pub(super) records: u64,
    /// What these are compared with.
    pub(super) base: Option<Base>,
}

/// A stage with its touchpoints in the order customers meet them, or the whole journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Group {
    /// The stage's title; `None` for the whole journey.
    pub(super) title: Option<String>,
    /// By the index of the subject.
    pub(super) members: Vec<Member>,
}

/// One touchpoint, whatever its score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Subject {
    pub(super) id: TouchpointId,
    pub(super) name: String,
    pub(super) department: Option<DepartmentName>,
    pub(super) moment_of_truth: bool,
    /// Stage and step where it first stands.
    pub(super) place: Option<(String, String)>,
    /// Records counted.
    pub(super) n: u64,
    pub(super) evidence: Vec<PartEvidence>,
    /// How many customers it reaches, as far as records tell.
    pub(super) reach: u64,
    /// What happened there that costs money.
    pub(super) counted: Vec<Counted>,
    /// The emotion that the board believes in, −2 … +2: the middle of its personas' at the steps where the touchpoint stands.
    pub(super) believed: Option<f64>,
    /// Whether it is among those that are asked for.
    pub(super) shown: bool,
}

/// All touchpoints of a journey, worst first.
#[derive(Debug)]
pub(super) struct Ranking<'a> {
    /// Groups of touchpoints that cannot be told apart, the worst group first.
    pub(super) groups: Vec<Vec<Ranked<'a>>>,
    /// Touchpoints without a score.
    pub(super) unknown: Vec<Ranked<'a>>,
}

/// One touchpoint of the list.
#[derive(Debug, Clone)]
pub(super) struct Ranked<'a> {
    pub(super) subject: &'a Subject,
    pub(super) friction: Option<&'a Score>,
    /// What it costs in a week; `None` where that is not known.
    pub(super) cost: Option<WeeklyCost>,
}

impl Basis {
    /// Of a board and what was measured.
    pub(super) fn new(
        board: &Board,
        scores: Scores,
        sets: FrictionSetsView,
        department: Option<&str>,
    ) -> Self {
        let groups = groups(&board.journey, &scores.touchpoints);
        let stages = scores.stages.iter().map(|stage| stage.ease.as_ref());
        let eases = std::iter::once(scores.ease.as_ref())
            .chain(stages)
            .map(|ease| indexed(ease?, &scores.touchpoints))
            .collect();
        let (subjects, given) = scores
            .touchpoints
            .into_iter()
            .map(|mut score| {
                let friction = score.friction.take();
                let subject = subject(&board.catalogue, &board.journey, score, department);
                (subject, friction)
            })
            .unzip();
        Self {
            subjects,
            scores: given,
            groups,
            eases,
            settings: scores.settings,
            sets,
            days: scores.from.zip(scores.to),
            records: scores.records,
            base: None,
        }
    }

    /// The same of one side of a comparison, with the other beside it.
    pub(super) fn compared(
        board: &Board,
        found: Comparison,
        sets: FrictionSetsView,
        department: Option<&str>,
    ) -> Self {
        let (other, base) = Base::split(&board.journey, found);
        Self {
            base: Some(base),
            ..Self::new(board, other, sets, department)
        }
    }

    /// The touchpoints that are asked for, by these scores and costs.
    fn rows<'a>(
        &'a self,
        scores: &'a [Option<Score>],
        costs: Option<&Costs>,
    ) -> impl Iterator<Item = Ranked<'a>> {
        let rows = self.subjects.iter().zip(scores);
        rows.filter(|(subject, _)| subject.shown)
            .map(move |(subject, score)| Ranked {
                subject,
                friction: score.as_ref(),
                cost: costs.and_then(|costs| weekly_cost(costs, &subject.counted)),
            })
    }

    /// What costs most in a week first: all that have a known cost in one group.
    pub(super) fn dearest<'a>(
        &'a self,
        scores: &'a [Option<Score>],
        costs: Option<&Costs>,
    ) -> Ranking<'a> {
        let rows = self.rows(scores, costs);
        let (mut known, unknown): (Vec<Ranked<'a>>, Vec<Ranked<'a>>) =
            rows.partition(|row| row.cost.is_some());
        known.sort_by_key(|row| Reverse(row.cost.as_ref().map(|cost| cost.amount)));
        Ranking {
            groups: vec![known],
            unknown,
        }
    }

    /// The ranking that these scores, by subject, give.
    pub(super) fn ranking<'a>(
        &'a self,
        scores: &'a [Option<Score>],
        costs: Option<&Costs>,
    ) -> Ranking<'a> {
        let rows = self.rows(scores, costs);
        let (mut known, unknown): (Vec<Ranked<'a>>, Vec<Ranked<'a>>) =
            rows.partition(|row| row.friction.is_some());
        let key = |row: &Ranked<'a>| row.friction.map(|score| (score.rank_group, -score.score));
        known.sort_by(|a, b| key(a).partial_cmp(&key(b)).unwrap_or(Ordering::Equal));
        let groups = known
            .chunk_by(|a, b| key(a).map(|key| key.0) == key(b).map(|key| key.0))
            .map(<[Ranked<'a>]>::to_vec)
            .collect();
        Ranking { groups, unknown }
    }

    /// The touchpoint with the highest score, by these.
    pub(super) fn worst<'a>(
        &'a self,
        scores: &'a [Option<Score>],
    ) -> Option<(&'a Subject, &'a Score)> {
        let rows = self.subjects.iter().zip(scores);
        let shown = rows.filter(|(subject, _)| subject.shown);
        let scored = shown.filter_map(|(subject, score)| Some((subject, score.as_ref()?)));
        scored.max_by(|(_, a), (_, b)| a.score.total_cmp(&b.score))
    }

    /// A touchpoint and its score by these; `None` where it has none.
    pub(super) fn find<'a>(
        &'a self,
        scores: &'a [Option<Score>],
        id: TouchpointId,
    ) -> Option<(&'a Subject, &'a Score)> {
        let mut rows = self.subjects.iter().zip(scores);
        let (subject, score) = rows.find(|(subject, _)| subject.id == id)?;
        Some((subject, score.as_ref()?))
    }

    /// Whether any touchpoint has evidence.
    pub(super) fn is_measured(&self) -> bool {
        let base = self.base.iter().flat_map(|base| &base.evidence);
        let subjects = self.subjects.iter().map(|subject| &subject.evidence);
        subjects.chain(base).any(|evidence| !evidence.is_empty())
    }

    /// Whether any touchpoint has evidence for a part.
    pub(super) fn measures(&self, part: Part) -> bool {
        let mut evidence = self.subjects.iter().flat_map(|subject| &subject.evidence);
        evidence.any(|evidence| evidence.part() == part)
    }

    /// What is to be scored again.
    #[cfg(feature = "hydrate")]
    pub(super) fn given(&self) -> Given {
        let subjects = self.subjects.iter();
        Given {
            evidence: subjects
                .map(|subject| (subject.id, subject.evidence.clone()))
                .collect(),
            groups: self
                .groups
                .iter()
                .map(|group| group.members.clone())
                .collect(),
            base: self.base.as_ref().map(Base::given),
        }
    }
}

/// The whole journey, then its visible stages: touchpoints by their index, each time they are met.
pub(super) fn groups(journey: &Journey, touchpoints: &[TouchpointScore]) -> Vec<Group> {
    let lane = journey.lane_of_kind(LaneKind::Touchpoints);
    let met = |step| {
        let cards = lane
            .into_iter()
            .flat_map(move |lane| journey.visible_cards(Cell { step, lane }));
        cards.filter_map(|(_, card)| {
            let id = card.touchpoint?;
            let touchpoint = touchpoints
                .iter()
                .position(|score| score.touchpoint == id)?;
            Some(Member {
                touchpoint,
                reach: touchpoints[touchpoint].reach as f64,
            })
        })
    };
    let stages = journey.visible_stages().map(|(id, stage)| {
        let columns = journey.columns().filter(|column| column.stage == id);
        Group {
            title: Some(stage.title.clone()),
            members: columns.flat_map(|column| met(column.step)).collect(),
        }
    });
    let whole = Group {
        title: None,
        members: journey
            .columns()
            .flat_map(|column| met(column.step))
            .collect(),
    };
    std::iter::once(whole).chain(stages).collect()
}

/// An ease with the indices of its touchpoints in the place of their ids.
fn indexed(ease: &EaseScore, touchpoints: &[TouchpointScore]) -> Option<Ease> {
    let index = |id| touchpoints.iter().position(|score| score.touchpoint == id);
    Some(Ease {
        ease: ease.ease,
        interval: ease.interval,
        worst: index(ease.worst)?,
        last: index(ease.last)?,
        scored: ease.scored,
        of: ease.of,
    })
}

fn subject(
    catalogue: &Catalogue,
    journey: &Journey,
    score: TouchpointScore,
    only: Option<&str>,
) -> Subject {
    let id = score.touchpoint;
    let touchpoint = catalogue.touchpoints.get(&id);
    let department_id = touchpoint.and_then(|touchpoint| touchpoint.department);
    let department = department_id.and_then(|department| catalogue.departments.get(&department));
    let asked_for = |asked: &str| department_id.is_some_and(|id| id.to_string() == asked);
    Subject {
        id,
        name: touchpoint
            .map(|touchpoint| touchpoint.name.clone())
            .unwrap_or_default(),
        department: department.map(|department| department.name.clone()),
        moment_of_truth: touchpoint.is_some_and(|touchpoint| touchpoint.moment_of_truth),
        place: place(journey, id),
        n: score.n,
        evidence: score.evidence,
        reach: score.reach,
        counted: score.counted,
        believed: believed(journey, id),
        shown: only.is_none_or(asked_for),
    }
}

/// The middle of what the journey's personas are believed to feel at the steps where a touchpoint visibly stands.
fn believed(journey: &Journey, id: TouchpointId) -> Option<f64> {
    let lane = journey.lane_of_kind(LaneKind::Touchpoints)?;
    let stands = |step| {
        let mut cards = journey.visible_cards(Cell { step, lane });
        cards.any(|(_, card)| card.touchpoint == Some(id))
    };
    let felt: Vec<f64> = journey
        .columns()
        .filter(|column| stands(column.step))
        .flat_map(|column| {
            let all = journey.emotions.iter();
            all.filter(move |((_, step), _)| *step == column.step)
        })
        .map(|(_, emotion)| f64::from(i16::from(*emotion)) / 100.0)
        .collect();
    median(&felt)
}

/// The first column in which the touchpoint visibly stands.
fn place(journey: &Journey, id: TouchpointId) -> Option<(String, String)> {
    let lanes: Vec<_> = journey
        .visible_lanes()
        .filter(|(_, lane)| lane.kind == LaneKind::Touchpoints)
        .map(|(lane, _)| lane)
        .collect();
    let column = journey.columns().find(|column| {
        lanes.iter().any(|lane| {
            let cell = Cell {
                step: column.step,
                lane: *lane,
            };
            journey
                .visible_cards(cell)
                .any(|(_, card)| card.touchpoint == Some(id))
        })
    })?;
    let stage = journey.stages.get(&column.stage)?;
    let step = journey.steps.get(&column.step)?;
    Some((stage.title.clone(), step.title.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{
        api::ServedBy,
        catalogue::Touchpoint,
        friction::{Band, Coverage, FrictionSets},
        id::JourneyId,
        interval::Interval,
    };
    use uuid::Uuid;

    fn score(id: u128, friction: Option<(f64, u32)>) -> TouchpointScore {
        let interval = |score: f64| Interval {
            low: score - 5.0,
            high: score + 5.0,
            level: 0.9,
        };
        TouchpointScore {
            touchpoint: TouchpointId::new(Uuid::from_u128(id)),
            n: 10,
            last_day: None,
            friction: friction.map(|(score, rank_group)| Score {
                score,
                interval: interval(score),
                band: Band::of(score),
                arithmetic: score,
                coverage: Coverage { sources: 1, of: 7 },
                n: 10,
                parts: Vec::new(),
                probability_worst: 0.0,
                worst_in_ten: 0,
                rank_group,
            }),
            evidence: Vec::new(),
            reach: 10,
            emotion: None,
            trend: Vec::new(),
            counted: Vec::new(),
            weekly_cost: None,
        }
    }

    #[test]
    fn the_worst_group_comes_first_and_what_is_not_known_is_no_part_of_the_order() {
        let names = ["Parking", "Check-in", "Security", "Wifi"];
        let touchpoints = (1..).zip(names).map(|(id, name)| {
            let touchpoint = Touchpoint {
                name: name.to_owned(),
                key: None,
                channel: None,
                department: None,
                moment_of_truth: false,
                retired: false,
            };
            (TouchpointId::new(Uuid::from_u128(id)), touchpoint)
        });
        let journey = JourneyId::new(Uuid::from_u128(9));
        let board = Board {
            journey: Journey::new(journey),
            catalogue: Catalogue {
                touchpoints: touchpoints.collect(),
                ..Catalogue::default()
            },
        };
        let scores = Scores {
            journey,
            from: None,
            to: None,
            records: 30,
            touchpoints: vec![
                score(1, Some((20.0, 2))),
                score(2, None),
                score(3, Some((60.0, 1))),
                score(4, Some((64.0, 1))),
            ],
            stages: Vec::new(),
            ease: None,
            settings: Settings::default(),
            costs: None,
            served_by: ServedBy::Scan,
        };
        let basis = Basis::new(
            &board,
            scores,
            FrictionSetsView::of(&FrictionSets::default()),
            None,
        );
        let ranking = basis.ranking(&basis.scores, None);
        let named = |group: &[Ranked<'_>]| {
            let names = group.iter().map(|row| row.subject.name.clone());
            names.collect::<Vec<_>>()
        };
        assert_eq!(named(&ranking.groups[0]), ["Wifi", "Security"]);
        assert_eq!(named(&ranking.groups[1]), ["Parking"]);
        assert_eq!(named(&ranking.unknown), ["Check-in"]);
        let worst = basis.worst(&basis.scores);
        assert_eq!(
            worst.map(|(subject, _)| subject.name.as_str()),
            Some("Wifi")
        );
    }
}
