//! What is asked before somebody leaves, is removed or is erased: in place, with what will happen.

use leptos::{ev::KeyboardEvent, prelude::*};
use shared::{id::ActorId, locale::Lang};

use super::{
    content::LIST,
    desk::{Asked, Desk, Spot},
    row::button,
};
use crate::{
    api::{Verb, done},
    deeds::load,
    focus,
    words::member_words,
};

/// The id of the button that says yes; it takes the focus.
const YES: &str = "members-yes";

/// The question about this member, while it is asked.
pub(super) fn question(
    lang: Lang,
    desk: Desk,
    id: ActorId,
    name: StoredValue<String>,
) -> Option<AnyView> {
    let words = member_words(lang);
    let asked = desk.asked.get().filter(|asked| match asked {
        Asked::Remove(of) | Asked::Erase(of) => *of == id,
        Asked::Leave => desk.is_me(id),
    })?;
    let name = name.get_value();
    let (title, text, yes) = match asked {
        Asked::Remove(_) => (
            words.remove_title(&name),
            words.remove_text,
            words.remove_yes,
        ),
        Asked::Erase(_) => (words.erase_title(&name), words.erase_text, words.erase_yes),
        Asked::Leave => (
            words.leave_title.to_owned(),
            words.leave_text,
            words.leave_yes,
        ),
    };
    let close = move || {
        desk.asked.set(None);
        focus::back(button(asked));
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    let click = move |_| {
        let (verb, path) = match asked {
            Asked::Erase(_) => (Verb::Post, format!("/members/{id}/erase")),
            Asked::Remove(_) => (Verb::Delete, format!("/members/{id}")),
            Asked::Leave => (Verb::Post, "/account/leave".to_owned()),
        };
        let doing = async move { done(verb, path, &serde_json::json!({})).await };
        let name = name.clone();
        let then = move |()| {
            desk.asked.set(None);
            match asked {
                // Whoever has left sees nothing of it any more.
                Asked::Leave => return load("/"),
                Asked::Remove(_) => desk.announcer.say(words.removed(&name)),
                Asked::Erase(_) => desk.announcer.say(words.erased(&name)),
            }
            desk.view
                .update(|view| view.members.retain(|member| member.id != id));
            focus::back(LIST);
        };
        desk.deeds.run(Spot::Member(id), doing, then, || {});
    };
    focus::soon(YES);
    let view = view! {
        <div class="callout callout--risk" role="group" aria-label=title.clone() on:keydown=keys>
            <p class="callout__title">{title.clone()}</p>
            <p>{text}</p>
            <div class="btn-row">
                <button type="button" class="btn btn--danger" id=YES disabled=desk.deeds.busy on:click=click>
                    {yes}
                </button>
                <button type="button" class="btn" on:click=move |_| close()>
                    {words.cancel}
                </button>
            </div>
        </div>
    };
    Some(view.into_any())
}
