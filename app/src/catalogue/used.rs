//! Where an entry is used, as cells behind what can be edited: boards, records, friction, what a department has; and the tree of brands.
//! Read-only, each cell one string.

use leptos::prelude::*;
use shared::{
    api::{BrandUse, CatalogueUse, Placement, UsedJourney},
    catalogue::{Catalogue, EntryId},
    chart::heat_step,
    id::{BrandId, FamilyId, JourneyId},
    record::slug,
};

use super::{desk::Desk, section::Section};
use crate::{
    friction::band,
    html::Html,
    words::{Lang, UsedWords, in_lang, use_words, used_words},
};

/// Links that are shown; of more, how many.
const MOST: usize = 4;

type Head = fn(&'static UsedWords) -> &'static str;
type Write = fn(&mut Html, Lang, &Shown<'_>, EntryId);

/// What the cells are written of.
struct Shown<'a> {
    catalogue: &'a Catalogue,
    used: &'a CatalogueUse,
}

/// The headings and the cells of a section.
const fn columns(section: Section) -> &'static [(Head, Write)] {
    match section {
        Section::Touchpoints => &[
            (|words| words.used_in, touchpoint_places),
            (|words| words.records, touchpoint_records),
            (|words| words.friction, touchpoint_friction),
        ],
        Section::Personas => &[
            (|words| words.page, persona_page),
            (|words| words.used_in, persona_journeys),
            (|words| words.records, persona_records),
        ],
        Section::Departments => &[
            (|words| words.page, department_page),
            (|words| words.touchpoints, department_touchpoints),
            (|words| words.metrics, department_metrics),
            (|words| words.actions, department_actions),
            (|words| words.promises, department_promises),
        ],
        Section::Brands => &[
            (|words| words.used_in, brand_journeys),
            (|words| words.touchpoints, brand_touchpoints),
            (|words| words.records, brand_records),
        ],
        Section::Families | Section::Channels | Section::Campaigns | Section::Events => &[],
    }
}

const fn section_of(entry: EntryId) -> Section {
    match entry {
        EntryId::Touchpoint(_) => Section::Touchpoints,
        EntryId::Persona(_) => Section::Personas,
        EntryId::Department(_) => Section::Departments,
        EntryId::Brand(_) => Section::Brands,
        EntryId::Family(_) => Section::Families,
        EntryId::Channel(_) => Section::Channels,
        EntryId::Campaign(_) => Section::Campaigns,
        EntryId::Event(_) => Section::Events,
    }
}

/// The headings of a section.
pub(super) fn heads(section: Section, lang: Lang) -> Vec<&'static str> {
    let words = used_words(lang);
    columns(section)
        .iter()
        .map(|(head, _)| head(words))
        .collect()
}

/// The cells of a row.
pub(super) fn cells(desk: Desk, entry: EntryId) -> Vec<AnyView> {
    let words = use_words();
    let cell = |(head, write): &'static (Head, Write)| {
        let html = Signal::derive(move || {
            let mut html = Html::new();
            desk.shown().with(|catalogue| {
                desk.used().with(|used| {
                    write(&mut html, words.lang(), &Shown { catalogue, used }, entry);
                });
            });
            html.done()
        });
        view! {
            <td class="used" data-label=move || head(used_words(words.lang())) inner_html=html></td>
        }
        .into_any()
    };
    columns(section_of(entry)).iter().map(cell).collect()
}

impl Shown<'_> {
    fn journey(&self, id: JourneyId) -> Option<&UsedJourney> {
        self.used.journeys.iter().find(|journey| journey.id == id)
    }
}

fn nothing(html: &mut Html, lang: Lang) {
    html.classed("span", "muted", used_words(lang).nowhere);
}

/// A list of links, of which the first are shown.
fn links(html: &mut Html, lang: Lang, all: &[(String, String)]) {
    if all.is_empty() {
        return nothing(html, lang);
    }
    html.open("ul", &[("class", "used__list")]);
    for (href, name) in all.iter().take(MOST) {
        html.open("li", &[])
            .element("a", &[("href", href)], name)
            .close("li");
    }
    if let Some(more) = all.len().checked_sub(MOST).filter(|more| *more > 0) {
        html.open("li", &[("class", "muted")]);
        html.open("details", &[])
            .element("summary", &[], &used_words(lang).more(more));
        html.open("ul", &[("class", "used__list")]);
        for (href, name) in all.iter().skip(MOST) {
            html.open("li", &[])
                .element("a", &[("href", href)], name)
                .close("li");
        }
        html.close("ul").close("details").close("li");
    }
    html.close("ul");
}

