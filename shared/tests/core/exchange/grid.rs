//! The grid of lanes and steps as CSV.

use proptest::prelude::*;
use shared::{
    exchange::{
        Format, GridCell, LeftOut, ReadProblem, Reading, begins_grid, is_grid, read, read_rows,
        to_cells, to_csv, to_rows,
    },
    id::JourneyId,
    journey::{Emotion, JourneyIntent, LaneKind, Node},
    log::{Board, Limit},
};

use super::{carry_out, nothing, played};
use crate::{
    wish::pushes,
    world::{
        BOARDING_PASS, COMMUTER, add_card, board, cell, context, delete, does, lane, place, steps,
        uuid,
    },
};

fn reading(text: &str) -> Reading {
    read(Format::Csv, text.as_bytes()).unwrap()
}

fn out(board: &Board) -> String {
    to_csv(&board.journey, &board.catalogue)
}

/// The board that a text makes of nothing.
fn made(text: &str) -> Board {
    let mut board = nothing(JourneyId::new(uuid(1)));
    carry_out(&reading(text).plan(&board, &context()), &mut board);
    board
}

fn why(text: &str) -> Vec<(u32, LeftOut)> {
    let reading = reading(text);
    let omissions = reading.omissions().iter();
    omissions
        .map(|omission| (omission.line, omission.why.clone()))
        .collect()
}

/// A board with few lanes, and something in each.
fn small() -> Board {
    let mut board = board();
    let spare = [
        LaneKind::Promise,
        LaneKind::Reality,
        LaneKind::Friction,
        LaneKind::Opportunities,
        LaneKind::Backstage,
        LaneKind::Actions,
        LaneKind::Notes,
    ];
    let nodes: Vec<Node> = spare.map(|kind| Node::Lane(lane(&board, kind))).to_vec();
    let (touchpoints, pains) = (
        cell(&board, 0, LaneKind::Touchpoints),
        cell(&board, 1, LaneKind::Pains),
    );
    let step = steps(&board)[2];
    does(
        &mut board,
        [
            delete(&nodes),
            place(50, touchpoints, BOARDING_PASS),
            add_card(51, pains, None, "=HYPERLINK(\"http://x\")"),
            add_card(52, pains, Some(51), "Says \"no\", twice; or more"),
            JourneyIntent::SetEmotion {
                persona: COMMUTER,
                step,
                emotion: Emotion::new(-150),
            },
        ],
    );
    board
}

#[test]
fn a_board_is_a_grid_of_quoted_cells_in_which_no_text_is_a_formula() {
    // By hand: RFC 4180 doubles quotes; a cell of two cards has two lines; the number of an emotion is a number.
    let lines = [
        "\u{feff}\"stage\",\"\",\"First stage\",\"\",\"\"",
        "\"step\",\"\",\"First step\",\"Second step\",\"Third step\"",
        "\"touchpoints\",\"\",\"Boarding pass\",\"\",\"\"",
        "\"emotion\",\"Commuter\",\"\",\"\",\"-1.5\"",
        "\"pains\",\"\",\"\",\"'=HYPERLINK(\"\"http://x\"\")\nSays \"\"no\"\", twice; or more\",\"\"",
        "",
    ];
    assert_eq!(out(&small()), lines.join("\r\n"));
}

#[test]
fn a_spreadsheet_with_types_of_its_own_gets_the_texts_as_they_are() {
    let board = small();
    let cells = to_cells(&board.journey, &board.catalogue);
    let cards = ["=HYPERLINK(\"http://x\")", "Says \"no\", twice; or more"];
    assert_eq!(
        cells[4][3],
        GridCell::Cards(cards.map(str::to_owned).to_vec())
    );
    assert_eq!(cells[3][4], GridCell::Emotion(Emotion::new(-150).unwrap()));
    assert_eq!(cells[0][2], GridCell::Text("First stage".to_owned()));
    assert!(cells.iter().all(|row| row.len() == 5));
}

#[test]
fn what_a_spreadsheet_wrote_with_semicolons_and_commas_in_numbers_is_read() {
    let text = "etapa;;Comprar;;Recibir\r\npaso;;Elegir;Pagar;Esperar\r\n\
        Puntos de contacto;;Tienda;Caja;\r\nEmoción;Ana;1,5;-0,25;\r\nPuntos de dolor;;;\"Cola\nRuido\";\r\n;;;;\r\nAlmacén;;;;Caja rota\r\n";
    let board = made(text);
    let journey = &board.journey;
    assert_eq!(why(text), []);
    assert_eq!(
        to_rows(journey, &board.catalogue),
        [
            ["stage", "", "Comprar", "", "Recibir"],
            ["step", "", "Elegir", "Pagar", "Esperar"],
            ["touchpoints", "", "Tienda", "Caja", ""],
            ["emotion", "Ana", "1.5", "-0.25", ""],
            ["pains", "", "", "Cola\nRuido", ""],
            ["free", "Almacén", "", "", "Caja rota"],
        ]
    );
}

