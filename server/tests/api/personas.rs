//! Personas, and where the catalogue is used, over the API: of the sample, whose numbers are known by other questions too.

use axum::http::StatusCode;
use server::sample;
use shared::{
    access::{Actor, Role},
    api::{
        CatalogueUse, CatalogueView, ErrorCode, JourneySummary, PersonaView, RecordPage, Scores,
    },
    catalogue::Catalogue,
    id::PersonaId,
};

use crate::support::House;

async fn seeded() -> (House, Catalogue, CatalogueUse) {
    let house = House::open().await;
    sample::seed(&house.services).await.unwrap();
    let view: CatalogueView = house.get("/api/v1/catalogue").await.json();
    let used: CatalogueUse = house.get("/api/v1/catalogue/use").await.json();
    (house, view.catalogue, used)
}

async fn persona(house: &House, name: &str) -> PersonaView {
    let reply = house.get(&format!("/api/v1/personas/{name}")).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    reply.json()
}

/// Records of customers one by one, page after page.
async fn counted(house: &House, query: &str) -> u64 {
    let (mut n, mut before) = (0, String::new());
    loop {
        let page: RecordPage = house
            .get(&format!("/api/v1/records?limit=200{query}{before}"))
            .await
            .json();
        n += page.records.len() as u64;
        match page.before {
            Some(place) => before = format!("&before={place}"),
            None => return n,
        }
    }
}

#[tokio::test]
async fn a_personas_page_says_what_boards_believe_and_what_records_of_its_customers_say() {
    let (house, catalogue, used) = seeded().await;
    let (id, marta) = catalogue
        .personas
        .iter()
        .find(|(_, one)| one.name == "Marta, 31")
        .unwrap();
    assert_eq!(used.personas[id].slug, "marta-31");
    let view = persona(&house, "marta-31").await;
    assert_eq!(view, persona(&house, &id.to_string()).await);
    assert_eq!(view.persona, *id);
    // What the list of records says, one by one.
    let segment = marta.filter.0["segment"]
        .first()
        .unwrap()
        .replace(' ', "%20");
    let query = format!("&dimension%5Bsegment%5D={segment}");
    assert_eq!(view.records, counted(&house, &query).await);
    assert_eq!(view.of, counted(&house, "").await);
    assert_eq!(used.personas[id].records, Some(view.records));
    let journeys: Vec<JourneySummary> = house.get("/api/v1/journeys").await.json();
    assert_eq!(view.journeys.len(), journeys.len());
    for (shown, journey) in view.journeys.iter().zip(&journeys) {
        assert_eq!(shown.slug, journey.slug);
        let titles: Vec<&str> = shown
            .stages
            .iter()
            .map(|stage| stage.title.as_str())
            .collect();
        let stages: Vec<&str> = journey
            .stages
            .iter()
            .map(|stage| stage.title.as_str())
            .collect();
        assert_eq!(titles, stages);
        assert!(shown.stages.iter().all(|stage| stage.believed.is_some()));
    }
    assert!(
        view.journeys
            .iter()
            .flat_map(|one| &one.stages)
            .any(|stage| stage.measured.is_some())
    );
    // The worst is the worst that the scores of her records name.
    let worst = &view.worst[0];
    let filter = marta.filter.to_string().replace(' ', "%20");
    let scores: Scores = house
        .get(&format!(
            "/api/v1/scores?journey={}&filter={filter}",
            worst.slug
        ))
        .await
        .json();
    let score = scores
        .touchpoints
        .iter()
        .find(|one| one.touchpoint == worst.touchpoint)
        .unwrap();
    assert_eq!(score.friction.as_ref(), Some(&worst.friction));
    assert_eq!(score.n, worst.n);
    let highest = scores
        .touchpoints
        .iter()
        .filter_map(|one| one.friction.as_ref());
    assert!(
        highest
            .map(|one| one.score)
            .all(|score| score <= worst.friction.score)
    );
    let falling = view.worst.windows(2);
    for pair in falling {
        assert!(pair[0].friction.score >= pair[1].friction.score);
    }
}

