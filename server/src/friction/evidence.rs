//! From tallies to what is known about one touchpoint.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::TrendPoint,
    friction::{Adverse, Part, PartEvidence, measured_emotion},
    interval::{Estimate, Level},
    metric::Scale,
    tally::{ItemTally, Ratings, Tally},
};

use crate::record::{
    day,
    mapping::Measure,
    store::reading::{CellKey, Item},
};

/// More days than this are shown by week.
const DAYS: usize = 31;
/// The unit of emotions: hundredths, from −200 to 200.
const EMOTION: (i32, i32) = (-200, 200);

/// Tallies by item and day.
pub(super) type Cells = BTreeMap<CellKey, ItemTally>;

/// What is known about one touchpoint.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) n: u64,
    pub(super) reach: u64,
    pub(super) first_day: Option<i32>,
    pub(super) last_day: Option<i32>,
    pub(super) evidence: Vec<PartEvidence>,
    pub(super) emotion: Option<Estimate>,
    pub(super) trend: Vec<TrendPoint>,
}

/// Leaves the items about these touchpoints, and those that count who could have complained of them.
pub(super) fn keep_relevant(items: &mut Vec<Item>, keys: &BTreeSet<&str>) {
    items.retain(|item| {
        item.measure == Measure::Exposure || keys.contains(item.touchpoint.as_str())
    });
}

impl Gathered {
    /// What the cells say about the touchpoint with this key.
    pub(super) fn of(key: Option<&str>, items: &[Item], cells: &Cells) -> Self {
        let mut gathered = Self::default();
        let Some(key) = key else {
            return gathered;
        };
        let about: Vec<&Item> = items.iter().filter(|item| item.touchpoint == key).collect();
        let mut days: BTreeMap<i32, Ratings> = BTreeMap::new();
        // Emotion is what people say of the quality; only where nobody asked that, of the ease.
        let rated = |item: &&Item| item.measure == Measure::Satisfaction && total(item, cells) > 0;
        let felt = if about.iter().any(rated) {
            Measure::Satisfaction
        } else {
            Measure::Effort
        };
        for item in &about {
            let n = total(item, cells);
            gathered.n += n;
            for ((_, day, _), tally) in of_item(item, cells) {
                gathered.first_day = Some(gathered.first_day.map_or(*day, |first| first.min(*day)));
                gathered.last_day = Some(gathered.last_day.map_or(*day, |last| last.max(*day)));
                if item.measure == felt {
                    days.entry(*day)
                        .or_default()
                        .merge(&as_emotion(&tally.ratings, item.scale));
                }
            }
            if matches!(item.measure, Measure::Satisfaction | Measure::Effort) {
                gathered.reach = gathered.reach.max(n);
            }
        }
        gathered.evidence = evidence(&about, items, cells);
        gathered.emotion = emotion(&Ratings::merged(days.values()));
        gathered.trend = trend(&days);
        gathered
    }
}

pub(super) fn of_item<'a>(
    item: &Item,
    cells: &'a Cells,
) -> impl Iterator<Item = (&'a CellKey, &'a ItemTally)> {
    cells.range((item.key, i32::MIN, None)..(item.key + 1, i32::MIN, None))
}

/// All answers to an item.
fn merged(item: &Item, cells: &Cells) -> Ratings {
    Ratings::merged(of_item(item, cells).map(|(_, tally)| &tally.ratings))
}

/// How many answered, or how many records it counts.
pub(super) fn total(item: &Item, cells: &Cells) -> u64 {
    let counted: i64 = of_item(item, cells)
        .map(|(_, tally)| tally.ratings.total().n)
        .sum();
    u64::try_from(counted).unwrap_or_default()
}

/// One piece of evidence for each part that the items say something about.
fn evidence(about: &[&Item], items: &[Item], cells: &Cells) -> Vec<PartEvidence> {
    let counted = counted(about, items, cells).into_iter();
    counted
        .filter_map(|(part, (x, n))| PartEvidence::new(part, x, n).ok())
        .collect()
}

/// Bad ones and all, for each part that the items say something about.
pub(super) fn counted(
    about: &[&Item],
    items: &[Item],
    cells: &Cells,
) -> BTreeMap<Part, (f64, f64)> {
    let mut counted: BTreeMap<Part, (f64, f64)> = BTreeMap::new();
    let mut add = |part: Part, x: f64, n: f64| {
        let (bad, all) = counted.entry(part).or_default();
        *bad += x;
        *all += n;
    };
    for item in about {
        let Ok(scale) = Scale::new(item.scale.0, item.scale.1) else {
            continue;
        };
        let (part, adverse) = match item.measure {
            Measure::Satisfaction => (Part::Satisfaction, Adverse::not_satisfied(scale)),
            Measure::Effort => (Part::Effort, Adverse::not_easy(scale)),
            Measure::Complaint => {
                let asked = |other: &&Item| {
                    other.measure == Measure::Exposure
                        && other.item == item.item
                        && other.source == item.source
                };
                let exposed: u64 = items
                    .iter()
                    .filter(asked)
                    .map(|exposure| total(exposure, cells))
                    .sum();
                add(
                    Part::ComplaintRate,
                    total(item, cells) as f64,
                    exposed as f64,
                );
                continue;
            }
            Measure::Exposure
            | Measure::Rating
            | Measure::Amount
            | Measure::Occurrences
            | Measure::DaysSince
            | Measure::Opportunities
            | Measure::Answers => continue,
        };
        if let Some(found) = PartEvidence::of_ratings(part, &merged(item, cells), scale, adverse) {
            add(part, found.x(), found.n());
        }
    }
    counted
}

