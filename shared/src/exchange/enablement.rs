//! The YAML of Enablement Map Studio: a customer journey (`kind: cjm`) and the service blueprint below it (`kind: sbp`).
//!
//! Written after its schemas (`packages/dsl/src/schemas/cjm.json` and `sbp.json`). Its phases are stages and its actions steps, with
//! touchpoints, thoughts and an emotion from −2 to 2; its teams are lanes backstage, whose tasks stand at the action they come from,
//! or that they are connected to. Arrows, outcomes and what follows from them have no place here.

use std::collections::{BTreeMap, VecDeque};

use super::{
    Format,
    problem::{LeftOut, ReadError, ReadProblem},
    sketch::{Named, Sketch, SketchCard, SketchEmotion, SketchLane},
    tree::Node,
    yaml,
};
use crate::journey::{Emotion, LaneKind};

pub(super) fn read(text: &str) -> Result<Sketch, ReadError> {
    let documents = yaml::documents(text)?;
    let of_kind = |kind: &'static str| {
        let documents = documents.iter();
        documents.filter(move |document| document.text_of("kind") == Some(kind))
    };
    let mut journeys = of_kind("cjm");
    let Some(journey) = journeys.next() else {
        let format = Format::EnablementMap;
        return Err(ReadProblem::OtherFormat { format }.whole());
    };
    let mut reader = Reader::default();
    reader.journey(journey)?;
    for blueprint in of_kind("sbp") {
        reader.blueprint(blueprint)?;
    }
    let sketch = &mut reader.sketch;
    for other in journeys {
        let name = other.text_of("id").unwrap_or_default();
        sketch.omit(other.line, name, LeftOut::AnotherJourney);
    }
    for document in &documents {
        let kind = document.text_of("kind").unwrap_or_default();
        if !matches!(kind, "cjm" | "sbp") {
            sketch.omit(document.line, kind, LeftOut::NoPlace);
        }
    }
    reader.sketch.finish()
}

#[derive(Default)]
struct Reader<'d> {
    sketch: Sketch,
    /// The steps by the id of their action.
    steps: BTreeMap<&'d str, usize>,
}

impl<'d> Reader<'d> {
    fn journey(&mut self, journey: &'d Node) -> Result<(), ReadError> {
        self.sketch.identity = journey.text_of("id").map(str::to_owned);
        let mut phases = BTreeMap::new();
        for phase in journey.items_of("phases") {
            let (Some(id), Some(name)) = (phase.text_of("id"), phase.text_of("name")) else {
                self.incomplete(phase, &["id", "name"]);
                continue;
            };
            let stage = self.sketch.stage(Named::keyed(id, name, phase.line))?;
            phases.insert(id, stage);
        }
        let persona = match journey.get("persona") {
            Some(persona) => self.persona(persona)?,
            None => None,
        };
        for action in journey.items_of("actions") {
            let (Some(id), Some(name)) = (action.text_of("id"), action.text_of("name")) else {
                self.incomplete(action, &["id", "name"]);
                continue;
            };
            let phase = action.text_of("phase").and_then(|phase| phases.get(phase));
            let Some(stage) = phase else {
                self.sketch.omit(action.line, name, LeftOut::NoStep);
                continue;
            };
            let step = self
                .sketch
                .step(*stage, Named::keyed(id, name, action.line))?;
            self.steps.insert(id, step);
            self.said(action, "touchpoints", LaneKind::Touchpoints, step)?;
            self.said(action, "thoughts_feelings", LaneKind::Thinking, step)?;
            self.emotion(action, persona, step)?;
        }
        Ok(())
    }

    fn persona(&mut self, persona: &Node) -> Result<Option<usize>, ReadError> {
        let Some(name) = persona.text_of("name") else {
            self.incomplete(persona, &["name"]);
            return Ok(None);
        };
        let at = self.sketch.persona(name, persona.line)?;
        if let Some(persona_here) = self.sketch.personas.get_mut(at) {
            persona_here.summary = persona.text_of("description").map(str::to_owned);
        }
        Ok(Some(at))
    }

    /// The cards of a list of texts.
    fn said(
        &mut self,
        action: &Node,
        field: &str,
        kind: LaneKind,
        step: usize,
    ) -> Result<(), ReadError> {
        for item in action.items_of(field) {
            let Some(text) = item.text().map(str::trim).filter(|text| !text.is_empty()) else {
                self.sketch.omit(item.line, field, LeftOut::NotUnderstood);
                continue;
            };
            let lane = self.sketch.lane_of(kind, item.line)?;
            self.sketch.card(SketchCard {
                named: Named::new(text, item.line),
                note: None,
                channel: None,
                step,
                lane,
            })?;
        }
        Ok(())
    }