#[test]
fn anybodys_table_of_steps_and_lanes_is_one_stage() {
    let board = made("Visit\tArrive\tPay\nDoing\tpark\tqueue\nWhat we hear\t\t\"too slow\"\n");
    assert_eq!(
        to_rows(&board.journey, &board.catalogue),
        [
            ["stage", "", "Visit", ""],
            ["step", "", "Arrive", "Pay"],
            ["doing", "", "park", "queue"],
            ["free", "What we hear", "", "too slow"],
        ]
    );
}

#[test]
fn on_the_board_it_came_from_only_what_was_typed_into_the_sheet_changes() {
    let mut board = small();
    let known = board.journey.clone();
    assert_eq!(reading(&out(&board)).plan(&board, &context()).intents, []);
    let typed = out(&board)
        .replace("twice; or more\",\"\"", "twice; or more\",\"New\"")
        .replace("\"Third step\"", "\"Last step\"");
    let plan = reading(&typed).plan(&board, &context());
    assert!(plan.is_whole());
    carry_out(&plan, &mut board);
    // A step of another name is another step; its cells are new, and the old one stays.
    assert_eq!(board.journey.steps.len(), known.steps.len() + 1);
    assert_eq!(board.journey.cards.len(), known.cards.len() + 1);
    assert!(
        known
            .cards
            .iter()
            .all(|(id, card)| board.journey.cards.get(id) == Some(card))
    );
}

#[test]
fn what_was_renamed_since_and_what_is_called_as_it_was_are_two_things() {
    let mut board = made("stage,,One\nstep,,Walk\nnotes,,x\n");
    let (id, step) = (
        *board.journey.cards.keys().next().unwrap(),
        steps(&board)[0],
    );
    let rename = |node, title: &str| JourneyIntent::Rename {
        node,
        title: title.to_owned(),
    };
    does(
        &mut board,
        [rename(Node::Card(id), "y"), rename(Node::Step(step), "Run")],
    );
    let sheet = reading("stage,,One,\nstep,,Run,Walk\nnotes,,\"y\nx\",\n");
    let plan = sheet.plan(&board, &context());
    assert!(plan.is_whole(), "{:?}", plan.refused);
    carry_out(&plan, &mut board);
    assert_eq!(board.journey.cards[&id].title, "y");
    assert_eq!((board.journey.cards.len(), steps(&board).len()), (2, 2));
    assert_eq!(sheet.plan(&board, &context()).intents, []);
}

#[test]
fn cells_without_a_step_or_in_lanes_without_cards_are_said_to_be_left_out() {
    // A number of friction is what records say, in a file that was taken away; a word of it would be a card.
    let text = "stage,,One\nstep,,Walk,Run\nfriction,,high,12\nemotion,Ana,9,\nemotion,,1\nemotion,Eva,x\nnotes,,a,b,c\n";
    let board = made(text);
    assert_eq!(board.journey.cards.len(), 2);
    let scale = LeftOut::OffTheScale { min: -2, max: 2 };
    assert_eq!(
        why(text),
        [
            (3, LeftOut::NoLane),
            (4, scale),
            (5, LeftOut::Nobodys),
            (6, LeftOut::NotANumber),
            (7, LeftOut::NoStep),
        ]
    );
}

#[test]
fn rows_of_a_spreadsheet_are_read_as_its_csv_is() {
    let board = small();
    let rows = to_rows(&board.journey, &board.catalogue);
    let reading = read_rows((1..).zip(rows).collect()).unwrap();
    assert_eq!(reading.plan(&board, &context()).intents, []);
    let empty: Vec<(u32, Vec<String>)> = (0..1_000_000).map(|line| (line, Vec::new())).collect();
    assert_eq!(
        read_rows(empty).unwrap_err().problem,
        ReadProblem::TooMany { most: 10_000 }
    );
}

