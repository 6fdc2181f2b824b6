//! What a drawing of the board calls things: the words of the board itself.

use shared::{
    catalogue::DepartmentName,
    exchange::drawing::{Said, Words},
    friction::Band,
    journey::{Evidence, LaneKind},
};

use super::names;
use crate::{
    catalogue::names::{department, hue},
    friction::band,
    words::{Lang, in_lang, take_words},
};

/// The words of a drawing in a language.
#[derive(Debug, Clone, Copy)]
pub struct Drawn(pub Lang);

impl Words for Drawn {
    fn lang(&self) -> Lang {
        self.0
    }

    fn lane(&self, kind: LaneKind) -> &'static str {
        names::lane_kind(self.0, kind)
    }

    fn hint(&self, kind: LaneKind) -> &'static str {
        names::lane_hint(self.0, kind)
    }

    fn evidence(&self, evidence: Evidence) -> &'static str {
        names::evidence(self.0, evidence)
    }

    fn band(&self, of: Band) -> &'static str {
        band(in_lang(self.0), of)
    }

    fn department(&self, name: &DepartmentName) -> (String, u8) {
        (department(self.0, name), hue(name))
    }

    fn say(&self, what: Said<'_>) -> String {
        let words = in_lang(self.0);
        let (board, take) = (&words.board, take_words(self.0));
        match what {
            Said::AsIs => board.as_is.to_owned(),
            Said::ToBe => board.to_be.to_owned(),
            Said::Scenario => board.scenario.to_owned(),
            Said::Start => board.start.to_owned(),
            Said::End => board.end.to_owned(),
            Said::Goal => board.goal.to_owned(),
            Said::Personas => board.persona.to_owned(),
            Said::Line => words.lane.line.to_owned(),
            Said::NotMeasured => board.not_measured.to_owned(),
            Said::Believed(name) => board.believed_by(name.to_owned()),
            Said::Measured(name) => board.felt_by(name),
            Said::Sources(sources, of) => words.friction.coverage(sources, of),
            Said::Worst(name, of) => board.worst_here(name.to_owned(), of),
            Said::Drawn(day) => take.drawn(day),
            Said::Page(at, of) => take.page(at, of),
            Said::Nothing => take.nothing.to_owned(),
        }
    }
}
