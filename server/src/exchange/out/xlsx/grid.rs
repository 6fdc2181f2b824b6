//! The board as a grid that is read again as a journey: stages and steps across, lanes down, a line of a cell for each card.

use app::words::workbook_words;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use shared::{
    chart::heat_step,
    exchange::{
        GridCell,
        drawing::{Cells, Heat, Sheet, Tone},
        grid_lane, to_cells_in,
    },
    journey::LaneKind,
};

use super::{
    Order,
    sheet::{Value, colour, head, height, plain, put},
};

/// Characters of the columns that name a lane, and of the others.
const WIDTHS: (f64, f64, f64) = (19.0, 15.0, 26.0);

pub(super) fn write(page: &mut Worksheet, order: &Order, sheet: &Sheet) -> Result<(), XlsxError> {
    let board = &order.board;
    let rows = to_cells_in(&board.journey, &board.catalogue, Some(order.lang));
    let columns = rows.first().map_or(0, Vec::len);
    page.set_name(workbook_words(order.lang).journey)?;
    page.set_freeze_panes(2, 2)?;
    page.set_landscape();
    page.set_paper_size(8);
    page.set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(0, 1)?;
    page.set_repeat_columns(0, 1)?;
    // An ampersand begins a code in the head of a printed page.
    let title: String = board.journey.scope.title.chars().take(100).collect();
    page.set_header(format!("&L{}", title.replace('&', "&&")));
    for column in 0..u16::try_from(columns).unwrap_or(u16::MAX) {
        page.set_column_width(column, width(column))?;
    }
    for (at, row) in (0_u32..).zip(&rows) {
        let said: Vec<String> = row.iter().map(said).collect();
        // A stage spreads over its steps.
        let wide = |column| if at == 0 { f64::MAX } else { width(column) };
        let cells = (0_u16..).zip(&said);
        let cells = cells.map(|(column, text)| (text.as_str(), wide(column)));
        page.set_row_height(at, height(cells))?;
    }
    heads(page, &rows, sheet)?;
    for (at, row) in (2_u32..).zip(rows.iter().skip(2)) {
        let kind = row.first().and_then(|cell| match cell {
            GridCell::Text(text) => grid_lane(text),
            _ => None,
        });
        lane(page, at, row, (kind, sheet))?;
    }
    Ok(())
}

/// The stages over their steps, and the steps.
fn heads(page: &mut Worksheet, rows: &[Vec<GridCell>], sheet: &Sheet) -> Result<(), XlsxError> {
    let head = head();
    for (at, row) in (0_u32..2).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            put(page, (at, column), &value(cell), &head)?;
        }
    }
    let mut from = 2_u16;
    for (title, columns) in &sheet.stages {
        let columns = u16::try_from(*columns).unwrap_or(u16::MAX);
        let to = from.saturating_add(columns).saturating_sub(1);
        if to > from {
            let stage = head.clone().set_align(FormatAlign::Left);
            page.merge_range(0, from, 0, to, "", &stage)?;
            put(page, (0, from), &Value::text(&kept(title)), &stage)?;
        }
        from = to.saturating_add(1);
    }
    Ok(())
}

fn lane(
    page: &mut Worksheet,
    at: u32,
    row: &[GridCell],
    (kind, sheet): (Option<LaneKind>, &Sheet),
) -> Result<(), XlsxError> {
    let head = plain()
        .set_bold()
        .set_background_color(colour(Tone::Sunken));
    let body = body(kind);
    let heat = sheet.lanes.iter().find_map(|lane| match &lane.cells {
        Cells::Heat(cells) if kind == Some(LaneKind::Friction) => Some(cells),
        _ => None,
    });
    for (column, cell) in (0_u16..).zip(row) {
        let place = (at, column);
        if column < 2 {
            put(page, place, &value(cell), &head)?;
            continue;
        }
        let step = usize::from(column) - 2;
        match heat.and_then(|cells| cells.get(step)) {
            Some(Heat::Scored(score, ..)) => {
                let step = heat_step(score.score);
                let warm = plain()
                    .set_bold()
                    .set_background_color(colour(Tone::Heat(step)))
                    .set_font_color(colour(Tone::HeatInk(step)));
                put(page, place, &Value::Shown(score.score, "0"), &warm)?;
            }
            _ => put(page, place, &value(cell), &body)?,
        }
    }
    Ok(())
}

/// How the cells of a lane look: pains and opportunities in the colours of the board.
fn body(kind: Option<LaneKind>) -> Format {
    let plain = plain()
        .set_border(FormatBorder::Hair)
        .set_border_color(colour(Tone::LineStrong));
    match kind {
        Some(LaneKind::Pains) => plain
            .set_background_color(colour(Tone::Pain))
            .set_font_color(colour(Tone::PainInk)),
        Some(LaneKind::Opportunities) => plain
            .set_background_color(colour(Tone::Opportunity))
            .set_font_color(colour(Tone::OpportunityInk)),
        Some(LaneKind::Emotion) => plain.set_align(FormatAlign::Left),
        _ => plain,
    }
}

/// Characters of a column.
const fn width(column: u16) -> f64 {
    match column {
        0 => WIDTHS.0,
        1 => WIDTHS.1,
        _ => WIDTHS.2,
    }
}

/// What a cell says.
fn said(cell: &GridCell) -> String {
    match cell {
        GridCell::Text(text) => text.clone(),
        GridCell::Cards(cards) => cards.join("\n"),
        GridCell::Emotion(_) => String::new(),
    }
}

/// A cell of the grid. An apostrophe that reading would take away gets another.
fn value(cell: &GridCell) -> Value {
    match cell {
        GridCell::Text(text) => Value::text(&kept(text)),
        GridCell::Cards(cards) => {
            let cards: Vec<String> = cards.iter().map(|card| kept(card)).collect();
            Value::text(&cards.join("\n"))
        }
        GridCell::Emotion(emotion) => Value::Number(emotion.value()),
    }
}

fn kept(text: &str) -> String {
    if text.starts_with('\'') {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
