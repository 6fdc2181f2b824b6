//! The entries that a document refers to: added before what refers to them, retired after it.

use super::{About, ItemKind, Planner};
use crate::{
    catalogue::{
        CatalogueIntent, DepartmentName, EntryId, EntryName, Persona, PersonaField,
        StandardDepartment, Touchpoint, TouchpointField,
    },
    exchange::Excerpt,
    id::{PersonaId, TouchpointId},
};

impl Planner<'_> {
    /// Adds and changes entries. None is retired yet: a retired touchpoint can have no new card.
    pub(super) fn entries(&mut self, excerpt: &Excerpt) {
        for (id, family) in &excerpt.families {
            let (id, name) = (*id, &family.name);
            let add = CatalogueIntent::AddFamily {
                id,
                name: name.clone(),
            };
            self.named(EntryId::Family(id), name, family.retired, add);
        }
        for (id, channel) in &excerpt.channels {
            let (id, name) = (*id, &channel.name);
            let add = CatalogueIntent::AddChannel {
                id,
                name: name.clone(),
            };
            self.named(EntryId::Channel(id), name, channel.retired, add);
        }
        for (id, entry) in &excerpt.departments {
            let (id, name) = (*id, entry.name.clone());
            let text = match &entry.name {
                DepartmentName::Own(name) => name,
                DepartmentName::Standard(standard) => StandardDepartment::name(*standard),
            };
            let add = CatalogueIntent::AddDepartment {
                id,
                name: name.clone(),
            };
            let change = CatalogueIntent::NameDepartment {
                department: id,
                name,
            };
            self.entry(
                EntryId::Department(id),
                text,
                entry.retired,
                add,
                vec![change],
            );
        }
        for (id, brand) in &excerpt.brands {
            let (id, name, family) = (*id, brand.name.clone(), brand.family);
            let add = CatalogueIntent::AddBrand {
                id,
                name: name.clone(),
                family,
            };
            let entry = EntryId::Brand(id);
            let changes = vec![
                CatalogueIntent::Rename { entry, name },
                CatalogueIntent::SetBrandFamily { brand: id, family },
            ];
            self.entry(entry, &brand.name, brand.retired, add, changes);
        }
        for (id, persona) in &excerpt.personas {
            self.persona(*id, persona);
        }
        for (id, touchpoint) in &excerpt.touchpoints {
            self.touchpoint(*id, touchpoint);
        }
    }

    fn persona(&mut self, id: PersonaId, persona: &Persona) {
        let (name, summary) = (persona.name.clone(), persona.summary.clone());
        let add = CatalogueIntent::AddPersona {
            id,
            name: name.clone(),
            summary: summary.clone(),
        };
        let entry = EntryId::Persona(id);
        let mut changes = vec![
            CatalogueIntent::Rename { entry, name },
            CatalogueIntent::SetPersonaSummary {
                persona: id,
                summary,
            },
            CatalogueIntent::SetPersonaFilter {
                persona: id,
                filter: persona.filter.clone(),
            },
        ];
        changes.extend(told(persona).map(|field| {
            let persona = id;
            CatalogueIntent::SetPersona { persona, field }
        }));
        self.entry(entry, &persona.name, persona.retired, add, changes);
    }

    fn touchpoint(&mut self, id: TouchpointId, touchpoint: &Touchpoint) {
        let Touchpoint {
            name,
            key,
            channel,
            department,
            moment_of_truth,
            retired,
        } = touchpoint.clone();
        let add = CatalogueIntent::AddTouchpoint {
            id,
            name: name.clone(),
            key: key.clone(),
            channel,
            department,
            moment_of_truth,
        };
        let entry = EntryId::Touchpoint(id);
        let mut changes = vec![CatalogueIntent::Rename { entry, name }];
        let fields = [
            TouchpointField::Key(key),
            TouchpointField::Channel(channel),
            TouchpointField::Department(department),
            TouchpointField::MomentOfTruth(moment_of_truth),
        ];
        changes.extend(fields.map(|field| CatalogueIntent::SetTouchpoint {
            touchpoint: id,
            field,
        }));
        self.entry(entry, &touchpoint.name, retired, add, changes);
    }

    /// An entry that has nothing but a name.
    fn named(&mut self, entry: EntryId, name: &str, retired: bool, add: CatalogueIntent) {
        let rename = CatalogueIntent::Rename {
            entry,
            name: name.to_owned(),
        };
        self.entry(entry, name, retired, add, vec![rename]);
    }

    fn entry(
        &mut self,
        entry: EntryId,
        text: &str,
        retired: bool,
        add: CatalogueIntent,
        changes: Vec<CatalogueIntent>,
    ) {
        let Some(about) = of(entry, text) else {
            return;
        };
        let known = self.board.catalogue.is_retired(entry);
        if known.is_none() && !self.wish(about, add) {
            self.lose(about);
            return;
        }
        // Also of what was just added: a persona's filter is no part of adding it.
        for change in changes {
            self.wish(about, change);
        }
        if known == Some(true) && !retired {
            self.wish(about, CatalogueIntent::Reinstate { entry });
        }
        self.list(about, known.is_none());
    }

    /// Retires what the document says is retired.
    pub(super) fn retire(&mut self, excerpt: &Excerpt) {
        let mut retired: Vec<EntryId> = Vec::new();
        retired.extend(ids(&excerpt.families, |e| e.retired).map(EntryId::Family));
        retired.extend(ids(&excerpt.channels, |e| e.retired).map(EntryId::Channel));
        retired.extend(ids(&excerpt.departments, |e| e.retired).map(EntryId::Department));
        retired.extend(ids(&excerpt.brands, |e| e.retired).map(EntryId::Brand));
        retired.extend(ids(&excerpt.personas, |e| e.retired).map(EntryId::Persona));
        retired.extend(ids(&excerpt.touchpoints, |e| e.retired).map(EntryId::Touchpoint));
        for entry in retired {
            let text = match self.board.catalogue.name(entry) {
                Some(EntryName::Own(name)) => name.to_owned(),
                Some(EntryName::Standard(standard)) => standard.name().to_owned(),
                None => continue,
            };
            let Some(about) = of(entry, &text) else {
                continue;
            };
            self.wish(about, CatalogueIntent::Retire { entry });
            self.list(about, false);
        }
    }
}

