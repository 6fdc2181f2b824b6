//! What a file would do, as a calm table, and the one button that does it.

use leptos::prelude::*;
use shared::{
    api::{JourneyFileReply, JourneySummary},
    exchange::ItemKind,
};

use super::desk::{Busy, Desk, PLAN, SHEET, TO};
use crate::{
    html::Html,
    words::{JourneyFileWords, Lang, journey_file_words, not_coming, use_words},
};

/// The plan at hand, and what can be done with it.
pub(super) fn plan(desk: Desk) -> AnyView {
    let words = use_words();
    let say = move || journey_file_words(words.lang());
    let facts = move || {
        desk.plan
            .with(|plan| plan.as_ref().map(|plan| facts(say(), plan)))
    };
    let tables = move || {
        desk.plan
            .with(|plan| plan.as_ref().map(|plan| tables(words.lang(), plan)))
    };
    view! {
        <div class="intake__head">
            <h2 class="intake__name" id=PLAN tabindex="-1">
                {facts}
            </h2>
            <button type="button" class="btn btn--quiet" on:click=move |_| desk.clear()>
                {move || say().another}
            </button>
        </div>
        {move || {
            desk.other
                .get()
                .then(|| {
                    view! {
                        <div class="callout callout--risk" role="status">
                            <p>{say().other_plan}</p>
                        </div>
                    }
                        .into_any()
                })
        }}
        <div class="filters">{move || fields(desk)}</div>
        <div class="from-file" inner_html=tables></div>
        {move || foot(desk)}
    }
    .into_any()
}

/// Where the file goes, what a new journey is called, which sheet is read.
fn fields(desk: Desk) -> AnyView {
    let words = use_words();
    let say = journey_file_words(words.lang());
    let Some(plan) = desk.plan.get() else {
        return ().into_any();
    };
    let busy = move || desk.busy.get() != Busy::No;
    let is_new = plan.slug.is_none();
    let here = plan.journey.to_string();
    let option = |value: String, text: String, selected: bool| {
        view! { <option value=value selected=selected>{text}</option> }.into_any()
    };
    let mut targets = vec![option(String::new(), say.goes_new.to_owned(), is_new)];
    // What was put away is offered only where the file is about it.
    let offered = desk.journeys.get().into_iter();
    let offered = offered.map(|journey| (journey.id.to_string(), journey));
    let offered = offered.filter(|(id, journey)| !journey.archived || *id == here);
    targets.extend(offered.map(|(id, JourneySummary { title, .. })| {
        let selected = !is_new && id == here;
        option(id, title, selected)
    }));
    let title = is_new.then(|| {
        view! {
            <label class="filters__field filters__field--wide">
                <span class="field__label">{say.name}</span>
                <input
                    class="input"
                    type="text"
                    dir="auto"
                    autocomplete="off"
                    maxlength="500"
                    prop:value=move || desk.title.get()
                    on:input=move |event| desk.title.set(event_target_value(&event))
                />
            </label>
        }
        .into_any()
    });
    let sheets = (plan.sheets.len() > 1).then(|| {
        let chosen = plan.sheet.unwrap_or_default();
        let options = plan.sheets.into_iter();
        let options = options.map(|name| option(name.clone(), name.clone(), name == chosen));
        view! {
            <label class="filters__field">
                <span class="field__label">{say.sheet}</span>
                <select
                    class="select"
                    id=SHEET
                    disabled=busy
                    on:change=move |event| desk.choose_sheet(event_target_value(&event))
                >
                    {options.collect_view()}
                </select>
            </label>
        }
        .into_any()
    });
    view! {
        <label class="filters__field">
            <span class="field__label">{say.goes}</span>
            <select
                class="select"
                id=TO
                disabled=busy
                on:change=move |event| desk.choose_journey(event_target_value(&event))
            >
                {targets}
            </select>
        </label>
        {title}
        {sheets}
    }
    .into_any()
}

/// What the file is and what becomes of it, in a sentence.
fn facts(words: &JourneyFileWords, plan: &JourneyFileReply) -> String {
    let format = words.format(plan.format);
    match plan.slug {
        Some(_) => words.changes(format, &plan.title),
        None => words.becomes_new(format),
    }
}

/// How many of each kind, what cannot come and why, and all that comes.
fn tables(lang: Lang, plan: &JourneyFileReply) -> String {
    let words = journey_file_words(lang);
    let mut html = Html::new();
    if plan.coming_total == 0 && plan.refused_total == 0 {
        html.element("p", &[("class", "from-file__nothing")], words.nothing);
        return html.done();
    }
    counts(&mut html, lang, words, plan);
    if plan.refused_total > 0 {
        refused(&mut html, lang, words, plan);
    }
    if plan.coming_total > 0 {
        coming(&mut html, lang, words, plan);
    }
    html.done()
}

