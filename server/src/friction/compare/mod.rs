//! Two sides of a comparison, read and scored alike.
//!
//! Which records belong to which side is decided here; what their difference says is `shared::friction`'s.

mod asked;

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::{
        ApiError, CompareQuery, ComparedSide, Comparison, GroupCounts, PartChange, StageChange,
        TouchpointChange, Why,
    },
    catalogue::Catalogue,
    friction::{
        Difference, DrawOptions, Part, PartEvidence, PartGroups, Settings, Sides, apart, split,
    },
    journey::Journey,
    metric::decompose,
    record::Filter,
    tally::Tally,
};

use super::{Assessed, Subjects, evidence, evidence::Cells, narrow, settings};
use crate::{
    record::store::{
        known::Known,
        reading::{self, Item, Selection, Tallies},
    },
    store::{Store, StoreError},
};
use asked::{Asked, Days, given, invalid};

/// More groups than this say nothing that could be read, and cost as much as they are many.
const MOST_GROUPS: usize = 200;

/// Compares a journey's scores in two periods or two segments.
///
/// # Errors
/// Sides that are not there or cannot be compared, or the store's failure.
pub async fn compare(
    store: &Store,
    journey: &Journey,
    catalogue: &Catalogue,
    query: &CompareQuery,
    standard: &Settings,
    options: &DrawOptions,
) -> Result<Comparison, ApiError> {
    let asked = Asked::of(query)?;
    let settings = settings(query.settings.as_deref(), standard)?;
    let subjects = Subjects::of(journey, catalogue);

    let mut read = store.readers().begin().await.map_err(StoreError::from)?;
    let known = Known::of(store, &mut read).await?;
    asked.check_dimensions(&mut read, &known).await?;
    let items = subjects.items(&known)?;
    let filter = crate::record::query::filter(&mut read, &known, query.filter.as_deref()).await?;
    let dimensions = known.dimensions(&mut read).await?;
    let filter = narrow::brand(
        query.brand.as_deref(),
        filter,
        &dimensions,
        journey,
        catalogue,
    )?;
    let [of_base, of_other] = asked.filters(&filter);
    let mut selected = async |days: Days, filter: Filter| {
        let selection = Selection {
            items: items.iter().map(|item| item.key).collect(),
            from: days.0,
            to: days.1,
            by: asked.by.map(str::to_owned),
            filter,
        };
        reading::tallies(&mut read, &known, &selection).await
    };
    let other = selected(asked.other, of_other).await?;
    let base_days = match asked.values {
        None => asked.base,
        Some(_) => asked.other,
    };
    let base = selected(base_days, of_base).await?;
    drop(read);

    let assessed = |tallies: &Tallies| {
        let cells = whole(&tallies.cells);
        let gathered = subjects.gather(&items, &cells);
        subjects.assess(&gathered, settings.clone(), options, tallies.served_by)
    };
    let (base_value, value) = asked.values.unzip();
    let (before, after) = (assessed(&base), assessed(&other));
    let groups = match asked.by {
        Some(_) => grouped(&subjects, &items, [&base.cells, &other.cells])?,
        None => BTreeMap::new(),
    };
    let side =
        |from: &Option<String>, to: &Option<String>, value: Option<&str>, scores| ComparedSide {
            from: given(from.as_deref()).map(str::to_owned),
            to: given(to.as_deref()).map(str::to_owned),
            value: value.map(str::to_owned),
            scores,
        };
    let apart = apart(&before.posteriors, &settings, options);
    let sides = Sides::new(&before.evaluation, &after.evaluation, &apart);
    let (stages, ease) = eases(&before, &after, &sides);
    let touchpoints = touchpoints(&before, &after, &sides, groups, &settings);
    let (base_from, base_to) = match asked.values {
        None => (&query.base_from, &query.base_to),
        Some(_) => (&query.from, &query.to),
    };
    Ok(Comparison {
        base: side(base_from, base_to, base_value, before.scores),
        other: side(&query.from, &query.to, value, after.scores),
        dimension: asked.dimension.map(str::to_owned),
        by: asked.by.map(str::to_owned),
        touchpoints,
        stages,
        ease,
    })
}

/// The tallies of all groups together.
fn whole(cells: &Cells) -> Cells {
    let mut whole = Cells::new();
    for ((item, day, _), tally) in cells {
        whole.entry((*item, *day, None)).or_default().merge(tally);
    }
    whole
}

