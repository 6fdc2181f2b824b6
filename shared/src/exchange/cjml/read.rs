//! Reading CJML: its touchpoints in order become steps, what the customer meets there touchpoints.
//!
//! Read are the elements of the one published example and what [`super::to_cjml`] writes. Anything else is listed as left out; a file
//! of which nothing is a touchpoint is refused.

use std::collections::BTreeMap;

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::CUSTOMER;
use crate::{
    exchange::{
        Format,
        problem::{LeftOut, ReadError, ReadProblem},
        sketch::{Named, Sketch, SketchCard, SketchLane},
        tree::MOST_VALUES,
    },
    journey::LaneKind,
};

/// Reads the first journey of a file.
pub(in crate::exchange) fn read(text: &str) -> Result<Sketch, ReadError> {
    let options = ParsingOptions {
        nodes_limit: MOST_VALUES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| refused(&error))?;
    let root = document.root_element();
    let other = || ReadProblem::OtherFormat {
        format: Format::Cjml,
    };
    if root.tag_name().name() != "CJML" {
        return Err(other().whole());
    }
    let mut reader = Reader::new(text);
    let mut journeys = elements(root).filter(|node| node.tag_name().name().ends_with("ourney"));
    let journey = journeys.next().ok_or_else(|| other().whole())?;
    reader.journey(journey)?;
    for another in journeys {
        let name = text_of(another, "journeyName").or_else(|| text_of(another, "journeyID"));
        reader.omit(another, name.as_deref(), LeftOut::AnotherJourney);
    }
    reader.sketch.finish()
}

/// What the parser could not read. A file with a document type is refused by it: entities make small files huge.
fn refused(error: &Error) -> ReadError {
    match error {
        Error::NodesLimitReached => ReadProblem::TooMany { most: MOST_VALUES }.whole(),
        Error::DtdDetected => {
            let detail = error.to_string();
            ReadProblem::Malformed { detail }.whole()
        }
        _ => {
            let (detail, at) = (error.to_string(), error.pos());
            ReadProblem::Malformed { detail }.at(at.row, at.col)
        }
    }
}

struct Reader<'a> {
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    sketch: Sketch,
    /// The stages by the id of their phase.
    phases: BTreeMap<&'a str, usize>,
    actors: BTreeMap<&'a str, Actor>,
    last: Option<Last>,
    /// The lanes of those who serve, by their names.
    backstage: BTreeMap<String, usize>,
}

struct Actor {
    name: String,
    /// Whose journey it is: a person, and none of those who serve.
    travels: bool,
}

struct Last {
    step: usize,
    stage: usize,
    title: String,
    /// Its id up to the last dot, where it has one: as files of ours tell steps of one title apart.
    within: Option<String>,
    /// Somebody was met there; where nobody was, the next touchpoint is a step of its own, whatever it is called.
    met: bool,
}

/// One side of a touchpoint.
struct Side<'a> {
    actor: &'a str,
    label: Option<String>,
}

