//! The scope, the emotions, the line of visibility, and what is hidden at the end.

use std::collections::BTreeSet;

use super::{About, ItemKind, Planner, Refusal, link::item};
use crate::{
    catalogue::EntryId,
    exchange::JourneyDocument,
    id::{LaneId, PersonaId},
    journey::{JourneyIntent, Node, Scope, ScopeField},
    log::{Missing, Rejection},
};

impl Planner<'_> {
    pub(super) fn scope(&mut self, scope: &Scope) {
        let Scope {
            title,
            scenario,
            start,
            end,
            goal,
            kind,
            personas,
            brand,
            department,
            tags,
            review,
            archived,
            parent,
            counterpart,
        } = scope.clone();
        // A journey without a title cannot be wished for; a document without one leaves the title as it is.
        let title = Some(title).filter(|title| !title.is_empty());
        let personas = self.known(personas);
        let fields = title.map(ScopeField::Title).into_iter().chain([
            ScopeField::Scenario(scenario),
            ScopeField::Start(start),
            ScopeField::End(end),
            ScopeField::Goal(goal),
            ScopeField::Kind(kind),
            ScopeField::Personas(personas),
            ScopeField::Brand(brand),
            ScopeField::Department(department),
            ScopeField::Tags(tags),
            ScopeField::Review(review),
            ScopeField::Archived(archived),
            ScopeField::Parent(parent),
            ScopeField::Counterpart(counterpart),
        ]);
        for field in fields {
            let text = match &field {
                ScopeField::Title(text)
                | ScopeField::Scenario(text)
                | ScopeField::Start(text)
                | ScopeField::End(text)
                | ScopeField::Goal(text) => text.clone(),
                _ => String::new(),
            };
            let about = self.of_journey(ItemKind::Scope, &text);
            self.wish(about, JourneyIntent::SetScope { field });
            self.list(about, false);
        }
    }

    /// Those personas that there are. One that is in neither the document nor the catalogue is refused.
    fn known(&mut self, personas: Vec<PersonaId>) -> Vec<PersonaId> {
        let (known, missing): (Vec<_>, Vec<_>) = personas
            .into_iter()
            .partition(|id| self.board.catalogue.personas.contains_key(id));
        for id in missing {
            if !self.gone.contains(&(ItemKind::Persona, id.uuid())) {
                let about = About {
                    kind: ItemKind::Persona,
                    id: id.uuid(),
                    text: "",
                };
                let what = Missing::Entry(EntryId::Persona(id));
                self.refuse(about, Refusal::Rejected(Rejection::Missing { what }));
            }
        }
        known
    }

    fn of_journey<'t>(&self, kind: ItemKind, text: &'t str) -> About<'t> {
        let id = self.board.journey.id.uuid();
        About { kind, id, text }
    }

    pub(super) fn emotions(&mut self, document: &JourneyDocument) {
        let scope = self.board.journey.scope.personas.clone();
        for emotion in &document.emotions {
            let (persona, step) = (emotion.persona, emotion.step);
            let known = self.board.journey.emotions.get(&(persona, step)).copied();
            if known == Some(emotion.emotion) {
                continue;
            }
            let name = self.board.catalogue.personas.get(&persona);
            let text = name.map_or_else(String::new, |persona| persona.name.clone());
            let about = About {
                kind: ItemKind::Emotion,
                id: uuid::Uuid::new_v5(&persona.uuid(), step.uuid().as_bytes()),
                text: &text,
            };
            let needs = [
                (ItemKind::Persona, persona.uuid()),
                (ItemKind::Step, step.uuid()),
            ];
            if needs.iter().any(|needed| self.gone.contains(needed)) {
                self.refuse(about, Refusal::Without);
                continue;
            }
            let in_scope = &self.board.journey.scope.personas;
            if !in_scope.contains(&persona) {
                if document.scope.personas.contains(&persona) {
                    // The scope did not take it.
                    self.refuse(about, Refusal::Without);
                    continue;
                }
                // Points of a persona that left the scope stay, but are only placed while it is in it.
                self.in_scope(vec![persona]);
            }
            let intent = JourneyIntent::SetEmotion {
                persona,
                step,
                emotion: Some(emotion.emotion),
            };
            self.wish(about, intent);
            self.list(about, known.is_none());
        }
        if self.board.journey.scope.personas != scope {
            self.in_scope(scope);
        }
    }

    /// Changes who is in the scope for a moment. A persona that is not in the catalogue stays out, and its emotion is refused.
    fn in_scope(&mut self, personas: Vec<PersonaId>) {
        let field = ScopeField::Personas(personas);
        let _ = self.try_wish(JourneyIntent::SetScope { field }.into());
    }

    pub(super) fn line_of_visibility(&mut self, below: Option<LaneId>) {
        let about = self.of_journey(ItemKind::LineOfVisibility, "");
        if below.is_some_and(|lane| self.gone.contains(&(ItemKind::Lane, lane.uuid()))) {
            self.refuse(about, Refusal::Without);
            return;
        }
        let known = self.board.journey.line_of_visibility.is_some();
        self.wish(about, JourneyIntent::SetLineOfVisibility { below });
        self.list(about, !known);
    }

    /// Hides what the document says is hidden, at last, because nothing can be put into what is.
    pub(super) fn hide(&mut self, document: &JourneyDocument) {
        let stages = document.stages.iter();
        let stages = stages
            .filter(|stage| stage.hidden)
            .map(|s| Node::Stage(s.id));
        let steps = document.stages.iter().flat_map(|stage| &stage.steps);
        let steps = steps.filter(|step| step.hidden).map(|s| Node::Step(s.id));
        let lanes = document.lanes.iter();
        let lanes = lanes.filter(|lane| lane.hidden).map(|l| Node::Lane(l.id));
        let cards = document.cards.iter();
        let cards = cards.filter(|card| card.hidden).map(|c| Node::Card(c.id));
        let links = document.links.iter();
        let links = links.filter(|link| link.hidden).map(|l| Node::Link(l.id));
        let nodes = stages.chain(steps).chain(lanes).chain(cards).chain(links);
        let hidden: Vec<Node> = nodes.collect();
        for node in &hidden {
            self.mark_hidden(*node);
        }
        let visible: BTreeSet<Node> = hidden
            .into_iter()
            .filter(|node| self.board.journey.is_visible(*node) == Some(true))
            .collect();
        let visible: Vec<Node> = visible.into_iter().collect();
        for delete in JourneyIntent::delete(&visible) {
            let about = self.of_journey(ItemKind::Card, "");
            self.wish(about, delete);
            self.touched = false;
        }
    }

    /// Lists what is visible and will be hidden as something that changes.
    fn mark_hidden(&mut self, node: Node) {
        if self.board.journey.is_visible(node) != Some(true) {
            return;
        }
        let (kind, id) = item(node);
        let text = self
            .board
            .journey
            .title(node)
            .unwrap_or_default()
            .to_owned();
        self.touched = true;
        self.list(
            About {
                kind,
                id,
                text: &text,
            },
            false,
        );
    }
}
