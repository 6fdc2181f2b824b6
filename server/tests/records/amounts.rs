//! Amounts, rows that are counted, sums by rating, and what somebody wrote: from the file to the metric.

use std::collections::BTreeMap;

use proptest::prelude::*;
use server::{
    metric,
    record::mapping::{Mapping, MappingError, Variables},
    service::Services,
    store::Store,
};
use shared::{
    api::{ImportReport, MetricQuery, MetricValue, RecordQuery, ServedBy},
    metric::Definitions,
    record::MappingProblem,
};

use crate::support::{load_by, open, said};

const HEAD: &str = r#"
[source]
name = "desk"
kind = "ticket"

[id]
template = "{id}"

[time]
zone = "Europe/Madrid"
precision = "day"
forms = [{ template = "{day}", format = "%Y-%m-%d" }]

[dimension.region]
column = "region"

[rollup]
by = [["region"]]
"#;

fn parse(text: &str) -> Result<Mapping, MappingError> {
    Mapping::parse(
        "tickets.toml",
        &format!("{HEAD}{text}"),
        &Variables::new(),
        &Definitions::default(),
    )
}

async fn load(store: &Store, mapping: &str, file: &str) -> ImportReport {
    let mapping = parse(mapping).unwrap_or_else(|error| panic!("{error}"));
    load_by(store, mapping, file).await
}

async fn value(store: &Store, metric: &str, by: Option<&str>) -> (Vec<MetricValue>, ServedBy) {
    let query = MetricQuery {
        metric: metric.to_owned(),
        by: by.map(str::to_owned),
        ..MetricQuery::default()
    };
    let reply = metric::metric(store, &metric::Defined::default(), &query, None)
        .await
        .unwrap();
    (reply.values, reply.served_by)
}

/// The whole of a metric: estimate, n, and the ends of its margin.
async fn whole(store: &Store, metric: &str) -> (f64, u64, Option<(f64, f64)>) {
    let (values, _) = value(store, metric, None).await;
    let value = &values[0];
    let margin = value.interval.map(|interval| (interval.low, interval.high));
    (value.estimate.unwrap(), value.n, margin)
}

#[tokio::test]
async fn hours_are_a_mean_with_students_margin() {
    let (_directory, store) = open().await;
    let mapping = "[[amount]]\ncolumn = \"hours\"\nmetric = \"first_response\"";
    // 1, 2, 3, 4, 5: mean 3, t(4) = 2.776445, half-width 1.963243.
    let rows = "id,day,region,hours\n1,2026-03-01,n,1\n2,2026-03-01,n,2.0\n3,2026-03-02,s,3\n4,2026-03-02,s,4\n5,2026-03-03,s,5\n";
    let report = load(&store, mapping, rows).await;
    assert_eq!((report.rows.added, report.rows.answers), (5, 5));
    let (mean, n, margin) = whole(&store, "first_response").await;
    assert!((mean - 3.0).abs() < 1e-12);
    assert_eq!(n, 5);
    let (low, high) = margin.unwrap();
    assert!((low - 1.036_757).abs() < 1e-6 && (high - 4.963_243).abs() < 1e-6);
}

#[tokio::test]
async fn a_total_of_days_has_no_margin_and_adds_up_by_group() {
    let (_directory, store) = open().await;
    let mapping = "[[amount]]\ncolumn = \"reach\"\nmetric = \"reach\"";
    let rows = "id,day,region,reach\n1,2026-03-01,north,1200\n2,2026-03-01,south,300\n3,2026-03-02,north,50\n";
    load(&store, mapping, rows).await;
    assert_eq!(whole(&store, "reach").await, (1550.0, 3, None));
    let (groups, _) = value(&store, "reach", Some("region")).await;
    let groups: Vec<_> = groups
        .iter()
        .map(|value| (value.group.as_deref(), value.estimate))
        .collect();
    assert_eq!(
        groups,
        [(Some("north"), Some(1250.0)), (Some("south"), Some(300.0))]
    );
}

