//! A lane's menu: its name, its department, its place, the line of visibility below it, a lane after it.

use leptos::{
    ev::Event,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{
        FocusEvent, HtmlElement, HtmlSelectElement, KeyboardEvent, MouseEvent, Node as DomNode,
    },
};
use shared::{
    id::{DepartmentId, LaneId},
    journey::{Content, JourneyIntent, LaneKind, Node},
    log::Intent,
};

use super::{
    command, dom, editor, keys::Way, layout::Layout, names, place::Place, shift, state::BoardState,
};
use crate::{
    catalogue::names::department,
    fresh::fresh_id,
    html::Html,
    words::{Lang, link_words},
};

const MENU: &str = "lane-menu";
/// The value of the choice of nothing.
const NONE: &str = "none";

/// The menu of the lane that asked for it.
#[component]
pub(super) fn LaneMenu(state: BoardState) -> impl IntoView {
    Effect::new(move || {
        if state.menu.get().is_some() {
            dom::after_paint(open);
        }
    });
    move || state.menu.get().map(|lane| menu(state, lane))
}

/// Lays the menu beside its lane's head and gives it the focus.
fn open() {
    let Some(menu) = dom::by_id(MENU) else { return };
    let lane = menu
        .get_attribute("data-lane")
        .and_then(|id| dom::by_id(&id));
    if let Some(rect) = lane.map(|lane| lane.get_bounding_client_rect()) {
        let height = f64::from(menu.offset_height());
        let room = window()
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64())
            .unwrap_or(height);
        let top = rect.top().min(room - height - 8.0).max(8.0);
        let left = rect.right() - 24.0;
        let _ = menu
            .style()
            .set_property("transform", &format!("translate({left:.0}px,{top:.0}px)"));
    }
    step(&menu, None, true);
}

/// Gives the focus to the item after (or before) the one that has it.
fn step(menu: &HtmlElement, from: Option<&DomNode>, down: bool) {
    let Ok(items) = menu.query_selector_all("button, select") else {
        return;
    };
    let all: Vec<HtmlElement> = (0..items.length())
        .filter_map(|index| items.item(index)?.dyn_into().ok())
        .collect();
    let here = from.and_then(|node| all.iter().position(|item| item.is_same_node(Some(node))));
    let next = match here {
        None => 0,
        Some(here) if down => (here + 1) % all.len().max(1),
        Some(here) => here.checked_sub(1).unwrap_or(all.len().saturating_sub(1)),
    };
    if let Some(item) = all.get(next) {
        let _ = item.focus();
    }
}

