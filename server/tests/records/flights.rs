//! The example mapping of flights, on rows written by hand in the form of the file.

use std::{io::Cursor, sync::Arc};

use server::{
    metric,
    record::{
        import::{self, Options},
        mapping::{Mapping, Variables},
    },
};
use shared::{api::MetricQuery, metric::Definitions};

use crate::support::open;

const MAPPING: &str = include_str!("../../../docs/examples/flights.toml");

/// One flight each: the earliest arrival that there is, the last minute that is on time, the first that is not, and a
/// cancelled one; the last is another carrier's, in time.
const FLIGHTS: &str = "\
year,month,day,dep_time,arr_delay,carrier,flight,origin,dest
2013,5,7,1715,-86,AA,1,JFK,SFO
2013,5,7,533,14,AA,2,JFK,IAH
2013,5,7,542,15,AA,3,LGA,MIA
2013,5,8,NA,NA,AA,1,JFK,SFO
2013,5,8,554,0,UA,1,EWR,ORD
";

#[tokio::test]
async fn a_flight_is_on_time_when_it_arrives_less_than_15_minutes_late_and_not_when_it_is_cancelled()
 {
    let (_directory, store) = open().await;
    let definitions = Definitions::default();
    let mapping = Mapping::parse("flights.toml", MAPPING, &Variables::new(), &definitions)
        .unwrap_or_else(|error| panic!("{error}"));
    let file = Cursor::new(FLIGHTS.as_bytes().to_vec());
    let report = import::import(
        &store,
        &Arc::new(mapping),
        file,
        &Options::default(),
        |_| {},
    )
    .await
    .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((report.rows.added, report.rows.rejected), (5, 0));
    assert_eq!(report.rows.values_rejected, 0);

    let query = MetricQuery {
        metric: "on_time".to_owned(),
        by: Some("carrier".to_owned()),
        ..MetricQuery::default()
    };
    let reply = metric::metric(&store, &metric::Defined::from(definitions), &query, None)
        .await
        .unwrap();
    let shares: Vec<_> = reply
        .values
        .iter()
        .map(|value| (value.group.as_deref(), value.estimate, value.n))
        .collect();
    assert_eq!(
        shares,
        [(Some("AA"), Some(0.5), 4), (Some("UA"), Some(1.0), 1)]
    );
}