#[tokio::test]
async fn customers_are_quoted_in_their_own_words_the_same_every_time_and_nobody_of_the_staff() {
    let (house, catalogue, _) = seeded().await;
    for (id, one) in &catalogue.personas {
        let view = persona(&house, &id.to_string()).await;
        assert!(
            (1..=6).contains(&view.quotes.len()),
            "{}: {}",
            one.name,
            view.quotes.len()
        );
        assert_eq!(view.quotes, persona(&house, &id.to_string()).await.quotes);
        let segment = one.filter.0["segment"].first().unwrap().replace(' ', "%20");
        for quote in &view.quotes {
            let page: RecordPage = house
                .get(&format!(
                    "/api/v1/records?limit=200&source={}&from={}&to={}&dimension%5Bsegment%5D={segment}",
                    quote.source.replace(' ', "%20"),
                    quote.day,
                    quote.day
                ))
                .await
                .json();
            let said = page
                .records
                .iter()
                .filter_map(|record| record.comment.as_deref());
            let start: String = quote.text.trim_end_matches('…').chars().take(40).collect();
            let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                said.map(one_line).any(|text| text.starts_with(&start)),
                "{quote:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_persona_that_is_nowhere_is_not_found_and_who_may_see_nothing_sees_none() {
    let (house, catalogue, _) = seeded().await;
    let gone = house.get("/api/v1/personas/nobody").await;
    assert_eq!(
        (gone.status, gone.code().as_str()),
        (StatusCode::NOT_FOUND, "not_found")
    );
    let nobody = Actor::new(house.services.owner().id, Role::Nobody);
    let id: &PersonaId = catalogue.personas.keys().next().unwrap();
    let refused = house
        .services
        .persona(&nobody, &id.to_string())
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::Forbidden);
    let refused = house.services.catalogue_use(&nobody).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn every_touchpoint_says_where_it_stands_and_every_department_what_it_has() {
    let (house, catalogue, used) = seeded().await;
    let soles = catalogue
        .touchpoints
        .iter()
        .find(|(_, one)| one.key.as_deref() == Some("sample-soles"))
        .unwrap();
    let of_it = &used.touchpoints[soles.0];
    // On the board of buying and wearing, and on that of the repair.
    let steps: Vec<&str> = of_it
        .placed
        .iter()
        .map(|place| place.step.as_str())
        .collect();
    assert_eq!(steps, ["After 200 km", "Find the crack"]);
    let place = &of_it.placed[0];
    assert_eq!(place.title, "Soles after 200 km");
    let journey = used
        .journeys
        .iter()
        .find(|one| one.id == place.journey)
        .unwrap();
    assert_eq!(journey.title, "First marathon, first pair");
    let scores: Scores = house
        .get(&format!("/api/v1/scores?journey={}", journey.slug))
        .await
        .json();
    let score = scores
        .touchpoints
        .iter()
        .find(|one| one.touchpoint == *soles.0)
        .unwrap();
    let friction = of_it.friction.as_ref().unwrap();
    let expected = score.friction.as_ref().unwrap();
    assert_eq!(
        (friction.score, friction.interval),
        (expected.score, expected.interval)
    );
    assert_eq!(of_it.n, score.n);
    let department = soles.1.department.unwrap();
    let of_department = &used.departments[&department];
    let responsible = catalogue.touchpoints.iter();
    let responsible = responsible.filter(|(_, one)| one.department == Some(department));
    assert_eq!(of_department.touchpoints.len(), responsible.count());
    let promises: Vec<&str> = used
        .departments
        .values()
        .flat_map(|one| &one.promises)
        .map(|one| one.title.as_str())
        .collect();
    assert!(promises.contains(&"Made to last 800 km"), "{promises:?}");
    assert!(used.departments.values().any(|one| !one.metrics.is_empty()));
    assert!(used.departments.values().any(|one| one.actions > 0));
}

#[tokio::test]
async fn brands_have_the_journeys_touchpoints_and_records_that_say_them() {
    let (house, catalogue, used) = seeded().await;
    for (id, brand) in &catalogue.brands {
        let of_it = &used.brands[id];
        let expected = if brand.name == "Cumbre Running" { 2 } else { 0 };
        assert_eq!(of_it.journeys.len(), expected, "{}", brand.name);
        let dimensions = house.get("/api/v1/dimensions").await.text;
        if dimensions.contains("\"brand\"") {
            let name = brand.name.replace(' ', "%20");
            let listed = counted(&house, &format!("&dimension%5Bbrand%5D={name}")).await;
            assert_eq!(of_it.records, Some(listed));
        } else if !dimensions.contains("\"marca\"") {
            assert_eq!(of_it.records, None);
        }
    }
}
