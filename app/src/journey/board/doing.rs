//! What is being done: the actions of a column's touchpoints, in the lane of actions. Each leads to itself; none is edited here.

use leptos::prelude::*;
use shared::{
    action::ActionState,
    api::{ActionView, ActionsQuery},
    id::StepId,
    locale::Lang,
};

use super::state::BoardState;
use crate::{
    action::stand,
    api::{Api, Door},
    html::Html,
};

/// The actions of all touchpoints; nothing for those who do not see them. Without an answer the board goes without.
pub(crate) async fn ask(api: &Door, sees: bool) -> Vec<ActionView> {
    if !sees {
        return Vec::new();
    }
    let answer = api.actions(ActionsQuery::default()).await;
    let mut actions = answer.map(|view| view.actions).unwrap_or_default();
    for action in &mut actions {
        // A chip says where it stands; the numbers behind that are on its page.
        action.measure = None;
    }
    actions
}

/// The chips of a step.
pub(super) fn chips(state: BoardState, step: StepId) -> Option<AnyView> {
    let doing = state.doing(step)?;
    let words = state.words;
    let html = Signal::derive(move || {
        let lang = words.lang();
        let mut html = Html::new();
        doing.with(|doing| write_chips(&mut html, lang, doing));
        html.done()
    });
    Some(view! { <div class="doing" inner_html=html></div> }.into_any())
}

/// What an action is called on a board: its next step, else the problem that it is about.
pub(super) fn title(action: &ActionView) -> &str {
    let plan = &action.plan;
    let what = [plan.step.as_str(), plan.problem.as_str()];
    let what = what.into_iter().find(|text| !text.is_empty());
    what.unwrap_or_default()
}

/// The chips as markup.
pub(super) fn write_chips(html: &mut Html, lang: Lang, actions: &[ActionView]) {
    for action in actions {
        chip(html, lang, action);
    }
}

fn chip(html: &mut Html, lang: Lang, action: &ActionView) {
    let href = format!("/actions?action={}", action.id);
    let late = if action.state == ActionState::Overdue {
        "action__facts action__facts--broken"
    } else {
        "action__facts"
    };
    html.open("a", &[("class", "card card--action"), ("href", &href)]);
    html.classed("span", "card__title", title(action));
    html.classed("span", late, &stand(lang, action));
    html.close("a");
}
