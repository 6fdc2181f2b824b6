//! What the page of a department shows: its actions, its worst touchpoints, its real changes.

use leptos::prelude::*;
use shared::{
    access::{Action, Kind},
    action::ActionState,
    catalogue::DepartmentName,
    chart::heat_step,
    friction::Score,
    id::DepartmentId,
    locale::Lang,
};

use super::page::{Answered, Scored};
use crate::{
    action::stand,
    catalogue::names,
    friction::{band, worst_in_words},
    html::Html,
    me::{may, use_me},
    metric::said,
    words::{area_words, in_lang},
};

/// Touchpoints that are named.
const MOST: usize = 5;

/// Everything under the page's head.
pub(super) fn content(lang: Lang, answered: &Answered) -> AnyView {
    let mut html = Html::new();
    html.open("div", &[("class", "area")]);
    actions(&mut html, lang, answered);
    worst(&mut html, lang, answered);
    changes(&mut html, lang, answered);
    html.close("div");
    let html = html.done();
    view! {
        {choice(lang, answered)}
        <div inner_html=html></div>
    }
    .into_any()
}

/// Which department: a form whose answer is an address.
fn choice(lang: Lang, answered: &Answered) -> AnyView {
    let words = area_words(lang);
    let known = answered.catalogue.departments.iter();
    let mut known: Vec<(String, String)> = known
        .filter(|(id, one)| !one.retired || answered.department == Some(**id))
        .map(|(id, one)| (id.to_string(), names::department(lang, &one.name)))
        .collect();
    known.sort_by(|a, b| a.1.cmp(&b.1));
    let chosen = answered.department.map(|id| id.to_string());
    let chosen = chosen.unwrap_or_default();
    let every = (String::new(), words.every.to_owned());
    let options = std::iter::once(every).chain(known).map(|(value, name)| {
        let selected = value == chosen;
        view! {
            <option value=value selected=selected>
                {name}
            </option>
        }
        .into_any()
    });
    view! {
        <form class="filters" method="get" action="/area">
            <label class="filters__field">
                <span class="field__label">{words.department}</span>
                <select class="select" name="department">
                    {options.collect_view()}
                </select>
            </label>
            <button type="submit" class="btn">
                {words.show}
            </button>
        </form>
    }
    .into_any()
}

fn section(html: &mut Html, title: &str, inside: impl FnOnce(&mut Html)) {
    html.open("section", &[("class", "area__part"), ("aria-label", title)]);
    html.classed("h2", "area__title", title);
    inside(html);
    html.close("section");
}

/// What is to be done, what is late first.
fn actions(html: &mut Html, lang: Lang, answered: &Answered) {
    let words = area_words(lang);
    section(html, words.actions, |html| {
        let actions = answered.actions.actions.iter();
        let due: Vec<_> = actions
            .filter(|action| {
                !matches!(
                    action.state,
                    ActionState::Implemented | ActionState::Checked
                )
            })
            .collect();
        if due.is_empty() {
            html.classed("p", "muted", words.no_actions);
        } else {
            html.open("ul", &[("class", "area__list")]);
            for action in due {
                html.open("li", &[]);
                html.classed("span", "action__problem", &action.plan.problem);
                let late = action.state == ActionState::Overdue;
                let class = if late {
                    "action__facts action__facts--broken"
                } else {
                    "action__facts"
                };
                html.classed("span", class, &stand(lang, action));
                html.close("li");
            }
            html.close("ul");
        }
        let department = answered.department.map(|id| format!("?department={id}"));
        let href = format!("/actions{}", department.unwrap_or_default());
        html.open("p", &[]);
        html.element(
            "a",
            &[("class", "btn btn--small"), ("href", &href)],
            words.all_actions,
        );
        html.close("p");
    });
}

