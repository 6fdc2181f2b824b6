//! What is being done about the selected touchpoint: read from the actions, never edited here.

use leptos::prelude::*;
use shared::{
    api::{ActionsQuery, ActionsView},
    id::TouchpointId,
    locale::Lang,
};

use super::super::{doing, state::BoardState};
use crate::{
    action::stand,
    api::{Api, use_api},
    html::Html,
    words::action_words,
};

/// The actions of a touchpoint, asked for while it is shown, and the way to a new one.
pub(super) fn section(state: BoardState, touchpoint: TouchpointId) -> AnyView {
    let words = state.words;
    let api = use_api();
    let found = RwSignal::new(None::<ActionsView>);
    Effect::new(move |_| {
        let api = api.clone();
        leptos::task::spawn_local(async move {
            let Ok(api) = api else { return };
            let query = ActionsQuery {
                touchpoint: Some(touchpoint),
                ..ActionsQuery::default()
            };
            // Without an answer the links are there all the same; the page they lead to says what is wrong.
            if let Ok(view) = api.actions(query).await {
                let _ = found.try_set(Some(view));
            }
        });
    });
    let list = move || {
        let lang = words.lang();
        found.with(|found| {
            found
                .as_ref()
                .map_or_else(String::new, |view| list(lang, view))
        })
    };
    let page = format!("/actions?touchpoint={touchpoint}");
    let add = format!("{page}&add=1");
    let any =
        move || found.with(|found| found.as_ref().is_some_and(|view| !view.actions.is_empty()));
    view! {
        <div class="inspector__section">
            <h3 class="action__title">{move || words.get().shell.actions}</h3>
            <div inner_html=list></div>
            <div class="btn-row">
                {state.reach.acts.then(|| {
                    view! {
                        <a class="btn btn--small" href=add>
                            {move || action_words(words.lang()).add}
                        </a>
                    }
                })}
                {move || {
                    any()
                        .then(|| {
                            view! {
                                <a class="btn btn--small btn--quiet" href=page.clone()>
                                    {move || action_words(words.lang()).show}
                                </a>
                            }
                        })
                }}
            </div>
        </div>
    }
    .into_any()
}

fn list(lang: Lang, view: &ActionsView) -> String {
    let words = action_words(lang);
    let mut html = Html::new();
    if view.actions.is_empty() {
        html.classed("p", "muted small", words.nothing_done);
        return html.done();
    }
    html.open("ul", &[("class", "action__list")]);
    for action in &view.actions {
        html.open("li", &[]);
        html.classed("span", "action__problem", doing::title(action));
        html.classed("span", "action__facts", &stand(lang, action));
        html.close("li");
    }
    html.close("ul");
    html.done()
}
