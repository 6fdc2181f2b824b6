//! What the page of members shows: the members, what their roles mean, who is invited, the workspace.

use leptos::prelude::*;
use shared::{access::Role, id::ActorId, locale::Lang};

use super::{desk::Desk, invite, row, second_factor, workspace};
use crate::words::{member_words, role_may, role_name};

/// The id of the heading: the way back when a row has gone.
pub(super) const LIST: &str = "members-list";

/// The id of what explains the numbers about people.
pub(super) const PEOPLE_HINT: &str = "members-people";

/// Everything under the page's head.
pub(super) fn content(lang: Lang, desk: Desk) -> AnyView {
    let keeps = desk.keeps();
    // A row stays as it is while its member changes, so that what is unfolded stays unfolded.
    let ids = Memo::new(move |_| {
        desk.view.with(|view| {
            let members = view.members.iter();
            members.map(|member| member.id).collect::<Vec<_>>()
        })
    });
    view! {
        <section class="members__part" aria-labelledby=LIST>
            <h2 class="members__title" id=LIST tabindex="-1">
                {member_words(lang).title}
                " "
                <span class="nav__count">{move || lang.count(ids.with(Vec::len) as u64)}</span>
            </h2>
            {move || list(lang, desk, &ids.get(), keeps)}
            {keeps.then(|| {
                view! {
                    <p class="field__hint" id=PEOPLE_HINT>
                        {member_words(lang).people_hint}
                    </p>
                }
            })}
            {roles(lang)}
        </section>
        {keeps.then(|| invite::section(lang, desk))}
        {keeps.then(|| second_factor::section(lang, desk))}
        {workspace::section(lang, desk)}
    }
    .into_any()
}

fn list(lang: Lang, desk: Desk, ids: &[ActorId], keeps: bool) -> AnyView {
    let words = member_words(lang);
    let rows = ids.iter().filter_map(|id| {
        let member = desk.member(*id)?;
        Some(row::row(lang, desk, member, keeps))
    });
    let rows = rows.collect_view();
    let mut columns = vec![words.name, words.role, words.departments];
    if keeps {
        columns.extend([words.people, words.journeys, words.second_factor]);
    }
    columns.push(words.since);
    let columns = columns.into_iter();
    let columns = columns
        .map(|column| view! { <th scope="col">{column}</th> }.into_any())
        .collect_view();
    view! {
        <table class="table table--stack members">
            <thead>
                <tr>
                    {columns}
                    <th scope="col">
                        <span class="visually-hidden">{words.what_to_do}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// What each role may do, folded.
fn roles(lang: Lang) -> AnyView {
    let words = member_words(lang);
    let rows = Role::OF_MEMBERS.into_iter().chain([Role::Guest]);
    let rows = rows
        .map(|role| {
            view! {
                <tr>
                    <th scope="row">{role_name(lang, role)}</th>
                    <td>{role_may(lang, role)}</td>
                </tr>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <details class="members__roles">
            <summary>{words.roles}</summary>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{words.role}</th>
                        <th scope="col">{words.may}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}
