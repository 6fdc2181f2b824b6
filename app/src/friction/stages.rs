//! Stages and the whole journey: how easy each is, with the two touchpoints that people remember, the worst and the last.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{friction::Ease, locale::UNKNOWN};

use super::{basis::Basis, scoring::Scoring};
use crate::{
    html::Html,
    words::{Lang, in_lang},
};

/// The roll-ups, by the settings as they are.
pub(super) fn stages(lang: Lang, scoring: Scoring, basis: Arc<Basis>) -> AnyView {
    let words = &in_lang(lang).firm;
    let rows = move || scoring.with_eases(|eases| table(lang, &basis, eases));
    view! {
        <section class="firm" aria-labelledby="stages-title">
            <h2 class="rank__group" id="stages-title">
                {words.stages}
            </h2>
            <div inner_html=rows></div>
        </section>
    }
    .into_any()
}

fn table(lang: Lang, basis: &Basis, eases: &[Option<Ease>]) -> String {
    let words = &in_lang(lang).firm;
    let mut html = Html::new();
    let scroll = [
        ("class", "table-scroll"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", words.stages),
    ];
    html.open("div", &scroll)
        .open("table", &[("class", "table")]);
    html.element("caption", &[], words.ease_caption);
    html.open("thead", &[]).open("tr", &[]);
    html.element("th", &[("scope", "col")], words.stage);
    html.element("th", &[("scope", "col"), ("class", "num")], words.ease);
    html.element("th", &[("scope", "col")], in_lang(lang).friction.interval);
    for head in [words.its_worst, words.its_last, words.touchpoints] {
        html.element("th", &[("scope", "col")], head);
    }
    html.close("tr").close("thead").open("tbody", &[]);
    let name = |at: usize| basis.subjects.get(at).map(|subject| subject.name.clone());
    for (group, ease) in basis.groups.iter().zip(eases) {
        let title = group.title.as_deref().unwrap_or(words.whole);
        html.open("tr", &[])
            .element("th", &[("scope", "row")], title);
        let ease = ease.as_ref();
        let cells = [
            ("num", ease.map(|ease| lang.number(ease.ease, 0))),
            (
                "",
                ease.map(|ease| lang.interval(ease.interval.low, ease.interval.high, 0)),
            ),
            ("", ease.and_then(|ease| name(ease.worst))),
            (
                "",
                group
                    .members
                    .last()
                    .and_then(|member| name(member.touchpoint)),
            ),
            (
                "",
                Some(words.scored(ease.map_or(0, |ease| ease.scored), group.members.len())),
            ),
        ];
        for (class, text) in cells {
            html.element(
                "td",
                &[("class", class)],
                text.as_deref().unwrap_or(UNKNOWN),
            );
        }
        html.close("tr");
    }
    html.close("tbody").close("table").close("div");
    html.done()
}
