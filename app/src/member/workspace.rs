//! The workspace itself: another name for it, and another one beside it.

use leptos::{ev::SubmitEvent, html::Input, prelude::*};
use shared::{
    access::{Action, Kind},
    api::{ChooseWorkspace, NewWorkspace, Rename, WorkspaceName},
    locale::Lang,
};

use super::desk::{Desk, Spot};
use crate::{
    api::{Verb, deed, done},
    deeds::load,
    words::member_words,
};

/// What can be done with the workspace; nothing where nothing can.
pub(super) fn section(lang: Lang, desk: Desk) -> Option<AnyView> {
    let words = member_words(lang);
    let rename = desk
        .may(Action::Manage, Kind::Workspace)
        .then(|| rename(lang, desk));
    let another = desk
        .may(Action::Create, Kind::Workspaces)
        .then(|| another(lang, desk));
    if rename.is_none() && another.is_none() {
        return None;
    }
    let view = view! {
        <section class="members__part" aria-labelledby="workspace-title">
            <h2 class="members__title" id="workspace-title">
                {words.workspace}
            </h2>
            {rename}
            {another}
        </section>
    };
    Some(view.into_any())
}

fn rename(lang: Lang, desk: Desk) -> AnyView {
    let words = member_words(lang);
    let name = desk.me.with_value(|me| {
        let workspace = me.workspace.as_ref();
        workspace.map_or_else(String::new, |workspace| workspace.name.clone())
    });
    let field = NodeRef::<Input>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(name) = typed(field) else { return };
        let doing = async move { done(Verb::Put, "/workspace".to_owned(), &Rename { name }).await };
        // Its name stands in the document.
        desk.deeds
            .run(Spot::Workspace, doing, |()| load("/members"), || {});
    };
    view! {
        <form class="members__line" on:submit=submit>
            {line(words.workspace_name, "workspace-name", name, field)}
            <button type="submit" class="btn" disabled=desk.deeds.busy>
                {words.rename}
            </button>
        </form>
        {move || desk.deeds.trouble(lang, Spot::Workspace)}
    }
    .into_any()
}

fn another(lang: Lang, desk: Desk) -> AnyView {
    let words = member_words(lang);
    let field = NodeRef::<Input>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(name) = typed(field) else { return };
        let doing = async move {
            let wished = NewWorkspace { name, lang };
            let made: WorkspaceName = deed(Verb::Post, "/workspaces".to_owned(), &wished).await?;
            let there = ChooseWorkspace { workspace: made.id };
            done(Verb::Post, "/entrance/workspace".to_owned(), &there).await
        };
        desk.deeds.run(Spot::Another, doing, |()| load("/"), || {});
    };
    view! {
        <details class="members__roles">
            <summary>{words.another}</summary>
            <p class="field__hint">{words.another_text}</p>
            <form class="members__line" on:submit=submit>
                {line(words.workspace_name, "workspace-new", String::new(), field)}
                <button type="submit" class="btn" disabled=desk.deeds.busy>
                    {words.make}
                </button>
            </form>
            {move || desk.deeds.trouble(lang, Spot::Another)}
        </details>
    }
    .into_any()
}

fn line(label: &'static str, id: &'static str, value: String, field: NodeRef<Input>) -> AnyView {
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
            </label>
            <input
                class="input"
                type="text"
                id=id
                required
                maxlength="120"
                autocomplete="off"
                value=value
                node_ref=field
            />
        </div>
    }
    .into_any()
}

/// What was typed, unless it is nothing.
fn typed(field: NodeRef<Input>) -> Option<String> {
    let typed = field.get_untracked()?.value().trim().to_owned();
    Some(typed).filter(|typed| !typed.is_empty())
}
