//! Journeys that go out as files: the document as others read it, and the board as a drawing.
//!
//! A file is made when it is asked for and not kept. Drawing takes seconds of a processor and much memory, so few are drawn at once,
//! on threads of their own.

mod fonts;
mod html;
pub(crate) mod http;
mod jobs;
mod known;
mod pictures;
mod pptx;
mod render;
mod svg;
mod xlsx;

use std::sync::Arc;

use app::journey::board::Drawn;
use shared::{
    access::Actor,
    api::{ApiError, ErrorCode, TAKE_SCALE, TakeFormat, TakePaper, TakeQuery, TakeTheme, Why},
    exchange::{
        JourneyDocument,
        drawing::{self, Page, Paper, Words as _},
        to_cjml, to_csv, to_json, to_mermaid,
    },
    locale::Lang,
    log::Board,
};
use tokio::sync::Semaphore;

use super::blocking;
use crate::service::Services;
use fonts::Fonts;
pub(crate) use jobs::Exports;
use jobs::{Progress, Wanted};
use known::Known;
use svg::{About, Colours};

/// Drawings that are made at once.
const MOST_AT_ONCE: usize = 2;
static DRAWERS: Semaphore = Semaphore::const_new(MOST_AT_ONCE);

/// How much smaller than on the screen a drawing is on paper: 12 pixels become 7 points.
const ON_PAPER: f64 = 0.78;
/// Millimetres of a side of paper of one's own size.
const MILLIMETRES: (f64, f64) = (90.0, 4_000.0);
/// Pixels for each unit of a picture: the least and the most.
const SCALES: (f64, f64) = (0.1, 4.0);

/// A file that somebody takes away.
#[derive(Debug)]
pub struct TakenFile {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Its format.
    pub format: TakeFormat,
    /// The journey's title, which the file is named after.
    pub title: String,
    /// Letters that no font of ours has, so that they are empty boxes; fifty at most.
    pub missing: String,
}

impl TakenFile {
    /// A name that every system takes: letters and digits of the title, in any script.
    #[must_use]
    pub fn name(&self) -> String {
        named(&self.title, char::is_alphanumeric, self.format)
    }

    /// The same of ASCII alone.
    #[must_use]
    pub fn ascii_name(&self) -> String {
        named(&self.title, |c| c.is_ascii_alphanumeric(), self.format)
    }
}

/// At most so many characters of a name are the title's, and so many bytes: file systems take 255.
const MOST_NAME: usize = 80;
const MOST_NAME_BYTES: usize = 240;

fn named(title: &str, good: impl Fn(char) -> bool, format: TakeFormat) -> String {
    let plain: String = title
        .to_lowercase()
        .chars()
        .map(|c| if good(c) { c } else { '-' })
        .collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    let mut name: String = parts.join("-").chars().take(MOST_NAME).collect();
    name.truncate(name.floor_char_boundary(MOST_NAME_BYTES));
    if name.is_empty() {
        "journey".clone_into(&mut name);
    }
    format!("{name}.{}", format.ending())
}

/// What a journey's things are called for the reader of a file.
const fn words_of(order: &Order) -> Drawn {
    Drawn(order.lang)
}

/// What a file is made from.
struct Order {
    board: Arc<Board>,
    known: Known,
    lang: Lang,
    format: TakeFormat,
    paper: Paper,
    scale: f64,
    dark: bool,
    outlines: bool,
    /// Which page a picture is of, from 0.
    page: usize,
    progress: Arc<Progress>,
}

/// What a drawing is made on.
struct Asked {
    paper: Paper,
    scale: f64,
    /// From 0.
    page: usize,
}

/// What a query asks for.
///
/// # Errors
/// A paper, a scale or a page that cannot be.
fn asked(query: &TakeQuery) -> Result<Asked, ApiError> {
    Ok(Asked {
        paper: paper(query)?,
        scale: scale(query)?,
        page: page(query)? as usize,
    })
}

impl Services {
    /// A journey as a file, by its id or slug.
    ///
    /// # Errors
    /// Not allowed, not there, a paper that is none, too many pages, or the store failed.
    pub async fn take_journey(
        &self,
        actor: &Actor,
        journey: &str,
        query: &TakeQuery,
    ) -> Result<TakenFile, ApiError> {
        let progress = Arc::<Progress>::default();
        // Who goes away does not want it any more: what is asked for has changed, or the page was left.
        let _wanted = Wanted(Arc::clone(&progress));
        self.take_with(actor, journey, query, progress).await
    }

    /// The same, that says how far it is and can be stopped.
    async fn take_with(
        &self,
        actor: &Actor,
        journey: &str,
        query: &TakeQuery,
        progress: Arc<Progress>,
    ) -> Result<TakenFile, ApiError> {
        let Asked { paper, scale, page } = asked(query)?;
        let snapshot = self.board(actor, journey).await?;
        let board = Arc::new(snapshot.board);
        let lang = query.language.unwrap_or_else(|| self.lang());
        let format = query.format;
        let title = board.journey.scope.title.clone();
        // What is only written does not wait for those that draw. Who waits holds nothing but the board, and asks for nothing else once
        // it is not wanted any more.
        let (turn, known) = if format.is_told() {
            let turn = tokio::select! {
                biased;
                () = progress.stopped() => Err(ApiError::new(ErrorCode::NotFound)),
                turn = DRAWERS.acquire() => turn.map_err(|_| ApiError::new(ErrorCode::Internal)),
            }?;
            progress.wanted()?;
            (Some(turn), self.known(actor, &board, lang).await?)
        } else {
            (None, Known::default())
        };
        progress.wanted()?;
        let order = Order {
            board,
            known,
            lang,
            format,
            paper,
            scale,
            dark: query.theme == TakeTheme::Dark,
            outlines: query.outlines == Some(true),
            page,
            progress,
        };
        let (bytes, missing) = blocking(move || {
            // Kept also when nobody waits any more: the thread works to its end.
            let _turn = turn;
            order.progress.wanted()?;
            make(&order)
        })
        .await?;
        Ok(TakenFile {
            bytes,
            format,
            title,
            missing,
        })
    }
}

