//! A member as a row: what they are, and for those who look after members the means to change it.

use leptos::{ev::Event, prelude::*};
use shared::{
    access::Role,
    api::{ChangeMember, Member},
    id::{ActorId, DepartmentId},
    locale::Lang,
};

use super::{
    ask,
    content::PEOPLE_HINT,
    desk::{Asked, Desk, Spot},
    field, narrow,
};
use crate::{
    api::{Verb, done},
    deeds::load,
    request::day,
    words::{MemberWords, member_words, role_name},
};

/// A member while its row stands: as it is shown, which may be ahead of the server by a moment.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) desk: Desk,
    pub(super) id: ActorId,
    pub(super) now: RwSignal<Member>,
    pub(super) said: &'static str,
}

impl Shown {
    /// Shows a change at once and asks for it; what was refused is put back.
    fn change(self, change: impl FnOnce(&mut Member)) {
        self.now.update(change);
        let member = self.now.get_untracked();
        let body = ChangeMember {
            role: member.role,
            people: member.people,
            departments: member.departments,
        };
        let path = format!("/members/{}", self.id);
        self.ask(async move { done(Verb::Put, path, &body).await });
    }

    /// Does what is shown already.
    pub(super) fn ask(
        self,
        doing: impl Future<Output = Result<(), shared::api::ApiError>> + 'static,
    ) {
        let (desk, id, now) = (self.desk, self.id, self.now);
        let then = move |()| {
            // The row may have been made anew meanwhile, in another language.
            let Some(member) = now.try_get_untracked() else {
                return desk.look_again();
            };
            desk.view.update(|view| {
                let old = view.members.iter_mut().find(|one| one.id == id);
                if let Some(old) = old {
                    *old = member;
                }
            });
            desk.announcer.say(self.said);
            if desk.is_me(id) {
                load("/members");
            }
        };
        let otherwise = move || {
            if let Some(before) = desk.member(id) {
                let _ = now.try_set(before);
            }
        };
        desk.deeds.run(Spot::Member(id), doing, then, otherwise);
    }
}

/// The row, and the question below it while one is asked.
pub(super) fn row(lang: Lang, desk: Desk, member: Member, keeps: bool) -> AnyView {
    let words = member_words(lang);
    let id = member.id;
    let mine = desk.is_me(id);
    let name = StoredValue::new(member.name.clone());
    let you = mine.then(|| view! { <span class="pill">{words.you}</span> }.into_any());
    let address = member.email.clone().filter(|_| keeps);
    let address = address.map(|address| view! { <span class="members__address">{address}</span> });
    let since = day(lang, member.since);
    let second = member.second_factor;
    let second = second.map(|has| if has { words.yes } else { words.no });
    // Whoever may more is changed by nobody who may less.
    let reached = desk.me.with_value(|me| me.role.reaches(member.role));
    let shown = Shown {
        desk,
        id,
        now: RwSignal::new(member),
        said: words.saved,
    };
    let cells = if keeps && reached {
        let label = |what| name.with_value(|name| words.about(what, name));
        view! {
            <td data-label=words.role>{role(lang, shown, label(words.role))}</td>
            <td data-label=words.departments>
                {departments(lang, shown, label(words.departments))}
            </td>
            <td data-label=words.people>{people(shown, label(words.people))}</td>
            <td data-label=words.journeys>{narrow::narrow(lang, shown, name)}</td>
        }
        .into_any()
    } else {
        read(lang, shown, keeps)
    };
    let factor = keeps.then(|| view! { <td data-label=words.second_factor>{second}</td> });
    let columns = if keeps { "8" } else { "5" };
    let question = move || {
        let question = ask::question(lang, desk, id, name)?;
        let view = view! {
            <tr class="members__ask">
                <td colspan=columns>{question}</td>
            </tr>
        };
        Some(view.into_any())
    };
    let trouble = move || {
        let said = desk.deeds.trouble(lang, Spot::Member(id))?;
        let view = view! {
            <tr class="members__ask">
                <td colspan=columns>{said}</td>
            </tr>
        };
        Some(view.into_any())
    };
    view! {
        <tr>
            <th scope="row">
                <span class="members__name">{name.get_value()} " " {you}</span>
                {address}
            </th>
            {cells}
            {factor}
            <td data-label=words.since>{since}</td>
            <td>{buttons(words, desk, id, name, keeps && reached)}</td>
        </tr>
        {question}
        {trouble}
    }
    .into_any()
}

