//! Who else is there, in the header of the board. A click on somebody follows them.

use leptos::prelude::*;
use shared::live::Connection;

use super::{Other, follow, paint::called};
use crate::{
    journey::board::state::BoardState,
    me::use_me,
    words::{LiveWords, live_words},
};

/// Faces that are shown; the others are counted.
const MOST: usize = 6;

/// Who else is there; nothing where nobody is.
#[component]
pub(in crate::journey::board) fn People(state: BoardState) -> impl IntoView {
    let me = use_me().id;
    let words = move || live_words(state.words.lang());
    let faces = move || {
        let words = words();
        state.people.with(|others| {
            let shown = others.iter().take(MOST).cloned();
            shown
                .map(|other| {
                    let own = other.actor == me;
                    face(state, words, other, own)
                })
                .collect::<Vec<_>>()
        })
    };
    let count = move || state.people.with(Vec::len);
    let followed = move || {
        let connection = state.following.get()?;
        let name = state.people.with(|others| {
            let other = others.iter().find(|other| other.connection == connection)?;
            Some(called(words(), &other.name))
        })?;
        Some(view! {
            <button type="button" class="btn btn--quiet btn--small people__stop" on:click=move |_| follow::stop(state)>
                {words().stop(&name)}
            </button>
        })
    };
    move || {
        (count() > 0).then(|| {
            view! {
                <div class="people" role="group" aria-label=words().here>
                    <span class="people__faces">{faces}</span>
                    <span class="people__count">{move || words().others(count())}</span>
                    {followed}
                </div>
            }
            .into_any()
        })
    }
}

fn face(state: BoardState, words: &LiveWords, other: Other, own: bool) -> AnyView {
    let Other {
        connection,
        name,
        hue,
        away,
        ..
    } = other;
    let name = match (own, name.is_empty()) {
        (true, _) => words.other_window.to_owned(),
        (false, _) => called(words, &name),
    };
    let said = if away {
        words.follow_away(&name)
    } else {
        words.follow(&name)
    };
    let class = format!(
        "avatar people__face hue-{hue}{}",
        if away { " people__face--away" } else { "" }
    );
    let pressed = move || is_followed(state, connection);
    view! {
        <button
            type="button"
            class=class
            data-initials=initials(&name)
            title=said.clone()
            aria-label=said
            aria-pressed=move || if pressed() { "true" } else { "false" }
            on:click=move |_| follow::toggle(state, connection)
        ></button>
    }
    .into_any()
}

fn is_followed(state: BoardState, connection: Connection) -> bool {
    state.following.get() == Some(connection)
}

/// The first letters of the first two words.
fn initials(name: &str) -> String {
    let words = name.split_whitespace();
    let firsts = words.filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    firsts.take(2).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_two_words() {
        for (name, letters) in [
            ("Ana Ruiz", "AR"),
            ("Íñigo", "Í"),
            ("maría del mar", "MD"),
            ("(Cleo) 2", "C2"),
            ("", ""),
        ] {
            assert_eq!(initials(name), letters);
        }
    }
}
