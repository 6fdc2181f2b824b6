//! The forms: a plan, new or to be rewritten, and the day on which it was done. In place, never over the page.

use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html::{Input, Select},
    prelude::*,
};
use shared::{
    action::{ActionIntent, ActionKind, CHECK_AFTER, Plan},
    id::{ActionId, TouchpointId},
    locale::{Date, Lang},
};

use super::{
    content::ADD,
    desk::{Desk, Wish},
    filter::option,
    row::{done_button, edit_button},
};
use crate::{
    fresh::fresh_id,
    words::{action_words, api_error},
};

/// The fields of a plan, and whom it is assigned to.
#[derive(Clone, Copy)]
struct Fields {
    problem: NodeRef<Input>,
    step: NodeRef<Input>,
    scope: NodeRef<Input>,
    assigned: NodeRef<Input>,
    due: NodeRef<Input>,
    check: NodeRef<Input>,
    kind: NodeRef<Select>,
    touchpoint: NodeRef<Select>,
    metric: NodeRef<Select>,
}

impl Fields {
    fn new() -> Self {
        Self {
            problem: NodeRef::new(),
            step: NodeRef::new(),
            scope: NodeRef::new(),
            assigned: NodeRef::new(),
            due: NodeRef::new(),
            check: NodeRef::new(),
            kind: NodeRef::new(),
            touchpoint: NodeRef::new(),
            metric: NodeRef::new(),
        }
    }

    /// What was typed and chosen.
    fn plan(self, before: Option<&Plan>) -> Plan {
        let kind = match chosen(self.kind).as_str() {
            "containment" => ActionKind::Containment,
            _ => ActionKind::Correction,
        };
        Plan {
            problem: typed(self.problem),
            kind,
            step: typed(self.step),
            scope: typed(self.scope),
            touchpoint: chosen(self.touchpoint).parse().ok(),
            journey: before.and_then(|before| before.journey),
            due: typed(self.due).parse().ok(),
            metric: Some(chosen(self.metric)).filter(|metric| !metric.is_empty()),
            check: typed(self.check).parse().ok(),
        }
    }

    fn assigned(self) -> Option<String> {
        let name = typed(self.assigned).trim().to_owned();
        Some(name).filter(|name| !name.is_empty())
    }
}

fn typed(field: NodeRef<Input>) -> String {
    field
        .get_untracked()
        .map_or_else(String::new, |field| field.value())
}

fn chosen(field: NodeRef<Select>) -> String {
    field
        .get_untracked()
        .map_or_else(String::new, |field| field.value())
}

/// The form for a new action, about this touchpoint where one was asked for.
pub(super) fn add(lang: Lang, desk: Desk, touchpoint: Option<TouchpointId>) -> AnyView {
    let words = action_words(lang);
    let plan = Plan {
        problem: String::new(),
        kind: ActionKind::default(),
        step: String::new(),
        scope: String::new(),
        touchpoint,
        journey: None,
        due: None,
        metric: None,
        check: None,
    };
    let fields = Fields::new();
    let submit = Callback::new(move |()| {
        let intent = ActionIntent::Add {
            id: ActionId::new(fresh_id()),
            plan: fields.plan(None),
            assigned: fields.assigned(),
        };
        let wish = Wish {
            then: edit_button(intent.action()),
            intents: vec![intent],
            said: words.added,
        };
        desk.send(wish);
    });
    let frame = Frame {
        title: words.add.to_owned(),
        yes: words.add_this,
        back: ADD.to_owned(),
        more: None,
    };
    framed(
        lang,
        desk,
        frame,
        body(lang, desk, fields, &plan, ""),
        submit,
    )
}

