//! A journey as slides: a title, an overview, a page for each stage with its steps and lanes, and what is to be done. Every card is a
//! shape with its text, so that whoever gets it goes on editing.

mod package;
mod shape;
mod slides;
mod stage;

use shared::{
    api::{ApiError, ErrorCode, Why},
    exchange::drawing::Sheet,
};

use super::{Order, words_of};
use shape::Slide;

/// The most slides of a journey: more nobody shows.
const MOST_SLIDES: usize = 1_000;

/// The presentation.
pub(super) fn presentation(order: &Order) -> Result<Vec<u8>, ApiError> {
    let board = &order.board;
    let words = words_of(order);
    let sheet = Sheet::of(&board.journey, &board.catalogue, &order.known.facts, &words);
    let mut slides: Vec<Slide> = vec![slides::title(order, &sheet)];
    slides.extend(slides::overview(order, &sheet));
    let mut from = 0;
    order.progress.of(sheet.stages.len());
    for (title, columns) in &sheet.stages {
        order.progress.wanted()?;
        let columns = from..from + columns;
        from = columns.end;
        let pictures = &order.known.pictures;
        slides.extend(stage::slides(&sheet, title, columns, (&words, pictures)));
        few(&slides)?;
        order.progress.one_more();
    }
    slides.extend(slides::to_do(order, &sheet));
    few(&slides)?;
    let title = &board.journey.scope.title;
    let pictures = &order.known.pictures;
    package::write(&slides, pictures, title, (order.lang, order.known.today)).map_err(|error| {
        tracing::error!(%error, "a presentation failed");
        ApiError::new(ErrorCode::Internal)
    })
}

/// Whether somebody may still look through them.
fn few(slides: &[Slide]) -> Result<(), ApiError> {
    if slides.len() <= MOST_SLIDES {
        return Ok(());
    }
    let error = ApiError::new(ErrorCode::Invalid).with("field", "format");
    Err(error.because(Why::TooMany).with("most", MOST_SLIDES))
}
