//! What counts as good and bad for one source, typed in its natural unit.

use leptos::{html::Input, prelude::*};
use shared::friction::{Goalposts, Part, PartSettings};

use super::{scoring::Scoring, weigh::part_name};
use crate::words::{Lang, Words, in_lang};

/// The two values of a part, with the unit they are typed in.
pub(super) fn posts(lang: Lang, scoring: Scoring, part: Part) -> AnyView {
    let words = in_lang(lang);
    let goalposts = Memo::new(move |_| scoring.settings().part(part).goalposts);
    // What was typed last and is no pair of goalposts; until then the last good pair counts.
    let refused = RwSignal::new(false);
    let typed = move |read: fn(Goalposts, f64) -> Goalposts| {
        move |event| {
            let value = event_target_value(&event).replace(',', ".").parse::<f64>();
            let own = scoring.settings_now();
            let settings = value.ok().and_then(|value| {
                let goalposts = read(own.part(part).goalposts, value / per(part));
                let part = PartSettings {
                    goalposts,
                    ..own.part(part)
                };
                own.with(part).ok()
            });
            refused.set(settings.is_none());
            if let Some(settings) = settings {
                scoring.set(settings);
            }
        }
    };
    let field =
        move |name: &'static str, value: Memo<String>, set: fn(Goalposts, f64) -> Goalposts| {
            let node = NodeRef::<Input>::new();
            // Set from elsewhere (a preset, the way back) it shows that; what is being typed is left alone.
            Effect::new(move |_| {
                let _ = scoring.settings();
                let value = value.get();
                if let Some(node) = node.get()
                    && document().active_element().as_deref() != Some(&*node)
                {
                    node.set_value(&value);
                    refused.set(false);
                }
            });
            view! {
                <label class="weight__post">
                    <span>{name}</span>
                    <input
                        class="input num"
                        type="number"
                        inputmode="decimal"
                        min="0"
                        max=per(part).to_string()
                        step="any"
                        aria-label=format!("{}: {name}", part_name(words, part))
                        aria-invalid=move || refused.get().then_some("true")
                        aria-describedby=format!("posts-{}", part.key())
                        value=value.get_untracked()
                        node_ref=node
                        on:input=typed(set)
                    />
                </label>
            }
        };
    let best = Memo::new(move |_| written(goalposts.get().best, part));
    let worst = Memo::new(move |_| written(goalposts.get().worst, part));
    let said = move || {
        if refused.get() {
            view! { <span class="field__error" role="alert">{words.weigh.refused}</span> }
                .into_any()
        } else {
            view! { <span>{unit(words, part)}</span> }.into_any()
        }
    };
    let described = format!("posts-{}", part.key());
    view! {
        <div class="weight__posts">
            {field(words.weigh.good, best, |own, best| Goalposts { best, ..own })}
            {field(words.weigh.bad, worst, |own, worst| Goalposts { worst, ..own })}
            <span class="weight__unit" id=described>
                {said}
            </span>
        </div>
    }
    .into_any()
}

/// How many of its unit make a whole: complaints are told per thousand, everything else per hundred.
const fn per(part: Part) -> f64 {
    match part {
        Part::ComplaintRate => 1000.0,
        _ => 100.0,
    }
}

/// A share as it is typed, to a millionth.
pub(super) fn written(share: f64, part: Part) -> String {
    ((per(part) * share * 1e6).round() / 1e6).to_string()
}

const fn unit(words: &Words, part: Part) -> &'static str {
    let words = &words.weigh;
    match part {
        Part::Effort => words.effort_unit,
        Part::Satisfaction => words.satisfaction_unit,
        Part::NegativeSentiment => words.negative_sentiment_unit,
        Part::ComplaintRate => words.complaint_rate_unit,
        Part::DropOff => words.drop_off_unit,
        Part::Delay => words.delay_unit,
        Part::PromiseGap => words.promise_gap_unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goalposts_are_written_in_the_unit_they_are_thought_in() {
        assert_eq!(written(0.05, Part::Effort), "5");
        assert_eq!(written(0.005, Part::ComplaintRate), "5");
        assert_eq!(written(0.08, Part::ComplaintRate), "80");
        assert_eq!(written(0.123, Part::Delay), "12.3");
        assert_eq!(written(0.07, Part::Delay), "7");
    }
}