#[test]
fn sheets_without_end_are_refused() {
    let problem = |text: &str| read(Format::Csv, text.as_bytes()).unwrap_err().problem;
    let rows = ReadProblem::TooMany { most: 10_000 };
    assert_eq!(
        problem(&format!("step,a\n{}", ",,,\n".repeat(1_000_000))),
        rows
    );
    assert_eq!(problem(&"\n".repeat(1_000_000)), ReadProblem::Empty);
    assert_eq!(problem(""), ReadProblem::Empty);
    assert_eq!(problem("stage,,One\nnotes,,a"), ReadProblem::Empty);
    assert_eq!(
        problem(&"x,".repeat(100_000)),
        ReadProblem::TooMany { most: 502 }
    );
    let cells = ReadProblem::TooMany { most: 5_020_000 };
    assert_eq!(problem(&",".repeat(6_000_000)), cells);
    let wide: String = (0..501).map(|n| format!(",s{n}")).collect();
    assert_eq!(
        problem(&wide),
        ReadProblem::OverLimit {
            limit: Limit::Steps
        }
    );
    let tall: String = (0..200).map(|n| format!("lane {n},x\n")).collect();
    assert_eq!(
        problem(&format!("a,b\n{tall}")),
        ReadProblem::OverLimit {
            limit: Limit::Lanes
        }
    );
    let full = format!("a,b\nnotes,\"{}\"", "x\n".repeat(20_001));
    assert_eq!(
        problem(&full),
        ReadProblem::OverLimit {
            limit: Limit::Cards
        }
    );
    let large = vec![b'x'; 65 << 20];
    assert!(matches!(
        read(Format::Csv, &large).unwrap_err().problem,
        ReadProblem::TooLarge { .. }
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_goes_out_is_what_comes_back(pushes in pushes(40)) {
        let board = played(&pushes);
        let text = out(&board);
        for row in to_rows(&board.journey, &board.catalogue) {
            for cell in row.iter().filter(|cell| cell.parse::<f64>().is_err()) {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}", cell);
            }
        }
        if steps(&board).is_empty() {
            prop_assert_eq!(read(Format::Csv, text.as_bytes()).unwrap_err().problem, ReadProblem::Empty);
            return Ok(());
        }
        let reading = reading(&text);
        prop_assert_eq!(reading.omissions(), &[]);
        let plan = reading.plan(&board, &context());
        prop_assert_eq!((plan.intents, plan.refused), (vec![], vec![]));
        prop_assert_eq!(out(&made(&text)), text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "((stage|step|emotion|pains|notes|'=|\"|,|;|\t|\n|-1|x|ñ){0,60})") {
        if let Ok(reading) = read(Format::Csv, text.as_bytes()) {
            let mut board = nothing(JourneyId::new(uuid(1)));
            carry_out(&reading.plan(&board, &context()), &mut board);
            prop_assert_eq!(reading.plan(&board, &context()).intents, vec![]);
        }
    }
}

#[test]
fn a_table_is_a_journey_for_certain_where_stages_stand_above_steps_and_may_be_one_where_they_do_not()
 {
    for (text, certain, may_be) in [
        ("stage,,Before\nstep,,Search\n", true, true),
        (
            "\u{feff}\"Etapa\";\"\";\"Antes\"\r\n\"Paso\";\"\";\"Buscar\"",
            true,
            true,
        ),
        ("stage\t\tBefore\nstep\t\tSearch", true, true),
        // Deals of a sales team.
        ("stage,day,stars\nwon,2026-03-01,4\n", false, true),
        ("id,day,stars\n1,2026-03-01,4\n", false, false),
        ("step,stage\nstage,step\n", false, false),
        ("", false, false),
    ] {
        assert_eq!(is_grid(text), certain, "{text:?}");
        let first = text.trim_start_matches('\u{feff}');
        let first = first.split([',', ';', '\t']).next().unwrap_or_default();
        assert_eq!(begins_grid(first.trim_matches('"')), may_be, "{text:?}");
    }
    // A grid that is read, and one that is wider than any journey.
    let row = |head: &str, first: &str, rest: &str, steps: usize| {
        let cells = [head, "", first].into_iter();
        let cells = cells.chain(std::iter::repeat_n(rest, steps - 1));
        cells.map(str::to_owned).collect::<Vec<_>>()
    };
    let (stages, steps) = (row("stage", "Before", "", 500), row("step", "x", "x", 500));
    let read = read_rows(vec![(1, stages), (2, steps)]);
    assert!(read.is_ok(), "{read:?}");
    let wide = read_rows(vec![
        (1, row("stage", "Before", "", 3)),
        (7, row("step", "x", "x", 501)),
    ])
    .unwrap_err();
    assert_eq!(
        (wide.line, wide.problem),
        (7, ReadProblem::TooMany { most: 502 })
    );
}
