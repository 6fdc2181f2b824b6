//! A lane's menu: its name, its department, its place, the line of visibility below it, a lane after it.

use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{FocusEvent, HtmlElement, KeyboardEvent, Node as DomNode},
};
use shared::{
    id::{DepartmentId, LaneId},
    journey::{JourneyIntent, LaneKind, Node},
    log::Intent,
};

use super::{command, dom, editor, keys::Way, names, place::Place, shift, state::BoardState};
use crate::{catalogue::names as catalogue_names, fresh::fresh_id};

const MENU: &str = "lane-menu";

/// The menu of the lane that asked for it.
#[component]
pub(super) fn LaneMenu(state: BoardState) -> impl IntoView {
    Effect::new(move || {
        if state.menu.get().is_some() {
            dom::after_paint(open);
        }
    });
    move || state.menu.get().and_then(|lane| menu(state, lane))
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

fn menu(state: BoardState, lane: LaneId) -> Option<AnyView> {
    let words = state.words.get();
    let lang = state.words.lang();
    let (kind, department, line, departments, singles) = state.with(|board, layout| {
        let lane_now = board.journey.lanes.get(&lane)?;
        let departments: Vec<(DepartmentId, String)> = board
            .catalogue
            .departments
            .iter()
            .filter(|(id, department)| !department.retired || lane_now.department == Some(**id))
            .map(|(id, department)| (*id, catalogue_names::department(lang, &department.name)))
            .collect();
        let singles: Vec<LaneKind> = layout
            .lanes
            .iter()
            .map(|(_, kind)| *kind)
            .filter(|kind| kind.is_single())
            .collect();
        let line = names::line_below(&board.journey) == Some(lane);
        Some((
            lane_now.kind,
            lane_now.department,
            line,
            departments,
            singles,
        ))
    })?;
    let done = move |intent: JourneyIntent| {
        state.close_menu();
        state.edit(vec![Intent::Journey(intent)]);
        state.focus_soon(Some(Place::Lane(lane)));
    };
    let item = move |name: &'static str, run: Box<dyn Fn()>| {
        let run = send_wrapper::SendWrapper::new(run);
        view! {
            <button type="button" class="menu__item" on:click=move |_| run()>
                {name}
            </button>
        }
        .into_any()
    };
    let shift = move |way: Way| {
        Box::new(move || {
            state.close_menu();
            shift::by_key(state, Place::Lane(lane), way);
        })
    };
    let offered: Vec<(usize, &'static str)> = names::LANE_KINDS
        .into_iter()
        .enumerate()
        .filter(|(_, kind)| !singles.contains(kind))
        .map(|(index, kind)| (index, names::lane_kind(lang, kind)))
        .collect();
    let shows_department = kind == LaneKind::Backstage || department.is_some();
    let words = &words.lane;
    Some(
        view! {
            <div
                class="menu"
                id=MENU
                data-lane=Place::Lane(lane).to_string()
                role="group"
                aria-label=words.menu
                on:keydown=move |event| key(state, lane, &event)
                on:focusout=move |event| left(state, &event)
            >
                {item(
                    words.rename,
                    Box::new(move || {
                        state.close_menu();
                        editor::edit(state, Place::Lane(lane), false);
                    }),
                )}
                {item(words.up, shift(Way::Up))}
                {item(words.down, shift(Way::Down))}
                {if line {
                    item(
                        words.remove_line,
                        Box::new(move || done(JourneyIntent::SetLineOfVisibility { below: None })),
                    )
                } else {
                    item(
                        words.draw_line,
                        Box::new(move || done(JourneyIntent::SetLineOfVisibility { below: Some(lane) })),
                    )
                }}
                {shows_department
                    .then(|| {
                        view! {
                            <label class="menu__field">
                                {words.department}
                                <select
                                    class="select"
                                    on:change=move |event| {
                                        let department = event_target_value(&event).parse().ok();
                                        done(JourneyIntent::SetLaneDepartment { lane, department });
                                    }
                                >
                                    <option value="">{words.no_department}</option>
                                    {departments
                                        .iter()
                                        .map(|(id, name)| {
                                            view! {
                                                <option value=id.to_string() selected=department == Some(*id)>
                                                    {name.clone()}
                                                </option>
                                            }
                                        })
                                        .collect_view()}
                                </select>
                            </label>
                        }
                    })}
                {add_select(state, words.add_below, &offered, Some(lane))}
                <button
                    type="button"
                    class="menu__item menu__item--danger"
                    on:click=move |_| {
                        state.close_menu();
                        command::delete(state, Place::Lane(lane));
                    }
                >
                    {words.delete}
                </button>
            </div>
        }
        .into_any(),
    )
}

fn add_select(
    state: BoardState,
    label: &'static str,
    offered: &[(usize, &'static str)],
    after: Option<LaneId>,
) -> AnyView {
    view! {
        <label class="menu__field">
            {label}
            <select
                class="select"
                on:change=move |event| {
                    let index = event_target_value(&event).parse().ok();
                    if let Some(kind) = index.and_then(|index: usize| names::LANE_KINDS.get(index).copied()) {
                        state.close_menu();
                        add_lane(state, kind, after);
                    }
                    let field: leptos::web_sys::HtmlSelectElement = event_target(&event);
                    field.set_value("");
                }
            >
                <option value="">"…"</option>
                {offered
                    .iter()
                    .map(|(index, name)| view! { <option value=index.to_string()>{*name}</option> })
                    .collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// Below the board: a lane more, at its end.
#[component]
pub(super) fn AddLane(state: BoardState) -> impl IntoView {
    let words = state.words;
    let layout = state.layout();
    view! {
        <div class="board__foot">
            {move || {
                let lang = words.lang();
                let (offered, last) = layout
                    .with(|layout| {
                        let offered: Vec<(usize, &'static str)> = names::LANE_KINDS
                            .into_iter()
                            .enumerate()
                            .filter(|(_, kind)| {
                                !(kind.is_single() && layout.lanes.iter().any(|(_, other)| other == kind))
                            })
                            .map(|(index, kind)| (index, names::lane_kind(lang, kind)))
                            .collect();
                        (offered, layout.lanes.last().map(|(lane, _)| *lane))
                    });
                add_select(state, words.get().lane.add, &offered, last)
            }}
        </div>
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
