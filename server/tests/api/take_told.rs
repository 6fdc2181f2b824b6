//! Journeys that go out as spreadsheets, pages and slides: what others read in them, and that nothing in them runs.

use std::{
    io::{Cursor, Read},
    time::Duration,
};

use axum::http::{StatusCode, header};
use calamine::{Data, Reader, Xlsx};
use shared::{
    api::{
        Export, ExportState, JourneyFileReply, JourneySummary, TakeFormat, TakePaper, TakeQuery,
        TouchpointScore,
    },
    id::StepId,
    journey::{Cell, JourneyIntent, LaneKind, Node},
    log::Intent,
};
use uuid::Uuid;

use crate::support::{Client, House, card, title};

async fn taken(house: &House, journey: &JourneySummary, query: &str) -> Vec<u8> {
    let path = format!("/api/v1/journeys/{}/file?{query}", journey.slug);
    let reply = house.get(&path).await;
    assert_eq!(reply.status, StatusCode::OK, "{query}: {}", reply.text);
    reply.bytes
}

/// What people write who mean harm, or write otherwise than most.
const HOSTILE: [&str; 6] = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-2\u{202e}drowssap",
    "'=1+1",
    "<script>alert(1)</script><img src=x onerror=alert(2)> & \"quoted\"",
    "مرحبا 👩\u{200d}🔧 汉字 ]]>",
];

/// A journey whose every text is hostile.
async fn hostile() -> (House, JourneySummary) {
    let house = House::open().await;
    let journey = house.journey("x").await;
    let mut client = Client::new(&house);
    let board = house.board(&journey.slug).await.board.journey;
    let column = board.columns().next().unwrap();
    let (step, stage) = (column.step, column.stage);
    let mut intents = vec![
        title(HOSTILE[4]),
        Intent::Journey(JourneyIntent::Rename {
            node: Node::Stage(stage),
            title: HOSTILE[3].to_owned(),
        }),
        // A stage of several steps is one wide cell of a grid.
        Intent::Journey(JourneyIntent::AddStep {
            id: StepId::new(Uuid::now_v7()),
            stage,
            title: HOSTILE[0].to_owned(),
            after: Some(step),
        }),
    ];
    for kind in [LaneKind::Pains, LaneKind::Backstage] {
        let lane = board.lane_of_kind(kind).unwrap();
        intents.extend(HOSTILE.map(|text| card(Cell { step, lane }, text)));
    }
    for intent in intents {
        let push = client.push(vec![intent]);
        house.push(journey.id, &push).await;
    }
    (house, journey)
}

/// What would come of a file.
async fn planned(house: &House, query: &str, file: Vec<u8>) -> JourneyFileReply {
    let path = format!("/api/v1/journey-files?{query}");
    let reply = house.send_file(&path, file).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    reply.json()
}

#[tokio::test]
async fn a_spreadsheet_holds_numbers_and_days_as_such_and_says_what_the_board_says() {
    let (house, journey) = House::sampled().await;
    let bytes = taken(&house, &journey, "format=xlsx&language=en").await;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = [
        "Journey",
        "Cards",
        "Touchpoints",
        "Metrics",
        "Actions",
        "Links",
    ];
    assert_eq!(book.sheet_names(), names);

    let board = house.board(&journey.slug).await.board;
    let grid = book.worksheet_range("Journey").unwrap();
    let steps = board.journey.columns().count();
    assert_eq!(grid.width(), steps + 2);
    assert_eq!(grid.get((0, 0)), Some(&Data::String("stage".to_owned())));
    let first = board.journey.visible_stages().next().unwrap().1;
    assert_eq!(grid.get((0, 2)), Some(&Data::String(first.title.clone())));

    let cards = book.worksheet_range("Cards").unwrap();
    let visible = board.journey.cards.values().filter(|card| !card.hidden);
    assert_eq!(cards.height(), visible.count() + 1);

    // The worst touchpoint of the sample, as the API scores it.
    let path = format!("/api/v1/scores?journey={}", journey.slug);
    let scores: shared::api::Scores = house.get(&path).await.json();
    let told = book.worksheet_range("Touchpoints").unwrap();
    assert_eq!(told.height(), scores.touchpoints.len() + 1);
    let score = |one: &TouchpointScore| one.friction.as_ref().map(|friction| friction.score);
    let of_name = |name: &str| {
        told.rows()
            .find(|row| row[2] == Data::String(name.to_owned()))
    };
    for one in &scores.touchpoints {
        let known = &board.catalogue.touchpoints[&one.touchpoint];
        let row = of_name(&known.name).unwrap();
        match score(one) {
            Some(score) => assert_eq!(row[6], Data::Float(score), "{}", known.name),
            None => assert_eq!(row[6], Data::Empty, "{}", known.name),
        }
        if one.n > 0 {
            assert!(matches!(row[16], Data::DateTime(_)), "{:?}", row[16]);
        }
    }

    let metrics = book.worksheet_range("Metrics").unwrap();
    assert!(metrics.height() > 5);
    for row in metrics.rows().skip(1) {
        assert!(matches!(row[2], Data::Float(_)), "{row:?}");
        assert!(matches!(row[10], Data::DateTime(_)), "{row:?}");
    }
    let links = book.worksheet_range("Links").unwrap();
    assert_eq!(links.height(), board.journey.visible_links().count() + 1);
}

