//! The friction score in words first, then what it is made of, what was taken for good and bad, and its trend.

use leptos::prelude::*;
use shared::{
    api::TouchpointScore,
    chart::{
        Chart, Contribution, Contributions, Day, Format, Size, Trend, contributions, heat_step,
        trend,
    },
    friction::{PartScore, Score, Settings},
    locale::{Date, DateStyle},
};

use super::{super::state::BoardState, Subject};
use crate::{
    chart::{ChartView, Numbers},
    friction::{band, part_name, worst_in_words},
    html::Html,
    words::{Lang, in_lang},
};

/// Why a touchpoint's friction is what it is.
pub(super) fn section(state: BoardState, subject: Subject) -> AnyView {
    let words = state.words;
    let found = Memo::new(move |_| state.follow(|_, measured| subject.score(measured)));
    let settings = Memo::new(move |_| {
        state.follow(|_, measured| {
            measured
                .scores
                .as_ref()
                .map(|scores| scores.settings.clone())
        })
    });
    let head = Signal::derive(move || {
        let lang = words.lang();
        found.with(|found| match found {
            Some(
                found @ TouchpointScore {
                    friction: Some(friction),
                    ..
                },
            ) => scored(lang, friction, found),
            _ => nothing(lang),
        })
    });
    let posts = Signal::derive(move || {
        let lang = words.lang();
        found
            .with(|found| {
                let friction = found.as_ref()?.friction.as_ref()?;
                Some(settings.with(|settings| goalposts(lang, friction, settings.as_ref())))
            })
            .unwrap_or_default()
    });
    let made_of = Signal::derive(move || {
        let lang = words.lang();
        found.with(|found| Some(made_of(lang, found.as_ref()?.friction.as_ref()?)))
    });
    let over_time = Signal::derive(move || {
        let lang = words.lang();
        found.with(|found| over_time(lang, found.as_ref()?))
    });
    view! {
        <div class="inspector__score" inner_html=head></div>
        {chart(made_of)}
        <div class="inspector__section" inner_html=posts></div>
        {weigh_it(state, found)}
        {chart(over_time)}
    }
    .into_any()
}

/// The way to the page where the score can be weighed otherwise; nothing where there is no score to weigh.
fn weigh_it(state: BoardState, found: Memo<Option<TouchpointScore>>) -> AnyView {
    let href = format!("/friction?journey={}#weights", state.journey);
    let scored =
        move || found.with(|found| found.as_ref().is_some_and(|found| found.friction.is_some()));
    (move || {
        scored().then(|| {
            view! {
                <a class="btn btn--small inspector__weigh" href=href.clone()>
                    {state.words.say(|w| w.weigh.open)}
                </a>
            }
            .into_any()
        })
    })
    .into_any()
}

/// A chart where there is one.
fn chart(chart: Signal<Option<Chart>>) -> AnyView {
    (move || {
        chart.get().map(|chart| {
            view! {
                <div class="inspector__section">
                    <ChartView chart=chart numbers=Numbers::Folded />
                </div>
            }
            .into_any()
        })
    })
    .into_any()
}

fn nothing(lang: Lang) -> String {
    let words = &in_lang(lang).inspector;
    let mut html = Html::new();
    html.classed("p", "inspector__unknown", words.no_score_title);
    html.element("p", &[], words.no_score_text);
    let attributes = [("class", "inspector__command"), ("tabindex", "0")];
    html.element(
        "pre",
        &attributes,
        "puente import records --mapping FILE.toml FILE.csv",
    );
    html.done()
}

