//! Copies of visible nodes with every visible thing in them, each right after its source.

use std::collections::{BTreeMap, BTreeSet};

use super::{Decider, Decision, add::fresh, look::selection};
use crate::{
    id::{CardId, CopyId, LaneId, StageId, StepId},
    journey::{Card, CardField, Cell, Content, JourneyChange, Node, Step, StepField},
    log::{Limit, Rejection},
    text,
};

impl Decider<'_> {
    /// What is in a selected node is copied with it, not once more. Lanes cross steps: a selection of
    /// both would copy the cards where they cross twice, and is refused.
    pub(super) fn duplicate(self, copy: CopyId, nodes: &[Node]) -> Decision {
        selection(nodes)?;
        for node in nodes {
            if !self.shown(*node)? {
                return Err(Rejection::Deleted { node: *node });
            }
        }
        let selected: BTreeSet<Node> = nodes.iter().copied().collect();
        let columns = selected
            .iter()
            .any(|node| matches!(node, Node::Stage(_) | Node::Step(_)));
        let rows = selected.iter().any(|node| matches!(node, Node::Lane(_)));
        if columns && rows {
            return Err(Rejection::BadSelection);
        }
        let mut copies = Copies {
            on: self,
            copy,
            changes: Vec::new(),
            added: [0; 5],
            copied: BTreeMap::new(),
        };
        for node in nodes {
            if self.inside(*node, &selected) {
                continue;
            }
            match *node {
                Node::Stage(id) => copies.stage(id)?,
                Node::Step(id) => {
                    let stage = self.step(id)?.stage;
                    copies.step(id, stage, Some(id))?;
                }
                Node::Lane(id) => copies.lane(id)?,
                Node::Card(id) => {
                    let cell = self.card(id)?.cell;
                    copies.card(id, cell, Some(id))?;
                }
                // Two things have one link of a sort.
                Node::Link(_) => return Err(Rejection::BadSelection),
            }
        }
        copies.links()?;
        copies.within_limits()?;
        Ok(copies.changes)
    }

    fn inside(self, node: Node, selected: &BTreeSet<Node>) -> bool {
        self.journey
            .parents(node)
            .into_iter()
            .any(|parent| selected.contains(&parent) || self.inside(parent, selected))
    }
}

struct Copies<'a> {
    on: Decider<'a>,
    copy: CopyId,
    changes: Vec<JourneyChange>,
    /// Stages, steps, lanes, cards and links so far.
    added: [usize; 5],
    /// By step and card, its copy.
    copied: BTreeMap<Node, Node>,
}