fn key(state: BoardState, lane: LaneId, event: &KeyboardEvent) {
    let target = dom::target(event);
    let in_select = target
        .as_ref()
        .is_some_and(|element| element.tag_name() == "SELECT");
    match event.key().as_str() {
        "Escape" | "Tab" => {
            state.close_menu();
            dom::focus(Place::Lane(lane));
        }
        "ArrowDown" | "ArrowUp" if !in_select || event.alt_key() => {
            if let (Some(menu), Some(target)) = (dom::by_id(MENU), target) {
                step(&menu, Some(&target), event.key() == "ArrowDown");
            }
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

fn left(state: BoardState, event: &FocusEvent) {
    let to = event
        .related_target()
        .and_then(|to| to.dyn_into::<DomNode>().ok());
    let inside = dom::by_id(MENU).is_some_and(|menu| menu.contains(to.as_ref()));
    if !inside && to.is_some() {
        state.close_menu();
    }
}

fn menu(state: BoardState, lane: LaneId) -> AnyView {
    let html = Signal::derive(move || items(state, lane).unwrap_or_default());
    let label = Signal::derive(move || state.words.get().lane.menu.to_owned());
    view! {
        <div
            class="menu"
            id=MENU
            data-lane=Place::Lane(lane).to_string()
            role="group"
            aria-label=label
            inner_html=html
            on:keydown=move |event| key(state, lane, &event)
            on:focusout=move |event| left(state, &event)
            on:click=move |event| click(state, lane, &event)
            on:change=move |event| change(state, Some(lane), &event)
        ></div>
    }
    .into_any()
}

/// What the menu of a lane offers; nothing once the lane is gone.
fn items(state: BoardState, lane: LaneId) -> Option<String> {
    let (lang, words) = (state.words.lang(), &state.words.get().lane);
    let mut html = Html::new();
    let item = |html: &mut Html, action, class, name| {
        html.element(
            "button",
            &[("type", "button"), ("class", class), ("data-do", action)],
            name,
        );
    };
    state.with(|board, layout| {
        let now = board.journey.lanes.get(&lane)?;
        item(&mut html, "rename", "menu__item", words.rename);
        item(&mut html, "up", "menu__item", words.up);
        item(&mut html, "down", "menu__item", words.down);
        if names::line_below(&board.journey) == Some(lane) {
            item(&mut html, "no-line", "menu__item", words.remove_line);
        } else {
            item(&mut html, "line", "menu__item", words.draw_line);
        }
        if now.kind == LaneKind::Backstage || now.department.is_some() {
            let departments = board.catalogue.departments.iter();
            let offered: Vec<(String, String)> = departments
                .filter(|(id, department)| !department.retired || now.department == Some(**id))
                .map(|(id, found)| (id.to_string(), department(lang, &found.name)))
                .collect();
            let chosen = now.department.map(|id| id.to_string()).unwrap_or_default();
            select(
                &mut html,
                "department",
                words.department,
                words.no_department,
                &offered,
                &chosen,
            );
        }
        if now.kind == LaneKind::Free {
            let words = link_words(lang);
            let offered = Content::ALL.map(|content| {
                let value = Content::ALL.iter().position(|other| *other == content);
                (
                    value.unwrap_or_default().to_string(),
                    names::content(lang, content).to_owned(),
                )
            });
            let [(_, text), offered @ ..] = offered;
            let chosen = Content::ALL.iter().position(|other| *other == now.content);
            let chosen = chosen.unwrap_or_default().to_string();
            select(
                &mut html,
                "content",
                words.content,
                &text,
                &offered,
                &chosen,
            );
        }
        select(
            &mut html,
            "add",
            words.add_below,
            "…",
            &kinds(lang, layout),
            "",
        );
        item(
            &mut html,
            "delete",
            "menu__item menu__item--danger",
            words.delete,
        );
        Some(())
    })?;
    Some(html.done())
}

/// The kinds of lane that the board can have one more of, by their place among all.
fn kinds(lang: Lang, layout: &Layout) -> Vec<(String, String)> {
    let there = |kind: &LaneKind| layout.lanes.iter().any(|(_, other)| other == kind);
    names::LANE_KINDS
        .iter()
        .enumerate()
        .filter(|(_, kind)| !(kind.is_single() && there(kind)))
        .map(|(index, kind)| (index.to_string(), names::lane_kind(lang, *kind).to_owned()))
        .collect()
}

fn select(
    html: &mut Html,
    action: &str,
    label: &str,
    none: &str,
    offered: &[(String, String)],
    chosen: &str,
) {
    html.open("label", &[("class", "menu__field")]).text(label);
    html.open("select", &[("class", "select"), ("data-do", action)]);
    // An empty value is left out by the writer, and then it would be the text.
    html.element("option", &[("value", NONE)], none);
    for (value, name) in offered {
        let selected = if value == chosen { "selected" } else { "" };
        html.element("option", &[("value", value), ("selected", selected)], name);
    }
    html.close("select").close("label");
}

fn click(state: BoardState, lane: LaneId, event: &MouseEvent) {
    let Some(element) = dom::target(event).filter(|element| element.tag_name() == "BUTTON") else {
        return;
    };
    let Some(action) = dom::action_at(&element) else {
        return;
    };
    let place = Place::Lane(lane);
    state.close_menu();
    match action.as_str() {
        "rename" => editor::edit(state, place, false),
        "up" => shift::by_key(state, place, Way::Up),
        "down" => shift::by_key(state, place, Way::Down),
        "line" => done(
            state,
            lane,
            JourneyIntent::SetLineOfVisibility { below: Some(lane) },
        ),
        "no-line" => done(
            state,
            lane,
            JourneyIntent::SetLineOfVisibility { below: None },
        ),
        "delete" => command::delete(state, place),
        _ => {}
    }
}

fn done(state: BoardState, lane: LaneId, intent: JourneyIntent) {
    state.edit(vec![Intent::Journey(intent)]);
    state.focus_soon(Some(Place::Lane(lane)));
}

/// A choice in the menu of a lane, or below the board.
fn change(state: BoardState, lane: Option<LaneId>, event: &Event) {
    let Some(action) = dom::target(event).and_then(|element| dom::action_at(&element)) else {
        return;
    };
    let value = event_target_value(event);
    state.close_menu();
    match (action.as_str(), lane) {
        ("department", Some(lane)) => {
            let department: Option<DepartmentId> = value.parse().ok();
            done(
                state,
                lane,
                JourneyIntent::SetLaneDepartment { lane, department },
            );
        }
        ("content", Some(lane)) => {
            let content = value
                .parse()
                .ok()
                .and_then(|at: usize| Content::ALL.get(at));
            let content = content.copied().unwrap_or_default();
            done(state, lane, JourneyIntent::SetLaneContent { lane, content });
        }
        ("add", after) => {
            let kind = value
                .parse()
                .ok()
                .and_then(|index: usize| names::LANE_KINDS.get(index));
            if let Some(kind) = kind {
                add_lane(state, *kind, after);
            }
            let field: HtmlSelectElement = event_target(event);
            field.set_value(NONE);
        }
        _ => {}
    }
}

/// Below the board: a lane more, at its end.
#[component]
pub(super) fn AddLane(state: BoardState) -> impl IntoView {
    let words = state.words;
    let layout = state.layout();
    let html = Signal::derive(move || {
        let mut html = Html::new();
        let kinds = layout.with(|layout| kinds(words.lang(), layout));
        select(&mut html, "add", words.get().lane.add, "…", &kinds, "");
        html.done()
    });
    view! {
        <div
            class="board__foot"
            inner_html=html
            on:change=move |event| {
                let last = state.with(|_, layout| layout.lanes.last().map(|(lane, _)| *lane));
                change(state, last, &event);
            }
        ></div>
    }
    .into_any()
}

fn add_lane(state: BoardState, kind: LaneKind, after: Option<LaneId>) {
    let id = LaneId::new(fresh_id());
    let intent = JourneyIntent::AddLane {
        id,
        kind,
        title: None,
        department: None,
        after,
    };
    if state.edit(vec![Intent::Journey(intent)]) {
        state.focus_soon(Some(Place::Lane(id)));
        let name = command::describe(state, &[Node::Lane(id)]);
        state.announcer.say(state.words.now().edit.added(name));
    }
}
