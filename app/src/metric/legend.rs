//! What the lines, bands and dots of the charts stand for.

use super::course::Axis;
use crate::{html::Html, words::metric_words};

/// The legend: one drawn example for each.
pub(super) fn legend(html: &mut Html, axis: &Axis) {
    let words = metric_words(axis.lang);
    let happened = axis.happened_in_words();
    let (campaigns, events) = axis.happened_kinds();
    html.open(
        "ul",
        &[
            ("class", "legend metrics__legend"),
            ("aria-label", words.legend),
        ],
    );
    for (mark, name) in [
        ("value", words.legend_value),
        ("limits", words.legend_limits),
        ("target", words.legend_target),
        ("before", words.legend_before),
        ("better", words.legend_better),
        ("worse", words.legend_worse),
        ("open", words.legend_open),
        ("happened", words.legend_happened),
        ("event", words.legend_event),
    ] {
        if mark == "happened" && !campaigns || mark == "event" && !events {
            continue;
        }
        html.open("li", &[]);
        let class = format!("key key--{mark}");
        html.element("span", &[("class", &class), ("aria-hidden", "true")], "");
        html.text(name).close("li");
    }
    html.close("ul");
    if let Some(happened) = happened {
        html.classed("p", "metrics__happened", &words.happened(&happened));
    }
}