#[tokio::test]
async fn rows_that_say_so_are_counted_over_all_rows() {
    let (_directory, store) = open().await;
    // 15 of 148 (Newcombe 1998): .0624 to .1605.
    let mapping = r#"
[[amount]]
name = "defects"
metric = "defects"
counts = "occurrences"
where = { state = ["cracked", "glue"] }

[[amount]]
name = "pairs"
metric = "defects"
counts = "exposure"
"#;
    let mut rows = "id,day,region,state\n".to_owned();
    for row in 0..148 {
        let state = match row {
            0..10 => "cracked",
            10..15 => "glue",
            _ => "good",
        };
        rows += &format!("{row},2026-03-01,north,{state}\n");
    }
    load(&store, mapping, &rows).await;
    let (share, n, margin) = whole(&store, "defects").await;
    assert!((share - 15.0 / 148.0).abs() < 1e-12);
    assert_eq!(n, 148);
    let (low, high) = margin.unwrap();
    assert!((low - 0.0624).abs() < 5e-5 && (high - 0.1605).abs() < 5e-5);
}

#[tokio::test]
async fn a_survey_known_only_by_its_sums_is_the_survey() {
    let (_directory, store) = open().await;
    // Rocks 2016: 291 promoters, 476 passives, 395 detractors: −8.95, adjusted −8.93 ± 4.38.
    let mapping = r#"
[[amount]]
column = "promoters"
metric = "nps"
counts = "answers"
rating = 10
[[amount]]
column = "passives"
metric = "nps"
counts = "answers"
rating = 8
[[amount]]
column = "detractors"
metric = "nps"
counts = "answers"
rating = 3
"#;
    let rows = "id,day,region,promoters,passives,detractors\n1,2026-03-01,all,200,400,300\n2,2026-04-01,all,91,76,95\n";
    load(&store, mapping, rows).await;
    let (nps, n, margin) = whole(&store, "nps").await;
    assert!((nps + 8.95).abs() < 0.005);
    assert_eq!(n, 1162);
    let (low, high) = margin.unwrap();
    assert!((low + 13.31).abs() < 0.01 && (high + 4.55).abs() < 0.01);
}

#[tokio::test]
async fn complaints_over_what_could_go_wrong_come_from_two_files() {
    let (_directory, store) = open().await;
    let orders =
        "[[amount]]\nname = \"orders\"\nmetric = \"complaint_rate\"\ncounts = \"exposure\"";
    let mut rows = "id,day,region\n".to_owned();
    for row in 0..2_000 {
        rows += &format!("{row},2026-03-0{},north\n", 1 + row % 5);
    }
    load(&store, orders, &rows).await;
    let complaints = parse(
        "[[amount]]\nname = \"complaints\"\nmetric = \"complaint_rate\"\ncounts = \"occurrences\"",
    );
    let mut mapping = complaints.unwrap();
    "complaints".clone_into(&mut mapping.source);
    let file = "id,day,region\n1,2026-03-01,north\n2,2026-03-02,north\n3,2026-03-02,south\n4,2026-03-03,north\n5,2026-03-04,north\n";
    load_by(&store, mapping, file).await;
    // Five in 2,000 (Garwood: 1.6235 to 11.6683): 2.5 in a thousand.
    let (rate, n, margin) = whole(&store, "complaint_rate").await;
    assert!((rate - 2.5).abs() < 1e-12);
    assert_eq!(n, 2_000);
    let (low, high) = margin.unwrap();
    assert!((low - 0.81175).abs() < 5e-5 && (high - 5.83415).abs() < 5e-5);
}

#[tokio::test]
async fn money_is_kept_to_the_cent_as_a_spaniard_writes_it() {
    let (_directory, store) = open().await;
    let mapping = "[[amount]]\ncolumn = \"importe\"\nunit = \"EUR\"";
    let mapping = format!("{HEAD}{mapping}").replace(
        "kind = \"ticket\"",
        "kind = \"order\"\ndecimal = \",\"\ndelimiter = \";\"",
    );
    let mapping = Mapping::parse(
        "orders.toml",
        &mapping,
        &Variables::new(),
        &Definitions::default(),
    );
    let mapping = mapping.unwrap_or_else(|error| panic!("{error}"));
    let rows = "id;day;region;importe\n1;2026-03-01;n;1.234,56\n2;2026-03-01;n;-19,9\n3;2026-03-01;n;mucho\n";
    let report = load_by(&store, mapping, rows).await;
    assert_eq!(report.rows.values_rejected, 1);
    assert!(said(&report.rejects[0]).contains("not a number"));
    let services = Services::start(store).await.unwrap();
    let page = services
        .records(&services.owner(), &RecordQuery::default())
        .await
        .unwrap();
    let mut cents: Vec<i64> = page
        .records
        .iter()
        .flat_map(|record| &record.answers)
        .map(|answer| answer.value)
        .collect();
    cents.sort_unstable();
    assert_eq!(cents, [-1_990, 123_456]);
}

