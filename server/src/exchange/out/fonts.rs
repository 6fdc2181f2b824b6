//! The fonts of drawings: Noto Sans, and DejaVu Sans for scripts and signs that it lacks. They come with the program, so that a
//! drawing is the same on every machine. A sign that neither has is drawn as an empty box.

use std::{
    collections::BTreeSet,
    sync::{Arc, LazyLock},
};

use resvg::usvg::{self, fontdb};
use shared::exchange::drawing::{Measure, Page, Shape};
use ttf_parser::Face;

/// What texts are set in.
pub(super) const FAMILY: &str = "Noto Sans";
/// How wide a sign is that no font has, in parts of its size.
const UNKNOWN: f64 = 1.0;
/// Letters stand a little closer or wider than the sum of their widths.
const SLACK: f64 = 1.01;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::load);

pub(super) struct Fonts {
    db: Arc<fontdb::Database>,
    regular: Vec<Face<'static>>,
    bold: Vec<Face<'static>>,
}

impl Fonts {
    /// Those of the program.
    pub(super) fn get() -> &'static Self {
        &FONTS
    }

    fn load() -> Self {
        let regular = [notosans::REGULAR_TTF, dejavu::sans::regular()];
        let bold = [notosans::BOLD_TTF, dejavu::sans::bold()];
        let mut db = fontdb::Database::new();
        for font in regular.iter().chain(&bold) {
            db.load_font_source(fontdb::Source::Binary(Arc::new(*font)));
        }
        let faces = |fonts: [&'static [u8]; 2]| {
            let read = fonts.into_iter().map(|font| Face::parse(font, 0));
            read.filter_map(Result::ok).collect()
        };
        Self {
            db: Arc::new(db),
            regular: faces(regular),
            bold: faces(bold),
        }
    }

    /// How a drawing is read.
    pub(super) fn options(&self) -> usvg::Options<'static> {
        usvg::Options {
            fontdb: Arc::clone(&self.db),
            font_family: FAMILY.to_owned(),
            ..usvg::Options::default()
        }
    }
}

/// The most letters that are named.
const MOST_NAMED: usize = 50;

impl Fonts {
    /// The letters of some pages that no font has, each once, in the order of their numbers.
    pub(super) fn missing(&self, pages: &[Page]) -> String {
        let texts = pages.iter().flat_map(|page| &page.marks);
        let texts = texts.filter_map(|mark| match &mark.shape {
            Shape::Text { text, .. } => Some(text.chars()),
            _ => None,
        });
        let letters: BTreeSet<char> = texts.flatten().collect();
        let unknown = letters.into_iter().filter(|c| !unseen(*c) && !self.has(*c));
        unknown.take(MOST_NAMED).collect()
    }

    fn has(&self, letter: char) -> bool {
        let mut faces = self.regular.iter();
        faces.any(|face| face.glyph_index(letter).is_some())
    }
}

/// Whether a character has no look of its own: it joins, turns the direction, or chooses how another one looks.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

impl Measure for Fonts {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let faces = if bold { &self.bold } else { &self.regular };
        let one = |character: char| {
            let known = faces.iter().find_map(|face| {
                let glyph = face.glyph_index(character)?;
                let advance = face.glyph_hor_advance(glyph)?;
                Some(f64::from(advance) / f64::from(face.units_per_em()))
            });
            known.unwrap_or(UNKNOWN)
        };
        text.chars().map(one).sum::<f64>() * size * SLACK
    }
}
