//! What happened at a touchpoint that costs money, out of tallies: contacts, returns, orders begun and not placed.
//!
//! What counts as what is decided here, by the kind of a source and what its mapping says. Sources about employees count for
//! nothing here: their contacts are no customers'.

use std::collections::BTreeSet;

use shared::{
    friction::{Counted, Loss},
    metric::AmountUnit,
    record::{Filter, Kind},
    tally::Counting,
};
use sqlx::SqliteConnection;

use super::evidence::{Cells, of_item, total};
use crate::{
    record::{
        mapping::Measure,
        store::{known::Known, reading::Item, sources},
    },
    store::StoreError,
};

/// The metrics whose counts say that something was lost.
const COMPLAINTS: &str = "complaint_rate";
const RETURNS: &str = "returns";
/// The same by the day on which orders were sent.
const RETURN_RATE: &str = "return_rate";
const CONVERSION: &str = "conversion";

/// The sources that count losses.
pub(super) struct Losses {
    sources: Vec<Source>,
}

struct Source {
    key: i64,
    kind: Kind,
    /// The days that are looked at and on which it has records, by sevens.
    weeks: f64,
}

impl Losses {
    /// Looks up what the sources of these items are and which of the days they cover. A source whose records do not say what the
    /// filter asks is left out: none of them fit, though nobody knows how many of them are of these.
    pub(super) async fn read(
        db: &mut SqliteConnection,
        known: &Known,
        items: &[Item],
        (from, to): (Option<i32>, Option<i32>),
        filter: &Filter,
    ) -> Result<Self, StoreError> {
        let mut found = Vec::new();
        let asked: BTreeSet<String> = filter.names().map(str::to_owned).collect();
        for source in &known.sources {
            let counts = |item: &Item| item.source == source.key && may_count(item);
            if !items.iter().any(counts) {
                continue;
            }
            let Some(kind) = Kind::named(&source.kind) else {
                return Err(StoreError::damaged(format!("kind {:?}", source.kind)));
            };
            let carried = known.carried_by(db, source.key).await?;
            if !asked.is_subset(&known.attributes.told_by((*carried).clone())) {
                continue;
            }
            // Before its first record and after its last a source says nothing, not that nothing happened.
            let Some((first, last)) = sources::days(db, known.workspace, source.key).await? else {
                continue;
            };
            let first = from.map_or(first, |from| from.max(first));
            let last = to.map_or(last, |to| to.min(last));
            if first <= last {
                found.push(Source {
                    key: source.key,
                    kind,
                    weeks: f64::from(last - first + 1) / 7.0,
                });
            }
        }
        Ok(Self { sources: found })
    }

    /// What was counted of the touchpoint with this key, source by source.
    pub(super) fn of(&self, key: &str, items: &[Item], cells: &Cells) -> Vec<Counted> {
        let mut counted = Vec::new();
        for source in &self.sources {
            let about = items
                .iter()
                .filter(|item| item.source == source.key && item.touchpoint == key);
            let about: Vec<&Item> = about.collect();
            for loss in Loss::ALL {
                if let Some(n) = lost(loss, source.kind, &about, cells) {
                    let weeks = source.weeks;
                    counted.push(Counted { loss, n, weeks });
                }
            }
        }
        counted
    }
}

/// Whether an item can say that something was lost.
fn may_count(item: &Item) -> bool {
    matches!(
        item.measure,
        Measure::Complaint | Measure::Occurrences | Measure::Opportunities | Measure::DaysSince
    ) && item.unit.is_none_or(|unit| unit == AmountUnit::Number)
}

/// How many of a loss the items of one source about one touchpoint say; `None` where none of them can say it.
fn lost(loss: Loss, kind: Kind, about: &[&Item], cells: &Cells) -> Option<f64> {
    let counts = |measure: Measure, metric: &'static str| {
        move |item: &Item| item.measure == measure && item.metric == metric
    };
    let occurrences = |metric| counts(Measure::Occurrences, metric);
    let dated = |metric| counts(Measure::DaysSince, metric);
    let sum = |wanted: &dyn Fn(&Item) -> bool| -> Option<f64> {
        let mut wanted = about
            .iter()
            .filter(|item| may_count(item) && wanted(item))
            .peekable();
        wanted.peek()?;
        Some(wanted.map(|item| happened(item, cells)).sum())
    };
    // A ticket may be counted as such and again as a complaint, a return as such and again by the day on which it was sent: the
    // most of them is how many there were.
    let most = |counted: &[Option<f64>]| counted.iter().copied().flatten().reduce(f64::max);
    match loss {
        Loss::Contact if matches!(kind, Kind::Contact | Kind::Ticket) => most(&[
            sum(&occurrences("")),
            sum(&|item| item.measure == Measure::Complaint || occurrences(COMPLAINTS)(item)),
        ]),
        Loss::Return if kind == Kind::Return => most(&[
            sum(&occurrences("")),
            sum(&occurrences(RETURNS)),
            sum(&dated("")),
            sum(&dated(RETURN_RATE)),
        ]),
        Loss::Return => most(&[sum(&occurrences(RETURNS)), sum(&dated(RETURN_RATE))]),
        Loss::LostOrder if kind == Kind::Order => {
            let begun =
                sum(&|item| item.measure == Measure::Opportunities && item.metric == CONVERSION)?;
            let placed = sum(&occurrences(CONVERSION)).unwrap_or_default();
            Some((begun - placed).max(0.0))
        }
        Loss::Contact | Loss::LostOrder => None,
    }
}