/// A file, and the letters that could not be drawn in it.
type Made = (Vec<u8>, String);

fn make(order: &Order) -> Result<Made, ApiError> {
    let (journey, catalogue) = (&order.board.journey, &order.board.catalogue);
    let bytes = match order.format {
        TakeFormat::Json => to_json(&JourneyDocument::of(journey, catalogue)).into_bytes(),
        TakeFormat::Csv => to_csv(journey, catalogue).into_bytes(),
        TakeFormat::Mermaid => to_mermaid(journey, catalogue).into_bytes(),
        TakeFormat::Cjml => {
            let words = words_of(order);
            to_cjml(journey, catalogue, &|name| words.department(name).0).into_bytes()
        }
        TakeFormat::Pdf | TakeFormat::Png | TakeFormat::Svg => return draw(order),
        TakeFormat::Xlsx => xlsx::workbook(order)?,
        TakeFormat::Html => html::page(order)?,
        TakeFormat::Pptx => pptx::presentation(order)?,
    };
    Ok((bytes, String::new()))
}

fn draw(order: &Order) -> Result<Made, ApiError> {
    let board = &order.board;
    let words = words_of(order);
    let pages = drawing::draw(
        &board.journey,
        &board.catalogue,
        &order.known.facts,
        order.paper,
        &words,
        Fonts::get(),
    );
    let pages = pages.map_err(|error| invalid("paper").with("detail", error))?;
    let about = About {
        title: &board.journey.scope.title,
        lang: order.lang.code(),
        pictures: &order.known.pictures,
        colours: if order.dark {
            Colours::Dark
        } else {
            Colours::Light
        },
    };
    let most = pages.len();
    order.progress.wanted()?;
    let one: Result<&Page, ApiError> = pages.get(order.page).ok_or_else(|| {
        let error = invalid("page").because(Why::OutOfRange);
        error.with("least", 1).with("most", most)
    });
    let (bytes, shown) = match order.format {
        TakeFormat::Pdf => {
            let scale = if order.paper == Paper::Poster {
                1.0
            } else {
                ON_PAPER
            };
            let pdf = render::pdf(&pages, scale, &about, &order.progress)?;
            (pdf, pages.as_slice())
        }
        TakeFormat::Png => {
            let one = one?;
            let png = render::png(one, order.scale, &about)?;
            (png, std::slice::from_ref(one))
        }
        _ if order.outlines => {
            let one = one?;
            let svg = render::outlined(one, &about)?.into_bytes();
            (svg, std::slice::from_ref(one))
        }
        // The letters are the reader's.
        _ => return Ok((svg::document(one?, &about).into_bytes(), String::new())),
    };
    Ok((bytes, Fonts::get().missing(shown)))
}

fn invalid(field: &str) -> ApiError {
    ApiError::new(ErrorCode::Invalid).with("field", field)
}

/// Which page is asked for, from 0.
fn page(query: &TakeQuery) -> Result<u32, ApiError> {
    let page = query.page.unwrap_or(1);
    page.checked_sub(1).ok_or_else(|| invalid("page"))
}

fn paper(query: &TakeQuery) -> Result<Paper, ApiError> {
    // A picture is of the poster, unless one of its pages is asked for.
    if query.format != TakeFormat::Pdf && query.page.is_none() {
        return Ok(Paper::Poster);
    }
    let (width, height) = match (query.paper, query.paper.millimetres()) {
        (_, Some((short, long))) if query.portrait == Some(true) => (short, long),
        (_, Some((short, long))) => (long, short),
        (TakePaper::Own, None) => {
            let side = |field, side: Option<f64>| {
                let side = side.ok_or_else(|| invalid(field).because(Why::Missing))?;
                let good = (MILLIMETRES.0..=MILLIMETRES.1).contains(&side);
                good.then_some(side).ok_or_else(|| invalid(field))
            };
            (side("width", query.width)?, side("height", query.height)?)
        }
        (_, None) => return Ok(Paper::Poster),
    };
    Paper::of_millimetres(width, height, ON_PAPER).ok_or_else(|| invalid("paper"))
}

fn scale(query: &TakeQuery) -> Result<f64, ApiError> {
    let scale = query.scale.unwrap_or(TAKE_SCALE);
    let good = (SCALES.0..=SCALES.1).contains(&scale);
    good.then_some(scale).ok_or_else(|| invalid("scale"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_journey_without_what_a_system_would_refuse() {
        let file = |title: &str| TakenFile {
            bytes: Vec::new(),
            format: TakeFormat::Mermaid,
            title: title.to_owned(),
            missing: String::new(),
        };
        let named = |title| (file(title).name(), file(title).ascii_name());
        let same = |name: &str| (name.to_owned(), name.to_owned());
        assert_eq!(
            named("First marathon, first pair"),
            same("first-marathon-first-pair.mmd")
        );
        assert_eq!(named("../..\\\"\r\nX"), same("x.mmd"));
        assert_eq!(named("\u{202e}👟"), same("journey.mmd"));
        let (any, ascii) = named("Año 1");
        assert_eq!((any.as_str(), ascii.as_str()), ("año-1.mmd", "a-o-1.mmd"));
        assert_eq!(file(&"a".repeat(10_000)).name().len(), 84);
        // Letters of four bytes each.
        assert_eq!(file(&"𐐨".repeat(80)).name().len(), 244);
    }
}