#[tokio::test]
async fn the_grid_of_a_spreadsheet_comes_back_and_changes_nothing() {
    let (house, journey) = House::sampled().await;
    for lang in ["en", "es"] {
        let bytes = taken(&house, &journey, &format!("format=xlsx&language={lang}")).await;
        let query = format!("name=a.xlsx&journey={}", journey.slug);
        let plan = planned(&house, &query, bytes).await;
        assert_eq!(plan.coming_total, 0, "{lang}: {:?}", plan.coming);
        assert_eq!(plan.refused_total, 0, "{lang}: {:?}", plan.refused);
    }
    let (house, journey) = hostile().await;
    let bytes = taken(&house, &journey, "format=xlsx").await;
    let query = format!("name=a.xlsx&journey={}", journey.slug);
    let plan = planned(&house, &query, bytes).await;
    assert_eq!((plan.coming_total, plan.refused_total), (0, 0), "{plan:?}");
}

#[tokio::test]
async fn no_formula_of_a_spreadsheet_comes_from_what_people_wrote() {
    let (house, journey) = hostile().await;
    let bytes = taken(&house, &journey, "format=xlsx").await;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().all(|(_, _, text)| text.is_empty()));
    }
    let cards = book.worksheet_range("Cards").unwrap();
    let said: Vec<String> = cards.rows().map(|row| row[3].to_string()).collect();
    for text in HOSTILE {
        assert!(said.contains(&text.to_owned()), "{text}: {said:?}");
    }
    // Nor an element for one, in any part of the file.
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        assert!(!text.contains("<f>") && !text.contains("<f "), "{}", at);
        assert!(!text.contains("<script"), "{at}");
    }
}

