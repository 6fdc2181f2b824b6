//! Finding what there is by name, and where each thing leads.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use shared::{
    access::{Actor, Role},
    action::{ActionIntent, ActionKind, Plan},
    api::{
        CatalogueReply, ErrorCode, Found, FoundKind, Outcome, PersonaView, SearchQuery, SearchReply,
    },
    catalogue::{CatalogueIntent, EntryId},
    id::{ActionId, BrandId, FamilyId, JourneyId, PersonaId, TouchpointId},
    journey::{JourneyIntent, ScopeField},
    log::Intent,
};
use uuid::Uuid;

use crate::{
    about::journey,
    support::{Client, House, title},
};

async fn search(house: &House, query: &str) -> SearchReply {
    let reply = house.get(&format!("/api/v1/search?q={query}")).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    reply.json()
}

async fn found(house: &House, query: &str) -> Vec<Found> {
    search(house, query).await.found
}

fn names(found: &[Found]) -> Vec<&str> {
    found.iter().map(|one| one.name.as_str()).collect()
}

fn touchpoint(name: &str, key: Option<&str>) -> (TouchpointId, CatalogueIntent) {
    let id = TouchpointId::new(Uuid::now_v7());
    let intent = CatalogueIntent::AddTouchpoint {
        id,
        name: name.to_owned(),
        key: key.map(str::to_owned),
        channel: None,
        department: None,
        moment_of_truth: false,
    };
    (id, intent)
}

async fn catalogue(house: &House, client: &mut Client, intents: Vec<CatalogueIntent>) {
    let intents = intents.into_iter().map(Intent::Catalogue).collect();
    let push = client.push(intents);
    let reply = house.post("/api/v1/catalogue/pushes", &push).await;
    let reply: CatalogueReply = reply.json();
    assert!(
        matches!(reply.outcome, Outcome::Accepted { .. }),
        "{:?}",
        reply.outcome
    );
}

async fn scope(house: &House, journey: JourneyId, field: ScopeField) {
    let intent = Intent::Journey(JourneyIntent::SetScope { field });
    let push = Client::new(house).push(vec![intent]);
    house.push(journey, &push).await;
}

#[tokio::test]
async fn a_journey_is_found_by_title_and_tags_in_any_order_and_says_that_it_is_archived() {
    let house = House::open().await;
    let made = house.journey("Primer maratón").await;
    house.journey("Airport").await;
    let hit = found(&house, "MARATON%20primer").await;
    assert_eq!(names(&hit), ["Primer maratón"]);
    assert_eq!(hit[0].kind, FoundKind::Journey);
    assert_eq!(hit[0].path, format!("/journeys/{}", made.slug));
    assert!(!hit[0].put_away);
    scope(
        &house,
        made.id,
        ScopeField::Tags(vec!["running".to_owned()]),
    )
    .await;
    scope(&house, made.id, ScopeField::Archived(true)).await;
    let hit = found(&house, "runn").await;
    assert_eq!(names(&hit), ["Primer maratón"]);
    assert!(hit[0].put_away);
    assert_eq!(hit[0].detail, "running");
    // Renamed, it is found by its new name and not by the old one.
    let push = Client::new(&house).push(vec![title("Segunda media")]);
    house.push(made.id, &push).await;
    assert!(found(&house, "maraton").await.is_empty());
    assert_eq!(names(&found(&house, "media").await), ["Segunda media"]);
}

#[tokio::test]
async fn a_touchpoint_leads_to_the_board_it_is_on_and_else_to_the_catalogue() {
    let house = House::open().await;
    let mut client = Client::new(&house);
    let (desk, add_desk) = touchpoint("Front desk", Some("front-desk"));
    let (kiosk, add_kiosk) = touchpoint("Kiosk by the desk", None);
    catalogue(&house, &mut client, vec![add_desk, add_kiosk]).await;
    let hit = found(&house, "desk").await;
    assert_eq!(names(&hit), ["Front desk", "Kiosk by the desk"]);
    assert_eq!(hit[0].path, "/catalogue?section=touchpoints");
    journey(&house, &[desk]).await;
    let hit = found(&house, "desk").await;
    assert_eq!(
        hit[0].path,
        format!("/journeys/to-the-plane?touchpoint={desk}")
    );
    assert_eq!(hit[0].detail, "To the plane");
    assert_eq!(hit[1].path, "/catalogue?section=touchpoints");
    // What was read of a board is read again once it changed.
    let later = journey(&house, &[desk, kiosk]).await;
    let hit = found(&house, "kiosk").await;
    assert_eq!(
        hit[0].path,
        format!("/journeys/to-the-plane-2?touchpoint={kiosk}")
    );
    scope(&house, later, ScopeField::Archived(true)).await;
    let hit = found(&house, "front").await;
    assert_eq!(
        hit[0].path,
        format!("/journeys/to-the-plane?touchpoint={desk}"),
        "the board in use goes before the archived one"
    );
    let retire = CatalogueIntent::Retire {
        entry: EntryId::Touchpoint(kiosk),
    };
    catalogue(&house, &mut client, vec![retire]).await;
    assert!(found(&house, "kiosk").await[0].put_away);
}

