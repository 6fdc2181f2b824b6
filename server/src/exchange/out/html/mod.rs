//! A journey as one page that stands alone: the drawing as vectors, and the same as a table that anybody can read. No script, nothing
//! from elsewhere, in the reader's own light; whoever prints it gets both.

mod table;

use std::fmt::Write as _;

use app::words::workbook_words;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use shared::{
    api::{ApiError, ErrorCode},
    exchange::{
        drawing::{self, Paper, Sheet, Tone},
        xml::escape,
    },
};

use super::{
    Order,
    fonts::Fonts,
    svg::{self, About, Colours},
    words_of,
};

/// What the page looks like. Its fingerprint stands in the policy of the page, so nothing else can style it.
const STYLE: &str = include_str!("page.css");

/// The page.
pub(super) fn page(order: &Order) -> Result<Vec<u8>, ApiError> {
    let board = &order.board;
    let (words, facts) = (words_of(order), &order.known.facts);
    let (journey, catalogue) = (&board.journey, &board.catalogue);
    let pages = drawing::draw(
        journey,
        catalogue,
        facts,
        Paper::Poster,
        &words,
        Fonts::get(),
    );
    let pages = pages.unwrap_or_default();
    let Some(page) = pages.first() else {
        return Err(ApiError::new(ErrorCode::Internal));
    };
    let (lang, title) = (order.lang.code(), &journey.scope.title);
    let about = About {
        title,
        lang,
        colours: Colours::Named,
        pictures: &order.known.pictures,
    };
    let said = workbook_words(order.lang);
    let sheet = Sheet::of(journey, catalogue, facts, &words);
    let style = style();
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"Puente\">\n<title>",
        fingerprint(&style)
    );
    escape(&mut html, title);
    let _ = write!(
        html,
        "</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1 dir=\"auto\">"
    );
    escape(&mut html, title);
    html.push_str("</h1>\n");
    scope(&mut html, &sheet);
    let _ = write!(
        html,
        "<section aria-labelledby=\"drawing\">\n<h2 id=\"drawing\">{}</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"drawing\">\n",
        said.drawing
    );
    html.push_str(&svg::document(page, &about));
    let _ = write!(
        html,
        "</div>\n</section>\n<section aria-labelledby=\"table\">\n<h2 id=\"table\">{}</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"table\">\n",
        said.table
    );
    table::write(&mut html, &sheet, &words);
    let _ = write!(
        html,
        "</div>\n</section>\n</main>\n<footer><p>{}",
        said.made_with
    );
    if let Some(day) = &sheet.day {
        html.push_str(" · ");
        escape(&mut html, day);
    }
    html.push_str("</p></footer>\n</body>\n</html>\n");
    Ok(html.into_bytes())
}

fn scope(html: &mut String, sheet: &Sheet) {
    let (kind, terms): (Vec<_>, Vec<_>) = sheet.scope.iter().partition(|(term, _)| term.is_empty());
    for (_, text) in kind {
        html.push_str("<p>");
        escape(html, text);
        html.push_str("</p>\n");
    }
    if terms.is_empty() {
        return;
    }
    html.push_str("<dl>\n");
    for (term, text) in terms {
        html.push_str("<div><dt>");
        escape(html, term);
        html.push_str("</dt><dd dir=\"auto\">");
        escape(html, text);
        html.push_str("</dd></div>\n");
    }
    html.push_str("</dl>\n");
}

/// The style, with a class for each colour that marks are drawn in.
fn style() -> String {
    let mut style = STYLE.to_owned();
    for tone in Tone::all() {
        let (name, light, dark) = (tone.name(), tone.hex(false), tone.hex(true));
        // Writing to a text cannot fail.
        let _ = writeln!(
            style,
            ".f-{name}{{fill:light-dark({light},{dark})}}.s-{name}{{stroke:light-dark({light},{dark})}}"
        );
    }
    style
}

/// A SHA-256 in Base64, as a policy names what it allows (CSP 3, § 2.3.1).
fn fingerprint(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_one_that_browsers_reckon() {
        // From Content Security Policy Level 3, § 8.5: the hash of `alert("Hello, world.");` with its quotes as printed here.
        let printed = "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=";
        assert_eq!(fingerprint("alert('Hello, world.');"), printed);
    }
}
