//! The emotion lane: what each persona is believed to feel, as dashed curves with points to drag, and what customers
//! felt, as straight segments with their interval and gaps where nobody was asked.

use leptos::prelude::*;
use shared::{
    chart::{self, Emotion, Measured, PersonaCurve, Plot, Size, emotion_y},
    id::StepId,
    interval::{Estimate, Interval},
};

use super::{
    measured::{Believed, EmotionView, FeelingView},
    place::Place,
    state::BoardState,
};
use crate::{
    chart::PlotView,
    html::Html,
    words::{Lang, in_lang},
};

/// How high the lane is, in pixels.
pub(super) const HEIGHT: f64 = 132.0;

/// The curves, behind the cells. Screen readers hear the cells.
pub(super) fn plot(state: BoardState) -> AnyView {
    let emotion = state.emotion();
    let words = state.words;
    let plot = Signal::derive(move || {
        let words = &words.get().inspector;
        emotion.with(|emotion| curves(emotion, [words.believed, words.measured]))
    });
    view! {
        <div class="feel" aria-hidden="true">
            <PlotView plot />
        </div>
    }
    .into_any()
}

fn curves(emotion: &EmotionView, names: [&str; 2]) -> Plot {
    let steps = vec![String::new(); emotion.columns.len()];
    let believed: Vec<PersonaCurve> = emotion
        .personas()
        .into_iter()
        .enumerate()
        .map(|(position, name)| PersonaCurve {
            name,
            values: emotion.believed(position),
            chosen: position == 0,
        })
        .collect();
    let measured: Vec<Option<Measured>> = emotion
        .measured()
        .into_iter()
        .map(|emotion| {
            let Estimate {
                estimate,
                interval,
                n,
            } = emotion?;
            let interval = Some((interval.low, interval.high));
            Some(Measured {
                value: estimate,
                interval,
                n: u64::try_from(n).unwrap_or(0),
            })
        })
        .collect();
    #[allow(clippy::cast_precision_loss, reason = "some hundred columns")]
    let width = 100.0 * steps.len().max(1) as f64;
    let chart = chart::emotion(&Emotion {
        size: Size::new(width, HEIGHT),
        steps: &steps,
        believed: &believed,
        measured: &measured,
        names,
        caption: "",
        columns: [""; 4],
    });
    chart.plot
}

/// What stands in the emotion lane's cell of a step: a point for each persona.
pub(super) fn cell(state: BoardState, step: StepId) -> Option<AnyView> {
    let feeling = state.feeling(step)?;
    let title = state.step(step)?;
    let words = state.words;
    Some(
        (move || {
            let title = title.get();
            feeling.with(|feeling| points(words.lang(), &title.title, feeling))
        })
        .into_any(),
    )
}

fn points(lang: Lang, title: &str, feeling: &FeelingView) -> Vec<AnyView> {
    let step = feeling.step;
    let words = &in_lang(lang).board;
    let measured = feeling.measured().map(|emotion| {
        let whose = words.felt_by(feeling.whose());
        let Interval { low, high, .. } = emotion.interval;
        view! {
            <span class="visually-hidden">
                {whose} ": " {words.felt(emotion.estimate, low, high, emotion.n)}
            </span>
        }
        .into_any()
    });
    measured
        .into_iter()
        .chain(feeling.believed.iter().enumerate().map(|(position, line)| {
            let place = Place::Feeling(line.persona, step);
            point(lang, title, place, position, line)
        }))
        .collect()
}

fn point(lang: Lang, title: &str, place: Place, position: usize, line: &Believed) -> AnyView {
    let words = &in_lang(lang).board;
    let other = if position == 0 {
        ""
    } else {
        " feel__point--other"
    };
    if let Some(hundredths) = line.hundredths {
        let value = f64::from(hundredths) / 100.0;
        view! {
            <span
                class=format!("feel__point{other}")
                id=place.to_string()
                style=format!("--down:{:.1}px", emotion_y(value, HEIGHT))
                role="slider"
                tabindex="-1"
                aria-orientation="vertical"
                aria-valuemin="-2"
                aria-valuemax="2"
                aria-valuenow=format!("{value:.2}")
                aria-valuetext=words.feeling(value)
                aria-label=words.feels_at(line.name.clone(), title.to_owned())
            ></span>
        }
        .into_any()
    } else {
        view! {
            <button
                type="button"
                class=format!("feel__point feel__point--none{other}")
                id=place.to_string()
                data-do="feel"
                tabindex="-1"
                aria-label=words.say_feeling(line.name.clone(), title.to_owned())
            ></button>
        }
        .into_any()
    }
}

/// Which line is which, under the lane's name.
pub(super) fn legend(html: &mut Html, lang: Lang, emotion: &EmotionView) {
    let words = &in_lang(lang).board;
    html.open("ul", &[("class", "feel__legend")]);
    for (position, name) in emotion.personas().into_iter().enumerate() {
        let class = if position == 0 {
            "feel__key"
        } else {
            "feel__key feel__key--other"
        };
        html.classed("li", class, &words.believed_by(name));
    }
    let measured = words.felt_by(emotion.whose().as_deref());
    html.classed("li", "feel__key feel__key--measured", &measured);
    html.close("ul");
}
