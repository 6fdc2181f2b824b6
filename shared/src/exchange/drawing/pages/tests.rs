//! What goes on which page, and where ways between steps are drawn.

use super::*;
use crate::{
    catalogue::DepartmentName,
    exchange::drawing::{Look, Way, Written, ways::leaving},
    friction::Band,
    journey::{Evidence, LaneKind},
    locale::Lang,
};

/// Every character is as wide as half its size.
struct Halves;

impl Measure for Halves {
    fn width(&self, text: &str, size: f64, _: bool) -> f64 {
        wide(text.chars().count()) * size / 2.0
    }
}

struct Plain;

impl Words for Plain {
    fn lang(&self) -> Lang {
        Lang::En
    }

    fn lane(&self, _: LaneKind) -> &'static str {
        "lane"
    }

    fn hint(&self, _: LaneKind) -> &'static str {
        ""
    }

    fn evidence(&self, _: Evidence) -> &'static str {
        ""
    }

    fn band(&self, _: Band) -> &'static str {
        ""
    }

    fn department(&self, _: &DepartmentName) -> (String, u8) {
        (String::new(), 1)
    }

    fn say(&self, what: Said<'_>) -> String {
        match what {
            Said::LeadsTo(to) => format!("on to {to}"),
            Said::LeadsBackTo(to) => format!("back to {to}"),
            _ => String::new(),
        }
    }
}

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
        title: title.to_owned(),
        hint: String::new(),
        owner: None,
        cells: Cells::Cards(counts.iter().enumerate().map(cell).collect()),
    }
}

fn sheet(columns: usize, lanes: Vec<SheetLane>, ways: &[(usize, usize)]) -> Sheet {
    let way = |(from, to): &(usize, usize)| Way {
        from: *from,
        to: *to,
        title: String::new(),
    };
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
        ways: ways.iter().map(way).collect(),
        causes: Vec::new(),
    }
}

/// The lanes on each page that is so high.
fn flowing(sheet: &Sheet, body: f64) -> Vec<Vec<Row<'_>>> {
    flow(
        sheet,
        &(0..sheet.columns.len()),
        COLUMN,
        body,
        (&Plain, &Halves),
    )
}

fn names<'a>(pages: &'a [Vec<Row<'a>>]) -> Vec<Vec<&'a str>> {
    let named = |page: &'a Vec<Row<'a>>| page.iter().map(|row| row.lane.title.as_str()).collect();
    pages.iter().map(named).collect()
}

/// The cards of a column, page after page.
fn told(pages: &[Vec<Row<'_>>], column: usize) -> Vec<String> {
    let rows = pages.iter().flatten();
    let pieces = rows.flat_map(|row| row.cards.get(column).into_iter().flatten());
    let lines = pieces.flat_map(|piece| piece.lines.first());
    lines.map(|line| line.text.clone()).collect()
}

#[test]
fn lanes_stand_below_each_other_until_a_page_is_full_and_none_that_fits_is_torn() {
    let sheet = sheet(
        2,
        vec![lane("a", &[3, 1]), lane("b", &[2, 3]), lane("c", &[1, 1])],
        &[],
    );
    let whole: f64 = flowing(&sheet, 10_000.0)[0].iter().map(Row::whole).sum();
    assert_eq!(names(&flowing(&sheet, whole)), [["a", "b", "c"]]);
    // A little less than all: the last lane goes on to the next page as it is.
    let pages = flowing(&sheet, whole - 1.0);
    assert_eq!(names(&pages), [vec!["a", "b"], vec!["c"]]);
    assert_eq!(
        told(&pages, 0),
        ["a0.0", "a0.1", "a0.2", "b0.0", "b0.1", "c0.0"]
    );
}

#[test]
fn a_lane_higher_than_a_page_goes_on_with_every_card_once_and_in_order() {
    let mut sheet = sheet(2, vec![lane("a", &[1, 1]), lane("b", &[40, 7])], &[]);
    sheet.above_line = Some(2);
    let body = 300.0;
    let pages = flowing(&sheet, body);
    assert!(pages.len() > 2, "{} pages", pages.len());
    for page in &pages {
        assert!(!page.is_empty());
        assert!(page.iter().map(Row::whole).sum::<f64>() <= body);
    }
    let expected: Vec<String> = (0..40).map(|nth| format!("b0.{nth}")).collect();
    assert_eq!(told(&pages, 0)[1..], expected);
    assert_eq!(told(&pages, 1).len(), 8);
    // The line of visibility stands once, below the last of it.
    let lines: Vec<bool> = pages.iter().flatten().map(|row| row.line).collect();
    assert_eq!(lines.iter().filter(|line| **line).count(), 1);
    assert_eq!(lines.last(), Some(&true));
}

#[test]
fn a_card_that_is_higher_than_a_page_takes_as_many_as_it_needs() {
    let mut long = lane("a", &[1]);
    let text = "a word and another ".repeat(60);
    long.cells = Cells::Cards(vec![vec![card(text.clone())]]);
    let sheet = sheet(1, vec![long], &[]);
    let pages = flowing(&sheet, 160.0);
    assert!(pages.len() > 1);
    let rows = pages.iter().flatten();
    let pieces = rows.flat_map(|row| row.cards.iter().flatten());
    let lines: Vec<String> = pieces
        .flat_map(|piece| piece.lines.iter().map(|line| line.text.clone()))
        .collect();
    assert_eq!(lines.join(" "), text.trim());
}

#[test]
fn ways_that_would_cross_have_a_level_each_and_others_share_one() {
    let levels = |ways: &[(usize, usize)]| {
        let sheet = sheet(9, Vec::new(), ways);
        let ways = Ways::of(&sheet, &(0..9));
        let height = ways.height();
        let levels: Vec<usize> = ways.placed.iter().map(|(.., level)| *level).collect();
        (levels, height)
    };
    assert_eq!(levels(&[]), (vec![], 0.0));
    // Two levels of 15 units each, and 8 around them.
    assert_eq!(
        levels(&[(0, 2), (3, 5), (1, 4), (8, 6)]),
        (vec![0, 0, 1, 0], 38.0)
    );
    // Where one ends the next may not begin: the arrow heads would lie on each other.
    assert_eq!(levels(&[(0, 2), (2, 4)]).0, [0, 1]);
}

#[test]
fn a_way_that_leaves_the_page_is_said_where_it_begins_and_not_drawn() {
    let sheet = sheet(6, Vec::new(), &[(0, 2), (1, 4), (5, 3), (4, 0)]);
    let (first, second) = (0..3, 3..6);
    let placed = |strip| {
        let placed = Ways::of(&sheet, strip).placed.into_iter();
        placed.map(|(from, to, ..)| (from, to)).collect::<Vec<_>>()
    };
    // Counted from the first column of the page.
    assert_eq!(placed(&first), [(0, 2)]);
    assert_eq!(placed(&second), [(2, 0)]);
    let said = |strip, column| leaving(&sheet, strip, column, &Plain);
    assert_eq!(said(&first, 1), ["→ on to Step 4"]);
    assert_eq!(said(&second, 4), ["→ back to Step 0"]);
    assert!(said(&first, 0).is_empty() && said(&second, 5).is_empty());
}