/// The tallies of every group.
fn divided(cells: &Cells) -> BTreeMap<Option<String>, Cells> {
    let mut groups: BTreeMap<Option<String>, Cells> = BTreeMap::new();
    for ((item, day, group), tally) in cells {
        let cells = groups.entry(group.clone()).or_default();
        cells.insert((*item, *day, None), tally.clone());
    }
    groups
}

/// What was counted of each part of each touchpoint (by its index) in each group, on the base side and the other.
fn grouped(
    subjects: &Subjects<'_>,
    items: &[Item],
    sides: [&Cells; 2],
) -> Result<BTreeMap<usize, BTreeMap<Part, Vec<GroupCounts>>>, ApiError> {
    let sides = sides.map(divided);
    let names: BTreeSet<&Option<String>> = sides.iter().flat_map(BTreeMap::keys).collect();
    if names.len() > MOST_GROUPS {
        return Err(invalid(
            "by",
            Why::TooMany,
            "the dimension has too many values to divide by: choose one with fewer",
        )
        .with("most", MOST_GROUPS));
    }
    let nothing = Cells::new();
    let mut found: BTreeMap<usize, BTreeMap<Part, Vec<GroupCounts>>> = BTreeMap::new();
    for (touchpoint, key) in subjects.keys.iter().enumerate() {
        let Some(key) = *key else { continue };
        let about: Vec<&Item> = items.iter().filter(|item| item.touchpoint == key).collect();
        for name in &names {
            let counted = sides.each_ref().map(|side| {
                let cells = side.get(*name).unwrap_or(&nothing);
                evidence::counted(&about, items, cells)
            });
            let parts: BTreeSet<Part> = counted.iter().flat_map(BTreeMap::keys).copied().collect();
            for part in parts {
                let of = |side: usize| counted[side].get(&part).copied().unwrap_or_default();
                let groups = found
                    .entry(touchpoint)
                    .or_default()
                    .entry(part)
                    .or_default();
                groups.push(GroupCounts {
                    group: (*name).clone(),
                    base: of(0),
                    other: of(1),
                });
            }
        }
    }
    Ok(found)
}

fn touchpoints(
    base: &Assessed,
    other: &Assessed,
    sides: &Sides<'_>,
    mut groups: BTreeMap<usize, BTreeMap<Part, Vec<GroupCounts>>>,
    settings: &Settings,
) -> Vec<TouchpointChange> {
    let changes = sides.scores();
    let scores = base
        .scores
        .touchpoints
        .iter()
        .zip(&other.scores.touchpoints);
    scores
        .zip(changes)
        .enumerate()
        .map(|(at, ((before, after), friction))| {
            let mut groups = groups.remove(&at).unwrap_or_default();
            let parts: Vec<PartChange> = Part::ALL
                .into_iter()
                .filter_map(|part| {
                    let of = |evidence: &[PartEvidence]| {
                        evidence.iter().find(|found| found.part() == part).copied()
                    };
                    let (before, after) = (of(&before.evidence), of(&after.evidence));
                    before.or(after)?;
                    let mut change = PartChange {
                        part,
                        share: before
                            .zip(after)
                            .and_then(|(before, after)| Difference::of_shares(&before, &after)),
                        split: None,
                        groups: groups.remove(&part).unwrap_or_default(),
                    };
                    if change.share.is_some() {
                        change.split = decompose(&change.groups().groups);
                    }
                    Some(change)
                })
                .collect();
            let divided: Vec<PartGroups> = parts.iter().map(PartChange::groups).collect();
            let believed = (&base.posteriors, &other.posteriors);
            TouchpointChange {
                touchpoint: after.touchpoint,
                friction,
                split: friction.and_then(|_| split(at, &divided, believed, settings)),
                parts,
            }
        })
        .collect()
}

fn eases(
    base: &Assessed,
    other: &Assessed,
    sides: &Sides<'_>,
) -> (Vec<StageChange>, Option<Difference>) {
    let members = base.members.iter().zip(&other.members);
    let mut changes = members.map(|(base, other)| sides.ease(base, other));
    let whole = changes.next().flatten();
    let stages = other.scores.stages.iter().zip(changes);
    let stages = stages.map(|(stage, ease)| StageChange {
        stage: stage.stage,
        ease,
    });
    (stages.collect(), whole)
}
