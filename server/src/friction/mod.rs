//! Scores: what the records say about a journey's touchpoints.
//!
//! Gathers evidence from tallies and hands it to the formulas in `shared::friction`. Which touchpoint an item is about
//! is decided here, at reading: the catalogue's touchpoint with the item's raw key. A changed key needs no rebuilding,
//! because tallies are kept by item.

mod compare;
mod evidence;
pub(crate) mod http;
mod kept;
mod losses;
mod narrow;
mod service;
mod sets;

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::{
        ApiError, EaseScore, ErrorCode, ScoreQuery, Scores, ServedBy, StageScore, TouchpointScore,
        Why,
    },
    catalogue::Catalogue,
    friction::{
        DrawOptions, Ease, Evaluation, FrictionSets, Member, Posteriors, Settings, Touchpoint,
        ease, evaluate, weekly_cost,
    },
    id::{StageId, TouchpointId},
    journey::{Cell, Journey, LaneKind},
    record::Privacy,
};

use crate::{
    record::{
        self, day,
        store::{
            known::Known,
            reading::{self, Item, Selection},
        },
    },
    store::{Store, StoreError},
};
use evidence::{Cells, Gathered};
use losses::Losses;

pub use compare::compare;
pub(crate) use kept::KeptScores;
pub(crate) use narrow::BRAND;

/// The scores of a journey's touchpoints over a period.
///
/// # Errors
/// A day that does not exist, or the store's failure.
pub async fn scores(
    store: &Store,
    journey: &Journey,
    catalogue: &Catalogue,
    query: &ScoreQuery,
    agreed: &FrictionSets,
    options: &DrawOptions,
) -> Result<Scores, ApiError> {
    let (from, to) = day::range(query.from.as_deref(), query.to.as_deref())?;
    let settings = settings(query.settings.as_deref(), &agreed.standard())?;
    let department = narrow::department(catalogue, query.department.as_deref())?;
    let subjects = Subjects::of(journey, catalogue);

    let mut read = store.readers().begin().await.map_err(StoreError::from)?;
    let known = Known::of(store, &mut read).await?;
    let items = subjects.items(&known)?;
    let filter = record::query::filter(&mut read, &known, query.filter.as_deref()).await?;
    let dimensions = known.dimensions(&mut read).await?;
    let filter = narrow::brand(
        query.brand.as_deref(),
        filter,
        &dimensions,
        journey,
        catalogue,
    )?;
    let selection = Selection {
        items: items.iter().map(|item| item.key).collect(),
        from,
        to,
        by: None,
        filter,
    };
    let tallies = reading::tallies(&mut read, &known, &selection).await?;
    let losses = Losses::read(&mut read, &known, &items, (from, to), &selection.filter).await?;
    drop(read);

    let gathered = subjects.gather(&items, &tallies.cells);
    let assessed = subjects.assess(&gathered, settings, options, tallies.served_by);
    let mut scores = assessed.scores;
    for (score, key) in scores.touchpoints.iter_mut().zip(&subjects.keys) {
        if let Some(key) = key {
            score.counted = losses.of(key, &items, &tallies.cells);
        }
        let costs = agreed.costs.as_ref();
        score.weekly_cost = costs.and_then(|costs| weekly_cost(costs, &score.counted));
    }
    scores.costs.clone_from(&agreed.costs);
    if department.is_some() {
        scores.touchpoints.retain(|score| {
            let touchpoint = catalogue.touchpoints.get(&score.touchpoint);
            touchpoint.and_then(|touchpoint| touchpoint.department) == department
        });
    }
    Ok(scores)
}

/// The settings that were asked for, or else those of the workspace.
fn settings(asked: Option<&str>, standard: &Settings) -> Result<Settings, ApiError> {
    let Some(text) = asked.filter(|text| !text.is_empty()) else {
        return Ok(standard.clone());
    };
    text.parse().map_err(|error| {
        ApiError::new(ErrorCode::Invalid)
            .with("field", "settings")
            .because(Why::Unreadable)
            .with("detail", error)
    })
}

/// The touchpoints on the board in order, each with its stage; one may be there more than once.
pub(crate) fn placed(journey: &Journey) -> Vec<(StageId, TouchpointId)> {
    let Some(lane) = journey.lane_of_kind(LaneKind::Touchpoints) else {
        return Vec::new();
    };
    let cards = journey.columns().flat_map(|column| {
        let cell = Cell {
            step: column.step,
            lane,
        };
        journey
            .visible_cards(cell)
            .filter_map(move |(_, card)| Some((column.stage, card.touchpoint?)))
    });
    cards.collect()
}

/// The touchpoints on a board in order, each once, with the keys by which records name them.
pub(crate) fn touchpoints<'a>(
    journey: &'a Journey,
    catalogue: &'a Catalogue,
) -> Vec<(TouchpointId, Option<&'a str>)> {
    let subjects = Subjects::of(journey, catalogue);
    subjects.order.into_iter().zip(subjects.keys).collect()
}

/// The keys by which records name the touchpoints on a board.
pub(crate) fn touchpoint_keys(journey: &Journey, catalogue: &Catalogue) -> BTreeSet<String> {
    let keys = Subjects::of(journey, catalogue).keys;
    keys.into_iter().flatten().map(str::to_owned).collect()
}

