//! Marks as SVG.

use std::fmt::Write as _;

use shared::{
    chart::fixed,
    exchange::{
        drawing::{Align, Mark, Page, Shape, Stroke, Tone},
        xml::escape,
    },
};

use super::{fonts::FAMILY, pictures::Pictures};

/// What a drawing is of.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    /// The journey's title.
    pub(super) title: &'a str,
    /// The code of its language.
    pub(super) lang: &'a str,
    /// What it is painted in.
    pub(super) colours: Colours,
    /// What it shows.
    pub(super) pictures: &'a Pictures,
}

/// What a drawing is painted in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Colours {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Classes that a style sheet gives their colours.
    Named,
}

/// A page as an SVG document. It names its font and others that readers have; what is written is text.
pub(super) fn document(page: &Page, about: &About<'_>) -> String {
    let About {
        title,
        lang,
        colours,
        pictures,
    } = *about;
    let (width, height) = (fixed(page.width), fixed(page.height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" xml:lang=\"{lang}\" font-family=\"'{FAMILY}', 'DejaVu Sans', sans-serif\">\n<title>"
    );
    escape(&mut svg, title);
    svg.push_str("</title>\n");
    for mark in &page.marks {
        if let Shape::Picture { .. } = mark.shape {
            picture(&mut svg, &mark.shape, pictures);
        } else {
            element(&mut svg, mark, colours);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// An image in its frame, with what is to be seen on it.
fn picture(svg: &mut String, shape: &Shape, pictures: &Pictures) {
    let Shape::Picture {
        at,
        width,
        height,
        image,
        alt,
    } = shape
    else {
        return;
    };
    let Some(address) = pictures.address(*image) else {
        return;
    };
    let (x, y, width, height) = (fixed(at.x), fixed(at.y), fixed(*width), fixed(*height));
    let _ = write!(
        svg,
        "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"xMidYMid slice\" href=\"{address}\""
    );
    if alt.is_empty() {
        svg.push_str("/>\n");
    } else {
        svg.push_str("><title>");
        escape(svg, alt);
        svg.push_str("</title></image>\n");
    }
}

fn element(svg: &mut String, mark: &Mark, colours: Colours) {
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
            let (top, bottom) = (fixed(at.y - radius), fixed(at.y + radius));
            let (x, radius) = (fixed(at.x), fixed(*radius));
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
            paint(svg, mark.fill, None, colours);
            svg.push('>');
            escape(svg, text);
            svg.push_str("</text>\n");
            return;
        }
        Shape::Picture { .. } => return,
    }
    let stroke = mark.stroke.map(|stroke| stroke.tone);
    paint(svg, mark.fill, stroke, colours);
    if mark.fill.is_none() {
        svg.push_str(" fill=\"none\"");
    }
    if mark.opacity < 1.0 && mark.fill.is_some() {
        let _ = write!(svg, " fill-opacity=\"{}\"", fixed(mark.opacity));
    }
    if let Some(Stroke { width, dash, .. }) = mark.stroke {
        let _ = write!(svg, " stroke-width=\"{}\"", fixed(width));
        if mark.opacity < 1.0 {
            let _ = write!(svg, " stroke-opacity=\"{}\"", fixed(mark.opacity));
        }
        if let Some((on, off)) = dash {
            let _ = write!(svg, " stroke-dasharray=\"{} {}\"", fixed(on), fixed(off));
        }
    }
    svg.push_str("/>\n");
}

/// The colours of a mark's ground and of its line.
fn paint(svg: &mut String, fill: Option<Tone>, stroke: Option<Tone>, colours: Colours) {
    if colours == Colours::Named {
        let fill = fill.map(|fill| format!("f-{}", fill.name()));
        let stroke = stroke.map(|stroke| format!("s-{}", stroke.name()));
        let classes: Vec<String> = fill.into_iter().chain(stroke).collect();
        if !classes.is_empty() {
            let _ = write!(svg, " class=\"{}\"", classes.join(" "));
        }
        return;
    }
    let dark = colours == Colours::Dark;
    if let Some(fill) = fill {
        let _ = write!(svg, " fill=\"{}\"", fill.hex(dark));
    }
    if let Some(stroke) = stroke {
        let _ = write!(svg, " stroke=\"{}\"", stroke.hex(dark));
    }
}
