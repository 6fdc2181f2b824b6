//! Marks as SVG.

use std::fmt::Write as _;

use shared::{
    chart::fixed,
    exchange::drawing::{Align, Mark, Page, Shape, Stroke},
};

use super::fonts::FAMILY;

/// What a drawing is of.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    /// The journey's title.
    pub(super) title: &'a str,
    /// The code of its language.
    pub(super) lang: &'a str,
    /// Light on dark.
    pub(super) dark: bool,
}

/// A page as an SVG document. It names its font and others that readers have; what is written is text.
pub(super) fn document(page: &Page, about: &About<'_>) -> String {
    let About { title, lang, dark } = *about;
    let (width, height) = (fixed(page.width), fixed(page.height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" xml:lang=\"{lang}\" font-family=\"'{FAMILY}', 'DejaVu Sans', sans-serif\">\n<title>"
    );
    escape(&mut svg, title);
    svg.push_str("</title>\n");
    for mark in &page.marks {
        element(&mut svg, mark, dark);
    }
    svg.push_str("</svg>\n");
    svg
}

fn element(svg: &mut String, mark: &Mark, dark: bool) {
    match &mark.shape {
        Shape::Rect {
            at,
            width,
            height,
            radius,
        } => {
            let (x, y, width, height) = (fixed(at.x), fixed(at.y), fixed(*width), fixed(*height));
            // Writing to a text cannot fail.
            let _ = write!(
                svg,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""
            );
            if *radius > 0.0 {
                let _ = write!(svg, " rx=\"{}\"", fixed(*radius));
            }
        }
        Shape::Segment(from, to) => {
            let (x1, y1, x2, y2) = (fixed(from.x), fixed(from.y), fixed(to.x), fixed(to.y));
            let _ = write!(svg, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"");
        }
        Shape::Path(shape) => {
            let Some(path) = shape.path() else { return };
            let _ = write!(svg, "<path d=\"{path}\" stroke-linejoin=\"round\"");
        }
        Shape::Disc(at, radius) => {
            let (x, y, radius) = (fixed(at.x), fixed(at.y), fixed(*radius));
            let _ = write!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"");
        }
        Shape::Half(at, radius) => {
            let (x, radius) = (fixed(at.x), fixed(*radius));
            let (top, bottom) = (fixed(at.y - radius_of(mark)), fixed(at.y + radius_of(mark)));
            let _ = write!(
                svg,
                "<path d=\"M{x} {top}A{radius} {radius} 0 0 0 {x} {bottom}Z\""
            );
        }
        Shape::Text {
            at,
            align,
            size,
            bold,
            text,
        } => {
            let (x, y, size) = (fixed(at.x), fixed(at.y), fixed(*size));
            let _ = write!(svg, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"");
            if *bold {
                svg.push_str(" font-weight=\"700\"");
            }
            if *align == Align::End {
                svg.push_str(" text-anchor=\"end\"");
            }
            if let Some(fill) = mark.fill {
                let _ = write!(svg, " fill=\"{}\"", fill.hex(dark));
            }
            svg.push('>');
            escape(svg, text);
            svg.push_str("</text>\n");
            return;
        }
    }
    let fill = mark.fill.map_or("none", |fill| fill.hex(dark));
    let _ = write!(svg, " fill=\"{fill}\"");
    if mark.opacity < 1.0 && mark.fill.is_some() {
        let _ = write!(svg, " fill-opacity=\"{}\"", fixed(mark.opacity));
    }
    if let Some(Stroke { tone, width, dash }) = mark.stroke {
        let _ = write!(
            svg,
            " stroke=\"{}\" stroke-width=\"{}\"",
            tone.hex(dark),
            fixed(width)
        );
        if mark.opacity < 1.0 {
            let _ = write!(svg, " stroke-opacity=\"{}\"", fixed(mark.opacity));
        }
        if let Some((on, off)) = dash {
            let _ = write!(svg, " stroke-dasharray=\"{} {}\"", fixed(on), fixed(off));
        }
    }
    svg.push_str("/>\n");
}

const fn radius_of(mark: &Mark) -> f64 {
    match mark.shape {
        Shape::Half(_, radius) | Shape::Disc(_, radius) => radius,
        _ => 0.0,
    }
}

/// Text that means nothing to XML, without what XML cannot hold.
fn escape(svg: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '&' => svg.push_str("&amp;"),
            '"' => svg.push_str("&quot;"),
            '\t' | '\n' | '\r' => svg.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => svg.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_mean_nothing_to_xml() {
        let mut svg = String::new();
        escape(&mut svg, "<script>&\"\u{0}\u{1b}\u{ffff}a\nb\u{202e}c");
        assert_eq!(svg, "&lt;script&gt;&amp;&quot;a b\u{202e}c");
    }
}
