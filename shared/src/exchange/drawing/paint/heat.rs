//! A cell of friction: the score in its colour, its margin, and what it rests on.

use super::{
    super::{
        Align, Said, Stroke, Tone, Words,
        cells::wide,
        facts::Heat,
        pages::HEAT,
        wrap::{Face, wrap},
    },
    Painter, Rough,
};
use crate::{chart::heat_step, friction::Score};

impl Painter {
    pub(super) fn heat(
        &mut self,
        heat: &Heat,
        (x, y): (f64, f64),
        size: (f64, f64),
        words: &dyn Words,
    ) {
        match heat {
            Heat::Empty => {}
            Heat::Unknown => {
                self.hatch((x, y), size, Tone::Line, 1.0);
                let said = [words.say(Said::NotMeasured)];
                self.lines((x + 10.0, y + 8.0), HEAT, Tone::Ink2, &said);
            }
            Heat::Scored(score, ..) => {
                let step = heat_step(score.score);
                let ink = Tone::HeatInk(step);
                self.rect((x, y), size, 0.0, Tone::Heat(step));
                if few(score) {
                    self.hatch((x, y), size, ink, 0.12);
                }
                let big = Face::new(18.0, true, 22.0);
                let lang = words.lang();
                let number = lang.number(score.score, 0);
                self.lines((x + 10.0, y + 6.0), big, ink, &[number]);
                let (low, high) = (score.interval.low, score.interval.high);
                let said = lang.interval(low, high, 0);
                self.text((x + 46.0, y + 23.0), Align::Start, HEAT, ink, &said);
                let across =
                    |value: f64| x + 10.0 + (size.0 - 20.0) * value.clamp(0.0, 100.0) / 100.0;
                let line = y + 33.0;
                let (from, to) = ((across(0.0), line), (across(100.0), line));
                self.faint(from, to, Stroke::new(ink, 1.0), 0.25);
                self.segment(
                    (across(low), line),
                    (across(high), line),
                    Stroke::new(ink, 2.0),
                );
                let said = heat_said(heat, words);
                let mut below = y + 38.0;
                for text in said {
                    below = self.lines((x + 10.0, below), HEAT, ink, &wrapped(&text, size.0));
                }
            }
        }
    }

    /// Thin lines from the lower left to the upper right, within a field.
    fn hatch(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), tone: Tone, opacity: f64) {
        let mut along = 7.0;
        while along < width + height {
            let from = (x + (along - height).max(0.0), y + along.min(height));
            let to = (x + along.min(width), y + (along - width).max(0.0));
            self.faint(from, to, Stroke::new(tone, 1.0), opacity);
            along += 9.0;
        }
    }
}

/// Whether less than half of the evidence asked for is there, as the board says it.
const fn few(score: &Score) -> bool {
    score.coverage.sources * 2 < score.coverage.of
}

/// What stands in a cell of friction below its score.
fn heat_said(heat: &Heat, words: &dyn Words) -> Vec<String> {
    let Heat::Scored(score, name, of) = heat else {
        return Vec::new();
    };
    let mut said = vec![words.band(score.band).to_owned()];
    if few(score) {
        said.push(words.say(Said::Sources(score.coverage.sources, score.coverage.of)));
    }
    if *of > 1 {
        said.push(words.say(Said::Worst(name, *of)));
    }
    said
}

/// Lines for a cell of friction.
fn wrapped(text: &str, width: f64) -> Vec<String> {
    wrap(text, width - 20.0, HEAT, &Rough)
}

/// How high the cells of friction have to be.
pub(in crate::exchange::drawing) fn heat_height(
    cells: &[Heat],
    column: f64,
    words: &dyn Words,
) -> f64 {
    let high = |heat: &Heat| {
        let said = heat_said(heat, words);
        let lines: usize = said.iter().map(|text| wrapped(text, column).len()).sum();
        48.0 + HEAT.line * wide(lines)
    };
    cells.iter().map(high).fold(30.0, f64::max)
}
