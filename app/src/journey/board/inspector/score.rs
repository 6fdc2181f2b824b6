//! The friction score in words first, then what it is made of, what was taken for good and bad, and its trend.

use leptos::prelude::*;
use shared::{
    api::TouchpointScore,
    chart::{
        Chart, Contribution, Contributions, Day, Format, Size, Trend, contributions, heat_step,
        trend,
    },
    friction::{Part, PartScore, Score, Settings},
    locale::{Date, DateStyle},
};

use super::{super::state::BoardState, Subject};
use crate::{
    chart::{ChartView, Numbers},
    friction::{band, worst_in_words},
    words::{Lang, in_lang},
};

/// Why a touchpoint's friction is what it is.
pub(super) fn section(state: BoardState, subject: Subject) -> AnyView {
    let score = Memo::new(move |_| {
        state.follow(|_, measured| {
            let settings = measured
                .scores
                .as_ref()
                .map(|scores| scores.settings.clone());
            (subject.score(measured), settings)
        })
    });
    let words = state.words;
    (move || {
        let lang = words.lang();
        score.with(|(score, settings)| match score {
            Some(
                found @ TouchpointScore {
                    friction: Some(friction),
                    ..
                },
            ) => scored(lang, friction, settings.as_ref(), found),
            _ => nothing(lang),
        })
    })
    .into_any()
}

fn nothing(lang: Lang) -> AnyView {
    let words = &in_lang(lang).inspector;
    view! {
        <div class="inspector__section">
            <p class="score score--unknown">
                <b class="score__number">"–"</b>
                <span class="score__words">{words.no_score_title}</span>
            </p>
            <p>{words.no_score_text}</p>
            <pre class="inspector__command">"puente import records --mapping FILE.toml FILE.csv"</pre>
        </div>
    }
    .into_any()
}

fn scored(
    lang: Lang,
    friction: &Score,
    settings: Option<&Settings>,
    score: &TouchpointScore,
) -> AnyView {
    let words = in_lang(lang);
    let step = heat_step(friction.score);
    let worst = worst_in_words(words, friction.worst_in_ten);
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
    let trend = over_time(lang, score);
    view! {
        <p class=format!("score score--{step}")>
            <b class="score__number">{lang.number(friction.score, 0)}</b>
            <span class="score__words">
                {words.inspector.friction(friction.interval.low, friction.interval.high)} <br />
                {worst.map(|worst| view! { {worst} <br /> })} {band(words, friction.band)}
            </span>
        </p>
        <ul class="inspector__facts">
            {facts.into_iter().flatten().map(|fact| view! { <li>{fact}</li> }).collect_view()}
        </ul>
        <div class="inspector__section">
            <ChartView chart=made_of(lang, friction) numbers=Numbers::Folded />
            {goalposts(lang, friction, settings)}
        </div>
        {trend
            .map(|chart| {
                view! {
                    <div class="inspector__section">
                        <ChartView chart=chart numbers=Numbers::Folded />
                    </div>
                }
            })}
    }
    .into_any()
}

fn made_of(lang: Lang, friction: &Score) -> Chart {
    let words = &in_lang(lang).inspector;
    let parts: Vec<Contribution> = largest_first(friction)
        .into_iter()
        .map(|part| Contribution {
            name: self::part(lang, part.part).to_owned(),
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
fn goalposts(lang: Lang, friction: &Score, settings: Option<&Settings>) -> AnyView {
    let words = &in_lang(lang).inspector;
    let rows = largest_first(friction)
        .into_iter()
        .map(|part| {
            let posts = settings.map(|settings| settings.part(part.part).goalposts);
            let percent = |value: Option<f64>| {
                value
                    .map(|value| lang.percent(value, 1))
                    .unwrap_or_default()
            };
            view! {
                <tr>
                    <th scope="row">{self::part(lang, part.part)}</th>
                    <td class="num">{percent((part.n > 0.0).then(|| part.x / part.n))}</td>
                    <td class="num">{percent(posts.map(|posts| posts.best))}</td>
                    <td class="num">{percent(posts.map(|posts| posts.worst))}</td>
                    <td class="num">{lang.number(part.n, 0)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="chart__data">
            <summary>{words.goalposts}</summary>
            <div class="table-scroll">
                <table class="table">
                    <caption>{words.goalposts_hint}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.part}</th>
                            <th scope="col" class="num">
                                {words.observed}
                            </th>
                            <th scope="col" class="num">
                                {words.good}
                            </th>
                            <th scope="col" class="num">
                                {words.bad}
                            </th>
                            <th scope="col" class="num">
                                "n"
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="muted">{words.added_instead(friction.arithmetic)}</p>
        </details>
    }
    .into_any()
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
                signal: false,
            })
        })
        .collect();
    (days.len() > 1).then(|| {
        trend(&Trend {
            size: Size::new(260.0, 96.0),
            format: Format::number(1),
            days: &days,
            target: None,
            limits: None,
            overlays: &[],
            from_zero: false,
            caption: words.trend,
            columns: [words.day, words.value, words.margin, words.ratings],
        })
    })
}

/// What a part is called.
const fn part(lang: Lang, part: Part) -> &'static str {
    let words = &in_lang(lang).inspector;
    match part {
        Part::Effort => words.effort,
        Part::Satisfaction => words.satisfaction,
        Part::NegativeSentiment => words.negative_sentiment,
        Part::ComplaintRate => words.complaint_rate,
        Part::DropOff => words.drop_off,
        Part::Delay => words.delay,
        Part::PromiseGap => words.promise_gap,
    }
}
