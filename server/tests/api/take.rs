//! Journeys that go out as files: every format, on every paper, whatever people wrote.

use axum::http::{StatusCode, header};
use lopdf::Document;
use resvg::usvg;
use shared::{
    api::{JourneySummary, TakeFormat, TakePaper},
    exchange::{JourneyDocument, from_json, to_csv, to_mermaid},
    journey::{Cell, LaneKind},
};

use crate::support::{Client, House, Reply, card, title};

async fn file(house: &House, journey: &JourneySummary, query: &str) -> Reply {
    let reply = house
        .get(&format!("/api/v1/journeys/{}/file?{query}", journey.slug))
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{query}: {}", reply.text);
    reply
}

/// The text of every page, without what a drawing breaks it by.
fn texts(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    pages
        .iter()
        .map(|page| joined(&document.extract_text(&[*page]).unwrap()))
        .collect()
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect()
}

#[tokio::test]
async fn what_is_taken_away_as_text_is_what_the_board_holds() {
    let (house, journey) = House::sampled().await;
    let board = house.board(&journey.slug).await.board;
    let json = file(&house, &journey, "format=json").await;
    let document = JourneyDocument::of(&board.journey, &board.catalogue);
    assert_eq!(from_json(&json.text).unwrap(), document);
    let csv = file(&house, &journey, "format=csv").await;
    assert_eq!(csv.text, to_csv(&board.journey, &board.catalogue));
    let mermaid = file(&house, &journey, "format=mermaid").await;
    assert_eq!(mermaid.text, to_mermaid(&board.journey, &board.catalogue));
}

#[tokio::test]
async fn a_pdf_says_what_the_board_says_and_its_pages_are_of_the_paper_asked_for() {
    let (house, journey) = House::sampled().await;
    let board = house.board(&journey.slug).await.board;
    for (paper, many, sides) in [
        ("paper=poster", false, None),
        ("paper=a2", false, Some((1684.0, 1191.0))),
        (
            "paper=a4&portrait=true&language=es",
            true,
            Some((595.0, 842.0)),
        ),
        ("paper=own&width=200&height=100", true, Some((567.0, 283.0))),
    ] {
        let reply = file(&house, &journey, &format!("format=pdf&{paper}")).await;
        assert_eq!(reply.headers[header::CONTENT_TYPE], "application/pdf");
        let pages = texts(&reply.bytes);
        assert_eq!(pages.len() > 1, many, "{paper}: {}", pages.len());
        let all = pages.concat();
        for card in board.journey.cards.values().filter(|card| !card.hidden) {
            let said = card.shown_title(&board.catalogue);
            // Words of a card may stand on two lines with another column's between them.
            for word in said.split_whitespace() {
                assert!(all.contains(word), "{paper}: {word}");
            }
        }
        if many {
            let of = pages.len();
            let last = if paper.ends_with("es") {
                format!("página{of}de{of}")
            } else {
                format!("page{of}of{of}")
            };
            assert!(pages[of - 1].contains(&last), "{last}: {}", pages[of - 1]);
        }
        let document = Document::load_mem(&reply.bytes).unwrap();
        for page in document.get_pages().into_values() {
            let page = document.get_dictionary(page).unwrap();
            let sides_of = page.get(b"MediaBox").unwrap().as_array().unwrap();
            let side = |at: usize| f64::from(sides_of[at].as_float().unwrap());
            if let Some((width, height)) = sides {
                // A page is in the units of the drawing, as wide as the paper at its scale; only a head that is too long makes it longer.
                assert!((side(2) - width).abs() < 1.0, "{paper}: {}", side(2));
                assert!(side(3) > height - 1.0, "{paper}: {}", side(3));
            }
        }
    }
}

#[tokio::test]
async fn a_drawing_shows_what_the_board_shows_beside_its_cards() {
    let (house, journey) = House::sampled().await;
    let svg = file(&house, &journey, "format=svg&language=en").await.text;
    // The channels of touchpoints, a moment of truth, a promise that a metric proves and one that it does not, a target that is
    // missed with its number, an action with who does it, and what causes what: of the sample, as its board says it.
    for said in [
        ">Website<",
        "◆",
        ">kept: CSAT",
        ">unproven<",
        ">✗ target 80.0%<",
        ">Actions<",
        "overdue<",
        "→ Cause of",
        "confirmed<",
    ] {
        assert!(svg.contains(said), "{said}");
    }
    let dark = file(&house, &journey, "format=svg&theme=dark").await.text;
    assert!(dark.contains("fill=\"#15171a\"") && !dark.contains("fill=\"#fbfaf7\""));
}

