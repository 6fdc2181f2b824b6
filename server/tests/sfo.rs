//! The San Francisco airport survey, 2016 and 2017, through the example mapping. Skipped where the data are absent.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use std::{fs::File, path::PathBuf, sync::Arc};

use server::{
    metric,
    record::{
        import::{self, Options},
        mapping::Mapping,
    },
    store::Store,
};
use shared::{
    api::{ImportReport, MetricQuery, MetricReply, SeriesQuery, ServedBy},
    metric::{Definitions, Every},
};

/// A file of the survey, or `None` and a word about it.
fn survey(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data/sfo_survey")
        .join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not there", path.display());
    None
}

fn mapping(year: &str) -> Arc<Mapping> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/examples/sfo.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let variables = [("year".to_owned(), year.to_owned())].into();
    Arc::new(
        Mapping::parse("sfo.toml", &text, &variables, &Definitions::default())
            .unwrap_or_else(|error| panic!("{error}")),
    )
}

async fn import(store: &Store, year: &str, path: PathBuf) -> ImportReport {
    let options = Options {
        file: format!("{year}.csv"),
        ..Options::default()
    };
    import::import(
        store,
        &mapping(year),
        File::open(path).unwrap(),
        &options,
        |_| {},
    )
    .await
    .unwrap_or_else(|error| panic!("{error}"))
}

async fn nps(store: &Store, by: Option<&str>) -> MetricReply {
    let query = MetricQuery {
        metric: "nps".to_owned(),
        from: Some("2017-01-01".to_owned()),
        to: Some("2017-12-31".to_owned()),
        by: by.map(str::to_owned),
        ..MetricQuery::default()
    };
    metric::metric(store, &metric::Defined::default(), &query, None)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_airports_nps_of_2017_is_the_one_computed_elsewhere() {
    let Some(path) = survey("2017.csv") else {
        return;
    };
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&directory.path().join("puente.db"))
        .await
        .unwrap();
    let report = import(&store, "2017", path).await;
    assert_eq!((report.rows.added, report.rows.rejected), (2_831, 0));
    assert_eq!(
        report.days,
        Some(("2017-05-05".to_owned(), "2017-05-30".to_owned()))
    );

    let reply = nps(&store, None).await;
    assert_eq!(reply.served_by, ServedBy::Rollup);
    let value = &reply.values[0];
    // 2,746 of 2,831 answered; 39.8 and, weighted, 40.4.
    assert_eq!(value.n, 2_746);
    assert!(
        (value.estimate.unwrap() - 39.839_767).abs() < 1e-6,
        "{value:?}"
    );
    let weighted = value.weighted.unwrap();
    assert!(
        (weighted.estimate - 40.398_436).abs() < 1e-4,
        "{weighted:?}"
    );

    // All of it was answered in May: the month is the year, and its weeks add up to it.
    let series = async |every, by: Option<&str>| {
        let query = SeriesQuery {
            metric: Some("nps".to_owned()),
            every: Some(every),
            by: by.map(str::to_owned),
            ..SeriesQuery::default()
        };
        metric::metric_series(&store, &metric::Defined::default(), &query, None)
            .await
            .unwrap()
    };
    let months = series(Every::Month, None).await;
    assert_eq!(months.periods, ["2017-05-01"]);
    let month = &months.metrics[0].groups[0].points[0];
    assert_eq!((month.n, month.estimate), (value.n, value.estimate));
    assert_eq!(
        (month.interval, month.weighted),
        (value.interval, value.weighted)
    );
    let weeks = series(Every::Week, None).await;
    // From Monday 1 May to Tuesday 30 May 2017.
    assert_eq!(weeks.periods.len(), 5);
    assert_eq!(weeks.periods[0], "2017-05-01");
    let points = &weeks.metrics[0].groups[0].points;
    assert_eq!(points.iter().map(|point| point.n).sum::<u64>(), 2_746);
    let by_area = series(Every::Month, Some("boarding_area")).await;
    assert_eq!(by_area.served_by, ServedBy::Rollup);

    let areas = nps(&store, Some("boarding_area")).await;
    for (area, group) in areas.values.iter().zip(&by_area.metrics[0].groups) {
        let point = &group.points[0];
        assert_eq!((&area.group, area.n), (&group.group, point.n));
        assert_eq!(
            (area.estimate, area.interval),
            (point.estimate, point.interval)
        );
    }
    let names: Vec<&str> = areas
        .values
        .iter()
        .filter_map(|value| value.group.as_deref())
        .collect();
    assert_eq!(names, ["A", "B", "C", "D", "E", "F", "G"]);
    assert_eq!(areas.values.iter().map(|value| value.n).sum::<u64>(), 2_746);
    assert_eq!(areas.served_by, ServedBy::Rollup);
    let airlines = nps(&store, Some("airline")).await;
    assert_eq!(
        airlines.values.iter().map(|value| value.n).sum::<u64>(),
        2_746
    );
    assert_eq!(airlines.served_by, ServedBy::Scan);
}

#[tokio::test]
async fn no_row_of_2016_or_2017_is_lost_to_a_reused_respondent_number() {
    let (Some(first), Some(second)) = (survey("2016.csv"), survey("2017.csv")) else {
        return;
    };
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&directory.path().join("puente.db"))
        .await
        .unwrap();
    let of_2016 = import(&store, "2016", first.clone()).await;
    assert_eq!(
        (
            of_2016.rows.added,
            of_2016.rows.rejected,
            of_2016.rows.changed
        ),
        (3_087, 0, 0)
    );
    assert!(of_2016.missing_columns.contains(&"NETPRO".to_owned()));
    let of_2017 = import(&store, "2017", second).await;
    assert_eq!(
        (
            of_2017.rows.added,
            of_2017.rows.rejected,
            of_2017.rows.changed
        ),
        (2_831, 0, 0)
    );
    // The NPS of 2017 does not see 2016, which has none.
    assert_eq!(nps(&store, None).await.values[0].n, 2_746);

    let again = import(&store, "2016", first).await;
    assert_eq!((again.rows.added, again.rows.unchanged), (0, 3_087));
}