/// The way to a card, and how it reads: the journey and the step.
fn place(shown: &Shown<'_>, place: &Placement, name: Option<&str>) -> Option<(String, String)> {
    let journey = shown.journey(place.journey)?;
    let href = format!("/journeys/{}?card={}", journey.slug, place.card);
    let said = name.unwrap_or(&place.step);
    Some((href, format!("{} · {said}", journey.title)))
}

fn journeys(html: &mut Html, lang: Lang, shown: &Shown<'_>, ids: &[JourneyId]) {
    let journeys = ids.iter().filter_map(|id| shown.journey(*id));
    let all: Vec<_> = journeys
        .map(|journey| (format!("/journeys/{}", journey.slug), journey.title.clone()))
        .collect();
    links(html, lang, &all);
}

fn number(html: &mut Html, lang: Lang, n: Option<u64>) {
    match n {
        Some(n) => html.text(&lang.count(n)),
        None => html.classed("span", "muted", used_words(lang).unknown),
    };
}

fn touchpoint_places(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let EntryId::Touchpoint(id) = entry else {
        return;
    };
    let used = shown.used.touchpoints.get(&id);
    let placed = used.into_iter().flat_map(|used| &used.placed);
    let all: Vec<_> = placed.filter_map(|one| place(shown, one, None)).collect();
    links(html, lang, &all);
}

fn touchpoint_records(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let EntryId::Touchpoint(id) = entry else {
        return;
    };
    let used = shown.used.touchpoints.get(&id);
    number(html, lang, used.map(|used| used.n));
}

fn touchpoint_friction(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let EntryId::Touchpoint(id) = entry else {
        return;
    };
    let used = shown.used.touchpoints.get(&id);
    let Some(friction) = used.and_then(|used| used.friction.as_ref()) else {
        html.classed("span", "muted", used_words(lang).unknown);
        return;
    };
    let heat = format!("used__heat heat--{}", heat_step(friction.score));
    let interval = lang.interval(friction.interval.low, friction.interval.high, 0);
    let said = format!("{}, {interval}", band(in_lang(lang), friction.band));
    html.open("span", &[("class", "used__friction")])
        .classed("span", &heat, &lang.number(friction.score, 0))
        .classed("span", "used__said", &said)
        .close("span");
}

fn persona_page(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let EntryId::Persona(id) = entry else { return };
    let name = shown
        .catalogue
        .personas
        .get(&id)
        .map_or("", |one| &one.name);
    let id_text = id.to_string();
    let known = shown.used.personas.get(&id).map(|used| used.slug.as_str());
    // Its address was made of its name when the page was opened. Under another name only its id leads there.
    let address = known
        .filter(|known| *known == slug(name, &id_text))
        .unwrap_or(&id_text);
    open(html, lang, &format!("/personas/{address}"), name);
}

/// A link that says what it opens.
fn open(html: &mut Html, lang: Lang, href: &str, name: &str) {
    let words = used_words(lang);
    let label = words.open_one(name);
    html.element("a", &[("href", href), ("aria-label", &label)], words.open);
}

fn persona_journeys(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let EntryId::Persona(id) = entry else { return };
    let used = shown.used.personas.get(&id);
    journeys(html, lang, shown, used.map_or(&[], |used| &used.journeys));
}

fn persona_records(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let EntryId::Persona(id) = entry else { return };
    let persona = shown.catalogue.personas.get(&id);
    if persona.is_none_or(|one| one.filter.is_empty()) {
        html.classed("span", "muted", in_lang(lang).catalogue.all_customers);
        return;
    }
    // A filter that was made on this page has not been counted by.
    let used = shown.used.personas.get(&id);
    number(html, lang, used.and_then(|used| used.records));
}

fn department_page(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let EntryId::Department(id) = entry else {
        return;
    };
    let name = shown.catalogue.departments.get(&id);
    let name = name.map(|one| super::names::department(lang, &one.name));
    let name = name.unwrap_or_default();
    open(html, lang, &format!("/area?department={id}"), &name);
}

fn department_touchpoints(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let EntryId::Department(id) = entry else {
        return;
    };
    let used = shown.used.departments.get(&id);
    let ids = used.into_iter().flat_map(|used| &used.touchpoints);
    let all: Vec<_> = ids
        .filter_map(|id| {
            let name = shown.catalogue.touchpoints.get(id)?.name.clone();
            let first = shown
                .used
                .touchpoints
                .get(id)
                .and_then(|used| used.placed.first());
            let on_it = first.and_then(|first| place(shown, first, None));
            let elsewhere = || "/catalogue?section=touchpoints".to_owned();
            Some((on_it.map_or_else(elsewhere, |(href, _)| href), name))
        })
        .collect();
    links(html, lang, &all);
}