#[tokio::test]
async fn a_page_of_the_paper_is_drawn_alone() {
    let (house, journey) = House::sampled().await;
    let of = |page: u32| format!("format=svg&paper=a4&language=en&page={page}");
    let first = file(&house, &journey, &of(1)).await.text;
    let second = file(&house, &journey, &of(2)).await.text;
    assert!(first.contains("page 1 of 2") && second.contains("page 2 of 2"));
    let path = format!("/api/v1/journeys/{}/file?{}", journey.slug, of(3));
    let reply = house.get(&path).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text.contains("out_of_range"), "{}", reply.text);
}

#[tokio::test]
async fn a_picture_has_as_many_pixels_as_its_drawing_has_units_times_the_scale() {
    let (house, journey) = House::sampled().await;
    let svg = file(&house, &journey, "format=svg").await.text;
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
    for scale in [1.0_f32, 0.5] {
        let png = file(&house, &journey, &format!("format=png&scale={scale}")).await;
        let picture = resvg::tiny_skia::Pixmap::decode_png(&png.bytes).unwrap();
        assert!((f64::from(tree.size().width() * scale) - f64::from(picture.width())).abs() <= 1.0);
        assert!(
            (f64::from(tree.size().height() * scale) - f64::from(picture.height())).abs() <= 1.0
        );
    }
}

#[tokio::test]
async fn strange_texts_go_out_in_every_format() {
    let house = House::open().await;
    let journey = house.journey("x").await;
    let mut client = Client::new(&house);
    // As long as a title may be.
    let long = ["sole"; 100].join(" ");
    let said = [
        "<script>alert(1)</script> & \"quoted\"",
        "=HYPERLINK(\"http://127.0.0.1\")",
        "\u{202e}مرحبا שלום\u{202c} 👩\u{200d}🔧 汉字",
        long.as_str(),
    ];
    let board = house.board(&journey.slug).await.board.journey;
    let lane = board.lane_of_kind(LaneKind::Pains).unwrap();
    let step = board.columns().next().unwrap().step;
    let mut intents = vec![title("../\u{202e}\"; ñandú 👟\r\n")];
    intents.extend(said.map(|text| card(Cell { step, lane }, text)));
    for intent in intents {
        let push = client.push(vec![intent]);
        house.push(journey.id, &push).await;
    }
    for format in TakeFormat::ALL {
        for paper in [TakePaper::Poster, TakePaper::A4] {
            let query = format!("format={}&paper={}", format.name(), paper.name());
            let reply = file(&house, &journey, &query).await;
            let named = reply.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
            let ending = format.ending().replace('.', "%2E");
            let expected = format!("filename*=UTF-8''%C3%B1and%C3%BA%2E{ending}");
            assert!(named.ends_with(&expected), "{named}");
            assert!(!named.contains(['/', '\\', '\n']), "{named}");
            if format == TakeFormat::Svg {
                assert!(!reply.text.contains("<script"), "{}", reply.text);
                usvg::roxmltree::Document::parse(&reply.text).unwrap();
            }
        }
    }
    // A card that is higher than the paper goes on on the next page, and loses no word.
    for (query, at_least) in [("paper=poster", 1), ("paper=own&width=100&height=90", 2)] {
        let reply = file(&house, &journey, &format!("format=pdf&{query}")).await;
        let all = texts(&reply.bytes);
        assert!(all.len() >= at_least, "{query}: {}", all.len());
        let all = all.concat();
        assert_eq!(all.matches("sole").count(), 100, "{query}");
        assert!(all.contains("<script>"), "{query}");
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_name() {
    let (house, journey) = House::sampled().await;
    let path = format!("/api/v1/journeys/{}/file", journey.slug);
    for (query, status, code) in [
        ("format=doc", 400, "malformed"),
        ("paper=own", 422, "invalid"),
        ("paper=own&width=1&height=200", 422, "invalid"),
        ("paper=own&width=NaN&height=200", 422, "invalid"),
        ("format=png&scale=1000", 422, "invalid"),
        ("format=png&scale=-1", 422, "invalid"),
    ] {
        let reply = house.get(&format!("{path}?{query}")).await;
        assert_eq!(reply.status.as_u16(), status, "{query}");
        assert_eq!(reply.code(), code, "{query}");
    }
    let nowhere = house.get("/api/v1/journeys/nowhere/file").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_schema_of_the_document_is_published() {
    let house = House::open().await;
    let reply = house.get("/api/v1/journey-files/schema").await;
    assert_eq!(
        reply.headers[header::CONTENT_TYPE],
        "application/schema+json"
    );
    let schema: serde_json::Value = reply.json();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(schema["title"], "A journey of Puente");
}
