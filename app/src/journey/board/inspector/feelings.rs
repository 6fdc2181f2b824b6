//! What we believe beside what we measure, where the selected card stands.

use leptos::prelude::*;

use super::{
    super::{measured::FeelingView, state::BoardState},
    Subject,
};
use crate::{
    html::Html,
    words::{Lang, in_lang},
};

/// The two emotions of the card's step; nothing for what stands in no step.
pub(super) fn section(state: BoardState, subject: Subject) -> Option<AnyView> {
    let card = subject.card?;
    subject.touchpoint?;
    let words = state.words;
    // Read again whenever the board or the scores change.
    let step = Memo::new(move |_| {
        state.follow(|board, _| board.journey.cards.get(&card).map(|card| card.cell.step))
    });
    let html = Signal::derive(move || {
        let lang = words.lang();
        let feeling = step.get().and_then(|step| state.feeling(step));
        feeling
            .map(|feeling| feeling.with(|feeling| facts(lang, feeling)))
            .unwrap_or_default()
    });
    Some(view! { <div class="inspector__section" inner_html=html></div> }.into_any())
}

fn facts(lang: Lang, feeling: &FeelingView) -> String {
    let words = in_lang(lang);
    let mut html = Html::new();
    html.classed("h3", "inspector__heading", words.inspector.emotion);
    html.open("dl", &[("class", "facts")]);
    for line in &feeling.believed {
        html.element("dt", &[], &words.board.believed_by(line.name.clone()));
        let said = line.hundredths.map_or_else(
            || words.inspector.not_said.to_owned(),
            |hundredths| words.board.feeling(f64::from(hundredths) / 100.0),
        );
        html.element("dd", &[], &said);
    }
    let told = feeling.believed.iter().filter(|line| line.told);
    let told = told.map(|line| (Some(line.name.as_str()), line.measured));
    for (whose, measured) in told.chain([(None, feeling.all)]) {
        html.element("dt", &[], &words.board.felt_by(whose));
        let measured = measured.map_or_else(
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
        html.element("dd", &[], &measured);
    }
    html.close("dl");
    html.done()
}
