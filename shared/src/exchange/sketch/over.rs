//! What of a sketch is on the board already, and ids for what is not.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use uuid::Uuid;

use super::{Lines, Named, SketchCard};
use crate::{
    catalogue::{Catalogue, Channel, Persona, Touchpoint},
    exchange::{DocumentCard, Excerpt, ItemKind, grid::name},
    id::{CardId, ChannelId, LaneId, PersonaId, StageId, StepId, TouchpointId},
    journey::{Card, Cell, Evidence, Journey, LaneKind},
    log::Board,
};

/// Under which entries of catalogues get their ids, by kind and name (UUIDv5).
const ENTRIES: Uuid = Uuid::from_u128(0x6f0b_51c4_5d1e_5c66_9b44_2f6d_0f6a_7f21);

/// The id of the persona of a name; of several of one name, one by one.
pub(super) fn derived_persona(name: &str, times: u32) -> PersonaId {
    let times = times.to_string();
    PersonaId::new(derived(&ENTRIES, &["persona", name, &times]))
}

/// An id from what something is and where it stands.
fn derived(space: &Uuid, path: &[&str]) -> Uuid {
    Uuid::new_v5(space, path.join("\u{0}").as_bytes())
}

/// The board that a sketch is laid over, and what of it was recognised.
pub(super) struct Over<'a> {
    pub(super) journey: &'a Journey,
    catalogue: &'a Catalogue,
    claimed: BTreeSet<(ItemKind, Uuid)>,
    /// How often each path came, so that the second of the same title is not the first.
    times: BTreeMap<String, u32>,
    /// The visible cards of a cell by what they say, those that were not taken yet; a cell may have 20,000.
    cells: BTreeMap<Cell, BTreeMap<&'a str, VecDeque<CardId>>>,
    pub(super) lines: Lines,
}

impl<'a> Over<'a> {
    pub(super) fn new(board: &'a Board) -> Self {
        Self {
            journey: &board.journey,
            catalogue: &board.catalogue,
            claimed: BTreeSet::new(),
            times: BTreeMap::new(),
            cells: BTreeMap::new(),
            lines: Lines::new(),
        }
    }

    /// The id that this place of this file always has.
    fn place(&mut self, kind: &str, within: &str, key: Option<&str>, title: &str) -> Uuid {
        let space = self.journey.id.uuid();
        if let Some(key) = key {
            return derived(&space, &[kind, "key", key]);
        }
        let path = [kind, within, title].join("\u{0}");
        let times = self.times.entry(path.clone()).or_default();
        *times += 1;
        derived(&space, &[&path, &times.to_string()])
    }

    /// The id to take: the derived one where it is known, else the first that matches, else the derived one, anew.
    fn claim(
        &mut self,
        kind: ItemKind,
        place: Uuid,
        known: bool,
        mut matching: impl Iterator<Item = Uuid>,
    ) -> Uuid {
        let id = if known && !self.claimed.contains(&(kind, place)) {
            place
        } else {
            let free = matching.find(|id| !self.claimed.contains(&(kind, *id)));
            free.unwrap_or_else(|| self.fresh(kind, place))
        };
        self.claimed.insert((kind, id));
        id
    }

    /// The id of a place whose own id went to something else: what was there got another title since.
    fn fresh(&self, kind: ItemKind, place: Uuid) -> Uuid {
        let mut id = place;
        while self.claimed.contains(&(kind, id)) {
            id = derived(&id, &["again"]);
        }
        id
    }

    pub(super) fn stage(&mut self, stage: &Named) -> StageId {
        let place = self.place("stage", "", stage.key.as_deref(), &stage.title);
        let journey = self.journey;
        let known = journey.stages.contains_key(&StageId::new(place));
        let matching = journey.visible_stages();
        let matching = matching.filter(|(_, other)| other.title == stage.title);
        let id = self.claim(
            ItemKind::Stage,
            place,
            known,
            matching.map(|(id, _)| id.uuid()),
        );
        self.lines.insert(id, stage.line);
        StageId::new(id)
    }

