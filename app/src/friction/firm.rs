//! How firm a score is: what it hangs on, source by source, in words first and then in numbers.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    friction::{Band, Score, Sensitivity, Settings, sensitivity},
    id::TouchpointId,
    locale::UNKNOWN,
};

use super::{
    basis::{Basis, Subject},
    list::band,
    scoring::Scoring,
    weigh::part_name,
};
use crate::{
    html::Html,
    words::{Lang, in_lang},
};

/// The section under the list: a choice of touchpoint, the worst at first, and what its score hangs on.
pub(super) fn firm(lang: Lang, scoring: Scoring, basis: Arc<Basis>) -> AnyView {
    let words = &in_lang(lang).firm;
    let chosen = RwSignal::new(None::<TouchpointId>);
    let options: Vec<AnyView> = basis
        .subjects
        .iter()
        .zip(&basis.scores)
        .filter(|(_, score)| score.is_some())
        .map(|(subject, _)| {
            let (id, name) = (subject.id.to_string(), subject.name.clone());
            view! { <option value=id>{name}</option> }.into_any()
        })
        .collect();
    let told = move || {
        let settings = scoring.settings();
        let chosen = chosen.get();
        scoring.with_scores(|scores| {
            let found = chosen.and_then(|id| basis.find(scores, id));
            let (subject, score) = found.or_else(|| basis.worst(scores))?;
            Some(explained(lang, subject, score, &settings))
        })
    };
    view! {
        <section class="firm" aria-labelledby="firm-title">
            <h2 class="rank__group" id="firm-title">
                {words.title}
            </h2>
            <label class="filters__field firm__choice">
                <span class="field__label">{in_lang(lang).friction.touchpoint}</span>
                <select
                    class="select"
                    on:change=move |event| chosen.set(event_target_value(&event).parse().ok())
                >
                    <option value="">{words.the_worst}</option>
                    {options}
                </select>
            </label>
            <div inner_html=told></div>
        </section>
    }
    .into_any()
}

fn explained(lang: Lang, subject: &Subject, score: &Score, settings: &Settings) -> String {
    let all = in_lang(lang);
    let words = &all.firm;
    let found = sensitivity(score, settings);
    let mut html = Html::new();
    html.open("p", &[("class", "firm__words")]);
    html.element("b", &[], &subject.name).text(" ");
    html.text(&verdict(lang, score, &found)).close("p");

    html.open(
        "div",
        &[
            ("class", "table-scroll"),
            ("tabindex", "0"),
            ("role", "group"),
            ("aria-label", words.title),
        ],
    );
    html.open("table", &[("class", "table")]);
    html.element("caption", &[], words.caption);
    html.open("thead", &[]).open("tr", &[]);
    html.element("th", &[("scope", "col")], all.inspector.part);
    for head in [words.points, words.without, words.stricter, words.lenient] {
        html.element("th", &[("scope", "col"), ("class", "num")], head);
    }
    html.element("th", &[("scope", "col")], words.flip);
    html.close("tr").close("thead").open("tbody", &[]);
    let tenths = score.points_in_tenths();
    for ((part, own), tenths) in score.parts.iter().zip(&found).zip(tenths) {
        html.open("tr", &[]);
        html.element("th", &[("scope", "row")], part_name(all, part.part));
        let number =
            |score: Option<f64>| score.map_or_else(|| UNKNOWN.to_owned(), |s| lang.number(s, 0));
        for cell in [
            lang.number(tenths as f64 / 10.0, 1),
            number(own.without),
            number(Some(own.stricter)),
            number(Some(own.lenient)),
        ] {
            html.classed("td", "num", &cell);
        }
        let flip = own.flip.map_or_else(
            || words.no_flip.to_owned(),
            |flip| {
                let (now, at) = (lang.percent(flip.now, 0), lang.percent(flip.at, 0));
                words.flips(band(all, flip.band), &at, &now)
            },
        );
        html.element("td", &[], &flip).close("tr");
    }
    html.close("tbody").close("table").close("div");
    let added = lang.number(score.arithmetic, 0);
    html.classed("p", "muted small", &words.added(&added));
    html.done()
}

/// In words: whether the band stays whatever one thing is changed, and if not, what changes it most.
fn verdict(lang: Lang, score: &Score, found: &[Sensitivity]) -> String {
    let all = in_lang(lang);
    let words = &all.firm;
    let own = band(all, score.band);
    let (low, high) = score.range(found);
    let range = lang.interval(low, high, 0);
    if Band::of(low) == score.band && Band::of(high) == score.band {
        return words.stays(own, &range);
    }
    let without = found
        .iter()
        .filter_map(|part| Some((part.part, part.without?)));
    let apart = |without: &f64| (without - score.score).abs();
    let most = without.max_by(|(_, a), (_, b)| apart(a).total_cmp(&apart(b)));
    match most {
        Some((part, without)) if Band::of(without) != score.band => {
            let without_it = lang.number(without, 0);
            let name = part_name(all, part);
            words.hangs_on(own, name, band(all, Band::of(without)), &without_it)
        }
        _ => words.near_an_edge(own, &range),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::friction::{
        DrawOptions, Goalposts, Part, PartEvidence, PartSettings, Posteriors, Touchpoint, evaluate,
    };

    /// Two parts of equal weight, this far from good to bad.
    fn scored(effort: f64, delay: f64) -> (Score, Settings) {
        let goalposts = Goalposts {
            best: 0.0,
            worst: 1.0,
        };
        let part = |part| PartSettings {
            part,
            weight: 1.0,
            goalposts,
        };
        let settings = Settings::new(&[part(Part::Effort), part(Part::Delay)]).unwrap();
        let evidence = [(Part::Effort, effort), (Part::Delay, delay)]
            .map(|(part, share)| PartEvidence::new(part, share * 1e9, 1e9).unwrap());
        let touchpoint = Touchpoint {
            key: 1,
            evidence: evidence.to_vec(),
        };
        let evaluation = evaluate(
            &Posteriors::fit(&[touchpoint]),
            &settings,
            &DrawOptions::FAST,
        );
        (evaluation.scores[0].clone().unwrap(), settings)
    }

    #[test]
    fn a_score_that_hangs_on_one_source_says_so() {
        // √(.5 × 1) is left of good: 29, medium; without effort 0, without delay 50.
        let (score, settings) = scored(0.5, 0.0);
        let said = verdict(Lang::En, &score, &sensitivity(&score, &settings));
        assert_eq!(
            said,
            "is medium because of Effort: without it, it would be low (0)."
        );
    }

    #[test]
    fn a_score_that_stays_in_its_band_says_so() {
        let (score, settings) = scored(0.6, 0.6);
        let said = verdict(Lang::En, &score, &sensitivity(&score, &settings));
        // The strictest posts give 1 − √(.4 × (1 − .6/.9)) = 63.5, the most lenient stop at a bad of 1.
        assert_eq!(
            said,
            "stays high (60 to 63) whichever source is left out, and with good and bad a tenth off."
        );
    }
}
