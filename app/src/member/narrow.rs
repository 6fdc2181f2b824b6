//! What a member is on single journeys, where that is less than elsewhere.

use leptos::{ev::Event, prelude::*};
use shared::{
    access::Role,
    api::{Member, Narrow},
    id::JourneyId,
    locale::Lang,
};

use super::row::Shown;
use crate::{
    api::{Verb, done},
    words::{member_words, role_name},
};

/// The value of the choice of nothing less.
const EVERYWHERE: &str = "everywhere";

/// The journeys with a choice for each, folded under how many are narrowed.
pub(super) fn narrow(lang: Lang, shown: Shown, name: StoredValue<String>) -> AnyView {
    let words = member_words(lang);
    let now = shown.now;
    let said = move || {
        let narrowed = now.with(|member| member.journeys.len());
        if narrowed == 0 {
            words.same_everywhere.to_owned()
        } else {
            words.narrowed(narrowed as u64)
        }
    };
    let label = name.with_value(|name| words.about(words.journeys, name));
    // There may be many journeys: they are listed for whom it is asked.
    let open = RwSignal::new(false);
    let role = Memo::new(move |_| now.with(|member| member.role));
    let inside = move || open.get().then(|| journeys(lang, shown, role.get()));
    view! {
        <details class="members__more" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary aria-label=move || format!("{label}: {}", said())>{said}</summary>
            {inside}
        </details>
    }
    .into_any()
}

fn journeys(lang: Lang, shown: Shown, role: Role) -> AnyView {
    let words = member_words(lang);
    if role.reaches(Role::Admin) {
        return view! { <p class="field__hint">{words.every_journey}</p> }.into_any();
    }
    let all = shown.desk.journeys.get_value();
    if all.is_empty() {
        return view! { <p class="field__hint">{words.no_journeys}</p> }.into_any();
    }
    let all = all.into_iter();
    let choices = all
        .map(|(journey, title)| choice(lang, shown, role, journey, title))
        .collect_view();
    view! {
        <p class="field__hint">{words.journeys_hint}</p>
        <div class="members__journeys">{choices}</div>
    }
    .into_any()
}

fn choice(lang: Lang, shown: Shown, role: Role, journey: JourneyId, title: String) -> AnyView {
    let words = member_words(lang);
    let now = shown.now;
    let has = move || now.with(|member| on(member, journey));
    let options = std::iter::once(None).chain(offered(role).into_iter().map(Some));
    let first = untrack(has);
    let options = options
        .map(|one| {
            let value = one.map_or(EVERYWHERE, Role::name);
            let text = one.map_or(words.as_everywhere, |one| role_name(lang, one));
            view! {
                <option value=value selected=one == first prop:selected=move || has() == one>
                    {text}
                </option>
            }
            .into_any()
        })
        .collect_view();
    let change = move |event: Event| {
        let role = Role::named(&event_target_value(&event));
        now.update(|member| {
            match role {
                Some(role) => member.journeys.insert(journey, role),
                None => member.journeys.remove(&journey),
            };
        });
        let path = format!("/members/{}/journeys/{journey}", shown.id);
        shown.ask(async move { done(Verb::Put, path, &Narrow { role }).await });
    };
    view! {
        <label class="members__journey">
            <span>{title}</span>
            <select class="select" on:change=change>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// What is said of a member on a journey.
fn on(member: &Member, journey: JourneyId) -> Option<Role> {
    member.journeys.get(&journey).copied()
}

/// What somebody of this role can be on one journey instead: never more.
fn offered(role: Role) -> Vec<Role> {
    let all = Role::ON_JOURNEYS.into_iter();
    all.filter(|one| role.reaches(*one)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrowing_offers_nothing_beyond_what_a_member_is_everywhere() {
        assert_eq!(
            offered(Role::Editor),
            [Role::Editor, Role::Commenter, Role::Viewer]
        );
        assert_eq!(offered(Role::Commenter), [Role::Commenter, Role::Viewer]);
        assert_eq!(offered(Role::Viewer), [Role::Viewer]);
    }
}