/// The touchpoints of a journey, and as what records know them.
struct Subjects<'a> {
    journey: &'a Journey,
    /// In the order of the board; one may be there more than once.
    placed: Vec<(StageId, TouchpointId)>,
    /// Each once, in order.
    order: Vec<TouchpointId>,
    /// Their keys in records.
    keys: Vec<Option<&'a str>>,
}

/// Scores, and what else they say about each other.
struct Assessed {
    scores: Scores,
    posteriors: Posteriors,
    evaluation: Evaluation,
    /// The whole journey, then its visible stages.
    members: Vec<Vec<Member>>,
}

impl<'a> Subjects<'a> {
    fn of(journey: &'a Journey, catalogue: &'a Catalogue) -> Self {
        let placed = placed(journey);
        let mut order: Vec<TouchpointId> = Vec::new();
        for (_, touchpoint) in &placed {
            if !order.contains(touchpoint) {
                order.push(*touchpoint);
            }
        }
        let key = |touchpoint| catalogue.touchpoints.get(touchpoint)?.key.as_deref();
        Self {
            journey,
            keys: order.iter().map(key).collect(),
            placed,
            order,
        }
    }

    /// The items that say something about these touchpoints, without those of sources about people: what may be told of
    /// these is told in whole stretches of months (`metric::people`), of which there are no friction scores.
    fn items(&self, known: &Known) -> Result<Vec<Item>, StoreError> {
        let mut about_people = BTreeSet::new();
        for source in &known.sources {
            if source.privacy()? == Privacy::People {
                about_people.insert(source.key);
            }
        }
        let items = known.items.iter();
        let of_customers = items.filter(|item| !about_people.contains(&item.source));
        let mut items = of_customers.cloned().collect();
        evidence::keep_relevant(&mut items, &self.keys.iter().copied().flatten().collect());
        Ok(items)
    }

    fn gather(&self, items: &[Item], cells: &Cells) -> Vec<Gathered> {
        let keys = self.keys.iter();
        keys.map(|key| Gathered::of(*key, items, cells)).collect()
    }

    fn assess(
        &self,
        gathered: &[Gathered],
        settings: Settings,
        options: &DrawOptions,
        served_by: ServedBy,
    ) -> Assessed {
        let touchpoints: Vec<Touchpoint> = self
            .order
            .iter()
            .zip(gathered)
            .map(|(touchpoint, gathered)| Touchpoint {
                key: TouchpointScore::draw_key(*touchpoint),
                evidence: gathered.evidence.clone(),
            })
            .collect();
        let posteriors = Posteriors::fit(&touchpoints);
        let evaluation = evaluate(&posteriors, &settings, options);
        let members = self.members(gathered);
        let mut eases = members
            .iter()
            .map(|members| named(&ease(&evaluation, members)?, &self.order));
        let whole = eases.next().flatten();
        let stages = self.journey.visible_stages();
        let stages = stages
            .zip(eases)
            .map(|((stage, _), ease)| StageScore { stage, ease });
        let days = |pick: fn(&Gathered) -> Option<i32>| gathered.iter().filter_map(pick);
        let scores = Scores {
            journey: self.journey.id,
            from: days(|gathered| gathered.first_day).min().map(day::text),
            to: days(|gathered| gathered.last_day).max().map(day::text),
            records: gathered.iter().map(|gathered| gathered.n).sum(),
            ease: whole,
            stages: stages.collect(),
            touchpoints: scored(&self.order, gathered, &evaluation),
            settings,
            costs: None,
            served_by,
        };
        Assessed {
            scores,
            posteriors,
            evaluation,
            members,
        }
    }

    /// Who belongs to the whole journey and to each of its visible stages.
    fn members(&self, gathered: &[Gathered]) -> Vec<Vec<Member>> {
        let index: BTreeMap<TouchpointId, usize> = self.order.iter().copied().zip(0..).collect();
        let of = |stage: Option<StageId>| -> Vec<Member> {
            let placed = self.placed.iter();
            let placed = placed.filter(|(of, _)| stage.is_none_or(|stage| stage == *of));
            placed
                .filter_map(|(_, touchpoint)| index.get(touchpoint))
                .map(|&touchpoint| Member {
                    touchpoint,
                    reach: gathered[touchpoint].reach as f64,
                })
                .collect()
        };
        let stages = self.journey.visible_stages();
        std::iter::once(of(None))
            .chain(stages.map(|(stage, _)| of(Some(stage))))
            .collect()
    }
}

/// An ease with the ids of its touchpoints in the place of their indices.
fn named(ease: &Ease, order: &[TouchpointId]) -> Option<EaseScore> {
    Some(EaseScore {
        ease: ease.ease,
        interval: ease.interval,
        worst: *order.get(ease.worst)?,
        last: *order.get(ease.last)?,
        scored: ease.scored,
        of: ease.of,
    })
}

fn scored(
    order: &[TouchpointId],
    gathered: &[Gathered],
    evaluation: &Evaluation,
) -> Vec<TouchpointScore> {
    let all = order.iter().zip(gathered).zip(&evaluation.scores);
    all.map(|((touchpoint, gathered), score)| TouchpointScore {
        touchpoint: *touchpoint,
        n: gathered.n,
        last_day: gathered.last_day.map(day::text),
        friction: score.clone(),
        evidence: gathered.evidence.clone(),
        reach: gathered.reach,
        emotion: gathered.emotion,
        trend: gathered.trend.clone(),
        counted: Vec::new(),
        weekly_cost: None,
    })
    .collect()
}
