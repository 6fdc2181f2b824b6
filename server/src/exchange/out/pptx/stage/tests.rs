//! What goes on which slide, read back from the slides themselves.

use app::{journey::board::Drawn, words::Lang};
use shared::{exchange::drawing::Way, journey::LaneKind};

use super::*;

fn card(title: String) -> Written {
    Written {
        id: None,
        look: Look::Note,
        title,
        picture: None,
        owner: None,
        channel: None,
        moment: false,
        stands: None,
        effects: Vec::new(),
        evidence: None,
    }
}

/// A lane with so many cards in each column, each named after its lane, its column and its place.
fn lane(title: &str, counts: &[usize]) -> SheetLane {
    let cell = |(column, count): (usize, &usize)| {
        let cards = (0..*count).map(|nth| card(format!("{title}{column}.{nth}")));
        cards.collect()
    };
    SheetLane {
        kind: LaneKind::Notes,
        title: format!("Lane {title}"),
        hint: String::new(),
        owner: None,
        cells: Cells::Cards(counts.iter().enumerate().map(cell).collect()),
    }
}

fn sheet(columns: usize, lanes: Vec<SheetLane>) -> Sheet {
    Sheet {
        title: "Journey".to_owned(),
        scope: Vec::new(),
        day: None,
        stages: vec![("Stage".to_owned(), columns)],
        columns: (0..columns)
            .map(|column| format!("Step {column}"))
            .collect(),
        lanes,
        above_line: None,
        ways: Vec::new(),
        causes: Vec::new(),
    }
}

/// The texts of each slide of the only stage, in the order in which they are read.
fn texts(sheet: &Sheet, lang: Lang) -> Vec<Vec<String>> {
    let columns = 0..sheet.columns.len();
    let slides = slides(
        sheet,
        "Stage",
        columns,
        (&Drawn(lang), &Pictures::default()),
    );
    let texts = |slide: &Slide| {
        let xml = slide.xml();
        let document = resvg::usvg::roxmltree::Document::parse(&xml).unwrap();
        let texts = document.descendants().filter(|node| {
            node.has_tag_name(("http://schemas.openxmlformats.org/drawingml/2006/main", "t"))
        });
        texts
            .filter_map(|text| Some(text.text()?.to_owned()))
            .collect()
    };
    slides.iter().map(texts).collect()
}

/// Those of the texts that begin so, slide after slide.
fn beginning(texts: &[Vec<String>], with: &str) -> Vec<String> {
    let all = texts.iter().flatten();
    all.filter(|text| text.starts_with(with)).cloned().collect()
}

#[test]
fn texts_break_between_words_and_within_one_that_is_too_long() {
    let letters = |text: &str| wide(text.chars().count());
    assert_eq!(rows("", 10.0, letters), 1);
    assert_eq!(rows("one two three", 7.0, letters), 2);
    assert_eq!(rows("abcdefghij k", 5.0, letters), 3);
}

#[test]
fn a_stage_of_nine_steps_has_four_on_a_slide_each_with_its_own_cards() {
    let texts = texts(&sheet(9, vec![lane("a", &[1; 9])]), Lang::En);
    assert_eq!(texts.len(), 3);
    let titles: Vec<&str> = texts.iter().map(|slide| slide[0].as_str()).collect();
    assert_eq!(titles, ["Stage", "Stage (2)", "Stage (3)"]);
    for (slide, steps) in texts.iter().zip([0..4, 4..8, 8..9]) {
        let of = |what: &str| -> Vec<String> {
            let all = slide.iter().filter(|text| text.starts_with(what));
            all.cloned().collect()
        };
        let expected: Vec<String> = steps.clone().map(|step| format!("Step {step}")).collect();
        assert_eq!(of("Step"), expected);
        let expected: Vec<String> = steps.map(|step| format!("a{step}.0")).collect();
        assert_eq!(of("a"), expected);
    }
}

#[test]
fn what_has_no_room_goes_on_with_every_card_once_and_its_lane_named_again() {
    let texts = texts(
        &sheet(2, vec![lane("a", &[1, 1]), lane("b", &[60, 3])]),
        Lang::En,
    );
    assert!(texts.len() > 2, "{} slides", texts.len());
    let expected: Vec<String> = (0..60).map(|nth| format!("b0.{nth}")).collect();
    assert_eq!(beginning(&texts, "b0."), expected);
    assert_eq!(beginning(&texts, "b1.").len(), 3);
    // The steps stand on every slide, the lane where anything of it does.
    assert_eq!(beginning(&texts, "Step 0").len(), texts.len());
    let of_b = texts
        .iter()
        .filter(|slide| slide.iter().any(|text| text.starts_with("b0.")));
    assert_eq!(beginning(&texts, "Lane b").len(), of_b.count());
}

#[test]
fn a_lane_that_fits_on_a_slide_is_not_torn_and_one_without_anything_is_left_out() {
    // Each takes more than half of what is below the heads.
    let lanes = vec![lane("a", &[11]), lane("n", &[0]), lane("b", &[11])];
    let texts = texts(&sheet(1, lanes), Lang::En);
    assert_eq!(texts.len(), 2);
    let on =
        |slide: &[String], what: &str| slide.iter().filter(|text| text.starts_with(what)).count();
    assert_eq!((on(&texts[0], "a0."), on(&texts[0], "b0.")), (11, 0));
    assert_eq!((on(&texts[1], "a0."), on(&texts[1], "b0.")), (0, 11));
    assert!(beginning(&texts, "Lane n").is_empty());
}

#[test]
fn a_way_is_said_at_the_step_that_it_leaves_in_the_readers_language() {
    let mut sheet = sheet(6, vec![lane("a", &[1; 6])]);
    let way = |from, to, title: &str| Way {
        from,
        to,
        title: title.to_owned(),
    };
    sheet.ways = vec![
        way(0, 5, "in a hurry"),
        way(5, 1, ""),
        way(2, 17, "nowhere"),
    ];
    for lang in Lang::ALL {
        let texts = texts(&sheet, lang);
        let words: Vec<Vec<String>> = (0..6)
            .map(|column| sheet.ways_from(column, &Drawn(lang)).collect())
            .collect();
        // One from each of two steps; the one that leads to no step is not said.
        let counts: Vec<usize> = words.iter().map(Vec::len).collect();
        assert_eq!(counts, [1, 0, 0, 0, 0, 1]);
        assert!(words[0][0].contains("Step 5") && words[0][0].ends_with(": in a hurry"));
        assert!(words[5][0].contains("Step 1"));
        for (slide, column) in [(0, 0), (1, 5)] {
            let at = texts[slide]
                .iter()
                .position(|text| *text == format!("Step {column}"));
            assert_eq!(texts[slide][at.unwrap() + 1], words[column][0]);
        }
    }
}
