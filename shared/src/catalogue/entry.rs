//! Looking entries up by whatever kind of id.

use super::{Catalogue, DepartmentName, EntryId, Persona, StandardDepartment, Touchpoint};
use crate::id::{PersonaId, TouchpointId};

/// An entry's name: most are the workspace's own words, a standard department's is the reader's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryName<'a> {
    /// As written.
    Own(&'a str),
    /// To be translated.
    Standard(StandardDepartment),
}

impl Catalogue {
    /// How many entries it has, retired ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.touchpoints.len()
            + self.personas.len()
            + self.departments.len()
            + self.brands.len()
            + self.families.len()
            + self.channels.len()
            + self.campaigns.len()
            + self.events.len()
    }

    /// Whether nothing was ever added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the entry exists, retired or not.
    #[must_use]
    pub fn contains(&self, entry: EntryId) -> bool {
        self.is_retired(entry).is_some()
    }

    /// Whether the entry is retired; `None` if it does not exist.
    #[must_use]
    pub fn is_retired(&self, entry: EntryId) -> Option<bool> {
        match entry {
            EntryId::Touchpoint(id) => self.touchpoints.get(&id).map(|e| e.retired),
            EntryId::Persona(id) => self.personas.get(&id).map(|e| e.retired),
            EntryId::Department(id) => self.departments.get(&id).map(|e| e.retired),
            EntryId::Brand(id) => self.brands.get(&id).map(|e| e.retired),
            EntryId::Family(id) => self.families.get(&id).map(|e| e.retired),
            EntryId::Channel(id) => self.channels.get(&id).map(|e| e.retired),
            EntryId::Campaign(id) => self.campaigns.get(&id).map(|e| e.retired),
            EntryId::Event(id) => self.events.get(&id).map(|e| e.retired),
        }
    }

    /// The entry's name; `None` if it does not exist.
    #[must_use]
    pub fn name(&self, entry: EntryId) -> Option<EntryName<'_>> {
        let own = |name| EntryName::Own(name);
        match entry {
            EntryId::Touchpoint(id) => self.touchpoints.get(&id).map(|e| own(&e.name)),
            EntryId::Persona(id) => self.personas.get(&id).map(|e| own(&e.name)),
            EntryId::Department(id) => self.departments.get(&id).map(|e| match &e.name {
                DepartmentName::Own(name) => own(name),
                DepartmentName::Standard(standard) => EntryName::Standard(*standard),
            }),
            EntryId::Brand(id) => self.brands.get(&id).map(|e| own(&e.name)),
            EntryId::Family(id) => self.families.get(&id).map(|e| own(&e.name)),
            EntryId::Channel(id) => self.channels.get(&id).map(|e| own(&e.name)),
            EntryId::Campaign(id) => self.campaigns.get(&id).map(|e| own(&e.name)),
            EntryId::Event(id) => self.events.get(&id).map(|e| own(&e.name)),
        }
    }

    /// The touchpoints that are offered for new placements.
    pub fn offered_touchpoints(&self) -> impl Iterator<Item = (TouchpointId, &Touchpoint)> {
        self.touchpoints
            .iter()
            .filter(|(_, e)| !e.retired)
            .map(|(id, e)| (*id, e))
    }

    /// The personas that are offered for new journeys.
    pub fn offered_personas(&self) -> impl Iterator<Item = (PersonaId, &Persona)> {
        self.personas
            .iter()
            .filter(|(_, e)| !e.retired)
            .map(|(id, e)| (*id, e))
    }

    /// The entry's name to be overwritten; a department's is another type.
    pub(super) fn name_mut(&mut self, entry: EntryId) -> Option<&mut String> {
        match entry {
            EntryId::Touchpoint(id) => self.touchpoints.get_mut(&id).map(|e| &mut e.name),
            EntryId::Persona(id) => self.personas.get_mut(&id).map(|e| &mut e.name),
            EntryId::Department(_) => None,
            EntryId::Brand(id) => self.brands.get_mut(&id).map(|e| &mut e.name),
            EntryId::Family(id) => self.families.get_mut(&id).map(|e| &mut e.name),
            EntryId::Channel(id) => self.channels.get_mut(&id).map(|e| &mut e.name),
            EntryId::Campaign(id) => self.campaigns.get_mut(&id).map(|e| &mut e.name),
            EntryId::Event(id) => self.events.get_mut(&id).map(|e| &mut e.name),
        }
    }

    pub(super) fn retired_mut(&mut self, entry: EntryId) -> Option<&mut bool> {
        match entry {
            EntryId::Touchpoint(id) => self.touchpoints.get_mut(&id).map(|e| &mut e.retired),
            EntryId::Persona(id) => self.personas.get_mut(&id).map(|e| &mut e.retired),
            EntryId::Department(id) => self.departments.get_mut(&id).map(|e| &mut e.retired),
            EntryId::Brand(id) => self.brands.get_mut(&id).map(|e| &mut e.retired),
            EntryId::Family(id) => self.families.get_mut(&id).map(|e| &mut e.retired),
            EntryId::Channel(id) => self.channels.get_mut(&id).map(|e| &mut e.retired),
            EntryId::Campaign(id) => self.campaigns.get_mut(&id).map(|e| &mut e.retired),
            EntryId::Event(id) => self.events.get_mut(&id).map(|e| &mut e.retired),
        }
    }

    pub(super) fn remove(&mut self, entry: EntryId) {
        match entry {
            EntryId::Touchpoint(id) => drop(self.touchpoints.remove(&id)),
            EntryId::Persona(id) => drop(self.personas.remove(&id)),
            EntryId::Department(id) => drop(self.departments.remove(&id)),
            EntryId::Brand(id) => drop(self.brands.remove(&id)),
            EntryId::Family(id) => drop(self.families.remove(&id)),
            EntryId::Channel(id) => drop(self.channels.remove(&id)),
            EntryId::Campaign(id) => drop(self.campaigns.remove(&id)),
            EntryId::Event(id) => drop(self.events.remove(&id)),
        }
    }
}
