//! Images that nothing refers to: kept for a day, then removed, and no image that some history still shows.

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use image::{ImageFormat, Rgb, RgbImage};
use server::{
    clock,
    image::sweep::{Swept, WAITS},
};
use shared::{
    api::{CatalogueReply, ImageReply, Outcome},
    catalogue::{CatalogueIntent, PersonaField},
    id::{CardId, JourneyId, PersonaId},
    image::Picture,
    journey::{CardField, Cell, Evidence, JourneyIntent, LaneKind, Node},
    log::Intent,
};
use uuid::Uuid;

use crate::support::{Client, House};

/// An image of one colour, told apart by it.
async fn image(house: &House, red: u8) -> ImageReply {
    let mut png = std::io::Cursor::new(Vec::new());
    let pixels = RgbImage::from_pixel(8, 8, Rgb([red, 0, 0]));
    pixels.write_to(&mut png, ImageFormat::Png).unwrap();
    let request = house
        .request(Method::POST, "/api/v1/images")
        .header(header::CONTENT_TYPE, "application/octet-stream");
    let sent = request.body(Body::from(png.into_inner())).unwrap();
    house.send(sent).await.json()
}

async fn is_there(house: &House, image: &ImageReply) -> bool {
    let status = house.get(&image.image.address()).await.status;
    assert!(
        matches!(status, StatusCode::OK | StatusCode::NOT_FOUND),
        "{status}"
    );
    status == StatusCode::OK
}

/// Sweeps as if it were so many milliseconds later.
async fn sweep(house: &House, later: i64) -> Swept {
    let (services, now) = (&house.services, clock::milliseconds() + later);
    services.sweep_images(&services.owner(), now).await.unwrap()
}

fn picture(image: &ImageReply) -> Option<Picture> {
    Some(Picture {
        image: image.image,
        width: image.width,
        height: image.height,
        alt: String::new(),
    })
}

/// A card of a journey, which shows nothing yet.
async fn card(house: &House, client: &mut Client, journey: JourneyId) -> CardId {
    let board = house.board(journey).await.board.journey;
    let id = CardId::new(Uuid::now_v7());
    let add = JourneyIntent::AddCard {
        id,
        cell: Cell {
            step: board.columns().next().unwrap().step,
            lane: board.lane_of_kind(LaneKind::Pains).unwrap(),
        },
        after: None,
        title: "A queue".to_owned(),
        evidence: Evidence::Assumption,
        touchpoint: None,
        department: None,
    };
    wish(house, client, journey, add).await;
    id
}

async fn wish(house: &House, client: &mut Client, journey: JourneyId, intent: JourneyIntent) {
    let push = client.push(vec![Intent::Journey(intent)]);
    let outcome = house.push(journey, &push).await.outcome;
    assert!(matches!(outcome, Outcome::Accepted { .. }), "{outcome:?}");
}

fn show(card: CardId, picture: Option<Picture>) -> JourneyIntent {
    let field = CardField::Image(picture);
    JourneyIntent::SetCard { card, field }
}

#[tokio::test]
async fn an_image_that_was_never_used_is_there_for_a_day_and_then_gone() {
    let house = House::open().await;
    let unused = image(&house, 1).await;
    assert_eq!(sweep(&house, 0).await, Swept::default());
    assert_eq!(sweep(&house, WAITS - 60_000).await, Swept::default());
    assert!(is_there(&house, &unused).await);
    let swept = sweep(&house, WAITS + 1).await;
    assert_eq!(swept.images, 1);
    assert!(swept.bytes >= unused.bytes);
    assert!(!is_there(&house, &unused).await);
    assert_eq!(sweep(&house, WAITS + 1).await, Swept::default());
    // Sent again, it is there again.
    assert_eq!(image(&house, 1).await, unused);
    assert!(is_there(&house, &unused).await);
}

#[tokio::test]
async fn an_old_image_that_is_sent_again_waits_for_its_edit_anew() {
    let house = House::open().await;
    let unused = image(&house, 1).await;
    let mut write = house.services.store().write().await.unwrap();
    sqlx::query("UPDATE image SET created_at = 0")
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    image(&house, 1).await;
    assert_eq!(sweep(&house, 0).await, Swept::default());
    assert!(is_there(&house, &unused).await);
}