/// Ratings of any scale on the scale of emotions, so that items of different scales can be put together.
fn as_emotion(ratings: &Ratings, (low, high): (i32, i32)) -> Ratings {
    let mut emotions = Ratings::default();
    let span = i64::from(high) - i64::from(low);
    for bin in ratings.bins() {
        let above = i64::from(bin.value) - i64::from(low);
        if span > 0 && (0..=span).contains(&above) {
            let width = i64::from(EMOTION.1 - EMOTION.0);
            let hundredths = (above * width + span / 2) / span + i64::from(EMOTION.0);
            if let Ok(hundredths) = i32::try_from(hundredths) {
                emotions.merge(&Ratings::of(hundredths, bin.counts));
            }
        }
    }
    emotions
}

/// The mean emotion with its interval; nothing where nobody rated.
fn emotion(emotions: &Ratings) -> Option<Estimate> {
    measured_emotion(emotions, Scale::new(EMOTION.0, EMOTION.1).ok()?, Level::P90)
}

/// The emotion by day, or by week over longer times.
fn trend(days: &BTreeMap<i32, Ratings>) -> Vec<TrendPoint> {
    let mut spans: BTreeMap<i32, Ratings> = BTreeMap::new();
    for (&day, ratings) in days {
        let first = if days.len() > DAYS {
            day::week(day)
        } else {
            day
        };
        spans.entry(first).or_default().merge(ratings);
    }
    let points: Vec<TrendPoint> = spans
        .iter()
        .filter_map(|(&first, ratings)| {
            let emotion = emotion(ratings)?;
            Some(TrendPoint {
                day: day::text(first),
                value: emotion.estimate,
                n: emotion.n.unsigned_abs(),
            })
        })
        .collect();
    if points.len() < 2 { Vec::new() } else { points }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(key: i64, touchpoint: &str, measure: Measure, scale: (i32, i32)) -> Item {
        Item {
            key,
            source: 1,
            item: format!("q{key}"),
            touchpoint: touchpoint.to_owned(),
            measure,
            metric: String::new(),
            scale,
            unit: None,
        }
    }

    fn rated(answers: &[(i32, u32)]) -> ItemTally {
        ItemTally {
            ratings: Ratings::unweighted(answers),
            ..ItemTally::default()
        }
    }

    #[test]
    fn satisfaction_on_two_scales_is_one_emotion_and_one_part() {
        let items = [
            item(1, "desk", Measure::Satisfaction, (1, 5)),
            item(2, "desk", Measure::Satisfaction, (0, 10)),
        ];
        // 5 of 5 is +2, 1 of 5 is −2; 5 of 0 to 10 is 0: mean 0 over four answers.
        let cells = [
            ((1, 0, None), rated(&[(1, 1), (5, 1)])),
            ((2, 1, None), rated(&[(5, 2)])),
        ]
        .into();
        let gathered = Gathered::of(Some("desk"), &items, &cells);
        let emotion = gathered.emotion.unwrap();
        assert!(emotion.estimate.abs() < 1e-12);
        assert_eq!((emotion.n, gathered.n, gathered.reach), (4, 4, 2));
        assert_eq!((gathered.first_day, gathered.last_day), (Some(0), Some(1)));
        assert_eq!(gathered.trend.len(), 2);
        // Not satisfied: 1 of 5, and both 5 of 10.
        assert_eq!(gathered.evidence.len(), 1);
        assert_eq!(
            (gathered.evidence[0].x(), gathered.evidence[0].n()),
            (3.0, 4.0)
        );
    }

    #[test]
    fn complaints_are_counted_over_everyone_who_was_asked() {
        let mut complaint = item(1, "desk", Measure::Complaint, (0, 1));
        let mut asked = item(2, "", Measure::Exposure, (0, 1));
        complaint.item = "wishes".to_owned();
        asked.item = "wishes".to_owned();
        let cells = [
            ((1, 0, None), rated(&[(1, 3)])),
            ((2, 0, None), rated(&[(0, 90), (1, 10)])),
        ]
        .into();
        let gathered = Gathered::of(Some("desk"), &[complaint, asked], &cells);
        assert_eq!(gathered.evidence[0].part(), Part::ComplaintRate);
        assert_eq!(
            (gathered.evidence[0].x(), gathered.evidence[0].n()),
            (3.0, 100.0)
        );
        assert_eq!(gathered.emotion, None);
    }

    #[test]
    fn a_touchpoint_without_a_key_is_not_measured() {
        let items = [item(1, "", Measure::Satisfaction, (1, 5))];
        let gathered = Gathered::of(None, &items, &BTreeMap::new());
        assert_eq!((gathered.n, gathered.evidence.len()), (0, 0));
    }
}
