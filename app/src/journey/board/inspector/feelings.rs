//! What we believe beside what we measure, where the selected card stands.

use leptos::prelude::*;

use super::{
    super::{measured::FeelingView, state::BoardState},
    Subject,
};

/// The two emotions of the card's step; nothing for what stands in no step.
pub(super) fn section(state: BoardState, subject: Subject) -> Option<AnyView> {
    let card = subject.card?;
    subject.touchpoint?;
    let words = state.words;
    let feeling = Memo::new(move |_| {
        // Read again whenever the board or the scores change.
        state.follow(|board, _| board.journey.cards.get(&card).map(|card| card.cell.step))
    });
    Some(
        view! {
            <div class="inspector__section">
                <h3 class="inspector__heading">{words.say(|w| w.inspector.emotion)}</h3>
                {move || {
                    let signal = feeling.get().and_then(|step| state.feeling(step))?;
                    Some(signal.with(|feeling| facts(state, feeling)))
                }}
            </div>
        }
        .into_any(),
    )
}

fn facts(state: BoardState, feeling: &FeelingView) -> AnyView {
    let lang = state.words.lang();
    let words = state.words.get();
    let measured = feeling.measured.as_ref().map_or_else(
        || words.inspector.not_measured.to_owned(),
        |emotion| {
            let interval = lang.interval(emotion.interval.low, emotion.interval.high, 1);
            format!(
                "{} ({interval}), n = {}",
                lang.number(emotion.estimate, 1),
                emotion.n
            )
        },
    );
    view! {
        <dl class="facts">
            {feeling
                .believed
                .iter()
                .map(|line| {
                    let said = line
                        .hundredths
                        .map_or_else(
                            || words.inspector.not_said.to_owned(),
                            |hundredths| words.board.feeling(f64::from(hundredths) / 100.0),
                        );
                    view! {
                        <dt>{words.board.believed_by(line.name.clone())}</dt>
                        <dd>{said}</dd>
                    }
                })
                .collect_view()}
            <dt>{words.board.felt_all}</dt>
            <dd>{measured}</dd>
        </dl>
    }
    .into_any()
}
