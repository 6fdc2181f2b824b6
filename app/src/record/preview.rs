//! The first rows as the records that they would be, and what of them cannot be read.

use leptos::prelude::*;
use shared::{
    api::{Preview, PreviewAnswer, Reject},
    metric::AmountUnit,
};

use super::{columns::day, desk::Desk};
use crate::{
    html::Html,
    words::{Lang, import_error, in_lang, intake_words, reject_reason, use_words},
};

/// The preview, as far as there is one.
pub(super) fn preview(desk: Desk) -> AnyView {
    let words = use_words();
    let view = move || {
        let lang = words.lang();
        match desk.preview.get() {
            None => ().into_any(),
            Some(Ok(preview)) => {
                let html = table(lang, &preview);
                view! { <div inner_html=html></div> }.into_any()
            }
            Some(Err(error)) => {
                let said = import_error(lang, &error);
                view! {
                    <div class="callout callout--broken" role="alert">
                        <p class="callout__title">{in_lang(lang).import.does_not_fit}</p>
                        <p>{said.text}</p>
                    </div>
                }
                .into_any()
            }
        }
    };
    view.into_any()
}

fn table(lang: Lang, preview: &Preview) -> String {
    let words = &in_lang(lang).import;
    let mut dimensions: Vec<&str> = Vec::new();
    let mut items: Vec<&str> = Vec::new();
    for record in &preview.records {
        for name in record.dimensions.keys() {
            if !dimensions.contains(&name.as_str()) {
                dimensions.push(name);
            }
        }
        for answer in &record.answers {
            if !items.contains(&answer.item.as_str()) {
                items.push(&answer.item);
            }
        }
    }
    let weighed = preview.records.iter().any(|record| record.weight.is_some());
    let more = intake_words(lang);
    let wrote = preview
        .records
        .iter()
        .any(|record| !record.comment.is_empty());
    let named = preview
        .records
        .iter()
        .any(|record| !record.customer.is_empty());
    let mut html = Html::new();
    let scroll = [
        ("class", "table-scroll"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", words.preview),
    ];
    html.open("div", &scroll)
        .open("table", &[("class", "table preview")]);
    html.element("caption", &[], words.preview);
    html.open("thead", &[]).open("tr", &[]);
    let heads = [(words.line, "num"), (words.when, ""), (words.id, "")].into_iter();
    let heads = heads
        .chain(dimensions.iter().map(|name| (*name, "")))
        .chain(items.iter().map(|name| (*name, "num")))
        .chain(weighed.then_some((words.weight, "num")))
        .chain(wrote.then_some((more.comment, "")))
        .chain(named.then_some((more.customer, "")));
    for (head, class) in heads {
        html.element("th", &[("scope", "col"), ("class", class)], head);
    }
    html.close("tr").close("thead").open("tbody", &[]);
    for record in &preview.records {
        html.open("tr", &[]);
        html.classed("td", "num", &lang.count(record.line));
        html.element("td", &[], &day(lang, &record.day));
        let id: String = record.id.chars().take(24).collect();
        html.element("td", &[("class", "muted"), ("title", &record.id)], &id);
        for name in &dimensions {
            html.element(
                "td",
                &[],
                record.dimensions.get(*name).map_or("", String::as_str),
            );
        }
        for name in &items {
            let given = record.answers.iter().find(|answer| answer.item == *name);
            html.classed(
                "td",
                "num",
                &given.map_or_else(String::new, |answer| value(lang, answer)),
            );
        }
        if weighed {
            let weight = record
                .weight
                .map_or_else(String::new, |weight| lang.short_number(weight, 3));
            html.classed("td", "num", &weight);
        }
        if wrote {
            html.classed("td", "preview__comment", &record.comment);
        }
        if named {
            html.element("td", &[], &record.customer);
        }
        html.close("tr");
    }
    html.close("tbody").close("table").close("div");
    if !preview.rejects.is_empty() {
        rejects(&mut html, lang, words.rejects_here, &preview.rejects);
    }
    html.done()
}

/// A rating or how many as it is, an amount with its unit.
fn value(lang: Lang, answer: &PreviewAnswer) -> String {
    let Some(unit) = answer.unit else {
        return answer.value.to_string();
    };
    let number = lang.short_number(unit.large(answer.value as f64), unit.decimals());
    match unit {
        AmountUnit::Number => number,
        unit => format!("{number}\u{a0}{}", intake_words(lang).unit(unit)),
    }
}

/// What could not be read: line, column, reason, what was found.
pub(super) fn rejects(html: &mut Html, lang: Lang, caption: &str, rejects: &[Reject]) {
    let words = &in_lang(lang).import;
    let scroll = [
        ("class", "table-scroll"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", caption),
    ];
    html.open("div", &scroll)
        .open("table", &[("class", "table rejects")]);
    html.element("caption", &[], caption);
    html.open("thead", &[]).open("tr", &[]);
    for (head, class) in [
        (words.line, "num"),
        (words.column, ""),
        (words.found, ""),
        (words.reason, ""),
    ] {
        html.element("th", &[("scope", "col"), ("class", class)], head);
    }
    html.close("tr").close("thead").open("tbody", &[]);
    for reject in rejects {
        html.open("tr", &[]);
        html.classed("td", "num", &lang.count(reject.line));
        html.element("td", &[], reject.column.as_deref().unwrap_or_default());
        html.element("td", &[], &reject.found);
        html.element("td", &[], &reject_reason(lang, reject));
        html.close("tr");
    }
    html.close("tbody").close("table").close("div");
}
