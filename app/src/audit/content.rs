//! What the page of the log shows: the filter, the events, the way to older ones.

use leptos::prelude::*;
use shared::{
    access::Role,
    api::{AuditEvent, AuditKind, AuditQuery},
    locale::Lang,
};

use super::{
    asked::{AUDIT, address},
    page::Answered,
    sentence::{Known, sentence},
};
use crate::{html::Html, me::use_me, request::instant, words::audit_words};

/// Everything under the page's head.
pub(super) fn content(lang: Lang, answered: &Answered) -> AnyView {
    let words = audit_words(lang);
    let query = &answered.query;
    let events = &answered.page.events;
    if events.is_empty() {
        let narrowed = *query != AuditQuery::default();
        let (title, text) = if narrowed {
            (words.none_here_title, words.none_here_text)
        } else {
            (words.none_title, words.none_text)
        };
        let all = narrowed.then(|| {
            view! {
                <div class="btn-row">
                    <a class="btn" href=AUDIT>
                        {words.all}
                    </a>
                </div>
            }
        });
        return view! {
            {filter(lang, answered)}
            <div class="empty">
                <h2 class="empty__title">{title}</h2>
                <p>{text}</p>
                {all}
            </div>
        }
        .into_any();
    }
    let journeys = answered.journeys.iter();
    let titles = journeys.map(|(id, title)| (id.to_string(), title.as_str()));
    let me = use_me();
    let known = Known {
        titles: titles.collect(),
        local: (me.role == Role::LocalOwner).then_some(me.id),
    };
    let mut html = Html::new();
    html.open("thead", &[]).open("tr", &[]);
    for column in [words.when, words.event, words.how] {
        html.element("th", &[("scope", "col")], column);
    }
    html.close("tr").close("thead").open("tbody", &[]);
    for event in events {
        row(&mut html, lang, event, &known);
    }
    html.close("tbody");
    view! {
        {filter(lang, answered)}
        <table class="table table--stack audit" inner_html=html.done()></table>
        {on(lang, answered)}
    }
    .into_any()
}

fn row(html: &mut Html, lang: Lang, event: &AuditEvent, known: &Known<'_>) {
    let words = audit_words(lang);
    html.open("tr", &[]);
    html.element(
        "td",
        &[("class", "audit__when"), ("data-label", words.when)],
        &instant(lang, event.at),
    );
    html.open(
        "td",
        &[("class", "audit__event"), ("data-label", words.event)],
    );
    html.open("div", &[]);
    sentence(html, lang, event, known);
    html.close("div").close("td");
    let way = words.way(event.way);
    let how = if event.address.is_empty() {
        way.to_owned()
    } else {
        format!("{way}, {}", event.address)
    };
    html.element(
        "td",
        &[("class", "audit__how"), ("data-label", words.how)],
        &how,
    );
    html.close("tr");
}

/// What is asked for: a form whose answer is an address.
fn filter(lang: Lang, answered: &Answered) -> AnyView {
    let words = audit_words(lang);
    let query = &answered.query;
    let kinds = AuditKind::ALL.into_iter();
    let kinds = kinds.map(|kind| {
        let chosen = query.kind == Some(kind);
        (kind.name().to_owned(), words.name(kind).to_owned(), chosen)
    });
    let mut people: Vec<(String, String, bool)> = answered
        .people
        .iter()
        .map(|(id, name)| (id.to_string(), name.clone(), query.actor == Some(*id)))
        .collect();
    // Who is no member any more can still be asked for, by an address.
    let gone = query
        .actor
        .filter(|id| !answered.people.iter().any(|(one, _)| one == id));
    people.extend(gone.map(|id| (id.to_string(), words.erased.to_owned(), true)));
    let all = (*query != AuditQuery::default()).then(|| {
        view! {
            <a class="btn btn--quiet" href=AUDIT>
                {words.all}
            </a>
        }
    });
    view! {
        <form class="filters" method="get" action=AUDIT>
            {choice(words.kind, "kind", words.every_kind, kinds.collect())}
            {(!people.is_empty()).then(|| choice(words.person, "actor", words.everybody, people))}
            <button type="submit" class="btn">
                {words.show}
            </button>
            {all}
        </form>
    }
    .into_any()
}

fn choice(
    label: &'static str,
    name: &'static str,
    any: &'static str,
    options: Vec<(String, String, bool)>,
) -> AnyView {
    let options = options
        .into_iter()
        .map(|(value, text, selected)| {
            view! {
                <option value=value selected=selected>
                    {text}
                </option>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <label class="filters__field">
            <span class="field__label">{label}</span>
            <select class="select" name=name>
                <option value="">{any}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// The ways to older events, and back to the newest.
fn on(lang: Lang, answered: &Answered) -> AnyView {
    let words = audit_words(lang);
    let query = &answered.query;
    let last = answered.page.events.last().map(|event| event.seq);
    let older = last.filter(|_| answered.page.more).map(|seq| {
        let older = AuditQuery {
            before: Some(seq),
            ..query.clone()
        };
        view! {
            <a class="btn" href=address(&older)>
                {words.older}
            </a>
        }
    });
    let newest = query.before.map(|_| {
        let newest = AuditQuery {
            before: None,
            ..query.clone()
        };
        view! {
            <a class="btn" href=address(&newest)>
                {words.newest}
            </a>
        }
    });
    view! {
        <nav class="btn-row audit__on" aria-label=words.title>
            {newest}
            {older}
        </nav>
    }
    .into_any()
}