    pub(super) fn step(&mut self, stage: StageId, step: &Named) -> StepId {
        let within = stage.to_string();
        let place = self.place("step", &within, step.key.as_deref(), &step.title);
        let journey = self.journey;
        let known = journey.steps.contains_key(&StepId::new(place));
        let matching = journey.visible_steps(stage);
        let matching = matching.filter(|(_, other)| other.title == step.title);
        let id = self.claim(
            ItemKind::Step,
            place,
            known,
            matching.map(|(id, _)| id.uuid()),
        );
        self.lines.insert(id, step.line);
        StepId::new(id)
    }

    pub(super) fn lane(
        &mut self,
        kind: LaneKind,
        title: Option<&str>,
        key: Option<&str>,
    ) -> LaneId {
        let place = self.place("lane", name(kind), key, title.unwrap_or_default());
        let journey = self.journey;
        let known = journey.lanes.contains_key(&LaneId::new(place));
        let of_kind = || {
            journey
                .visible_lanes()
                .filter(|(_, lane)| lane.kind == kind)
        };
        let titled = of_kind().filter(|(_, lane)| lane.title.as_deref() == title);
        // A lane that the file does not name may have a title of its own on the board.
        let any = of_kind().filter(|_| title.is_none() || kind.is_single());
        let matching = titled.chain(any).map(|(id, _)| id.uuid());
        LaneId::new(self.claim(ItemKind::Lane, place, known, matching))
    }

    /// The first visible card of a cell that says so and was not taken yet.
    fn saying(&mut self, cell: Cell, title: &str) -> Option<Uuid> {
        let (journey, catalogue) = (self.journey, self.catalogue);
        let texts = self.cells.entry(cell).or_insert_with(|| {
            let mut texts: BTreeMap<&str, VecDeque<CardId>> = BTreeMap::new();
            for (id, card) in journey.visible_cards(cell) {
                let text = card.shown_title(catalogue);
                texts.entry(text).or_default().push_back(id);
            }
            // Behind those that say it: those whose touchpoint is called so and that say something else.
            for (id, card) in journey.visible_cards(cell) {
                if let Some(name) = placed(card, catalogue) {
                    texts.entry(name).or_default().push_back(id);
                }
            }
            texts
        });
        let of_text = texts.get_mut(title)?;
        while let Some(id) = of_text.pop_front() {
            if !self.claimed.contains(&(ItemKind::Card, id.uuid())) {
                return Some(id.uuid());
            }
        }
        None
    }

    pub(super) fn card(
        &mut self,
        card: &SketchCard,
        cell: Cell,
        kind: LaneKind,
        excerpt: &mut Excerpt,
    ) -> DocumentCard {
        let (title, key) = (card.named.title.as_str(), card.named.key.as_deref());
        let within = format!("{}/{}", cell.step, cell.lane);
        let place = self.place("card", &within, key, title);
        let (journey, catalogue) = (self.journey, self.catalogue);
        let known = journey.cards.contains_key(&CardId::new(place));
        let taken = self.claimed.contains(&(ItemKind::Card, place));
        let same = if known && !taken {
            None
        } else {
            self.saying(cell, title)
        };
        let id = CardId::new(self.claim(ItemKind::Card, place, known, same.into_iter()));
        self.lines.insert(id.uuid(), card.named.line);
        let now = journey.cards.get(&id);
        let note = now.map(|now| now.note.text.clone()).unwrap_or_default();
        let mut laid = DocumentCard {
            id,
            step: cell.step,
            lane: cell.lane,
            title: title.to_owned(),
            note: card.note.clone().unwrap_or(note),
            evidence: now.map_or(Evidence::Assumption, |now| now.evidence),
            touchpoint: now.and_then(|now| now.touchpoint),
            department: now.and_then(|now| now.department),
            hidden: false,
            metric: now.and_then(|now| now.metric.clone()),
            image: now.and_then(|now| now.image.clone()),
        };
        if kind == LaneKind::Touchpoints {
            let same = |now: &Card| {
                now.shown_title(catalogue) == title || placed(now, catalogue) == Some(title)
            };
            if now.is_some_and(same) {
                laid.title = now.map(|now| now.title.clone()).unwrap_or_default();
            } else {
                let (touchpoint, mut entry) = self.touchpoint(title);
                if let (None, Some(name)) = (entry.channel, &card.channel) {
                    let (channel, known) = self.channel(name);
                    excerpt.channels.insert(channel, known);
                    entry.channel = Some(channel);
                }
                self.lines.insert(touchpoint.uuid(), card.named.line);
                excerpt.touchpoints.insert(touchpoint, entry);
                laid.title = String::new();
                laid.touchpoint = Some(touchpoint);
            }
        }
        laid
    }