#[tokio::test]
async fn what_somebody_wrote_and_who_comes_back_and_a_changed_word_is_a_changed_record() {
    let (_directory, store) = open().await;
    let mapping = "[comment]\ncolumn = \"said\"\n[customer]\ncolumn = \"who\"\n[[amount]]\nname = \"tickets\"";
    let long = "x".repeat(20_001);
    let rows = format!(
        "id,day,region,said,who\n1,2026-03-01,n,\"They cracked,\nafter a week 😢\",c-7\n2,2026-03-01,n,,\n3,2026-03-01,n,{long},c-8\n"
    );
    let report = load(&store, mapping, &rows).await;
    assert_eq!((report.rows.added, report.rows.values_rejected), (3, 1));
    assert!(
        said(&report.rejects[0]).contains("20000 characters"),
        "{}",
        said(&report.rejects[0])
    );
    let again = load(&store, mapping, &rows.replace("a week", "two weeks")).await;
    assert_eq!((again.rows.changed, again.rows.unchanged), (1, 2));
    let services = Services::start(store).await.unwrap();
    let record = services
        .record(&services.owner(), "desk", "1")
        .await
        .unwrap();
    assert_eq!(
        record.comment.as_deref(),
        Some("They cracked,\nafter two weeks 😢")
    );
    assert_eq!(record.customer.as_deref(), Some("c-7"));
    let silent = services
        .record(&services.owner(), "desk", "2")
        .await
        .unwrap();
    assert_eq!((silent.comment, silent.customer), (None, None));
}

#[tokio::test]
async fn less_than_none_and_too_much_are_told_by_their_cell() {
    let (_directory, store) = open().await;
    let mapping =
        "[[amount]]\ncolumn = \"n\"\nmetric = \"complaint_rate\"\ncounts = \"occurrences\"";
    let rows = "id,day,region,n\n1,2026-03-01,n,-1\n2,2026-03-01,n,1e300\n3,2026-03-01,n,nan\n4,2026-03-01,n,2\n";
    let report = load(&store, mapping, rows).await;
    assert_eq!((report.rows.added, report.rows.values_rejected), (4, 3));
    let reasons: Vec<String> = report.rejects.iter().map(said).collect();
    assert!(reasons[0].contains("less than none"), "{reasons:?}");
    assert!(reasons[1].contains("too large"), "{reasons:?}");
    assert!(reasons[2].contains("not a number"), "{reasons:?}");
}

#[test]
fn a_metric_says_what_it_is_made_of() {
    let refused = |text: &str| parse(text).unwrap_err();
    let other = refused("[[amount]]\ncolumn = \"x\"\nmetric = \"reach\"\nunit = \"hours\"");
    assert_eq!(
        other.problem,
        MappingProblem::OtherUnit {
            metric: "reach".to_owned(),
            wants: "number".to_owned(),
            found: "hours".to_owned(),
        }
    );
    assert_eq!(other.line, 22, "{other}");
    for (text, wants) in [
        (
            "metric = \"complaint_rate\"",
            "\"occurrences\" / \"exposure\"",
        ),
        ("metric = \"nps\"", "\"answers\""),
        ("metric = \"reach\"\ncounts = \"exposure\"", "\"value\""),
    ] {
        let refused = refused(&format!("[[amount]]\ncolumn = \"x\"\n{text}"));
        assert!(
            refused.to_string().ends_with(&format!("counts = {wants}")),
            "{refused}"
        );
    }
    let refused_by = |text: &str| refused(text).problem;
    assert_eq!(
        refused_by(
            "[[amount]]\ncolumn = \"x\"\nmetric = \"nps\"\ncounts = \"answers\"\nrating = 11"
        ),
        MappingProblem::NoRating { min: 0, max: 10 }
    );
    assert_eq!(
        refused_by("[[amount]]\nmetric = \"reach\""),
        MappingProblem::NamelessAmount
    );
    assert!(matches!(
        refused_by("[[amount]]\ncolumn = \"x\"\ntouchpoint = \"desk\""),
        MappingProblem::NoTouchpoint { .. }
    ));
    let unit = refused("[[amount]]\ncolumn = \"x\"\nunit = \"euros\"").to_string();
    assert!(unit.contains("euros") && unit.contains("EUR"), "{unit}");
}

/// Some imports, each of which may repeat ids of another with other amounts, in thousandths of an hour. On one day, so that
/// most are worth a day tally.
fn imports() -> impl Strategy<Value = Vec<BTreeMap<u8, i32>>> {
    let rows = prop::collection::btree_map(any::<u8>(), -5_000..5_000_i32, 1..60);
    prop::collection::vec(rows, 1..4)
}

