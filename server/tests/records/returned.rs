//! What came back, by the day on which it was sent: dates since which days are counted, from the file to the metric.

use std::collections::BTreeMap;

use proptest::prelude::*;
use server::{
    metric,
    record::mapping::{Mapping, MappingError, Variables},
    service::Services,
    store::Store,
};
use shared::{
    api::{ImportReport, MetricQuery, SeriesQuery},
    metric::{Definitions, Every},
    record::MappingProblem,
};

use crate::support::{load_by, open, said};

const ORDERS: &str = r#"
[source]
name = "orders"
kind = "order"
[id]
template = "{id}"
[time]
zone = "Europe/Madrid"
precision = "day"
forms = [{ template = "{day}", format = "%Y-%m-%d" }]
[dimension.region]
column = "region"
[[amount]]
column = "pairs"
metric = "return_rate"
counts = "exposure"
"#;

/// As [`RETURNS`], of a file that does not say where.
const NOWHERE: &str = r#"
[source]
name = "returns"
kind = "return"
[id]
template = "{id}"
[time]
zone = "Europe/Madrid"
precision = "day"
forms = [{ template = "{day}", format = "%Y-%m-%d" }]
[[amount]]
column = "sent"
metric = "return_rate"
counts = "days_since"
"#;

const RETURNS: &str = r#"
[source]
name = "returns"
kind = "return"
[id]
template = "{id}"
[time]
zone = "Europe/Madrid"
precision = "day"
forms = [{ template = "{day}", format = "%Y-%m-%d" }]
[dimension.region]
column = "region"
[[amount]]
column = "sent"
metric = "return_rate"
counts = "days_since"
"#;

fn parse(text: &str) -> Result<Mapping, MappingError> {
    let (variables, metrics) = (Variables::new(), Definitions::default());
    Mapping::parse("shop.toml", text, &variables, &metrics)
}

async fn load(store: &Store, mapping: &str, file: String) -> ImportReport {
    let mapping = parse(mapping).unwrap_or_else(|error| panic!("{error}"));
    load_by(store, mapping, file).await
}

/// By group, the estimate and n.
async fn rate(store: &Store, query: MetricQuery) -> BTreeMap<String, (f64, u64)> {
    let query = MetricQuery {
        metric: "return_rate".to_owned(),
        ..query
    };
    let defined = metric::Defined::default();
    let reply = metric::metric(store, &defined, &query, None).await.unwrap();
    let values = reply.values.into_iter();
    values
        .filter_map(|value| Some((value.group.unwrap_or_default(), (value.estimate?, value.n))))
        .collect()
}

#[tokio::test]
async fn a_date_after_the_record_or_none_at_all_is_set_aside_with_its_line() {
    let (_directory, store) = open().await;
    let rows = "id,day,sent,region\n1,2026-03-10,2026-03-01,n\n2,2026-03-10,2026-03-11,n\n3,2026-03-10,01/03/2026,n\n\
                4,2026-03-10,,n\n5,2026-03-10,1999-01-01,n\n6,2026-03-10,2026-03-10,n\n";
    let report = load(&store, RETURNS, rows.to_owned()).await;
    assert_eq!((report.rows.added, report.rows.answers), (6, 2));
    let told: Vec<(u64, String)> = report
        .rejects
        .iter()
        .map(|reject| (reject.line, said(reject)))
        .collect();
    let lines: Vec<u64> = told.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3, 4, 6]);
    assert!(told[0].1.contains("3650 days before it"), "{told:?}");
    assert!(told[1].1.contains("%d/%m/%Y"), "{told:?}");
}

#[test]
fn days_since_need_a_column_and_what_is_no_date_has_no_format() {
    let wrong = |text: &str| parse(text).unwrap_err().problem;
    let nameless = RETURNS.replace("column = \"sent\"", "name = \"back\"");
    assert_eq!(wrong(&nameless), MappingProblem::NoDateColumn);
    let dated = format!("{ORDERS}format = \"%Y-%m-%d\"\n");
    assert_eq!(wrong(&dated), MappingProblem::NoDate);
    let asked = format!("{RETURNS}format = \"ask\"\n");
    let form = "ask".to_owned();
    assert_eq!(wrong(&asked), MappingProblem::NotAWholeDate { form });
    let counted = RETURNS.replace("days_since", "occurrences");
    assert!(
        matches!(wrong(&counted), MappingProblem::OtherCounts { wants, .. } if wants.contains("days_since")),
        "what came back without the day on which it was sent is no part of a cohort"
    );
}

