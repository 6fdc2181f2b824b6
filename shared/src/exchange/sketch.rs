//! A journey as a file without our ids tells it, to be laid over a board.
//!
//! What is there already is recognised: by the id that the same place of the same file had before, else by its title. What is not
//! gets an id that derives from the journey's id and its place in the file, so that the same file read again finds it. What the
//! file does not say stays as it is on the board.

mod lay;
mod over;

use super::{
    Lines,
    problem::{LeftOut, Omission, ReadError, ReadProblem, quoted},
};
use crate::{
    journey::{Emotion, LaneKind},
    log::Limit,
};

/// The most things that are listed as left out; a file with more is not what it was taken for.
pub const MOST_OMISSIONS: usize = 1_000;

/// What a reader found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sketch {
    /// What the file calls itself: the same next time.
    pub(super) identity: Option<String>,
    pub(super) title: Option<String>,
    pub(super) stages: Vec<Named>,
    pub(super) steps: Vec<SketchStep>,
    pub(super) lanes: Vec<SketchLane>,
    pub(super) cards: Vec<SketchCard>,
    pub(super) personas: Vec<SketchPersona>,
    pub(super) emotions: Vec<SketchEmotion>,
    pub(super) omissions: Vec<Omission>,
}

/// Something with a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Its id in the file, where it has one.
    pub(super) key: Option<String>,
    pub(super) title: String,
    pub(super) line: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SketchStep {
    pub(super) named: Named,
    /// Which of the stages.
    pub(super) stage: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SketchLane {
    pub(super) key: Option<String>,
    pub(super) kind: LaneKind,
    pub(super) title: Option<String>,
    pub(super) line: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SketchCard {
    /// In the touchpoints' lane the title is the touchpoint's name.
    pub(super) named: Named,
    pub(super) note: Option<String>,
    /// Through what the touchpoint is met, by its name.
    pub(super) channel: Option<String>,
    /// Which of the steps.
    pub(super) step: usize,
    /// Which of the lanes.
    pub(super) lane: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SketchPersona {
    pub(super) name: String,
    pub(super) summary: Option<String>,
    pub(super) line: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SketchEmotion {
    /// Which of the personas.
    pub(super) persona: usize,
    /// Which of the steps.
    pub(super) step: usize,
    pub(super) emotion: Emotion,
    pub(super) line: u32,
}

impl Named {
    pub(super) fn new(title: &str, line: u32) -> Self {
        let title = title.trim().to_owned();
        Self {
            key: None,
            title,
            line,
        }
    }

    pub(super) fn keyed(key: &str, title: &str, line: u32) -> Self {
        let key = Some(key.to_owned());
        Self {
            key,
            ..Self::new(title, line)
        }
    }
}

impl Sketch {
    pub(super) fn stage(&mut self, stage: Named) -> Result<usize, ReadError> {
        let line = stage.line;
        push(&mut self.stages, stage, Limit::Stages, line)
    }

    pub(super) fn step(&mut self, stage: usize, named: Named) -> Result<usize, ReadError> {
        let line = named.line;
        push(
            &mut self.steps,
            SketchStep { named, stage },
            Limit::Steps,
            line,
        )
    }

    pub(super) fn lane(&mut self, lane: SketchLane) -> Result<usize, ReadError> {
        let line = lane.line;
        push(&mut self.lanes, lane, Limit::Lanes, line)
    }

    /// The lane of a kind without a title of its own: the one that there is, or a new one.
    pub(super) fn lane_of(&mut self, kind: LaneKind, line: u32) -> Result<usize, ReadError> {
        let known = self
            .lanes
            .iter()
            .position(|lane| lane.kind == kind && lane.title.is_none());
        if let Some(known) = known {
            return Ok(known);
        }
        self.lane(SketchLane {
            key: None,
            kind,
            title: None,
            line,
        })
    }

    pub(super) fn card(&mut self, card: SketchCard) -> Result<usize, ReadError> {
        let line = card.named.line;
        push(&mut self.cards, card, Limit::Cards, line)
    }

    /// The persona of a name: the one that there is, or a new one.
    pub(super) fn persona(&mut self, name: &str, line: u32) -> Result<usize, ReadError> {
        let name = name.trim();
        if let Some(known) = self.personas.iter().position(|known| known.name == name) {
            return Ok(known);
        }
        self.new_persona(name, line)
    }

    /// A persona, also where there is one of the same name.
    pub(super) fn new_persona(&mut self, name: &str, line: u32) -> Result<usize, ReadError> {
        let persona = SketchPersona {
            name: name.trim().to_owned(),
            summary: None,
            line,
        };
        push(&mut self.personas, persona, Limit::Personas, line)
    }

    pub(super) fn omit(&mut self, line: u32, text: &str, why: LeftOut) {
        // One more than is listed, so that `finish` sees that there were too many.
        if self.omissions.len() <= MOST_OMISSIONS {
            let text = quoted(text);
            self.omissions.push(Omission { line, text, why });
        }
    }

    /// The sketch, if it is one of a journey.
    pub(super) fn finish(self) -> Result<Self, ReadError> {
        if self.omissions.len() > MOST_OMISSIONS {
            let most = u32::try_from(MOST_OMISSIONS).unwrap_or(u32::MAX);
            return Err(ReadProblem::TooMany { most }.whole());
        }
        if self.steps.is_empty() {
            return Err(ReadProblem::Empty.whole());
        }
        Ok(self)
    }
}

fn push<T>(list: &mut Vec<T>, item: T, limit: Limit, line: u32) -> Result<usize, ReadError> {
    if list.len() >= limit.most() as usize {
        return Err(ReadProblem::OverLimit { limit }.at(line, 0));
    }
    list.push(item);
    Ok(list.len() - 1)
}
