//! Journeys that go out with what their cards show.

use std::io::{Cursor, Read};

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use image::{ImageFormat, Rgb, RgbImage};
use shared::{
    api::{BoardSnapshot, ImageReply, JourneySummary},
    id::CardId,
    image::{ImageHash, Picture},
    journey::{CardField, Cell, Evidence, JourneyIntent, LaneKind},
    log::Intent,
};
use uuid::Uuid;

use crate::support::{Client, House};

/// In no theme.
const LOUD: [u8; 3] = [255, 0, 170];

/// A journey with two cards that show a loud image, 80 by 20 pixels, and one whose image is not there.
async fn loud() -> (House, JourneySummary, ImageReply) {
    let house = House::open().await;
    let journey = house.journey("x").await;
    let mut png = Cursor::new(Vec::new());
    let image = RgbImage::from_pixel(80, 20, Rgb(LOUD));
    image.write_to(&mut png, ImageFormat::Png).unwrap();
    let request = house
        .request(Method::POST, "/api/v1/images")
        .header(header::CONTENT_TYPE, "application/octet-stream");
    let sent = request.body(Body::from(png.into_inner())).unwrap();
    let kept: ImageReply = house.send(sent).await.json();
    let path = format!("/api/v1/journeys/{}", journey.slug);
    let board = house.get(&path).await.json::<BoardSnapshot>().board.journey;
    let cell = Cell {
        step: board.columns().next().unwrap().step,
        lane: board.lane_of_kind(LaneKind::Pains).unwrap(),
    };
    let mut client = Client::new(&house);
    let gone = ImageHash::new([9; 32]);
    for (title, image) in [("One", kept.image), ("Two", kept.image), ("Gone", gone)] {
        let card = CardId::new(Uuid::now_v7());
        let add = JourneyIntent::AddCard {
            id: card,
            cell,
            after: None,
            title: title.to_owned(),
            evidence: Evidence::Assumption,
            touchpoint: None,
            department: None,
        };
        let picture = Picture {
            image,
            width: 80,
            height: 20,
            alt: "A <loud> wall".to_owned(),
        };
        let field = CardField::Image(Some(picture));
        let show = JourneyIntent::SetCard { card, field };
        let push = client.push(vec![Intent::Journey(add), Intent::Journey(show)]);
        house.push(journey.id, &push).await;
    }
    (house, journey, kept)
}

async fn taken(house: &House, journey: &JourneySummary, query: &str) -> Vec<u8> {
    let path = format!("/api/v1/journeys/{}/file?{query}", journey.slug);
    let reply = house.get(&path).await;
    assert_eq!(reply.status, StatusCode::OK, "{query}: {}", reply.text);
    reply.bytes
}

#[tokio::test]
async fn a_drawing_shows_what_its_cards_show_and_says_what_is_to_be_seen() {
    let (house, journey, _) = loud().await;
    let svg = String::from_utf8(taken(&house, &journey, "format=svg").await).unwrap();
    let document = resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
    let images = document.descendants();
    let images: Vec<_> = images
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "image")))
        .collect();
    // The frame of the one that is not there stays empty.
    assert_eq!(images.len(), 2);
    for image in images {
        let title = image.first_element_child().and_then(|title| title.text());
        assert_eq!(title, Some("A <loud> wall"));
        let number = |name| image.attribute(name).unwrap().parse::<f64>().unwrap();
        assert!((number("width") / number("height") - 4.0 / 3.0).abs() < 0.01);
    }
    let picture = taken(&house, &journey, "format=png&scale=1").await;
    let picture = image::load_from_memory(&picture).unwrap().to_rgb8();
    let loud = picture.pixels().filter(|pixel| pixel.0 == LOUD).count();
    // Two frames of a card's width, the shape of which is cut from the image: more than a hundred by seventy pixels each.
    assert!(loud > 2 * 100 * 70, "{loud}");
    let pdf = taken(&house, &journey, "format=pdf").await;
    let plain = taken(&house, &house.journey("y").await, "format=pdf").await;
    let images = |pdf: &[u8]| {
        let text = String::from_utf8_lossy(pdf);
        text.matches("/Subtype/Image").count() + text.matches("/Subtype /Image").count()
    };
    assert_eq!(images(&plain), 0);
    assert!(images(&pdf) > 0);
}

#[tokio::test]
async fn a_page_that_stands_alone_holds_its_images_and_asks_for_none() {
    let (house, journey, _) = loud().await;
    let html = String::from_utf8(taken(&house, &journey, "format=html").await).unwrap();
    assert_eq!(html.matches("href=\"data:image/png;base64,").count(), 2);
    assert!(html.contains("; img-src data:; base-uri 'none'"));
    assert!(!html.contains("/api/v1/images"));
    // In the table too, where there is nothing to see: once for each card, also for the one whose image is not there.
    assert_eq!(html.matches("A &lt;loud&gt; wall</small>").count(), 3);
}

#[tokio::test]
async fn slides_hold_each_image_once_in_its_own_shape() {
    let (house, journey, kept) = loud().await;
    let bytes = taken(&house, &journey, "format=pptx").await;
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = parts
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let media: Vec<&String> = names
        .iter()
        .filter(|name| name.starts_with("ppt/media/"))
        .collect();
    assert_eq!(media, ["ppt/media/image1.png"]);
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        parts
            .by_name(name)
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        bytes
    };
    let shown = image::load_from_memory(&read(media[0])).unwrap();
    assert_eq!((shown.width(), shown.height()), (80, 20));
    assert_eq!(u32::from(kept.width), 80);
    let mut pictures = 0;
    for name in names
        .iter()
        .filter(|name| name.starts_with("ppt/slides/slide"))
    {
        let xml = String::from_utf8(read(name)).unwrap();
        let document = resvg::usvg::roxmltree::Document::parse(&xml).unwrap();
        let nodes = document.descendants();
        for node in nodes.filter(|node| node.tag_name().name() == "pic") {
            pictures += 1;
            let find = |name: &str| {
                node.descendants()
                    .find(|node| node.tag_name().name() == name)
                    .unwrap()
            };
            assert_eq!(find("cNvPr").attribute("descr"), Some("A <loud> wall"));
            let size = find("ext");
            let side = |name| size.attribute(name).unwrap().parse::<f64>().unwrap();
            assert!((side("cx") / side("cy") - 4.0).abs() < 0.01);
            let blip = find("blip");
            let space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            let id = blip.attribute((space, "embed")).unwrap();
            let relations = name.replace("slides/", "slides/_rels/") + ".rels";
            let relations = String::from_utf8(read(&relations)).unwrap();
            let relations = resvg::usvg::roxmltree::Document::parse(&relations).unwrap();
            let mut all = relations.descendants();
            let to = all.find(|node| node.attribute("Id") == Some(id)).unwrap();
            assert_eq!(to.attribute("Target"), Some("../media/image1.png"));
        }
    }
    // Once in the slide of their stage.
    assert_eq!(pictures, 2);
}