    /// The touchpoint of a name, or a new one.
    fn touchpoint(&self, name: &str) -> (TouchpointId, Touchpoint) {
        let all = &self.catalogue.touchpoints;
        let id = TouchpointId::new(derived(&ENTRIES, &["touchpoint", name]));
        let mut named = all.iter().filter(|(_, entry)| same(&entry.name, name));
        let named = named.find(|(_, entry)| !entry.retired);
        let known = named.or_else(|| all.get_key_value(&id));
        known.map_or_else(
            || {
                let new = Touchpoint {
                    name: name.to_owned(),
                    key: None,
                    channel: None,
                    department: None,
                    moment_of_truth: false,
                    retired: false,
                };
                (id, new)
            },
            |(id, entry)| (*id, entry.clone()),
        )
    }

    /// The channel of a name, or a new one.
    fn channel(&self, name: &str) -> (ChannelId, Channel) {
        let all = &self.catalogue.channels;
        let id = ChannelId::new(derived(&ENTRIES, &["channel", name]));
        let mut named = all.iter().filter(|(_, entry)| same(&entry.name, name));
        let named = named.find(|(_, entry)| !entry.retired);
        let known = named.or_else(|| all.get_key_value(&id));
        let new = || Channel {
            name: name.to_owned(),
            retired: false,
        };
        known.map_or_else(|| (id, new()), |(id, entry)| (*id, entry.clone()))
    }

    /// The persona of a name, one of the journey's first, or a new one. Of several of one name each is taken once.
    pub(super) fn persona(&mut self, name: &str) -> (PersonaId, Persona) {
        let all = &self.catalogue.personas;
        let in_scope = self.journey.scope.personas.iter();
        let in_scope = in_scope.filter_map(|id| all.get_key_value(id));
        let offered = all.iter().filter(|(_, entry)| !entry.retired);
        let named = in_scope.chain(offered).find(|(id, entry)| {
            same(&entry.name, name) && !self.claimed.contains(&(ItemKind::Persona, id.uuid()))
        });
        let free = (1..)
            .map(|times| derived_persona(name, times))
            .find(|id| !self.claimed.contains(&(ItemKind::Persona, id.uuid())));
        let known = named.or_else(|| all.get_key_value(&free?));
        let new = || Persona {
            name: name.to_owned(),
            ..Persona::default()
        };
        let (id, entry) = match (known, free) {
            (Some((id, entry)), _) => (*id, entry.clone()),
            (None, free) => (free.unwrap_or(derived_persona(name, 1)), new()),
        };
        self.claimed.insert((ItemKind::Persona, id.uuid()));
        (id, entry)
    }
}

/// What the touchpoint of a card is called.
fn placed<'a>(card: &Card, catalogue: &'a Catalogue) -> Option<&'a str> {
    let touchpoint = catalogue.touchpoints.get(&card.touchpoint?)?;
    Some(touchpoint.name.as_str())
}

/// Whether two names mean the same entry.
fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