/// How often an item happened.
fn happened(item: &Item, cells: &Cells) -> f64 {
    if item.measure.counting(item.scale) == Counting::Rating {
        return total(item, cells) as f64;
    }
    let sum: i64 = of_item(item, cells)
        .map(|(_, tally)| tally.amounts.sum)
        .sum();
    AmountUnit::Number.large(sum as f64)
}

#[cfg(test)]
mod tests {
    use shared::tally::{Counts, ItemTally, Weight};

    use super::*;

    fn item(key: i64, measure: Measure, metric: &str) -> Item {
        Item {
            key,
            source: 1,
            item: format!("i{key}"),
            touchpoint: "desk".to_owned(),
            measure,
            metric: metric.to_owned(),
            scale: (0, 1),
            unit: (measure != Measure::Complaint).then_some(AmountUnit::Number),
        }
    }

    /// So many of each item, on a day each.
    fn cells(counts: &[(&Item, i64)]) -> Cells {
        let mut cells = Cells::new();
        for (item, n) in counts {
            let mut tally = ItemTally::default();
            for _ in 0..*n {
                let counting = item.measure.counting(item.scale);
                let value = if counting == Counting::Rating {
                    1
                } else {
                    1_000
                };
                tally.add(counting, value, Counts::one(Weight::ONE));
            }
            cells.insert((item.key, 0, None), tally);
        }
        cells
    }

    #[test]
    fn a_ticket_counted_as_such_and_as_a_complaint_is_one_contact() {
        let all = item(1, Measure::Occurrences, "");
        let complaints = item(2, Measure::Occurrences, COMPLAINTS);
        let cells = cells(&[(&all, 9), (&complaints, 4)]);
        let about = [&all, &complaints];
        let of = |kind| lost(Loss::Contact, kind, &about, &cells);
        assert_eq!(of(Kind::Ticket), Some(9.0));
        assert_eq!(of(Kind::Contact), Some(9.0));
        // Who complains in a survey did not get in touch.
        assert_eq!(of(Kind::SurveyAnswer), None);
        assert_eq!(
            lost(Loss::Contact, Kind::Ticket, &[&complaints], &cells),
            Some(4.0)
        );
    }

    #[test]
    fn an_order_begun_and_not_placed_is_lost() {
        let begun = item(1, Measure::Opportunities, CONVERSION);
        let placed = item(2, Measure::Occurrences, CONVERSION);
        let cells = cells(&[(&begun, 20), (&placed, 13)]);
        let of = |kind, about: &[&Item]| lost(Loss::LostOrder, kind, about, &cells);
        assert_eq!(of(Kind::Order, &[&begun, &placed]), Some(7.0));
        assert_eq!(of(Kind::Order, &[&begun]), Some(20.0));
        // How many were begun nobody says; and a visit without an order is no lost order.
        assert_eq!(of(Kind::Order, &[&placed]), None);
        assert_eq!(of(Kind::Visit, &[&begun, &placed]), None);
    }

    #[test]
    fn returns_are_counted_in_files_of_returns_and_where_a_mapping_says_so() {
        let rows = item(1, Measure::Occurrences, "");
        let named = item(2, Measure::Occurrences, RETURNS);
        let hours = Item {
            unit: Some(AmountUnit::Hours),
            ..item(3, Measure::Occurrences, RETURNS)
        };
        let cells = cells(&[(&rows, 3), (&named, 5), (&hours, 8)]);
        let of = |kind, about: &[&Item]| lost(Loss::Return, kind, about, &cells);
        assert_eq!(of(Kind::Return, &[&rows]), Some(3.0));
        assert_eq!(of(Kind::Order, &[&rows]), None);
        assert_eq!(of(Kind::Order, &[&named, &hours]), Some(5.0));
        // One after some days since it was sent is a return as well, and none more where it was counted already.
        let dated = item(4, Measure::DaysSince, RETURN_RATE);
        let cells = super::tests::cells(&[(&rows, 5), (&named, 5), (&dated, 4)]);
        let of = |kind, about: &[&Item]| lost(Loss::Return, kind, about, &cells);
        assert_eq!(of(Kind::Return, &[&dated]), Some(4.0));
        assert_eq!(of(Kind::Return, &[&rows, &named, &dated]), Some(5.0));
        assert_eq!(of(Kind::Order, &[&named, &dated]), Some(5.0));
    }

    #[test]
    fn what_can_be_counted_and_was_not_is_none_and_not_unknown() {
        let rows = item(1, Measure::Occurrences, "");
        let about = [&rows];
        assert_eq!(
            lost(Loss::Contact, Kind::Ticket, &about, &Cells::new()),
            Some(0.0)
        );
        assert_eq!(lost(Loss::Contact, Kind::Ticket, &[], &Cells::new()), None);
    }
}