/// The form for the plan of an action.
pub(super) fn edit(lang: Lang, desk: Desk, id: ActionId) -> AnyView {
    let words = action_words(lang);
    let Some(action) = desk.find(id) else {
        return ().into_any();
    };
    let fields = Fields::new();
    let asked = action
        .assigned
        .as_ref()
        .map(|assigned| assigned.name.clone());
    let body = body(
        lang,
        desk,
        fields,
        &action.plan,
        asked.as_deref().unwrap_or_default(),
    );
    let before = action.plan.clone();
    let submit = Callback::new(move |()| {
        let plan = fields.plan(Some(&before));
        let mut intents = vec![ActionIntent::Rewrite { action: id, plan }];
        let name = fields.assigned();
        if name != asked {
            intents.push(ActionIntent::Assign { action: id, name });
        }
        desk.send(Wish {
            intents,
            said: words.kept,
            then: edit_button(id),
        });
    });
    let other = |label: &'static str, said: &'static str, intent: ActionIntent, then: String| {
        let click = move |_| {
            desk.send(Wish {
                intents: vec![intent.clone()],
                said,
                then: then.clone(),
            });
        };
        view! {
            <button type="button" class="btn btn--quiet" disabled=desk.busy on:click=click>
                {label}
            </button>
        }
        .into_any()
    };
    let reopen = action.implemented.is_some().then(|| {
        let intent = ActionIntent::Reopen { action: id };
        other(words.reopen, words.kept, intent, edit_button(id))
    });
    let retire = ActionIntent::Retire { action: id };
    let retire = other(words.retire, words.removed, retire, ADD.to_owned());
    let frame = Frame {
        title: words.about(words.edit, &action.plan.problem),
        yes: words.save,
        back: edit_button(id),
        more: Some(view! { {reopen} {retire} }.into_any()),
    };
    framed(lang, desk, frame, body, submit)
}

/// The form that says on which day an action was done, and when it is looked at.
pub(super) fn done(lang: Lang, desk: Desk, id: ActionId) -> AnyView {
    let words = action_words(lang);
    let Some(action) = desk.find(id) else {
        return ().into_any();
    };
    let today = desk.view.with_untracked(|view| view.today);
    let (on, check) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let later = Date::from_days(today.to_days() + CHECK_AFTER);
    let planned = action.plan.check.filter(|check| *check > today).or(later);
    let body = view! {
        <div class="action__fields">
            {day(words.implemented_on, None, Some(today), Some(today), on)}
            {day(words.check, Some(words.check_hint), planned, None, check)}
        </div>
    }
    .into_any();
    focus_first(on);
    let submit = Callback::new(move |()| {
        // A day that is not typed whole is not sent.
        let Ok(on) = typed(on).parse() else { return };
        let check = typed(check).parse().ok();
        let action = id;
        desk.send(Wish {
            intents: vec![ActionIntent::Implement { action, on, check }],
            said: words.kept,
            then: edit_button(id),
        });
    });
    let frame = Frame {
        title: words.about(words.done, &action.plan.problem),
        yes: words.save,
        back: done_button(id),
        more: None,
    };
    framed(lang, desk, frame, body, submit)
}

/// What stands around a form.
struct Frame {
    title: String,
    /// What sends it.
    yes: &'static str,
    /// The element to go back to.
    back: String,
    /// What else can be done.
    more: Option<AnyView>,
}

fn framed(lang: Lang, desk: Desk, frame: Frame, body: AnyView, submit: Callback<()>) -> AnyView {
    let words = action_words(lang);
    let (back, escape) = (frame.back.clone(), frame.back);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        submit.run(());
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            desk.close(escape.clone());
        }
    };
    let failed = move || {
        let error = desk.failed.get()?;
        let said = api_error(lang, &error);
        Some(view! { <p class="field__error" role="alert">{said.text}</p> }.into_any())
    };
    view! {
        <form class="action__form" aria-label=frame.title on:submit=send on:keydown=keys>
            {body}
            {failed}
            <div class="btn-row">
                <button type="submit" class="btn btn--primary" disabled=desk.busy>
                    {frame.yes}
                </button>
                <button type="button" class="btn" on:click=move |_| desk.close(back.clone())>
                    {words.cancel}
                </button>
                {frame.more}
            </div>
        </form>
    }
    .into_any()
}