#[tokio::test]
async fn an_image_that_was_taken_from_its_card_stays_for_undo_and_for_the_board_as_it_was() {
    let house = House::open().await;
    let journey = house.journey("Airport").await.id;
    let mut client = Client::new(&house);
    let shown = image(&house, 1).await;
    let card = card(&house, &mut client, journey).await;
    wish(&house, &mut client, journey, show(card, picture(&shown))).await;
    assert_eq!(sweep(&house, WAITS + 1).await, Swept::default());
    // Taken away, and the card with it, after what was there was looked through.
    wish(&house, &mut client, journey, show(card, None)).await;
    let nodes = vec![Node::Card(card)];
    wish(
        &house,
        &mut client,
        journey,
        JourneyIntent::Delete { nodes },
    )
    .await;
    for later in [WAITS + 1, 400 * WAITS] {
        assert_eq!(sweep(&house, later).await, Swept::default());
        // Also by another process, and after a restart.
        assert_eq!(sweep(&house.again().await, later).await, Swept::default());
    }
    let nodes = vec![Node::Card(card)];
    let restore = JourneyIntent::Restore { nodes };
    wish(&house, &mut client, journey, restore).await;
    wish(&house, &mut client, journey, show(card, picture(&shown))).await;
    let board = house.board(journey).await.board.journey;
    assert_eq!(board.cards[&card].image, picture(&shown));
    assert!(is_there(&house, &shown).await);
}

#[tokio::test]
async fn an_image_goes_with_the_last_journey_whose_history_names_it() {
    let house = House::open().await;
    let (first, second) = (
        house.journey("First").await.id,
        house.journey("Second").await.id,
    );
    let (both, one) = (image(&house, 1).await, image(&house, 2).await);
    for (journey, shown) in [(first, &both), (second, &both), (first, &one)] {
        // A replica for each: they number their pushes by log.
        let mut client = Client::new(&house);
        let card = card(&house, &mut client, journey).await;
        wish(&house, &mut client, journey, show(card, picture(shown))).await;
    }
    assert_eq!(sweep(&house, WAITS + 1).await, Swept::default());
    forget(&house, first).await;
    assert_eq!(sweep(&house, WAITS + 1).await.images, 1);
    assert!(is_there(&house, &both).await && !is_there(&house, &one).await);
    forget(&house, second).await;
    assert_eq!(sweep(&house, WAITS + 1).await.images, 1);
    assert!(!is_there(&house, &both).await);
}

/// Deletes a journey for good, as an operator would: no way through the program does that yet.
async fn forget(house: &House, journey: JourneyId) {
    let mut write = house.services.store().write().await.unwrap();
    for statement in [
        "DELETE FROM journey WHERE id = $1",
        "DELETE FROM push_outcome WHERE log = $1",
        "DELETE FROM log_snapshot WHERE log = $1",
        "DELETE FROM log_entry WHERE log = $1",
        "DELETE FROM log WHERE id = $1",
    ] {
        sqlx::query(statement)
            .bind(journey.uuid())
            .execute(&mut *write)
            .await
            .unwrap();
    }
    write.commit().await.unwrap();
}

#[tokio::test]
async fn a_personas_picture_stays_also_when_it_was_changed() {
    let house = House::open().await;
    let (before, after) = (image(&house, 1).await, image(&house, 2).await);
    let persona = PersonaId::new(Uuid::now_v7());
    let set = |picture| CatalogueIntent::SetPersona {
        persona,
        field: PersonaField::Picture(picture),
    };
    let add = CatalogueIntent::AddPersona {
        id: persona,
        name: "Marta".to_owned(),
        summary: String::new(),
    };
    let mut client = Client::new(&house);
    for intent in [add, set(picture(&before)), set(picture(&after))] {
        let push = client.push(vec![Intent::Catalogue(intent)]);
        let reply = house.post("/api/v1/catalogue/pushes", &push).await;
        let outcome = reply.json::<CatalogueReply>().outcome;
        assert!(matches!(outcome, Outcome::Accepted { .. }), "{outcome:?}");
    }
    assert_eq!(sweep(&house, WAITS + 1).await, Swept::default());
    assert!(is_there(&house, &before).await && is_there(&house, &after).await);
}

#[tokio::test]
async fn more_entries_and_images_than_are_taken_at_once_are_swept_all_the_same() {
    let house = House::open().await;
    let journey = house.journey("Airport").await.id;
    let mut client = Client::new(&house);
    let card = card(&house, &mut client, journey).await;
    for red in 0..120 {
        image(&house, red).await;
    }
    let shown = image(&house, 200).await;
    for at in 0..130 {
        let text = format!("Title {at}");
        wish(
            &house,
            &mut client,
            journey,
            JourneyIntent::Rename {
                node: Node::Card(card),
                title: text,
            },
        )
        .await;
    }
    wish(&house, &mut client, journey, show(card, picture(&shown))).await;
    assert_eq!(sweep(&house, WAITS + 1).await.images, 120);
    assert!(is_there(&house, &shown).await);
}
