//! Scores: what the records say about a journey's touchpoints.
//!
//! Gathers evidence from tallies and hands it to the formulas in `shared::friction`. Which touchpoint an item is about
//! is decided here, at reading: the catalogue's touchpoint with the item's raw key. A changed key needs no rebuilding,
//! because tallies are kept by item.

mod evidence;
pub(crate) mod http;
mod sets;

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::{
        ApiError, EaseScore, ErrorCode, ScoreQuery, Scores, ServedBy, StageScore, TouchpointScore,
        Why,
    },
    catalogue::Catalogue,
    friction::{
        DrawOptions, Ease, Evaluation, Member, Posteriors, Settings, Touchpoint, ease, evaluate,
    },
    id::{StageId, TouchpointId},
    journey::{Cell, Journey, LaneKind},
};

use crate::{
    record::{
        day,
        store::reading::{self, Selection},
    },
    store::{Store, StoreError},
};
use evidence::Gathered;

/// The scores of a journey's touchpoints over a period.
///
/// # Errors
/// A day that does not exist, or the store's failure.
pub async fn scores(
    store: &Store,
    journey: &Journey,
    catalogue: &Catalogue,
    query: &ScoreQuery,
    standard: &Settings,
    options: &DrawOptions,
) -> Result<Scores, ApiError> {
    let (from, to) = day::range(query.from.as_deref(), query.to.as_deref())?;
    let settings = settings(query, standard)?;
    let placed = placed(journey);
    let mut order: Vec<TouchpointId> = Vec::new();
    for (_, touchpoint) in &placed {
        if !order.contains(touchpoint) {
            order.push(*touchpoint);
        }
    }
    let key = |touchpoint: &TouchpointId| catalogue.touchpoints.get(touchpoint)?.key.as_deref();
    let keys: BTreeSet<&str> = order.iter().filter_map(key).collect();

    let mut read = store.readers().begin().await.map_err(StoreError::from)?;
    let workspace = store.workspace_id();
    let mut items = reading::items(&mut read, workspace).await?;
    evidence::keep_relevant(&mut items, &keys);
    let selection = Selection {
        items: items.iter().map(|item| item.key).collect(),
        from,
        to,
        by: None,
    };
    let tallies = reading::tallies(&mut read, workspace, &selection).await?;
    drop(read);

    let gathered: Vec<Gathered> = order
        .iter()
        .map(|touchpoint| Gathered::of(key(touchpoint), &items, &tallies.cells))
        .collect();
    Ok(assemble(
        journey,
        &placed,
        &order,
        &gathered,
        (settings, options, tallies.served_by),
    ))
}

/// The settings that were asked for, or else those of the workspace.
fn settings(query: &ScoreQuery, standard: &Settings) -> Result<Settings, ApiError> {
    let Some(text) = query.settings.as_deref().filter(|text| !text.is_empty()) else {
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
fn placed(journey: &Journey) -> Vec<(StageId, TouchpointId)> {
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

fn assemble(
    journey: &Journey,
    placed: &[(StageId, TouchpointId)],
    order: &[TouchpointId],
    gathered: &[Gathered],
    (settings, options, served_by): (Settings, &DrawOptions, ServedBy),
) -> Scores {
    let touchpoints: Vec<Touchpoint> = order
        .iter()
        .zip(gathered)
        .map(|(touchpoint, gathered)| Touchpoint {
            key: TouchpointScore::draw_key(*touchpoint),
            evidence: gathered.evidence.clone(),
        })
        .collect();
    let evaluation = evaluate(&Posteriors::fit(&touchpoints), &settings, options);
    let index: BTreeMap<TouchpointId, usize> = order
        .iter()
        .enumerate()
        .map(|(at, touchpoint)| (*touchpoint, at))
        .collect();
    let ease_of = |of: &mut dyn Iterator<Item = TouchpointId>| {
        let members: Vec<Member> = of
            .filter_map(|touchpoint| index.get(&touchpoint))
            .map(|&at| Member {
                touchpoint: at,
                reach: gathered[at].reach as f64,
            })
            .collect();
        ease(&evaluation, &members).and_then(|ease| named(&ease, order))
    };
    let stages = journey
        .visible_stages()
        .map(|(stage, _)| StageScore {
            stage,
            ease: ease_of(
                &mut placed
                    .iter()
                    .filter(|(of, _)| *of == stage)
                    .map(|(_, id)| *id),
            ),
        })
        .collect();
    Scores {
        journey: journey.id,
        from: gathered
            .iter()
            .filter_map(|gathered| gathered.first_day)
            .min()
            .map(day::text),
        to: gathered
            .iter()
            .filter_map(|gathered| gathered.last_day)
            .max()
            .map(day::text),
        records: gathered.iter().map(|gathered| gathered.n).sum(),
        ease: ease_of(&mut placed.iter().map(|(_, id)| *id)),
        touchpoints: scored(order, gathered, &evaluation),
        stages,
        settings,
        served_by,
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
    })
    .collect()
}
