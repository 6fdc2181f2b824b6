//! Stages with their steps, and what is done to any node that is there already.

use std::collections::BTreeSet;

use super::{
    About, ItemKind, Planner, Refusal,
    order::{anchor, differs},
};
use crate::{
    exchange::{DocumentStage, JourneyDocument},
    id::{StageId, StepId},
    journey::{JourneyIntent, Node, StepField},
};

impl Planner<'_> {
    pub(super) fn stages(&mut self, document: &JourneyDocument) {
        let ids: Vec<StageId> = document.stages.iter().map(|stage| stage.id).collect();
        let mut after = anchor(&self.board.journey.stage_order, &ids);
        for stage in &document.stages {
            let about = About {
                kind: ItemKind::Stage,
                id: stage.id.uuid(),
                text: &stage.title,
            };
            if !self.first(about) {
                continue;
            }
            let new = !self.board.journey.stages.contains_key(&stage.id);
            if new {
                let add = JourneyIntent::AddStage {
                    id: stage.id,
                    title: stage.title.clone(),
                    after,
                };
                if !self.wish(about, add) {
                    self.lose(about);
                    continue;
                }
            } else {
                self.node(about, Node::Stage(stage.id), &stage.title, stage.hidden);
            }
            after = Some(stage.id);
            self.list(about, new);
        }
        if differs(&self.board.journey.stage_order, &ids) {
            let mut after = None;
            let mut unique = BTreeSet::new();
            for stage in document.stages.iter().filter(|s| unique.insert(s.id)) {
                if !self.board.journey.stages.contains_key(&stage.id) {
                    continue;
                }
                let about = About {
                    kind: ItemKind::Stage,
                    id: stage.id.uuid(),
                    text: &stage.title,
                };
                let intent = JourneyIntent::MoveStage {
                    stage: stage.id,
                    after,
                };
                self.moved(about, Node::Stage(stage.id), intent);
                after = Some(stage.id);
            }
        }
        for stage in &document.stages {
            self.steps(stage);
        }
    }

    fn steps(&mut self, stage: &DocumentStage) {
        let ids: Vec<StepId> = stage.steps.iter().map(|step| step.id).collect();
        let order = |planner: &Self| {
            let stage = planner.board.journey.stages.get(&stage.id);
            stage.map_or_else(Vec::new, |stage| stage.step_order.clone())
        };
        let mut after = anchor(&order(self), &ids);
        for step in &stage.steps {
            let about = About {
                kind: ItemKind::Step,
                id: step.id.uuid(),
                text: &step.title,
            };
            if !self.first(about) {
                continue;
            }
            if self.gone.contains(&(ItemKind::Stage, stage.id.uuid())) {
                self.refuse(about, Refusal::Without);
                self.lose(about);
                continue;
            }
            let now = self
                .board
                .journey
                .steps
                .get(&step.id)
                .map(|step| step.stage);
            if now.is_none() {
                let add = JourneyIntent::AddStep {
                    id: step.id,
                    stage: stage.id,
                    title: step.title.clone(),
                    after,
                };
                if !self.wish(about, add) {
                    self.lose(about);
                    continue;
                }
            } else {
                self.node(about, Node::Step(step.id), &step.title, step.hidden);
                if now != Some(stage.id) {
                    let intent = JourneyIntent::MoveStep {
                        step: step.id,
                        stage: stage.id,
                        after,
                    };
                    self.moved(about, Node::Step(step.id), intent);
                }
            }
            if order(self).contains(&step.id) {
                after = Some(step.id);
            }
            if self.board.journey.is_visible(Node::Step(step.id)) == Some(true) {
                let field = StepField::Journey(step.journey);
                let step = step.id;
                self.wish(about, JourneyIntent::SetStep { step, field });
            }
            self.list(about, now.is_none());
        }
        if differs(&order(self), &ids) {
            let mut after = None;
            let mut unique = BTreeSet::new();
            for step in stage.steps.iter().filter(|step| unique.insert(step.id)) {
                if !order(self).contains(&step.id) {
                    continue;
                }
                let about = About {
                    kind: ItemKind::Step,
                    id: step.id.uuid(),
                    text: &step.title,
                };
                let intent = JourneyIntent::MoveStep {
                    step: step.id,
                    stage: stage.id,
                    after,
                };
                self.moved(about, Node::Step(step.id), intent);
                after = Some(step.id);
            }
        }
    }

    /// Shows and renames what is there. What stays hidden stays as it is.
    pub(super) fn node(&mut self, about: About<'_>, node: Node, title: &str, hidden: bool) {
        if self.board.journey.is_visible(node) == Some(false) {
            if hidden {
                return;
            }
            let nodes = vec![node];
            if !self.wish(about, JourneyIntent::Restore { nodes }) {
                return;
            }
        }
        if self.board.journey.title(node) != Some(title) {
            let title = title.to_owned();
            self.wish(about, JourneyIntent::Rename { node, title });
        }
    }

    /// Moves what is visible; what is hidden keeps its place.
    pub(super) fn moved(&mut self, about: About<'_>, node: Node, intent: JourneyIntent) {
        if self.board.journey.is_visible(node) == Some(true) {
            self.wish(about, intent);
            self.list(about, false);
        }
    }
}
