//! Laying a sketch over a board: the document that it is there.

use uuid::Uuid;

use super::{
    Lines, Sketch,
    over::{Over, derived_persona},
};
use crate::{
    exchange::{
        DOCUMENT_VERSION, DocumentCard, DocumentEmotion, DocumentLane, DocumentStage, DocumentStep,
        Excerpt, JourneyDocument, JourneyDocumentType,
    },
    id::{LaneId, PersonaId, StageId, StepId},
    journey::{Cell, LaneKind},
    log::Board,
};

impl Sketch {
    /// The document that this sketch is, on this board, and the lines on which its things stand.
    pub(in crate::exchange) fn laid_over(&self, board: &Board) -> (JourneyDocument, Lines) {
        let mut over = Over::new(board);
        let stage_ids: Vec<StageId> = self.stages.iter().map(|stage| over.stage(stage)).collect();
        let mut stages: Vec<DocumentStage> = self
            .stages
            .iter()
            .zip(&stage_ids)
            .map(|(stage, id)| DocumentStage {
                id: *id,
                title: stage.title.clone(),
                hidden: false,
                steps: Vec::new(),
            })
            .collect();
        let mut step_ids = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let Some(stage) = stages.get_mut(step.stage) else {
                continue;
            };
            let id = over.step(stage.id, &step.named);
            step_ids.push(id);
            stage.steps.push(DocumentStep {
                id,
                title: step.named.title.clone(),
                hidden: false,
                journey: over.journey.steps.get(&id).and_then(|step| step.journey),
            });
        }
        let lanes = self.lanes(&mut over);
        let mut excerpt = Excerpt::default();
        let cards = self.cards(&mut over, &step_ids, &lanes, &mut excerpt);
        let (persona_ids, emotions) = self.feelings(&mut over, &step_ids, &mut excerpt);
        let mut scope = board.journey.scope.clone();
        if let Some(title) = &self.title {
            scope.title.clone_from(title);
        }
        for id in persona_ids {
            if !scope.personas.contains(&id) {
                scope.personas.push(id);
            }
        }
        let document = JourneyDocument {
            r#type: JourneyDocumentType::Journey,
            version: DOCUMENT_VERSION,
            id: board.journey.id,
            scope,
            stages,
            line_of_visibility: match board.journey.lanes.is_empty() {
                true => line(&lanes),
                false => board.journey.line_of_visibility,
            },
            lanes,
            cards,
            emotions,
            // What a file does not know stays.
            links: Vec::new(),
            catalogue: excerpt,
        };
        (document, over.lines)
    }

    fn lanes(&self, over: &mut Over<'_>) -> Vec<DocumentLane> {
        let mut lanes = Vec::with_capacity(self.lanes.len());
        for lane in &self.lanes {
            let id = over.lane(lane.kind, lane.title.as_deref(), lane.key.as_deref());
            over.lines.insert(id.uuid(), lane.line);
            let known = over.journey.lanes.get(&id);
            let title = lane.title.clone();
            lanes.push(DocumentLane {
                id,
                kind: lane.kind,
                title: title.or_else(|| known.and_then(|known| known.title.clone())),
                department: known.and_then(|known| known.department),
                hidden: false,
                content: known.map(|known| known.content).unwrap_or_default(),
            });
        }
        lanes
    }

    fn cards(
        &self,
        over: &mut Over<'_>,
        steps: &[StepId],
        lanes: &[DocumentLane],
        excerpt: &mut Excerpt,
    ) -> Vec<DocumentCard> {
        let mut cards = Vec::with_capacity(self.cards.len());
        for card in &self.cards {
            let (Some(step), Some(lane)) = (steps.get(card.step), lanes.get(card.lane)) else {
                continue;
            };
            let cell = Cell {
                step: *step,
                lane: lane.id,
            };
            cards.push(over.card(card, cell, lane.kind, excerpt));
        }
        cards
    }

    fn feelings(
        &self,
        over: &mut Over<'_>,
        steps: &[StepId],
        excerpt: &mut Excerpt,
    ) -> (Vec<PersonaId>, Vec<DocumentEmotion>) {
        let mut personas = Vec::with_capacity(self.personas.len());
        for persona in &self.personas {
            let (id, mut entry) = over.persona(&persona.name);
            let own = id == derived_persona(&persona.name, 1);
            if let (Some(summary), true) = (&persona.summary, own) {
                entry.summary.clone_from(summary);
            }
            over.lines.insert(id.uuid(), persona.line);
            excerpt.personas.insert(id, entry);
            personas.push(id);
        }
        let mut emotions = Vec::with_capacity(self.emotions.len());
        for felt in &self.emotions {
            let (Some(persona), Some(step)) = (personas.get(felt.persona), steps.get(felt.step))
            else {
                continue;
            };
            let (persona, step) = (*persona, *step);
            let id = Uuid::new_v5(&persona.uuid(), step.uuid().as_bytes());
            over.lines.insert(id, felt.line);
            emotions.push(DocumentEmotion {
                persona,
                step,
                emotion: felt.emotion,
            });
        }
        (personas, emotions)
    }
}

/// Below the last lane before the first of the backstage; none where no lane or all of them are.
fn line(lanes: &[DocumentLane]) -> Option<LaneId> {
    let first = lanes
        .iter()
        .position(|lane| lane.kind == LaneKind::Backstage)?;
    lanes.get(first.checked_sub(1)?).map(|lane| lane.id)
}
