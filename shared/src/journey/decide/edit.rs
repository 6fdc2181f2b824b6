//! New values for what is there.

use super::{Decider, Decision, look};
use crate::{
    catalogue::EntryId,
    id::{CardId, DepartmentId, JourneyId, LaneId, NoteEditId, PersonaId, StepId},
    image,
    journey::{CardField, Content, Emotion, JourneyChange, LaneKind, Node, ScopeField, StepField},
    log::{Limit, Rejection},
    record::is_name,
    text::{self, Misfit, TextEdit},
};

impl Decider<'_> {
    pub(super) fn set_scope(self, field: &ScopeField) -> Decision {
        let scope = &self.journey.scope;
        let (field, same) = match field {
            ScopeField::Title(title) => {
                let title = text::title(title)?;
                let same = scope.title == title;
                (ScopeField::Title(title), same)
            }
            ScopeField::Scenario(to) => {
                (ScopeField::Scenario(text::text(to)?), scope.scenario == *to)
            }
            ScopeField::Start(to) => (ScopeField::Start(text::text(to)?), scope.start == *to),
            ScopeField::End(to) => (ScopeField::End(text::text(to)?), scope.end == *to),
            ScopeField::Goal(to) => (ScopeField::Goal(text::text(to)?), scope.goal == *to),
            ScopeField::Kind(kind) => (ScopeField::Kind(*kind), scope.kind == *kind),
            ScopeField::Personas(personas) => {
                text::limited(Limit::Personas, personas.len())?;
                if !personas.is_empty() {
                    look::distinct(personas)?;
                }
                for persona in personas {
                    self.entry(EntryId::Persona(*persona))?;
                }
                (
                    ScopeField::Personas(personas.clone()),
                    scope.personas == *personas,
                )
            }
            ScopeField::Brand(brand) => {
                brand.map_or(Ok(()), |brand| self.entry(EntryId::Brand(brand)))?;
                (ScopeField::Brand(*brand), scope.brand == *brand)
            }
            ScopeField::Department(department) => {
                self.department(*department)?;
                (
                    ScopeField::Department(*department),
                    scope.department == *department,
                )
            }
            ScopeField::Tags(tags) => {
                text::limited(Limit::Tags, tags.len())?;
                let tags: Vec<String> = tags
                    .iter()
                    .map(|tag| self::tag(tag))
                    .collect::<Result<_, _>>()?;
                if !tags.is_empty() {
                    look::distinct(&tags)?;
                }
                let same = scope.tags == tags;
                (ScopeField::Tags(tags), same)
            }
            ScopeField::Review(day) => (ScopeField::Review(*day), scope.review == *day),
            ScopeField::Archived(archived) => {
                (ScopeField::Archived(*archived), scope.archived == *archived)
            }
            ScopeField::Parent(parent) => {
                self.other(*parent)?;
                (ScopeField::Parent(*parent), scope.parent == *parent)
            }
            ScopeField::Counterpart(counterpart) => {
                self.other(*counterpart)?;
                let same = scope.counterpart == *counterpart;
                (ScopeField::Counterpart(*counterpart), same)
            }
        };
        Ok(unless(same, JourneyChange::ScopeSet { field }))
    }

    pub(super) fn rename(self, node: Node, title: &str) -> Decision {
        let title = text::optional_title(title)?;
        let (now, may_be_empty) = match node {
            Node::Stage(id) => (self.stage(id)?.title.as_str(), false),
            Node::Step(id) => (self.step(id)?.title.as_str(), false),
            Node::Lane(id) => (self.lane(id)?.title.as_deref().unwrap_or_default(), true),
            Node::Card(id) => {
                let card = self.card(id)?;
                let lane = self.lane(card.cell.lane)?;
                if !title.is_empty() {
                    look::fits(lane.content, &title)?;
                }
                (card.title.as_str(), lane.kind == LaneKind::Touchpoints)
            }
            Node::Link(id) => (self.link(id)?.title.as_str(), true),
        };
        if title.is_empty() && !may_be_empty {
            return Err(Rejection::EmptyTitle);
        }
        Ok(unless(now == title, JourneyChange::Renamed { node, title }))
    }

    pub(super) fn set_lane_department(
        self,
        lane: LaneId,
        department: Option<DepartmentId>,
    ) -> Decision {
        let same = self.lane(lane)?.department == department;
        self.department(department)?;
        Ok(unless(
            same,
            JourneyChange::LaneDepartmentSet { lane, department },
        ))
    }

    pub(super) fn set_lane_content(self, lane: LaneId, content: Content) -> Decision {
        let found = self.lane(lane)?;
        if found.kind != LaneKind::Free && content != Content::Text {
            return Err(Rejection::WrongLane {
                lane: Node::Lane(lane),
            });
        }
        for cell in self.journey.cells_of_lane(lane) {
            for (_, card) in self.journey.visible_cards(cell) {
                look::fits(content, &card.title)?;
            }
        }
        let same = found.content == content;
        Ok(unless(
            same,
            JourneyChange::LaneContentSet { lane, content },
        ))
    }

    pub(super) fn set_step(self, step: StepId, field: StepField) -> Decision {
        let found = self.step(step)?;
        let same = match field {
            StepField::Journey(journey) => {
                self.other(journey)?;
                found.journey == journey
            }
        };
        Ok(unless(same, JourneyChange::StepSet { step, field }))
    }

    /// Another journey; whether it is there, only its own log knows.
    fn other(self, journey: Option<JourneyId>) -> Result<(), Rejection> {
        if journey == Some(self.journey.id) {
            return Err(Rejection::OwnJourney);
        }
        Ok(())
    }

    pub(super) fn set_card(self, id: CardId, field: &CardField) -> Decision {
        let card = self.card(id)?;
        let mut field = field.clone();
        let same = match &mut field {
            CardField::Evidence(evidence) => card.evidence == *evidence,
            CardField::Department(department) => {
                self.department(*department)?;
                card.department == *department
            }
            CardField::Touchpoint(touchpoint) => {
                self.touchpoint(*touchpoint)?;
                let lane = (card.cell.lane, self.lane(card.cell.lane)?);
                look::takes(lane, &card.title, *touchpoint)?;
                card.touchpoint == *touchpoint
            }
            CardField::Metric(metric) => {
                if metric.as_deref().is_some_and(|key| !is_name(key)) {
                    return Err(Rejection::BadMetric);
                }
                card.metric == *metric
            }
            CardField::Image(picture) => {
                *picture = picture.as_ref().map(image::picture).transpose()?;
                card.image == *picture
            }
        };
        Ok(unless(same, JourneyChange::CardSet { card: id, field }))
    }

    pub(super) fn set_note(self, card: CardId, base: u32, text: &str) -> Decision {
        let note = &self.card(card)?.note;
        let text = text::text(text)?;
        if note.revision != base {
            let (node, revision) = (Node::Card(card), note.revision);
            return Err(Rejection::StaleNote { node, revision });
        }
        Ok(unless(
            note.text == text,
            JourneyChange::NoteSet { card, text },
        ))
    }

    pub(super) fn edit_note(
        self,
        card: CardId,
        id: NoteEditId,
        base: u32,
        edit: &TextEdit,
    ) -> Decision {
        let note = &self.card(card)?.note;
        let node = Node::Card(card);
        if note.recent.iter().any(|known| known.id == id) {
            let id = id.to_string();
            return Err(Rejection::IdUsed { id });
        }
        let revision = note.revision;
        let since = note
            .since(base)
            .ok_or(Rejection::StaleNote { node, revision })?;
        let misfit = |misfit: Misfit| Rejection::EditMisfits {
            node,
            length: misfit.found,
        };
        let mut edit = edit.clone();
        for earlier in since {
            (edit, _) = edit.transformed(&earlier.edit).map_err(misfit)?;
        }
        if edit.is_nothing() {
            return edit.apply(&note.text).map(|_| Vec::new()).map_err(misfit);
        }
        text::text(&edit.apply(&note.text).map_err(misfit)?)?;
        Ok(vec![JourneyChange::NoteEdited { card, id, edit }])
    }

    pub(super) fn set_emotion(
        self,
        persona: PersonaId,
        step: StepId,
        emotion: Option<Emotion>,
    ) -> Decision {
        self.step(step)?;
        self.entry(EntryId::Persona(persona))?;
        if !self.journey.scope.personas.contains(&persona) {
            return Err(Rejection::PersonaNotInScope);
        }
        let same = self.journey.emotions.get(&(persona, step)).copied() == emotion;
        Ok(unless(
            same,
            JourneyChange::EmotionSet {
                persona,
                step,
                emotion,
            },
        ))
    }

    /// A deleted lane keeps its place, so that the line may stay below it.
    pub(super) fn set_line_of_visibility(self, below: Option<LaneId>) -> Decision {
        if let Some(lane) = below {
            self.shown(Node::Lane(lane))?;
        }
        let same = self.journey.line_of_visibility == below;
        Ok(unless(same, JourneyChange::LineOfVisibilitySet { below }))
    }
}

/// A tag as it is kept.
fn tag(tag: &str) -> Result<String, Rejection> {
    let tag = text::title(tag)?;
    text::limited(Limit::TagChars, tag.chars().count())?;
    Ok(tag)
}

fn unless(same: bool, change: JourneyChange) -> Vec<JourneyChange> {
    if same { Vec::new() } else { vec![change] }
}
