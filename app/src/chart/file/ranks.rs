//! A ranking as a drawing: each row with its name, its dot and margin, its score and what the page says of it.

use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList};

use super::browser::{AROUND, Body, Look, line, number, place, shown, style, write_at};
use crate::html::Html;

/// The width of the file.
pub(super) const WIDTH: f64 = 760.0;
/// Where the drawings of the rows begin, and how wide they are.
const PLOT: (f64, f64) = (AROUND + 230.0, 400.0);
/// The box of a score.
const SCORE: (f64, f64) = (52.0, 26.0);

/// All rows, under the headings of their groups.
pub(super) fn draw(ranks: &Element, look: &Look, mut body: Body) -> Option<Body> {
    let found = ranks.query_selector_all(".rank__group, .rank").ok()?;
    for one in elements(&found) {
        if one.class_list().contains("rank__group") {
            let text = one.text_content().unwrap_or_default();
            body.down += 12.0;
            let heading = [line(&text, 12.0, "600", &look.faint)];
            write_at(
                &mut body.markup,
                &heading,
                (AROUND, WIDTH - 2.0 * AROUND),
                &mut body.down,
            );
            rule(&mut body.markup, &look.faint, body.down);
        } else {
            row(&one, look, &mut body);
        }
        body.down += 8.0;
    }
    Some(body)
}

/// Its rows in words, for those who cannot see it: each name with its score.
pub(super) fn said(ranks: &Element) -> String {
    let Ok(rows) = ranks.query_selector_all(".rank") else {
        return String::new();
    };
    let rows = elements(&rows).map(|row| {
        let score = row.query_selector(".rank__score").ok().flatten();
        match score.and_then(|score| score_text(&score)) {
            Some(score) => format!("{}: {score}", shown(&row, ".rank__name")),
            None => shown(&row, ".rank__name"),
        }
    });
    rows.collect::<Vec<_>>().join("; ")
}

/// What a score says; its name for screen readers stands before it.
fn score_text(score: &Element) -> Option<String> {
    let text = score.last_child()?.text_content()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn row(row: &Element, look: &Look, body: &mut Body) {
    let top = body.down;
    let name = shown(row, ".rank__name");
    let mut named = top;
    let texts = [line(&name, 13.0, "600", &look.ink)];
    write_at(
        &mut body.markup,
        &texts,
        (AROUND, PLOT.0 - AROUND - 16.0),
        &mut named,
    );
    let mut told = top + 2.0;
    // The row of a touchpoint that nobody measured has no drawing.
    if let Ok(Some(plot)) = row.query_selector(".chart__plot") {
        let _ = place(&mut body.markup, &plot, (PLOT.0, top + 2.0), (PLOT.1, 14.0));
        told += 16.0;
    }
    if let Ok(words) = row.query_selector_all(".rank__plot > p") {
        for words in elements(&words) {
            let text = words.text_content().unwrap_or_default();
            let texts = [line(text.trim(), 11.0, "400", &look.faint)];
            write_at(&mut body.markup, &texts, PLOT, &mut told);
        }
    }
    if let Ok(Some(score)) = row.query_selector(".rank__score") {
        self::score(&score, top, &mut body.markup);
    }
    body.down = named.max(told).max(top + SCORE.1);
}

/// The score on the colour that it has on the page.
fn score(score: &Element, top: f64, file: &mut Html) {
    let left = WIDTH - AROUND - SCORE.0;
    let (fill, ink) = (style(score, "background-color"), style(score, "color"));
    let ground = [
        ("x", &*number(left)),
        ("y", &*number(top)),
        ("width", &*number(SCORE.0)),
        ("height", &*number(SCORE.1)),
        ("rx", "4"),
        ("fill", &*fill),
    ];
    file.open("rect", &ground).close("rect");
    let text = score_text(score).unwrap_or_default();
    let attributes = [
        ("x", &*number(left + SCORE.0 / 2.0)),
        ("y", &*number(top + 18.0)),
        ("font-size", "14"),
        ("font-weight", "600"),
        ("text-anchor", "middle"),
        ("fill", &*ink),
    ];
    file.element("text", &attributes, &text);
}

fn rule(file: &mut Html, ink: &str, down: f64) {
    let attributes = [
        ("x1", &*number(AROUND)),
        ("x2", &*number(WIDTH - AROUND)),
        ("y1", &*number(down + 3.0)),
        ("y2", &*number(down + 3.0)),
        ("stroke", ink),
        ("stroke-opacity", "0.4"),
    ];
    file.open("line", &attributes).close("line");
}

fn elements(list: &NodeList) -> impl Iterator<Item = Element> {
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok())
}
