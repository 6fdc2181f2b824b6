//! Charts within pieces of a page that are written as text.

use shared::chart::{DataTable, Plot};

use super::markup;
use crate::{html::Html, words::Lang};

/// A drawing beside which the page says the same in words; screen readers pass over it.
pub(crate) fn draw(html: &mut Html, plot: &Plot, lang: Lang) {
    let height = markup::height(plot);
    let attributes = [
        ("class", "chart__plot"),
        ("height", height.as_str()),
        ("aria-hidden", "true"),
    ];
    html.open("svg", &attributes)
        .markup(&markup::plot(plot, lang))
        .close("svg");
}

/// The numbers of a chart.
pub(crate) fn write_table(html: &mut Html, table: &DataTable, lang: Lang) {
    let numeric = |at: usize| {
        let column = table.columns.get(at);
        if column.is_some_and(|column| column.numeric) {
            "num"
        } else {
            ""
        }
    };
    let scroll = [
        ("class", "table-scroll"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", table.caption.as_str()),
    ];
    html.open("div", &scroll)
        .open("table", &[("class", "table")])
        .element("caption", &[], &table.caption)
        .open("thead", &[])
        .open("tr", &[]);
    for (at, column) in table.columns.iter().enumerate() {
        let attributes = [("scope", "col"), ("class", numeric(at))];
        html.element("th", &attributes, &column.name);
    }
    html.close("tr").close("thead").open("tbody", &[]);
    for row in &table.rows {
        html.open("tr", &[]);
        for (at, cell) in row.iter().enumerate() {
            let (tag, scope) = if at == 0 { ("th", "row") } else { ("td", "") };
            let attributes = [("scope", scope), ("class", numeric(at))];
            html.element(tag, &attributes, &cell.say(lang));
        }
        html.close("tr");
    }
    html.close("tbody").close("table").close("div");
}
