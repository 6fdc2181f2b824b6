//! A series as delimited text (RFC 4180): one row for each metric, group and period, for spreadsheets and programs.

use shared::api::{SeriesPoint, SeriesReply};

const HEAD: &str = "metric,group,from,every,estimate,low,high,level,n,weighted,year_before,complete,withheld,signal,covers_from,covers_to";

/// The answer as text. Decimal points, days as YYYY-MM-DD; what is not known is empty.
pub(super) fn text(reply: &SeriesReply) -> String {
    let mut text = format!("{HEAD}\r\n");
    for metric in &reply.metrics {
        for group in &metric.groups {
            let name = cell(group.group.as_deref().unwrap_or_default());
            for (from, point) in reply.periods.iter().zip(&group.points) {
                text += &format!("{},{name},{from},{}", metric.metric.key, reply.every);
                text += &numbers(point);
                text += "\r\n";
            }
        }
    }
    text
}

fn numbers(point: &SeriesPoint) -> String {
    let number = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
    let signal = serde_json::json!(point.signal);
    let interval = point.interval;
    let covers = point.covers.as_ref();
    [
        number(point.estimate),
        number(interval.map(|interval| interval.low)),
        number(interval.map(|interval| interval.high)),
        number(interval.map(|interval| interval.level)),
        point.n.to_string(),
        number(point.weighted.map(|weighted| weighted.estimate)),
        number(point.year_before),
        point.complete.to_string(),
        point.withheld.to_string(),
        signal.as_str().unwrap_or_default().to_owned(),
        covers.map(|covers| covers.from.clone()).unwrap_or_default(),
        covers.map(|covers| covers.to.clone()).unwrap_or_default(),
    ]
    .iter()
    .fold(String::new(), |row, cell| row + "," + cell)
}

/// A text as a cell. What a spreadsheet would take for a formula gets an apostrophe in front: names come from files.
pub(crate) fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_their_cell_and_formulas_stay_text() {
        assert_eq!(cell("north"), "north");
        assert_eq!(cell("Roses, \"red\""), "\"Roses, \"\"red\"\"\"");
        assert_eq!(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(cell("-1,2"), "\"'-1,2\"");
    }
}
