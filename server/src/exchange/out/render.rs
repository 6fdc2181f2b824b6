//! Drawings as PDF and PNG. Both are read from the SVG that is given away as such, so the three cannot differ.

use krilla::{Document, geom::Size, metadata::Metadata, page::PageSettings};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Indent, Tree, WriteOptions},
};
use shared::{
    api::{ApiError, ErrorCode},
    exchange::drawing::Page,
};

use super::{
    fonts::Fonts,
    jobs::Progress,
    svg::{self, About},
};

/// Points of a unit of a drawing: 72 to the inch, as against 96.
const POINTS: f64 = 0.75;
/// The most points of a side of a page (ISO 32000-1, Annex C); a larger poster is drawn smaller.
const MOST_POINTS: f64 = 14_400.0;
/// The most pixels of a picture: 192 MB while it is painted.
pub(super) const MOST_PIXELS: f64 = 48_000_000.0;

fn read(page: &Page, about: &About<'_>) -> Result<Tree, ApiError> {
    let text = svg::document(page, about);
    Tree::from_str(&text, &Fonts::get().options()).map_err(|error| failed(&error.to_string()))
}

fn failed(detail: &str) -> ApiError {
    tracing::error!(detail, "a drawing failed");
    ApiError::new(ErrorCode::Internal)
}

/// The pages as PDF, with their text as text, at a scale of what they would be on the screen.
pub(super) fn pdf(
    pages: &[Page],
    scale: f64,
    about: &About<'_>,
    progress: &Progress,
) -> Result<Vec<u8>, ApiError> {
    let mut document = Document::new();
    let metadata = Metadata::new()
        .title(about.title.to_owned())
        .language(about.lang.to_owned())
        .creator("Puente".to_owned());
    document.set_metadata(metadata);
    progress.of(pages.len());
    for page in pages {
        progress.wanted()?;
        let tree = read(page, about)?;
        let longest = page.width.max(page.height) * POINTS * scale;
        let scale = POINTS * scale * (MOST_POINTS / longest).min(1.0);
        let (width, height) = (small(page.width * scale), small(page.height * scale));
        let (Some(settings), Some(size)) = (
            PageSettings::from_wh(width, height),
            Size::from_wh(width, height),
        ) else {
            return Err(failed("a page without a size"));
        };
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        if surface
            .draw_svg(&tree, size, SvgSettings::default())
            .is_none()
        {
            return Err(failed("a page that cannot be drawn"));
        }
        surface.finish();
        sheet.finish();
        progress.one_more();
    }
    document
        .finish()
        .map_err(|error| failed(&format!("{error:?}")))
}

/// A page as SVG whose letters are shapes.
pub(super) fn outlined(page: &Page, about: &About<'_>) -> Result<String, ApiError> {
    let options = WriteOptions {
        preserve_text: false,
        indent: Indent::None,
        attributes_indent: Indent::None,
        coordinates_precision: 2,
        ..WriteOptions::default()
    };
    Ok(read(page, about)?.to_string(&options))
}

/// A page as PNG, with `scale` pixels for each unit, fewer where it would have more than [`MOST_PIXELS`].
pub(super) fn png(page: &Page, scale: f64, about: &About<'_>) -> Result<Vec<u8>, ApiError> {
    let tree = read(page, about)?;
    let area = page.width * page.height;
    let scale = scale.min((MOST_PIXELS / area).sqrt());
    let side = |units: f64| whole(units * scale);
    let Some(mut picture) = Pixmap::new(side(page.width), side(page.height)) else {
        return Err(failed("a picture without a size"));
    };
    let scale = small(scale);
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut picture.as_mut(),
    );
    picture
        .encode_png()
        .map_err(|error| failed(&error.to_string()))
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "sides and scales of pages, rounded to what graphics reckon in"
)]
fn small(value: f64) -> f32 {
    value as f32
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels, at least one and far below 2^32"
)]
fn whole(value: f64) -> u32 {
    value.floor().clamp(1.0, MOST_PIXELS) as u32
}
