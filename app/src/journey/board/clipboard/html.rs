//! The table of a clipboard's HTML. It is read by the browser, in a document of its own that runs and fetches nothing.

use leptos::{
    wasm_bindgen::JsCast,
    web_sys::{DomParser, Element, SupportedType},
};
use shared::{exchange::block::Block, log::Limit};

/// What no text has, in the place of a line break while white space is folded.
const BREAK: char = '\u{e000}';

/// The first table as a block; `None` where there is none.
pub(super) fn table(html: &str) -> Option<Block> {
    // Most of what is copied has none; a document is made only for what may.
    if !html.contains("<table") && !html.contains("<TABLE") {
        return None;
    }
    let document = DomParser::new()
        .ok()?
        .parse_from_string(html, SupportedType::TextHtml)
        .ok()?;
    let table = document.query_selector("table").ok()??;
    let rows = table.query_selector_all("tr").ok()?;
    // What lies in a cell of several rows has its place taken in those below.
    let mut taken: Vec<usize> = Vec::new();
    let mut read: Vec<Vec<String>> = Vec::new();
    for at in 0..rows.length().min(Limit::Lanes.most() * 4) {
        let row: Element = rows.item(at)?.dyn_into().ok()?;
        read.push(cells(&row, &mut taken));
    }
    let rows = read
        .iter()
        .map(|row| row.iter().map(String::as_str).collect());
    let block = Block::of_rows(rows);
    (!block.rows().is_empty()).then_some(block)
}

fn cells(row: &Element, taken: &mut Vec<usize>) -> Vec<String> {
    const WIDEST: usize = Limit::Steps.most() as usize;
    let mut read: Vec<String> = Vec::new();
    let skip = |read: &mut Vec<String>, taken: &mut Vec<usize>| {
        while let Some(rows) = taken.get_mut(read.len()).filter(|rows| **rows > 0) {
            *rows -= 1;
            read.push(String::new());
        }
    };
    let children = row.children();
    for at in 0..children.length() {
        skip(&mut read, taken);
        let Some(cell) = children.item(at).filter(|_| read.len() < WIDEST) else {
            break;
        };
        let spans = |name| {
            let span = cell.get_attribute(name).and_then(|span| span.parse().ok());
            span.unwrap_or(1_usize).clamp(1, WIDEST)
        };
        let (columns, rows) = (spans("colspan"), spans("rowspan"));
        for column in 0..columns {
            if taken.len() <= read.len() {
                taken.resize(read.len() + 1, 0);
            }
            if let Some(taken) = taken.get_mut(read.len()) {
                *taken = rows - 1;
            }
            read.push(if column == 0 {
                text(&cell)
            } else {
                String::new()
            });
        }
    }
    skip(&mut read, taken);
    read
}

/// The text of a cell: what HTML folds is folded, and a break is a line's end.
fn text(cell: &Element) -> String {
    // A line that is empty for it is left off later.
    if let Ok(breaks) = cell.query_selector_all("br, p, div, li") {
        // From within: what an outer one becomes has no elements any more.
        for at in (0..breaks.length()).rev() {
            if let Some(node) = breaks.item(at) {
                let before = node.text_content().unwrap_or_default();
                node.set_text_content(Some(&format!("{BREAK}{before}")));
            }
        }
    }
    let text = cell.text_content().unwrap_or_default();
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() && c != '\u{a0}')
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").replace('\u{a0}', " ").replace(BREAK, "\n")
}