/// What is only read.
fn read(lang: Lang, shown: Shown, keeps: bool) -> AnyView {
    let words = member_words(lang);
    let member = shown.now.get_untracked();
    let named = shown.desk.named(lang, &member.departments);
    let named = if named.is_empty() {
        words.no_departments.to_owned()
    } else {
        named
    };
    let people = if member.people {
        words.people_yes
    } else {
        words.no
    };
    let more = keeps.then(|| {
        view! {
            <td data-label=words.people>{people}</td>
            <td data-label=words.journeys>{words.same_everywhere}</td>
        }
    });
    view! {
        <td data-label=words.role>{role_name(lang, member.role)}</td>
        <td data-label=words.departments>{named}</td>
        {more}
    }
    .into_any()
}

fn role(lang: Lang, shown: Shown, label: String) -> AnyView {
    let now = shown.now;
    let chosen = Signal::derive(move || now.with(|member| member.role));
    let options = field::roles(lang, shown.desk.roles(), chosen);
    let change = move |event: Event| {
        if let Some(role) = Role::named(&event_target_value(&event)) {
            shown.change(|member| member.role = role);
        }
    };
    view! {
        <select class="select" aria-label=label on:change=change>
            {options}
        </select>
    }
    .into_any()
}

fn departments(lang: Lang, shown: Shown, label: String) -> AnyView {
    let now = shown.now;
    let chosen = Signal::derive(move || now.with(|member| member.departments.clone()));
    let tick = Callback::new(move |(id, on): (DepartmentId, bool)| {
        shown.change(|member| {
            let before = std::mem::take(&mut member.departments);
            member.departments = field::ticked(before, id, on);
        });
    });
    field::departments(lang, shown.desk, label, chosen, tick)
}

fn people(shown: Shown, label: String) -> AnyView {
    let now = shown.now;
    let named = move || now.with(|member| member.people);
    view! {
        <input
            type="checkbox"
            class="check"
            aria-label=label
            aria-describedby=PEOPLE_HINT
            checked=untrack(named)
            prop:checked=named
            on:change=move |event: Event| {
                let named = event_target_checked(&event);
                shown.change(|member| member.people = named);
            }
        />
    }
    .into_any()
}

/// The ids of the buttons that ask: the ways back.
pub(super) fn button(asked: Asked) -> String {
    match asked {
        Asked::Remove(id) => format!("remove-{id}"),
        Asked::Erase(id) => format!("erase-{id}"),
        Asked::Leave => "leave".to_owned(),
    }
}

/// What can be done with a member: of oneself, leaving.
fn buttons(
    words: &'static MemberWords,
    desk: Desk,
    id: ActorId,
    name: StoredValue<String>,
    keeps: bool,
) -> AnyView {
    let open = |asked: Asked, text: &'static str, label: String| {
        let class = if matches!(asked, Asked::Erase(_)) {
            "btn btn--small btn--danger"
        } else {
            "btn btn--small"
        };
        let click = move |_| {
            desk.deeds.failed.set(None);
            desk.asked.set(Some(asked));
        };
        view! {
            <button
                type="button"
                class=class
                id=button(asked)
                aria-label=label
                aria-expanded=move || (desk.asked.get() == Some(asked)).to_string()
                on:click=click
            >
                {text}
            </button>
        }
        .into_any()
    };
    let buttons: Vec<AnyView> = if desk.is_me(id) {
        vec![open(Asked::Leave, words.leave, words.leave.to_owned())]
    } else if keeps {
        let label = |what| name.with_value(|name| words.about(what, name));
        vec![
            open(Asked::Remove(id), words.remove, label(words.remove)),
            open(Asked::Erase(id), words.erase, label(words.erase)),
        ]
    } else {
        Vec::new()
    };
    view! { <div class="btn-row members__buttons">{buttons}</div> }.into_any()
}
