//! A journey as a spreadsheet: the grid, and the same as lists whose values are numbers and days. Nothing in it is a formula: what
//! people wrote is written as text, with the mark that keeps it one when somebody edits the cell.

mod grid;
mod lists;
mod sheet;

use app::words::workbook_words;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use shared::{
    api::{ApiError, ErrorCode},
    exchange::drawing::Sheet,
};

use super::{Order, words_of};
use sheet::{Table, datetime};

/// The workbook.
pub(super) fn workbook(order: &Order) -> Result<Vec<u8>, ApiError> {
    made(order).map_err(|error| {
        tracing::error!(%error, "a spreadsheet failed");
        ApiError::new(ErrorCode::Internal)
    })
}

fn made(order: &Order) -> Result<Vec<u8>, XlsxError> {
    let (board, known) = (&order.board, &order.known);
    let words = words_of(order);
    let sheet = Sheet::of(&board.journey, &board.catalogue, &known.facts, &words);
    let mut book = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(title(&board.journey.scope.title))
        .set_author("Puente");
    if let Some(today) = known.today.and_then(datetime) {
        properties = properties.set_creation_datetime(&today);
    }
    book.set_properties(&properties);
    grid::write(book.add_worksheet(), order, &sheet)?;
    let names = workbook_words(order.lang);
    let lists: [(&str, Table); 5] = [
        (names.cards, lists::cards(order, &sheet)),
        (names.touchpoints, lists::touchpoints(order)),
        (names.metrics, lists::metrics(order)),
        (names.actions, lists::actions(order)),
        (names.links, lists::links(order)),
    ];
    for (name, table) in lists {
        table.write(book.add_worksheet(), name)?;
    }
    book.save_to_buffer()
}

/// A title as a property of a document may be: shorter than 256 characters.
fn title(title: &str) -> String {
    title.chars().take(250).collect()
}