#[tokio::test]
async fn a_date_may_be_written_otherwise_than_the_time_of_the_record() {
    let (_directory, store) = open().await;
    let orders = "id,day,region,pairs\n1,2026-01-01,n,10\n2,2026-03-20,n,1\n";
    load(&store, ORDERS, orders.to_owned()).await;
    let mapping = format!("{RETURNS}format = \"%d/%m/%Y\"\n");
    let rows = "id,day,sent,region\n1,2026-01-11,01/01/2026,n\n2,2026-03-20,19/03/2026,n\n";
    let report = load(&store, &mapping, rows.to_owned()).await;
    assert_eq!(report.rows.answers, 2);
    let to = Some("2026-01-31".to_owned());
    let of_january = rate(
        &store,
        MetricQuery {
            to,
            ..MetricQuery::default()
        },
    )
    .await;
    assert_eq!(of_january[""].1, 10);
    assert!((of_january[""].0 - 0.1).abs() < 1e-12, "{of_january:?}");
}

#[tokio::test]
async fn a_month_counts_for_limits_once_all_of_it_was_watched() {
    let (_directory, store) = open().await;
    let orders = "id,day,region,pairs\n1,2026-01-03,n,10\n2,2026-02-10,n,10\n3,2026-03-10,n,10\n4,2026-04-05,n,10\n";
    load(&store, ORDERS, orders.to_owned()).await;
    let rows = "id,day,sent,region\n1,2026-02-01,2026-01-03,n\n2,2026-04-05,2026-03-10,n\n";
    load(&store, RETURNS, rows.to_owned()).await;
    let query = SeriesQuery {
        metric: Some("return_rate".to_owned()),
        every: Some(Every::Month),
        ..SeriesQuery::default()
    };
    let defined = metric::Defined::default();
    let reply = metric::metric_series(&store, &defined, &query, None)
        .await
        .unwrap();
    let points = &reply.metrics[0].groups[0].points;
    let told: Vec<(Option<f64>, u64, bool)> = points
        .iter()
        .map(|point| {
            let percent = point.estimate.map(|share| (100.0 * share).round());
            (percent, point.n, point.complete)
        })
        .collect();
    // It is known to 5 April: what was sent in March was watched for 26 days, and within 30 days is not known.
    assert_eq!(
        told[..3],
        [
            (Some(10.0), 10, true),
            (Some(0.0), 10, true),
            (None, 0, false)
        ]
    );
}

/// One pair that was sent.
#[derive(Debug, Clone)]
struct Pair {
    id: u16,
    sent: i32,
    south: bool,
    back: Option<i32>,
}

fn pairs() -> impl Strategy<Value = Vec<Pair>> {
    let pair = (
        0..40_u16,
        0..90_i32,
        any::<bool>(),
        prop::option::of(0..60_i32),
    );
    let pair = pair.prop_map(|(id, sent, south, back)| Pair {
        id,
        sent,
        south,
        back,
    });
    prop::collection::vec(pair, 1..40).prop_map(|pairs| {
        let by_id: BTreeMap<u16, Pair> = pairs.into_iter().map(|pair| (pair.id, pair)).collect();
        by_id.into_values().collect()
    })
}

/// The product-limit estimate pair by pair, as it is defined: (days watched, whether it came back then).
fn by_hand(lives: &[(i32, bool)], by: i32) -> Option<f64> {
    let mut days: Vec<i32> = lives
        .iter()
        .filter(|(_, back)| *back)
        .map(|(day, _)| *day)
        .collect();
    days.sort_unstable();
    days.dedup();
    let mut stays = 1.0;
    for day in days.into_iter().filter(|day| *day <= by) {
        let at_risk = lives.iter().filter(|(end, _)| *end >= day).count();
        let back = lives
            .iter()
            .filter(|(end, back)| *back && *end == day)
            .count();
        stays *= 1.0 - back as f64 / at_risk as f64;
    }
    let watched = lives.iter().any(|(end, _)| *end >= by);
    (watched || stays == 0.0 && !lives.is_empty()).then_some(1.0 - stays)
}

const DAY_0: i32 = 20_500;

fn date(day: i32) -> String {
    shared::locale::Date::from_days(DAY_0 + day)
        .unwrap()
        .to_string()
}