#[tokio::test]
async fn people_departments_metrics_and_actions_are_found_in_the_readers_language() {
    let house = House::open().await;
    let persona = CatalogueIntent::AddPersona {
        id: PersonaId::new(Uuid::now_v7()),
        name: "Marta".to_owned(),
        summary: "Runs her first marathon".to_owned(),
    };
    let family = FamilyId::new(Uuid::now_v7());
    let brands = [
        CatalogueIntent::AddFamily {
            id: family,
            name: "Grupo Cumbre".to_owned(),
        },
        CatalogueIntent::AddBrand {
            id: BrandId::new(Uuid::now_v7()),
            name: "Senda Trail".to_owned(),
            family: Some(family),
        },
    ];
    let all = std::iter::once(persona).chain(brands).collect();
    catalogue(&house, &mut Client::new(&house), all).await;
    let brand = &found(&house, "senda").await[0];
    assert_eq!(
        (brand.kind, brand.detail.as_str()),
        (FoundKind::Brand, "Grupo Cumbre")
    );
    assert_eq!(brand.path, "/catalogue?section=brands");
    let id = ActionId::new(Uuid::now_v7());
    let plan = Plan {
        problem: "People wait too long".to_owned(),
        kind: ActionKind::Correction,
        step: "A second desk at noon".to_owned(),
        scope: String::new(),
        touchpoint: None,
        journey: None,
        due: None,
        metric: None,
        check: None,
    };
    let assigned = Some("Martina".to_owned());
    let intent = ActionIntent::Add { id, plan, assigned };
    let reply = house.post("/api/v1/actions", &intent).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let hit = found(&house, "mart").await;
    // The name goes before who was asked.
    assert_eq!(names(&hit), ["Marta", "People wait too long"]);
    assert_eq!(hit[0].path, "/personas/marta");
    // Under another name, only its id leads there.
    let lasting = hit[0].lasting.as_deref().unwrap();
    let page = house.get(&format!("/api/v1{lasting}")).await;
    let persona = page.json::<PersonaView>().persona;
    assert_eq!(lasting, format!("/personas/{persona}"));
    assert_eq!(hit[1].lasting, None);
    assert_eq!(hit[1].path, format!("/actions?action={id}"));
    assert_eq!(hit[1].detail, "Martina");
    let kinds = async |query: &str| -> Vec<(FoundKind, String)> {
        let found = found(&house, query).await.into_iter();
        found.map(|one| (one.kind, one.name)).collect()
    };
    let quality = kinds("calidad&lang=es").await;
    assert_eq!(quality, [(FoundKind::Department, "Calidad".to_owned())]);
    assert!(kinds("calidad&lang=en").await.is_empty());
    let csat = found(&house, "csat").await;
    let csat = csat
        .iter()
        .find(|one| one.kind == FoundKind::Metric)
        .unwrap();
    assert_eq!(csat.path, "/metrics?metric=csat");
}

#[tokio::test]
async fn a_question_without_words_finds_nothing_and_one_that_is_too_long_is_refused() {
    let house = House::open().await;
    house.journey("Airport").await;
    assert_eq!(search(&house, "%20%20").await, SearchReply::default());
    let long = "%C3%A1".repeat(200);
    assert!(found(&house, &long).await.is_empty());
    let reply = house.get(&format!("/api/v1/search?q={long}a")).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(reply.code(), "invalid");
    let reply = house.get("/api/v1/search").await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    let reply = house.get("/api/v1/search?q=a&lang=pt").await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn who_may_see_nothing_finds_nothing() {
    let house = House::open().await;
    house.journey("Airport").await;
    let nobody = Actor::new(house.services.owner().id, Role::Nobody);
    let query = SearchQuery {
        q: "airport".to_owned(),
        lang: None,
    };
    let refused = house.services.search(&nobody, &query).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn the_best_twelve_of_a_large_catalogue_come_at_once_and_the_others_are_counted() {
    let house = House::open().await;
    let mut client = Client::new(&house);
    for part in 0..20 {
        let intents = (0..100).map(|i| touchpoint(&format!("Shop window {part}-{i}"), None).1);
        catalogue(&house, &mut client, intents.collect()).await;
    }
    let (id, best) = touchpoint("Window", None);
    catalogue(&house, &mut client, vec![best]).await;
    let journey = journey(&house, &[id]).await;
    let before = Instant::now();
    let reply = search(&house, "window").await;
    // Milliseconds; the bound only catches what reads everything anew for each answer.
    assert!(
        before.elapsed() < Duration::from_secs(2),
        "{:?}",
        before.elapsed()
    );
    assert_eq!(reply.found.len(), 12);
    assert_eq!(reply.left_out, 2_001 - 12);
    assert_eq!(reply.found[0].name, "Window");
    let board = house.get(&format!("/api/v1/journeys/{journey}")).await;
    assert_eq!(board.status, StatusCode::OK);
    assert_eq!(
        reply.found[0].path,
        format!("/journeys/to-the-plane?touchpoint={id}")
    );
}