fn ids<K: Copy, V>(
    entries: &std::collections::BTreeMap<K, V>,
    retired: impl Fn(&V) -> bool,
) -> impl Iterator<Item = K> {
    let all = entries.iter();
    all.filter(move |(_, entry)| retired(entry))
        .map(|(id, _)| *id)
}

/// What a wish about an entry is about; campaigns and events are in no document.
fn of(entry: EntryId, text: &str) -> Option<About<'_>> {
    let (kind, id) = match entry {
        EntryId::Touchpoint(id) => (ItemKind::Touchpoint, id.uuid()),
        EntryId::Persona(id) => (ItemKind::Persona, id.uuid()),
        EntryId::Department(id) => (ItemKind::Department, id.uuid()),
        EntryId::Brand(id) => (ItemKind::Brand, id.uuid()),
        EntryId::Family(id) => (ItemKind::Family, id.uuid()),
        EntryId::Channel(id) => (ItemKind::Channel, id.uuid()),
        EntryId::Campaign(_) | EntryId::Event(_) => return None,
    };
    Some(About { kind, id, text })
}

/// What a document says of a persona at length. What it does not say stays as it is: older documents cannot say it.
fn told(persona: &Persona) -> impl Iterator<Item = PersonaField> {
    let text = |text: &String, field: fn(String) -> PersonaField| {
        (!text.is_empty()).then(|| field(text.clone()))
    };
    let picture = persona.picture.clone();
    [
        text(&persona.description, PersonaField::Description),
        text(&persona.goals, PersonaField::Goals),
        text(&persona.expectations, PersonaField::Expectations),
        picture.map(|picture| PersonaField::Picture(Some(picture))),
    ]
    .into_iter()
    .flatten()
}
