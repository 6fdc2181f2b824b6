//! What questions keep in memory follows whatever is written, also by another process.

use server::{service::Services, store::Store};
use shared::{
    api::{DefinitionsPush, MetricQuery, MetricReply},
    metric::{Metric, MetricIntent, MetricName},
};

use crate::support::{csat, file, forty, load, open, try_csat};

/// The groups of CSAT: name, share, n.
fn groups(reply: &MetricReply) -> Vec<(Option<&str>, f64, u64)> {
    let values = reply.values.iter();
    values
        .map(|value| (value.group.as_deref(), value.estimate.unwrap(), value.n))
        .collect()
}

fn table(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

#[tokio::test]
async fn what_another_process_writes_is_in_the_next_answer() {
    let (directory, store) = open().await;
    let other = Store::open(&directory.path().join("puente.db"))
        .await
        .unwrap();
    let services = Services::start(other.clone()).await.unwrap();
    let owner = services.owner();

    assert!(
        try_csat(&store, Some("region")).await.is_err(),
        "no record carries it yet"
    );
    load(&other, forty()).await;
    // Of five rows one after the other two gave four or five stars: even ones of the north, odd ones of the south.
    let first = csat(&store, Some("region")).await;
    let north_and_south = [(Some("north"), 0.4, 20), (Some("south"), 0.4, 20)];
    assert_eq!(groups(&first), north_and_south);

    let more = load(&other, file(&["40,2026-03-02,east,1,5"])).await;
    let found = csat(&store, Some("region")).await;
    let east = (Some("east"), 1.0, 1);
    assert_eq!(
        groups(&found),
        [east, north_and_south[0], north_and_south[1]]
    );

    let tables = table("region,supplier\nnorth,Alba\nsouth,Brisa\neast,Alba\n");
    services
        .replace_attributes(&owner, "region", tables)
        .await
        .unwrap();
    let found = csat(&store, Some("supplier")).await;
    assert_eq!(
        groups(&found),
        [(Some("Alba"), 9.0 / 21.0, 21), (Some("Brisa"), 0.4, 20)]
    );
    let tables = table("region,supplier\nnorth,Brisa\nsouth,Brisa\neast,Alba\n");
    services
        .replace_attributes(&owner, "region", tables)
        .await
        .unwrap();
    let found = csat(&store, Some("supplier")).await;
    assert_eq!(
        groups(&found),
        [(Some("Alba"), 1.0, 1), (Some("Brisa"), 0.4, 40)]
    );

    services.forget_record(&owner, "desk", "3").await.unwrap();
    // Row 3 was four stars of the south.
    let found = csat(&store, Some("region")).await;
    assert_eq!(groups(&found)[2], (Some("south"), 7.0 / 19.0, 19));

    services
        .undo_import(&owner, more.batch.unwrap())
        .await
        .unwrap();
    let found = csat(&store, Some("region")).await;
    assert_eq!(groups(&found).len(), 2, "the east went with its import");
}

#[tokio::test]
async fn a_metric_defined_by_another_process_can_be_asked_for() {
    let (directory, store) = open().await;
    let here = Services::start(store).await.unwrap();
    let owner = here.owner();
    let other = Store::open(&directory.path().join("puente.db"))
        .await
        .unwrap();
    let other = Services::start(other).await.unwrap();
    let query = MetricQuery {
        metric: "kindness".to_owned(),
        ..MetricQuery::default()
    };
    assert!(here.metric(&owner, &query).await.is_err());
    let metric = Metric {
        key: query.metric.clone(),
        name: MetricName {
            en: "Kindness".to_owned(),
            es: "Amabilidad".to_owned(),
        },
        ..Metric::by_key("csat").unwrap()
    };
    let push = DefinitionsPush {
        base: None,
        intents: vec![MetricIntent::Define { metric }],
    };
    other.change_definitions(&owner, push).await.unwrap();
    let found = here.metric(&owner, &query).await.unwrap();
    assert_eq!(found.values[0].n, 0);
}