/// The text of a part of a file that is a ZIP.
fn part(bytes: &[u8], name: &str) -> String {
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = parts.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

/// What stands in the elements of a slide that hold text.
fn said(xml: &str) -> Vec<String> {
    let document = resvg::usvg::roxmltree::Document::parse(xml).unwrap();
    let texts = document.descendants();
    let texts = texts.filter(|node| node.tag_name().name() == "t");
    texts
        .filter_map(|node| node.text().map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn slides_have_a_title_and_every_card_as_text_of_a_shape() {
    let (house, journey) = House::sampled().await;
    let bytes = taken(&house, &journey, "format=pptx&language=en").await;
    let board = house.board(&journey.slug).await.board;
    let parts = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names: Vec<String> = parts
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    assert_eq!(parts.len(), names.len());
    let slides = names
        .iter()
        .filter(|name| name.starts_with("ppt/slides/slide"));
    let slides = slides.count();
    let stages = board.journey.visible_stages().count();
    // The title, the overview, each stage, what is to be done.
    assert!(slides >= stages + 3, "{slides}");
    let (mut all, mut pictures) = (String::new(), 0);
    for nth in 1..=slides {
        let xml = part(&bytes, &format!("ppt/slides/slide{nth}.xml"));
        let titles = xml.matches("<p:ph type=\"title\"/>").count();
        assert_eq!(titles, 1, "slide {nth}");
        pictures += xml.matches("<p:pic>").count();
        all += &said(&xml).join("\n");
        all.push('\n');
    }
    let visible = || board.journey.cards.values().filter(|card| !card.hidden);
    for card in visible() {
        let title = card.shown_title(&board.catalogue);
        assert!(all.contains(title), "{title}");
    }
    // No picture but what cards show.
    assert_eq!(
        pictures,
        visible().filter(|card| card.image.is_some()).count()
    );
    for told in ["target 80.0%", "overdue", "Cause of", "Overview"] {
        assert!(all.contains(told), "{told}");
    }
    // Every slide is named where the presentation lists them, and where kinds are said.
    let kinds = part(&bytes, "[Content_Types].xml");
    let list = part(&bytes, "ppt/_rels/presentation.xml.rels");
    for nth in 1..=slides {
        assert!(kinds.contains(&format!("/ppt/slides/slide{nth}.xml")));
        assert!(list.contains(&format!("slides/slide{nth}.xml")));
    }
}

#[tokio::test]
async fn what_people_wrote_means_nothing_to_a_page_or_to_slides() {
    let (house, journey) = hostile().await;
    let page = String::from_utf8(taken(&house, &journey, "format=html").await).unwrap();
    assert!(
        !page.contains("<script") && !page.contains("<img"),
        "{page}"
    );
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    // Letters that turn the reading direction do so within their own element: it is closed before the next begins.
    assert!(
        page.contains("<li dir=\"auto\">+1-2\u{202e}drowssap"),
        "{page}"
    );
    for text in ["=cmd|", "مرحبا 👩\u{200d}🔧 汉字 ]]&gt;"] {
        assert!(page.contains(text), "{text}");
    }
    let bytes = taken(&house, &journey, "format=pptx").await;
    let parts = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names: Vec<String> = parts
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let mut all = Vec::new();
    for name in names {
        // Every part is XML that can be read.
        let xml = part(&bytes, &name);
        resvg::usvg::roxmltree::Document::parse(&xml).unwrap();
        all.extend(said(&xml));
    }
    for text in HOSTILE {
        assert!(all.contains(&text.to_owned()), "{text}: {all:?}");
    }
}

#[tokio::test]
async fn an_empty_journey_goes_out_in_every_format() {
    let house = House::open().await;
    let journey = house.journey("Nothing yet").await;
    for format in TakeFormat::ALL {
        let query = format!("format={}", format.name());
        assert!(!taken(&house, &journey, &query).await.is_empty());
    }
}

/// How far a file is, once it is over.
async fn over(house: &House, export: &Export) -> Export {
    for _ in 0..600 {
        let path = format!("/api/v1/exports/{}", export.id);
        let now: Export = house.get(&path).await.json();
        if now.state != ExportState::Working {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it takes too long");
}

#[tokio::test]
async fn a_file_is_made_in_the_background_and_is_the_one_that_is_made_at_once() {
    let (house, journey) = House::sampled().await;
    let path = format!("/api/v1/journeys/{}/exports", journey.slug);
    let query = TakeQuery {
        paper: TakePaper::A4,
        portrait: Some(true),
        ..TakeQuery::default()
    };
    let begun = house.post(&path, &query).await;
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.text);
    let begun: Export = begun.json();
    let over = over(&house, &begun).await;
    assert_eq!(over.state, ExportState::Done, "{over:?}");
    assert!(over.of > 1 && over.done == over.of, "{over:?}");
    let file = format!("/api/v1/exports/{}/file", begun.id);
    let made = house.get(&file).await;
    assert_eq!(made.headers[header::CONTENT_TYPE], "application/pdf");
    let named = made.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(named.contains(".pdf"), "{named}");
    assert_eq!(over.bytes, Some(made.bytes.len() as u64));
    let pages = |pdf: &[u8]| lopdf::Document::load_mem(pdf).unwrap().get_pages().len();
    let at_once = taken(&house, &journey, "format=pdf&paper=a4&portrait=true").await;
    assert_eq!(pages(&made.bytes), pages(&at_once));

    // Thrown away, it is not there any more.
    let gone = house.delete(&format!("/api/v1/exports/{}", begun.id)).await;
    let gone: Export = gone.json();
    assert_eq!(gone.state, ExportState::Cancelled);
    assert_eq!(house.get(&file).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_cannot_be_made_is_refused_at_once_and_too_many_at_a_time_too() {
    let (house, journey) = House::sampled().await;
    let path = format!("/api/v1/journeys/{}/exports", journey.slug);
    let wrong = TakeQuery {
        paper: TakePaper::Own,
        ..TakeQuery::default()
    };
    let refused = house.post(&path, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let any = TakeQuery::default();
    let nowhere = house.post("/api/v1/journeys/nowhere/exports", &any).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let never = format!("/api/v1/exports/{}", Uuid::now_v7());
    assert_eq!(house.get(&never).await.status, StatusCode::NOT_FOUND);
    // Two are drawn at once, so at most that many of twenty are over when the last is asked for.
    let large = TakeQuery {
        format: TakeFormat::Png,
        scale: Some(1.0),
        ..TakeQuery::default()
    };
    let mut begun = Vec::new();
    let mut refused = 0;
    for _ in 0..20 {
        let reply = house.post(&path, &large).await;
        match reply.status {
            StatusCode::ACCEPTED => begun.push(reply.json::<Export>()),
            status => {
                assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "{}", reply.text);
                refused += 1;
            }
        }
    }
    assert!(refused > 0);
    for export in begun {
        house
            .delete(&format!("/api/v1/exports/{}", export.id))
            .await;
    }
}

#[tokio::test]
async fn letters_that_no_font_has_are_named_and_what_is_only_joined_is_not() {
    let (house, journey) = hostile().await;
    let missing = async |query: &str| {
        let path = format!("/api/v1/journeys/{}/file?{query}", journey.slug);
        let reply = house.get(&path).await;
        let header = reply.headers.get("x-puente-missing-letters");
        header.map(|header| header.to_str().unwrap().to_owned())
    };
    // Of `👩‍🔧 汉字` and an override of direction: DejaVu Sans has neither the woman nor the wrench nor any Chinese.
    for query in [
        "format=pdf",
        "format=png&scale=0.2",
        "format=svg&outlines=true",
    ] {
        let said = missing(query).await;
        assert_eq!(
            said.as_deref(),
            Some("U+5B57 U+6C49 U+1F469 U+1F527"),
            "{query}"
        );
    }
    // There the letters are the reader's.
    for query in ["format=svg", "format=html", "format=json", "format=xlsx"] {
        assert_eq!(missing(query).await, None, "{query}");
    }
}

#[tokio::test]
async fn cjml_names_actors_phases_and_touchpoints_as_its_example_does() {
    let (house, journey) = House::sampled().await;
    let xml = String::from_utf8(taken(&house, &journey, "format=cjml&language=en").await).unwrap();
    let document = resvg::usvg::roxmltree::Document::parse(&xml).unwrap();
    let named = |name: &str| {
        let all = document.descendants();
        let all = all.filter(|node| node.tag_name().name() == name);
        all.collect::<Vec<_>>()
    };
    let board = house.board(&journey.slug).await.board;
    assert_eq!(document.root_element().attribute("version"), Some("2.0"));
    assert_eq!(named("phase").len(), board.journey.visible_stages().count());
    assert_eq!(named("endUser").len(), board.journey.scope.personas.len());
    // Every reference is to an actor that is there.
    let actors = named("endUser").into_iter().chain(named("serviceProvider"));
    let actors: Vec<&str> = actors
        .map(|actor| actor.attribute("actorID").unwrap())
        .collect();
    for reference in named("refersTo") {
        let to = reference.attribute("actorIDref").unwrap();
        assert!(actors.contains(&to), "{to}");
    }
    let channels: Vec<&str> = named("channelName")
        .iter()
        .filter_map(resvg::usvg::roxmltree::Node::text)
        .collect();
    assert!(channels.contains(&"Website"), "{channels:?}");
    let (house, journey) = hostile().await;
    let xml = String::from_utf8(taken(&house, &journey, "format=cjml").await).unwrap();
    resvg::usvg::roxmltree::Document::parse(&xml).unwrap();
}
