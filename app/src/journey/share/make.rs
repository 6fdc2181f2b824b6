//! Making a link, and showing it once: as text, and as a picture large enough for a beamer.

use leptos::{ev::SubmitEvent, html, prelude::*};
use shared::{
    access::Role,
    api::{MadeGuestLink, NewGuestLink},
    locale::Lang,
};

use super::page::{Desk, Spot};
use crate::{
    api::{Verb, deed},
    focus,
    handed::handed,
    me::use_me,
    request::encoded,
    words::{ShareWords, share_words},
};

/// The id of the link that is shown.
const LINK: &str = "guest-link";
/// What is offered as the most that may come.
const MOST: &str = "30";

/// The form, and what it made.
pub(super) fn section(lang: Lang, desk: Desk) -> AnyView {
    let words = share_words(lang);
    view! {
        <section class="share__part" aria-labelledby="share-make">
            <h2 class="share__title" id="share-make">
                {words.make_title}
            </h2>
            {form(lang, desk)}
            {move || desk.made.get().map(|made| shown(lang, made))}
        </section>
    }
    .into_any()
}

fn form(lang: Lang, desk: Desk) -> AnyView {
    let words = share_words(lang);
    let own = use_me().role;
    let (role, hours) = (
        NodeRef::<html::Select>::new(),
        NodeRef::<html::Select>::new(),
    );
    let most = NodeRef::<html::Input>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(role), Some(hours), Some(most)) = (
            role.get_untracked(),
            hours.get_untracked(),
            most.get_untracked(),
        ) else {
            return;
        };
        let Ok(most_uses) = most.value().parse() else {
            return;
        };
        let body = NewGuestLink {
            role: Role::named(&role.value()).unwrap_or(Role::Viewer),
            hours: hours.value().parse().unwrap_or(24),
            most_uses,
        };
        let path = format!("/journeys/{}/guests", desk.journey);
        let doing = async move { deed::<MadeGuestLink>(Verb::Post, path, &body).await };
        let then = move |made: MadeGuestLink| {
            let kept = made.kept.clone();
            desk.links.update(|links| links.insert(0, kept));
            desk.made.set(Some(made));
            desk.announcer.say(words.made);
            focus::soon(LINK);
        };
        desk.deeds.run(Spot::Make, doing, then, || {});
    };
    let roles = offered(own).into_iter().map(|role| {
        let chosen = role == Role::Viewer;
        option(role.name().to_owned(), guests_may(words, role), chosen)
    });
    let times = spans(words).into_iter();
    let times = times.map(|(hours, text)| option(hours.to_string(), text, hours == 24));
    view! {
        <form class="share__form" aria-labelledby="share-make" on:submit=submit>
            <label class="field">
                <span class="field__label">{words.role}</span>
                <select class="select" node_ref=role>
                    {roles.collect_view()}
                </select>
            </label>
            <label class="field">
                <span class="field__label">{words.hours}</span>
                <select class="select" node_ref=hours>
                    {times.collect_view()}
                </select>
            </label>
            <label class="field">
                <span class="field__label">{words.most_uses}</span>
                <input
                    class="input"
                    type="number"
                    min="1"
                    max="200"
                    step="1"
                    required
                    value=MOST
                    node_ref=most
                />
            </label>
            <button type="submit" class="btn btn--primary" disabled=desk.deeds.busy>
                {words.make}
            </button>
        </form>
        {move || desk.deeds.trouble(lang, Spot::Make)}
    }
    .into_any()
}

fn option(value: String, text: &'static str, selected: bool) -> AnyView {
    view! {
        <option value=value selected=selected>
            {text}
        </option>
    }
    .into_any()
}

/// What guests may do, as it is chosen.
pub(super) const fn guests_may(words: &'static ShareWords, role: Role) -> &'static str {
    match role {
        Role::Editor => words.editor,
        Role::Commenter => words.commenter,
        _ => words.viewer,
    }
}

/// For how many hours a link may be made, and how that is said.
const fn spans(words: &'static ShareWords) -> [(u32, &'static str); 5] {
    [
        (4, words.four_hours),
        (24, words.one_day),
        (72, words.three_days),
        (168, words.one_week),
        (720, words.thirty_days),
    ]
}

/// What somebody of this role can let guests be: the least first, and nothing that they are not themselves.
fn offered(own: Role) -> Vec<Role> {
    let all = Role::ON_JOURNEYS.into_iter().rev();
    all.filter(|role| own.reaches(*role)).collect()
}

/// A link that was made: shown this once.
fn shown(lang: Lang, made: MadeGuestLink) -> AnyView {
    let words = share_words(lang);
    view! {
        <div class="share__made">
            <div class="share__handed">
                <p>{words.link_text}</p>
                {handed(lang, LINK, words.link, made.link.0)}
            </div>
            <img class="share__qr" src=picture(&made.qr) alt=words.qr_alt width="320" height="320" />
        </div>
    }
    .into_any()
}

/// The address of an SVG that is not on any server. As a picture it runs nothing.
fn picture(svg: &str) -> String {
    format!("data:image/svg+xml,{}", encoded(svg))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guests_are_offered_no_more_than_their_host_has() {
        assert_eq!(
            offered(Role::Owner),
            [Role::Viewer, Role::Commenter, Role::Editor]
        );
        assert_eq!(offered(Role::Commenter), [Role::Viewer, Role::Commenter]);
    }

    #[test]
    fn every_span_can_be_asked_for() {
        for (hours, said) in spans(share_words(Lang::En)) {
            assert!((1..=720).contains(&hours) && !said.is_empty());
        }
    }

    #[test]
    fn a_picture_is_an_address_without_markup() {
        let address = picture(r##"<svg fill="#000"/>"##);
        assert_eq!(
            address,
            "data:image/svg+xml,%3Csvg%20fill%3D%22%23000%22%2F%3E"
        );
    }
}