fn scored(lang: Lang, friction: &Score, score: &TouchpointScore) -> String {
    let words = in_lang(lang);
    let mut html = Html::new();
    html.open(
        "p",
        &[(
            "class",
            &format!("score score--{}", heat_step(friction.score)),
        )],
    );
    html.classed("b", "score__number", &lang.number(friction.score, 0));
    let interval = words
        .inspector
        .friction(friction.interval.low, friction.interval.high);
    html.open("span", &[("class", "score__words")])
        .text(&interval)
        .open("br", &[]);
    if let Some(worst) = worst_in_words(words, friction.worst_in_ten) {
        html.text(&worst).open("br", &[]);
    }
    html.text(band(words, friction.band))
        .close("span")
        .close("p");
    let fresh = score
        .last_day
        .as_ref()
        .and_then(|day| day.parse::<Date>().ok());
    let facts = [
        Some(words.inspector.group(friction.rank_group)),
        Some(
            words
                .friction
                .coverage(friction.coverage.sources, friction.coverage.of),
        ),
        Some(words.inspector.rests_on(score.n)),
        fresh.map(|day| words.inspector.fresh_until(lang.date(day, DateStyle::Full))),
    ];
    html.open("ul", &[("class", "inspector__facts")]);
    for fact in facts.iter().flatten() {
        html.element("li", &[], fact);
    }
    html.close("ul");
    html.done()
}

fn made_of(lang: Lang, friction: &Score) -> Chart {
    let words = &in_lang(lang).inspector;
    let parts: Vec<Contribution> = largest_first(friction)
        .into_iter()
        .map(|part| Contribution {
            name: part_name(in_lang(lang), part.part).to_owned(),
            points: part.points,
        })
        .collect();
    contributions(&Contributions {
        width: 200.0,
        parts: &parts,
        total: words.sum,
        caption: words.parts,
        columns: [words.part, words.points],
    })
}

fn largest_first(friction: &Score) -> Vec<&PartScore> {
    let mut parts: Vec<&PartScore> = friction.parts.iter().collect();
    parts.sort_by(|one, other| other.points.total_cmp(&one.points));
    parts
}

/// What was observed, and the goalposts that turn it into friction.
fn goalposts(lang: Lang, friction: &Score, settings: Option<&Settings>) -> String {
    let words = &in_lang(lang).inspector;
    let mut html = Html::new();
    html.open("details", &[("class", "chart__data")])
        .element("summary", &[], words.goalposts);
    html.open("div", &[("class", "table-scroll")])
        .open("table", &[("class", "table")]);
    html.element("caption", &[], words.goalposts_hint)
        .open("thead", &[])
        .open("tr", &[]);
    html.element("th", &[("scope", "col")], words.part);
    for name in [words.observed, words.good, words.bad, "n"] {
        html.element("th", &[("scope", "col"), ("class", "num")], name);
    }
    html.close("tr").close("thead").open("tbody", &[]);
    let percent = |value: Option<f64>| {
        value
            .map(|value| lang.percent(value, 1))
            .unwrap_or_default()
    };
    for part in largest_first(friction) {
        let posts = settings.map(|settings| settings.part(part.part).goalposts);
        html.open("tr", &[]).element(
            "th",
            &[("scope", "row")],
            part_name(in_lang(lang), part.part),
        );
        let cells = [
            percent((part.n > 0.0).then(|| part.x / part.n)),
            percent(posts.map(|posts| posts.best)),
            percent(posts.map(|posts| posts.worst)),
            lang.number(part.n, 0),
        ];
        for cell in &cells {
            html.classed("td", "num", cell);
        }
        html.close("tr");
    }
    html.close("tbody").close("table").close("div");
    html.classed("p", "muted", &words.added_instead(friction.arithmetic));
    html.close("details");
    html.done()
}

fn over_time(lang: Lang, score: &TouchpointScore) -> Option<Chart> {
    let words = &in_lang(lang).inspector;
    let days: Vec<Day> = score
        .trend
        .iter()
        .filter_map(|point| {
            let day: Date = point.day.parse().ok()?;
            Some(Day {
                day,
                value: Some(point.value),
                interval: None,
                n: Some(point.n),
                ..Day::default()
            })
        })
        .collect();
    (days.len() > 1).then(|| {
        trend(&Trend {
            size: Size::new(260.0, 96.0),
            format: Format::number(1),
            days: &days,
            before: &[],
            down: None,
            target: None,
            limits: None,
            overlays: &[],
            from_zero: false,
            caption: words.trend,
            columns: [words.day, words.value, words.margin, words.ratings],
        })
    })
}
