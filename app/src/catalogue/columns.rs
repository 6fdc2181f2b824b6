//! What stands behind the name in each section: channel, responsible, days, …

use leptos::prelude::*;
use shared::{
    catalogue::{
        CampaignField, Catalogue, CatalogueIntent, EntryId, EntryName, EventField, EventKind,
        TouchpointField,
    },
    id::{
        BrandId, CampaignId, ChannelId, DepartmentId, EventId, FamilyId, PersonaId, TouchpointId,
    },
};

use super::{
    desk::Desk,
    fields::{choice, text, yes_or_no},
    filter::filter,
    names,
    section::Section,
};
use crate::words::{Lang, Words, use_words};

/// The headings behind the name.
pub(super) fn heads(section: Section, words: &'static Words) -> Vec<&'static str> {
    let words = &words.catalogue;
    match section {
        Section::Touchpoints => vec![words.channel, words.department, words.moment_of_truth],
        Section::Personas => vec![words.summary, words.filter],
        Section::Brands => vec![words.family],
        Section::Campaigns => vec![words.brand, words.first_day, words.last_day],
        Section::Events => vec![words.kind, words.day, words.note],
        Section::Departments | Section::Families | Section::Channels => Vec::new(),
    }
}

/// What an entry is called in the reader's language; empty for one that is not there.
pub(super) fn entry_name(lang: Lang, catalogue: &Catalogue, entry: EntryId) -> String {
    match catalogue.name(entry) {
        Some(EntryName::Own(name)) => name.to_owned(),
        Some(EntryName::Standard(standard)) => {
            names::department(lang, &shared::catalogue::DepartmentName::Standard(standard))
        }
        None => String::new(),
    }
}

/// The cells behind the name.
pub(super) fn cells(desk: Desk, entry: EntryId, name: Memo<String>) -> Vec<AnyView> {
    let cell = Cell { desk, name };
    match entry {
        EntryId::Touchpoint(id) => touchpoint(cell, id),
        EntryId::Persona(id) => persona(cell, id),
        EntryId::Brand(id) => brand(cell, id),
        EntryId::Campaign(id) => campaign(cell, id),
        EntryId::Event(id) => event(cell, id),
        EntryId::Department(_) | EntryId::Family(_) | EntryId::Channel(_) => Vec::new(),
    }
}

/// A row's cells: where they read, what they are called, where their wishes go.
#[derive(Clone, Copy)]
struct Cell {
    desk: Desk,
    name: Memo<String>,
}

impl Cell {
    fn label(self, head: fn(&'static Words) -> &'static str) -> Signal<String> {
        let words = use_words();
        Signal::derive(move || {
            let all = words.get();
            all.catalogue.field_of(head(all), &self.name.get())
        })
    }

    fn framed(head: fn(&'static Words) -> &'static str, field: AnyView) -> AnyView {
        let words = use_words();
        view! { <td data-label=move || head(words.get())>{field}</td> }.into_any()
    }

    fn value(
        self,
        read: impl Fn(&Catalogue) -> Option<String> + Send + Sync + 'static,
    ) -> Signal<String> {
        let shown = self.desk.shown();
        Memo::new(move |_| shown.with(&read).unwrap_or_default()).into()
    }

    fn choice(
        self,
        head: fn(&'static Words) -> &'static str,
        from: Section,
        value: Signal<String>,
        change: Callback<String>,
    ) -> AnyView {
        let words = use_words();
        let shown = self.desk.shown();
        let options = Memo::new(move |_| {
            let lang = words.lang();
            let chosen = value.get();
            shown.with(|catalogue| {
                let entries = from.entries(catalogue).into_iter();
                entries
                    .map(|entry| (entry_key(entry), entry))
                    .filter(|(key, entry)| {
                        *key == chosen || catalogue.is_retired(*entry) == Some(false)
                    })
                    .map(|(key, entry)| (key, entry_name(lang, catalogue, entry)))
                    .collect::<Vec<_>>()
            })
        });
        let none = Signal::derive(move || words.get().catalogue.none.to_owned());
        Self::framed(
            head,
            choice(self.label(head), none, value, options.into(), change),
        )
    }

    fn day(
        self,
        head: fn(&'static Words) -> &'static str,
        value: Signal<String>,
        change: Callback<String>,
    ) -> AnyView {
        Self::framed(head, text("date", self.label(head), value, change))
    }
}

fn entry_key(entry: EntryId) -> String {
    match entry {
        EntryId::Touchpoint(id) => id.to_string(),
        EntryId::Persona(id) => id.to_string(),
        EntryId::Department(id) => id.to_string(),
        EntryId::Brand(id) => id.to_string(),
        EntryId::Family(id) => id.to_string(),
        EntryId::Channel(id) => id.to_string(),
        EntryId::Campaign(id) => id.to_string(),
        EntryId::Event(id) => id.to_string(),
    }
}

fn touchpoint(cell: Cell, id: TouchpointId) -> Vec<AnyView> {
    let set = move |field| {
        cell.desk.edit(CatalogueIntent::SetTouchpoint {
            touchpoint: id,
            field,
        });
    };
    let channel = cell.value(move |c| Some(c.touchpoints.get(&id)?.channel?.to_string()));
    let department = cell.value(move |c| Some(c.touchpoints.get(&id)?.department?.to_string()));
    let shown = cell.desk.shown();
    let moment = Memo::new(move |_| {
        shown.with(|c| c.touchpoints.get(&id).is_some_and(|t| t.moment_of_truth))
    });
    vec![
        cell.choice(
            |w| w.catalogue.channel,
            Section::Channels,
            channel,
            Callback::new(move |key: String| {
                set(TouchpointField::Channel(key.parse::<ChannelId>().ok()));
            }),
        ),
        cell.choice(
            |w| w.catalogue.department,
            Section::Departments,
            department,
            Callback::new(move |key: String| {
                set(TouchpointField::Department(
                    key.parse::<DepartmentId>().ok(),
                ));
            }),
        ),
        Cell::framed(
            |w| w.catalogue.moment_of_truth,
            yes_or_no(
                cell.label(|w| w.catalogue.moment_of_truth),
                moment.into(),
                Callback::new(move |is| set(TouchpointField::MomentOfTruth(is))),
            ),
        ),
    ]
}

fn persona(cell: Cell, id: PersonaId) -> Vec<AnyView> {
    let summary = cell.value(move |c| Some(c.personas.get(&id)?.summary.clone()));
    let change = Callback::new(move |summary| {
        cell.desk.edit(CatalogueIntent::SetPersonaSummary {
            persona: id,
            summary,
        });
    });
    let field = text("text", cell.label(|w| w.catalogue.summary), summary, change);
    let who = filter(cell.desk, id, cell.name, cell.label(|w| w.catalogue.filter));
    vec![
        Cell::framed(|w| w.catalogue.summary, field),
        Cell::framed(|w| w.catalogue.filter, who),
    ]
}

fn brand(cell: Cell, id: BrandId) -> Vec<AnyView> {
    let family = cell.value(move |c| Some(c.brands.get(&id)?.family?.to_string()));
    let change = Callback::new(move |key: String| {
        let family = key.parse::<FamilyId>().ok();
        cell.desk
            .edit(CatalogueIntent::SetBrandFamily { brand: id, family });
    });
    vec![cell.choice(|w| w.catalogue.family, Section::Families, family, change)]
}

fn campaign(cell: Cell, id: CampaignId) -> Vec<AnyView> {
    let set = move |field| {
        cell.desk.edit(CatalogueIntent::SetCampaign {
            campaign: id,
            field,
        });
    };
    let given = |day: String| Some(day).filter(|day| !day.is_empty());
    let brand = cell.value(move |c| Some(c.campaigns.get(&id)?.brand?.to_string()));
    let first = cell.value(move |c| c.campaigns.get(&id)?.first_day.clone());
    let last = cell.value(move |c| c.campaigns.get(&id)?.last_day.clone());
    vec![
        cell.choice(
            |w| w.catalogue.brand,
            Section::Brands,
            brand,
            Callback::new(move |key: String| {
                set(CampaignField::Brand(key.parse::<BrandId>().ok()));
            }),
        ),
        cell.day(
            |w| w.catalogue.first_day,
            first,
            Callback::new(move |day| set(CampaignField::FirstDay(given(day)))),
        ),
        cell.day(
            |w| w.catalogue.last_day,
            last,
            Callback::new(move |day| set(CampaignField::LastDay(given(day)))),
        ),
    ]
}

fn event(cell: Cell, id: EventId) -> Vec<AnyView> {
    let words = use_words();
    let set = move |field| {
        cell.desk
            .edit(CatalogueIntent::SetEvent { event: id, field });
    };
    let given = |day: String| Some(day).filter(|day| !day.is_empty());
    // The empty key is the kind of all that is neither of the others.
    let key = |kind: EventKind| match kind {
        EventKind::Other => "",
        kind => kind.name(),
    };
    let kind = cell.value(move |c| Some(key(c.events.get(&id)?.kind).to_owned()));
    let kinds = Signal::derive(move || {
        let lang = words.lang();
        [EventKind::Release, EventKind::SupplierChange]
            .map(|kind| (kind.name().to_owned(), names::event(lang, kind).to_owned()))
            .to_vec()
    });
    let other = Signal::derive(move || names::event(words.lang(), EventKind::Other).to_owned());
    let day = cell.value(move |c| c.events.get(&id)?.day.clone());
    let note = cell.value(move |c| Some(c.events.get(&id)?.note.clone()));
    vec![
        Cell::framed(
            |w| w.catalogue.kind,
            choice(
                cell.label(|w| w.catalogue.kind),
                other,
                kind,
                kinds,
                Callback::new(move |key: String| {
                    let kind = EventKind::from_name(&key).unwrap_or_default();
                    set(EventField::Kind(kind));
                }),
            ),
        ),
        cell.day(
            |w| w.catalogue.day,
            day,
            Callback::new(move |day| set(EventField::Day(given(day)))),
        ),
        Cell::framed(
            |w| w.catalogue.note,
            text(
                "text",
                cell.label(|w| w.catalogue.note),
                note,
                Callback::new(move |note| set(EventField::Note(note))),
            ),
        ),
    ]
}