    fn emotion(
        &mut self,
        action: &Node,
        persona: Option<usize>,
        step: usize,
    ) -> Result<(), ReadError> {
        let Some(node) = action.get("emotion_score") else {
            return Ok(());
        };
        let (line, text) = (node.line, node.text().unwrap_or_default());
        let Some(score) = text.trim().parse::<f64>().ok().filter(|s| s.is_finite()) else {
            self.sketch.omit(line, text, LeftOut::NotANumber);
            return Ok(());
        };
        if score.abs() > 2.0 {
            let (min, max) = (-2, 2);
            self.sketch
                .omit(line, text, LeftOut::OffTheScale { min, max });
            return Ok(());
        }
        let Some(persona) = persona else {
            self.sketch.omit(line, text, LeftOut::Nobodys);
            return Ok(());
        };
        self.sketch.lane_of(LaneKind::Emotion, line)?;
        self.sketch.emotions.push(SketchEmotion {
            persona,
            step,
            emotion: Emotion::nearest(score),
            line,
        });
        Ok(())
    }

    fn blueprint(&mut self, blueprint: &'d Node) -> Result<(), ReadError> {
        let mut lanes = BTreeMap::new();
        for lane in blueprint.items_of("lanes") {
            let (Some(id), Some(name)) = (lane.text_of("id"), lane.text_of("name")) else {
                self.incomplete(lane, &["id", "name"]);
                continue;
            };
            // The customer's own lane repeats the journey.
            if lane.text_of("kind") == Some("cjm") {
                lanes.insert(id, None);
                continue;
            }
            if let Some(description) = lane.text_of("description") {
                self.sketch.omit(lane.line, description, LeftOut::NoPlace);
            }
            let lane = self.sketch.lane(SketchLane {
                key: Some(id.to_owned()),
                kind: LaneKind::Backstage,
                title: Some(name.to_owned()),
                line: lane.line,
            })?;
            lanes.insert(id, Some(lane));
        }
        let links = Links::of(blueprint);
        for task in blueprint.items_of("tasks") {
            let (Some(id), Some(name)) = (task.text_of("id"), task.text_of("name")) else {
                self.incomplete(task, &["id", "name"]);
                continue;
            };
            let lane = match task.text_of("lane").and_then(|lane| lanes.get(lane)) {
                Some(Some(lane)) => *lane,
                Some(None) => continue,
                None => {
                    self.sketch.omit(task.line, name, LeftOut::NoLane);
                    continue;
                }
            };
            let Some(step) = links.step(id, &self.steps) else {
                self.sketch.omit(task.line, name, LeftOut::NoStep);
                continue;
            };
            self.sketch.card(SketchCard {
                named: Named::keyed(id, name, task.line),
                note: task.text_of("description").map(str::to_owned),
                channel: None,
                step,
                lane,
            })?;
        }
        for connection in blueprint.items_of("connections") {
            let end = |name| connection.text_of(name).unwrap_or_default();
            let text = format!("{} → {}", end("source"), end("target"));
            self.sketch.omit(connection.line, &text, LeftOut::NoPlace);
        }
        Ok(())
    }

    /// Something that lacks one of these.
    fn incomplete(&mut self, node: &Node, fields: &[&str]) {
        let missing = fields.iter().find(|field| node.text_of(field).is_none());
        let field = (*missing.unwrap_or(&"")).to_owned();
        let text = node.text_of("name").or_else(|| node.text_of("id"));
        self.sketch.omit(
            node.line,
            text.unwrap_or_default(),
            LeftOut::NoField { field },
        );
    }
}

/// What the tasks of a blueprint come from and are connected to, in the order of the file.
struct Links<'d>(BTreeMap<&'d str, Vec<&'d str>>);

impl<'d> Links<'d> {
    fn of(blueprint: &'d Node) -> Self {
        let mut links: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for task in blueprint.items_of("tasks") {
            if let (Some(id), Some(source)) = (task.text_of("id"), task.text_of("source_id")) {
                links.entry(id).or_default().push(source);
            }
        }
        for connection in blueprint.items_of("connections") {
            let end = |name| connection.text_of(name);
            if let (Some(source), Some(target)) = (end("source"), end("target")) {
                links.entry(source).or_default().push(target);
                links.entry(target).or_default().push(source);
            }
        }
        Self(links)
    }

    /// The step at which a task stands: that of the nearest action it is linked to, the first of equals.
    fn step(&self, task: &'d str, steps: &BTreeMap<&str, usize>) -> Option<usize> {
        let mut seen = std::collections::BTreeSet::from([task]);
        let mut next = VecDeque::from([task]);
        while let Some(id) = next.pop_front() {
            if let Some(step) = steps.get(id) {
                return Some(*step);
            }
            let linked = self.0.get(id).into_iter().flatten();
            next.extend(linked.copied().filter(|id| seen.insert(id)));
        }
        None
    }
}
