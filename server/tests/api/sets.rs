//! Saved settings: kept with who and when, refused with a reason, and scored by.

use axum::http::StatusCode;
use serde_json::{Value, json};
use server::{service::Services, store::Store};
use shared::{
    api::{FrictionSetsView, HistoryQuery, ScoreQuery, SetHistory},
    friction::{Preset, SetChange, SetIntent, Settings},
    id::FrictionSetId,
};
use uuid::Uuid;

use crate::support::House;

const PATH: &str = "/api/v1/friction/sets";

fn id(number: u128) -> FrictionSetId {
    FrictionSetId::new(Uuid::from_u128(number))
}

fn add(number: u128, name: &str) -> SetIntent {
    SetIntent::Add {
        id: id(number),
        name: name.to_owned(),
        settings: Preset::EffortFirst.of(&Settings::default()),
    }
}

#[tokio::test]
async fn the_trail_says_who_did_what_and_what_was_before() {
    let house = House::open().await;
    let before: FrictionSetsView = house.get(PATH).await.json();
    assert_eq!((before.sets.len(), before.default), (0, None));
    let settings = Preset::Balanced.of(&Settings::default());
    let changed = SetIntent::Change {
        set: id(1),
        settings: settings.clone(),
    };
    for intent in [add(1, "Peak"), changed.clone(), changed] {
        let reply = house.post(PATH, &intent).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    }
    let used = SetIntent::Use { set: Some(id(1)) };
    let view: FrictionSetsView = house.post(PATH, &used).await.json();
    assert_eq!(view.default, Some(id(1)));
    assert_eq!(view.standard, settings);
    assert_eq!(view.sets[0].settings, settings.to_string());

    let history: SetHistory = house.get(&format!("{PATH}/history?limit=2")).await.json();
    // The change that was asked for twice happened once.
    assert_eq!(history.entries.len(), 2);
    assert_eq!(history.before, Some(2));
    let owner = house.services.owner().id;
    assert!(
        history
            .entries
            .iter()
            .all(|entry| entry.actor == owner && entry.at.0 > 0)
    );
    assert_eq!(
        history.entries[0].changes,
        [SetChange::Used {
            before: None,
            set: Some(id(1)),
        }]
    );
    assert_eq!(
        history.entries[1].changes,
        [SetChange::Changed {
            set: id(1),
            before: Preset::EffortFirst.of(&Settings::default()),
            settings,
        }]
    );
    let query = format!("{PATH}/history?before=2");
    let oldest: SetHistory = house.get(&query).await.json();
    assert_eq!((oldest.entries.len(), oldest.before), (1, None));
}

#[tokio::test]
async fn what_may_not_be_is_refused_by_name() {
    let house = House::open().await;
    house.post(PATH, &add(1, "Peak")).await;
    house.post(PATH, &SetIntent::Use { set: Some(id(1)) }).await;
    for (intent, status, field) in [
        (add(1, "Other"), StatusCode::CONFLICT, "id"),
        (add(2, "PEAK"), StatusCode::CONFLICT, "name"),
        (add(2, "  "), StatusCode::UNPROCESSABLE_ENTITY, "name"),
        (
            add(2, &"x".repeat(501)),
            StatusCode::UNPROCESSABLE_ENTITY,
            "name",
        ),
        (
            SetIntent::Retire { set: id(1) },
            StatusCode::UNPROCESSABLE_ENTITY,
            "set",
        ),
    ] {
        let reply = house.post(PATH, &intent).await;
        assert_eq!(reply.status, status, "{}", reply.text);
        let problem: Value = reply.json();
        assert_eq!(problem["args"]["field"], json!(field));
    }
    let missing = house.post(PATH, &SetIntent::Retire { set: id(9) }).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    let bad = json!({"add": {"id": id(3), "name": "Bad", "settings": "effort:0:0:1"}});
    assert_eq!(house.post(PATH, &bad).await.status, StatusCode::BAD_REQUEST);
    let view: FrictionSetsView = house.get(PATH).await.json();
    assert_eq!(view.sets.len(), 1);
    let page = house.get(&format!("{PATH}/history?limit=1000")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_workspace_is_scored_by_the_set_in_use_also_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("puente.db");
    let start = async || {
        Services::start(Store::open(&path).await.unwrap())
            .await
            .unwrap()
    };
    let services = start().await;
    let owner = services.owner();
    server::sample::seed(&services).await.unwrap();
    let settings = Preset::EffortFirst.of(&Settings::default());
    for intent in [add(1, "Effort"), SetIntent::Use { set: Some(id(1)) }] {
        services.change_friction_sets(&owner, intent).await.unwrap();
    }
    drop(services);

    let services = start().await;
    let journeys = services.journeys_list(&owner).await.unwrap();
    let query = |settings: Option<&Settings>| ScoreQuery {
        journey: journeys[0].slug.clone(),
        settings: settings.map(Settings::to_string),
        ..ScoreQuery::default()
    };
    let unasked = services.scores(&owner, &query(None)).await.unwrap();
    let asked = services
        .scores(&owner, &query(Some(&settings)))
        .await
        .unwrap();
    assert_eq!(unasked.settings, settings);
    assert_eq!(unasked.touchpoints, asked.touchpoints);
    let standard = query(Some(&Settings::default()));
    let otherwise = services.scores(&owner, &standard).await.unwrap();
    assert_ne!(unasked.touchpoints, otherwise.touchpoints);
    let trail = services
        .friction_set_history(&owner, HistoryQuery::default())
        .await
        .unwrap();
    assert_eq!(trail.entries.len(), 2);
}