fn hours(thousandths: i32) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (thousandths.abs() / 1_000, thousandths.abs() % 1_000);
    format!("{sign}{whole}.{rest:03}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn means_are_exact_whatever_was_changed_and_undone(imports in imports(), undo in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (_directory, store) = open().await;
            let mapping = "[[amount]]\ncolumn = \"hours\"\nmetric = \"first_response\"";
            let mut states: Vec<BTreeMap<u8, i32>> = vec![BTreeMap::new()];
            let mut last = None;
            for rows in &imports {
                let mut state = states.last().cloned().unwrap();
                let mut text = "id,day,region,hours\n".to_owned();
                for (id, amount) in rows {
                    text += &format!("{id},2026-03-01,north,{}\n", hours(*amount));
                    state.insert(*id, *amount);
                }
                last = load(&store, mapping, &text).await.batch;
                states.push(state);
            }
            let services = Services::start(store).await.unwrap();
            if undo {
                states.pop();
                services.undo_import(&services.owner(), last.unwrap()).await.unwrap();
            }
            let state = states.last().unwrap();
            let sum: i64 = state.values().map(|amount| i64::from(*amount)).sum();
            for by in [None, Some("region")] {
                let (values, _) = value(services.store(), "first_response", by)
                    .await;
                let found: Vec<(f64, u64)> = values
                    .iter()
                    .filter_map(|value| Some((value.estimate?, value.n)))
                    .collect();
                if state.is_empty() {
                    assert_eq!(found, []);
                } else {
                    let mean = sum as f64 / state.len() as f64 / 1_000.0;
                    assert_eq!(found.len(), 1);
                    assert!((found[0].0 - mean).abs() < 1e-9, "{found:?} {mean}");
                    assert_eq!(found[0].1, state.len() as u64);
                }
            }
        });
    }
}

/// A hundred customers with ten answers each, half of them all fives and half all ones; what one said again is replaced.
#[tokio::test]
async fn answers_of_the_same_customers_are_as_sure_as_there_are_customers() {
    let (_directory, store) = open().await;
    let mapping = r#"
[scale.stars]
min = 1
max = 5
[[item]]
column = "stars"
scale = "stars"
metric = "stars"
[customer]
column = "who"
"#;
    let file = |stars: [u8; 2]| {
        let mut rows = "id,day,region,stars,who\n".to_owned();
        for answer in 0..1_000 {
            let stars = stars[answer % 2];
            rows += &format!(
                "{answer},2026-03-0{},n,{stars},c{}\n",
                1 + answer % 7,
                answer % 100
            );
        }
        rows += "more,2026-03-09,s,3,\n";
        rows
    };
    // First everybody gave threes; the second file replaces all of them.
    load(&store, mapping, &file([3, 3])).await;
    load(&store, mapping, &file([5, 1])).await;
    let query = MetricQuery {
        metric: "stars".to_owned(),
        customers: Some(true),
        filter: Some("region:n".to_owned()),
        ..MetricQuery::default()
    };
    let ask = async |query: &MetricQuery| {
        let defined = metric::Defined::default();
        metric::metric(&store, &defined, query, None).await.unwrap()
    };
    let reply = ask(&query).await;
    let of = reply.customers.unwrap();
    assert_eq!((of.customers, of.repeated, of.unnamed), (100, 100, 0));
    // ± 1.96 × 2/√100 = ± .392 about 3; by answers ± .124.
    let (by_customer, by_answer) = (of.interval.unwrap(), reply.values[0].interval.unwrap());
    assert!((by_customer.low - 2.608).abs() < 0.05 && (by_customer.high - 3.392).abs() < 0.05);
    assert!((by_answer.low - 2.876).abs() < 0.002 && (by_answer.high - 3.124).abs() < 0.002);
    // The same question, the same margin.
    assert_eq!(ask(&query).await.customers, Some(of));
    let all = MetricQuery {
        filter: None,
        ..query.clone()
    };
    assert_eq!(ask(&all).await.customers.unwrap().unnamed, 1);
    // By region, and where nobody asked, nothing is said of customers.
    let by = MetricQuery {
        by: Some("region".to_owned()),
        ..all.clone()
    };
    assert_eq!(ask(&by).await.customers, None);
    let unasked = MetricQuery {
        customers: None,
        ..all
    };
    assert_eq!(ask(&unasked).await.customers, None);
}