impl<'a> Reader<'a> {
    fn new(text: &str) -> Self {
        let later = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            lines: std::iter::once(0).chain(later).collect(),
            sketch: Sketch::default(),
            phases: BTreeMap::new(),
            actors: BTreeMap::new(),
            last: None,
            backstage: BTreeMap::new(),
        }
    }

    fn line(&self, node: Node) -> u32 {
        let line = self
            .lines
            .partition_point(|from| *from <= node.range().start);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    fn omit(&mut self, node: Node, text: Option<&str>, why: LeftOut) {
        let line = self.line(node);
        self.sketch
            .omit(line, text.unwrap_or(node.tag_name().name()), why);
    }

    fn journey(&mut self, journey: Node<'a, '_>) -> Result<(), ReadError> {
        self.sketch.title = text_of(journey, "journeyName");
        self.sketch.identity = text_of(journey, "journeyID").or_else(|| self.sketch.title.clone());
        for part in elements(journey) {
            match part.tag_name().name() {
                "journeyID" | "journeyName" | "touchpoints" => {}
                "actors" => self.actors(part)?,
                "phases" => self.phases(part)?,
                _ => self.omit(part, None, LeftOut::NoPlace),
            }
        }
        // Wherever it stands, it refers to actors and phases.
        for touchpoints in children(journey, "touchpoints") {
            for touchpoint in elements(touchpoints) {
                self.touchpoint(touchpoint)?;
            }
        }
        Ok(())
    }

    fn actors(&mut self, actors: Node<'a, '_>) -> Result<(), ReadError> {
        for actor in elements(actors) {
            let Some(id) = id_of(actor, "actorID") else {
                self.no_field(actor, "actorID");
                continue;
            };
            let name = ["actorName", "companyName"]
                .into_iter()
                .find_map(|name| text_of(actor, name));
            let name = name.unwrap_or_else(|| id.to_owned());
            let travels = actor.tag_name().name() == "endUser";
            // Files of ours call nobody so.
            if travels && (id, name.as_str()) != (CUSTOMER, CUSTOMER) {
                let line = self.line(actor);
                self.sketch.persona(&name, line)?;
            }
            self.actors.insert(id, Actor { name, travels });
        }
        Ok(())
    }

    fn phases(&mut self, phases: Node<'a, '_>) -> Result<(), ReadError> {
        for phase in elements(phases) {
            let (id, name) = (id_of(phase, "phaseID"), text_of(phase, "phaseName"));
            let (Some(id), Some(name)) = (id, name) else {
                let missing = id.map_or("phaseID", |_| "phaseName");
                self.no_field(phase, missing);
                continue;
            };
            let line = self.line(phase);
            let stage = self.sketch.stage(Named::keyed(id, &name, line))?;
            self.phases.insert(id, stage);
        }
        Ok(())
    }

    fn touchpoint(&mut self, node: Node<'a, '_>) -> Result<(), ReadError> {
        let kind = node.tag_name().name();
        let communication = kind.ends_with("CommunicationPoint");
        if !communication && !kind.ends_with("Action") {
            self.omit(node, None, LeftOut::NotUnderstood);
            return Ok(());
        }
        for part in elements(node) {
            let known = matches!(
                part.tag_name().name(),
                "touchpointID" | "phaseIDref" | "initiator" | "receiver" | "channel"
            );
            if !known {
                let said = said(part);
                self.omit(part, said.as_deref(), LeftOut::NoPlace);
            }
        }
        let initiator = side(node, "initiator", "initiatorLabel");
        let receiver = side(node, "receiver", "receiverLabel");
        let travels = |side: &Option<Side>| {
            let actor = side.as_ref().and_then(|side| self.actors.get(side.actor));
            actor.is_some_and(|actor| actor.travels)
        };
        // The step is what the customer does, whoever began; what stands on the other side is met there.
        let (own, met) = match travels(&receiver) && !travels(&initiator) {
            true => (receiver, initiator),
            false => (initiator, receiver),
        };
        let label = |side: Option<&Side>| side.and_then(|side| side.label.clone());
        let own_label = label(own.as_ref());
        let met_label = label(met.as_ref()).filter(|_| communication);
        let Some(title) = own_label.clone().or_else(|| met_label.clone()) else {
            self.no_field(node, "initiatorLabel");
            return Ok(());
        };
        let server = own.as_ref().and_then(|side| self.actors.get(side.actor));
        if let (Some(server), false) = (server.filter(|actor| !actor.travels), communication) {
            let name = server.name.clone();
            return self.work(node, &name, &title);
        }
        let step = self.step(node, &title, communication)?;
        if communication {
            let name = met_label.unwrap_or(title);
            let channel = children(node, "channel").find_map(|node| text_of(node, "channelName"));
            let line = self.line(node);
            let lane = self.sketch.lane_of(LaneKind::Touchpoints, line)?;
            self.sketch.card(SketchCard {
                named: self.named(node, &name),
                note: None,
                channel,
                step,
                lane,
            })?;
        }
        Ok(())
    }

    /// What those who serve do by themselves: behind the scenes of the step before it.
    fn work(&mut self, node: Node<'a, '_>, server: &str, title: &str) -> Result<(), ReadError> {
        let Some(step) = self.last.as_ref().map(|last| last.step) else {
            self.omit(node, Some(title), LeftOut::NoStep);
            return Ok(());
        };
        let lane = match self.backstage.get(server) {
            Some(lane) => *lane,
            None => {
                let lane = self.sketch.lane(SketchLane {
                    key: None,
                    kind: LaneKind::Backstage,
                    title: Some(server.to_owned()),
                    line: self.line(node),
                })?;
                self.backstage.insert(server.to_owned(), lane);
                lane
            }
        };
        self.sketch.card(SketchCard {
            named: self.named(node, title),
            note: None,
            channel: None,
            step,
            lane,
        })?;
        Ok(())
    }

    /// The step of a touchpoint: the last one where the customer still does the same.
    fn step(&mut self, node: Node<'a, '_>, title: &str, met: bool) -> Result<usize, ReadError> {
        let phase = text_of(node, "phaseIDref").and_then(|id| self.phases.get(id.as_str()));
        let stage = match (phase, &self.last) {
            (Some(stage), _) => *stage,
            (None, Some(last)) => last.stage,
            // A step without a stage there is not; a file without phases has one stage.
            (None, None) => match self.sketch.stages.is_empty() {
                true => {
                    let title = self.sketch.title.clone().unwrap_or_else(|| "1".to_owned());
                    let line = self.line(node);
                    self.sketch.stage(Named::new(&title, line))?
                }
                false => 0,
            },
        };
        let id = text_of(node, "touchpointID").unwrap_or_default();
        let within = id.rsplit_once('.').map(|(within, _)| within.to_owned());
        if let Some(last) = &self.last
            && (last.within == within || last.within.is_none() || within.is_none())
            && last.stage == stage
            && last.title == title
            && last.met
            && met
        {
            return Ok(last.step);
        }
        let named = self.named(node, title);
        let step = self.sketch.step(stage, named)?;
        self.last = Some(Last {
            step,
            stage,
            title: title.to_owned(),
            within,
            met,
        });
        Ok(step)
    }

    /// Something with the id of its touchpoint.
    fn named(&self, node: Node, title: &str) -> Named {
        let line = self.line(node);
        match text_of(node, "touchpointID") {
            Some(id) => Named::keyed(&id, title, line),
            None => Named::new(title, line),
        }
    }

    fn no_field(&mut self, node: Node, field: &str) {
        let field = field.to_owned();
        self.omit(node, None, LeftOut::NoField { field });
    }
}

fn side<'a>(node: Node<'a, '_>, name: &str, label: &str) -> Option<Side<'a>> {
    let side = children(node, name).next()?;
    let refers = children(side, "refersTo").next();
    Some(Side {
        actor: refers
            .and_then(|refers| id_of(refers, "actorIDref"))
            .unwrap_or_default(),
        label: text_of(side, label),
    })
}

fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    elements(node).filter(move |child| child.tag_name().name() == name)
}

/// An attribute with something in it.
fn id_of<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let id = node.attribute(name)?.trim();
    Some(id).filter(|id| !id.is_empty())
}

/// The text of a child, if there is any in it.
fn text_of(node: Node, name: &str) -> Option<String> {
    children(node, name).find_map(said)
}

/// All text in an element, its elements' too.
fn said(node: Node) -> Option<String> {
    let texts = node.descendants().filter(Node::is_text);
    let text: String = texts.filter_map(|text| text.text()).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
