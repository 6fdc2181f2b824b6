//! Charts on the page: marks as SVG, with the table that says the same.
//!
//! The drawing is one string made by `markup::plot`, the same on both sides of hydration, so that a chart costs the
//! client neither code nor nodes to walk. What people drag on a chart are elements of the page that owns it, laid over the
//! drawing as children of [`ChartView`]. Knows nothing of where the numbers come from.

pub(crate) mod file;
mod markup;
mod written;

use leptos::prelude::*;
use shared::chart::{Chart, DataTable, Plot};

use crate::{
    html::Html,
    words::{Lang, Wording, use_words},
};

pub(crate) use written::{draw, write_table};

/// How the table behind a chart is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    /// Behind a line that opens it, for everyone.
    #[default]
    Folded,
    /// For screen readers only.
    Spoken,
}

/// A chart: its title, its drawing with a name, and its numbers.
#[component]
pub fn ChartView(
    /// What is drawn.
    #[prop(into)]
    chart: Signal<Chart>,
    /// How its table is offered.
    #[prop(optional)]
    numbers: Numbers,
    /// Whether the page around it already shows what it is; its name for screen readers stays.
    #[prop(optional)]
    untitled: bool,
    /// What lies over the drawing: handles.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = use_words();
    let caption = move || chart.with(|c| c.table.caption.clone());
    let title = (!untitled).then(|| {
        view! { <figcaption class="chart__title" aria-hidden="true">{caption}</figcaption> }
            .into_any()
    });
    let data = match numbers {
        Numbers::Spoken => {
            view! { <div class="visually-hidden">{move || chart.with(|c| table(&c.table, words))}</div> }.into_any()
        }
        Numbers::Folded => view! {
            <details class="chart__data">
                <summary>{words.say(|w| w.chart.numbers)}</summary>
                <div class="table-scroll">{move || chart.with(|c| table(&c.table, words))}</div>
            </details>
        }
        .into_any(),
    };
    view! {
        <figure class="chart" style=move || chart.with(|c| markup::gutters(&c.plot))>
            {title}
            <svg
                class="chart__plot"
                role="img"
                aria-label=caption
                height=move || chart.with(|c| markup::height(&c.plot))
                inner_html=move || chart.with(|c| markup::plot(&c.plot, words.lang()))
            ></svg>
            {children.map(|children| children())}
            {data}
        </figure>
    }
    .into_any()
}

/// A drawing written into a page, with a name that says what it shows, and how its values are read one by one where they can be.
/// The page around it holds its numbers.
pub(crate) fn figure(html: &mut Html, plot: &Plot, (name, how): (&str, Option<&str>), lang: Lang) {
    let style = markup::gutters(plot).unwrap_or_default();
    let height = markup::height(plot);
    html.open("figure", &[("class", "chart"), ("style", &style)]);
    let mut attributes = vec![
        ("class", "chart__plot"),
        ("role", "img"),
        ("aria-label", name),
        ("height", &*height),
    ];
    if let Some(how) = how {
        attributes.extend([("aria-description", how), ("tabindex", "0")]);
    }
    html.open("svg", &attributes)
        .markup(&markup::plot(plot, lang));
    html.close("svg").close("figure");
}

/// A drawing beside which the page says the same in words: a sparkline, the line in a heat cell, a row's dot. Screen
/// readers pass over it.
#[component]
pub fn PlotView(
    /// What is drawn.
    #[prop(into)]
    plot: Signal<Plot>,
) -> impl IntoView {
    let words = use_words();
    view! {
        <figure class="chart" aria-hidden="true" style=move || plot.with(markup::gutters)>
            <svg
                class="chart__plot"
                height=move || plot.with(markup::height)
                inner_html=move || plot.with(|p| markup::plot(p, words.lang()))
            ></svg>
        </figure>
    }
    .into_any()
}

fn table(data: &DataTable, words: Wording) -> AnyView {
    let lang = words.lang();
    let shown = u64::try_from(data.rows.len()).unwrap_or(u64::MAX);
    let total = u64::try_from(data.total).unwrap_or(u64::MAX);
    let part = (shown < total).then(|| format!(" ({})", words.get().chart.shown_of(shown, total)));
    let numeric = |numeric: bool| if numeric { "num" } else { "" };
    let head: Vec<AnyView> = data
        .columns
        .iter()
        .map(|c| {
            view! { <th scope="col" class=numeric(c.numeric)>{c.name.clone()}</th> }.into_any()
        })
        .collect();
    let rows: Vec<AnyView> = data
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<AnyView> = row
                .iter()
                .enumerate()
                .map(|(i, cell)| {
                    let class = numeric(data.columns.get(i).is_some_and(|c| c.numeric));
                    let text = cell.say(lang);
                    if i == 0 {
                        view! { <th scope="row" class=class>{text}</th> }.into_any()
                    } else {
                        view! { <td class=class>{text}</td> }.into_any()
                    }
                })
                .collect();
            view! { <tr>{cells}</tr> }.into_any()
        })
        .collect();
    view! {
        <table class="table">
            <caption>{data.caption.clone()}{part}</caption>
            <thead><tr>{head}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use shared::{
        chart::{Contribution, Contributions, contributions, interval_row},
        locale::Lang,
    };

    fn drawn(lang: Lang, numbers: Numbers) -> String {
        let parts = [("Effort", 40.0), ("Wait <b>", 31.0)].map(|(name, points)| Contribution {
            name: name.into(),
            points,
        });
        let chart = contributions(&Contributions {
            width: 100.0,
            parts: &parts,
            total: "Friction",
            caption: "What it is made of",
            columns: ["Part", "Points"],
        });
        Owner::new().with(|| {
            provide_context(Wording::new(lang));
            view! { <ChartView chart=chart numbers=numbers /> }.to_html()
        })
    }

    #[test]
    fn a_chart_has_a_name_and_its_numbers_in_the_readers_language() {
        let html = drawn(Lang::Es, Numbers::Folded);
        assert!(html.contains("role=\"img\""), "{html}");
        assert!(html.contains("aria-label=\"What it is made of\""), "{html}");
        assert!(html.contains("Las cifras"), "{html}");
        assert!(html.contains("40,0") && html.contains("71,0"), "{html}");
        assert!(html.contains("--gutter-left:124px"), "{html}");
        assert!(drawn(Lang::En, Numbers::Spoken).contains("visually-hidden"));
    }

    #[test]
    fn a_name_that_looks_like_markup_stays_a_name() {
        let html = drawn(Lang::En, Numbers::Folded);
        assert!(!html.contains("<b>"), "{html}");
        assert_eq!(html.matches("Wait &lt;b").count(), 2, "{html}");
    }

    #[test]
    fn a_drawing_beside_its_words_is_silent() {
        let html = Owner::new().with(|| {
            view! { <PlotView plot=interval_row(Some(71.0), Some((64.0, 77.0))) /> }.to_html()
        });
        assert!(html.contains("aria-hidden=\"true\""), "{html}");
        assert!(html.contains("cx=\"71%\""), "{html}");
    }
}
