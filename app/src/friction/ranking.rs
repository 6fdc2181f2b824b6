//! The touchpoints of a journey in the order of their friction, in groups that cannot be told apart.
//!
//! Arranges what was computed; computes no score. What is not known comes last and has no place in the order.

use serde::{Deserialize, Serialize};
use shared::{
    api::Scores,
    catalogue::{Catalogue, DepartmentName},
    friction::Score,
    id::TouchpointId,
    journey::{Cell, Journey, LaneKind},
    log::Board,
};

/// All touchpoints of a journey, worst first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Ranking {
    /// Groups of touchpoints that cannot be told apart, the worst group first.
    pub(super) groups: Vec<Vec<Ranked>>,
    /// Touchpoints without a score.
    pub(super) unknown: Vec<Ranked>,
    /// First and last day with a record.
    pub(super) days: Option<(String, String)>,
    /// Records counted.
    pub(super) records: u64,
}

/// One touchpoint of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Ranked {
    pub(super) id: TouchpointId,
    pub(super) name: String,
    pub(super) department: Option<DepartmentName>,
    pub(super) moment_of_truth: bool,
    /// Stage and step where it first stands.
    pub(super) place: Option<(String, String)>,
    /// Records counted.
    pub(super) n: u64,
    pub(super) friction: Option<Score>,
}

impl Ranking {
    /// Of a board and what was measured.
    pub(super) fn new(board: &Board, scores: Scores) -> Self {
        let mut groups: Vec<(u32, Vec<Ranked>)> = Vec::new();
        let mut unknown = Vec::new();
        let mut rows: Vec<Ranked> = scores
            .touchpoints
            .into_iter()
            .map(|score| Ranked {
                n: score.n,
                friction: score.friction,
                ..named(&board.catalogue, &board.journey, score.touchpoint)
            })
            .collect();
        rows.sort_by(|a, b| {
            let key = |row: &Ranked| row.friction.as_ref().map(|f| (f.rank_group, -f.score));
            match (key(a), key(b)) {
                (Some((group_a, score_a)), Some((group_b, score_b))) => group_a
                    .cmp(&group_b)
                    .then_with(|| score_a.total_cmp(&score_b)),
                (a, b) => a.is_none().cmp(&b.is_none()),
            }
        });
        for row in rows {
            let Some(group) = row.friction.as_ref().map(|friction| friction.rank_group) else {
                unknown.push(row);
                continue;
            };
            match groups.last_mut() {
                Some((last, members)) if *last == group => members.push(row),
                _ => groups.push((group, vec![row])),
            }
        }
        Self {
            groups: groups.into_iter().map(|(_, members)| members).collect(),
            unknown,
            days: scores.from.zip(scores.to),
            records: scores.records,
        }
    }

    /// Whether the journey has no touchpoint at all.
    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.unknown.is_empty()
    }
}

fn named(catalogue: &Catalogue, journey: &Journey, id: TouchpointId) -> Ranked {
    let touchpoint = catalogue.touchpoints.get(&id);
    let department = touchpoint
        .and_then(|touchpoint| touchpoint.department)
        .and_then(|department| catalogue.departments.get(&department));
    Ranked {
        id,
        name: touchpoint
            .map(|touchpoint| touchpoint.name.clone())
            .unwrap_or_default(),
        department: department.map(|department| department.name.clone()),
        moment_of_truth: touchpoint.is_some_and(|touchpoint| touchpoint.moment_of_truth),
        place: place(journey, id),
        n: 0,
        friction: None,
    }
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
        api::{ServedBy, TouchpointScore},
        catalogue::Touchpoint,
        friction::{Band, Coverage, Settings},
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
            served_by: ServedBy::Scan,
        };
        let ranking = Ranking::new(&board, scores);
        let named = |group: &[Ranked]| group.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
        assert_eq!(named(&ranking.groups[0]), ["Wifi", "Security"]);
        assert_eq!(named(&ranking.groups[1]), ["Parking"]);
        assert_eq!(named(&ranking.unknown), ["Check-in"]);
        assert!(!ranking.is_empty());
    }
}