/// The fields, filled in with what is.
fn body(lang: Lang, desk: Desk, fields: Fields, plan: &Plan, assigned: &str) -> AnyView {
    let words = action_words(lang);
    let kind = match plan.kind {
        ActionKind::Containment => "containment",
        ActionKind::Correction => "correction",
    };
    let kinds = vec![
        ("correction".to_owned(), words.correction_hint.to_owned()),
        ("containment".to_owned(), words.containment_hint.to_owned()),
    ];
    let mut touchpoints = desk.catalogue.with_value(|catalogue| {
        let offered = catalogue.touchpoints.iter();
        let offered = offered.filter(|(id, one)| !one.retired || plan.touchpoint == Some(**id));
        let offered = offered.map(|(id, one)| (id.to_string(), one.name.clone()));
        offered.collect::<Vec<_>>()
    });
    touchpoints.sort_by(|a, b| a.1.cmp(&b.1));
    touchpoints.insert(0, (String::new(), words.no_touchpoint.to_owned()));
    let mut metrics = desk.metrics.with_value(|metrics| {
        let named = metrics.iter();
        let named = named.map(|one| (one.key.clone(), one.name.in_lang(lang).to_owned()));
        named.collect::<Vec<_>>()
    });
    // One that is no longer offered stays until another is chosen.
    let kept = plan
        .metric
        .iter()
        .filter(|key| !metrics.iter().any(|one| one.0 == **key));
    let kept: Vec<_> = kept.map(|key| (key.clone(), key.clone())).collect();
    metrics.extend(kept);
    metrics.insert(0, (String::new(), words.no_metric.to_owned()));
    let touchpoint = plan.touchpoint.map(|id| id.to_string()).unwrap_or_default();
    let metric = plan.metric.clone().unwrap_or_default();
    focus_first(fields.problem);
    view! {
        <div class="action__fields">
            {text((words.problem, None, true), &plan.problem, fields.problem)}
            {text((words.step, Some(words.step_hint), false), &plan.step, fields.step)}
            {choice((words.kind, None), kind, kinds, fields.kind)}
            {choice((words.touchpoint, None), &touchpoint, touchpoints, fields.touchpoint)}
            {text((words.scope, Some(words.scope_hint), false), &plan.scope, fields.scope)}
            {text((words.assigned, None, false), assigned, fields.assigned)}
            {day(words.due, None, plan.due, None, fields.due)}
            {choice((words.metric, Some(words.metric_hint)), &metric, metrics, fields.metric)}
            {day(words.check, Some(words.check_hint), plan.check, None, fields.check)}
        </div>
    }
    .into_any()
}

/// The first field takes the focus once it is there.
fn focus_first(field: NodeRef<Input>) {
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
}

fn text(
    (label, hint, required): (&'static str, Option<&'static str>, bool),
    value: &str,
    field: NodeRef<Input>,
) -> AnyView {
    let class = if required {
        "field action__wide"
    } else {
        "field"
    };
    view! {
        <label class=class>
            <span class="field__label">{label}</span>
            <input
                class="input"
                type="text"
                maxlength="500"
                autocomplete="off"
                required=required
                value=value.to_owned()
                node_ref=field
            />
            {hint.map(|hint| view! { <span class="field__hint">{hint}</span> })}
        </label>
    }
    .into_any()
}

fn day(
    label: &'static str,
    hint: Option<&'static str>,
    value: Option<Date>,
    most: Option<Date>,
    field: NodeRef<Input>,
) -> AnyView {
    let say = |day: Option<Date>| day.map(|day| day.to_string());
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <input class="input" type="date" value=say(value) max=say(most) node_ref=field />
            {hint.map(|hint| view! { <span class="field__hint">{hint}</span> })}
        </label>
    }
    .into_any()
}

fn choice(
    (label, hint): (&'static str, Option<&'static str>),
    chosen: &str,
    options: Vec<(String, String)>,
    field: NodeRef<Select>,
) -> AnyView {
    let options = options.into_iter();
    let options = options
        .map(|(value, name)| option(value, name, chosen))
        .collect_view();
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <select class="select" node_ref=field>
                {options}
            </select>
            {hint.map(|hint| view! { <span class="field__hint">{hint}</span> })}
        </label>
    }
    .into_any()
}