fn department_metrics(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let EntryId::Department(id) = entry else {
        return;
    };
    let used = shown.used.departments.get(&id);
    let metrics = used.into_iter().flat_map(|used| &used.metrics);
    let all: Vec<_> = metrics
        .map(|metric| {
            let href = format!("/metrics?metric={}", metric.key);
            (href, metric.name.in_lang(lang).to_owned())
        })
        .collect();
    links(html, lang, &all);
}

fn department_actions(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let EntryId::Department(id) = entry else {
        return;
    };
    let open = shown
        .used
        .departments
        .get(&id)
        .map_or(0, |used| used.actions);
    if open == 0 {
        return nothing(html, lang);
    }
    let href = format!("/actions?department={id}");
    let said = used_words(lang).to_be_done(open);
    html.element("a", &[("href", href.as_str())], &said);
}

fn department_promises(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let EntryId::Department(id) = entry else {
        return;
    };
    let used = shown.used.departments.get(&id);
    let promises = used.into_iter().flat_map(|used| &used.promises);
    let all: Vec<_> = promises
        .filter_map(|one| {
            let (href, _) = place(shown, one, None)?;
            Some((href, one.title.clone()))
        })
        .collect();
    links(html, lang, &all);
}

fn brand<'a>(shown: &'a Shown<'_>, entry: EntryId) -> Option<&'a BrandUse> {
    match entry {
        EntryId::Brand(id) => shown.used.brands.get(&id),
        _ => None,
    }
}

fn brand_journeys(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let used = brand(shown, entry);
    journeys(html, lang, shown, used.map_or(&[], |used| &used.journeys));
}

fn brand_touchpoints(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let used = brand(shown, entry);
    number(
        html,
        lang,
        Some(used.map_or(0, |used| used.touchpoints.into())),
    );
}

fn brand_records(html: &mut Html, lang: Lang, shown: &Shown<'_>, entry: EntryId) {
    let used = brand(shown, entry);
    number(html, lang, used.and_then(|used| used.records));
}

/// Families with their brands, above the table of brands.
pub(super) fn tree(desk: Desk) -> AnyView {
    let words = use_words();
    let html = move || {
        let lang = words.lang();
        let mut html = Html::new();
        desk.shown().with(|catalogue| {
            desk.used()
                .with(|used| write_tree(&mut html, lang, catalogue, used));
        });
        html.done()
    };
    view! { <div inner_html=html></div> }.into_any()
}

fn write_tree(html: &mut Html, lang: Lang, catalogue: &Catalogue, used: &CatalogueUse) {
    let words = used_words(lang);
    let brands = |family: Option<FamilyId>| {
        let all = catalogue.brands.iter();
        let of_it = all.filter(move |(_, brand)| brand.family == family && !brand.retired);
        of_it.map(|(id, _)| *id).collect::<Vec<BrandId>>()
    };
    let families = catalogue.families.iter();
    // A retired family stands here as long as a brand is of it: else that brand would be nowhere.
    let mut all: Vec<(&str, Vec<BrandId>)> = families
        .map(|(id, family)| (family, brands(Some(*id))))
        .filter(|(family, brands)| !family.retired || !brands.is_empty())
        .map(|(family, brands)| (family.name.as_str(), brands))
        .collect();
    all.push((words.no_family, brands(None)));
    all.retain(|(name, brands)| !brands.is_empty() || *name != words.no_family);
    if all.is_empty() {
        return;
    }
    html.open("ul", &[("class", "tree"), ("aria-label", words.tree)]);
    for (name, brands) in all {
        html.open("li", &[]).classed("span", "tree__name", name);
        html.open("ul", &[]);
        for id in brands {
            let Some(brand) = catalogue.brands.get(&id) else {
                continue;
            };
            let of_it = used.brands.get(&id);
            let records = |one: &BrandUse| match one.records {
                Some(n) => in_lang(lang).board.records(n),
                None => words.unsaid.to_owned(),
            };
            let facts = [
                Some(words.in_journeys(of_it.map_or(0, |one| one.journeys.len()))),
                Some(words.with_touchpoints(of_it.map_or(0, |one| one.touchpoints))),
                // One that was added just now has not been looked for.
                of_it.map(records),
            ];
            let facts: Vec<String> = facts.into_iter().flatten().collect();
            html.open("li", &[])
                .classed("span", "tree__name", &brand.name);
            html.classed("span", "tree__facts", &facts.join(" · "))
                .close("li");
        }
        html.close("ul").close("li");
    }
    html.close("ul");
}