/// The touchpoints with the most friction, each with the way to its board and to a new action.
fn worst(html: &mut Html, lang: Lang, answered: &Answered) {
    let words = area_words(lang);
    let common = in_lang(lang);
    let of_department = |id: &shared::id::TouchpointId| {
        let known = answered.catalogue.touchpoints.get(id);
        answered.department.is_none() || known.and_then(|one| one.department) == answered.department
    };
    let mut found: Vec<(&Scored, shared::id::TouchpointId, &Score)> = Vec::new();
    for journey in &answered.journeys {
        for touchpoint in &journey.scores.touchpoints {
            let twice = found.iter().any(|(_, id, _)| *id == touchpoint.touchpoint);
            if let Some(score) = touchpoint.friction.as_ref().filter(|_| !twice)
                && of_department(&touchpoint.touchpoint)
            {
                found.push((journey, touchpoint.touchpoint, score));
            }
        }
    }
    found.sort_by(|a, b| b.2.score.total_cmp(&a.2.score));
    let acts = may(&use_me(), Action::Edit, Kind::Actions);
    section(html, words.worst, |html| {
        if answered.left_out > 0 {
            let looked_at = answered.journeys.len() as u64;
            let said = words.looked_at(looked_at, answered.left_out as u64);
            html.open("p", &[("class", "muted small")]).text(&said);
            html.text(" ");
            html.element("a", &[("href", "/friction")], words.each_journey);
            html.close("p");
        }
        if found.is_empty() {
            html.classed("p", "muted", words.no_scores);
            return;
        }
        html.open("ul", &[("class", "area__list")]);
        for (journey, id, score) in found.into_iter().take(MOST) {
            let name = answered.catalogue.touchpoints.get(&id);
            let name = name.map_or("", |one| one.name.as_str());
            let href = format!("/journeys/{}?touchpoint={id}", journey.slug);
            html.open("li", &[("class", "area__scored")]);
            let heat = format!("area__score heat--{}", heat_step(score.score));
            html.classed("span", &heat, &format!("{:.0}", score.score));
            html.open("span", &[("class", "area__what")]);
            html.element("a", &[("href", &href)], name);
            let said = worst_in_words(common, score.worst_in_ten);
            let said = said.unwrap_or_else(|| band(common, score.band).to_owned());
            let margin = words.friction(score.interval.low, score.interval.high);
            html.classed(
                "span",
                "action__facts",
                &format!("{said} · {margin} · {}", journey.title),
            );
            html.close("span");
            let add = format!("/actions?touchpoint={id}&add=1");
            let label = format!("{}: {name}", words.add);
            let link = [
                ("class", "btn btn--small"),
                ("href", &*add),
                ("aria-label", &*label),
            ];
            if acts {
                html.element("a", &link, words.add);
            }
            html.close("li");
        }
        html.close("ul");
    });
}

/// The metrics of the department whose last period is no normal variation.
fn changes(html: &mut Html, lang: Lang, answered: &Answered) {
    let words = area_words(lang);
    let name = |id: DepartmentId| answered.catalogue.departments.get(&id).map(|one| &one.name);
    let own: Option<&DepartmentName> = answered.department.and_then(name);
    let metrics = answered.series.metrics.iter();
    let metrics: Vec<_> = metrics
        .filter(|series| own.is_none_or(|own| *own == series.metric.department))
        .filter_map(|series| {
            let group = series.groups.first()?;
            Some((series, group, group.latest()?.1))
        })
        .collect();
    section(html, words.changes, |html| {
        if metrics.is_empty() {
            html.classed("p", "muted", words.no_changes);
            return;
        }
        html.open("ul", &[("class", "area__list")]);
        for (series, group, point) in metrics {
            let href = format!("/metrics?metric={}", series.metric.key);
            html.open("li", &[]).open("span", &[]);
            html.element("a", &[("href", &href)], series.metric.name.in_lang(lang));
            html.text(" ");
            let value = point
                .estimate
                .map_or_else(String::new, |value| said(lang, series.unit, value));
            html.classed("strong", "num", &value);
            html.text(" ");
            let (class, word) = if group.is_better(&series.metric, point) {
                ("pill pill--better", words.better)
            } else {
                ("pill pill--worse", words.worse)
            };
            html.classed("span", class, word);
            html.close("span").close("li");
        }
        html.close("ul");
    });
}