fn files(pairs: &[Pair]) -> (String, String) {
    let mut orders = "id,day,region,pairs\n".to_owned();
    let mut returns = "id,day,sent,region\n".to_owned();
    for pair in pairs {
        let (id, sent, region) = (
            pair.id,
            date(pair.sent),
            ["north", "south"][usize::from(pair.south)],
        );
        orders += &format!("{id},{sent},{region},1\n");
        if let Some(back) = pair.back {
            returns += &format!("{id},{},{sent},{region}\n", date(pair.sent + back));
        }
    }
    (orders, returns)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is imported and undone, what is answered is the product-limit estimate of the pairs that are left.
    #[test]
    fn the_rate_is_what_watching_every_pair_gives(
        first in pairs(), second in pairs(), undone in any::<bool>(), from in 0..40_i32,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (_directory, store) = open().await;
            let services = Services::start(store.clone()).await.unwrap();
            let mut visible: BTreeMap<u16, Pair> = BTreeMap::new();
            for (pairs, undo) in [(&first, false), (&second, undone)] {
                // A second file has pairs of its own, so that no pair has the return of another.
                let base = if undo || !visible.is_empty() { 100 } else { 0 };
                let pairs: Vec<Pair> = pairs
                    .iter()
                    .map(|pair| Pair { id: pair.id + base, ..pair.clone() })
                    .collect();
                let (orders, returns) = files(&pairs);
                for (mapping, file) in [(ORDERS, orders), (RETURNS, returns)] {
                    let report = load(&store, mapping, file).await;
                    prop_assert_eq!(report.rows.rejected + report.rows.values_rejected, 0);
                    if undo {
                        services.undo_import(&services.owner(), report.batch.unwrap()).await.unwrap();
                    }
                }
                if !undo {
                    visible.extend(pairs.into_iter().map(|pair| (pair.id, pair)));
                }
            }
            let sent = visible.values().map(|pair| pair.sent).max();
            let back = visible.values().filter_map(|pair| Some(pair.sent + pair.back?)).max();
            let until = sent.zip(back).map(|(sent, back)| sent.min(back));
            for south in [None, Some(false), Some(true)] {
                let lives: Vec<(i32, bool)> = visible
                    .values()
                    .filter(|pair| south.is_none_or(|south| pair.south == south) && pair.sent >= from)
                    .filter_map(|pair| {
                        let watched = until? - pair.sent;
                        let back = pair.back.filter(|back| *back <= watched);
                        (watched >= 0).then_some((back.unwrap_or(watched), back.is_some()))
                    })
                    .collect();
                let wanted = by_hand(&lives, 30).map(|share| (share, lives.len() as u64));
                let query = MetricQuery {
                    from: Some(date(from)),
                    by: south.map(|_| "region".to_owned()),
                    ..MetricQuery::default()
                };
                let found = rate(&store, query).await;
                let group = match south { None => "", Some(false) => "north", Some(true) => "south" };
                match (found.get(group), wanted) {
                    (None, None) => {}
                    (Some((found, n)), Some((wanted, of))) => {
                        prop_assert!((found - wanted).abs() < 1e-9, "{} {} {:?}", found, wanted, visible);
                        prop_assert_eq!(*n, of);
                    }
                    (found, wanted) => prop_assert!(false, "{:?} {:?} {:?}", found, wanted, visible),
                }
            }
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn where_returns_do_not_say_a_region_no_region_has_a_rate() {
    let (_directory, store) = open().await;
    let orders =
        "id;day;region;pairs\n1;2026-01-05;north;10\n2;2026-01-05;south;10\n3;2026-04-05;north;1\n";
    load(&store, ORDERS, orders.replace(';', ",")).await;
    let returns =
        "id,day,sent\n1,2026-01-09,2026-01-05\n2,2026-01-20,2026-01-05\n3,2026-04-06,2026-04-05\n";
    load(&store, NOWHERE, returns.to_owned()).await;
    // Two of twenty came back within thirty days, of those that were watched so long.
    let whole = rate(
        &store,
        MetricQuery {
            to: Some("2026-02-01".to_owned()),
            ..MetricQuery::default()
        },
    )
    .await;
    let (estimate, _) = whole[""];
    assert!((estimate - 0.1).abs() < 1e-12, "{estimate}");
    let by = MetricQuery {
        by: Some("region".to_owned()),
        ..MetricQuery::default()
    };
    assert_eq!(rate(&store, by).await, BTreeMap::new());
    let filter = MetricQuery {
        filter: Some("region:north".to_owned()),
        ..MetricQuery::default()
    };
    assert_eq!(rate(&store, filter).await, BTreeMap::new());
    let defined = metric::Defined::default();
    let listed = metric::catalogue(&store, &defined).await.unwrap();
    let listed = listed
        .iter()
        .find(|listed| listed.metric.key == "return_rate")
        .unwrap();
    assert!(
        !listed.dimensions.contains(&"region".to_owned()),
        "{:?}",
        listed.dimensions
    );
}