fn counts(html: &mut Html, lang: Lang, words: &JourneyFileWords, plan: &JourneyFileReply) {
    html.open("section", &[("aria-label", words.summary)]);
    html.open("table", &[("class", "table from-file__counts")]);
    html.classed("caption", "visually-hidden", words.summary);
    html.markup("<thead><tr>");
    html.element("th", &[("scope", "col")], words.what);
    for heading in [words.new, words.changed, words.not_coming] {
        html.element("th", &[("scope", "col"), ("class", "num")], heading);
    }
    html.markup("</tr></thead><tbody>");
    let counted: u32 = plan.counts.values().map(|count| count.refused).sum();
    let rest = plan.refused_total.saturating_sub(counted);
    let kinds = plan.counts.iter();
    let kinds = kinds.map(|(kind, count)| {
        let numbers = if is_all_new(plan, *kind) {
            [count.new + count.changed, 0, count.refused]
        } else {
            [count.new, count.changed, count.refused]
        };
        (Some(*kind), numbers)
    });
    // What has no kind is only quoted.
    let rest = (rest > 0).then_some((None, [0, 0, rest]));
    for (kind, numbers) in kinds.chain(rest) {
        html.markup("<tr>");
        html.element("th", &[("scope", "row")], words.kind(kind));
        for (number, class) in numbers.into_iter().zip(["", "", "from-file__refused"]) {
            let class = if number > 0 { class } else { "muted" };
            html.element(
                "td",
                &[("class", &format!("num {class}"))],
                &lang.count(number.into()),
            );
        }
        html.markup("</tr>");
    }
    html.markup("</tbody></table></section>");
}

/// Whether what comes of a kind is new whatever the plan says: a new journey has a scope before anything is in it.
fn is_all_new(plan: &JourneyFileReply, kind: ItemKind) -> bool {
    plan.slug.is_none() && kind == ItemKind::Scope
}

fn refused(html: &mut Html, lang: Lang, words: &JourneyFileWords, plan: &JourneyFileReply) {
    html.open("section", &[]);
    html.element("h3", &[("id", "from-file-refused")], words.refused_title);
    first_of(html, words, plan.refused.len(), plan.refused_total);
    list(html, "from-file-refused");
    html.element("th", &[("scope", "col"), ("class", "num")], words.line);
    for heading in [words.what, words.text, words.why] {
        html.element("th", &[("scope", "col")], heading);
    }
    html.markup("</tr></thead><tbody>");
    for item in &plan.refused {
        let line = match item.line {
            0 => String::new(),
            line => lang.count(line.into()),
        };
        html.markup("<tr>");
        html.classed("td", "num", &line);
        html.element("td", &[], words.kind_of_one(item.kind));
        html.element("td", &[("dir", "auto")], &item.text);
        html.element("td", &[], &not_coming(lang, &item.why));
        html.markup("</tr>");
    }
    html.markup("</tbody></table></div></section>");
}

fn coming(html: &mut Html, lang: Lang, words: &JourneyFileWords, plan: &JourneyFileReply) {
    html.open("details", &[("class", "from-file__all")]);
    let total = lang.count(plan.coming_total.into());
    let summary = format!("{} ({total})", words.coming_title);
    html.element("summary", &[("id", "from-file-coming")], &summary);
    first_of(html, words, plan.coming.len(), plan.coming_total);
    list(html, "from-file-coming");
    for heading in [words.what, words.text, words.state] {
        html.element("th", &[("scope", "col")], heading);
    }
    html.markup("</tr></thead><tbody>");
    for item in &plan.coming {
        html.markup("<tr>");
        html.element("td", &[], words.kind_of_one(Some(item.kind)));
        html.element("td", &[("dir", "auto")], &item.text);
        let new = item.new || is_all_new(plan, item.kind);
        let state = if new { words.new } else { words.changed };
        html.element("td", &[], state);
        html.markup("</tr>");
    }
    html.markup("</tbody></table></div></details>");
}

/// Begins a long table, which scrolls by keyboard too.
fn list(html: &mut Html, labelled: &str) {
    html.open(
        "div",
        &[
            ("class", "table-scroll from-file__list"),
            ("tabindex", "0"),
            ("role", "region"),
            ("aria-labelledby", labelled),
        ],
    );
    html.markup("<table class=\"table\"><thead><tr>");
}

fn first_of(html: &mut Html, words: &JourneyFileWords, shown: usize, total: u32) {
    if shown < total as usize {
        let said = words.first_of(shown as u64, total.into());
        html.classed("p", "small muted", &said);
    }
}

/// What can be done now, and what has to be agreed to first.
fn foot(desk: Desk) -> AnyView {
    let words = use_words();
    let say = journey_file_words(words.lang());
    let Some(plan) = desk.plan.get() else {
        return ().into_any();
    };
    if plan.coming_total == 0 {
        let href = plan.slug.map(|slug| format!("/journeys/{slug}"));
        return match href {
            Some(href) => view! {
                <div class="intake__foot">
                    <div class="btn-row">
                        <a class="btn btn--primary" href=href>
                            {say.open}
                        </a>
                    </div>
                </div>
            }
            .into_any(),
            None => view! { <p class="intake__foot">{say.empty_plan}</p> }.into_any(),
        };
    }
    let needs = plan.refused_total > 0;
    let lacking = move || needs && !desk.leave.get();
    let cannot = move || lacking() || desk.busy.get() != Busy::No;
    let label = if plan.slug.is_some() {
        say.update
    } else {
        say.create
    };
    let leave = needs.then(|| {
        view! {
            <label class="from-file__leave">
                <input
                    type="checkbox"
                    class="check"
                    prop:checked=move || desk.leave.get()
                    on:change=move |event| desk.leave.set(event_target_checked(&event))
                />
                <span>{say.leave}</span>
            </label>
        }
        .into_any()
    });
    view! {
        <div class="intake__foot">
            {leave}
            <div class="btn-row">
                <button
                    type="button"
                    class="btn btn--primary"
                    disabled=cannot
                    on:click=move |_| desk.bring()
                >
                    {move || {
                        if desk.busy.get() == Busy::Bringing { say.bringing } else { label }
                    }}
                </button>
            </div>
            <p class="small muted" role="status">
                {move || lacking().then_some(say.leave_first)}
            </p>
        </div>
    }
    .into_any()
}