impl Copies<'_> {
    fn stage(&mut self, source: StageId) -> Result<(), Rejection> {
        let on = self.on;
        let stage = on.stage(source)?;
        let id = source.copied(self.copy);
        fresh(on.journey.stages.contains_key(&id), &id)?;
        let (title, after) = (stage.title.clone(), Some(source));
        self.changes
            .push(JourneyChange::StageAdded { id, title, after });
        self.added[0] += 1;
        let mut after = None;
        for (step, _) in on.journey.visible_steps(source) {
            after = Some(self.step(step, id, after)?);
        }
        Ok(())
    }

    fn step(
        &mut self,
        source: StepId,
        stage: StageId,
        after: Option<StepId>,
    ) -> Result<StepId, Rejection> {
        let on = self.on;
        let id = source.copied(self.copy);
        fresh(on.journey.steps.contains_key(&id), &id)?;
        let Step { title, journey, .. } = on.step(source)?.clone();
        self.changes.push(JourneyChange::StepAdded {
            id,
            stage,
            title,
            after,
        });
        if journey.is_some() {
            let field = StepField::Journey(journey);
            self.changes
                .push(JourneyChange::StepSet { step: id, field });
        }
        self.copied.insert(Node::Step(source), Node::Step(id));
        self.added[1] += 1;
        for cell in on.journey.cells_of_step(source) {
            self.cards_of(
                cell,
                Cell {
                    step: id,
                    lane: cell.lane,
                },
            )?;
        }
        for persona in on.journey.scope.personas.iter().copied() {
            if let Some(emotion) = on.journey.emotions.get(&(persona, source)).copied() {
                let emotion = Some(emotion);
                self.changes.push(JourneyChange::EmotionSet {
                    persona,
                    step: id,
                    emotion,
                });
            }
        }
        Ok(id)
    }

    fn lane(&mut self, source: LaneId) -> Result<(), Rejection> {
        let on = self.on;
        let lane = on.lane(source)?;
        if lane.kind.is_single() {
            return Err(Rejection::LaneExists);
        }
        let id = source.copied(self.copy);
        fresh(on.journey.lanes.contains_key(&id), &id)?;
        self.changes.push(JourneyChange::LaneAdded {
            id,
            kind: lane.kind,
            title: lane.title.clone(),
            department: lane.department,
            after: Some(source),
        });
        if lane.content != Content::default() {
            let (lane, content) = (id, lane.content);
            self.changes
                .push(JourneyChange::LaneContentSet { lane, content });
        }
        self.added[2] += 1;
        for cell in on.journey.cells_of_lane(source) {
            self.cards_of(
                cell,
                Cell {
                    step: cell.step,
                    lane: id,
                },
            )?;
        }
        Ok(())
    }

    fn cards_of(&mut self, from: Cell, to: Cell) -> Result<(), Rejection> {
        let mut after = None;
        for (card, _) in self.on.journey.visible_cards(from) {
            after = Some(self.card(card, to, after)?);
        }
        Ok(())
    }

    fn card(
        &mut self,
        source: CardId,
        cell: Cell,
        after: Option<CardId>,
    ) -> Result<CardId, Rejection> {
        let id = source.copied(self.copy);
        fresh(self.on.journey.cards.contains_key(&id), &id)?;
        let Card {
            title,
            note,
            evidence,
            touchpoint,
            department,
            metric,
            image,
            ..
        } = self.on.card(source)?.clone();
        self.changes.push(JourneyChange::CardAdded {
            id,
            cell,
            after,
            title,
            evidence,
            touchpoint,
            department,
        });
        self.copied.insert(Node::Card(source), Node::Card(id));
        self.added[3] += 1;
        if metric.is_some() {
            let field = CardField::Metric(metric);
            self.changes
                .push(JourneyChange::CardSet { card: id, field });
        }
        if image.is_some() {
            let field = CardField::Image(image);
            self.changes
                .push(JourneyChange::CardSet { card: id, field });
        }
        if !note.text.is_empty() {
            self.changes.push(JourneyChange::NoteSet {
                card: id,
                text: note.text,
            });
        }
        Ok(id)
    }

    /// The links between things that were both copied.
    fn links(&mut self) -> Result<(), Rejection> {
        for (source, link) in self.on.journey.visible_links() {
            let ends = (self.copied.get(&link.from), self.copied.get(&link.to));
            let (Some(from), Some(to)) = ends else {
                continue;
            };
            let id = source.copied(self.copy);
            fresh(self.on.journey.links.contains_key(&id), &id)?;
            self.changes.push(JourneyChange::LinkAdded {
                id,
                kind: link.kind,
                from: *from,
                to: *to,
                title: link.title.clone(),
            });
            self.added[4] += 1;
        }
        Ok(())
    }

    fn within_limits(&self) -> Result<(), Rejection> {
        let journey = self.on.journey;
        let [stages, steps, lanes, cards, links] = self.added;
        text::limited(Limit::Stages, journey.stages.len() + stages)?;
        text::limited(Limit::Steps, journey.steps.len() + steps)?;
        text::limited(Limit::Lanes, journey.lanes.len() + lanes)?;
        text::limited(Limit::Cards, journey.cards.len() + cards)?;
        text::limited(Limit::Links, journey.links.len() + links)
    }
}
