//! Whether everybody who comes in by a password needs a second factor.

use leptos::{ev::Event, prelude::*};
use shared::{api::DemandSecondFactor, locale::Lang};

use super::desk::{Desk, Spot};
use crate::{
    api::{Verb, done},
    words::member_words,
};

/// The box, for those who look after members, and how many that would shut out until they have one.
pub(super) fn section(lang: Lang, desk: Desk) -> AnyView {
    let words = member_words(lang);
    let on = Memo::new(move |_| desk.view.with(|view| view.second_factor));
    let change = move |event: Event| {
        let demanded = event_target_checked(&event);
        let path = "/members/second-factor".to_owned();
        let doing = async move { done(Verb::Put, path, &DemandSecondFactor { demanded }).await };
        let then = move |()| {
            desk.view.update(|view| view.second_factor = demanded);
            desk.announcer.say(if demanded {
                words.second_factor_on
            } else {
                words.second_factor_off
            });
        };
        // Refused: the box shows what is so.
        let field: leptos::web_sys::HtmlInputElement = event_target(&event);
        let refused = move || field.set_checked(on.get_untracked());
        desk.deeds.run(Spot::SecondFactor, doing, then, refused);
    };
    let without = move || {
        let without = desk.view.with(|view| {
            let members = view.members.iter();
            members
                .filter(|one| one.second_factor == Some(false))
                .count()
        });
        words.second_factor_without(without as u64)
    };
    view! {
        <section class="members__part" aria-labelledby="second-factor-title">
            <h2 class="members__title" id="second-factor-title">
                {words.second_factor_title}
            </h2>
            <label class="members__tick">
                <input
                    type="checkbox"
                    class="check"
                    aria-describedby="second-factor-hint"
                    checked=on.get_untracked()
                    prop:checked=move || on.get()
                    disabled=desk.deeds.busy
                    on:change=change
                />
                <span>{words.second_factor_demand}</span>
            </label>
            <p class="field__hint" id="second-factor-hint">
                {words.second_factor_hint}
                " "
                {without}
            </p>
            {move || desk.deeds.trouble(lang, Spot::SecondFactor)}
        </section>
    }
    .into_any()
}
